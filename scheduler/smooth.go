package scheduler

import (
	"math"
	"slices"
)

// smoother lowers breaks and comfort by simulated annealing (Kirkpatrick,
// Gelatt, Vecchi 1983) with two moves: flips of two-slot components, and the
// exchange of a placed request for one of the same worth that was left out.
// It never lowers what the placed requests are worth.
//
// Several smoothers may work on one state at once, each on days of its own:
// they share nothing that either of them writes.
type smoother struct {
	*workshop
	st    *state
	rnd   *random
	days  []int32 // the days that are its own
	slots []int16 // their slots
	held  []bool  // request → is in its pool of left-out requests
	left  []int32 // the left-out requests of its pool
	mine  []bool  // day → is its own
	limit float64 // what the move at hand may cost
	total standing
	alone bool    // no other smoother works on the state
	stray []int32 // published meetings of its days that belong elsewhere on them, as of the deal
	went  []int32 // who attended the meeting that others are to attend, and
	came  []int32 // those others

	weight int64 // by how much the schedule weighs more, and
	placed int   // has more meetings, since the days were dealt; counted here when others work on it too
}

// workshop is what the smoothers of one state share.
type workshop struct {
	in     *instance
	soft   soft
	byOf   []int32 // participant → requests that need it, end to end
	of     []int32
	at     []int32   // request → its position in left of its pool
	broken [][]int32 // day → participants with breaks on it
	where  []int32   // participant*days+day → position in broken+1
	room   []int32   // slot → meetings that fit
	breaks []int16   // participant → breaks, where the spread counts
	hist   []int     // number of breaks → participants, where the spread counts
	fewest int       // least number of breaks of any participant
	plain  []bool    // request → neither limits nor floors nor an order hang on it
	open   []int32   // the requests that leave open who attends
	linked []int32   // the requests with an order
	dayOf  []int16   // request with an order → its day when the days were dealt, -1
	sc     scale
	target int64 // what the placed requests should be worth
	strict bool  // they may never weigh less, not even for a while
}

func newWorkshop(st *state, sc scale, w soft) *workshop {
	in := st.in
	ws := &workshop{in: in, sc: sc, soft: w, strict: true, at: make([]int32, in.requests)}
	ws.broken = make([][]int32, in.days())
	ws.where = make([]int32, in.people*in.days())
	ws.breaks, ws.hist = make([]int16, in.people), make([]int, in.slots+2)
	ws.room = make([]int32, in.slots)
	for s := range in.slots {
		for c := range in.classes {
			ws.room[s] += in.classCap[s*in.classes+c]
		}
	}
	ws.plain, ws.open, ws.dayOf = in.uncounted(), in.grouped(), make([]int16, in.requests)
	for r := range int32(in.requests) {
		if in.linked[r] {
			ws.linked = append(ws.linked, r)
		}
	}
	ws.adjacent()
	return ws
}

// uncounted says for each request whether neither limits nor floors hang on
// its taking place, nor an order.
func (in *instance) uncounted() []bool {
	counts := func(i int32) bool {
		o := in.org[i]
		return in.maxAll[i] < unlimited || in.floor[i] > 0 || o >= 0 && (in.orgMax[o] < unlimited || in.orgFloor[o] > 0)
	}
	plain := make([]bool, in.requests)
	for r := range int32(in.requests) {
		plain[r] = !in.linked[r] && !slices.ContainsFunc(in.required(r), counts)
		for g := in.groupOff[r]; g < in.groupOff[r+1]; g++ {
			plain[r] = plain[r] && !slices.ContainsFunc(in.members(g), counts)
		}
	}
	return plain
}

// noteDays notes on which day each request with an order stands.
func (ws *workshop) noteDays(st *state) {
	for _, r := range ws.linked {
		ws.dayOf[r] = -1
		if s := st.slotOf[r]; s >= 0 {
			ws.dayOf[r] = ws.in.slotDay[s]
		}
	}
}

// adjacent lists the requests of each participant who must attend.
func (ws *workshop) adjacent() {
	in := ws.in
	ws.byOf = make([]int32, in.people+1)
	for _, i := range in.all {
		ws.byOf[i+1]++
	}
	for i := range in.people {
		ws.byOf[i+1] += ws.byOf[i]
	}
	ws.of = make([]int32, len(in.all))
	fill := append([]int32(nil), ws.byOf...)
	for r := range int32(in.requests) {
		for _, i := range in.required(r) {
			ws.of[fill[i]] = r
			fill[i]++
		}
	}
}

// recount takes who has breaks from the state as it is.
func (ws *workshop) recount(st *state) {
	in := ws.in
	clear(ws.where)
	clear(ws.hist)
	for d := range ws.broken {
		ws.broken[d] = ws.broken[d][:0]
	}
	for i := range int32(in.people) {
		sum := int64(0)
		for d := range int32(in.days()) {
			n := st.dayStanding(i, d).breaks
			ws.note(i, d, n > 0)
			sum += n
		}
		ws.breaks[i] = int16(sum)
		ws.hist[sum]++
	}
	ws.lookFewest()
}

func (ws *workshop) lookFewest() {
	ws.fewest = 0
	for ws.fewest < len(ws.hist)-1 && ws.hist[ws.fewest] == 0 {
		ws.fewest++
	}
}

// excess sums by how much breaks exceed what the spread allows.
func (ws *workshop) excess() int64 {
	if ws.in.spreadMax == unlimited {
		return 0
	}
	sum := int64(0)
	for n := ws.fewest + ws.in.spreadMax + 1; n < len(ws.hist); n++ {
		sum += int64(ws.hist[n]) * ws.over(int64(n))
	}
	return sum
}

// over is by how much n breaks are more than the spread allows.
func (ws *workshop) over(n int64) int64 {
	return max(0, n-int64(ws.fewest)-int64(ws.in.spreadMax))
}

// note keeps the list of who has breaks on a day.
func (ws *workshop) note(i, d int32, broken bool) {
	key := int(i)*len(ws.broken) + int(d)
	at, list := ws.where[key], ws.broken[d]
	switch {
	case broken && at == 0:
		ws.broken[d] = append(list, i)
		ws.where[key] = int32(len(list) + 1)
	case !broken && at > 0:
		last := list[len(list)-1]
		list[at-1] = last
		ws.where[int(last)*len(ws.broken)+int(d)] = at
		ws.broken[d] = list[:len(list)-1]
		ws.where[key] = 0
	}
}

func newSmoother(ws *workshop, st *state, rnd *random) *smoother {
	return &smoother{workshop: ws, st: st, rnd: rnd, held: make([]bool, ws.in.requests)}
}

// own gives the smoother its days.
func (sm *smoother) own(days []int32) {
	sm.days, sm.slots, sm.mine = days, sm.slots[:0], make([]bool, sm.in.days())
	for _, d := range days {
		sm.mine[d] = true
		for s := sm.in.dayFirst[d]; s < sm.in.dayFirst[d+1]; s++ {
			sm.slots = append(sm.slots, s)
		}
	}
}

// run makes n proposals at one temperature.
func (sm *smoother) run(n int64, temp float64) {
	for range n {
		sm.limit = -temp * math.Log(1-sm.rnd.unit())
		if len(sm.left) > 0 && sm.rnd.below(8) == 0 {
			sm.tryExchange()
			continue
		}
		if len(sm.open) > 0 && sm.rnd.below(8) == 0 {
			sm.tryReseat()
			continue
		}
		if r, to := sm.propose(); r >= 0 && to >= 0 {
			sm.tryFlip(r, to)
		}
	}
}

// shift is what it costs i to have its meeting in slot to, not in from; either
// may be -1 for none.
func (sm *smoother) shift(i int32, from, to int16) int64 {
	in, st := sm.in, sm.st
	d, e := sm.dayPair(from, to)
	row := int(i) * in.words
	if d == e && in.rather == nil && in.dayWord[d+1]-in.dayWord[d] == 1 && in.spreadMax == unlimited {
		day := st.busy[row+int(in.dayWord[d])]
		b0, i0 := gaps(day)
		if from >= 0 {
			day &^= in.slotBit[from]
		}
		if to >= 0 {
			day |= in.slotBit[to]
		}
		b1, i1 := gaps(day)
		return sm.soft.breaks*(b1-b0) + sm.soft.idle*(i1-i0)
	}
	before := sm.both(i, d, e)
	st.setBusy(row, from, false)
	st.setBusy(row, to, true)
	after := sm.both(i, d, e)
	st.setBusy(row, to, false)
	st.setBusy(row, from, true)
	cost := sm.soft.cost(after) - sm.soft.cost(before)
	if in.spreadMax < unlimited {
		n := int64(sm.breaks[i])
		cost += sm.soft.excess * (sm.over(n+after.breaks-before.breaks) - sm.over(n))
	}
	return cost
}

func (sm *smoother) dayPair(from, to int16) (int32, int32) {
	switch {
	case from < 0:
		return int32(sm.in.slotDay[to]), int32(sm.in.slotDay[to])
	case to < 0:
		return int32(sm.in.slotDay[from]), int32(sm.in.slotDay[from])
	}
	return int32(sm.in.slotDay[from]), int32(sm.in.slotDay[to])
}

func (sm *smoother) both(i, d, e int32) standing {
	c := sm.st.dayStanding(i, d)
	if e != d {
		c = c.plus(sm.st.dayStanding(i, e), 1)
	}
	return c
}

func (st *state) setBusy(row int, s int16, busy bool) {
	if s < 0 {
		return
	}
	if busy {
		st.busy[row+int(st.in.slotWord[s])] |= st.in.slotBit[s]
	} else {
		st.busy[row+int(st.in.slotWord[s])] &^= st.in.slotBit[s]
	}
}

// isBusy says whether i has a meeting in slot s.
func (st *state) isBusy(i int32, s int16) bool {
	return st.busy[int(i)*st.in.words+int(st.in.slotWord[s])]&st.in.slotBit[s] != 0
}

// moving is what r itself, not its people, costs in slot to rather than from.
func (sm *smoother) moving(r int32, from, to int16) int64 {
	cost := int64(0)
	if sm.soft.early != 0 {
		cost += sm.soft.early * (int64(to) - int64(from))
	}
	if sm.soft.moved != 0 {
		cost += sm.soft.moved * (sm.in.movedIn(r, to) - sm.in.movedIn(r, from))
	}
	return cost
}
