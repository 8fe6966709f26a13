package scheduler

// settle places u in s, if need be by taking out a meeting at a place that
// would do.
func (tr *trader) settle(u int32, s int16) bool {
	st := tr.st
	open := st.in.groupOff[u] < st.in.groupOff[u+1]
	if open && tr.rnd.below(2) == 0 && st.ordered(u, s) && st.seatAny(u, s, tr.rnd) && st.settle(u, s) {
		st.count(u, 1)
		return true
	}
	if st.tryAt(u, s) {
		return true
	}
	if st.in.classes == 1 {
		return false
	}
	return tr.settleAt(u, s)
}

// settleAt places u in s in a class drawn by chance, taking out a meeting there
// and those that are too near in another zone.
func (tr *trader) settleAt(u int32, s int16) bool {
	st, in := tr.st, tr.st.in
	if !st.ordered(u, s) || !st.seatFor(u, s) {
		return false
	}
	choices := st.choices(u)
	if len(choices) == 0 {
		return false
	}
	c := choices[tr.rnd.below(len(choices))]
	if w := st.within(st.seats(u), s); !in.covers(w, c) {
		for range 4 {
			if d := choices[tr.rnd.below(len(choices))]; in.covers(w, d) {
				c = d
			}
		}
	}
	if z := in.classZone[c]; in.changeover > 0 && z != anyZone && !tr.comeNear(u, s, z) {
		return false
	}
	if list := st.inClass(s, c); !st.room(s, c) && (len(list) == 0 || !tr.out(list[tr.rnd.below(len(list))])) {
		return false
	}
	return st.tryAt(u, s)
}

// comeNear takes out the meetings of those on the seats of u that are too near
// slot s for a change-over to zone z.
func (tr *trader) comeNear(u int32, s int16, z int32) bool {
	st, in := tr.st, tr.st.in
	for _, i := range st.seats(u) {
		for way := int16(-1); i >= 0 && way <= 1; way += 2 {
			x, _ := st.nearBeside(i, s, way)
			if x >= 0 && in.classZone[st.class[x]] != z && !tr.out(x) {
				return false
			}
		}
	}
	return true
}

// clear takes out what holds those of u in slot s, one meeting if the tables
// are all taken, and one of whoever has reached a limit.
func (tr *trader) clear(u int32, s int16) bool {
	st, in := tr.st, tr.st.in
	for _, x := range in.before[in.beforeOff[u]:in.beforeOff[u+1]] {
		if st.slotOf[x] >= 0 && st.slotOf[x] <= s && !tr.out(x) {
			return false
		}
	}
	for _, i := range in.required(u) {
		if x := st.holder(i, s); x >= 0 && !tr.out(x) {
			return false
		}
	}
	for _, i := range in.required(u) {
		if !tr.withinLimits(i) || !tr.rest(i, s) {
			return false
		}
	}
	for g := in.groupOff[u]; g < in.groupOff[u+1]; g++ {
		if !tr.freeMember(u, g, s) {
			return false
		}
	}
	if in.classes == 1 && !st.anyRoom(s) {
		list := st.list[s]
		return len(list) > 0 && tr.out(list[tr.rnd.below(len(list))])
	}
	return true
}

// withinLimits makes room for one more meeting of i under its own limit and
// that of its organisation.
func (tr *trader) withinLimits(i int32) bool {
	st, in := tr.st, tr.st.in
	for st.meets[i] >= in.maxAll[i] {
		if x := st.someMeeting(i, tr.rnd); x < 0 || !tr.out(x) {
			return false
		}
	}
	o := in.org[i]
	for o >= 0 && st.orgMet[o] >= in.orgMax[o] {
		all := tr.staff[o]
		j, x := tr.rnd.below(len(all)), int32(-1)
		for k := 0; k < len(all) && x < 0; k++ {
			x = st.someMeeting(all[(j+k)%len(all)], tr.rnd)
		}
		if x < 0 || !tr.out(x) {
			return false
		}
	}
	return true
}

// someMeeting picks one of i's meetings, -1 if it has none.
func (st *state) someMeeting(i int32, rnd *random) int32 {
	from := rnd.below(st.in.slots)
	for n := range st.in.slots {
		if x := st.holder(i, int16((from+n)%st.in.slots)); x >= 0 {
			return x
		}
	}
	return -1
}

// freeMember sees to it that one of a group is free in slot s.
func (tr *trader) freeMember(u, g int32, s int16) bool {
	st, in := tr.st, tr.st.in
	members := in.members(g)
	busy, seen := int32(-1), 0
	for _, i := range members {
		if !in.forced[u] && !in.isOpen(i, s) {
			continue
		}
		x := st.holder(i, s)
		if x < 0 && st.meets[i] < in.maxAll[i] && !st.tired(i, s) {
			return tr.withinLimits(i)
		}
		if seen++; tr.rnd.below(seen) == 0 {
			busy = i
		}
	}
	if busy < 0 {
		return false
	}
	if x := st.holder(busy, s); x >= 0 && !tr.out(x) {
		return false
	}
	return tr.withinLimits(busy) && tr.rest(busy, s)
}

// rest takes out meetings of i until one in slot s is not too many for it on
// that day or in a row.
func (tr *trader) rest(i int32, s int16) bool {
	for tr.st.tired(i, s) {
		x := tr.st.tiring(i, s, func(int32, int32) bool { return tr.rnd.below(2) == 0 })
		if x < 0 || !tr.out(x) {
			return false
		}
	}
	return true
}
