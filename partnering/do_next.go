package partnering

import (
	"context"
	"slices"
	"time"
)

// DoNext says what the caller should do next at the event, most urgent first.
func (s *Service) DoNext(ctx context.Context, by Actor, eventID string) ([]NextStep, error) {
	if err := mustAttend(by, eventID); err != nil {
		return nil, err
	}
	if by.Organises(eventID) {
		overview, err := s.Overview(ctx, by, eventID)
		return overview.Attention, err
	}
	organisationID := by.OrganisationAt(eventID)
	if organisationID == "" {
		return nil, nil
	}
	p, err := s.standing(ctx, eventID, organisationID, by.DelegateAt(eventID))
	if err != nil {
		return nil, err
	}
	return p.steps(), nil
}

// standing is where a participant stands at an event.
type standing struct {
	event        Event
	organisation Organisation
	delegateID   string
	received     int // pending, to answer
	accepted     int
	sent         int // pending or accepted
	spoken       bool
	pitchFree    int // free slots of sessions of mode open
	firstFree    time.Time
	booked       bool
	meetings     int
	unscheduled  int
}

func (s *Service) standing(ctx context.Context, eventID, organisationID, delegateID string) (standing, error) {
	p := standing{delegateID: delegateID}
	var err error
	if p.event, err = s.store.EventByID(ctx, eventID); err != nil {
		return p, err
	}
	if p.organisation, err = s.store.OrganisationByID(ctx, organisationID); err != nil {
		return p, err
	}
	for _, look := range []func(context.Context, *standing) error{
		s.seeRequests, s.seeAvailability, s.seePitches,
	} {
		if err := look(ctx, &p); err != nil {
			return p, err
		}
	}
	return p, nil
}

func (s *Service) seeRequests(ctx context.Context, p *standing) error {
	requests, err := s.store.FindRequests(ctx, RequestFilter{EventID: p.event.ID, OrganisationID: p.organisation.ID,
		States: []RequestState{RequestPending, RequestAccepted}})
	if err != nil {
		return err
	}
	for _, r := range requests.Items {
		switch {
		case r.State == RequestAccepted:
			p.accepted++
		case r.To.OrganisationID == p.organisation.ID:
			p.received++
		}
		if r.From.OrganisationID == p.organisation.ID {
			p.sent++
		}
	}
	version, err := s.store.CurrentVersion(ctx, p.event.ID)
	if err != nil || version.Number == 0 {
		return err
	}
	meetings, err := s.store.FindMeetings(ctx, MeetingFilter{EventID: p.event.ID, OrganisationID: p.organisation.ID})
	p.meetings = len(meetings)
	p.unscheduled = max(0, p.accepted-p.meetings)
	return err
}

func (s *Service) seeAvailability(ctx context.Context, p *standing) error {
	if p.delegateID == "" {
		p.spoken = true
		return nil
	}
	a, err := s.store.AvailabilityOf(ctx, p.delegateID)
	p.spoken = len(a.Slots) > 0
	return err
}

func (s *Service) seePitches(ctx context.Context, p *standing) error {
	board, err := loadPitchBoard(ctx, s.store, p.event, s.clock.Now())
	if err != nil {
		return err
	}
	free := board.free("")
	p.pitchFree = len(free)
	if len(free) > 0 {
		p.firstFree = free[0].Start
	}
	p.booked = slices.ContainsFunc(board.bookings, func(b PitchBooking) bool {
		return b.Holds() && b.OrganisationID == p.organisation.ID
	})
	return nil
}

// steps lists what to do, most urgent first.
func (p standing) steps() []NextStep {
	phase, deadline := p.event.Phase, p.event.Settings.RequestsCloseAt
	open := phase == PhaseOpen
	answering := open || phase == PhaseScheduling || phase == PhaseLive
	profile := p.organisation.Description == "" || len(p.organisation.Offers)+len(p.organisation.Seeks) == 0
	pitching := open && p.organisation.Kind == KindStartup && !p.booked && p.pitchFree > 0
	var steps []NextStep
	add := func(when bool, kind string, count int, due time.Time) {
		if when {
			steps = append(steps, NextStep{Kind: kind, Count: count, Due: due})
		}
	}
	add(answering && p.received > 0, "answer-requests", p.received, deadline)
	add(pitching, "book-pitch", p.pitchFree, p.firstFree)
	add(profile && phase != PhaseClosed, "complete-profile", 0, time.Time{})
	add(answering && p.accepted > 0 && !p.spoken, "set-availability", p.accepted, time.Time{})
	add(open && p.sent == 0, "find-partners", 0, deadline)
	add(answering && p.unscheduled > 0, "unscheduled-requests", p.unscheduled, time.Time{})
	add(p.meetings > 0, "read-agenda", p.meetings, time.Time{})
	return steps
}
