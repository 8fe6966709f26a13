package partnering

// DisruptionKind says what happened to a published schedule.
type DisruptionKind string

// The kinds of disruptions.
const (
	DelegateAbsent DisruptionKind = "absent"
	PlaceClosed    DisruptionKind = "place-closed"
	SlotLost       DisruptionKind = "slot-lost"
	RequestDropped DisruptionKind = "request-cancelled"
	AsThingsAre    DisruptionKind = "now" // nothing more than what no longer holds, and room that is free by now
)

// DisruptionKinds lists the kinds.
func DisruptionKinds() []DisruptionKind {
	return []DisruptionKind{DelegateAbsent, PlaceClosed, SlotLost, RequestDropped, AsThingsAre}
}

// Disruption is what happened to a published schedule, so that a part of it
// cannot take place. It speaks of the slots that have not begun only.
type Disruption struct {
	Kind       DisruptionKind
	DelegateID string   // who is absent
	PlaceID    string   // which is closed
	RequestID  string   // which is cancelled
	SlotIDs    []string // of the absence, the closing or the loss
	Day        string   // all slots of this day instead; neither of both: all slots
	InsertOnly bool     // no meeting moves that can stay
}

// RequestSides names the two organisations of a request.
type RequestSides struct {
	RequestID string
	From      string
	To        string
}

// RepairProposal is what would become of the published schedule, and its price.
type RepairProposal struct {
	Base     int            // the published version that it repairs
	Title    string         // what happened, in words
	Changes  []Change       // against that version
	Sides    []RequestSides // of the requests that change, in their order
	Left     []Unscheduled
	Unpinned []string // request ids of meetings whose pin goes, as they cannot stand there
	Price    Figures  // the change of each goal's value
	Proved   bool     // as many of the meetings cannot take place with fewer moved
	Notified []NotifiedDelegate
	Digest   string // tells this proposal from another one
}
