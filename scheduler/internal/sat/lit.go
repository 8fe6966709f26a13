package sat

// Lit is a literal: a variable or its negation. The zero value is the first
// variable of a solver.
type Lit uint32

// Not returns the negation.
func (l Lit) Not() Lit { return l ^ 1 }

// Var returns the number of the literal's variable, from 0.
func (l Lit) Var() int { return int(l >> 1) }

// negative says whether the literal is a negated variable.
func (l Lit) negative() bool { return l&1 == 1 }

// Result is what a call of [Solver.Solve] found out.
type Result int8

// The results.
const (
	Unknown Result = iota // the budget ran out, or the solver was stopped
	Sat                   // there is an assignment
	Unsat                 // there is none under the assumptions
)

// reason says why a literal is true: 0 for none, the other literal of a
// two-literal clause, or the place of a longer clause.
type reason uint32

const twoLits reason = 1 << 31

func because(other Lit) reason { return twoLits | reason(other) }

func (r reason) binary() bool { return r&twoLits != 0 }

func (r reason) other() Lit { return Lit(r &^ twoLits) }
