package exact

import (
	"slices"

	"entente/scheduler"
)

// model states a problem as an integer programme.
type model struct {
	*programme
	p       *scheduler.Problem
	slot    map[string]int
	person  map[string]int
	request map[string]int
	pins    map[string]*scheduler.Pin
	rooms   []room
	must    [][]int              // request → those who must attend
	may     [][]int              // request → those of its groups who may
	stands  [][]variable         // request, slot
	meets   [][][]variable       // request, slot, room
	joins   [][]map[int]variable // request, slot → who may attend, whether they do
	breaks  []sum                // person
}

// newModel states the hard constraints. What is compulsory is so only with
// compulsory.
func newModel(p *scheduler.Problem) *model {
	m := &model{programme: newProgramme(), p: p, slot: map[string]int{}, person: map[string]int{},
		request: map[string]int{}, pins: map[string]*scheduler.Pin{}}
	for t := range p.Slots {
		m.slot[p.Slots[t].ID] = t
	}
	for i := range p.Participants {
		m.person[p.Participants[i].ID] = i
	}
	for r := range p.Requests {
		m.request[p.Requests[r].ID] = r
	}
	for k := range p.Pinned {
		m.pins[p.Pinned[k].Request] = &p.Pinned[k]
	}
	m.rooms = roomsOf(p)
	for r := range p.Requests {
		m.meeting(r)
	}
	m.oneMeetingPerSlot()
	m.capacities()
	m.precedences()
	m.limits()
	m.organisationLimits()
	m.changeovers()
	m.countBreaks()
	m.spread()
	return m
}

// meeting makes the variables of a request: its slot, its room, who of its
// groups attends.
func (m *model) meeting(r int) {
	q := &m.p.Requests[r]
	pin := m.pins[q.ID]
	must, may, groups := m.attendees(q, pin)
	m.must, m.may = append(m.must, must), append(m.may, may)
	stands := make([]variable, len(m.p.Slots))
	meets := make([][]variable, len(m.p.Slots))
	joins := make([]map[int]variable, len(m.p.Slots))
	placed := sum{}
	for t := range m.p.Slots {
		if stands[t] = none; m.fits(q, pin, must, t) {
			stands[t] = m.yesOrNo()
		}
		placed = placed.plus(1, stands[t])
	}
	m.stands, m.meets, m.joins = append(m.stands, stands), append(m.meets, meets), append(m.joins, joins)
	m.require(placed, "<=", 1)
	if pin != nil || m.p.AllMandatory {
		m.require(placed, "=", 1)
	}
	for t := range m.p.Slots {
		if stands[t] == none {
			continue
		}
		m.company(r, t, pin, groups)
		m.roomFor(r, t, pin)
	}
}

// attendees says who must attend, who of the groups may, and the groups.
func (m *model) attendees(q *scheduler.Request, pin *scheduler.Pin) (must, may []int, groups [][]int) {
	if pin != nil && len(pin.Participants) > 0 {
		return m.people(pin.Participants), nil, nil
	}
	for _, side := range q.Sides {
		must = append(must, m.people(side.All)...)
	}
	for _, side := range q.Sides {
		for _, any := range side.Any {
			group := m.people(any)
			groups = append(groups, group)
			for _, i := range group {
				if !slices.Contains(must, i) && !slices.Contains(may, i) {
					may = append(may, i)
				}
			}
		}
	}
	return must, may, groups
}

func (m *model) people(ids []string) []int {
	var all []int
	for _, id := range ids {
		if i := m.person[id]; !slices.Contains(all, i) {
			all = append(all, i)
		}
	}
	return all
}

// fits says whether a request may stand in a slot, by its pin, its own slots
// and session, and those who must attend.
func (m *model) fits(q *scheduler.Request, pin *scheduler.Pin, must []int, t int) bool {
	s := &m.p.Slots[t]
	if pin != nil && pin.Slot != s.ID {
		return false
	}
	if pin != nil && pin.Forced {
		return true
	}
	if len(q.Slots) > 0 && !slices.Contains(q.Slots, s.ID) || q.Session != "" && q.Session != s.Session {
		return false
	}
	return !slices.ContainsFunc(must, func(i int) bool { return m.away(i, t) })
}

func (m *model) away(i, t int) bool {
	return slices.Contains(m.p.Participants[i].Unavailable, m.p.Slots[t].ID)
}

// company lets one at least of each group attend.
func (m *model) company(r, t int, pin *scheduler.Pin, groups [][]int) {
	joins := map[int]variable{}
	for _, i := range m.may[r] {
		if pin != nil && pin.Forced || !m.away(i, t) {
			joins[i] = m.yesOrNo()
			m.require(sum{{1, joins[i]}, {-1, m.stands[r][t]}}, "<=", 0)
		}
	}
	m.joins[r][t] = joins
	for _, group := range groups {
		there := sum{{-1, m.stands[r][t]}}
		for _, i := range group {
			there = there.and(1, m.attends(r, t, i))
		}
		m.require(there, ">=", 0)
	}
}

// attends is 1 if a person attends the meeting of a request in a slot.
func (m *model) attends(r, t, i int) sum {
	if slices.Contains(m.must[r], i) {
		return sum{}.plus(1, m.stands[r][t])
	}
	if of, may := m.joins[r][t][i]; may {
		return sum{{1, of}}
	}
	return nil
}

// named returns all who may attend a request.
func (m *model) named(r int) []int { return append(slices.Clone(m.must[r]), m.may[r]...) }

// placed is 1 if a request takes place.
func (m *model) placed(r int) sum {
	s := sum{}
	for t := range m.p.Slots {
		s = s.plus(1, m.stands[r][t])
	}
	return s
}

// busy is 1 if a person has a meeting in a slot.
func (m *model) busy(i, t int) sum {
	s := sum{}
	for r := range m.p.Requests {
		s = s.and(1, m.attends(r, t, i))
	}
	return s
}

func (m *model) oneMeetingPerSlot() {
	for i := range m.p.Participants {
		for t := range m.p.Slots {
			m.require(m.busy(i, t), "<=", 1)
		}
	}
}

func (m *model) precedences() {
	for r := range m.p.Requests {
		for _, id := range m.p.Requests[r].After {
			before := m.request[id]
			earlier := sum{}
			for t := range m.p.Slots {
				m.require(sum{}.plus(1, m.stands[r][t]).and(-1, earlier), "<=", 0)
				earlier = earlier.plus(1, m.stands[before][t])
			}
		}
	}
}

// limits holds each person's meetings per event, per day and in a row.
func (m *model) limits() {
	for i := range m.p.Participants {
		q := &m.p.Participants[i]
		all, day := sum{}, map[string]sum{}
		for t := range m.p.Slots {
			all = all.and(1, m.busy(i, t))
			day[m.p.Slots[t].Day] = day[m.p.Slots[t].Day].and(1, m.busy(i, t))
		}
		if q.MaxMeetings > 0 {
			m.require(all, "<=", q.MaxMeetings)
		}
		for _, s := range day {
			if q.MaxPerDay > 0 {
				m.require(s, "<=", q.MaxPerDay)
			}
		}
		if q.MaxInARow > 0 {
			m.inARow(i, q.MaxInARow)
		}
	}
}

// inARow leaves one slot free in each row of most+1.
func (m *model) inARow(i, most int) {
	for from := 0; from+most < len(m.p.Slots); from++ {
		first, last := &m.p.Slots[from], &m.p.Slots[from+most]
		if first.Day != last.Day || first.Session != last.Session {
			continue
		}
		row := sum{}
		for t := from; t <= from+most; t++ {
			row = row.and(1, m.busy(i, t))
		}
		m.require(row, "<=", most)
	}
}

// organisationMeetings counts the meetings with at least one of the
// organisation's delegates.
func (m *model) organisationMeetings(id string) sum {
	all := sum{}
	for r := range m.p.Requests {
		there, any := m.represents(r, id), sum{}
		if len(there) == 0 {
			continue
		}
		met := m.yesOrNo()
		for _, i := range there {
			attends := sum{}
			for t := range m.p.Slots {
				attends = attends.and(1, m.attends(r, t, i))
			}
			m.require(sum{{1, met}}.and(-1, attends), ">=", 0)
			any = any.and(1, attends)
		}
		m.require(sum{{1, met}}.and(-1, any), "<=", 0)
		all = all.plus(1, met)
	}
	return all
}

// represents lists those of an organisation who may attend a request.
func (m *model) represents(r int, organisation string) []int {
	return slices.DeleteFunc(m.named(r), func(i int) bool { return m.p.Participants[i].Organisation != organisation })
}

func (m *model) organisationLimits() {
	for k := range m.p.Organisations {
		if o := &m.p.Organisations[k]; o.MaxMeetings > 0 {
			m.require(m.organisationMeetings(o.ID), "<=", o.MaxMeetings)
		}
	}
}

// countBreaks counts each person's breaks: of the groups of busy slots of a
// day, all but one have a break before them.
func (m *model) countBreaks() {
	for i := range m.p.Participants {
		breaks := sum{}
		for from := 0; from < len(m.p.Slots); {
			to := from
			for to < len(m.p.Slots) && m.p.Slots[to].Day == m.p.Slots[from].Day {
				to++
			}
			breaks = breaks.and(1, m.breaksBetween(i, from, to))
			from = to
		}
		m.breaks = append(m.breaks, breaks)
	}
}

func (m *model) breaksBetween(i, from, to int) sum {
	breaks, all, met := sum{}, sum{}, m.add(1, false)
	for t := from; t < to; t++ {
		now := m.busy(i, t)
		if len(now) == 0 {
			continue
		}
		all = all.and(1, now)
		m.require(sum{{1, met}}.and(-1, now), ">=", 0)
		before := sum{}
		if t > from {
			before = m.busy(i, t-1)
		}
		begins := m.add(1, false)
		m.require(sum{{1, begins}}.and(-1, now).and(1, before), ">=", 0)
		m.require(sum{{1, begins}}.and(-1, now), "<=", 0)
		m.require(sum{{1, begins}}.and(1, before), "<=", 1)
		breaks = breaks.plus(1, begins)
	}
	m.require(sum{{1, met}}.and(-1, all), "<=", 0)
	breaks = breaks.plus(-1, met)
	m.require(breaks, ">=", 0)
	return breaks
}

// spread keeps all breaks between the fewest and as many more as may be.
func (m *model) spread() {
	if m.p.MaxBreakSpread == nil {
		return
	}
	fewest := m.add(len(m.p.Slots), false)
	for _, breaks := range m.breaks {
		m.require(sum{{1, fewest}}.and(-1, breaks), "<=", 0)
		m.require(sum{{-1, fewest}}.and(1, breaks), "<=", *m.p.MaxBreakSpread)
	}
}
