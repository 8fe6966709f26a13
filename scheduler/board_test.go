package scheduler

import "testing"

// The board counts a hand-edited schedule as a check does, and comes back to
// the same when meetings leave and return.
func TestBoardScoresAsCheckDoes(t *testing.T) {
	everyEvent(t, 25, func(t *testing.T, p *Problem, seed int64) {
		s := handEdited(p, seed, 50)
		b, gone := loadBoard(p, s)
		if len(gone) > 0 {
			t.Fatalf("seed %d: lost %v", seed, gone)
		}
		if got, want := b.score(), Check(p, s).Score; got != want {
			t.Fatalf("seed %d: board scores %+v, check %+v", seed, got, want)
		}
		rnd := newRandom(seed, 3)
		for range 20 {
			r := int32(rnd.below(b.in.requests))
			if b.placed(r) {
				b.put(r, b.take(r))
			}
		}
		if got, want := b.score(), s.Score; got != want {
			t.Fatalf("seed %d: after moves there and back the board scores %+v, check %+v", seed, got, want)
		}
	})
}

// A meeting on the board clashes if and only if the schedule without it has
// fewer violations.
func TestBoardClashesAsCheckSays(t *testing.T) {
	everyEvent(t, 25, func(t *testing.T, p *Problem, seed int64) {
		s := handEdited(p, seed, 40)
		b, _ := loadBoard(p, s)
		clean := true
		for r := range int32(b.in.requests) {
			clean = clean && (!b.placed(r) || len(b.clashes(r, nil)) == 0)
		}
		if found := Check(p, s).Violations; clean != (len(found) == 0) {
			t.Fatalf("seed %d: board clean %v, check %v", seed, clean, found)
		}
	})
}

// What the schedule names and the problem lacks is lost, the rest stands.
func TestBoardTakesWhatIsGone(t *testing.T) {
	two := 2
	p := &Problem{
		Slots:        []Slot{{ID: "s1", Tables: &two}},
		Participants: []Participant{{ID: "a"}, {ID: "b"}},
		Requests:     []Request{{ID: "r", Sides: [2]Side{{All: []string{"a"}}, {All: []string{"b"}}}}},
	}
	s := &Schedule{Meetings: []Meeting{
		{Request: "x", Slot: "s1"},
		{Request: "r", Slot: "s9"},
		{Request: "r", Slot: "s1", Place: "gone", Participants: []string{"a", "b", "c"}},
		{Request: "r", Slot: "s1", Participants: []string{"a", "b"}},
	}}
	b, gone := loadBoard(p, s)
	var lostOnes []Meeting
	for _, g := range gone {
		lostOnes = append(lostOnes, g.meeting)
	}
	if len(lostOnes) != 3 || lostOnes[0].Request != "x" || lostOnes[1].Slot != "s9" || lostOnes[2].Place != "" {
		t.Fatalf("lost %v", lostOnes)
	}
	if got := b.meeting(0); got.Slot != "s1" || len(got.Participants) != 2 || len(b.clashes(0, nil)) == 0 {
		t.Fatalf("stands %+v with clashes %v", got, b.clashes(0, nil))
	}
}

// No question panics on a schedule full of what the problem does not know, nor
// on a malformed problem.
func TestQuestionsTakeAnything(t *testing.T) {
	everyEvent(t, 6, func(t *testing.T, p *Problem, seed int64) {
		s := handEdited(p, seed, 70)
		rnd := newRandom(seed, 5)
		for k := range s.Meetings {
			m := &s.Meetings[k]
			switch rnd.below(8) {
			case 0:
				m.Request = "nobody's"
			case 1:
				m.Slot = "never"
			case 2:
				m.Place = "nowhere"
			case 3:
				m.Participants = append(m.Participants, "stranger", m.Participants[0])
			case 4:
				m.Participants = nil
			case 5:
				m.Request = s.Meetings[0].Request
			}
		}
		askAll(t, p, s, seed)
		askAll(t, p, nil, seed)
	})
	if _, err := Suggest(&Problem{Slots: []Slot{{ID: "a"}}}, nil, "r"); err == nil {
		t.Error("Suggest takes a slot without tables")
	}
	if _, err := Explain(t.Context(), &Problem{}, nil); err == nil {
		t.Error("Explain takes a problem without slots")
	}
	if _, err := Repair(t.Context(), &Problem{}, nil, RepairOptions{}); err == nil {
		t.Error("Repair takes a problem without slots")
	}
	if _, err := FindBottlenecks(t.Context(), &Problem{}, nil); err == nil {
		t.Error("FindBottlenecks takes a problem without slots")
	}
}

func askAll(t *testing.T, p *Problem, s *Schedule, seed int64) {
	t.Helper()
	if _, err := Suggest(p, s, p.Requests[0].ID); err != nil {
		t.Fatalf("seed %d: %v", seed, err)
	}
	if _, err := Explain(t.Context(), p, s); err != nil {
		t.Fatalf("seed %d: %v", seed, err)
	}
	if _, err := FindBottlenecks(t.Context(), p, s); err != nil {
		t.Fatalf("seed %d: %v", seed, err)
	}
	if _, err := Compare(p, s, nil); err != nil {
		t.Fatalf("seed %d: %v", seed, err)
	}
	out, err := Repair(t.Context(), p, s, RepairOptions{Iterations: 2_000})
	if err != nil {
		t.Fatalf("seed %d: %v", seed, err)
	}
	for _, v := range Check(p, out.Schedule).Violations {
		if v.Constraint != BreakSpread || out.Schedule.Status == StatusFeasible {
			t.Fatalf("seed %d: after the repair %+v", seed, v)
		}
	}
}
