package scheduler

// places checks rooms: how many meet where, and who may.
func (c *checker) places() {
	load := map[[2]int]int{}
	for r, m := range c.by {
		if m == nil {
			continue
		}
		switch {
		case len(c.p.Places) == 0:
			load[[2]int{0, c.at[r]}]++
		case c.where[r] >= 0:
			load[[2]int{c.where[r], c.at[r]}]++
			c.hosted(r, m)
		default:
			c.violate(Violation{Constraint: PlaceCapacity, Requests: []string{m.Request}, Slot: m.Slot}, "request %q has no place", m.Request)
		}
	}
	if len(c.p.Places) == 0 {
		c.tables(load)
		return
	}
	for w := range c.p.Places {
		for s := range c.p.Slots {
			if n, most := load[[2]int{w, s}], max(1, c.p.Places[w].Capacity); n > most {
				c.violate(Violation{Constraint: PlaceCapacity, Slot: c.p.Slots[s].ID, Place: c.p.Places[w].ID},
					"%q holds %d meetings in slot %q, at most %d", c.p.Places[w].ID, n, c.p.Slots[s].ID, most)
			}
		}
	}
}

func (c *checker) tables(load map[[2]int]int) {
	for s := range c.p.Slots {
		n, most := load[[2]int{0, s}], 0
		if c.p.Slots[s].Tables != nil {
			most = *c.p.Slots[s].Tables
		}
		if n > most {
			c.violate(Violation{Constraint: PlaceCapacity, Slot: c.p.Slots[s].ID},
				"slot %q holds %d meetings, at most %d", c.p.Slots[s].ID, n, most)
		}
	}
}

// hosted checks whether a place may hold a meeting at all.
func (c *checker) hosted(r int, m *Meeting) {
	pl := &c.p.Places[c.where[r]]
	v := Violation{Constraint: PlaceCapacity, Requests: []string{m.Request}, Slot: m.Slot, Place: m.Place}
	for _, id := range pl.Closed {
		if id == m.Slot {
			c.violate(v, "%q is closed in slot %q", m.Place, m.Slot)
		}
	}
	fixed, video, here, member := c.fixedPlaces(m)
	switch {
	case pl.Video && !here:
		c.violate(v, "%q is a video place of none of those in request %q", m.Place, m.Request)
	case len(video) > 0 && !here:
		c.violate(v, "request %q must meet at the video place %q", m.Request, video)
	case len(video) > 0 && !pl.Video:
		c.violate(v, "request %q must meet at the video place %q", m.Request, video)
	case len(video) == 0 && len(fixed) > 0 && !here:
		c.violate(v, "request %q must meet at the fixed place %q", m.Request, fixed)
	}
	if pl.Organisation != "" && !member[pl.Organisation] {
		c.violate(v, "%q hosts only meetings of organisation %q", m.Place, pl.Organisation)
	}
}

// fixedPlaces returns the places of those who attend, the video ones among
// them, whether the meeting stands at one of them, and who is represented.
func (c *checker) fixedPlaces(m *Meeting) (fixed, video []string, here bool, member map[string]bool) {
	member = map[string]bool{}
	for _, id := range m.Participants {
		i, ok := c.participant[id]
		if !ok {
			continue
		}
		q := &c.p.Participants[i]
		member[q.Organisation] = true
		if q.Place == "" {
			continue
		}
		fixed = append(fixed, q.Place)
		here = here || q.Place == m.Place
		if c.p.Places[c.place[q.Place]].Video {
			video = append(video, q.Place)
		}
	}
	return fixed, video, here, member
}
