package scheduler

import (
	"context"
	"reflect"
	"slices"
	"testing"
	"time"
)

// Every gain, given what it asks for, is accepted by a check at the price that
// it names.
func TestGainsAreReal(t *testing.T) {
	kinds := map[GainKind]int{}
	everyEvent(t, 20, func(t *testing.T, p *Problem, seed int64) {
		s := greedy(t, p, seed, 100)
		found, err := FindBottlenecks(t.Context(), p, s)
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range found.Gains {
			kinds[g.Kind]++
			then := granted(t, p, g)
			after := s
			for _, m := range g.Meetings {
				after = with(then, after, m)
			}
			report := Check(then, after)
			if len(report.Violations) > 0 {
				t.Fatalf("seed %d: with %+v: %v", seed, g, report.Violations)
			}
			if got := report.Score.minus(s.Score); got != g.Change {
				t.Fatalf("seed %d: with %+v the score changes by %+v", seed, g, got)
			}
		}
	})
	for _, kind := range []GainKind{GainTable, GainSlot, GainHalfDay} {
		if kinds[kind] == 0 {
			t.Errorf("no gain of kind %s was tried", kind)
		}
	}
}

// granted gives a problem what a gain asks for.
func granted(t *testing.T, p *Problem, g Gain) *Problem {
	t.Helper()
	p = copied(t, p)
	switch g.Kind {
	case GainTable:
		for _, m := range g.Meetings {
			oneMoreTable(p, m.Slot, m.Place)
		}
	case GainSlot:
		return withSlotAfter(p, slices.IndexFunc(p.Slots, func(s Slot) bool { return s.ID == g.Slot }))
	case GainHalfDay:
		for k := range p.Participants {
			if q := &p.Participants[k]; q.ID == g.Participant {
				q.Unavailable = slices.DeleteFunc(q.Unavailable, func(id string) bool { return slices.Contains(g.Opens, id) })
			}
		}
	}
	return p
}

// The missed floors add up to the score's, and no other schedule at hand gives
// more than the most that is claimed.
func TestMissedFloors(t *testing.T) {
	proved := 0
	everyEvent(t, 20, func(t *testing.T, p *Problem, seed int64) {
		s := greedy(t, p, seed, 70)
		found, err := FindBottlenecks(t.Context(), p, s)
		if err != nil {
			t.Fatal(err)
		}
		lacking := 0
		for _, f := range found.Floors {
			lacking += f.Floor - f.Meetings
			if f.Proved {
				proved++
			}
			for other := range int64(3) {
				b, _ := loadBoard(p, greedy(t, p, seed+other, 100))
				if i, known := b.v.participant[f.Participant]; known && int(b.meets[i]) > f.AtMost {
					t.Fatalf("seed %d: %+v, and a schedule gives it %d", seed, f, b.meets[i])
				}
				if o := slices.Index(b.orgName, f.Organisation); f.Organisation != "" && o >= 0 && int(b.orgMet[o]) > f.AtMost {
					t.Fatalf("seed %d: %+v, and a schedule gives it %d", seed, f, b.orgMet[o])
				}
			}
		}
		if lacking != s.Score.FloorShortfall {
			t.Fatalf("seed %d: floors lack %d, the score says %d", seed, lacking, s.Score.FloorShortfall)
		}
	})
	if proved == 0 {
		t.Error("no missed floor was proved")
	}
}

// One table a slot and one person whom everybody wants: the report names both.
func TestBottlenecksNameWhatIsShort(t *testing.T) {
	one := 1
	p := &Problem{
		Slots:        []Slot{{ID: "14:00", Tables: &one}, {ID: "14:20", Tables: &one}},
		Participants: []Participant{{ID: "ada"}, {ID: "bob"}, {ID: "cyd"}, {ID: "dan", Unavailable: []string{"14:20"}, Floor: 1}, {ID: "eve", Floor: 1}},
		Requests:     []Request{},
	}
	for _, pair := range [][2]string{{"ada", "bob"}, {"ada", "cyd"}, {"ada", "dan"}, {"bob", "cyd"}} {
		p.Requests = append(p.Requests, Request{ID: pair[0] + "-" + pair[1], Sides: [2]Side{{All: pair[:1]}, {All: pair[1:]}}})
	}
	s := &Schedule{Meetings: []Meeting{
		{Request: "ada-bob", Slot: "14:00", Participants: []string{"ada", "bob"}},
		{Request: "ada-cyd", Slot: "14:20", Participants: []string{"ada", "cyd"}},
	}}
	got, err := FindBottlenecks(t.Context(), p, s)
	if err != nil {
		t.Fatal(err)
	}
	got.Gains = nil
	want := &Bottlenecks{
		Waiting: 2,
		Slots:   []SlotLoad{{"14:00", 1, 1, 0}, {"14:20", 1, 1, 0}},
		Places:  []PlaceLoad{},
		People:  []PersonLoad{{Participant: "ada", Meetings: 2, Open: 2, Waiting: 1, Weight: 1}},
		Floors: []MissedFloor{
			{Participant: "dan", Floor: 1, AtMost: 1, Requests: 1, Cause: FloorRequests, Message: `"dan" is in one accepted request in all`},
			{Participant: "eve", Floor: 1, Proved: true, Cause: FloorRequests, Message: `"eve" is in no accepted request`},
		},
	}
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("got  %+v\nwant %+v", got, want)
	}
}

func TestBottlenecksStopWhenTold(t *testing.T) {
	p := randomEvent(t, 5, shapes()[1])
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := FindBottlenecks(ctx, p, &Schedule{}); err == nil {
		t.Fatal("no error after a cancel")
	}
}

func BenchmarkFindBottlenecks(b *testing.B) {
	for _, name := range []string{"spring-2500.json", "europe-5500.json"} {
		b.Run(name, func(b *testing.B) {
			p, s := bigEvent(b, name)
			for b.Loop() {
				found, err := FindBottlenecks(context.Background(), p, s)
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(len(found.Gains)), "gains")
				b.ReportMetric(float64(len(found.People)), "people")
			}
			b.ReportMetric(float64(b.Elapsed())/float64(b.N)/float64(time.Millisecond), "ms/report")
		})
	}
}
