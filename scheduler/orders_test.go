package scheduler

import (
	"fmt"
	"testing"
)

// A long row of requests is placed from its beginning, one in each slot.
func TestRowsFillEverySlot(t *testing.T) {
	for _, mandatory := range []bool{false, true} {
		p := &Problem{}
		for k := range 40 {
			p.Slots = append(p.Slots, Slot{ID: fmt.Sprint("s", k), Day: fmt.Sprint("d", k/8), Session: fmt.Sprint("h", k/8), Tables: new(9)})
		}
		for k := 399; k >= 0; k-- { // the last of the row stands first in the file
			a, b := fmt.Sprint("a", k), fmt.Sprint("b", k)
			p.Participants = append(p.Participants, Participant{ID: a}, Participant{ID: b})
			r := Request{ID: fmt.Sprint("r", k), Sides: [2]Side{{All: []string{a}}, {All: []string{b}}}, Mandatory: mandatory}
			if k > 0 {
				r.After = []string{fmt.Sprint("r", k-1)}
			}
			p.Requests = append(p.Requests, r)
		}
		s := solved(t, p, Options{Iterations: 1000, SkipReasons: true})
		if s.Status != StatusOptimal || s.Score.Placed != 40 {
			t.Errorf("mandatory %v: %s with %d placed", mandatory, s.Status, s.Score.Placed)
		}
	}
}

func TestEachComesAfterThoseBeforeIt(t *testing.T) {
	for seed := range int64(40) {
		p := randomEvent(t, seed, eventShape{slots: 6, people: 12, requests: 40, rules: true})
		in := newInstance(p)
		order := make([]int32, in.requests)
		for r := range order {
			order[r] = int32(r)
		}
		shuffle(newRandom(seed, 3), order)
		seen := map[int32]bool{}
		for _, r := range in.afterOthers(order) {
			for _, x := range in.after[in.afterOff[r]:in.afterOff[r+1]] {
				if !seen[x] {
					t.Fatalf("seed %d: %d has its turn before %d", seed, r, x)
				}
			}
			seen[r] = true
		}
		if len(seen) != in.requests {
			t.Fatalf("seed %d: %d of %d have a turn", seed, len(seen), in.requests)
		}
	}
}
