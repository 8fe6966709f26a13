package scheduler

import "time"

// Options says how long to search and how. The zero value searches for ten
// seconds with seed 1 on all cores.
type Options struct {
	// Limit is the wall time from the call to the return; 0 means ten seconds,
	// unless Iterations is given.
	Limit time.Duration
	// Started is when the time began to run, where reading the problem counts
	// too; zero means the moment of the call.
	Started time.Time
	// Iterations bounds the search by steps instead of time. The result is then
	// a function of problem, seed and iterations alone.
	Iterations int64
	// Seed chooses among equals; 0 means 1.
	Seed int64
	// Threads is how many cores to use; 0 means all. With Iterations it changes
	// how long the search takes and nothing else.
	Threads int
	// Progress is called now and then while the search runs, never at the same
	// time twice.
	Progress func(Progress)
	// SkipReasons leaves out the reasons and repairs of the unscheduled
	// requests; [Explain] gives them later.
	SkipReasons bool
}

// Progress is where a search stands.
type Progress struct {
	Elapsed    time.Duration
	Phase      string // placing, bounding, smoothing, proving, explaining
	Score      Score
	Bound      Bounds
	Iterations int64
}

func (o Options) withDefaults(now time.Time) Options {
	if o.Started.IsZero() {
		o.Started = now
	}
	if o.Limit <= 0 && o.Iterations <= 0 {
		o.Limit = 10 * time.Second
	}
	if o.Seed == 0 {
		o.Seed = 1
	}
	return o
}
