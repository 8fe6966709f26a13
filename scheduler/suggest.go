package scheduler

import (
	"context"
	"slices"
)

// Placement is one way to place a request: where, who attends, what it would
// break or displace, and what the score gains or loses by it. A placement that
// displaces others counts them as left out in Change.
type Placement struct {
	Slot         string
	Place        string
	Participants []string
	Violations   []Violation // empty: it fits once Displaces are gone
	Displaces    []string    // requests that hold the persons or the place
	Change       Score       // against the schedule as it is given
}

// Suggest ranks every slot and place for one request in a schedule, best
// first: those that break nothing before those that displace, and those before
// the ones that violate; within each, by the goals in their order, then by
// time. A request that is placed is taken out first, and Change is then what
// moving it gains or loses. Where a side leaves open who attends, each
// placement names the best choice. It works on any schedule, hand-edited ones
// included. The error is that of [Validate], or names an unknown request.
func Suggest(p *Problem, s *Schedule, request string) ([]Placement, error) {
	b, err := boardWithin(context.Background(), p, s)
	if err != nil {
		return nil, err
	}
	r, err := b.requestAt(request)
	if err != nil {
		return nil, err
	}
	trials := b.trials(r)
	placements := make([]Placement, len(trials))
	for k := range trials {
		placements[k] = b.placement(r, &trials[k])
	}
	return placements, nil
}

// trial is a placement by positions.
type trial struct {
	at      spot
	clashes []clash
	leave   []int32 // displaced requests
	change  Score
}

// trials tries every slot and place for r and returns them best first. The
// board is as before when it returns.
func (b *board) trials(r int32) []trial {
	before := b.score()
	home := b.spot[r]
	if b.placed(r) {
		home = b.take(r)
	}
	ill := b.ill[r]
	delete(b.ill, r)
	var all []trial
	for s := range int16(b.in.slots) {
		all = b.trialsIn(r, s, before, all)
	}
	if home.slot >= 0 {
		b.put(r, home)
	}
	if ill {
		b.ill[r] = true
	}
	order := b.in.p.order()
	slices.SortStableFunc(all, func(x, y trial) int { return rankTrials(order, &x, &y) })
	return all
}

// trialsIn tries every place of one slot.
func (b *board) trialsIn(r int32, s int16, before Score, all []trial) []trial {
	teams := b.teams(r, s)
	anywhere := b.tables() || b.in.choiceOf[r] >= 0
	b.places(func(place int32) {
		best := b.try(r, spot{s, place, teams[0]}, before)
		for _, who := range teams[1:] {
			if other := b.try(r, spot{s, place, who}, before); rankTrials(b.in.p.order(), &other, &best) < 0 {
				best = other
			}
		}
		if anywhere && len(best.clashes) == 0 {
			teams = [][]int32{best.at.who}
		}
		all = append(all, best)
	})
	return all
}

// rankTrials compares two placements: below zero when x is better.
func rankTrials(order []Goal, x, y *trial) int {
	if d := x.grade() - y.grade(); d != 0 {
		return d
	}
	if d := len(x.clashes) - len(y.clashes); d != 0 {
		return d
	}
	if d := preference(order, x.change, y.change); d != 0 {
		return d
	}
	return len(x.leave) - len(y.leave)
}

func (t *trial) grade() int {
	switch {
	case len(t.clashes) > 0:
		return 2
	case len(t.leave) > 0:
		return 1
	}
	return 0
}

// try puts r, which is left out, at a spot, notes what that does, and takes it
// back.
func (b *board) try(r int32, at spot, before Score) trial {
	t := trial{at: at, leave: b.inTheWay(r, at)}
	stood := b.takeAll(t.leave)
	b.put(r, at)
	t.clashes = b.clashes(r, nil)
	for _, x := range t.leave {
		t.clashes = b.leavingClashes(x, r, t.clashes)
	}
	t.change = b.score().minus(before)
	b.take(r)
	b.putAll(t.leave, stood)
	return t
}

// leavingClashes appends what breaks when x is left out for r.
func (b *board) leavingClashes(x, r int32, all []clash) []clash {
	in := b.in
	if in.pinned[x] {
		all = append(all, clash{Pinned, plainClash, -1, -1, -1, x})
	}
	for _, y := range in.before[in.beforeOff[x]:in.beforeOff[x+1]] {
		if y != r && b.placed(y) {
			all = append(all, clash{Precedence, leavesOrder, -1, -1, -1, y})
		}
	}
	return all
}

func (b *board) takeAll(list []int32) []spot {
	stood := make([]spot, len(list))
	for k, x := range list {
		stood[k] = b.take(x)
	}
	return stood
}

func (b *board) putAll(list []int32, at []spot) {
	for k := len(list) - 1; k >= 0; k-- {
		b.put(list[k], at[k])
	}
}

// inTheWay lists the meetings that must leave a spot for r, which is left out:
// those of its people in the slot, and where the place is full the ones there
// that are worth least.
func (b *board) inTheWay(r int32, at spot) []int32 {
	var leave []int32
	freed := int32(0)
	for _, i := range at.who {
		b.holders(i, at.slot, func(x int32) {
			if slices.Contains(leave, x) {
				return
			}
			leave = append(leave, x)
			if b.tables() || b.spot[x].place == at.place {
				freed++
			}
		})
	}
	if b.capacity(at.place, at.slot) == 0 {
		return leave
	}
	for b.room(at.place, at.slot)+freed <= 0 {
		x := b.leastAt(at.place, at.slot, leave)
		if x < 0 {
			break
		}
		leave = append(leave, x)
		freed++
	}
	return leave
}

// leastAt returns the meeting at a place, or without places in the slot, that
// may leave at the least loss, save those that leave anyhow; -1 if there is none.
func (b *board) leastAt(place int32, s int16, leave []int32) int32 {
	best := int32(-1)
	for _, x := range b.list[s] {
		if !b.tables() && b.spot[x].place != place || slices.Contains(leave, x) {
			continue
		}
		if best < 0 || b.lossOf(x) < b.lossOf(best) || b.lossOf(x) == b.lossOf(best) && x < best {
			best = x
		}
	}
	return best
}

// lossOf orders meetings by what leaving them out costs.
func (b *board) lossOf(x int32) int64 {
	in := b.in
	loss := int64(in.weight[x])
	switch {
	case in.pinned[x] || in.linked[x] && b.carries(x):
		loss += 1 << 40
	case in.mandatory[x]:
		loss += 1 << 32
	}
	return loss
}

// carries says whether a placed meeting comes after x.
func (b *board) carries(x int32) bool {
	in := b.in
	for _, y := range in.before[in.beforeOff[x]:in.beforeOff[x+1]] {
		if b.placed(y) {
			return true
		}
	}
	return false
}
