package scheduler

// grouped lists the requests that leave open who attends.
func (in *instance) grouped() []int32 {
	var list []int32
	for r := range int32(in.requests) {
		if in.groupOff[r] < in.groupOff[r+1] {
			list = append(list, r)
		}
	}
	return list
}

// seatAny fills the seats of r for slot s as seatFor does, but picks those who
// attend for a group by chance.
func (st *state) seatAny(r int32, s int16, rnd *random) bool {
	in := st.in
	seats := st.seats(r)
	n := copy(seats, in.required(r))
	for _, i := range seats[:n] {
		if st.holder(i, s) >= 0 {
			return false
		}
	}
	for g := in.groupOff[r]; g < in.groupOff[r+1]; g++ {
		pick, seen := int32(-1), 0
		for _, i := range in.members(g) {
			if !st.available(i, s, in.forced[r]) {
				continue
			}
			if seen++; rnd.below(seen) == 0 {
				pick = i
			}
		}
		if st.satisfied(g, seats[:n]) {
			pick = -1
		} else if pick < 0 {
			return false
		}
		seats[n] = pick
		n++
	}
	return st.underLimits(seats)
}

// satisfied says whether one of those seated belongs to a group.
func (st *state) satisfied(g int32, seated []int32) bool {
	for _, i := range st.in.members(g) {
		for _, there := range seated {
			if there == i {
				return true
			}
		}
	}
	return false
}

// reseat tries other people for a meeting, in its slot or another one.
func (tr *trader) reseat() {
	st, in := tr.st, tr.st.in
	r := int32(tr.rnd.below(in.requests))
	if tr.rnd.below(2) == 0 {
		r = tr.open[tr.rnd.below(len(tr.open))]
	}
	s := st.slotOf[r]
	if s < 0 {
		return
	}
	if !in.pinned[r] && tr.rnd.below(2) == 0 {
		s = tr.slotFor(r)
	}
	before := tr.figures()
	tr.moved, st.rehoused = tr.moved[:0], st.rehoused[:0]
	tr.log(r)
	if !st.ordered(r, s) || !st.seatAny(r, s, tr.rnd) || !st.settle(r, s) {
		tr.restore()
		return
	}
	st.count(r, 1)
	if !tr.accepts(before) {
		tr.restore()
	}
}
