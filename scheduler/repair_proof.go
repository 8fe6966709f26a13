package scheduler

import (
	"iter"
	"maps"
	"slices"
)

// leastMoves returns how many meetings move at least in any repair in which as
// many of the old meetings take place as now: all but those that can stand
// together must stand elsewhere.
func (m *mender) leastMoves() int {
	n := 0
	for r, before := range m.before {
		if before != nil && m.b.placed(int32(r)) {
			n++
		}
	}
	return n - (m.able - m.mustGo)
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
