package sat

// pace steers when to restart, to clean up and to change the manner of
// search. It counts conflicts, never time.
type pace struct {
	conflicts    int64
	propagations int64
	sharpening   int64 // propagations spent on shortening clauses
	decisions    int64
	restarts     int64
	limit        int64 // conflicts at which Solve gives up; negative: never

	fast, slow float64 // moving averages of the levels of learnt clauses
	seenLevels int64   // how many went into them

	stable      bool  // few restarts and steady phases, to find an assignment
	switchAt    int64 // conflicts at which the manner changes
	manners     int64 // how often it did
	restartAt   int64 // no restart before as many conflicts
	luby        int64 // position in Luby's sequence
	cleanAt     int64 // conflicts at which learnt clauses are dropped
	cleanings   int64
	cleanEvery  int64  // how many conflicts more each time until the next
	fixedBefore int    // literals that were fixed at the last cleaning
	midLevels   uint32 // clauses of so few levels last longer
	rephaseAt   int64
	rephasings  int64
}

const (
	keepLevels   = 2 // clauses of so few levels are kept for good
	switchEvery  = 1000
	rephaseEvery = 1000
	stableShare  = 2 // how much longer the steady manner lasts than the other
	lubyUnit     = 512
	restartGap   = 2
	margin       = 1.1 // how much worse than usual recent clauses must be
)

func newPace() pace {
	return pace{limit: -1, switchAt: switchEvery, cleanAt: 1000, cleanEvery: 300, midLevels: 6, rephaseAt: rephaseEvery}
}

// learned counts a clause of so many levels.
func (p *pace) learned(levels uint32) {
	p.conflicts++
	p.seenLevels++
	p.fast += (float64(levels) - p.fast) * rate(p.seenLevels, 1.0/32)
	p.slow += (float64(levels) - p.slow) * rate(p.seenLevels, 1.0/8192)
}

// rate makes the first values of a moving average their plain mean.
func rate(n int64, usual float64) float64 { return max(usual, 1/float64(n)) }

// restartDue says whether to begin again from the assumptions.
func (p *pace) restartDue() bool {
	if p.conflicts < p.restartAt {
		return false
	}
	return p.stable || p.fast > margin*p.slow
}

// restarted sets when the next restart may come.
func (p *pace) restarted() {
	p.restarts++
	if p.stable {
		p.luby++
		p.restartAt = p.conflicts + lubyUnit*lubyTerm(p.luby)
		return
	}
	p.restartAt = p.conflicts + restartGap
}

// lubyTerm returns term n, from 1, of 1 1 2 1 1 2 4 1 1 2 …
func lubyTerm(n int64) int64 {
	k := int64(1)
	for k < n+1 {
		k *= 2
	}
	if k == n+1 {
		return k / 2
	}
	return lubyTerm(n - k/2 + 1)
}

// switchDue changes the manner of search when it is time.
func (p *pace) switchDue() bool {
	if p.conflicts < p.switchAt {
		return false
	}
	p.manners++
	p.stable = !p.stable
	half := (p.manners + 2) / 2
	p.switchAt = p.conflicts + switchEvery*half
	if p.stable {
		p.switchAt = p.conflicts + switchEvery*half*stableShare
	}
	p.luby = 0
	p.restarted()
	return true
}
