package scheduler

import (
	"math"
	"math/bits"
	"slices"
)

// trader searches by simulated annealing which requests take place: one that
// is left out enters a slot, those in its way leave and go where there is
// room, if anywhere. Where nothing is gained the schedule still drifts, by
// flips of two-slot components.
type trader struct {
	st      *state
	sc      scale
	rnd     *random
	left    []int32   // the requests left out
	at      []int32   // request → its position in left + 1
	open    []int32   // the requests that leave open who attends
	staff   [][]int32 // organisation → its participants, where it has a limit
	moved   []trade   // what the move at hand took out
	entered []int32   // what the move at hand has brought in
	temp    float64
	stray   float64 // what a published meeting in another slot costs
	gap     float64 // what a break costs
}

// trade is a meeting that was taken out, and who attended it.
type trade struct {
	reset
	seats []int32
}

func newTrader(st *state, sc scale, rnd *random) *trader {
	tr := &trader{st: st, sc: sc, rnd: rnd, at: make([]int32, st.in.requests), open: st.in.grouped()}
	tr.staff = st.in.limitedStaff()
	if in := st.in; slices.Contains(in.p.order(), GoalBreaks) {
		tr.gap = breakCost * float64(sc.weight) * in.meanWeight()
	}
	tr.stray = strayCost * float64(sc.weight) * st.in.meanWeight()
	tr.recount()
	return tr
}

// limitedStaff lists the participants of each organisation with a limit.
func (in *instance) limitedStaff() [][]int32 {
	staff := make([][]int32, in.orgs)
	for i := range int32(in.people) {
		if o := in.org[i]; o >= 0 && in.orgMax[o] < unlimited {
			staff[o] = append(staff[o], i)
		}
	}
	return staff
}

func (tr *trader) recount() {
	tr.st.watched, tr.st.breaks = tr.gap > 0, tr.st.standing().breaks
	tr.left = tr.left[:0]
	clear(tr.at)
	for r := range int32(tr.st.in.requests) {
		if tr.st.slotOf[r] < 0 {
			tr.note(r)
		}
	}
}

// note keeps the list of requests left out.
func (tr *trader) note(r int32) {
	out, at := tr.st.slotOf[r] < 0, tr.at[r]
	switch {
	case out && at == 0:
		tr.left = append(tr.left, r)
		tr.at[r] = int32(len(tr.left))
	case !out && at > 0:
		last := tr.left[len(tr.left)-1]
		tr.left[at-1] = last
		tr.at[last] = at
		tr.left = tr.left[:len(tr.left)-1]
		tr.at[r] = 0
	}
}

// unit is the worth of one step by which the temperature is measured: that of a
// request's weight, so that the levels above only rise; in every other cycle of
// a small schedule that of the first level at which something that may be
// possible is missing, which melts all below.
func (tr *trader) unit(goal int64, cycle int, large bool) float64 {
	st, sc := tr.st, tr.sc
	if (large || cycle%2 == 0) && st.absent == 0 {
		return float64(sc.weight) * st.in.meanWeight()
	}
	switch gap := goal - st.value(sc); {
	case st.absent > 0:
		return float64(sc.absent)
	case gap >= sc.missing && sc.missing > 0:
		return float64(sc.missing)
	case gap >= sc.short && sc.short > 0:
		return float64(sc.short)
	}
	return float64(sc.weight) * st.in.meanWeight()
}

func (in *instance) meanWeight() float64 {
	return max(1, float64(in.totalWeight())/float64(max(1, in.requests)))
}

// What a published meeting in another slot and a break cost while trading, in
// parts of what a request is worth on average: little while it is hot, but much
// in the end.
const (
	strayCost = 0.1
	breakCost = 0.06
)

// figures are what a move is judged by.
type figures struct {
	value, breaks int64
	away          int
}

func (tr *trader) figures() figures {
	return figures{tr.st.value(tr.sc), tr.st.breaks, tr.st.away}
}

// accepts says whether what a move has made of the schedule may stay, given
// what it was before.
func (tr *trader) accepts(before figures) bool {
	now := tr.figures()
	loss := float64(before.value-now.value) + tr.stray*float64(now.away-before.away) + tr.gap*float64(now.breaks-before.breaks)
	return loss <= 0 || loss <= -tr.temp*math.Log(1-tr.rnd.unit())
}

// run makes n moves.
func (tr *trader) run(n int64, temp float64) {
	tr.temp = temp
	for range n {
		if len(tr.open) > 0 && (len(tr.left) == 0 || tr.rnd.below(8) == 0) {
			tr.reseat()
			continue
		}
		if len(tr.left) == 0 {
			return
		}
		u := tr.choose()
		i, s := tr.hole(u)
		for k := 0; s < 0 && k < 12; k++ {
			u = tr.choose()
			i, s = tr.hole(u)
		}
		switch {
		case s < 0 || tr.rnd.below(32) == 0:
			tr.enter(u, tr.slotFor(u))
		case tr.rnd.below(2) == 0:
			tr.enter(u, s)
		default:
			tr.drift(u, i, s)
		}
	}
}

// hole looks for a slot in which u might stand and one of its people is idle:
// entering there pushes only the others' meetings out.
func (tr *trader) hole(u int32) (int32, int16) {
	st, in := tr.st, tr.st.in
	people := in.required(u)
	if len(people) == 0 {
		return -1, -1
	}
	for range 2 {
		i := people[tr.rnd.below(len(people))]
		from := tr.rnd.below(in.words)
		for k := range in.words {
			w := from + k
			if w >= in.words {
				w -= in.words
			}
			if free := in.allowed[int(u)*in.words+w] &^ st.busy[int(i)*in.words+w]; free != 0 {
				return i, in.slotAt(w, pickBit(free, tr.rnd))
			}
		}
	}
	return -1, -1
}

// pickBit picks one of the bits of a word.
func pickBit(word uint64, rnd *random) int {
	for k := rnd.below(bits.OnesCount64(word)); k > 0; k-- {
		word &= word - 1
	}
	return bits.TrailingZeros64(word)
}

// choose picks a left-out request, or one that must come before it and is left
// out too.
func (tr *trader) choose() int32 {
	in := tr.st.in
	u := tr.left[tr.rnd.below(len(tr.left))]
	for again := in.linked[u]; again; {
		again = false
		for _, x := range in.after[in.afterOff[u]:in.afterOff[u+1]] {
			if tr.st.slotOf[x] < 0 {
				u, again = x, true
				break
			}
		}
	}
	return u
}

// enter tries to have u in slot s, and takes it back when the loss is more than
// the temperature allows.
func (tr *trader) enter(u int32, s int16) bool {
	st := tr.st
	if s < 0 {
		return false
	}
	before := tr.figures()
	tr.moved, tr.entered, st.rehoused = tr.moved[:0], tr.entered[:0], st.rehoused[:0]
	if !tr.clear(u, s) || !tr.settle(u, s) {
		tr.restore()
		return false
	}
	tr.entered = append(tr.entered[:0], u)
	for k := 0; k < len(tr.moved); k++ {
		if x := tr.moved[k].r; st.slotOf[x] < 0 && !tr.slip(x) {
			tr.follow(x)
		}
	}
	if !tr.accepts(before) {
		st.take(u)
		tr.restore()
		return false
	}
	tr.note(u)
	for k := range tr.moved {
		tr.note(tr.moved[k].r)
	}
	return true
}

// follow lets x, which had to leave, push others out in its turn now and then,
// so that a move becomes a chain.
func (tr *trader) follow(x int32) {
	if len(tr.entered) > 3 || tr.rnd.below(4) > 0 {
		return
	}
	for _, y := range tr.st.in.after[tr.st.in.afterOff[x]:tr.st.in.afterOff[x+1]] {
		if tr.st.slotOf[y] < 0 {
			return
		}
	}
	_, s := tr.hole(x)
	if s < 0 {
		s = tr.slotFor(x)
	}
	if s >= 0 && tr.clear(x, s) && tr.settle(x, s) {
		tr.entered = append(tr.entered, x)
	}
}

// slotFor picks a slot that u may use, later than those that come before it.
func (tr *trader) slotFor(u int32) int16 {
	st, in := tr.st, tr.st.in
	from := tr.rnd.below(in.slots)
	after := int16(-1)
	for _, x := range in.after[in.afterOff[u]:in.afterOff[u+1]] {
		after = max(after, st.slotOf[x])
	}
	for n := range in.slots {
		at := from + n
		if at >= in.slots {
			at -= in.slots
		}
		if s := int16(at); s > after && in.mayUse(u, s) {
			return s
		}
	}
	return -1
}

// out takes a meeting out, and those that come after it, unless it is pinned.
func (tr *trader) out(x int32) bool {
	st, in := tr.st, tr.st.in
	if in.pinned[x] || len(tr.moved) > 12 || slices.Contains(tr.entered, x) || tr.hasMoved(x) {
		return false
	}
	if in.linked[x] {
		for _, y := range in.before[in.beforeOff[x]:in.beforeOff[x+1]] {
			if st.slotOf[y] >= 0 && !tr.out(y) {
				return false
			}
		}
	}
	tr.log(x)
	return true
}

func (tr *trader) hasMoved(x int32) bool {
	for k := range tr.moved {
		if tr.moved[k].r == x {
			return true
		}
	}
	return false
}

// log takes a meeting out and notes how it stood.
func (tr *trader) log(x int32) {
	st := tr.st
	n := len(tr.moved)
	if n < cap(tr.moved) {
		tr.moved = tr.moved[:n+1]
	} else {
		tr.moved = append(tr.moved, trade{})
	}
	t := &tr.moved[n]
	t.reset = reset{x, st.slotOf[x], st.class[x]}
	for k := len(st.rehoused) - 1; k >= 0; k-- {
		if st.rehoused[k].r == x {
			t.class = st.rehoused[k].class
		}
	}
	t.seats = append(t.seats[:0], st.seats(x)...)
	st.take(x)
}

// slip places x in a slot where its people are free, if there is one.
func (tr *trader) slip(x int32) bool {
	st, in := tr.st, tr.st.in
	from := tr.rnd.below(in.slots)
	w := -1
	var free uint64
	for n := range in.slots {
		at := from + n
		if at >= in.slots {
			at -= in.slots
		}
		if k := int(in.slotWord[at]); k != w {
			w, free = k, st.freeWord(x, k)
		}
		if free&in.slotBit[at] != 0 && st.anyRoom(int16(at)) && st.tryAt(x, int16(at)) {
			return true
		}
	}
	return false
}

// restore puts back what the move at hand took out.
func (tr *trader) restore() {
	st := tr.st
	for k := range tr.moved {
		if st.slotOf[tr.moved[k].r] >= 0 {
			st.take(tr.moved[k].r)
		}
	}
	st.rehouseBack()
	for k := len(tr.moved) - 1; k >= 0; k-- {
		t := &tr.moved[k]
		copy(st.seats(t.r), t.seats)
		st.put(t.r, t.slot, t.class)
	}
}

// drift moves a hole of i from slot to elsewhere, by a flip of a component,
// which costs nothing, and lets u in if it has room then.
func (tr *trader) drift(u, i int32, to int16) {
	st, in := tr.st, tr.st.in
	s := int16(tr.rnd.below(in.slots))
	r := st.holder(i, s)
	if r < 0 || to == s || !in.mayUse(r, to) {
		return
	}
	st.seed()
	st.include(r)
	before := tr.figures()
	if !st.grow(s, to, maxComponent) || !st.roomy(s, to, 0) || !st.flip(s, to) {
		return
	}
	if !tr.accepts(before) {
		st.unflip()
		return
	}
	st.rehoused = st.rehoused[:0]
	if tr.slip(u) {
		tr.note(u)
	}
}
