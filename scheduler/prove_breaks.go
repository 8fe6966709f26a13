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
	for d := range in.dayFirst[:len(in.dayFirst)-1] {
		ends = append(ends, m.breakEnds(m.busy[i][in.dayFirst[d]:in.dayFirst[d+1]])...)
	}
	if m.closeness() {
		return m.s.Count(ends, len(m.of[i])-1)
	}
	return m.s.AtLeast(ends, len(m.of[i])-1)
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
func (m *proofModel) breakEnds(busy []sat.Lit) []sat.Lit {
	var ends []sat.Lit
	started := m.no() // a meeting two slots earlier or before
	for t := 2; t < len(busy); t++ {
		started = m.either(started, busy[t-2])
		if m.s.Fixed(started) < 0 || m.s.Fixed(busy[t]) < 0 || m.s.Fixed(busy[t-1]) > 0 {
			continue
		}
		end := m.fresh()
		m.s.Add(busy[t].Not(), busy[t-1], started.Not(), end)
		m.s.Add(end.Not(), busy[t])
		m.s.Add(end.Not(), busy[t-1].Not())
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
