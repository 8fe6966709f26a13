package scheduler

import "math/bits"

// state is a schedule under search. It holds the hard constraints at every
// moment, save compulsory requests that are still missing and the break spread.
type state struct {
	in     *instance
	slotOf []int16  // request → slot, -1
	class  []int32  // request → class of its place
	seat   []int32  // who sits on each seat, -1: nobody needed
	at     []int32  // participant*slots+slot → request+1, 0
	busy   []uint64 // row per participant
	load   []int32  // slot*classes+class → meetings
	list   [][]int32
	pos    []int32   // request → its position in list of its slot
	hall   [][]int32 // slot*classes+class → meetings; nil for a single class
	hallAt []int32   // request → its position in hall of its slot and class
	meets  []int32   // participant → meetings
	orgMet []int32   // organisation → meetings with at least one of its delegates

	mine  []bool  // day → whether it may be looked at; nil: all, nobody else is at work
	dayOf []int16 // request with an order → its day when the days were dealt, -1

	placed  int
	weight  int64
	absent  int   // compulsory requests not placed
	missing int   // mandatory requests not placed
	short   int   // sum of what lacks to floors
	away    int   // published meetings in another slot
	watched bool  // breaks are counted
	breaks  int64 // of all, where they are counted

	mark     []int32 // request → stamp of the component it was last found in
	stamp    int32
	comp     []int32 // the last component found
	undo     []reset // where the members of comp stood
	rehoused []reset // meetings that changed class to make room
	pick     []int32 // scratch for seats
}

func newState(in *instance) *state {
	st := &state{
		in: in, slotOf: make([]int16, in.requests), class: make([]int32, in.requests),
		seat: make([]int32, in.seatOff[in.requests]), at: make([]int32, in.people*in.slots),
		busy: make([]uint64, in.people*in.words), load: make([]int32, in.slots*in.classes),
		list: make([][]int32, in.slots), pos: make([]int32, in.requests),
		meets: make([]int32, in.people), orgMet: make([]int32, in.orgs), mark: make([]int32, in.requests),
	}
	if in.classes > 1 {
		st.hall, st.hallAt = make([][]int32, in.slots*in.classes), make([]int32, in.requests)
	}
	for r := range st.slotOf {
		st.slotOf[r] = -1
		if in.mandatory[r] {
			st.missing++
		}
		if in.must[r] {
			st.absent++
		}
	}
	for i := range st.seat {
		st.seat[i] = -1
	}
	st.short = in.orphans
	for _, f := range in.floor {
		st.short += int(f)
	}
	for _, f := range in.orgFloor {
		st.short += int(f)
	}
	return st
}

// copyFrom makes st equal to another state of the same instance.
func (st *state) copyFrom(o *state) {
	copy(st.slotOf, o.slotOf)
	copy(st.class, o.class)
	copy(st.seat, o.seat)
	copy(st.at, o.at)
	copy(st.busy, o.busy)
	copy(st.load, o.load)
	copy(st.pos, o.pos)
	copy(st.meets, o.meets)
	copy(st.orgMet, o.orgMet)
	for s := range st.list {
		st.list[s] = append(st.list[s][:0], o.list[s]...)
	}
	for k := range st.hall {
		st.hall[k] = append(st.hall[k][:0], o.hall[k]...)
	}
	copy(st.hallAt, o.hallAt)
	st.placed, st.weight, st.absent, st.missing, st.short, st.away = o.placed, o.weight, o.absent, o.missing, o.short, o.away
}

// fork returns a view of the same schedule with scratch of its own, for one
// who works on other days at the same time. Only the schedule itself is
// shared, not the counts of what is placed.
func (st *state) fork() *state {
	f := *st
	f.mark, f.stamp = make([]int32, len(st.mark)), 0
	f.comp, f.undo, f.rehoused, f.pick = nil, nil, nil, nil
	return &f
}

// seats returns who attends r, with -1 for seats that nobody needs.
func (st *state) seats(r int32) []int32 { return st.seat[st.in.seatOff[r]:st.in.seatOff[r+1]] }

// holder returns the request that a participant is busy with in a slot, or -1.
func (st *state) holder(i int32, s int16) int32 { return st.at[int(i)*st.in.slots+int(s)] - 1 }

// drop puts r, whose seats are set, into a slot and class.
func (st *state) drop(r int32, s int16, c int32) {
	in := st.in
	w, bit := in.slotWord[s], in.slotBit[s]
	for _, i := range st.seats(r) {
		if i >= 0 {
			st.at[int(i)*in.slots+int(s)] = r + 1
			if st.watched {
				st.breaks -= st.dayStanding(i, int32(in.slotDay[s])).breaks
			}
			st.busy[int(i)*in.words+int(w)] |= bit
			if st.watched {
				st.breaks += st.dayStanding(i, int32(in.slotDay[s])).breaks
			}
		}
	}
	st.slotOf[r], st.class[r] = s, c
	if in.publishedFor != nil {
		st.away += int(in.movedIn(r, s))
	}
	st.enterHall(r, s)
	st.pos[r] = int32(len(st.list[s]))
	st.list[s] = append(st.list[s], r)
}

// lift takes r out of its slot.
func (st *state) lift(r int32) {
	in := st.in
	s := st.slotOf[r]
	w, bit := in.slotWord[s], in.slotBit[s]
	for _, i := range st.seats(r) {
		if i >= 0 {
			st.at[int(i)*in.slots+int(s)] = 0
			if st.watched {
				st.breaks -= st.dayStanding(i, int32(in.slotDay[s])).breaks
			}
			st.busy[int(i)*in.words+int(w)] &^= bit
			if st.watched {
				st.breaks += st.dayStanding(i, int32(in.slotDay[s])).breaks
			}
		}
	}
	st.leaveHall(r, s)
	if in.publishedFor != nil {
		st.away -= int(in.movedIn(r, s))
	}
	all := st.list[s]
	last := all[len(all)-1]
	all[st.pos[r]] = last
	st.pos[last] = st.pos[r]
	st.list[s] = all[:len(all)-1]
	st.slotOf[r] = -1
}

// enterHall counts r in slot s in its class.
func (st *state) enterHall(r int32, s int16) {
	k := int(s)*st.in.classes + int(st.class[r])
	st.load[k]++
	if st.hall != nil {
		st.hallAt[r] = int32(len(st.hall[k]))
		st.hall[k] = append(st.hall[k], r)
	}
}

// inClass lists the meetings of a class in a slot.
func (st *state) inClass(s int16, c int32) []int32 {
	if st.hall == nil {
		return st.list[s]
	}
	return st.hall[int(s)*st.in.classes+int(c)]
}

// leaveHall takes r in slot s out of its class.
func (st *state) leaveHall(r int32, s int16) {
	k := int(s)*st.in.classes + int(st.class[r])
	st.load[k]--
	if st.hall != nil {
		all := st.hall[k]
		last := all[len(all)-1]
		all[st.hallAt[r]] = last
		st.hallAt[last] = st.hallAt[r]
		st.hall[k] = all[:len(all)-1]
	}
}

// put places r, whose seats are set, and counts it.
func (st *state) put(r int32, s int16, c int32) {
	st.drop(r, s, c)
	st.count(r, 1)
}

// take leaves r out again.
func (st *state) take(r int32) {
	st.lift(r)
	st.count(r, -1)
}

func (st *state) count(r int32, by int32) {
	in := st.in
	st.placed += int(by)
	st.weight += int64(by) * int64(in.weight[r])
	if in.mandatory[r] {
		st.missing -= int(by)
	}
	if in.must[r] {
		st.absent -= int(by)
	}
	seats := st.seats(r)
	for k, i := range seats {
		if i < 0 {
			continue
		}
		st.short += lacking(in.floor[i], st.meets[i]+by) - lacking(in.floor[i], st.meets[i])
		st.meets[i] += by
		o := in.org[i]
		if o < 0 || in.represented(seats[:k], o) {
			continue
		}
		st.short += lacking(in.orgFloor[o], st.orgMet[o]+by) - lacking(in.orgFloor[o], st.orgMet[o])
		st.orgMet[o] += by
	}
}

func lacking(floor, n int32) int { return int(max(0, floor-n)) }

// represented says whether one of these belongs to organisation o.
func (in *instance) represented(seats []int32, o int32) bool {
	for _, i := range seats {
		if i >= 0 && in.org[i] == o {
			return true
		}
	}
	return false
}

// choices returns the classes where r may be with its seats as they are.
func (st *state) choices(r int32) []int32 {
	if c := st.in.choiceOf[r]; c >= 0 {
		return st.in.choices[c]
	}
	return st.in.classesOf(r, st.seats(r))
}

func (st *state) room(s int16, c int32) bool {
	k := int(s)*st.in.classes + int(c)
	return st.load[k] < st.in.classCap[k]
}

// underLimits says whether those on the seats of r may have one more meeting.
func (st *state) underLimits(seats []int32) bool {
	in := st.in
	for k, i := range seats {
		if i < 0 {
			continue
		}
		if st.meets[i] >= in.maxAll[i] {
			return false
		}
		if o := in.org[i]; o >= 0 && st.orgMet[o] >= in.orgMax[o] && !in.represented(seats[:k], o) {
			return false
		}
	}
	return true
}

// ordered says whether r would keep its precedences in slot s. A request that
// r comes after must be placed; one that comes after r may be missing.
func (st *state) ordered(r int32, s int16) bool {
	in := st.in
	if !in.linked[r] {
		return true
	}
	for _, x := range in.after[in.afterOff[r]:in.afterOff[r+1]] {
		if st.slotOf[x] < 0 || st.slotOf[x] >= s {
			return false
		}
	}
	for _, x := range in.before[in.beforeOff[r]:in.beforeOff[r+1]] {
		if st.slotOf[x] >= 0 && st.slotOf[x] <= s {
			return false
		}
	}
	return true
}

// needed says whether a placed request comes after r, which must stay then.
func (st *state) needed(r int32) bool {
	in := st.in
	for _, x := range in.before[in.beforeOff[r]:in.beforeOff[r+1]] {
		if st.slotOf[x] >= 0 {
			return true
		}
	}
	return false
}

// breaksOf returns the breaks and idle slots of a participant's day, given its
// busy words of that day.
func breaksOf(day []uint64) (breaks, idle int) {
	first, last, busy, runs, carry := -1, -1, 0, 0, uint64(0)
	for w, b := range day {
		if b == 0 {
			carry = 0
			continue
		}
		if first < 0 {
			first = w*64 + bits.TrailingZeros64(b)
		}
		last = w*64 + 63 - bits.LeadingZeros64(b)
		busy += bits.OnesCount64(b)
		runs += bits.OnesCount64(b &^ (b<<1 | carry))
		carry = b >> 63
	}
	if runs == 0 {
		return 0, 0
	}
	return runs - 1, last - first + 1 - busy
}
