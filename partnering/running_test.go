package partnering_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"entente/partnering"
)

// patience is how long a test waits for what must come.
const patience = 20 * time.Second

// runs starts the process that carries out runs, until the test is over.
func (w *world) runs() {
	w.Helper()
	ctx, stop := context.WithCancel(w.ctx)
	over := make(chan struct{})
	go func() {
		defer close(over)
		if err := w.service.Run(ctx); err != nil {
			w.Error(err)
		}
	}()
	w.Cleanup(func() {
		stop()
		<-over
	})
}

func (w *world) start(o partnering.RunOptions) partnering.Run {
	w.Helper()
	return must(w.service.StartRun(w.ctx, w.organiser, w.event.ID, o))(w)
}

// watch follows a run until it is over and returns what was seen; seen is
// called at each change.
func (w *world) watch(id string, seen func(partnering.Run)) []partnering.Run {
	w.Helper()
	ctx, enough := context.WithTimeout(w.ctx, patience)
	defer enough()
	var all []partnering.Run
	for run := range must(w.service.WatchRun(ctx, w.organiser, id))(w) {
		all = append(all, run)
		if seen != nil {
			seen(run)
		}
	}
	if len(all) == 0 || !all[len(all)-1].Ended() {
		w.Fatalf("run %s was not over after %v", id, patience)
	}
	return all
}

func TestARunMakesADraft(t *testing.T) {
	b := newBoard(t)
	b.runs()
	run := b.start(partnering.RunOptions{Iterations: 2000, Name: "First try"})
	if run.State != partnering.RunQueued || run.Options.Seed != 1 {
		t.Errorf("started as %+v", run)
	}
	all := b.watch(run.ID, nil)
	run = all[len(all)-1]
	if run.State != partnering.RunDone || run.Score.Placed != 3 || run.DraftID == "" || run.Error != "" {
		t.Fatalf("the run ended as %+v", run)
	}
	view := must(b.service.DraftByID(b.ctx, b.organiser, run.DraftID))(b.world)
	if len(view.Meetings) != 3 || len(view.Unscheduled) != 0 || view.Name != "First try" || view.RunID != run.ID || view.Figures != run.Score {
		t.Errorf("the draft has %d meetings, %+v, figures %+v against %+v", len(view.Meetings), view.Draft, view.Figures, run.Score)
	}
	if check := must(b.service.CheckDraft(b.ctx, b.organiser, run.DraftID))(b.world); len(check.Violations) != 0 {
		t.Errorf("the draft breaks %+v", check.Violations)
	}
	problem, schedule, err := b.service.RunFiles(b.ctx, b.organiser, run.ID)
	if err != nil || len(problem) == 0 || len(schedule) == 0 {
		t.Errorf("the run's files have %d and %d bytes (%v)", len(problem), len(schedule), err)
	}
}

func TestARunKeepsPins(t *testing.T) {
	b := newBoard(t)
	b.pin(partnering.Pin{RequestID: b.first.ID, SlotID: b.slots[3].ID, PlaceID: b.tables[1].ID})
	b.runs()
	run := b.start(partnering.RunOptions{Iterations: 2000})
	b.watch(run.ID, nil)
	draft := must(b.service.RunByID(b.ctx, b.organiser, run.ID))(b.world).DraftID
	for _, m := range must(b.store.DraftMeetings(b.ctx, draft))(b.world) {
		if m.RequestID == b.first.ID && (m.SlotID != b.slots[3].ID || m.PlaceID != b.tables[1].ID) {
			t.Errorf("the pinned meeting stands at %+v", m)
		}
	}
}

func TestOneRunAtATime(t *testing.T) {
	b := newBoard(t)
	first, second := b.start(partnering.RunOptions{Iterations: 2000}), b.start(partnering.RunOptions{Iterations: 2000})
	b.runs()
	b.watch(second.ID, func(run partnering.Run) {
		if before := must(b.service.RunByID(b.ctx, b.organiser, first.ID))(b.world); run.State != partnering.RunQueued && !before.Ended() {
			t.Errorf("the second is %s while the first is %s", run.State, before.State)
		}
	})
}

func TestStoppingAQueuedRun(t *testing.T) {
	b := newBoard(t)
	run := b.start(partnering.RunOptions{})
	_, err := b.service.StopRun(b.ctx, b.acme.admin(), run.ID)
	wantCode(t, err, partnering.CodeNotFound)
	for range 2 {
		stopped := must(b.service.StopRun(b.ctx, b.organiser, run.ID))(b.world)
		if stopped.State != partnering.RunCancelled || stopped.DraftID != "" {
			t.Errorf("stopped as %+v", stopped)
		}
	}
	b.runs()
	after := b.start(partnering.RunOptions{Iterations: 100})
	b.watch(after.ID, nil)
	if still := must(b.service.RunByID(b.ctx, b.organiser, run.ID))(b.world); still.State != partnering.RunCancelled {
		t.Errorf("the stopped run is %s", still.State)
	}
}

// TestStoppingKeepsTheBest: a run that would search for an hour ends when it is
// stopped, and what it had is a draft.
func TestStoppingKeepsTheBest(t *testing.T) {
	w := newWorld(t)
	w.crowd(24)
	w.runs()
	run := w.start(partnering.RunOptions{Seconds: 3600})
	all := w.watch(run.ID, func(seen partnering.Run) {
		if seen.State == partnering.RunRunning && len(seen.Progress) > 0 {
			must(w.service.StopRun(w.ctx, w.organiser, run.ID))(w)
		}
	})
	last := all[len(all)-1]
	if last.State != partnering.RunCancelled || last.DraftID == "" || last.Score.Placed == 0 {
		t.Fatalf("ended as %+v", last)
	}
	if meetings := must(w.store.DraftMeetings(w.ctx, last.DraftID))(w); len(meetings) != last.Score.Placed {
		t.Errorf("the draft has %d meetings, the run placed %d", len(meetings), last.Score.Placed)
	}
}

// crowd makes n organisations that all meet each other, with too few slots.
func (w *world) crowd(n int) {
	w.Helper()
	w.grid("2026-12-01", "morning", "09:00", "12:00")
	w.grid("2026-12-01", "afternoon", "14:00", "16:00")
	w.tables(n / 3)
	var teams []team
	for i := range n {
		teams = append(teams, w.team(fmt.Sprint("Team ", i), partnering.KindSME, 1))
	}
	var requests []partnering.MeetingRequest
	for i := range teams {
		for k := range i {
			r := between(w.event.ID, teams[i], teams[k])
			r.ID, r.State, r.Weight, r.CreatedAt, r.Imported = partnering.NewID(), partnering.RequestAccepted, 1+(i*7+k*13)%29, w.clock.Now(), true
			requests = append(requests, r)
		}
	}
	if err := w.store.CreateRequests(w.ctx, requests...); err != nil {
		w.Fatal(err)
	}
}

// TestARunOfADeadProcessFails: another process took the run and died; when its
// lease is over the next process ends the run as failed.
func TestARunOfADeadProcessFails(t *testing.T) {
	b := newBoard(t)
	run := b.start(partnering.RunOptions{})
	now := b.clock.Now()
	if _, found, err := b.store.NextRun(b.ctx, "dead", now, now.Add(15*time.Second)); !found || err != nil {
		t.Fatalf("took the run: %v (%v)", found, err)
	}
	b.clock.Set(now.Add(15 * time.Second))
	b.runs()
	all := b.watch(run.ID, nil)
	last := all[len(all)-1]
	if last.State != partnering.RunFailed || !strings.Contains(last.Error, "stopped before it was done") || last.DraftID != "" {
		t.Errorf("ended as %+v", last)
	}
	again := b.start(partnering.RunOptions{Iterations: 100})
	if end := b.watch(again.ID, nil); end[len(end)-1].State != partnering.RunDone {
		t.Errorf("the next run ended as %s", end[len(end)-1].State)
	}
}

func TestARunOfAContradictionFailsInWords(t *testing.T) {
	b := newBoard(t)
	for _, r := range []partnering.MeetingRequest{b.first, b.second} {
		if err := b.store.PutPin(b.ctx, partnering.Pin{EventID: b.event.ID, RequestID: r.ID, SlotID: b.slots[0].ID}); err != nil {
			t.Fatal(err)
		}
	}
	b.runs()
	run := b.start(partnering.RunOptions{Iterations: 100})
	all := b.watch(run.ID, nil)
	last := all[len(all)-1]
	if last.State != partnering.RunFailed || last.DraftID != "" || !strings.Contains(last.Error, "needs Big one in slot Tue 1 December 09:00, and so does the pinned meeting of ") {
		t.Errorf("ended %s: %s", last.State, last.Error)
	}
}

func TestWhoStartsRuns(t *testing.T) {
	w := newWorld(t)
	acme := w.team("Acme", partnering.KindSME, 1)
	_, err := w.service.StartRun(w.ctx, w.organiser, w.event.ID, partnering.RunOptions{})
	wantCode(t, err, partnering.CodeConflict)
	w.grid("2026-12-01", "morning", "09:00", "11:00")
	_, err = w.service.StartRun(w.ctx, acme.admin(), w.event.ID, partnering.RunOptions{})
	wantCode(t, err, partnering.CodeForbidden)
	_, err = w.service.StartRun(w.ctx, w.organiser, w.event.ID, partnering.RunOptions{Seconds: 4000, Iterations: -1, Seed: -1})
	if got := faultFields(err); len(got) != 3 {
		t.Errorf("faults of %v (%v)", got, err)
	}
	w.phase(partnering.PhaseClosed)
	_, err = w.service.StartRun(w.ctx, w.organiser, w.event.ID, partnering.RunOptions{})
	wantCode(t, err, partnering.CodeConflict)
}

// TestEditsCountWhatTheyChange: the figures after a row of edits are those that
// a check of the whole draft counts, the spread of breaks in comfort apart.
func TestEditsCountWhatTheyChange(t *testing.T) {
	w := newWorld(t)
	w.settings(func(s *partnering.Settings) { s.Floors = map[partnering.Kind]int{partnering.KindSME: 4} })
	w.crowd(9)
	w.runs()
	run := w.start(partnering.RunOptions{Iterations: 500})
	w.watch(run.ID, nil)
	view := must(w.service.DraftByID(w.ctx, w.organiser, must(w.service.RunByID(w.ctx, w.organiser, run.ID))(w).DraftID))(w)
	slots := must(w.store.FindSlots(w.ctx, w.event.ID))(w)
	draft, done := view.Draft, 0
	for n := range 40 {
		e := partnering.Edit{RequestID: view.Meetings[n*5%len(view.Meetings)].RequestID}
		if n%3 > 0 {
			e.SlotID = slots[n*7%len(slots)].ID
		}
		result, err := w.service.EditDraft(w.ctx, w.organiser, draft.ID, draft.Version, e)
		if partnering.ErrorCode(err) == partnering.CodeConflict {
			continue
		}
		draft, done = must(result, err)(w).Draft, done+1
		check := must(w.service.CheckDraft(w.ctx, w.organiser, draft.ID))(w)
		result.Figures.Comfort, check.Figures.Comfort = 0, 0
		if result.Figures != check.Figures || len(check.Violations) != 0 {
			t.Fatalf("edit %d: %+v, a check counts %+v and finds %+v", n, result.Figures, check.Figures, check.Violations)
		}
	}
	if done < 15 {
		t.Errorf("only %d edits of 40 could be done", done)
	}
}
