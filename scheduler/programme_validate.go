package scheduler

import (
	"errors"
	"fmt"
	"strconv"
	"time"
)

// ValidateProgramme says what is malformed in a programme: a *[ProblemError]
// with every fault, those of its problem among them, or nil.
func ValidateProgramme(p *Programme) error {
	if p.Problem == nil {
		return &ProblemError{Faults: []Fault{{Path: "problem", Message: "is missing"}}}
	}
	v := newProgrammeValidator(p)
	v.problem()
	v.sessions()
	v.pitches()
	v.pitchOrder()
	return v.faults.err()
}

// programmeValidator knows where each id stands.
type programmeValidator struct {
	*validator
	programme *Programme
	session   map[string]int
	pitchSlot map[string]int // over all sessions, in their order
	pitch     map[string]int
	timed     bool // the pitch slots have times
}

func newProgrammeValidator(p *Programme) *programmeValidator {
	v := &programmeValidator{validator: newValidator(p.Problem), programme: p, pitchSlot: map[string]int{}}
	v.session = v.index("sessions", len(p.Sessions), func(i int) string { return p.Sessions[i].ID })
	v.pitch = v.index("pitches", len(p.Pitches), func(i int) string { return p.Pitches[i].ID })
	at := 0
	for i := range p.Sessions {
		for k := range p.Sessions[i].Slots {
			s := &p.Sessions[i].Slots[k]
			here := fmt.Sprintf("sessions[%d].slots[%d].id", i, k)
			if _, double := v.pitchSlot[s.ID]; double {
				v.faults.add(here, quote(s.ID), "stands twice; pitch slots of all sessions need different ids")
			} else if s.ID == "" {
				v.faults.add(here, "", "is missing")
			} else {
				v.pitchSlot[s.ID] = at
			}
			v.timed = v.timed || !s.Start.IsZero() || !s.End.IsZero()
			at++
		}
	}
	return v
}

// problem takes over the faults of the problem.
func (v *programmeValidator) problem() {
	var malformed *ProblemError
	if errors.As(Validate(v.p), &malformed) {
		for _, f := range malformed.Faults {
			v.faults.add("problem."+f.Path, f.Value, "%s", f.Message)
		}
	}
}

func (v *programmeValidator) sessions() {
	for i := range v.programme.Sessions {
		session := &v.programme.Sessions[i]
		if len(session.Slots) == 0 {
			v.faults.add(fmt.Sprintf("sessions[%d].slots", i), "", "needs at least one pitch slot")
		}
		v.texts(fmt.Sprintf("sessions[%d].topics", i), session.Topics)
		for k := range session.Slots {
			v.pitchSlotOf(session, k, fmt.Sprintf("sessions[%d].slots[%d]", i, k))
		}
	}
}

// texts notes texts that are empty or stand twice in their list.
func (v *programmeValidator) texts(path string, all []string) {
	seen := map[string]bool{}
	for i, text := range all {
		switch {
		case text == "":
			v.faults.add(fmt.Sprintf("%s[%d]", path, i), "", "is empty")
		case seen[text]:
			v.faults.add(fmt.Sprintf("%s[%d]", path, i), quote(text), "stands twice in its list")
		}
		seen[text] = true
	}
}

// pitchSlotOf notes what is wrong with one pitch slot of a session.
func (v *programmeValidator) pitchSlotOf(session *PitchSession, k int, here string) {
	s := &session.Slots[k]
	v.known(here+".overlaps", "slot", s.Overlaps, v.slot)
	if !v.timed {
		v.untimedSlot(session, k, here)
		return
	}
	switch {
	case s.Start.IsZero():
		v.faults.add(here+".start", "", "is missing; give all pitch slots times, or none")
	case s.End.IsZero():
		v.faults.add(here+".end", "", "is missing; give all pitch slots times, or none")
	case !s.Start.Before(s.End):
		v.faults.add(here+".end", s.End.Format(time.RFC3339), "must be after the start")
	case k > 0 && s.Start.Before(session.Slots[k-1].End):
		v.faults.add(here+".start", s.Start.Format(time.RFC3339), "is before the end of the pitch slot above; put the pitch slots of a session in time order")
	}
	if s.Overlaps != nil {
		return
	}
	for i := range v.p.Slots {
		if t := &v.p.Slots[i]; t.Start.IsZero() || t.End.IsZero() {
			v.faults.add(here+".overlaps", "", "is missing; meeting slot %q has no times, so name the meeting slots that the pitch slot overlaps", t.ID)
			return
		}
	}
}

// untimedSlot notes what is wrong with a pitch slot that has no times.
func (v *programmeValidator) untimedSlot(session *PitchSession, k int, here string) {
	s := &session.Slots[k]
	if len(s.Overlaps) == 0 {
		v.faults.add(here+".overlaps", "", "is missing; a pitch slot without times names the meeting slots that it overlaps")
		return
	}
	if k == 0 {
		return
	}
	from, to := v.positions(s.Overlaps)
	_, before := v.positions(session.Slots[k-1].Overlaps)
	if from < min(before, to) {
		v.faults.add(here+".overlaps", quote(v.p.Slots[from].ID), "is not after those of the pitch slot above; put the pitch slots of a session in time order, or give them times")
	}
}

// positions returns the range of meeting slots from the first to the last of
// those that the problem has, half-open; an empty one when it has none.
func (v *programmeValidator) positions(ids []string) (from, to int) {
	for _, id := range ids {
		s, known := v.slot[id]
		if !known {
			continue
		}
		if to == 0 || s < from {
			from = s
		}
		to = max(to, s+1)
	}
	return from, to
}

func (v *programmeValidator) pitches() {
	for i := range v.programme.Pitches {
		q := &v.programme.Pitches[i]
		here := fmt.Sprintf("pitches[%d]", i)
		if len(q.Presenters) == 0 {
			v.faults.add(here+".presenters", "", "names nobody; a pitch needs a presenter")
		}
		v.known(here+".presenters", "participant", q.Presenters, v.participant)
		v.listeners(q, here)
		v.texts(here+".topics", q.Topics)
		v.known(here+".sessions", "pitch session", q.Sessions, v.session)
		v.known(here+".slots", "pitch slot", q.Slots, v.pitchSlot)
		v.known(here+".after", "pitch", q.After, v.pitch)
		v.moment(here+".not_before", q.NotBefore)
		v.moment(here+".not_after", q.NotAfter)
	}
}

func (v *programmeValidator) listeners(q *Pitch, here string) {
	seen := map[string]bool{}
	for _, id := range q.Presenters {
		seen[id] = true
	}
	for k := range q.Listeners {
		l := &q.Listeners[k]
		path := fmt.Sprintf("%s.listeners[%d]", here, k)
		v.within(l.Weight, maxWeight, "%s.weight", path)
		if v.knownOne(path+".participant", "participant", l.Participant, v.participant) && seen[l.Participant] {
			v.faults.add(path+".participant", quote(l.Participant), "presents this pitch, or stands twice among its listeners")
		}
		seen[l.Participant] = true
	}
}

// moment notes a text that names no time that the programme knows.
func (v *programmeValidator) moment(path, text string) {
	if text == "" {
		return
	}
	if _, known := v.pitchSlot[text]; known {
		return
	}
	if s, known := v.slot[text]; known {
		if t := &v.p.Slots[s]; v.timed && (t.Start.IsZero() || t.End.IsZero()) {
			v.faults.add(path, quote(text), "is a meeting slot without times, and the pitch slots have times")
		}
		return
	}
	_, err := time.Parse(time.RFC3339, text)
	switch {
	case err != nil:
		v.faults.add(path, quote(text), "must be a pitch slot, a meeting slot or an instant like 2025-11-18T14:00:00+01:00")
	case !v.timed:
		v.faults.add(path, quote(text), "is an instant, and the pitch slots have no times; name a slot")
	}
}

// pitchOrder notes the pitches of a cycle of After.
func (v *programmeValidator) pitchOrder() {
	state := make([]byte, len(v.programme.Pitches)) // 0 fresh, 1 open, 2 done
	var visit func(i int)
	visit = func(i int) {
		state[i] = 1
		for k, id := range v.programme.Pitches[i].After {
			before, ok := v.pitch[id]
			if !ok {
				continue
			}
			if state[before] == 1 {
				v.faults.add("pitches["+strconv.Itoa(i)+"].after["+strconv.Itoa(k)+"]", quote(id), "closes a cycle of pitches")
			}
			if state[before] == 0 {
				visit(before)
			}
		}
		state[i] = 2
	}
	for i := range state {
		if state[i] == 0 {
			visit(i)
		}
	}
}
