package scheduler

import "slices"

// tryReseat lets others attend a meeting that leaves it open who does, in its
// slot or in another one.
func (sm *smoother) tryReseat() bool {
	st, in := sm.st, sm.in
	r, to := sm.propose()
	if r < 0 || in.groupOff[r] == in.groupOff[r+1] || in.pinned[r] || in.linked[r] || !sm.mayChange(r) {
		return false
	}
	s, class := st.slotOf[r], st.class[r]
	if to < 0 || sm.rnd.below(2) == 0 {
		to = s
	}
	sm.went = append(sm.went[:0], st.seats(r)...)
	st.lift(r)
	sm.count(r, -1)
	ok := sm.entersFree(r, to) && st.seatAny(r, to, sm.rnd) && (to != s || !slices.Equal(sm.went, st.seats(r)))
	ok = ok && float64(sm.having(st.seats(r), to)-sm.having(sm.went, s)+sm.moving(r, s, to)) <= sm.limit
	sm.came = append(sm.came[:0], st.seats(r)...)
	sm.putBack(r, s, class)
	return ok && sm.reseat(r, to)
}

// having is what it costs those on the seats, free in slot s, to have a meeting
// there.
func (sm *smoother) having(seats []int32, s int16) int64 {
	cost := int64(0)
	for _, i := range seats {
		if i >= 0 {
			cost += sm.shift(i, -1, s)
		}
	}
	return cost
}

// putBack has r stand in slot s again with those who went.
func (sm *smoother) putBack(r int32, s int16, class int32) {
	copy(sm.st.seats(r), sm.went)
	sm.st.drop(r, s, class)
	sm.count(r, 1)
}

// reseat moves r to slot t with those who came, if places, rules and floors
// allow.
func (sm *smoother) reseat(r int32, t int16) bool {
	st := sm.st
	s, class, short := st.slotOf[r], st.class[r], st.short
	before := sm.seated(s, t)
	before.early, before.moved = int64(s), sm.in.movedIn(r, s)
	st.rehoused = st.rehoused[:0]
	st.lift(r)
	sm.count(r, -1)
	copy(st.seats(r), sm.came)
	if st.settle(r, t) {
		sm.count(r, 1)
		if st.short <= short {
			after := sm.seated(s, t)
			after.early, after.moved = int64(t), sm.in.movedIn(r, t)
			sm.total = sm.total.plus(after, 1).plus(before, -1)
			sm.rememberSeated(s, t)
			return true
		}
		st.lift(r)
		sm.count(r, -1)
	}
	st.rehouseBack()
	sm.putBack(r, s, class)
	return false
}

// seated is the standing, on the days of slots s and t, of those who went and
// came.
func (sm *smoother) seated(s, t int16) standing {
	var c standing
	d, e := int32(sm.in.slotDay[s]), int32(sm.in.slotDay[t])
	for _, i := range sm.went {
		if i >= 0 {
			c = c.plus(sm.both(i, d, e), 1)
		}
	}
	for _, i := range sm.came {
		if i >= 0 && !slices.Contains(sm.went, i) {
			c = c.plus(sm.both(i, d, e), 1)
		}
	}
	return c
}

func (sm *smoother) rememberSeated(s, t int16) {
	d, e := int32(sm.in.slotDay[s]), int32(sm.in.slotDay[t])
	for _, seats := range [2][]int32{sm.went, sm.came} {
		for _, i := range seats {
			if i >= 0 {
				sm.rememberPerson(i, d, e)
			}
		}
	}
}
