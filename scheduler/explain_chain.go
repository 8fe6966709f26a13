package scheduler

import "slices"

const (
	chainMoves  = 3      // meetings that move one after the other to make room
	chainVisits = 300    // steps of the search for one request
	allVisits   = 10_000 // steps for all requests of one call
)

// chainFinder looks for chains of meetings that move aside one for the other.
type chainFinder struct {
	m      *mender
	visits int // steps left
}

func newChainFinder(b *board) *chainFinder {
	n := b.in.requests
	m := &mender{
		b: b, before: make([]*Meeting, n), home: slices.Clone(b.spot), locked: make([]bool, n), failed: make([]int8, n),
		frozen: make([]bool, b.in.slots), movable: make([]uint64, b.in.words), clock: endless(),
	}
	for w := range m.movable {
		m.movable[w] = ^uint64(0)
	}
	m.measureRoom()
	return &chainFinder{m: m, visits: allVisits}
}

// chain looks for meetings that make room for r, which is left out, by moving
// one after the other: the fewest that the search finds. The board is as before
// when it returns.
func (f *chainFinder) chain(r int32, before Score) (remedy, bool) {
	m := f.m
	home := m.home[r]
	m.home[r] = spot{slot: -1, place: -1}
	defer func() { m.home[r] = home }()
	if m.hopeless(r) {
		return remedy{}, false
	}
	for budget := 2; budget <= chainMoves && f.visits > 0; budget++ {
		visits := min(chainVisits, f.visits)
		f.visits -= visits
		m.forgetTries()
		m.shifted = m.shifted[:0]
		done := m.search([]int32{r}, budget, &visits)
		clear(m.locked)
		f.visits += max(visits, 0)
		if done {
			return f.taken(r, before), true
		}
	}
	return remedy{}, false
}

// taken notes what moved for r and puts all back.
func (f *chainFinder) taken(r int32, before Score) remedy {
	m, b := f.m, f.m.b
	y := remedy{kind: RemedyMove, at: b.spot[r], change: b.score().minus(before)}
	for _, x := range m.shifted {
		if !slices.Contains(y.moves, x) && !b.spot[x].same(&m.home[x]) {
			y.moves = append(y.moves, x)
			y.to = append(y.to, b.spot[x])
		}
	}
	b.take(r)
	b.takeAll(y.moves)
	for _, x := range y.moves {
		b.put(x, m.home[x])
	}
	return y
}
