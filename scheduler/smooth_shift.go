package scheduler

import "slices"

// Where change-over counts, a meeting can go to another slot only in a zone that
// its people reach there, and the tables of that zone may all be taken: then one
// of its meetings takes the place that is left.

// tryShift moves r, whose people are free in slot to, if that costs no more than
// the limit, to a class in reach there.
func (sm *smoother) tryShift(r int32, to int16) bool {
	st, in := sm.st, sm.in
	from, class := st.slotOf[r], st.class[r]
	cost := sm.moving(r, from, to) + sm.shifting(r, from, to)
	if float64(cost) > sm.limit+hope {
		return false
	}
	st.lift(r)
	w, ok := st.fits(st.seats(r), to)
	st.drop(r, from, class)
	if !ok {
		return false
	}
	choices := st.choices(r)
	first := sm.rnd.below(max(1, len(choices)))
	for n := range choices {
		c := choices[(first+n)%len(choices)]
		if !in.covers(w, c) {
			continue
		}
		st.seed()
		st.include(r)
		if !st.room(to, c) {
			return sm.giveTable(r, to, c, cost) && sm.make(from, to)
		}
		if float64(cost) <= sm.limit {
			return sm.make(from, to)
		}
	}
	return false
}

// shifting is what it costs those of r to meet in slot to instead of from.
func (sm *smoother) shifting(r int32, from, to int16) int64 {
	cost := int64(0)
	for _, i := range sm.st.seats(r) {
		if i >= 0 {
			cost += sm.shift(i, from, to)
		}
	}
	return cost
}

// giveTable adds to the component a meeting of class c in slot to that can take
// the table of r by itself, such that all costs no more than the limit.
func (sm *smoother) giveTable(r int32, to int16, c int32, cost int64) bool {
	st, in := sm.st, sm.in
	from, class := st.slotOf[r], st.class[r]
	list := st.inClass(to, c)
	for range min(len(list), 8) {
		x := list[sm.rnd.below(len(list))]
		if in.linked[x] || !sm.loose(x, from) || !slices.Contains(st.choices(x), class) {
			continue
		}
		if float64(cost+sm.moving(x, to, from)+sm.shifting(x, to, from)) > sm.limit {
			continue
		}
		st.lift(x)
		w, ok := st.fits(st.seats(x), from)
		st.drop(x, to, c)
		if ok && in.covers(w, class) {
			st.include(x)
			return true
		}
	}
	return false
}
