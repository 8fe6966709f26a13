package scheduler

import (
	"fmt"
	"slices"
)

// hurdle gathers the slots in which the same thing stands in the way.
type hurdle struct {
	clash    clash
	slots    []int16
	meetings []int32
}

// reasons says what stands in the way of r, slot by slot: what rules out most
// slots comes first. Where the request itself rules a slot out, nothing else is
// said of it.
func (b *board) reasons(r int32, views [][]view) []Reason {
	var hurdles []*hurdle
	for s := range int16(b.in.slots) {
		for _, c := range b.telling(views[s]) {
			h := b.hurdleFor(&hurdles, r, s, c)
			h.slots = append(h.slots, s)
			if c.constraint == ParticipantConflict {
				h.meetings = append(h.meetings, c.other)
			}
		}
	}
	slices.SortStableFunc(hurdles, func(x, y *hurdle) int { return len(y.slots) - len(x.slots) })
	reasons := make([]Reason, len(hurdles))
	for k, h := range hurdles {
		reasons[k] = b.reason(r, h)
	}
	return reasons
}

// telling returns the clashes worth saying of a slot: those of its best view,
// or what the request itself forbids, alone.
func (b *board) telling(views []view) []clash {
	var own []clash
	for _, c := range views[0].clashes {
		if c.constraint == RequestSlots || c.constraint == Pinned {
			own = append(own, c)
		}
	}
	if len(own) > 0 {
		return own
	}
	return views[0].clashes
}

func (b *board) hurdleFor(all *[]*hurdle, r int32, s int16, c clash) *hurdle {
	key := c
	if key.constraint == ParticipantConflict {
		key.other = -1
	}
	if key.constraint == PlaceCapacity {
		key.kind = fullPlace
		if key.place >= 0 && b.choiceOfPlaces(r, s) {
			key.place = -1
		}
	}
	for _, h := range *all {
		if h.clash == key {
			return h
		}
	}
	h := &hurdle{clash: key}
	*all = append(*all, h)
	return h
}

// choiceOfPlaces says whether more than one place could hold r's meeting.
func (b *board) choiceOfPlaces(r int32, s int16) bool {
	n, who := 0, b.teams(r, s)[0]
	if b.in.pinPlace[r] >= 0 {
		return false
	}
	for place := range int32(len(b.in.p.Places)) {
		if b.hosts(place, who) {
			if n++; n > 1 {
				return true
			}
		}
	}
	return false
}

// reason writes a hurdle with ids and words.
func (b *board) reason(r int32, h *hurdle) Reason {
	p, c := b.in.p, h.clash
	out := Reason{Constraint: c.constraint}
	for _, s := range h.slots {
		out.Slots = append(out.Slots, p.Slots[s].ID)
	}
	for _, x := range h.meetings {
		out.Meetings = append(out.Meetings, p.Requests[x].ID)
	}
	if c.person >= 0 {
		out.Participant = p.Participants[c.person].ID
	}
	if c.org >= 0 {
		out.Organisation = b.orgName[c.org]
	}
	if c.place >= 0 {
		out.Place = p.Places[c.place].ID
	}
	if c.other >= 0 {
		out.Request = p.Requests[c.other].ID
	}
	out.Message = b.hurdleSentence(r, h, out)
	return out
}

func (b *board) hurdleSentence(r int32, h *hurdle, out Reason) string {
	p, c, where := b.in.p, h.clash, b.extent(out.Slots)
	switch c.constraint {
	case ParticipantUnavailable:
		return fmt.Sprintf("%q has closed %s", out.Participant, where)
	case ParticipantConflict:
		return fmt.Sprintf("%q is in other meetings in %s", out.Participant, where)
	case PlaceCapacity:
		if c.place >= 0 {
			return fmt.Sprintf("%q is full or closed in %s", out.Place, where)
		}
		return fmt.Sprintf("no place is free in %s", where)
	case RequestSlots:
		return fmt.Sprintf("request %q does not take %s", p.Requests[r].ID, where)
	case Precedence:
		return fmt.Sprintf("the order of request %q and %q rules out %s", p.Requests[r].ID, out.Request, where)
	case MeetingLimit:
		return b.limitSentence(h.slots[0], c) + ", which rules out " + where
	case Changeover:
		return fmt.Sprintf("%q could not change zones in time around %s", out.Participant, where)
	case BreakSpread:
		return fmt.Sprintf("in %s the breaks of %q would differ from another's by more than %d", where, out.Participant, b.in.spreadMax)
	case Pinned:
		return fmt.Sprintf("request %q is pinned elsewhere than %s", p.Requests[r].ID, where)
	}
	return b.sentence(r, h.slots[0], c)
}

// extent names up to three slots, or says how many of all there are.
func (b *board) extent(slots []string) string {
	switch n := len(slots); {
	case n == b.in.slots:
		return "every slot"
	case n > 3:
		return fmt.Sprintf("%d of the %d slots", n, b.in.slots)
	case n == 1:
		return fmt.Sprintf("slot %q", slots[0])
	}
	return "the slots " + listing(quoted(slots))
}
