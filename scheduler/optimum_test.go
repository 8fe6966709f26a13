package scheduler

import (
	"testing"
	"time"
)

// climbed looks for the optimum of a problem from what the search places first.
func climbed(t *testing.T, p *Problem, left int64) *optimum {
	t.Helper()
	se := newSearch(t.Context(), p, Options{Iterations: 200}.withDefaults(time.Now()))
	se.place()
	m := newWholeModel(se.in)
	op := &optimum{in: se.in, live: true}
	c := &climb{wholeModel: m, op: op, ctx: t.Context(), left: left}
	if total := se.st.standing(); se.st.absent == 0 && total.excess == 0 {
		c.start, c.given = se.st.plan(), se.boundOf(se.st, total)
	}
	c.run()
	return op
}

func TestOptimumIsWhatBruteForceFinds(t *testing.T) {
	tried, none, said := 0, 0, map[Goal]int{}
	for seed := range int64(400) {
		p := tinyEvent(t, seed)
		all := everyScore(p, 4000)
		if all == nil {
			continue
		}
		op := climbed(t, p, -1)
		tried++
		complete := false
		for one := range all {
			complete = complete || one.complete
		}
		if op.none == complete {
			t.Errorf("seed %d: no schedule: %v; brute force has one: %v", seed, op.none, complete)
		}
		if op.none {
			none++
			continue
		}
		if !op.over() {
			t.Errorf("seed %d: not all is proved: %+v", seed, op.levels)
		}
		for _, level := range op.levels {
			best := leastOf(all, p, level.goal)
			if level.least > best || level.goal != GoalMoved && level.least < best {
				t.Errorf("seed %d: %s is %d at least, and by brute force %d", seed, level.goal, level.least, best)
			}
			if level.least != best {
				break // places of one class are one to it
			}
			said[level.goal]++
		}
	}
	if tried < 200 || none < 5 {
		t.Errorf("%d problems were small enough, %d of them impossible", tried, none)
	}
	for _, g := range []Goal{GoalMandatory, GoalFloors, GoalWeight, GoalMoved, GoalBreaks} {
		if said[g] < 100 {
			t.Errorf("%s was compared %d times only", g, said[g])
		}
	}
}

// leastOf returns the least of a level, of the weight what is left out, and
// leaves the complete schedules that have it.
func leastOf(all map[scored]bool, p *Problem, g Goal) int {
	total := 0
	for r := range p.Requests {
		if g == GoalWeight {
			total += max(1, p.Requests[r].Weight)
		}
	}
	best := 1 << 40
	for one := range all {
		if n := levelOf(one.Score, g) + total; one.complete && n < best {
			best = n
		}
	}
	for one := range all {
		if !one.complete || levelOf(one.Score, g)+total > best {
			delete(all, one)
		}
	}
	return best
}
