package api

import (
	"context"
	"time"

	"entente/partnering"
)

// Run is one call of the solver.
type Run struct {
	ID         string     `json:"id"`
	Name       string     `json:"name"`
	State      string     `json:"state" enum:"queued,running,done,cancelled,failed"`
	Status     string     `json:"status" doc:"The solver's word: optimal, feasible, infeasible, unknown; empty before the end"`
	Value      int64      `json:"value" doc:"Weight of the scheduled requests"`
	Bound      *int64     `json:"bound,omitempty" doc:"No schedule weighs more"`
	Score      Figures    `json:"score"`
	Bounds     Bounds     `json:"bounds"`
	Draft      string     `json:"draft" doc:"The draft that it made, empty before the end"`
	Error      string     `json:"error,omitempty"`
	Seconds    int        `json:"seconds"`
	Iterations int64      `json:"iterations,omitempty"`
	Seed       int64      `json:"seed"`
	Progress   []RunPoint `json:"progress"`
	CreatedAt  time.Time  `json:"created_at"`
	StartedAt  *time.Time `json:"started_at,omitempty"`
	EndedAt    *time.Time `json:"ended_at,omitempty"`
}

// Figures are the values of a schedule's goals.
type Figures struct {
	MandatoryUnplaced int   `json:"mandatory_unplaced"`
	FloorShortfall    int   `json:"floor_shortfall"`
	Weight            int64 `json:"weight"`
	Placed            int   `json:"placed"`
	Moved             int   `json:"moved"`
	Breaks            int   `json:"breaks"`
	IdleSlots         int   `json:"idle_slots"`
	TableChanges      int   `json:"table_changes"`
	Comfort           int64 `json:"comfort"`
}

// Bounds are values that no schedule can beat, where known.
type Bounds struct {
	MandatoryUnplaced *int   `json:"mandatory_unplaced,omitempty"`
	FloorShortfall    *int   `json:"floor_shortfall,omitempty"`
	Weight            *int64 `json:"weight,omitempty"`
	Placed            *int   `json:"placed,omitempty"`
	Moved             *int   `json:"moved,omitempty"`
	Breaks            *int   `json:"breaks,omitempty"`
}

// RunPoint is one point of a run's curve.
type RunPoint struct {
	Seconds float64 `json:"seconds"`
	Phase   string  `json:"phase"`
	Placed  int     `json:"placed"`
	Weight  int64   `json:"weight"`
	Bound   int64   `json:"bound"`
	Breaks  int     `json:"breaks"`
}

// RunInput starts a run.
type RunInput struct {
	Name          string `json:"name,omitempty" maxLength:"120"`
	Seconds       int    `json:"seconds,omitempty" minimum:"1" maximum:"3600"`
	Iterations    int64  `json:"iterations,omitempty" minimum:"1" doc:"Instead of seconds, for a result that can be repeated"`
	Seed          int64  `json:"seed,omitempty" minimum:"1"`
	KeepPublished bool   `json:"keep_published,omitempty" doc:"Move as few published meetings as possible"`
}

func (s *server) runRoutes() []route {
	return tagged("Runs",
		get("/events/{event}/runs", "list-runs", "Solver runs, newest first", organisers, s.listRuns),
		post("/events/{event}/runs", "start-run", "Start a solver run", organisers, s.startRun).accepts(),
		get("/events/{event}/runs/{id}", "read-run", "Read a run", organisers, s.readRun),
		remove("/events/{event}/runs/{id}", "stop-run", "Stop a run and keep its best", organisers, s.stopRun),
		s.progressRoute(),
		get("/events/{event}/runs/{id}/reasons", "read-run-reasons", "What can't all hold, where a run proved that there is no schedule", organisers, s.readRunReasons),
		get("/events/{event}/runs/{id}/problem", "read-run-problem", "The problem file as it went in", organisers, s.readRunProblem),
		get("/events/{event}/runs/{id}/schedule", "read-run-schedule", "The schedule file as it came out", organisers, s.readRunSchedule),
	)
}

func (s *server) listRuns(ctx context.Context, in *EventPath) (*Reply[List[Run]], error) {
	runs, err := s.svc.FindRuns(ctx, actor(ctx), in.Event)
	if err != nil {
		return nil, err
	}
	return whole(runs, toRun), nil
}

func (s *server) startRun(ctx context.Context, in *struct {
	EventPath
	Body RunInput
}) (*Reply[Run], error) {
	r, err := s.svc.StartRun(ctx, actor(ctx), in.Event, in.Body.options())
	if err != nil {
		return nil, err
	}
	return reply(toRun(r)), nil
}

func (s *server) readRun(ctx context.Context, in *IDPath) (*Reply[Run], error) {
	r, err := s.svc.RunByID(ctx, actor(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return reply(toRun(r)), nil
}

func (s *server) stopRun(ctx context.Context, in *IDPath) (*Reply[Run], error) {
	r, err := s.svc.StopRun(ctx, actor(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return reply(toRun(r)), nil
}

func (s *server) readRunReasons(ctx context.Context, in *IDPath) (*Reply[List[Reason]], error) {
	reasons, err := s.svc.RunReasons(ctx, actor(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return whole(reasons, toReason), nil
}

// File is a file as it is stored.
type File struct {
	ContentType string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	Body        []byte
}

func (s *server) readRunProblem(ctx context.Context, in *IDPath) (*File, error) {
	problem, _, err := s.svc.RunFiles(ctx, actor(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return &File{ContentType: "application/json", Body: problem}, nil
}

func (s *server) readRunSchedule(ctx context.Context, in *IDPath) (*File, error) {
	_, schedule, err := s.svc.RunFiles(ctx, actor(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	if len(schedule) == 0 {
		return nil, partnering.Errorf(partnering.CodeConflict, "run %s has no schedule yet; wait until it is over", in.ID)
	}
	return &File{ContentType: "application/json", Body: schedule}, nil
}

func toRun(r partnering.Run) Run {
	return Run{ID: r.ID, Name: r.Options.Name, State: string(r.State), Status: r.Status, Value: r.Score.Weight,
		Bound: r.Bound.Weight, Score: Figures(r.Score), Bounds: Bounds(r.Bound), Draft: r.DraftID, Error: r.Error,
		Seconds: r.Options.Seconds, Iterations: r.Options.Iterations, Seed: r.Options.Seed,
		Progress: each(r.Progress, toRunPoint), CreatedAt: r.CreatedAt, StartedAt: instant(r.StartedAt), EndedAt: instant(r.EndedAt)}
}

func toRunPoint(p partnering.RunPoint) RunPoint {
	return RunPoint{Seconds: p.Elapsed.Seconds(), Phase: p.Phase, Placed: p.Placed, Weight: p.Weight, Bound: p.Bound, Breaks: p.Breaks}
}

func (in RunInput) options() partnering.RunOptions {
	return partnering.RunOptions{Name: in.Name, Seconds: in.Seconds, Iterations: in.Iterations, Seed: in.Seed, KeepPublished: in.KeepPublished}
}
