package scheduler

import "slices"

// stray is a published meeting that can't stay where it is.
type stray struct {
	over      int64 // by how many parts the weight falls if it is left out
	must      bool  // it is compulsory
	mandatory bool
}

// strays returns the published meetings that no schedule leaves where they
// are, if it has what is pinned.
func (c *capacities) strays(k *ceiling) []stray {
	in := c.in
	if len(in.p.Published) == 0 || !in.follows(GoalMoved, GoalWeight) {
		return nil
	}
	var list []stray
	pins := c.pins()
	for r, s := range in.publishedSlot {
		if s < 0 || k.request[r] < 0 || c.mayStay(int32(r), s, pins) {
			continue
		}
		over := k.pr.over[k.request[r]]
		list = append(list, stray{over, in.must[r], in.mandatory[r] && k.left >= 0})
	}
	return list
}

// mayStay says whether nothing that holds of every schedule with what is pinned
// moves r from where it is published.
func (c *capacities) mayStay(r int32, s int16, pins []uint64) bool {
	in := c.in
	w, bit := int(in.slotWord[s]), in.slotBit[s]
	if c.row(r)[w]&bit == 0 {
		return false
	}
	if pins != nil && !in.pinned[r] {
		for _, i := range in.required(r) {
			if pins[int(i)*in.words+w]&bit != 0 {
				return false
			}
		}
	}
	place := in.publishedPlace[r]
	if place < 0 {
		return true
	}
	if pinned := in.pinPlace[r]; pinned >= 0 && pinned != place {
		return false
	}
	return !slices.Contains(in.p.Places[place].Closed, in.p.Slots[s].ID) && slices.Contains(c.placeLists[c.placesOf[r]], in.classOf[place])
}

// moved returns how many meetings every schedule has moved whose weight is no
// more than spare parts below the worth, with so many mandatory requests left
// out.
func (cs *ceilings) moved(spare int64, left int) int {
	n, mandatory := 0, 0
	for _, m := range cs.strays {
		switch {
		case m.must || m.over > spare:
			n++
		case m.mandatory:
			mandatory++
		}
	}
	return n + max(0, mandatory-left)
}
