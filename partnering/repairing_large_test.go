package partnering_test

import (
	"os"
	"testing"
	"time"

	"entente/partnering"
)

// BenchmarkRepair times the proposal of an absence for a day in the published
// schedule, and the report of what is short, on the problem file that
// ENTENTE_INSTANCE names.
func BenchmarkRepair(b *testing.B) {
	path := os.Getenv("ENTENTE_INSTANCE")
	if path == "" {
		b.Skip("set ENTENTE_INSTANCE to a problem file")
	}
	w, draft := largeDraft(b, path)
	w.phase(partnering.PhaseScheduling)
	must(w.service.Publish(w.ctx, w.organiser, draft.ID, ""))(w)
	slots := must(w.store.FindSlots(w.ctx, w.event.ID))(w)
	meetings := must(w.store.FindMeetings(w.ctx, partnering.MeetingFilter{EventID: w.event.ID}))(w)
	b.Run("propose", func(b *testing.B) {
		worst, moved := time.Duration(0), 0
		for n := 0; b.Loop(); n++ {
			absent := meetings[n*37%len(meetings)].Participants[0]
			began := time.Now()
			p := must(w.service.ProposeRepair(w.ctx, w.organiser, w.event.ID,
				partnering.Disruption{Kind: partnering.DelegateAbsent, DelegateID: absent, Day: slots[0].Day}))(w)
			worst = max(worst, time.Since(began))
			moved += p.Price.Moved
		}
		b.ReportMetric(float64(worst.Milliseconds()), "ms-worst")
		b.ReportMetric(float64(moved)/float64(b.N), "moved")
		b.ReportMetric(float64(len(meetings)), "meetings")
	})
	b.Run("bottlenecks", func(b *testing.B) {
		for b.Loop() {
			report := must(w.service.Bottlenecks(w.ctx, w.organiser, draft.ID))(w)
			b.ReportMetric(float64(len(report.Gains)), "gains")
		}
	})
}
