package scheduler

import (
	"slices"

	"entente/scheduler/internal/sat"
)

// places lets no more meetings stand in each slot and class of places than fit,
// and each only where its people may meet.
func (m *wholeModel) places() {
	in := m.in
	if list, same := m.sameChoice(); same {
		for s := range in.slots {
			room := 0
			for _, c := range list {
				room += int(max(0, in.classCap[s*in.classes+int(c)]))
			}
			m.s.AtMost(m.standing(int16(s)), room)
		}
		return
	}
	m.there = make([][]sat.Lit, in.requests)
	for r := range int32(in.requests) {
		m.there[r] = m.classesOf(r)
	}
	for s := range int16(in.slots) {
		for c := range int32(in.classes) {
			m.load(s, c)
		}
	}
	if in.changeover > 0 {
		m.changeovers()
	}
}

// sameChoice returns the classes that every meeting may use, whoever attends, if
// only how many meet counts.
func (m *wholeModel) sameChoice() ([]int32, bool) {
	in := m.in
	first := in.choiceOf[0]
	if in.changeover > 0 && len(in.p.Places) > 0 || first < 0 || slices.ContainsFunc(in.choiceOf, func(c int32) bool { return c != first }) {
		return nil, false
	}
	return in.choices[first], true
}

// standing lists the literals of who may stand in a slot.
func (m *wholeModel) standing(s int16) []sat.Lit {
	var lits []sat.Lit
	for _, at := range m.at {
		if m.s.Fixed(at[s]) >= 0 {
			lits = append(lits, at[s])
		}
	}
	return lits
}

// classesOf gives r one class, among those where those who attend may meet (see
// [instance.classesFor]).
func (m *wholeModel) classesOf(r int32) []sat.Lit {
	in := m.in
	lits := make([]sat.Lit, in.classes)
	fixed, video := m.atHome(r, false), m.atHome(r, true)
	for c := range lits {
		var ways []sat.Lit
		if !in.classVideo[c] {
			ways = append(ways, m.both(fixed.Not(), m.openTo(r, int32(c))))
		}
		for k, i := range m.who[r] {
			place := in.fixed[i]
			if place < 0 || in.classOf[place] != int32(c) {
				continue
			}
			way := m.both(m.comes[r][k], m.hosted(r, place))
			if !in.classVideo[c] {
				way = m.both(way, video.Not())
			}
			ways = append(ways, way)
		}
		if place := in.pinPlace[r]; place >= 0 && in.classOf[place] != int32(c) {
			ways = nil
		}
		if lits[c] = m.no(); len(m.open(ways)) > 0 {
			lits[c] = m.fresh()
			m.s.Add(lits[c].Not(), m.placed[r])
			m.s.Add(append(ways, lits[c].Not())...)
		}
	}
	open := m.open(lits)
	m.s.AtMost(open, 1)
	m.s.Add(append(open, m.placed[r].Not())...)
	return lits
}

// atHome returns the literal that someone attends who has a fixed place, or a
// video one.
func (m *wholeModel) atHome(r int32, video bool) sat.Lit {
	var lits []sat.Lit
	for k, i := range m.who[r] {
		if place := m.in.fixed[i]; place >= 0 && (!video || m.in.p.Places[place].Video) {
			lits = append(lits, m.comes[r][k])
		}
	}
	return m.any(lits)
}

// openTo returns the literal that those without a fixed place may meet in a
// class: anyone's, or a booth of theirs.
func (m *wholeModel) openTo(r, class int32) sat.Lit {
	if slices.Contains(m.in.plain, class) {
		return m.placed[r]
	}
	for o, booths := range m.in.booths {
		if slices.Contains(booths, class) {
			return m.sends(r, int32(o))
		}
	}
	return m.no()
}

// hosted returns the literal that a place, which may be a booth, takes r.
func (m *wholeModel) hosted(r, place int32) sat.Lit {
	owner := m.in.p.Places[place].Organisation
	if owner == "" {
		return m.placed[r]
	}
	for k, i := range m.who[r] {
		if m.in.p.Participants[i].Organisation == owner {
			return m.both(m.placed[r], m.sends(r, m.in.org[m.who[r][k]]))
		}
	}
	return m.no()
}

// load lets no more meetings stand in a class than fit.
func (m *wholeModel) load(s int16, c int32) {
	most := int(max(0, m.in.classCap[int(s)*m.in.classes+int(c)]))
	var all, lits []sat.Lit
	for r, at := range m.at {
		if m.s.Fixed(at[s]) >= 0 && m.s.Fixed(m.there[r][c]) >= 0 {
			all = append(all, at[s])
		}
	}
	if len(all) <= most {
		return
	}
	for r, at := range m.at {
		if l := m.inClass(int32(r), at[s], c); m.s.Fixed(l) >= 0 {
			lits = append(lits, l)
		}
	}
	m.s.AtMost(lits, most)
}

// inClass returns the literal that r stands in a slot and in a class.
func (m *wholeModel) inClass(r int32, at sat.Lit, c int32) sat.Lit {
	if len(m.open(m.there[r])) == 1 && m.s.Fixed(m.there[r][c]) >= 0 {
		return at
	}
	return m.both(at, m.there[r][c])
}

// changeovers keeps everyone's meetings of one day in different zones so far
// apart that enough slots between them are free. Of what is between, only video
// matters: a meeting elsewhere is too near to one of the two then.
func (m *wholeModel) changeovers() {
	in := m.in
	video := slices.Contains(in.classVideo, true)
	for i := range int32(in.people) {
		if m.busy[i] == nil {
			continue
		}
		zones := make([]map[int32]sat.Lit, in.slots)
		for t := range zones {
			zones[t] = m.zonesOf(i, t)
			for u := int(in.dayFirst[in.slotDay[t]]); u < t; u++ {
				switch between := t - u - 1; {
				case between < in.changeover:
					m.apart(zones[u], zones[t], m.no())
				case video && between > 0:
					apart := m.fresh()
					m.apart(zones[u], zones[t], apart)
					m.s.AtMost(m.open(m.busy[i][u+1:t]), between-in.changeover, apart)
				}
			}
		}
	}
}

// zonesOf returns for each zone whether i is there in a slot.
func (m *wholeModel) zonesOf(i int32, t int) map[int32]sat.Lit {
	in := m.in
	by := map[int32][]sat.Lit{}
	for _, r := range m.of[i] {
		at := m.at[r][t]
		if m.s.Fixed(at) < 0 {
			continue
		}
		at = m.both(at, m.comes[r][slices.Index(m.who[r], i)])
		for c := range int32(in.classes) {
			if m.s.Fixed(m.there[r][c]) >= 0 {
				by[in.classZone[c]] = append(by[in.classZone[c]], m.both(at, m.there[r][c]))
			}
		}
	}
	zones := map[int32]sat.Lit{}
	for zone := range int32(in.classes) {
		if lits := by[zone]; len(lits) > 0 {
			zones[zone] = m.any(lits)
		}
	}
	return zones
}

// apart lets somebody be in one zone and in another one only under a condition.
func (m *wholeModel) apart(a, b map[int32]sat.Lit, unless sat.Lit) {
	for x := range int32(m.in.classes) {
		for y := range int32(m.in.classes) {
			one, there := a[x]
			two, too := b[y]
			if x != y && there && too {
				m.s.Add(one.Not(), two.Not(), unless)
			}
		}
	}
}
