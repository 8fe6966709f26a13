package partnering

import (
	"context"
	"fmt"
	"time"
)

// mostSeconds is the longest that a run may search.
const mostSeconds = 3600

// StartRun queues a solver run; for organisers.
func (s *Service) StartRun(ctx context.Context, by Actor, eventID string, o RunOptions) (Run, error) {
	o, err := o.checked()
	if err != nil {
		return Run{}, err
	}
	run := Run{ID: NewID(), EventID: eventID, State: RunQueued, Options: o, AccountID: by.Account.ID, CreatedAt: s.clock.Now()}
	err = s.store.Tx(ctx, func(st Store) error {
		if _, err := organised(ctx, st, by, eventID, ActPlan); err != nil {
			return err
		}
		slots, err := st.FindSlots(ctx, eventID)
		if err != nil {
			return err
		}
		if len(slots) == 0 {
			return Errorf(CodeConflict, "the event has no slots: add a session to its grid first")
		}
		if err := st.CreateRun(ctx, &run); err != nil {
			return err
		}
		return s.record(ctx, st, by, eventID, "run.start", Subject{Kind: "run", ID: run.ID}, nil, o)
	})
	if err != nil {
		return Run{}, err
	}
	s.runner.rouse()
	return run, nil
}

// checked fills in what is left out, or lists what is wrong.
func (o RunOptions) checked() (RunOptions, error) {
	var f faults
	f.line("name", o.Name, false)
	if o.Seconds < 0 || o.Seconds > mostSeconds {
		f.add("seconds", fmt.Sprint(o.Seconds), "must be from 1 to %d", mostSeconds)
	}
	if o.Iterations < 0 {
		f.add("iterations", fmt.Sprint(o.Iterations), "must be 1 or more")
	}
	if o.Seed < 0 {
		f.add("seed", fmt.Sprint(o.Seed), "must be 1 or more")
	}
	if o.Seconds == 0 && o.Iterations == 0 {
		o.Seconds = 10
	}
	if o.Seed == 0 {
		o.Seed = 1
	}
	o.Stop = false
	return o, Invalid("the run cannot start", f...)
}

// FindRuns lists the runs, newest first; for organisers.
func (s *Service) FindRuns(ctx context.Context, by Actor, eventID string) ([]Run, error) {
	if err := mustOrganise(by, eventID); err != nil {
		return nil, err
	}
	return s.store.FindRuns(ctx, eventID)
}

// RunByID returns a run with its progress; for organisers.
func (s *Service) RunByID(ctx context.Context, by Actor, id string) (Run, error) {
	run, err := organisedRun(ctx, s.store, by, id)
	if live, _ := s.runner.find(id); err == nil && live != nil && !run.Ended() {
		run, _ = live.look()
	}
	return run, err
}

// organisedRun reads a run for an organiser of its event; to the others there is none.
func organisedRun(ctx context.Context, st Store, by Actor, id string) (Run, error) {
	if err := mustSignIn(by); err != nil {
		return Run{}, err
	}
	run, err := st.RunByID(ctx, id)
	if ErrorCode(err) == CodeNotFound || err == nil && !by.Organises(run.EventID) {
		return Run{}, Errorf(CodeNotFound, "there is no run %s", id)
	}
	return run, err
}

// StopRun stops a run and keeps its best as a draft. Stopping one that is over changes nothing.
func (s *Service) StopRun(ctx context.Context, by Actor, id string) (Run, error) {
	var run Run
	err := s.store.Tx(ctx, func(st Store) error {
		var err error
		if run, err = organisedRun(ctx, st, by, id); err != nil || run.Ended() || run.Options.Stop {
			return err
		}
		run.Options.Stop = true
		if run.State == RunQueued {
			run.State, run.EndedAt = RunCancelled, s.clock.Now()
		}
		if err := st.UpdateRun(ctx, &run); err != nil {
			return err
		}
		return s.record(ctx, st, by, run.EventID, "run.stop", Subject{Kind: "run", ID: id}, nil, nil)
	})
	if err != nil {
		return Run{}, err
	}
	if live, _ := s.runner.find(id); live != nil {
		live.stop(errStopped)
	}
	return run, nil
}

// RunFiles returns the problem and schedule files of a run as they went in and came out.
func (s *Service) RunFiles(ctx context.Context, by Actor, id string) ([]byte, []byte, error) {
	if _, err := organisedRun(ctx, s.store, by, id); err != nil {
		return nil, nil, err
	}
	return s.store.RunFiles(ctx, id)
}

// WatchRun returns a channel that gets the run at once and at each progress; it closes when the run
// is over or ctx is done.
func (s *Service) WatchRun(ctx context.Context, by Actor, id string) (<-chan Run, error) {
	run, err := s.RunByID(ctx, by, id)
	if err != nil {
		return nil, err
	}
	out := make(chan Run)
	go func() {
		defer close(out)
		s.watchRun(ctx, run, out)
	}()
	return out, nil
}

// watchRun sends the run at each change: as it is in memory while this process
// carries it out, else as its row is, looked at now and then.
func (s *Service) watchRun(ctx context.Context, run Run, out chan<- Run) {
	look := time.NewTicker(rowEvery)
	defer look.Stop()
	for {
		live, news := s.runner.find(run.ID)
		var changed <-chan struct{}
		if live != nil {
			run, changed = live.look()
		} else if row, err := s.store.RunByID(ctx, run.ID); err == nil {
			run = row
		} else {
			return
		}
		select {
		case out <- run:
		case <-ctx.Done():
			return
		}
		if run.Ended() {
			return
		}
		select {
		case <-changed:
		case <-news:
		case <-look.C:
		case <-ctx.Done():
			return
		}
	}
}
