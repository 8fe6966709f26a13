package scheduler

import (
	"cmp"
	"context"
	"slices"
	"time"

	"entente/scheduler/internal/sat"
)

// climb is one run from level to level. Each is brought to its best, as far as
// some conflicts allow, and then kept from getting worse than the best schedule
// has it; so what is proved of a level holds for all schedules that are no
// worse at those before.
type climb struct {
	*wholeModel
	op    *optimum
	ctx   context.Context
	left  int64      // conflicts that may still be spent; negative: no limit
	end   time.Time  // when it will be stopped; zero: not by time
	start *wholePlan // what the search has; nil: nothing with all that is compulsory
	given Bounds     // of schedules that are no worse than start at the levels before
	best  *wholePlan // the best known
	kept  []provedLevel
}

// A level gets a part of what is left while others wait, in turns that begin with
// so many conflicts.
const (
	levelShare     = 0.3
	levelConflicts = 1000
)

// run proves as much as ctx and the conflicts allow.
func (c *climb) run() {
	defer context.AfterFunc(c.ctx, c.s.Stop)()
	c.best = c.start
	switch c.solve(-1) {
	case sat.Unknown:
		return
	case sat.Unsat:
		c.op.mu.Lock()
		c.op.none = true
		c.op.mu.Unlock()
		return
	}
	goals := slices.DeleteFunc(slices.Clone(c.in.p.order()), func(g Goal) bool { return g == GoalComfort })
	for len(c.kept) < len(goals) {
		k := len(c.kept)
		kept := c.level(goals[k], k == len(goals)-1)
		if back := c.bettered(); back < k {
			c.kept = c.kept[:back]
			c.op.forget(back)
			continue
		}
		if !kept || c.spent() {
			return
		}
	}
	c.op.mu.Lock()
	c.op.done = true
	c.op.mu.Unlock()
}

// solve asks the solver within what is left of the conflicts; most bounds them
// further, unless negative.
func (c *climb) solve(most int64, assumptions ...sat.Lit) sat.Result {
	if c.left >= 0 && (most < 0 || c.left < most) {
		most = c.left
	}
	before := c.s.Conflicts()
	c.s.Budget(most)
	result := c.s.Solve(assumptions...)
	if c.left >= 0 {
		c.left = max(0, c.left-(c.s.Conflicts()-before))
	}
	if result == sat.Sat {
		c.consider(c.plan())
	}
	return result
}

// consider keeps a plan if it is the best.
func (c *climb) consider(plan *wholePlan) {
	if c.best != nil {
		order := 0
		for _, g := range c.in.p.order() {
			order = cmp.Or(order, cmp.Compare(c.in.valueOf(plan, g), c.in.valueOf(c.best, g)))
		}
		if order >= 0 {
			return
		}
	}
	c.best = plan
	c.op.found(plan)
}

// part returns what says that a share of the time or the conflicts that are left
// is used.
func (c *climb) part(share float64) func() bool {
	if c.left >= 0 {
		until := int64(float64(c.left) * (1 - share))
		return func() bool { return c.left <= until }
	}
	if c.end.IsZero() {
		return func() bool { return false }
	}
	until := time.Now().Add(time.Duration(share * float64(time.Until(c.end))))
	return func() bool { return time.Now().After(until) }
}

func (c *climb) spent() bool { return c.left == 0 || c.ctx.Err() != nil }

// bettered is the first of the levels kept at which the best schedule is better
// than that by now, or how many are kept.
func (c *climb) bettered() int {
	for k, level := range c.kept {
		if c.in.valueOf(c.best, level.goal) < level.at {
			return k
		}
	}
	return len(c.kept)
}

// over says whether to leave the level at hand.
func (c *climb) over(level *provedLevel) bool {
	return level.least >= level.at || c.spent() || c.bettered() < len(c.kept)
}

// level brings a level to its best and keeps it there, by what must be paid and
// by asking for less than the best so far in turns, for a part of what is left
// unless it is the last. It reports whether it could be kept.
func (c *climb) level(g Goal, last bool) bool {
	w := c.wanted(g)
	t := &total{w: w, units: w.units, paid: w.bound}
	level := provedLevel{goal: g, least: max(int(w.bound), c.known(g)), at: c.in.valueOf(c.best, g)}
	c.op.note(level)
	enough := c.part(levelShare)
	for conflicts := int64(levelConflicts); !c.over(&level); conflicts *= 2 {
		before := c.s.Conflicts()
		c.raise(w, &level, conflicts)
		c.lower(t, &level, conflicts)
		if !last && enough() || c.s.Conflicts() == before {
			break
		}
	}
	if c.start != nil && level.at > c.in.valueOf(c.start, g) {
		c.start = nil // better before, and worse here: no bounds of its hold any more
	}
	if c.bettered() < len(c.kept) || !c.keep(w, t, level.at) {
		return false
	}
	c.kept = append(c.kept, level)
	return true
}

// known is what the search knows that none has less of.
func (c *climb) known(g Goal) int {
	if c.start == nil {
		return 0
	}
	switch b := c.given; g {
	case GoalMandatory:
		return *b.MandatoryUnplaced
	case GoalFloors:
		return *b.FloorShortfall
	case GoalWeight:
		return int(c.in.totalWeight()) - *b.Weight
	case GoalMoved:
		return *b.Moved
	default:
		return *b.Breaks
	}
}

// raise pays for what must be paid, dear wishes first, until the rest can be
// met, the best schedule has no more, or so many conflicts are spent.
func (c *climb) raise(w *wanting, level *provedLevel, conflicts int64) {
	until := c.s.Conflicts() + conflicts
	for c.s.Conflicts() < until && !c.over(level) {
		switch c.solve(until-c.s.Conflicts(), w.assumed()...) {
		case sat.Sat:
			if !w.cheaper() {
				level.least, level.at = int(w.bound), c.in.valueOf(c.best, level.goal)
				c.op.note(*level)
				return
			}
		case sat.Unsat:
			core := c.shrink(slices.Clone(c.s.Core()))
			for k := range core {
				core[k] = core[k].Not()
			}
			if len(core) == 0 {
				return
			}
			w.pay(core)
		default:
			return
		}
		level.least, level.at = max(level.least, int(w.bound)), c.in.valueOf(c.best, level.goal)
		c.op.note(*level)
	}
}

// lower asks for schedules with less than the best so far.
func (c *climb) lower(t *total, level *provedLevel, conflicts int64) {
	for !c.over(level) && t.state(level.at) {
		switch c.solve(conflicts, t.less(level.at)) {
		case sat.Unknown:
			return
		case sat.Unsat:
			level.least = level.at
		}
		if at := c.in.valueOf(c.best, level.goal); at < level.at {
			level.at = at
		} else if level.least < level.at {
			return
		}
		c.op.note(*level)
	}
}

// keep lets no schedule have more of a level from now on.
func (c *climb) keep(w *wanting, t *total, at int) bool {
	if int(w.bound) == at {
		for _, l := range w.list {
			c.s.Add(l.Not())
		}
		return true
	}
	if !t.state(at) {
		return false
	}
	c.s.Add(t.less(at + t.step))
	return true
}

// shrink drops from a core what is not needed for it, as far as a few conflicts
// can tell.
func (c *climb) shrink(core []sat.Lit) []sat.Lit {
	const conflicts, patience = 50, 8
	failed := 0
	for k := len(core) - 1; k >= 0 && len(core) > 1 && failed < patience && !c.spent(); k-- {
		if c.solve(conflicts, slices.Delete(slices.Clone(core), k, k+1)...) != sat.Unsat {
			failed++
			continue
		}
		core = slices.Clone(c.s.Core())
		k = min(k, len(core))
	}
	return core
}
