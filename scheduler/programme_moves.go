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

// shift moves a pitch to another pitch slot, and those that are in its way
// there on to others, a few in all. A pitch that was left out may send another
// one out.
func (j *joint) shift() bool {
	if len(j.a.at) == 0 {
		return false
	}
	j.plan.copyFrom(j.a)
	k := int32(j.rnd.below(len(j.a.at)))
	home := j.a.at[k]
	spare := home < 0
	for wait := []int32{k}; len(wait) > 0; {
		x := wait[len(wait)-1]
		wait = wait[:len(wait)-1]
		if len(j.shifted) == maxShifted {
			return false
		}
		j.shifted = append(j.shifted, x)
		if spare && x != k && j.rnd.below(2) == 0 {
			spare = false
			continue
		}
		q := j.destination(x, home)
		if q < 0 {
			return false
		}
		for _, y := range j.plan.inTheWay(x, q, nil) {
			if contains(j.shifted, y) {
				return false
			}
			j.plan.take(y)
			wait = append(wait, y)
		}
		j.plan.put(x, q)
	}
	return j.planHolds() && j.shiftAll()
}

// maxShifted is how many pitches one move shifts at most.
const maxShifted = 5

// destination picks a pitch slot for a pitch that leaves its own: by chance, or
// for one that another has driven out often the slot that the first one left.
func (j *joint) destination(k, home int32) int32 {
	if len(j.shifted) > 1 && home >= 0 && j.g.can[k][home] && j.plan.by[home] < 0 && j.rnd.below(3) > 0 {
		return home
	}
	j.plan.take(k)
	list := j.g.eligible[k]
	if len(list) == 0 {
		return -1
	}
	if q := list[j.rnd.below(len(list))]; q != j.a.at[k] {
		return q
	}
	return -1
}

// planHolds says whether the plan keeps the order of pitches.
func (j *joint) planHolds() bool {
	for _, k := range j.shifted {
		if j.plan.at[k] >= 0 && !j.plan.holds(k) {
			return false
		}
		for _, y := range j.g.before[k] {
			if j.plan.at[k] < 0 && j.plan.at[y] >= 0 {
				return false
			}
		}
	}
	return true
}

// shiftAll moves the shifted pitches to where the plan has them.
func (j *joint) shiftAll() bool {
	for _, k := range j.shifted {
		for _, h := range j.g.wanted[k] {
			if j.given[h] {
				j.takeBack(h)
			}
		}
		if j.a.at[k] >= 0 {
			j.release(k)
		}
	}
	for _, k := range j.shifted {
		q := j.plan.at[k]
		if q < 0 {
			continue
		}
		if !j.makeWay(k, q) {
			return false
		}
		j.commit(k, q)
		if !j.emptyRoom(q) {
			return false
		}
	}
	for _, k := range j.shifted {
		j.invite(k)
	}
	return true
}

// makeWay frees the presenters of k for a pitch slot.
func (j *joint) makeWay(k, q int32) bool {
	for _, i := range j.g.present[k] {
		for _, x := range j.g.asks[i] {
			if j.given[x] && j.g.together(q, j.a.at[j.g.hearings[x].pitch]) {
				j.takeBack(x)
			}
		}
		if !j.vacate(i, q) {
			return false
		}
	}
	return true
}

// emptyRoom moves meetings out of a place that a pitch has closed; it reports
// false when pinned ones stay.
func (j *joint) emptyRoom(q int32) bool {
	if j.g.rooms[q] < 0 {
		return true
	}
	c := j.in.classOf[j.g.rooms[q]]
	for _, s := range j.g.over[q] {
		for k := int(s)*j.in.classes + int(c); j.st.load[k] > j.in.classCap[k]; {
			x := j.lightest(s, c)
			if x < 0 || !j.evict(x) {
				return false
			}
		}
	}
	return true
}

// lightest returns the meeting of a class and slot that is worth least and not
// pinned, -1 if there is none.
func (j *joint) lightest(s int16, c int32) int32 {
	best := int32(-1)
	for _, x := range j.st.list[s] {
		if j.st.class[x] != c || j.in.pinned[x] {
			continue
		}
		if best < 0 || j.in.weight[x] < j.in.weight[best] || j.in.weight[x] == j.in.weight[best] && x < best {
			best = x
		}
	}
	return best
}

// invite queues requests of a pitch's presenters that are left out, and now
// and then keeps its heaviest listeners free whatever they have.
func (j *joint) invite(k int32) {
	for _, i := range j.g.present[k] {
		for _, r := range j.needs[i] {
			if j.wanting() && j.st.slotOf[r] < 0 && len(j.pl.queue) < 24 {
				j.pl.push(r)
			}
		}
	}
	if j.a.at[k] < 0 || j.rnd.below(2) == 0 {
		return
	}
	for n, h := range j.g.wanted[k] {
		w := j.g.hearings[h]
		if n == 6 {
			return
		}
		if q := j.a.at[k]; j.g.hearable(w.person, q) && !j.presenting(w.person, q) && j.vacate(w.person, q) && j.free(h) {
			j.give(h)
		}
	}
}

// place finds room for the meetings that wait: as things stand, by a flip, for
// hearings that are given up, or for a meeting that is worth less.
func (j *joint) place() {
	for n := 20 + len(j.pl.queue); n > 0 && len(j.pl.queue) > 0; n-- {
		r := j.pl.pop()
		j.pl.turn++
		if j.st.slotOf[r] >= 0 || j.st.insert(r, j.rnd) {
			continue
		}
		yield := j.rnd.below(2) == 0
		if yield && j.overHearings(r) {
			continue
		}
		j.pl.fails[r]++
		if !j.pl.eject(r) && !yield {
			j.overHearings(r)
		}
	}
	j.abandon()
}

// overHearings places r in a slot where only hearings are in its way, those
// that weigh least, and takes them back.
func (j *joint) overHearings(r int32) bool {
	best, bestCost := int16(-1), int64(0)
	for s := range int16(j.in.slots) {
		if list, ok := j.hearingsAt(r, s); ok {
			if cost := j.weightOf(list); best < 0 || cost < bestCost {
				best, bestCost = s, cost
			}
		}
	}
	if best < 0 {
		return false
	}
	list, _ := j.hearingsAt(r, best)
	back := append([]int32(nil), list...)
	for _, h := range back {
		j.revoke(h)
	}
	j.st.rehoused = j.st.rehoused[:0]
	if j.st.tryAt(r, best) {
		j.revoked = append(j.revoked, back...)
		return true
	}
	for _, h := range back {
		j.give(h)
	}
	return false
}

func (j *joint) weightOf(list []int32) int64 {
	sum := int64(0)
	for _, h := range list {
		sum += j.g.hearings[h].weight
	}
	return sum
}

// hearingsAt returns the hearings that keep r out of a slot, if there are some
// and nothing else does; the next call reuses the list.
func (j *joint) hearingsAt(r int32, s int16) ([]int32, bool) {
	in := j.in
	if j.own[int(r)*in.words+int(in.slotWord[s])]&in.slotBit[s] == 0 || !j.st.anyRoom(s) || !j.st.ordered(r, s) {
		return nil, false
	}
	list := j.pick[:0]
	for _, i := range in.required(r) {
		more, ok := j.heardBy(i, s, list)
		if !ok {
			return nil, false
		}
		list = more
	}
	for group := in.groupOff[r]; group < in.groupOff[r+1]; group++ {
		best, found := list, false
		for _, i := range in.members(group) {
			more, ok := j.heardBy(i, s, list[:len(list):len(list)])
			if ok && (!found || j.weightOf(more) < j.weightOf(best)) {
				best, found = more, true
			}
		}
		if !found {
			return nil, false
		}
		list = best
	}
	j.pick = list
	return list, len(list) > 0
}

// heardBy appends the hearings that take a slot from a participant; it reports
// false when something else does.
func (j *joint) heardBy(i int32, s int16, list []int32) ([]int32, bool) {
	k := int(i)*j.in.slots + int(s)
	if j.st.holder(i, s) >= 0 || j.block[k] > j.heard[k] || !j.g.isOpen(i, s) {
		return list, false
	}
	if j.heard[k] == 0 {
		return list, true
	}
	for _, h := range j.g.asks[i] {
		if j.given[h] && j.takes(h, s) && !contains(list, h) {
			list = append(list, h)
		}
	}
	return list, true
}

// takes says whether a hearing that is given takes a slot.
func (j *joint) takes(h int32, s int16) bool {
	for _, t := range j.g.over[j.a.at[j.g.hearings[h].pitch]] {
		if t == s {
			return true
		}
	}
	return false
}
