package scheduler

import (
	"context"
	"slices"
)

// A state knows only the class of each meeting's place. Housing picks the
// place: where the published schedule has it, else where its people come from
// or go to next, so that they change tables seldom.

// housing chooses places for the meetings of a state.
type housing struct {
	in     *instance
	st     *state
	where  []int32     // request → place, -1
	places [][]int32   // class → places
	alike  [][][]int32 // class → places that cost the same to come to, kind by kind
	next   [][]int     // class → of each kind the first that may have room in the slot at hand
	closed []bool      // place*slots+slot
	used   []int32     // place*slots+slot → meetings
	guest  []int32     // place*slots+slot → the meeting that came last
	table  int64       // what a table change costs
	zone   int64       // what a zone change costs on top
}

// housed returns the place of each placed request, nil where the problem has
// no places. When ctx is done it saves no further changes of tables.
func (in *instance) housed(ctx context.Context, st *state) []int32 {
	if len(in.p.Places) == 0 {
		return nil
	}
	h := newHousing(in, st)
	for s := range int16(in.slots) {
		h.fill(s)
	}
	for range 3 {
		if !h.polish(ctx) {
			break
		}
	}
	return h.where
}

// bringHome moves published meetings that stand in their slot to the class of
// their place, where there is room or someone to change with.
func (st *state) bringHome() {
	in := st.in
	for r, was := range in.publishedPlace {
		x := int32(r)
		s := st.slotOf[x]
		if was < 0 || s < 0 || s != in.publishedSlot[x] || st.class[x] == in.classOf[was] {
			continue
		}
		if st.reclassTo(x, in.classOf[was]); st.class[x] != in.classOf[was] {
			st.changePlaces(x, in.classOf[was])
		}
	}
}

// changePlaces lets x and a meeting of class c in its slot change classes, if
// that one need not stay and the rules allow it.
func (st *state) changePlaces(x, c int32) {
	in := st.in
	s, before := st.slotOf[x], st.class[x]
	if !slices.Contains(st.choices(x), c) {
		return
	}
	wx := st.within(st.seats(x), s)
	for _, y := range st.inClass(s, c) {
		home := in.publishedSlot[y] == s && in.publishedPlace[y] >= 0 && in.classOf[in.publishedPlace[y]] == c
		if home || !slices.Contains(st.choices(y), before) {
			continue
		}
		if in.covers(wx, c) && in.covers(st.within(st.seats(y), s), before) {
			st.reclass(x, c)
			st.reclass(y, before)
			return
		}
	}
}

func newHousing(in *instance, st *state) *housing {
	h := &housing{in: in, st: st, where: make([]int32, in.requests), places: make([][]int32, in.classes)}
	for r := range h.where {
		h.where[r] = -1
	}
	n := len(in.p.Places)
	h.closed, h.used, h.guest = make([]bool, n*in.slots), make([]int32, n*in.slots), make([]int32, n*in.slots)
	slot := map[string]int{}
	for s := range in.slots {
		slot[in.p.Slots[s].ID] = s
	}
	for w := range in.p.Places {
		c := in.classOf[w]
		h.places[c] = append(h.places[c], int32(w))
		for _, id := range in.p.Places[w].Closed {
			h.closed[w*in.slots+slot[id]] = true
		}
	}
	h.sort()
	comfort := in.p.comfort()
	h.table, h.zone = int64(comfort[ComfortTableChanges]), int64(comfort[ComfortZoneChanges])
	return h
}

// sort puts the places of each class into kinds: of one zone, video or not.
// Places without a zone are a kind each only where there are few of them: a
// change to any of them is a change of zone.
func (h *housing) sort() {
	type kind struct {
		class int32
		zone  string
		video bool
	}
	at := map[kind]int{}
	h.alike, h.next = make([][][]int32, h.in.classes), make([][]int, h.in.classes)
	for w := range h.in.p.Places {
		pl, c := &h.in.p.Places[w], h.in.classOf[w]
		key := kind{c, pl.Zone, pl.Video}
		k, known := at[key]
		if !known {
			k = len(h.alike[c])
			at[key] = k
			h.alike[c], h.next[c] = append(h.alike[c], nil), append(h.next[c], 0)
		}
		h.alike[c][k] = append(h.alike[c][k], int32(w))
	}
}

// free returns a place of a class and kind that has room in slot s, -1 for
// none, while the slot is filled.
func (h *housing) free(c int32, k int, s int16) int32 {
	all := h.alike[c][k]
	for ; h.next[c][k] < len(all); h.next[c][k]++ {
		if w := all[h.next[c][k]]; h.fits(w, s) {
			return w
		}
	}
	return -1
}

// fits says whether a place has room for one more meeting in a slot.
func (h *housing) fits(w int32, s int16) bool {
	k := int(w)*h.in.slots + int(s)
	return !h.closed[k] && h.used[k] < int32(max(1, h.in.p.Places[w].Capacity))
}

func (h *housing) move(r, to int32, s int16) {
	if from := h.where[r]; from >= 0 {
		h.used[int(from)*h.in.slots+int(s)]--
	}
	h.where[r] = to
	if to >= 0 {
		h.used[int(to)*h.in.slots+int(s)]++
		h.guest[int(to)*h.in.slots+int(s)] = r
	}
}

// fill houses the meetings of a slot: those that were published at a place
// first, then each at the cheapest place left.
func (h *housing) fill(s int16) {
	list := h.st.list[s]
	for c := range h.next {
		clear(h.next[c])
	}
	for _, r := range list {
		if w := h.in.pinPlace[r]; w >= 0 {
			h.move(r, w, s)
		}
	}
	for _, r := range list {
		w := h.in.publishedPlace[r]
		if h.where[r] < 0 && w >= 0 && h.in.classOf[w] == h.st.class[r] && h.in.publishedSlot[r] == s && h.fits(w, s) {
			h.move(r, w, s)
		}
	}
	for _, r := range list {
		if h.where[r] < 0 {
			h.move(r, h.cheapest(r, s), s)
		}
	}
}

// cheapest returns the place of r's class with room that costs least, first
// asking where its people are just before and after.
func (h *housing) cheapest(r int32, s int16) int32 {
	best, bestCost := int32(-1), int64(0)
	consider := func(w int32) {
		if w < 0 || h.in.classOf[w] != h.st.class[r] || !h.fits(w, s) {
			return
		}
		if cost := h.cost(r, w, s); best < 0 || cost < bestCost {
			best, bestCost = w, cost
		}
	}
	for _, i := range h.st.seats(r) {
		if i >= 0 {
			consider(h.beside(i, s, -1))
			consider(h.beside(i, s, 1))
		}
	}
	if best >= 0 && h.zone == 0 {
		return best
	}
	c := h.st.class[r]
	for k := range h.alike[c] {
		if best >= 0 && bestCost == 0 {
			break
		}
		consider(h.free(c, k, s))
	}
	return best
}

// beside returns where participant i meets just before (way -1) or after slot
// s on its day, -1 when nowhere or not known yet.
func (h *housing) beside(i int32, s int16, way int16) int32 {
	in := h.in
	d := in.slotDay[s]
	for t := s + way; t >= in.dayFirst[d] && t < in.dayFirst[d+1]; t += way {
		if r := h.st.holder(i, t); r >= 0 {
			return h.where[r]
		}
	}
	return -1
}

// cost is what r at place w costs its people in changes.
func (h *housing) cost(r, w int32, s int16) int64 {
	cost := int64(0)
	if was := h.in.publishedPlace[r]; was >= 0 && was != w && h.in.publishedSlot[r] == s {
		cost += 1 << 20
	}
	for _, i := range h.st.seats(r) {
		if i < 0 {
			continue
		}
		cost += h.change(h.beside(i, s, -1), w) + h.change(w, h.beside(i, s, 1))
	}
	return cost
}

func (h *housing) change(a, b int32) int64 {
	if a < 0 || b < 0 || a == b {
		return 0
	}
	p, q := &h.in.p.Places[a], &h.in.p.Places[b]
	if !p.Video && !q.Video && (p.Zone == "" || p.Zone != q.Zone) {
		return h.table + h.zone
	}
	return h.table
}

// polish moves single meetings to cheaper places and swaps pairs; it reports
// whether that helped.
func (h *housing) polish(ctx context.Context) bool {
	better := false
	for s := range int16(h.in.slots) {
		for k, r := range h.st.list[s] {
			if k%64 == 0 && ctx.Err() != nil {
				return false
			}
			if h.in.pinPlace[r] < 0 && len(h.places[h.st.class[r]]) > 1 && h.improve(r, s) {
				better = true
			}
		}
	}
	return better
}

func (h *housing) improve(r int32, s int16) bool {
	now := h.cost(r, h.where[r], s)
	if now == 0 {
		return false
	}
	for _, i := range h.st.seats(r) {
		if i < 0 {
			continue
		}
		for _, way := range []int16{-1, 1} {
			w := h.beside(i, s, way)
			if w >= 0 && w != h.where[r] && h.in.classOf[w] == h.st.class[r] && h.swapTo(r, w, s, now) {
				return true
			}
		}
	}
	return false
}

// swapTo moves r to w, whoever is there taking r's place, if that is cheaper.
func (h *housing) swapTo(r, w int32, s int16, now int64) bool {
	if h.fits(w, s) {
		if h.cost(r, w, s) < now {
			h.move(r, w, s)
			return true
		}
		return false
	}
	if h.closed[int(w)*h.in.slots+int(s)] {
		return false
	}
	if h.in.p.Places[w].Capacity <= 1 {
		return h.exchange(r, h.guest[int(w)*h.in.slots+int(s)], s, now)
	}
	for _, x := range h.st.inClass(s, h.st.class[r]) {
		if h.where[x] == w && h.exchange(r, x, s, now) {
			return true
		}
	}
	return false
}

// exchange lets r and x change places if that is cheaper.
func (h *housing) exchange(r, x int32, s int16, now int64) bool {
	if x == r || h.in.pinPlace[x] >= 0 {
		return false
	}
	old, w := h.where[r], h.where[x]
	if h.cost(r, w, s)+h.cost(x, old, s) >= now+h.cost(x, w, s) {
		return false
	}
	h.move(r, -1, s)
	h.move(x, old, s)
	h.move(r, w, s)
	return true
}
