package partnering

import (
	"context"
	"slices"
	"strings"
	"time"
)

// snapshot is what scheduling needs of an event, as it is at one instant, or
// the part of it that concerns some of its requests.
type snapshot struct {
	event         Event
	slots         []Slot // by start
	places        []Place
	organisations []Organisation // by id
	delegates     []Delegate     // by id
	spoken        map[string]map[string]SlotState
	commitments   map[string][]Interval // by delegate, what takes it away included
	onStage       map[string][]Interval // by delegate, its own pitches and talks
	requests      []MeetingRequest      // accepted, by id
	pins          []Pin
	version       ScheduleVersion
	published     []Meeting // of the newest version, cancelled ones left out

	slotIndex         map[string]int
	placeIndex        map[string]int
	organisationIndex map[string]int
	delegateIndex     map[string]int
	requestIndex      map[string]int
	pinIndex          map[string]int        // by request
	publishedIndex    map[string]int        // by request
	teams             map[string][]Delegate // by organisation, by id, those who take meetings
}

// loadSnapshot reads the whole event.
func loadSnapshot(ctx context.Context, st Store, eventID string) (*snapshot, error) {
	n := &snapshot{}
	for _, read := range []func(context.Context, Store, string) error{
		n.readVenue, n.readPeople, n.readTimes, n.readRequests, n.readPublished,
	} {
		if err := read(ctx, st, eventID); err != nil {
			return nil, err
		}
	}
	n.index()
	return n, nil
}

func (n *snapshot) readVenue(ctx context.Context, st Store, eventID string) error {
	var err error
	if n.event, err = st.EventByID(ctx, eventID); err != nil {
		return err
	}
	if n.slots, err = st.FindSlots(ctx, eventID); err != nil {
		return err
	}
	n.places, err = st.FindPlaces(ctx, eventID)
	return err
}

func (n *snapshot) readPeople(ctx context.Context, st Store, eventID string) error {
	organisations, err := st.FindOrganisations(ctx, OrganisationFilter{EventID: eventID})
	if err != nil {
		return err
	}
	delegates, err := st.FindDelegates(ctx, DelegateFilter{EventID: eventID})
	n.organisations, n.delegates = organisations.Items, delegates.Items
	return err
}

// readTimes reads what the delegates said of the slots and what blocks them.
func (n *snapshot) readTimes(ctx context.Context, st Store, eventID string) error {
	return n.readTimesOf(ctx, st, eventID)
}

func (n *snapshot) readTimesOf(ctx context.Context, st Store, eventID string, delegateIDs ...string) error {
	var err error
	if n.spoken, err = st.FindAvailability(ctx, eventID, delegateIDs...); err != nil {
		return err
	}
	commitments, err := st.FindCommitments(ctx, eventID, delegateIDs...)
	n.commitments, n.onStage = map[string][]Interval{}, map[string][]Interval{}
	for _, c := range commitments {
		n.commitments[c.DelegateID] = append(n.commitments[c.DelegateID], Interval{c.Start, c.End})
		if c.Kind == CommitmentPitch || c.Kind == CommitmentTalk {
			n.onStage[c.DelegateID] = append(n.onStage[c.DelegateID], Interval{c.Start, c.End})
		}
	}
	for _, d := range n.delegates {
		n.commitments[d.ID] = append(n.commitments[d.ID], d.Away...)
	}
	return err
}

func (n *snapshot) readRequests(ctx context.Context, st Store, eventID string) error {
	accepted, err := st.FindRequests(ctx, RequestFilter{EventID: eventID, States: []RequestState{RequestAccepted}})
	if err != nil {
		return err
	}
	n.requests = accepted.Items
	n.pins, err = st.FindPins(ctx, eventID)
	return err
}

func (n *snapshot) readPublished(ctx context.Context, st Store, eventID string) error {
	var err error
	if n.version, err = st.CurrentVersion(ctx, eventID); err != nil || n.version.Number == 0 {
		return err
	}
	n.published, err = st.FindMeetings(ctx, MeetingFilter{EventID: eventID})
	n.published = slices.DeleteFunc(n.published, func(m Meeting) bool { return m.State == MeetingCancelled })
	return err
}

// index sorts by id, which is the order of an imported file, and makes ids findable.
func (n *snapshot) index() {
	slices.SortFunc(n.organisations, func(a, b Organisation) int { return strings.Compare(a.ID, b.ID) })
	slices.SortFunc(n.delegates, func(a, b Delegate) int { return strings.Compare(a.ID, b.ID) })
	slices.SortFunc(n.requests, func(a, b MeetingRequest) int { return strings.Compare(a.ID, b.ID) })
	n.slotIndex = indexOf(n.slots, func(s Slot) string { return s.ID })
	n.placeIndex = indexOf(n.places, func(p Place) string { return p.ID })
	n.organisationIndex = indexOf(n.organisations, func(o Organisation) string { return o.ID })
	n.delegateIndex = indexOf(n.delegates, func(d Delegate) string { return d.ID })
	n.requestIndex = indexOf(n.requests, func(r MeetingRequest) string { return r.ID })
	n.pinIndex = indexOf(n.pins, func(p Pin) string { return p.RequestID })
	n.publishedIndex = indexOf(n.published, func(m Meeting) string { return m.RequestID })
	n.teams = map[string][]Delegate{}
	for _, d := range n.delegates {
		if !d.NoMeetings {
			n.teams[d.OrganisationID] = append(n.teams[d.OrganisationID], d)
		}
	}
}

func indexOf[T any](items []T, key func(T) string) map[string]int {
	index := make(map[string]int, len(items))
	for i, item := range items {
		index[key(item)] = i
	}
	return index
}

func (n *snapshot) slot(id string) (Slot, bool) {
	i, ok := n.slotIndex[id]
	if !ok {
		return Slot{}, false
	}
	return n.slots[i], true
}

func (n *snapshot) place(id string) (Place, bool) {
	i, ok := n.placeIndex[id]
	if !ok {
		return Place{}, false
	}
	return n.places[i], true
}

func (n *snapshot) delegate(id string) (Delegate, bool) {
	i, ok := n.delegateIndex[id]
	if !ok {
		return Delegate{}, false
	}
	return n.delegates[i], true
}

func (n *snapshot) organisation(id string) (Organisation, bool) {
	i, ok := n.organisationIndex[id]
	if !ok {
		return Organisation{}, false
	}
	return n.organisations[i], true
}

func (n *snapshot) request(id string) (MeetingRequest, bool) {
	i, ok := n.requestIndex[id]
	if !ok {
		return MeetingRequest{}, false
	}
	return n.requests[i], true
}

func (n *snapshot) pinOf(requestID string) (Pin, bool) {
	i, ok := n.pinIndex[requestID]
	if !ok {
		return Pin{}, false
	}
	return n.pins[i], true
}

// publishedOf returns the published meeting of the request.
func (n *snapshot) publishedOf(requestID string) (Meeting, bool) {
	i, ok := n.publishedIndex[requestID]
	if !ok {
		return Meeting{}, false
	}
	return n.published[i], true
}

// blocked says whether something takes the delegate away during the slot.
func (n *snapshot) blocked(delegateID string, slot Slot) bool {
	return slices.ContainsFunc(n.commitments[delegateID], slot.during)
}

// presents says whether the delegate gives a pitch or a talk during the slot,
// which no force waives.
func (n *snapshot) presents(delegateID string, slot Slot) bool {
	return slices.ContainsFunc(n.onStage[delegateID], slot.during)
}

func (s Slot) during(i Interval) bool { return s.Overlaps(i.Start, i.End) }

// slotsOf returns the slots that are closed to the delegate, those that have
// begun included, and those that it would rather not have, as a problem file
// names them.
func (n *snapshot) slotsOf(d Delegate, begun time.Time) (closed, ratherNot []string) {
	said := Availability{Slots: n.spoken[d.ID]}
	for _, slot := range n.slots {
		switch state := said.stateOf(n.event, slot.ID); {
		case state == SlotClosed || passed(slot.Start, begun) || n.blocked(d.ID, slot):
			closed = append(closed, slot.externalID())
		case state == SlotRatherNot:
			ratherNot = append(ratherNot, slot.externalID())
		}
	}
	return closed, ratherNot
}

// The identifiers of problem files: the external ones, and for what has none its own.

func (s Slot) externalID() string           { return either(s.ExternalID, s.ID) }
func (p Place) externalID() string          { return either(p.ExternalID, p.ID) }
func (o Organisation) externalID() string   { return either(o.ExternalID, o.ID) }
func (d Delegate) externalID() string       { return either(d.ExternalID, d.ID) }
func (r MeetingRequest) externalID() string { return either(r.ExternalID, r.ID) }

func either(external, own string) string {
	if external != "" {
		return external
	}
	return own
}
