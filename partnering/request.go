package partnering

import (
	"slices"
	"strings"
	"time"
)

// RequestState is where a meeting request stands.
type RequestState string

// The states of a meeting request.
const (
	RequestPending   RequestState = "pending"
	RequestAccepted  RequestState = "accepted"
	RequestDeclined  RequestState = "declined"
	RequestWithdrawn RequestState = "withdrawn"
	RequestExpired   RequestState = "expired"
	RequestCancelled RequestState = "cancelled"
)

// Priority is what a side says of a request.
type Priority string

// The priorities.
const (
	PriorityMust Priority = "must"
	PriorityWant Priority = "want"
	PriorityNice Priority = "nice"
)

// Points returns the priority's worth: must 5, want 3 (also for ""), nice 1.
func (p Priority) Points() int {
	switch p {
	case PriorityMust:
		return 5
	case PriorityNice:
		return 1
	default:
		return 3
	}
}

// DeclineReason is why a request was declined or an accepted one cancelled.
type DeclineReason string

// The reasons to choose from.
const (
	DeclineNoFit   DeclineReason = "no_fit"
	DeclineNoTime  DeclineReason = "no_time"
	DeclineAlready DeclineReason = "already_in_contact"
	DeclineLater   DeclineReason = "later"
	DeclineOther   DeclineReason = "other"
)

// DeclineReasons lists the reasons to choose from.
func DeclineReasons() []DeclineReason {
	return []DeclineReason{DeclineNoFit, DeclineNoTime, DeclineAlready, DeclineLater, DeclineOther}
}

// Attendees says who should attend for one side. Naming nobody means any one
// of the organisation's delegates who take meetings.
type Attendees struct {
	Required []string   // delegate ids
	AnyOf    [][]string // of each group at least one
}

// Names returns every delegate that the attendees name, each once, sorted.
func (a Attendees) Names() []string {
	names := slices.Clone(a.Required)
	for _, group := range a.AnyOf {
		names = append(names, group...)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// Side is one of the two sides of a request.
type Side struct {
	OrganisationID string
	Attendees      Attendees
	Priority       Priority
}

// MeetingRequest is one organisation's request for a one-to-one meeting with another.
type MeetingRequest struct {
	ID         string
	EventID    string
	ExternalID string // unique within the event
	From, To   Side
	State      RequestState
	Message    string
	Weight     int // the solver's weight, set by an import; 0: from the priorities
	Mandatory  bool
	SlotIDs    []string // may only take place in these; empty: any
	Session    string   // may only take place in this session; "": any
	After      []string // ids of requests whose meetings come before
	Reason     DeclineReason
	ReasonText string
	Imported   bool
	CreatedAt  time.Time
	AnsweredAt time.Time // zero: not yet
	Version    int64
}

// Open says whether the request stands: pending or accepted.
func (r MeetingRequest) Open() bool {
	return r.State == RequestPending || r.State == RequestAccepted
}

// PairKey is the same for every request between the two organisations with the
// same named attendees, whoever asks. One request that stands may have it.
func (r MeetingRequest) PairKey() string {
	sides := []string{r.From.key(), r.To.key()}
	slices.Sort(sides)
	return strings.Join(sides, "|")
}

func (s Side) key() string {
	return s.OrganisationID + ":" + strings.Join(s.Attendees.Names(), ",")
}

// SideOf returns the side of the organisation, the other side, and whether it is one of the two.
func (r MeetingRequest) SideOf(organisationID string) (own, other Side, ok bool) {
	switch organisationID {
	case r.From.OrganisationID:
		return r.From, r.To, true
	case r.To.OrganisationID:
		return r.To, r.From, true
	}
	return Side{}, Side{}, false
}

// RequestMessage is one message in a request's thread.
type RequestMessage struct {
	ID             string
	EventID        string
	RequestID      string
	OrganisationID string // the writer's side
	AccountID      string
	Author         string // the writer's name
	Text           string
	At             time.Time
}
