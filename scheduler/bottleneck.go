package scheduler

import (
	"cmp"
	"context"
	"slices"
)

// Bottlenecks says what a schedule is short of: slots without tables, places
// and participants that others wait for, floors that are missed, and what a
// little more of each would gain.
type Bottlenecks struct {
	Waiting int           // requests that the schedule leaves out
	Slots   []SlotLoad    // in time order
	Places  []PlaceLoad   // in the problem's order
	People  []PersonLoad  // those with no meeting left to give whom requests wait for, the most awaited first
	Floors  []MissedFloor // in the problem's order, participants first
	Gains   []Gain        // the best first
}

// SlotLoad says how full a slot is.
type SlotLoad struct {
	Slot     string
	Meetings int
	Capacity int // meetings that fit, at all places together
	Waiting  int // requests left out whose people are free then and that find no place
}

// PlaceLoad says how full a place is, over all slots in which it is open.
type PlaceLoad struct {
	Place    string
	Meetings int
	Capacity int
	Waiting  int // requests left out that only this place could hold and that find it full
}

// PersonLoad says how full a participant's agenda is.
type PersonLoad struct {
	Participant string
	Meetings    int
	Open        int  // slots that it has not closed
	Limit       int  // its most meetings, 0 for none
	AtLimit     bool // by its own limit, or its organisation's; else every open slot is taken
	Waiting     int  // requests left out that it must attend
	Weight      int  // of these
}

// FindBottlenecks looks for what a schedule is short of. Every gain was tried:
// what it asks for was given, waiting requests were placed without moving any
// other, and the schedule was put back. So a gain is one that is certain, and
// solving anew may gain more.
//
// It works on any schedule that fits the problem's ids. The error is that of
// [Validate]; when ctx is done, what is found so far comes back with its error.
func FindBottlenecks(ctx context.Context, p *Problem, s *Schedule) (*Bottlenecks, error) {
	b, err := boardWithin(ctx, p, s)
	if err != nil {
		return nil, err
	}
	n := &narrows{ctx: ctx, b: b, of: make([][]int32, b.in.people)}
	for r := range int32(b.in.requests) {
		if b.placed(r) {
			continue
		}
		n.waiting = append(n.waiting, r)
		for _, i := range b.in.required(r) {
			n.of[i] = append(n.of[i], r)
		}
	}
	slices.SortStableFunc(n.waiting, func(x, y int32) int { return cmp.Compare(b.lossOf(y), b.lossOf(x)) })
	out := &Bottlenecks{Waiting: len(n.waiting)}
	out.Slots, out.Places = n.venue()
	out.People = n.people()
	out.Floors = n.floors()
	gains, err := n.gains(p, s)
	out.Gains = gains
	return out, err
}

// narrows looks for bottlenecks on a board.
type narrows struct {
	ctx     context.Context
	b       *board
	waiting []int32   // requests left out, those that count most first
	of      [][]int32 // participant → those that it must attend
}

// venue measures slots and places.
func (n *narrows) venue() ([]SlotLoad, []PlaceLoad) {
	b := n.b
	slots, places := make([]SlotLoad, b.in.slots), make([]PlaceLoad, len(b.in.p.Places))
	for s := range int16(b.in.slots) {
		slots[s].Slot, slots[s].Meetings = b.in.p.Slots[s].ID, len(b.list[s])
		b.places(func(place int32) {
			slots[s].Capacity += int(b.capacity(place, s))
			if place >= 0 {
				places[place].Capacity += int(b.capacity(place, s))
				places[place].Meetings += int(b.held[b.holding(place, s)])
			}
		})
	}
	for place := range places {
		places[place].Place = b.in.p.Places[place].ID
	}
	for _, r := range n.waiting {
		if n.ctx.Err() != nil {
			break
		}
		n.demand(r, slots, places)
	}
	return slots, places
}

// demand counts r where its people are free and no place is.
func (n *narrows) demand(r int32, slots []SlotLoad, places []PlaceLoad) {
	b := n.b
	counted := map[int32]bool{}
	for s := range int16(b.in.slots) {
		if !b.mayStand(r, s) {
			continue
		}
		if b.tables() {
			if b.room(-1, s) <= 0 {
				slots[s].Waiting++
			}
			continue
		}
		who := b.teams(r, s)[0]
		if len(who) > 0 && slices.ContainsFunc(who, func(i int32) bool { return b.isBusy(i, s) || !b.in.isOpen(i, s) }) {
			continue
		}
		spots := b.likelyPlaces(r, s, who)
		if spots[0] < 0 || b.room(spots[0], s) > 0 {
			continue
		}
		slots[s].Waiting++
		if only := spots[0]; !counted[only] && !b.choiceOfPlaces(r, s) {
			counted[only] = true
			places[only].Waiting++
		}
	}
}

// people lists the participants who can give no more meetings and whom
// requests wait for.
func (n *narrows) people() []PersonLoad {
	b, in := n.b, n.b.in
	var loads []PersonLoad
	for i := range int32(in.people) {
		if len(n.of[i]) == 0 {
			continue
		}
		q := &in.p.Participants[i]
		load := PersonLoad{Participant: q.ID, Meetings: int(b.meets[i]), Open: b.openSlots(i), Limit: q.MaxMeetings, Waiting: len(n.of[i])}
		o := in.org[i]
		load.AtLimit = b.meets[i] >= in.maxAll[i] || o >= 0 && b.orgMet[o] >= in.orgMax[o]
		if !load.AtLimit && !b.isSaturated(i) {
			continue
		}
		for _, r := range n.of[i] {
			load.Weight += int(in.weight[r])
		}
		loads = append(loads, load)
	}
	slices.SortStableFunc(loads, func(x, y PersonLoad) int { return cmp.Compare(y.Weight, x.Weight) })
	return loads
}

func (b *board) openSlots(i int32) int {
	n := 0
	for s := range int16(b.in.slots) {
		if b.in.isOpen(i, s) {
			n++
		}
	}
	return n
}

// isSaturated says whether a participant has a meeting in each open slot.
func (b *board) isSaturated(i int32) bool {
	in := b.in
	for w := range in.words {
		k := int(i)*in.words + w
		if in.open[k]&^b.busy[k] != 0 {
			return false
		}
	}
	return true
}
