package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/sse"
)

// heartbeat is how often a silent stream says that it lives, so that proxies keep it open.
const heartbeat = 15 * time.Second

// RunEvent is one message of a run's progress: the run as it is now.
type RunEvent struct{ Run }

// Alive is sent while nothing else is.
type Alive struct{}

// progressRoute streams a run's progress. Role and existence are checked by
// the middleware that huma runs before the stream starts.
func (s *server) progressRoute() route {
	op := huma.Operation{
		Method: http.MethodGet, Path: prefix + "/events/{event}/runs/{id}/progress", OperationID: "watch-run",
		Summary: "Progress as server-sent events", Description: "For " + string(organisers) + ".",
	}
	return route{op: op, who: organisers, bind: func(api huma.API, op huma.Operation) {
		op.Middlewares = append(op.Middlewares, func(c huma.Context, next func(huma.Context)) {
			if _, err := s.svc.RunByID(c.Context(), actor(c.Context()), c.Param("id")); err != nil {
				writeProblem(api, c, err)
				return
			}
			next(c)
		})
		sse.Register(api, op, map[string]any{"run": RunEvent{}, "alive": Alive{}}, s.streamProgress)
	}}
}

func (s *server) streamProgress(ctx context.Context, in *IDPath, send sse.Sender) {
	ctx, stop := s.untilShutdown(ctx)
	defer stop()
	runs, err := s.svc.WatchRun(ctx, actor(ctx), in.ID)
	if err != nil {
		return
	}
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for {
		select {
		case run, open := <-runs:
			if !open || send.Data(RunEvent{toRun(run)}) != nil {
				return
			}
		case <-beat.C:
			if send.Data(Alive{}) != nil {
				return
			}
		case <-ctx.Done():
			return
		}
	}
}
