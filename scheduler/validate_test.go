package scheduler

import (
	"errors"
	"slices"
	"testing"
)

// contradiction is a problem with a fault of each kind that needs no search to
// be seen.
func contradiction() *Problem {
	ask := func(id, a, b string, after ...string) Request {
		return Request{ID: id, Sides: [2]Side{{All: []string{a}}, {All: []string{b}}}, After: after}
	}
	return &Problem{
		Slots:  []Slot{{ID: "s1", Day: "1"}, {ID: "s2", Day: "1"}, {ID: "s3", Day: "1", Session: "pm"}},
		Places: []Place{{ID: "t1"}, {ID: "t2", Organisation: "nobody's"}, {ID: "t3", Closed: []string{"s9"}}, {ID: "t4", Capacity: 2}},
		Participants: []Participant{{ID: "a"}, {ID: "b"}, {ID: "c"}, {ID: "d"}, {ID: "e"}, {ID: "f"}, {ID: "g"}, {ID: "h"},
			{ID: "i", Place: "t9"}, {ID: "j", MaxMeetings: -1}},
		Requests: []Request{
			ask("ab", "a", "b"), ask("ac", "a", "c", "ac3"), ask("ac2", "a", "c", "ac"), ask("ac3", "a", "c", "ac2"),
			ask("cd", "c", "d"), ask("ef", "e", "f"), ask("gh", "g", "h"), ask("aa", "a", "a"), ask("az", "a", "z"), ask("ac", "c", "a"),
		},
		Pinned: []Pin{
			{Request: "ab", Slot: "s1", Place: "t1"}, {Request: "ac", Slot: "s1"}, {Request: "cd", Slot: "s1", Place: "t1"},
			{Request: "ef", Slot: "s2", Place: "t4"}, {Request: "gh", Slot: "s2", Place: "t4"}, {Request: "ac2", Slot: "s2", Place: "t4"},
			{Request: "gh", Slot: "s3"}, {Request: "ac3", Slot: "s9", Participants: []string{"a", "e"}}, {Request: "zz", Slot: "s1"},
		},
		Published: []Meeting{{Request: "ab", Slot: "s1"}, {Request: "ab", Slot: "s9", Place: "t9", Participants: []string{"z", "a", "a"}}},
		Goals:     &Goals{Order: []Goal{"weight", "weight", "haste"}, Comfort: map[string]int{"naps": 1, "idle_slots": -1}},
	}
}

func TestEveryFaultOfAContradictionIsNamedAtOnce(t *testing.T) {
	want := []string{
		"goals.comfort.idle_slots", "goals.comfort.naps", "goals.order[1]", "goals.order[2]", "participants[8].place", "participants[9].max_meetings",
		"pinned[1]", "pinned[2].place", "pinned[5].place", "pinned[6].request", "pinned[7].participants", "pinned[7].slot", "pinned[8].request",
		"places[1].organisation", "places[2].closed[0]", "published[1].participants[0]", "published[1].participants[2]", "published[1].place",
		"published[1].request", "published[1].slot", "requests[7].sides", "requests[8].sides[1].all[0]", "requests[9].id",
	}
	var malformed *ProblemError
	if !errors.As(Validate(contradiction()), &malformed) {
		t.Fatal("nothing is wrong with it")
	}
	var paths, cycles []string
	for _, f := range malformed.Faults {
		if f.Message == "closes a cycle of precedences" {
			cycles = append(cycles, f.Path)
		} else {
			paths = append(paths, f.Path)
		}
	}
	slices.Sort(paths)
	if !slices.Equal(paths, want) {
		t.Errorf("the faults are at\n%q\nwant\n%q", paths, want)
	}
	if len(cycles) != 1 {
		t.Errorf("the cycle is closed at %q", cycles)
	}
}
