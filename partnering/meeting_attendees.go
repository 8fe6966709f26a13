package partnering

import (
	"context"
	"slices"
)

// ChangeAttendees swaps who attends a published meeting for the caller's side, slot and place
// unchanged, which makes the next version; organisers swap for whichever sides the delegates belong
// to. Where the request names others, it names these from now on.
func (s *Service) ChangeAttendees(ctx context.Context, by Actor, requestID string, participants []string) (Published, error) {
	var published Published
	err := s.store.Tx(ctx, func(st Store) error {
		p, err := s.meetingToChange(ctx, st, by, requestID)
		if err != nil {
			return err
		}
		people, err := s.swap(ctx, st, by, &p.request, p.meeting.Participants, distinct(participants))
		if err != nil {
			return err
		}
		x, to, err := s.putPublished(ctx, st, p.request, Edit{RequestID: requestID, SlotID: p.meeting.SlotID,
			PlaceID: p.meeting.PlaceID, Participants: people, Force: p.meeting.Forced})
		if err != nil {
			return err
		}
		c := Change{RequestID: requestID, Before: x.before, After: to.meeting}
		published, err = s.change(ctx, st, by, p.event, c, "other attendees", Reason{})
		return err
	})
	return published, err
}

// swap returns those who attend, with the given delegates in place of their
// sides' attendees, and makes the request name them where it names others.
func (s *Service) swap(ctx context.Context, st Store, by Actor, r *MeetingRequest, attending, given []string) ([]string, error) {
	before := *r
	people := slices.Clone(attending)
	swapped := 0
	for _, side := range []*Side{&r.From, &r.To} {
		o, err := st.OrganisationByID(ctx, side.OrganisationID)
		if err != nil {
			return nil, err
		}
		team, err := teamOf(ctx, st, o)
		if err != nil {
			return nil, err
		}
		own := slices.DeleteFunc(slices.Clone(given), func(id string) bool { return !slices.Contains(idsOf(team), id) })
		if len(own) == 0 {
			continue
		}
		if !by.Organises(r.EventID) && !by.ActsFor(r.EventID, o.ID) {
			return nil, Errorf(CodeForbidden, "only %s and the organisers say who attends for it", o.Name)
		}
		var f faults
		f.attendees("participants", Attendees{Required: own}, o, team)
		if err := Invalid("the attendees are not valid", f...); err != nil {
			return nil, err
		}
		people = append(slices.DeleteFunc(people, func(id string) bool { return slices.Contains(idsOf(team), id) }), own...)
		side.name(own)
		swapped += len(own)
	}
	if swapped != len(given) || swapped == 0 {
		return nil, Invalid("the attendees are not valid", Fault{Field: "participants", Message: "name delegates of a side of the meeting, at least one"})
	}
	if before.PairKey() == r.PairKey() && before.From.Attendees.metBy(people) && before.To.Attendees.metBy(people) {
		*r = before
		return people, nil
	}
	if err := st.UpdateRequest(ctx, r); err != nil {
		return nil, err
	}
	return people, s.record(ctx, st, by, r.EventID, "request.update", Subject{Kind: "request", ID: r.ID}, before, *r)
}

// name makes the side name the delegates, unless it leaves the choice open to them.
func (s *Side) name(delegateIDs []string) {
	names := s.Attendees.Names()
	stranger := func(id string) bool { return !slices.Contains(names, id) }
	if len(names) > 0 && (slices.ContainsFunc(delegateIDs, stranger) || !s.Attendees.metBy(delegateIDs)) {
		s.Attendees = Attendees{Required: sorted(delegateIDs)}
	}
}
