package scheduler

import "slices"

const (
	optionTeams  = 4 // choices of attendees that are looked at in one slot
	optionPlaces = 4 // places that are looked at for each of them
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
// those that are full, and those before closed ones; places that the people
// use that day come before others, and no zone is left out for a second place
// of another where zones matter.
func (b *board) likelyPlaces(r int32, s int16, who []int32) []int32 {
	if home := b.in.pinPlace[r]; home >= 0 {
		return []int32{home}
	}
	var ranked [3][]int32
	used := b.usedThatDay(who, b.in.slotDay[s])
	for place := range int32(len(b.in.p.Places)) {
		if !b.hosts(place, who) {
			continue
		}
		grade := 0
		switch {
		case b.isClosed(place, s):
			grade = 2
		case b.room(place, s) <= 0:
			grade = 1
		}
		b.keepPlace(&ranked[grade], place, place == b.in.publishedPlace[r] || contains(used, place))
	}
	kept := slices.Concat(ranked[0], ranked[1], ranked[2])
	if len(kept) == 0 {
		return []int32{-1}
	}
	return kept[:min(len(kept), optionPlaces)]
}

// keepPlace adds a place to a list, in front if it is preferred; of a zone one
// that is not is enough.
func (b *board) keepPlace(list *[]int32, place int32, preferred bool) {
	if preferred {
		*list = slices.Insert(*list, 0, place)
		return
	}
	if len(*list) >= 2*optionPlaces {
		return
	}
	for _, there := range *list {
		if b.in.changeover == 0 || !b.zonesDiffer(there, place) && b.isVideo(there) == b.isVideo(place) {
			return
		}
	}
	*list = append(*list, place)
}

func (b *board) isVideo(place int32) bool { return b.in.p.Places[place].Video }

// usedThatDay lists the places where these meet on a day.
func (b *board) usedThatDay(who []int32, d int16) []int32 {
	var used []int32
	for _, i := range who {
		for s := b.in.dayFirst[d]; s < b.in.dayFirst[d+1]; s++ {
			if x := b.holder(i, s); x >= 0 && b.spot[x].place >= 0 && !contains(used, b.spot[x].place) {
				used = append(used, b.spot[x].place)
			}
		}
	}
	return used
}

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

// bestFit puts r where it fits at the best score, outside the barred slots. It
// reports whether there is such a spot.
func (b *board) bestFit(r int32, barred func(s int16) bool) bool {
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
