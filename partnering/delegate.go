package partnering

import "time"

// Delegate is a person who attends an event for an organisation.
type Delegate struct {
	ID             string
	EventID        string
	OrganisationID string
	ExternalID     string // unique within the event; the problem file's participant id
	Name           string
	Email          string // unique within the event, lower case
	Title          string // role in the team
	Topics         []string
	NoMeetings     bool   // takes no meetings
	Virtual        bool   // attends from afar, meets at the event's video place
	Zone           string // own IANA zone, when virtual
	Language       string // "en" or "fr"; "" is the event's first
	PlaceID        string // fixed place, else ""
	Floor          *int
	MaxMeetings    *int
	MaxPerDay      *int
	MaxInARow      *int
	Away           []Interval // taken out by the organiser, such as for a day
	Version        int64
}

// Interval is a half-open span of time, [Start, End).
type Interval struct {
	Start, End time.Time
}

// SlotState is what a delegate says of a slot.
type SlotState string

// The states of a slot in a delegate's availability.
const (
	SlotOpen      SlotState = "open"
	SlotClosed    SlotState = "closed"
	SlotRatherNot SlotState = "rather_not"
)

// Availability is a delegate's word on each slot it has spoken about; the
// event's setting says what holds for the others.
type Availability struct {
	DelegateID string
	Slots      map[string]SlotState // by slot id
	Version    int64
}

// CommitmentKind says why a delegate is blocked.
type CommitmentKind string

// The kinds of commitments.
const (
	CommitmentPitch  CommitmentKind = "pitch"  // own pitch; follows its booking
	CommitmentTalk   CommitmentKind = "talk"   // a talk given
	CommitmentAttend CommitmentKind = "attend" // a pitch session marked "I attend"
	CommitmentBlock  CommitmentKind = "block"  // a personal block
)

// Commitment blocks a delegate during [Start, End).
type Commitment struct {
	ID         string
	EventID    string
	DelegateID string
	Kind       CommitmentKind
	Title      string
	SourceID   string // the booking or pitch session it comes from, else ""
	Start, End time.Time
}
