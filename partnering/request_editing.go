package partnering

import (
	"context"
	"fmt"
	"reflect"
	"slices"
)

// UpdateRequest changes priority and attendees of the caller's side and, for organisers, mandatory,
// weight, slots, session and order. It returns CodeForbidden where the change touches what is not
// the caller's.
func (s *Service) UpdateRequest(ctx context.Context, by Actor, r MeetingRequest) (RequestDetail, error) {
	err := s.store.Tx(ctx, func(st Store) error {
		before, err := visibleRequest(ctx, st, by, r.ID)
		if err != nil {
			return err
		}
		if r, err = editedRequest(ctx, st, by, before, r); err != nil {
			return err
		}
		if err := stillMet(ctx, st, before, r); err != nil {
			return err
		}
		if err := st.UpdateRequest(ctx, &r); err != nil {
			return err
		}
		return s.record(ctx, st, by, r.EventID, "request.update", Subject{Kind: "request", ID: r.ID}, before, r)
	})
	if err != nil {
		return RequestDetail{}, err
	}
	return s.detail(ctx, by, r)
}

// editedRequest returns the request as it stood with the edits that the caller may make.
func editedRequest(ctx context.Context, st Store, by Actor, before, edit MeetingRequest) (MeetingRequest, error) {
	e, err := st.EventByID(ctx, before.EventID)
	if err != nil {
		return MeetingRequest{}, err
	}
	if err := mayEdit(e, by, before); err != nil {
		return MeetingRequest{}, err
	}
	r := before
	r.Version = edit.Version
	r.From.Priority, r.From.Attendees = edit.From.Priority, edit.From.Attendees.sorted()
	r.To.Priority, r.To.Attendees = edit.To.Priority, edit.To.Attendees.sorted()
	r.Mandatory, r.Weight, r.SlotIDs = edit.Mandatory, edit.Weight, distinct(edit.SlotIDs)
	r.Session, r.After = edit.Session, distinct(edit.After)
	if err := ownEdits(by, before, r); err != nil {
		return MeetingRequest{}, err
	}
	return r, checkEdit(ctx, st, r)
}

func mayEdit(e Event, by Actor, r MeetingRequest) error {
	act := ActAnswer
	if by.Organises(e.ID) {
		act = ActPlan
	}
	if err := e.allow(by, act); err != nil {
		return err
	}
	if !r.Open() {
		return Errorf(CodeConflict, "the request is %s: only pending and accepted ones are changed", r.State)
	}
	return nil
}

// ownEdits refuses edits of the other side and of what organisers set.
func ownEdits(by Actor, before, after MeetingRequest) error {
	if by.Organises(before.EventID) {
		return nil
	}
	kept := after
	for _, pair := range [][2]*Side{{&kept.From, &before.From}, {&kept.To, &before.To}} {
		pair[1].Attendees = pair[1].Attendees.sorted()
		if by.ActsFor(before.EventID, pair[1].OrganisationID) {
			*pair[0] = *pair[1]
		}
	}
	before.SlotIDs, before.After, before.Version = distinct(before.SlotIDs), distinct(before.After), after.Version
	if !reflect.DeepEqual(kept, before) {
		return Errorf(CodeForbidden, "you change priority and attendees of your own side only; the rest is the other side's or the organisers'")
	}
	return nil
}

// checkEdit lists everything that is wrong with a changed request.
func checkEdit(ctx context.Context, st Store, r MeetingRequest) error {
	sides, err := organisationsByID(ctx, st, r.EventID, []string{r.From.OrganisationID, r.To.OrganisationID})
	if err != nil {
		return err
	}
	var f faults
	f.priority("priority", r.From.Priority)
	f.priority("to_priority", r.To.Priority)
	if err := f.bothSides(ctx, st, r, sides[r.From.OrganisationID], sides[r.To.OrganisationID]); err != nil {
		return err
	}
	if err := f.organisersFields(ctx, st, r); err != nil {
		return err
	}
	return Invalid("the request is not valid", f...)
}

// organisersFields checks weight, slots, session and order.
func (f *faults) organisersFields(ctx context.Context, st Store, r MeetingRequest) error {
	f.least("weight", &r.Weight, 0)
	if len(r.SlotIDs) == 0 && r.Session == "" && len(r.After) == 0 {
		return nil
	}
	slots, err := st.FindSlots(ctx, r.EventID)
	if err != nil {
		return err
	}
	for i, id := range r.SlotIDs {
		if !slices.ContainsFunc(slots, func(s Slot) bool { return s.ID == id }) {
			f.add(fmt.Sprintf("slots[%d]", i), id, "is no slot of this event")
		}
	}
	if r.Session != "" && !slices.ContainsFunc(slots, func(s Slot) bool { return s.Session == r.Session }) {
		f.add("session", r.Session, "is no session of this event")
	}
	return f.order(ctx, st, r)
}

// order checks the requests whose meetings come before.
func (f *faults) order(ctx context.Context, st Store, r MeetingRequest) error {
	if len(r.After) == 0 {
		return nil
	}
	found, err := st.FindRequests(ctx, RequestFilter{EventID: r.EventID, IDs: r.After})
	if err != nil {
		return err
	}
	for i, id := range r.After {
		at := slices.IndexFunc(found.Items, func(other MeetingRequest) bool { return other.ID == id })
		switch {
		case id == r.ID:
			f.add(fmt.Sprintf("after[%d]", i), id, "is the request itself")
		case at < 0:
			f.add(fmt.Sprintf("after[%d]", i), id, "is no request of this event")
		case slices.Contains(found.Items[at].After, r.ID):
			f.add(fmt.Sprintf("after[%d]", i), id, "already comes after this one")
		}
	}
	return nil
}

// stillMet refuses attendees whom a published meeting does not have.
func stillMet(ctx context.Context, st Store, before, after MeetingRequest) error {
	if reflect.DeepEqual(before.From.Attendees, after.From.Attendees) && reflect.DeepEqual(before.To.Attendees, after.To.Attendees) {
		return nil
	}
	m, err := st.MeetingByRequest(ctx, after.ID)
	if ErrorCode(err) == CodeNotFound || err == nil && m.State != MeetingScheduled {
		return nil
	}
	if err != nil {
		return err
	}
	if after.From.Attendees.metBy(m.Participants) && after.To.Attendees.metBy(m.Participants) {
		return nil
	}
	return Errorf(CodeConflict, "the meeting is published with other attendees: change who attends it first")
}
