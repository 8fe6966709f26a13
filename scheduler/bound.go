package scheduler

import (
	"context"
	"slices"
)

// Bound returns values that no schedule of the problem can beat, whatever it
// has at the other levels. It searches for no schedule; a schedule's own
// bounds, which know what it has at earlier levels, may be closer. When ctx is
// done early the values are weaker, and hold all the same. The error is that of
// [Validate]; when ctx is done before all of the problem was looked at, faults
// may go unsaid.
func Bound(ctx context.Context, p *Problem) (Bounds, error) {
	in, err := builtWithin(ctx, p)
	switch {
	case err != nil:
		return Bounds{}, err
	case in == nil:
		return looseBounds(p), nil
	}
	return in.bounds(ctx), nil
}

func (in *instance) bounds(ctx context.Context) Bounds {
	c := newCapacities(ctx, in)
	if c == nil {
		return looseBounds(in.p)
	}
	b := c.counted(ctx)
	*b.Weight = c.ceiling(ctx, GoalWeight, nil).most(0, *b.Weight)
	return b
}

// relaxed bounds the levels one after the other, each for schedules that are
// no worse than its bounds at the levels before. What goes beyond the matching
// stops when brief is done. It is nil when ctx is done before anything is known.
func (in *instance) relaxed(ctx, brief context.Context) *ceilings {
	c := newCapacities(ctx, in)
	if c == nil {
		return nil
	}
	cs := &ceilings{in: in, any: c.counted(ctx), wanted: int(in.totalFloor())}
	left, short, weight := *cs.any.MandatoryUnplaced, *cs.any.FloorShortfall, *cs.any.Weight
	if c.mandatory > 0 {
		left = c.mandatory - c.ceiling(brief, GoalMandatory, &given{-1, -1}).most(0, c.mandatory-left)
	}
	if cs.wanted > short {
		cs.floors = c.ceiling(brief, GoalFloors, in.given(GoalFloors, left, -1))
		short = cs.least(0)
	}
	if cs.weight = c.ceiling(brief, GoalWeight, in.given(GoalWeight, left, short)); cs.weight != nil {
		weight = cs.weight.most(0, weight)
		cs.forced, cs.strays = c.forced(cs.weight), c.strays(cs.weight)
	}
	none, placed := 0, *cs.any.Placed
	cs.whole = Bounds{MandatoryUnplaced: &left, FloorShortfall: &short, Weight: &weight, Placed: &placed, Moved: &none, Breaks: &none}
	return cs
}

// given returns what schedules have that are compared at a level: of the levels
// before it no more left out and lacking than this.
func (in *instance) given(level Goal, left, short int) *given {
	if !in.follows(level, GoalMandatory) {
		left = -1
	}
	if !in.follows(level, GoalFloors) {
		short = -1
	}
	return &given{left, short}
}

// follows says whether a level comes after another one.
func (in *instance) follows(level, other Goal) bool {
	order := in.p.order()
	at := slices.Index(order, other)
	return at >= 0 && slices.Index(order, level) > at
}

// counted bounds the levels for every schedule: by matchings in which a request
// is an edge between two of those who attend it, each participant takes at most
// as many as it has slots, and all together at most as many as there are
// tables; and the floors by counting. A matching's linear program is a flow in
// the bipartite double cover, in which each participant stands on both sides
// and each request appears twice. The prices that it leaves are the weight's.
func (c *capacities) counted(ctx context.Context) Bounds {
	in := c.in
	mandatory := make([]int64, in.requests)
	weight, one := make([]int64, in.requests), make([]int64, in.requests)
	for r := range in.requests {
		weight[r], one[r] = int64(in.weight[r]), 1
		if in.mandatory[r] {
			mandatory[r] = 1
		}
	}
	left, short, moved, breaks := 0, c.shortfall(), 0, 0
	if c.mandatory > 0 {
		left = max(0, c.mandatory-int(c.matching(ctx, mandatory)))
	}
	placed := int(c.matching(ctx, one))
	most := int(c.matching(ctx, weight))
	return Bounds{MandatoryUnplaced: &left, FloorShortfall: &short, Weight: &most, Placed: &placed, Moved: &moved, Breaks: &breaks}
}
