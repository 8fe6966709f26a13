package partnering

import (
	"context"
	"fmt"
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

// AddCommitment blocks a delegate; for its organisation and organisers. A pitch blocks by its
// booking, and a published meeting is not blocked over.
func (s *Service) AddCommitment(ctx context.Context, by Actor, c Commitment) (Commitment, error) {
	err := s.store.Tx(ctx, func(st Store) error {
		d, err := ownDelegate(ctx, st, by, c.DelegateID)
		if err != nil {
			return err
		}
		e, err := st.EventByID(ctx, d.EventID)
		if err != nil {
			return err
		}
		if err := e.allow(by, ActAvailability); err != nil {
			return err
		}
		c.ID, c.EventID, c.Start, c.End = NewID(), e.ID, c.Start.UTC(), c.End.UTC()
		if err := checkCommitment(ctx, st, &c); err != nil {
			return err
		}
		if err := blocksNoMeeting(ctx, st, e, d, c); err != nil {
			return err
		}
		if err := st.CreateCommitments(ctx, c); err != nil {
			return err
		}
		return s.record(ctx, st, by, e.ID, "commitment.add", Subject{Kind: "delegate", ID: d.ID}, nil, c)
	})
	return c, err
}

// checkCommitment lists every fault; to attend a pitch session takes over its title and times.
func checkCommitment(ctx context.Context, st Store, c *Commitment) error {
	var f faults
	switch c.Kind {
	case CommitmentTalk, CommitmentBlock:
		c.SourceID = ""
	case CommitmentAttend:
		if err := f.attendance(ctx, st, c); err != nil {
			return err
		}
	default:
		f.add("kind", string(c.Kind), "must be %s, %s or %s", CommitmentTalk, CommitmentAttend, CommitmentBlock)
	}
	if c.Title == "" {
		c.Title = string(c.Kind)
	}
	f.line("title", c.Title, true)
	if !c.Start.Before(c.End) {
		f.add("end", "", "must be after the start")
	}
	return Invalid("the commitment is not valid", f...)
}

func (f *faults) attendance(ctx context.Context, st Store, c *Commitment) error {
	if c.SourceID == "" {
		return nil
	}
	session, err := st.PitchSessionByID(ctx, c.SourceID)
	if ErrorCode(err) == CodeNotFound || err == nil && session.EventID != c.EventID {
		f.add("source", c.SourceID, "is no pitch session of this event")
		return nil
	}
	if err != nil {
		return err
	}
	c.Start, c.End = session.Start, session.End
	if c.Title == "" {
		c.Title = session.Title
	}
	return nil
}

func blocksNoMeeting(ctx context.Context, st Store, e Event, d Delegate, c Commitment) error {
	own := Organisation{ID: d.OrganisationID, EventID: e.ID}
	clash, err := meetingDuring(ctx, st, own, []string{d.ID}, Interval{c.Start, c.End})
	if err != nil || clash == nil {
		return err
	}
	return Errorf(CodeConflict, "%s meets %s %s: cancel or move that meeting first",
		d.Name, clash.other, e.span(clash.slot.Start, clash.slot.End))
}

// RemoveCommitment frees a delegate of a commitment that no booking made.
func (s *Service) RemoveCommitment(ctx context.Context, by Actor, eventID, id string) error {
	return s.store.Tx(ctx, func(st Store) error {
		c, err := commitmentToRemove(ctx, st, by, eventID, id)
		if err != nil {
			return err
		}
		e, err := st.EventByID(ctx, eventID)
		if err != nil {
			return err
		}
		if err := e.allow(by, ActAvailability); err != nil {
			return err
		}
		if c.Kind == CommitmentPitch {
			return Errorf(CodeConflict, "%q is an own pitch: free its pitch slot or name other presenters", c.Title)
		}
		if err := st.DeleteCommitment(ctx, id); err != nil {
			return fmt.Errorf("remove commitment %s: %w", id, err)
		}
		return s.record(ctx, st, by, eventID, "commitment.remove", Subject{Kind: "delegate", ID: c.DelegateID}, c, nil)
	})
}

func commitmentToRemove(ctx context.Context, st Store, by Actor, eventID, id string) (Commitment, error) {
	missing := Errorf(CodeNotFound, "there is no commitment %s", id)
	if err := mustAttend(by, eventID); err != nil {
		return Commitment{}, err
	}
	mine, err := teamIDs(ctx, st, by, eventID)
	if err != nil {
		return Commitment{}, err
	}
	if len(mine) == 0 && !by.Organises(eventID) {
		return Commitment{}, missing
	}
	found, err := st.FindCommitments(ctx, eventID, mine...)
	if err != nil {
		return Commitment{}, err
	}
	if at := slices.IndexFunc(found, func(c Commitment) bool { return c.ID == id }); at >= 0 {
		return found[at], nil
	}
	return Commitment{}, missing
}

// teamIDs returns the delegates of the actor's organisation; none for organisers, who may do all.
func teamIDs(ctx context.Context, st Store, by Actor, eventID string) ([]string, error) {
	if by.Organises(eventID) || by.OrganisationAt(eventID) == "" {
		return nil, nil
	}
	team, err := teamOf(ctx, st, Organisation{ID: by.OrganisationAt(eventID), EventID: eventID})
	return idsOf(team), err
}
