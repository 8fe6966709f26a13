package exact

import (
	"slices"
	"strings"

	"entente/scheduler"
)

// room is one place, or several that are alike in all that the goals and
// constraints see.
type room struct {
	places   []*scheduler.Place
	capacity int
}

// roomsOf groups the places that nothing tells apart.
func roomsOf(p *scheduler.Problem) []room {
	named := map[string]bool{}
	for _, q := range p.Participants {
		named[q.Place] = true
	}
	for _, pin := range p.Pinned {
		named[pin.Place] = true
	}
	for _, m := range p.Published {
		named[m.Place] = true
	}
	var rooms []room
	at := map[string]int{}
	for k := range p.Places {
		pl := &p.Places[k]
		key := strings.Join(append([]string{pl.Zone, pl.Organisation}, pl.Closed...), "/")
		if named[pl.ID] || pl.Video || p.Changeover > 0 && pl.Zone == "" {
			key = "place " + pl.ID
		}
		if _, known := at[key]; !known {
			at[key] = len(rooms)
			rooms = append(rooms, room{})
		}
		group := &rooms[at[key]]
		group.places = append(group.places, pl)
		group.capacity += max(1, pl.Capacity)
	}
	return rooms
}

// roomFor gives a meeting a room if there are places, one that is open and
// that may host it.
func (m *model) roomFor(r, t int, pin *scheduler.Pin) {
	if len(m.rooms) == 0 {
		return
	}
	m.meets[r][t] = make([]variable, len(m.rooms))
	chosen := sum{}.plus(-1, m.stands[r][t])
	for k := range m.rooms {
		pl := m.rooms[k].places[0]
		m.meets[r][t][k] = none
		if slices.Contains(pl.Closed, m.p.Slots[t].ID) || pin != nil && pin.Place != "" && pin.Place != pl.ID {
			continue
		}
		m.meets[r][t][k] = m.yesOrNo()
		chosen = chosen.plus(1, m.meets[r][t][k])
		m.hosting(r, t, k)
	}
	m.require(chosen, "=", 0)
	for _, i := range m.named(r) {
		if m.p.Participants[i].Place != "" {
			m.atHome(r, t, i)
		}
	}
}

// hosting keeps booths for their organisation and video places for those
// whose place they are.
func (m *model) hosting(r, t, k int) {
	pl := m.rooms[k].places[0]
	meets := sum{{1, m.meets[r][t][k]}}
	if pl.Organisation != "" {
		there := sum{}
		for _, i := range m.represents(r, pl.Organisation) {
			there = there.and(1, m.attends(r, t, i))
		}
		m.require(meets.and(-1, there), "<=", 0)
	}
	if pl.Video {
		m.require(sum{{1, m.meets[r][t][k]}}.and(-1, m.whoseHome(r, t, pl.ID)), "<=", 0)
	}
}

// whoseHome counts those in a meeting whose fixed place this is.
func (m *model) whoseHome(r, t int, place string) sum {
	s := sum{}
	for _, i := range m.named(r) {
		if m.p.Participants[i].Place == place {
			s = s.and(1, m.attends(r, t, i))
		}
	}
	return s
}

// atHome lets a person with a fixed place meet there, or at that of another
// who attends; one with a video place at a video place only.
func (m *model) atHome(r, t, i int) {
	home := m.p.Participants[i].Place
	remote := slices.ContainsFunc(m.p.Places, func(pl scheduler.Place) bool { return pl.ID == home && pl.Video })
	for k, meets := range m.meets[r][t] {
		pl := m.rooms[k].places[0]
		if meets == none || pl.ID == home {
			continue
		}
		s := sum{{1, meets}}.and(1, m.attends(r, t, i))
		if !remote || pl.Video {
			s = s.and(-1, m.whoseHome(r, t, pl.ID))
		}
		m.require(s, "<=", 1)
	}
}

// capacities holds what fits in a slot: its tables, or what each room holds.
func (m *model) capacities() {
	for t := range m.p.Slots {
		if len(m.rooms) == 0 {
			all := sum{}
			for r := range m.p.Requests {
				all = all.plus(1, m.stands[r][t])
			}
			m.require(all, "<=", *m.p.Slots[t].Tables)
		}
		for k := range m.rooms {
			all := sum{}
			for r := range m.p.Requests {
				if m.meets[r][t] != nil {
					all = all.plus(1, m.meets[r][t][k])
				}
			}
			m.require(all, "<=", m.rooms[k].capacity)
		}
	}
}

// changeovers leaves enough free slots between any two meetings of a person on
// one day in different zones. Where all in between are in one of the two, or by
// video, those next to each other are among them; so all pairs say no more.
func (m *model) changeovers() {
	if m.p.Changeover == 0 || len(m.rooms) == 0 {
		return
	}
	zones := m.zones()
	for i := range m.p.Participants {
		in := make([][]variable, len(m.p.Slots)) // slot, zone
		for t := range m.p.Slots {
			in[t] = m.whereabouts(i, t, zones)
		}
		for from := range m.p.Slots {
			for to := from + 1; to < len(m.p.Slots) && m.p.Slots[to].Day == m.p.Slots[from].Day; to++ {
				m.between(i, from, to, in)
			}
		}
	}
}

// between keeps the free slots between a slot and a later one of the same day,
// should a person be in two zones in them.
func (m *model) between(i, from, to int, in [][]variable) {
	taken := sum{}
	for t := from + 1; t < to; t++ {
		taken = taken.and(1, m.busy(i, t))
	}
	for zone, here := range in[from] {
		there := sum{}
		for other, of := range in[to] {
			if other != zone {
				there = there.plus(1, of)
			}
		}
		if here == none || len(there) == 0 {
			continue
		}
		both := sum{{1, here}}.and(1, there)
		free := to - from - 1 - m.p.Changeover
		if free < 0 {
			m.require(both, "<=", 1)
			continue
		}
		m.require(both.and(m.p.Changeover-1, both).and(1, taken), "<=", free+2*m.p.Changeover)
	}
}

// zones numbers the rooms' zones; video has none.
func (m *model) zones() []int {
	zones, known := make([]int, len(m.rooms)), map[string]int{}
	for k := range m.rooms {
		pl := m.rooms[k].places[0]
		name := "zone " + pl.Zone
		if pl.Zone == "" {
			name = "place " + pl.ID
		}
		if _, there := known[name]; !there {
			known[name] = len(known)
		}
		if zones[k] = known[name]; pl.Video {
			zones[k] = -1
		}
	}
	return zones
}

// whereabouts makes for each zone a variable that is 1 when a person meets
// there in a slot.
func (m *model) whereabouts(i, t int, zones []int) []variable {
	in := make([]variable, slices.Max(zones)+1)
	for zone := range in {
		in[zone] = none
		for r := range m.p.Requests {
			there := sum{}
			for k, meets := range m.meets[r][t] {
				if zones[k] == zone {
					there = there.plus(1, meets)
				}
			}
			attends := m.attends(r, t, i)
			if len(there) == 0 || len(attends) == 0 {
				continue
			}
			if in[zone] == none {
				in[zone] = m.add(1, false)
			}
			m.require(sum{{1, in[zone]}}.and(-1, there).and(-1, attends), ">=", -1)
		}
	}
	return in
}
