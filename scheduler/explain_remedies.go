package scheduler

import "slices"

const (
	maxRemedies = 5  // for one request
	maxOfKind   = 2  // among them
	maxMovers   = 3  // meetings that one remedy moves aside
	maxTries    = 40 // spots of one request for which that is tried
)

// remedy is a way to have a request placed, by positions.
type remedy struct {
	kind   RemedyKind
	at     spot
	lifts  []clash // what the problem must waive
	moves  []int32
	to     []spot
	drops  []int32
	change Score
}

// remedies returns the cheapest ways to have r, which is left out, each tried.
func (b *board) remedies(r int32, views [][]view, chains *chainFinder) []Remedy {
	var found []remedy
	before := b.score()
	for s := range views {
		for k := range views[s] {
			found = b.lifting(found, &views[s][k])
		}
	}
	found = append(found, b.makingRoom(r, views, before)...)
	if !slices.ContainsFunc(found, func(y remedy) bool { return y.kind == RemedyPlace || y.kind == RemedyMove }) {
		if y, ok := chains.chain(r, before); ok {
			found = append(found, y)
		}
	}
	b.rank(found)
	return b.written(r, b.worthwhile(found))
}

// worthwhile leaves out giving up what is worth more than what it makes room
// for, unless there is nothing else; then the cheapest of it stays.
func (b *board) worthwhile(all []remedy) []remedy {
	poor := func(y remedy) bool { return y.kind == RemedyDrop && preference(b.order, y.change, Score{}) > 0 }
	kept := slices.Clone(all)
	if kept = slices.DeleteFunc(kept, poor); len(kept) > 0 || len(all) == 0 {
		return kept
	}
	return all[:1]
}

// rank orders remedies by kind, by how much they ask and by what they gain.
func (b *board) rank(all []remedy) {
	slices.SortStableFunc(all, func(x, y remedy) int {
		if d := x.asks() - y.asks(); d != 0 {
			return d
		}
		return preference(b.order, x.change, y.change)
	})
}

// asks orders remedies by what they ask of others: nothing, a table, moves,
// openings, waivers, and last to give up a meeting.
func (y *remedy) asks() int {
	n := len(y.lifts) + len(y.moves) + len(y.drops)
	switch y.kind {
	case RemedyPlace:
		return 0
	case RemedyMove:
		return 100 + n
	case RemedyAddTable:
		return 200 + n
	case RemedyOpenSlot:
		return 300 + n
	case RemedyWaive:
		return 400 + n
	}
	return 500 + n
}

// written keeps the first few of each kind and writes them.
func (b *board) written(r int32, all []remedy) []Remedy {
	out := []Remedy{}
	kept := map[RemedyKind]int{}
	for pass := 1; pass <= maxOfKind; pass++ {
		clear(kept)
		var chosen []Remedy
		for k := range all {
			if kept[all[k].kind] < pass {
				kept[all[k].kind]++
				chosen = append(chosen, b.remedyWritten(r, &all[k]))
			}
		}
		if len(chosen) > maxRemedies && pass > 1 {
			break
		}
		out = chosen[:min(len(chosen), maxRemedies)]
	}
	if out == nil {
		return []Remedy{}
	}
	return out
}

// lifting adds the remedy that consists in waiving what a view clashes with,
// if one kind of remedy waives it all. The view was tried: nothing but its
// clashes stands in the way.
func (b *board) lifting(found []remedy, v *view) []remedy {
	kind := RemedyPlace
	for k, c := range v.clashes {
		this := liftedBy(c)
		if this == "" || k > 0 && this != kind {
			return found
		}
		kind = this
	}
	return append(found, remedy{kind: kind, at: v.at, lifts: v.clashes, change: v.gain})
}

// liftedBy returns the kind of remedy that waives a clash, "" for none.
func liftedBy(c clash) RemedyKind {
	switch c.constraint {
	case ParticipantUnavailable:
		return RemedyOpenSlot
	case PlaceCapacity:
		if c.kind != wrongPlace {
			return RemedyAddTable
		}
	case RequestSlots, MeetingLimit, Precedence:
		return RemedyWaive
	}
	return ""
}

// makingRoom looks for meetings that move aside for r, and for the least loss
// of meetings that are given up for it.
func (b *board) makingRoom(r int32, views [][]view, before Score) []remedy {
	var found []remedy
	hopeless := b.hopeless(r)
	least, tries := int64(1)<<62, maxTries
	for s := range views {
		for k := range views[s] {
			leave, ok := b.inTheWayOf(r, &views[s][k])
			if !ok {
				continue
			}
			if loss := b.lossOfAll(leave); loss <= least {
				if y, ok := b.dropping(r, views[s][k].at, leave, before); ok {
					least = loss
					found = append(found, y)
				}
			}
			if hopeless || tries == 0 {
				continue
			}
			tries--
			if y, ok := b.moving(r, views[s][k].at, leave, before); ok {
				found = append(found, y)
			}
		}
	}
	return found
}

// hopeless says whether someone who must attend has no open slot or meeting
// left, so that moving others aside is in vain.
func (b *board) hopeless(r int32) bool {
	in := b.in
	if b.atLimit(r) {
		return true
	}
	for _, i := range in.required(r) {
		free := false
		for w := range in.words {
			k := int(i)*in.words + w
			free = free || in.open[k]&^b.busy[k] != 0
		}
		if !free && !in.forced[r] {
			return true
		}
	}
	return false
}

// inTheWayOf lists the meetings whose leaving would clear a view, if there are
// such: those that hold the people, one at the place, one of each person or
// organisation that is at a limit.
func (b *board) inTheWayOf(r int32, v *view) ([]int32, bool) {
	if len(v.clashes) == 0 {
		return nil, false
	}
	for _, c := range v.clashes {
		switch {
		case c.constraint == ParticipantConflict, c.constraint == MeetingLimit, c.constraint == Changeover:
		case c.constraint == PlaceCapacity && c.kind == fullPlace && b.capacity(v.at.place, v.at.slot) > 0:
		default:
			return nil, false
		}
	}
	leave := b.inTheWay(r, v.at)
	for _, c := range v.clashes {
		if c.constraint == MeetingLimit || c.constraint == Changeover {
			leave = b.relieve(c, v.at.slot, leave)
		}
	}
	return leave, len(leave) > 0 && len(leave) <= maxMovers
}

// relieve adds the least meeting that brings a person or an organisation back
// under a limit, unless one that leaves anyhow does.
func (b *board) relieve(c clash, s int16, leave []int32) []int32 {
	for _, x := range leave {
		if b.concerns(c, s, x) {
			return leave
		}
	}
	best := int32(-1)
	if c.person < 0 {
		best = b.leastOf(c.org)
	} else {
		for t := range int16(b.in.slots) {
			x := b.holder(c.person, t)
			if x >= 0 && b.concerns(c, s, x) && (best < 0 || b.lossOf(x) < b.lossOf(best)) {
				best = x
			}
		}
	}
	if best < 0 {
		return leave
	}
	return append(leave, best)
}

// concerns says whether x, which is placed, counts for the limit of a clash in
// a slot.
func (b *board) concerns(c clash, s int16, x int32) bool {
	at := &b.spot[x]
	if c.person < 0 {
		return b.in.represented(at.who, c.org)
	}
	return contains(at.who, c.person) && (c.kind == overAll || b.in.slotDay[at.slot] == b.in.slotDay[s])
}

// leastOf returns the meeting of an organisation whose leaving costs least, -1
// if it has none. It is the same as long as nothing is placed or taken for good.
func (b *board) leastOf(o int32) int32 {
	if b.leastMeeting == nil {
		b.leastMeeting = make([]int32, b.in.orgs)
		for k := range b.leastMeeting {
			b.leastMeeting[k] = -1
		}
		for x := range int32(b.in.requests) {
			for _, i := range b.spot[x].who {
				k := b.in.org[i]
				if k >= 0 && (b.leastMeeting[k] < 0 || b.lossOf(x) < b.lossOf(b.leastMeeting[k])) {
					b.leastMeeting[k] = x
				}
			}
		}
	}
	return b.leastMeeting[o]
}

// lossOfAll adds up what leaving these out costs.
func (b *board) lossOfAll(list []int32) int64 {
	loss := int64(0)
	for _, x := range list {
		loss += b.lossOf(x)
	}
	return loss
}

// dropping tries r at a spot with these meetings given up.
func (b *board) dropping(r int32, at spot, leave []int32, before Score) (remedy, bool) {
	for _, x := range leave {
		if b.in.pinned[x] || b.in.must[x] || b.carries(x) {
			return remedy{}, false
		}
	}
	stood := b.takeAll(leave)
	y := remedy{kind: RemedyDrop, at: at, drops: leave}
	ok := b.tryFit(r, at)
	if ok {
		y.change = b.score().minus(before)
		b.take(r)
	}
	b.putAll(leave, stood)
	return y, ok
}

// moving tries r at a spot with these meetings moved to where they fit.
func (b *board) moving(r int32, at spot, leave []int32, before Score) (remedy, bool) {
	for _, x := range leave {
		if b.in.pinned[x] || b.ill[x] {
			return remedy{}, false
		}
	}
	stood := b.takeAll(leave)
	y := remedy{kind: RemedyMove, at: at, moves: leave}
	ok := b.tryFit(r, at)
	if ok {
		ok = b.resettle(&y)
		if ok {
			y.change = b.score().minus(before)
			b.takeAll(leave)
		}
		b.take(r)
	}
	b.putAll(leave, stood)
	return y, ok
}

// resettle puts a remedy's meetings where they fit best; if not all do, none
// is put. What stood beside them must still hold afterwards.
func (b *board) resettle(y *remedy) bool {
	for k, x := range y.moves {
		if !b.bestFit(x, nil) {
			b.takeAll(y.moves[:k])
			y.to = nil
			return false
		}
		y.to = append(y.to, b.spot[x])
	}
	return true
}
