package partnering_test

import (
	"reflect"
	"testing"

	"entente/partnering"
)

func TestBottlenecksAreNamed(t *testing.T) {
	b := crowded(t)
	b.settings(func(s *partnering.Settings) { s.Floors = map[partnering.Kind]int{partnering.KindHospital: 2} })
	cure := b.cure.Delegates[0]
	report := must(b.service.Bottlenecks(b.ctx, b.organiser, b.draft.ID))(b.world)
	if report.Waiting != 1 || !report.Complete || len(report.Slots) != 4 {
		t.Errorf("report %+v", report)
	}
	if want := (partnering.SlotLoad{SlotID: b.slots[0].ID, Meetings: 1, Capacity: 2}); report.Slots[0] != want {
		t.Errorf("first slot %+v, want %+v", report.Slots[0], want)
	}
	want := []partnering.PersonLoad{{DelegateID: cure.ID, Name: "Cure one", Organisation: "Cure", Meetings: 1, Open: 1, Waiting: 1,
		Text: "Cure one (Cure) has a meeting in every open slot, one meeting in all; one request more cannot do without."}}
	if !reflect.DeepEqual(report.People, want) {
		t.Errorf("people %+v, want %+v", report.People, want)
	}
	floors := []partnering.MissedFloor{{OrganisationID: b.cure.ID, Name: "Cure", Floor: 2, Meetings: 1, AtMost: 2, Requests: 2, Cause: "requests", Text: "Cure is in 2 accepted requests in all."}}
	if !reflect.DeepEqual(report.Floors, floors) {
		t.Errorf("floors %+v, want %+v", report.Floors, floors)
	}
	if len(report.Gains) != 1 {
		t.Fatalf("gains %+v, want one", report.Gains)
	}
	gain := report.Gains[0]
	if gain.Kind != "half-day" || gain.DelegateID != cure.ID || len(gain.Opens) != 3 || gain.Price.Placed != 1 || gain.Price.FloorShortfall != -1 {
		t.Errorf("gain %+v", gain)
	}
	if text := "If Cure one (Cure) opens 3 slots more from Tue 1 December 09:00 on, one request more fits."; gain.Text != text {
		t.Errorf("the gain reads %q, want %q", gain.Text, text)
	}
}

func TestOneMoreSlotIsAGain(t *testing.T) {
	b := newBoard(t)
	for _, place := range b.tables {
		place.Closed = idsOfSlots(b.slots[:3])
		must(b.service.UpdatePlace(b.ctx, b.organiser, place))(b.world)
	}
	b.draft = b.draftOf(b.at(b.first, 3, 0, b.acme.Delegates[0], b.big.Delegates[0]), b.at(b.third, 3, 1, b.acme.Delegates[1], b.cure.Delegates[0]))
	report := must(b.service.Bottlenecks(b.ctx, b.organiser, b.draft.ID))(b.world)
	kinds := map[string]bool{}
	for _, g := range report.Gains {
		kinds[g.Kind] = true
	}
	if !kinds["slot"] {
		t.Errorf("gains %+v, want that of one more slot", report.Gains)
	}
	if report.Slots[0].Capacity != 0 || report.Slots[0].Waiting != 1 {
		t.Errorf("a slot without tables that a request waits for: %+v", report.Slots[0])
	}
}

func idsOfSlots(slots []partnering.Slot) []string {
	var ids []string
	for _, s := range slots {
		ids = append(ids, s.ID)
	}
	return ids
}

func TestBottlenecksAreForOrganisers(t *testing.T) {
	b := newBoard(t)
	_, err := b.service.Bottlenecks(b.ctx, b.cure.admin(), b.draft.ID)
	wantCode(t, err, partnering.CodeNotFound)
}
