package scheduler

import (
	"context"
	"sync"
	"time"
)

// proof connects a search with the provers that run beside it. A nil proof knows
// nothing.
type proof struct {
	ctx    context.Context
	cancel context.CancelFunc
	work   sync.WaitGroup // the provers
	ended  chan struct{}  // closed once a prover has proved all
	live   bool           // search and provers tell each other what they find
	breaks bool           // the fewest breaks can be proved
	twice  bool           // a second prover was started
	mu     sync.Mutex
	best   []int16 // the search's best complete schedule, for the provers
	most   int     // its breaks
	found  []int16 // the provers' best, for the search
	where  []int32 // its classes
	fewest int     // its breaks
	fresh  bool    // the search has not seen it yet
	bound  int
	out    *proofOutcome // of the prover that proved all, or of the first
}

// startProof starts a prover if the problem is one that it can decide. With a
// budget of iterations it works by itself, so that the result depends on
// nothing else.
func (se *search) startProof() {
	pr, err := newProver(se.in)
	if err != nil {
		return
	}
	pf := &proof{ended: make(chan struct{}), live: se.o.Iterations <= 0, breaks: pr.breaks}
	if se.deadline.IsZero() {
		pf.ctx, pf.cancel = context.WithCancel(se.ctx)
	} else {
		pf.ctx, pf.cancel = context.WithDeadline(se.ctx, se.deadline)
	}
	se.proof = pf
	conflicts, hooks := int64(-1), pf.hooks()
	if !pf.live {
		conflicts, hooks = max(1, se.o.Iterations/50), proofHooks{}
	}
	pf.work.Go(func() { pf.conclude(pr.run(pf.ctx, conflicts, hooks)) })
}

// descend starts a second prover, which looks for fewer breaks from above, if
// there is a complete schedule to begin with.
func (pf *proof) descend(in *instance) {
	if slots, _ := pf.known(); pf.twice || slots == nil {
		return
	}
	pr, err := newProver(in)
	if err != nil {
		return
	}
	pf.twice, pr.falling = true, true
	pf.work.Go(func() { pf.conclude(pr.run(pf.ctx, -1, pf.hooks())) })
}

// await waits for a prover to prove all, for so long at most.
func (pf *proof) await(most time.Duration) {
	select {
	case <-pf.ended:
	case <-pf.ctx.Done():
	case <-time.After(most):
	}
}

// conclude takes what a prover came to.
func (pf *proof) conclude(out proofOutcome) {
	pf.mu.Lock()
	defer pf.mu.Unlock()
	pf.bound = max(pf.bound, out.bound)
	if pf.live {
		pf.offer(out.slots, out.classes, out.breaks)
	}
	if pf.out != nil && pf.out.proved {
		return
	}
	if pf.out == nil || out.proved {
		pf.out = &out
	}
	if out.proved {
		close(pf.ended)
		pf.cancel()
	}
}

func (pf *proof) hooks() proofHooks {
	return proofHooks{
		incumbent: pf.known,
		known:     pf.fewestBreaks,
		found: func(slots []int16, classes []int32, breaks int) {
			pf.mu.Lock()
			defer pf.mu.Unlock()
			pf.offer(slots, classes, breaks)
		},
		bound: func(breaks int) {
			pf.mu.Lock()
			defer pf.mu.Unlock()
			pf.bound = max(pf.bound, breaks)
		},
	}
}

// known returns the slots by request of the best complete schedule that anyone
// has found, and its breaks; nil if nobody has.
func (pf *proof) known() ([]int16, int) {
	pf.mu.Lock()
	defer pf.mu.Unlock()
	if pf.best == nil || pf.found != nil && pf.fewest < pf.most {
		return pf.found, pf.fewest
	}
	return pf.best, pf.most
}

// offer keeps a schedule of the prover for the search.
func (pf *proof) offer(slots []int16, classes []int32, breaks int) {
	if slots == nil || pf.found != nil && pf.fewest <= breaks {
		return
	}
	pf.found, pf.where, pf.fewest, pf.fresh = slots, classes, breaks, true
}

// infeasible says whether it is proved that something compulsory can't be.
func (pf *proof) infeasible() bool {
	if pf == nil || !pf.live {
		return false
	}
	pf.mu.Lock()
	defer pf.mu.Unlock()
	return pf.out != nil && pf.out.infeasible
}

// fewestBreaks is a number that no complete schedule goes below, as far as
// known.
func (pf *proof) fewestBreaks() int {
	if pf == nil || !pf.live {
		return 0
	}
	pf.mu.Lock()
	defer pf.mu.Unlock()
	return pf.bound
}

// publish shows the prover a complete schedule.
func (pf *proof) publish(st *state, s standing) {
	if pf == nil || !pf.live || st.placed < st.in.requests || s.excess > 0 {
		return
	}
	pf.mu.Lock()
	defer pf.mu.Unlock()
	if pf.best == nil || int(s.breaks) < pf.most {
		pf.best, pf.most = append([]int16(nil), st.slotOf...), int(s.breaks)
	}
}

// take returns a schedule of the prover that the search has not seen yet.
func (pf *proof) take() (slots []int16, classes []int32) {
	if pf == nil || !pf.live {
		return nil, nil
	}
	pf.mu.Lock()
	defer pf.mu.Unlock()
	if !pf.fresh {
		return nil, nil
	}
	pf.fresh = false
	return pf.found, pf.where
}

// joinProof ends the proof, or waits for it with a budget of iterations, and
// takes over what it found.
func (se *search) joinProof() {
	pf := se.proof
	if pf == nil {
		return
	}
	if pf.live {
		pf.cancel()
	}
	pf.work.Wait()
	pf.cancel()
	if !pf.live {
		pf.live = true
		pf.offer(pf.out.slots, pf.out.classes, pf.out.breaks)
	}
	slots, classes := pf.take()
	if slots == nil {
		return
	}
	st := newState(se.in)
	if st.adopt(slots, classes) && se.preferable(st) {
		se.st.copyFrom(st)
	}
}

// preferable says whether a state is better than the search's.
func (se *search) preferable(st *state) bool {
	if a, b := st.value(se.sc), se.st.value(se.sc); a != b {
		return a > b
	}
	return se.soft.better(st.standing(), se.st.standing())
}

// adopt fills an empty state with meetings that leave nobody's attendance open.
// It reports whether they fit.
func (st *state) adopt(slots []int16, classes []int32) bool {
	in := st.in
	for r := range int32(in.requests) {
		if slots[r] < 0 {
			continue
		}
		seats := st.seats(r)
		copy(seats, in.required(r))
		for _, i := range seats {
			if i < 0 || st.holder(i, slots[r]) >= 0 {
				return false
			}
		}
		c := int32(0)
		if classes != nil {
			c = classes[r]
		}
		if !st.room(slots[r], c) {
			return false
		}
		st.put(r, slots[r], c)
	}
	return true
}
