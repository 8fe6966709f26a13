package scheduler

import (
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
