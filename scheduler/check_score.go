package scheduler

// measure computes the score anew; the floors' share is there already.
func (c *checker) measure() {
	s := &c.score
	parts := map[string]int{}
	published := map[string]*Meeting{}
	for i := range c.p.Published {
		published[c.p.Published[i].Request] = &c.p.Published[i]
	}
	for r, m := range c.by {
		q := &c.p.Requests[r]
		if m == nil {
			if q.Mandatory || c.p.AllMandatory {
				s.MandatoryUnplaced++
			}
			continue
		}
		s.Placed++
		s.Weight += max(1, q.Weight)
		parts[ComfortEarliness] += c.at[r]
		if before := published[q.ID]; before != nil && elsewhere(before, m) {
			s.Moved++
		}
	}
	c.measurePeople(parts)
	s.IdleSlots, s.TableChanges = parts[ComfortIdleSlots], parts[ComfortTableChanges]
	for part, w := range c.p.comfort() {
		s.Comfort += w * parts[part]
	}
}

// elsewhere says whether a meeting stands in another slot or place; a
// published meeting without a place has none to leave.
func elsewhere(before, now *Meeting) bool {
	return before.Slot != now.Slot || before.Place != "" && before.Place != now.Place
}

func (c *checker) measurePeople(parts map[string]int) {
	for i, agenda := range c.agenda {
		rather := c.positions(c.p.Participants[i].RatherNot)
		for k, e := range agenda {
			if rather[e.slot] {
				parts[ComfortRatherNot]++
			}
			if k == 0 || c.p.Slots[agenda[k-1].slot].Day != c.p.Slots[e.slot].Day {
				continue
			}
			parts[ComfortIdleSlots] += c.gap(agenda, k)
			before, now := c.where[agenda[k-1].request], c.where[e.request]
			if before < 0 || now < 0 || before == now {
				continue
			}
			parts[ComfortTableChanges]++
			if c.differ(before, now) {
				parts[ComfortZoneChanges]++
			}
		}
	}
	most, fewest := 0, 0
	for i, n := range c.breaks {
		c.score.Breaks += n
		most = max(most, n)
		if i == 0 || n < fewest {
			fewest = n
		}
	}
	parts[ComfortSpread] = most - fewest
}
