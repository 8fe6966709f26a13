package sat

import (
	"slices"
	"sync/atomic"
)

// Solver holds variables, clauses and what was learnt of them. New makes one.
type Solver struct {
	arena   []Lit // clauses of three or more literals
	wasted  int   // words of dead clauses
	given   []uint32
	learnt  []uint32
	watches [][]watch  // literal → clauses to look at when it becomes true
	triples [][]triple // literal → clauses of three that it shortens
	bins    [][]Lit    // literal → literals that it implies

	value  []int8   // literal → 1 true, -1 false, 0 open
	level  []int32  // variable → level at which it was set
	why    []reason // variable → reason
	phase  []bool   // variable → negative when decided next
	origin []bool   // variable → phase that was preferred
	target []bool   // variable → phase of the longest trail without conflict
	best   int      // length of that trail
	trail  []Lit
	limits []int // level → length of the trail before it
	head   int   // trail before it is propagated

	order heap
	step  float64 // what a variable's activity gains next

	clash    [2]Lit // the conflicting clause, if it has two literals
	seen     []uint8
	clear    []Lit    // literals whose variables are marked in seen
	stamp    []uint32 // level → last count that saw it
	stampNow uint32
	learning []Lit
	shorter  []Lit // scratch of sharpenOne
	probing  bool  // decisions are only tried, and leave no phases

	pace
	broken  bool // unsatisfiable without assumptions
	model   []bool
	core    []Lit
	assumed []Lit // by the last call of Solve
	extra   []Lit // scratch of Add
	stop    atomic.Bool
}

// New returns a solver without variables.
func New() *Solver {
	return &Solver{arena: make([]Lit, 1, 1<<12), step: 1, stamp: make([]uint32, 1), pace: newPace()}
}

// NewVar adds a variable and returns its positive literal.
func (s *Solver) NewVar() Lit {
	v := len(s.level)
	s.watches = append(s.watches, nil, nil)
	s.triples = append(s.triples, nil, nil)
	s.bins = append(s.bins, nil, nil)
	s.value = append(s.value, 0, 0)
	s.level = append(s.level, 0)
	s.why = append(s.why, 0)
	s.phase = append(s.phase, true)
	s.origin = append(s.origin, true)
	s.target = append(s.target, true)
	s.seen = append(s.seen, 0)
	s.stamp = append(s.stamp, 0)
	s.order.grow()
	return Lit(2 * v)
}

// Vars returns how many variables there are.
func (s *Solver) Vars() int { return len(s.level) }

// Prefer sets the value that a literal's variable is given first: the one
// that makes the literal true.
func (s *Solver) Prefer(l Lit) {
	s.phase[l.Var()] = l.negative()
	s.origin[l.Var()] = l.negative()
	s.target[l.Var()] = l.negative()
	s.best = 0
}

// Favour makes the solver decide on a variable sooner.
func (s *Solver) Favour(l Lit, times float64) {
	s.order.raise(int32(l.Var()), times, &s.step)
}

// Add adds a clause: one of the literals must be true. It reports whether the
// clauses are not yet known to contradict each other.
func (s *Solver) Add(lits ...Lit) bool {
	if s.broken {
		return false
	}
	s.cancel(0)
	all := append(s.extra[:0], lits...)
	slices.Sort(all)
	kept, last := all[:0], Lit(1<<31)
	for _, l := range all {
		if s.value[l] > 0 || last != 1<<31 && l == last.Not() {
			s.extra = all
			return true
		}
		if s.value[l] == 0 && l != last {
			kept = append(kept, l)
			last = l
		}
	}
	s.extra = all
	return s.store(kept)
}

func (s *Solver) store(lits []Lit) bool {
	if !s.storeShort(lits) {
		s.given = append(s.given, s.allocate(lits, 0))
	}
	return !s.broken
}

// storeShort keeps a clause of at most two literals, which needs no place in
// the arena, and says whether it is one.
func (s *Solver) storeShort(lits []Lit) bool {
	switch len(lits) {
	case 0:
		s.broken = true
	case 1:
		s.assign(lits[0], 0)
		s.broken = s.propagate() != 0
	case 2:
		s.addBinary(lits[0], lits[1])
	default:
		return false
	}
	return true
}

// Fixed returns 1 if a literal is known to be true whatever is assumed, -1 if
// it is known to be false, else 0.
func (s *Solver) Fixed(l Lit) int {
	if s.level[l.Var()] > 0 {
		return 0
	}
	return int(s.value[l])
}

// Value says whether a literal is true in the assignment that Solve found
// last.
func (s *Solver) Value(l Lit) bool { return s.model[l.Var()] != l.negative() }

// Core returns those of the last call's assumptions that can't all hold; it
// is empty if the clauses contradict each other anyway. The slice is valid
// until the next call.
func (s *Solver) Core() []Lit { return s.core }

// Stop makes a running Solve, and every later one, return Unknown soon. It
// may be called from another goroutine.
func (s *Solver) Stop() { s.stop.Store(true) }

func (s *Solver) decisionLevel() int { return len(s.limits) }

// assign makes an open literal true.
func (s *Solver) assign(l Lit, why reason) {
	v := l >> 1
	s.value[l], s.value[l^1] = 1, -1
	s.level[v] = int32(len(s.limits))
	s.why[v] = why
	s.trail = append(s.trail, l)
}

// cancel takes back all that was set above a level.
func (s *Solver) cancel(level int) {
	if len(s.limits) <= level {
		return
	}
	keep := s.limits[level]
	for i := len(s.trail) - 1; i >= keep; i-- {
		l := s.trail[i]
		s.value[l], s.value[l^1] = 0, 0
		if !s.probing {
			s.phase[l>>1] = l.negative()
		}
		if s.order.at[l>>1] < 0 {
			s.order.insert(int32(l >> 1))
		}
	}
	s.trail = s.trail[:keep]
	s.limits = s.limits[:level]
	s.head = keep
}
