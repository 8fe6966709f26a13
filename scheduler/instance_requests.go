package scheduler

import "slices"

// asked lays out the requests: who, when, how much they count.
func (b *builder) asked() {
	p := b.p
	b.requests = len(p.Requests)
	pins := map[string]*Pin{}
	for i := range p.Pinned {
		pins[p.Pinned[i].Request] = &p.Pinned[i]
	}
	b.allowed = make([]uint64, b.requests*b.words)
	full := b.full()
	b.allOff, b.groupOff, b.memberOff, b.seatOff = []int32{0}, []int32{0}, []int32{0}, []int32{0}
	for r := range p.Requests {
		if b.v.halt(r + 1) {
			return
		}
		q := &p.Requests[r]
		pin := pins[q.ID]
		b.attendees(q, pin)
		b.weight = append(b.weight, int32(max(1, q.Weight)))
		b.mandatory = append(b.mandatory, q.Mandatory || p.AllMandatory)
		b.must = append(b.must, p.AllMandatory || pin != nil)
		b.pinned = append(b.pinned, pin != nil)
		b.forced = append(b.forced, pin != nil && pin.Forced)
		b.when(r, q, pin, full)
	}
}

// attendees lays out who must and who may attend. A group that someone who
// must attend satisfies is dropped; a group of one must attend.
func (b *builder) attendees(q *Request, pin *Pin) {
	from := len(b.all)
	if pin != nil && len(pin.Participants) > 0 {
		for _, id := range distinct(pin.Participants) {
			b.all = append(b.all, int32(b.v.participant[id]))
		}
		b.closeRequest(from)
		return
	}
	for _, side := range q.Sides {
		for _, id := range side.All {
			b.addOnce(int32(b.v.participant[id]))
		}
		for _, group := range side.Any {
			if len(group) == 1 {
				b.addOnce(int32(b.v.participant[group[0]]))
			}
		}
	}
	for _, side := range q.Sides {
		for _, group := range side.Any {
			b.group(group)
		}
	}
	b.closeRequest(from)
}

// addOnce lets i attend the request being laid out.
func (b *builder) addOnce(i int32) {
	if turn := int32(len(b.allOff)); b.seen[i] != turn {
		b.seen[i] = turn
		b.all = append(b.all, i)
	}
}

func (b *builder) group(group []string) {
	start := len(b.member)
	for _, id := range group {
		i := int32(b.v.participant[id])
		if b.seen[i] == int32(len(b.allOff)) {
			b.member = b.member[:start]
			return
		}
		b.member = append(b.member, i)
	}
	b.memberOff = append(b.memberOff, int32(len(b.member)))
}

func (b *builder) closeRequest(from int) {
	groups := int32(len(b.memberOff)-1) - b.groupOff[len(b.groupOff)-1]
	b.allOff = append(b.allOff, int32(len(b.all)))
	b.groupOff = append(b.groupOff, int32(len(b.memberOff)-1))
	b.seatOff = append(b.seatOff, b.seatOff[len(b.seatOff)-1]+int32(len(b.all)-from)+groups)
}

// when fills the row of slots that a request may stand in.
func (b *builder) when(r int, q *Request, pin *Pin, full []uint64) {
	row := b.allowed[r*b.words : (r+1)*b.words]
	copy(row, full)
	if pin == nil || !pin.Forced {
		b.ownSlots(q, row)
		for _, i := range b.all[b.allOff[r]:b.allOff[r+1]] {
			for w := range row {
				row[w] &= b.open[int(i)*b.words+w]
			}
		}
	}
	if pin == nil {
		return
	}
	s := b.v.slot[pin.Slot]
	kept := row[b.slotWord[s]] & b.slotBit[s]
	clear(row)
	row[b.slotWord[s]] = kept
}

func (b *builder) ownSlots(q *Request, row []uint64) {
	if q.Session != "" {
		for s := range b.slots {
			if b.p.Slots[s].Session != q.Session {
				row[b.slotWord[s]] &^= b.slotBit[s]
			}
		}
	}
	if len(q.Slots) == 0 {
		return
	}
	own := make([]uint64, b.words)
	b.set(own, q.Slots, true)
	for w := range row {
		row[w] &= own[w]
	}
}

func (b *builder) inForce() {
	b.publishedSlot, b.publishedPlace = make([]int16, b.requests), make([]int32, b.requests)
	for r := range b.requests {
		b.publishedSlot[r], b.publishedPlace[r] = -1, -1
	}
	for i := range b.p.Published {
		if b.v.halt(i + 1) {
			return
		}
		m := &b.p.Published[i]
		r := b.v.request[m.Request]
		b.publishedSlot[r] = int16(b.v.slot[m.Slot])
		if m.Place != "" {
			b.publishedPlace[r] = int32(b.v.place[m.Place])
		}
		b.attendedFor(int32(r), m.Participants)
	}
}

// attendedFor notes who attends for the groups of r in the schedule in force.
func (b *builder) attendedFor(r int32, people []string) {
	if b.publishedFor == nil {
		b.publishedFor = make([]int32, len(b.memberOff)-1)
		for g := range b.publishedFor {
			b.publishedFor[g] = -1
		}
	}
	for g := b.groupOff[r]; g < b.groupOff[r+1]; g++ {
		for _, id := range people {
			if i, known := b.v.participant[id]; known && slices.Contains(b.members(g), int32(i)) {
				b.publishedFor[g] = int32(i)
			}
		}
	}
}

// required returns those who must attend the meeting of r.
func (in *instance) required(r int32) []int32 { return in.all[in.allOff[r]:in.allOff[r+1]] }

// members returns those of whom one attends for a group.
func (in *instance) members(group int32) []int32 {
	return in.member[in.memberOff[group]:in.memberOff[group+1]]
}

// mayUse says whether r's own slots, its pin and those who must attend allow a slot.
func (in *instance) mayUse(r int32, s int16) bool {
	return in.allowed[int(r)*in.words+int(in.slotWord[s])]&in.slotBit[s] != 0
}

// isOpen says whether a participant has not closed a slot.
func (in *instance) isOpen(i int32, s int16) bool {
	return in.open[int(i)*in.words+int(in.slotWord[s])]&in.slotBit[s] != 0
}
