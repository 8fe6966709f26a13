package scheduler

import (
	"context"
	"slices"
	"sync"
	"time"
)

// answer writes the search's state down as a schedule.
func (se *search) answer() *Schedule {
	se.meetSpread()
	se.st.bringHome()
	st, total := se.st, se.st.standing()
	where := se.housed(st)
	s := se.in.schedule(st, where)
	s.Seed, s.Iterations = se.o.Seed, se.steps
	s.Score, s.Status = se.in.score(st, where, total), se.status(total)
	s.Bound = se.finalBound(s.Score, total)
	if s.Status == StatusOptimal && !se.p.meets(s.Score, s.Bound) {
		s.Status = StatusFeasible // some stand in their slot, and at another place
	}
	se.inCompany(s)
	se.topUp(s)
	se.explain(s)
	if se.disproved() {
		s.Because = se.proof.out.because
	}
	if se.o.Iterations <= 0 {
		s.Seconds = time.Since(se.o.Started).Seconds()
	}
	return s
}

// inCompany takes the best plan over a schedule if it is better with those who
// attend and need not, of whom the search knows nothing.
func (se *search) inCompany(s *Schedule) {
	if se.optimum == nil {
		return
	}
	plan := se.optimum.best
	st := se.in.planned(plan)
	if st == nil {
		return
	}
	other, next, more := se.in.schedule(st, se.housed(st)), 0, false
	for r, who := range plan.who {
		if plan.slots[r] < 0 {
			continue
		}
		m := &other.Meetings[next]
		next++
		for _, i := range who {
			if id := se.p.Participants[i].ID; !slices.Contains(m.Participants, id) {
				m.Participants, more = append(m.Participants, id), true
			}
		}
	}
	if !more {
		return
	}
	report := Check(se.p, other)
	if len(report.Violations)+len(report.Missing) > 0 || s.Status != StatusUnknown && !se.p.prefers(report.Score, s.Score) {
		return
	}
	s.Meetings, s.Unscheduled, s.Score, s.Status = other.Meetings, other.Unscheduled, report.Score, StatusFeasible
	s.Bound = se.boundOn(s.Score, false)
	if b := se.bound; se.optimum.tighten(&b, s.Score) {
		s.Status = StatusOptimal
	}
}

// meets says whether a score meets its bounds at every level, comfort aside.
func (p *Problem) meets(s Score, b Bounds) bool {
	for _, g := range p.order() {
		best := levelOf(Score{MandatoryUnplaced: *b.MandatoryUnplaced, FloorShortfall: *b.FloorShortfall, Weight: *b.Weight, Moved: *b.Moved, Breaks: *b.Breaks}, g)
		if levelOf(s, g) > best {
			return false
		}
	}
	return true
}

// prefers says whether a is better than b, level by level, comfort aside.
func (p *Problem) prefers(a, b Score) bool {
	for _, g := range p.order() {
		if x, y := levelOf(a, g), levelOf(b, g); x != y && g != GoalComfort {
			return x < y
		}
	}
	return false
}

// topUp places what the search overlooked, in a part of the time that is left.
func (se *search) topUp(s *Schedule) {
	if !se.alone || len(s.Unscheduled)+s.Score.FloorShortfall == 0 || se.in.peopleAndTables() || se.ctx.Err() != nil {
		return
	}
	ctx, cancel := se.halfOfTheRest()
	defer cancel()
	if ctx.Err() == nil && topUp(ctx, se.p, s) {
		s.Bound = se.boundOn(s.Score, s.Status != StatusFeasible && s.Status != StatusOptimal)
	}
}

// housed houses the meetings in a part of the time that is left.
func (se *search) housed(st *state) []int32 {
	ctx, cancel := se.halfOfTheRest()
	defer cancel()
	return se.in.housed(ctx, st)
}

// halfOfTheRest is the search's context for half of the time that is left until
// the answer must be written down.
func (se *search) halfOfTheRest() (context.Context, context.CancelFunc) {
	if se.deadline.IsZero() {
		return context.WithCancel(se.ctx)
	}
	return context.WithTimeout(se.ctx, time.Until(se.end())/2)
}

// end is when to begin to write the answer down.
func (se *search) end() time.Time { return se.o.Started.Add(se.o.Limit - se.writing()) }

// writing is about how long writing takes.
func (se *search) writing() time.Duration {
	return 10*time.Millisecond + time.Duration(se.in.requests)*3*time.Microsecond
}

// status says what is known of the search's state.
func (se *search) status(total standing) Status {
	switch {
	case se.hopeless():
		return StatusInfeasible
	case se.st.absent > 0 || total.excess > 0:
		return StatusUnknown
	case se.proved(se.st, total):
		return StatusOptimal
	}
	return StatusFeasible
}

// impossible says whether the bounds show that something compulsory can't be.
func (se *search) impossible() bool {
	if se.p.AllMandatory && *se.bound.MandatoryUnplaced > 0 {
		return true
	}
	for r := range int32(se.in.requests) {
		if se.in.must[r] && se.st.slotOf[r] < 0 && !se.in.somewhere(r) {
			return true
		}
	}
	return false
}

// somewhere says whether r may stand in any slot.
func (in *instance) somewhere(r int32) bool {
	for _, word := range in.allowed[int(r)*in.words : int(r+1)*in.words] {
		if word != 0 {
			return true
		}
	}
	return false
}

// finalBound adds to the bounds what was proved of the breaks, which holds for
// complete schedules.
func (se *search) finalBound(s Score, total standing) Bounds {
	b := se.boundOn(s, se.st.absent > 0 || total.excess > 0)
	if n := se.proof.fewestBreaks(); se.st.placed == se.in.requests && n > *b.Breaks && int64(n) <= total.breaks {
		b.Breaks = &n
	}
	return b
}

// explain says why requests were left out, within the time left.
func (se *search) explain(s *Schedule) {
	if se.o.SkipReasons || len(s.Unscheduled) == 0 || se.ctx.Err() != nil {
		return
	}
	se.told = time.Time{}
	se.tell("explaining", se.st, standing{moved: int64(s.Score.Moved), breaks: int64(s.Score.Breaks), idle: int64(s.Score.IdleSlots)}, 0)
	ctx, cancel := se.ctx, context.CancelFunc(func() {})
	if !se.deadline.IsZero() {
		ctx, cancel = context.WithDeadline(se.ctx, se.end())
	}
	defer cancel()
	if ctx.Err() != nil {
		return
	}
	byRequest := map[string]*Unscheduled{}
	for _, told := range se.explained(ctx, s) {
		for k := range told {
			byRequest[told[k].Request] = &told[k]
		}
	}
	for k := range s.Unscheduled {
		if u := byRequest[s.Unscheduled[k].Request]; u != nil {
			s.Unscheduled[k].Reasons = append(s.Unscheduled[k].Reasons, u.Reasons...)
			s.Unscheduled[k].Repairs = append(s.Unscheduled[k].Repairs, u.Repairs...)
		}
	}
}

// explained explains the left-out requests, many of them on two threads.
func (se *search) explained(ctx context.Context, s *Schedule) [2][]Unscheduled {
	var told [2][]Unscheduled
	if se.o.Threads == 1 || len(s.Unscheduled) < 200 {
		told[0], _ = Explain(ctx, se.p, s)
		return told
	}
	var ids [2][]string
	for k := range s.Unscheduled {
		ids[k%2] = append(ids[k%2], s.Unscheduled[k].Request)
	}
	var wait sync.WaitGroup
	for k := range told {
		wait.Go(func() { told[k], _ = Explain(ctx, se.p, s, ids[k]...) })
	}
	wait.Wait()
	return told
}

// schedule names what a state holds, meetings in the order of the requests.
func (in *instance) schedule(st *state, where []int32) *Schedule {
	p := in.p
	s := &Schedule{Problem: p.Name, Meetings: make([]Meeting, 0, st.placed), Unscheduled: []Unscheduled{}}
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

// emptySchedule is the answer of a search that had no time to begin: nothing
// takes place, and the bounds are what every problem has.
func emptySchedule(p *Problem, o Options) *Schedule {
	s := &Schedule{Problem: p.Name, Status: StatusFeasible, Seed: o.Seed, Meetings: []Meeting{}, Bound: looseBounds(p)}
	s.Unscheduled = make([]Unscheduled, len(p.Requests))
	for r := range p.Requests {
		q := &p.Requests[r]
		s.Unscheduled[r] = Unscheduled{Request: q.ID, Reasons: []Reason{}, Repairs: []Remedy{}}
		if q.Mandatory || p.AllMandatory {
			s.Score.MandatoryUnplaced++
		}
	}
	for i := range p.Participants {
		s.Score.FloorShortfall += p.Participants[i].Floor
	}
	for i := range p.Organisations {
		s.Score.FloorShortfall += p.Organisations[i].Floor
	}
	if p.AllMandatory && len(p.Requests) > 0 || len(p.Pinned) > 0 {
		s.Status = StatusUnknown
	}
	if o.Iterations <= 0 {
		s.Seconds = time.Since(o.Started).Seconds()
	}
	return s
}

// looseBounds are the bounds of a problem that nobody has looked at: all may
// take place.
func looseBounds(p *Problem) Bounds {
	left, short, weight, placed, moved, breaks := 0, 0, 0, len(p.Requests), 0, 0
	for r := range p.Requests {
		weight += max(1, p.Requests[r].Weight)
	}
	return Bounds{MandatoryUnplaced: &left, FloorShortfall: &short, Weight: &weight, Placed: &placed, Moved: &moved, Breaks: &breaks}
}
