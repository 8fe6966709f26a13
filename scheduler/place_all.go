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
	st    *state
	sc    scale
	rnd   *random
	clock clock
	fails []int32 // request → how often it could not be placed
	until []int64 // request → not ejected before this turn
	turn  int64
	queue []int32 // requests waiting to be tried
	in    []bool  // request → stands in queue
	best  *state
	value int64
}

func newPlacer(st *state, sc scale, rnd *random, clock clock) *placer {
	n := st.in.requests
	return &placer{st: st, sc: sc, rnd: rnd, clock: clock, fails: make([]int32, n), until: make([]int64, n), in: make([]bool, n)}
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

// fill makes room for more of them by flips, until the goal is reached or as
// many are placed as can be.
func (pl *placer) fill(order []int32, goal int64, most int) {
	for _, r := range order {
		if pl.st.placed >= most || pl.st.value(pl.sc) >= goal || !pl.clock.step() {
			return
		}
		if pl.st.slotOf[r] < 0 {
			pl.st.insert(r, pl.rnd)
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
// among equals those whose people have the least room to spare.
func (pl *placer) order() []int32 {
	st, in := pl.st, pl.st.in
	wanted := make([]int32, in.people)
	for r := range int32(in.requests) {
		for _, i := range in.required(r) {
			wanted[i]++
		}
	}
	order, crowd := make([]int32, in.requests), make([]int32, in.requests)
	for r := range int32(in.requests) {
		order[r] = r
		for _, i := range in.required(r) {
			crowd[r] = max(crowd[r], wanted[i])
		}
	}
	shuffle(pl.rnd, order)
	slices.SortStableFunc(order, func(a, b int32) int {
		if x, y := st.worth(pl.sc, a), st.worth(pl.sc, b); x != y {
			return cmp.Compare(y, x)
		}
		return cmp.Compare(crowd[b], crowd[a])
	})
	return order
}

// improve goes on until goal is reached, the clock stops or patience turns
// bring nothing.
func (pl *placer) improve(goal int64, patience int64) {
	pl.best = newState(pl.st.in)
	pl.keep()
	idle := int64(0)
	for pl.value < goal && idle < patience && pl.clock.step() {
		if len(pl.queue) == 0 && !pl.refill() {
			break
		}
		r := pl.pop()
		pl.turn++
		idle++
		if pl.st.slotOf[r] < 0 && !pl.st.insert(r, pl.rnd) {
			pl.fails[r]++
			pl.eject(r)
		}
		if pl.st.value(pl.sc) > pl.value {
			pl.keep()
			idle = 0
		}
	}
	if pl.st.value(pl.sc) < pl.value {
		pl.st.copyFrom(pl.best)
	}
}

func (pl *placer) keep() {
	pl.value = pl.st.value(pl.sc)
	pl.best.copyFrom(pl.st)
}

// refill queues all that is left out, by chance.
func (pl *placer) refill() bool {
	for r := range int32(pl.st.in.requests) {
		if pl.st.slotOf[r] < 0 {
			pl.push(r)
		}
	}
	shuffle(pl.rnd, pl.queue)
	return len(pl.queue) > 0
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

// eject places r in the slot where what must leave is worth least, if that is
// no loss, or if r is compulsory and has failed more often than they.
func (pl *placer) eject(r int32) bool {
	st, in := pl.st, pl.st.in
	best, bestLoss, bestFails := int16(-1), int64(0), int64(0)
	gain := st.worth(pl.sc, r)
	if pl.sc.short > 0 {
		gain += pl.sc.short * 4
	}
	for s := range int16(in.slots) {
		if !in.mayUse(r, s) {
			continue
		}
		loss, fails, ok := pl.cost(r, s)
		if !ok || loss > gain && !in.must[r] {
			continue
		}
		fails = fails<<8 + int64(pl.rnd.below(256))
		if best < 0 || loss < bestLoss || loss == bestLoss && fails < bestFails {
			best, bestLoss, bestFails = s, loss, fails
		}
	}
	return best >= 0 && pl.ejectAt(r, best)
}

// blockers lists the meetings that must leave slot s for r: those of its
// people, one member of each group, and one table if the slot is full.
func (pl *placer) blockers(r int32, s int16) ([]int32, bool) {
	st, in := pl.st, pl.st.in
	st.pick = st.pick[:0]
	add := func(x int32) {
		if x >= 0 && !slices.Contains(st.pick, x) {
			st.pick = append(st.pick, x)
		}
	}
	for _, i := range in.required(r) {
		add(st.holder(i, s))
	}
	for g := in.groupOff[r]; g < in.groupOff[r+1]; g++ {
		free, some := false, int32(-1)
		for _, i := range in.members(g) {
			if !in.forced[r] && !in.isOpen(i, s) {
				continue
			}
			x := st.holder(i, s)
			free = free || x < 0
			if x >= 0 && (some < 0 || in.weight[x] < in.weight[some]) {
				some = x
			}
		}
		if !free && some < 0 {
			return nil, false
		}
		if !free {
			add(some)
		}
	}
	if in.classes == 1 && len(st.pick) == 0 && !st.anyRoom(s) {
		add(pl.cheapest(s, -1))
	}
	return st.pick, true
}

// cheapest returns a meeting of the slot, in class c if given, that may leave
// and is worth least among a few.
func (pl *placer) cheapest(s int16, c int32) int32 {
	st := pl.st
	best := int32(-1)
	list := st.list[s]
	if c >= 0 && st.hall != nil {
		list = st.hall[int(s)*st.in.classes+int(c)]
	}
	for range min(len(list), 24) {
		x := list[pl.rnd.below(len(list))]
		if pl.stays(x) {
			continue
		}
		if best < 0 || st.worth(pl.sc, x) < st.worth(pl.sc, best) {
			best = x
		}
	}
	return best
}

// stays says whether x can't be ejected now.
func (pl *placer) stays(x int32) bool {
	return pl.until[x] > pl.turn || pl.st.in.pinned[x] || pl.st.in.linked[x] && pl.st.needed(x)
}

func (pl *placer) cost(r int32, s int16) (loss, fails int64, ok bool) {
	list, ok := pl.blockers(r, s)
	if !ok || !pl.st.ordered(r, s) {
		return 0, 0, false
	}
	for _, x := range list {
		if pl.stays(x) {
			return 0, 0, false
		}
		loss += pl.st.worth(pl.sc, x)
		fails += int64(pl.fails[x])
	}
	return loss, fails, true
}

// ejectAt takes the blockers out and r in, unless that is a loss.
func (pl *placer) ejectAt(r int32, s int16) bool {
	st := pl.st
	before := st.value(pl.sc)
	list, ok := pl.blockers(r, s)
	if !ok {
		return false
	}
	st.rehoused = st.rehoused[:0]
	out := append([]reset(nil), pl.takeOut(list)...)
	out = append(out, pl.takeLimited(r)...)
	done := st.tryAt(r, s)
	if !done && st.in.classes > 1 {
		out = append(out, pl.freeClass(r, s)...)
		done = st.tryAt(r, s)
	}
	loss := before - st.value(pl.sc)
	if done && (loss <= 0 || st.in.must[r] && loss <= 2*pl.sc.absent) {
		pl.settleOut(r, out)
		return true
	}
	if done {
		st.take(r)
	}
	st.rehouseBack()
	for k := len(out) - 1; k >= 0; k-- {
		st.put(out[k].r, out[k].slot, out[k].class)
	}
	return false
}

// settleOut holds r for a while and tries to place what left for it.
func (pl *placer) settleOut(r int32, out []reset) {
	tenure := 3 + pl.rnd.below(8) + len(pl.queue)/8
	pl.until[r] = pl.turn + int64(tenure)
	for _, u := range out {
		if !pl.st.insert(u.r, pl.rnd) {
			pl.push(u.r)
		}
	}
}

func (pl *placer) takeOut(list []int32) []reset {
	var out []reset
	for _, x := range slices.Clone(list) {
		out = append(out, reset{x, pl.st.slotOf[x], pl.st.class[x]})
		pl.st.take(x)
	}
	return out
}

// takeLimited takes out one meeting of each participant or organisation of r
// that has reached its limit, the least worth of a few.
func (pl *placer) takeLimited(r int32) []reset {
	st, in := pl.st, pl.st.in
	var out []reset
	for _, i := range in.required(r) {
		o := in.org[i]
		full := st.meets[i] >= in.maxAll[i]
		fullOrg := o >= 0 && st.orgMet[o] >= in.orgMax[o]
		if !full && !fullOrg {
			continue
		}
		if x := pl.leastOf(i); x >= 0 {
			out = append(out, pl.takeOut([]int32{x})...)
		}
	}
	return out
}

func (pl *placer) leastOf(i int32) int32 {
	st := pl.st
	best := int32(-1)
	first := pl.rnd.below(st.in.slots)
	for n := range st.in.slots {
		x := st.holder(i, int16((first+n)%st.in.slots))
		if x < 0 || pl.stays(x) {
			continue
		}
		if best < 0 || st.worth(pl.sc, x) < st.worth(pl.sc, best) {
			best = x
		}
	}
	return best
}

// freeClass takes out one meeting of a class that r could use in the slot.
func (pl *placer) freeClass(r int32, s int16) []reset {
	st := pl.st
	best := int32(-1)
	for _, c := range st.choices(r) {
		if x := pl.cheapest(s, c); x >= 0 && (best < 0 || st.worth(pl.sc, x) < st.worth(pl.sc, best)) {
			best = x
		}
	}
	if best < 0 {
		return nil
	}
	return pl.takeOut([]int32{best})
}
