package partnering

import (
	"context"
	"slices"
)

// RequestMeeting asks for a meeting. One that stands for the pair is returned instead of a second
// one (made is false); asking back accepts it.
func (s *Service) RequestMeeting(ctx context.Context, by Actor, r MeetingRequest) (RequestDetail, bool, error) {
	var made bool
	err := s.store.Tx(ctx, func(st Store) error {
		asking, err := s.prepareRequest(ctx, st, by, &r)
		if err != nil {
			return err
		}
		standing, found, err := standingRequest(ctx, st, r)
		if err != nil {
			return err
		}
		if found {
			r, err = s.askAgain(ctx, st, by, asking.event, standing, r)
			return err
		}
		if err := asking.allowed(ctx, st, by); err != nil {
			return err
		}
		made = true
		return s.createRequest(ctx, st, by, r)
	})
	if err != nil {
		return RequestDetail{}, false, err
	}
	detail, err := s.detail(ctx, by, r)
	return detail, made, err
}

// asking is a request about to be made.
type asking struct {
	event    Event
	from, to Organisation
}

// prepareRequest loads what a new request concerns, checks role, phase and
// deadline, lists every fault, and puts the request into its kept form.
func (s *Service) prepareRequest(ctx context.Context, st Store, by Actor, r *MeetingRequest) (asking, error) {
	e, from, err := participant(ctx, st, by, r.EventID, r.From.OrganisationID)
	if err != nil {
		return asking{}, err
	}
	if err := e.mayAskNow(by, s.clock.Now()); err != nil {
		return asking{}, err
	}
	if r.setByOrganisers() && !by.Organises(e.ID) {
		return asking{}, Errorf(CodeForbidden, "mandatory, weight, slots, session and order of a request are set by organisers")
	}
	*r = MeetingRequest{
		ID: NewID(), EventID: e.ID, ExternalID: r.ExternalID, From: r.From, To: r.To, State: RequestPending, Message: r.Message,
		Weight: r.Weight, Mandatory: r.Mandatory, SlotIDs: r.SlotIDs, Session: r.Session, After: r.After,
		CreatedAt: s.clock.Now(), Version: 1,
	}
	r.From.OrganisationID = from.ID
	if r.ExternalID == "" {
		r.ExternalID = r.ID
	}
	to, err := checkRequest(ctx, st, by, from, r)
	return asking{event: e, from: from, to: to}, err
}

// setByOrganisers says whether the request carries what only organisers set.
func (r MeetingRequest) setByOrganisers() bool {
	return r.Mandatory || r.Weight != 0 || len(r.SlotIDs) > 0 || r.Session != "" || len(r.After) > 0
}

// checkRequest lists every fault of a new request and returns the asked organisation.
func checkRequest(ctx context.Context, st Store, by Actor, from Organisation, r *MeetingRequest) (Organisation, error) {
	var f faults
	r.From.Attendees, r.To.Attendees = r.From.Attendees.sorted(), r.To.Attendees.sorted()
	f.text("message", r.Message, mostMessage)
	f.priority("priority", r.From.Priority)
	if r.From.Priority == "" {
		r.From.Priority = PriorityWant
	}
	r.To.Priority = ""
	to, there, err := askable(ctx, st, by, *r)
	if err != nil {
		return Organisation{}, err
	}
	switch {
	case !there:
		f.add("to", r.To.OrganisationID, "is no organisation of this event")
	case to.ID == from.ID:
		f.add("to", to.ID, "is the asking organisation itself; ask another one")
	default:
		if err := f.bothSides(ctx, st, *r, from, to); err != nil {
			return Organisation{}, err
		}
	}
	if err := f.organisersFields(ctx, st, *r); err != nil {
		return Organisation{}, err
	}
	return to, Invalid("the request is not valid", f...)
}

// askable finds the asked organisation; a hidden one is there only for
// organisers and for those whom it has asked.
func askable(ctx context.Context, st Store, by Actor, r MeetingRequest) (Organisation, bool, error) {
	to, err := st.OrganisationByID(ctx, r.To.OrganisationID)
	switch {
	case ErrorCode(err) == CodeNotFound || err == nil && to.EventID != r.EventID:
		return Organisation{}, false, nil
	case err != nil || !to.hiddenFrom(by):
		return to, err == nil, err
	}
	asked, err := st.FindRequests(ctx, RequestFilter{EventID: r.EventID, FromID: to.ID, ToID: r.From.OrganisationID, Page: Page{Limit: 1}})
	return to, asked.Total > 0, err
}

func (f *faults) bothSides(ctx context.Context, st Store, r MeetingRequest, from, to Organisation) error {
	if len(r.From.Attendees.Names())+len(r.To.Attendees.Names()) == 0 {
		return nil
	}
	teams, err := st.FindDelegates(ctx, DelegateFilter{EventID: r.EventID, OrganisationIDs: []string{from.ID, to.ID}})
	if err != nil {
		return err
	}
	of := func(o Organisation) []Delegate {
		return slices.DeleteFunc(slices.Clone(teams.Items), func(d Delegate) bool { return d.OrganisationID != o.ID })
	}
	f.attendees("attendees.from", r.From.Attendees, from, of(from))
	f.attendees("attendees.to", r.To.Attendees, to, of(to))
	return nil
}

// allowed checks who may ask whom, and the quota. Organisers make exceptions.
func (a asking) allowed(ctx context.Context, st Store, by Actor) error {
	if by.Organises(a.event.ID) {
		return nil
	}
	if !a.event.mayAsk(a.from.Kind, a.to.Kind) {
		return Errorf(CodeForbidden, "at this event %s (%s) may not ask %s (%s)", a.from.Name, a.from.Kind, a.to.Name, a.to.Kind)
	}
	return underQuota(ctx, st, a.event, a.from)
}

// standingRequest finds the request that stands for the same pair.
func standingRequest(ctx context.Context, st Store, r MeetingRequest) (MeetingRequest, bool, error) {
	found, err := st.FindRequests(ctx, RequestFilter{EventID: r.EventID, PairKey: r.PairKey(),
		States: []RequestState{RequestPending, RequestAccepted}})
	if err != nil || len(found.Items) == 0 {
		return MeetingRequest{}, false, err
	}
	return found.Items[0], true, nil
}

// askAgain returns the standing request; who asks back accepts it.
func (s *Service) askAgain(ctx context.Context, st Store, by Actor, e Event, standing, asked MeetingRequest) (MeetingRequest, error) {
	back := standing.State == RequestPending && standing.To.OrganisationID == asked.From.OrganisationID
	if !back {
		return standing, nil
	}
	answer := Answer{Priority: asked.From.Priority, Attendees: &asked.From.Attendees}
	return s.move(ctx, st, by, e, standing, acceptMove(), answer)
}

func (s *Service) createRequest(ctx context.Context, st Store, by Actor, r MeetingRequest) error {
	if err := st.CreateRequests(ctx, r); err != nil {
		return err
	}
	to, err := s.contactsOf(ctx, st, r.EventID, r.To.OrganisationID, r.To.Attendees.Names())
	if err != nil {
		return err
	}
	subject := Subject{Kind: "request", ID: r.ID}
	if err := s.tell(ctx, st, NoticeRequest, r.EventID, subject, nil, to); err != nil {
		return err
	}
	return s.record(ctx, st, by, r.EventID, "request.create", subject, nil, r)
}

// QuotaOf says how many requests the organisation may still send and until when.
func (s *Service) QuotaOf(ctx context.Context, by Actor, eventID, organisationID string) (Quota, error) {
	e, o, err := participant(ctx, s.store, by, eventID, organisationID)
	if err != nil {
		return Quota{}, err
	}
	used, err := sent(ctx, s.store, o)
	return Quota{
		Limit: max(0, e.Settings.RequestQuota[o.Kind]), Used: used,
		Deadline: e.Settings.RequestsCloseAt, MayAsk: e.Settings.MayAsk[o.Kind],
	}, err
}
