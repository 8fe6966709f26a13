package partnering_test

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"entente/partnering"
)

// board is an event with a draft: three organisations, two meetings, a grid of
// four slots (09:00 to 10:30) and two tables.
type board struct {
	*world
	acme, big, cure   team
	first, second     partnering.MeetingRequest // acme with big; big with cure
	slots             []partnering.Slot
	tables            []partnering.Place
	draft             partnering.Draft
	third             partnering.MeetingRequest // acme with cure, without a meeting
	firstAt, secondAt partnering.Meeting
}

func newBoard(t *testing.T) *board {
	t.Helper()
	w := newWorld(t)
	b := &board{world: w, acme: w.team("Acme", partnering.KindStartup, 2), big: w.team("Big", partnering.KindLarge, 1),
		cure: w.team("Cure", partnering.KindHospital, 1)}
	b.slots, b.tables = w.grid("2026-12-01", "morning", "09:00", "11:00"), w.tables(2)
	b.first, b.second, b.third = w.accepted(b.acme, b.big), w.accepted(b.big, b.cure), w.accepted(b.acme, b.cure)
	b.firstAt = b.at(b.first, 0, 0, b.acme.Delegates[0], b.big.Delegates[0])
	b.secondAt = b.at(b.second, 1, 0, b.big.Delegates[0], b.cure.Delegates[0])
	b.draft = b.draftOf(b.firstAt, b.secondAt)
	return b
}

// at is a meeting of the request in a slot, at a table, with delegates.
func (b *board) at(r partnering.MeetingRequest, slot, table int, people ...partnering.Delegate) partnering.Meeting {
	m := partnering.Meeting{RequestID: r.ID, EventID: b.event.ID, SlotID: b.slots[slot].ID, PlaceID: b.tables[table].ID, State: partnering.MeetingScheduled}
	ids := map[string]bool{}
	for _, d := range people {
		ids[d.ID] = true
	}
	m.Participants = sortedIDs(ids)
	return m
}

// draftOf keeps a draft with the meetings and without one for the others.
func (b *board) draftOf(meetings ...partnering.Meeting) partnering.Draft {
	b.Helper()
	placed := map[string]bool{}
	for _, m := range meetings {
		placed[m.RequestID] = true
	}
	var left []partnering.Unscheduled
	for _, r := range []partnering.MeetingRequest{b.first, b.second, b.third} {
		if !placed[r.ID] {
			left = append(left, partnering.Unscheduled{RequestID: r.ID, Reasons: []partnering.Reason{{Constraint: "place-capacity", Text: "No place is free."}}})
		}
	}
	draft := partnering.Draft{ID: partnering.NewID(), EventID: b.event.ID, Name: "By hand", CreatedAt: b.clock.Now()}
	if err := b.store.CreateDraft(b.ctx, &draft, meetings, left); err != nil {
		b.Fatal(err)
	}
	return draft
}

// edit edits the draft, whose version it follows.
func (b *board) edit(e partnering.Edit) (partnering.EditResult, error) {
	result, err := b.service.EditDraft(b.ctx, b.organiser, b.draft.ID, b.draft.Version, e)
	if err == nil {
		b.draft = result.Draft
	}
	return result, err
}

// left lists the requests without a meeting in the draft.
func (b *board) left() []string {
	b.Helper()
	ids := []string{}
	for _, u := range must(b.store.DraftUnscheduled(b.ctx, b.draft.ID))(b.world) {
		ids = append(ids, u.RequestID)
	}
	return ids
}

func sortedIDs(set map[string]bool) []string {
	var ids []string
	for id := range set {
		at := 0
		for at < len(ids) && ids[at] < id {
			at++
		}
		ids = append(ids[:at], append([]string{id}, ids[at:]...)...)
	}
	return ids
}

// faultsIn lists a refusal's faults as "constraint: text".
func faultsIn(err error) []string {
	var e *partnering.Error
	if !errors.As(err, &e) {
		return nil
	}
	var all []string
	for _, f := range e.Faults {
		all = append(all, f.Field+": "+f.Message)
	}
	return all
}

func TestEditMovesAMeeting(t *testing.T) {
	b := newBoard(t)
	result, err := b.edit(partnering.Edit{RequestID: b.first.ID, SlotID: b.slots[2].ID})
	if err != nil {
		t.Fatal(err)
	}
	want := b.firstAt
	want.SlotID = b.slots[2].ID
	if result.Meeting == nil || !result.Meeting.SamePlacement(want) || result.Before == nil || !result.Before.SamePlacement(b.firstAt) {
		t.Errorf("moved from %+v to %+v, want the same table and people in the third slot", result.Before, result.Meeting)
	}
	if result.Draft.Version != 2 || result.Figures.Placed != 2 {
		t.Errorf("version %d with %+v, want version 2 with two meetings", result.Draft.Version, result.Figures)
	}
	view := must(b.service.DraftByID(b.ctx, b.organiser, b.draft.ID))(b.world)
	if view.Figures != result.Figures {
		t.Errorf("the edit says %+v, the draft as read %+v", result.Figures, view.Figures)
	}
	audit := must(b.service.FindAudit(b.ctx, b.organiser, b.event.ID, partnering.Page{Limit: 1}))(b.world)
	if got := audit.Items[0]; got.Action != "draft.edit" || !strings.Contains(string(got.After), b.slots[2].ID) {
		t.Errorf("the log says %s: %s", got.Action, got.After)
	}
}

func TestEditsKeepTheListOfWhatIsLeftOut(t *testing.T) {
	b := newBoard(t)
	placed, err := b.edit(partnering.Edit{RequestID: b.third.ID, SlotID: b.slots[0].ID})
	if err != nil {
		t.Fatal(err)
	}
	want := b.at(b.third, 0, 1, b.acme.Delegates[1], b.cure.Delegates[0])
	if !placed.Meeting.SamePlacement(want) || placed.Before != nil {
		t.Errorf("placed %+v, want who is free of Acme at the free table: %+v", placed.Meeting, want)
	}
	if got := b.left(); len(got) != 0 || placed.Figures.Placed != 3 {
		t.Errorf("left %v with %d placed, want nothing left", got, placed.Figures.Placed)
	}
	out := must(b.edit(partnering.Edit{RequestID: b.first.ID}))(b.world)
	if out.Meeting != nil || !out.Before.SamePlacement(b.firstAt) {
		t.Errorf("taken out from %+v to %+v", out.Before, out.Meeting)
	}
	if got := b.left(); !reflect.DeepEqual(got, []string{b.first.ID}) {
		t.Errorf("left %v, want the one taken out", got)
	}
	undone := must(b.edit(partnering.Edit{RequestID: b.first.ID, SlotID: out.Before.SlotID, PlaceID: out.Before.PlaceID, Participants: out.Before.Participants}))(b.world)
	if !undone.Meeting.SamePlacement(b.firstAt) || undone.Draft.Version != 4 {
		t.Errorf("undo put back %+v at version %d", undone.Meeting, undone.Draft.Version)
	}
}

func TestEditNeedsTheVersionThatWasSeen(t *testing.T) {
	b := newBoard(t)
	e := partnering.Edit{RequestID: b.first.ID, SlotID: b.slots[2].ID}
	_, err := b.service.EditDraft(b.ctx, b.organiser, b.draft.ID, 7, e)
	wantCode(t, err, partnering.CodePrecondition)
	_, err = b.service.EditDraft(b.ctx, b.acme.admin(), b.draft.ID, 1, e)
	wantCode(t, err, partnering.CodeNotFound)
	must(b.edit(e))(b.world)
	again := must(b.edit(e))(b.world)
	if again.Draft.Version != 2 {
		t.Errorf("an edit that changes nothing made version %d", again.Draft.Version)
	}
	b.phase(partnering.PhaseClosed)
	_, err = b.edit(e)
	wantCode(t, err, partnering.CodeConflict)
}

func TestForceWaivesAvailabilityAndMarks(t *testing.T) {
	b := newBoard(t)
	b.close(b.big.Delegates[0], b.slots[2])
	e := partnering.Edit{RequestID: b.first.ID, SlotID: b.slots[2].ID, Force: true}
	result := must(b.edit(e))(b.world)
	if !result.Meeting.Forced || len(result.Forced) != 1 || result.Forced[0].DelegateID != b.big.Delegates[0].ID {
		t.Errorf("got %+v, forced %+v, want it marked and Big one listed", result.Meeting, result.Forced)
	}
	check := must(b.service.CheckDraft(b.ctx, b.organiser, b.draft.ID))(b.world)
	if len(check.Violations) != 0 || len(check.Forced) != 1 {
		t.Errorf("the check finds %+v and forced %+v", check.Violations, check.Forced)
	}
	table := must(b.edit(partnering.Edit{RequestID: b.first.ID, SlotID: b.slots[2].ID, PlaceID: b.tables[1].ID}))(b.world)
	if !table.Meeting.Forced {
		t.Error("changing the table took the mark away")
	}
	free := must(b.edit(partnering.Edit{RequestID: b.first.ID, SlotID: b.slots[3].ID, Force: true}))(b.world)
	if free.Meeting.Forced || len(free.Forced) != 0 {
		t.Errorf("forced %+v where nothing needed it", free.Forced)
	}
	_, err := b.edit(partnering.Edit{RequestID: b.first.ID, SlotID: b.slots[1].ID, Force: true})
	wantCode(t, err, partnering.CodeConflict)
}

func TestForceDoesNotWaiveAPitch(t *testing.T) {
	b := newBoard(t)
	pitch := b.pitches("2026-12-01 10:00", 1)[0]
	e := partnering.Edit{RequestID: b.first.ID, SlotID: b.slots[2].ID, Force: true}
	b.close(b.big.Delegates[0], b.slots[2])
	forced := must(b.edit(e))(b.world)
	if !forced.Meeting.Forced {
		t.Fatalf("forced as %+v", forced.Meeting)
	}
	must(b.service.BookPitch(b.ctx, b.acme.admin(), pitch.ID, partnering.PitchBooking{OrganisationID: b.acme.ID, Title: "Sensors"}))(b.world)
	_, err := b.edit(partnering.Edit{RequestID: b.first.ID, SlotID: b.slots[2].ID, PlaceID: b.tables[1].ID, Force: true})
	if got := faultsIn(err); !slices.ContainsFunc(got, func(f string) bool { return strings.HasSuffix(f, "gives a pitch or a talk Tue 1 December 10:00.") }) {
		t.Errorf("got %q (%v)", got, err)
	}
	b.phase(partnering.PhaseScheduling)
	published := b.release()
	if len(published.Dropped) != 1 || published.Dropped[0].Text != "Acme one gives a pitch or a talk Tue 1 December 10:00." {
		t.Errorf("publishing drops %+v", published.Dropped)
	}
}

func TestEditKeepsTheOrderOfRequests(t *testing.T) {
	b := newBoard(t)
	after := must(b.store.RequestByID(b.ctx, b.second.ID))(b.world)
	after.After = []string{b.first.ID}
	must(b.service.UpdateRequest(b.ctx, b.organiser, after))(b.world)
	_, err := b.edit(partnering.Edit{RequestID: b.first.ID, SlotID: b.slots[3].ID})
	if got := faultsIn(err); len(got) != 1 || !strings.HasPrefix(got[0], "precedence: ") {
		t.Errorf("moving the first after the second: %q (%v)", got, err)
	}
	_, err = b.edit(partnering.Edit{RequestID: b.first.ID})
	if got := faultsIn(err); len(got) != 1 || !strings.HasPrefix(got[0], "precedence: ") {
		t.Errorf("taking the first out: %q (%v)", got, err)
	}
	must(b.edit(partnering.Edit{RequestID: b.second.ID, SlotID: b.slots[3].ID}))(b.world)
	must(b.edit(partnering.Edit{RequestID: b.first.ID, SlotID: b.slots[2].ID}))(b.world)
}

// TestTheBoardListsWhatIsAcceptedNow: an answer after the draft was made is not lost.
func TestTheBoardListsWhatIsAcceptedNow(t *testing.T) {
	b := newBoard(t)
	later := b.accepted(b.team("Dome", partnering.KindSME, 1), b.cure)
	must(b.service.CancelRequest(b.ctx, b.acme.admin(), b.third.ID, partnering.Answer{}))(b.world)
	view := must(b.service.DraftByID(b.ctx, b.organiser, b.draft.ID))(b.world)
	if len(view.Unscheduled) != 1 || view.Unscheduled[0].RequestID != later.ID || view.Unscheduled[0].Reasons[0].Constraint != "not-planned" {
		t.Errorf("without a meeting: %+v, want the one accepted since", view.Unscheduled)
	}
	must(b.edit(partnering.Edit{RequestID: later.ID, SlotID: b.slots[3].ID}))(b.world)
	if view = must(b.service.DraftByID(b.ctx, b.organiser, b.draft.ID))(b.world); len(view.Unscheduled) != 0 || len(view.Meetings) != 3 {
		t.Errorf("after placing it %d meetings, without: %+v", len(view.Meetings), view.Unscheduled)
	}
}

func TestWhatIsNoLongerAcceptedCanBeTakenOut(t *testing.T) {
	b := newBoard(t)
	must(b.service.CancelRequest(b.ctx, b.acme.admin(), b.first.ID, partnering.Answer{}))(b.world)
	_, err := b.edit(partnering.Edit{RequestID: b.first.ID, SlotID: b.slots[2].ID})
	wantCode(t, err, partnering.CodeConflict)
	out := must(b.edit(partnering.Edit{RequestID: b.first.ID}))(b.world)
	if got := b.left(); out.Before == nil || out.Meeting != nil || !reflect.DeepEqual(got, []string{b.third.ID}) {
		t.Errorf("taken out %+v, left %v", out, got)
	}
	_, err = b.edit(partnering.Edit{RequestID: "x"})
	wantCode(t, err, partnering.CodeNotFound)
}

func TestPins(t *testing.T) {
	b := newBoard(t)
	pin := partnering.Pin{EventID: b.event.ID, RequestID: b.first.ID, SlotID: b.slots[0].ID, PlaceID: b.tables[0].ID}
	for range 2 {
		must(b.service.PinMeeting(b.ctx, b.organiser, pin))(b.world)
	}
	if pins := must(b.service.FindPins(b.ctx, b.organiser, b.event.ID))(b.world); len(pins) != 1 || pins[0].SlotID != pin.SlotID {
		t.Errorf("pins %+v, want the one", pins)
	}
	_, err := b.service.PinMeeting(b.ctx, b.acme.admin(), pin)
	wantCode(t, err, partnering.CodeForbidden)
	_, err = b.service.PinMeeting(b.ctx, b.organiser, partnering.Pin{EventID: b.event.ID, RequestID: b.first.ID, SlotID: "x", PlaceID: "y", Participants: []string{b.cure.Delegates[0].ID}})
	if got := faultFields(err); !reflect.DeepEqual(got, []string{"slot", "place", "participants[0]"}) {
		t.Errorf("faults of %v (%v)", got, err)
	}
	_, err = b.service.PinMeeting(b.ctx, b.organiser, partnering.Pin{EventID: b.event.ID, RequestID: b.second.ID, SlotID: b.slots[0].ID})
	if got := faultsIn(err); len(got) != 1 || !strings.Contains(got[0], "Big one in slot Tue 1 December 09:00, and so does the pinned meeting of ") {
		t.Errorf("two pins of Big one in a slot: %q (%v)", got, err)
	}
	pending := b.ask(b.acme, b.team("Dome", partnering.KindSME, 1))
	_, err = b.service.PinMeeting(b.ctx, b.organiser, partnering.Pin{EventID: b.event.ID, RequestID: pending.ID, SlotID: b.slots[0].ID})
	wantCode(t, err, partnering.CodeConflict)
	for range 2 {
		if err := b.service.UnpinMeeting(b.ctx, b.organiser, b.event.ID, b.first.ID); err != nil {
			t.Fatal(err)
		}
	}
	actions := map[string]int{}
	for _, entry := range must(b.service.FindAudit(b.ctx, b.organiser, b.event.ID, partnering.Page{}))(b.world).Items {
		actions[entry.Action]++
	}
	if actions["meeting.pin"] != 1 || actions["meeting.unpin"] != 1 {
		t.Errorf("the log has %v, want one pin and one unpin", actions)
	}
}

func TestEditRefusesInWords(t *testing.T) {
	for _, test := range []struct {
		rule    string
		prepare func(b *board)
		edit    func(b *board) partnering.Edit
		faults  []string // how each begins
	}{
		{"a delegate in two meetings", nil, func(b *board) partnering.Edit {
			return partnering.Edit{RequestID: b.first.ID, SlotID: b.slots[1].ID}
		}, []string{"participant-conflict: Big one is in two meetings Tue 1 December 09:30: that of "}},
		{"a full table", nil, func(b *board) partnering.Edit {
			return partnering.Edit{RequestID: b.third.ID, SlotID: b.slots[0].ID, PlaceID: b.tables[0].ID}
		}, []string{"place-capacity: Table 1 is full Tue 1 December 09:00: it holds 1 at once."}},
		{"a closed slot", func(b *board) { b.close(b.big.Delegates[0], b.slots[2]) }, func(b *board) partnering.Edit {
			return partnering.Edit{RequestID: b.first.ID, SlotID: b.slots[2].ID}
		}, []string{"participant-unavailable: Big one is not available Tue 1 December 10:00."}},
		{"a pin elsewhere", func(b *board) { b.pin(partnering.Pin{RequestID: b.first.ID, SlotID: b.slots[0].ID}) }, func(b *board) partnering.Edit {
			return partnering.Edit{RequestID: b.first.ID, SlotID: b.slots[2].ID, Force: true}
		}, []string{"pinned: The meeting of Acme and Big is pinned to Tue 1 December 09:00. Unpin it first."}},
		{"taking a pinned one out", func(b *board) { b.pin(partnering.Pin{RequestID: b.first.ID, SlotID: b.slots[0].ID}) }, func(b *board) partnering.Edit {
			return partnering.Edit{RequestID: b.first.ID}
		}, []string{"pinned: The meeting of Acme and Big is pinned to Tue 1 December 09:00. Unpin it first."}},
		{"somebody of neither side", nil, func(b *board) partnering.Edit {
			return partnering.Edit{RequestID: b.first.ID, SlotID: b.slots[2].ID, Participants: []string{b.acme.Delegates[0].ID, b.cure.Delegates[0].ID}}
		}, []string{"participants[1]: is no delegate of either side"}},
		{"nobody of one side", nil, func(b *board) partnering.Edit {
			return partnering.Edit{RequestID: b.first.ID, SlotID: b.slots[2].ID, Participants: []string{b.acme.Delegates[0].ID}}
		}, []string{"attendance: Nobody of a group that the meeting of Acme and Big needs attends it."}},
		{"an unknown slot and place", nil, func(b *board) partnering.Edit {
			return partnering.Edit{RequestID: b.first.ID, SlotID: "x", PlaceID: "y"}
		}, []string{"slot: is no slot of this event", "place: is no place of this event"}},
	} {
		t.Run(test.rule, func(t *testing.T) {
			b := newBoard(t)
			if test.prepare != nil {
				test.prepare(b)
			}
			before := must(b.store.DraftMeetings(b.ctx, b.draft.ID))(b.world)
			_, err := b.edit(test.edit(b))
			if got := faultsIn(err); !slices.EqualFunc(got, test.faults, strings.HasPrefix) {
				t.Errorf("got %q (%v), want %q", got, err, test.faults)
			}
			if after := must(b.store.DraftMeetings(b.ctx, b.draft.ID))(b.world); !reflect.DeepEqual(before, after) {
				t.Errorf("a refused edit changed the draft to %+v", after)
			}
		})
	}
}

// close closes a slot to a delegate.
func (b *board) close(d partnering.Delegate, slot partnering.Slot) {
	b.Helper()
	a := partnering.Availability{DelegateID: d.ID, Slots: map[string]partnering.SlotState{slot.ID: partnering.SlotClosed}}
	must(b.service.PutAvailability(b.ctx, b.organiser, a))(b.world)
}

func (b *board) pin(p partnering.Pin) {
	b.Helper()
	p.EventID = b.event.ID
	must(b.service.PinMeeting(b.ctx, b.organiser, p))(b.world)
}
