package partnering

import "time"

// RunState is where a solver run stands.
type RunState string

// The states of a run. Cancelled runs keep their best as a draft.
const (
	RunQueued    RunState = "queued"
	RunRunning   RunState = "running"
	RunDone      RunState = "done"
	RunCancelled RunState = "cancelled"
	RunFailed    RunState = "failed"
)

// RunOptions are what an organiser asks of a run.
type RunOptions struct {
	Seconds       int   // wall time; 0 with Iterations 0 means 10
	Iterations    int64 // instead of Seconds, for a reproducible result
	Seed          int64 // 0 means 1
	Name          string
	KeepPublished bool // prefer the published placements (goal "moved")
	Stop          bool // an organiser asked the process that carries it out to stop
}

// Figures are the values of a schedule's goals, in the solver's words.
type Figures struct {
	MandatoryUnplaced int
	FloorShortfall    int
	Weight            int64
	Placed            int
	Moved             int
	Breaks            int
	IdleSlots         int
	TableChanges      int
	Comfort           int64
}

// Bounds are what no schedule can beat, level by level; nil where nothing is known.
type Bounds struct {
	MandatoryUnplaced *int
	FloorShortfall    *int
	Weight            *int64
	Placed            *int
	Moved             *int
	Breaks            *int
}

// Run is one call of the solver.
type Run struct {
	ID         string
	EventID    string
	State      RunState
	Options    RunOptions
	Status     string // the solver's word: optimal, feasible, infeasible, unknown
	Score      Figures
	Bound      Bounds
	Progress   []RunPoint // the live curve so far, oldest first
	DraftID    string
	Error      string
	Problem    []byte // the problem file as it went in
	Schedule   []byte // the schedule file as it came out
	AccountID  string
	CreatedAt  time.Time
	StartedAt  time.Time // zero: not yet
	EndedAt    time.Time // zero: not yet
	LeaseOwner string
	LeaseUntil time.Time
	Version    int64
}

// RunPoint is one point of a run's progress.
type RunPoint struct {
	Elapsed time.Duration
	Phase   string
	Placed  int
	Weight  int64
	Bound   int64
	Breaks  int
}

// Ended says whether the run is over.
func (r Run) Ended() bool {
	return r.State == RunDone || r.State == RunCancelled || r.State == RunFailed
}
