package events

import (
	"fmt"
	"math"
	"math/rand/v2"
	"sort"

	"entente/scheduler"
)

// New makes the event.
func New(s Spec) *scheduler.Problem {
	m := &maker{Spec: s, rnd: rand.New(rand.NewPCG(s.Seed, 0x9e3779b97f4a7c15)),
		problem: &scheduler.Problem{Name: s.Name}, asked: map[[2]int]bool{}}
	m.grid()
	m.people()
	m.demand()
	m.requests()
	for _, part := range []struct {
		with Feature
		add  func()
	}{
		{Venue, m.venue}, {Changeover, m.changeover}, {Teams, m.teams}, {Limits, m.limits}, {Compulsory, m.compulsory},
		{Floors, m.floors}, {Orders, m.orders}, {Wishes, m.wishes}, {Pins, m.pins}, {Changed, m.changed},
	} {
		if s.With&part.with != 0 {
			part.add()
		}
	}
	return m.problem
}

// maker makes one event.
type maker struct {
	Spec
	rnd     *rand.Rand
	problem *scheduler.Problem
	demands []float64 // delegate → how much in demand, summed up to this one
	asked   map[[2]int]bool
}

func (m *maker) grid() {
	for d := range m.Days {
		for s := range m.Slots {
			session := "morning"
			if s >= m.Slots/2 {
				session = "afternoon"
			}
			m.problem.Slots = append(m.problem.Slots, scheduler.Slot{ID: fmt.Sprintf("d%d-s%02d", d+1, s+1),
				Day: fmt.Sprintf("day %d", d+1), Session: session, Tables: new(m.Tables)})
		}
	}
}

// people makes delegates in teams of one to four, with their absences.
func (m *maker) people() {
	team, left := 0, 0
	for i := range m.Delegates {
		if left == 0 {
			team++
			left = 1 + m.rnd.IntN(4)
		}
		left--
		m.problem.Participants = append(m.problem.Participants, scheduler.Participant{
			ID: fmt.Sprintf("p%d", i+1), Organisation: fmt.Sprintf("o%d", team), Unavailable: m.absences()})
	}
}

// absences are slots in which a delegate is not there, as many on average as
// the specification says: single slots, or a late arrival, an early departure
// and a talk.
func (m *maker) absences() []string {
	slots := m.problem.Slots
	away := make([]bool, len(slots))
	if m.Broken {
		for s := range away {
			away[s] = m.rnd.Float64() < m.Away
		}
	} else if m.rnd.Float64() < 4*m.Away {
		block := 1 + m.rnd.IntN(m.Slots/2)
		from := m.rnd.IntN(len(slots) - block)
		switch m.rnd.IntN(3) {
		case 0:
			from = 0
		case 1:
			from = len(slots) - block
		}
		for s := from; s < from+block; s++ {
			away[s] = true
		}
	}
	var ids []string
	for s, gone := range away {
		if gone && len(ids) < len(slots)-2 {
			ids = append(ids, slots[s].ID)
		}
	}
	return ids
}

// demand draws how much each delegate is in demand from a power law.
func (m *maker) demand() {
	total := 0.0
	for range m.Delegates {
		total += math.Min(60, math.Pow(1-m.rnd.Float64(), -0.62))
		m.demands = append(m.demands, total)
	}
}

// draw picks a delegate by demand.
func (m *maker) draw() int {
	at := m.rnd.Float64() * m.demands[len(m.demands)-1]
	return sort.SearchFloat64s(m.demands, at)
}

// requests pairs delegates of different organisations.
func (m *maker) requests() {
	for tries := 0; len(m.problem.Requests) < m.Requests && tries < 50*m.Requests; tries++ {
		a, b := m.rnd.IntN(m.Delegates), m.draw()
		if a > b {
			a, b = b, a
		}
		people := m.problem.Participants
		if people[a].Organisation == people[b].Organisation || m.asked[[2]int{a, b}] {
			continue
		}
		m.asked[[2]int{a, b}] = true
		m.problem.Requests = append(m.problem.Requests, scheduler.Request{ID: fmt.Sprintf("r%d", len(m.problem.Requests)+1), Weight: m.priority(),
			Sides: [2]scheduler.Side{{All: []string{people[a].ID}}, {All: []string{people[b].ID}}}})
	}
}

// priority is the product of what two sides say: 1 mostly.
func (m *maker) priority() int {
	return []int{1, 1, 1, 1, 1, 1, 2, 2, 2, 3}[m.rnd.IntN(10)]
}

// chance says yes in so many of a hundred cases.
func (m *maker) chance(percent int) bool { return m.rnd.IntN(100) < percent }

// some returns n different slots, in time order.
func (m *maker) some(n int) []string {
	picked := m.rnd.Perm(len(m.problem.Slots))[:n]
	sort.Ints(picked)
	ids := make([]string, n)
	for i, s := range picked {
		ids[i] = m.problem.Slots[s].ID
	}
	return ids
}
