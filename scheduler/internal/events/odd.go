package events

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"entente/scheduler"
)

// Odd returns problems of shapes that no event has: one thing in excess, the
// rest plain. A solver that looks at all of something in every step is slow on
// one of them.
func Odd() []*scheduler.Problem {
	return []*scheduler.Problem{
		hub(5000), crowd(20000, 1, 10000), crowd(5000, 100, 200), longDays(1000, 500),
		chain(5000, false), chain(5000, true), ladder(3000, 40), squad(2000), teams(2000, 60),
		homes(3000, 30000), stands(3000, 30000), quarters(2000, 20000), doubles(20000),
		restless(10000, 60), wanting(20000), pinned(10000), overfull(20000), astray(20000),
	}
}

// odd begins a problem of so many slots, in days of at most a number of them,
// and participants.
func odd(name string, slots, day, tables, people int) *scheduler.Problem {
	p := &scheduler.Problem{Name: name}
	for s := range slots {
		p.Slots = append(p.Slots, scheduler.Slot{ID: fmt.Sprint("s", s), Day: fmt.Sprint("d", s/day), Session: fmt.Sprint("h", s/4), Tables: new(tables)})
	}
	for i := range people {
		p.Participants = append(p.Participants, scheduler.Participant{ID: person(i), Organisation: fmt.Sprint("o", i)})
	}
	return p
}

func person(i int) string { return fmt.Sprint("p", i) }

// ask adds a request for a meeting of these two participants.
func ask(p *scheduler.Problem, a, b int) *scheduler.Request {
	p.Requests = append(p.Requests, scheduler.Request{ID: fmt.Sprint("r", len(p.Requests)),
		Sides: [2]scheduler.Side{{All: []string{person(a)}}, {All: []string{person(b)}}}})
	return &p.Requests[len(p.Requests)-1]
}

func both(r *scheduler.Request) []string {
	return append(slices.Clone(r.Sides[0].All), r.Sides[1].All...)
}

// askAround adds so many requests between random participants.
func askAround(p *scheduler.Problem, requests int) *rand.Rand {
	rnd := rand.New(rand.NewPCG(uint64(requests), uint64(len(p.Participants))))
	n := len(p.Participants)
	for range requests {
		a := rnd.IntN(n)
		ask(p, a, (a+1+rnd.IntN(n-1))%n).Weight = 1 + rnd.IntN(3)
	}
	return rnd
}

// hub is one participant whom all want to meet.
func hub(requests int) *scheduler.Problem {
	p := odd("hub", 50, 10, 10, requests+1)
	for i := range requests {
		ask(p, 0, i+1)
	}
	return p
}

// crowd is many people in few slots, or few in many.
func crowd(people, slots, tables int) *scheduler.Problem {
	p := odd(fmt.Sprint("crowd-", slots), slots, 20, tables, people)
	askAround(p, 3*people)
	return p
}

// longDays is days that take more than a machine word.
func longDays(people, slots int) *scheduler.Problem {
	p := odd("long-days", slots, 250, 100, people)
	askAround(p, 20*people)
	return p
}

// chain is requests each of which comes after the one before; mandatory, they
// can't all be.
func chain(length int, mandatory bool) *scheduler.Problem {
	name := "chain"
	if mandatory {
		name = "chain-mandatory"
	}
	p := odd(name, 100, 25, 100, 2*length)
	for i := range length {
		r := ask(p, 2*i, 2*i+1)
		r.Mandatory = mandatory
		if i > 0 {
			r.After = []string{fmt.Sprint("r", i-1)}
		}
	}
	return p
}

// ladder is requests that each come after many.
func ladder(requests, rungs int) *scheduler.Problem {
	p := odd("ladder", 60, 20, 200, requests)
	rnd := askAround(p, requests)
	for i := range p.Requests {
		for k := range rungs {
			if i > 20*(k+1) && rnd.IntN(8) == 0 {
				p.Requests[i].After = append(p.Requests[i].After, fmt.Sprint("r", i-20*(k+1)))
			}
		}
	}
	return p
}

// squad is a company any one of whose many delegates will do.
func squad(size int) *scheduler.Problem {
	p := odd("squad", 20, 10, 300, 2*size)
	var all []string
	for i := range size {
		all = append(all, person(i))
	}
	for i := range size {
		p.Requests = append(p.Requests, scheduler.Request{ID: fmt.Sprint("r", i),
			Sides: [2]scheduler.Side{{Any: [][]string{all}}, {All: []string{person(size + i)}}}})
	}
	return p
}

// teams is meetings of very many people.
func teams(requests, size int) *scheduler.Problem {
	p := odd("teams", 20, 10, 300, 6000)
	rnd := askAround(p, requests)
	for i := range p.Requests {
		for side := range 2 {
			all := &p.Requests[i].Sides[side].All
			*all = nil
			from := side*3000 + rnd.IntN(3000-size)
			for k := range size {
				*all = append(*all, person(from+k))
			}
		}
	}
	return p
}

// places adds so many, each closed in some slot.
func places(p *scheduler.Problem, n int, with func(i int, pl *scheduler.Place)) {
	for i := range n {
		pl := scheduler.Place{ID: fmt.Sprint("t", i), Closed: []string{p.Slots[i%len(p.Slots)].ID}}
		with(i, &pl)
		p.Places = append(p.Places, pl)
	}
}

// homes is places that are each somebody's own.
func homes(n, requests int) *scheduler.Problem {
	p := odd("homes", 40, 10, 0, 2*n)
	places(p, n, func(i int, pl *scheduler.Place) { p.Participants[i].Place = pl.ID })
	askAround(p, requests)
	return p
}

// stands is a booth for every organisation, and no table.
func stands(n, requests int) *scheduler.Problem {
	p := odd("stands", 40, 10, 0, n)
	places(p, n, func(i int, pl *scheduler.Place) { pl.Organisation = p.Participants[i].Organisation })
	askAround(p, requests)
	return p
}

// quarters is places that all lie far from each other.
func quarters(n, requests int) *scheduler.Problem {
	p := odd("quarters", 40, 10, 0, 2*n)
	p.Changeover = 1
	places(p, n, func(int, *scheduler.Place) {})
	askAround(p, requests)
	return p
}

// doubles is two people who want to meet again and again.
func doubles(requests int) *scheduler.Problem {
	p := odd("doubles", 40, 10, 5, 2)
	askAround(p, requests)
	return p
}

// restless is people who can't meet twice in a row, nor often a day.
func restless(people, slots int) *scheduler.Problem {
	p := odd("restless", slots, 20, people/4, people)
	for i := range p.Participants {
		p.Participants[i].MaxInARow, p.Participants[i].MaxPerDay, p.Participants[i].MaxMeetings = 1, 2, 4
	}
	askAround(p, 4*people)
	return p
}

// wanting is people who all have floors beyond what is asked.
func wanting(people int) *scheduler.Problem {
	p := odd("wanting", 30, 10, people/5, people)
	for i := range p.Participants {
		p.Participants[i].Floor = 9
	}
	askAround(p, 3*people)
	return p
}

// pinned is a schedule that is pinned in half, and in force elsewhere.
func pinned(people int) *scheduler.Problem {
	p := odd("pinned", 30, 10, people/4, people)
	for i := range people / 2 * 3 {
		a, round := i%(people/2), i/(people/2)
		r := ask(p, a, people/2+(a+round)%(people/2))
		slot := p.Slots[3*round].ID
		if i%2 == 0 {
			p.Pinned = append(p.Pinned, scheduler.Pin{Request: r.ID, Slot: slot})
		} else {
			p.Published = append(p.Published, scheduler.Meeting{Request: r.ID, Slot: p.Slots[3*round+1].ID, Participants: both(r)})
		}
	}
	askAround(p, 2*people)
	return p
}

// overfull is four times as many mandatory requests as there are tables.
func overfull(requests int) *scheduler.Problem {
	p := odd("overfull", 20, 10, requests/80, requests/4)
	askAround(p, requests)
	p.AllMandatory = true
	return p
}

// astray is a schedule in force none of which can stay.
func astray(people int) *scheduler.Problem {
	p := odd("astray", 30, 10, people/5, people)
	for i := range people {
		r := ask(p, i, (i+1)%people)
		p.Published = append(p.Published, scheduler.Meeting{Request: r.ID, Slot: p.Slots[0].ID, Participants: both(r)})
	}
	for i := range p.Participants {
		p.Participants[i].Unavailable = []string{p.Slots[0].ID}
	}
	askAround(p, 2*people)
	return p
}
