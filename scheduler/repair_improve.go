package scheduler

import (
	"cmp"
	"slices"
)

// jointVisits bounds the search for all fallen meetings together.
const jointVisits = 20_000

// improve looks for a repair of all fallen meetings together where placing them
// one after the other left some out, or moved more than is known to be needed:
// with no other moved, with one, and so on. Where it looked everywhere in vain,
// that proves that more must move.
func (m *mender) improve(most int) {
	m.jointly = jointVisits
	var placed, all []int32
	for _, r := range m.fell {
		if m.b.placed(r) {
			placed = append(placed, r)
		}
		if !m.frozenHome(r) {
			all = append(all, r)
		}
	}
	for left := m.least; left < len(all)-len(placed) && m.jointly > 0; left++ {
		if m.together(all, left, 0, most) {
			placed = slices.DeleteFunc(all, func(r int32) bool { return !m.b.placed(r) })
			break
		}
	}
	least, now := m.leastMoves(), m.moves()
	if now > least {
		m.together(placed, 0, least-len(placed), now-len(placed)-1)
	}
}

// leastLeft returns how many of the fallen meetings can't take place at least,
// none being placed yet: those that no slot takes, and beyond them what somebody
// who must attend has too many for the slots that are left.
func (m *mender) leastLeft() int {
	in := m.b.in
	impossible, possible, most := 0, 0, 0
	asked := map[int32]int{}
	for _, r := range m.fell {
		if m.frozenHome(r) {
			continue
		}
		if !m.hasSlot(r) {
			impossible++
			continue
		}
		possible++
		for _, i := range in.required(r) {
			asked[i]++
		}
	}
	for i, n := range asked {
		most = max(most, n-m.freeSlots(i))
	}
	return impossible + max(most, possible-m.freeRoom())
}

// hasSlot says whether r may stand in any slot that is not frozen, as far as
// its own slots and those who must attend say.
func (m *mender) hasSlot(r int32) bool {
	for w, free := range m.movable {
		if m.b.in.allowed[int(r)*m.b.in.words+w]&free != 0 {
			return true
		}
	}
	return false
}

// freeSlots counts the open slots of a participant that are not frozen and in
// which it has no meeting.
func (m *mender) freeSlots(i int32) int {
	in, n := m.b.in, 0
	for s := range int16(in.slots) {
		if in.isOpen(i, s) && !m.frozen[s] && !m.b.isBusy(i, s) {
			n++
		}
	}
	return n
}

func (m *mender) frozenHome(r int32) bool {
	s := m.home[r].slot
	return s >= 0 && m.frozen[s]
}

// moves counts the old meetings that stand elsewhere than before.
func (m *mender) moves() int {
	n := 0
	for r, before := range m.before {
		if before != nil && m.b.placed(int32(r)) && !m.atHome(int32(r)) {
			n++
		}
	}
	return n
}

// together places all of these anew but for some that are left out, with others
// moved from few to most, all meetings else being where they were at first. If
// it can't, the board is as before.
func (m *mender) together(list []int32, left, few, most int) bool {
	now := slices.Clone(m.b.spot)
	m.restore(m.base)
	slices.SortStableFunc(list, func(x, y int32) int { return cmp.Compare(m.gapsOf(y), m.gapsOf(x)) })
	complete := len(list) == len(m.fell) && m.exhaustible()
	for budget := max(few, 0); budget <= most && m.jointly > 0; budget++ {
		if m.lookJointly(list, left, budget) {
			return true
		}
		if complete = complete && m.inVain(list, budget); complete {
			m.proven = max(m.proven, len(list)+budget+1)
		}
	}
	m.restore(now)
	return false
}

// lookJointly searches for a place for all of these but some, moving at most
// budget others.
func (m *mender) lookJointly(list []int32, left, budget int) bool {
	m.forgetTries()
	m.joint, m.left, m.cut = true, left, false
	done := m.search(slices.Clone(list), budget, &m.jointly)
	m.joint = false
	clear(m.locked)
	return done
}

// inVain says whether the search for all of these that has just failed shows
// that there is nothing to find: it looked everywhere, and had no more luck
// where only people and tables are in each other's way. What other rules forbid
// at one moment the next move might mend; so they are left aside for that.
func (m *mender) inVain(list []int32, budget int) bool {
	everywhere := func() bool { return !m.cut && m.jointly > 0 && !m.clock.over }
	if !everywhere() || m.b.in.peopleAndTables() && m.b.in.spreadMax == unlimited {
		return everywhere()
	}
	in := m.b.in
	rules := *in
	in.strict, in.spreadMax = false, unlimited
	in.linked = make([]bool, in.requests)
	in.after, in.afterOff = nil, make([]int32, in.requests+1)
	in.maxAll, in.orgMax = boundless(in.people), boundless(in.orgs)
	found := m.lookJointly(list, 0, budget)
	*in = rules
	if found {
		m.restore(m.base)
	}
	return !found && everywhere()
}

func boundless(n int) []int32 {
	all := make([]int32, n)
	for k := range all {
		all[k] = unlimited
	}
	return all
}

func (m *mender) gapsOf(r int32) int {
	if k := slices.Index(m.fell, r); k >= 0 && k < len(m.gaps) {
		return len(m.gaps[k])
	}
	return 0
}

// exhaustible says whether the search, other rules aside, looks at all there is:
// every place is as good as another, and nobody is left to choose.
func (m *mender) exhaustible() bool {
	in := m.b.in
	return len(in.p.Places) == 0 && len(in.member) == 0 && m.stood == m.able
}

// restore puts every meeting where it was in a copy of the board's spots.
func (m *mender) restore(spots []spot) {
	b := m.b
	var changed []int32
	for r := range b.spot {
		if !b.spot[r].same(&spots[r]) {
			changed = append(changed, int32(r))
		}
	}
	for _, r := range changed {
		if b.placed(r) {
			b.take(r)
		}
	}
	for _, r := range changed {
		if spots[r].slot >= 0 {
			b.put(r, spots[r])
		}
	}
}

// same says whether two spots are alike in slot, place and people.
func (x *spot) same(y *spot) bool {
	return x.slot == y.slot && x.place == y.place && slices.Equal(x.who, y.who)
}
