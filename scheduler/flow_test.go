package scheduler

import (
	"testing"
	"time"
)

// bestMatching returns the most that requests gain together when each
// participant takes at most its capacity of them and all together at most
// total, by trying all sets.
func bestMatching(edges [][2]int, gain []int64, capacity []int, total int) int64 {
	best := int64(0)
	for set := range 1 << len(edges) {
		left, n, sum := append([]int(nil), capacity...), 0, int64(0)
		fits := true
		for k, e := range edges {
			if set>>k&1 == 0 {
				continue
			}
			left[e[0]]--
			left[e[1]]--
			n++
			sum += gain[k]
			fits = fits && left[e[0]] >= 0 && left[e[1]] >= 0 && n <= total
		}
		if fits {
			best = max(best, sum)
		}
	}
	return best
}

func TestMatchingIsNeverBelowTheBestSet(t *testing.T) {
	equal := 0
	for seed := range int64(200) {
		rnd := newRandom(seed, 5)
		p := &Problem{}
		for s := range 3 {
			tables := 1 + rnd.below(3)
			p.Slots = append(p.Slots, Slot{ID: string(rune('a' + s)), Day: "d", Session: "s", Tables: &tables})
		}
		for k := range 5 {
			p.Participants = append(p.Participants, Participant{ID: string(rune('A' + k)), MaxMeetings: 1 + rnd.below(3)})
		}
		var edges [][2]int
		var gain []int64
		for k := range 9 {
			a := rnd.below(5)
			b := (a + 1 + rnd.below(4)) % 5
			w := 1 + rnd.below(25)
			edges, gain = append(edges, [2]int{a, b}), append(gain, int64(w))
			p.Requests = append(p.Requests, Request{ID: string(rune('0' + k)), Weight: w,
				Sides: [2]Side{{All: []string{p.Participants[a].ID}}, {All: []string{p.Participants[b].ID}}}})
		}
		c := newCapacities(t.Context(), newInstance(p))
		capacity := make([]int, 5)
		for i := range capacity {
			capacity[i] = int(c.person[i])
		}
		got, want := c.matching(t.Context(), gain), bestMatching(edges, gain, capacity, int(c.total))
		if got < want {
			t.Errorf("seed %d: bound %d, and a set gains %d", seed, got, want)
		}
		if got == want {
			equal++
		}
	}
	if equal < 150 {
		t.Errorf("the bound is tight in %d of 200 cases only", equal)
	}
}

// TestForcedBreaksHold tries all schedules of small events in which closed
// slots make breaks.
func TestForcedBreaksHold(t *testing.T) {
	said := 0
	for seed := range int64(60) {
		rnd := newRandom(seed, 6)
		p := &Problem{}
		for s := range 4 {
			tables := 1 + rnd.below(2)
			p.Slots = append(p.Slots, Slot{ID: string(rune('a' + s)), Day: "d", Session: "s", Tables: &tables})
		}
		for k := range 5 {
			q := Participant{ID: string(rune('A' + k))}
			if rnd.below(3) > 0 {
				q.Unavailable = []string{string(rune('b' + rnd.below(2)))}
			}
			p.Participants = append(p.Participants, q)
		}
		for k := range 5 {
			a := rnd.below(2)
			b := (a + 1 + rnd.below(4)) % 5
			p.Requests = append(p.Requests, Request{ID: string(rune('0' + k)), Weight: 1 + rnd.below(3),
				Sides: [2]Side{{All: []string{p.Participants[a].ID}}, {All: []string{p.Participants[b].ID}}}})
		}
		best, _, done := bestOfAll(p, 4000)
		n := *newInstance(p).relaxed(t.Context(), t.Context()).of(best, false).Breaks
		if done && n > best.Breaks {
			t.Errorf("seed %d: %d breaks are said to be forced at weight %d, and %d are enough", seed, n, best.Weight, best.Breaks)
		}
		if done && n > 0 {
			said++
		}
	}
	if said < 5 {
		t.Errorf("breaks are forced in %d events only", said)
	}
}

func TestBoundIsThereForEveryLevel(t *testing.T) {
	everyEvent(t, 5, func(t *testing.T, p *Problem, seed int64) {
		b, err := Bound(t.Context(), p)
		if err != nil || b.MandatoryUnplaced == nil || b.FloorShortfall == nil || b.Weight == nil || b.Moved == nil || b.Breaks == nil {
			t.Errorf("seed %d: %+v, %v", seed, b, err)
		}
	})
}

func BenchmarkBound(b *testing.B) {
	p := readKnown(b, benchmarkFolder(b), "../events/international-20000")
	in := newInstance(p)
	b.ResetTimer()
	for range b.N {
		in.bounds(b.Context())
	}
}

func BenchmarkSolve(b *testing.B) {
	for _, name := range []string{"ict-health-50", "brokerage-150", "brokerage-150-hard", "spring-2500", "europe-5500", "international-20000"} {
		b.Run(name, func(b *testing.B) {
			p := readKnown(b, benchmarkFolder(b), "../events/"+name)
			for range b.N {
				s, err := Solve(b.Context(), p, Options{Limit: 10 * time.Second, SkipReasons: true})
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(s.Score.Weight), "weight")
				b.ReportMetric(float64(s.Score.Breaks), "breaks")
			}
		})
	}
}
