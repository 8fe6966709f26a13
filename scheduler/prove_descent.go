package scheduler

import "entente/scheduler/internal/sat"

// descend looks for ever fewer breaks from above until there are none fewer,
// each time from the best schedule so far.
func (pr *prover) descend() {
	total := pr.totals()
	for !pr.spent() {
		slots, breaks := pr.standing()
		if pr.known() >= breaks {
			pr.least(breaks)
			return
		}
		pr.prefer(slots)
		enough := func() bool {
			_, now := pr.standing()
			return now < breaks || pr.known() >= now
		}
		switch pr.insist(enough, total[breaks-1].Not()) {
		case sat.Unsat:
			pr.least(breaks)
			return
		case sat.Sat:
			pr.take()
			pr.trace("descent", pr.outcome.breaks)
		}
	}
}

// known is a number of breaks that no schedule goes below.
func (pr *prover) known() int {
	if pr.hooks.known == nil {
		return pr.outcome.bound
	}
	return max(pr.outcome.bound, pr.hooks.known())
}

// least notes that no schedule has fewer breaks than the best so far.
func (pr *prover) least(breaks int) {
	pr.outcome.proved, pr.outcome.bound = true, breaks
	pr.outcome.slots, pr.outcome.breaks = pr.standing()
}

// totals returns literals of which the k-th is true if there are more than k
// breaks in all, as many as the best schedule has.
func (pr *prover) totals() []sat.Lit {
	var breaks []sat.Lit
	for _, more := range pr.model.breaks {
		breaks = append(breaks, more...)
	}
	_, most := pr.standing()
	return pr.model.s.AtLeast(breaks, most)
}
