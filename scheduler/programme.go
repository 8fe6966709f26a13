package scheduler

import "time"

// ProgrammeFormat is the value of "format" in a programme file.
const ProgrammeFormat = "entente/programme/1"

// Programme is an event whose pitches and meetings are scheduled together:
// which pitch has which pitch slot is chosen with the meetings in view. A
// pitch's presenters have no meeting in the slots that their pitch overlaps;
// those who want to hear it are kept free then where no meeting is lost by it.
type Programme struct {
	Problem  *Problem       `json:"problem"`
	Sessions []PitchSession `json:"sessions"`
	Pitches  []Pitch        `json:"pitches"`
}

// PitchSession is a block of pitch slots in one room. A room that is a place
// of the problem hosts no meetings in the slots that its pitches overlap.
type PitchSession struct {
	ID     string      `json:"id"`
	Room   string      `json:"room,omitzero"`    // "": a room of its own
	Topics []string    `json:"topics,omitempty"` // none: every topic
	Slots  []PitchSlot `json:"slots"`            // in time order
}

// PitchSlot holds one pitch at most. Either all pitch slots of a programme
// have times or none does; without them a pitch slot lasts from the first to
// the last of the meeting slots that it overlaps.
type PitchSlot struct {
	ID    string    `json:"id"`
	Start time.Time `json:"start,omitzero"`
	End   time.Time `json:"end,omitzero"`
	// Overlaps names meeting slots that the pitch slot takes from presenters and
	// listeners, besides those that its times overlap. An empty list that is not
	// nil says that there are none where the meeting slots have no times.
	Overlaps []string `json:"overlaps,omitzero"`
}

// Pitch asks for one pitch slot. The fields that say where it may be hold
// together; one left out does not restrict it.
type Pitch struct {
	ID         string     `json:"id"`
	Presenters []string   `json:"presenters"` // participant ids; all must be free
	Listeners  []Listener `json:"listeners,omitempty"`
	Topics     []string   `json:"topics,omitempty"`   // a session with topics takes it for one of these; none: any session
	Sessions   []string   `json:"sessions,omitempty"` // the only sessions that will do
	Slots      []string   `json:"slots,omitempty"`    // the only pitch slots that will do; one: it is booked
	// NotBefore is a pitch slot, a meeting slot or an RFC 3339 instant: the pitch
	// begins no earlier than that begins.
	NotBefore string `json:"not_before,omitzero"`
	// NotAfter is the same kind of text: the pitch ends no later than that ends.
	NotAfter string   `json:"not_after,omitzero"`
	After    []string `json:"after,omitempty"` // pitches that take place and are over before it begins
}

// Listener is a participant who wants to hear a pitch.
type Listener struct {
	Participant string `json:"participant"`
	Weight      int    `json:"weight,omitzero"` // 0: 1
}

// ProgrammeSchedule is the answer to a programme. Each pitch stands in Pitches
// or in Unplaced, once, in the order of the programme.
type ProgrammeSchedule struct {
	Status   Status           `json:"status"` // of pitches and meetings together
	Score    ProgrammeScore   `json:"score"`
	Bound    ProgrammeBounds  `json:"bound"`
	Pitches  []PitchPlacement `json:"pitches"`
	Unplaced []UnplacedPitch  `json:"unplaced"`
	Schedule *Schedule        `json:"schedule"` // the meetings, scored as those of the problem
}

// PitchPlacement is a pitch in its slot, and the listeners who are free to
// hear it, in the order of its listeners: each hears one pitch at a time.
type PitchPlacement struct {
	Pitch   string   `json:"pitch"`
	Session string   `json:"session"`
	Slot    string   `json:"slot"`
	Hearers []string `json:"hearers"`
}

// UnplacedPitch is a pitch left out, with what stands in its way in each
// pitch slot.
type UnplacedPitch struct {
	Pitch   string        `json:"pitch"`
	Reasons []PitchReason `json:"reasons"`
}

// PitchReason is one constraint that keeps a pitch out of the named pitch
// slots.
type PitchReason struct {
	Constraint Constraint `json:"constraint"`
	Slots      []string   `json:"slots"`
	Message    string     `json:"message"`
}

// The constraints of pitches, beside those of meetings. ParticipantConflict
// and ParticipantUnavailable hold for presenters and hearers too.
const (
	PitchSlotTaken Constraint = "pitch-slot" // one pitch per slot
	PitchRoom      Constraint = "pitch-room" // pitches of one room never overlap
	PitchTopics    Constraint = "pitch-topics"
	PitchSessions  Constraint = "pitch-sessions" // the pitch's own sessions and slots
	PitchWindow    Constraint = "pitch-window"   // not before, not after
	PitchOrder     Constraint = "pitch-order"    // after
	PitchHearing   Constraint = "pitch-hearing"  // a hearer who asked for no hearing, or is not free
	PitchFormed    Constraint = "pitch-formed"   // unknown ids, a pitch twice or missing
)

// ProgrammeScore holds the value of each level. The levels are, most important
// first: the number of pitches placed; the problem's levels that choose which
// meetings take place (mandatory, floors, weight, as far as it pursues them and
// in its order); Listening; the problem's other levels (moved, breaks,
// comfort).
type ProgrammeScore struct {
	Pitches   int   `json:"pitches"`
	Listening int   `json:"listening"` // weight of the hearings
	Hearings  int   `json:"hearings"`  // how many listeners hear a pitch, summed over the pitches
	Meetings  Score `json:"meetings"`
}

// ProgrammeBounds holds values that no schedule can beat which is no worse at
// every earlier level; nil where none is known.
type ProgrammeBounds struct {
	Pitches   *int   `json:"pitches"`
	Listening *int   `json:"listening"`
	Meetings  Bounds `json:"meetings"`
}
