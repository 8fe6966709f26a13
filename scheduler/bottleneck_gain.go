package scheduler

import (
	"fmt"
	"slices"
)

// GainKind says what a gain asks for.
type GainKind string

// The kinds of gains.
const (
	GainTable   GainKind = "table"    // one more table in a slot, or with no slot named in each
	GainSlot    GainKind = "slot"     // one more slot at the end of a session, with as many tables as the one before it
	GainHalfDay GainKind = "half-day" // a participant opens the slots of a session that it closed
)

// Gain is what a little more of something would bring, tried.
type Gain struct {
	Kind        GainKind
	Slot        string // of a table; of a new slot the one that it follows
	Participant string
	Opens       []string // slots
	Meetings    []Meeting
	Change      Score
	Message     string
}

// maxGains bounds how many gains of one kind are named.
const maxGains = 10

// gains tries one more of everything.
func (n *narrows) gains(p *Problem, s *Schedule) ([]Gain, error) {
	var all []Gain
	all = append(all, n.best(n.tables())...)
	halves, err := n.halfDays()
	all = append(all, n.best(halves)...)
	if err == nil {
		var slots []Gain
		slots, err = n.slots(p, s)
		all = append(all, n.best(slots)...)
	}
	n.sort(all)
	return all, err
}

func (n *narrows) sort(all []Gain) {
	slices.SortStableFunc(all, func(x, y Gain) int { return preference(n.b.order, x.Change, y.Change) })
}

// best returns the first few of those that gain something.
func (n *narrows) best(all []Gain) []Gain {
	all = slices.DeleteFunc(all, func(g Gain) bool { return len(g.Meetings) == 0 || preference(n.b.order, g.Change, Score{}) >= 0 })
	n.sort(all)
	return all[:min(len(all), maxGains)]
}

// noting gives the meetings of these requests and what they change, and takes
// them off the board again.
func (n *narrows) noting(g Gain, placed []int32, before Score) Gain {
	g.Change = n.b.score().minus(before)
	g.Message += fmt.Sprintf(", %s", fitting(len(placed)))
	for _, r := range placed {
		g.Meetings = append(g.Meetings, n.b.meeting(r))
	}
	for _, r := range placed {
		n.b.take(r)
	}
	return g
}

func fitting(n int) string {
	if n == 1 {
		return "one request more fits"
	}
	return fmt.Sprintf("%d requests more fit", n)
}

// tables tries one more table in each slot, and in all slots at once.
func (n *narrows) tables() []Gain {
	b, before := n.b, n.b.score()
	var all []Gain
	var everywhere []int32
	for s := range int16(b.in.slots) {
		g := Gain{Kind: GainTable, Slot: b.in.p.Slots[s].ID}
		g.Message = fmt.Sprintf("with one more table in slot %q", g.Slot)
		if r := n.oneMore(s); r >= 0 {
			all = append(all, n.noting(g, []int32{r}, before))
		}
	}
	for s := range int16(b.in.slots) {
		if r := n.oneMore(s); r >= 0 {
			everywhere = append(everywhere, r)
		}
	}
	g := Gain{Kind: GainTable, Message: "with one more table in each slot"}
	if len(everywhere) > 0 {
		all = append(all, n.noting(g, everywhere, before))
	}
	return all
}

// oneMore puts a waiting request at a further table of a full slot, the one
// that counts most; -1 when the slot is not full or nobody gains.
func (n *narrows) oneMore(s int16) int32 {
	b := n.b
	for _, place := range n.plainTables(s) {
		b.further[b.holding(place, s)] = 1
		for _, r := range n.waiting {
			if n.ctx.Err() != nil {
				break
			}
			if b.placed(r) || !b.mayStand(r, s) {
				continue
			}
			if b.fitAt(r, s, place) {
				delete(b.further, b.holding(place, s))
				return r
			}
		}
		delete(b.further, b.holding(place, s))
	}
	return -1
}

// plainTables lists full places open to every meeting, one of each zone; none
// if there is room at one of these. Without places that is the slot itself.
func (n *narrows) plainTables(s int16) []int32 {
	b := n.b
	if b.tables() {
		if b.room(-1, s) > 0 {
			return nil
		}
		return []int32{-1}
	}
	var list []int32
	for place := range int32(len(b.in.p.Places)) {
		if b.owner[place] != -1 || b.isVideo(place) || b.isClosed(place, s) {
			continue
		}
		if b.room(place, s) > 0 {
			return nil
		}
		if !slices.ContainsFunc(list, func(there int32) bool { return !b.zonesDiffer(there, place) }) {
			list = append(list, place)
		}
	}
	return list
}

// fitAt puts r, which is left out, at a place of a slot if it fits.
func (b *board) fitAt(r int32, s int16, place int32) bool {
	for _, who := range b.teams(r, s) {
		if (place < 0 || b.hosts(place, who)) && b.tryFit(r, spot{s, place, who}) {
			return true
		}
	}
	return false
}

// halfDays has each participant whom requests wait for open the slots of one
// session that it closed.
func (n *narrows) halfDays() ([]Gain, error) {
	b := n.b
	before := b.score()
	var all []Gain
	for i := range int32(b.in.people) {
		if err := n.ctx.Err(); err != nil {
			return all, err
		}
		if len(n.of[i]) == 0 || b.meets[i] >= b.in.maxAll[i] {
			continue
		}
		for _, session := range b.in.sessions {
			closed := n.closedIn(i, session)
			if len(closed) == 0 {
				continue
			}
			n.turn(i, closed)
			placed := n.placeIn(n.of[i], closed)
			n.turn(i, closed)
			if len(placed) > 0 {
				all = append(all, n.noting(n.halfDay(i, closed), placed, before))
			}
		}
	}
	return all, nil
}

func (n *narrows) closedIn(i int32, session span) []int16 {
	var closed []int16
	for s := session.from; s < session.to; s++ {
		if !n.b.in.isOpen(i, s) {
			closed = append(closed, s)
		}
	}
	return closed
}

// turn opens the closed slots of a participant, and closes them again.
func (n *narrows) turn(i int32, slots []int16) {
	in := n.b.in
	for _, s := range slots {
		in.open[int(i)*in.words+int(in.slotWord[s])] ^= in.slotBit[s]
	}
}

func (n *narrows) halfDay(i int32, closed []int16) Gain {
	p := n.b.in.p
	g := Gain{Kind: GainHalfDay, Participant: p.Participants[i].ID}
	for _, s := range closed {
		g.Opens = append(g.Opens, p.Slots[s].ID)
	}
	g.Message = fmt.Sprintf("if %q opens %s of session %q on day %q", g.Participant, n.b.extent(g.Opens), p.Slots[closed[0]].Session, p.Slots[closed[0]].Day)
	return g
}

// placeIn places those of the requests that fit in these slots, in their order.
func (n *narrows) placeIn(requests []int32, in []int16) []int32 {
	b := n.b
	var placed []int32
	for _, r := range requests {
		if n.ctx.Err() != nil {
			break
		}
		for _, s := range in {
			if b.anyoneBusy(r, s) || b.tables() && b.room(-1, s) <= 0 {
				continue
			}
			if b.fitIn(r, s) {
				placed = append(placed, r)
				break
			}
		}
	}
	return placed
}

// anyoneBusy says whether somebody who must attend r has a meeting in a slot.
func (b *board) anyoneBusy(r int32, s int16) bool {
	return slices.ContainsFunc(b.in.required(r), func(i int32) bool { return b.isBusy(i, s) })
}

// fitIn puts r, which is left out, in a slot if it fits there.
func (b *board) fitIn(r int32, s int16) bool {
	b.spots = b.options(r, s, b.spots[:0])
	return slices.ContainsFunc(b.spots, func(at spot) bool { return b.tryFit(r, at) })
}

// slots tries one more slot at the end of each session.
func (n *narrows) slots(p *Problem, s *Schedule) ([]Gain, error) {
	var all []Gain
	before := n.b.score()
	for _, session := range n.b.in.sessions {
		if err := n.ctx.Err(); err != nil {
			return all, err
		}
		last := int(session.to) - 1
		wider := withSlotAfter(p, last)
		b, _ := newValidatorWithin(n.ctx, wider).board(s)
		if b == nil {
			return all, n.ctx.Err()
		}
		m := &narrows{ctx: n.ctx, b: b}
		g := Gain{Kind: GainSlot, Slot: p.Slots[last].ID}
		g.Message = fmt.Sprintf("with one more slot after %q", g.Slot)
		all = append(all, m.noting(g, m.placeIn(n.waiting, []int16{int16(last + 1)}), before))
	}
	return all, nil
}

// withSlotAfter returns the problem with a slot more, which is as the one that
// it follows in all respects but the time.
func withSlotAfter(p *Problem, last int) *Problem {
	q := *p
	like := p.Slots[last]
	added := Slot{ID: freshID(p, like.ID+"+"), Day: like.Day, Session: like.Session, Tables: like.Tables}
	q.Slots = slices.Insert(slices.Clone(p.Slots), last+1, added)
	too := func(ids []string) []string {
		if slices.Contains(ids, like.ID) {
			return append(slices.Clip(ids), added.ID)
		}
		return ids
	}
	q.Participants = slices.Clone(p.Participants)
	for i := range q.Participants {
		q.Participants[i].Unavailable = too(q.Participants[i].Unavailable)
		q.Participants[i].RatherNot = too(q.Participants[i].RatherNot)
	}
	q.Places = slices.Clone(p.Places)
	for k := range q.Places {
		q.Places[k].Closed = too(q.Places[k].Closed)
	}
	q.Requests = slices.Clone(p.Requests)
	for r := range q.Requests {
		q.Requests[r].Slots = too(q.Requests[r].Slots)
	}
	return &q
}

// freshID returns an id that no slot has, which begins as given.
func freshID(p *Problem, id string) string {
	for slices.ContainsFunc(p.Slots, func(s Slot) bool { return s.ID == id }) {
		id += "+"
	}
	return id
}
