package scheduler

import (
	"context"
	"math"
	"slices"
)

// pitching says which pitch has which pitch slot.
type pitching struct {
	g  *pitchGrid
	at []int32 // pitch → pitch slot, -1
	by []int32 // pitch slot → pitch, -1
}

func (g *pitchGrid) noPitches() *pitching {
	a := &pitching{g: g, at: make([]int32, len(g.p.Pitches)), by: make([]int32, len(g.slot))}
	for k := range a.at {
		a.at[k] = -1
	}
	for q := range a.by {
		a.by[q] = -1
	}
	return a
}

func (a *pitching) copyFrom(o *pitching) {
	copy(a.at, o.at)
	copy(a.by, o.by)
}

func (a *pitching) put(k, q int32) { a.at[k], a.by[q] = q, k }

func (a *pitching) take(k int32) {
	if q := a.at[k]; q >= 0 {
		a.at[k] = -1
		if a.by[q] == k {
			a.by[q] = -1
		}
	}
}

// inTheWay appends the pitches beside which k can't be in pitch slot q. Those
// that must come before it and are left out are not among them.
func (a *pitching) inTheWay(k, q int32, list []int32) []int32 {
	g := a.g
	add := func(x int32) {
		if x >= 0 && x != k && !slices.Contains(list, x) {
			list = append(list, x)
		}
	}
	add(a.by[q])
	for _, r := range g.rival[q] {
		add(a.by[r])
	}
	for _, i := range g.present[k] {
		for _, x := range g.presents[i] {
			if a.at[x] >= 0 && g.together(q, a.at[x]) {
				add(x)
			}
		}
	}
	for _, x := range g.after[k] {
		if a.at[x] >= 0 && g.to[a.at[x]] > g.from[q] {
			add(x)
		}
	}
	for _, y := range g.before[k] {
		if a.at[y] >= 0 && g.from[a.at[y]] < g.to[q] {
			add(y)
		}
	}
	return list
}

// holds says whether k, which is placed, stands beside all others, and what
// must come before it is placed.
func (a *pitching) holds(k int32) bool {
	for _, x := range a.g.after[k] {
		if a.at[x] < 0 {
			return false
		}
	}
	return len(a.inTheWay(k, a.at[k], nil)) == 0
}

// complete drops the pitches for which one that must come before is missing.
func (a *pitching) complete(order []int32) {
	for _, k := range order {
		for _, x := range a.g.after[k] {
			if a.at[x] < 0 {
				a.take(k)
			}
		}
	}
}

// count returns how many pitches have a slot, with all that must come before.
func (a *pitching) count(order []int32, whole []bool) int {
	n := 0
	for _, k := range order {
		whole[k] = a.at[k] >= 0
		for _, x := range a.g.after[k] {
			whole[k] = whole[k] && whole[x]
		}
		if whole[k] {
			n++
		}
	}
	return n
}

// mostGain is the greatest sum of gains, one pitch slot for each pitch and one
// pitch for each pitch slot, or more when ctx is done first. With a start, it
// takes over what it matched.
func (g *pitchGrid) mostGain(ctx context.Context, top int64, gain func(k, q int32) int64, start *pitching) int64 {
	f := &flowNet{top: top}
	pitches, slots := int32(len(g.p.Pitches)), int32(len(g.slot))
	for k := range pitches {
		f.arc(flowSource, 2+k, 1, -1)
	}
	for q := range slots {
		f.arc(2+pitches+q, flowSink, 1, -1)
	}
	type use struct{ arc, k, q int32 }
	var uses []use
	for k := range pitches {
		for _, q := range g.eligible[k] {
			uses = append(uses, use{f.arc(2+k, 2+pitches+q, 1, gain(k, q)), k, q})
		}
	}
	f.ready(int(2 + pitches + slots))
	most := f.most(ctx, int64(pitches))
	for _, u := range uses {
		if start != nil && f.room[u.arc] == 0 && start.at[u.k] < 0 && start.by[u.q] < 0 {
			start.put(u.k, u.q)
		}
	}
	return most
}

// mostPitches is a number of pitches that can't be exceeded.
func (g *pitchGrid) mostPitches() int {
	return int(g.mostGain(context.Background(), 1, func(_, _ int32) int64 { return 1 }, nil))
}

// prices estimate what a participant's slot is worth for meetings.
func (g *pitchGrid) prices() []float64 {
	in := g.in
	price := make([]float64, in.people)
	weights := make([][]int32, in.people)
	for r := range int32(in.requests) {
		for _, i := range in.required(r) {
			weights[i] = append(weights[i], in.weight[r])
		}
	}
	for i := range int32(in.people) {
		open := 0
		for s := range int16(in.slots) {
			if g.isOpen(i, s) {
				open++
			}
		}
		list := weights[i]
		if open == 0 || len(list) == 0 {
			continue
		}
		if slices.Sort(list); len(list) >= open {
			price[i] = float64(list[len(list)-open])
			continue
		}
		price[i] = float64(list[0]) / 4 * math.Pow(float64(len(list))/float64(open), 3)
	}
	return price
}

// cost estimates what a pitch in a pitch slot costs: the slots of its
// presenters, and on a smaller scale the listeners who can't come; mean is the
// weight of a request on average.
func (g *pitchGrid) cost(price []float64, mean float64, k, q int32) float64 {
	sum := 0.0
	for _, i := range g.present[k] {
		sum += price[i] * float64(len(g.over[q]))
	}
	lost, all := int64(0), int64(1)
	for _, h := range g.wanted[k] {
		all += g.hearings[h].weight
		if !g.hearable(g.hearings[h].person, q) {
			lost += g.hearings[h].weight
		}
	}
	return sum + mean/4*float64(lost)/float64(all)
}

// costs lists the cost of each pitch in each pitch slot that suits it.
func (g *pitchGrid) costs() [][]float64 {
	price, mean := g.prices(), g.in.meanWeight()
	costs := make([][]float64, len(g.eligible))
	for k := range costs {
		costs[k] = make([]float64, len(g.slot))
		for _, q := range g.eligible[k] {
			costs[k][q] = g.cost(price, mean, int32(k), q)
		}
	}
	return costs
}

// assigning looks for pitch slots for as many pitches as can have one.
type assigning struct {
	*pitching
	order  []int32
	costs  [][]float64 // pitch → pitch slot → estimated cost
	rnd    *random
	fails  []int64
	until  []int64
	turn   int64
	best   *pitching
	placed int
	paid   float64
	whole  []bool
}

// assign places as many pitches as it can, at little cost to the meetings: it
// starts from a matching of least cost, and from there each pitch without a
// slot takes one where those that must leave for it have seldom failed.
func (g *pitchGrid) assign(most int, rnd *random, t *timer) *pitching {
	as := &assigning{pitching: g.noPitches(), order: g.topological(), costs: g.costs(), rnd: rnd, best: g.noPitches(), placed: -1}
	as.fails, as.until = make([]int64, len(as.at)), make([]int64, len(as.at))
	as.whole = make([]bool, len(as.at))
	as.match()
	as.keep()
	for as.placed < most && t.step() {
		k := as.next()
		if k < 0 {
			break
		}
		as.turn++
		as.enter(k)
		as.keep()
	}
	as.copyFrom(as.best)
	as.complete(as.order)
	return as.pitching
}

// grain is into how many steps estimated costs are rounded for the matching.
const grain = 48

// match takes a matching of least cost, and of it what holds.
func (as *assigning) match() {
	g := as.g
	dearest := 1e-9
	for k := range int32(len(as.at)) {
		for _, q := range g.eligible[k] {
			dearest = max(dearest, as.costs[k][q])
		}
	}
	start := g.noPitches()
	g.mostGain(context.Background(), 1000, func(k, q int32) int64 {
		return 1000 - int64(grain*as.costs[k][q]/dearest)
	}, start)
	for _, k := range as.order {
		if q := start.at[k]; q >= 0 && len(as.inTheWay(k, q, nil)) == 0 {
			as.put(k, q)
		}
	}
}

// keep notes the best so far.
func (as *assigning) keep() {
	n := as.count(as.order, as.whole)
	paid := 0.0
	for k, q := range as.at {
		if as.whole[k] {
			paid += as.costs[k][q]
		}
	}
	if n > as.placed || n == as.placed && paid < as.paid-1e-9 {
		as.placed, as.paid = n, paid
		as.best.copyFrom(as.pitching)
	}
}

// next picks a pitch without a slot that may have one, -1 if there is none.
func (as *assigning) next() int32 {
	pick, seen := int32(-1), 0
	for k := range int32(len(as.at)) {
		if as.at[k] >= 0 || len(as.g.eligible[k]) == 0 {
			continue
		}
		if seen++; as.rnd.below(seen) == 0 {
			pick = k
		}
	}
	return pick
}

// enter puts k where it troubles others least.
func (as *assigning) enter(k int32) {
	best, bestCost := int32(-1), 0.0
	for _, q := range as.g.eligible[k] {
		cost := as.costs[k][q]*1e-6 + as.rnd.unit()*1e-3
		for _, x := range as.inTheWay(k, q, nil) {
			cost += 1 + float64(as.fails[x])
			if as.until[x] > as.turn {
				cost += 1e6
			}
		}
		if best < 0 || cost < bestCost {
			best, bestCost = q, cost
		}
	}
	as.fails[k]++
	for _, x := range as.inTheWay(k, best, nil) {
		as.take(x)
	}
	as.put(k, best)
	as.until[k] = as.turn + 2 + int64(as.rnd.below(4))
}
