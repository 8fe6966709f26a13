package scheduler

import (
	"context"
	"reflect"
	"testing"
	"time"
)

func solvedProgramme(t *testing.T, p *Programme, o Options) *ProgrammeSchedule {
	t.Helper()
	s, err := SolveProgramme(context.Background(), p, o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// honestProgramme fails the test unless a schedule breaks no rule but those
// that something compulsory excuses, claims the right score and stays within
// its bounds.
func honestProgramme(t *testing.T, p *Programme, s *ProgrammeSchedule, seed int64) {
	t.Helper()
	report := CheckProgramme(p, s)
	for _, v := range report.Violations {
		t.Errorf("seed %d: %s: %s", seed, v.Constraint, v.Message)
	}
	fine := s.Status == StatusFeasible || s.Status == StatusOptimal
	spread := false
	for _, v := range report.Meetings.Violations {
		spread = spread || v.Constraint == BreakSpread
		if v.Constraint != BreakSpread || fine {
			t.Errorf("seed %d: %s: %s", seed, v.Constraint, v.Message)
		}
	}
	if !report.ScoreRight || !report.Meetings.ScoreRight {
		t.Errorf("seed %d: the score is %+v, not %+v", seed, report.Score, s.Score)
	}
	if missing := spread || len(report.Meetings.Missing) > 0; missing == fine {
		t.Errorf("seed %d: %s with %q missing", seed, s.Status, report.Meetings.Missing)
	}
	withinProgrammeBound(t, p, s.Score, s.Bound, seed)
}

// withinProgrammeBound fails the test if a score beats bounds.
func withinProgrammeBound(t *testing.T, p *Programme, s ProgrammeScore, b ProgrammeBounds, seed int64) {
	t.Helper()
	m := s.Meetings
	if s.Pitches > *b.Pitches || s.Listening > *b.Listening || m.Weight > *b.Meetings.Weight ||
		m.MandatoryUnplaced < *b.Meetings.MandatoryUnplaced || m.FloorShortfall < *b.Meetings.FloorShortfall {
		t.Errorf("seed %d: %+v beats its bound: pitches %d, listening %d, weight %d, mandatory %d, floors %d", seed, s,
			*b.Pitches, *b.Listening, *b.Meetings.Weight, *b.Meetings.MandatoryUnplaced, *b.Meetings.FloorShortfall)
	}
}

func TestSolveProgrammeIsHonest(t *testing.T) {
	everyProgramme(t, 40, func(t *testing.T, p *Programme, seed int64) {
		p.Problem.AllMandatory = seed%3 == 0
		honestProgramme(t, p, solvedProgramme(t, p, Options{Iterations: 6000, Seed: seed, SkipReasons: true}), seed)
	})
}

func TestSolveProgrammeIsTheSameOnAnyNumberOfThreads(t *testing.T) {
	everyProgramme(t, 5, func(t *testing.T, p *Programme, seed int64) {
		one := solvedProgramme(t, p, Options{Iterations: 10000, Seed: seed, Threads: 1, SkipReasons: true})
		two := solvedProgramme(t, p, Options{Iterations: 10000, Seed: seed, Threads: 2, SkipReasons: true})
		if !reflect.DeepEqual(one, two) {
			t.Errorf("seed %d: one thread gives %+v, two %+v", seed, one.Score, two.Score)
		}
	})
}

func TestSolveProgrammeStopsWhenTold(t *testing.T) {
	p := randomProgramme(t, 3, programmeShape{eventShape{slots: 16, people: 60, requests: 400, places: 12}, 3, 6, 16, true})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	s, err := SolveProgramme(ctx, p, Options{Limit: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	honestProgramme(t, p, s, 3)
}

func TestSolveProgrammeKeepsItsLimit(t *testing.T) {
	p := randomProgramme(t, 4, programmeShape{eventShape{slots: 16, people: 60, requests: 400, places: 12}, 3, 6, 16, true})
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	s, err := SolveProgramme(ctx, p, Options{Limit: 300 * time.Millisecond})
	if err != nil || ctx.Err() != nil {
		t.Fatalf("error %v, context %v", err, ctx.Err())
	}
	honestProgramme(t, p, s, 4)
}
