package scheduler

import "math/bits"

// soft weighs what smoothing lowers. One moved meeting outweighs many breaks,
// and a break many idle slots, so that trades between levels are rare while
// annealing; what is kept is compared level by level.
type soft struct {
	excess, moved, breaks, idle, rather, early int64
}

func newSoft(in *instance) soft {
	var w soft
	comfort := in.p.comfort()
	for _, g := range in.p.order() {
		switch g {
		case GoalMoved:
			if len(in.p.Published) > 0 {
				w.moved = 400
			}
		case GoalBreaks:
			w.breaks = 20
		case GoalComfort:
			w.idle = int64(min(comfort[ComfortIdleSlots], 8))
			w.early = int64(min(comfort[ComfortEarliness], 2))
			if in.rather != nil {
				w.rather = int64(min(comfort[ComfortRatherNot], 16))
			}
		}
	}
	if in.spreadMax < unlimited {
		w.excess = 60
		w.breaks = max(w.breaks, 1)
	}
	return w
}

// homing weighs so that many meetings can move for one to come home, which a
// break hardly hinders.
func (w soft) homing() soft {
	w.moved, w.breaks = 40, min(w.breaks, 2)
	w.idle, w.rather, w.early = 0, 0, 0
	return w
}

// standing is what smoothing lowers, in parts. lack is what the placed requests
// are worth less than they should.
type standing struct {
	lack, excess, moved, breaks, idle, rather, early int64
}

func (a standing) plus(b standing, times int64) standing {
	return standing{
		a.lack + times*b.lack, a.excess + times*b.excess, a.moved + times*b.moved, a.breaks + times*b.breaks,
		a.idle + times*b.idle, a.rather + times*b.rather, a.early + times*b.early,
	}
}

func (w soft) cost(a standing) int64 {
	return w.excess*a.excess + w.moved*a.moved + w.breaks*a.breaks + w.idle*a.idle + w.rather*a.rather + w.early*a.early
}

// better says whether a is preferable to b, level by level.
func (w soft) better(a, b standing) bool {
	if a.lack != b.lack {
		return a.lack < b.lack
	}
	if x, y := min(w.excess, 1)*a.excess, min(w.excess, 1)*b.excess; x != y {
		return x < y
	}
	if x, y := min(w.moved, 1)*a.moved, min(w.moved, 1)*b.moved; x != y {
		return x < y
	}
	if x, y := min(w.breaks, 1)*a.breaks, min(w.breaks, 1)*b.breaks; x != y {
		return x < y
	}
	a.excess, a.moved, a.breaks = 0, 0, 0
	b.excess, b.moved, b.breaks = 0, 0, 0
	return w.cost(a) < w.cost(b)
}

// gaps returns the breaks and idle slots of a day of one word.
func gaps(day uint64) (breaks, idle int64) {
	if day == 0 {
		return 0, 0
	}
	runs := bits.OnesCount64(day &^ (day << 1))
	span := 64 - bits.LeadingZeros64(day) - bits.TrailingZeros64(day)
	return int64(runs - 1), int64(span - bits.OnesCount64(day))
}

// dayStanding is what participant i's day d adds.
func (st *state) dayStanding(i, d int32) standing {
	in := st.in
	from, to := int(i)*in.words+int(in.dayWord[d]), int(i)*in.words+int(in.dayWord[d+1])
	var c standing
	if to-from == 1 {
		c.breaks, c.idle = gaps(st.busy[from])
	} else {
		b, idle := breaksOf(st.busy[from:to])
		c.breaks, c.idle = int64(b), int64(idle)
	}
	if in.rather != nil {
		for w := from; w < to; w++ {
			c.rather += int64(bits.OnesCount64(st.busy[w] & in.rather[w]))
		}
	}
	return c
}

// standing takes the standing of a state as it is.
func (st *state) standing() standing {
	in := st.in
	var total standing
	for r := range int32(in.requests) {
		if s := st.slotOf[r]; s >= 0 {
			total.early += int64(s)
			total.moved += in.movedIn(r, s)
		}
	}
	count := make([]int64, in.people)
	fewest := int64(unlimited)
	for i := range int32(in.people) {
		before := total.breaks
		for d := range int32(in.days()) {
			total = total.plus(st.dayStanding(i, d), 1)
		}
		count[i] = total.breaks - before
		fewest = min(fewest, count[i])
	}
	if in.spreadMax < unlimited {
		for _, n := range count {
			total.excess += max(0, n-fewest-int64(in.spreadMax))
		}
	}
	return total
}

func (in *instance) movedIn(r int32, s int16) int64 {
	if was := in.publishedSlot[r]; was >= 0 && was != s {
		return 1
	}
	return 0
}

func (in *instance) days() int { return len(in.dayFirst) - 1 }
