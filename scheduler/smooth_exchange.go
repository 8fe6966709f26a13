package scheduler

import "slices"

// mayChange says whether r may enter or leave now, or others attend it: while
// somebody else works on the schedule only what nothing else hangs on.
func (sm *smoother) mayChange(r int32) bool { return sm.alone || sm.plain[r] }

// fillPools deals the left-out requests to the smoothers.
func (ws *workshop) fillPools(st *state, all []*smoother) {
	for _, sm := range all {
		clear(sm.held)
		sm.left = sm.left[:0]
	}
	n := 0
	for r := range int32(ws.in.requests) {
		if st.slotOf[r] < 0 && !ws.in.must[r] {
			all[n%len(all)].keepOut(r)
			n++
		}
	}
}

// keepOut adds a request to the pool.
func (sm *smoother) keepOut(r int32) {
	sm.held[r] = true
	sm.at[r] = int32(len(sm.left))
	sm.left = append(sm.left, r)
}

// letIn takes a request out of the pool.
func (sm *smoother) letIn(r int32) {
	last := sm.left[len(sm.left)-1]
	sm.left[sm.at[r]] = last
	sm.at[last] = sm.at[r]
	sm.left = sm.left[:len(sm.left)-1]
	sm.held[r] = false
}

// tryExchange places a left-out request in a slot where its people are free,
// and leaves out one of that slot which is worth the same.
func (sm *smoother) tryExchange() bool {
	u, t := sm.proposeEntry()
	if u < 0 || t < 0 || !sm.in.mayUse(u, t) || !sm.mayChange(u) {
		return false
	}
	if x, alone := sm.holds(u, t); x >= 0 {
		return alone && sm.tryReplace(u, x, t)
	}
	if !sm.st.ordered(u, t) || !sm.st.seatFor(u, t) {
		return false
	}
	cost := sm.soft.early*int64(t) + sm.soft.moved*sm.in.movedIn(u, t)
	for _, i := range sm.st.seats(u) {
		if i >= 0 {
			cost += sm.shift(i, -1, t)
		}
	}
	list := sm.st.list[t]
	if float64(cost) > sm.limit+hope {
		return false
	}
	roomy := int32(len(list)) < sm.room[t]
	if roomy && sm.tryEntry(u, t) {
		return true
	}
	for k := range 8 {
		var x int32
		if roomy && k%2 == 0 || len(list) == 0 {
			x = sm.elsewhere(u)
		} else {
			x = list[sm.rnd.below(len(list))]
		}
		if x < 0 {
			continue
		}
		change, ok := sm.change(u, x)
		if ok && float64(cost+change+sm.leaving(u, x, t)) <= sm.limit {
			return sm.exchange(u, x, t)
		}
	}
	return false
}

// elsewhere picks a meeting that may make way for u though it stands in
// another slot: of someone with breaks, of those of u, or any.
func (sm *smoother) elsewhere(u int32) int32 {
	st := sm.st
	kind := sm.rnd.below(3)
	if kind == 0 {
		if i, d := sm.someBroken(); i >= 0 {
			first, last := st.extent(i, d)
			if sm.rnd.below(2) == 0 {
				return st.holder(i, first)
			}
			return st.holder(i, last)
		}
	}
	if people := sm.in.required(u); kind == 1 && len(people) > 0 {
		i := people[sm.rnd.below(len(people))]
		if s := sm.someBusy(i); s >= 0 {
			return st.holder(i, s)
		}
	}
	list := st.list[sm.slots[sm.rnd.below(len(sm.slots))]]
	if len(list) == 0 {
		return -1
	}
	return list[sm.rnd.below(len(list))]
}

// holds returns the meeting that holds those who must attend u in slot t, -1
// for none, and whether it is the only one.
func (sm *smoother) holds(u int32, t int16) (int32, bool) {
	x := int32(-1)
	for _, i := range sm.in.required(u) {
		h := sm.st.holder(i, t)
		if h >= 0 && x >= 0 && h != x {
			return x, false
		}
		x = max(x, h)
	}
	return x, true
}

// tryReplace exchanges u for x, with which it shares people, in slot t.
func (sm *smoother) tryReplace(u, x int32, t int16) bool {
	st := sm.st
	change, ok := sm.change(u, x)
	if !ok {
		return false
	}
	class := st.class[x]
	st.lift(x)
	sm.count(x, -1)
	fits := st.ordered(u, t) && st.seatFor(u, t)
	cost := change + sm.soft.moved*(sm.in.movedIn(u, t)-sm.in.movedIn(x, t))
	if fits {
		cost += sm.without(u, x, t) - sm.without(x, u, t)
	}
	st.drop(x, t, class)
	sm.count(x, 1)
	return fits && float64(cost) <= sm.limit && sm.exchange(u, x, t)
}

// without is what it costs those of a who are not in b to be busy in slot t.
func (sm *smoother) without(a, b int32, t int16) int64 {
	cost := int64(0)
	others := sm.st.seats(b)
	for _, i := range sm.st.seats(a) {
		if i >= 0 && !slices.Contains(others, i) {
			cost += sm.shift(i, -1, t)
		}
	}
	return cost
}

// proposeEntry picks a left-out request and a slot for it: an idle slot of
// someone with breaks, or one beside a meeting of one of its people.
func (sm *smoother) proposeEntry() (int32, int16) {
	if sm.rnd.below(2) == 0 {
		if i, d := sm.someBroken(); i >= 0 {
			return sm.entryFor(i, d)
		}
	}
	u := sm.left[sm.rnd.below(len(sm.left))]
	people := sm.in.required(u)
	if len(people) == 0 {
		return u, sm.slots[sm.rnd.below(len(sm.slots))]
	}
	s := sm.someBusy(people[sm.rnd.below(len(people))])
	if s < 0 {
		return -1, -1
	}
	t := s + int16(sm.rnd.below(3)) - 1
	if t < 0 || int(t) >= sm.in.slots || sm.in.slotDay[t] != sm.in.slotDay[s] {
		return -1, -1
	}
	return u, t
}

// entryFor picks a left-out request of i for an idle slot of its day d.
func (sm *smoother) entryFor(i, d int32) (int32, int16) {
	first, last := sm.st.extent(i, d)
	t := first + int16(sm.rnd.below(int(last-first+1)))
	for k := 0; k < 4 && sm.st.isBusy(i, t); k++ {
		t = first + int16(sm.rnd.below(int(last-first+1)))
	}
	own := sm.of[sm.byOf[i]:sm.byOf[i+1]]
	if sm.st.isBusy(i, t) || len(own) == 0 {
		return -1, -1
	}
	from := sm.rnd.below(len(own))
	for k := range own {
		at := from + k
		if at >= len(own) {
			at -= len(own)
		}
		if r := own[at]; sm.held[r] && sm.entersFree(r, t) {
			return r, t
		}
	}
	return -1, -1
}

// entersFree says whether those who must attend r are free in slot t.
func (sm *smoother) entersFree(r int32, t int16) bool {
	if !sm.in.mayUse(r, t) {
		return false
	}
	for _, i := range sm.in.required(r) {
		if sm.st.isBusy(i, t) {
			return false
		}
	}
	return true
}

// toll is what a unit of weight less costs, about seven breaks: seldom enough
// for it to come back.
const toll = 150

// change is what it costs in weight to have u for x, and whether x may go for
// it: what is compulsory or stands where it was published stays. A large
// schedule never weighs less.
func (sm *smoother) change(u, x int32) (int64, bool) {
	in := sm.in
	if !sm.mayChange(x) || in.mandatory[u] != in.mandatory[x] || in.must[x] || in.publishedSlot[x] == sm.st.slotOf[x] {
		return 0, false
	}
	less := int64(in.weight[x]) - int64(in.weight[u])
	if less <= 0 || sm.sc.weight == 0 {
		return toll * less, true
	}
	if sm.strict || !sm.alone {
		return 0, false
	}
	return toll * less, sm.target-sm.st.value(sm.sc)+less*sm.sc.weight <= 4*sm.sc.weight
}

// tryEntry lets u, whose seats are set, in where nobody need leave for it.
func (sm *smoother) tryEntry(u int32, t int16) bool {
	st := sm.st
	d := int32(sm.in.slotDay[t])
	var before, after standing
	for _, i := range st.seats(u) {
		if i >= 0 {
			before = before.plus(sm.both(i, d, d), 1)
		}
	}
	st.rehoused = st.rehoused[:0]
	if !st.settle(u, t) {
		return false
	}
	sm.count(u, 1)
	after.early, after.moved = int64(t), sm.in.movedIn(u, t)
	for _, i := range st.seats(u) {
		if i >= 0 {
			after = after.plus(sm.both(i, d, d), 1)
			sm.rememberPerson(i, d, d)
		}
	}
	sm.total = sm.total.plus(after, 1).plus(before, -1)
	sm.letIn(u)
	return true
}

// leaving is what it costs, beyond the entry of u into slot t, that x leaves.
func (sm *smoother) leaving(u, x int32, t int16) int64 {
	s := sm.st.slotOf[x]
	cost := -sm.soft.moved*sm.in.movedIn(x, s) - sm.soft.early*int64(s)
	coming := sm.st.seats(u)
	for _, i := range sm.st.seats(x) {
		switch {
		case i < 0:
		case slices.Contains(coming, i):
			cost += sm.shift(i, s, t) - sm.shift(i, -1, t)
		default:
			cost += sm.shift(i, s, -1)
		}
	}
	return cost
}

// exchange puts u, whose seats are set, into slot t and takes x out of its own,
// if the places, rules and floors allow.
func (sm *smoother) exchange(u, x int32, t int16) bool {
	st := sm.st
	if st.in.linked[x] && (st.in.linked[u] || st.needed(x)) {
		return false
	}
	s, class, short := st.slotOf[x], st.class[x], st.short
	before := sm.exchanged(u, x, s, t)
	before.early, before.moved = int64(s), st.in.movedIn(x, s)
	st.rehoused = st.rehoused[:0]
	st.lift(x)
	sm.count(x, -1)
	if st.settle(u, t) {
		sm.count(u, 1)
		if st.short <= short {
			after := sm.exchanged(u, x, s, t)
			after.early, after.moved = int64(t), st.in.movedIn(u, t)
			sm.total = sm.total.plus(after, 1).plus(before, -1)
			sm.swapPools(u, x, s, t)
			return true
		}
		st.lift(u)
		sm.count(u, -1)
	}
	st.rehouseBack()
	st.drop(x, s, class)
	sm.count(x, 1)
	return false
}

// count keeps the counts of meetings; who meets how often is left aside where
// others change that too.
func (sm *smoother) count(r, by int32) {
	if sm.alone {
		sm.st.count(r, by)
		return
	}
	sm.weight += int64(by) * int64(sm.in.weight[r])
	sm.placed += int(by)
}

// exchanged is the standing on the days of slots s and t of all whom the
// exchange of u and x concerns.
func (sm *smoother) exchanged(u, x int32, s, t int16) standing {
	var c standing
	d, e := int32(sm.in.slotDay[s]), int32(sm.in.slotDay[t])
	coming := sm.st.seats(u)
	for _, i := range coming {
		if i >= 0 {
			c = c.plus(sm.both(i, d, e), 1)
		}
	}
	for _, i := range sm.st.seats(x) {
		if i >= 0 && !slices.Contains(coming, i) {
			c = c.plus(sm.both(i, d, e), 1)
		}
	}
	return c
}

func (sm *smoother) swapPools(u, x int32, s, t int16) {
	sm.letIn(u)
	sm.keepOut(x)
	d, e := int32(sm.in.slotDay[s]), int32(sm.in.slotDay[t])
	for _, r := range [2]int32{u, x} {
		for _, i := range sm.st.seats(r) {
			if i >= 0 {
				sm.rememberPerson(i, d, e)
			}
		}
	}
}

// recountMeetings takes who meets how often from the schedule as it is.
func (st *state) recountMeetings() {
	in := st.in
	clear(st.meets)
	clear(st.orgMet)
	for r := range int32(in.requests) {
		if st.slotOf[r] < 0 {
			continue
		}
		seats := st.seats(r)
		for k, i := range seats {
			if i < 0 {
				continue
			}
			st.meets[i]++
			if o := in.org[i]; o >= 0 && !in.represented(seats[:k], o) {
				st.orgMet[o]++
			}
		}
	}
}
