package scheduler

// The moves here are those of edge colouring: a slot is a colour, and the
// meetings of two slots that hang together by shared participants, a Kempe
// component, may swap their slots together without any conflict (Kempe 1879;
// for edges: Vizing 1964). Components of one day's two slots are small, so a
// move touches few participants at any size of the problem.

// seed starts a new component with r.
func (st *state) seed() {
	st.stamp++
	st.comp = st.comp[:0]
}

func (st *state) include(r int32) {
	if st.mark[r] != st.stamp {
		st.mark[r] = st.stamp
		st.comp = append(st.comp, r)
	}
}

func (st *state) inComp(r int32) bool { return r >= 0 && st.mark[r] == st.stamp }

// grow completes the component of the seeded meetings, each in slot a or b, up
// to most meetings. It reports whether each may stand in the other slot, as
// far as its own slots, availability and precedences say.
func (st *state) grow(a, b int16, most int) bool {
	in := st.in
	for k := 0; k < len(st.comp); k++ {
		if len(st.comp) > most {
			return false
		}
		r := st.comp[k]
		to := a
		if st.slotOf[r] == a {
			to = b
		}
		if !in.mayUse(r, to) {
			return false
		}
		for n, i := range st.seats(r) {
			if i < 0 {
				continue
			}
			if n >= in.requiredCount(r) && !in.isOpen(i, to) {
				return false
			}
			if st.isBusy(i, to) {
				st.include(st.holder(i, to))
			}
		}
	}
	return st.compOrdered(a, b)
}

func (in *instance) requiredCount(r int32) int { return int(in.allOff[r+1] - in.allOff[r]) }

// compOrdered says whether the precedences hold once the component flips.
func (st *state) compOrdered(a, b int16) bool {
	in := st.in
	then := func(x int32) int16 {
		s := st.slotOf[x]
		switch {
		case !st.inComp(x):
			return s
		case s == a:
			return b
		}
		return a
	}
	for _, r := range st.comp {
		if !in.linked[r] {
			continue
		}
		to := then(r)
		stays := in.slotDay[a] == in.slotDay[b]
		for _, x := range in.after[in.afterOff[r]:in.afterOff[r+1]] {
			if st.elsewhere(x) && !stays || !st.elsewhere(x) && then(x) >= to {
				return false
			}
		}
		for _, x := range in.before[in.beforeOff[r]:in.beforeOff[r+1]] {
			if st.elsewhere(x) {
				if !stays {
					return false
				}
			} else if s := then(x); s >= 0 && s <= to {
				return false
			}
		}
	}
	return true
}

// elsewhere says whether x, which has an order, stands on a day where someone
// else is at work. It does not leave that day meanwhile, so whoever stays on a
// day of its own keeps the order with it.
func (st *state) elsewhere(x int32) bool {
	return st.mine != nil && st.dayOf[x] >= 0 && !st.mine[st.dayOf[x]]
}

// balance returns by how many meetings slot b grows when the component flips.
func (st *state) balance(a int16) int32 {
	n := int32(0)
	for _, r := range st.comp {
		if st.slotOf[r] == a {
			n++
		} else {
			n--
		}
	}
	return n
}

// roomy says whether the slots' tables allow the flip plus extra meetings in
// slot b, as far as a single class of places tells.
func (st *state) roomy(a, b int16, extra int32) bool {
	if st.in.classes != 1 {
		return true
	}
	n := st.balance(a)
	return st.load[b]+n+extra <= st.in.classCap[b] && st.load[a]-n <= st.in.classCap[a]
}

// flip swaps the slots of the component. It reports whether the places and
// rules allow it; if not, nothing changes. Until the next flip, unflip takes
// it back.
func (st *state) flip(a, b int16) bool {
	st.undo, st.rehoused = st.undo[:0], st.rehoused[:0]
	for _, r := range st.comp {
		st.undo = append(st.undo, reset{r, st.slotOf[r], st.class[r]})
		st.lift(r)
	}
	if st.land(a, b) {
		return true
	}
	st.unflip()
	return false
}

// land drops the lifted component into the other of the two slots, each meeting
// in its class where it may.
func (st *state) land(a, b int16) bool {
	in := st.in
	for _, u := range st.undo {
		s := a + b - u.slot
		w, ok := st.fits(st.seats(u.r), s)
		switch {
		case !ok:
			return false
		case in.classes == 1 || st.room(s, u.class) && in.covers(w, u.class):
			st.drop(u.r, s, u.class)
		case !st.settle(u.r, s):
			return false
		}
	}
	return in.classes > 1 || st.load[a] <= in.classCap[a] && st.load[b] <= in.classCap[b]
}

// unflip puts the component of the last flip back.
func (st *state) unflip() {
	for _, u := range st.undo {
		if st.slotOf[u.r] >= 0 {
			st.lift(u.r)
		}
	}
	st.rehouseBack()
	for _, u := range st.undo {
		st.drop(u.r, u.slot, u.class)
	}
}
