package scheduler

import "entente/scheduler/internal/sat"

// proofGuards are the conditions of a model's constraints, one for each
// constraint and whom it concerns.
type proofGuards struct {
	lits []sat.Lit
	of   map[sat.Lit]guardKey
	by   map[guardKey]sat.Lit
}

// guardKey names a group of clauses: a constraint and a participant, request
// or slot; an organisation counts on from the participants.
type guardKey struct {
	constraint Constraint
	who        int32
}

func newProofGuards() *proofGuards {
	return &proofGuards{of: map[sat.Lit]guardKey{}, by: map[guardKey]sat.Lit{}}
}

func (g *proofGuards) guard(m *proofModel, c Constraint, who int32) sat.Lit {
	key := guardKey{c, who}
	if l, known := g.by[key]; known {
		return l
	}
	l := m.fresh()
	g.lits = append(g.lits, l)
	g.of[l], g.by[key] = key, l
	return l
}

// forbid keeps r out of the slots that it, its people or its pin rule out,
// each for its own reason.
func (g *proofGuards) forbid(m *proofModel, r int32) {}

func (pr *prover) explain() []Reason { return nil }

func (pr *prover) counting() []Reason { return nil }
