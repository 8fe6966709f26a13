package sat

import "slices"

// Budget makes calls of Solve return Unknown after so many more conflicts in
// all; negative lifts the limit.
func (s *Solver) Budget(conflicts int64) {
	s.limit = -1
	if conflicts >= 0 {
		s.limit = s.conflicts + conflicts
	}
}

// Conflicts returns how many conflicts there were since the solver was made.
func (s *Solver) Conflicts() int64 { return s.conflicts }

// Solve looks for an assignment in which every clause and every assumption is
// true. After Sat, Value has it; after Unsat, Core has the assumptions to
// blame.
func (s *Solver) Solve(assumptions ...Lit) Result {
	s.core = s.core[:0]
	if s.broken {
		return Unsat
	}
	s.cancel(0)
	if s.propagate() != 0 {
		s.broken = true
		return Unsat
	}
	if !slices.Equal(assumptions, s.assumed) {
		s.assumed = append(s.assumed[:0], assumptions...)
		s.best = 0
	}
	for len(s.stamp) < len(s.level)+len(assumptions)+1 {
		s.stamp = append(s.stamp, 0)
	}
	result := s.search(assumptions)
	if result == Sat {
		s.keepModel()
	}
	s.cancel(0)
	return result
}

func (s *Solver) keepModel() {
	s.model = s.model[:0]
	for v := range s.level {
		s.model = append(s.model, s.value[2*v] > 0)
	}
}

func (s *Solver) search(assumptions []Lit) Result {
	for {
		if conflict := s.propagate(); conflict != 0 {
			if s.decisionLevel() == 0 {
				s.broken = true
				return Unsat
			}
			s.learnFrom(conflict)
			if s.spent() {
				return Unknown
			}
			continue
		}
		if s.decisions&1023 == 1023 && s.stop.Load() {
			return Unknown
		}
		s.maintain(len(assumptions))
		if s.broken {
			return Unsat
		}
		next, done := s.next(assumptions)
		if done != Unknown {
			return done
		}
		s.decisions++
		s.limits = append(s.limits, len(s.trail))
		if next != 1<<31 {
			s.assign(next, 0)
		}
	}
}

func (s *Solver) spent() bool {
	return s.stop.Load() || s.limit >= 0 && s.conflicts >= s.limit
}

// next returns the literal to set next: the first assumption that is open,
// or else the decision. An assumption that is true already gets an empty
// level.
func (s *Solver) next(assumptions []Lit) (Lit, Result) {
	const none = Lit(1 << 31)
	if d := s.decisionLevel(); d < len(assumptions) {
		a := assumptions[d]
		switch v := s.value[a]; {
		case v > 0:
			return none, Unknown
		case v < 0:
			s.blame(a)
			return none, Unsat
		}
		return a, Unknown
	}
	for len(s.order.list) > 0 {
		v := s.order.pop()
		if s.value[2*v] == 0 {
			return s.phased(v), Unknown
		}
	}
	return none, Sat
}

func (s *Solver) phased(v int32) Lit {
	negative := s.phase[v]
	if s.stable && s.best > 0 {
		negative = s.target[v]
	}
	l := Lit(2 * v)
	if negative {
		return l ^ 1
	}
	return l
}

// learnFrom learns a clause from a conflict and goes back to where it implies
// something.
func (s *Solver) learnFrom(conflict reason) {
	s.remember()
	back, levels := s.analyse(conflict)
	s.learned(levels)
	s.cancel(back)
	c := s.learning
	switch len(c) {
	case 1:
		s.assign(c[0], 0)
	case 2:
		s.addBinary(c[0], c[1])
		s.assign(c[0], because(c[1]))
	default:
		at := s.allocate(c, learntFlag|usedOnce|min(levels, levelMask))
		s.learnt = append(s.learnt, at)
		s.assign(c[0], reason(at))
	}
	decay := 0.95
	if !s.stable {
		decay = 0.92
	}
	s.step /= decay
}

// remember keeps the phases of the longest trail without conflict.
func (s *Solver) remember() {
	d := s.decisionLevel()
	whole := s.limits[d-1]
	if !s.stable || whole <= s.best {
		return
	}
	s.best = whole
	for _, l := range s.trail[:whole] {
		s.target[l>>1] = l.negative()
	}
}

// maintain restarts, cleans up and changes the manner of search when due.
func (s *Solver) maintain(assumed int) {
	if s.switchDue() {
		s.best = 0
		s.cancel(assumed)
	}
	if s.restartDue() {
		s.cancel(assumed)
		s.restarted()
	}
	if s.conflicts >= s.rephaseAt {
		s.rephase()
	}
	if s.conflicts >= s.cleanAt {
		s.clean()
	}
}

// rephase starts the next trails from elsewhere, so as not to stay in one
// corner.
func (s *Solver) rephase() {
	s.rephasings++
	s.rephaseAt = s.conflicts + rephaseEvery*s.rephasings
	s.best = 0
	if s.rephasings%2 == 0 {
		copy(s.phase, s.target)
	} else {
		copy(s.phase, s.origin)
	}
}
