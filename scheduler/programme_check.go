package scheduler

import (
	"fmt"
	"slices"
	"time"
)

// ProgrammeReport is what a check of a programme's schedule finds.
type ProgrammeReport struct {
	Violations []PitchViolation // of pitches, and of meetings against them
	Meetings   Report           // of the meetings by themselves
	Score      ProgrammeScore   // computed anew
	ScoreRight bool             // the schedule claims this score
}

// PitchViolation is one break of a hard constraint by pitches. Fields that do
// not apply are empty.
type PitchViolation struct {
	Constraint  Constraint `json:"constraint"`
	Pitches     []string   `json:"pitches,omitempty"`
	Participant string     `json:"participant,omitzero"`
	Slot        string     `json:"slot,omitzero"`         // a pitch slot
	MeetingSlot string     `json:"meeting_slot,omitzero"` // a slot of the problem
	Request     string     `json:"request,omitzero"`
	Message     string     `json:"message"`
}

// OK says whether the schedule breaks nothing, has all that is compulsory
// among the meetings and claims the right score.
func (r ProgrammeReport) OK() bool {
	return len(r.Violations) == 0 && r.Meetings.OK() && r.ScoreRight
}

// CheckProgramme compares a schedule of pitches and meetings with its
// programme and lists every violation. It shares no code with the search. The
// programme must be valid. A schedule may name fewer hearers than are free.
func CheckProgramme(p *Programme, s *ProgrammeSchedule) ProgrammeReport {
	c := &programmeChecker{programmeValidator: newProgrammeValidator(p), meetings: map[[2]string]*Meeting{}}
	if s.Schedule == nil {
		s = &ProgrammeSchedule{Score: s.Score, Pitches: s.Pitches, Unplaced: s.Unplaced, Schedule: &Schedule{}}
	}
	c.report.Meetings = Check(p.Problem, s.Schedule)
	for i := range s.Schedule.Meetings {
		m := &s.Schedule.Meetings[i]
		for _, id := range m.Participants {
			c.meetings[[2]string{id, m.Slot}] = m
		}
	}
	c.readSessions()
	c.formed(s)
	for k := range c.placed {
		c.alone(k)
		c.presenters(k)
		c.room(k, s.Schedule)
		c.order(k)
		c.hearers(k)
	}
	c.pairs()
	c.report.Score.Pitches, c.report.Score.Meetings = len(c.placed), c.report.Meetings.Score
	c.report.ScoreRight = c.report.Score == s.Score
	return c.report
}

// programmeChecker looks at pitches by the ids of a schedule.
type programmeChecker struct {
	*programmeValidator
	report   ProgrammeReport
	meetings map[[2]string]*Meeting // participant and slot → a meeting
	slots    []checkedSlot
	placed   []checkedPitch // those that are well-formed
	at       map[string]int // pitch → position in placed
}

// checkedSlot is a pitch slot: where, and when by times or positions of
// meeting slots.
type checkedSlot struct {
	id, session, room string
	topics            []string
	from, to          int64
	over              []string // meeting slots
}

type checkedPitch struct {
	*Pitch
	slot    *checkedSlot
	hearers []string
}

func (c *programmeChecker) violate(v PitchViolation, message string, args ...any) {
	v.Message = fmt.Sprintf(message, args...)
	c.report.Violations = append(c.report.Violations, v)
}

func (c *programmeChecker) readSessions() {
	for i := range c.programme.Sessions {
		session := &c.programme.Sessions[i]
		for k := range session.Slots {
			s := &session.Slots[k]
			q := checkedSlot{id: s.ID, session: session.ID, room: session.Room, topics: session.Topics, from: -1}
			for n, t := range c.p.Slots {
				during := !s.Start.IsZero() && !t.Start.IsZero() && !t.End.IsZero() && t.End.After(s.Start) && s.End.After(t.Start)
				if slices.Contains(s.Overlaps, t.ID) {
					if q.to = int64(n + 1); q.from < 0 {
						q.from = int64(n)
					}
					during = true
				}
				if during {
					q.over = append(q.over, t.ID)
				}
			}
			if !s.Start.IsZero() {
				q.from, q.to = s.Start.UnixNano(), s.End.UnixNano()
			}
			c.slots = append(c.slots, q)
		}
	}
}

// formed keeps the pitches that stand in a pitch slot of the programme.
func (c *programmeChecker) formed(s *ProgrammeSchedule) {
	c.at = map[string]int{}
	named := map[string]bool{}
	for _, at := range s.Pitches {
		v := PitchViolation{Constraint: PitchFormed, Pitches: []string{at.Pitch}, Slot: at.Slot}
		k, ok := c.pitch[at.Pitch]
		q, slotOK := c.pitchSlot[at.Slot]
		switch {
		case !ok:
			c.violate(v, "%q is no pitch of the programme", at.Pitch)
		case named[at.Pitch]:
			c.violate(v, "pitch %q is listed twice", at.Pitch)
		case !slotOK:
			c.violate(v, "pitch %q stands in %q, which is no pitch slot of the programme", at.Pitch, at.Slot)
		case c.slots[q].session != at.Session:
			c.violate(v, "pitch slot %q is of session %q, not %q", at.Slot, c.slots[q].session, at.Session)
		default:
			c.at[at.Pitch] = len(c.placed)
			c.placed = append(c.placed, checkedPitch{&c.programme.Pitches[k], &c.slots[q], at.Hearers})
		}
		named[at.Pitch] = true
	}
	for _, u := range s.Unplaced {
		v := PitchViolation{Constraint: PitchFormed, Pitches: []string{u.Pitch}}
		if _, ok := c.pitch[u.Pitch]; !ok {
			c.violate(v, "%q is no pitch of the programme", u.Pitch)
		} else if named[u.Pitch] {
			c.violate(v, "pitch %q is listed twice", u.Pitch)
		}
		named[u.Pitch] = true
	}
	for i := range c.programme.Pitches {
		if id := c.programme.Pitches[i].ID; !named[id] {
			c.violate(PitchViolation{Constraint: PitchFormed, Pitches: []string{id}}, "pitch %q is neither placed nor listed as unplaced", id)
		}
	}
}

// alone checks what a pitch asks of its pitch slot.
func (c *programmeChecker) alone(k int) {
	at := c.placed[k]
	v := PitchViolation{Pitches: []string{at.ID}, Slot: at.slot.id}
	if len(at.Sessions) > 0 && !slices.Contains(at.Sessions, at.slot.session) {
		v.Constraint = PitchSessions
		c.violate(v, "pitch %q takes only the sessions %q, not %q", at.ID, at.Sessions, at.slot.session)
	}
	if len(at.Slots) > 0 && !slices.Contains(at.Slots, at.slot.id) {
		v.Constraint = PitchSessions
		c.violate(v, "pitch %q takes only the pitch slots %q, not %q", at.ID, at.Slots, at.slot.id)
	}
	fits := len(at.Topics) == 0 || len(at.slot.topics) == 0
	for _, topic := range at.slot.topics {
		fits = fits || slices.Contains(at.Topics, topic)
	}
	if !fits {
		v.Constraint = PitchTopics
		c.violate(v, "pitch %q has the topics %q, and session %q takes %q", at.ID, at.Topics, at.slot.session, at.slot.topics)
	}
	v.Constraint = PitchWindow
	if at.NotBefore != "" && at.slot.from < c.when(at.NotBefore).from {
		c.violate(v, "pitch %q begins before %s", at.ID, at.NotBefore)
	}
	if at.NotAfter != "" && at.slot.to > c.when(at.NotAfter).to {
		c.violate(v, "pitch %q ends after %s", at.ID, at.NotAfter)
	}
}

// when reads the text of a window.
func (c *programmeChecker) when(text string) checkedSlot {
	if q, ok := c.pitchSlot[text]; ok {
		return c.slots[q]
	}
	if s, ok := c.slot[text]; ok {
		if t := c.p.Slots[s]; c.timed {
			return checkedSlot{from: t.Start.UnixNano(), to: t.End.UnixNano()}
		}
		return checkedSlot{from: int64(s), to: int64(s + 1)}
	}
	at, _ := time.Parse(time.RFC3339, text)
	return checkedSlot{from: at.UnixNano(), to: at.UnixNano()}
}

// presenters checks that all of them are free.
func (c *programmeChecker) presenters(k int) {
	at := c.placed[k]
	for _, id := range at.Presenters {
		for _, s := range at.slot.over {
			v := PitchViolation{Pitches: []string{at.ID}, Participant: id, Slot: at.slot.id, MeetingSlot: s}
			if slices.Contains(c.p.Participants[c.participant[id]].Unavailable, s) {
				v.Constraint = ParticipantUnavailable
				c.violate(v, "%q presents %q and has closed slot %q", id, at.ID, s)
			}
			if m := c.meetings[[2]string{id, s}]; m != nil {
				v.Constraint, v.Request = ParticipantConflict, m.Request
				c.violate(v, "%q presents %q and meets for %q in slot %q", id, at.ID, m.Request, s)
			}
		}
	}
}

// room checks that no meeting is in the room of a pitch.
func (c *programmeChecker) room(k int, s *Schedule) {
	at := c.placed[k]
	for _, m := range s.Meetings {
		if at.slot.room != "" && m.Place == at.slot.room && slices.Contains(at.slot.over, m.Slot) {
			c.violate(PitchViolation{Constraint: PlaceCapacity, Pitches: []string{at.ID}, Slot: at.slot.id, MeetingSlot: m.Slot, Request: m.Request},
				"pitch %q and the meeting of %q are both in %q", at.ID, m.Request, m.Place)
		}
	}
}

// order checks that what must come before a pitch is over when it begins.
func (c *programmeChecker) order(k int) {
	at := c.placed[k]
	for _, id := range at.After {
		v := PitchViolation{Constraint: PitchOrder, Pitches: []string{id, at.ID}, Slot: at.slot.id}
		before, ok := c.at[id]
		if !ok {
			c.violate(v, "pitch %q comes after %q, which is left out", at.ID, id)
		} else if c.placed[before].slot.to > at.slot.from {
			c.violate(v, "pitch %q comes after %q, which is not over when it begins", at.ID, id)
		}
	}
}

// hearers checks that those who are said to hear a pitch asked for it and are
// free, and counts them.
func (c *programmeChecker) hearers(k int) {
	at := c.placed[k]
	for n, id := range at.hearers {
		v := PitchViolation{Constraint: PitchHearing, Pitches: []string{at.ID}, Participant: id, Slot: at.slot.id}
		wish := slices.IndexFunc(at.Listeners, func(l Listener) bool { return l.Participant == id })
		if wish < 0 || slices.Contains(at.hearers[:n], id) {
			c.violate(v, "%q did not ask to hear %q, or is listed twice", id, at.ID)
			continue
		}
		c.report.Score.Hearings++
		c.report.Score.Listening += max(1, at.Listeners[wish].Weight)
		for _, s := range at.slot.over {
			v.MeetingSlot = s
			if slices.Contains(c.p.Participants[c.participant[id]].Unavailable, s) {
				c.violate(v, "%q hears %q and has closed slot %q", id, at.ID, s)
			}
			if m := c.meetings[[2]string{id, s}]; m != nil {
				v.Request = m.Request
				c.violate(v, "%q hears %q and meets for %q in slot %q", id, at.ID, m.Request, s)
			}
		}
	}
}

// pairs checks that no two pitches share what they can't.
func (c *programmeChecker) pairs() {
	for k, b := range c.placed {
		for _, a := range c.placed[:k] {
			both := PitchViolation{Pitches: []string{a.ID, b.ID}, Slot: b.slot.id}
			if a.slot.id == b.slot.id {
				both.Constraint = PitchSlotTaken
				c.violate(both, "pitches %q and %q share pitch slot %q", a.ID, b.ID, b.slot.id)
			}
			if a.slot.to <= b.slot.from || b.slot.to <= a.slot.from {
				continue
			}
			if a.slot.id != b.slot.id && a.slot.room != "" && a.slot.room == b.slot.room {
				both.Constraint = PitchRoom
				c.violate(both, "pitches %q and %q are in %q at the same time", a.ID, b.ID, a.slot.room)
			}
			c.twoPlaces(a, b, both)
			c.twoPlaces(b, a, both)
		}
	}
}

// twoPlaces checks that nobody presents a while being at b, and that nobody
// hears both; the pitches are at the same time.
func (c *programmeChecker) twoPlaces(a, b checkedPitch, v PitchViolation) {
	for _, id := range a.Presenters {
		v.Participant = id
		if slices.Contains(b.Presenters, id) && a.ID < b.ID {
			v.Constraint = ParticipantConflict
			c.violate(v, "%q presents %q and %q at the same time", id, a.ID, b.ID)
		}
		if slices.Contains(b.hearers, id) {
			v.Constraint = PitchHearing
			c.violate(v, "%q presents %q while hearing %q", id, a.ID, b.ID)
		}
	}
	for _, id := range a.hearers {
		if slices.Contains(b.hearers, id) && a.ID < b.ID {
			v.Constraint, v.Participant = PitchHearing, id
			c.violate(v, "%q hears %q and %q at the same time", id, a.ID, b.ID)
		}
	}
}
