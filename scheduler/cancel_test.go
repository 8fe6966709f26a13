package scheduler_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"entente/scheduler"
	"entente/scheduler/internal/events"
)

// BenchmarkCancel reports how long a call on the largest generated event goes
// on after its context was done, so many milliseconds after it began.
func BenchmarkCancel(b *testing.B) {
	p := everythingAtOnce(b)
	packed := events.Pack(p)
	for _, call := range []struct {
		name string
		do   func(ctx context.Context) error
	}{
		{"solve", func(ctx context.Context) error {
			_, err := scheduler.Solve(ctx, p, scheduler.Options{Limit: time.Minute})
			return err
		}},
		{"bound", func(ctx context.Context) error { _, err := scheduler.Bound(ctx, p); return err }},
		{"explain", func(ctx context.Context) error { _, err := scheduler.Explain(ctx, p, packed); return err }},
		{"repair", func(ctx context.Context) error {
			_, err := scheduler.Repair(ctx, p, packed, scheduler.RepairOptions{Limit: time.Minute})
			return err
		}},
		{"bottlenecks", func(ctx context.Context) error { _, err := scheduler.FindBottlenecks(ctx, p, packed); return err }},
	} {
		for _, after := range []time.Duration{0, 10, 50, 100, 200, 500, 1000, 2000, 5000} {
			b.Run(fmt.Sprintf("%s/%dms", call.name, after), func(b *testing.B) {
				worst := time.Duration(0)
				for b.Loop() {
					worst = max(worst, latency(after*time.Millisecond, call.do))
				}
				b.ReportMetric(float64(worst.Microseconds())/1000, "worst-ms")
			})
		}
	}
}

// everythingAtOnce is the largest generated event with every feature.
func everythingAtOnce(tb testing.TB) *scheduler.Problem {
	for _, s := range events.Known() {
		if s.Name == "everything-20000" {
			return events.New(s)
		}
	}
	tb.Fatal("everything-20000 is no generated event any more")
	return nil
}

// latency is how long a call goes on after its context is done, 0 if it was
// over before.
func latency(after time.Duration, call func(ctx context.Context) error) time.Duration {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	done := make(chan time.Time, 1)
	stop := func() {
		done <- time.Now()
		cancel()
	}
	if after == 0 {
		stop()
	} else {
		defer time.AfterFunc(after, stop).Stop()
	}
	_ = call(ctx)
	end := time.Now()
	select {
	case at := <-done:
		return end.Sub(at)
	default:
		return 0
	}
}
