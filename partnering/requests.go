package partnering

import (
	"context"
	"slices"
)

// FindRequests lists the requests that the caller may see: all of the event to organisers, to the
// others those of their own organisation.
func (s *Service) FindRequests(ctx context.Context, by Actor, f RequestFilter) (Slice[RequestDetail], error) {
	if err := mustAttend(by, f.EventID); err != nil {
		return Slice[RequestDetail]{}, err
	}
	if !by.Organises(f.EventID) {
		return s.findOwnRequests(ctx, by, f)
	}
	found, err := s.store.FindRequests(ctx, f)
	if err != nil {
		return Slice[RequestDetail]{}, err
	}
	items, err := s.details(ctx, by, f.EventID, found.Items)
	return Slice[RequestDetail]{Items: items, Total: found.Total, Next: found.Next}, err
}

// findOwnRequests narrows the list to the caller's organisation. Asking for
// another one lists what stands between the two, in one part.
func (s *Service) findOwnRequests(ctx context.Context, by Actor, f RequestFilter) (Slice[RequestDetail], error) {
	own := by.OrganisationAt(f.EventID)
	if own == "" {
		return Slice[RequestDetail]{}, nil
	}
	other := f.OrganisationID
	f.OrganisationID = own
	between := other != "" && other != own
	if between {
		f.Page = Page{}
	}
	found, err := s.store.FindRequests(ctx, f)
	if err != nil {
		return Slice[RequestDetail]{}, err
	}
	if between {
		found.Items = slices.DeleteFunc(found.Items, func(r MeetingRequest) bool {
			_, _, ok := r.SideOf(other)
			return !ok
		})
		found.Total = len(found.Items)
	}
	items, err := s.details(ctx, by, f.EventID, found.Items)
	return Slice[RequestDetail]{Items: items, Total: found.Total, Next: found.Next}, err
}

// RequestByID returns a request to its two sides and organisers.
func (s *Service) RequestByID(ctx context.Context, by Actor, id string) (RequestDetail, error) {
	r, err := visibleRequest(ctx, s.store, by, id)
	if err != nil {
		return RequestDetail{}, err
	}
	return s.detail(ctx, by, r)
}

func (s *Service) detail(ctx context.Context, by Actor, r MeetingRequest) (RequestDetail, error) {
	details, err := s.details(ctx, by, r.EventID, []MeetingRequest{r})
	if err != nil {
		return RequestDetail{}, err
	}
	return details[0], nil
}

// details adds to requests of one event what their readers need, with a fixed
// number of queries.
func (s *Service) details(ctx context.Context, by Actor, eventID string, requests []MeetingRequest) ([]RequestDetail, error) {
	if len(requests) == 0 {
		return nil, nil
	}
	look, err := s.lookUp(ctx, eventID, requests)
	if err != nil {
		return nil, err
	}
	details := make([]RequestDetail, len(requests))
	for i, r := range requests {
		details[i] = RequestDetail{
			MeetingRequest:   r,
			FromOrganisation: look.organisations[r.From.OrganisationID].seenBy(by),
			ToOrganisation:   look.organisations[r.To.OrganisationID].seenBy(by),
			FromPeople:       look.people(r.From.Attendees), ToPeople: look.people(r.To.Attendees),
			Messages: look.messages[r.ID],
		}
		if m, ok := look.meetings[r.ID]; ok {
			details[i].Meeting = &m
		}
		if u, ok := look.unscheduled[r.ID]; ok && r.State == RequestAccepted {
			u = u.seenBy(by, eventID)
			details[i].Unscheduled = &u
		}
	}
	return details, nil
}

// seenBy leaves to the two sides only what does not speak of others' meetings.
func (u Unscheduled) seenBy(by Actor, eventID string) Unscheduled {
	if by.Organises(eventID) {
		return u
	}
	reasons := slices.Clone(u.Reasons)
	for i := range reasons {
		reasons[i].Blocking = nil
	}
	u.Reasons = reasons
	u.Repairs = slices.DeleteFunc(slices.Clone(u.Repairs), func(r Repair) bool { return r.RequestID != "" })
	return u
}

// requestLookUp is what requests refer to, by id.
type requestLookUp struct {
	organisations map[string]Organisation
	delegates     map[string]Delegate
	meetings      map[string]Meeting     // by request
	unscheduled   map[string]Unscheduled // by request
	messages      map[string]int         // by request
}

func (s *Service) lookUp(ctx context.Context, eventID string, requests []MeetingRequest) (requestLookUp, error) {
	var look requestLookUp
	var ids, organisationIDs, delegateIDs []string
	for _, r := range requests {
		ids = append(ids, r.ID)
		organisationIDs = append(organisationIDs, r.From.OrganisationID, r.To.OrganisationID)
		delegateIDs = append(append(delegateIDs, r.From.Attendees.Names()...), r.To.Attendees.Names()...)
	}
	var err error
	if look.organisations, err = organisationsByID(ctx, s.store, eventID, organisationIDs); err != nil {
		return look, err
	}
	if look.delegates, err = delegatesByID(ctx, s.store, eventID, delegateIDs); err != nil {
		return look, err
	}
	if look.messages, err = s.store.CountMessages(ctx, ids...); err != nil {
		return look, err
	}
	return look, s.lookUpSchedule(ctx, &look, eventID, ids)
}

func (s *Service) lookUpSchedule(ctx context.Context, look *requestLookUp, eventID string, ids []string) error {
	look.meetings, look.unscheduled = map[string]Meeting{}, map[string]Unscheduled{}
	version, err := s.store.CurrentVersion(ctx, eventID)
	if err != nil || version.Number == 0 {
		return err
	}
	meetings, err := s.store.FindMeetings(ctx, MeetingFilter{EventID: eventID, RequestIDs: ids})
	if err != nil {
		return err
	}
	for _, m := range meetings {
		look.meetings[m.RequestID] = m
	}
	left, err := s.store.PublishedUnscheduled(ctx, eventID)
	for _, u := range left {
		look.unscheduled[u.RequestID] = u
	}
	return err
}

func (l requestLookUp) people(a Attendees) []AgendaPerson {
	var named []Delegate
	for _, id := range a.Names() {
		if d, ok := l.delegates[id]; ok {
			named = append(named, d)
		}
	}
	return asPeople(named)
}

func organisationsByID(ctx context.Context, st Store, eventID string, ids []string) (map[string]Organisation, error) {
	found, err := st.FindOrganisations(ctx, OrganisationFilter{EventID: eventID, IDs: unique(ids)})
	byID := make(map[string]Organisation, len(found.Items))
	for _, o := range found.Items {
		byID[o.ID] = o
	}
	return byID, err
}

func delegatesByID(ctx context.Context, st Store, eventID string, ids []string) (map[string]Delegate, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	found, err := st.FindDelegates(ctx, DelegateFilter{EventID: eventID, IDs: unique(ids)})
	byID := make(map[string]Delegate, len(found.Items))
	for _, d := range found.Items {
		byID[d.ID] = d
	}
	return byID, err
}

// unique returns the values sorted, each once.
func unique(values []string) []string {
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	return slices.Compact(sorted)
}
