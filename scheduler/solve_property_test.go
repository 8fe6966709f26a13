package scheduler

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// drawEvent draws one of the random events.
func drawEvent(t *testing.T, rt *rapid.T) (*Problem, int64) {
	all := shapes()
	shape := all[rapid.IntRange(0, len(all)-1).Draw(rt, "shape")]
	seed := rapid.Int64Range(0, 1<<20).Draw(rt, "seed")
	return randomEvent(t, seed, shape), seed
}

func TestSolveKeepsItsWordOnDrawnEvents(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p, seed := drawEvent(t, rt)
		steps := rapid.Int64Range(1, 4000).Draw(rt, "steps")
		honest(t, p, solved(t, p, Options{Iterations: steps, Seed: seed, SkipReasons: true}), seed)
	})
}

// renamed gives every request and participant another name and order.
func renamed(p *Problem, rnd *random) *Problem {
	q := *p
	name := func(ids []string) []string {
		var out []string
		for _, id := range ids {
			out = append(out, "x"+id)
		}
		return out
	}
	q.Participants, q.Requests, q.Pinned, q.Published = slices.Clone(p.Participants), slices.Clone(p.Requests), slices.Clone(p.Pinned), slices.Clone(p.Published)
	for k := range q.Participants {
		q.Participants[k].ID = "x" + q.Participants[k].ID
	}
	for k := range q.Requests {
		r := &q.Requests[k]
		r.ID, r.After = "x"+r.ID, name(r.After)
		for n := range r.Sides {
			side := Side{All: name(r.Sides[n].All)}
			for _, group := range r.Sides[n].Any {
				side.Any = append(side.Any, name(group))
			}
			r.Sides[n] = side
		}
	}
	for k := range q.Pinned {
		q.Pinned[k].Request, q.Pinned[k].Participants = "x"+q.Pinned[k].Request, name(q.Pinned[k].Participants)
	}
	for k := range q.Published {
		q.Published[k].Request, q.Published[k].Participants = "x"+q.Published[k].Request, name(q.Published[k].Participants)
	}
	shuffle(rnd, q.Participants)
	shuffle(rnd, q.Requests)
	return &q
}

// withSlot adds a slot on a day of its own, in which all are free.
func withSlot(p *Problem) *Problem {
	q := *p
	extra := Slot{ID: "extra", Day: "extra", Session: "extra"}
	if len(p.Places) == 0 {
		one := 1
		extra.Tables = &one
	}
	q.Slots = append(slices.Clone(p.Slots), extra)
	return &q
}

func TestAProvedOptimumStandsUnderOtherNamesAndWithMoreRoom(t *testing.T) {
	proved := 0
	for seed := range int64(150) {
		p := randomEvent(t, seed, eventShape{slots: 4, people: 5, requests: 7, rules: seed%2 == 0})
		o := Options{Iterations: 3000, Seed: seed, SkipReasons: true}
		s := solved(t, p, o)
		if s.Status != StatusOptimal {
			continue
		}
		proved++
		other := solved(t, renamed(p, newRandom(seed, 3)), o)
		if n := slices.Compare(levels(other.Score), levels(s.Score)); n < 0 || n > 0 && other.Status == StatusOptimal {
			t.Errorf("seed %d: optimal %v, under other names %s %v", seed, levels(s.Score), other.Status, levels(other.Score))
		}
		more := solved(t, withSlot(p), o)
		if more.Status == StatusOptimal && slices.Compare(levels(more.Score), levels(s.Score)) > 0 {
			t.Errorf("seed %d: optimal %v, with one more slot %v", seed, levels(s.Score), levels(more.Score))
		}
	}
	if proved < 10 {
		t.Errorf("only %d problems were proved", proved)
	}
}

func TestSolveReturnsWhenCancelled(t *testing.T) {
	p := randomEvent(t, 1, eventShape{slots: 12, people: 40, requests: 200})
	ctx, cancel := context.WithCancel(t.Context())
	told := make(chan struct{}, 1)
	go func() {
		<-told
		cancel()
	}()
	s, err := Solve(ctx, p, Options{Limit: time.Hour, SkipReasons: true, Progress: func(Progress) {
		select {
		case told <- struct{}{}:
		default:
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	honest(t, p, s, 1)
	cancelled, stop := context.WithCancel(t.Context())
	stop()
	if s, err = Solve(cancelled, p, Options{Limit: time.Hour}); err != nil {
		t.Fatal(err)
	}
	honest(t, p, s, 1)
}

func FuzzSolve(f *testing.F) {
	for k, shape := range shapes() {
		var b bytes.Buffer
		if err := WriteProblem(&b, randomEvent(&testing.T{}, int64(k), shape)); err != nil {
			f.Fatal(err)
		}
		f.Add(b.Bytes())
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := ReadProblem(bytes.NewReader(data))
		if err != nil || len(p.Requests) > 60 || len(p.Slots) > 40 || len(p.Participants) > 80 || len(p.Places) > 20 {
			return
		}
		honest(t, p, solved(t, p, Options{Iterations: 300}), 0)
	})
}

// figure is what the search must reach on a generated event of the instances
// folder within so many steps.
type figure struct {
	name         string
	steps        int64
	weight, most int // breaks at most
}

func TestSolveReachesItsFigures(t *testing.T) {
	folder := benchmarkFolder(t)
	for _, want := range []figure{
		{"ict-health-50", 300_000, 220, 5},
		{"brokerage-150", 2_000_000, 1509, 40},
		{"spring-2500", 80_000, 25798, 1 << 20},
	} {
		t.Run(want.name, func(t *testing.T) {
			p := readKnown(t, folder, fmt.Sprintf("../events/%s", want.name))
			s := solved(t, p, Options{Iterations: want.steps, SkipReasons: true})
			honest(t, p, s, 1)
			if s.Score.Weight != want.weight || *s.Bound.Weight != want.weight || s.Score.Breaks > want.most {
				t.Errorf("weight %d of %d and %d breaks, want %d and at most %d", s.Score.Weight, *s.Bound.Weight, s.Score.Breaks, want.weight, want.most)
			}
		})
	}
}

func TestSolvePlacesTheEventsThatTookPlace(t *testing.T) {
	folder := benchmarkFolder(t)
	for _, name := range []string{"forum-13", "forum-14", "forumt-14", "tic-12", "tic-13"} {
		p := readKnown(t, folder, name+".original")
		s := solved(t, p, Options{Iterations: 2000})
		honest(t, p, s, 1)
		if s.Score.Placed != len(p.Requests) {
			t.Errorf("%s: %d of %d placed", name, s.Score.Placed, len(p.Requests))
		}
	}
}
