package partnering_test

import (
	"fmt"
	"os"
	"testing"
	"time"

	"entente/partnering"
	"entente/scheduler"
)

// BenchmarkEditDraft times an edit of a board, its first read apart, on the
// problem file that ENTENTE_INSTANCE names.
func BenchmarkEditDraft(b *testing.B) {
	path := os.Getenv("ENTENTE_INSTANCE")
	if path == "" {
		b.Skip("set ENTENTE_INSTANCE to a problem file")
	}
	w, draft := largeDraft(b, path)
	view := must(w.service.DraftByID(w.ctx, w.organiser, draft.ID))(w)
	slots := must(w.store.FindSlots(w.ctx, w.event.ID))(w)
	draft = view.Draft
	worst, moved := time.Duration(0), 0
	for n := 0; b.Loop(); n++ {
		m := view.Meetings[n*37%len(view.Meetings)]
		began := time.Now()
		result, err := w.service.EditDraft(w.ctx, w.organiser, draft.ID, draft.Version, partnering.Edit{RequestID: m.RequestID, SlotID: slots[n%len(slots)].ID})
		worst = max(worst, time.Since(began))
		if err == nil {
			draft = result.Draft
			moved++
		} else if partnering.ErrorCode(err) != partnering.CodeConflict {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(worst.Milliseconds()), "ms-worst")
	b.ReportMetric(float64(moved)/float64(b.N), "moved")
	b.ReportMetric(float64(len(view.Meetings)), "meetings")
}

// largeDraft imports the problem and keeps a draft of it: each request in the
// first slot in which all whom it needs are free, seats numbered.
func largeDraft(b *testing.B, path string) (*world, partnering.Draft) {
	b.Helper()
	file, err := os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	problem, err := scheduler.ReadProblem(file)
	if err != nil {
		b.Fatal(err)
	}
	w := newWorld(b)
	w.event = must(w.service.ImportProblem(w.ctx, partnering.SystemActor(), problem, partnering.ProblemImport{}))(w)
	w.account("otto@example.org", w.event.ID)
	w.organiser = w.actor("otto@example.org")
	schedule, err := scheduler.Solve(w.ctx, problem, scheduler.Options{Limit: 20 * time.Second, SkipReasons: true})
	if err != nil {
		b.Fatal(err)
	}
	return w, w.keepSchedule(schedule)
}

// keepSchedule keeps a solver's schedule of the event as a draft, each meeting
// at the first place that is free.
func (w *world) keepSchedule(s *scheduler.Schedule) partnering.Draft {
	w.Helper()
	requests, delegates, slots := map[string]string{}, map[string]string{}, map[string]string{}
	for _, r := range must(w.store.FindRequests(w.ctx, partnering.RequestFilter{EventID: w.event.ID}))(w).Items {
		requests[r.ExternalID] = r.ID
	}
	for _, d := range must(w.store.FindDelegates(w.ctx, partnering.DelegateFilter{EventID: w.event.ID}))(w).Items {
		delegates[d.ExternalID] = d.ID
	}
	for _, slot := range must(w.store.FindSlots(w.ctx, w.event.ID))(w) {
		slots[slot.ExternalID] = slot.ID
	}
	places := must(w.store.FindPlaces(w.ctx, w.event.ID))(w)
	named := map[string]string{}
	for _, p := range places {
		named[p.ExternalID] = p.ID
	}
	next := map[string]int{}
	var meetings []partnering.Meeting
	for _, m := range s.Meetings {
		people := map[string]bool{}
		for _, id := range m.Participants {
			people[delegates[id]] = true
		}
		kept := partnering.Meeting{RequestID: requests[m.Request], EventID: w.event.ID, SlotID: slots[m.Slot], PlaceID: named[m.Place],
			Participants: sortedIDs(people), State: partnering.MeetingScheduled}
		if kept.PlaceID == "" {
			kept.PlaceID = places[next[m.Slot]%len(places)].ID
			next[m.Slot]++
		}
		meetings = append(meetings, kept)
	}
	draft := partnering.Draft{ID: partnering.NewID(), EventID: w.event.ID, Name: fmt.Sprint(len(meetings)), CreatedAt: w.clock.Now()}
	if err := w.store.CreateDraft(w.ctx, &draft, meetings, nil); err != nil {
		w.Fatal(err)
	}
	return draft
}
