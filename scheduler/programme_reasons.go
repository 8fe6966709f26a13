package scheduler

import (
	"fmt"
	"slices"
)

// mindPitches makes the reasons and repairs of requests left out speak of the
// pitches: a slot that a presenter's pitch takes is named so, and nobody is
// asked to open it.
func (j *joint) mindPitches(s *Schedule) {
	taken := j.takenBy()
	for k := range s.Unscheduled {
		u := &s.Unscheduled[k]
		for n := range u.Reasons {
			why := &u.Reasons[n]
			if why.Constraint != ParticipantUnavailable {
				continue
			}
			for _, slot := range why.Slots {
				if pitch := taken[[2]string{why.Participant, slot}]; pitch != "" {
					why.Message += fmt.Sprintf("; in %s it is the pitch %q", slot, pitch)
				}
			}
		}
		u.Repairs = slices.DeleteFunc(u.Repairs, func(y Remedy) bool {
			return slices.ContainsFunc(y.Opens, func(id string) bool { return taken[[2]string{id, y.Slot}] != "" })
		})
	}
}

// takenBy returns the pitch that a participant presents in a slot, for those
// that do.
func (j *joint) takenBy() map[[2]string]string {
	p := j.g.p
	taken := map[[2]string]string{}
	for k, q := range j.a.at {
		if q < 0 {
			continue
		}
		for _, s := range j.g.over[q] {
			for _, id := range p.Pitches[k].Presenters {
				taken[[2]string{id, p.Problem.Slots[s].ID}] = p.Pitches[k].ID
			}
		}
	}
	return taken
}
