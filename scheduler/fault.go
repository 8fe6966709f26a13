package scheduler

import (
	"fmt"
	"strings"
)

// Fault is one thing wrong in a problem or schedule: where it stands, the
// value at fault and what would be right.
type Fault struct {
	Path    string // for example requests[3].sides[0].all[1]
	Value   string // as it stands in the file; empty when it is missing
	Message string
}

// String says the fault in one line.
func (f Fault) String() string {
	if f.Value == "" {
		return fmt.Sprintf("%s: %s", f.Path, f.Message)
	}
	return fmt.Sprintf("%s: %s: %s", f.Path, f.Value, f.Message)
}

// ProblemError lists every fault of a malformed problem or schedule.
type ProblemError struct {
	Faults []Fault
}

// Error says all faults, one a line.
func (e *ProblemError) Error() string {
	lines := make([]string, len(e.Faults))
	for i, f := range e.Faults {
		lines[i] = f.String()
	}
	return strings.Join(lines, "\n")
}

// faultList gathers faults; a path that was named once is not named again.
type faultList struct {
	faults []Fault
	seen   map[string]bool
}

func (l *faultList) add(path, value, message string, args ...any) {
	if l.seen == nil {
		l.seen = map[string]bool{}
	}
	if l.seen[path] {
		return
	}
	l.seen[path] = true
	l.faults = append(l.faults, Fault{Path: path, Value: value, Message: fmt.Sprintf(message, args...)})
}

// err returns the faults as one error, or nil.
func (l *faultList) err() error {
	if len(l.faults) == 0 {
		return nil
	}
	return &ProblemError{Faults: l.faults}
}
