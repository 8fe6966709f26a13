package scheduler

import "math/bits"

// dayTally holds what a score counts in one participant's day.
type dayTally struct {
	breaks, idle, rather, tables, zones int
}

func (t *dayTally) add(o dayTally, by int) {
	t.breaks += by * o.breaks
	t.idle += by * o.idle
	t.rather += by * o.rather
	t.tables += by * o.tables
	t.zones += by * o.zones
}

// comfortWeights are the weights of comfort's parts.
type comfortWeights struct {
	idle, rather, tables, zones, spread, early int
}

func newComfortWeights(p *Problem) comfortWeights {
	w := p.comfort()
	return comfortWeights{
		idle: w[ComfortIdleSlots], rather: w[ComfortRatherNot], tables: w[ComfortTableChanges],
		zones: w[ComfortZoneChanges], spread: w[ComfortSpread], early: w[ComfortEarliness],
	}
}

// score returns the schedule's score as a check would count it.
func (b *board) score() Score {
	s, w := &b.sum, &b.weights
	return Score{
		MandatoryUnplaced: s.missing, FloorShortfall: s.short, Weight: s.weight, Placed: s.placed, Moved: s.moved,
		Breaks: s.day.breaks, IdleSlots: s.day.idle, TableChanges: s.day.tables,
		Comfort: w.idle*s.day.idle + w.rather*s.day.rather + w.tables*s.day.tables + w.zones*s.day.zones +
			w.spread*b.spread() + w.early*s.early,
	}
}

// minus returns what a score has more than another.
func (s Score) minus(o Score) Score {
	return Score{
		s.MandatoryUnplaced - o.MandatoryUnplaced, s.FloorShortfall - o.FloorShortfall, s.Weight - o.Weight,
		s.Placed - o.Placed, s.Moved - o.Moved, s.Breaks - o.Breaks, s.IdleSlots - o.IdleSlots,
		s.TableChanges - o.TableChanges, s.Comfort - o.Comfort,
	}
}

// preference compares two scores or changes by the goals in their order:
// below zero when a is better.
func preference(order []Goal, a, c Score) int {
	for _, g := range order {
		d := 0
		switch g {
		case GoalMandatory:
			d = a.MandatoryUnplaced - c.MandatoryUnplaced
		case GoalFloors:
			d = a.FloorShortfall - c.FloorShortfall
		case GoalWeight:
			d = c.Weight - a.Weight
		case GoalMoved:
			d = a.Moved - c.Moved
		case GoalBreaks:
			d = a.Breaks - c.Breaks
		case GoalComfort:
			d = a.Comfort - c.Comfort
		}
		if d != 0 {
			return d
		}
	}
	return 0
}

// spread returns the most less the fewest breaks of any participant.
func (b *board) spread() int {
	first, last := -1, 0
	for n, who := range b.having {
		if who == 0 {
			continue
		}
		if first < 0 {
			first = n
		}
		last = n
	}
	return last - max(first, 0)
}

// forget takes the day of these participants out of the sums, remember counts
// it anew: what changes between the two is measured.
func (b *board) forget(who []int32, d int16)   { b.measure(who, d, -1) }
func (b *board) remember(who []int32, d int16) { b.measure(who, d, 1) }

// measureAll counts the days of everyone, none of which is counted yet.
func (b *board) measureAll() {
	var one [1]int32
	for i := range int32(b.in.people) {
		one[0] = i
		for d := range int16(len(b.in.dayFirst) - 1) {
			b.remember(one[:], d)
		}
	}
}

func (b *board) measure(who []int32, d int16, by int) {
	for _, i := range who {
		t := b.dayOf(i, d)
		b.sum.day.add(t, by)
		if t.breaks == 0 {
			continue
		}
		b.having[b.breaks[i]]--
		b.breaks[i] += int32(by * t.breaks)
		for int(b.breaks[i]) >= len(b.having) {
			b.having = append(b.having, 0)
		}
		b.having[b.breaks[i]]++
	}
}

// dayOf measures one participant's day.
func (b *board) dayOf(i int32, d int16) dayTally {
	in := b.in
	row := b.busy[int(i)*in.words:]
	day := row[in.dayWord[d]:in.dayWord[d+1]]
	var t dayTally
	t.breaks, t.idle = breaksOf(day)
	if in.rather != nil {
		rather := in.rather[int(i)*in.words:]
		for w := range day {
			t.rather += bits.OnesCount64(day[w] & rather[int(in.dayWord[d])+w])
		}
	}
	if len(b.extra) > 0 {
		t.rather += b.doublesIn(i, d)
	}
	if !b.tables() {
		b.walk(i, d, &t)
	}
	return t
}

// doublesIn counts the meetings beyond the first in the slots of a day that a
// participant would rather not have.
func (b *board) doublesIn(i int32, d int16) int {
	in, n := b.in, 0
	if in.rather == nil {
		return 0
	}
	for s := in.dayFirst[d]; s < in.dayFirst[d+1]; s++ {
		if in.rather[int(i)*in.words+int(in.slotWord[s])]&in.slotBit[s] != 0 {
			n += len(b.extra[int(i)*in.slots+int(s)])
		}
	}
	return n
}

// walk counts the changes of table and zone between consecutive meetings.
func (b *board) walk(i int32, d int16, t *dayTally) {
	in := b.in
	before, first := int32(-1), true
	for s := in.dayFirst[d]; s < in.dayFirst[d+1]; s++ {
		b.holders(i, s, func(r int32) {
			now := b.spot[r].place
			if !first && before >= 0 && now >= 0 && before != now {
				t.tables++
				if b.zonesDiffer(before, now) {
					t.zones++
				}
			}
			before, first = now, false
		})
	}
}

// zonesDiffer says whether two places are in different zones.
func (b *board) zonesDiffer(x, y int32) bool {
	a, c := &b.in.p.Places[x], &b.in.p.Places[y]
	if x == y || a.Video || c.Video {
		return false
	}
	return a.Zone == "" || a.Zone != c.Zone
}

// count adds r, which has a spot, to the sums, or takes it off.
func (b *board) count(r int32, by int32) {
	in, at, n := b.in, &b.spot[r], int(by)
	b.sum.placed += n
	b.sum.weight += n * int(in.weight[r])
	b.sum.early += n * int(at.slot)
	if in.mandatory[r] {
		b.sum.missing -= n
	}
	if s := in.publishedSlot[r]; s >= 0 && (s != at.slot || in.publishedPlace[r] >= 0 && in.publishedPlace[r] != at.place) {
		b.sum.moved += n
	}
	for k, i := range at.who {
		b.sum.short += lacking(in.floor[i], b.meets[i]+by) - lacking(in.floor[i], b.meets[i])
		b.meets[i] += by
		o := in.org[i]
		if o < 0 || in.represented(at.who[:k], o) {
			continue
		}
		b.sum.short += lacking(in.orgFloor[o], b.orgMet[o]+by) - lacking(in.orgFloor[o], b.orgMet[o])
		b.orgMet[o] += by
	}
}
