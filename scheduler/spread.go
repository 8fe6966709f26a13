package scheduler

// meetSpread leaves out meetings until the break spread holds, where nothing
// compulsory stands in the way: those of whoever has the most breaks, and of
// them the one that is worth least for what it mends.
func (se *search) meetSpread() {
	st, in := se.st, se.in
	if in.spreadMax == unlimited {
		return
	}
	for st.standing().excess > 0 {
		i := in.mostBroken(st)
		r := se.leastFor(i)
		if r < 0 {
			return
		}
		st.take(r)
	}
}

func (in *instance) mostBroken(st *state) int32 {
	worst, most := int32(0), int64(-1)
	for i := range int32(in.people) {
		if n := st.breaksOfPerson(i); n > most {
			worst, most = i, n
		}
	}
	return worst
}

// leastFor picks the meeting of i to leave out: one whose loss gives i fewer
// breaks and is worth least; else the one worth least; -1 if none may go.
func (se *search) leastFor(i int32) int32 {
	st, in := se.st, se.in
	best, bestMends, bestWorth := int32(-1), false, int64(0)
	before := st.breaksOfPerson(i)
	for s := range int16(in.slots) {
		r := st.holder(i, s)
		if r < 0 || in.must[r] || in.linked[r] && st.needed(r) {
			continue
		}
		row := int(i) * in.words
		st.setBusy(row, s, false)
		mends := st.breaksOfPerson(i) < before
		st.setBusy(row, s, true)
		worth := st.worth(se.sc, r)
		if best < 0 || mends && !bestMends || mends == bestMends && worth < bestWorth {
			best, bestMends, bestWorth = r, mends, worth
		}
	}
	return best
}
