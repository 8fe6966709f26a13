package scheduler

import (
	"context"
	"time"
)

// timer stops a phase of a search: when the context is done, the time is up,
// or its share of the steps is used.
type timer struct {
	ctx      context.Context
	deadline time.Time // zero: no limit of time
	every    int64     // how many steps between looks at the time
	left     int64     // steps left; negative: no limit of steps
	used     int64
	over     bool
}

func newTimer(ctx context.Context, deadline time.Time, every, steps int64) *timer {
	return &timer{ctx: ctx, deadline: deadline, every: every, left: steps}
}

// step counts a unit of work and reports whether to go on.
func (t *timer) step() bool {
	if t.over {
		return false
	}
	if t.left == 0 {
		t.over = true
		return false
	}
	t.left--
	t.used++
	if t.used%t.every == 0 {
		t.over = t.late()
	}
	return !t.over
}

// until moves the end of a timer that stops at some time.
func (t *timer) until(end time.Time) {
	if t.deadline.IsZero() {
		return
	}
	t.deadline = end
	t.over = t.over && (t.left == 0 || t.late())
}

func (t *timer) late() bool {
	if t.ctx.Err() != nil {
		return true
	}
	return !t.deadline.IsZero() && !time.Now().Before(t.deadline)
}
