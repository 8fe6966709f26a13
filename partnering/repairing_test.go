package partnering_test

import (
	"reflect"
	"slices"
	"testing"

	"entente/partnering"
)

// outcome writes the changes as "first: 09:00 → 10:00", by name and slot in Paris.
func (b *board) outcome(changes []partnering.Change) []string {
	b.Helper()
	names := map[string]string{b.first.ID: "first", b.second.ID: "second", b.third.ID: "third"}
	at := func(m *partnering.Meeting) string {
		if m == nil {
			return "none"
		}
		slot := slices.IndexFunc(b.slots, func(s partnering.Slot) bool { return s.ID == m.SlotID })
		place := slices.IndexFunc(b.tables, func(p partnering.Place) bool { return p.ID == m.PlaceID })
		return []string{"09:00", "09:30", "10:00", "10:30"}[slot] + []string{" T1", " T2"}[place]
	}
	all := []string{}
	for _, c := range changes {
		all = append(all, names[c.RequestID]+": "+at(c.Before)+" → "+at(c.After))
	}
	slices.Sort(all)
	return all
}

func (b *board) propose(d partnering.Disruption) partnering.RepairProposal {
	b.Helper()
	return must(b.service.ProposeRepair(b.ctx, b.organiser, b.event.ID, d))(b.world)
}

func TestARepairIsProposedBeforeAnythingChanges(t *testing.T) {
	tests := map[string]struct {
		what func(*board) partnering.Disruption
		want []string
		told int
	}{
		"an absence moves the meeting, and what waits fits by then": {
			func(b *board) partnering.Disruption {
				return partnering.Disruption{Kind: partnering.DelegateAbsent, DelegateID: b.cure.Delegates[0].ID, SlotIDs: []string{b.slots[1].ID}}
			},
			[]string{"second: 09:30 T1 → 10:00 T1", "third: none → 10:30 T1"}, 3,
		},
		"an absence for all takes every meeting": {
			func(b *board) partnering.Disruption {
				return partnering.Disruption{Kind: partnering.DelegateAbsent, DelegateID: b.cure.Delegates[0].ID}
			},
			[]string{"second: 09:30 T1 → none"}, 2,
		},
		"a closed table sends its meeting to another": {
			func(b *board) partnering.Disruption {
				return partnering.Disruption{Kind: partnering.PlaceClosed, PlaceID: b.tables[0].ID, SlotIDs: []string{b.slots[0].ID}}
			},
			[]string{"first: 09:00 T1 → 09:00 T2", "third: none → 10:00 T1"}, 4,
		},
		"a lost slot moves what stands in it": {
			func(b *board) partnering.Disruption {
				return partnering.Disruption{Kind: partnering.SlotLost, SlotIDs: []string{b.slots[0].ID}}
			},
			[]string{"first: 09:00 T1 → 10:00 T1", "third: none → 10:00 T2"}, 0,
		},
		"a cancelled request frees its place": {
			func(b *board) partnering.Disruption {
				return partnering.Disruption{Kind: partnering.RequestDropped, RequestID: b.first.ID}
			},
			[]string{"first: 09:00 T1 → none", "third: none → 09:00 T1"}, 0,
		},
		"as things are, what waits is offered free room": {
			func(*board) partnering.Disruption { return partnering.Disruption{Kind: partnering.AsThingsAre} },
			[]string{"third: none → 10:00 T1"}, 2,
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			b := newDesk(t)
			before := b.told(partnering.RuleAgenda)
			p := b.propose(test.what(b))
			if got := b.outcome(p.Changes); !reflect.DeepEqual(got, test.want) {
				t.Errorf("changes %v, want %v", got, test.want)
			}
			if p.Base != 1 || p.Title == "" || !p.Proved || test.told > 0 && len(p.Notified) != test.told {
				t.Errorf("proposal %+v", p)
			}
			if got := b.version(); got != "1" {
				t.Errorf("the published version is %s by now", got)
			}
			if got := b.told(partnering.RuleAgenda); !reflect.DeepEqual(got, before) {
				t.Errorf("told %v", got)
			}
		})
	}
}

func TestARepairNamesItsPrice(t *testing.T) {
	b := newDesk(t)
	p := b.propose(partnering.Disruption{Kind: partnering.DelegateAbsent, DelegateID: b.cure.Delegates[0].ID, SlotIDs: []string{b.slots[1].ID}})
	if p.Price.Placed != 1 || p.Price.Moved != 1 || p.Price.Weight != 9 {
		t.Errorf("price %+v, want one meeting more of weight 9, and one moved", p.Price)
	}
	p = b.propose(partnering.Disruption{Kind: partnering.DelegateAbsent, DelegateID: b.cure.Delegates[0].ID})
	if p.Price.Placed != -1 || p.Price.Weight != -9 {
		t.Errorf("price %+v, want one meeting less", p.Price)
	}
	if len(p.Left) != 1 || p.Left[0].RequestID != b.second.ID || len(p.Left[0].Reasons) == 0 {
		t.Errorf("left out %+v, want the second request with reasons", p.Left)
	}
}

func TestARepairIsPublishedInOneStep(t *testing.T) {
	b := newDesk(t)
	absent := b.cure.Delegates[0]
	what := partnering.Disruption{Kind: partnering.DelegateAbsent, DelegateID: absent.ID, SlotIDs: []string{b.slots[1].ID}}
	p := b.propose(what)
	done := must(b.service.ApplyRepair(b.ctx, b.organiser, b.event.ID, what, p.Base, p.Digest))(b.world)
	if done.Version.Number != 2 || done.Version.Placed != 3 || done.Notified != 3 || done.Version.Note != p.Title {
		t.Errorf("published %+v, told %d", done.Version, done.Notified)
	}
	if got, want := b.outcome(done.Changes), b.outcome(p.Changes); !reflect.DeepEqual(got, want) {
		t.Errorf("done %v, proposed %v", got, want)
	}
	said := must(b.store.AvailabilityOf(b.ctx, absent.ID))(b.world)
	if want := map[string]partnering.SlotState{b.slots[1].ID: partnering.SlotClosed}; !reflect.DeepEqual(said.Slots, want) {
		t.Errorf("availability %v, want %v", said.Slots, want)
	}
	if got := b.waiting(); len(got) != 0 {
		t.Errorf("waiting %v", got)
	}
	_, err := b.service.ApplyRepair(b.ctx, b.organiser, b.event.ID, what, p.Base, p.Digest)
	wantCode(t, err, partnering.CodeConflict)
}

func TestACancelledRequestAndItsRepairAreOneVersion(t *testing.T) {
	b := newDesk(t)
	what := partnering.Disruption{Kind: partnering.RequestDropped, RequestID: b.first.ID}
	done := must(b.service.ApplyRepair(b.ctx, b.organiser, b.event.ID, what, 1, ""))(b.world)
	if done.Version.Number != 2 || done.Version.Placed != 2 {
		t.Errorf("published %+v", done.Version)
	}
	if got := must(b.store.RequestByID(b.ctx, b.first.ID))(b.world); got.State != partnering.RequestCancelled {
		t.Errorf("the request is %s", got.State)
	}
	if got := b.told(partnering.NoticeCancel); len(got) != 2 {
		t.Errorf("told of the cancellation: %v, want the delegates of both sides", got)
	}
}

func TestAClosedPlaceStaysClosed(t *testing.T) {
	b := newDesk(t)
	what := partnering.Disruption{Kind: partnering.PlaceClosed, PlaceID: b.tables[0].ID}
	must(b.service.ApplyRepair(b.ctx, b.organiser, b.event.ID, what, 1, ""))(b.world)
	place := must(b.store.PlaceByID(b.ctx, b.tables[0].ID))(b.world)
	if len(place.Closed) != len(b.slots) {
		t.Errorf("closed in %v, want every slot", place.Closed)
	}
	for _, r := range []partnering.MeetingRequest{b.first, b.second, b.third} {
		if m := b.meeting(r); m.PlaceID != b.tables[1].ID {
			t.Errorf("%+v does not stand at the other table", m)
		}
	}
}

// TestALostSlotStaysClosed: its meeting moves, who is concerned is told once, and no later run uses it.
func TestALostSlotStaysClosed(t *testing.T) {
	b := newDesk(t)
	what := partnering.Disruption{Kind: partnering.SlotLost, SlotIDs: []string{b.slots[0].ID}}
	p := b.propose(what)
	before := len(b.told(partnering.RuleAgenda))
	done := must(b.service.ApplyRepair(b.ctx, b.organiser, b.event.ID, what, p.Base, p.Digest))(b.world)
	if done.Version.Number != 2 || done.Version.Note != "No meetings Tue 1 December 09:00" || done.Notified != len(p.Notified) {
		t.Errorf("published %+v, told %d", done.Version, done.Notified)
	}
	if got := len(b.told(partnering.RuleAgenda)) - before; got != len(p.Notified) {
		t.Errorf("%d messages for the %d delegates concerned", got, len(p.Notified))
	}
	for _, table := range b.tables {
		if place := must(b.store.PlaceByID(b.ctx, table.ID))(b.world); !reflect.DeepEqual(place.Closed, what.SlotIDs) {
			t.Errorf("%s is closed in %v, want the lost slot", place.Name, place.Closed)
		}
	}
	b.runs()
	run := b.start(partnering.RunOptions{Iterations: 2000})
	b.watch(run.ID, nil)
	draft := must(b.service.RunByID(b.ctx, b.organiser, run.ID))(b.world).DraftID
	meetings := must(b.store.DraftMeetings(b.ctx, draft))(b.world)
	if len(meetings) != 3 || slices.ContainsFunc(meetings, func(m partnering.Meeting) bool { return m.SlotID == b.slots[0].ID }) {
		t.Errorf("a later run made %+v", meetings)
	}
}

func TestARepairLeavesWhatHasBegun(t *testing.T) {
	b := newDesk(t)
	b.clock.Set(paris("2026-12-01 09:10"))
	what := partnering.Disruption{Kind: partnering.DelegateAbsent, DelegateID: b.big.Delegates[0].ID}
	p := b.propose(what)
	if got, want := b.outcome(p.Changes), []string{"second: 09:30 T1 → none", "third: none → 09:30 T1"}; !reflect.DeepEqual(got, want) {
		t.Errorf("changes %v, want %v", got, want)
	}
	_, err := b.service.ProposeRepair(b.ctx, b.organiser, b.event.ID,
		partnering.Disruption{Kind: partnering.DelegateAbsent, DelegateID: b.big.Delegates[0].ID, SlotIDs: []string{b.slots[0].ID}})
	wantCode(t, err, partnering.CodeInvalid)
}

func TestARepairLiftsThePinsThatCannotHold(t *testing.T) {
	b := newDesk(t)
	must(b.service.PinMeeting(b.ctx, b.organiser, partnering.Pin{EventID: b.event.ID, RequestID: b.second.ID, SlotID: b.slots[1].ID}))(b.world)
	must(b.service.PinMeeting(b.ctx, b.organiser, partnering.Pin{EventID: b.event.ID, RequestID: b.first.ID, SlotID: b.slots[0].ID}))(b.world)
	what := partnering.Disruption{Kind: partnering.DelegateAbsent, DelegateID: b.cure.Delegates[0].ID, SlotIDs: []string{b.slots[1].ID}}
	p := b.propose(what)
	if !reflect.DeepEqual(p.Unpinned, []string{b.second.ID}) {
		t.Errorf("pins lifted %v, want the second request's", p.Unpinned)
	}
	must(b.service.ApplyRepair(b.ctx, b.organiser, b.event.ID, what, 1, p.Digest))(b.world)
	pins := must(b.store.FindPins(b.ctx, b.event.ID))(b.world)
	if len(pins) != 1 || pins[0].RequestID != b.first.ID {
		t.Errorf("pins left %+v", pins)
	}
}

func TestARepairTakesAForcedMeetingFromWhoIsAbsent(t *testing.T) {
	b := newDesk(t)
	cure := b.cure.Delegates[0]
	must(b.service.PutAvailability(b.ctx, b.organiser, partnering.Availability{DelegateID: cure.ID,
		Slots: map[string]partnering.SlotState{b.slots[3].ID: partnering.SlotClosed}}))(b.world)
	must(b.service.MoveMeeting(b.ctx, b.organiser, b.event.ID, partnering.Edit{RequestID: b.third.ID, SlotID: b.slots[3].ID, Force: true}))(b.world)
	p := b.propose(partnering.Disruption{Kind: partnering.DelegateAbsent, DelegateID: cure.ID})
	want := []string{"second: 09:30 T1 → none", "third: 10:30 T1 → none"}
	if got := b.outcome(p.Changes); !reflect.DeepEqual(got, want) {
		t.Errorf("changes %v, want %v", got, want)
	}
}

func TestARepairMeetsTheEventAsItIs(t *testing.T) {
	b := newDesk(t)
	what := partnering.Disruption{Kind: partnering.DelegateAbsent, DelegateID: b.cure.Delegates[0].ID, SlotIDs: []string{b.slots[1].ID}}
	p := b.propose(what)
	must(b.service.PutAvailability(b.ctx, b.organiser, partnering.Availability{DelegateID: b.big.Delegates[0].ID,
		Slots: map[string]partnering.SlotState{b.slots[2].ID: partnering.SlotClosed}}))(b.world)
	_, err := b.service.ApplyRepair(b.ctx, b.organiser, b.event.ID, what, p.Base, p.Digest)
	wantCode(t, err, partnering.CodeConflict)
	if got := must(b.store.AvailabilityOf(b.ctx, b.cure.Delegates[0].ID))(b.world); len(got.Slots) != 0 || b.version() != "1" {
		t.Errorf("a refused repair left availability %v and version %s", got.Slots, b.version())
	}
}

func TestARepairKeepsTheReasonsOfWhatWaits(t *testing.T) {
	b := newDesk(t)
	what := partnering.Disruption{Kind: partnering.DelegateAbsent, DelegateID: b.cure.Delegates[0].ID}
	must(b.service.ApplyRepair(b.ctx, b.organiser, b.event.ID, what, 1, ""))(b.world)
	reasons := map[string]string{}
	for _, u := range must(b.store.PublishedUnscheduled(b.ctx, b.event.ID))(b.world) {
		reasons[u.RequestID] = u.Reasons[0].Constraint
	}
	if want := map[string]string{b.second.ID: "participant-unavailable", b.third.ID: "place-capacity"}; !reflect.DeepEqual(reasons, want) {
		t.Errorf("reasons %v, want %v", reasons, want)
	}
}

func TestARequestWhoseMeetingBeganIsNotCancelled(t *testing.T) {
	b := newDesk(t)
	b.clock.Set(paris("2026-12-01 09:10"))
	_, err := b.service.ProposeRepair(b.ctx, b.organiser, b.event.ID, partnering.Disruption{Kind: partnering.RequestDropped, RequestID: b.first.ID})
	wantCode(t, err, partnering.CodeInvalid)
}

func TestWhoRepairsAndWhen(t *testing.T) {
	b := newDesk(t)
	what := partnering.Disruption{Kind: partnering.AsThingsAre}
	_, err := b.service.ProposeRepair(b.ctx, b.cure.admin(), b.event.ID, what)
	wantCode(t, err, partnering.CodeForbidden)
	_, err = b.service.ApplyRepair(b.ctx, b.cure.admin(), b.event.ID, what, 1, "")
	wantCode(t, err, partnering.CodeForbidden)
	b.phase(partnering.PhaseClosed)
	_, err = b.service.ProposeRepair(b.ctx, b.organiser, b.event.ID, what)
	wantCode(t, err, partnering.CodeConflict)
	fresh := newBoard(t)
	fresh.phase(partnering.PhaseScheduling)
	_, err = fresh.service.ProposeRepair(fresh.ctx, fresh.organiser, fresh.event.ID, what)
	wantCode(t, err, partnering.CodeConflict)
}

func TestARepairNamesEveryFault(t *testing.T) {
	b := newDesk(t)
	tests := map[string]struct {
		what partnering.Disruption
		want []string
	}{
		"an unknown kind":        {partnering.Disruption{Kind: "storm"}, []string{"kind"}},
		"an unknown delegate":    {partnering.Disruption{Kind: partnering.DelegateAbsent, DelegateID: "x", SlotIDs: []string{"y"}, Day: "z"}, []string{"delegate", "slots[0]", "day"}},
		"an unknown place":       {partnering.Disruption{Kind: partnering.PlaceClosed, PlaceID: "x"}, []string{"place"}},
		"no slot":                {partnering.Disruption{Kind: partnering.SlotLost}, []string{"slots"}},
		"a request not accepted": {partnering.Disruption{Kind: partnering.RequestDropped, RequestID: "x"}, []string{"request"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := b.service.ProposeRepair(b.ctx, b.organiser, b.event.ID, test.what)
			wantCode(t, err, partnering.CodeInvalid)
			if got := faultFields(err); !reflect.DeepEqual(got, test.want) {
				t.Errorf("faults in %v, want %v", got, test.want)
			}
		})
	}
}
