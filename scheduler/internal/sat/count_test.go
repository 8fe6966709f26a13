package sat

import (
	"math/rand/v2"
	"testing"
)

// fixedAs assumes values for the first literals, bit i for the i-th.
func fixedAs(lits []Lit, values int) []Lit {
	var units []Lit
	for i, l := range lits {
		if values>>i&1 == 0 {
			l = l.Not()
		}
		units = append(units, l)
	}
	return units
}

func variables(s *Solver, n int) []Lit {
	var lits []Lit
	for range n {
		lits = append(lits, s.NewVar())
	}
	return lits
}

func ones(values int) int {
	n := 0
	for ; values > 0; values &= values - 1 {
		n++
	}
	return n
}

func TestCountSaysHowMany(t *testing.T) {
	for n := range 7 {
		for most := range n + 2 {
			s := New()
			lits := variables(s, n)
			sum := s.Count(lits, most)
			for values := range 1 << n {
				if got := s.Solve(fixedAs(lits, values)...); got != Sat {
					t.Fatalf("n %d, most %d, values %b: %v", n, most, values, got)
				}
				for k, l := range sum {
					if got, want := s.Value(l), ones(values) > k; got != want {
						t.Errorf("n %d, most %d, values %b: more than %d is %v", n, most, values, k, got)
					}
				}
			}
		}
	}
}

func TestLimitsWithGuard(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 5))
	for range 60 {
		n := 1 + rnd.IntN(7)
		most := rnd.IntN(n + 1)
		s := New()
		lits := variables(s, n)
		a, b := s.NewVar(), s.NewVar()
		s.AtMost(lits, most, a)
		running := s.Exactly(lits, most, b)
		for values := range 1 << n {
			units := fixedAs(lits, values)
			k := ones(values)
			check := func(rule string, got Result, want bool) {
				if (got == Sat) != want {
					t.Errorf("%s %d of %d, values %b: %v", rule, most, n, values, got)
				}
			}
			check("free", s.Solve(units...), true)
			for i := range running {
				for at, l := range running[i] {
					if want := ones(values&(1<<i-1)) > at; s.Value(l) != want {
						t.Errorf("running count %d of %b: more than %d is %v", i, values, at, !want)
					}
				}
			}
			check("at most", s.Solve(append(units, a)...), k <= most)
			check("exactly", s.Solve(append(units, b)...), k == most)
		}
	}
}
