package scheduler

import (
	"iter"
	"maps"
	"slices"
)

// leastMoves returns how many meetings move at least in any repair in which as
// many of the old meetings take place as now. All but those that can stand
// together must stand elsewhere; and where these alone fall, each that goes
// where it does not fit as things stand takes a slot from one that could stay.
func (m *mender) leastMoves() int {
	n := 0
	for r, before := range m.before {
		if before != nil && m.b.placed(int32(r)) {
			n++
		}
	}
	n = max(0, n-(m.able-m.mustGo))
	if m.stood != m.able {
		return n
	}
	least := n + (max(0, n-m.fitting())+m.sharing()-1)/m.sharing()
	if n == len(m.fell) {
		least = max(least, m.proven)
	}
	return least
}

// noteGaps notes in which slots each fallen meeting fits as things stand, as
// far as people and tables say.
func (m *mender) noteGaps() {
	b := m.b
	m.stood = b.sum.placed
	m.base = slices.Clone(b.spot)
	m.gaps = make([][]int16, len(m.fell))
	m.room = make([]int32, b.in.slots)
	for s := range m.room {
		m.room[s] = int32(b.in.requests)
		if b.tables() {
			m.room[s] = max(0, b.room(-1, int16(s)))
		}
	}
	m.measureRoom()
	m.least = m.leastLeft()
	if m.shared() {
		for s := range m.room {
			m.room[s] = min(m.room[s], 1)
		}
	}
	for k, r := range m.fell {
		for s := range int16(b.in.slots) {
			if !m.frozen[s] && b.mayStand(r, s) && m.groupsFree(r, s) && m.roomIn(r, s) {
				m.gaps[k] = append(m.gaps[k], s)
			}
		}
	}
}

// measureRoom counts the meetings that fit in the slots that are not frozen.
func (m *mender) measureRoom() {
	for s := range int16(m.b.in.slots) {
		if !m.frozen[s] {
			m.b.places(func(place int32) { m.capacity += int(m.b.capacity(place, s)) })
		}
	}
}

// groupsFree says whether each "any one of" group of r has somebody free.
func (m *mender) groupsFree(r int32, s int16) bool {
	in := m.b.in
	for g := in.groupOff[r]; g < in.groupOff[r+1]; g++ {
		if !slices.ContainsFunc(in.members(g), func(i int32) bool {
			return !m.b.isBusy(i, s) && (in.forced[r] || in.isOpen(i, s))
		}) {
			return false
		}
	}
	return true
}

// roomIn says whether a slot has a place free that r might use.
func (m *mender) roomIn(r int32, s int16) bool {
	b := m.b
	if b.tables() {
		return b.room(-1, s) > 0
	}
	for place := range int32(len(b.in.p.Places)) {
		if b.room(place, s) > 0 && (b.in.groupOff[r] < b.in.groupOff[r+1] || b.hosts(place, b.in.required(r))) {
			return true
		}
	}
	return false
}

// shared says whether somebody must attend all fallen meetings, so that a slot
// takes one of them at most.
func (m *mender) shared() bool {
	if len(m.fell) == 0 {
		return false
	}
	in := m.b.in
	return slices.ContainsFunc(in.required(m.fell[0]), func(i int32) bool {
		return !slices.ContainsFunc(m.fell, func(r int32) bool { return !contains(in.required(r), i) })
	})
}

// sharing returns how many fallen meetings one that leaves its slot may make
// room for: one where each slot takes only one, else as many as it has people.
func (m *mender) sharing() int {
	if m.shared() {
		return 1
	}
	most := 1
	for r := range int32(m.b.in.requests) {
		most = max(most, int(m.b.in.seatOff[r+1]-m.b.in.seatOff[r]))
	}
	return most
}

// fitting returns how many fallen meetings fit at once at most without any
// other moving: a maximum matching of them with the slots (Kuhn 1955).
func (m *mender) fitting() int {
	in := make([][]int, len(m.room)) // slot → fallen meetings matched with it
	n := 0
	for k := range m.gaps {
		seen := make([]bool, len(m.room))
		if m.match(k, in, seen) {
			n++
		}
	}
	return n
}

func (m *mender) match(k int, in [][]int, seen []bool) bool {
	for _, s := range m.gaps[k] {
		if seen[s] {
			continue
		}
		seen[s] = true
		if len(in[s]) < int(m.room[s]) {
			in[s] = append(in[s], k)
			return true
		}
		for j, other := range in[s] {
			if m.match(other, in, seen) {
				in[s][j] = k
				return true
			}
		}
	}
	return false
}

// leastToGo returns how many of the meetings on the board must leave at least
// for the rest to hold: it counts disjoint sets of meetings too many for one
// person, place or limit.
func (m *mender) leastToGo() int {
	b := m.b
	used := make([]bool, b.in.requests)
	n := 0
	count := func(set []int32, fits int) {
		var fresh []int32
		for _, r := range set {
			if !used[r] {
				fresh = append(fresh, r)
			}
		}
		if len(fresh) <= fits {
			return
		}
		n += len(fresh) - fits
		for _, r := range fresh {
			used[r] = true
		}
	}
	for cell, more := range sortedExtra(b.extra) {
		i := int32(cell / b.in.slots)
		all := append([]int32{b.cell[cell] - 1}, more...)
		count(slices.DeleteFunc(all, func(r int32) bool { return !contains(b.in.required(r), i) }), 1)
	}
	for s := range int16(b.in.slots) {
		if b.tables() {
			count(b.list[s], int(b.capacity(-1, s)))
			continue
		}
		at := map[int32][]int32{}
		for _, x := range b.list[s] {
			at[b.spot[x].place] = append(at[b.spot[x].place], x)
		}
		for place := range int32(len(b.in.p.Places)) {
			count(at[place], int(b.capacity(place, s)))
		}
	}
	return n
}

// sortedExtra yields the cells with several meetings in their order.
func sortedExtra(extra map[int][]int32) iter.Seq2[int, []int32] {
	return func(yield func(int, []int32) bool) {
		for _, cell := range slices.Sorted(maps.Keys(extra)) {
			if !yield(cell, extra[cell]) {
				return
			}
		}
	}
}
