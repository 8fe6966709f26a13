package partnering_test

import (
	"reflect"
	"slices"
	"testing"

	"entente/partnering"
)

// crowded is a board in which the third request finds no room: Cure comes at
// 09:30 only, when it meets Big.
func crowded(t *testing.T) *board {
	t.Helper()
	b := newBoard(t)
	closed := map[string]partnering.SlotState{}
	for _, i := range []int{0, 2, 3} {
		closed[b.slots[i].ID] = partnering.SlotClosed
	}
	must(b.service.PutAvailability(b.ctx, b.organiser, partnering.Availability{DelegateID: b.cure.Delegates[0].ID, Slots: closed}))(b.world)
	return b
}

// repairOf is the repair of a kind that would give the third request a meeting.
func (b *board) repairOf(kind string) partnering.Repair {
	b.Helper()
	told := must(b.service.ExplainDraft(b.ctx, b.organiser, b.draft.ID, b.third.ID))(b.world)
	at := slices.IndexFunc(told.Repairs, func(r partnering.Repair) bool { return r.Kind == kind })
	if at < 0 {
		b.Fatalf("no repair %s in %+v", kind, told.Repairs)
	}
	return told.Repairs[at]
}

func TestARepairIsDoneOnADraft(t *testing.T) {
	tests := map[string]struct {
		board   func(*testing.T) *board
		kind    string
		changed []string // first the request's own
		left    func(*board) []string
	}{
		"what fits is placed":                {newBoard, "place", []string{"third"}, func(*board) []string { return []string{} }},
		"for what is given up, it is placed": {crowded, "drop-meeting", []string{"third", "second"}, func(b *board) []string { return []string{b.second.ID} }},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			b := test.board(t)
			done := must(b.service.RepairDraft(b.ctx, b.organiser, b.draft.ID, b.draft.Version, b.third.ID, b.repairOf(test.kind)))(b.world)
			names := map[string]string{b.first.ID: "first", b.second.ID: "second", b.third.ID: "third"}
			var changed []string
			for _, c := range done.Changes {
				changed = append(changed, names[c.RequestID])
			}
			if !reflect.DeepEqual(changed, test.changed) || done.Text == "" {
				t.Errorf("%q changed %v, want %v", done.Text, changed, test.changed)
			}
			if got, want := b.left(), test.left(b); !reflect.DeepEqual(got, want) {
				t.Errorf("left %v, want %v", got, want)
			}
			view := must(b.service.DraftByID(b.ctx, b.organiser, b.draft.ID))(b.world)
			if view.Figures != done.Figures || view.Version != done.Draft.Version || view.Version == b.draft.Version {
				t.Errorf("read as %+v at version %d, repaired to %+v at %d", view.Figures, view.Version, done.Figures, done.Draft.Version)
			}
			check := must(b.service.CheckDraft(b.ctx, b.organiser, b.draft.ID))(b.world)
			if len(check.Violations) > 0 {
				t.Errorf("it breaks %+v", check.Violations)
			}
		})
	}
}

func TestARepairMovesAMeetingOfADraft(t *testing.T) {
	b := newBoard(t)
	closed := map[string]partnering.SlotState{b.slots[0].ID: partnering.SlotClosed, b.slots[2].ID: partnering.SlotClosed, b.slots[3].ID: partnering.SlotClosed}
	for _, d := range b.acme.Delegates {
		must(b.service.PutAvailability(b.ctx, b.organiser, partnering.Availability{DelegateID: d.ID, Slots: closed}))(b.world)
	}
	b.draft = b.draftOf(b.secondAt)
	done := must(b.service.RepairDraft(b.ctx, b.organiser, b.draft.ID, b.draft.Version, b.third.ID, b.repairOf("move-meeting")))(b.world)
	if len(done.Changes) != 2 || done.Changes[1].RequestID != b.second.ID || done.Changes[1].Before == nil || done.Changes[1].After == nil {
		t.Fatalf("changes %+v, want the third placed and the second moved", done.Changes)
	}
	if at := done.Changes[0].After.SlotID; at != b.slots[1].ID || done.Changes[1].After.SlotID == at {
		t.Errorf("third at %s, second at %s", at, done.Changes[1].After.SlotID)
	}
}

func TestARepairThatIsNoneAnyMore(t *testing.T) {
	b := crowded(t)
	drop := b.repairOf("drop-meeting")
	_, err := b.service.RepairDraft(b.ctx, b.acme.admin(), b.draft.ID, b.draft.Version, b.third.ID, drop)
	wantCode(t, err, partnering.CodeNotFound)
	_, err = b.service.RepairDraft(b.ctx, b.organiser, b.draft.ID, b.draft.Version+1, b.third.ID, drop)
	wantCode(t, err, partnering.CodePrecondition)
	_, err = b.service.RepairDraft(b.ctx, b.organiser, b.draft.ID, b.draft.Version, b.third.ID, partnering.Repair{Kind: "place", SlotID: b.slots[0].ID})
	wantCode(t, err, partnering.CodeConflict)
	_, err = b.service.RepairDraft(b.ctx, b.organiser, b.draft.ID, b.draft.Version, b.third.ID, b.repairOf("open-slot"))
	wantCode(t, err, partnering.CodeConflict)
	_, err = b.service.RepairDraft(b.ctx, b.organiser, b.draft.ID, b.draft.Version, b.first.ID, drop)
	wantCode(t, err, partnering.CodeConflict)
	_, err = b.service.RepairDraft(b.ctx, b.organiser, b.draft.ID, b.draft.Version, "none", drop)
	wantCode(t, err, partnering.CodeNotFound)
	if got := b.left(); !reflect.DeepEqual(got, []string{b.third.ID}) {
		t.Errorf("left %v", got)
	}
}
