package exact

import "entente/scheduler"

// level returns what a goal minimises; the weight is below 0.
func (m *model) level(g scheduler.Goal) sum {
	switch g {
	case scheduler.GoalMandatory:
		return m.missing()
	case scheduler.GoalFloors:
		return m.shortfall()
	case scheduler.GoalWeight:
		return m.lightness()
	case scheduler.GoalMoved:
		return m.moved()
	}
	all := sum{}
	for _, breaks := range m.breaks {
		all = all.and(1, breaks)
	}
	return all
}

func (m *model) missing() sum {
	s := sum{}
	for r := range m.p.Requests {
		if m.p.Requests[r].Mandatory || m.p.AllMandatory {
			s = s.plus(1, m.one).and(-1, m.placed(r))
		}
	}
	return s
}

func (m *model) lightness() sum {
	s := sum{}
	for r := range m.p.Requests {
		s = s.and(-max(1, m.p.Requests[r].Weight), m.placed(r))
	}
	return s
}

func (m *model) shortfall() sum {
	s := sum{}
	for i := range m.p.Participants {
		met := sum{}
		for t := range m.p.Slots {
			met = met.and(1, m.busy(i, t))
		}
		s = s.and(1, m.lacking(m.p.Participants[i].Floor, met))
	}
	for _, o := range m.p.Organisations {
		if o.Floor > 0 {
			s = s.and(1, m.lacking(o.Floor, m.organisationMeetings(o.ID)))
		}
	}
	return s
}

func (m *model) lacking(floor int, met sum) sum {
	if floor == 0 {
		return nil
	}
	short := sum{{1, m.add(floor, false)}}
	m.require(short.and(1, met), ">=", floor)
	return short
}

// moved counts the published meetings that stand in another slot or place.
func (m *model) moved() sum {
	s := sum{}
	for _, before := range m.p.Published {
		r, t := m.request[before.Request], m.slot[before.Slot]
		s = s.and(1, m.placed(r))
		if before.Place == "" || len(m.rooms) == 0 {
			s = s.plus(-1, m.stands[r][t])
			continue
		}
		for k, meets := range m.meets[r][t] {
			if m.rooms[k].places[0].ID == before.Place {
				s = s.plus(-1, meets)
			}
		}
	}
	return s
}
