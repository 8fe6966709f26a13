package scheduler

import (
	"reflect"
	"strings"
	"testing"
)

// What two schedules have more and less adds up to the change of their scores.
func TestCompareAddsUp(t *testing.T) {
	everyEvent(t, 20, func(t *testing.T, p *Problem, seed int64) {
		first, second := greedy(t, p, seed, 60), handEdited(p, seed+1, 50)
		c, err := Compare(p, first, second)
		if err != nil {
			t.Fatal(err)
		}
		if c.First != Check(p, first).Score || c.Second != Check(p, second).Score {
			t.Fatalf("seed %d: scores %+v and %+v differ from a check's", seed, c.First, c.Second)
		}
		if got := len(c.Added) - len(c.Removed); got != c.Change.Placed {
			t.Fatalf("seed %d: %d added less removed, %d placed more", seed, got, c.Change.Placed)
		}
		breaks, idle := 0, 0
		for _, q := range c.People {
			breaks, idle = breaks+q.Breaks, idle+q.IdleSlots
		}
		if breaks != c.Change.Breaks || idle != c.Change.IdleSlots {
			t.Fatalf("seed %d: people have %d breaks and %d idle slots more, the scores say %+v", seed, breaks, idle, c.Change)
		}
		if c.FirstFaults != 0 || (c.SecondFaults > 0) != (len(Check(p, second).Violations) > 0) {
			t.Fatalf("seed %d: %d and %d faulty meetings", seed, c.FirstFaults, c.SecondFaults)
		}
	})
}

func TestCompareOfTheSame(t *testing.T) {
	everyEvent(t, 5, func(t *testing.T, p *Problem, seed int64) {
		s := handEdited(p, seed, 50)
		c, err := Compare(p, s, s)
		if err != nil {
			t.Fatal(err)
		}
		want := Comparison{First: s.Score, Second: s.Score, FirstFaults: c.FirstFaults, SecondFaults: c.FirstFaults}
		if !reflect.DeepEqual(c, want) {
			t.Fatalf("seed %d: a schedule differs from itself: %+v", seed, c)
		}
	})
}

// Two problems are compared by ids: here the second has lost ada's meeting with
// cyd and moved that with bob.
func TestCompareProblems(t *testing.T) {
	one := 1
	both := func(others ...string) *Problem {
		p := &Problem{Slots: []Slot{{ID: "14:00", Tables: &one}, {ID: "14:20", Tables: &one}}, Participants: []Participant{{ID: "ada"}}}
		for _, id := range others {
			p.Participants = append(p.Participants, Participant{ID: id})
			p.Requests = append(p.Requests, Request{ID: "ada-" + id, Sides: [2]Side{{All: []string{"ada"}}, {All: []string{id}}}})
		}
		return p
	}
	at := func(id, slot string) Meeting {
		return Meeting{Request: "ada-" + id, Slot: slot, Participants: []string{"ada", id}}
	}
	first := &Schedule{Meetings: []Meeting{at("bob", "14:00"), at("cyd", "14:20")}}
	second := &Schedule{Meetings: []Meeting{at("bob", "14:20")}}
	got, err := CompareProblems(both("bob", "cyd"), first, both("bob"), second)
	if err != nil {
		t.Fatal(err)
	}
	want := Comparison{
		Removed: []Meeting{at("cyd", "14:20")},
		Moved:   []Move{{at("bob", "14:00"), at("bob", "14:20")}},
		People:  []PersonChange{{Participant: "ada", Meetings: -1, Weight: -1}, {Participant: "cyd", Meetings: -1, Weight: -1}},
		First:   Score{Weight: 2, Placed: 2}, Second: Score{Weight: 1, Placed: 1}, Change: Score{Weight: -1, Placed: -1},
	}
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("got  %+v\nwant %+v", got, want)
	}
}

func TestCompareRefusesAMalformedProblem(t *testing.T) {
	_, err := Compare(&Problem{}, nil, nil)
	if err == nil || !strings.HasPrefix(err.Error(), "compare: first problem: slots: needs at least one slot") {
		t.Fatalf("got %v", err)
	}
}
