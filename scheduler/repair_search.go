package scheduler

import "slices"

const (
	maxExtra   = 6     // meetings that one fallen meeting may move besides itself
	maxLeaving = 24    // meetings of a full slot of which one may leave
	maxVisits  = 5_000 // steps of the search for one fallen meeting
)

// placeFallen places the fallen meetings anew: all that go in without moving
// others first, then with one other moved each, with two, and so on.
func (m *mender) placeFallen() {
	b := m.b
	var waiting []int32
	for _, r := range m.fell {
		if !m.frozenHome(r) {
			waiting = append(waiting, r)
		}
	}
	slices.SortStableFunc(waiting, func(x, y int32) int { return m.leastLast(x, y) })
	most := maxExtra
	if m.only {
		most = 0
	}
	for budget := 0; budget <= most && len(waiting) > 0; budget++ {
		waiting = slices.DeleteFunc(waiting, func(r int32) bool { return m.settle(r, budget) })
		if budget > 0 {
			continue
		}
		// What is placed last may be what another comes after.
		waiting = slices.DeleteFunc(waiting, func(r int32) bool { return m.settle(r, budget) })
	}
	m.improve(most)
	if m.only {
		return
	}
	for _, r := range waiting {
		if !b.placed(r) && !m.frozenHome(r) && (b.in.mandatory[r] || b.in.must[r]) {
			m.oust(r)
		}
	}
}

// leastLast orders by what leaving out costs most.
func (m *mender) leastLast(x, y int32) int {
	switch lx, ly := m.b.lossOf(x), m.b.lossOf(y); {
	case lx > ly:
		return -1
	case lx < ly:
		return 1
	}
	return 0
}

// settle places r, moving at most budget meetings that stand.
func (m *mender) settle(r int32, budget int) bool {
	if m.b.placed(r) {
		return true
	}
	if m.hopeless(r) {
		return false
	}
	if m.direct(r) {
		return true
	}
	m.forgetTries()
	visits := maxVisits
	done := m.search([]int32{r}, budget, &visits)
	clear(m.locked)
	return done
}

func (m *mender) forgetTries() {
	for _, x := range m.tried {
		m.failed[x] = 0
	}
	m.tried = m.tried[:0]
}

// direct puts r where it fits best, in its old slot if it can.
func (m *mender) direct(r int32) bool {
	if home := m.home[r].slot; home >= 0 && !m.frozen[home] && m.b.bestFit(r, func(s int16) bool { return s != home }) {
		return true
	}
	return m.b.bestFit(r, m.isFrozen)
}

func (m *mender) isFrozen(s int16) bool { return m.frozen[s] }

// search places the last of the pending meetings and all that it displaces,
// moving at most budget meetings that stand; others that fell move at no cost.
// If it can't, the board is as before. It is a depth-first search along
// ejection chains, deepened budget by budget by its callers.
func (m *mender) search(pending []int32, budget int, visits *int) bool {
	if len(pending) == 0 {
		return true
	}
	r := pending[len(pending)-1]
	rest := pending[:len(pending)-1]
	*visits--
	if *visits <= 0 || int(m.failed[r]) > budget || !m.clock.step() {
		return false
	}
	m.locked[r] = true
	if m.place(r, rest, budget, visits) {
		return true
	}
	m.locked[r] = false
	if m.joint && m.left > 0 && m.base[r].slot < 0 {
		m.left--
		if m.search(rest, budget, visits) {
			return true
		}
		m.left++
	}
	if len(rest) > 0 || m.joint {
		return false
	}
	if m.failed[r] == 0 {
		m.tried = append(m.tried, r)
	}
	m.failed[r] = int8(budget + 1)
	return false
}

// place tries r in every slot: where it fits as it stands, then where others
// must leave.
func (m *mender) place(r int32, rest []int32, budget int, visits *int) bool {
	b := m.b
	if len(rest) == 0 {
		if m.direct(r) {
			return true
		}
	} else if m.placeDirect(r, rest, budget, visits) {
		return true
	}
	for s := range int16(b.in.slots) {
		if m.frozen[s] || !b.in.mayUse(r, s) || m.beyond(r, s, budget) {
			continue
		}
		if m.placeBy(r, s, rest, budget, visits) {
			return true
		}
	}
	return false
}

// placeDirect tries all spots where r fits, and the rest with each.
func (m *mender) placeDirect(r int32, rest []int32, budget int, visits *int) bool {
	b := m.b
	for s := range int16(b.in.slots) {
		if m.frozen[s] || !b.mayStand(r, s) || b.tables() && b.room(-1, s) <= 0 {
			continue
		}
		for _, at := range b.options(r, s, nil) {
			if !b.tryFit(r, at) {
				continue
			}
			if m.search(rest, budget, visits) {
				return true
			}
			b.take(r)
		}
	}
	return false
}

// placeBy tries r in a slot where others must leave.
func (m *mender) placeBy(r int32, s int16, rest []int32, budget int, visits *int) bool {
	b := m.b
	teams := b.teams(r, s)
	for _, who := range teams[:min(len(teams), optionTeams)] {
		leave, cost := m.holding(who, s)
		if cost > budget {
			continue
		}
		stood := b.takeAll(leave)
		m.shifted = append(m.shifted, leave...)
		done := m.placeWith(r, s, who, leave, rest, budget-cost, visits)
		if done {
			return true
		}
		m.shifted = m.shifted[:len(m.shifted)-len(leave)]
		b.putAll(leave, stood)
	}
	return false
}

// beyond says whether those who must attend r are held in a slot by meetings
// that may not move or are more than the budget allows.
func (m *mender) beyond(r int32, s int16, budget int) bool {
	cost := 0
	for _, i := range m.b.in.required(r) {
		x := m.b.holder(i, s)
		if x < 0 {
			continue
		}
		if m.locked[x] || m.fixed(x) {
			return true
		}
		cost += m.costOf(x)
	}
	return cost > budget
}

// holding lists the meetings that hold these people in a slot, and how many of
// them stand; more than any budget when one of them may not move.
func (m *mender) holding(who []int32, s int16) (leave []int32, cost int) {
	for _, i := range who {
		x := m.b.holder(i, s)
		if x < 0 || slices.Contains(leave, x) {
			continue
		}
		if m.fixed(x) || m.locked[x] || m.stuck(x, who) {
			return nil, maxExtra + 1
		}
		leave = append(leave, x)
		cost += m.costOf(x)
	}
	return leave, cost
}

// costOf returns 1 for a meeting that stands where it was, 0 for one that
// moves anyhow.
func (m *mender) costOf(x int32) int {
	if m.atHome(x) {
		return 1
	}
	return 0
}

// stuck says whether x, which holds some of these, could not take place
// elsewhere because one of them has no open slot left.
func (m *mender) stuck(x int32, who []int32) bool {
	for _, i := range m.b.in.required(x) {
		if contains(who, i) && m.saturated(i) {
			return true
		}
	}
	return false
}

// freeRoom returns how many more meetings all slots hold together that are not
// frozen.
func (m *mender) freeRoom() int {
	n := m.capacity
	for s, list := range m.b.list {
		if !m.frozen[s] {
			n -= len(list)
		}
	}
	return max(n, 0)
}

// hopeless says whether no room is left, or someone who must attend r has no
// open slot or meeting left, so that moving others is in vain.
func (m *mender) hopeless(r int32) bool {
	b := m.b
	if m.freeRoom() == 0 {
		return true
	}
	for _, i := range b.in.required(r) {
		if !b.in.forced[r] && m.saturated(i) {
			return true
		}
	}
	return b.atLimit(r)
}

// saturated says whether a participant has a meeting in each open slot that is
// not frozen.
func (m *mender) saturated(i int32) bool {
	in := m.b.in
	for w, free := range m.movable {
		k := int(i)*in.words + w
		if in.open[k]&^m.b.busy[k]&free != 0 {
			return false
		}
	}
	return true
}

// placeWith puts r, whose people are free, at a place of the slot, one meeting
// there leaving too where all places are full, and goes on with what left.
func (m *mender) placeWith(r int32, s int16, who, leave, rest []int32, budget int, visits *int) bool {
	b := m.b
	pending := append(slices.Clone(rest), leave...)
	if len(leave) > 0 {
		for _, place := range m.roomFor(r, s, who) {
			if b.tryFit(r, spot{s, place, who}) {
				if m.search(pending, budget, visits) {
					return true
				}
				b.take(r)
			}
		}
	}
	for _, x := range m.couldLeave(s, who, budget) {
		cost := m.costOf(x)
		*visits--
		stood := b.take(x)
		m.shifted = append(m.shifted, x)
		if b.tryFit(r, spot{s, stood.place, who}) {
			if m.search(append(pending, x), budget-cost, visits) {
				return true
			}
			b.take(r)
		}
		m.shifted = m.shifted[:len(m.shifted)-1]
		b.put(x, stood)
		if *visits <= 0 {
			return false
		}
	}
	return false
}

// roomFor lists the places with room for these in a slot.
func (m *mender) roomFor(r int32, s int16, who []int32) []int32 {
	b := m.b
	if b.tables() {
		return []int32{-1}
	}
	var list []int32
	for _, place := range b.likelyPlaces(r, s, who) {
		if place >= 0 && b.room(place, s) > 0 {
			list = append(list, place)
		}
	}
	return list
}

// couldLeave lists the meetings of a slot that hold a place that these could
// use, and that the budget allows to move; none where there is room without.
// Those that fit elsewhere as things stand come first; beyond a certain number
// the list is cut.
func (m *mender) couldLeave(s int16, who []int32, budget int) []int32 {
	b := m.b
	if b.tables() && (b.room(-1, s) > 0 || b.capacity(-1, s) == 0) {
		return nil
	}
	from := b.list[s]
	if budget == 0 {
		from = m.shiftedTo(s)
	}
	var fitting, others []int32
	for _, x := range from {
		if m.locked[x] || m.fixed(x) || m.costOf(x) > budget {
			continue
		}
		if place := b.spot[x].place; !b.tables() && (place < 0 || b.room(place, s) > 0 || !b.hosts(place, who)) {
			continue
		}
		if m.hasElsewhere(x) {
			fitting = append(fitting, x)
		} else {
			others = append(others, x)
		}
	}
	all := append(fitting, others...)
	if len(all) > maxLeaving {
		m.cut = true
		all = all[:maxLeaving]
	}
	return all
}

// shiftedTo lists the meetings of a slot that stand elsewhere than they did.
func (m *mender) shiftedTo(s int16) []int32 {
	var list []int32
	for _, from := range [2][]int32{m.fell, m.shifted} {
		for _, x := range from {
			if m.b.spot[x].slot == s && m.costOf(x) == 0 && !contains(list, x) {
				list = append(list, x)
			}
		}
	}
	return list
}

// oust places r, which is compulsory or mandatory, in place of meetings that
// are neither and move elsewhere if they can.
func (m *mender) oust(r int32) {
	b := m.b
	if b.placed(r) {
		return
	}
	var best *trial
	trials := b.trials(r)
	for k := range trials {
		t := &trials[k]
		if len(t.clashes) > 0 || m.frozen[t.at.slot] || slices.ContainsFunc(t.leave, func(x int32) bool {
			return m.fixed(x) || b.in.mandatory[x] || b.in.must[x]
		}) {
			continue
		}
		if best == nil {
			best = t
		}
	}
	if best == nil {
		return
	}
	b.takeAll(best.leave)
	b.put(r, best.at)
	for _, x := range best.leave {
		for budget := 0; budget <= maxExtra; budget++ {
			if m.settle(x, budget) {
				break
			}
		}
	}
}
