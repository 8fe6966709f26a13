package scheduler

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// Every placement of a sound schedule is what a check finds it to be: it fits,
// fits once others have left, or violates, and its price is right.
func TestSuggestTellsTheTruth(t *testing.T) {
	everyEvent(t, 4, func(t *testing.T, p *Problem, seed int64) {
		s := greedy(t, p, seed, 60)
		for k := range p.Requests {
			id := p.Requests[k].ID
			placements, err := Suggest(p, s, id)
			if err != nil {
				t.Fatal(err)
			}
			if want := len(p.Slots) * max(1, len(p.Places)); len(placements) != want {
				t.Fatalf("seed %d: %d placements of %s, want %d", seed, len(placements), id, want)
			}
			for n := int(seed+int64(k)) % 4; n < len(placements); n += 4 {
				pl := placements[n]
				after := with(p, s, Meeting{id, pl.Slot, pl.Place, pl.Participants}, pl.Displaces...)
				found := Check(p, after)
				sound := len(found.Violations) == 0 && len(found.Missing) == len(Check(p, s).Missing)
				if sound != (len(pl.Violations) == 0) && !nowMissingLess(p, s, after) {
					t.Fatalf("seed %d: %s in %+v: check finds %v, missing %v", seed, id, pl, found.Violations, found.Missing)
				}
				if got := found.Score.minus(s.Score); got != pl.Change {
					t.Fatalf("seed %d: %s in %+v: check counts %+v", seed, id, pl, got)
				}
			}
		}
	})
}

// nowMissingLess says whether a compulsory request is placed that was not.
func nowMissingLess(p *Problem, before, after *Schedule) bool {
	return len(Check(p, after).Missing) < len(Check(p, before).Missing) && len(Check(p, after).Violations) == 0
}

func TestSuggestRanksWhatFitsFirst(t *testing.T) {
	everyEvent(t, 5, func(t *testing.T, p *Problem, seed int64) {
		s := handEdited(p, seed, 30)
		for k := range p.Requests {
			placements, err := Suggest(p, s, p.Requests[k].ID)
			if err != nil {
				t.Fatal(err)
			}
			before := 0
			for _, pl := range placements {
				grade := (&trial{clashes: make([]clash, len(pl.Violations)), leave: make([]int32, len(pl.Displaces))}).grade()
				if grade < before {
					t.Fatalf("seed %d: %+v stands after a worse one", seed, pl)
				}
				before = grade
			}
		}
	})
}

func TestSuggestNamesAnUnknownRequest(t *testing.T) {
	p := randomEvent(t, 1, shapes()[0])
	_, err := Suggest(p, &Schedule{}, "nobody")
	if want := `"nobody" is no request of the problem; it has 8 requests`; err == nil || err.Error() != want {
		t.Fatalf("got %v, want %s", err, want)
	}
}

// bigEvent reads one of the events that the environment variable EVENTS names
// the folder of, with a schedule that places request by request.
func bigEvent(b *testing.B, name string) (*Problem, *Schedule) {
	b.Helper()
	folder := os.Getenv("EVENTS")
	if folder == "" {
		b.Skip("EVENTS names no folder with event problems")
	}
	f, err := os.Open(filepath.Join(folder, name))
	if err != nil {
		b.Skip(err)
	}
	defer f.Close()
	p, err := ReadProblem(f)
	if err != nil {
		b.Fatal(err)
	}
	return p, inserted(p)
}

// inserted places the requests one after the other, as they stand or by a flip.
func inserted(p *Problem) *Schedule {
	v := newValidator(p)
	in := instanceOf(v)
	st := newState(in)
	rnd := newRandom(1, 1)
	for range 2 {
		for r := range int32(in.requests) {
			st.insert(r, rnd)
		}
	}
	board := newBoard(in, v)
	for r := range int32(in.requests) {
		if s := st.slotOf[r]; s >= 0 {
			board.put(r, spot{s, -1, append([]int32(nil), st.seats(r)...)})
		}
	}
	return board.schedule()
}

func BenchmarkSuggest(b *testing.B) {
	for _, name := range []string{"spring-2500.json", "europe-5500.json"} {
		b.Run(name, func(b *testing.B) {
			p, s := bigEvent(b, name)
			for k := 0; b.Loop(); k++ {
				if _, err := Suggest(p, s, p.Requests[k*977%len(p.Requests)].ID); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed())/float64(b.N)/float64(time.Millisecond), "ms/request")
			b.ReportMetric(float64(len(s.Unscheduled)), "unscheduled")
		})
	}
}

func ExampleSuggest() {
	one := 1
	p := &Problem{
		Slots:        []Slot{{ID: "14:00", Tables: &one}, {ID: "14:20", Tables: &one}},
		Participants: []Participant{{ID: "ada"}, {ID: "bob"}, {ID: "cyd", Unavailable: []string{"14:00"}}},
		Requests: []Request{
			{ID: "ada-bob", Sides: [2]Side{{All: []string{"ada"}}, {All: []string{"bob"}}}},
			{ID: "ada-cyd", Sides: [2]Side{{All: []string{"ada"}}, {All: []string{"cyd"}}}},
		},
	}
	s := &Schedule{Meetings: []Meeting{{Request: "ada-bob", Slot: "14:20", Participants: []string{"ada", "bob"}}}}
	placements, _ := Suggest(p, s, "ada-cyd")
	for _, pl := range placements {
		fmt.Println(pl.Slot, pl.Displaces, len(pl.Violations), pl.Change.Weight)
	}
	// Output:
	// 14:20 [ada-bob] 0 0
	// 14:00 [] 1 1
}
