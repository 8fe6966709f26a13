package scheduler

import "fmt"

func (v *validator) pins() {
	first := map[string]int{}
	held := map[[2]string]int{}  // participant and slot → pin
	there := map[[2]string]int{} // place and slot → pins
	for i := range v.p.Pinned {
		if v.halt(i + 1) {
			return
		}
		pin := &v.p.Pinned[i]
		here := fmt.Sprintf("pinned[%d]", i)
		v.knownOne(here+".slot", "slot", pin.Slot, v.slot)
		if pin.Place != "" {
			v.knownOne(here+".place", "place", pin.Place, v.place)
		}
		if !v.knownOne(here+".request", "request", pin.Request, v.request) {
			continue
		}
		if before, double := first[pin.Request]; double {
			v.faults.add(here+".request", quote(pin.Request), "is pinned twice, first at pinned[%d]", before)
			continue
		}
		first[pin.Request] = i
		r := &v.p.Requests[v.request[pin.Request]]
		if len(pin.Participants) > 0 {
			v.attendees(here+".participants", r, pin.Participants)
		}
		for _, id := range pin.needs(r) {
			key := [2]string{id, pin.Slot}
			if before, taken := held[key]; taken {
				v.faults.add(here, quote(pin.Request), "needs %q in slot %q, and so does pinned[%d]", id, pin.Slot, before)
				break
			}
			held[key] = i
		}
		if at, ok := v.place[pin.Place]; ok {
			key, most := [2]string{pin.Place, pin.Slot}, max(1, v.p.Places[at].Capacity)
			if there[key]++; there[key] > most {
				v.faults.add(here+".place", quote(pin.Place), "holds at most %s in slot %q, and this is pin number %d", meetings(most), pin.Slot, there[key])
			}
		}
	}
}

func meetings(n int) string {
	if n == 1 {
		return "1 meeting"
	}
	return fmt.Sprintf("%d meetings", n)
}

// needs returns those whom a pin takes in its slot, whoever else comes.
func (pin *Pin) needs(r *Request) []string {
	if len(pin.Participants) > 0 {
		return pin.Participants
	}
	var all []string
	for _, side := range r.Sides {
		all = append(all, side.All...)
		for _, group := range side.Any {
			if len(group) == 1 {
				all = append(all, group[0])
			}
		}
	}
	return distinct(all)
}

// distinct drops repeated texts and keeps the order.
func distinct(all []string) []string {
	seen := make(map[string]bool, len(all))
	kept := all[:0:0]
	for _, id := range all {
		if !seen[id] {
			seen[id] = true
			kept = append(kept, id)
		}
	}
	return kept
}

// attendees notes who of the list is not named in the request, and whom of
// the request the list lacks.
func (v *validator) attendees(path string, r *Request, ids []string) {
	v.known(path, "participant", ids, v.participant)
	for _, fault := range attendanceFaults(r, ids) {
		v.faults.add(path, quote(r.ID), "%s", fault.message)
	}
}

// attendanceFault is one way in which attendees don't fit their request.
type attendanceFault struct {
	participant string
	message     string
}

// attendanceFaults compares those who attend with what the request names.
func attendanceFaults(r *Request, ids []string) []attendanceFault {
	if r.fits(ids) {
		return nil
	}
	var faults []attendanceFault
	there, named := map[string]bool{}, map[string]bool{}
	for _, id := range ids {
		if there[id] {
			faults = append(faults, attendanceFault{id, fmt.Sprintf("%q attends twice", id)})
		}
		there[id] = true
	}
	for _, side := range r.Sides {
		for _, id := range side.named() {
			named[id] = true
		}
		for _, id := range side.All {
			if !there[id] {
				faults = append(faults, attendanceFault{id, fmt.Sprintf("%q must attend", id)})
			}
		}
		for _, group := range side.Any {
			if !anyOf(group, there) {
				faults = append(faults, attendanceFault{"", fmt.Sprintf("one of %q must attend", group)})
			}
		}
	}
	for _, id := range ids {
		if !named[id] {
			faults = append(faults, attendanceFault{id, fmt.Sprintf("%q is not named in the request", id)})
		}
	}
	return faults
}

// fits recognises the plain case of one person a side without maps.
func (r *Request) fits(ids []string) bool {
	a, b := &r.Sides[0], &r.Sides[1]
	if len(ids) != 2 || len(a.All) != 1 || len(b.All) != 1 || len(a.Any)+len(b.Any) > 0 {
		return false
	}
	return ids[0] == a.All[0] && ids[1] == b.All[0] || ids[0] == b.All[0] && ids[1] == a.All[0]
}

func anyOf(group []string, there map[string]bool) bool {
	for _, id := range group {
		if there[id] {
			return true
		}
	}
	return false
}

// published notes meetings in force that name what this problem lacks. Who
// attends may have changed since, so attendance is not asked for.
func (v *validator) published() {
	first := make([]int, len(v.p.Requests)) // request → 1 + its first meeting
	for i := range v.p.Published {
		if v.halt(i + 1) {
			return
		}
		m := &v.p.Published[i]
		r, asked := v.request[m.Request]
		_, timed := v.slot[m.Slot]
		_, housed := v.place[m.Place]
		if !asked || !timed || !housed && m.Place != "" || !v.fine(m.Participants, v.participant) {
			v.publishedIDs(fmt.Sprintf("published[%d]", i), m)
		}
		switch {
		case !asked:
		case first[r] > 0:
			v.faults.add(fmt.Sprintf("published[%d].request", i), quote(m.Request), "is published twice, first at published[%d]", first[r]-1)
		default:
			first[r] = i + 1
		}
	}
}

func (v *validator) publishedIDs(here string, m *Meeting) {
	v.knownOne(here+".slot", "slot", m.Slot, v.slot)
	if m.Place != "" {
		v.knownOne(here+".place", "place", m.Place, v.place)
	}
	v.known(here+".participants", "participant", m.Participants, v.participant)
	v.knownOne(here+".request", "request", m.Request, v.request)
}
