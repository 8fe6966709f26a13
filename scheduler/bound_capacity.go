package scheduler

import (
	"context"
	"math/bits"
	"slices"
)

// capacities says how many meetings participants, organisations and the whole
// event can have.
type capacities struct {
	in         *instance
	allowed    []uint64  // row per request: slots in which it may stand, as far as each request tells by itself and by those before it
	others     [][]int32 // request → those named in it whom it needs for nothing; nil where there is no such request
	placeLists [][]int32 // lists of classes of places
	placesOf   []int32   // request → the list of those that may do, whoever attends and wherever it is pinned
	person     []int32
	org        []int32 // at most this many sides of meetings; unlimited where both sides of a request are of it
	total      int64
	asked      []int32  // participant → requests that may need it
	live       []bool   // request → some slot will do
	mandatory  int      // mandatory requests
	useful     []uint64 // row per participant: slots in which some request may need it
	twice      int64    // twice the gain of the last matching
	price      []int64  // participant → its price in it; nil: not known

	person1st, org1st *once // participants, organisations
}

// newCapacities reads what an instance can hold; nil when ctx is done before.
func newCapacities(ctx context.Context, in *instance) *capacities {
	c := &capacities{
		in: in, allowed: slices.Clone(in.allowed), others: in.others(), person: make([]int32, in.people),
		asked: make([]int32, in.people), live: make([]bool, in.requests), useful: make([]uint64, in.people*in.words),
		person1st: newOnce(in.people), org1st: newOnce(in.orgs),
	}
	for _, part := range []func(context.Context){c.presolve, c.lookAtAll, c.limits, c.crowds, c.organisations} {
		if part(ctx); ctx.Err() != nil {
			return nil
		}
	}
	c.slots(c.useful)
	return c
}

// lookAtAll looks at each request.
func (c *capacities) lookAtAll(ctx context.Context) {
	for r := range int32(c.in.requests) {
		if r%256 == 0 && ctx.Err() != nil {
			return
		}
		c.look(r)
	}
}

// look notes in which slots the people of r may be busy with it.
func (c *capacities) look(r int32) {
	in := c.in
	if in.mandatory[r] {
		c.mandatory++
	}
	c.live[r] = slices.ContainsFunc(c.row(r), func(word uint64) bool { return word != 0 })
	if !c.live[r] {
		return
	}
	c.attendees(r, func(i int32) {
		c.asked[i]++
		for w := range in.words {
			c.useful[int(i)*in.words+w] |= c.word(r, i, w)
		}
	})
}

// limits counts what participants can have in the slots that are any use.
func (c *capacities) limits(context.Context) {
	in := c.in
	for i := range int32(in.people) {
		c.person[i] = in.mostMeetings(i, c.useful[int(i)*in.words:(int(i)+1)*in.words])
	}
}

// attendees calls do with all who must or may attend r, each once.
func (c *capacities) attendees(r int32, do func(i int32)) {
	in := c.in
	for _, i := range in.required(r) {
		do(i)
	}
	c.person1st.begin()
	for _, i := range in.member[in.memberOff[in.groupOff[r]]:in.memberOff[in.groupOff[r+1]]] {
		if c.person1st.new(i) {
			do(i)
		}
	}
	for _, i := range c.othersOf(r) {
		do(i)
	}
}

// row returns the slots in which r may stand.
func (c *capacities) row(r int32) []uint64 {
	return c.allowed[int(r)*c.in.words : (int(r)+1)*c.in.words]
}

// word returns one word of the slots in which i may attend r.
func (c *capacities) word(r, i int32, w int) uint64 {
	word := c.allowed[int(r)*c.in.words+w]
	if !c.in.forced[r] {
		word &= c.in.open[int(i)*c.in.words+w]
	}
	return word
}

// alive counts the requests for which some slot will do.
func (c *capacities) alive() int {
	n := 0
	for _, live := range c.live {
		if live {
			n++
		}
	}
	return n
}

// mostMeetings is how many meetings i can have in the given slots.
func (in *instance) mostMeetings(i int32, useful []uint64) int32 {
	sum := int32(0)
	for d := range in.days() {
		n := int32(0)
		for w := in.dayWord[d]; w < in.dayWord[d+1]; w++ {
			n += int32(bits.OnesCount64(useful[w]))
		}
		if in.maxRow[i] < unlimited {
			n = min(n, in.mostInRows(i, int16(d), useful))
		}
		sum += min(n, in.maxDay[i])
	}
	return min(sum, in.maxAll[i])
}

// mostInRows is how many meetings of a day keep the limit of meetings in a row:
// in each run of useful slots, one of every maxRow+1 stays free.
func (in *instance) mostInRows(i int32, d int16, useful []uint64) int32 {
	n, most := int32(0), in.maxRow[i]
	for _, session := range in.sessions {
		if in.slotDay[session.from] != d {
			continue
		}
		run := int32(0)
		for s := session.from; s < session.to; s++ {
			if useful[in.slotWord[s]]&in.slotBit[s] == 0 {
				run = 0
				continue
			}
			if run++; run > most {
				run = 0
				continue
			}
			n++
		}
	}
	return n
}

// organisations sums the capacities of their participants, up to their limit.
func (c *capacities) organisations(ctx context.Context) {
	in := c.in
	c.org = make([]int32, in.orgs)
	for i := range in.people {
		if o := in.org[i]; o >= 0 {
			c.org[o] += c.person[i]
		}
	}
	for o := range c.org {
		c.org[o] = min(c.org[o], in.orgMax[o])
	}
	for r := range int32(in.requests) {
		if r%256 == 0 && ctx.Err() != nil {
			return
		}
		c.within(r)
	}
}

// within lifts the limit of an organisation with requests among its own: such
// a meeting counts once for it, and takes two sides.
func (c *capacities) within(r int32) {
	in := c.in
	list := c.anyone(r)
	c.org1st.begin()
	for _, i := range list {
		if o := in.org[i]; o >= 0 && !c.org1st.new(o) && in.orgMax[o] < unlimited {
			c.org[o] = unlimited
		}
	}
}

// anyone returns those who must attend r and one member of each group for each
// organisation in it.
func (c *capacities) anyone(r int32) []int32 {
	in := c.in
	list := slices.Clone(in.required(r))
	for g := in.groupOff[r]; g < in.groupOff[r+1]; g++ {
		c.org1st.begin()
		for _, i := range in.members(g) {
			if c.org1st.new(in.org[i]) {
				list = append(list, i)
			}
		}
	}
	return list
}

// slots counts how many meetings fit: a table and two participants each.
func (c *capacities) slots(useful []uint64) {
	in := c.in
	for s := range in.slots {
		tables, people := int64(0), int64(0)
		for k := range in.classes {
			tables += int64(in.classCap[s*in.classes+k])
		}
		for i := range in.people {
			if useful[i*in.words+int(in.slotWord[s])]&in.slotBit[s] != 0 {
				people++
			}
		}
		c.total += min(tables, people/2)
	}
}

// shortfall is what participants and organisations must lack to their floors:
// they have no more requests, or no more slots.
func (c *capacities) shortfall() int {
	in := c.in
	sum := in.orphans
	asked := make([]int32, in.orgs)
	for r := range int32(in.requests) {
		if !c.live[r] {
			continue
		}
		list := append(c.anyone(r), c.othersOf(r)...)
		c.org1st.begin()
		for _, i := range list {
			if o := in.org[i]; c.org1st.new(o) {
				asked[o]++
			}
		}
	}
	for i := range in.people {
		sum += lacking(in.floor[i], min(c.person[i], c.asked[i]))
	}
	for o := range in.orgs {
		sum += lacking(in.orgFloor[o], min(asked[o], c.org[o]))
	}
	return sum
}
