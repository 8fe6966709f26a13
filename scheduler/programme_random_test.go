package scheduler

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

// programmeShape says what a random programme has.
type programmeShape struct {
	eventShape
	sessions, pitchSlots, pitches int // pitch slots of each session
	timed                         bool
}

// randomProgramme makes a valid programme with a bit of everything that the
// shape allows.
func randomProgramme(t *testing.T, seed int64, shape programmeShape) *Programme {
	t.Helper()
	g := &programmeMaker{random: newRandom(seed, 17), programmeShape: shape, p: &Programme{Problem: randomEvent(t, seed, shape.eventShape)}}
	if shape.timed {
		g.clock()
	}
	for k := range shape.sessions {
		g.session(k)
	}
	for k := range shape.pitches {
		g.pitch(k)
	}
	if err := ValidateProgramme(g.p); err != nil {
		t.Fatalf("seed %d: %v", seed, err)
	}
	return g.p
}

type programmeMaker struct {
	*random
	programmeShape
	p *Programme
}

func (g *programmeMaker) chance(percent int) bool { return g.below(100) < percent }

var firstDay = time.Date(2025, 11, 18, 9, 0, 0, 0, time.UTC)

// clock gives the meeting slots times: 20 minutes each, an hour between sessions.
func (g *programmeMaker) clock() {
	slots := g.p.Problem.Slots
	at := firstDay
	for k := range slots {
		switch {
		case k == 0:
		case slots[k].Day != slots[k-1].Day:
			at = at.AddDate(0, 0, 1).Truncate(24 * time.Hour).Add(9 * time.Hour)
		case slots[k].Session != slots[k-1].Session:
			at = at.Add(time.Hour)
		}
		slots[k].Start, slots[k].End = at, at.Add(20*time.Minute)
		at = slots[k].End
	}
}

func (g *programmeMaker) session(k int) {
	s := PitchSession{ID: fmt.Sprintf("session%d", k), Room: []string{"", "stage", "stage", "t0"}[g.below(4)]}
	if g.chance(40) {
		s.Topics = []string{[]string{"data", "devices"}[g.below(2)]}
	}
	slots := g.p.Problem.Slots
	at := g.below(max(1, len(slots)-g.pitchSlots+1))
	start := slots[at].Start.Add(time.Duration(g.below(3)-1) * 10 * time.Minute)
	for n := range g.pitchSlots {
		q := PitchSlot{ID: fmt.Sprintf("%s/%d", s.ID, n)}
		if g.timed {
			q.Start, q.End = start, start.Add(15*time.Minute)
			start = q.End
		} else {
			last := min(at+g.below(2), len(slots)-1-(g.pitchSlots-1-n))
			for ; at <= last; at++ {
				q.Overlaps = append(q.Overlaps, slots[at].ID)
			}
		}
		s.Slots = append(s.Slots, q)
	}
	for _, q := range s.Slots {
		if !g.timed && len(q.Overlaps) == 0 {
			return
		}
	}
	g.p.Sessions = append(g.p.Sessions, s)
}

func (g *programmeMaker) pitch(k int) {
	q := Pitch{ID: fmt.Sprintf("pitch%d", k)}
	people := make([]string, len(g.p.Problem.Participants))
	for i := range people {
		people[i] = g.p.Problem.Participants[i].ID
	}
	shuffle(g.random, people)
	n := 1 + g.below(2)
	q.Presenters = slices.Clone(people[:n])
	for _, id := range people[n:min(len(people), n+g.below(5))] {
		q.Listeners = append(q.Listeners, Listener{Participant: id, Weight: g.below(4)})
	}
	if g.chance(30) {
		q.Topics = []string{"data"}
	}
	if k > 0 && g.chance(20) {
		q.After = []string{fmt.Sprintf("pitch%d", g.below(k))}
	}
	if g.chance(15) {
		q.NotBefore = g.p.Problem.Slots[g.below(len(g.p.Problem.Slots))].ID
	}
	if g.chance(10) {
		q.NotAfter = g.p.Problem.Slots[g.below(len(g.p.Problem.Slots))].ID
	}
	if len(g.p.Sessions) > 0 && g.chance(10) {
		q.Sessions = []string{g.p.Sessions[0].ID}
	}
	g.p.Pitches = append(g.p.Pitches, q)
}

// programmeShapes are the programmes that the properties are tried on.
func programmeShapes() []programmeShape {
	return []programmeShape{
		{eventShape{slots: 6, people: 6, requests: 10}, 2, 2, 4, false},
		{eventShape{slots: 8, people: 10, requests: 30, rules: true}, 2, 3, 5, true},
		{eventShape{slots: 8, people: 12, requests: 40, places: 5}, 3, 2, 5, true},
		{eventShape{slots: 12, people: 12, requests: 40, places: 6, rules: true}, 2, 4, 7, false},
	}
}

// everyProgramme calls test with programmes of every shape.
func everyProgramme(t *testing.T, rounds int, test func(t *testing.T, p *Programme, seed int64)) {
	t.Helper()
	for k, shape := range programmeShapes() {
		t.Run(fmt.Sprintf("%+v", shape), func(t *testing.T) {
			for n := range rounds {
				seed := int64(1000*k + n)
				test(t, randomProgramme(t, seed, shape), seed)
			}
		})
	}
}
