package partnering

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// disruption is one that is known to be of the event, with the slots that it
// takes.
type disruption struct {
	Disruption
	slots []Slot // by start; none for a request and for things as they are
}

// disruptionOf lists what the disruption names and the event has not.
func (n *snapshot) disruptionOf(d Disruption, now time.Time) (disruption, error) {
	var f faults
	found := disruption{Disruption: d}
	switch d.Kind {
	case DelegateAbsent:
		if _, ok := n.delegate(d.DelegateID); !ok {
			f.add("delegate", d.DelegateID, "is no delegate of this event")
		}
	case PlaceClosed:
		if _, ok := n.place(d.PlaceID); !ok {
			f.add("place", d.PlaceID, "is no place of this event")
		}
	case SlotLost:
		if len(d.SlotIDs) == 0 && d.Day == "" {
			f.add("slots", "", "name the slots, or the day, that are lost")
		}
	case RequestDropped:
		if _, ok := n.request(d.RequestID); !ok {
			f.add("request", d.RequestID, "is no accepted request of this event")
		} else if m, ok := n.publishedOf(d.RequestID); ok && n.stays(m, now) {
			f.add("request", d.RequestID, "has a meeting that began %s: it cannot be cancelled", n.when(m.SlotID))
		}
	case AsThingsAre:
	default:
		f.add("kind", string(d.Kind), "must be one of %v", DisruptionKinds())
	}
	if d.Kind == DelegateAbsent || d.Kind == PlaceClosed || d.Kind == SlotLost {
		found.slots = n.slotsTaken(&f, d, now)
	}
	return found, Invalid("the repair is not valid", f...)
}

// slotsTaken returns the slots of the disruption that have not begun.
func (n *snapshot) slotsTaken(f *faults, d Disruption, now time.Time) []Slot {
	for i, id := range d.SlotIDs {
		if _, ok := n.slot(id); !ok {
			f.add(fmt.Sprintf("slots[%d]", i), id, "is no slot of this event")
		}
	}
	if d.Day != "" && !slices.ContainsFunc(n.slots, func(s Slot) bool { return s.Day == d.Day }) {
		f.add("day", d.Day, "is no day of this event")
	}
	if len(*f) > 0 {
		return nil
	}
	var taken []Slot
	for _, slot := range n.slots {
		named := len(d.SlotIDs) == 0 && (d.Day == "" || slot.Day == d.Day) || slices.Contains(d.SlotIDs, slot.ID)
		if named && (n.event.Phase != PhaseLive || !passed(slot.Start, now)) {
			taken = append(taken, slot)
		}
	}
	if len(taken) == 0 {
		f.add("slots", "", "every slot of it has begun: name one that has not")
	}
	return taken
}

func (d disruption) takes(slotID string) bool {
	return slices.ContainsFunc(d.slots, func(s Slot) bool { return s.ID == slotID })
}

// suffer changes the snapshot as if the disruption had happened, and returns
// the requests whose pins cannot hold any more.
func (n *snapshot) suffer(d disruption) []string {
	switch d.Kind {
	case DelegateAbsent:
		if n.spoken == nil {
			n.spoken = map[string]map[string]SlotState{}
		}
		n.spoken[d.DelegateID] = d.closing(n.spoken[d.DelegateID])
	case PlaceClosed, SlotLost:
		for i := range n.places {
			n.places[i].Closed = d.closed(n.places[i])
		}
	case RequestDropped:
		n.requests = slices.DeleteFunc(n.requests, func(r MeetingRequest) bool { return r.ID == d.RequestID })
	}
	lifted := []string{}
	n.pins = slices.DeleteFunc(n.pins, func(pin Pin) bool {
		lifts := n.lifts(d, pin)
		if lifts {
			lifted = append(lifted, pin.RequestID)
		}
		return lifts
	})
	n.index()
	slices.Sort(lifted)
	return lifted
}

// closing is what a delegate said, with the disruption's slots closed.
func (d disruption) closing(said map[string]SlotState) map[string]SlotState {
	all := make(map[string]SlotState, len(said)+len(d.slots))
	for id, state := range said {
		all[id] = state
	}
	for _, slot := range d.slots {
		all[slot.ID] = SlotClosed
	}
	return all
}

// closed lists the slots in which the place is closed once the disruption has
// happened.
func (d disruption) closed(p Place) []string {
	if d.Kind == PlaceClosed && p.ID != d.PlaceID {
		return p.Closed
	}
	all := slices.Clone(p.Closed)
	for _, slot := range d.slots {
		if !slices.Contains(all, slot.ID) {
			all = append(all, slot.ID)
		}
	}
	return all
}

// lifts says whether the disruption, which has happened, leaves no way to keep
// the pin.
func (n *snapshot) lifts(d disruption, pin Pin) bool {
	if d.Kind == RequestDropped {
		return pin.RequestID == d.RequestID
	}
	slot, ok := n.slot(pin.SlotID)
	if !ok || !d.takes(pin.SlotID) {
		return false
	}
	switch d.Kind {
	case PlaceClosed:
		return pin.PlaceID == d.PlaceID
	case DelegateAbsent:
		r, ok := n.request(pin.RequestID)
		return ok && (slices.Contains(pin.Participants, d.DelegateID) ||
			n.concerns(r, d.DelegateID) && (!n.open(r.From, slot) || !n.open(r.To, slot)))
	}
	return true
}

// concerns says whether the delegate must or may attend the request's meeting.
func (n *snapshot) concerns(r MeetingRequest, delegateID string) bool {
	return slices.Contains(n.named(r.From).Names(), delegateID) || slices.Contains(n.named(r.To).Names(), delegateID)
}

// frees says whether what an organiser forced so far cannot be forced any more.
func (d disruption) frees(m Meeting) bool {
	return d.Kind == DelegateAbsent && d.takes(m.SlotID) && slices.Contains(m.Participants, d.DelegateID)
}

// title says what happened in one line.
func (n *snapshot) title(d disruption) string {
	extent := slotsInWords(len(d.slots))
	if len(d.slots) == 1 {
		extent = n.when(d.slots[0].ID)
	} else if d.Day != "" && len(d.SlotIDs) == 0 {
		extent = fmt.Sprintf("on %s (%s)", d.Day, extent)
	} else if len(d.slots) > 1 {
		extent = "in " + extent
	}
	switch d.Kind {
	case DelegateAbsent:
		return n.delegateName(d.DelegateID) + " is absent " + extent
	case PlaceClosed:
		return n.placeName(d.PlaceID) + " is closed " + extent
	case SlotLost:
		return "No meetings " + extent
	case RequestDropped:
		return "The request of " + n.pair(d.RequestID) + " is cancelled"
	}
	return "What no longer holds, and room that is free"
}

// happen writes the disruption into the store: as availability, closed places
// or a cancelled request.
func (s *Service) happen(ctx context.Context, st Store, by Actor, n *snapshot, d disruption) error {
	switch d.Kind {
	case DelegateAbsent:
		return s.absent(ctx, st, by, n.event.ID, d)
	case PlaceClosed, SlotLost:
		return s.closePlaces(ctx, st, by, n, d)
	case RequestDropped:
		return s.cancelWithin(ctx, st, by, n.event, d.RequestID)
	}
	return nil
}

func (s *Service) absent(ctx context.Context, st Store, by Actor, eventID string, d disruption) error {
	before, err := st.AvailabilityOf(ctx, d.DelegateID)
	if err != nil {
		return err
	}
	after := Availability{DelegateID: d.DelegateID, Slots: d.closing(before.Slots), Version: before.Version}
	if err := st.PutAvailability(ctx, &after); err != nil {
		return err
	}
	return s.record(ctx, st, by, eventID, "availability.put", Subject{Kind: "delegate", ID: d.DelegateID}, before.Slots, after.Slots)
}

func (s *Service) closePlaces(ctx context.Context, st Store, by Actor, n *snapshot, d disruption) error {
	for _, before := range n.places {
		after := before
		after.Closed = d.closed(before)
		if len(after.Closed) == len(before.Closed) {
			continue
		}
		if err := st.UpdatePlace(ctx, &after); err != nil {
			return err
		}
		if err := s.record(ctx, st, by, n.event.ID, "place.update", Subject{Kind: "place", ID: after.ID}, before, after); err != nil {
			return err
		}
	}
	return nil
}

// cancelWithin cancels a request and tells its sides; its meeting goes with
// the repair.
func (s *Service) cancelWithin(ctx context.Context, st Store, by Actor, e Event, id string) error {
	r, err := visibleRequest(ctx, st, by, id)
	if err != nil {
		return err
	}
	if done, err := cancelMove().allowed(e, by, r, s.clock.Now()); done || err != nil {
		return err
	}
	before := r
	if err := s.apply(ctx, st, &r, cancelMove(), Answer{}); err != nil {
		return err
	}
	if err := st.UpdateRequest(ctx, &r); err != nil {
		return err
	}
	if _, err := st.CancelOutbox(ctx, e.ID, Subject{Kind: "request", ID: r.ID}, []RuleKind{NoticeRequest}, nil); err != nil {
		return err
	}
	if err := s.tellOthers(ctx, st, by, r); err != nil {
		return err
	}
	return s.record(ctx, st, by, e.ID, "request.cancel", Subject{Kind: "request", ID: r.ID}, before, r)
}
