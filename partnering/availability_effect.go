package partnering

import (
	"context"
	"slices"
)

// AvailabilityEffect says what the availability would cost before it is kept: of the accepted
// requests that the delegate may attend, which have no slot left that suits both sides. Each is
// looked at on its own, as if the others were not there.
func (s *Service) AvailabilityEffect(ctx context.Context, by Actor, a Availability) (AvailabilityEffect, error) {
	d, e, slots, err := s.availabilityToChange(ctx, s.store, by, a)
	if err != nil {
		return AvailabilityEffect{}, err
	}
	requests, err := s.store.FindRequests(ctx, RequestFilter{EventID: e.ID, OrganisationID: d.OrganisationID,
		States: []RequestState{RequestAccepted}})
	if err != nil {
		return AvailabilityEffect{}, err
	}
	room, err := s.loadRoom(ctx, e, slots, a, requests.Items)
	if err != nil {
		return AvailabilityEffect{}, err
	}
	effect := AvailabilityEffect{Open: count(room.free(d.ID))}
	for _, r := range requests.Items {
		own, _, _ := r.SideOf(d.OrganisationID)
		if !own.mayInclude(d) {
			continue
		}
		effect.Accepted++
		if !room.fits(r) {
			effect.Lost = append(effect.Lost, r.ID)
		}
	}
	effect.Fits = effect.Accepted - len(effect.Lost)
	return effect, nil
}

// room is who is free when: each delegate's free slots, by the slots' order.
type room struct {
	event       Event
	slots       []Slot
	teams       map[string][]Delegate // by organisation
	spoken      map[string]map[string]SlotState
	commitments map[string][]Interval // by delegate
	known       map[string][]bool     // free slots worked out so far
}

// loadRoom reads what concerns the delegates of both sides of the requests; a
// stands instead of what its delegate has said.
func (s *Service) loadRoom(ctx context.Context, e Event, slots map[string]Slot, a Availability, requests []MeetingRequest) (*room, error) {
	r := &room{event: e, teams: map[string][]Delegate{}, commitments: map[string][]Interval{}, known: map[string][]bool{}}
	for _, slot := range slots {
		r.slots = append(r.slots, slot)
	}
	slices.SortFunc(r.slots, func(a, b Slot) int { return a.Start.Compare(b.Start) })
	delegates, err := s.bothTeams(ctx, e, a.DelegateID, requests)
	if err != nil {
		return nil, err
	}
	for _, d := range delegates {
		r.teams[d.OrganisationID] = append(r.teams[d.OrganisationID], d)
		r.commitments[d.ID] = append(r.commitments[d.ID], d.Away...)
	}
	ids := idsOf(delegates)
	if r.spoken, err = s.store.FindAvailability(ctx, e.ID, ids...); err != nil {
		return nil, err
	}
	if r.spoken == nil {
		r.spoken = map[string]map[string]SlotState{}
	}
	r.spoken[a.DelegateID] = a.Slots
	commitments, err := s.store.FindCommitments(ctx, e.ID, ids...)
	for _, c := range commitments {
		r.commitments[c.DelegateID] = append(r.commitments[c.DelegateID], Interval{c.Start, c.End})
	}
	return r, err
}

// bothTeams returns the delegates of every organisation of the requests, and
// the one delegate whatever it is in.
func (s *Service) bothTeams(ctx context.Context, e Event, delegateID string, requests []MeetingRequest) ([]Delegate, error) {
	if len(requests) == 0 {
		alone, err := s.store.FindDelegates(ctx, DelegateFilter{EventID: e.ID, IDs: []string{delegateID}})
		return alone.Items, err
	}
	var organisations []string
	for _, r := range requests {
		organisations = append(organisations, r.From.OrganisationID, r.To.OrganisationID)
	}
	found, err := s.store.FindDelegates(ctx, DelegateFilter{EventID: e.ID, OrganisationIDs: unique(organisations)})
	return found.Items, err
}

// free says of each slot whether the delegate can meet in it.
func (r *room) free(delegateID string) []bool {
	if free, ok := r.known[delegateID]; ok {
		return free
	}
	free := make([]bool, len(r.slots))
	said := Availability{Slots: r.spoken[delegateID]}
	for i, slot := range r.slots {
		free[i] = said.stateOf(r.event, slot.ID) != SlotClosed &&
			!slices.ContainsFunc(r.commitments[delegateID], func(c Interval) bool { return slot.Overlaps(c.Start, c.End) })
	}
	r.known[delegateID] = free
	return free
}

// fits says whether some slot suits the request and both of its sides.
func (r *room) fits(request MeetingRequest) bool {
	for i, slot := range r.slots {
		if request.takes(slot) && r.suits(request.From, i) && r.suits(request.To, i) {
			return true
		}
	}
	return false
}

// takes says whether the request may take place in the slot.
func (r MeetingRequest) takes(slot Slot) bool {
	return (len(r.SlotIDs) == 0 || slices.Contains(r.SlotIDs, slot.ID)) && (r.Session == "" || r.Session == slot.Session)
}

// suits says whether all required delegates of the side, and one of each group, are free in the slot.
func (r *room) suits(side Side, slot int) bool {
	isFree := func(id string) bool { return r.free(id)[slot] }
	if slices.ContainsFunc(side.Attendees.Required, func(id string) bool { return !isFree(id) }) {
		return false
	}
	for _, group := range r.groups(side) {
		if !slices.ContainsFunc(group, isFree) {
			return false
		}
	}
	return true
}

// groups returns the side's groups of whom one is enough; where it names
// nobody, that is all who take meetings.
func (r *room) groups(side Side) [][]string {
	if len(side.Attendees.Names()) > 0 {
		return side.Attendees.AnyOf
	}
	var all []string
	for _, d := range r.teams[side.OrganisationID] {
		if !d.NoMeetings {
			all = append(all, d.ID)
		}
	}
	return [][]string{all}
}

func count(flags []bool) int {
	n := 0
	for _, f := range flags {
		if f {
			n++
		}
	}
	return n
}
