package partnering

import "time"

// MeetingState is where a scheduled meeting stands.
type MeetingState string

// The states of a meeting.
const (
	MeetingScheduled MeetingState = "scheduled"
	MeetingHeld      MeetingState = "held"
	MeetingNoShow    MeetingState = "no_show"
	MeetingCancelled MeetingState = "cancelled"
)

// Meeting is an accepted request with a slot, a place and its attending
// delegates. Its identity is its request's, in every draft and version.
type Meeting struct {
	RequestID    string
	EventID      string
	SlotID       string
	PlaceID      string
	Participants []string // delegate ids, sorted
	State        MeetingState
	Forced       bool     // an organiser put it where a delegate is closed
	NoShow       []string // ids of the organisations that did not come
	Late         []string // ids of delegates who said that they come late
	Sequence     int      // rises with each published change; the calendar's SEQUENCE
}

// SamePlacement says whether two meetings have the same slot, place and participants.
func (m Meeting) SamePlacement(o Meeting) bool {
	if m.SlotID != o.SlotID || m.PlaceID != o.PlaceID || len(m.Participants) != len(o.Participants) {
		return false
	}
	for i, p := range m.Participants {
		if o.Participants[i] != p {
			return false
		}
	}
	return true
}

// Pin keeps a request's meeting in its slot, and place when one is given, in every run and draft.
type Pin struct {
	EventID      string
	RequestID    string
	SlotID       string
	PlaceID      string   // "": any
	Participants []string // empty: as the solver chooses
	Forced       bool     // waives availability and the request's own slots
}

// Draft is an editable schedule: a run's result or a copy of a published version.
type Draft struct {
	ID        string
	EventID   string
	Name      string
	RunID     string // "" when it was not made by a run
	Base      int    // the published version in force when it was made, 0 for none
	CreatedAt time.Time
	Version   int64 // rises with each edit; the ETag
}

// ScheduleVersion is a published schedule's record. Version 1 changes from nothing.
type ScheduleVersion struct {
	EventID     string
	Number      int // 1, 2, 3 …
	PublishedAt time.Time
	AccountID   string
	DraftID     string // "" for a change made on the published schedule
	Note        string // such as "rolled back to 3"
	Placed      int    // meetings scheduled in this version
}

// Change is one meeting's difference between two schedules; one of the two may be nil.
type Change struct {
	RequestID string
	Before    *Meeting
	After     *Meeting
}

// Unscheduled is an accepted request without a meeting: why, and what would fix it.
type Unscheduled struct {
	RequestID string
	Reasons   []Reason
	Repairs   []Repair
}
