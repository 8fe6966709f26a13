package scheduler

import (
	"math"
	"math/bits"
)

// soft weighs what smoothing lowers. Breaks outweigh comfort and moved
// outweighs breaks by more than one step usually trades.
type soft struct {
	moved, breaks, idle, rather, early, excess int64
}

func newSoft(in *instance) soft {
	var w soft
	comfort := in.p.comfort()
	for _, g := range in.p.order() {
		switch g {
		case GoalMoved:
			w.moved = 400
		case GoalBreaks:
			w.breaks = 20
		case GoalComfort:
			w.idle = int64(min(comfort[ComfortIdleSlots], 8))
			w.rather = int64(min(comfort[ComfortRatherNot], 16))
			w.early = int64(min(comfort[ComfortEarliness], 2))
		}
	}
	if in.spreadMax < unlimited {
		w.excess = 60
		w.breaks = max(w.breaks, 1)
	}
	return w
}

// smoother lowers breaks and comfort by flips of two-slot components, chosen
// by simulated annealing (Kirkpatrick, Gelatt, Vecchi 1983). It moves meetings
// and leaves none out.
type smoother struct {
	st     *state
	soft   soft
	rnd    *random
	placed []int32 // the placed requests
	breaks []int16 // participant → breaks
	hist   []int   // number of breaks → participants
	fewest int     // least number of breaks of any participant
	total  standing
	broken []int32 // participant*days+day with breaks
	where  []int32 // participant*days+day → position in broken+1
	delta  standing
	temp   float64
}

// standing is what smoothing lowers, in parts.
type standing struct {
	excess, moved, breaks, idle, rather, early int64
}

func (a standing) plus(b standing) standing {
	return standing{a.excess + b.excess, a.moved + b.moved, a.breaks + b.breaks, a.idle + b.idle, a.rather + b.rather, a.early + b.early}
}

func (w soft) cost(a standing) int64 {
	return w.excess*a.excess + w.moved*a.moved + w.breaks*a.breaks + w.idle*a.idle + w.rather*a.rather + w.early*a.early
}

func newSmoother(st *state, w soft, rnd *random) *smoother {
	in := st.in
	sm := &smoother{st: st, soft: w, rnd: rnd, breaks: make([]int16, in.people), hist: make([]int, in.slots+2)}
	sm.where = make([]int32, in.people*in.days())
	sm.recount()
	return sm
}

func (in *instance) days() int { return len(in.dayFirst) - 1 }

// recount takes the standing from the state as it is.
func (sm *smoother) recount() {
	st, in := sm.st, sm.st.in
	sm.placed, sm.broken, sm.total = sm.placed[:0], sm.broken[:0], standing{}
	clear(sm.hist)
	clear(sm.where)
	for r := range int32(in.requests) {
		if s := st.slotOf[r]; s >= 0 {
			sm.placed = append(sm.placed, r)
			sm.total.early += int64(s)
			sm.total.moved += in.movedIn(r, s)
		}
	}
	for i := range int32(in.people) {
		sum := int16(0)
		for d := range int32(in.days()) {
			c := st.dayStanding(i, d)
			sum += int16(c.breaks)
			sm.total = sm.total.plus(c)
			sm.noteBroken(i*int32(in.days())+d, c.breaks > 0)
		}
		sm.breaks[i] = sum
		sm.hist[sum]++
	}
	sm.lookFewest()
}

func (in *instance) movedIn(r int32, s int16) int64 {
	if was := in.publishedSlot[r]; was >= 0 && was != s {
		return 1
	}
	return 0
}

func (sm *smoother) lookFewest() {
	sm.fewest = 0
	for sm.fewest < len(sm.hist)-1 && sm.hist[sm.fewest] == 0 {
		sm.fewest++
	}
	sm.total.excess = 0
	if sm.st.in.spreadMax == unlimited {
		return
	}
	for n := sm.fewest + sm.st.in.spreadMax + 1; n < len(sm.hist); n++ {
		sm.total.excess += int64(sm.hist[n]) * sm.over(int16(n))
	}
}

// over is by how much n breaks are more than the spread allows.
func (sm *smoother) over(n int16) int64 {
	return max(0, int64(n)-int64(sm.fewest)-int64(sm.st.in.spreadMax))
}

func (sm *smoother) noteBroken(key int32, broken bool) {
	at := sm.where[key]
	switch {
	case broken && at == 0:
		sm.broken = append(sm.broken, key)
		sm.where[key] = int32(len(sm.broken))
	case !broken && at > 0:
		last := sm.broken[len(sm.broken)-1]
		sm.broken[at-1] = last
		sm.where[last] = at
		sm.broken = sm.broken[:len(sm.broken)-1]
		sm.where[key] = 0
	}
}

// dayStanding is what participant i's day d adds.
func (st *state) dayStanding(i, d int32) standing {
	in := st.in
	from, to := int(i)*in.words+int(in.dayWord[d]), int(i)*in.words+int(in.dayWord[d+1])
	b, idle := breaksOf(st.busy[from:to])
	c := standing{breaks: int64(b), idle: int64(idle)}
	if in.rather != nil {
		for w := from; w < to; w++ {
			c.rather += int64(bits.OnesCount64(st.busy[w] & in.rather[w]))
		}
	}
	return c
}

// run anneals from temperature hot to cold until the clock stops; share tells
// how much of the clock is used, from 0 to 1.
func (sm *smoother) run(t *timer, share func() float64, hot, cold float64) {
	sm.temp = hot
	best := newState(sm.st.in)
	best.copyFrom(sm.st)
	bestCost, bestTotal := sm.soft.cost(sm.total), sm.total
	dirty := false
	for n := int64(0); len(sm.placed) > 0 && t.step(); n++ {
		if n%1024 == 0 {
			sm.temp = hot * math.Pow(cold/hot, share())
		}
		if !sm.try() {
			continue
		}
		dirty = true
		if bestCost == 0 {
			break
		}
	}
	_ = bestTotal
	if c := sm.soft.cost(sm.total); dirty && c > bestCost {
		sm.st.copyFrom(best)
		sm.recount()
	}
}

// try proposes one flip and reports whether it was made.
func (sm *smoother) try() bool {
	r, to := sm.propose()
	if r < 0 || to < 0 {
		return false
	}
	st := sm.st
	from := st.slotOf[r]
	if from == to {
		return false
	}
	st.seed()
	st.include(r)
	if !st.grow(from, to, maxComponent) {
		return false
	}
	if !st.roomy(from, to, 0) && !sm.balanced(from, to) {
		return false
	}
	sm.weigh(from, to)
	if !sm.accepts(sm.soft.cost(sm.delta)) {
		return false
	}
	if !st.flip(from, to) {
		return false
	}
	sm.settle(from, to)
	return true
}

// balanced adds components the other way round until the tables suffice.
func (sm *smoother) balanced(from, to int16) bool {
	st := sm.st
	for range 4 {
		a, b := from, to
		if st.balance(from) > 0 {
			a, b = to, from
		}
		if len(st.list[a]) == 0 {
			return false
		}
		x := st.list[a][sm.rnd.below(len(st.list[a]))]
		if st.inComp(x) {
			continue
		}
		st.include(x)
		if !st.grow(a, b, maxComponent) {
			return false
		}
		if st.roomy(from, to, 0) {
			return true
		}
	}
	return false
}

// accepts decides by Metropolis' rule.
func (sm *smoother) accepts(cost int64) bool {
	return cost <= 0 || sm.rnd.unit() < math.Exp(-float64(cost)/sm.temp)
}

// propose picks a meeting and the slot where it should go.
func (sm *smoother) propose() (int32, int16) {
	if len(sm.broken) > 0 && sm.rnd.below(2) == 0 {
		return sm.proposeMend()
	}
	r := sm.placed[sm.rnd.below(len(sm.placed))]
	if sm.rnd.below(4) == 0 {
		return r, int16(sm.rnd.below(sm.st.in.slots))
	}
	return r, sm.besideAnother(r)
}

// besideAnother picks a slot beside another meeting of one who attends r.
func (sm *smoother) besideAnother(r int32) int16 {
	st, in := sm.st, sm.st.in
	seats := st.seats(r)
	i := seats[sm.rnd.below(len(seats))]
	if i < 0 {
		return -1
	}
	s := st.someBusy(i, sm.rnd)
	if s < 0 {
		return -1
	}
	to := s + 1
	if sm.rnd.below(2) == 0 {
		to = s - 1
	}
	if to < 0 || int(to) >= in.slots || in.slotDay[to] != in.slotDay[s] {
		return -1
	}
	return to
}

// someBusy picks a slot in which i has a meeting, -1 if none is near the draw.
func (st *state) someBusy(i int32, rnd *random) int16 {
	in := st.in
	d := rnd.below(in.days())
	n := int(in.dayFirst[d+1] - in.dayFirst[d])
	from := rnd.below(n)
	for k := range n {
		s := in.dayFirst[d] + int16((from+k)%n)
		if st.holder(i, s) >= 0 {
			return s
		}
	}
	return -1
}

// proposeMend picks a participant's day with breaks, one of its meetings, and
// an idle slot inside the day or just outside it, or another day.
func (sm *smoother) proposeMend() (int32, int16) {
	st, in := sm.st, sm.st.in
	key := sm.broken[sm.rnd.below(len(sm.broken))]
	i, d := key/int32(in.days()), key%int32(in.days())
	first, last := int16(-1), int16(-1)
	for s := in.dayFirst[d]; s < in.dayFirst[d+1]; s++ {
		if st.holder(i, s) >= 0 {
			if first < 0 {
				first = s
			}
			last = s
		}
	}
	n := int(last - first + 1)
	var r int32 = -1
	from := sm.rnd.below(n)
	for k := range n {
		if r = st.holder(i, first+int16((from+k)%n)); r >= 0 {
			break
		}
	}
	if in.days() > 1 && sm.rnd.below(4) == 0 {
		return r, sm.besideAnother(r)
	}
	low, high := max(first-1, in.dayFirst[d]), min(last+1, in.dayFirst[d+1]-1)
	to := low + int16(sm.rnd.below(int(high-low+1)))
	if st.holder(i, to) >= 0 && sm.rnd.below(4) > 0 {
		return -1, -1
	}
	return r, to
}

// weigh computes what the flip of the component changes.
func (sm *smoother) weigh(a, b int16) {
	st, in := sm.st, sm.st.in
	sm.delta = standing{}
	for _, r := range st.comp {
		from := st.slotOf[r]
		to := a + b - from
		sm.delta.early += int64(to) - int64(from)
		sm.delta.moved += in.movedIn(r, to) - in.movedIn(r, from)
		for _, i := range st.seats(r) {
			if i >= 0 && st.holder(i, to) < 0 {
				sm.weighPerson(i, from, to)
			}
		}
	}
}

// weighPerson adds what it means for i to have its meeting in to, not in from.
func (sm *smoother) weighPerson(i int32, from, to int16) {
	st, in := sm.st, sm.st.in
	row := int(i) * in.words
	d, e := int32(in.slotDay[from]), int32(in.slotDay[to])
	before := st.dayStanding(i, d)
	if e != d {
		before = before.plus(st.dayStanding(i, e))
	}
	st.busy[row+int(in.slotWord[from])] &^= in.slotBit[from]
	st.busy[row+int(in.slotWord[to])] |= in.slotBit[to]
	after := st.dayStanding(i, d)
	if e != d {
		after = after.plus(st.dayStanding(i, e))
	}
	st.busy[row+int(in.slotWord[from])] |= in.slotBit[from]
	st.busy[row+int(in.slotWord[to])] &^= in.slotBit[to]
	sm.delta.breaks += after.breaks - before.breaks
	sm.delta.idle += after.idle - before.idle
	sm.delta.rather += after.rather - before.rather
	if in.spreadMax < unlimited {
		n := sm.breaks[i]
		sm.delta.excess += sm.over(n+int16(after.breaks-before.breaks)) - sm.over(n)
	}
}

// settle takes note of a flip that was made.
func (sm *smoother) settle(a, b int16) {
	st, in := sm.st, sm.st.in
	sm.total = sm.total.plus(sm.delta)
	days := int32(in.days())
	d, e := int32(in.slotDay[a]), int32(in.slotDay[b])
	for _, u := range st.undo {
		for _, i := range st.seats(u.r) {
			if i < 0 {
				continue
			}
			sm.noteBroken(i*days+d, st.dayStanding(i, d).breaks > 0)
			if e != d {
				sm.noteBroken(i*days+e, st.dayStanding(i, e).breaks > 0)
			}
			if in.spreadMax < unlimited {
				sm.recountPerson(i)
			}
		}
	}
}

func (sm *smoother) recountPerson(i int32) {
	n := int16(0)
	for d := range int32(sm.st.in.days()) {
		n += int16(sm.st.dayStanding(i, d).breaks)
	}
	if n == sm.breaks[i] {
		return
	}
	sm.hist[sm.breaks[i]]--
	sm.hist[n]++
	sm.breaks[i] = n
	if int(n) < sm.fewest || sm.hist[sm.fewest] == 0 {
		sm.lookFewest()
	}
}
