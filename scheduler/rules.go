package scheduler

import "slices"

// reset is a meeting to be put back where it was.
type reset struct {
	r     int32
	slot  int16
	class int32
}

// rulesHold says whether those on the seats keep what concerns their day d:
// meetings a day and in a row, and the way between zones.
func (st *state) rulesHold(seats []int32, d int16) bool {
	if !st.in.strict {
		return true
	}
	for _, i := range seats {
		if i >= 0 && (!st.dayHolds(i, d) || !st.rowsHold(i, d) || !st.zonesHold(i, d)) {
			return false
		}
	}
	return true
}

func (st *state) dayHolds(i int32, d int16) bool {
	in := st.in
	if in.maxDay[i] == unlimited {
		return true
	}
	n := int32(0)
	for s := in.dayFirst[d]; s < in.dayFirst[d+1]; s++ {
		if st.holder(i, s) >= 0 {
			n++
		}
	}
	return n <= in.maxDay[i]
}

func (st *state) rowsHold(i int32, d int16) bool {
	in := st.in
	if in.maxRow[i] == unlimited {
		return true
	}
	for _, session := range in.sessions {
		if in.slotDay[session.from] != d {
			continue
		}
		run := int32(0)
		for s := session.from; s < session.to; s++ {
			if st.holder(i, s) < 0 {
				run = 0
				continue
			}
			if run++; run > in.maxRow[i] {
				return false
			}
		}
	}
	return true
}

func (st *state) zonesHold(i int32, d int16) bool {
	in := st.in
	if in.changeover == 0 {
		return true
	}
	zone, free := int32(anyZone), 0
	for s := in.dayFirst[d]; s < in.dayFirst[d+1]; s++ {
		r := st.holder(i, s)
		if r < 0 {
			free++
			continue
		}
		z := in.classZone[st.class[r]]
		if z == anyZone {
			continue
		}
		if zone != anyZone && z != zone && free < in.changeover {
			return false
		}
		zone, free = z, 0
	}
	return true
}

// settle drops r, whose seats are set and free, into slot s in a class that
// has room and keeps the rules; one other meeting of the slot may change its
// class for it. It reports whether it could.
func (st *state) settle(r int32, s int16) bool {
	d := st.in.slotDay[s]
	list := st.choices(r)
	for _, c := range list {
		if !st.room(s, c) {
			continue
		}
		st.drop(r, s, c)
		if st.rulesHold(st.seats(r), d) {
			return true
		}
		st.lift(r)
		if st.in.changeover == 0 {
			return false
		}
	}
	if st.in.classes == 1 {
		return false
	}
	return st.settleFor(r, s, list)
}

// mostRehoused is how many meetings of a class are tried to make room for one:
// in a large hall the others stand as tightly.
const mostRehoused = 32

// settleFor makes room in one of the classes by moving one meeting to another
// class in the same slot.
func (st *state) settleFor(r int32, s int16, list []int32) bool {
	d := st.in.slotDay[s]
	for _, c := range list {
		if st.in.classCap[int(s)*st.in.classes+int(c)] == 0 || st.room(s, c) {
			continue
		}
		tried, n := 0, len(st.list[s])
		for k := 0; k < n && tried < mostRehoused; k++ {
			x := st.list[s][(k+int(r))%n]
			if st.class[x] != c {
				continue
			}
			if tried++; !st.rehouse(x, s) {
				continue
			}
			st.drop(r, s, c)
			if st.rulesHold(st.seats(r), d) {
				st.rehoused = append(st.rehoused, reset{x, s, c})
				return true
			}
			st.lift(r)
			st.reclass(x, c)
			return false
		}
	}
	return false
}

// rehouse moves x to another class of its slot that has room.
func (st *state) rehouse(x int32, s int16) bool {
	before := st.class[x]
	for _, c := range st.choices(x) {
		if c == before || !st.room(s, c) {
			continue
		}
		st.reclass(x, c)
		if st.rulesHold(st.seats(x), st.in.slotDay[s]) {
			return true
		}
		st.reclass(x, before)
	}
	return false
}

func (st *state) reclass(x int32, c int32) {
	at := int(st.slotOf[x]) * st.in.classes
	st.load[at+int(st.class[x])]--
	st.load[at+int(c)]++
	st.class[x] = c
}

// rehouseBack takes back what settling moved to other classes, the last first;
// meetings that have been lifted since are left alone.
func (st *state) rehouseBack() {
	for k := len(st.rehoused) - 1; k >= 0; k-- {
		if u := st.rehoused[k]; st.slotOf[u.r] == u.slot {
			st.reclass(u.r, u.class)
		}
	}
	st.rehoused = st.rehoused[:0]
}

// reclassTo moves x to class c of its slot if x may be there and there is room.
func (st *state) reclassTo(x int32, c int32) {
	before := st.class[x]
	if c == before || !slices.Contains(st.choices(x), c) || !st.room(st.slotOf[x], c) {
		return
	}
	st.reclass(x, c)
	if !st.rulesHold(st.seats(x), st.in.slotDay[st.slotOf[x]]) {
		st.reclass(x, before)
	}
}
