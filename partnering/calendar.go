package partnering

// entryUID is the identity in every calendar of what has the identifier: a
// meeting's request, a pitch's booking, a commitment.
func (s *Service) entryUID(id string) string { return id + "@" + s.host() }

// meetingUID is the identity of a meeting in every calendar: its request's,
// the same in each version.
func (s *Service) meetingUID(requestID string) string { return s.entryUID(requestID) }

// pitchEntry is a booked pitch as calendars show it. Its sequence rises with
// each change of the booking and of its session.
func pitchEntry(b PitchBooking, slot PitchSlot, session PitchSession, uid string) AgendaEntry {
	return AgendaEntry{
		Kind: EntryPitch, ID: b.ID, UID: uid, Sequence: int(max(0, b.Version+session.Version-2)),
		Start: slot.Start, End: slot.End, Place: session.Room, Title: either(b.Title, session.Title), Version: b.Version,
	}
}
