package scheduler

import "entente/scheduler/internal/sat"

// allBreaks counts everyone's breaks and keeps them close enough.
func (m *proofModel) allBreaks() {
	most := 0
	for i := range int32(m.in.people) {
		m.breaks[i] = m.breaksOf(i)
		most = max(most, len(m.breaks[i]))
	}
	if m.in.spreadMax < most {
		m.spread(most)
	}
}

// breaksOf returns literals of which the k-th is true exactly when a
// participant has more than k breaks.
func (m *proofModel) breaksOf(i int32) []sat.Lit {
	if len(m.of[i]) < 2 {
		return nil
	}
	in := m.in
	var ends []sat.Lit
	var days []proofDay
	for d := range int32(in.days()) {
		day := m.dayOf(i, d)
		days, ends = append(days, day), append(ends, m.breakEnds(day)...)
	}
	var breaks []sat.Lit
	if m.closeness() {
		breaks = m.s.Count(ends, len(m.of[i])-1)
	} else {
		breaks = m.s.AtLeast(ends, len(m.of[i])-1)
	}
	if len(breaks) > 0 {
		for _, day := range days {
			m.unbroken(day, breaks[0], len(m.of[i]))
		}
	}
	return breaks
}

// proofDay is a day of a participant: slot by slot whether it has a meeting
// then, before and after.
type proofDay struct{ busy, before, after []sat.Lit }

// dayOf takes before and after from the running counts where there is but one
// day.
func (m *proofModel) dayOf(i, d int32) proofDay {
	in := m.in
	day := proofDay{busy: m.busy[i][in.dayFirst[d]:in.dayFirst[d+1]]}
	n, meetings := len(day.busy), len(m.of[i])
	day.before, day.after = make([]sat.Lit, n), make([]sat.Lit, n)
	before, after := m.no(), m.no()
	for t := range n {
		u := n - 1 - t
		day.before[t], day.after[u] = before, after
		if in.days() > 1 || m.guards != nil || m.running[i] == nil {
			before, after = m.either(before, day.busy[t]), m.either(after, day.busy[u])
			continue
		}
		before = m.moreMeetings(i, t+1, 0)
		after = m.moreMeetings(i, u, meetings-1).Not()
	}
	return day
}

// moreMeetings returns the literal that i has more than k meetings before a
// slot.
func (m *proofModel) moreMeetings(i int32, slot, k int) sat.Lit {
	if by := m.running[i][slot]; k < len(by) {
		return by[k]
	}
	return m.no()
}

// unbroken says of one without breaks, a day of which is given, what the ends
// of breaks alone don't tell: between two meetings it is busy, and so they are
// never further apart than it has meetings.
func (m *proofModel) unbroken(day proofDay, broken sat.Lit, meetings int) {
	for t, b := range day.busy {
		m.s.Add(broken, b, day.before[t].Not(), day.after[t].Not())
		for u := t + meetings; u < len(day.busy); u++ {
			m.s.Add(broken, b.Not(), day.busy[u].Not())
		}
	}
}

// closeness says whether everyone may have breaks, so that the fewest of
// anyone must be known, or only the most.
func (m *proofModel) closeness() bool {
	if m.in.spreadMax == unlimited {
		return false
	}
	for _, list := range m.of {
		if len(list) < 2 {
			return false
		}
	}
	return true
}

// breakEnds returns a literal for each slot of a day: a break ends before it.
func (m *proofModel) breakEnds(day proofDay) []sat.Lit {
	var ends []sat.Lit
	for t := 2; t < len(day.busy); t++ {
		busy, last, started := day.busy[t], day.busy[t-1], day.before[t-1]
		if m.s.Fixed(started) < 0 || m.s.Fixed(busy) < 0 || m.s.Fixed(last) > 0 {
			continue
		}
		end := m.fresh()
		m.s.Add(busy.Not(), last, started.Not(), end)
		m.s.Add(end.Not(), busy)
		m.s.Add(end.Not(), last.Not())
		m.s.Add(end.Not(), started)
		ends = append(ends, end)
	}
	return ends
}

// spread lets no two participants be further apart in breaks than allowed: a
// ladder says that everyone has at least k, and nobody has more than the
// ladder's top and the spread together.
func (m *proofModel) spread(most int) {
	guard := m.guard(BreakSpread, 0)
	least := m.yes // everyone has at least k
	for k := 1; k+m.in.spreadMax <= most; k++ {
		before := least
		least = m.fresh()
		m.s.Add(least.Not(), before)
		for i := range m.breaks {
			m.s.Add(least.Not(), m.moreBreaks(i, k-1))
			m.s.Add(guard.Not(), m.moreBreaks(i, k-1+m.in.spreadMax).Not(), least)
		}
	}
}

// moreBreaks returns the literal that a participant has more than k breaks.
func (m *proofModel) moreBreaks(i, k int) sat.Lit {
	if k < len(m.breaks[i]) {
		return m.breaks[i][k]
	}
	return m.no()
}

// totalBreaks counts the breaks of a complete schedule.
func (in *instance) totalBreaks(slots []int16) int {
	busy := make([]uint64, in.people*in.words)
	for r, s := range slots {
		if s < 0 {
			continue
		}
		for _, i := range in.required(int32(r)) {
			busy[int(i)*in.words+int(in.slotWord[s])] |= in.slotBit[s]
		}
	}
	total := 0
	for i := range in.people {
		for d := range in.dayWord[:len(in.dayWord)-1] {
			n, _ := breaksOf(busy[i*in.words+int(in.dayWord[d]) : i*in.words+int(in.dayWord[d+1])])
			total += n
		}
	}
	return total
}
