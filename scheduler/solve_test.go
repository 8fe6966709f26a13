package scheduler

import (
	"context"
	"reflect"
	"testing"
)

// solved solves a problem within so many steps on so many threads.
func solved(t *testing.T, p *Problem, o Options) *Schedule {
	t.Helper()
	s, err := Solve(context.Background(), p, o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// honest fails the test unless a schedule breaks no rule but those that a
// missing compulsory request excuses, claims the right score and stays within
// its bounds.
func honest(t *testing.T, p *Problem, s *Schedule, seed int64) {
	t.Helper()
	report := Check(p, s)
	spread := false
	for _, v := range report.Violations {
		spread = spread || v.Constraint == BreakSpread
		if v.Constraint != BreakSpread || s.Status == StatusFeasible || s.Status == StatusOptimal {
			t.Errorf("seed %d: %s: %s", seed, v.Constraint, v.Message)
		}
	}
	if !report.ScoreRight {
		t.Errorf("seed %d: the score is %+v, not %+v", seed, report.Score, s.Score)
	}
	if missing := spread || len(report.Missing) > 0; missing == (s.Status == StatusFeasible || s.Status == StatusOptimal) {
		t.Errorf("seed %d: %s with %q missing", seed, s.Status, report.Missing)
	}
	if *s.Bound.Weight < s.Score.Weight || *s.Bound.MandatoryUnplaced > s.Score.MandatoryUnplaced || *s.Bound.FloorShortfall > s.Score.FloorShortfall {
		t.Errorf("seed %d: score %+v beats its bound", seed, s.Score)
	}
	if s.Status != StatusOptimal {
		return
	}
	for _, g := range p.order() {
		switch {
		case g == GoalMoved && *s.Bound.Moved != s.Score.Moved:
			t.Errorf("seed %d: optimal with %d moved, bound %d", seed, s.Score.Moved, *s.Bound.Moved)
		case g == GoalWeight && *s.Bound.Weight != s.Score.Weight:
			t.Errorf("seed %d: optimal with weight %d, bound %d", seed, s.Score.Weight, *s.Bound.Weight)
		case g == GoalBreaks && *s.Bound.Breaks != s.Score.Breaks:
			t.Errorf("seed %d: optimal with %d breaks, bound %d", seed, s.Score.Breaks, *s.Bound.Breaks)
		}
	}
}

// variants adds pins and a published schedule to a random event.
func variants(p *Problem, seed int64) *Problem {
	rnd := newRandom(seed, 99)
	s, err := Solve(context.Background(), p, Options{Iterations: 200, Seed: seed, SkipReasons: true})
	if err != nil || len(s.Meetings) == 0 {
		return p
	}
	q := *p
	for _, m := range s.Meetings {
		switch rnd.below(6) {
		case 0:
			q.Published = append(q.Published, m)
		case 1:
			pin := Pin{Request: m.Request, Slot: m.Slot, Forced: rnd.below(3) == 0}
			if rnd.below(2) == 0 {
				pin.Place, pin.Participants = m.Place, m.Participants
			}
			q.Pinned = append(q.Pinned, pin)
		}
	}
	if Validate(&q) != nil {
		return p
	}
	return &q
}

func TestSolveIsHonest(t *testing.T) {
	everyEvent(t, 40, func(t *testing.T, p *Problem, seed int64) {
		honest(t, p, solved(t, p, Options{Iterations: 3000, Seed: seed, SkipReasons: true}), seed)
		q := variants(p, seed)
		honest(t, q, solved(t, q, Options{Iterations: 3000, Seed: seed, SkipReasons: true}), seed)
	})
}

func TestSolveIsTheSameOnAnyNumberOfThreads(t *testing.T) {
	everyEvent(t, 10, func(t *testing.T, p *Problem, seed int64) {
		one := solved(t, p, Options{Iterations: 20000, Seed: seed, Threads: 1, SkipReasons: true})
		two := solved(t, p, Options{Iterations: 20000, Seed: seed, Threads: 2, SkipReasons: true})
		if !reflect.DeepEqual(one, two) {
			t.Errorf("seed %d: one thread gives %+v, two %+v", seed, one.Score, two.Score)
		}
	})
}

func TestOneScheduleSharedByDaysIsHonest(t *testing.T) {
	everyEvent(t, 20, func(t *testing.T, p *Problem, seed int64) {
		var first *Schedule
		for threads := 1; threads <= 2; threads++ {
			se := newSearch(t.Context(), p, Options{Iterations: 30_000, Seed: seed, Threads: threads, SkipReasons: true})
			se.large = 0
			se.place()
			se.smooth()
			s := se.answer()
			honest(t, p, s, seed)
			if threads == 1 {
				first = s
			} else if !reflect.DeepEqual(first, s) {
				t.Errorf("seed %d: one thread gives %+v, two %+v", seed, first.Score, s.Score)
			}
		}
	})
}

func TestWhatIsMandatoryAloneMayBeLeftOut(t *testing.T) {
	one := 1
	p := &Problem{
		Slots:        []Slot{{ID: "s", Tables: &one}},
		Participants: []Participant{{ID: "a"}, {ID: "b"}, {ID: "c"}},
		Requests: []Request{
			{ID: "ab", Sides: [2]Side{{All: []string{"a"}}, {All: []string{"b"}}}, Mandatory: true},
			{ID: "bc", Sides: [2]Side{{All: []string{"b"}}, {All: []string{"c"}}}, Mandatory: true},
		},
	}
	s := solved(t, p, Options{Iterations: 1000})
	honest(t, p, s, 1)
	if s.Score.MandatoryUnplaced != 1 || len(s.Because) > 0 {
		t.Errorf("%s, %+v, because %v", s.Status, s.Score, s.Because)
	}
}

// A meeting of one whose fixed place is another organisation's booth has no
// place at all.
func TestWhatNoPlaceMayHoldIsInfeasibleWhenPinned(t *testing.T) {
	p := &Problem{
		Slots:        []Slot{{ID: "s1"}, {ID: "s2"}},
		Places:       []Place{{ID: "booth", Organisation: "host"}},
		Participants: []Participant{{ID: "a", Place: "booth"}, {ID: "b"}, {ID: "c", Organisation: "host"}},
		Requests: []Request{
			{ID: "ab", Sides: [2]Side{{All: []string{"a"}}, {All: []string{"b"}}}},
			{ID: "ac", Sides: [2]Side{{All: []string{"a"}}, {All: []string{"c"}}}},
		},
		Pinned: []Pin{{Request: "ab", Slot: "s1"}, {Request: "ac", Slot: "s2"}},
	}
	s := solved(t, p, Options{Iterations: 1000})
	honest(t, p, s, 1)
	if s.Status != StatusInfeasible || s.Score.Placed != 1 || *s.Bound.Weight != 1 {
		t.Errorf("%s, %+v, at most %d", s.Status, s.Score, *s.Bound.Weight)
	}
	if len(s.Because) != 1 || s.Because[0].Request != "ab" || s.Because[0].Constraint != PlaceCapacity {
		t.Errorf("because %+v", s.Because)
	}
}
