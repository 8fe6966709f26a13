package scheduler

import (
	"fmt"
	"io"
	"math"
	"strconv"
)

// ReadSchedule reads a schedule file. A malformed one gives a *[ProblemError]
// with every fault. Whether it fits a problem is for [Check] to say.
func ReadSchedule(r io.Reader) (*Schedule, error) {
	s, err := newScanner(r)
	if err != nil {
		return nil, fmt.Errorf("read schedule: %w", err)
	}
	out := &Schedule{}
	var format string
	s.document(func(key string) bool {
		if key == "format" {
			return s.string(&format)
		}
		return s.scheduleMember(out, key)
	})
	if format != ScheduleFormat && !s.broken {
		s.faults.add("format", strconv.Quote(format), "must be %q", ScheduleFormat)
	}
	s.checkStatus(out.Status)
	if err := s.faults.err(); err != nil {
		return nil, err
	}
	return out, nil
}

func (s *scanner) checkStatus(status Status) {
	if s.broken {
		return
	}
	switch status {
	case StatusOptimal, StatusFeasible, StatusInfeasible, StatusUnknown:
	default:
		s.faults.add("status", strconv.Quote(string(status)), "must be optimal, feasible, infeasible or unknown")
	}
}

func (s *scanner) scheduleMember(to *Schedule, key string) bool {
	switch key {
	case "problem":
		return s.string(&to.Problem)
	case "status":
		var status string
		s.string(&status)
		to.Status = Status(status)
		return true
	case "score":
		s.object(func(key string) bool { return s.score(&to.Score, key) })
		return true
	case "bound":
		s.object(func(key string) bool { return s.bound(&to.Bound, key) })
		return true
	case "seconds":
		return s.decimal(&to.Seconds)
	case "seed":
		return s.long(&to.Seed)
	case "iterations":
		return s.long(&to.Iterations)
	case "meetings":
		return list(s, &to.Meetings, s.meeting)
	case "unscheduled":
		return list(s, &to.Unscheduled, s.unscheduled)
	case "because":
		return list(s, &to.Because, s.reason)
	}
	return false
}

func (s *scanner) long(to *int64) bool {
	var n int
	s.integer(&n, math.MinInt, math.MaxInt)
	*to = int64(n)
	return true
}

// values names the members of a score as they stand in a file.
func (v *Score) values() map[string]*int {
	return map[string]*int{
		"mandatory_unplaced": &v.MandatoryUnplaced, "floor_shortfall": &v.FloorShortfall,
		"weight": &v.Weight, "placed": &v.Placed, "moved": &v.Moved, "breaks": &v.Breaks,
		"idle_slots": &v.IdleSlots, "table_changes": &v.TableChanges, "comfort": &v.Comfort,
	}
}

func (v *Bounds) values() map[string]**int {
	return map[string]**int{
		"mandatory_unplaced": &v.MandatoryUnplaced, "floor_shortfall": &v.FloorShortfall,
		"weight": &v.Weight, "placed": &v.Placed, "moved": &v.Moved, "breaks": &v.Breaks,
		"idle_slots": &v.IdleSlots, "table_changes": &v.TableChanges, "comfort": &v.Comfort,
	}
}

func (s *scanner) score(to *Score, key string) bool {
	value, known := to.values()[key]
	return known && s.integer(value, math.MinInt, math.MaxInt)
}

func (s *scanner) bound(to *Bounds, key string) bool {
	value, known := to.values()[key]
	if !known || s.word("null") {
		return known
	}
	*value = new(int)
	return s.integer(*value, math.MinInt, math.MaxInt)
}

func (s *scanner) unscheduled(to *Unscheduled, key string) bool {
	switch key {
	case "request":
		return s.string(&to.Request)
	case "reasons":
		return list(s, &to.Reasons, s.reason)
	case "repairs":
		return list(s, &to.Repairs, s.remedy)
	}
	return false
}

func (s *scanner) reason(to *Reason, key string) bool {
	switch key {
	case "constraint":
		var c string
		s.string(&c)
		to.Constraint = Constraint(c)
		return true
	case "participant":
		return s.string(&to.Participant)
	case "organisation":
		return s.string(&to.Organisation)
	case "place":
		return s.string(&to.Place)
	case "request":
		return s.string(&to.Request)
	case "slots":
		return s.strings(&to.Slots)
	case "meetings":
		return s.strings(&to.Meetings)
	case "message":
		return s.string(&to.Message)
	}
	return false
}

func (s *scanner) remedy(to *Remedy, key string) bool {
	switch key {
	case "kind":
		var k string
		s.string(&k)
		to.Kind = RemedyKind(k)
		return true
	case "slot":
		return s.string(&to.Slot)
	case "place":
		return s.string(&to.Place)
	case "participants":
		return s.strings(&to.Participants)
	case "opens":
		return s.strings(&to.Opens)
	case "moves":
		return list(s, &to.Moves, s.meeting)
	case "drops":
		return s.strings(&to.Drops)
	case "waives":
		var waived []string
		s.strings(&waived)
		for _, name := range waived {
			to.Waives = append(to.Waives, Constraint(name))
		}
		return true
	case "change":
		s.object(func(key string) bool { return s.score(&to.Change, key) })
		return true
	case "message":
		return s.string(&to.Message)
	}
	return false
}
