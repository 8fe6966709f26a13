package scheduler

import "slices"

// clash is one hard constraint that a meeting on a board breaks. Positions
// that do not apply are -1.
type clash struct {
	constraint Constraint
	kind       clashKind
	person     int32
	org        int32
	place      int32
	other      int32 // the other meeting of a conflict or an order
}

// clashKind tells the ways apart in which one constraint is broken.
type clashKind uint8

const (
	plainClash clashKind = iota
	fullPlace            // the place, or the slot, holds too many
	closedPlace
	wrongPlace // none of those where these may meet
	overAll    // too many meetings
	overDay    // too many on one day
	overRow    // too many in a row
	otherSession
	leavesOrder // a displaced meeting is missing before the other
)

// clashes appends every constraint that r's meeting takes part in breaking.
func (b *board) clashes(r int32, all []clash) []clash {
	all = b.ownClashes(r, all)
	all = b.orderClashes(r, all)
	all = b.placeClashes(r, all)
	return b.peopleClashes(r, all)
}

func (b *board) ownClashes(r int32, all []clash) []clash {
	in, at := b.in, &b.spot[r]
	if b.ill[r] {
		all = append(all, clash{Attendance, plainClash, -1, -1, -1, -1})
	}
	if in.pinned[r] {
		all = b.pinClashes(r, all)
	}
	if in.forced[r] {
		return all
	}
	if kind, ok := b.ownSlot(r, at.slot); !ok {
		all = append(all, clash{RequestSlots, kind, -1, -1, -1, -1})
	}
	for _, i := range at.who {
		if !in.isOpen(i, at.slot) {
			all = append(all, clash{ParticipantUnavailable, plainClash, i, -1, -1, -1})
		}
	}
	return all
}

// ownSlot says whether a request's own slots and session allow a slot.
func (b *board) ownSlot(r int32, s int16) (clashKind, bool) {
	q, slot := &b.in.p.Requests[r], &b.in.p.Slots[s]
	if len(q.Slots) > 0 && !slices.Contains(q.Slots, slot.ID) {
		return plainClash, false
	}
	if q.Session != "" && q.Session != slot.Session {
		return otherSession, false
	}
	return plainClash, true
}

func (b *board) pinClashes(r int32, all []clash) []clash {
	in, at, pin := b.in, &b.spot[r], b.pins[r]
	kept := b.v.slot[pin.Slot] == int(at.slot)
	kept = kept && (in.pinPlace[r] < 0 || in.pinPlace[r] == at.place)
	if len(pin.Participants) > 0 {
		kept = kept && len(at.who) == in.requiredCount(r) && containsAll(at.who, in.required(r))
	}
	if kept {
		return all
	}
	return append(all, clash{Pinned, plainClash, -1, -1, in.pinPlace[r], -1})
}

func containsAll(all, some []int32) bool {
	for _, x := range some {
		if !contains(all, x) {
			return false
		}
	}
	return true
}

func (b *board) orderClashes(r int32, all []clash) []clash {
	in := b.in
	if !in.linked[r] {
		return all
	}
	s := b.spot[r].slot
	for _, x := range in.after[in.afterOff[r]:in.afterOff[r+1]] {
		if !b.placed(x) || b.spot[x].slot >= s {
			all = append(all, clash{Precedence, plainClash, -1, -1, -1, x})
		}
	}
	for _, x := range in.before[in.beforeOff[r]:in.beforeOff[r+1]] {
		if b.placed(x) && b.spot[x].slot <= s {
			all = append(all, clash{Precedence, plainClash, -1, -1, -1, x})
		}
	}
	return all
}

func (b *board) placeClashes(r int32, all []clash) []clash {
	at := &b.spot[r]
	if b.tables() {
		if b.room(-1, at.slot) < 0 {
			all = append(all, clash{PlaceCapacity, fullPlace, -1, -1, -1, -1})
		}
		return all
	}
	if at.place < 0 {
		return append(all, clash{PlaceCapacity, wrongPlace, -1, -1, -1, -1})
	}
	closed := b.isClosed(at.place, at.slot)
	if closed {
		all = append(all, clash{PlaceCapacity, closedPlace, -1, -1, at.place, -1})
	}
	if held := b.held[b.holding(at.place, at.slot)]; held > b.roomy[at.place] && (closed || held > b.capacity(at.place, at.slot)) {
		all = append(all, clash{PlaceCapacity, fullPlace, -1, -1, at.place, -1})
	}
	if !b.hosts(at.place, at.who) {
		all = append(all, clash{PlaceCapacity, wrongPlace, -1, -1, at.place, -1})
	}
	return all
}

// hosts says whether these may meet at a place, when it is open: a booth takes
// only its organisation's, who has a fixed place meets there, and video comes
// before tables.
func (b *board) hosts(place int32, who []int32) bool {
	in := b.in
	fixed, video, here := false, false, false
	for _, i := range who {
		if f := in.fixed[i]; f >= 0 {
			fixed, here = true, here || f == place
			video = video || in.p.Places[f].Video
		}
	}
	isVideo := in.p.Places[place].Video
	switch {
	case isVideo && !here, fixed && !here, video && !isVideo:
		return false
	}
	return b.owner[place] == -1 || in.represented(who, b.owner[place])
}

func (b *board) peopleClashes(r int32, all []clash) []clash {
	in, at := b.in, &b.spot[r]
	for k, i := range at.who {
		if len(b.extra) > 0 {
			b.holders(i, at.slot, func(x int32) {
				if x != r {
					all = append(all, clash{ParticipantConflict, plainClash, i, -1, -1, x})
				}
			})
		}
		if b.meets[i] > in.maxAll[i] {
			all = append(all, clash{MeetingLimit, overAll, i, -1, -1, -1})
		}
		if o := in.org[i]; o >= 0 && b.orgMet[o] > in.orgMax[o] && !in.represented(at.who[:k], o) {
			all = append(all, clash{MeetingLimit, overAll, -1, o, -1, -1})
		}
		if in.strict {
			all = b.dayClashes(i, at.slot, all)
		}
	}
	if in.spreadMax < unlimited {
		if x := b.spreadClash(at.who); x >= 0 {
			all = append(all, clash{BreakSpread, plainClash, x, -1, -1, -1})
		}
	}
	return all
}

// spreadClash returns a participant whose breaks differ too much from another's:
// one of these, or, where the spread is worse than it was on the schedule as it
// came, anyone; -1 for none.
func (b *board) spreadClash(who []int32) int32 {
	spread := b.spread()
	if spread <= b.in.spreadMax {
		return -1
	}
	fewest := 0
	for b.having[fewest] == 0 {
		fewest++
	}
	for _, i := range who {
		if int(b.breaks[i]) > fewest+b.in.spreadMax || int(b.breaks[i]) == fewest {
			return i
		}
	}
	if spread <= b.spreadBefore {
		return -1
	}
	for i, n := range b.breaks {
		if int(n) == fewest+spread {
			return int32(i)
		}
	}
	return -1
}

// dayClashes looks at what a participant's day around slot s breaks.
func (b *board) dayClashes(i int32, s int16, all []clash) []clash {
	in := b.in
	if in.maxDay[i] < unlimited && b.onDay(i, in.slotDay[s]) > in.maxDay[i] {
		all = append(all, clash{MeetingLimit, overDay, i, -1, -1, -1})
	}
	if in.maxRow[i] < unlimited && b.rowAround(i, s) > in.maxRow[i] {
		all = append(all, clash{MeetingLimit, overRow, i, -1, -1, -1})
	}
	if in.changeover > 0 && !b.tables() && b.tooFar(i, s) {
		all = append(all, clash{Changeover, plainClash, i, -1, -1, -1})
	}
	return all
}

func (b *board) onDay(i int32, d int16) int32 {
	in, n := b.in, int32(0)
	for s := in.dayFirst[d]; s < in.dayFirst[d+1]; s++ {
		if b.isBusy(i, s) {
			n += 1 + int32(len(b.extra[int(i)*in.slots+int(s)]))
		}
	}
	return n
}

// rowAround returns the busy slots in a row around slot s, within its session.
func (b *board) rowAround(i int32, s int16) int32 {
	session := b.sessionOf(s)
	from, to := s, s+1
	for from > session.from && b.isBusy(i, from-1) {
		from--
	}
	for to < session.to && b.isBusy(i, to) {
		to++
	}
	return int32(to - from)
}

func (b *board) sessionOf(s int16) span {
	for _, one := range b.in.sessions {
		if s < one.to {
			return one
		}
	}
	return span{}
}

// tooFar says whether a participant lacks free slots between two meetings in
// different zones, one of them before or in slot s and one in or after it.
func (b *board) tooFar(i int32, s int16) bool {
	in, d := b.in, b.in.slotDay[s]
	last, lastSlot, taken, bad := int32(-1), int16(0), 0, false
	for t := in.dayFirst[d]; t < in.dayFirst[d+1]; t++ {
		b.holders(i, t, func(r int32) {
			place := b.spot[r].place
			if place < 0 || in.p.Places[place].Video {
				taken++
				return
			}
			if last >= 0 && b.zonesDiffer(last, place) && int(t-lastSlot)-1-taken < in.changeover {
				bad = bad || lastSlot <= s && s <= t
			}
			last, lastSlot, taken = place, t, 0
		})
	}
	return bad
}
