package sat

// A clause of three or more literals lies in the arena as its size, its marks
// and its literals; a reference is the index of its size. The two literals
// watched stand first. Clauses of two literals live in the binary lists alone.
const headWords = 2

// The marks of a clause: the number of levels it had when learnt, and flags.
const (
	levelMask  = 1<<20 - 1
	usedOnce   = 1 << 20 // used in a conflict since the last cleaning, in units
	usedMask   = 3 << 20
	learntFlag = 1 << 22
	deadFlag   = 1 << 23
	movedFlag  = 1 << 24
	triedFlag  = 1 << 25 // shortened as far as probing could
)

// watch is a clause that waits for its watched literal to become false. While
// blocker, another literal of it, is true, the clause needs no look.
type watch struct {
	at      uint32
	blocker Lit
}

// triple is a clause of three literals, seen from one of them: the two others.
// Such clauses are watched by all three, and so never move.
type triple struct {
	a, b Lit
	at   uint32
}

func (s *Solver) lits(at uint32) []Lit {
	n := uint32(s.arena[at])
	return s.arena[at+headWords : at+headWords+n]
}

func (s *Solver) marks(at uint32) uint32 { return uint32(s.arena[at+1]) }

func (s *Solver) levelsOf(at uint32) uint32 { return s.marks(at) & levelMask }

func (s *Solver) setMarks(at, marks uint32) { s.arena[at+1] = Lit(marks) }

// allocate lays a clause of at least three literals into the arena and
// watches it.
func (s *Solver) allocate(lits []Lit, marks uint32) uint32 {
	at := uint32(len(s.arena))
	s.arena = append(s.arena, Lit(len(lits)), Lit(marks))
	s.arena = append(s.arena, lits...)
	s.attach(at)
	return at
}

func (s *Solver) attach(at uint32) {
	lits := s.lits(at)
	a, b := lits[0], lits[1]
	if len(lits) == 3 {
		c := lits[2]
		s.triples[a.Not()] = append(s.triples[a.Not()], triple{b, c, at})
		s.triples[b.Not()] = append(s.triples[b.Not()], triple{a, c, at})
		s.triples[c.Not()] = append(s.triples[c.Not()], triple{a, b, at})
		return
	}
	s.watches[a.Not()] = append(s.watches[a.Not()], watch{at, b})
	s.watches[b.Not()] = append(s.watches[b.Not()], watch{at, a})
}

func (s *Solver) addBinary(a, b Lit) {
	s.bins[a.Not()] = append(s.bins[a.Not()], b)
	s.bins[b.Not()] = append(s.bins[b.Not()], a)
}

// kill marks a clause for the next collection.
func (s *Solver) kill(at uint32) {
	s.arena[at+1] |= deadFlag
	s.wasted += int(s.arena[at]) + headWords
}

// locked says whether a clause is the reason of a literal that stands.
func (s *Solver) locked(at uint32) bool {
	lits := s.lits(at)
	for _, l := range lits[:min(3, len(lits))] {
		if s.value[l] > 0 && s.why[l>>1] == reason(at) {
			return true
		}
	}
	return false
}

// collect moves the living clauses together and drops the dead from the
// watch lists.
func (s *Solver) collect() {
	old := s.arena
	fresh := make([]Lit, 1, len(old)-s.wasted+len(old)/4)
	move := func(at uint32) uint32 {
		if old[at+1]&movedFlag != 0 {
			return uint32(old[at+headWords])
		}
		to := uint32(len(fresh))
		end := at + headWords + uint32(old[at])
		fresh = append(fresh, old[at:end]...)
		old[at+1] |= movedFlag
		old[at+headWords] = Lit(to)
		return to
	}
	s.dropDeadWatches()
	for _, l := range s.trail {
		if r := s.why[l.Var()]; r != 0 && !r.binary() {
			s.why[l.Var()] = reason(move(uint32(r)))
		}
	}
	for i, at := range s.given {
		s.given[i] = move(at)
	}
	for i, at := range s.learnt {
		s.learnt[i] = move(at)
	}
	for l := range s.watches {
		for i := range s.watches[l] {
			w := &s.watches[l][i]
			w.at = move(w.at)
		}
		for i := range s.triples[l] {
			w := &s.triples[l][i]
			w.at = move(w.at)
		}
	}
	s.arena, s.wasted = fresh, 0
}

func (s *Solver) dropDeadWatches() {
	for l, list := range s.watches {
		kept := list[:0]
		for _, w := range list {
			if s.marks(w.at)&deadFlag == 0 {
				kept = append(kept, w)
			}
		}
		s.watches[l] = kept
	}
	for l, list := range s.triples {
		kept := list[:0]
		for _, w := range list {
			if s.marks(w.at)&deadFlag == 0 {
				kept = append(kept, w)
			}
		}
		s.triples[l] = kept
	}
	s.given = s.living(s.given)
	s.learnt = s.living(s.learnt)
}

func (s *Solver) living(list []uint32) []uint32 {
	kept := list[:0]
	for _, at := range list {
		if s.marks(at)&deadFlag == 0 {
			kept = append(kept, at)
		}
	}
	return kept
}
