package scheduler

import "slices"

// people checks what concerns one participant's agenda.
func (c *checker) people() {
	c.agenda = make([][]entry, len(c.p.Participants))
	for r, m := range c.by {
		if m == nil {
			continue
		}
		for _, id := range distinct(m.Participants) {
			if i, ok := c.participant[id]; ok {
				c.agenda[i] = append(c.agenda[i], entry{c.at[r], r})
			}
		}
	}
	for i, agenda := range c.agenda {
		slices.SortFunc(agenda, func(a, b entry) int {
			if a.slot != b.slot {
				return a.slot - b.slot
			}
			return a.request - b.request
		})
		c.conflicts(i, agenda)
		c.personLimits(i, agenda)
		c.changeovers(i, agenda)
	}
	c.spread()
}

func (c *checker) conflicts(i int, agenda []entry) {
	for k := 1; k < len(agenda); k++ {
		if a, b := agenda[k-1], agenda[k]; a.slot == b.slot {
			id := c.p.Participants[i].ID
			c.violate(Violation{
				Constraint: ParticipantConflict, Participant: id, Slot: c.p.Slots[a.slot].ID,
				Requests: []string{c.p.Requests[a.request].ID, c.p.Requests[b.request].ID},
			}, "%q is in two meetings in slot %q", id, c.p.Slots[a.slot].ID)
		}
	}
}

func (c *checker) personLimits(i int, agenda []entry) {
	q := &c.p.Participants[i]
	v := Violation{Constraint: MeetingLimit, Participant: q.ID}
	if q.MaxMeetings > 0 && len(agenda) > q.MaxMeetings {
		c.violate(v, "%q has %d meetings, at most %d", q.ID, len(agenda), q.MaxMeetings)
	}
	for from := 0; from < len(agenda); {
		to := c.sameDay(agenda, from)
		v.Slot = c.p.Slots[agenda[from].slot].ID
		if q.MaxPerDay > 0 && to-from > q.MaxPerDay {
			c.violate(v, "%q has %d meetings on day %q, at most %d", q.ID, to-from, c.p.Slots[agenda[from].slot].Day, q.MaxPerDay)
		}
		from = to
	}
	if q.MaxInARow > 0 {
		c.inARow(q, agenda)
	}
}

// sameDay returns the end of the run of entries on the day of agenda[from].
func (c *checker) sameDay(agenda []entry, from int) int {
	to := from
	for to < len(agenda) && c.p.Slots[agenda[to].slot].Day == c.p.Slots[agenda[from].slot].Day {
		to++
	}
	return to
}

func (c *checker) inARow(q *Participant, agenda []entry) {
	run := 0
	for k, e := range agenda {
		s := &c.p.Slots[e.slot]
		adjacent := k > 0 && agenda[k-1].slot+1 == e.slot &&
			c.p.Slots[e.slot-1].Day == s.Day && c.p.Slots[e.slot-1].Session == s.Session
		switch {
		case adjacent:
			run++
		case k == 0 || agenda[k-1].slot != e.slot:
			run = 1
		}
		if run == q.MaxInARow+1 && adjacent {
			c.violate(Violation{Constraint: MeetingLimit, Participant: q.ID, Slot: s.ID},
				"%q has more than %d meetings in a row up to slot %q", q.ID, q.MaxInARow, s.ID)
		}
	}
}

// changeovers wants free slots between two meetings of a day in different
// zones; a video meeting between them counts as time taken, not as a place.
func (c *checker) changeovers(i int, agenda []entry) {
	if c.p.Changeover == 0 {
		return
	}
	last, taken := -1, 0
	for k, e := range agenda {
		if k > 0 && c.p.Slots[agenda[k-1].slot].Day != c.p.Slots[e.slot].Day {
			last = -1
		}
		place := c.where[e.request]
		if place < 0 || c.p.Places[place].Video {
			taken++
			continue
		}
		if last >= 0 && c.differ(c.where[agenda[last].request], place) {
			free := e.slot - agenda[last].slot - 1 - taken
			if free < c.p.Changeover {
				c.violate(Violation{
					Constraint: Changeover, Participant: c.p.Participants[i].ID, Slot: c.p.Slots[e.slot].ID,
					Requests: []string{c.p.Requests[agenda[last].request].ID, c.p.Requests[e.request].ID},
				}, "%q has %d free slots to change zones before slot %q, and needs %d",
					c.p.Participants[i].ID, max(free, 0), c.p.Slots[e.slot].ID, c.p.Changeover)
			}
		}
		last, taken = k, 0
	}
}

// differ says whether two places are in different zones.
func (c *checker) differ(a, b int) bool {
	if a == b || c.p.Places[a].Video || c.p.Places[b].Video {
		return false
	}
	return c.p.Places[a].Zone == "" || c.p.Places[a].Zone != c.p.Places[b].Zone
}

func (c *checker) spread() {
	c.breaks = make([]int, len(c.p.Participants))
	for i, agenda := range c.agenda {
		for k := 1; k < len(agenda); k++ {
			if c.gap(agenda, k) > 0 {
				c.breaks[i]++
			}
		}
	}
	if c.p.MaxBreakSpread == nil || len(c.breaks) == 0 {
		return
	}
	most, fewest := 0, 0
	for i, n := range c.breaks {
		if n > c.breaks[most] {
			most = i
		}
		if n < c.breaks[fewest] {
			fewest = i
		}
	}
	if c.breaks[most]-c.breaks[fewest] > *c.p.MaxBreakSpread {
		c.violate(Violation{Constraint: BreakSpread, Participant: c.p.Participants[most].ID},
			"%q has %d breaks and %q has %d; they may differ by at most %d", c.p.Participants[most].ID,
			c.breaks[most], c.p.Participants[fewest].ID, c.breaks[fewest], *c.p.MaxBreakSpread)
	}
}

// gap returns the idle slots between agenda[k-1] and agenda[k] on one day.
func (c *checker) gap(agenda []entry, k int) int {
	a, b := agenda[k-1].slot, agenda[k].slot
	if c.p.Slots[a].Day != c.p.Slots[b].Day || a == b {
		return 0
	}
	return b - a - 1
}

func (c *checker) organisations() {
	count := c.organisationMeetings()
	for i := range c.p.Organisations {
		o := &c.p.Organisations[i]
		if o.MaxMeetings > 0 && count[o.ID] > o.MaxMeetings {
			c.violate(Violation{Constraint: MeetingLimit, Organisation: o.ID}, "organisation %q has %d meetings, at most %d", o.ID, count[o.ID], o.MaxMeetings)
		}
		c.score.FloorShortfall += max(0, o.Floor-count[o.ID])
	}
	for i := range c.p.Participants {
		c.score.FloorShortfall += max(0, c.p.Participants[i].Floor-len(c.agenda[i]))
	}
}

// organisationMeetings counts each meeting once for each organisation in it.
func (c *checker) organisationMeetings() map[string]int {
	count := map[string]int{}
	for _, m := range c.by {
		if m == nil {
			continue
		}
		var there []string
		for _, id := range m.Participants {
			if i, ok := c.participant[id]; ok {
				there = append(there, c.p.Participants[i].Organisation)
			}
		}
		for _, o := range distinct(there) {
			count[o]++
		}
	}
	return count
}
