package partnering

import (
	"context"
	"time"
)

// Overview says where the event stands and what needs attention; for organisers.
func (s *Service) Overview(ctx context.Context, by Actor, eventID string) (Overview, error) {
	if err := mustOrganise(by, eventID); err != nil {
		return Overview{}, err
	}
	e, err := s.store.EventByID(ctx, eventID)
	if err != nil {
		return Overview{}, err
	}
	o := Overview{Event: e}
	for _, count := range []func(context.Context, *Overview) error{
		s.countRequests, s.countPeople, s.countRoom, s.countSchedule, s.countPitches, s.countOutbox,
	} {
		if err := count(ctx, &o); err != nil {
			return Overview{}, err
		}
	}
	o.Attention = o.attention()
	return o, nil
}

func (s *Service) countRequests(ctx context.Context, o *Overview) error {
	counts, err := s.store.CountRequests(ctx, o.Event.ID)
	o.Requests = counts
	o.Expected = counts[RequestAccepted] + counts[RequestPending]/2
	return err
}

func (s *Service) countPeople(ctx context.Context, o *Overview) error {
	organisations, err := s.store.FindOrganisations(ctx, OrganisationFilter{EventID: o.Event.ID})
	if err != nil {
		return err
	}
	o.Organisations = map[Kind]int{}
	for _, organisation := range organisations.Items {
		o.Organisations[organisation.Kind]++
	}
	delegates, err := s.store.FindDelegates(ctx, DelegateFilter{EventID: o.Event.ID, Page: Page{Limit: 1}})
	o.Delegates = delegates.Total
	return err
}

// countRoom counts how many meetings fit: every place in every slot in which it is open.
func (s *Service) countRoom(ctx context.Context, o *Overview) error {
	slots, err := s.store.FindSlots(ctx, o.Event.ID)
	if err != nil {
		return err
	}
	places, err := s.store.FindPlaces(ctx, o.Event.ID)
	for _, p := range places {
		o.TableSlots += p.Capacity * (len(slots) - len(p.Closed))
	}
	return err
}

// countSchedule counts as unscheduled what is accepted and has no meeting, be
// it left out of the newest schedule or accepted since.
func (s *Service) countSchedule(ctx context.Context, o *Overview) error {
	version, err := s.store.CurrentVersion(ctx, o.Event.ID)
	if err != nil || version.Number == 0 {
		return err
	}
	o.Version, o.Scheduled = version.Number, version.Placed
	o.Unscheduled = max(0, o.Requests[RequestAccepted]-version.Placed)
	return nil
}

func (s *Service) countPitches(ctx context.Context, o *Overview) error {
	slots, err := s.store.FindPitchSlots(ctx, o.Event.ID)
	if err != nil {
		return err
	}
	bookings, err := s.store.FindBookings(ctx, o.Event.ID)
	o.PitchSlots = len(slots)
	for _, b := range bookings {
		if b.Holds() {
			o.PitchBooked++
		}
	}
	return err
}

func (s *Service) countOutbox(ctx context.Context, o *Overview) error {
	failed, err := s.store.FindOutbox(ctx, OutboxFilter{
		EventID: o.Event.ID, States: []OutboxState{OutboxFailed}, Page: Page{Limit: 1}})
	if err != nil {
		return err
	}
	o.OutboxFailed = failed.Total
	o.OutboxDue, err = s.countDue(ctx, o.Event.ID, s.clock.Now().Add(24*time.Hour))
	return err
}

// countDue counts planned messages that are due before the instant; the list comes by due.
func (s *Service) countDue(ctx context.Context, eventID string, before time.Time) (int, error) {
	filter := OutboxFilter{EventID: eventID, States: []OutboxState{OutboxPlanned}, Page: Page{Limit: 500}}
	for n := 0; ; {
		rows, err := s.store.FindOutbox(ctx, filter)
		if err != nil {
			return 0, err
		}
		for _, row := range rows.Items {
			if !row.Due.Before(before) {
				return n, nil
			}
			n++
		}
		if rows.Next == "" {
			return n, nil
		}
		filter.Cursor = rows.Next
	}
}

// attention lists what an organiser should do, most urgent first.
func (o Overview) attention() []NextStep {
	set := o.Event.Phase == PhaseSetup
	planning := o.Event.Phase == PhaseScheduling
	accepted := o.Requests[RequestAccepted]
	var steps []NextStep
	add := func(when bool, kind string, count int, due time.Time) {
		if when {
			steps = append(steps, NextStep{Kind: kind, Count: count, Due: due})
		}
	}
	add(o.OutboxFailed > 0, "failed-messages", o.OutboxFailed, time.Time{})
	add(o.Delegates == 0, "import-people", 0, time.Time{})
	add(o.TableSlots == 0, "set-up-grid", 0, time.Time{})
	add(o.TableSlots > 0 && o.Expected > o.TableSlots, "too-few-places", o.Expected-o.TableSlots, time.Time{})
	add(set && o.Delegates > 0 && o.TableSlots > 0, "open-event", o.Delegates, time.Time{})
	add(o.Event.Phase == PhaseOpen && o.Requests[RequestPending] > 0, "pending-requests", o.Requests[RequestPending],
		o.Event.Settings.RequestsCloseAt)
	add(planning && o.Version == 0 && accepted > 0, "publish", accepted, time.Time{})
	add(planning && o.Version > 0, "go-live", o.Scheduled, time.Time{})
	add(o.Version > 0 && o.Unscheduled > 0, "unscheduled-requests", o.Unscheduled, time.Time{})
	add(o.Event.Phase == PhaseOpen && o.PitchBooked < o.PitchSlots, "free-pitch-slots", o.PitchSlots-o.PitchBooked, time.Time{})
	return steps
}
