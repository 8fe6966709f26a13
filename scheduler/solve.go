package scheduler

import (
	"context"
	"runtime"
	"slices"
	"time"
)

// Solve finds a schedule for a problem. It returns the best so far when ctx is
// done or the limit is reached, and earlier when all is proved. The error is
// that of [Validate]. When ctx is done, or the limit reached, before all of the
// problem was looked at, faults may go unsaid and nothing is placed.
func Solve(ctx context.Context, p *Problem, o Options) (*Schedule, error) {
	o = o.withDefaults(time.Now())
	began := time.Now()
	in, err := o.built(ctx, p)
	switch {
	case err != nil:
		return nil, err
	case in == nil:
		return emptySchedule(p, o), nil
	}
	se := newSearchOf(ctx, in, o, began)
	se.alone = true
	se.startProof()
	se.place()
	se.startOptimum()
	se.smooth()
	se.joinProof()
	se.joinOptimum()
	return se.answer(), nil
}

// search is one run of Solve.
type search struct {
	ctx      context.Context
	p        *Problem
	o        Options
	in       *instance
	sc       scale
	soft     soft
	rnd      *random
	deadline time.Time // when searching ends; zero without a limit of time
	steps    int64     // of Iterations, used so far
	st       *state
	bound    Bounds
	ceilings *ceilings // what bound says for schedules below it; nil: not known
	proof    *proof    // nil: none is tried
	optimum  *optimum  // nil: it is not looked for
	told     time.Time
	done     time.Time // when all was found proved
	extra    int       // rounds since then
	large    int       // with more requests than this, cores share one schedule
	alone    bool      // nothing but the problem binds the schedule
}

func newSearch(ctx context.Context, p *Problem, o Options) *search {
	began := time.Now()
	return newSearchOf(ctx, newInstance(p), o, began)
}

// built builds the instance; nil when ctx is done before, or so much of the
// limit of time is over that nothing could be found in the rest.
func (o *Options) built(ctx context.Context, p *Problem) (*instance, error) {
	if o.Iterations <= 0 {
		within, cancel := context.WithDeadline(ctx, o.Started.Add(o.Limit*9/10))
		defer cancel()
		ctx = within
	}
	return builtWithin(ctx, p)
}

// newSearchOf returns a search on an instance that was begun to be built then.
func newSearchOf(ctx context.Context, in *instance, o Options, began time.Time) *search {
	se := &search{ctx: ctx, p: in.p, o: o, in: in, rnd: newRandom(o.Seed, 1), large: 3000}
	if se.o.Threads <= 0 {
		se.o.Threads = runtime.GOMAXPROCS(0)
	}
	se.sc, se.soft = newScale(se.in), newSoft(se.in)
	se.st = newState(se.in)
	if o.Iterations <= 0 {
		se.deadline = o.Started.Add(o.Limit - se.reserve(time.Since(began)))
	}
	return se
}

// reserve is the time kept for writing the answer down, which takes about as
// long as validating and building the instance took, and for reasons.
func (se *search) reserve(built time.Duration) time.Duration {
	need := 10*time.Millisecond + se.writing() + built
	if len(se.p.Places) > 0 {
		need += time.Duration(se.in.requests) * 10 * time.Microsecond
	}
	if !se.o.SkipReasons {
		need += se.o.Limit / 20
	}
	if !se.in.peopleAndTables() {
		need += se.o.Limit / 25 // for topUp
	}
	return min(need, se.o.Limit/4)
}

// timer returns one for a share of what is left of the time or the steps.
func (se *search) timer(share float64, every int64) *timer {
	b := se.part(share)
	if b.end.IsZero() {
		return newTimer(se.ctx, time.Time{}, every, b.steps)
	}
	return newTimer(se.ctx, b.end, every, -1)
}

// The shares of what is left of a limit of time in which each request goes
// where it fits, and in which room is made for others.
const (
	firstShare = 0.9
	fillShare  = 0.4
)

// place chooses what takes place and finds room for it.
func (se *search) place() {
	bounded := se.bounding()
	t := se.timer(firstShare, 1)
	if se.o.Iterations > 0 {
		t = se.timer(fillShare, 1)
		t.left = max(t.left, 4*int64(se.in.requests)) // each request has its turn
	}
	pl := newPlacer(se.st, se.sc, se.rnd, t)
	pl.start()
	var order []int32
	if se.ctx.Err() == nil {
		order = pl.order()
	}
	pl.first(order)
	se.bounded(bounded)
	t.until(se.part(fillShare).end)
	goal := se.sc.goal(se.bound)
	pl.rescue(goal)
	pl.fill(order, goal, *se.bound.Placed)
	pl.improve(goal, 2000+2*int64(se.in.requests))
	se.steps += t.used
	if se.ctx.Err() != nil {
		return
	}
	se.trade(goal, se.part(se.tradeShare()))
}

// tradeShare is the share of what is left of the budget for choosing what
// takes place: most of it when something compulsory is missing.
func (se *search) tradeShare() float64 {
	if se.st.absent > 0 && *se.bound.MandatoryUnplaced == 0 {
		return 0.8
	}
	if se.in.requests > se.large {
		return 0.4
	}
	return 0.7
}

// bounding computes the bounds beside the first placing, in a third of the time
// what is costly about them.
func (se *search) bounding() <-chan *ceilings {
	bounded := make(chan *ceilings, 1)
	go func() {
		ctx, cancel := context.WithCancel(se.ctx)
		brief := ctx
		defer cancel()
		if !se.deadline.IsZero() {
			var stop, end context.CancelFunc
			ctx, stop = context.WithDeadline(ctx, se.deadline)
			brief, end = context.WithTimeout(ctx, time.Until(se.deadline)/3)
			defer stop()
			defer end()
		}
		bounded <- se.in.relaxed(ctx, brief)
	}()
	return bounded
}

// bounded waits for the bounds; if nothing changes what they are read from, no
// longer than until the context is done or the time is up.
func (se *search) bounded(coming <-chan *ceilings) {
	within := se.ctx
	if !se.deadline.IsZero() {
		until, cancel := context.WithDeadline(within, se.deadline)
		defer cancel()
		within = until
	}
	var done <-chan struct{}
	if se.alone {
		done = within.Done()
	}
	select {
	case se.ceilings = <-coming:
	case <-done:
	}
	if se.bound = looseBounds(se.p); se.ceilings != nil {
		se.bound = se.ceilings.whole
	}
}

// The temperatures of smoothing: at first a break is taken up now and then, in
// the end not even an idle slot.
const (
	hotTemp  = 10.0
	coldTemp = 3.0
	frozen   = 0.3
	slow     = 0.85 // the share of the budget down to coldTemp
)

// homeShare is the share of smoothing in which published meetings go back to
// their slots, before breaks count for much.
const homeShare = 0.5

// optimumShare is the share of smoothing beside which the optimum is looked for.
const optimumShare = 0.6

// smooth moves what takes place to better slots, and lets in what has room then.
func (se *search) smooth() {
	if se.ctx.Err() != nil {
		return
	}
	if se.soft.moved > 0 && se.st.away > 0 {
		given := se.soft
		se.soft = given.homing()
		se.anneal(se.part(homeShare), hotTemp, 1)
		se.soft = given
	}
	switch pf := se.proof; {
	case pf != nil && pf.live && pf.breaks && se.o.Threads > 1:
		se.inTurns()
	case se.optimum.working():
		se.anneal(se.part(optimumShare), hotTemp, coldTemp)
		if se.joinOptimum(); !se.optimum.over() {
			se.anneal(se.part(1), hotTemp, coldTemp)
		}
	default:
		se.anneal(se.part(1), hotTemp, coldTemp)
	}
	if se.ctx.Err() == nil && se.in.spreadMax == unlimited && se.st.value(se.sc) < se.sc.goal(se.bound) {
		pl := newPlacer(se.st, se.sc, se.rnd, newTimer(se.ctx, se.encore(), 8, -1))
		pl.first(pl.order())
	}
}

// encore is until when requests may still be let in once the time is up: a
// fiftieth of it more. Zero without a limit of time.
func (se *search) encore() time.Time {
	if se.deadline.IsZero() {
		return time.Time{}
	}
	return time.Now().Add(se.o.Limit / 50)
}

// enough says whether the search may end early: all levels but comfort are
// proved, or something compulsory can't be; and what is left to gain has had a
// moment more.
func (se *search) enough(st *state, s standing) bool {
	if !se.proved(st, s) && !se.hopeless() && !se.optimum.over() {
		se.done, se.extra = time.Time{}, 0
		return false
	}
	if se.soft.cost(s) == se.soft.breaks*s.breaks && !se.hopeless() {
		return true
	}
	se.extra++
	if se.o.Iterations > 0 {
		return se.extra > 32
	}
	if se.done.IsZero() {
		se.done = time.Now()
	}
	return time.Since(se.done) > min(se.o.Limit/10, 300*time.Millisecond)
}

// hopeless says whether it is proved that something compulsory can't be.
func (se *search) hopeless() bool {
	return se.disproved() || se.optimum.impossible() || se.impossible()
}

// disproved says whether the prover found that what is compulsory doesn't fit
// together. Where all requests are mandatory, it looked at all of them, and
// some may be left out all the same.
func (se *search) disproved() bool {
	if !se.proof.infeasible() {
		return false
	}
	in := se.in
	return slices.Contains(in.mandatory, false) || !slices.Contains(in.must, false)
}

// proved says whether no level but comfort can be better than it is.
func (se *search) proved(st *state, s standing) bool {
	if s.excess > 0 || st.absent > 0 {
		return false
	}
	if b := se.bound; se.optimum.tighten(&b, st.score(s)) {
		return true
	}
	if !se.sc.meets(st, se.bound) {
		return false
	}
	b := se.boundOf(st, s)
	if se.soft.moved > 0 && s.moved > int64(*b.Moved) {
		return false
	}
	return se.soft.breaks == 0 || s.breaks <= int64(max(*b.Breaks, se.proof.fewestBreaks()))
}

// meets says whether a state meets the bounds of the levels on which requests
// are chosen.
func (sc scale) meets(st *state, b Bounds) bool {
	return (sc.missing == 0 || st.missing <= *b.MandatoryUnplaced) && (sc.short == 0 || st.short <= *b.FloorShortfall) &&
		(sc.weight == 0 || st.weight >= int64(*b.Weight))
}

// boundOf bounds the levels for schedules that are no worse than a state at
// the levels before.
func (se *search) boundOf(st *state, s standing) Bounds {
	return se.boundOn(st.score(s), st.absent > 0 || s.excess > 0)
}

// boundOn bounds them for those that are no worse than a score; lacking says
// that something compulsory may be missing.
func (se *search) boundOn(s Score, lacking bool) Bounds {
	b := se.bound
	if se.ceilings != nil {
		b = se.ceilings.of(s, lacking)
	}
	if !lacking {
		se.optimum.tighten(&b, s)
	}
	return b
}

// score is that of a state whose standing is known, as far as the search knows.
func (st *state) score(s standing) Score {
	return Score{
		MandatoryUnplaced: st.missing, FloorShortfall: st.short, Weight: int(st.weight), Placed: st.placed,
		Moved: int(s.moved), Breaks: int(s.breaks), IdleSlots: int(s.idle),
	}
}

// tell reports progress, at most ten times a second.
func (se *search) tell(phase string, st *state, s standing, used int64) {
	now := time.Now()
	if se.o.Progress == nil || now.Sub(se.told) < 100*time.Millisecond {
		return
	}
	se.told = now
	se.o.Progress(Progress{
		Elapsed: now.Sub(se.o.Started), Phase: phase, Bound: se.boundOf(st, s), Iterations: se.steps + used, Score: st.score(s),
	})
}
