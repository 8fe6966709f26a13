package scheduler

import (
	"cmp"
	"math"
	"slices"
)

// forcedBreaks are those of somebody who must be busy so much, for a schedule
// to weigh as much as it does, that closed slots, limits or pins make breaks.
type forcedBreaks struct {
	price  int64   // by how many parts the weight falls for each meeting less than the most; 0: it may not
	sure   []int64 // by how many parts it falls without each of its requests, the most first
	breaks []int   // by meetings less than the most: the fewest breaks
	most   int     // meetings that it can have
}

// forced returns those whose breaks the prices force, or pins by themselves.
func (c *capacities) forced(k *ceiling) []forcedBreaks {
	var list []forcedBreaks
	pins, weighed := c.pins(), c.in.follows(GoalBreaks, GoalWeight)
	sure := k.sureOf(weighed)
	for i := range int32(c.in.people) {
		f := forcedBreaks{sure: sure[i], most: int(min(c.person[i], c.asked[i]))}
		if row := k.person[i]; row >= 0 && weighed {
			f.price = k.pr.of[row]
		}
		if f.price == 0 && len(f.sure) == 0 && pins == nil || !c.mayBreak(i, pins) {
			continue
		}
		if f.breaks = c.fewestBreaks(i, f.most, pins); f.breaks[0] > 0 {
			slices.SortFunc(f.sure, func(a, b int64) int { return cmp.Compare(b, a) })
			list = append(list, f)
		}
	}
	return list
}

// sureOf lists by participant what is lost without each request that it must
// attend, where that is something: all for what is compulsory, and if the weight
// counts what the others gain beyond their prices.
func (k *ceiling) sureOf(weighed bool) [][]int64 {
	sure := make([][]int64, k.in.people)
	for r, col := range k.request {
		if col < 0 {
			continue
		}
		over := int64(0)
		switch {
		case k.pg.sure[col]:
			over = math.MaxInt64
		case weighed:
			over = k.pr.over[col]
		}
		if over <= 0 {
			continue
		}
		for _, i := range k.in.required(int32(r)) {
			sure[i] = append(sure[i], over)
		}
	}
	return sure
}

// breaks returns how many breaks every schedule has whose weight is no more
// than spare parts below the worth.
func (cs *ceilings) breaks(spare int64) int {
	sum := 0
	for _, f := range cs.forced {
		least := 0
		for least < len(f.sure) && f.sure[least] > spare {
			least++
		}
		if f.price > 0 {
			least = max(least, f.most-int(min(int64(f.most), spare/f.price)))
		}
		sum += f.breaks[max(0, min(f.most-least, len(f.breaks)-1))]
	}
	return sum
}

// pins returns the rows of slots in which participants are busy with pinned
// meetings that they must attend; nil where nothing is pinned.
func (c *capacities) pins() []uint64 {
	in := c.in
	if len(in.p.Pinned) == 0 {
		return nil
	}
	rows := make([]uint64, in.people*in.words)
	for r := range int32(in.requests) {
		if !in.pinned[r] {
			continue
		}
		for _, i := range in.required(r) {
			for w, word := range in.allowed[int(r)*in.words : int(r+1)*in.words] {
				rows[int(i)*in.words+w] |= word
			}
		}
	}
	return rows
}

// mayBreak says whether i can be forced to a break: its useful slots are not
// side by side on every day, or its meetings may not be.
func (c *capacities) mayBreak(i int32, pins []uint64) bool {
	in := c.in
	if in.maxRow[i] < unlimited {
		return true
	}
	for d := range in.days() {
		from, to := int(i)*in.words+int(in.dayWord[d]), int(i)*in.words+int(in.dayWord[d+1])
		if b, _ := breaksOf(c.useful[from:to]); b > 0 {
			return true
		}
		if pins == nil {
			continue
		}
		if b, _ := breaksOf(pins[from:to]); b > 0 {
			return true
		}
	}
	return false
}

// never is more breaks than anyone has.
const never = math.MaxInt32 / 2

// fewestBreaks returns the fewest breaks of i with so many meetings, with at
// least one less, and so on, as far as that makes fewer.
func (c *capacities) fewestBreaks(i int32, most int, pins []uint64) []int {
	exactly := slices.Repeat([]int{never}, most+1)
	exactly[0] = 0
	for d := range int16(c.in.days()) {
		day := c.breaksOn(i, d, pins)
		for n := most; n >= 0; n-- {
			best := never
			for k, b := range day[:min(len(day), n+1)] {
				best = min(best, exactly[n-k]+b)
			}
			exactly[n] = best
		}
	}
	var fewest []int
	best := never
	for n := most; n >= 0; n-- {
		best = min(best, exactly[n])
		fewest = append(fewest, best)
	}
	last := len(fewest) - 1
	for last > 0 && fewest[last-1] == fewest[last] {
		last--
	}
	return fewest[:last+1]
}

// The states of a day up to a slot: no meeting yet, idle since the last, or so
// many meetings in a row.
const (
	unbegun = iota
	idle
	inARow
)

// breaksOn returns the fewest breaks of i on a day by its number of meetings:
// slot after slot, the fewest by number so far and state.
func (c *capacities) breaksOn(i int32, d int16, pins []uint64) []int {
	in := c.in
	first, last := in.dayFirst[d], in.dayFirst[d+1]
	y := &dayOf{row: 1, limited: in.maxRow[i] < unlimited, most: int(min(int32(last-first), in.maxDay[i]))}
	if y.limited {
		y.row = int(min(in.maxRow[i], int32(last-first)))
	}
	y.states = inARow + y.row
	y.at = slices.Repeat([]int{never}, (y.most+1)*y.states)
	y.at[unbegun] = 0
	for s := first; s < last; s++ {
		k, bit := int(i)*in.words+int(in.slotWord[s]), in.slotBit[s]
		y.border = s > first && in.p.Slots[s].Session != in.p.Slots[s-1].Session
		y.step(c.useful[k]&bit != 0, pins != nil && pins[k]&bit != 0)
	}
	fewest := make([]int, y.most+1)
	for n := range fewest {
		fewest[n] = slices.Min(y.at[n*y.states : (n+1)*y.states])
	}
	return fewest
}

// dayOf is a participant's day up to a slot.
type dayOf struct {
	most    int  // meetings on the day
	limited bool // only so many of them in a row
	row     int
	border  bool // a session begins with the slot
	states  int
	at      []int // meetings*states+state → fewest breaks
}

// step goes on by a slot in which there may be a meeting, or must.
func (y *dayOf) step(may, must bool) {
	next := slices.Repeat([]int{never}, len(y.at))
	for k, breaks := range y.at {
		if breaks == never {
			continue
		}
		n, state := k/y.states, k%y.states
		if !must {
			to := n*y.states + min(state, idle)
			next[to] = min(next[to], breaks)
		}
		if !may || n == y.most {
			continue
		}
		if to, ended := y.meeting(state); to >= 0 {
			to += (n + 1) * y.states
			next[to] = min(next[to], breaks+ended)
		}
	}
	y.at = next
}

// meeting returns the state after one meeting more, -1 if that is one too many
// in a row, and how many breaks it ends.
func (y *dayOf) meeting(state int) (to, ended int) {
	switch {
	case state == idle:
		return inARow, 1
	case state == unbegun || y.border || !y.limited:
		return inARow, 0
	case state+1 < y.states:
		return state + 1, 0
	}
	return -1, 0
}
