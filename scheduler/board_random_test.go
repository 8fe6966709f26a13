package scheduler

import (
	"fmt"
	"slices"
	"testing"
)

// eventShape says what a random event has.
type eventShape struct {
	slots, people, requests, places int // places 0: tables are counted
	rules                           bool
}

// randomEvent makes a valid problem with a bit of everything that the shape
// allows.
func randomEvent(t *testing.T, seed int64, shape eventShape) *Problem {
	t.Helper()
	g := &eventMaker{random: newRandom(seed, 7), p: &Problem{Name: fmt.Sprintf("event %d", seed)}, eventShape: shape}
	g.grid()
	g.venue()
	g.persons()
	g.wishes()
	if shape.rules {
		g.strictness()
	}
	if err := Validate(g.p); err != nil {
		t.Fatalf("seed %d: %v", seed, err)
	}
	return g.p
}

type eventMaker struct {
	*random
	eventShape
	p *Problem
}

func (g *eventMaker) chance(percent int) bool { return g.below(100) < percent }

func (g *eventMaker) grid() {
	for k := range g.slots {
		day := k * 2 / g.slots
		session := fmt.Sprintf("d%d-%d", day, k*4/g.slots%2)
		s := Slot{ID: fmt.Sprintf("s%d", k), Day: fmt.Sprintf("d%d", day), Session: session}
		if g.places == 0 {
			tables := 1 + g.below(max(1, g.people/3))
			s.Tables = &tables
		}
		g.p.Slots = append(g.p.Slots, s)
	}
}

func (g *eventMaker) someSlots(percent int) []string {
	var ids []string
	for k := range g.p.Slots {
		if g.chance(percent) {
			ids = append(ids, g.p.Slots[k].ID)
		}
	}
	return ids
}

func (g *eventMaker) venue() {
	for k := range g.places {
		pl := Place{ID: fmt.Sprintf("t%d", k), Capacity: 1 + g.below(2), Closed: g.someSlots(15)}
		if g.chance(70) {
			pl.Zone = []string{"hall", "gallery"}[g.below(2)]
		}
		if k > 1 && g.chance(25) {
			pl.Organisation = fmt.Sprintf("o%d", g.below(min(4, g.people)))
		}
		if k > 1 && pl.Organisation == "" && g.chance(20) {
			pl.Video = true
		}
		g.p.Places = append(g.p.Places, pl)
	}
}

func (g *eventMaker) persons() {
	for k := range g.people {
		q := Participant{
			ID: fmt.Sprintf("p%d", k), Organisation: fmt.Sprintf("o%d", k%4),
			Unavailable: g.someSlots(15), RatherNot: g.someSlots(10), Floor: g.below(3),
		}
		if g.places > 0 && g.chance(15) {
			if pl := g.p.Places[g.below(g.places)]; pl.Organisation == "" || pl.Organisation == q.Organisation {
				q.Place = pl.ID
			}
		}
		if g.rules && g.chance(30) {
			q.MaxMeetings, q.MaxPerDay, q.MaxInARow = 1+g.below(5), 1+g.below(3), 1+g.below(3)
		}
		g.p.Participants = append(g.p.Participants, q)
	}
	for o := range min(4, g.people) {
		org := Organisation{ID: fmt.Sprintf("o%d", o), Floor: g.below(4)}
		if g.rules && g.chance(30) {
			org.MaxMeetings = 2 + g.below(6)
		}
		g.p.Organisations = append(g.p.Organisations, org)
	}
}

func (g *eventMaker) wishes() {
	ids := make([]string, g.people)
	for k := range ids {
		ids[k] = g.p.Participants[k].ID
	}
	for k := range g.requests {
		shuffle(g.random, ids)
		q := Request{ID: fmt.Sprintf("r%d", k), Weight: 1 + g.below(4), Mandatory: g.chance(10)}
		q.Sides[0].All = []string{ids[0]}
		q.Sides[1].All = []string{ids[1]}
		if g.people > 5 && g.chance(30) {
			q.Sides[1] = Side{Any: [][]string{slices.Clone(ids[1:4])}}
		}
		if g.rules && g.chance(10) {
			q.Slots = g.someSlots(60)
		}
		if g.rules && g.chance(10) {
			q.Session = g.p.Slots[g.below(g.slots)].Session
		}
		if g.rules && k > 0 && g.chance(10) {
			q.After = []string{fmt.Sprintf("r%d", g.below(k))}
		}
		g.p.Requests = append(g.p.Requests, q)
	}
}

func (g *eventMaker) strictness() {
	if g.places > 0 && g.chance(50) {
		g.p.Changeover = 1
	}
	if g.chance(40) {
		spread := g.below(3)
		g.p.MaxBreakSpread = &spread
	}
	for k := range g.p.Requests {
		q := &g.p.Requests[k]
		if !g.chance(8) || len(q.After) > 0 {
			continue
		}
		g.p.Pinned = append(g.p.Pinned, Pin{Request: q.ID, Slot: g.p.Slots[g.below(g.slots)].ID, Forced: true})
		if Validate(g.p) != nil {
			g.p.Pinned = g.p.Pinned[:len(g.p.Pinned)-1]
		}
	}
	for k := range g.p.Requests {
		if g.chance(30) {
			g.p.Published = append(g.p.Published, g.meeting(k))
		}
	}
}

// meeting puts a request anywhere, with those who should attend.
func (g *eventMaker) meeting(k int) Meeting {
	q := &g.p.Requests[k]
	m := Meeting{Request: q.ID, Slot: g.p.Slots[g.below(g.slots)].ID}
	if g.places > 0 {
		m.Place = g.p.Places[g.below(g.places)].ID
	}
	for _, side := range q.Sides {
		m.Participants = append(m.Participants, side.All...)
		for _, group := range side.Any {
			m.Participants = append(m.Participants, group[g.below(len(group))])
		}
	}
	return m
}

// handEdited puts some of the requests anywhere, whatever that breaks.
func handEdited(p *Problem, seed int64, percent int) *Schedule {
	g := &eventMaker{random: newRandom(seed, 9), p: p, eventShape: eventShape{slots: len(p.Slots), places: len(p.Places)}}
	s := &Schedule{}
	for k := range p.Requests {
		if g.chance(percent) {
			s.Meetings = append(s.Meetings, g.meeting(k))
		} else {
			s.Unscheduled = append(s.Unscheduled, Unscheduled{Request: p.Requests[k].ID})
		}
	}
	s.Score = Check(p, s).Score
	return s
}

// greedy places request after request in the best placement that fits.
func greedy(t *testing.T, p *Problem, seed int64, percent int) *Schedule {
	t.Helper()
	b, _ := loadBoard(p, nil)
	rnd := newRandom(seed, 11)
	for r := range int32(len(p.Requests)) {
		if !b.in.pinned[r] && rnd.below(100) >= percent {
			continue
		}
		all := b.trials(r)
		if all[0].grade() == 0 {
			b.put(r, all[0].at)
		}
	}
	s := b.schedule()
	if found := Check(p, s); len(found.Violations) > 0 || !found.ScoreRight {
		t.Fatalf("seed %d: a schedule of placements that fit has violations: %v", seed, found.Violations)
	}
	return s
}

// shapes are the events that the properties are tried on.
func shapes() []eventShape {
	return []eventShape{
		{slots: 4, people: 5, requests: 8},
		{slots: 8, people: 10, requests: 30, rules: true},
		{slots: 8, people: 12, requests: 40, places: 5},
		{slots: 12, people: 12, requests: 40, places: 6, rules: true},
	}
}

// everyEvent calls test with events of every shape.
func everyEvent(t *testing.T, rounds int, test func(t *testing.T, p *Problem, seed int64)) {
	t.Helper()
	for k, shape := range shapes() {
		t.Run(fmt.Sprintf("%+v", shape), func(t *testing.T) {
			for n := range rounds {
				seed := int64(1000*k + n)
				test(t, randomEvent(t, seed, shape), seed)
			}
		})
	}
}

// with returns a schedule with a meeting put in and others taken out.
func with(p *Problem, s *Schedule, m Meeting, without ...string) *Schedule {
	out := &Schedule{}
	for _, k := range s.Meetings {
		if k.Request != m.Request && !slices.Contains(without, k.Request) {
			out.Meetings = append(out.Meetings, k)
		}
	}
	out.Meetings = append(out.Meetings, m)
	listTheRest(p, out)
	return out
}

// listTheRest lists every request without a meeting as unscheduled.
func listTheRest(p *Problem, s *Schedule) {
	there := map[string]bool{}
	for _, m := range s.Meetings {
		there[m.Request] = true
	}
	s.Unscheduled = nil
	for k := range p.Requests {
		if id := p.Requests[k].ID; !there[id] {
			s.Unscheduled = append(s.Unscheduled, Unscheduled{Request: id})
		}
	}
	s.Score = Check(p, s).Score
}
