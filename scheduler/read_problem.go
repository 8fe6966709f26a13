package scheduler

import (
	"errors"
	"fmt"
	"io"
	"strconv"
)

// Most of any number in a file, so that sums stay far from overflow.
const (
	maxWeight = 1_000_000
	maxNumber = 1_000_000
)

// ReadProblem reads a problem file and validates it. A malformed one gives a
// *[ProblemError] with every fault; other errors are those of r.
func ReadProblem(r io.Reader) (*Problem, error) {
	p, err := ParseProblem(r)
	if err != nil {
		return nil, err
	}
	if err := Validate(p); err != nil {
		return nil, err
	}
	return p, nil
}

// ParseProblem reads a problem file, but leaves validating what is well written
// to those who validate it anyway, such as [Solve]. Its errors are those of
// [ReadProblem].
func ParseProblem(r io.Reader) (*Problem, error) {
	s, err := newScanner(r)
	if err != nil {
		return nil, fmt.Errorf("read problem: %w", err)
	}
	p := &Problem{}
	var format string
	s.document(func(key string) bool {
		if key == "format" {
			return s.string(&format)
		}
		return s.problemMember(p, key)
	})
	if s.broken {
		return nil, s.faults.err()
	}
	if format != ProblemFormat {
		s.faults.add("format", strconv.Quote(format), "must be %q", ProblemFormat)
	}
	if s.faults.err() != nil {
		return nil, s.withFaultsOf(Validate(p))
	}
	return p, nil
}

// withFaultsOf adds the faults of validating to those of reading.
func (s *scanner) withFaultsOf(err error) error {
	var more *ProblemError
	if errors.As(err, &more) {
		for _, f := range more.Faults {
			s.faults.add(f.Path, f.Value, "%s", f.Message)
		}
	}
	return s.faults.err()
}

func (s *scanner) problemMember(p *Problem, key string) bool {
	switch key {
	case "name":
		return s.string(&p.Name)
	case "slots":
		return list(s, &p.Slots, s.slot)
	case "places":
		return list(s, &p.Places, s.place)
	case "organisations":
		return list(s, &p.Organisations, s.organisation)
	case "participants":
		return list(s, &p.Participants, s.participant)
	case "requests":
		return list(s, &p.Requests, s.request)
	case "pinned":
		return list(s, &p.Pinned, s.pin)
	case "published":
		return list(s, &p.Published, s.meeting)
	case "all_mandatory":
		return s.boolean(&p.AllMandatory)
	case "max_break_spread":
		p.MaxBreakSpread = new(int)
		return s.integer(p.MaxBreakSpread, 0, maxNumber)
	case "changeover":
		return s.integer(&p.Changeover, 0, maxNumber)
	case "goals":
		p.Goals = &Goals{}
		return s.goals(p.Goals)
	}
	return false
}

func (s *scanner) slot(to *Slot, key string) bool {
	switch key {
	case "id":
		return s.string(&to.ID)
	case "day":
		return s.string(&to.Day)
	case "session":
		return s.string(&to.Session)
	case "start":
		return s.instant(&to.Start)
	case "end":
		return s.instant(&to.End)
	case "tables":
		to.Tables = new(int)
		return s.integer(to.Tables, 0, maxNumber)
	}
	return false
}

func (s *scanner) place(to *Place, key string) bool {
	switch key {
	case "id":
		return s.string(&to.ID)
	case "zone":
		return s.string(&to.Zone)
	case "capacity":
		return s.integer(&to.Capacity, 1, maxNumber)
	case "closed":
		return s.strings(&to.Closed)
	case "organisation":
		return s.string(&to.Organisation)
	case "video":
		return s.boolean(&to.Video)
	}
	return false
}

func (s *scanner) organisation(to *Organisation, key string) bool {
	switch key {
	case "id":
		return s.string(&to.ID)
	case "floor":
		return s.integer(&to.Floor, 0, maxNumber)
	case "max_meetings":
		return s.integer(&to.MaxMeetings, 1, maxNumber)
	}
	return false
}

func (s *scanner) participant(to *Participant, key string) bool {
	switch key {
	case "id":
		return s.string(&to.ID)
	case "organisation":
		return s.string(&to.Organisation)
	case "unavailable":
		return s.strings(&to.Unavailable)
	case "rather_not":
		return s.strings(&to.RatherNot)
	case "floor":
		return s.integer(&to.Floor, 0, maxNumber)
	case "max_meetings":
		return s.integer(&to.MaxMeetings, 1, maxNumber)
	case "max_per_day":
		return s.integer(&to.MaxPerDay, 1, maxNumber)
	case "max_in_a_row":
		return s.integer(&to.MaxInARow, 1, maxNumber)
	case "place":
		return s.string(&to.Place)
	}
	return false
}

func (s *scanner) request(to *Request, key string) bool {
	switch key {
	case "id":
		return s.string(&to.ID)
	case "sides":
		return s.sides(to)
	case "weight":
		return s.integer(&to.Weight, 1, maxWeight)
	case "mandatory":
		return s.boolean(&to.Mandatory)
	case "slots":
		return s.strings(&to.Slots)
	case "session":
		return s.string(&to.Session)
	case "after":
		return s.strings(&to.After)
	}
	return false
}

func (s *scanner) sides(to *Request) bool {
	count := 0
	s.array(func(i int) {
		count++
		var side Side
		s.object(func(key string) bool { return s.side(&side, key) })
		if i < len(to.Sides) {
			to.Sides[i] = side
		}
	})
	if count != len(to.Sides) && !s.broken {
		s.faults.add(s.at(), strconv.Itoa(count), "must be exactly two sides")
	}
	return true
}

func (s *scanner) side(to *Side, key string) bool {
	switch key {
	case "all":
		return s.strings(&to.All)
	case "any":
		s.array(func(int) {
			var group []string
			s.strings(&group)
			to.Any = append(to.Any, group)
		})
		return true
	}
	return false
}

func (s *scanner) pin(to *Pin, key string) bool {
	switch key {
	case "request":
		return s.string(&to.Request)
	case "slot":
		return s.string(&to.Slot)
	case "place":
		return s.string(&to.Place)
	case "participants":
		return s.strings(&to.Participants)
	case "forced":
		return s.boolean(&to.Forced)
	}
	return false
}

func (s *scanner) meeting(to *Meeting, key string) bool {
	switch key {
	case "request":
		return s.string(&to.Request)
	case "slot":
		return s.string(&to.Slot)
	case "place":
		return s.string(&to.Place)
	case "participants":
		return s.strings(&to.Participants)
	}
	return false
}

func (s *scanner) goals(to *Goals) bool {
	s.object(func(key string) bool {
		switch key {
		case "order":
			to.Order = []Goal{}
			s.array(func(int) {
				var g string
				s.string(&g)
				to.Order = append(to.Order, Goal(g))
			})
			return true
		case "comfort":
			to.Comfort = map[string]int{}
			s.object(func(part string) bool {
				w := 0
				s.integer(&w, 0, maxNumber)
				to.Comfort[part] = w
				return true
			})
			return true
		}
		return false
	})
	return true
}
