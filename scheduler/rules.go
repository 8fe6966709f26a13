package scheduler

import (
	"math/bits"
	"slices"
)

// reset is a meeting to be put back where it was.
type reset struct {
	r     int32
	slot  int16
	class int32
}

// reach says where someone may come for a meeting, as far as the change-over
// tells: to any zone or one alone, and to a video place.
type reach struct {
	zone  int32 // anyZone, nowhere or the only one
	video bool
}

// nowhere is the zone of those who can reach none in time.
const nowhere = -2

// covers says whether a place of this class can be reached.
func (in *instance) covers(w reach, class int32) bool {
	z := in.classZone[class]
	if z == anyZone {
		return w.video
	}
	return w.zone == anyZone || w.zone == z
}

// fits says whether those on the seats, who are free in slot s, may have a
// meeting more there: by their limits of meetings a day and in a row. It
// returns which places they can reach.
func (st *state) fits(seats []int32, s int16) (reach, bool) {
	w := reach{anyZone, true}
	in := st.in
	if !in.strict {
		return w, true
	}
	for _, i := range seats {
		if i >= 0 && st.tired(i, s) {
			return w, false
		}
	}
	return st.within(seats, s), true
}

// tired says whether one meeting more in slot s is too many for i on that day or
// in a row.
func (st *state) tired(i int32, s int16) bool {
	in := st.in
	return in.strict && (in.maxDay[i] < unlimited && st.meetsOn(i, in.slotDay[s]) >= in.maxDay[i] ||
		in.maxRow[i] < unlimited && st.runWith(i, s) > in.maxRow[i])
}

// tiring returns a meeting of i that must leave for it to have one in slot s: of
// that day, or beside s in a row; -1 when there is none. With more than one, it
// is the one that prefer says.
func (st *state) tiring(i int32, s int16, prefer func(a, b int32) bool) int32 {
	in := st.in
	best := int32(-1)
	consider := func(t int16) {
		if x := st.holder(i, t); t != s && x >= 0 && (best < 0 || prefer(x, best)) {
			best = x
		}
	}
	d := in.slotDay[s]
	if in.maxDay[i] < unlimited && st.meetsOn(i, d) >= in.maxDay[i] {
		for t := in.dayFirst[d]; t < in.dayFirst[d+1]; t++ {
			consider(t)
		}
		return best
	}
	if in.maxRow[i] < unlimited && st.runWith(i, s) > in.maxRow[i] {
		session := in.sessions[in.slotSession[s]]
		if s > session.from {
			consider(s - 1)
		}
		if s+1 < session.to {
			consider(s + 1)
		}
	}
	return best
}

// meetsOn counts the meetings of i on day d.
func (st *state) meetsOn(i int32, d int16) int32 {
	in := st.in
	n := 0
	for w := in.dayWord[d]; w < in.dayWord[d+1]; w++ {
		n += bits.OnesCount64(st.busy[int(i)*in.words+int(w)])
	}
	return int32(n)
}

// runWith counts the meetings in a row that i has around slot s, with one there.
func (st *state) runWith(i int32, s int16) int32 {
	session := st.in.sessions[st.in.slotSession[s]]
	from, to := s, s+1
	for from > session.from && st.isBusy(i, from-1) {
		from--
	}
	for to < session.to && st.isBusy(i, to) {
		to++
	}
	return int32(to - from)
}

// within returns which places those on the seats can reach for a meeting in
// slot s, given where they are before and after.
func (st *state) within(seats []int32, s int16) reach {
	in := st.in
	w := reach{anyZone, true}
	if in.changeover == 0 {
		return w
	}
	for _, i := range seats {
		if i < 0 {
			continue
		}
		before, freeBefore := st.zoneBeside(i, s, -1)
		after, freeAfter := st.zoneBeside(i, s, 1)
		if before != anyZone && after != anyZone && before != after {
			w.zone = nowhere
			w.video = w.video && freeBefore+freeAfter >= in.changeover
		}
		for _, z := range [2]int32{before, after} {
			if z != anyZone && w.zone == anyZone {
				w.zone = z
			} else if z != anyZone && w.zone != z {
				w.zone = nowhere
			}
		}
	}
	return w
}

// zoneBeside returns the zone where i is last before slot s (way -1) or first
// after it, if that is too near for a change-over, and the free slots between;
// anyZone when there is none. Video is passed over.
func (st *state) zoneBeside(i int32, s, way int16) (zone int32, free int) {
	r, free := st.nearBeside(i, s, way)
	if r < 0 {
		return anyZone, free
	}
	return st.in.classZone[st.class[r]], free
}

// nearBeside returns the meeting that zoneBeside tells of, or -1.
func (st *state) nearBeside(i int32, s, way int16) (r int32, free int) {
	in := st.in
	d := in.slotDay[s]
	for t := s + way; t >= in.dayFirst[d] && t < in.dayFirst[d+1]; t += way {
		if !st.isBusy(i, t) {
			if free++; free >= in.changeover {
				break
			}
			continue
		}
		if r := st.holder(i, t); in.classZone[st.class[r]] != anyZone {
			return r, free
		}
	}
	return -1, free
}

// settle drops r, whose seats are set and free, into slot s in a class that
// has room and keeps the rules; one other meeting of the slot may change its
// class for it. It reports whether it could.
func (st *state) settle(r int32, s int16) bool {
	w, ok := st.fits(st.seats(r), s)
	if !ok {
		return false
	}
	list := st.choices(r)
	for _, c := range list {
		if st.room(s, c) && st.in.covers(w, c) {
			st.drop(r, s, c)
			return true
		}
	}
	return st.in.classes > 1 && st.settleFor(r, s, list, w)
}

// mostRehoused is how many meetings are tried to make room for one, some of each
// class that would do: in a large hall the others stand as tightly.
const mostRehoused = 32

// settleFor makes room in one of the classes within reach by moving one meeting
// to another class in the same slot.
func (st *state) settleFor(r int32, s int16, list []int32, w reach) bool {
	most := max(4, mostRehoused/max(1, len(list)))
	for _, c := range list {
		if !st.in.covers(w, c) {
			continue
		}
		all := st.inClass(s, c)
		for k := range min(len(all), most) {
			if x := all[(k+int(r))%len(all)]; st.rehouse(x, s) {
				st.drop(r, s, c)
				st.rehoused = append(st.rehoused, reset{x, s, c})
				return true
			}
		}
	}
	return false
}

// rehouse moves x to another class of its slot that has room.
func (st *state) rehouse(x int32, s int16) bool {
	list := st.choices(x)
	if len(list) < 2 {
		return false
	}
	w := st.within(st.seats(x), s)
	for _, c := range list {
		if c != st.class[x] && st.room(s, c) && st.in.covers(w, c) {
			st.reclass(x, c)
			return true
		}
	}
	return false
}

func (st *state) reclass(x int32, c int32) {
	s := st.slotOf[x]
	st.leaveHall(x, s)
	st.class[x] = c
	st.enterHall(x, s)
}

// rehouseBack takes back what settling moved to other classes, the last first;
// meetings that have been lifted since are left alone.
func (st *state) rehouseBack() {
	for k := len(st.rehoused) - 1; k >= 0; k-- {
		if u := st.rehoused[k]; st.slotOf[u.r] == u.slot {
			st.reclass(u.r, u.class)
		}
	}
	st.rehoused = st.rehoused[:0]
}

// reclassTo moves x to class c of its slot if x may be there and there is room.
func (st *state) reclassTo(x int32, c int32) {
	s := st.slotOf[x]
	if c == st.class[x] || !slices.Contains(st.choices(x), c) || !st.room(s, c) {
		return
	}
	if st.in.covers(st.within(st.seats(x), s), c) {
		st.reclass(x, c)
	}
}
