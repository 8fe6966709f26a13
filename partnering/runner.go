package partnering

import (
	"context"
	"sync"
	"time"
)

// How a run is held and how often it is looked at.
const (
	leaseFor   = 15 * time.Second
	leaseRenew = 5 * time.Second
	rowEvery   = time.Second
)

// Runner carries out queued solver runs, one at a time, under a lease that it
// renews, and tells subscribers how a run goes.
type Runner struct {
	service *Service
	owner   string
	wake    chan struct{}

	mu   sync.Mutex
	live map[string]*liveRun
	news chan struct{} // closed, and made anew, when a run begins
}

func newRunner(s *Service) *Runner {
	return &Runner{service: s, owner: NewID(), wake: make(chan struct{}, 1), live: map[string]*liveRun{}, news: make(chan struct{})}
}

// Run works until ctx is done; then it stops the run under way, which keeps
// its best as a draft, and returns.
func (s *Service) Run(ctx context.Context) error {
	return s.runner.work(ctx)
}

func (r *Runner) work(ctx context.Context) error {
	tick := time.NewTicker(leaseRenew)
	defer tick.Stop()
	for ctx.Err() == nil {
		r.failLapsed(ctx)
		if r.carryOutNext(ctx) {
			continue
		}
		select {
		case <-ctx.Done():
		case <-r.wake:
		case <-tick.C:
		}
	}
	return nil
}

// rouse lets the runner look for a queued run.
func (r *Runner) rouse() {
	select {
	case r.wake <- struct{}{}:
	default:
	}
}

// failLapsed ends the runs of processes that died.
func (r *Runner) failLapsed(ctx context.Context) {
	lapsed, err := r.service.store.FailLapsed(ctx, r.service.clock.Now())
	if err != nil && ctx.Err() == nil {
		r.service.log.ErrorContext(ctx, "look for lapsed runs", "error", err)
	}
	for _, run := range lapsed {
		r.service.log.WarnContext(ctx, "run failed: its process stopped", "run", run.ID)
	}
}

// carryOutNext carries out the oldest queued run and says whether there was one.
func (r *Runner) carryOutNext(ctx context.Context) bool {
	now := r.service.clock.Now()
	run, found, err := r.service.store.NextRun(ctx, r.owner, now, now.Add(leaseFor))
	if err != nil && ctx.Err() == nil {
		r.service.log.ErrorContext(ctx, "look for a queued run", "error", err)
	}
	if err != nil || !found {
		return false
	}
	runCtx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	l := r.begin(run, stop)
	defer r.end(l)
	e := &execution{Runner: r, live: l}
	if err := e.carryOut(runCtx); err != nil {
		r.service.log.ErrorContext(ctx, "run failed", "run", run.ID, "error", err)
	}
	return true
}

// liveRun is a run under way in this process, as its subscribers see it.
type liveRun struct {
	mu      sync.Mutex
	run     Run
	changed chan struct{} // closed, and made anew, at each change
	stop    context.CancelCauseFunc
}

func (r *Runner) begin(run Run, stop context.CancelCauseFunc) *liveRun {
	l := &liveRun{run: run, changed: make(chan struct{}), stop: stop}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.live[run.ID] = l
	close(r.news)
	r.news = make(chan struct{})
	return l
}

// end takes the run, which is over, out of those under way.
func (r *Runner) end(l *liveRun) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.live, l.run.ID)
	l.change(func(*Run) {})
}

// find returns the run under way, or nil, and a channel that closes when another begins.
func (r *Runner) find(id string) (*liveRun, <-chan struct{}) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.live[id], r.news
}

// change changes the run and tells the subscribers.
func (l *liveRun) change(how func(*Run)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	how(&l.run)
	close(l.changed)
	l.changed = make(chan struct{})
}

// look returns the run as it is, and a channel that closes when it changes.
func (l *liveRun) look() (Run, <-chan struct{}) {
	l.mu.Lock()
	defer l.mu.Unlock()
	run := l.run
	run.Progress = append([]RunPoint(nil), run.Progress...)
	return run, l.changed
}
