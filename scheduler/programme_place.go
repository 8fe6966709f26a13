package scheduler

// place finds room for the meetings that wait: as things stand, by a flip, for
// hearings that are given up, or for a meeting that is worth less.
func (j *joint) place() {
	for n := 20 + len(j.pl.queue); n > 0 && len(j.pl.queue) > 0; n-- {
		r := j.pl.pop()
		j.pl.turn++
		if j.st.slotOf[r] >= 0 || j.st.insert(r, j.rnd) {
			continue
		}
		yield := j.rnd.below(2) == 0
		if yield && j.overHearings(r) {
			continue
		}
		j.pl.fails[r]++
		if !j.pl.eject(r) && !yield {
			j.overHearings(r)
		}
	}
	j.abandon()
}

// overHearings places r in a slot where only hearings are in its way, those
// that weigh least, and takes them back.
func (j *joint) overHearings(r int32) bool {
	best, bestCost := int16(-1), int64(0)
	for s := range int16(j.in.slots) {
		if list, ok := j.hearingsAt(r, s); ok {
			if cost := j.weightOf(list); best < 0 || cost < bestCost {
				best, bestCost = s, cost
			}
		}
	}
	if best < 0 {
		return false
	}
	list, _ := j.hearingsAt(r, best)
	back := append([]int32(nil), list...)
	for _, h := range back {
		j.revoke(h)
	}
	j.st.rehoused = j.st.rehoused[:0]
	if j.st.tryAt(r, best) {
		j.revoked = append(j.revoked, back...)
		return true
	}
	for _, h := range back {
		j.give(h)
	}
	return false
}

func (j *joint) weightOf(list []int32) int64 {
	sum := int64(0)
	for _, h := range list {
		sum += j.g.hearings[h].weight
	}
	return sum
}

// hearingsAt returns the hearings that keep r out of a slot, if there are some
// and nothing else does; the next call reuses the list.
func (j *joint) hearingsAt(r int32, s int16) ([]int32, bool) {
	in := j.in
	if j.own[int(r)*in.words+int(in.slotWord[s])]&in.slotBit[s] == 0 || !j.st.anyRoom(s) || !j.st.ordered(r, s) {
		return nil, false
	}
	list := j.pick[:0]
	for _, i := range in.required(r) {
		more, ok := j.heardBy(i, s, list)
		if !ok {
			return nil, false
		}
		list = more
	}
	for group := in.groupOff[r]; group < in.groupOff[r+1]; group++ {
		best, found := list, false
		for _, i := range in.members(group) {
			more, ok := j.heardBy(i, s, list[:len(list):len(list)])
			if ok && (!found || j.weightOf(more) < j.weightOf(best)) {
				best, found = more, true
			}
		}
		if !found {
			return nil, false
		}
		list = best
	}
	j.pick = list
	return list, len(list) > 0
}

// heardBy appends the hearings that take a slot from a participant; it reports
// false when something else does.
func (j *joint) heardBy(i int32, s int16, list []int32) ([]int32, bool) {
	k := int(i)*j.in.slots + int(s)
	if j.st.holder(i, s) >= 0 || j.block[k] > j.heard[k] || !j.g.isOpen(i, s) {
		return list, false
	}
	if j.heard[k] == 0 {
		return list, true
	}
	for _, h := range j.g.asks[i] {
		if j.given[h] && j.takes(h, s) && !contains(list, h) {
			list = append(list, h)
		}
	}
	return list, true
}

// takes says whether a hearing that is given takes a slot.
func (j *joint) takes(h int32, s int16) bool {
	for _, t := range j.g.over[j.a.at[j.g.hearings[h].pitch]] {
		if t == s {
			return true
		}
	}
	return false
}
