package scheduler

import (
	"fmt"
	"slices"
	"testing"
)

// levels are the values of a score in the order of the usual goals, less being
// better.
func levels(s Score) []int {
	return []int{s.MandatoryUnplaced, s.FloorShortfall, -s.Weight, s.Moved, s.Breaks}
}

// allMeetings lists every way to hold a request's meeting that breaks no rule
// by itself, with nobody more than it needs.
func allMeetings(p *Problem, r int) []Meeting { return meetingsOf(p, r, allTeams(&p.Requests[r])) }

// meetingsOf lists every way to hold a request's meeting with one of these
// teams that breaks no rule by itself.
func meetingsOf(p *Problem, r int, teams [][]string) []Meeting {
	var all []Meeting
	places := []string{""}
	if len(p.Places) > 0 {
		places = nil
		for _, pl := range p.Places {
			places = append(places, pl.ID)
		}
	}
	for _, who := range teams {
		for _, s := range p.Slots {
			for _, place := range places {
				all = append(all, Meeting{Request: p.Requests[r].ID, Slot: s.ID, Place: place, Participants: who})
			}
		}
	}
	return slices.DeleteFunc(all, func(m Meeting) bool {
		s := &Schedule{Meetings: []Meeting{m}}
		listTheRest(p, s)
		return slices.ContainsFunc(Check(p, s).Violations, func(v Violation) bool {
			return v.Constraint != Precedence && v.Constraint != BreakSpread
		})
	})
}

// allTeams lists who may attend a request: all that must, and one of each
// group.
func allTeams(q *Request) [][]string {
	teams := [][]string{nil}
	for _, side := range q.Sides {
		for k := range teams {
			teams[k] = append(teams[k], side.All...)
		}
		for _, group := range side.Any {
			var more [][]string
			for _, team := range teams {
				for _, id := range group {
					more = append(more, distinct(append(slices.Clone(team), id)))
				}
			}
			teams = more
		}
	}
	return teams
}

// bestOfAll returns the best score of all schedules that break no rule, and
// whether one of them has all that is compulsory. It gives up beyond most
// schedules.
func bestOfAll(p *Problem, most int) (best Score, complete, done bool) {
	ways := make([][]Meeting, len(p.Requests))
	size := 1
	for r := range ways {
		ways[r] = meetingsOf(p, r, largerTeams(&p.Requests[r]))
		if size *= len(ways[r]) + 1; size > most {
			return best, false, false
		}
	}
	found := false
	var meetings []Meeting
	var try func(r int)
	try = func(r int) {
		if r == len(ways) {
			s := &Schedule{Meetings: meetings}
			listTheRest(p, s)
			report := Check(p, s)
			if len(report.Violations) > 0 || complete && len(report.Missing) > 0 {
				return
			}
			whole := len(report.Missing) == 0
			if !found || whole && !complete || slices.Compare(levels(report.Score), levels(best)) < 0 {
				best, found, complete = report.Score, true, whole
			}
			return
		}
		try(r + 1)
		for _, m := range ways[r] {
			meetings = append(meetings, m)
			try(r + 1)
			meetings = meetings[:len(meetings)-1]
		}
	}
	try(0)
	return best, complete, true
}

func TestSolveFindsWhatBruteForceFinds(t *testing.T) {
	tried := 0
	for seed := range int64(80) {
		shape := eventShape{slots: 3 + int(seed%3), people: 4 + int(seed%4), requests: 4 + int(seed%2), rules: seed%2 == 0}
		if seed%4 == 3 {
			shape = eventShape{slots: 3, people: 6, requests: 3, places: 2, rules: seed%8 == 3}
		}
		p := randomEvent(t, seed, shape)
		p.AllMandatory = seed%5 == 0
		want, complete, done := bestOfAll(p, 12000)
		if !done {
			continue
		}
		tried++
		s := solved(t, p, Options{Iterations: 40000, Seed: seed, SkipReasons: true})
		honest(t, p, s, seed)
		fine := s.Status == StatusFeasible || s.Status == StatusOptimal
		if fine != complete || s.Status == StatusInfeasible && complete {
			t.Errorf("seed %d: %s, and brute force has all that is compulsory: %v", seed, s.Status, complete)
		}
		if complete && !slices.Equal(levels(s.Score), levels(want)) {
			t.Errorf("seed %d: levels %v, brute force %v", seed, levels(s.Score), levels(want))
		}
		withinBound(t, p, want, complete, seed)
	}
	if tried < 40 {
		t.Errorf("only %d problems were small enough", tried)
	}
}

// withinBound fails the test if a score beats the bounds of its problem, or
// those of schedules that are no worse than it at earlier levels.
func withinBound(t *testing.T, p *Problem, best Score, complete bool, seed int64) {
	t.Helper()
	b, err := Bound(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	beyond := func(b Bounds) bool {
		return best.Weight > *b.Weight || best.MandatoryUnplaced < *b.MandatoryUnplaced || best.FloorShortfall < *b.FloorShortfall ||
			best.Placed > *b.Placed || best.Moved < *b.Moved || best.Breaks < *b.Breaks
	}
	if beyond(b) {
		t.Errorf("seed %d: brute force reaches %+v, beyond the bounds %s", seed, best, said(b))
	}
	if b = newInstance(p).relaxed(t.Context(), t.Context()).of(best, !complete); beyond(b) {
		t.Errorf("seed %d: brute force reaches %+v, beyond its own bounds %s", seed, best, said(b))
	}
}

// said writes bounds in the order of the levels.
func said(b Bounds) string {
	return fmt.Sprint(*b.MandatoryUnplaced, *b.FloorShortfall, *b.Weight, *b.Placed, *b.Moved, *b.Breaks)
}
