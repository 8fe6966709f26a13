package partnering

import (
	"context"
	"slices"
)

// AvailabilityOf returns what the delegate said, with the commitments that block it; for its
// organisation and organisers.
func (s *Service) AvailabilityOf(ctx context.Context, by Actor, delegateID string) (DelegateCalendar, error) {
	d, err := ownDelegate(ctx, s.store, by, delegateID)
	if err != nil {
		return DelegateCalendar{}, err
	}
	e, err := s.store.EventByID(ctx, d.EventID)
	if err != nil {
		return DelegateCalendar{}, err
	}
	calendar := DelegateCalendar{Default: e.defaultSlot()}
	if calendar.Availability, err = s.store.AvailabilityOf(ctx, d.ID); err != nil {
		return DelegateCalendar{}, err
	}
	if calendar.Commitments, err = s.store.FindCommitments(ctx, e.ID, d.ID); err != nil {
		return DelegateCalendar{}, err
	}
	calendar.Meetings, err = s.calendarMeetings(ctx, by, d)
	return calendar, err
}

// ownDelegate loads a delegate for its organisation and organisers.
func ownDelegate(ctx context.Context, st Store, by Actor, id string) (Delegate, error) {
	d, err := visibleDelegate(ctx, st, by, id)
	if err != nil {
		return Delegate{}, err
	}
	return d, mustActFor(by, d.EventID, d.OrganisationID)
}

// defaultSlot is what holds for slots that a delegate has not spoken about.
func (e Event) defaultSlot() SlotState {
	if e.Settings.UnavailableByDefault {
		return SlotClosed
	}
	return SlotOpen
}

// calendarMeetings returns the delegate's published meetings by start.
func (s *Service) calendarMeetings(ctx context.Context, by Actor, d Delegate) ([]AgendaEntry, error) {
	meetings, err := s.store.FindMeetings(ctx, MeetingFilter{EventID: d.EventID, DelegateID: d.ID})
	if err != nil || len(meetings) == 0 {
		return nil, err
	}
	slots, err := slotsByID(ctx, s.store, d.EventID)
	if err != nil {
		return nil, err
	}
	requests, err := s.requestsOf(ctx, by, meetings)
	if err != nil {
		return nil, err
	}
	places, err := s.store.FindPlaces(ctx, d.EventID)
	if err != nil {
		return nil, err
	}
	entries := make([]AgendaEntry, 0, len(meetings))
	for _, m := range meetings {
		slot, r := slots[m.SlotID], requests[m.RequestID]
		entry := AgendaEntry{
			Kind: EntryMeeting, ID: m.RequestID, Sequence: m.Sequence, State: m.State, Start: slot.Start, End: slot.End,
			SlotID: slot.ID, PlaceID: m.PlaceID, Title: r.FromOrganisation.Name, Message: r.Message, Version: r.Version,
		}
		if r.From.OrganisationID == d.OrganisationID {
			entry.Title = r.ToOrganisation.Name
		}
		if at := slices.IndexFunc(places, func(p Place) bool { return p.ID == m.PlaceID }); at >= 0 {
			entry.Place, entry.Zone, entry.Link = places[at].Name, places[at].Zone, places[at].Link
		}
		entries = append(entries, entry)
	}
	return entries, nil
}

// requestsOf returns the requests of meetings of one event, by id.
func (s *Service) requestsOf(ctx context.Context, by Actor, meetings []Meeting) (map[string]RequestDetail, error) {
	ids := make([]string, len(meetings))
	for i, m := range meetings {
		ids[i] = m.RequestID
	}
	found, err := s.store.FindRequests(ctx, RequestFilter{EventID: meetings[0].EventID, IDs: ids})
	if err != nil {
		return nil, err
	}
	details, err := s.details(ctx, by, meetings[0].EventID, found.Items)
	byID := make(map[string]RequestDetail, len(details))
	for _, d := range details {
		byID[d.ID] = d
	}
	return byID, err
}

func slotsByID(ctx context.Context, st Store, eventID string) (map[string]Slot, error) {
	slots, err := st.FindSlots(ctx, eventID)
	byID := make(map[string]Slot, len(slots))
	for _, slot := range slots {
		byID[slot.ID] = slot
	}
	return byID, err
}

// PutAvailability keeps the whole availability of a delegate; for its organisation and organisers.
// A slot in which the delegate has a published meeting is not closed.
func (s *Service) PutAvailability(ctx context.Context, by Actor, a Availability) (Availability, error) {
	err := s.store.Tx(ctx, func(st Store) error {
		d, e, slots, err := s.availabilityToChange(ctx, st, by, a)
		if err != nil {
			return err
		}
		before, err := st.AvailabilityOf(ctx, d.ID)
		if err != nil {
			return err
		}
		if err := closesNoMeeting(ctx, st, e, d, before, a, slots); err != nil {
			return err
		}
		if err := st.PutAvailability(ctx, &a); err != nil {
			return err
		}
		return s.record(ctx, st, by, e.ID, "availability.put", Subject{Kind: "delegate", ID: d.ID}, before.Slots, a.Slots)
	})
	return a, err
}

// availabilityToChange checks role, phase and the slots' names and states.
func (s *Service) availabilityToChange(ctx context.Context, st Store, by Actor, a Availability) (Delegate, Event, map[string]Slot, error) {
	d, err := ownDelegate(ctx, st, by, a.DelegateID)
	if err != nil {
		return Delegate{}, Event{}, nil, err
	}
	e, err := st.EventByID(ctx, d.EventID)
	if err != nil {
		return Delegate{}, Event{}, nil, err
	}
	if err := e.allow(by, ActAvailability); err != nil {
		return Delegate{}, Event{}, nil, err
	}
	slots, err := slotsByID(ctx, st, e.ID)
	if err != nil {
		return Delegate{}, Event{}, nil, err
	}
	return d, e, slots, a.check(slots)
}

// check lists every slot that is not the event's and every unknown state.
func (a Availability) check(slots map[string]Slot) error {
	var f faults
	known := []SlotState{SlotOpen, SlotClosed, SlotRatherNot}
	for _, id := range sortedKeys(a.Slots) {
		if _, ok := slots[id]; !ok {
			f.add("slots."+id, id, "is no slot of this event")
		}
		if !slices.Contains(known, a.Slots[id]) {
			f.add("slots."+id, string(a.Slots[id]), "must be one of %v", known)
		}
	}
	return Invalid("the availability is not valid", f...)
}

// stateOf returns what holds for the slot.
func (a Availability) stateOf(e Event, slotID string) SlotState {
	if state, spoken := a.Slots[slotID]; spoken {
		return state
	}
	return e.defaultSlot()
}

// closesNoMeeting refuses to close a slot, open so far, that holds a published meeting.
func closesNoMeeting(ctx context.Context, st Store, e Event, d Delegate, before, after Availability, slots map[string]Slot) error {
	meetings, err := st.FindMeetings(ctx, MeetingFilter{EventID: e.ID, DelegateID: d.ID})
	if err != nil {
		return err
	}
	for _, m := range meetings {
		closes := after.stateOf(e, m.SlotID) == SlotClosed && before.stateOf(e, m.SlotID) != SlotClosed
		if m.State != MeetingScheduled || !closes {
			continue
		}
		other, err := otherSide(ctx, st, m.RequestID, d.OrganisationID)
		if err != nil {
			return err
		}
		slot := slots[m.SlotID]
		return Errorf(CodeConflict, "%s meets %s %s: cancel or move that meeting before closing the slot",
			d.Name, other, e.span(slot.Start, slot.End))
	}
	return nil
}
