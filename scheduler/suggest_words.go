package scheduler

import "fmt"

// placement writes a trial with ids and words.
func (b *board) placement(r int32, t *trial) Placement {
	m := b.meetingAt(r, t.at)
	out := Placement{Slot: m.Slot, Place: m.Place, Participants: m.Participants, Change: t.change}
	for _, x := range t.leave {
		out.Displaces = append(out.Displaces, b.in.p.Requests[x].ID)
	}
	for _, c := range t.clashes {
		out.Violations = append(out.Violations, b.violation(r, t.at, c))
	}
	return out
}

// violation writes a clash of r's meeting at a spot.
func (b *board) violation(r int32, at spot, c clash) Violation {
	p := b.in.p
	v := Violation{Constraint: c.constraint, Requests: []string{p.Requests[r].ID}, Slot: p.Slots[at.slot].ID}
	if c.other >= 0 {
		v.Requests = append(v.Requests, p.Requests[c.other].ID)
	}
	if c.person >= 0 {
		v.Participant = p.Participants[c.person].ID
	}
	if c.org >= 0 {
		v.Organisation = b.orgName[c.org]
	}
	if c.place >= 0 {
		v.Place = p.Places[c.place].ID
	}
	v.Message = b.sentence(r, at.slot, c)
	return v
}

// sentence says in words what a clash of r's meeting in a slot is.
func (b *board) sentence(r int32, s int16, c clash) string {
	p := b.in.p
	request, slot := p.Requests[r].ID, &p.Slots[s]
	switch c.constraint {
	case ParticipantUnavailable:
		return fmt.Sprintf("%q has closed slot %q", p.Participants[c.person].ID, slot.ID)
	case ParticipantConflict:
		return fmt.Sprintf("%q is in the meeting of %q in slot %q", p.Participants[c.person].ID, p.Requests[c.other].ID, slot.ID)
	case RequestSlots:
		if c.kind == otherSession {
			return fmt.Sprintf("request %q takes only session %q, and slot %q is of session %q", request, p.Requests[r].Session, slot.ID, slot.Session)
		}
		return fmt.Sprintf("request %q takes only the slots %q, not %q", request, p.Requests[r].Slots, slot.ID)
	case Attendance:
		return fmt.Sprintf("request %q: not all who must attend do, or somebody does whom it does not name", request)
	case BreakSpread:
		return fmt.Sprintf("in slot %q the breaks of %q would differ from another's by more than %d", slot.ID, p.Participants[c.person].ID, b.in.spreadMax)
	case Changeover:
		return fmt.Sprintf("%q lacks the %d free slots to change zones around slot %q", p.Participants[c.person].ID, p.Changeover, slot.ID)
	case MeetingLimit:
		return b.limitSentence(s, c)
	case PlaceCapacity:
		return b.placeSentence(r, s, c)
	case Precedence:
		return b.orderSentence(r, s, c)
	}
	return b.pinSentence(r, c)
}

func (b *board) limitSentence(s int16, c clash) string {
	in := b.in
	if c.org >= 0 {
		return fmt.Sprintf("organisation %q has %d meetings at most", b.orgName[c.org], in.orgMax[c.org])
	}
	id := in.p.Participants[c.person].ID
	switch c.kind {
	case overDay:
		return fmt.Sprintf("%q has %d meetings at most on day %q", id, in.maxDay[c.person], in.p.Slots[s].Day)
	case overRow:
		return fmt.Sprintf("%q has %d meetings at most in a row, which slot %q would exceed", id, in.maxRow[c.person], in.p.Slots[s].ID)
	}
	return fmt.Sprintf("%q has %d meetings at most", id, in.maxAll[c.person])
}

func (b *board) placeSentence(r int32, s int16, c clash) string {
	p, slot := b.in.p, b.in.p.Slots[s].ID
	switch {
	case b.tables():
		return fmt.Sprintf("slot %q holds %d meetings at most", slot, b.in.classCap[s])
	case c.place < 0:
		return fmt.Sprintf("request %q has no place that may hold it in slot %q", p.Requests[r].ID, slot)
	case c.kind == closedPlace:
		return fmt.Sprintf("%q is closed in slot %q", p.Places[c.place].ID, slot)
	case c.kind == wrongPlace:
		return fmt.Sprintf("%q is no place for request %q: a booth, a video link or somebody's fixed place decides otherwise", p.Places[c.place].ID, p.Requests[r].ID)
	}
	return fmt.Sprintf("%q holds %d meetings at most in slot %q", p.Places[c.place].ID, b.roomy[c.place], slot)
}

func (b *board) orderSentence(r int32, s int16, c clash) string {
	p := b.in.p
	request, other, slot := p.Requests[r].ID, p.Requests[c.other].ID, p.Slots[s].ID
	switch {
	case c.kind == leavesOrder:
		return fmt.Sprintf("request %q comes after a meeting that would be left out", other)
	case !contains(b.in.after[b.in.afterOff[r]:b.in.afterOff[r+1]], c.other):
		return fmt.Sprintf("request %q in slot %q must come before %q", request, slot, other)
	case !b.placed(c.other):
		return fmt.Sprintf("request %q comes after %q, which is not placed", request, other)
	}
	return fmt.Sprintf("request %q in slot %q comes after %q, which is in slot %q", request, slot, other, p.Slots[b.spot[c.other].slot].ID)
}

func (b *board) pinSentence(r int32, c clash) string {
	p := b.in.p
	if c.other >= 0 {
		return fmt.Sprintf("the meeting of %q, which is pinned, would be left out", p.Requests[c.other].ID)
	}
	pin := b.pins[r]
	if pin == nil {
		return fmt.Sprintf("request %q is held where it is", p.Requests[r].ID)
	}
	if pin.Place != "" {
		return fmt.Sprintf("request %q is pinned to slot %q at %q", p.Requests[r].ID, pin.Slot, pin.Place)
	}
	return fmt.Sprintf("request %q is pinned to slot %q", p.Requests[r].ID, pin.Slot)
}
