package scheduler

import (
	"context"
	"math/bits"
)

// Bound returns values that no schedule of the problem can beat, level by
// level. It searches for no schedule. When ctx is done early the values are
// weaker, and hold all the same. The error is that of [Validate].
func Bound(ctx context.Context, p *Problem) (Bounds, error) {
	if err := Validate(p); err != nil {
		return Bounds{}, err
	}
	return newInstance(p).bounds(ctx), nil
}

func (in *instance) bounds(ctx context.Context) Bounds {
	b, _ := in.relaxed(ctx)
	return b
}

// relaxed relaxes the problem to a matching: a request is an edge between two
// of those who attend it, each participant takes at most as many as it has
// slots, and all together at most as many as there are tables. Its linear
// program is a flow in the bipartite double cover, in which each participant
// stands on both sides and each request appears twice.
func (in *instance) relaxed(ctx context.Context) (Bounds, *forced) {
	c := newCapacities(in)
	all := 0
	mandatory := make([]int64, in.requests)
	weight, one := make([]int64, in.requests), make([]int64, in.requests)
	for r := range in.requests {
		weight[r], one[r] = int64(in.weight[r]), 1
		if in.mandatory[r] {
			all++
			mandatory[r] = 1
		}
	}
	left, short, moved, breaks := 0, c.shortfall(), 0, 0
	if all > 0 {
		left = max(0, all-int(c.matching(ctx, mandatory)))
	}
	most := int(c.matching(ctx, weight))
	full := c.forced()
	placed := int(c.matching(ctx, one))
	return Bounds{MandatoryUnplaced: &left, FloorShortfall: &short, Weight: &most, Placed: &placed, Moved: &moved, Breaks: &breaks}, full
}

// forced says who must be busy in every slot that it may use, for a schedule to
// weigh as much as the matching: who has a price in it. The breaks that its
// closed slots make are forced then.
type forced struct {
	twice  int64 // twice the gain of the matching
	people []forcedBreaks
}

type forcedBreaks struct {
	price  int64 // how much less twice the weight is for each slot left free
	breaks int
}

// forced takes the prices of the last matching.
func (c *capacities) forced() *forced {
	f := &forced{twice: c.twice}
	for i, price := range c.price {
		useful := c.useful[i*c.in.words : (i+1)*c.in.words]
		n, breaks := 0, 0
		for _, word := range useful {
			n += bits.OnesCount64(word)
		}
		for d := range c.in.days() {
			b, _ := breaksOf(useful[c.in.dayWord[d]:c.in.dayWord[d+1]])
			breaks += b
		}
		if price > 0 && int(c.person[i]) == n && breaks > 0 {
			f.people = append(f.people, forcedBreaks{price, breaks})
		}
	}
	return f
}

// breaks returns how many breaks every schedule has that weighs at least this.
func (f *forced) breaks(weight int64) int {
	if f == nil {
		return 0
	}
	sum := 0
	for _, p := range f.people {
		if p.price > f.twice-2*weight {
			sum += p.breaks
		}
	}
	return sum
}

// capacities says how many meetings participants, organisations and the whole
// event can have.
type capacities struct {
	in     *instance
	person []int32
	org    []int32 // at most this many sides of meetings; unlimited where both sides of a request are of it
	total  int64
	asked  []int32  // participant → requests that need it
	live   []bool   // request → some slot will do
	useful []uint64 // row per participant: slots in which some request may need it
	twice  int64    // twice the gain of the last matching
	price  []int64  // participant → its price in it; nil: not known
}

func newCapacities(in *instance) *capacities {
	c := &capacities{in: in, person: make([]int32, in.people), asked: make([]int32, in.people), live: make([]bool, in.requests)}
	useful := make([]uint64, in.people*in.words)
	c.useful = useful
	for r := range int32(in.requests) {
		c.look(r, useful)
	}
	for i := range int32(in.people) {
		c.person[i] = in.mostMeetings(i, useful[int(i)*in.words:(int(i)+1)*in.words])
	}
	c.organisations()
	c.slots(useful)
	return c
}

// look notes in which slots the people of r may be busy with it.
func (c *capacities) look(r int32, useful []uint64) {
	in := c.in
	row := in.allowed[int(r)*in.words : (int(r)+1)*in.words]
	for _, word := range row {
		c.live[r] = c.live[r] || word != 0
	}
	for _, i := range in.required(r) {
		c.asked[i]++
		for w, word := range row {
			useful[int(i)*in.words+w] |= word
		}
	}
	for g := in.groupOff[r]; g < in.groupOff[r+1]; g++ {
		for _, i := range in.members(g) {
			c.asked[i]++
			for w, word := range row {
				if !in.forced[r] {
					word &= in.open[int(i)*in.words+w]
				}
				useful[int(i)*in.words+w] |= word
			}
		}
	}
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
func (c *capacities) organisations() {
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
	for r := range in.requests {
		c.within(int32(r))
	}
}

// within lifts the limit of an organisation with requests among its own: such
// a meeting counts once for it, and takes two sides.
func (c *capacities) within(r int32) {
	in := c.in
	var seen []int32
	for _, i := range in.anyone(r) {
		o := in.org[i]
		if o < 0 {
			continue
		}
		for _, other := range seen {
			if other == o && in.orgMax[o] < unlimited {
				c.org[o] = unlimited
			}
		}
		seen = append(seen, o)
	}
}

// anyone returns those who must attend r and one member of each group for each
// organisation in it.
func (in *instance) anyone(r int32) []int32 {
	list := append([]int32(nil), in.required(r)...)
	for g := in.groupOff[r]; g < in.groupOff[r+1]; g++ {
		from := len(list)
		for _, i := range in.members(g) {
			if !in.represented(list[from:], in.org[i]) {
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
		list := in.anyone(r)
		for k, i := range list {
			if o := in.org[i]; o >= 0 && !in.represented(list[:k], o) {
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
