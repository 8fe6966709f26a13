package scheduler

import (
	"context"
	"slices"
	"time"
)

// peopleAndTables says whether only people and tables bound the schedules of an instance:
// then a search by slots alone overlooks no room.
func (in *instance) peopleAndTables() bool {
	if in.classes > 1 || in.strict || len(in.member) > 0 || len(in.after) > 0 {
		return false
	}
	unlimitedAll := func(most []int32) bool {
		return !slices.ContainsFunc(most, func(n int32) bool { return n < unlimited })
	}
	return unlimitedAll(in.maxAll) && unlimitedAll(in.orgMax)
}

// topUp places requests that a schedule leaves out, where that makes the score
// better: those that fit as it stands, then those for which one or two others
// move, until ctx is done. It changes the schedule in place, and reports
// whether it did.
func topUp(ctx context.Context, p *Problem, s *Schedule) bool {
	b, _ := newValidatorWithin(ctx, p).board(s)
	if b == nil {
		return false
	}
	f := newChainFinder(b)
	f.m.clock = newTimer(ctx, time.Time{}, 16, -1)
	var left []int32
	for r := range int32(b.in.requests) {
		if !b.placed(r) {
			left = append(left, r)
		}
	}
	slices.SortStableFunc(left, f.m.leastLast)
	n := len(left)
	for budget := range 3 {
		for before := -1; before != len(left); {
			before = len(left)
			left = slices.DeleteFunc(left, func(r int32) bool { return f.m.clock.step() && f.wins(r, budget) })
		}
	}
	if len(left) == n {
		return false
	}
	out := b.schedule()
	s.Meetings, s.Unscheduled, s.Score = out.Meetings, out.Unscheduled, out.Score
	if s.Status == StatusUnknown {
		s.Status = b.status()
	}
	return true
}

// wins places r for good, moving up to budget others, if the score gains by it.
func (f *chainFinder) wins(r int32, budget int) bool {
	m, b := f.m, f.m.b
	if f.visits <= 0 || m.hopeless(r) {
		return false
	}
	before := b.score()
	m.forgetTries()
	m.shifted = m.shifted[:0]
	visits := min(chainVisits, f.visits)
	f.visits -= visits
	placed := budget == 0 && b.bestFit(r, nil) || budget > 0 && m.search([]int32{r}, budget, &visits)
	f.visits += max(visits, 0)
	clear(m.locked)
	if !placed {
		return false
	}
	if preference(b.order, b.score(), before) >= 0 {
		f.taken(r, before)
		return false
	}
	for _, x := range append(m.shifted, r) {
		m.home[x] = b.spot[x]
	}
	return true
}
