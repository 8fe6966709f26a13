package scheduler

import (
	"context"
	"slices"
)

// relaxation states a problem as a program in which slots are counted, not
// told apart: a column for each request, for each of a group that may attend,
// for what meets each floor and for each kind of place that a request has a
// choice of.
type relaxation struct {
	*capacities
	pg       *program
	given    *given
	request  []int32 // request → its column, -1
	person   []int32 // participant → the row of its meetings, -1
	org      []int32 // organisation → the row of its limit, -1
	floor    []int32 // participant → the row of its floor, -1
	orgFloor []int32
	met      []int32 // columns of what meets floors
	left     int32   // row of the mandatory requests, -1
	short    int32   // row of the floors together, -1
	total    int32   // row of all requests, -1
}

// given is what schedules that count have: all that is compulsory, at most so
// many mandatory requests left out, and floors that lack at most so much.
// Below zero there is no such condition.
type given struct{ left, short int }

// relaxation returns the program for a level: that of what schedules gain by
// it. With nothing given it holds for every schedule. It is nil when ctx is done
// before it is stated.
func (c *capacities) relaxation(ctx context.Context, level Goal, g *given) *relaxation {
	in := c.in
	none := func(n int) []int32 { return slices.Repeat([]int32{-1}, n) }
	x := &relaxation{
		capacities: c, pg: &program{}, given: g, left: -1, short: -1, request: none(in.requests),
		person: none(in.people), org: none(in.orgs), floor: none(in.people), orgFloor: none(in.orgs),
	}
	x.limits()
	if level == GoalFloors || g != nil && g.short >= 0 {
		x.floors(level)
	}
	x.mandatoryRow()
	x.total = x.limited(int64(c.alive()), c.total)
	for r := range int32(in.requests) {
		if r%64 == 0 && ctx.Err() != nil {
			return nil
		}
		if !c.live[r] || level == GoalMandatory && !in.mandatory[r] && !in.must[r] {
			continue
		}
		x.request[r] = x.pg.column(x.gainOf(level, r), 1, g != nil && in.must[r])
		x.pg.enter(x.total, x.request[r], 1)
		if in.mandatory[r] {
			x.pg.enter(x.left, x.request[r], -1)
		}
		x.attending(r)
	}
	x.places()
	x.orders()
	x.pg.ready()
	return x
}

// gainOf is what r adds to a level, floors aside.
func (x *relaxation) gainOf(level Goal, r int32) int64 {
	switch {
	case level == GoalWeight:
		return int64(x.in.weight[r])
	case level == GoalMandatory && x.in.mandatory[r]:
		return 1
	}
	return 0
}

// limited adds a row where it can matter: where more is wanted than it holds.
func (x *relaxation) limited(wanted, hold int64) int32 {
	if wanted <= hold {
		return -1
	}
	return x.pg.row(hold)
}

func (x *relaxation) limits() {
	in := x.in
	for i := range in.people {
		x.person[i] = x.limited(int64(x.asked[i]), int64(x.capacities.person[i]))
	}
	for o, most := range in.orgMax {
		if most < unlimited {
			x.org[o] = x.pg.row(int64(most))
		}
	}
}

// floors adds a column for what meets each floor, which is no more than the
// meetings are.
func (x *relaxation) floors(level Goal) {
	in, pg := x.in, x.pg
	wanted := 0
	row := func(floor int32) int32 {
		if floor <= 0 {
			return -1
		}
		gain := int64(0)
		if level == GoalFloors {
			gain = 1
		}
		at := pg.row(0)
		met := pg.column(gain, int64(floor), false)
		pg.enter(at, met, 1)
		x.met = append(x.met, met)
		wanted += int(floor)
		return at
	}
	for i, floor := range in.floor {
		x.floor[i] = row(floor)
	}
	for o, floor := range in.orgFloor {
		x.orgFloor[o] = row(floor)
	}
	if level == GoalFloors || wanted == 0 {
		return
	}
	x.short = pg.row(int64(x.given.short - in.orphans - wanted))
	for _, met := range x.met {
		pg.enter(x.short, met, -1)
	}
}

func (x *relaxation) mandatoryRow() {
	if x.given == nil || x.given.left < 0 || x.mandatory == 0 {
		return
	}
	x.left = x.pg.row(int64(x.given.left - x.mandatory))
}

// attending enters who is busy with r: all who must attend, of each group one
// or more, and maybe others who are named. An organisation is sure to be there
// if one of these is who must attend, or all of a group are.
func (x *relaxation) attending(r int32) {
	in, col := x.in, x.request[r]
	var sure []int32
	surely := func(o int32) {
		if o < 0 || slices.Contains(sure, o) {
			return
		}
		sure = append(sure, o)
		x.pg.enter(x.org[o], col, 1)
		x.pg.enter(x.orgFloor[o], col, -1)
	}
	for _, i := range in.required(r) {
		x.busy(i, col)
		surely(in.org[i])
	}
	for g := in.groupOff[r]; g < in.groupOff[r+1]; g++ {
		surely(in.oneOrg(in.members(g)))
	}
	others := len(x.met) > 0 && len(x.othersOf(r)) > 0
	if in.groupOff[r] == in.groupOff[r+1] && !others {
		return
	}
	comes := map[int32]int32{}
	for g := in.groupOff[r]; g < in.groupOff[r+1]; g++ {
		some := x.pg.row(0)
		x.pg.enter(some, col, 1)
		for _, i := range in.members(g) {
			x.pg.enter(some, x.coming(r, i, comes, sure), -1)
		}
	}
	if others {
		for _, i := range x.othersOf(r) {
			x.coming(r, i, comes, sure)
		}
	}
}

// coming returns the column of i attending r, who need not.
func (x *relaxation) coming(r, i int32, comes map[int32]int32, sure []int32) int32 {
	col, there := comes[i]
	if there {
		return col
	}
	col = x.pg.column(0, 1, false)
	comes[i] = col
	x.busy(i, col)
	counts := x.floor[i] >= 0
	if o := x.in.org[i]; o >= 0 && !slices.Contains(sure, o) {
		x.pg.enter(x.orgFloor[o], col, -1)
		counts = counts || x.orgFloor[o] >= 0
	}
	if counts {
		only := x.pg.row(0)
		x.pg.enter(only, col, 1)
		x.pg.enter(only, x.request[r], -1)
	}
	return col
}

func (x *relaxation) busy(i, col int32) {
	x.pg.enter(x.person[i], col, 1)
	x.pg.enter(x.floor[i], col, -1)
}

// orders lets a request take place no more than those that it comes after. Where
// one of these has no slot at all, it has none either.
func (x *relaxation) orders() {
	in := x.in
	for r, col := range x.request {
		if col < 0 {
			continue
		}
		for _, before := range in.after[in.afterOff[r]:in.afterOff[r+1]] {
			if x.request[before] >= 0 {
				row := x.pg.row(0)
				x.pg.enter(row, col, 1)
				x.pg.enter(row, x.request[before], -1)
			}
		}
	}
}

// start returns prices to start from: for the weight, of
// participants those of the matching.
func (x *relaxation) start(level Goal) []float64 {
	from := make([]float64, len(x.pg.hold))
	if level != GoalWeight {
		return from
	}
	for i, row := range x.person {
		if row >= 0 && x.price != nil {
			from[row] = float64(x.price[i]) / 2
		}
	}
	return from
}
