package scheduler

import (
	"slices"

	"entente/scheduler/internal/sat"
)

// decide finds out whether the chosen requests fit together, and then the
// fewest breaks: from above, or from below, by cores of wishes that can't all be met, each of
// which raises the bound by one (Morgado, Dodaro and Marques-Silva 2014).
func (pr *prover) decide() {
	out := &pr.outcome
	enough := func() bool { slots, _ := pr.standing(); return slots != nil }
	switch pr.insist(enough) {
	case sat.Unsat:
		out.proved, out.infeasible = true, true
		out.because = pr.explain()
		return
	case sat.Sat:
		pr.take()
	}
	slots, breaks := pr.standing()
	if slots == nil || !pr.breaks {
		return
	}
	if pr.falling {
		pr.descend()
		return
	}
	pr.prefer(slots)
	pr.trace("schedule", breaks)
	w := newWishes(pr.model)
	pr.raiseAlone(w)
	pr.trace("bound alone", w.bound)
	for !pr.spent() && !pr.settled(w) {
		if pr.round(w) {
			break
		}
	}
}

// standing returns the best schedule known: the incumbent or the one found
// here.
func (pr *prover) standing() ([]int16, int) {
	slots, breaks := pr.outcome.slots, pr.outcome.breaks
	if pr.hooks.incumbent == nil {
		return slots, breaks
	}
	if other, n := pr.hooks.incumbent(); other != nil && (slots == nil || n < breaks) {
		return other, n
	}
	return slots, breaks
}

// prefer makes the solver start from a schedule.
func (pr *prover) prefer(slots []int16) {
	for _, r := range pr.model.chosen {
		for t, l := range pr.model.at[r] {
			if int16(t) == slots[r] {
				pr.model.s.Prefer(l)
			} else {
				pr.model.s.Prefer(l.Not())
			}
		}
	}
}

// take keeps the assignment just found, if it is the best.
func (pr *prover) take() {
	slots, classes := pr.model.schedule()
	breaks := pr.in.totalBreaks(slots)
	if best, n := pr.standing(); best != nil && n <= breaks {
		return
	}
	pr.outcome.slots, pr.outcome.classes, pr.outcome.breaks = slots, classes, breaks
	if pr.hooks.found != nil && pr.whole {
		pr.hooks.found(slots, classes, breaks)
	}
}

// settled says whether the bound has met the best schedule, and notes it.
func (pr *prover) settled(w *wishes) bool {
	if w.bound > pr.outcome.bound {
		pr.outcome.bound = w.bound
		if pr.hooks.bound != nil {
			pr.hooks.bound(w.bound)
		}
	}
	slots, breaks := pr.standing()
	if slots == nil || breaks > w.bound {
		return false
	}
	pr.outcome.proved = true
	pr.outcome.slots, pr.outcome.breaks = slots, breaks
	return true
}

// wishes are literals that had better be false: that someone has more than k
// breaks, or that more than k of a core's wishes are denied. bound of them are
// true in every schedule besides those listed.
type wishes struct {
	m     *proofModel
	list  []sat.Lit
	after map[sat.Lit][]sat.Lit // wish → the next wishes once it is denied
	bound int
}

func newWishes(m *proofModel) *wishes {
	w := &wishes{m: m, after: map[sat.Lit][]sat.Lit{}}
	for _, more := range m.breaks {
		w.ladder(more)
	}
	return w
}

// ladder wishes for the first of a count's literals to be false, and for each
// next one once that before it is given up.
func (w *wishes) ladder(more []sat.Lit) {
	if len(more) == 0 {
		return
	}
	w.list = append(w.list, more[0])
	for k := range more[:len(more)-1] {
		w.after[more[k]] = more[k+1 : k+2]
	}
}

// deny gives a wish up for good and brings those after it.
func (w *wishes) deny(l sat.Lit) {
	w.bound++
	w.drop(l)
	w.list = append(w.list, w.after[l]...)
}

func (w *wishes) drop(l sat.Lit) {
	if k := slices.Index(w.list, l); k >= 0 {
		w.list = slices.Delete(w.list, k, k+1)
	}
}

func (w *wishes) assumed() []sat.Lit {
	lits := make([]sat.Lit, len(w.list))
	for k, l := range w.list {
		lits[k] = l.Not()
	}
	return lits
}

// raiseAlone denies the wishes that fail by themselves.
func (pr *prover) raiseAlone(w *wishes) {
	const conflicts = 20
	for k := 0; k < len(w.list) && !pr.spent() && !pr.settled(w); {
		l := w.list[k]
		if pr.model.s.Fixed(l) <= 0 && pr.solve(conflicts, l.Not()) != sat.Unsat {
			k++
			continue
		}
		pr.model.s.Add(l)
		w.deny(l)
	}
}

// round collects cores that share no wish until the rest can be met, and
// counts the wishes of each core from then on. It reports whether the search
// is at its end.
func (pr *prover) round(w *wishes) bool {
	var cores [][]sat.Lit
	for {
		switch pr.insist(func() bool { return pr.settled(w) }, w.assumed()...) {
		case sat.Unknown:
			return true
		case sat.Sat:
			pr.take()
			pr.trace("schedule", pr.outcome.breaks)
			if len(cores) == 0 {
				return pr.settled(w)
			}
			pr.count(w, cores)
			return pr.settled(w)
		}
		pr.trace("core", len(pr.model.s.Core()))
		core := pr.shrink(slices.Clone(pr.model.s.Core()))
		pr.trace("core shrunk", len(core))
		if len(core) == 0 {
			return true
		}
		for k := range core {
			core[k] = core[k].Not()
			w.drop(core[k])
		}
		w.bound++
		cores = append(cores, core)
		pr.model.s.Add(core...)
		if pr.settled(w) {
			return true
		}
	}
}

// count replaces the wishes of each core by a count of them.
func (pr *prover) count(w *wishes, cores [][]sat.Lit) {
	for _, core := range cores {
		for _, l := range core {
			w.list = append(w.list, w.after[l]...)
		}
		if len(core) > 1 {
			more := pr.model.s.AtLeast(core, len(core))
			w.ladder(more[1:])
		}
	}
}

// shrink drops from a core what is not needed for it, as far as a few
// conflicts can tell. A core that resists is left as it is.
func (pr *prover) shrink(core []sat.Lit) []sat.Lit {
	const conflicts, patience = 100, 8
	failed := 0
	for k := len(core) - 1; k >= 0 && len(core) > 1 && failed < patience && !pr.spent(); k-- {
		rest := slices.Delete(slices.Clone(core), k, k+1)
		if pr.solve(conflicts, rest...) != sat.Unsat {
			failed++
			continue
		}
		core = slices.Clone(pr.model.s.Core())
		k = min(k, len(core))
	}
	return core
}
