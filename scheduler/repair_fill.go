package scheduler

import "slices"

// smooth lets what moved go back where it was if it can by now, and what fell
// stand where it does the score most good.
func (m *mender) smooth() {
	b := m.b
	for r := range int32(b.in.requests) {
		if m.before[r] == nil || !b.placed(r) || m.atHome(r) || m.fixed(r) || b.carries(r) || b.in.linked[r] {
			continue
		}
		if !m.end.step() {
			return
		}
		at := b.take(r)
		if !m.returns(r) && (at.slot == m.home[r].slot || !b.bestFit(r, m.isFrozen)) {
			b.put(r, at)
		}
	}
}

// returns puts r back where it was, if it fits there.
func (m *mender) returns(r int32) bool {
	home := m.home[r]
	return home.slot >= 0 && !m.frozen[home.slot] && (m.b.tables() || home.place >= 0) &&
		len(home.who) > 0 && m.b.attends(r, home.who) && m.b.tryFit(r, home)
}

// attends says whether these are all who must attend r's meeting.
func (b *board) attends(r int32, who []int32) bool {
	return len(attendanceFaults(&b.in.p.Requests[r], b.people(who))) == 0
}

// fill offers free room to the requests that had no meeting, the weightiest
// first; nothing moves for them.
func (m *mender) fill() {
	b := m.b
	var waiting []int32
	for r := range int32(b.in.requests) {
		if !b.placed(r) && m.before[r] == nil {
			waiting = append(waiting, r)
		}
	}
	slices.SortStableFunc(waiting, m.leastLast)
	for {
		n := len(waiting)
		waiting = slices.DeleteFunc(waiting, func(r int32) bool {
			before := b.score()
			if !m.end.step() || !b.bestFit(r, m.isFrozen) {
				return false
			}
			m.offers = append(m.offers, Offer{b.meeting(r), b.score().minus(before)})
			return true
		})
		if len(waiting) == n {
			return
		}
		// Only what comes after another can fit now if it did not before.
		waiting = slices.DeleteFunc(waiting, func(r int32) bool { return !b.in.linked[r] })
	}
}
