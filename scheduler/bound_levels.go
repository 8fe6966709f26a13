package scheduler

import "context"

// ceiling is what the prices of a relaxation prove of a level: no schedule that
// counts gains more than its worth.
type ceiling struct {
	*relaxation
	pr    *prices
	worth int64 // in parts of a unit
}

// How many entries of a program are looked at for its prices: of a very large
// one enough for a few rounds.
const (
	weightWork = 30_000_000
	levelWork  = 8_000_000 // of the levels before, where counting mostly says all
)

// ceiling bounds a level by a relaxation, or returns nil when ctx is done. Where
// the relaxation knows no more than the matching did, the matching's prices are
// the best.
func (c *capacities) ceiling(ctx context.Context, level Goal, g *given) *ceiling {
	x := c.relaxation(ctx, level, g)
	if x == nil {
		return nil
	}
	work := weightWork
	switch {
	case level != GoalWeight:
		work = levelWork
	case x.onlyPairs():
		work = 0
	}
	k := &ceiling{relaxation: x, pr: x.pg.tightened(ctx, x.start(level), work)}
	k.worth = x.pg.worth(k.pr)
	return k
}

// onlyPairs says whether each request joins two participants, and nothing but
// what these and all together can take matters.
func (x *relaxation) onlyPairs() bool {
	rows := 0
	for _, row := range x.person {
		if row >= 0 {
			rows++
		}
	}
	if x.total >= 0 {
		rows++
	}
	if len(x.pg.hold) > rows {
		return false
	}
	for r, col := range x.request {
		if col >= 0 && (x.pg.sure[col] || x.in.allOff[r+1]-x.in.allOff[r] > 2) {
			return false
		}
	}
	return true
}

// most is how much schedules gain at most, in whole units, when the worth is so
// many parts greater, and no more than is known otherwise.
func (k *ceiling) most(more int64, known int) int {
	if k == nil {
		return known
	}
	return min(known, int(max(0, (k.worth+more)/k.pg.parts)))
}

// more is by how many parts the worth is greater for schedules that have more
// left out and lacking than is given.
func (k *ceiling) more(left, short int) int64 {
	if k == nil {
		return 0
	}
	return k.beyond(k.left, left-k.given.left) + k.beyond(k.short, short-k.given.short)
}

func (k *ceiling) beyond(row int32, by int) int64 {
	if row < 0 || by <= 0 {
		return 0
	}
	return k.pr.of[row] * int64(by)
}

// ceilings bound the levels of schedules. A ceiling that is nil is not known.
type ceilings struct {
	in     *instance
	any    Bounds // of every schedule
	whole  Bounds // of those with all that is compulsory, each level for those that are no worse at the levels before
	wanted int    // sum of floors
	floors *ceiling
	weight *ceiling
	forced []forcedBreaks
	strays []stray
}

// least is what floors lack at least, when the worth is so many parts greater.
func (cs *ceilings) least(more int64) int {
	return cs.wanted - cs.floors.most(more, cs.wanted-*cs.any.FloorShortfall)
}

// of bounds the levels for schedules that are no worse than this score at the
// levels before; lacking says that something compulsory may be missing.
func (cs *ceilings) of(s Score, lacking bool) Bounds {
	if lacking || cs.weight == nil {
		return cs.any
	}
	more := cs.weight.more(s.MandatoryUnplaced, s.FloorShortfall)
	spare := max(0, cs.weight.worth+more-int64(s.Weight)*cs.weight.pg.parts)
	left, placed := *cs.whole.MandatoryUnplaced, *cs.whole.Placed
	short := cs.least(cs.floors.more(s.MandatoryUnplaced, 0))
	weight := cs.weight.most(more, *cs.any.Weight)
	moved, breaks := cs.moved(spare, s.MandatoryUnplaced), cs.breaks(spare)
	return Bounds{MandatoryUnplaced: &left, FloorShortfall: &short, Weight: &weight, Placed: &placed, Moved: &moved, Breaks: &breaks}
}
