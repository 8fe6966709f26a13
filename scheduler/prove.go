package scheduler

import (
	"context"
	"fmt"

	"entente/scheduler/internal/sat"
)

// prover decides what search cannot: that the compulsory requests can't all
// be placed, or that no schedule of them has fewer breaks. It turns the
// constraints into clauses, with a variable for each request and slot and one
// for each participant busy in a slot, and has them decided by
// [entente/scheduler/internal/sat].
//
// A prover serves one run, by one goroutine.
type prover struct {
	in      *instance
	chosen  []int32 // the requests that must be placed together
	whole   bool    // chosen are all requests
	breaks  bool    // the fewest breaks can be proved
	falling bool    // from above, not from below

	hooks   proofHooks
	model   *proofModel
	outcome proofOutcome
	stopped func() bool
	watch   func(*sat.Solver) (release func() bool) // stops a solver when the context is done
	left    int64                                   // conflicts that may still be spent; negative: no limit
}

// proofHooks connect a proof with a search that runs beside it. Any may be nil.
// With a budget of conflicts, and only with constant answers of incumbent, the
// outcome is a function of the instance alone.
type proofHooks struct {
	// incumbent returns the slot of each request in the best complete schedule
	// so far and its breaks, or nil.
	incumbent func() (slots []int16, breaks int)
	// known returns a number of breaks that no schedule goes below.
	known func() int
	// found gets every better complete schedule: slot and place class by
	// request, to keep.
	found func(slots []int16, classes []int32, breaks int)
	// bound gets every greater number of breaks that no schedule goes below.
	bound func(breaks int)
	// trace gets the steps of the proof and a number that belongs to each.
	trace func(step string, n int)
}

// proofOutcome is what a proof came to.
type proofOutcome struct {
	proved     bool     // breaks is the fewest, or infeasible
	infeasible bool     // the compulsory requests can't all be placed
	because    []Reason // of infeasible: what stands against each other; may be nil

	slots   []int16 // request → slot in the best schedule found here; nil: none
	classes []int32 // request → class of its place
	breaks  int     // of slots

	bound     int   // no schedule of all requests has fewer breaks
	conflicts int64 // spent
}

// newProver returns a prover of an instance, or an error that names what it
// can't turn into clauses. It concerns all requests if all are mandatory, or
// else those that are compulsory, of which it can only prove that they don't
// fit together.
func newProver(in *instance) (*prover, error) {
	pr := &prover{in: in, whole: true}
	for r := range int32(in.requests) {
		pr.whole = pr.whole && in.mandatory[r]
	}
	if err := pr.choose(); err != nil {
		return nil, err
	}
	pr.breaks = pr.whole && in.breaksLast()
	return pr, pr.fits()
}

// choose lists the requests to place: all, or the compulsory ones and what
// must come before them.
func (pr *prover) choose() error {
	in := pr.in
	taken := make([]bool, in.requests)
	var add func(r int32)
	add = func(r int32) {
		if taken[r] {
			return
		}
		taken[r] = true
		for _, x := range in.after[in.afterOff[r]:in.afterOff[r+1]] {
			add(x)
		}
	}
	for r := range int32(in.requests) {
		if pr.whole || in.must[r] {
			add(r)
		}
	}
	for r, yes := range taken {
		if yes {
			pr.chosen = append(pr.chosen, int32(r))
		}
	}
	if len(pr.chosen) == 0 {
		return fmt.Errorf("prove: no request is mandatory")
	}
	return nil
}

// proofCells is how many pairs of request and slot a proof takes on.
const proofCells = 20_000

func (pr *prover) fits() error {
	in := pr.in
	if in.changeover > 0 {
		return fmt.Errorf("prove: changeover is not turned into clauses")
	}
	for _, r := range pr.chosen {
		if in.groupOff[r] < in.groupOff[r+1] {
			return fmt.Errorf("prove: request %q leaves open who attends", in.p.Requests[r].ID)
		}
	}
	if cells := len(pr.chosen) * in.slots; cells > proofCells {
		return fmt.Errorf("prove: %d pairs of request and slot are more than %d", cells, proofCells)
	}
	return nil
}

// breaksLast says whether, with all requests placed, the breaks are the first
// level that schedules can differ in.
func (in *instance) breaksLast() bool {
	for _, goal := range in.p.order() {
		switch goal {
		case GoalBreaks:
			return true
		case GoalMoved:
			if len(in.p.Published) > 0 {
				return false
			}
		case GoalComfort:
			return false
		}
	}
	return false
}

// run proves as much as ctx and a number of conflicts allow; negative means
// no limit. It returns within 50 ms after ctx is done.
func (pr *prover) run(ctx context.Context, conflicts int64, hooks proofHooks) proofOutcome {
	pr.hooks, pr.left = hooks, conflicts
	pr.stopped = func() bool { return ctx.Err() != nil }
	if why := pr.counting(); why != nil {
		pr.outcome.proved, pr.outcome.infeasible, pr.outcome.because = true, true, why
		return pr.outcome
	}
	pr.model = newProofModel(pr.in, pr.chosen, pr.whole)
	pr.watch = func(s *sat.Solver) func() bool { return context.AfterFunc(ctx, s.Stop) }
	defer pr.watch(pr.model.s)()
	pr.decide()
	pr.outcome.conflicts = pr.model.s.Conflicts()
	return pr.outcome
}

// solve asks the solver within what is left of the conflicts; most bounds them
// further, unless negative.
func (pr *prover) solve(most int64, assumptions ...sat.Lit) sat.Result {
	s := pr.model.s
	if pr.left >= 0 && (most < 0 || pr.left < most) {
		most = pr.left
	}
	before := s.Conflicts()
	s.Budget(most)
	result := s.Solve(assumptions...)
	if pr.left >= 0 {
		pr.left = max(0, pr.left-(s.Conflicts()-before))
	}
	return result
}

// insist asks the solver until it knows, nothing is left, or enough says that
// the answer is not needed any more.
func (pr *prover) insist(enough func() bool, assumptions ...sat.Lit) sat.Result {
	const slice = 1000
	for !pr.spent() && !enough() {
		result := pr.solve(slice, assumptions...)
		if result == sat.Unsat || result == sat.Sat && !pr.model.stateRooms() {
			return result
		}
	}
	return sat.Unknown
}

func (pr *prover) trace(step string, n int) {
	if pr.hooks.trace != nil {
		pr.hooks.trace(step, n)
	}
}

// spent says whether no conflict may be spent any more.
func (pr *prover) spent() bool { return pr.stopped() || pr.left == 0 }
