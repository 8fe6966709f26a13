package scheduler

import (
	"context"
	"fmt"
)

// lost is a meeting of a schedule that the problem has no room for in words:
// its request or slot is gone, or it stands twice.
type lost struct {
	meeting Meeting
	request int32 // -1: unknown
	reason  string
}

// loadBoard hangs a schedule on a board. Meetings that break rules are kept;
// those of unknown requests or in unknown slots, and second ones of a request,
// are listed. Attendees whom the problem does not know are left off.
func loadBoard(p *Problem, s *Schedule) (*board, []lost) {
	return newValidator(p).board(s)
}

// boardWithin hangs a schedule on a board if its problem is valid. The error is
// that of [Validate], or that of ctx when it is done before.
func boardWithin(ctx context.Context, p *Problem, s *Schedule) (*board, error) {
	v, err := validated(ctx, p)
	if err != nil {
		return nil, err
	}
	b, _ := v.board(s)
	if b == nil {
		return nil, ctx.Err()
	}
	return b, nil
}

// board hangs a schedule of the validator's problem on a board; nil when its
// context is done before.
func (v *validator) board(s *Schedule) (*board, []lost) {
	p, in := v.p, instanceOf(v)
	if in == nil {
		return nil, nil
	}
	b := newBoard(in, v)
	var gone []lost
	if s == nil {
		return b, nil
	}
	for k := range s.Meetings {
		if v.halt(k + 1) {
			return nil, nil
		}
		m := &s.Meetings[k]
		r, at, reason := b.read(m)
		if reason != "" {
			gone = append(gone, lost{*m, r, reason})
			continue
		}
		if len(attendanceFaults(&p.Requests[r], m.Participants)) > 0 {
			b.ill[r] = true
		}
		b.hang(r, at)
		b.count(r, 1)
	}
	b.measureAll()
	b.spreadBefore = b.spread()
	return b, gone
}

// read returns the request and spot of a meeting, or why it can't stand.
func (b *board) read(m *Meeting) (int32, spot, string) {
	r, ok := b.v.request[m.Request]
	if !ok {
		return -1, spot{}, fmt.Sprintf("%q is no request of the problem", m.Request)
	}
	s, ok := b.v.slot[m.Slot]
	if !ok {
		return int32(r), spot{}, fmt.Sprintf("%q is no slot of the problem", m.Slot)
	}
	if b.placed(int32(r)) {
		return int32(r), spot{}, fmt.Sprintf("%q is placed twice", m.Request)
	}
	at := spot{slot: int16(s), place: -1}
	if place, known := b.v.place[m.Place]; known {
		at.place = int32(place)
	}
	for _, id := range m.Participants {
		i, known := b.v.participant[id]
		if known && !contains(at.who, int32(i)) {
			at.who = append(at.who, int32(i))
		}
	}
	return int32(r), at, ""
}

func contains(all []int32, one int32) bool {
	for _, x := range all {
		if x == one {
			return true
		}
	}
	return false
}

// newBoard returns an empty board.
func newBoard(in *instance, v *validator) *board {
	b := &board{
		in: in, v: v, spot: make([]spot, in.requests), ill: map[int32]bool{},
		cell: make([]int32, in.people*in.slots), extra: map[int][]int32{}, further: map[int]int32{}, busy: make([]uint64, in.people*in.words),
		held: make([]int32, in.slots*max(1, len(in.p.Places))), list: make([][]int32, in.slots), pos: make([]int32, in.requests),
		meets: make([]int32, in.people), orgMet: make([]int32, in.orgs), breaks: make([]int32, in.people),
		having: []int32{int32(in.people)}, weights: newComfortWeights(in.p), order: in.p.order(), orgName: make([]string, in.orgs),
	}
	for r := range b.spot {
		b.spot[r] = spot{slot: -1, place: -1}
		if in.mandatory[r] {
			b.sum.missing++
		}
	}
	for i := range in.p.Participants {
		b.sum.short += in.p.Participants[i].Floor
		if o := in.org[i]; o >= 0 {
			b.orgName[o] = in.p.Participants[i].Organisation
		}
	}
	for i := range in.p.Organisations {
		b.sum.short += in.p.Organisations[i].Floor
	}
	b.pins = make(map[int32]*Pin, len(in.p.Pinned))
	for k := range in.p.Pinned {
		b.pins[int32(b.v.request[in.p.Pinned[k].Request])] = &in.p.Pinned[k]
	}
	b.readPlaces()
	return b
}

func (b *board) readPlaces() {
	in := b.in
	org := make(map[string]int32, len(b.orgName))
	for o, name := range b.orgName {
		org[name] = int32(o)
	}
	b.closed = make([]uint64, len(in.p.Places)*in.words)
	for k := range in.p.Places {
		pl := &in.p.Places[k]
		b.roomy = append(b.roomy, int32(max(1, pl.Capacity)))
		for _, id := range pl.Closed {
			s := b.v.slot[id]
			b.closed[k*in.words+int(in.slotWord[s])] |= in.slotBit[s]
		}
		owner := int32(-1)
		if pl.Organisation != "" {
			o, known := org[pl.Organisation]
			if owner = o; !known {
				owner = -2
			}
		}
		b.owner = append(b.owner, owner)
	}
	b.groupPlaces()
}

// meeting writes r's spot as a schedule does.
func (b *board) meeting(r int32) Meeting {
	return b.meetingAt(r, b.spot[r])
}

func (b *board) meetingAt(r int32, at spot) Meeting {
	p := b.in.p
	m := Meeting{Request: p.Requests[r].ID, Slot: p.Slots[at.slot].ID, Participants: b.people(at.who)}
	if at.place >= 0 {
		m.Place = p.Places[at.place].ID
	}
	return m
}

func (b *board) people(who []int32) []string {
	ids := make([]string, len(who))
	for k, i := range who {
		ids[k] = b.in.p.Participants[i].ID
	}
	return ids
}

// requestAt returns the position of a request, or an error that names it.
func (b *board) requestAt(id string) (int32, error) {
	r, ok := b.v.request[id]
	if !ok {
		return 0, fmt.Errorf("%q is no request of the problem; it has %d requests", id, len(b.in.p.Requests))
	}
	return int32(r), nil
}

// schedule writes the board as a schedule, meetings in the order of the requests.
func (b *board) schedule() *Schedule {
	s := &Schedule{Problem: b.in.p.Name, Score: b.score(), Meetings: make([]Meeting, 0, b.sum.placed), Unscheduled: []Unscheduled{}}
	for r := range int32(b.in.requests) {
		if b.placed(r) {
			s.Meetings = append(s.Meetings, b.meeting(r))
		} else {
			s.Unscheduled = append(s.Unscheduled, Unscheduled{Request: b.in.p.Requests[r].ID, Reasons: []Reason{}, Repairs: []Remedy{}})
		}
	}
	return s
}
