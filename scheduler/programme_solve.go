package scheduler

import (
	"context"
	"slices"
	"time"
)

// SolveProgramme chooses pitch slots and meetings together, by the levels of
// [ProgrammeScore]. Within the limit it first finds pitch slots for as many
// pitches as can have one, at little cost to the meetings, then the meetings
// beside them; after that it moves pitches, meetings and listeners, each with
// what depends on it; in the end it smooths the meetings while the hearings
// stay. The best so far comes back when ctx is done or the limit is reached.
// With Iterations the result is a function of programme, seed and iterations
// alone. The error is that of [ValidateProgramme].
//
// A presenter who is needed in a pinned meeting is not free then; with a
// forced pin, nor is anyone of whom one may be needed. What is compulsory among
// the meetings (all_mandatory, pins, the break spread) comes after the number
// of pitches, and with a schedule that lacks some of it the status is unknown.
func SolveProgramme(ctx context.Context, p *Programme, o Options) (*ProgrammeSchedule, error) {
	o = o.withDefaults(time.Now())
	if err := ValidateProgramme(p); err != nil {
		return nil, err
	}
	se := newSearch(ctx, p.Problem, o)
	g := newPitchGrid(p, se.in)
	j := newJoint(g, se)
	ceiling := g.mostPitches()
	j.pitchFirst(ceiling)
	bounded := make(chan ProgrammeBounds, 1)
	whole := j.count == len(p.Pitches)
	go func() { bounded <- g.bounds(ctx, se.deadline, ceiling, whole) }()
	se.within(0.4, se.place)
	j.giveFree(j.heaviest())
	bound := <-bounded
	first := slices.Clone(j.a.at)
	j.search(bound)
	j.smooth(!slices.Equal(first, j.a.at))
	return j.answer(bound), nil
}

// pitchFirst places the pitches before any meeting.
func (j *joint) pitchFirst(ceiling int) {
	se := j.se
	steps := int64(300 + 60*len(j.a.at))
	t := newTimer(se.ctx, time.Time{}, 16, steps)
	if !se.deadline.IsZero() {
		t = newTimer(se.ctx, se.part(0.1).end, 4, steps)
	}
	a := j.g.assign(ceiling, newRandom(se.o.Seed, 30), t)
	for _, k := range j.order {
		if q := a.at[k]; q >= 0 {
			j.commit(k, q)
		}
	}
}

// within runs a phase of a search as if so much of what is left were all.
func (se *search) within(share float64, phase func()) {
	deadline, iterations := se.deadline, se.o.Iterations
	if se.o.Iterations > 0 {
		se.o.Iterations = se.steps + se.part(share).steps
	} else {
		se.deadline = se.part(share).end
	}
	phase()
	se.deadline, se.o.Iterations = deadline, iterations
}

// heaviest lists the hearings, those of most weight first.
func (j *joint) heaviest() []int32 {
	list := make([]int32, len(j.given))
	for h := range list {
		list[h] = int32(h)
	}
	slices.SortStableFunc(list, func(a, b int32) int {
		return int(j.g.hearings[b].weight - j.g.hearings[a].weight)
	})
	return list
}

// search moves pitches, meetings and listeners together.
func (j *joint) search(bound ProgrammeBounds) {
	se := j.se
	b := se.part(0.6)
	goal := jointWorth{*bound.Pitches, se.sc.goal(bound.Meetings), int64(*bound.Listening), 0}
	if b.end.IsZero() {
		t := newTimer(se.ctx, time.Time{}, 8, b.steps/jointStep)
		j.run(t, func() float64 { return float64(t.used) / float64(max(1, b.steps/jointStep)) }, goal)
		se.steps += t.used * jointStep
	} else {
		t := newTimer(se.ctx, b.end, 8, -1)
		j.run(t, b.share, goal)
		se.steps += t.used * jointStep
	}
	j.giveFree(j.heaviest())
}

// smooth moves the meetings to better slots while the hearings stay. Where
// they stand in the way of the break spread, they give way.
func (j *joint) smooth(moved bool) {
	se := j.se
	if moved {
		j.rebound()
	}
	if j.in.spreadMax == unlimited {
		se.smooth()
		return
	}
	se.anneal(se.part(0.6), hotTemp, coldTemp)
	if se.st.standing().excess > 0 {
		j.whileUnheard(func() { se.smooth() })
	}
}

// rebound takes the bounds of the meetings for the pitches as they are now.
func (j *joint) rebound() {
	j.whileUnheard(func() {
		j.se.within(0.3, func() { j.se.bounded(j.se.bounding()) })
	})
}

// whileUnheard does something with all hearings taken back, and then gives
// those that are free.
func (j *joint) whileUnheard(do func()) {
	given := slices.Clone(j.given)
	for h, yes := range given {
		if yes {
			j.revoke(int32(h))
		}
	}
	do()
	for h, yes := range given {
		if yes && j.free(int32(h)) {
			j.give(int32(h))
		}
	}
}

// answer writes down what the search has found.
func (j *joint) answer(bound ProgrammeBounds) *ProgrammeSchedule {
	se, g := j.se, j.g
	se.p = g.besides(j.a.at)
	j.in.p = se.p
	out := &ProgrammeSchedule{Pitches: []PitchPlacement{}, Unplaced: []UnplacedPitch{}, Bound: bound}
	out.Schedule = se.answer()
	j.mindPitches(out.Schedule)
	heard := j.hearers()
	for k := range int32(len(j.a.at)) {
		q := j.a.at[k]
		if q < 0 {
			out.Unplaced = append(out.Unplaced, j.unplaced(k))
			continue
		}
		at := PitchPlacement{Pitch: g.p.Pitches[k].ID, Session: g.p.Sessions[g.session[q]].ID, Slot: g.slot[q].ID, Hearers: []string{}}
		for n, l := range g.p.Pitches[k].Listeners {
			if heard[int(g.firstOf[k])+n] {
				at.Hearers = append(at.Hearers, l.Participant)
				out.Score.Hearings++
				out.Score.Listening += max(1, l.Weight)
			}
		}
		out.Pitches = append(out.Pitches, at)
	}
	out.Score.Pitches, out.Score.Meetings = len(out.Pitches), out.Schedule.Score
	out.Status = out.judged(g.p)
	return out
}

// judged says what is known of a programme's schedule.
func (s *ProgrammeSchedule) judged(p *Programme) Status {
	if p.Problem.AllMandatory && *s.Bound.Meetings.MandatoryUnplaced > 0 {
		return StatusInfeasible
	}
	if s.Schedule.Status != StatusFeasible && s.Schedule.Status != StatusOptimal {
		return StatusUnknown
	}
	b, m := s.Bound.Meetings, s.Score.Meetings
	proved := s.Score.Pitches >= *s.Bound.Pitches && s.Score.Listening >= *s.Bound.Listening
	for _, goal := range p.Problem.order() {
		switch goal {
		case GoalMandatory:
			proved = proved && m.MandatoryUnplaced <= *b.MandatoryUnplaced
		case GoalFloors:
			proved = proved && m.FloorShortfall <= *b.FloorShortfall
		case GoalWeight:
			proved = proved && m.Weight >= *b.Weight
		case GoalMoved:
			proved = proved && m.Moved <= *b.Moved
		case GoalBreaks:
			proved = proved && m.Breaks <= *b.Breaks
		}
	}
	if proved {
		return StatusOptimal
	}
	return StatusFeasible
}
