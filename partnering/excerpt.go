package partnering

import (
	"context"
	"maps"
	"slices"

	"entente/scheduler"
)

// excerpt is the part of an event that placing one request touches: both
// organisations with all of their requests and meetings, what stands in order
// with the request, and who meets where in the slot. What a placement changes
// in it is what it changes in the whole, the spread of breaks apart.
type excerpt struct {
	*posed
	request MeetingRequest
	slotID  string
	before  *Meeting            // where the request stands; nil: nowhere
	others  []Meeting           // of the excerpt's requests, the request's own apart
	held    map[string][]string // by place, requests that meet there in the slot, the request apart
}

// meetingsAt reads the meetings of a schedule in a slot and those of some requests.
type meetingsAt func(ctx context.Context, slotID string, requestIDs []string) ([]Meeting, error)

// loadExcerpt reads what placing the request in the slot touches; with slotID
// "" it is to be taken out.
func loadExcerpt(ctx context.Context, st Store, r MeetingRequest, slotID string, read meetingsAt) (*excerpt, error) {
	n := &snapshot{}
	if err := n.readVenue(ctx, st, r.EventID); err != nil {
		return nil, err
	}
	if err := n.readAround(ctx, st, r); err != nil {
		return nil, err
	}
	n.index()
	x := &excerpt{request: r, slotID: slotID, held: map[string][]string{}}
	ids := []string{r.ID}
	for _, other := range n.requests {
		ids = append(ids, other.ID)
	}
	meetings, err := read(ctx, slotID, unique(ids))
	if err != nil {
		return nil, err
	}
	x.sortIn(n, meetings)
	x.posed = n.poseExcerpt(x.others)
	return x, x.stands()
}

// readAround reads both organisations, their requests and those in order with
// the request, and whoever these name.
func (n *snapshot) readAround(ctx context.Context, st Store, r MeetingRequest) error {
	if err := n.readRequestsAround(ctx, st, r); err != nil {
		return err
	}
	var ids []string
	for _, other := range n.requests {
		ids = append(ids, other.From.OrganisationID, other.To.OrganisationID)
	}
	ids = unique(ids)
	organisations, err := st.FindOrganisations(ctx, OrganisationFilter{EventID: r.EventID, IDs: ids})
	if err != nil {
		return err
	}
	delegates, err := st.FindDelegates(ctx, DelegateFilter{EventID: r.EventID, OrganisationIDs: ids})
	if err != nil {
		return err
	}
	n.organisations, n.delegates = organisations.Items, delegates.Items
	var own []string
	for _, d := range n.delegates {
		if d.OrganisationID == r.From.OrganisationID || d.OrganisationID == r.To.OrganisationID {
			own = append(own, d.ID)
		}
	}
	if err := n.readTimesOf(ctx, st, r.EventID, own...); err != nil {
		return err
	}
	if n.version, err = st.CurrentVersion(ctx, r.EventID); err != nil {
		return err
	}
	n.published, err = st.FindMeetings(ctx, MeetingFilter{EventID: r.EventID, RequestIDs: []string{r.ID}})
	n.published = slices.DeleteFunc(n.published, func(m Meeting) bool { return m.State == MeetingCancelled })
	return err
}

func (n *snapshot) readRequestsAround(ctx context.Context, st Store, r MeetingRequest) error {
	filters := []RequestFilter{{OrganisationID: r.From.OrganisationID}, {OrganisationID: r.To.OrganisationID}, {Follows: r.ID}}
	if len(r.After) > 0 {
		filters = append(filters, RequestFilter{IDs: r.After})
	}
	found := map[string]MeetingRequest{}
	for _, f := range filters {
		f.EventID, f.States = r.EventID, []RequestState{RequestAccepted}
		part, err := st.FindRequests(ctx, f)
		if err != nil {
			return err
		}
		maps.Copy(found, byKey(part.Items, func(r MeetingRequest) string { return r.ID }))
	}
	for _, id := range sortedKeys(found) {
		n.requests = append(n.requests, found[id])
	}
	var err error
	n.pins, err = st.FindPins(ctx, r.EventID)
	return err
}

// sortIn tells the request's own meeting, the others of the excerpt and those
// that merely hold a place of the slot apart.
func (x *excerpt) sortIn(n *snapshot, meetings []Meeting) {
	for _, m := range meetings {
		if m.State == MeetingCancelled {
			continue
		}
		if m.RequestID == x.request.ID {
			x.before = &m
			continue
		}
		if m.SlotID == x.slotID && m.PlaceID != "" {
			x.held[m.PlaceID] = append(x.held[m.PlaceID], m.RequestID)
		}
		if _, ok := n.request(m.RequestID); ok {
			x.others = append(x.others, m)
		}
	}
}

// poseExcerpt poses the part as a schedule is looked at. The spread of breaks
// and of comfort is everybody's, and is left to a check of the whole.
func (n *snapshot) poseExcerpt(others []Meeting) *posed {
	p := n.poseDraft(others)
	p.problem.MaxBreakSpread = nil
	goals := scheduler.Goals{}
	if p.problem.Goals != nil {
		goals = *p.problem.Goals
	}
	goals.Comfort = maps.Clone(goals.Comfort)
	if goals.Comfort == nil {
		goals.Comfort = map[string]int{}
	}
	goals.Comfort[scheduler.ComfortSpread] = 0
	p.problem.Goals = &goals
	return p
}

// stands returns a conflict when the request that is to be placed cannot stand in any schedule, or
// the part of the event contradicts itself.
func (x *excerpt) stands() error {
	if at, left := x.leftIndex[x.request.ID]; left && x.slotID != "" {
		return Errorf(CodeConflict, "the meeting of %s cannot take place: %s", x.pair(x.request.ID), x.left[at].Reasons[0].Text)
	}
	return x.valid()
}

// check is the excerpt with the request at m, or nowhere.
func (x *excerpt) check(p *posed, m *Meeting) scheduler.Report {
	meetings := x.others
	if m != nil {
		meetings = append(slices.Clone(x.others), *m)
	}
	return scheduler.Check(p.problem, p.schedule(meetings))
}
