package scheduler

import (
	"context"
	"slices"
	"sync"
)

// optimum finds the best of all schedules of a small problem, level by level,
// beside a search. A nil one knows nothing.
type optimum struct {
	in     *instance
	cancel context.CancelFunc
	work   sync.WaitGroup
	live   bool // it tells what it finds while it works
	ended  bool

	mu     sync.Mutex
	levels []provedLevel // from the first on
	done   bool          // there is nothing more to find
	none   bool          // there is no schedule with all that is compulsory
	best   *wholePlan    // the best found so far
	fresh  bool          // the search has not seen it yet
}

// provedLevel is what is known of a level, for schedules that have no more than
// at of each level before it; of the weight what is left out of the sum of all.
type provedLevel struct {
	goal  Goal
	least int // none has less
	at    int // what the best schedule has
}

// startOptimum begins to look for the best schedule if the problem is small
// enough, from that of the search on.
func (se *search) startOptimum() {
	if se.proof != nil && se.proof.breaks || se.in.requests == 0 || se.ctx.Err() != nil {
		return
	}
	m := newWholeModel(se.in)
	if m == nil {
		return
	}
	op := &optimum{in: se.in, live: se.o.Iterations <= 0}
	var ctx context.Context
	if se.deadline.IsZero() {
		ctx, op.cancel = context.WithCancel(se.ctx)
	} else {
		ctx, op.cancel = context.WithDeadline(se.ctx, se.deadline)
	}
	se.optimum = op
	m.prefer(se.st)
	c := &climb{wholeModel: m, op: op, ctx: ctx, left: -1}
	if se.o.Iterations > 0 {
		c.left = max(1, se.o.Iterations/50)
	} else {
		c.end = se.part(optimumShare).end
	}
	if total := se.st.standing(); se.st.absent == 0 && total.excess == 0 {
		c.start, c.given = se.st.plan(), se.boundOf(se.st, total)
		if m.there == nil {
			c.start.classes = nil
		}
	}
	op.work.Go(c.run)
}

// prefer makes the solver start from a schedule.
func (m *wholeModel) prefer(st *state) {
	for r, at := range m.at {
		for t, l := range at {
			if l == m.no() {
				continue
			}
			if st.slotOf[r] == int16(t) {
				m.s.Prefer(l)
			} else {
				m.s.Prefer(l.Not())
			}
		}
		for k, i := range m.who[r] {
			if m.comes[r][k] != m.placed[r] && st.slotOf[r] >= 0 && slices.Contains(st.seats(int32(r)), i) {
				m.s.Prefer(m.comes[r][k])
			}
		}
	}
}

// note keeps what is known of the level at hand.
func (op *optimum) note(level provedLevel) {
	op.mu.Lock()
	defer op.mu.Unlock()
	if n := len(op.levels); n == 0 || op.levels[n-1].goal != level.goal {
		op.levels = append(op.levels, level)
	}
	op.levels[len(op.levels)-1] = level
}

// forget drops what is known of the levels from one on.
func (op *optimum) forget(from int) {
	op.mu.Lock()
	defer op.mu.Unlock()
	op.levels = op.levels[:from]
}

// found keeps a schedule that is better than those before.
func (op *optimum) found(plan *wholePlan) {
	op.mu.Lock()
	defer op.mu.Unlock()
	op.best, op.fresh = plan, true
}

// take returns the best schedule if the search has not seen it yet.
func (op *optimum) take() *wholePlan {
	if op == nil || !op.live {
		return nil
	}
	op.mu.Lock()
	defer op.mu.Unlock()
	if !op.fresh {
		return nil
	}
	op.fresh = false
	return op.best
}

// joinOptimum stops looking for the optimum, or waits for it with a budget of
// iterations, and takes over what was found.
func (se *search) joinOptimum() {
	op := se.optimum
	if op == nil {
		return
	}
	if op.live {
		op.cancel()
	}
	op.work.Wait()
	op.cancel()
	op.live, op.ended = true, true
	if st := se.in.planned(op.take()); st != nil && se.preferable(st) {
		se.st.copyFrom(st)
	}
}

// working says whether it takes a core from the search.
func (op *optimum) working() bool { return op != nil && op.live && !op.ended }

// over says whether all levels are proved.
func (op *optimum) over() bool {
	if op == nil || !op.live {
		return false
	}
	op.mu.Lock()
	defer op.mu.Unlock()
	return op.done && !slices.ContainsFunc(op.levels, func(l provedLevel) bool { return l.least < l.at })
}

// impossible says whether it is proved that something compulsory can't be.
func (op *optimum) impossible() bool {
	if op == nil || !op.live {
		return false
	}
	op.mu.Lock()
	defer op.mu.Unlock()
	return op.none
}

// tighten raises the bounds of a score to what is proved of the levels. It
// reports whether no schedule is better.
func (op *optimum) tighten(b *Bounds, s Score) bool {
	if op == nil || !op.live {
		return false
	}
	op.mu.Lock()
	defer op.mu.Unlock()
	weight, all := int(op.in.totalWeight()), op.done
	for _, level := range op.levels {
		var is int
		switch level.goal {
		case GoalMandatory:
			is, b.MandatoryUnplaced = s.MandatoryUnplaced, new(max(*b.MandatoryUnplaced, level.least))
		case GoalFloors:
			is, b.FloorShortfall = s.FloorShortfall, new(max(*b.FloorShortfall, level.least))
		case GoalWeight:
			is, b.Weight = weight-s.Weight, new(min(*b.Weight, weight-level.least))
		case GoalMoved:
			is, b.Moved = s.Moved, new(max(*b.Moved, level.least))
		case GoalBreaks:
			is, b.Breaks = s.Breaks, new(max(*b.Breaks, level.least))
		}
		if is > level.at {
			return false
		}
		all = all && is <= level.least
	}
	return all
}
