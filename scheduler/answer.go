package scheduler

import "time"

// finish writes the search's state down as a schedule.
func (se *search) finish() *Schedule {
	s := se.in.schedule(se.st)
	s.Seed, s.Iterations = se.o.Seed, se.steps
	report := Check(se.p, s)
	s.Score, s.Bound = report.Score, se.bound
	s.Status = StatusFeasible
	if len(report.Missing) > 0 || len(report.Violations) > 0 {
		s.Status = StatusUnknown
	}
	if se.o.Iterations <= 0 {
		s.Seconds = time.Since(se.o.Started).Seconds()
	}
	return s
}

// schedule names what a state holds, meetings in the order of the requests.
func (in *instance) schedule(st *state) *Schedule {
	p := in.p
	where := in.housed(st)
	s := &Schedule{Problem: p.Name, Meetings: []Meeting{}, Unscheduled: []Unscheduled{}}
	ids := make([]string, 0, len(st.seat))
	for r := range int32(in.requests) {
		if st.slotOf[r] < 0 {
			s.Unscheduled = append(s.Unscheduled, Unscheduled{Request: p.Requests[r].ID, Reasons: []Reason{}, Repairs: []Remedy{}})
			continue
		}
		from := len(ids)
		for _, i := range st.seats(r) {
			if i >= 0 {
				ids = append(ids, p.Participants[i].ID)
			}
		}
		m := Meeting{Request: p.Requests[r].ID, Slot: p.Slots[st.slotOf[r]].ID, Participants: ids[from:len(ids):len(ids)]}
		if where != nil {
			m.Place = p.Places[where[r]].ID
		}
		s.Meetings = append(s.Meetings, m)
	}
	return s
}
