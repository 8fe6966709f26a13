package scheduler

import (
	"slices"
	"testing"
)

// After topping up nothing that is left out fits as it stands, and the score is
// right and no worse.
func TestTopUpLeavesNoRoom(t *testing.T) {
	everyEvent(t, 10, func(t *testing.T, p *Problem, seed int64) {
		s := greedy(t, p, seed, 40)
		before := s.Score
		topUp(t.Context(), p, s)
		if found := Check(p, s); len(found.Violations) > 0 || !found.ScoreRight {
			t.Fatalf("seed %d: violations %v, score right: %v", seed, found.Violations, found.ScoreRight)
		}
		if preference(p.order(), s.Score, before) > 0 {
			t.Fatalf("seed %d: %+v became %+v", seed, before, s.Score)
		}
		told, err := Explain(t.Context(), p, s)
		if err != nil {
			t.Fatal(err)
		}
		for _, u := range told {
			for _, y := range u.Repairs {
				if y.Kind == RemedyPlace && preference(p.order(), y.Change, Score{}) < 0 {
					t.Fatalf("seed %d: %s still fits: %+v", seed, u.Request, y)
				}
			}
		}
	})
}

func TestOthersComeAlongForTheirFloors(t *testing.T) {
	p := &Problem{
		Slots:         []Slot{{ID: "s", Day: "d", Session: "m", Tables: new(1)}},
		Organisations: []Organisation{{ID: "o", Floor: 1}},
		Participants:  []Participant{{ID: "a", Floor: 1}, {ID: "b", Floor: 1}, {ID: "c", Organisation: "o"}, {ID: "d"}, {ID: "away", Floor: 1, Unavailable: []string{"s"}}, {ID: "x"}},
		Requests:      []Request{{ID: "r", Sides: [2]Side{{All: []string{"x"}}, {Any: [][]string{{"a", "b", "c", "d", "away"}}}}}},
	}
	s := &Schedule{Meetings: []Meeting{{Request: "r", Slot: "s", Participants: []string{"x", "a"}}}, Status: StatusFeasible}
	listTheRest(p, s)
	if !topUp(t.Context(), p, s) {
		t.Fatal("nobody came along")
	}
	if report := Check(p, s); len(report.Violations) > 0 || !report.ScoreRight || report.Score.FloorShortfall != 1 {
		t.Errorf("%+v with %v", report.Score, report.Violations)
	}
	if who := s.Meetings[0].Participants; !slices.Equal(slices.Sorted(slices.Values(who)), []string{"a", "b", "c", "x"}) {
		t.Errorf("%v attend", who)
	}
}
