package scheduler

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
)

// ReadProgramme reads a programme file and validates it: an object with
// "format", "problem" as in a problem file, "sessions" and "pitches". A
// malformed one gives a *[ProblemError] with every fault; other errors are
// those of r.
func ReadProgramme(r io.Reader) (*Programme, error) {
	s, err := newScanner(r)
	if err != nil {
		return nil, fmt.Errorf("read programme: %w", err)
	}
	p := &Programme{}
	var format string
	s.document(func(key string) bool {
		if key == "format" {
			return s.string(&format)
		}
		return s.programmeMember(p, key)
	})
	if s.broken {
		return nil, s.faults.err()
	}
	s.formatIs("format", format, ProgrammeFormat)
	if s.withFaultsOf(ValidateProgramme(p)) != nil {
		return nil, s.faults.err()
	}
	return p, nil
}

func (s *scanner) formatIs(path, format, want string) {
	if format != want {
		s.faults.add(path, strconv.Quote(format), "must be %q", want)
	}
}

func (s *scanner) programmeMember(p *Programme, key string) bool {
	switch key {
	case "problem":
		p.Problem = &Problem{}
		s.object(func(key string) bool {
			if key == "format" {
				var format string
				s.string(&format)
				s.formatIs("problem.format", format, ProblemFormat)
				return true
			}
			return s.problemMember(p.Problem, key)
		})
		return true
	case "sessions":
		return list(s, &p.Sessions, s.pitchSession)
	case "pitches":
		return list(s, &p.Pitches, s.pitch)
	}
	return false
}

func (s *scanner) pitchSession(to *PitchSession, key string) bool {
	switch key {
	case "id":
		return s.string(&to.ID)
	case "room":
		return s.string(&to.Room)
	case "topics":
		return s.strings(&to.Topics)
	case "slots":
		return list(s, &to.Slots, s.pitchSlot)
	}
	return false
}

func (s *scanner) pitchSlot(to *PitchSlot, key string) bool {
	switch key {
	case "id":
		return s.string(&to.ID)
	case "start":
		return s.instant(&to.Start)
	case "end":
		return s.instant(&to.End)
	case "overlaps":
		s.strings(&to.Overlaps)
		if to.Overlaps == nil {
			to.Overlaps = []string{}
		}
		return true
	}
	return false
}

func (s *scanner) pitch(to *Pitch, key string) bool {
	switch key {
	case "id":
		return s.string(&to.ID)
	case "presenters":
		return s.strings(&to.Presenters)
	case "listeners":
		return list(s, &to.Listeners, s.listener)
	case "topics":
		return s.strings(&to.Topics)
	case "sessions":
		return s.strings(&to.Sessions)
	case "slots":
		return s.strings(&to.Slots)
	case "not_before":
		return s.string(&to.NotBefore)
	case "not_after":
		return s.string(&to.NotAfter)
	case "after":
		return s.strings(&to.After)
	}
	return false
}

func (s *scanner) listener(to *Listener, key string) bool {
	switch key {
	case "participant":
		return s.string(&to.Participant)
	case "weight":
		return s.integer(&to.Weight, 1, maxWeight)
	}
	return false
}

// WriteProgramme writes a programme file: the same programme gives the same
// bytes.
func WriteProgramme(w io.Writer, p *Programme) error {
	var problem bytes.Buffer
	if err := WriteProblem(&problem, p.Problem); err != nil {
		return fmt.Errorf("write programme: %w", err)
	}
	f := newFileWriter(w, ProgrammeFormat)
	f.print(",\n \"problem\": %s", bytes.TrimSpace(problem.Bytes()))
	fileList(f, "sessions", p.Sessions, true)
	fileList(f, "pitches", p.Pitches, true)
	return f.close("write programme")
}
