package scheduler

import "slices"

// hangOld hangs the old meetings that have a spot in the problem, whatever
// they break there.
func (m *mender) hangOld(s *Schedule) {
	b := m.b
	for k := range s.Meetings {
		meeting := &s.Meetings[k]
		r, known := b.v.request[meeting.Request]
		if !known || m.before[r] != nil {
			continue
		}
		m.before[r] = meeting
		_, at, gone := b.read(meeting)
		if gone != "" {
			continue
		}
		m.home[r] = at
		if len(attendanceFaults(&b.in.p.Requests[r], meeting.Participants)) > 0 {
			b.ill[int32(r)] = true
		}
		b.hang(int32(r), at)
		b.count(int32(r), 1)
	}
	b.measureAll()
}

// letFall takes down the meetings that can't stand: first those that can't by
// themselves, then those that can't beside others, then puts back whatever
// can after all stand where it was, with others attending if need be.
func (m *mender) letFall() {
	b := m.b
	for r := range int32(b.in.requests) {
		if m.before[r] == nil {
			continue
		}
		if m.couldStand(r) {
			m.able++
		}
		if b.placed(r) && !m.standsAlone(r) {
			b.take(r)
		}
		if !b.placed(r) {
			m.fall(r)
		}
	}
	m.mustGo = m.leastToGo()
	m.separate()
	b.spreadBefore = max(b.in.spreadMax, b.spread())
	m.fell = slices.DeleteFunc(m.fell, m.standsAgain)
	b.spreadBefore = max(b.in.spreadMax, b.spread())
	m.noteGaps()
}

func (m *mender) fall(r int32) {
	delete(m.b.ill, r)
	m.fell = append(m.fell, r)
}

// standsAlone says whether r's meeting, which is placed, holds by itself.
func (m *mender) standsAlone(r int32) bool {
	b, at := m.b, &m.b.spot[r]
	b.scratch = b.ownClashes(r, b.scratch[:0])
	if len(b.scratch) > 0 {
		return false
	}
	if b.tables() {
		return b.capacity(-1, at.slot) > 0
	}
	return at.place >= 0 && !b.isClosed(at.place, at.slot) && b.hosts(at.place, at.who)
}

// couldStand says whether r could stand where it was with the right people, as
// far as the slot, the place and everybody's availability say. It may say yes
// where something else is in the way.
func (m *mender) couldStand(r int32) bool {
	b, home := m.b, &m.home[r]
	in := b.in
	if home.slot < 0 || !in.mayUse(r, home.slot) || b.tables() && b.capacity(-1, home.slot) == 0 {
		return false
	}
	if !b.tables() && home.place < 0 && m.before[r].Place != "" || home.place >= 0 && b.isClosed(home.place, home.slot) {
		return false
	}
	for g := in.groupOff[r]; g < in.groupOff[r+1]; g++ {
		if !in.forced[r] && !slices.ContainsFunc(in.members(g), func(i int32) bool { return in.isOpen(i, home.slot) }) {
			return false
		}
	}
	return in.groupOff[r] < in.groupOff[r+1] || home.place < 0 || b.hosts(home.place, in.required(r))
}

// standsAgain puts a fallen meeting back where it was, if it fits there, with
// other people if need be.
func (m *mender) standsAgain(r int32) bool {
	b, home := m.b, m.home[r]
	if home.slot < 0 {
		return false
	}
	if !b.tables() && home.place < 0 {
		return m.before[r].Place == "" && b.bestFit(r, func(s int16) bool { return s != home.slot })
	}
	for _, who := range b.teams(r, home.slot) {
		if b.tryFit(r, spot{home.slot, home.place, who}) {
			return true
		}
	}
	return false
}

// atHome says whether r's meeting stands where it stood before; one that had
// no place has none to leave.
func (m *mender) atHome(r int32) bool {
	at, home := &m.b.spot[r], &m.home[r]
	return at.slot >= 0 && at.slot == home.slot &&
		(at.place == home.place || m.before[r] != nil && m.before[r].Place == "")
}

// separate takes down meetings that can't stand beside each other, those that
// clash most and are worth least first, until the rest do.
func (m *mender) separate() {
	b := m.b
	var all []int32
	for r := range int32(b.in.requests) {
		if b.placed(r) {
			all = append(all, r)
		}
	}
	for len(all) > 0 {
		var order []contender
		for _, r := range all {
			if !b.placed(r) {
				continue
			}
			if n := m.clashesBeside(r); n > 0 {
				order = append(order, contender{r, n, m.fixed(r), m.hasElsewhere(r), b.lossOf(r)})
			}
		}
		slices.SortFunc(order, leastFirst)
		all = all[:0]
		for _, o := range order {
			if m.clashesBeside(o.r) == 0 {
				continue
			}
			b.take(o.r)
			m.fall(o.r)
			all = append(all, b.in.before[b.in.beforeOff[o.r]:b.in.beforeOff[o.r+1]]...)
		}
	}
}

// contender is a meeting that clashes with others, and what speaks for it.
type contender struct {
	r         int32
	clashes   int
	fixed     bool
	elsewhere bool // its people are free in another slot
	loss      int64
}

// clashesBeside counts what r's meeting breaks with others, the spread of
// breaks apart.
func (m *mender) clashesBeside(r int32) int {
	b, n := m.b, 0
	b.scratch = b.clashes(r, b.scratch[:0])
	for _, c := range b.scratch {
		if c.constraint != BreakSpread {
			n++
		}
	}
	return n
}

// leastFirst orders clashing meetings by which should fall first.
func leastFirst(x, y contender) int {
	switch {
	case x.fixed != y.fixed:
		return first(y.fixed)
	case x.clashes != y.clashes:
		return y.clashes - x.clashes
	case x.elsewhere != y.elsewhere:
		return first(x.elsewhere)
	case x.loss != y.loss:
		return first(x.loss < y.loss)
	}
	return int(x.r - y.r)
}

func first(yes bool) int {
	if yes {
		return -1
	}
	return 1
}

// fixed says whether a placed meeting may not move.
func (m *mender) fixed(r int32) bool {
	return m.b.in.pinned[r] || m.frozen[m.b.spot[r].slot]
}

// hasElsewhere says whether those of r are free in another slot with a table.
func (m *mender) hasElsewhere(r int32) bool {
	b := m.b
	for s := range int16(b.in.slots) {
		if !m.frozen[s] && b.mayStand(r, s) && (!b.tables() || b.room(-1, s) > 0) {
			return true
		}
	}
	return false
}
