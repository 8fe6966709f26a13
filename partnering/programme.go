package partnering

// Programme is the pitch programme of an event, as the public may read it.
type Programme struct {
	Event    Event
	Sessions []ProgrammeSession // by start
}

// ProgrammeSession is a pitch session with its slots.
type ProgrammeSession struct {
	PitchSession
	Slots   []ProgrammeSlot // by start
	Waiting []WaitingEntry  // in line; only for organisers and, of their own, organisations
}

// ProgrammeSlot is a pitch slot with who pitches in it.
type ProgrammeSlot struct {
	PitchSlot
	Booking      *PitchBooking // nil while the slot is free
	Organisation *Organisation
	Presenters   []AgendaPerson
}
