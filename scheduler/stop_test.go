package scheduler

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
)

// countdown is a context that is done once it was looked at so often.
type countdown struct {
	context.Context
	looks atomic.Int64
}

func doneAfter(looks int64) *countdown {
	c := &countdown{Context: context.Background()}
	c.looks.Store(looks)
	return c
}

func (c *countdown) Err() error {
	if c.looks.Add(-1) < 0 {
		return context.Canceled
	}
	return nil
}

func TestEveryQuestionCanBeStoppedAtAnyMoment(t *testing.T) {
	p := randomEvent(t, 3, eventShape{slots: 12, people: 200, requests: 500, places: 30, rules: true})
	s := greedy(t, p, 3, 60)
	stopped := 0
	for looks := int64(0); looks < 60; looks++ {
		found, err := Solve(doneAfter(looks), p, Options{Iterations: 2000})
		if err != nil {
			t.Fatal(err)
		}
		honest(t, p, found, looks)
		if len(found.Meetings) == 0 {
			stopped++
		}
		if b, err := Bound(doneAfter(looks), p); err != nil || *b.Weight < s.Score.Weight || *b.Placed < s.Score.Placed {
			t.Errorf("after %d looks: bounds %+v, %v", looks, b, err)
		}
		if _, err := Explain(doneAfter(looks), p, s); !errors.Is(err, context.Canceled) {
			t.Errorf("after %d looks: explained with %v", looks, err)
		}
		if _, err := FindBottlenecks(doneAfter(looks), p, s); !errors.Is(err, context.Canceled) {
			t.Errorf("after %d looks: bottlenecks with %v", looks, err)
		}
		repaired, err := Repair(doneAfter(looks), p, s, RepairOptions{Iterations: 1000})
		if err != nil && !errors.Is(err, context.Canceled) {
			t.Errorf("after %d looks: repaired with %v", looks, err)
		}
		if err == nil && len(Check(p, repaired.Schedule).Violations) > 0 {
			t.Errorf("after %d looks: the repair breaks rules", looks)
		}
	}
	if stopped < 10 || stopped > 50 {
		t.Errorf("%d of 60 searches were stopped before they began", stopped)
	}
}

func TestAFaultThatWasSeenIsNamedWhenStopped(t *testing.T) {
	p := randomEvent(t, 3, eventShape{slots: 4, people: 200, requests: 500})
	p.Slots[1].ID, p.Requests[499].Sides[0].All = p.Slots[0].ID, []string{"nobody"}
	whole := Validate(p)
	for looks := range int64(60) {
		_, err := Solve(doneAfter(looks), p, Options{Iterations: 10})
		var some *ProblemError
		if !errors.As(err, &some) || len(some.Faults) == 0 {
			t.Errorf("after %d looks: %v, of %v", looks, err, whole)
		}
	}
}
