package scheduler

import "slices"

// eject places r in the slot where what must leave is worth least, if that is
// no loss, or if r is compulsory and has failed more often than they.
func (pl *placer) eject(r int32) bool {
	st, in := pl.st, pl.st.in
	best, bestLoss, bestFails := int16(-1), int64(0), int64(0)
	gain := st.worth(pl.sc, r) + pl.promise(r)
	if pl.sc.short > 0 {
		gain += pl.sc.short * 4
	}
	for s := range int16(in.slots) {
		if !in.mayUse(r, s) {
			continue
		}
		loss, fails, ok := pl.cost(r, s)
		if !ok || loss > gain && !in.must[r] {
			continue
		}
		fails = fails<<8 + int64(pl.rnd.below(256))
		if best < 0 || loss < bestLoss || loss == bestLoss && fails < bestFails {
			best, bestLoss, bestFails = s, loss, fails
		}
	}
	return best >= 0 && pl.ejectAt(r, best)
}

// blockers lists the meetings that must leave slot s for r: those of its
// people, one member of each group, one table if the slot is full, and what
// comes after those.
func (pl *placer) blockers(r int32, s int16) ([]int32, bool) {
	st, in := pl.st, pl.st.in
	st.pick = st.pick[:0]
	add := func(x int32) {
		if x >= 0 && !slices.Contains(st.pick, x) {
			st.pick = append(st.pick, x)
		}
	}
	pl.chosen = append(pl.chosen[:0], in.required(r)...)
	for g := in.groupOff[r]; g < in.groupOff[r+1]; g++ {
		i := pl.cheapestMember(r, g, s)
		if i < 0 {
			return nil, false
		}
		pl.chosen = append(pl.chosen, i)
	}
	for _, i := range pl.chosen {
		add(st.holder(i, s))
		if st.tired(i, s) {
			add(st.tiring(i, s, pl.cheaper))
		}
	}
	leaves := func(x int32) bool { return st.slotOf[x] == s }
	if in.classes == 1 && !st.anyRoom(s) && !slices.ContainsFunc(st.pick, leaves) {
		add(pl.cheapest(s, -1))
	}
	for k := 0; k < len(st.pick); k++ {
		x := st.pick[k]
		for _, y := range in.before[in.beforeOff[x]:in.beforeOff[x+1]] {
			if st.slotOf[y] >= 0 {
				add(y)
			}
		}
	}
	return st.pick, true
}

// cheapestMember picks who is to attend for group g of r in slot s: whoever is
// available, else the one whose meeting there is worth least; -1 for none.
func (pl *placer) cheapestMember(r, g int32, s int16) int32 {
	st, in := pl.st, pl.st.in
	best, bestLoss := int32(-1), int64(0)
	for _, i := range in.members(g) {
		if slices.Contains(pl.chosen, i) || st.available(i, s, in.forced[r]) {
			return i
		}
		if !in.forced[r] && !in.isOpen(i, s) {
			continue
		}
		loss := pl.sc.weight
		if x := st.holder(i, s); x >= 0 && pl.stays(x) {
			continue
		} else if x >= 0 {
			loss = st.worth(pl.sc, x)
		}
		if best < 0 || loss < bestLoss {
			best, bestLoss = i, loss
		}
	}
	return best
}

// cheaper says whether a had better leave than b.
func (pl *placer) cheaper(a, b int32) bool {
	if x, y := pl.stays(a), pl.stays(b); x != y {
		return y
	}
	return pl.st.worth(pl.sc, a) < pl.st.worth(pl.sc, b)
}

// cheapest returns a meeting of the slot, in class c if given, that may leave
// and is worth least among a few.
func (pl *placer) cheapest(s int16, c int32) int32 {
	st := pl.st
	best := int32(-1)
	list := st.list[s]
	if c >= 0 && st.hall != nil {
		list = st.inClass(s, c)
	}
	for range min(len(list), 24) {
		x := list[pl.rnd.below(len(list))]
		if pl.stays(x) {
			continue
		}
		if best < 0 || st.worth(pl.sc, x) < st.worth(pl.sc, best) {
			best = x
		}
	}
	return best
}

// stays says whether x can't be ejected now.
func (pl *placer) stays(x int32) bool {
	return pl.until[x] > pl.turn || pl.st.in.pinned[x] || pl.st.in.linked[x] && pl.st.needed(x)
}

func (pl *placer) cost(r int32, s int16) (loss, fails int64, ok bool) {
	list, ok := pl.blockers(r, s)
	if !ok || !pl.st.ordered(r, s) {
		return 0, 0, false
	}
	for _, x := range list {
		if pl.until[x] > pl.turn || pl.st.in.pinned[x] {
			return 0, 0, false
		}
		loss += pl.st.worth(pl.sc, x)
		fails += int64(pl.fails[x])
	}
	return loss, fails, true
}

// ejectAt takes the blockers out and r in, unless that is a loss.
func (pl *placer) ejectAt(r int32, s int16) bool {
	st := pl.st
	before := st.value(pl.sc)
	list, ok := pl.blockers(r, s)
	if !ok {
		return false
	}
	if st.in.must[r] || pl.promise(r) > 0 {
		pl.keep()
	}
	st.rehoused = st.rehoused[:0]
	out := append([]reset(nil), pl.takeOut(list)...)
	out = append(out, pl.takeLimited(s)...)
	done := st.tryAt(r, s)
	if !done && st.in.classes > 1 {
		out = append(out, pl.freeClass(r, s)...)
		done = st.tryAt(r, s)
	}
	loss := before - st.value(pl.sc)
	if done && (loss <= pl.promise(r) || st.in.must[r] && loss <= 2*pl.sc.absent) {
		pl.settleOut(r, out)
		return true
	}
	if done {
		st.take(r)
	}
	st.rehouseBack()
	for k := len(out) - 1; k >= 0; k-- {
		st.put(out[k].r, out[k].slot, out[k].class)
	}
	return false
}

// settleOut holds r for a while and tries to place what left for it.
func (pl *placer) settleOut(r int32, out []reset) {
	tenure := 3 + pl.rnd.below(8) + len(pl.queue)/8
	pl.until[r] = pl.turn + int64(tenure)
	for _, u := range out {
		if !pl.enter(u.r) && pl.wanted(u.r) {
			pl.push(u.r)
		}
	}
}

func (pl *placer) takeOut(list []int32) []reset {
	var out []reset
	for _, x := range slices.Clone(list) {
		out = append(out, reset{x, pl.st.slotOf[x], pl.st.class[x]})
		pl.st.take(x)
	}
	return out
}

// takeLimited takes out one meeting of each of those chosen to attend, or of its
// organisation, who has reached its limit, the least worth of a few; and what
// makes the day too long for them still.
func (pl *placer) takeLimited(s int16) []reset {
	st, in := pl.st, pl.st.in
	var out []reset
	for _, i := range pl.chosen {
		for n := 0; n < 3 && st.tired(i, s); n++ {
			if x := st.tiring(i, s, pl.cheaper); x >= 0 && !pl.stays(x) {
				out = append(out, pl.takeOut([]int32{x})...)
			}
		}
		x, o := int32(-1), in.org[i]
		if st.meets[i] >= in.maxAll[i] {
			x = pl.leastOf(i)
		} else if o >= 0 && st.orgMet[o] >= in.orgMax[o] {
			for _, mate := range pl.staff[o] {
				if y := pl.leastOf(mate); y >= 0 && (x < 0 || pl.cheaper(y, x)) {
					x = y
				}
			}
		}
		if x >= 0 {
			out = append(out, pl.takeOut([]int32{x})...)
		}
	}
	return out
}

func (pl *placer) leastOf(i int32) int32 {
	st := pl.st
	best := int32(-1)
	first := pl.rnd.below(st.in.slots)
	for n := range st.in.slots {
		x := st.holder(i, int16((first+n)%st.in.slots))
		if x < 0 || pl.stays(x) {
			continue
		}
		if best < 0 || st.worth(pl.sc, x) < st.worth(pl.sc, best) {
			best = x
		}
	}
	return best
}

// freeClass takes out one meeting of a class that r could use in the slot.
func (pl *placer) freeClass(r int32, s int16) []reset {
	st := pl.st
	best := int32(-1)
	for _, c := range st.choices(r) {
		if x := pl.cheapest(s, c); x >= 0 && (best < 0 || st.worth(pl.sc, x) < st.worth(pl.sc, best)) {
			best = x
		}
	}
	if best < 0 {
		return nil
	}
	return pl.takeOut([]int32{best})
}
