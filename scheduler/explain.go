package scheduler

import (
	"context"
	"time"
)

// Explain says for each of the requests, or for all that the schedule leaves
// out when none is named, what stands in the way in each slot and the cheapest
// remedies, each tried: done on the schedule, found to break nothing but what
// it lifts, and undone. There are at most five remedies for a request, the
// cheapest first.
//
// It works on any schedule that fits the problem's ids; a request that is
// placed is explained as if it were left out. The error is that of [Validate],
// or names an unknown request; when ctx is done, what is explained so far comes
// back with its error.
func Explain(ctx context.Context, p *Problem, s *Schedule, requests ...string) ([]Unscheduled, error) {
	b, err := boardWithin(ctx, p, s)
	if err != nil {
		return nil, err
	}
	chosen, err := b.chosen(requests)
	if err != nil {
		return nil, err
	}
	return b.explain(ctx, chosen)
}

// chosen returns the positions of these requests, or of all that are left out.
func (b *board) chosen(ids []string) ([]int32, error) {
	var list []int32
	for _, id := range ids {
		r, err := b.requestAt(id)
		if err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	if len(ids) > 0 {
		return list, nil
	}
	for r := range int32(b.in.requests) {
		if !b.placed(r) {
			list = append(list, r)
		}
	}
	return list, nil
}

func (b *board) explain(ctx context.Context, list []int32) ([]Unscheduled, error) {
	all := make([]Unscheduled, 0, len(list))
	chains := newChainFinder(b)
	chains.m.clock = newTimer(ctx, time.Time{}, 1, -1)
	for _, r := range list {
		if err := ctx.Err(); err != nil {
			return all, err
		}
		all = append(all, b.explainOne(r, chains))
	}
	return all, nil
}

func (b *board) explainOne(r int32, chains *chainFinder) Unscheduled {
	home, ill := b.spot[r], b.ill[r]
	if b.placed(r) {
		b.take(r)
		b.leastMeeting = nil
	}
	delete(b.ill, r)
	views := b.look(r)
	told := Unscheduled{Request: b.in.p.Requests[r].ID, Reasons: b.reasons(r, views), Repairs: b.remedies(r, views, chains)}
	if home.slot >= 0 {
		b.put(r, home)
		b.leastMeeting = nil
	}
	if ill {
		b.ill[r] = true
	}
	return told
}

// view is one spot for a request, and what stands in the way there.
type view struct {
	at      spot
	clashes []clash
	gain    Score // what the score gains or loses by it
}

// look puts r, which is left out, at the likeliest spots of each slot and notes
// what that breaks. Each slot has at least one view, the first being the one
// with the fewest clashes.
func (b *board) look(r int32) [][]view {
	views := make([][]view, b.in.slots)
	before := b.score()
	for s := range int16(b.in.slots) {
		b.spots = b.options(r, s, b.spots[:0])
		for _, at := range b.spots {
			b.put(r, at)
			views[s] = append(views[s], view{at, b.clashes(r, nil), b.score().minus(before)})
			b.take(r)
		}
		first := 0
		for k := range views[s] {
			if len(views[s][k].clashes) < len(views[s][first].clashes) {
				first = k
			}
		}
		views[s][0], views[s][first] = views[s][first], views[s][0]
	}
	return views
}
