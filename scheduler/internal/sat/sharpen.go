package sat

import (
	"cmp"
	"slices"
)

// sharpenShare is the part of all propagations spent on shortening clauses.
const sharpenShare = 0.15

// sharpen shortens learnt clauses that have served well, by making their
// literals false one by one and looking at what follows (Luo, Li, Xiao, Manyà
// and Lü 2017). It starts and ends without decisions.
func (s *Solver) sharpen() {
	s.cancel(0)
	s.probing = true
	var list []uint32
	for _, at := range s.learnt {
		if marks := s.marks(at); marks&(deadFlag|triedFlag) == 0 && marks&levelMask <= s.midLevels {
			list = append(list, at)
		}
	}
	slices.SortStableFunc(list, func(a, b uint32) int { return cmp.Compare(s.levelsOf(a), s.levelsOf(b)) })
	for _, at := range list {
		if s.broken || float64(s.sharpening) > sharpenShare*float64(s.propagations) || s.stop.Load() {
			break
		}
		before := s.propagations
		s.sharpenOne(at)
		s.sharpening += s.propagations - before + 10
	}
	s.probing = false
	s.learnt = s.living(s.learnt)
}

// sharpenOne replaces a clause by a shorter one that follows, if it finds one.
func (s *Solver) sharpenOne(at uint32) {
	s.arena[at+1] |= triedFlag
	lits := append(s.shorter[:0], s.lits(at)...)
	s.shorter = lits
	for _, l := range lits {
		if s.value[l] > 0 {
			if !s.locked(at) {
				s.kill(at)
			}
			return
		}
	}
	slices.SortFunc(lits, func(a, b Lit) int {
		return cmp.Or(cmp.Compare(s.order.activity[b>>1], s.order.activity[a>>1]), cmp.Compare(a, b))
	})
	kept := s.refute(lits)
	s.cancel(0)
	if len(kept) < len(lits) {
		s.replace(at, kept)
	}
}

// refute makes literals false until the rest follows, and returns those that
// it took. The result shares the memory of s.learning.
func (s *Solver) refute(lits []Lit) []Lit {
	kept := s.learning[:0]
	for _, l := range lits {
		switch {
		case s.value[l] < 0:
			continue
		case s.value[l] > 0:
			s.learning = append(s.involved(s.why[l>>1], l), l)
			return s.learning
		}
		s.limits = append(s.limits, len(s.trail))
		s.assign(l^1, 0)
		kept = append(kept, l)
		if conflict := s.propagate(); conflict != 0 {
			s.learning = s.involved(conflict, 1<<31)
			return s.learning
		}
	}
	s.learning = kept
	return kept
}

// involved returns the decisions, negated, that a clause's false literals, l
// aside, come from.
func (s *Solver) involved(why reason, l Lit) []Lit {
	if why.binary() {
		if l == 1<<31 {
			s.suspect(s.clash[0])
			s.suspect(s.clash[1])
		} else {
			s.suspect(why.other())
		}
	} else {
		for _, q := range s.lits(uint32(why)) {
			if q != l {
				s.suspect(q)
			}
		}
	}
	return s.culprits()
}

// culprits returns the decisions, negated, from which the marked variables
// follow, and takes the marks away.
func (s *Solver) culprits() []Lit {
	found := s.learning[:0]
	for i := len(s.trail) - 1; i >= s.limits[0]; i-- {
		l := s.trail[i]
		if s.seen[l>>1] == unseen {
			continue
		}
		s.seen[l>>1] = unseen
		why := s.why[l>>1]
		switch {
		case why == 0:
			found = append(found, l^1)
		case why.binary():
			s.suspect(why.other())
		default:
			for _, q := range s.lits(uint32(why)) {
				if q != l {
					s.suspect(q)
				}
			}
		}
	}
	return found
}

// replace puts a shorter clause in the place of one that it implies.
func (s *Solver) replace(at uint32, lits []Lit) {
	marks := s.marks(at) &^ levelMask
	levels := min(s.levelsOf(at), uint32(max(1, len(lits)-1)))
	s.kill(at)
	if !s.storeShort(lits) {
		s.learnt = append(s.learnt, s.allocate(lits, marks|levels))
	}
}
