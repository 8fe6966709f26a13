package exact

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"entente/scheduler"
	"entente/scheduler/internal/events"
)

// weighed are events of the kind of the benchmark's, in small: the weight comes
// first, and each feature stands alone, in twos and with all others.
func weighed(seed uint64) *scheduler.Problem {
	all := []events.Feature{0, events.Teams, events.Venue, events.Limits, events.Venue | events.Changeover, events.Compulsory | events.Floors,
		events.Orders, events.Pins | events.Changed, events.Venue | events.Teams, events.Teams | events.Limits | events.Floors,
		events.Teams | events.Venue | events.Limits | events.Compulsory | events.Floors | events.Orders | events.Pins | events.Changed}
	s := events.Spec{Name: fmt.Sprintf("weighed %d", seed), Seed: seed, Delegates: 14 + int(seed%12), Requests: 26 + int(seed%5)*8,
		Days: 1 + int(seed/2%2), Slots: 4, Tables: 4 + int(seed%3), Away: 0.1, With: all[seed%uint64(len(all))]}
	return events.New(s)
}

// whole are events of the kind of the B2BSP benchmark, in small: all is
// mandatory, breaks differ by at most two, and some requests are fixed, have
// an order or own slots.
func whole(seed uint64) *scheduler.Problem {
	rnd := rand.New(rand.NewPCG(seed, 5))
	spread := 1 + rnd.IntN(2)
	p := &scheduler.Problem{Name: fmt.Sprintf("whole %d", seed), AllMandatory: true, MaxBreakSpread: &spread}
	days, slots, people, tables := 1+rnd.IntN(2), 5+rnd.IntN(4), 12+rnd.IntN(10), 4+rnd.IntN(4)
	for k := range slots {
		day := fmt.Sprintf("day %d", k*days/slots)
		p.Slots = append(p.Slots, scheduler.Slot{ID: fmt.Sprintf("s%d", k), Day: day, Session: "all day", Tables: &tables})
	}
	for i := range people {
		q := scheduler.Participant{ID: fmt.Sprintf("p%d", i)}
		for k := range p.Slots {
			if rnd.IntN(100) < 8 {
				q.Unavailable = append(q.Unavailable, p.Slots[k].ID)
			}
		}
		p.Participants = append(p.Participants, q)
	}
	pairs := map[[2]int]bool{}
	for len(p.Requests) < slots*min(tables, people/2)*(50+rnd.IntN(25))/100 {
		a, b := rnd.IntN(people), rnd.IntN(people)
		if a >= b || pairs[[2]int{a, b}] {
			continue
		}
		pairs[[2]int{a, b}] = true
		q := scheduler.Request{ID: fmt.Sprintf("r%d", len(p.Requests))}
		q.Sides[0].All, q.Sides[1].All = []string{p.Participants[a].ID}, []string{p.Participants[b].ID}
		p.Requests = append(p.Requests, q)
	}
	harden(p, rnd, int(seed%4))
	return p
}

// harden adds what the harder variants of the benchmark have: orders, fixed
// meetings, own slots.
func harden(p *scheduler.Problem, rnd *rand.Rand, kind int) {
	for k := range p.Requests {
		q := &p.Requests[k]
		if k == 0 || rnd.IntN(100) >= 12 {
			continue
		}
		switch kind {
		case 1:
			q.After = []string{p.Requests[rnd.IntN(k)].ID}
		case 2:
			p.Pinned = append(p.Pinned, scheduler.Pin{Request: q.ID, Slot: p.Slots[rnd.IntN(len(p.Slots))].ID, Forced: rnd.IntN(3) == 0})
			if scheduler.Validate(p) != nil {
				p.Pinned = p.Pinned[:len(p.Pinned)-1]
			}
		case 3:
			q.Slots = []string{p.Slots[rnd.IntN(len(p.Slots))].ID, p.Slots[rnd.IntN(len(p.Slots))].ID}
			q.Slots = slices.Compact(q.Slots)
		}
	}
}

// mixed are small events with any features together, and what those of the
// benchmark lack: forced pins, a spread of breaks, other goals.
func mixed(seed uint64) *scheduler.Problem {
	rnd := rand.New(rand.NewPCG(seed, 6))
	s := events.Spec{Name: fmt.Sprintf("mixed %d", seed), Seed: seed, Delegates: 10 + rnd.IntN(8), Requests: 16 + rnd.IntN(20),
		Days: 1 + rnd.IntN(2), Slots: 4, Tables: 2 + rnd.IntN(4), Away: 0.15, Broken: rnd.IntN(2) == 0, With: events.Feature(rnd.IntN(1 << 10))}
	p := events.New(s)
	if rnd.IntN(3) == 0 {
		spread := rnd.IntN(3)
		p.MaxBreakSpread = &spread
	}
	if rnd.IntN(4) == 0 {
		p.Goals = &scheduler.Goals{Order: orders[rnd.IntN(len(orders))]}
	}
	for k := range p.Requests {
		if rnd.IntN(12) > 0 {
			continue
		}
		p.Pinned = append(p.Pinned, scheduler.Pin{Request: p.Requests[k].ID, Slot: p.Slots[rnd.IntN(len(p.Slots))].ID, Forced: rnd.IntN(3) > 0})
		if scheduler.Validate(p) != nil {
			p.Pinned = p.Pinned[:len(p.Pinned)-1]
		}
	}
	return p
}

// orders are goals in other orders, some left out.
var orders = [][]scheduler.Goal{
	{scheduler.GoalWeight, scheduler.GoalBreaks},
	{scheduler.GoalFloors, scheduler.GoalMandatory, scheduler.GoalWeight, scheduler.GoalBreaks},
	{scheduler.GoalWeight, scheduler.GoalMandatory, scheduler.GoalFloors, scheduler.GoalMoved, scheduler.GoalBreaks},
	{scheduler.GoalMandatory, scheduler.GoalWeight, scheduler.GoalMoved},
	{scheduler.GoalMandatory, scheduler.GoalFloors, scheduler.GoalWeight, scheduler.GoalBreaks, scheduler.GoalMoved},
}
