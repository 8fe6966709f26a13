package scheduler

import "slices"

const (
	optionTeams  = 3 // choices of attendees that are looked at in one slot
	optionPlaces = 2 // places that are looked at for each of them
	optionZones  = 4 // the same where zones matter
)

// options lists the likeliest spots for r in a slot: who may attend, and where
// there is room for them, or else where there would be. There is at least one
// per choice of attendees; its place is -1 when no place may hold them.
func (b *board) options(r int32, s int16, all []spot) []spot {
	teams := b.teams(r, s)
	for _, who := range teams[:min(len(teams), optionTeams)] {
		if b.tables() {
			all = append(all, spot{s, -1, who})
			continue
		}
		for _, place := range b.likelyPlaces(r, s, who) {
			all = append(all, spot{s, place, who})
		}
	}
	return all
}

// likelyPlaces returns a few places for these in a slot, those with room before
// those that are full, and those before closed ones; the place in force and
// those that the people use that day come before others, and where zones
// matter each zone has its turn. It is -1 alone when no place may hold them.
func (b *board) likelyPlaces(r int32, s int16, who []int32) []int32 {
	if home := b.in.pinPlace[r]; home >= 0 {
		return []int32{home}
	}
	var found gradedPlaces
	if b.anyFixed(who) {
		for _, i := range who {
			b.consider(&found, b.in.fixed[i], s, who)
		}
		return b.shortlist(&found)
	}
	b.consider(&found, b.in.publishedPlace[r], s, who)
	b.usedThatDay(&found, s, who)
	for _, i := range who {
		if o := b.in.org[i]; o >= 0 {
			for _, place := range b.booths[o] {
				b.consider(&found, place, s, who)
			}
		}
	}
	for _, zone := range b.plain {
		b.considerOne(&found, zone, s)
	}
	return b.shortlist(&found)
}

// gradedPlaces are places with room, full ones and closed ones.
type gradedPlaces [3][]int32

func (g *gradedPlaces) add(place int32, grade int) {
	if !contains(g[grade], place) {
		g[grade] = append(g[grade], place)
	}
}

// shortlist returns the first few places, the best grades first.
func (b *board) shortlist(g *gradedPlaces) []int32 {
	kept := slices.Concat(g[0], g[1], g[2])
	most := optionPlaces
	if b.in.changeover > 0 {
		most = optionZones
	}
	if len(kept) == 0 {
		return []int32{-1}
	}
	return kept[:min(len(kept), most)]
}

// consider adds a place if there is one and it may hold these.
func (b *board) consider(found *gradedPlaces, place int32, s int16, who []int32) {
	if place >= 0 && b.hosts(place, who) {
		found.add(place, b.grade(place, s))
	}
}

// grade is 0 for a place with room, 1 for a full one, 2 for a closed one.
func (b *board) grade(place int32, s int16) int {
	switch {
	case b.isClosed(place, s):
		return 2
	case b.room(place, s) <= 0:
		return 1
	}
	return 0
}

// considerOne adds one of these places, which are alike: with room if any has.
func (b *board) considerOne(found *gradedPlaces, alike []int32, s int16) {
	best, bestGrade := int32(-1), len(found)
	for _, place := range alike {
		if g := b.grade(place, s); g < bestGrade {
			best, bestGrade = place, g
		}
		if bestGrade == 0 {
			break
		}
	}
	if best >= 0 {
		found.add(best, bestGrade)
	}
}

// usedThatDay adds the places where these meet on the day of a slot.
func (b *board) usedThatDay(found *gradedPlaces, s int16, who []int32) {
	d := b.in.slotDay[s]
	for _, i := range who {
		for t := b.in.dayFirst[d]; t < b.in.dayFirst[d+1]; t++ {
			if x := b.holder(i, t); x >= 0 && b.grades(b.spot[x].place, s) == 0 {
				b.consider(found, b.spot[x].place, s, who)
			}
		}
	}
}

// grades is the grade of a place, or worse than any for none.
func (b *board) grades(place int32, s int16) int {
	if place < 0 {
		return 3
	}
	return b.grade(place, s)
}

func (b *board) anyFixed(who []int32) bool {
	return slices.ContainsFunc(who, func(i int32) bool { return b.in.fixed[i] >= 0 })
}

// groupPlaces lists the places open to every meeting by zone, or all together
// where zones do not matter, and the booths by organisation. Those where
// somebody always meets come last.
func (b *board) groupPlaces() {
	p := b.in.p
	b.booths = make([][]int32, b.in.orgs)
	var order, held []int32
	home := make([]bool, len(p.Places))
	for _, place := range b.in.fixed {
		if place >= 0 {
			home[place] = true
		}
	}
	for place := range int32(len(p.Places)) {
		if home[place] {
			held = append(held, place)
		} else {
			order = append(order, place)
		}
	}
	for _, place := range append(order, held...) {
		if o := b.owner[place]; o != -1 {
			if o >= 0 {
				b.booths[o] = append(b.booths[o], place)
			}
			continue
		}
		if b.isVideo(place) {
			continue
		}
		k := slices.IndexFunc(b.plain, func(zone []int32) bool {
			return b.in.changeover == 0 || !b.zonesDiffer(zone[0], place)
		})
		if k < 0 {
			b.plain = append(b.plain, nil)
			k = len(b.plain) - 1
		}
		b.plain[k] = append(b.plain[k], place)
	}
}

func (b *board) isVideo(place int32) bool { return b.in.p.Places[place].Video }

// may returns one word of the slots in which r may stand and all who must
// attend are free; others may still be in the way.
func (b *board) may(r int32, w int) uint64 {
	in := b.in
	word := in.allowed[int(r)*in.words+w]
	for _, i := range in.required(r) {
		word &^= b.busy[int(i)*in.words+w]
	}
	return word
}

// mayStand says whether r, which is left out, may stand in a slot as far as
// its own slots and those who must attend say.
func (b *board) mayStand(r int32, s int16) bool {
	return b.may(r, int(b.in.slotWord[s]))&b.in.slotBit[s] != 0
}

// tryFit puts r, which is left out, at a spot if that breaks nothing.
func (b *board) tryFit(r int32, at spot) bool {
	if !b.tables() && at.place < 0 || b.room(at.place, at.slot) <= 0 {
		return false
	}
	b.put(r, at)
	b.scratch = b.clashes(r, b.scratch[:0])
	if len(b.scratch) == 0 {
		return true
	}
	b.take(r)
	return false
}

// atLimit says whether r can't be placed in any slot for a limit of somebody who
// must attend, or because a request that it comes after is left out.
func (b *board) atLimit(r int32) bool {
	in := b.in
	for _, i := range in.required(r) {
		if o := in.org[i]; b.meets[i] >= in.maxAll[i] || o >= 0 && b.orgMet[o] >= in.orgMax[o] {
			return true
		}
	}
	return slices.ContainsFunc(in.after[in.afterOff[r]:in.afterOff[r+1]], func(x int32) bool { return !b.placed(x) })
}

// bestFit puts r where it fits at the best score, outside the barred slots. It
// reports whether there is such a spot.
func (b *board) bestFit(r int32, barred func(s int16) bool) bool {
	if b.atLimit(r) {
		return false
	}
	best, found := spot{}, false
	var bestScore Score
	order := b.order
	for s := range int16(b.in.slots) {
		if !b.mayStand(r, s) || barred != nil && barred(s) || b.tables() && b.room(-1, s) <= 0 {
			continue
		}
		b.spots = b.options(r, s, b.spots[:0])
		for _, at := range b.spots {
			if !b.tryFit(r, at) {
				continue
			}
			if score := b.score(); !found || preference(order, score, bestScore) < 0 {
				best, bestScore, found = at, score, true
			}
			b.take(r)
		}
	}
	if found {
		b.put(r, best)
	}
	return found
}
