package scheduler

import (
	"math"
	"slices"
)

// jointStep is how many steps of the budget one move of the joint search
// counts for.
const jointStep = 4

// patience is how many moves lead away from the best stand at most.
const patience = 512

// run searches until t stops or goal, which nothing exceeds, is reached. A
// move that loses is taken back, or kept by chance as in simulated annealing;
// the best stand is restored in the end.
func (j *joint) run(t *timer, share func() float64, goal jointWorth) {
	j.pl = newPlacer(j.st, j.se.sc, j.rnd, endless())
	j.kept, j.best = j.newStand(), j.newStand()
	j.unit = float64(max(1, j.se.sc.weight)) * j.in.meanWeight()
	j.keep(j.kept)
	j.keep(j.best)
	j.goal = goal
	for !j.enough(share()) && t.step() {
		if t.used%patience == 0 {
			j.restore(j.best)
			j.keep(j.kept)
		}
		if !j.move() {
			j.restore(j.kept)
			continue
		}
		j.settle(0.8 * (1 - share()))
		j.se.tell("pitching", j.st, standing{}, t.used*jointStep)
	}
	j.restore(j.best)
}

// enough says whether nothing is left to gain but breaks, of which some are
// given a part of the time.
func (j *joint) enough(share float64) bool {
	w, goal := j.best.worth, j.goal
	goal.rough = w.rough
	return !w.less(goal) && (w.rough == 0 || share > 0.25)
}

// settle keeps a move or takes it back.
func (j *joint) settle(temp float64) {
	now, before := j.worth(), j.kept.worth
	if now.less(before) && !j.bearable(now, before, temp) {
		j.restore(j.kept)
		return
	}
	j.keep(j.kept)
	if j.best.worth.less(now) {
		j.keep(j.best)
	}
}

// bearable says by chance whether a loss may be kept: the hotter, the greater
// the loss; never one of a pitch.
func (j *joint) bearable(now, before jointWorth, temp float64) bool {
	if now.pitches < before.pitches || temp <= 0 {
		return false
	}
	unit := j.unit
	if j.st.short > 0 && j.rnd.below(2) == 0 {
		unit = max(unit, float64(j.se.sc.short))
	}
	loss := float64(before.value-now.value)/unit + 0.25*float64(before.listening-now.listening)/float64(j.mean)
	loss += 0.002 * float64(now.rough-before.rough)
	return loss < -temp*math.Log(1-j.rnd.unit())
}

// move makes one move by chance; it reports whether it could.
func (j *joint) move() bool {
	j.revoked, j.shifted = j.revoked[:0], j.shifted[:0]
	done := false
	switch n := j.rnd.below(10); {
	case n > 7:
		done = j.swap()
	case n < 3:
		done = j.shift()
	case n == 3:
		done = j.enter()
	case n < 6 || !j.wanting():
		done = j.hear()
	default:
		done = j.bring()
	}
	if !done {
		j.abandon()
		return false
	}
	j.place()
	j.giveFree(j.revoked)
	for _, k := range j.shifted {
		j.giveFree(j.g.wanted[k])
	}
	return true
}

// wanting says whether a request that is left out might be worth placing.
func (j *joint) wanting() bool {
	return j.st.placed < j.in.requests && j.st.value(j.se.sc) < j.goal.value
}

// abandon forgets the meetings that wait.
func (j *joint) abandon() {
	for _, r := range j.pl.queue {
		j.pl.in[r] = false
	}
	j.pl.queue = j.pl.queue[:0]
}

// takeBack revokes a hearing for the move at hand.
func (j *joint) takeBack(h int32) {
	j.revoke(h)
	j.revoked = append(j.revoked, h)
}

// evict takes a meeting out, and those that come after it, to be placed anew.
// It reports false when one is pinned.
func (j *joint) evict(r int32) bool {
	in := j.in
	if in.pinned[r] {
		return false
	}
	for _, y := range in.before[in.beforeOff[r]:in.beforeOff[r+1]] {
		if j.st.slotOf[y] >= 0 && !j.evict(y) {
			return false
		}
	}
	j.st.take(r)
	j.pl.push(r)
	return true
}

// vacate takes the meetings of a participant out of a pitch slot's slots.
func (j *joint) vacate(i, q int32) bool {
	for _, s := range j.g.over[q] {
		if x := j.st.holder(i, s); x >= 0 && !j.evict(x) {
			return false
		}
	}
	return true
}

// hear keeps a listener free for a pitch, whatever it has then.
func (j *joint) hear() bool {
	h := j.wish()
	if h < 0 {
		return false
	}
	w := j.g.hearings[h]
	q := j.a.at[w.pitch]
	if !j.g.hearable(w.person, q) || j.presenting(w.person, q) {
		return false
	}
	for _, x := range j.g.asks[w.person] {
		if j.given[x] && j.g.together(q, j.a.at[j.g.hearings[x].pitch]) {
			j.takeBack(x)
		}
	}
	if !j.vacate(w.person, q) {
		return false
	}
	j.give(h)
	return true
}

// wish picks a hearing that is not given, of a pitch that is placed.
func (j *joint) wish() int32 {
	n := len(j.given)
	if n == 0 {
		return -1
	}
	from := j.rnd.below(n)
	for k := range n {
		h := (from + k) % n
		if !j.given[h] && j.a.at[j.g.hearings[h].pitch] >= 0 {
			return int32(h)
		}
	}
	return -1
}

// bring queues a request that is left out.
func (j *joint) bring() bool {
	n := j.in.requests
	from := j.rnd.below(n)
	for k := range n {
		if r := int32((from + k) % n); j.st.slotOf[r] < 0 {
			j.pl.push(r)
			return true
		}
	}
	return false
}

// enter holds a meeting in a slot by chance, whatever its people have then and
// whoever attends where that is left open.
func (j *joint) enter() bool {
	st, in := j.st, j.in
	if in.requests == 0 {
		return false
	}
	r, s := int32(j.rnd.below(in.requests)), int16(j.rnd.below(in.slots))
	if len(j.open) > 0 && j.rnd.below(2) == 0 {
		r = j.open[j.rnd.below(len(j.open))]
	}
	if in.pinned[r] || j.own[int(r)*in.words+int(in.slotWord[s])]&in.slotBit[s] == 0 || st.slotOf[r] >= 0 && !j.evict(r) {
		return false
	}
	for _, i := range in.required(r) {
		if !j.clear(i, s) {
			return false
		}
	}
	for group := in.groupOff[r]; group < in.groupOff[r+1]; group++ {
		members := in.members(group)
		if !j.clear(members[j.rnd.below(len(members))], s) {
			return false
		}
	}
	if n := len(st.list[s]); in.classes == 1 && !st.anyRoom(s) && (n == 0 || !j.evict(st.list[s][j.rnd.below(n)])) {
		return false
	}
	st.rehoused = st.rehoused[:0]
	if !st.ordered(r, s) || !st.seatAny(r, s, j.rnd) || !st.settle(r, s) {
		return false
	}
	st.count(r, 1)
	return true
}

// clear frees a participant in a slot of meetings and hearings.
func (j *joint) clear(i int32, s int16) bool {
	k := int(i)*j.in.slots + int(s)
	if j.block[k] > j.heard[k] || !j.g.isOpen(i, s) {
		return false
	}
	for _, h := range j.g.asks[i] {
		if j.heard[k] > 0 && j.given[h] && j.takes(h, s) {
			j.takeBack(h)
		}
	}
	x := j.st.holder(i, s)
	return x < 0 || j.evict(x)
}

// swap changes the meetings of two slots that hang together by their people,
// whatever those hear then; hearings that remain possible are given again.
func (j *joint) swap() bool {
	st, in := j.st, j.in
	a, b := int16(j.rnd.below(in.slots)), int16(j.rnd.below(in.slots))
	if a == b || len(st.list[a]) == 0 {
		return false
	}
	seeds := []int32{st.list[a][j.rnd.below(len(st.list[a]))]}
	if n := len(st.list[b]); n > 0 && j.rnd.below(2) == 0 {
		seeds = append(seeds, st.list[b][j.rnd.below(n)])
	}
	people := j.hanging(seeds, a, b)
	for _, i := range people {
		for _, h := range j.g.asks[i] {
			if j.given[h] && (j.takes(h, a) || j.takes(h, b)) {
				j.takeBack(h)
			}
		}
	}
	st.seed()
	for _, r := range seeds {
		st.include(r)
	}
	if !st.grow(a, b, maxSwapped) || !st.roomy(a, b, 0) || !st.flip(a, b) {
		return false
	}
	for _, i := range people {
		j.revoked = append(j.revoked, j.g.asks[i]...)
	}
	return true
}

// maxSwapped is how many meetings a swap moves at most.
const maxSwapped = 24

// hanging lists those who attend the meetings of two slots that hang together
// with some of them.
func (j *joint) hanging(seeds []int32, a, b int16) []int32 {
	meetings, people := slices.Clone(seeds), []int32(nil)
	for k := 0; k < len(meetings) && k <= maxSwapped; k++ {
		for _, i := range j.st.seats(meetings[k]) {
			if i < 0 || contains(people, i) {
				continue
			}
			people = append(people, i)
			for _, s := range [2]int16{a, b} {
				if x := j.st.holder(i, s); x >= 0 && !contains(meetings, x) {
					meetings = append(meetings, x)
				}
			}
		}
	}
	return people
}
