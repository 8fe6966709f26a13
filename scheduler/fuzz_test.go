package scheduler

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"testing"
)

// steered draws its choices from bytes, so that a fuzzer that changes a byte
// changes a choice. Past the end all choices are 0.
type steered struct {
	data []byte
	p    *Problem
}

// below returns a number from 0 to n-1.
func (g *steered) below(n int) int {
	if len(g.data) == 0 || n < 2 {
		return 0
	}
	b := g.data[0]
	g.data = g.data[1:]
	return int(b) % n
}

// seldom is true for one byte in four, and false past the end.
func (g *steered) seldom() bool { return g.below(4) == 3 }

// pick returns some of the ids from 0 to n-1 behind a letter, in any order.
func (g *steered) pick(letter string, n, most int) []string {
	var ids []string
	for range g.below(most + 1) {
		ids = append(ids, fmt.Sprint(letter, g.below(n)))
	}
	return distinct(ids)
}

// oddProblem makes problems that are nearly always valid, and odd: full of
// limits and rules that leave little or nothing possible.
func oddProblem(data []byte) *Problem {
	g := &steered{data: data, p: &Problem{Name: "odd"}}
	slots, places, people, requests := 1+g.below(9), max(0, g.below(8)-3), 2+g.below(9), g.below(14)
	g.grid(slots, places)
	g.persons(slots, places, people)
	for k := range requests {
		g.request(k, slots, people)
	}
	for k := range requests {
		g.standing(k, slots, places)
	}
	g.goals()
	return g.p
}

func (g *steered) grid(slots, places int) {
	day, session := 0, 0
	for k := range slots {
		if g.seldom() {
			session++
		}
		if g.seldom() {
			day++
		}
		s := Slot{ID: fmt.Sprint("s", k), Day: fmt.Sprint("day ", day), Session: fmt.Sprint("session ", session)}
		if places == 0 {
			tables := g.below(4)
			s.Tables = &tables
		}
		g.p.Slots = append(g.p.Slots, s)
	}
	for k := range places {
		pl := Place{ID: fmt.Sprint("t", k), Capacity: []int{0, 1, 2, maxNumber}[g.below(4)], Video: g.seldom()}
		pl.Zone = []string{"", "a", "b"}[g.below(3)]
		if g.seldom() {
			pl.Closed = g.pick("s", slots, slots)
		}
		if g.seldom() {
			pl.Organisation = fmt.Sprint("o", g.below(3))
		}
		g.p.Places = append(g.p.Places, pl)
	}
}

func (g *steered) persons(slots, places, people int) {
	for k := range people {
		q := Participant{ID: fmt.Sprint("p", k), Organisation: []string{"o0", "o1", "o2", ""}[(k+g.below(2))%4]}
		if g.seldom() {
			q.Unavailable = g.pick("s", slots, slots)
		}
		if g.seldom() {
			q.RatherNot = g.pick("s", slots, slots)
		}
		q.Floor = []int{0, 0, 1, maxNumber}[g.below(4)]
		q.MaxMeetings, q.MaxPerDay, q.MaxInARow = max(0, g.below(6)-2), max(0, g.below(6)-3), max(0, g.below(6)-3)
		if places > 0 && g.seldom() {
			q.Place = fmt.Sprint("t", g.below(places))
		}
		g.p.Participants = append(g.p.Participants, q)
	}
	for k := range g.below(5) {
		g.p.Organisations = append(g.p.Organisations, Organisation{ID: fmt.Sprint("o", k), Floor: g.below(4), MaxMeetings: g.below(4)})
	}
}

func (g *steered) request(k, slots, people int) {
	q := Request{ID: fmt.Sprint("r", k), Weight: []int{0, 1, 3, maxWeight}[g.below(4)], Mandatory: g.seldom()}
	edge := 1 + g.below(people-1) // the sides share nobody
	q.Sides[0], q.Sides[1] = g.side(0, edge), g.side(edge, people)
	if g.seldom() {
		q.Slots = g.pick("s", slots, 3)
	}
	if g.seldom() {
		q.Session = g.p.Slots[g.below(slots)].Session
	}
	if k > 0 && g.seldom() {
		q.After = g.pick("r", k, 3)
	}
	g.p.Requests = append(g.p.Requests, q)
}

// side names some of the people from one position to another.
func (g *steered) side(from, to int) Side {
	some := func(most int) []string {
		var ids []string
		for range 1 + g.below(most) {
			ids = append(ids, fmt.Sprint("p", from+g.below(to-from)))
		}
		return distinct(ids)
	}
	if !g.seldom() {
		return Side{All: some(1)}
	}
	side := Side{Any: [][]string{some(3)}}
	if g.seldom() {
		side.All = some(2)
	}
	if g.seldom() {
		side.Any = append(side.Any, some(3))
	}
	return side
}

// standing pins or publishes a request, where that is no fault.
func (g *steered) standing(k, slots, places int) {
	m := Meeting{Request: fmt.Sprint("r", k), Slot: fmt.Sprint("s", g.below(slots))}
	if places > 0 && !g.seldom() {
		m.Place = fmt.Sprint("t", g.below(places))
	}
	for _, side := range g.p.Requests[k].Sides {
		m.Participants = append(m.Participants, side.All...)
		for _, group := range side.Any {
			m.Participants = append(m.Participants, group[g.below(len(group))])
		}
	}
	m.Participants = distinct(m.Participants)
	if g.seldom() {
		g.p.Published = append(g.p.Published, m)
	}
	if !g.seldom() {
		return
	}
	pin := Pin{Request: m.Request, Slot: m.Slot, Forced: g.below(2) == 1}
	if g.seldom() {
		pin.Place = m.Place
	}
	if g.seldom() {
		pin.Participants = m.Participants
	}
	g.p.Pinned = append(g.p.Pinned, pin)
	if Validate(g.p) != nil {
		g.p.Pinned = g.p.Pinned[:len(g.p.Pinned)-1]
	}
}

func (g *steered) goals() {
	p := g.p
	p.AllMandatory, p.Changeover = g.seldom(), max(0, g.below(6)-2)
	if g.seldom() {
		spread := g.below(3)
		p.MaxBreakSpread = &spread
	}
	if !g.seldom() {
		return
	}
	p.Goals = &Goals{Order: []Goal{}, Comfort: map[string]int{ComfortEarliness: g.below(3), ComfortSpread: maxNumber * g.below(2)}}
	for _, goal := range usualOrder() {
		if !g.seldom() {
			p.Goals.Order = slices.Insert(p.Goals.Order, g.below(len(p.Goals.Order)+1), goal)
		}
	}
}

func FuzzOddProblems(f *testing.F) {
	for seed := range int64(40) {
		rnd, data := newRandom(seed, 12), make([]byte, 400)
		for k := range data {
			data[k] = byte(rnd.below(256))
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		p := oddProblem(data)
		if Validate(p) != nil {
			return
		}
		s := solved(t, p, Options{Iterations: 300})
		honest(t, p, s, 0)
		survives(t, p, s)
		bounded(t, p, s)
		answered(t, p, s)
		repaired(t, p, handEdited(p, int64(len(data)), 70))
		repaired(t, p, s)
	})
}

// survives fails the test unless a problem and a schedule come back from their
// files as they were.
func survives(t *testing.T, p *Problem, s *Schedule) {
	t.Helper()
	var b bytes.Buffer
	if err := WriteProblem(&b, p); err != nil {
		t.Fatal(err)
	}
	q, err := ReadProblem(&b)
	if err != nil {
		t.Fatal(err)
	}
	if err := WriteSchedule(&b, s); err != nil {
		t.Fatal(err)
	}
	back, err := ReadSchedule(&b)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(Check(p, s), Check(q, back)) {
		t.Error("a check of the files finds something else")
	}
}

// bounded fails the test if a schedule beats the bounds of its problem.
func bounded(t *testing.T, p *Problem, s *Schedule) {
	t.Helper()
	b, err := Bound(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	if s.Score.Weight > *b.Weight || s.Score.MandatoryUnplaced < *b.MandatoryUnplaced || s.Score.FloorShortfall < *b.FloorShortfall || s.Score.Placed > *b.Placed {
		t.Errorf("%+v beats the bounds %d %d %d %d", s.Score, *b.MandatoryUnplaced, *b.FloorShortfall, *b.Weight, *b.Placed)
	}
}

// answered asks all that can be asked of a schedule, and holds the placements
// that are said to fit against a check.
func answered(t *testing.T, p *Problem, s *Schedule) {
	t.Helper()
	if _, err := FindBottlenecks(t.Context(), p, s); err != nil {
		t.Error(err)
	}
	if c, err := Compare(p, s, handEdited(p, 1, 50)); err != nil || c.First != s.Score {
		t.Errorf("compared %+v with %v", c.First, err)
	}
	for _, u := range s.Unscheduled[:min(3, len(s.Unscheduled))] {
		if _, err := Explain(t.Context(), p, s, u.Request); err != nil {
			t.Error(err)
		}
		placements, err := Suggest(p, s, u.Request)
		if err != nil {
			t.Fatal(err)
		}
		best := placements[0]
		if len(best.Violations) > 0 {
			continue
		}
		then := with(p, s, Meeting{u.Request, best.Slot, best.Place, best.Participants}, best.Displaces...)
		for _, v := range Check(p, then).Violations {
			if v.Constraint != BreakSpread {
				t.Errorf("%q fits in %q, and then: %s", u.Request, best.Slot, v.Message)
			}
		}
		if got := then.Score.minus(s.Score); got != best.Change {
			t.Errorf("%q in %q changes %+v, said to be %+v", u.Request, best.Slot, got, best.Change)
		}
	}
}

// repaired repairs a schedule and holds the outcome against a check.
func repaired(t *testing.T, p *Problem, s *Schedule) {
	t.Helper()
	r, err := Repair(t.Context(), p, s, RepairOptions{Iterations: 300})
	if err != nil {
		t.Fatal(err)
	}
	report := Check(p, r.Schedule)
	for _, v := range report.Violations {
		if v.Constraint != BreakSpread {
			t.Errorf("repaired: %s", v.Message)
		}
	}
	if !report.ScoreRight {
		t.Errorf("repaired: the score is %+v, not %+v", report.Score, r.Schedule.Score)
	}
}
