package scheduler

import (
	"context"
	"errors"
	"time"
)

// RepairOptions says what a repair may touch.
type RepairOptions struct {
	Before     string        // nothing in or before this slot moves or is added
	Frozen     []string      // nothing moves in, to or from these slots
	InsertOnly bool          // no meeting moves that can stay; left-out requests fill free room
	Limit      time.Duration // 0: ten seconds
	Iterations int64
	Seed       int64
	Threads    int
}

// Repaired is a schedule after a repair and its price.
type Repaired struct {
	Schedule *Schedule
	Moved    []Move   // meetings that stand elsewhere than before
	Dropped  []string // requests that no longer take place
	Added    []string // requests that take place now
	Change   Score    // what the score gains or loses against the meetings that can still stand
	Proved   bool     // no repair moves fewer
}

// Move is a meeting that stands elsewhere in one schedule than in another.
type Move struct {
	From Meeting
	To   Meeting
}

// Repair makes a schedule fit a problem that has changed since: a delegate
// gone, a table closed, a slot lost. Meetings that can stay do; those that
// can't move, with the fewest others; freed room goes to waiting requests.
func Repair(ctx context.Context, p *Problem, s *Schedule, o RepairOptions) (*Repaired, error) {
	return nil, errors.ErrUnsupported
}
