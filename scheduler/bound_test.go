package scheduler

import (
	"context"
	"fmt"
	"slices"
	"testing"
)

// scored is what a schedule reaches, and whether it has all that is compulsory.
type scored struct {
	Score
	complete bool
}

// everyScore returns what the schedules of a problem reach that break no rule,
// or nil when there are more than so many to try.
func everyScore(p *Problem, most int) map[scored]bool {
	ways := make([][]Meeting, len(p.Requests))
	size := 1
	for r := range ways {
		ways[r] = meetingsOf(p, r, largerTeams(&p.Requests[r]))
		if size *= len(ways[r]) + 1; size > most {
			return nil
		}
	}
	found := map[scored]bool{}
	var meetings []Meeting
	var try func(r int)
	try = func(r int) {
		if r < len(ways) {
			try(r + 1)
			for _, m := range ways[r] {
				meetings = append(meetings, m)
				try(r + 1)
				meetings = meetings[:len(meetings)-1]
			}
			return
		}
		s := &Schedule{Meetings: meetings}
		listTheRest(p, s)
		if report := Check(p, s); len(report.Violations) == 0 {
			score := report.Score
			score.IdleSlots, score.TableChanges, score.Comfort = 0, 0, 0
			found[scored{score, len(report.Missing) == 0}] = true
		}
	}
	try(0)
	return found
}

// largerTeams lists who may attend a request, those included whom it does not
// need.
func largerTeams(q *Request) [][]string {
	teams := allTeams(q)
	for _, side := range q.Sides {
		for _, group := range side.Any {
			for _, id := range group {
				for _, team := range slices.Clone(teams) {
					if !slices.Contains(team, id) {
						teams = append(teams, append(slices.Clone(team), id))
					}
				}
			}
		}
	}
	return teams
}

// asScore reads bounds as what a schedule would reach that meets them.
func asScore(b Bounds) Score {
	return Score{MandatoryUnplaced: *b.MandatoryUnplaced, FloorShortfall: *b.FloorShortfall, Weight: *b.Weight, Placed: *b.Placed, Moved: *b.Moved, Breaks: *b.Breaks}
}

// beaten returns a level of the bounds that a schedule beats which is no worse
// than another at every level before, or "".
func beaten(p *Problem, b Bounds, one, other scored) Goal {
	if one.complete && !other.complete {
		return ""
	}
	for _, level := range p.order() {
		if levelOf(other.Score, level) < levelOf(asScore(b), level) {
			return level
		}
		if levelOf(other.Score, level) > levelOf(one.Score, level) {
			return ""
		}
	}
	return ""
}

// tinyEvent makes a problem small enough to try every schedule, with much that
// binds.
func tinyEvent(t *testing.T, seed int64) *Problem {
	t.Helper()
	shape := eventShape{slots: 3 + int(seed%2), people: 4 + int(seed%4), requests: 3 + int(seed/2%2), rules: seed%3 > 0}
	if seed%5 > 2 {
		shape.places, shape.requests = 2+int(seed%2), 3
	}
	p := randomEvent(t, seed, shape)
	g := &eventMaker{random: newRandom(seed, 21), p: p, eventShape: shape}
	for k := range p.Requests {
		q := &p.Requests[k]
		q.Mandatory = g.chance(30)
		if k > 0 && g.chance(25) {
			q.After = []string{p.Requests[k-1].ID}
		}
		g.team(&q.Sides[g.below(2)])
	}
	if g.chance(50) {
		for k := range p.Slots {
			p.Slots[k].Day = "d0"
		}
	}
	for g.chance(40) {
		g.pin()
	}
	for k := range p.Participants {
		switch g.below(3) {
		case 0:
			p.Participants[k].Unavailable = g.someSlots(50)
		case 1:
			p.Participants[k].Unavailable = []string{"s1"}
		}
	}
	if g.chance(20) {
		order := usualOrder()
		shuffle(g.random, order)
		p.Goals = &Goals{Order: order[:3+g.below(4)]}
	}
	p.AllMandatory = g.chance(5)
	if Validate(p) != nil {
		return randomEvent(t, seed, shape)
	}
	return p
}

// team adds colleagues to a side: who must come too, or a group of which
// whoever is there already may be one.
func (g *eventMaker) team(side *Side) {
	if len(side.All) == 0 || !g.chance(60) {
		return
	}
	mate := fmt.Sprintf("p%d", g.below(g.people))
	for _, q := range g.p.Requests {
		for _, other := range q.Sides {
			if slices.Contains(other.All, mate) || slices.ContainsFunc(other.Any, func(group []string) bool { return slices.Contains(group, mate) }) {
				return
			}
		}
	}
	switch g.below(3) {
	case 0:
		side.All = append(side.All, mate)
	case 1:
		side.Any = [][]string{{side.All[0], mate}}
	default:
		side.All, side.Any = nil, [][]string{{side.All[0], mate}}
	}
}

// pin pins a request where it may stand.
func (g *eventMaker) pin() {
	q := &g.p.Requests[g.below(g.requests)]
	if all := allMeetings(g.p, slices.IndexFunc(g.p.Requests, func(r Request) bool { return r.ID == q.ID })); len(all) > 0 {
		m := all[g.below(len(all))]
		g.p.Pinned = append(g.p.Pinned, Pin{Request: m.Request, Slot: m.Slot, Place: m.Place})
	}
	if Validate(g.p) != nil {
		g.p.Pinned = g.p.Pinned[:len(g.p.Pinned)-1]
	}
}

// Of every schedule of many tiny problems, no other one beats the bounds that
// is no worse at the levels before.
func TestNoScheduleBeatsABound(t *testing.T) {
	tried, said := 0, map[Goal]int{}
	for seed := range int64(300) {
		p := tinyEvent(t, seed)
		all := everyScore(p, 4000)
		if all == nil {
			continue
		}
		tried++
		ever, err := Bound(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		cs := newInstance(p).relaxed(t.Context(), t.Context())
		for one := range all {
			if levelOf(one.Score, GoalMandatory) < *ever.MandatoryUnplaced || one.FloorShortfall < *ever.FloorShortfall ||
				one.Weight > *ever.Weight || one.Placed > *ever.Placed || one.Moved < *ever.Moved || one.Breaks < *ever.Breaks {
				t.Fatalf("seed %d: %+v is beyond what Bound says: %+v", seed, one, asScore(ever))
			}
			b := cs.of(one.Score, !one.complete)
			for other := range all {
				if level := beaten(p, b, one, other); level != "" {
					t.Fatalf("seed %d: %+v beats the %s of %+v, the bounds of %+v", seed, other, level, asScore(b), one)
				}
			}
			for _, level := range usualOrder() {
				if levelOf(asScore(b), level) > levelOf(asScore(ever), level) {
					said[level]++
				}
			}
		}
	}
	if tried < 200 {
		t.Errorf("only %d problems were small enough", tried)
	}
	for _, level := range []Goal{GoalMandatory, GoalFloors, GoalWeight, GoalMoved, GoalBreaks} {
		if said[level] == 0 {
			t.Errorf("the %s is bounded nowhere more than for every schedule", level)
		}
	}
}

// Bounds that were given little time or none hold all the same.
func TestBoundsHoldWithoutTime(t *testing.T) {
	done, cancel := context.WithCancel(t.Context())
	cancel()
	known := 0
	for seed := range int64(60) {
		p := tinyEvent(t, seed)
		all := everyScore(p, 1000)
		for _, ctx := range []context.Context{t.Context(), doneAfter(seed % 30), done} {
			cs := newInstance(p).relaxed(ctx, done)
			if cs == nil {
				continue
			}
			known++
			for one := range all {
				if level := beaten(p, cs.of(one.Score, !one.complete), one, one); level != "" {
					t.Fatalf("seed %d: %+v beats its own bound of the %s", seed, one, level)
				}
			}
		}
	}
	if known < 65 || known > 115 {
		t.Errorf("something was known in %d of 180 cases", known)
	}
}
