package events

import (
	"fmt"
	"slices"

	"entente/scheduler"
)

// venue puts the tables into zones, and adds booths, a room and video.
func (m *maker) venue() {
	p := m.problem
	for t := range m.Tables {
		place := scheduler.Place{ID: fmt.Sprintf("t%d", t+1), Zone: string(rune('A' + t*6/m.Tables))}
		if m.chance(5) {
			place.Closed = m.some(2)
		}
		p.Places = append(p.Places, place)
	}
	for b := range max(2, m.Tables/20) {
		host := p.Participants[m.draw()].Organisation
		booth := fmt.Sprintf("b%d", b+1)
		p.Places = append(p.Places, scheduler.Place{ID: booth, Zone: "hall", Capacity: 2, Organisation: host})
		for i := range p.Participants {
			if p.Participants[i].Organisation == host && p.Participants[i].Place == "" && m.chance(50) {
				p.Participants[i].Place = booth
			}
		}
	}
	p.Places = append(p.Places, scheduler.Place{ID: "video", Video: true, Capacity: max(2, m.Tables/20)})
	for i := range p.Participants {
		if m.chance(1) {
			p.Participants[i].Place = "video"
		}
	}
	for i := range p.Slots {
		p.Slots[i].Tables = nil
	}
}

func (m *maker) changeover() { m.problem.Changeover = 1 }

// teams lets colleagues come along, and leaves to the solver which of a team comes.
func (m *maker) teams() {
	p := m.problem
	mates := map[string][]string{}
	for _, d := range p.Participants {
		mates[d.Organisation] = append(mates[d.Organisation], d.ID)
	}
	of := map[string]string{}
	for _, d := range p.Participants {
		of[d.ID] = d.Organisation
	}
	for i := range p.Requests {
		for s := range p.Requests[i].Sides {
			side := &p.Requests[i].Sides[s]
			team := mates[of[side.All[0]]]
			switch {
			case len(team) > 1 && m.chance(30):
				*side = scheduler.Side{Any: [][]string{slices.Clone(team)}}
			case len(team) > 1 && m.chance(15):
				side.All = slices.Clone(team[:2])
			}
		}
	}
}

func (m *maker) limits() {
	p := m.problem
	for i := range p.Participants {
		switch d := &p.Participants[i]; m.rnd.IntN(10) {
		case 0:
			d.MaxPerDay = 3 + m.rnd.IntN(4)
		case 1:
			d.MaxInARow = 2 + m.rnd.IntN(3)
		case 2:
			d.MaxMeetings = 4 + m.rnd.IntN(8)
		}
	}
	for _, id := range m.organisations() {
		if m.chance(10) {
			m.organisation(id).MaxMeetings = 10 + m.rnd.IntN(20)
		}
	}
}

func (m *maker) compulsory() {
	for i := range m.problem.Requests {
		m.problem.Requests[i].Mandatory = m.chance(4)
	}
}

func (m *maker) floors() {
	for i := range m.problem.Participants {
		if m.chance(20) {
			m.problem.Participants[i].Floor = 1 + m.rnd.IntN(4)
		}
	}
	for _, id := range m.organisations() {
		if m.chance(20) {
			m.organisation(id).Floor = 2 + m.rnd.IntN(5)
		}
	}
}

// orders asks some requests to come after the one above, and gives others own
// slots or a session.
func (m *maker) orders() {
	requests := m.problem.Requests
	for i := 1; i < len(requests); i++ {
		switch m.rnd.IntN(20) {
		case 0:
			requests[i].After = []string{requests[i-1].ID}
		case 1:
			requests[i].Slots = m.some(len(m.problem.Slots) / 3)
		case 2:
			requests[i].Session = "morning"
		}
	}
}

func (m *maker) wishes() {
	for i := range m.problem.Participants {
		if m.chance(25) {
			m.problem.Participants[i].RatherNot = m.some(max(2, len(m.problem.Slots)/5))
		}
	}
}

// pins holds one in fifty of the meetings that a plain packer would place.
func (m *maker) pins() {
	follows := map[string]bool{}
	for _, r := range m.problem.Requests {
		follows[r.ID] = len(r.After) > 0
	}
	for _, meeting := range Pack(m.problem).Meetings {
		if m.chance(2) && !follows[meeting.Request] {
			m.problem.Pinned = append(m.problem.Pinned, scheduler.Pin{Request: meeting.Request, Slot: meeting.Slot,
				Place: meeting.Place, Participants: meeting.Participants})
		}
	}
}

// changed puts a plain schedule in force, then lets one delegate in fifty leave
// for a day.
func (m *maker) changed() {
	p := m.problem
	p.Published = Pack(p).Meetings
	pinned := map[string]bool{}
	for _, pin := range p.Pinned {
		pinned[pin.Request] = true
	}
	for i := range p.Participants {
		if m.chance(98) || m.holdsPin(p.Participants[i].ID, pinned) {
			continue
		}
		d, day := &p.Participants[i], p.Slots[m.rnd.IntN(len(p.Slots))].Day
		for _, s := range p.Slots {
			if s.Day == day && !slices.Contains(d.Unavailable, s.ID) {
				d.Unavailable = append(d.Unavailable, s.ID)
			}
		}
	}
}

// holdsPin says whether the delegate attends a published meeting that is pinned.
func (m *maker) holdsPin(id string, pinned map[string]bool) bool {
	return slices.ContainsFunc(m.problem.Published, func(p scheduler.Meeting) bool {
		return pinned[p.Request] && slices.Contains(p.Participants, id)
	})
}

// organisations lists the organisations in the order of their delegates.
func (m *maker) organisations() []string {
	var ids []string
	for _, d := range m.problem.Participants {
		if len(ids) == 0 || ids[len(ids)-1] != d.Organisation {
			ids = append(ids, d.Organisation)
		}
	}
	return ids
}

// organisation returns the organisation's entry, made when it is missing.
func (m *maker) organisation(id string) *scheduler.Organisation {
	p := m.problem
	at := slices.IndexFunc(p.Organisations, func(o scheduler.Organisation) bool { return o.ID == id })
	if at < 0 {
		p.Organisations = append(p.Organisations, scheduler.Organisation{ID: id})
		at = len(p.Organisations) - 1
	}
	return &p.Organisations[at]
}
