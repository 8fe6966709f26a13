package scheduler

import (
	"slices"

	"entente/scheduler/internal/sat"
)

// rooms lets no more meetings stand in each slot than fit there. Where only
// how many meet counts, a slot's room is stated once an assignment exceeds it,
// for most slots never are.
func (m *proofModel) rooms() {
	for s := range int16(m.in.slots) {
		if m.guards == nil && m.oneKind() {
			m.later = append(m.later, s)
		} else {
			m.slot(s)
		}
	}
}

// stateRooms states the room of the slots in which the assignment just found
// has too many meetings, and says whether there are any.
func (m *proofModel) stateRooms() bool {
	var left []int16
	before := len(m.later)
	for _, s := range m.later {
		if m.meetingsIn(s) <= m.room(s) {
			left = append(left, s)
		}
	}
	for _, s := range m.later {
		if !slices.Contains(left, s) {
			m.slot(s)
		}
	}
	m.later = left
	return len(left) < before
}

// meetingsIn counts the meetings that the assignment has in slot s.
func (m *proofModel) meetingsIn(s int16) int {
	n := 0
	for _, r := range m.chosen {
		if m.s.Value(m.at[r][s]) {
			n++
		}
	}
	return n
}

// room is how many meetings fit in slot s, in all classes that some may use.
func (m *proofModel) room(s int16) int {
	used := make([]bool, m.in.classes)
	for _, r := range m.chosen {
		for _, c := range m.in.choices[m.in.choiceOf[r]] {
			used[c] = true
		}
	}
	sum := 0
	for c, yes := range used {
		if yes {
			sum += int(max(0, m.in.classCap[int(s)*m.in.classes+c]))
		}
	}
	return sum
}

// slot lets no more meetings stand in slot s than fit there.
func (m *proofModel) slot(s int16) {
	guard := m.guard(PlaceCapacity, int32(s))
	m.together(s, guard)
	if m.oneKind() {
		return
	}
	for c := range int32(m.in.classes) {
		m.classLoad(s, c, guard)
	}
}

// oneKind says whether every meeting may use every class, so that only how
// many meet counts.
func (m *proofModel) oneKind() bool {
	first := m.in.choiceOf[m.chosen[0]]
	for _, r := range m.chosen {
		if m.in.choiceOf[r] != first {
			return false
		}
	}
	return true
}

// together counts all meetings of a slot, as pairs of busy participants where
// each takes two, which are fewer and tell the solver more.
func (m *proofModel) together(s int16, guard sat.Lit) {
	pairs := true
	var meetings, busy []sat.Lit
	for _, r := range m.chosen {
		meetings = append(meetings, m.at[r][s])
		pairs = pairs && len(m.in.required(r)) == 2
	}
	most := m.room(s)
	meetings = m.open(meetings)
	if most >= len(meetings) {
		return
	}
	if !pairs || m.guards != nil {
		m.s.AtMost(meetings, most, guard)
	}
	if !pairs {
		return
	}
	for i := range m.busy {
		if m.busy[i] != nil {
			busy = append(busy, m.busy[i][s])
		}
	}
	m.s.AtMost(m.open(busy), 2*most, guard)
}

// classLoad lets no more meetings stand in a class of places than fit.
func (m *proofModel) classLoad(s int16, c int32, guard sat.Lit) {
	in := m.in
	most := int(max(0, in.classCap[int(s)*in.classes+int(c)]))
	var there []sat.Lit
	for _, r := range m.chosen {
		if l := m.standsAt(r, s, c); m.s.Fixed(l) >= 0 {
			there = append(there, l)
		}
	}
	m.s.AtMost(there, most, guard)
}

// standsAt returns a literal that is true if r stands in slot s and class c.
func (m *proofModel) standsAt(r int32, s int16, c int32) sat.Lit {
	list := m.in.choices[m.in.choiceOf[r]]
	k := slices.Index(list, c)
	at := m.at[r][s]
	if k < 0 || m.s.Fixed(at) < 0 {
		return m.no()
	}
	if len(list) == 1 {
		return at
	}
	both := m.fresh()
	m.s.Add(at.Not(), m.classLits(r)[k].Not(), both)
	m.s.Add(at, both.Not())
	m.s.Add(m.classLits(r)[k], both.Not())
	return both
}

// classLits returns the literals for the choice of r's class, one of which is
// true.
func (m *proofModel) classLits(r int32) []sat.Lit {
	if m.class[r] != nil {
		return m.class[r]
	}
	list := m.in.choices[m.in.choiceOf[r]]
	lits := make([]sat.Lit, len(list))
	for k := range lits {
		lits[k] = m.fresh()
	}
	m.s.Add(lits...)
	m.s.AtMost(lits, 1)
	m.class[r] = lits
	return lits
}

// classIn returns the class that the assignment gives r, -1 if it leaves it
// open.
func (m *proofModel) classIn(r int32) int32 {
	list := m.in.choices[m.in.choiceOf[r]]
	if m.class[r] == nil {
		if len(list) == 1 {
			return list[0]
		}
		return -1
	}
	for k, l := range m.class[r] {
		if m.s.Value(l) {
			return list[k]
		}
	}
	return -1
}

// assignTables gives the meetings whose class is open one with room: all of
// them may use the same ones.
func (m *proofModel) assignTables(slots []int16, classes []int32) {
	in := m.in
	load := make([]int32, in.slots*in.classes)
	for _, r := range m.chosen {
		if classes[r] >= 0 {
			load[int(slots[r])*in.classes+int(classes[r])]++
		}
	}
	for _, r := range m.chosen {
		if classes[r] >= 0 {
			continue
		}
		for _, c := range in.choices[in.choiceOf[r]] {
			k := int(slots[r])*in.classes + int(c)
			if load[k] < in.classCap[k] {
				load[k]++
				classes[r] = c
				break
			}
		}
	}
}
