package scheduler

import (
	"context"
	"time"
)

// Solve finds a schedule for a problem. It returns the best so far when ctx is
// done or the limit is reached, and earlier when all is proved. The error is
// that of [Validate].
func Solve(ctx context.Context, p *Problem, o Options) (*Schedule, error) {
	o = o.withDefaults(time.Now())
	if err := Validate(p); err != nil {
		return nil, err
	}
	se := newSearch(ctx, p, o)
	se.place()
	se.smooth()
	return se.finish(), nil
}

// search is one run of Solve.
type search struct {
	ctx      context.Context
	p        *Problem
	o        Options
	in       *instance
	sc       scale
	rnd      *random
	deadline time.Time // when searching ends; zero without a limit of time
	begun    time.Time // when searching began
	steps    int64     // of Iterations, used so far
	st       *state
	bound    Bounds
	told     time.Time
}

func newSearch(ctx context.Context, p *Problem, o Options) *search {
	se := &search{ctx: ctx, p: p, o: o, in: newInstance(p), rnd: newRandom(o.Seed, 1)}
	se.sc = newScale(se.in)
	se.st = newState(se.in)
	se.begun = time.Now()
	if o.Iterations <= 0 {
		se.deadline = o.Started.Add(o.Limit - se.reserve())
	}
	return se
}

// reserve is the time kept for writing the answer down.
func (se *search) reserve() time.Duration {
	need := 20*time.Millisecond + time.Duration(se.in.requests)*8*time.Microsecond
	return min(need, se.o.Limit/4)
}

// until returns a timer for a share of what is left of the time or the steps.
func (se *search) until(share float64, every int64) *timer {
	if se.o.Iterations > 0 {
		left := max(0, se.o.Iterations-se.steps)
		return newTimer(se.ctx, time.Time{}, every, int64(float64(left)*share))
	}
	now := time.Now()
	return newTimer(se.ctx, now.Add(time.Duration(float64(se.deadline.Sub(now))*share)), every, -1)
}

// place chooses what takes place and finds room for it.
func (se *search) place() {
	bounded := se.bounding()
	t := se.until(0.4, 8)
	pl := newPlacer(se.st, se.sc, se.rnd, t)
	pl.start()
	pl.first(pl.order())
	se.bound = <-bounded
	goal := se.sc.goal(se.bound)
	pl.improve(goal, 2000+2*int64(se.in.requests))
	se.steps += t.used
	se.trade(goal, se.part(0.5))
}

// bounding computes the bounds beside the first placing.
func (se *search) bounding() <-chan Bounds {
	bounded := make(chan Bounds, 1)
	go func() {
		ctx, cancel := se.ctx, context.CancelFunc(func() {})
		if !se.deadline.IsZero() {
			ctx, cancel = context.WithDeadline(se.ctx, se.deadline)
		}
		defer cancel()
		bounded <- se.in.bounds(ctx)
	}()
	return bounded
}

// The temperatures of smoothing: at first a break is taken up now and then, in
// the end an idle slot seldom.
const (
	hotTemp  = 14.0
	coldTemp = 1.0
)

// smooth moves what takes place to better slots.
func (se *search) smooth() {
	se.anneal(se.part(1), hotTemp, coldTemp)
}

// smoothed says whether smoothing can gain nothing more.
func (se *search) smoothed(s standing) bool {
	w := newSoft(se.in)
	return w.cost(s) == 0
}

// tell reports progress, at most ten times a second.
func (se *search) tell(phase string, s standing, used int64) {
	now := time.Now()
	if se.o.Progress == nil || now.Sub(se.told) < 100*time.Millisecond {
		return
	}
	se.told = now
	se.o.Progress(Progress{Elapsed: now.Sub(se.o.Started), Phase: phase, Bound: se.bound, Iterations: se.steps + used, Score: se.scoreOf(s)})
}

// scoreOf is the score of the best so far, as far as the search counts it.
func (se *search) scoreOf(s standing) Score {
	return Score{
		MandatoryUnplaced: se.st.missing, FloorShortfall: se.st.short, Weight: int(se.st.weight), Placed: se.st.placed,
		Moved: int(s.moved), Breaks: int(s.breaks), IdleSlots: int(s.idle),
	}
}
