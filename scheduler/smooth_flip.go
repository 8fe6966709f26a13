package scheduler

// propose picks a meeting and the slot where it should go.
func (sm *smoother) propose() (int32, int16) {
	if len(sm.stray) > 0 && sm.rnd.below(4) == 0 {
		return sm.proposeHome()
	}
	if sm.rnd.below(8) < 5 {
		if i, d := sm.someBroken(); i >= 0 {
			return sm.proposeMend(i, d)
		}
	}
	s := sm.slots[sm.rnd.below(len(sm.slots))]
	list := sm.st.list[s]
	if len(list) == 0 {
		return -1, -1
	}
	r := list[sm.rnd.below(len(list))]
	if sm.rnd.below(4) == 0 {
		return r, sm.slots[sm.rnd.below(len(sm.slots))]
	}
	return r, sm.beside(r)
}

// lookForStrays lists the published meetings that could go back to their slots.
func (sm *smoother) lookForStrays() {
	sm.stray = sm.stray[:0]
	if sm.soft.moved == 0 {
		return
	}
	in := sm.in
	for _, s := range sm.slots {
		for _, r := range sm.st.list[s] {
			if was := in.publishedSlot[r]; was >= 0 && was != s && sm.mine[in.slotDay[was]] && in.mayUse(r, was) {
				sm.stray = append(sm.stray, r)
			}
		}
	}
}

// proposeHome picks a published meeting and its slot, -1 if it stands there.
func (sm *smoother) proposeHome() (int32, int16) {
	r := sm.stray[sm.rnd.below(len(sm.stray))]
	if s := sm.st.slotOf[r]; s < 0 || s == sm.in.publishedSlot[r] {
		return -1, -1
	}
	return r, sm.in.publishedSlot[r]
}

// someBroken picks a participant and one of its days with breaks.
func (sm *smoother) someBroken() (int32, int32) {
	n := 0
	for _, d := range sm.days {
		n += len(sm.broken[d])
	}
	if n == 0 {
		return -1, -1
	}
	k := sm.rnd.below(n)
	for _, d := range sm.days {
		if k < len(sm.broken[d]) {
			return sm.broken[d][k], d
		}
		k -= len(sm.broken[d])
	}
	return -1, -1
}

// beside picks a slot beside another meeting of one who attends r.
func (sm *smoother) beside(r int32) int16 {
	st, in := sm.st, sm.in
	seats := st.seats(r)
	i := seats[sm.rnd.below(len(seats))]
	if i < 0 {
		return -1
	}
	s := sm.someBusy(i)
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

// someBusy picks a slot of its own days in which i has a meeting, -1 if none
// is on the day drawn.
func (sm *smoother) someBusy(i int32) int16 {
	in := sm.in
	d := sm.days[sm.rnd.below(len(sm.days))]
	n := int(in.dayFirst[d+1] - in.dayFirst[d])
	from := sm.rnd.below(n)
	for k := range n {
		at := from + k
		if at >= n {
			at -= n
		}
		if s := in.dayFirst[d] + int16(at); sm.st.isBusy(i, s) {
			return s
		}
	}
	return -1
}

// proposeMend picks one of the meetings of i's day d, which has breaks, and an
// idle slot inside the day or just outside it, or a slot of another day.
func (sm *smoother) proposeMend(i, d int32) (int32, int16) {
	st, in := sm.st, sm.in
	first, last := st.extent(i, d)
	n := int(last - first + 1)
	var s int16
	if sm.rnd.below(2) == 0 {
		// A meeting at either end is the one that most often should go.
		s = first
		if sm.rnd.below(2) == 0 {
			s = last
		}
	} else {
		s = first + int16(sm.rnd.below(n))
		for !st.isBusy(i, s) {
			if s++; s > last {
				s = first
			}
		}
	}
	r := st.holder(i, s)
	if len(sm.days) > 1 && sm.rnd.below(4) == 0 {
		return r, sm.beside(r)
	}
	low, high := max(first-1, in.dayFirst[d]), min(last+1, in.dayFirst[d+1]-1)
	to := low + int16(sm.rnd.below(int(high-low+1)))
	for k := 0; k < 3 && st.isBusy(i, to); k++ {
		to = low + int16(sm.rnd.below(int(high-low+1)))
	}
	return r, to
}

// extent returns the first and last slot of i's day d with a meeting.
func (st *state) extent(i, d int32) (first, last int16) {
	in := st.in
	first, last = -1, -1
	for s := in.dayFirst[d]; s < in.dayFirst[d+1]; s++ {
		if st.isBusy(i, s) {
			if first < 0 {
				first = s
			}
			last = s
		}
	}
	return first, last
}

// hope is what a partner may be expected to save at most.
const hope = 44

// tryFlip makes the flip that takes r to another slot if it costs no more than
// the limit. Where tables run short, another meeting goes the other way.
func (sm *smoother) tryFlip(r int32, to int16) bool {
	st := sm.st
	from := st.slotOf[r]
	if from == to || !sm.in.mayUse(r, to) {
		return false
	}
	if sm.in.changeover > 0 && !sm.in.linked[r] && sm.loose(r, to) {
		return sm.tryShift(r, to)
	}
	st.seed()
	st.include(r)
	if (sm.in.linked[r] || !sm.loose(r, to)) && !st.grow(from, to, maxComponent) {
		return false
	}
	cost := sm.weigh(from, to)
	if float64(cost) > sm.limit+hope {
		return false
	}
	n := st.balance(from)
	switch {
	case int32(len(st.list[to]))+n > sm.room[to]:
		if !sm.withPartner(to, from, cost) || n > 1 && !sm.fits(from, to) {
			return false
		}
	case int32(len(st.list[from]))-n > sm.room[from]:
		if !sm.withPartner(from, to, cost) || n < -1 && !sm.fits(from, to) {
			return false
		}
	case float64(cost) > sm.limit:
		return false
	}
	return sm.make(from, to)
}

func (sm *smoother) fits(from, to int16) bool {
	n := sm.st.balance(from)
	return int32(len(sm.st.list[to]))+n <= sm.room[to] && int32(len(sm.st.list[from]))-n <= sm.room[from]
}

// weigh computes what the flip of the component costs.
func (sm *smoother) weigh(a, b int16) int64 {
	st := sm.st
	cost := int64(0)
	for _, r := range st.comp {
		from := st.slotOf[r]
		to := a + b - from
		cost += sm.moving(r, from, to)
		for _, i := range st.seats(r) {
			if i >= 0 && !st.isBusy(i, to) {
				cost += sm.shift(i, from, to)
			}
		}
	}
	return cost
}

// withPartner adds to the component a meeting of slot s that can go to slot t
// by itself, such that all costs no more than the limit.
func (sm *smoother) withPartner(s, t int16, cost int64) bool {
	st := sm.st
	list := st.list[s]
	if len(list) == 0 {
		return false
	}
	for range 8 {
		x := list[sm.rnd.below(len(list))]
		if st.inComp(x) || !sm.loose(x, t) {
			continue
		}
		c := cost + sm.moving(x, s, t)
		for _, i := range st.seats(x) {
			if i >= 0 {
				c += sm.shift(i, s, t)
			}
		}
		if float64(c) <= sm.limit {
			st.include(x)
			return !sm.in.linked[x] || st.compOrdered(t, s)
		}
	}
	return false
}

// loose says whether x may go to slot t while nothing else moves.
func (sm *smoother) loose(x int32, t int16) bool {
	if !sm.in.mayUse(x, t) {
		return false
	}
	n := sm.in.requiredCount(x)
	for k, i := range sm.st.seats(x) {
		if i >= 0 && (sm.st.isBusy(i, t) || k >= n && !sm.in.isOpen(i, t)) {
			return false
		}
	}
	return true
}

// make flips the component and takes note of it.
func (sm *smoother) make(a, b int16) bool {
	before := sm.around(a, b)
	if !sm.st.flip(a, b) {
		return false
	}
	after := sm.around(a, b)
	sm.total = sm.total.plus(after, 1).plus(before, -1)
	sm.remember(a, b)
	return true
}

// around is the standing of all whom the component concerns, before or after
// its flip.
func (sm *smoother) around(a, b int16) standing {
	var c standing
	st, in := sm.st, sm.in
	d, e := int32(in.slotDay[a]), int32(in.slotDay[b])
	for _, r := range st.comp {
		s := st.slotOf[r]
		c.early += int64(s)
		c.moved += in.movedIn(r, s)
		for _, i := range st.seats(r) {
			if i < 0 || s == b && st.isBusy(i, a) {
				continue
			}
			c = c.plus(sm.both(i, d, e), 1)
		}
	}
	return c
}

// remember keeps the lists of who has breaks.
func (sm *smoother) remember(a, b int16) {
	st, in := sm.st, sm.in
	d, e := int32(in.slotDay[a]), int32(in.slotDay[b])
	for _, r := range st.comp {
		for _, i := range st.seats(r) {
			if i >= 0 {
				sm.rememberPerson(i, d, e)
			}
		}
	}
}

func (sm *smoother) rememberPerson(i, d, e int32) {
	sm.note(i, d, sm.st.dayStanding(i, d).breaks > 0)
	if e != d {
		sm.note(i, e, sm.st.dayStanding(i, e).breaks > 0)
	}
	if sm.in.spreadMax < unlimited {
		sm.recountPerson(i)
	}
}

func (sm *smoother) recountPerson(i int32) {
	n := int16(0)
	for d := range int32(sm.in.days()) {
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
