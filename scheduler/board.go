package scheduler

import "slices"

// board is a schedule as it hangs on a planner's wall: exact to the place and
// the person, and tolerant of every violation, so that hand-edited schedules
// can be looked at, and changes tried and taken back. Its score is that of a
// check at every moment.
type board struct {
	in    *instance
	v     *validator
	spot  []spot          // request → where it stands
	ill   map[int32]bool  // requests whose attendance is not what they ask for
	cell  []int32         // participant*slots+slot → request+1 of a meeting there, 0
	extra map[int][]int32 // cell → further meetings there
	busy  []uint64        // row per participant
	held  []int32         // place*slots+slot → meetings; without places slot → meetings
	list  [][]int32       // slot → its meetings
	pos   []int32         // request → its position in the list of its slot

	meets  []int32 // participant → meetings
	orgMet []int32 // organisation → meetings with at least one of its delegates
	breaks []int32 // participant → breaks
	having []int32 // breaks → participants with so many

	roomy   []int32       // place → meetings that fit in a slot
	further map[int]int32 // position in held → tables more than the problem has, on trial
	closed  []uint64      // row per place: slots in which it is closed
	owner   []int32       // place → organisation; -1: anyone's; -2: one without participants
	booths  [][]int32     // organisation → its booths
	plain   [][]int32     // places open to every meeting, by zone where zones matter
	orgName []string
	pins    map[int32]*Pin
	sum     tally

	spreadBefore int // of the schedule as it came
	weights      comfortWeights
	order        []Goal
	scratch      []clash
	spots        []spot
	leastMeeting []int32 // organisation → its meeting whose leaving costs least; nil: not looked for yet
}

// spot is where a meeting stands and who attends; slot -1: it is left out.
type spot struct {
	slot  int16
	place int32 // -1: none
	who   []int32
}

// tally holds the parts of a score, save the spread of breaks.
type tally struct {
	missing, short, placed, moved, early int
	weight                               int
	day                                  dayTally
}

// put places r at a spot and counts it.
func (b *board) put(r int32, at spot) {
	d := b.in.slotDay[at.slot]
	b.forget(at.who, d)
	b.hang(r, at)
	b.remember(at.who, d)
	b.count(r, 1)
}

// hang puts r at a spot, uncounted.
func (b *board) hang(r int32, at spot) {
	for _, i := range at.who {
		b.enter(i, at.slot, r)
	}
	b.spot[r] = at
	if k := b.holding(at.place, at.slot); k >= 0 {
		b.held[k]++
	}
	b.pos[r] = int32(len(b.list[at.slot]))
	b.list[at.slot] = append(b.list[at.slot], r)
}

// take leaves r out and returns where it stood.
func (b *board) take(r int32) spot {
	b.count(r, -1)
	at := b.spot[r]
	d := b.in.slotDay[at.slot]
	b.forget(at.who, d)
	for _, i := range at.who {
		b.leave(i, at.slot, r)
	}
	b.spot[r] = spot{slot: -1, place: -1}
	if k := b.holding(at.place, at.slot); k >= 0 {
		b.held[k]--
	}
	all := b.list[at.slot]
	last := all[len(all)-1]
	all[b.pos[r]], b.pos[last] = last, b.pos[r]
	b.list[at.slot] = all[:len(all)-1]
	b.remember(at.who, d)
	return at
}

// placed says whether r has a meeting.
func (b *board) placed(r int32) bool { return b.spot[r].slot >= 0 }

// holding returns the position in held of a place and slot, -1 for a meeting
// without the place that it needs.
func (b *board) holding(place int32, s int16) int {
	switch {
	case b.tables():
		return int(s)
	case place < 0:
		return -1
	}
	return int(place)*b.in.slots + int(s)
}

// tables says whether the problem counts tables instead of naming places.
func (b *board) tables() bool { return len(b.in.p.Places) == 0 }

func (b *board) enter(i int32, s int16, r int32) {
	k := int(i)*b.in.slots + int(s)
	if b.cell[k] != 0 {
		b.extra[k] = append(b.extra[k], r)
		return
	}
	b.cell[k] = r + 1
	b.busy[int(i)*b.in.words+int(b.in.slotWord[s])] |= b.in.slotBit[s]
}

func (b *board) leave(i int32, s int16, r int32) {
	k := int(i)*b.in.slots + int(s)
	more := b.extra[k]
	if b.cell[k] != r+1 {
		b.setExtra(k, slices.DeleteFunc(more, func(x int32) bool { return x == r }))
		return
	}
	if len(more) > 0 {
		b.cell[k] = more[0] + 1
		b.setExtra(k, more[1:])
		return
	}
	b.cell[k] = 0
	b.busy[int(i)*b.in.words+int(b.in.slotWord[s])] &^= b.in.slotBit[s]
}

func (b *board) setExtra(k int, more []int32) {
	if len(more) == 0 {
		delete(b.extra, k)
		return
	}
	b.extra[k] = more
}

// holder returns a meeting of a participant in a slot, or -1.
func (b *board) holder(i int32, s int16) int32 { return b.cell[int(i)*b.in.slots+int(s)] - 1 }

// holders calls each for every meeting of a participant in a slot, in the
// order of the requests.
func (b *board) holders(i int32, s int16, each func(r int32)) {
	k := int(i)*b.in.slots + int(s)
	if b.cell[k] == 0 {
		return
	}
	more := b.extra[k]
	if len(more) == 0 {
		each(b.cell[k] - 1)
		return
	}
	all := append([]int32{b.cell[k] - 1}, more...)
	slices.Sort(all)
	for _, r := range all {
		each(r)
	}
}

// isBusy says whether a participant has a meeting in a slot.
func (b *board) isBusy(i int32, s int16) bool { return b.cell[int(i)*b.in.slots+int(s)] != 0 }

// room returns how many more meetings a place, or without places the slot,
// holds. A place that is closed holds none.
func (b *board) room(place int32, s int16) int32 {
	return b.capacity(place, s) - b.held[b.holding(place, s)]
}

// capacity returns how many meetings a place, or without places the slot, holds.
func (b *board) capacity(place int32, s int16) int32 {
	further := int32(0)
	if len(b.further) > 0 {
		further = b.further[b.holding(place, s)]
	}
	switch {
	case b.tables():
		return b.in.classCap[s] + further
	case b.isClosed(place, s):
		return 0
	}
	return b.roomy[place] + further
}

func (b *board) isClosed(place int32, s int16) bool {
	return b.closed[int(place)*b.in.words+int(b.in.slotWord[s])]&b.in.slotBit[s] != 0
}

// places calls each for every place, or once with -1 without places.
func (b *board) places(each func(place int32)) {
	if b.tables() {
		each(-1)
		return
	}
	for place := range int32(len(b.in.p.Places)) {
		each(place)
	}
}
