package scheduler

import (
	"fmt"
	"slices"
)

// Report is what a check of a schedule finds.
type Report struct {
	Violations []Violation
	Forced     []Violation // waived by a forced pin
	Missing    []string    // compulsory requests that are not placed
	Score      Score       // computed anew
	ScoreRight bool        // the schedule claims this score
}

// OK says whether the schedule breaks nothing, has all that is compulsory and
// claims the right score.
func (r Report) OK() bool {
	return len(r.Violations) == 0 && len(r.Missing) == 0 && r.ScoreRight
}

// Check compares a schedule, ours, hand-edited or foreign, with its problem
// and lists every violation. It shares no code with the search. The problem
// must be valid.
func Check(p *Problem, s *Schedule) Report {
	c := newChecker(p)
	c.formed(s)
	c.meetingsAlone()
	c.precedences()
	c.people()
	c.places()
	c.organisations()
	c.compulsory()
	c.measure()
	c.report.Score = c.score
	c.report.ScoreRight = c.score == s.Score
	return c.report
}

// checker looks at a schedule by positions in the problem.
type checker struct {
	*validator
	report  Report
	score   Score
	by      []*Meeting // by request; nil: not placed
	at      []int      // by request: position of its slot, -1
	where   []int      // by request: position of its place, -1
	pin     []*Pin     // by request
	agenda  [][]entry  // by participant, in slot order
	offered []map[int]bool
	breaks  []int // by participant
}

// entry is one meeting in a participant's day.
type entry struct{ slot, request int }

func newChecker(p *Problem) *checker {
	c := &checker{validator: newValidator(p)}
	n := len(p.Requests)
	c.by, c.at, c.where, c.pin = make([]*Meeting, n), make([]int, n), make([]int, n), make([]*Pin, n)
	for r := range n {
		c.at[r], c.where[r] = -1, -1
	}
	for i := range p.Pinned {
		c.pin[c.request[p.Pinned[i].Request]] = &p.Pinned[i]
	}
	return c
}

func (c *checker) violate(v Violation, message string, args ...any) {
	v.Message = fmt.Sprintf(message, args...)
	c.report.Violations = append(c.report.Violations, v)
}

// formed keeps the meetings that name what the problem has, each request once.
func (c *checker) formed(s *Schedule) {
	left := make([]bool, len(c.p.Requests))
	for i := range s.Meetings {
		c.keep(&s.Meetings[i])
	}
	for _, u := range s.Unscheduled {
		v := Violation{Constraint: ScheduleFormed, Requests: []string{u.Request}}
		r, ok := c.request[u.Request]
		switch {
		case !ok:
			c.violate(v, "unscheduled names %q, which is no request of the problem", u.Request)
		case left[r]:
			c.violate(v, "request %q is listed as unscheduled twice", u.Request)
		case c.by[r] != nil:
			c.violate(v, "request %q is both placed and listed as unscheduled", u.Request)
		}
		if ok {
			left[r] = true
		}
	}
	for r := range c.p.Requests {
		if id := c.p.Requests[r].ID; c.by[r] == nil && !left[r] {
			c.violate(Violation{Constraint: ScheduleFormed, Requests: []string{id}}, "request %q is neither placed nor listed as unscheduled", id)
		}
	}
}

func (c *checker) keep(m *Meeting) {
	v := Violation{Constraint: ScheduleFormed, Requests: []string{m.Request}, Slot: m.Slot, Place: m.Place}
	r, ok := c.request[m.Request]
	slot, slotOK := c.slot[m.Slot]
	switch {
	case !ok:
		c.violate(v, "meeting of %q, which is no request of the problem", m.Request)
		return
	case c.by[r] != nil:
		c.violate(v, "request %q is placed twice", m.Request)
		return
	case !slotOK:
		c.violate(v, "request %q stands in %q, which is no slot of the problem", m.Request, m.Slot)
		return
	}
	c.by[r], c.at[r] = m, slot
	if m.Place == "" {
		return
	}
	if where, ok := c.place[m.Place]; ok {
		c.where[r] = where
		return
	}
	c.violate(v, "request %q stands at %q, which is no place of the problem", m.Request, m.Place)
}

// meetingsAlone checks what concerns one meeting at a time.
func (c *checker) meetingsAlone() {
	c.offered = make([]map[int]bool, len(c.p.Participants))
	for i := range c.p.Participants {
		c.offered[i] = c.positions(c.p.Participants[i].Unavailable)
	}
	for r, m := range c.by {
		if m == nil {
			continue
		}
		c.attendance(r, m)
		c.ownSlots(r, m)
		c.availability(r, m)
		c.pinKept(r, m)
	}
}

func (c *checker) positions(slots []string) map[int]bool {
	if len(slots) == 0 {
		return nil
	}
	set := make(map[int]bool, len(slots))
	for _, id := range slots {
		set[c.slot[id]] = true
	}
	return set
}

func (c *checker) attendance(r int, m *Meeting) {
	for _, f := range attendanceFaults(&c.p.Requests[r], m.Participants) {
		c.violate(Violation{Constraint: Attendance, Requests: []string{m.Request}, Participant: f.participant, Slot: m.Slot},
			"request %q: %s", m.Request, f.message)
	}
}

// waivable notes a violation that a forced pin turns into a remark.
func (c *checker) waivable(r int, v Violation, message string, args ...any) {
	if c.pin[r] == nil || !c.pin[r].Forced {
		c.violate(v, message, args...)
		return
	}
	v.Message = fmt.Sprintf(message, args...)
	c.report.Forced = append(c.report.Forced, v)
}

func (c *checker) ownSlots(r int, m *Meeting) {
	q := &c.p.Requests[r]
	v := Violation{Constraint: RequestSlots, Requests: []string{m.Request}, Slot: m.Slot}
	if len(q.Slots) > 0 && !c.positions(q.Slots)[c.at[r]] {
		c.waivable(r, v, "request %q takes only the slots %q, not %q", m.Request, q.Slots, m.Slot)
	}
	if session := c.p.Slots[c.at[r]].Session; q.Session != "" && session != q.Session {
		c.waivable(r, v, "request %q takes only session %q, and slot %q is of session %q", m.Request, q.Session, m.Slot, session)
	}
}

func (c *checker) availability(r int, m *Meeting) {
	for _, id := range m.Participants {
		i, ok := c.participant[id]
		if ok && c.offered[i][c.at[r]] {
			c.waivable(r, Violation{Constraint: ParticipantUnavailable, Requests: []string{m.Request}, Participant: id, Slot: m.Slot},
				"%q has closed slot %q", id, m.Slot)
		}
	}
}

func (c *checker) pinKept(r int, m *Meeting) {
	pin := c.pin[r]
	if pin == nil {
		return
	}
	v := Violation{Constraint: Pinned, Requests: []string{m.Request}, Slot: m.Slot, Place: m.Place}
	if m.Slot != pin.Slot {
		c.violate(v, "request %q is pinned to slot %q", m.Request, pin.Slot)
	}
	if pin.Place != "" && m.Place != pin.Place {
		c.violate(v, "request %q is pinned to place %q", m.Request, pin.Place)
	}
	if len(pin.Participants) > 0 && !sameSet(pin.Participants, m.Participants) {
		c.violate(v, "request %q is pinned with the participants %q", m.Request, pin.Participants)
	}
}

func sameSet(a, b []string) bool {
	if slices.Equal(a, b) {
		return true
	}
	in := make(map[string]bool, len(a))
	for _, id := range a {
		in[id] = true
	}
	other := make(map[string]bool, len(b))
	for _, id := range b {
		if !in[id] {
			return false
		}
		other[id] = true
	}
	return len(other) == len(in)
}

func (c *checker) precedences() {
	for r, m := range c.by {
		if m == nil {
			continue
		}
		for _, id := range c.p.Requests[r].After {
			before := c.request[id]
			v := Violation{Constraint: Precedence, Requests: []string{m.Request, id}, Slot: m.Slot}
			switch {
			case c.by[before] == nil:
				c.violate(v, "request %q comes after %q, which is not placed", m.Request, id)
			case c.at[before] >= c.at[r]:
				c.violate(v, "request %q in slot %q comes after %q, which is in slot %q", m.Request, m.Slot, id, c.by[before].Slot)
			}
		}
	}
}

func (c *checker) compulsory() {
	for r := range c.p.Requests {
		if c.by[r] == nil && (c.p.AllMandatory || c.pin[r] != nil) {
			c.report.Missing = append(c.report.Missing, c.p.Requests[r].ID)
		}
	}
}
