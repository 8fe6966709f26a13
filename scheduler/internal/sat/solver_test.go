package sat

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// formula is clauses over n variables, for a solver and for brute force.
type formula struct {
	n       int
	clauses [][]Lit
}

func randomFormula(rnd *rand.Rand, n, m, width int) formula {
	f := formula{n: n}
	for range m {
		var c []Lit
		for range 1 + rnd.IntN(width) {
			c = append(c, Lit(rnd.IntN(2*n)))
		}
		if len(c) < width && rnd.IntN(4) > 0 {
			c = append(c, Lit(rnd.IntN(2*n)), Lit(rnd.IntN(2*n)))
		}
		f.clauses = append(f.clauses, c)
	}
	return f
}

func (f formula) solver() *Solver {
	s := New()
	for range f.n {
		s.NewVar()
	}
	for _, c := range f.clauses {
		s.Add(c...)
	}
	return s
}

// holds says whether a set of values satisfies all clauses and units.
func (f formula) holds(values uint, units []Lit) bool {
	truth := func(l Lit) bool { return values>>l.Var()&1 == 1 != l.negative() }
	for _, l := range units {
		if !truth(l) {
			return false
		}
	}
	for _, c := range f.clauses {
		some := false
		for _, l := range c {
			some = some || truth(l)
		}
		if !some {
			return false
		}
	}
	return true
}

func (f formula) satisfiable(units ...Lit) bool {
	for values := range uint(1) << f.n {
		if f.holds(values, units) {
			return true
		}
	}
	return false
}

func (s *Solver) modelBits() uint {
	values := uint(0)
	for v, yes := range s.model {
		if yes {
			values |= 1 << v
		}
	}
	return values
}

func TestAgreesWithBruteForce(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 1))
	for round := range 3000 {
		n := 3 + rnd.IntN(9)
		f := randomFormula(rnd, n, 1+rnd.IntN(5*n), 3)
		s := f.solver()
		want := f.satisfiable()
		if got := s.Solve(); (got == Sat) != want || got == Unknown {
			t.Fatalf("round %d: got %v, satisfiable is %v: %v", round, got, want, f)
		}
		if want && !f.holds(s.modelBits(), nil) {
			t.Fatalf("round %d: the assignment is wrong: %v", round, f)
		}
	}
}

func TestAssumptionsAndCores(t *testing.T) {
	rnd := rand.New(rand.NewPCG(2, 2))
	for round := range 2000 {
		n := 4 + rnd.IntN(8)
		f := randomFormula(rnd, n, 1+rnd.IntN(4*n), 3)
		s := f.solver()
		for range 4 {
			var units []Lit
			for range rnd.IntN(n) {
				units = append(units, Lit(rnd.IntN(2*n)))
			}
			got := s.Solve(units...)
			if want := f.satisfiable(units...); (got == Sat) != want {
				t.Fatalf("round %d: got %v, satisfiable is %v under %v: %v", round, got, want, units, f)
			}
			if got == Sat && !f.holds(s.modelBits(), units) {
				t.Fatalf("round %d: the assignment is wrong: %v", round, f)
			}
			if got == Unsat && f.satisfiable(s.Core()...) {
				t.Fatalf("round %d: the core %v of %v is satisfiable: %v", round, s.Core(), units, f)
			}
			for _, l := range s.Core() {
				found := false
				for _, u := range units {
					found = found || u == l
				}
				if !found {
					t.Fatalf("round %d: the core %v has what %v lacks", round, s.Core(), units)
				}
			}
			more := randomFormula(rnd, n, 1, 3).clauses[0]
			f.clauses = append(f.clauses, more)
			s.Add(more...)
		}
	}
}

// pigeons puts n+extra birds into n holes, one each.
func pigeons(n, extra int) *Solver {
	s := New()
	in := make([][]Lit, n+extra)
	for p := range in {
		for range n {
			in[p] = append(in[p], s.NewVar())
		}
		s.Add(in[p]...)
	}
	for h := range n {
		for p := range in {
			for q := range p {
				s.Add(in[p][h].Not(), in[q][h].Not())
			}
		}
	}
	return s
}

func TestPigeons(t *testing.T) {
	for n := 2; n <= 7; n++ {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			if got := pigeons(n, 1).Solve(); got != Unsat {
				t.Errorf("one too many: got %v", got)
			}
			if got := pigeons(n, 0).Solve(); got != Sat {
				t.Errorf("as many as holes: got %v", got)
			}
		})
	}
}

// hard is a random formula near the threshold, whose answer takes thousands
// of conflicts.
func hard(seed uint64, n int) formula {
	rnd := rand.New(rand.NewPCG(seed, 3))
	f := formula{n: n}
	for range n * 426 / 100 {
		perm := rnd.Perm(n)
		var c []Lit
		for _, v := range perm[:3] {
			c = append(c, Lit(2*v+rnd.IntN(2)))
		}
		f.clauses = append(f.clauses, c)
	}
	return f
}

// TestCleaningIsSound cleans up and shortens clauses all the time.
func TestCleaningIsSound(t *testing.T) {
	rnd := rand.New(rand.NewPCG(6, 6))
	for seed := range uint64(150) {
		f := hard(seed, 14)
		s := f.solver()
		s.cleanAt, s.cleanEvery, s.switchAt = 2, 1, 5
		for range 6 {
			units := []Lit{Lit(rnd.IntN(28)), Lit(rnd.IntN(28))}
			got := s.Solve(units...)
			if want := f.satisfiable(units...); (got == Sat) != want {
				t.Fatalf("seed %d: got %v, satisfiable is %v", seed, got, want)
			}
			if got == Sat && !f.holds(s.modelBits(), units) {
				t.Fatalf("seed %d: the assignment is wrong", seed)
			}
			if got == Unsat && f.satisfiable(s.Core()...) {
				t.Fatalf("seed %d: the core %v is satisfiable", seed, s.Core())
			}
			s.cleanAt = s.conflicts + 1
		}
	}
}

func TestLongSearchIsSound(t *testing.T) {
	for seed := range uint64(6) {
		f := hard(seed, 150)
		s := f.solver()
		if s.Solve() != Sat {
			continue
		}
		for _, c := range f.clauses {
			if !s.Value(c[0]) && !s.Value(c[1]) && !s.Value(c[2]) {
				t.Fatalf("seed %d: clause %v does not hold", seed, c)
			}
		}
	}
}

func TestBudgetAndRepeatability(t *testing.T) {
	a, b := hard(7, 220).solver(), hard(7, 220).solver()
	a.Budget(3000)
	if got := a.Solve(); got != Unknown || a.Conflicts() != 3000 {
		t.Fatalf("got %v after %d conflicts, want Unknown after 3000", got, a.Conflicts())
	}
	a.Budget(2000)
	a.Solve()
	b.Budget(3000)
	b.Solve()
	b.Budget(2000)
	b.Solve()
	if a.propagations != b.propagations || a.decisions != b.decisions {
		t.Errorf("two equal runs differ: %d and %d propagations", a.propagations, b.propagations)
	}
}

func TestStop(t *testing.T) {
	s := hard(9, 400).solver()
	done := make(chan Result)
	go func() { done <- s.Solve() }()
	s.Stop()
	if got := <-done; got != Unknown {
		t.Errorf("got %v, want Unknown", got)
	}
}

func BenchmarkHard(b *testing.B) {
	for b.Loop() {
		s := hard(4, 220).solver()
		s.Solve()
		b.ReportMetric(float64(s.conflicts)/b.Elapsed().Seconds(), "conflicts/s")
	}
}

func BenchmarkPigeons(b *testing.B) {
	for b.Loop() {
		s := pigeons(7, 1)
		s.Solve()
	}
}
