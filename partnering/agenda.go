package partnering

import "time"

// EntryKind says what an agenda entry is.
type EntryKind string

// The kinds of agenda entries.
const (
	EntryMeeting    EntryKind = "meeting"
	EntryPitch      EntryKind = "pitch"
	EntryCommitment EntryKind = "commitment"
)

// Agenda is all meetings, pitches and commitments of one delegate, one
// organisation, one place or the event, ready to show or export.
type Agenda struct {
	Event       Event
	Scope       FeedScope
	SubjectID   string              // "" for the event
	Title       string              // the name of whose agenda it is
	Subtitle    string              // a delegate's organisation, a place's zone
	Number      int                 // the published version, 0 before the first
	At          time.Time           // as of when it was read
	Entries     []AgendaEntry       // by start, then place, then id
	Unscheduled []AgendaUnscheduled // accepted requests without a meeting
}

// AgendaEntry is one line of an agenda.
type AgendaEntry struct {
	Kind       EntryKind
	ID         string // the request's, booking's or commitment's
	UID        string // stable across versions and recipients' calendars
	Sequence   int
	State      MeetingState // of meetings
	Start, End time.Time
	SlotID     string
	PlaceID    string
	Place      string // such as "Table 14", a room
	Zone       string
	Link       string       // of a video place
	Title      string       // the other side's name, a pitch's title
	Sides      []AgendaSide // two for a meeting: own first; one for a pitch
	Message    string
	Late       []string // names of delegates who come late
	NoShow     []string // ids of organisations that did not come
	Version    int64
}

// AgendaSide is one organisation at an entry with those who attend for it.
type AgendaSide struct {
	OrganisationID string
	Organisation   string
	Kind           Kind
	People         []AgendaPerson
}

// AgendaPerson is a delegate as an agenda shows one.
type AgendaPerson struct {
	ID, Name, Title string
}

// AgendaUnscheduled is an accepted request without a meeting, with names written out.
type AgendaUnscheduled struct {
	Unscheduled
	Slots map[string]Slot // of the event, by id: those that reasons and repairs speak of are among them
	Sides []AgendaSide
}
