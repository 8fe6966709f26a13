package partnering

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"time"

	"entente/scheduler"
)

// Why a run ends before its time.
var (
	errStopped   = errors.New("stopped by an organiser")
	errLeaseLost = errors.New("another process has the run")
)

// endWithin is how long writing a run's end may take, however the run ended.
const endWithin = time.Minute

// explainWithin is how long the reasons of a stopped run may take.
const explainWithin = 5 * time.Second

// mostPoints is the most points of progress that are kept.
const mostPoints = 300

// execution carries out one run.
type execution struct {
	*Runner
	live *liveRun
}

// carryOut poses the event, solves it and keeps the result as a draft, while
// the lease is renewed. Whatever happens, the run ends.
func (e *execution) carryOut(ctx context.Context) error {
	var watch sync.WaitGroup
	watchCtx, enough := context.WithCancel(ctx)
	watch.Go(func() { e.watch(watchCtx) })
	result, err := e.solve(ctx)
	enough()
	watch.Wait()
	if errors.Is(context.Cause(ctx), errLeaseLost) {
		return errLeaseLost
	}
	endCtx, done := context.WithTimeout(context.WithoutCancel(ctx), endWithin)
	defer done()
	if err == nil {
		if ctx.Err() != nil {
			result.explainLate(endCtx)
		}
		err = e.keep(endCtx, result, ctx.Err() != nil)
	}
	if err != nil {
		return errors.Join(err, e.fail(endCtx, err))
	}
	return nil
}

// solved is what a run made.
type solved struct {
	posed    *posed
	schedule *scheduler.Schedule
}

func (e *execution) solve(ctx context.Context) (solved, error) {
	run, _ := e.live.look()
	n, err := loadSnapshot(context.WithoutCancel(ctx), e.service.store, run.EventID)
	if err != nil {
		return solved{}, fmt.Errorf("read the event: %w", err)
	}
	how := posing{count: true, published: run.Options.KeepPublished}
	if n.event.Phase == PhaseLive {
		how.begun = e.service.clock.Now()
	}
	p := n.pose(how)
	var file bytes.Buffer
	if err := scheduler.WriteProblem(&file, p.problem); err != nil {
		return solved{}, err
	}
	if err := e.update(context.WithoutCancel(ctx), func(r *Run) { r.Problem = file.Bytes() }); err != nil {
		return solved{}, err
	}
	if err := p.valid(); err != nil {
		return solved{}, err
	}
	schedule, err := e.search(ctx, p.problem, run.Options)
	if err != nil {
		return solved{}, fmt.Errorf("solve the event: %w", err)
	}
	return solved{posed: p, schedule: schedule}, nil
}

// search calls the solver, whose faults end the run and not the process.
func (e *execution) search(ctx context.Context, p *scheduler.Problem, o RunOptions) (s *scheduler.Schedule, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			e.service.log.ErrorContext(ctx, "the solver failed", "fault", fault, "stack", string(debug.Stack()))
			err = Errorf(CodeInternal, "a fault of the solver; it was logged with the run's id: send the run's problem file to its makers")
		}
	}()
	return scheduler.Solve(ctx, p, e.options(o))
}

// explainLate gives a result that was stopped, and so came without reasons,
// those that can be found in a moment.
func (s solved) explainLate(ctx context.Context) {
	ctx, done := context.WithTimeout(ctx, explainWithin)
	defer done()
	if told, err := scheduler.Explain(ctx, s.posed.problem, s.schedule); err == nil {
		s.schedule.Unscheduled = told
	}
}

func (e *execution) options(o RunOptions) scheduler.Options {
	return scheduler.Options{
		Limit: time.Duration(o.Seconds) * time.Second, Iterations: o.Iterations, Seed: o.Seed,
		Threads: max(1, runtime.GOMAXPROCS(0)-1), Progress: e.progress,
	}
}

// progress adds a point to the run's curve.
func (e *execution) progress(p scheduler.Progress) {
	point := RunPoint{Elapsed: p.Elapsed, Phase: p.Phase, Placed: p.Score.Placed, Weight: int64(p.Score.Weight), Breaks: p.Score.Breaks}
	if p.Bound.Weight != nil {
		point.Bound = int64(*p.Bound.Weight)
	}
	e.live.change(func(r *Run) {
		r.Progress = thinned(append(r.Progress, point))
		r.Score, r.Bound = figures(p.Score), bounds(p.Bound)
	})
}

// thinned halves a curve that has grown too long, and keeps its ends.
func thinned(points []RunPoint) []RunPoint {
	if len(points) <= mostPoints {
		return points
	}
	kept := points[:0]
	for i, p := range points {
		if i%2 == 0 || i == len(points)-1 {
			kept = append(kept, p)
		}
	}
	return kept
}

// watch renews the lease, writes the curve and looks whether another process
// was asked to stop the run.
func (e *execution) watch(ctx context.Context) {
	row, lease := time.NewTicker(rowEvery), time.NewTicker(leaseRenew)
	defer row.Stop()
	defer lease.Stop()
	run, _ := e.live.look()
	for {
		select {
		case <-ctx.Done():
			return
		case <-lease.C:
			err := e.service.store.RenewLease(ctx, run.ID, e.owner, e.service.clock.Now().Add(leaseFor))
			if ErrorCode(err) == CodeConflict {
				e.live.stop(errLeaseLost)
			}
		case <-row.C:
			if err := e.update(ctx, func(*Run) {}); err != nil && ctx.Err() == nil {
				e.service.log.WarnContext(ctx, "write a run's progress", "run", run.ID, "error", err)
			}
		}
	}
}

// update writes the run's progress and the change into its row.
func (e *execution) update(ctx context.Context, how func(*Run)) error {
	return e.service.store.Tx(ctx, func(st Store) error {
		run, err := e.row(ctx, st)
		if err != nil {
			return err
		}
		if run.Options.Stop {
			e.live.stop(errStopped)
		}
		how(&run)
		return st.UpdateRun(ctx, &run)
	})
}

// row reads the run's row, with the progress made since; errLeaseLost when
// the run is not this process's any more.
func (e *execution) row(ctx context.Context, st Store) (Run, error) {
	now, _ := e.live.look()
	run, err := st.RunByID(ctx, now.ID)
	if err != nil {
		return Run{}, err
	}
	if run.State != RunRunning || run.LeaseOwner != e.owner {
		e.live.stop(errLeaseLost)
		return Run{}, errLeaseLost
	}
	run.Progress, run.Score, run.Bound = now.Progress, now.Score, now.Bound
	return run, nil
}

// keep makes a draft of the result and ends the run, in one transaction.
func (e *execution) keep(ctx context.Context, result solved, stopped bool) error {
	meetings, unscheduled := result.meetings(), result.explain()
	var file bytes.Buffer
	if err := scheduler.WriteSchedule(&file, result.schedule); err != nil {
		return err
	}
	return e.finish(ctx, func(st Store, run *Run) error {
		now := e.service.clock.Now()
		draft := Draft{ID: NewID(), EventID: run.EventID, Name: either(run.Options.Name, "Run of "+result.posed.event.at(now)),
			RunID: run.ID, Base: result.posed.version.Number, CreatedAt: now}
		if err := st.CreateDraft(ctx, &draft, meetings, unscheduled); err != nil {
			return fmt.Errorf("keep the draft: %w", err)
		}
		run.State, run.DraftID, run.Status = RunDone, draft.ID, string(result.schedule.Status)
		if stopped {
			run.State = RunCancelled
		}
		run.Score, run.Bound, run.Schedule = figures(result.schedule.Score), bounds(result.schedule.Bound), file.Bytes()
		return nil
	})
}

// fail ends a run that made nothing.
func (e *execution) fail(ctx context.Context, why error) error {
	if errors.Is(why, errLeaseLost) {
		return nil
	}
	return e.finish(ctx, func(_ Store, run *Run) error {
		run.State, run.Error = RunFailed, why.Error()
		return nil
	})
}

// finish writes the run's end, and tells the subscribers when it is written.
func (e *execution) finish(ctx context.Context, how func(Store, *Run) error) error {
	var run Run
	err := e.service.store.Tx(ctx, func(st Store) error {
		var err error
		if run, err = e.row(ctx, st); err != nil {
			return err
		}
		run.EndedAt = e.service.clock.Now()
		if err := how(st, &run); err != nil {
			return err
		}
		return st.UpdateRun(ctx, &run)
	})
	if err != nil {
		return fmt.Errorf("end run %s: %w", run.ID, err)
	}
	run.Problem, run.Schedule = nil, nil
	e.live.change(func(r *Run) { *r = run })
	return nil
}

// meetings are those of the result, seated where the solver counted tables.
func (s solved) meetings() []Meeting {
	meetings := make([]Meeting, 0, len(s.schedule.Meetings))
	for _, m := range s.schedule.Meetings {
		meetings = append(meetings, s.posed.toMeeting(m))
	}
	if s.posed.counted {
		meetings = s.posed.seat(meetings, s.posed.published)
	}
	return meetings
}

func figures(s scheduler.Score) Figures {
	return Figures{
		MandatoryUnplaced: s.MandatoryUnplaced, FloorShortfall: s.FloorShortfall, Weight: int64(s.Weight), Placed: s.Placed,
		Moved: s.Moved, Breaks: s.Breaks, IdleSlots: s.IdleSlots, TableChanges: s.TableChanges, Comfort: int64(s.Comfort),
	}
}

func bounds(b scheduler.Bounds) Bounds {
	known := Bounds{MandatoryUnplaced: b.MandatoryUnplaced, FloorShortfall: b.FloorShortfall, Placed: b.Placed, Moved: b.Moved, Breaks: b.Breaks}
	if b.Weight != nil {
		weight := int64(*b.Weight)
		known.Weight = &weight
	}
	return known
}
