package exact

import (
	"fmt"
	"slices"

	"entente/scheduler"
)

func (of variable) String() string { return fmt.Sprintf("c%d", int(of)) }

// is says whether a variable is 1 in a solution.
func is(values map[string]float64, of variable) bool {
	return of != none && values[of.String()] > 0.5
}

// schedule reads the meetings from a solution.
func (m *model) schedule(values map[string]float64) *scheduler.Schedule {
	s := &scheduler.Schedule{Problem: m.p.Name}
	held := map[[2]string]int{} // slot and place → meetings
	for r := range m.p.Requests {
		t := slices.IndexFunc(m.stands[r], func(of variable) bool { return is(values, of) })
		if t < 0 {
			s.Unscheduled = append(s.Unscheduled, scheduler.Unscheduled{Request: m.p.Requests[r].ID})
			continue
		}
		meeting := scheduler.Meeting{Request: m.p.Requests[r].ID, Slot: m.p.Slots[t].ID}
		for _, i := range m.named(r) {
			if slices.Contains(m.must[r], i) || is(values, m.joining(r, t, i)) {
				meeting.Participants = append(meeting.Participants, m.p.Participants[i].ID)
			}
		}
		for k, meets := range m.meets[r][t] {
			if is(values, meets) {
				meeting.Place = m.rooms[k].free(meeting.Slot, held)
			}
		}
		s.Meetings = append(s.Meetings, meeting)
	}
	s.Score = scheduler.Check(m.p, s).Score
	return s
}

// joining is the variable of someone of a group, if that one can attend.
func (m *model) joining(r, t, i int) variable {
	if of, may := m.joins[r][t][i]; may {
		return of
	}
	return none
}

// free takes one of the room's places that has room in a slot.
func (g *room) free(slot string, held map[[2]string]int) string {
	for _, pl := range g.places {
		at := [2]string{slot, pl.ID}
		if held[at] < max(1, pl.Capacity) {
			held[at]++
			return pl.ID
		}
	}
	return ""
}

// values writes a schedule as values of the variables that must be whole.
func (m *model) values(s *scheduler.Schedule) map[variable]int {
	values := map[variable]int{}
	for r := range m.p.Requests {
		for t := range m.p.Slots {
			m.setAll(values, r, t, nil)
		}
	}
	for k := range s.Meetings {
		meeting := &s.Meetings[k]
		m.setAll(values, m.request[meeting.Request], m.slot[meeting.Slot], meeting)
	}
	delete(values, none)
	return values
}

// setAll sets the variables of a request in a slot, to 0 without a meeting.
func (m *model) setAll(values map[variable]int, r, t int, meeting *scheduler.Meeting) {
	yes := func(is bool) int {
		if meeting != nil && is {
			return 1
		}
		return 0
	}
	values[m.stands[r][t]] = yes(true)
	for i, of := range m.joins[r][t] {
		values[of] = yes(meeting != nil && slices.Contains(meeting.Participants, m.p.Participants[i].ID))
	}
	for k, of := range m.meets[r][t] {
		values[of] = yes(meeting != nil && slices.ContainsFunc(m.rooms[k].places, func(pl *scheduler.Place) bool { return pl.ID == meeting.Place }))
	}
}
