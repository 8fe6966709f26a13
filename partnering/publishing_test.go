package partnering_test

import (
	"reflect"
	"sync"
	"testing"

	"entente/partnering"
)

// newSchedule is a board in phase scheduling, two weeks before its day.
func newSchedule(t *testing.T) *board {
	t.Helper()
	b := newBoard(t)
	b.phase(partnering.PhaseScheduling)
	b.clock.Set(paris("2026-11-16 10:00"))
	return b
}

func (b *board) release() partnering.Published {
	b.Helper()
	return must(b.service.Publish(b.ctx, b.organiser, b.draft.ID, ""))(b.world)
}

func TestPublishingTellsWhomItTouches(t *testing.T) {
	b := newSchedule(t)
	b.team("Unplanned", partnering.KindSME, 1)
	preview := must(b.service.PreviewPublish(b.ctx, b.organiser, b.draft.ID))(b.world)
	if preview.Number != 1 || preview.Added != 2 || len(preview.Notified) != 3 || len(preview.Dropped) != 0 {
		t.Errorf("preview %+v", preview)
	}
	first := b.release()
	if first.Version.Number != 1 || first.Version.Placed != 2 || first.Notified != 3 {
		t.Errorf("published %+v", first)
	}
	if got := b.toldOf(); !reflect.DeepEqual(got, []string{"one@acme.example", "one@big.example", "one@cure.example"}) {
		t.Errorf("told %v", got)
	}
	if got := b.reminded(); !reflect.DeepEqual(got, []string{"08:45 one@acme.example", "08:45 one@big.example", "09:15 one@big.example", "09:15 one@cure.example"}) {
		t.Errorf("reminders %v", got)
	}
	if got := b.waiting(); !reflect.DeepEqual(got, []string{b.third.ID}) {
		t.Errorf("waiting %v", got)
	}
	must(b.edit(partnering.Edit{RequestID: b.second.ID, SlotID: b.slots[3].ID}))(b.world)
	preview = must(b.service.PreviewPublish(b.ctx, b.organiser, b.draft.ID))(b.world)
	if preview.Moved != 1 || preview.Unchanged != 1 || len(preview.Notified) != 2 || preview.Notified[0].Name != "Big one" || preview.Notified[0].Changes != 1 {
		t.Errorf("preview of the move %+v", preview)
	}
	second := b.release()
	if got := b.toldOf(); second.Version.Number != 2 || !reflect.DeepEqual(got, []string{"one@big.example", "one@cure.example"}) {
		t.Errorf("version %d told %v, want only those who attend what moved", second.Version.Number, got)
	}
	if got := b.reminded(); !reflect.DeepEqual(got, []string{"08:45 one@acme.example", "08:45 one@big.example", "10:15 one@big.example", "10:15 one@cure.example"}) {
		t.Errorf("reminders after the move %v", got)
	}
}

func TestPublishingTheSameMakesNoVersion(t *testing.T) {
	b := newSchedule(t)
	b.release()
	again := b.release()
	if again.Version.Number != 1 || len(again.Changes) != 0 || again.Notified != 0 {
		t.Errorf("the same again: %+v", again)
	}
	if versions := must(b.service.FindVersions(b.ctx, b.organiser, b.event.ID))(b.world); len(versions) != 1 {
		t.Errorf("%d versions", len(versions))
	}
	if told := b.told(partnering.RuleAgenda); len(told) != 3 {
		t.Errorf("told %v, want three messages in all", told)
	}
}

func TestWhoPublishesAndWhen(t *testing.T) {
	b := newBoard(t)
	_, err := b.service.Publish(b.ctx, b.organiser, b.draft.ID, "")
	wantCode(t, err, partnering.CodeConflict)
	b.phase(partnering.PhaseScheduling)
	_, err = b.service.Publish(b.ctx, b.acme.admin(), b.draft.ID, "")
	wantCode(t, err, partnering.CodeNotFound)
	_, err = b.service.Rollback(b.ctx, b.acme.admin(), b.event.ID, 1)
	wantCode(t, err, partnering.CodeForbidden)
	_, err = b.service.Rollback(b.ctx, b.organiser, b.event.ID, 1)
	wantCode(t, err, partnering.CodeNotFound)
}

func TestPublishingLeavesOutWhatNoLongerHolds(t *testing.T) {
	for _, test := range []struct {
		rule    string
		change  func(b *board)
		dropped string
		kept    int
	}{
		{"a request that was cancelled since", func(b *board) {
			must(b.service.CancelRequest(b.ctx, b.acme.admin(), b.first.ID, partnering.Answer{}))(b.world)
		}, "request-accepted: The request behind the meeting Tue 1 December 09:00 is not accepted any more.", 1},
		{"a slot that somebody closed since", func(b *board) { b.close(b.acme.Delegates[0], b.slots[0]) },
			"participant-unavailable: Acme one is not available Tue 1 December 09:00.", 1},
		{"a pin to another slot", func(b *board) { b.pin(partnering.Pin{RequestID: b.first.ID, SlotID: b.slots[3].ID}) },
			"pinned: The meeting of Acme and Big is pinned to Tue 1 December 10:30.", 1},
		{"a table that closed since", func(b *board) {
			table := b.tables[0]
			table.Closed = []string{b.slots[0].ID}
			must(b.service.UpdatePlace(b.ctx, b.organiser, table))(b.world)
		}, "place-capacity: Table 1 is closed Tue 1 December 09:00.", 1},
	} {
		t.Run(test.rule, func(t *testing.T) {
			b := newSchedule(t)
			test.change(b)
			preview := must(b.service.PreviewPublish(b.ctx, b.organiser, b.draft.ID))(b.world)
			published := b.release()
			for _, dropped := range [][]partnering.Violation{preview.Dropped, published.Dropped} {
				if len(dropped) != 1 || dropped[0].Constraint+": "+dropped[0].Text != test.dropped || dropped[0].RequestIDs[0] != b.first.ID {
					t.Errorf("dropped %+v, want %s", dropped, test.dropped)
				}
			}
			if len(published.Changes) != test.kept || published.Version.Placed != test.kept {
				t.Errorf("published %+v", published.Version)
			}
		})
	}
}

// TestACollisionWithAPin: of two meetings of one delegate in one slot the pinned one stays.
func TestACollisionWithAPin(t *testing.T) {
	b := newSchedule(t)
	b.pin(partnering.Pin{RequestID: b.second.ID, SlotID: b.slots[0].ID})
	clash := b.at(b.second, 0, 1, b.big.Delegates[0], b.cure.Delegates[0])
	b.draft = b.draftOf(b.firstAt, clash)
	check := must(b.service.CheckDraft(b.ctx, b.organiser, b.draft.ID))(b.world)
	if len(check.Violations) != 1 || check.Violations[0].Constraint != "participant-conflict" {
		t.Errorf("the check finds %+v", check.Violations)
	}
	published := b.release()
	if len(published.Dropped) != 1 || published.Dropped[0].RequestIDs[0] != b.first.ID || !b.meeting(b.second).SamePlacement(clash) {
		t.Errorf("dropped %+v, want the one that is not pinned", published.Dropped)
	}
	if got := b.waiting(); !reflect.DeepEqual(sortedIDs(set(got...)), sortedIDs(set(b.first.ID, b.third.ID))) {
		t.Errorf("waiting %v", got)
	}
}

func set(ids ...string) map[string]bool {
	all := map[string]bool{}
	for _, id := range ids {
		all[id] = true
	}
	return all
}

// TestForcedMeetingsArePublishedAsSuch: force waives a closed slot, and the
// published meeting is marked.
func TestForcedMeetingsArePublishedAsSuch(t *testing.T) {
	b := newSchedule(t)
	b.close(b.big.Delegates[0], b.slots[2])
	must(b.edit(partnering.Edit{RequestID: b.first.ID, SlotID: b.slots[2].ID, Force: true}))(b.world)
	published := b.release()
	if m := b.meeting(b.first); len(published.Dropped) != 0 || !m.Forced || m.SlotID != b.slots[2].ID {
		t.Errorf("published %+v, dropped %+v", m, published.Dropped)
	}
}

func TestRollingBackIsANewVersion(t *testing.T) {
	b := newSchedule(t)
	b.release()
	must(b.edit(partnering.Edit{RequestID: b.second.ID, SlotID: b.slots[3].ID}))(b.world)
	b.release()
	back := must(b.service.Rollback(b.ctx, b.organiser, b.event.ID, 1))(b.world)
	if m := b.meeting(b.second); back.Version.Number != 3 || m.SlotID != b.slots[1].ID || m.Sequence != 2 || back.Version.Note != "rolled back to 1" {
		t.Errorf("rolled back to %+v: %+v", back.Version, m)
	}
	if got := b.toldOf(); !reflect.DeepEqual(got, []string{"one@big.example", "one@cure.example"}) {
		t.Errorf("told %v", got)
	}
	diff := must(b.service.Diff(b.ctx, b.organiser, b.event.ID, 1, 3))(b.world)
	if len(diff) != 0 {
		t.Errorf("versions 1 and 3 differ by %+v", diff)
	}
	b.close(b.cure.Delegates[0], b.slots[3])
	refused := must(b.service.Rollback(b.ctx, b.organiser, b.event.ID, 2))(b.world)
	if len(refused.Dropped) != 1 || refused.Dropped[0].Constraint != "participant-unavailable" {
		t.Errorf("an older version that no longer holds: %+v", refused.Dropped)
	}
}

// TestPublishingRacesWithAnswers: whatever comes first, a cancelled request has
// no published meeting, and nothing is lost.
func TestPublishingRacesWithAnswers(t *testing.T) {
	for range 5 {
		b := newSchedule(t)
		var both sync.WaitGroup
		both.Go(func() {
			if _, err := b.service.Publish(b.ctx, b.organiser, b.draft.ID, ""); err != nil {
				t.Error(err)
			}
		})
		both.Go(func() {
			if _, err := b.service.CancelRequest(b.ctx, b.acme.admin(), b.first.ID, partnering.Answer{}); err != nil {
				t.Error(err)
			}
		})
		both.Wait()
		view := must(b.service.Schedule(b.ctx, b.organiser, b.event.ID, 0))(b.world)
		for _, m := range view.Meetings {
			if m.RequestID == b.first.ID && m.State != partnering.MeetingCancelled {
				t.Errorf("the cancelled request has the meeting %+v", m)
			}
		}
		if r := must(b.store.RequestByID(b.ctx, b.first.ID))(b.world); r.State != partnering.RequestCancelled || !b.meeting(b.second).SamePlacement(b.secondAt) {
			t.Errorf("the request is %s", r.State)
		}
	}
}

func TestACopyOfTheScheduleChangesNothing(t *testing.T) {
	b := newSchedule(t)
	b.release()
	copied := must(b.service.CreateDraft(b.ctx, b.organiser, b.event.ID, "", ""))(b.world)
	if copied.Base != 1 || copied.Name != "Copy of the published schedule" {
		t.Errorf("copied as %+v", copied)
	}
	again := must(b.service.Publish(b.ctx, b.organiser, copied.ID, ""))(b.world)
	if again.Version.Number != 1 {
		t.Errorf("the copy made version %d", again.Version.Number)
	}
	wantCode(t, b.service.DeleteDraft(b.ctx, b.organiser, copied.ID, 9), partnering.CodePrecondition)
	if err := b.service.DeleteDraft(b.ctx, b.organiser, copied.ID, copied.Version); err != nil {
		t.Error(err)
	}
	if drafts := must(b.service.FindDrafts(b.ctx, b.organiser, b.event.ID))(b.world); len(drafts) != 1 {
		t.Errorf("%d drafts left, want the first", len(drafts))
	}
}
