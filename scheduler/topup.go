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

// topUp lets more come to meetings for the floors, and places requests that a
// schedule leaves out, where that makes the score better: those that fit as it
// stands, then those for which one or two others move, until ctx is done. It
// changes the schedule in place, and reports whether it did.
func topUp(ctx context.Context, p *Problem, s *Schedule) bool {
	b, _ := newValidatorWithin(ctx, p).board(s)
	if b == nil {
		return false
	}
	f := newChainFinder(b)
	f.m.clock = newTimer(ctx, time.Time{}, 16, -1)
	came := b.accompany(f.m.clock)
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
	if len(left) == n && !came {
		return false
	}
	out := b.schedule()
	s.Meetings, s.Unscheduled, s.Score = out.Meetings, out.Unscheduled, out.Score
	if s.Status == StatusUnknown {
		s.Status = b.status()
	}
	return true
}

// accompany lets others who are named come to a meeting besides those whom it
// needs, where they, or their organisations, have too few.
func (b *board) accompany(clock clock) bool {
	in, came := b.in, false
	if b.sum.short == 0 || in.spreadMax < unlimited {
		return false
	}
	others := in.others()
	for r := range int32(in.requests) {
		if !b.placed(r) {
			continue
		}
		may := in.member[in.memberOff[in.groupOff[r]]:in.memberOff[in.groupOff[r+1]]]
		if others != nil {
			may = slices.Concat(may, others[r])
		}
		for _, i := range may {
			if b.lacks(i) && !contains(b.spot[r].who, i) && clock.step() && b.comesAlong(i, r) {
				came = true
			}
		}
	}
	return came
}

// lacks says whether i or its organisation has fewer meetings than its floor.
func (b *board) lacks(i int32) bool {
	o := b.in.org[i]
	return b.meets[i] < b.in.floor[i] || o >= 0 && b.orgMet[o] < b.in.orgFloor[o]
}

// comesAlong lets i attend r too, if that breaks no rule and the score gains.
func (b *board) comesAlong(i, r int32) bool {
	before, clashes := b.score(), len(b.clashes(r, nil))
	was := b.take(r)
	b.put(r, spot{was.slot, was.place, append(slices.Clone(was.who), i)})
	if len(b.clashes(r, nil)) > clashes || preference(b.order, b.score(), before) >= 0 {
		b.take(r)
		b.put(r, was)
		return false
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
