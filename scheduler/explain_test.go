package scheduler

import (
	"context"
	"encoding/json"
	"slices"
	"testing"
	"time"
)

// Every remedy, done to problem and schedule, makes a check accept the
// schedule with the request placed, at the price that it names.
func TestRemediesWork(t *testing.T) {
	kinds, longest := map[RemedyKind]int{}, 0
	everyEvent(t, 12, func(t *testing.T, p *Problem, seed int64) {
		s := greedy(t, p, seed, 90)
		told, err := Explain(t.Context(), p, s)
		if err != nil {
			t.Fatal(err)
		}
		if len(told) != len(s.Unscheduled) {
			t.Fatalf("seed %d: %d explained, %d unscheduled", seed, len(told), len(s.Unscheduled))
		}
		for _, u := range told {
			if len(u.Repairs) > maxRemedies {
				t.Fatalf("seed %d: %d remedies for %s", seed, len(u.Repairs), u.Request)
			}
			for _, y := range u.Repairs {
				kinds[y.Kind]++
				longest = max(longest, len(y.Moves))
				then, after := done(t, p, s, u.Request, y)
				found := Check(then, after)
				if len(found.Violations) > 0 {
					t.Fatalf("seed %d: %s after %+v: %v", seed, u.Request, y, found.Violations)
				}
				if got := found.Score.minus(s.Score); got != y.Change {
					t.Fatalf("seed %d: %s after %+v: the score changes by %+v", seed, u.Request, y, got)
				}
			}
		}
	})
	for _, kind := range []RemedyKind{RemedyMove, RemedyOpenSlot, RemedyAddTable, RemedyDrop, RemedyWaive} {
		if kinds[kind] == 0 {
			t.Errorf("no remedy of kind %s was tried", kind)
		}
	}
	if longest < 2 {
		t.Error("no remedy moved a chain of meetings")
	}
}

// done applies a remedy: what it lifts to the problem, the rest to the schedule.
func done(t *testing.T, p *Problem, s *Schedule, request string, y Remedy) (*Problem, *Schedule) {
	t.Helper()
	p = copied(t, p)
	switch y.Kind {
	case RemedyOpenSlot:
		for k := range p.Participants {
			q := &p.Participants[k]
			if slices.Contains(y.Opens, q.ID) {
				q.Unavailable = slices.DeleteFunc(q.Unavailable, func(id string) bool { return id == y.Slot })
			}
		}
	case RemedyAddTable:
		oneMoreTable(p, y.Slot, y.Place)
	case RemedyWaive:
		waive(p, request, y.Waives)
	}
	after := with(p, s, Meeting{request, y.Slot, y.Place, y.Participants}, y.Drops...)
	for _, m := range y.Moves {
		after = with(p, after, m)
	}
	return p, after
}

func oneMoreTable(p *Problem, slot, place string) {
	for k := range p.Slots {
		if p.Slots[k].ID == slot && len(p.Places) == 0 {
			*p.Slots[k].Tables++
		}
	}
	for k := range p.Places {
		pl := &p.Places[k]
		if pl.ID != place {
			continue
		}
		if n := len(pl.Closed); n > 0 {
			pl.Closed = slices.DeleteFunc(pl.Closed, func(id string) bool { return id == slot })
			if len(pl.Closed) < n {
				return
			}
		}
		pl.Capacity = max(1, pl.Capacity) + 1
	}
}

// waive frees a request from what is named of its own slots, its order and the limits.
func waive(p *Problem, request string, what []Constraint) {
	for k := range p.Requests {
		q := &p.Requests[k]
		if slices.Contains(what, Precedence) {
			q.After = slices.DeleteFunc(q.After, func(id string) bool { return id == request || q.ID == request })
		}
		if q.ID == request && slices.Contains(what, RequestSlots) {
			q.Slots, q.Session = nil, ""
		}
	}
	if !slices.Contains(what, MeetingLimit) {
		return
	}
	for k := range p.Participants {
		q := &p.Participants[k]
		q.MaxMeetings, q.MaxPerDay, q.MaxInARow = 0, 0, 0
	}
	for k := range p.Organisations {
		p.Organisations[k].MaxMeetings = 0
	}
}

func copied(t *testing.T, p *Problem) *Problem {
	t.Helper()
	text, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	out := &Problem{}
	if err := json.Unmarshal(text, out); err != nil {
		t.Fatal(err)
	}
	return out
}

// Where a request fits nowhere, each slot is ruled out by some reason, and
// each meeting named as blocking does block.
func TestReasonsCoverEverySlot(t *testing.T) {
	everyEvent(t, 10, func(t *testing.T, p *Problem, seed int64) {
		s := handEdited(p, seed, 60)
		told, err := Explain(t.Context(), p, s)
		if err != nil {
			t.Fatal(err)
		}
		for _, u := range told {
			if len(u.Repairs) > 0 && u.Repairs[0].Kind == RemedyPlace {
				continue
			}
			ruled := map[string]bool{}
			for _, reason := range u.Reasons {
				for k, slot := range reason.Slots {
					ruled[slot] = true
					if reason.Constraint == ParticipantConflict && !holds(s, reason.Meetings[k], slot, reason.Participant) {
						t.Fatalf("seed %d: %+v names a meeting that does not hold the slot", seed, reason)
					}
				}
			}
			if len(ruled) != len(p.Slots) {
				t.Fatalf("seed %d: %d slots of %d ruled out for %+v", seed, len(ruled), len(p.Slots), u)
			}
		}
	})
}

func holds(s *Schedule, request, slot, person string) bool {
	return slices.ContainsFunc(s.Meetings, func(m Meeting) bool {
		return m.Request == request && m.Slot == slot && slices.Contains(m.Participants, person)
	})
}

func TestExplainStopsWhenTold(t *testing.T) {
	p := randomEvent(t, 5, shapes()[1])
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	told, err := Explain(ctx, p, &Schedule{})
	if err == nil || len(told) != 0 {
		t.Fatalf("got %d explained and %v", len(told), err)
	}
}

// Explaining leaves the board as it was.
func TestExplainChangesNothing(t *testing.T) {
	everyEvent(t, 6, func(t *testing.T, p *Problem, seed int64) {
		s := handEdited(p, seed, 60)
		b, _ := loadBoard(p, s)
		all := make([]int32, b.in.requests)
		for r := range all {
			all[r] = int32(r)
		}
		before := b.schedule()
		if _, err := b.explain(t.Context(), all); err != nil {
			t.Fatal(err)
		}
		x, _ := json.Marshal(before)
		y, _ := json.Marshal(b.schedule())
		if string(x) != string(y) {
			t.Fatalf("seed %d: the board changed", seed)
		}
	})
}

func BenchmarkExplain(b *testing.B) {
	for _, name := range []string{"spring-2500.json", "europe-5500.json"} {
		b.Run(name, func(b *testing.B) {
			p, s := bigEvent(b, name)
			kinds := map[RemedyKind]int{}
			for b.Loop() {
				clear(kinds)
				told, err := Explain(context.Background(), p, s)
				if err != nil {
					b.Fatal(err)
				}
				for _, u := range told {
					for _, y := range u.Repairs {
						kinds[y.Kind]++
					}
				}
			}
			b.ReportMetric(float64(b.Elapsed())/float64(b.N)/float64(time.Millisecond), "ms/all")
			b.ReportMetric(float64(len(s.Unscheduled)), "unscheduled")
			b.Log(kinds)
		})
	}
}
