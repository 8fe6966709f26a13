package scheduler

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
