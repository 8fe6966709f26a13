package scheduler_test

import (
	"context"
	"testing"
	"time"

	"entente/scheduler"
	"entente/scheduler/internal/events"
)

// BenchmarkLimit reports how far beyond its limit of time, in percent, a
// search goes on: on problems of odd shapes, and on an event with everything.
func BenchmarkLimit(b *testing.B) {
	for _, p := range append(events.Odd(), everythingAtOnce(b)) {
		for _, limit := range []time.Duration{time.Second, 2 * time.Second, 5 * time.Second} {
			b.Run(p.Name+"/"+limit.String(), func(b *testing.B) {
				worst := time.Duration(0)
				for b.Loop() {
					began := time.Now()
					s, err := scheduler.Solve(context.Background(), p, scheduler.Options{Limit: limit})
					if err != nil {
						b.Fatal(err)
					}
					worst = max(worst, time.Since(began))
					b.StopTimer()
					if report := scheduler.Check(p, s); len(report.Violations) > 0 || !report.ScoreRight {
						b.Fatalf("the schedule breaks %v", report.Violations)
					}
					b.StartTimer()
				}
				b.ReportMetric(100*(worst-limit).Seconds()/limit.Seconds(), "over-%")
			})
		}
	}
}
