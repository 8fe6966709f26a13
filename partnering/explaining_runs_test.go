package partnering_test

import (
	"errors"
	"reflect"
	"testing"

	"entente/partnering"
)

// TestARunThatCannotBeSaysWhy: what can't all hold is named, in words and as data.
func TestARunThatCannotBeSaysWhy(t *testing.T) {
	b := newBoard(t)
	b.settings(func(s *partnering.Settings) { s.AllMandatory = true })
	big := b.big.Delegates[0]
	said := map[string]partnering.SlotState{}
	for _, slot := range b.slots[1:] {
		said[slot.ID] = partnering.SlotClosed
	}
	must(b.service.PutAvailability(b.ctx, b.organiser, partnering.Availability{DelegateID: big.ID, Slots: said}))(b.world)
	first := map[string]string{b.acme.ID: b.acme.Delegates[0].ID, b.big.ID: big.ID, b.cure.ID: b.cure.Delegates[0].ID}
	for _, r := range []partnering.MeetingRequest{b.first, b.second, b.third} {
		for _, side := range []*partnering.Side{&r.From, &r.To} {
			side.Attendees.Required = []string{first[side.OrganisationID]}
		}
		if err := b.store.UpdateRequest(b.ctx, &r); err != nil {
			t.Fatal(err)
		}
	}
	b.runs()
	run := b.start(partnering.RunOptions{Iterations: 2000})
	all := b.watch(run.ID, nil)
	if status := all[len(all)-1].Status; status != "infeasible" {
		t.Fatalf("the run is %s", status)
	}
	reasons := must(b.service.RunReasons(b.ctx, b.organiser, run.ID))(b.world)
	if len(reasons) != 1 {
		t.Fatalf("reasons %+v, want one", reasons)
	}
	got := reasons[0]
	if got.Constraint != "participant-conflict" || got.Case != partnering.CaseTogether || len(got.Blocking) != 2 {
		t.Errorf("reason %+v, want the two meetings of Big one", got)
	}
	if want := []string{"Big one"}; !reflect.DeepEqual(got.People, want) || got.Organisation != "Big" {
		t.Errorf("it speaks of %v of %s", got.People, got.Organisation)
	}
	if want := "2 meetings of Big one (Big) fit only in 1 of the 4 slots."; got.Text != want {
		t.Errorf("it reads %q, want %q", got.Text, want)
	}
	_, err := b.service.RunReasons(b.ctx, b.acme.admin(), run.ID)
	wantCode(t, err, partnering.CodeNotFound)
}

// TestReasonsCarryWhatTheySay: every name and number of a sentence stands beside it, so that it can
// be said in another language.
func TestReasonsCarryWhatTheySay(t *testing.T) {
	b := newBoard(t)
	said := map[string]partnering.SlotState{}
	for _, slot := range b.slots {
		said[slot.ID] = partnering.SlotClosed
	}
	for _, d := range b.acme.Delegates {
		must(b.service.PutAvailability(b.ctx, b.organiser, partnering.Availability{DelegateID: d.ID, Slots: said}))(b.world)
	}
	b.draft = b.draftOf(b.secondAt)
	told := must(b.service.ExplainDraft(b.ctx, b.organiser, b.draft.ID, b.third.ID))(b.world)
	first := told.Reasons[0]
	first.Text = ""
	want := partnering.Reason{Constraint: "participant-unavailable", Case: partnering.CaseNoSlot, OrganisationID: b.acme.ID, Organisation: "Acme", Other: "Cure"}
	if !reflect.DeepEqual(first, want) {
		t.Errorf("first reason %+v, want %+v", first, want)
	}
	for _, r := range told.Reasons[1:] {
		if len(r.Delegates) != 1 || len(r.People) != 1 || r.Organisation == "" {
			t.Errorf("reason %+v does not name whom it speaks of", r)
		}
	}
	for _, r := range told.Repairs {
		if r.Kind != "open-slot" || len(r.People) == 0 || len(r.People) != len(r.Delegates) || r.Delegates[0] != r.DelegateID {
			t.Errorf("repair %+v does not name who opens the slot", r)
		}
	}
	if len(told.Repairs) == 0 {
		t.Error("no repair")
	}
}

// TestARefusalCarriesWhatItBreaks: the violations stand in the error as data, and name both sides.
func TestARefusalCarriesWhatItBreaks(t *testing.T) {
	b := newBoard(t)
	_, err := b.edit(partnering.Edit{RequestID: b.third.ID, SlotID: b.slots[1].ID, PlaceID: b.tables[1].ID})
	wantCode(t, err, partnering.CodeConflict)
	var refused *partnering.Error
	if !errors.As(err, &refused) || len(refused.Violations) != 1 {
		t.Fatalf("%v, want one violation", err)
	}
	v := refused.Violations[0]
	if v.Constraint != "participant-conflict" || !reflect.DeepEqual(v.People, []string{"Cure one"}) || len(v.Sides) != 2 || v.Sides[1].From == "" || v.Sides[1].To != "Cure" {
		t.Errorf("violation %+v, want Cure one's, with the sides of both meetings", v)
	}
}
