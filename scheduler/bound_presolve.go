package scheduler

import (
	"context"
	"math/bits"
	"slices"
)

// presolve takes out the slots in which a request can't stand in any schedule:
// where nobody of a group is open, where no place for it is, and where there is
// no time before for those that it comes after.
func (c *capacities) presolve(ctx context.Context) {
	in := c.in
	c.listPlaces()
	rooms := make([][]uint64, len(c.placeLists))
	for k, list := range c.placeLists {
		rooms[k] = in.roomIn(list)
	}
	for r := range int32(in.requests) {
		if r%256 == 0 && ctx.Err() != nil {
			return
		}
		c.meetGroups(r)
		for w, word := range rooms[c.placesOf[r]] {
			c.row(r)[w] &= word
		}
	}
	for _, r := range in.topological() {
		for _, before := range in.after[in.afterOff[r]:in.afterOff[r+1]] {
			c.follow(r, before)
		}
	}
}

// listPlaces lists for each request the classes of places that may do.
func (c *capacities) listPlaces() {
	in := c.in
	c.placesOf, c.placeLists = make([]int32, in.requests), slices.Clone(in.choices)
	known := map[string]int32{}
	for r := range int32(in.requests) {
		if len(in.p.Places) == 0 || in.choiceOf[r] >= 0 && in.pinPlace[r] < 0 && len(c.othersOf(r)) == 0 {
			c.placesOf[r] = in.choiceOf[r]
			continue
		}
		list := c.eligible(r)
		key := keyOf(list)
		at, there := known[key]
		if !there {
			at = int32(len(c.placeLists))
			known[key] = at
			c.placeLists = append(c.placeLists, list)
		}
		c.placesOf[r] = at
	}
}

// meetGroups takes out the slots that all of a group have closed.
func (c *capacities) meetGroups(r int32) {
	in := c.in
	if in.forced[r] {
		return
	}
	for g := in.groupOff[r]; g < in.groupOff[r+1]; g++ {
		for w := range in.words {
			some := uint64(0)
			for _, i := range in.members(g) {
				some |= in.open[int(i)*in.words+w]
			}
			c.row(r)[w] &= some
		}
	}
}

// roomIn returns the slots in which one of the classes holds a meeting.
func (in *instance) roomIn(classes []int32) []uint64 {
	row := make([]uint64, in.words)
	for s := range in.slots {
		for _, class := range classes {
			if in.classCap[s*in.classes+int(class)] > 0 {
				row[in.slotWord[s]] |= in.slotBit[s]
				break
			}
		}
	}
	return row
}

// follow takes out of r's slots those that are no later than the first of a
// request that comes before it.
func (c *capacities) follow(r, before int32) {
	in := c.in
	for s := range in.slots {
		w, bit := in.slotWord[s], in.slotBit[s]
		c.row(r)[w] &^= bit
		if c.row(before)[w]&bit != 0 {
			return
		}
	}
}

// others returns by request those who are named in a group that somebody who
// must attend satisfies, so that nobody needs them: they may attend all the
// same. It is nil where no request has any.
func (in *instance) others() [][]int32 {
	p := in.p
	var list [][]int32
	var at map[string]int32
	for r := range int32(in.requests) {
		groups := int32(0)
		for _, side := range p.Requests[r].Sides {
			for _, group := range side.Any {
				if len(group) > 1 {
					groups++
				}
			}
		}
		if groups == in.groupOff[r+1]-in.groupOff[r] || in.pinned[r] && in.withTeam(r) {
			continue
		}
		if list == nil {
			list, at = make([][]int32, in.requests), map[string]int32{}
			for i := range p.Participants {
				at[p.Participants[i].ID] = int32(i)
			}
		}
		list[r] = in.needless(r, at)
	}
	return list
}

// othersOf returns those named in r whom it needs for nothing.
func (c *capacities) othersOf(r int32) []int32 {
	if c.others == nil {
		return nil
	}
	return c.others[r]
}

// withTeam says whether a pin names who attends r.
func (in *instance) withTeam(r int32) bool {
	id := in.p.Requests[r].ID
	return slices.ContainsFunc(in.p.Pinned, func(pin Pin) bool { return pin.Request == id && len(pin.Participants) > 0 })
}

// needless returns those named in groups of r who neither must attend nor are
// in a group that needs somebody.
func (in *instance) needless(r int32, at map[string]int32) []int32 {
	known := slices.Clone(in.required(r))
	for g := in.groupOff[r]; g < in.groupOff[r+1]; g++ {
		known = append(known, in.members(g)...)
	}
	from := len(known)
	for _, side := range in.p.Requests[r].Sides {
		for _, group := range side.Any {
			for _, id := range group {
				if !slices.Contains(known, at[id]) {
					known = append(known, at[id])
				}
			}
		}
	}
	return known[from:]
}

// crowds lowers what participants can take to how many of their requests can
// have slots, no two the same: a maximum matching (Kuhn 1955).
func (c *capacities) crowds(ctx context.Context) {
	in := c.in
	of := make([][]int32, in.people)
	for r := range int32(in.requests) {
		if r%256 == 0 && ctx.Err() != nil {
			return
		}
		if c.live[r] {
			c.attendees(r, func(i int32) { of[i] = append(of[i], r) })
		}
	}
	k := &crowd{c: c, holds: make([]int32, in.slots)}
	for i, list := range of {
		most := min(c.person[i], int32(len(list)))
		if n := k.seated(int32(i), list, most); n < most {
			c.person[i] = n
		}
	}
}

// crowd seats one participant's requests in slots.
type crowd struct {
	c     *capacities
	who   int32
	holds []int32 // slot → request+1
	seen  []uint64
}

// seated returns how many of the requests have slots together, at most so many.
func (k *crowd) seated(i int32, requests []int32, most int32) int32 {
	k.who = i
	clear(k.holds)
	n := int32(0)
	for _, r := range requests {
		k.seen = slices.Grow(k.seen[:0], k.c.in.words)[:k.c.in.words]
		clear(k.seen)
		if k.seat(r) {
			n++
		}
		if n == most {
			return n
		}
	}
	return n
}

func (k *crowd) seat(r int32) bool {
	in := k.c.in
	for _, free := range []bool{true, false} {
		for w := range in.words {
			for word := k.c.word(r, k.who, w) &^ k.seen[w]; word != 0; word &= word - 1 {
				bit := bits.TrailingZeros64(word)
				s := in.slotAt(w, bit)
				if free != (k.holds[s] == 0) {
					continue
				}
				k.seen[w] |= 1 << bit
				if free || k.seat(k.holds[s]-1) {
					k.holds[s] = r + 1
					return true
				}
			}
		}
	}
	return false
}
