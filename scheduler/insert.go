package scheduler

// seatFor fills the seats of r for slot s with people who are open and free
// there: all who must attend, and for each group not yet satisfied the member
// with the fewest meetings. It reports whether it could.
func (st *state) seatFor(r int32, s int16) bool {
	in := st.in
	seats := st.seats(r)
	n := copy(seats, in.required(r))
	for _, i := range seats[:n] {
		if st.holder(i, s) >= 0 || st.meets[i] >= in.maxAll[i] || st.tired(i, s) {
			return false
		}
	}
	for g := in.groupOff[r]; g < in.groupOff[r+1]; g++ {
		i, ok := st.memberFor(g, s, seats[:n], in.forced[r])
		if !ok {
			return false
		}
		seats[n] = i
		n++
	}
	return st.underLimits(seats)
}

// memberFor picks who attends for a group, whoever was published for it first:
// -1 when one of those seated does.
func (st *state) memberFor(g int32, s int16, seated []int32, forced bool) (int32, bool) {
	in := st.in
	best, former := int32(-1), int32(-1)
	for _, i := range in.members(g) {
		for _, there := range seated {
			if there == i {
				return -1, true
			}
		}
		if !st.available(i, s, forced) {
			continue
		}
		if in.publishedFor != nil && in.publishedFor[g] == i {
			former = i
		}
		if best < 0 || st.meets[i] < st.meets[best] {
			best = i
		}
	}
	if former >= 0 {
		return former, true
	}
	return best, best >= 0
}

// available says whether i could attend one meeting more in slot s, as far as
// its agenda and limits say; forced ones waive that it is there.
func (st *state) available(i int32, s int16, forced bool) bool {
	return st.holder(i, s) < 0 && st.meets[i] < st.in.maxAll[i] && (forced || st.in.isOpen(i, s)) && !st.tired(i, s)
}

// freeWord returns one word of the slots in which r may stand and all who must
// attend are free.
func (st *state) freeWord(r int32, w int) uint64 {
	in := st.in
	word := in.allowed[int(r)*in.words+w]
	for _, i := range in.required(r) {
		word &^= st.busy[int(i)*in.words+w]
	}
	return word
}

// tryAt places r in slot s if it fits as it stands.
func (st *state) tryAt(r int32, s int16) bool {
	if !st.ordered(r, s) || !st.seatFor(r, s) || !st.settle(r, s) {
		return false
	}
	st.count(r, 1)
	return true
}

// addedBreaks estimates what r in slot s does to the breaks of those who must
// attend: idle neighbours count, meetings beside count against.
func (st *state) addedBreaks(r int32, s int16) int {
	in := st.in
	cost := 0
	d := in.slotDay[s]
	for _, i := range in.required(r) {
		row := st.busy[int(i)*in.words:]
		day := row[in.dayWord[d]:in.dayWord[d+1]]
		b0, i0 := breaksOf(day)
		w, bit := in.slotWord[s]-in.dayWord[d], in.slotBit[s]
		day[w] |= bit
		b1, i1 := breaksOf(day)
		day[w] &^= bit
		cost += 16*(b1-b0) + (i1 - i0)
		if in.rather != nil && in.rather[int(i)*in.words+int(in.slotWord[s])]&bit != 0 {
			cost += 2
		}
	}
	return cost
}

// direct places r in a slot where all fits as it stands, the one that makes
// the fewest breaks; ties fall by chance.
func (st *state) direct(r int32, rnd *random) bool {
	in := st.in
	st.rehoused = st.rehoused[:0]
	best, bestCost := int16(-1), 0
	for s := range int16(in.slots) {
		if st.freeWord(r, int(in.slotWord[s]))&in.slotBit[s] == 0 || !st.anyRoom(s) {
			continue
		}
		cost := (st.addedBreaks(r, s)+st.lean(r, s))<<8 + rnd.below(256)
		if best >= 0 && cost >= bestCost {
			continue
		}
		if !st.ordered(r, s) || !st.seatFor(r, s) || !st.settle(r, s) {
			continue
		}
		st.lift(r)
		best, bestCost = s, cost
	}
	return best >= 0 && st.tryAt(r, best)
}

// lean draws a request early when more others come after it than before it, and
// late when fewer do; it keeps it from standing where some of these have no slot.
func (st *state) lean(r int32, s int16) int {
	in := st.in
	if !in.linked[r] {
		return 0
	}
	return 8*int(s)*int(in.tail[r]-in.head[r]) + 1<<16*int(max(0, s+1-in.window[r].to))
}

// anyRoom says whether a slot may hold one meeting more at all.
func (st *state) anyRoom(s int16) bool {
	if st.in.classes > 1 {
		return int32(len(st.list[s])) < st.in.slotCap[s]
	}
	return st.load[s] < st.in.classCap[s]
}

// hopeless says whether r needs someone who has no free slot or meeting left,
// so that no rearrangement of slots alone makes room.
func (st *state) hopeless(r int32) bool {
	in := st.in
	for _, i := range in.required(r) {
		if st.meets[i] >= in.maxAll[i] || st.saturated(i) {
			return true
		}
		if o := in.org[i]; o >= 0 && st.orgMet[o] >= in.orgMax[o] {
			return true
		}
	}
	return false
}

func (st *state) saturated(i int32) bool {
	in := st.in
	for w := range in.words {
		if in.open[int(i)*in.words+w]&^st.busy[int(i)*in.words+w] != 0 {
			return false
		}
	}
	return true
}

// maxComponent bounds a component; larger ones rarely flip.
const maxComponent = 64

// byFlip places r in a slot that one flip of a component frees: the meetings
// in its way go to another slot (an alternating path).
func (st *state) byFlip(r int32, rnd *random) bool {
	in := st.in
	if st.hopeless(r) {
		return false
	}
	first := rnd.below(in.slots)
	for n := range in.slots {
		t := int16((first + n) % in.slots)
		if !in.mayUse(r, t) {
			continue
		}
		if st.flipFor(r, t, rnd) {
			return true
		}
	}
	return false
}

func (st *state) flipFor(r int32, t int16, rnd *random) bool {
	in := st.in
	first := rnd.below(in.slots)
	for n := range in.slots {
		s := int16((first + n) % in.slots)
		if s == t || !st.clears(r, t, s, rnd) {
			continue
		}
		if !st.flip(t, s) {
			continue
		}
		if st.tryAt(r, t) {
			return true
		}
		st.unflip()
	}
	return false
}

// clears finds the component whose flip takes whatever holds r's people, or a
// table, out of slot t into s.
func (st *state) clears(r int32, t, s int16, rnd *random) bool {
	in := st.in
	st.seed()
	for _, i := range in.required(r) {
		if x := st.holder(i, t); x >= 0 {
			if st.holder(i, s) >= 0 {
				return false
			}
			st.include(x)
		}
	}
	if len(st.comp) == 0 {
		if len(st.list[t]) == 0 {
			return false
		}
		st.include(st.list[t][rnd.below(len(st.list[t]))])
	}
	if !st.grow(t, s, maxComponent) || !st.roomy(s, t, 1) {
		return false
	}
	for _, i := range in.required(r) {
		if st.inComp(st.holder(i, s)) {
			return false
		}
	}
	return true
}

// insert places r as it stands or by one flip.
func (st *state) insert(r int32, rnd *random) bool {
	if st.slotOf[r] >= 0 {
		return true
	}
	return st.direct(r, rnd) || st.byFlip(r, rnd)
}
