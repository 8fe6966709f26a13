package scheduler

import (
	"cmp"
	"slices"
)

// clock says when to stop, by time, context or steps.
type clock interface {
	// step counts a unit of work and reports whether to go on.
	step() bool
}

// placer chooses which requests are placed: insertion by alternating paths,
// and ejection of what is worth less (Glover's ejection chains, 1996; the
// counters that steer which to eject are those of Nagata and Bräysy, 2009).
type placer struct {
	st     *state
	sc     scale
	rnd    *random
	clock  clock
	fails  []int32 // request → how often it could not be placed
	until  []int64 // request → not ejected before this turn
	turn   int64
	queue  []int32   // requests waiting to be tried
	staff  [][]int32 // organisation → its participants, where it has a limit
	chosen []int32   // who is to attend the request at hand
	in     []bool    // request → stands in queue
	stage  int       // which requests are queued
	best   *state
	value  int64 // the best so far, and
	fresh  bool  // it is the one at hand
}

func newPlacer(st *state, sc scale, rnd *random, clock clock) *placer {
	n := st.in.requests
	return &placer{st: st, sc: sc, rnd: rnd, clock: clock, stage: everyRequest, staff: st.in.limitedStaff(), fails: make([]int32, n), until: make([]int64, n), in: make([]bool, n)}
}

// first places as many of the requests as fit as it stands, in their order.
func (pl *placer) first(order []int32) {
	for _, r := range order {
		if !pl.clock.step() {
			return
		}
		if pl.st.slotOf[r] < 0 {
			pl.st.direct(r, pl.rnd)
		}
	}
}

// mostLost is how many flips in vain, beyond twice those that made room, show
// that something else than people and tables is scarce.
const mostLost = 200

// fill makes room for more of them by flips, until the goal is reached or as
// many are placed as can be.
func (pl *placer) fill(order []int32, goal int64, most int) {
	won, lost, plain := 0, 0, pl.st.in.peopleAndTables()
	for _, r := range order {
		if pl.st.placed >= most || pl.st.value(pl.sc) >= goal || !pl.clock.step() || !plain && lost > mostLost+2*won {
			return
		}
		switch {
		case pl.st.slotOf[r] >= 0:
		case pl.st.insert(r, pl.rnd):
			won++
		default:
			lost++
		}
	}
}

// start places what is pinned, then what the published schedule has.
func (pl *placer) start() {
	st, in := pl.st, pl.st.in
	for r := range int32(in.requests) {
		if in.pinned[r] && st.slotOf[r] < 0 {
			pl.startAt(r)
		}
	}
	for r := range int32(in.requests) {
		s := in.publishedSlot[r]
		if s < 0 || st.slotOf[r] >= 0 || !in.mayUse(r, s) {
			continue
		}
		st.rehoused = st.rehoused[:0]
		if st.tryAt(r, s) && in.publishedPlace[r] >= 0 {
			st.reclassTo(r, in.classOf[in.publishedPlace[r]])
		}
	}
}

// startAt places a pinned request in its slot.
func (pl *placer) startAt(r int32) {
	st, in := pl.st, pl.st.in
	for s := range int16(in.slots) {
		if !in.mayUse(r, s) {
			continue
		}
		st.rehoused = st.rehoused[:0]
		if st.tryAt(r, s) {
			return
		}
	}
}

// order lists the requests for the first pass: what is worth most first, and
// among equals those whose people have the least room to spare; but each after
// those that it comes after.
func (pl *placer) order() []int32 {
	st, in := pl.st, pl.st.in
	wanted := make([]int32, in.people)
	for r := range int32(in.requests) {
		for _, i := range in.required(r) {
			wanted[i]++
		}
	}
	order := make([]int32, in.requests)
	for r := range order {
		order[r] = int32(r)
	}
	shuffle(pl.rnd, order)
	ranks := make([]rank, in.requests)
	for k, r := range order {
		ranks[k] = rank{worth: st.worth(pl.sc, r), at: int32(k)}
		for _, i := range in.required(r) {
			ranks[k].crowd = max(ranks[k].crowd, wanted[i])
		}
	}
	slices.SortFunc(ranks, func(a, b rank) int {
		return cmp.Or(cmp.Compare(b.worth, a.worth), cmp.Compare(b.crowd, a.crowd), cmp.Compare(a.at, b.at))
	})
	sorted := make([]int32, in.requests)
	for k := range ranks {
		sorted[k] = order[ranks[k].at]
	}
	return in.afterOthers(sorted)
}

// rank is what decides when a request has its turn: what it is worth, how much
// its people are asked, and chance.
type rank struct {
	worth     int64
	crowd, at int32
}

// improve goes on until goal is reached, the clock stops or patience turns
// bring nothing.
func (pl *placer) improve(goal int64, patience int64) {
	pl.value, pl.fresh = pl.st.value(pl.sc), true
	pl.strive(goal, patience)
	pl.restore()
}

// rescue does so for what is compulsory or mandatory alone, then for what lifts
// a floor.
func (pl *placer) rescue(goal int64) {
	if pl.st.absent+pl.st.missing+pl.st.short == 0 {
		return
	}
	pl.value, pl.fresh = pl.st.value(pl.sc), true
	for pl.stage = mandatoryFirst; pl.stage < everyRequest; pl.stage++ {
		if pl.refill() {
			pl.strive(goal, mostTries*int64(len(pl.queue)))
		}
		pl.restore()
		for len(pl.queue) > 0 {
			pl.pop()
		}
	}
}

// strive tries what is queued, and all that is left out and belongs to the stage
// when the queue is empty.
func (pl *placer) strive(goal int64, patience int64) {
	for idle := int64(0); pl.value < goal && idle < patience && pl.clock.step(); idle++ {
		if len(pl.queue) == 0 && !pl.refill() {
			return
		}
		r := pl.pop()
		pl.turn++
		if pl.st.slotOf[r] < 0 && !pl.enter(r) {
			pl.fails[r]++
			pl.eject(r)
		}
		if v := pl.st.value(pl.sc); v > pl.value {
			pl.value, pl.fresh = v, true
			idle = 0
		}
	}
}

// enter places r as it stands or by a flip; flips, which take long, are tried
// once for what may eject others.
func (pl *placer) enter(r int32) bool {
	if pl.stage == everyRequest || pl.fails[r] == 4 {
		return pl.st.insert(r, pl.rnd)
	}
	return pl.st.direct(r, pl.rnd)
}

// restore goes back to the best schedule so far.
func (pl *placer) restore() {
	if pl.st.value(pl.sc) < pl.value {
		pl.st.copyFrom(pl.best)
	}
}

// keep copies the schedule at hand if it is the best so far; a move that may
// make it worse comes next.
func (pl *placer) keep() {
	if !pl.fresh {
		return
	}
	if pl.best == nil {
		pl.best = newState(pl.st.in)
	}
	pl.best.copyFrom(pl.st)
	pl.fresh = false
}

// The stages of placing: what is compulsory or mandatory, what lifts a floor,
// all.
const (
	mandatoryFirst = iota
	floorsNext
	everyRequest
)

// mostTries is how often each request of a rescue is tried while nothing is
// gained.
const mostTries = 8

// refill queues all that is left out and belongs to the stage, by chance.
func (pl *placer) refill() bool {
	for r := range int32(pl.st.in.requests) {
		if pl.st.slotOf[r] < 0 && pl.wanted(r) {
			pl.push(r)
		}
	}
	shuffle(pl.rnd, pl.queue)
	return len(pl.queue) > 0
}

// wanted says whether r, which is left out, belongs to the stage at hand.
func (pl *placer) wanted(r int32) bool {
	switch pl.stage {
	case mandatoryFirst:
		return pl.st.in.must[r] || pl.st.in.mandatory[r] || pl.promise(r) >= pl.sc.missing && pl.sc.missing > 0
	case floorsNext:
		return pl.st.liftsFloor(r)
	}
	return true
}

// promise is what the requests are worth that can follow once r is placed.
func (pl *placer) promise(r int32) int64 {
	st, in := pl.st, pl.st.in
	sum := int64(0)
	for _, x := range in.before[in.beforeOff[r]:in.beforeOff[r+1]] {
		if st.slotOf[x] < 0 {
			sum += st.worth(pl.sc, x)
		}
	}
	return sum
}

// liftsFloor says whether someone who may attend r, or its organisation, has
// fewer meetings than its floor.
func (st *state) liftsFloor(r int32) bool {
	in := st.in
	if st.short == 0 {
		return false
	}
	lacks := func(i int32) bool {
		o := in.org[i]
		return st.meets[i] < in.floor[i] || o >= 0 && st.orgMet[o] < in.orgFloor[o]
	}
	if slices.ContainsFunc(in.required(r), lacks) {
		return true
	}
	for g := in.groupOff[r]; g < in.groupOff[r+1]; g++ {
		if slices.ContainsFunc(in.members(g), lacks) {
			return true
		}
	}
	return false
}

func (pl *placer) push(r int32) {
	if !pl.in[r] {
		pl.in[r] = true
		pl.queue = append(pl.queue, r)
	}
}

func (pl *placer) pop() int32 {
	r := pl.queue[len(pl.queue)-1]
	pl.queue = pl.queue[:len(pl.queue)-1]
	pl.in[r] = false
	return r
}
