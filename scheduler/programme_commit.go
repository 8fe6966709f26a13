package scheduler

// joint is a search for pitches and meetings together. The instance is its
// own: what pitches and hearings take is closed in it, so that every move of
// meetings respects them.
type joint struct {
	g    *pitchGrid
	a    *pitching
	plan *pitching // what the move at hand is to make of a
	se   *search
	in   *instance
	st   *state

	open   []int32   // requests that leave open who attends
	order  []int32   // the pitches, each after those that it comes after
	needs  [][]int32 // participant → requests that need it, forced ones aside
	own    []uint64  // row per request: slots it may use when no pitch is placed
	block  []int32   // participant*slots+slot → pitches and hearings that take it
	heard  []int32   // the same, hearings alone
	shut   []int32   // place*slots+slot → pitches in the room
	given  []bool    // hearing → kept free for it
	gained int64     // weight of the hearings given
	count  int       // pitches placed

	rnd     *random
	pl      *placer
	revoked []int32 // hearings that the move at hand took back
	shifted []int32 // pitches that it moved
	pick    []int32 // scratch for hearings
	kept    *jointStand
	best    *jointStand
	goal    jointWorth // nothing exceeds it
	mean    int64      // weight of a hearing on average
	unit    float64    // worth of a request on average
}

// jointStand is where a joint search stood.
type jointStand struct {
	st    *state // its slots, classes and seats alone
	at    []int32
	given []bool
	worth jointWorth
}

// jointWorth is what a stand is worth, the most important first.
type jointWorth struct {
	pitches   int
	value     int64 // of the meetings, by the search's scale
	listening int64
	rough     int64 // what smoothing lowers, comfort aside; 0 where it takes long to tell
}

func newJoint(g *pitchGrid, se *search) *joint {
	in := se.in
	j := &joint{
		g: g, a: g.noPitches(), plan: g.noPitches(), se: se, in: in, st: se.st, open: in.grouped(), order: g.topological(), own: append([]uint64(nil), in.allowed...),
		needs: make([][]int32, in.people), block: make([]int32, in.people*in.slots), heard: make([]int32, in.people*in.slots),
		shut: make([]int32, len(in.p.Places)*in.slots), given: make([]bool, len(g.hearings)), rnd: newRandom(se.o.Seed, 31),
	}
	for r := range int32(in.requests) {
		for _, i := range in.required(r) {
			if !in.forced[r] {
				j.needs[i] = append(j.needs[i], r)
			}
		}
	}
	all := int64(0)
	for _, h := range g.hearings {
		all += h.weight
	}
	j.mean = max(1, all/int64(max(1, len(g.hearings))))
	return j
}

// close takes a slot from a participant.
func (j *joint) close(i int32, s int16) {
	in := j.in
	k := int(i)*in.slots + int(s)
	if j.block[k]++; j.block[k] > 1 {
		return
	}
	w, bit := int(in.slotWord[s]), in.slotBit[s]
	in.open[int(i)*in.words+w] &^= bit
	for _, r := range j.needs[i] {
		in.allowed[int(r)*in.words+w] &^= bit
	}
}

// reopen gives it back.
func (j *joint) reopen(i int32, s int16) {
	in := j.in
	k := int(i)*in.slots + int(s)
	if j.block[k]--; j.block[k] > 0 || !j.g.isOpen(i, s) {
		return
	}
	w, bit := int(in.slotWord[s]), in.slotBit[s]
	in.open[int(i)*in.words+w] |= bit
	for _, r := range j.needs[i] {
		if j.own[int(r)*in.words+w]&bit != 0 && j.allOpen(r, s) {
			in.allowed[int(r)*in.words+w] |= bit
		}
	}
}

func (j *joint) allOpen(r int32, s int16) bool {
	for _, i := range j.in.required(r) {
		if !j.in.isOpen(i, s) {
			return false
		}
	}
	return true
}

// commit places pitch k, whose slots nobody meets in, in pitch slot q.
func (j *joint) commit(k, q int32) {
	j.a.put(k, q)
	j.count++
	for _, s := range j.g.over[q] {
		for _, i := range j.g.present[k] {
			j.close(i, s)
		}
		j.shutRoom(q, s, 1)
	}
}

// release leaves pitch k out, whose hearings are taken back already.
func (j *joint) release(k int32) {
	q := j.a.at[k]
	j.a.take(k)
	j.count--
	for _, s := range j.g.over[q] {
		for _, i := range j.g.present[k] {
			j.reopen(i, s)
		}
		j.shutRoom(q, s, -1)
	}
}

// shutRoom closes the place that is a pitch slot's room, or opens it again.
func (j *joint) shutRoom(q int32, s int16, by int32) {
	place := j.g.rooms[q]
	if place < 0 {
		return
	}
	k := int(place)*j.in.slots + int(s)
	before := j.shut[k] > 0
	j.shut[k] += by
	if now := j.shut[k] > 0; before == now || j.closedAnyway(place, s) {
		return
	}
	capacity := int32(max(1, j.g.p.Problem.Places[place].Capacity))
	j.in.classCap[int(s)*j.in.classes+int(j.in.classOf[place])] -= by * capacity
}

func (j *joint) closedAnyway(place int32, s int16) bool {
	for _, id := range j.g.p.Problem.Places[place].Closed {
		if id == j.g.p.Problem.Slots[s].ID {
			return true
		}
	}
	return false
}

// free says whether the listener of h, which is not given, has no meeting, no
// pitch of its own and no other hearing at that time.
func (j *joint) free(h int32) bool {
	if !j.couldHear(h) {
		return false
	}
	w := j.g.hearings[h]
	q := j.a.at[w.pitch]
	for _, x := range j.g.asks[w.person] {
		if j.given[x] && j.g.together(q, j.a.at[j.g.hearings[x].pitch]) {
			return false
		}
	}
	return true
}

// presenting says whether a participant presents a pitch at the time of a
// pitch slot.
func (j *joint) presenting(i, q int32) bool {
	for _, x := range j.g.presents[i] {
		if at := j.a.at[x]; at >= 0 && j.g.together(q, at) {
			return true
		}
	}
	return false
}

// give keeps the listener of h free for it.
func (j *joint) give(h int32) {
	w := j.g.hearings[h]
	j.given[h] = true
	j.gained += w.weight
	for _, s := range j.g.over[j.a.at[w.pitch]] {
		j.heard[int(w.person)*j.in.slots+int(s)]++
		j.close(w.person, s)
	}
}

// revoke takes that back.
func (j *joint) revoke(h int32) {
	w := j.g.hearings[h]
	j.given[h] = false
	j.gained -= w.weight
	for _, s := range j.g.over[j.a.at[w.pitch]] {
		j.heard[int(w.person)*j.in.slots+int(s)]--
		j.reopen(w.person, s)
	}
}

// giveFree gives those of the hearings whose listeners are free.
func (j *joint) giveFree(list []int32) {
	for _, h := range list {
		if !j.given[h] && j.free(h) {
			j.give(h)
		}
	}
}

// smallEvent is up to how many days of participants breaks are looked at while
// pitches move.
const smallEvent = 4000

func (j *joint) worth() jointWorth {
	w := jointWorth{pitches: j.count, value: j.st.value(j.se.sc), listening: j.gained}
	if j.in.people*j.in.days() <= smallEvent {
		total := j.st.standing()
		w.rough = j.se.soft.cost(standing{excess: total.excess, moved: total.moved, breaks: total.breaks})
	}
	return w
}

// less says whether w is worth less than o.
func (w jointWorth) less(o jointWorth) bool {
	switch {
	case w.pitches != o.pitches:
		return w.pitches < o.pitches
	case w.value != o.value:
		return w.value < o.value
	}
	if w.listening != o.listening {
		return w.listening < o.listening
	}
	return w.rough > o.rough
}

func (j *joint) newStand() *jointStand {
	n, seats := len(j.st.slotOf), len(j.st.seat)
	return &jointStand{
		st: &state{in: j.in, slotOf: make([]int16, n), class: make([]int32, n), seat: make([]int32, seats)},
		at: make([]int32, len(j.a.at)), given: make([]bool, len(j.given)),
	}
}

// keep notes where the search stands.
func (j *joint) keep(k *jointStand) {
	copy(k.st.slotOf, j.st.slotOf)
	copy(k.st.class, j.st.class)
	copy(k.st.seat, j.st.seat)
	copy(k.at, j.a.at)
	copy(k.given, j.given)
	k.worth = j.worth()
}

// restore goes back to where the search stood.
func (j *joint) restore(k *jointStand) {
	for h, given := range j.given {
		if p := j.g.hearings[h].pitch; given && (!k.given[h] || j.a.at[p] != k.at[p]) {
			j.revoke(int32(h))
		}
	}
	var moved []int32
	for p := range int32(len(k.at)) {
		if j.a.at[p] != k.at[p] {
			moved = append(moved, p)
			if j.a.at[p] >= 0 {
				j.release(p)
			}
		}
	}
	for _, p := range moved {
		if k.at[p] >= 0 {
			j.commit(p, k.at[p])
		}
	}
	for h, given := range k.given {
		if given && !j.given[h] {
			j.give(int32(h))
		}
	}
	j.st.become(k.st)
}

// become moves meetings until they stand as in o, of which only slots, classes
// and seats are known.
func (st *state) become(o *state) {
	var changed []int32
	for r := range int32(st.in.requests) {
		if st.slotOf[r] == o.slotOf[r] && (st.slotOf[r] < 0 || st.class[r] == o.class[r] && st.sameSeats(o, r)) {
			continue
		}
		changed = append(changed, r)
		if st.slotOf[r] >= 0 {
			st.take(r)
		}
	}
	for _, r := range changed {
		if o.slotOf[r] >= 0 {
			copy(st.seats(r), o.seats(r))
			st.put(r, o.slotOf[r], o.class[r])
		}
	}
}

func (st *state) sameSeats(o *state, r int32) bool {
	a, b := st.seats(r), o.seats(r)
	for k := range a {
		if a[k] != b[k] {
			return false
		}
	}
	return true
}
