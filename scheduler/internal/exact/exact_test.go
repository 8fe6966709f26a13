package exact

import (
	"math"
	"testing"

	"entente/scheduler"
)

// tally counts what was compared.
type tally struct {
	problems   int
	levels     int // values and bounds held against what HiGHS says
	undecided  int // of these, or problems, that HiGHS did not decide in time
	optima     int // schedules of which HiGHS decided every level
	reached    int // of these, such that nothing is better
	proved     int // optimal, says the scheduler
	infeasible int // say both
	unproved   int // infeasible, says HiGHS alone
}

func TestAnotherSolverAgrees(t *testing.T) {
	for _, kind := range []struct {
		name   string
		event  func(seed uint64) *scheduler.Problem
		rounds uint64
	}{
		{"weights first", weighed, 22},
		{"all mandatory", whole, 24},
		{"anything together", mixed, 20},
	} {
		t.Run(kind.name, func(t *testing.T) {
			t.Parallel()
			h, sum := startHighs(t), &tally{}
			for seed := range kind.rounds {
				compare(t, h, kind.event(seed), sum)
			}
			t.Logf("%+v", *sum)
			if sum.optima == 0 {
				t.Errorf("HiGHS decided nothing: %+v", *sum)
			}
		})
	}
}

// compare solves a problem with both and compares what they say.
func compare(t *testing.T, h *highs, p *scheduler.Problem, sum *tally) {
	t.Helper()
	s, err := scheduler.Solve(t.Context(), p, scheduler.Options{Iterations: 30_000, SkipReasons: true})
	if err != nil {
		t.Fatalf("%s: %v", p.Name, err)
	}
	sum.problems++
	c := &comparison{T: t, highs: h, model: newModel(p), s: s, tally: sum}
	if s.Status == scheduler.StatusInfeasible || s.Status == scheduler.StatusUnknown {
		c.incomplete()
		return
	}
	if report := scheduler.Check(p, s); !report.OK() {
		t.Errorf("%s: %s with %v, score right: %v", p.Name, s.Status, report.Violations, report.ScoreRight)
	}
	c.complete()
}

// comparison compares one schedule with what HiGHS finds.
type comparison struct {
	*testing.T
	*highs
	*model
	*tally
	s *scheduler.Schedule
}

// complete compares the levels of a schedule, each given those before it.
func (c *comparison) complete() {
	levels := map[scheduler.Goal]sum{}
	for _, g := range order(c.p) {
		levels[g] = c.level(g)
	}
	start := c.admitted(levels)
	reached, decided := true, true
	for _, g := range order(c.p) {
		got := value(c.s.Score, g)
		if got > c.least(g) {
			best, known := c.best(g, levels[g], start)
			decided = decided && known
			reached = reached && got == best
		}
		c.levels++
		c.require(levels[g], "<=", got)
	}
	if c.s.Status == scheduler.StatusOptimal {
		c.proved++
	}
	if decided {
		c.optima++
	}
	if decided && reached {
		c.reached++
	}
}

// admitted fails the test unless the programme admits the schedule and counts
// its levels as the scheduler does. It returns the schedule as a start.
func (c *comparison) admitted(levels map[scheduler.Goal]sum) map[string]int {
	rows, start := c.rows, map[string]int{}
	for of, n := range c.values(c.s) {
		c.require(sum{{1, of}}, "=", n)
		start[of.String()] = n
	}
	all, want := sum{}, 0
	for g, level := range levels {
		all = all.and(1, level)
		want += value(c.s.Score, g)
	}
	found := c.solve(c.T, c.minimise(all), nil)
	if n := int(math.Round(found.Objective)); found.Status != optimal || n != want {
		c.Errorf("%s: the levels of %+v sum up to %d, says HiGHS (status %d)", c.p.Name, c.s.Score, n, found.Status)
	}
	c.rows = rows
	return start
}

// best has HiGHS look for the best of a level, and compares.
func (c *comparison) best(g scheduler.Goal, level sum, start map[string]int) (best int, known bool) {
	got, bound := value(c.s.Score, g), limit(c.s.Bound, g)
	found := c.solve(c.T, c.minimise(level), start)
	if found.Status == infeasible {
		c.Errorf("%s: %s: HiGHS has no schedule, the scheduler has %+v", c.p.Name, g, c.s.Score)
	}
	if found.Status != optimal {
		c.undecided++
		return got, false
	}
	best = int(math.Round(found.Objective))
	witness(c.T, c.model, g, found, best)
	switch {
	case got < best:
		c.Errorf("%s: %s is %d, and HiGHS has no schedule below %d", c.p.Name, g, got, best)
	case bound > best:
		c.Errorf("%s: %s can't be below %d, says the bound; HiGHS has %d", c.p.Name, g, bound, best)
	case got > best && c.s.Status == scheduler.StatusOptimal:
		c.Errorf("%s: optimal with %s %d; HiGHS has %d", c.p.Name, g, got, best)
	case got > best:
		c.Logf("%s: %s %d, HiGHS has %d", c.p.Name, g, got, best)
	}
	return best, true
}

// incomplete compares what is said of a problem in which something compulsory
// is missing.
func (c *comparison) incomplete() {
	found := c.solve(c.T, c.minimise(nil), nil)
	switch {
	case found.Status == optimal && c.s.Status == scheduler.StatusInfeasible:
		witness(c.T, c.model, "", found, 0)
		c.Errorf("%s: infeasible, and HiGHS has a schedule: %v", c.p.Name, c.schedule(found.Values).Meetings)
	case found.Status == optimal:
		witness(c.T, c.model, "", found, 0)
		c.optima++
		c.Logf("%s: unknown, and HiGHS has a schedule", c.p.Name)
	case found.Status == infeasible && c.s.Status == scheduler.StatusInfeasible:
		c.infeasible++
	case found.Status == infeasible:
		c.unproved++
		c.Logf("%s: unknown, and infeasible", c.p.Name)
	default:
		c.undecided++
	}
}

// witness fails the test unless the schedule that HiGHS has keeps every rule
// and scores what HiGHS says.
func witness(t *testing.T, m *model, g scheduler.Goal, found solution, best int) {
	t.Helper()
	s := m.schedule(found.Values)
	report := scheduler.Check(m.p, s)
	if !report.OK() {
		t.Errorf("%s: the schedule of HiGHS has %v, and lacks %q", m.p.Name, report.Violations, report.Missing)
	}
	if g != "" && value(report.Score, g) != best {
		t.Errorf("%s: %s of the schedule of HiGHS is %d, and it says %d", m.p.Name, g, value(report.Score, g), best)
	}
}

// least is a value that a level can't go below by what it is.
func (m *model) least(g scheduler.Goal) int {
	n := 0
	for r := range m.p.Requests {
		if g == scheduler.GoalWeight {
			n -= max(1, m.p.Requests[r].Weight)
		}
	}
	return n
}

// order returns the levels of a problem that are proved.
func order(p *scheduler.Problem) []scheduler.Goal {
	if p.Goals != nil && p.Goals.Order != nil {
		return p.Goals.Order
	}
	return []scheduler.Goal{scheduler.GoalMandatory, scheduler.GoalFloors, scheduler.GoalWeight, scheduler.GoalMoved, scheduler.GoalBreaks}
}

// value returns a level of a score, less being better.
func value(s scheduler.Score, g scheduler.Goal) int {
	switch g {
	case scheduler.GoalMandatory:
		return s.MandatoryUnplaced
	case scheduler.GoalFloors:
		return s.FloorShortfall
	case scheduler.GoalWeight:
		return -s.Weight
	case scheduler.GoalMoved:
		return s.Moved
	}
	return s.Breaks
}

// limit returns a level of the bounds, as value does.
func limit(b scheduler.Bounds, g scheduler.Goal) int {
	of := map[scheduler.Goal]*int{scheduler.GoalMandatory: b.MandatoryUnplaced, scheduler.GoalFloors: b.FloorShortfall,
		scheduler.GoalWeight: b.Weight, scheduler.GoalMoved: b.Moved, scheduler.GoalBreaks: b.Breaks}[g]
	switch {
	case of == nil:
		return math.MinInt
	case g == scheduler.GoalWeight:
		return -*of
	}
	return *of
}
