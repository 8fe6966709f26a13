package api

import (
	"context"
	"errors"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"
	"github.com/labstack/echo/v4"

	"entente/partnering"
)

var errNotWired = errors.New("not wired yet")

// server holds what the handlers need.
type server struct {
	svc     *partnering.Service
	baseURL string
	limits  *limits
	stop    context.Context // done when the process shuts down
}

type limits struct{}

func (l *limits) allowAddress(string) error { return nil }

func (s *server) startSession(context.Context, string) error { return errNotWired }

func (s *server) endSession(context.Context) error { return errNotWired }

type actorKey struct{}

// actor is who calls, put into the context by the session middleware.
func actor(ctx context.Context) partnering.Actor {
	by, _ := ctx.Value(actorKey{}).(partnering.Actor)
	return by
}

// untilShutdown ends the context with the process.
func (s *server) untilShutdown(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(ctx)
	unhook := context.AfterFunc(s.stop, cancel)
	return ctx, func() { unhook(); cancel() }
}

// writeProblem answers an error before a stream starts.
func (s *server) writeProblem(api huma.API, c huma.Context, err error) {
	var problem *Problem
	if !errors.As(translate(c.Context(), err), &problem) {
		problem = newProblem(http.StatusInternalServerError, "a fault on our side")
	}
	c.SetHeader("Content-Type", problem.ContentType(""))
	c.SetStatus(problem.Status)
	_ = api.Marshal(c.BodyWriter(), "application/json", problem)
}

// register binds every route of the table.
func (s *server) register(e *echo.Echo) huma.API {
	config := huma.DefaultConfig("Entente", "1")
	config.CreateHooks = nil
	config.DocsPath = ""
	config.SchemasPath = ""
	api := humaecho.New(e, config)
	for _, r := range s.routes() {
		r.bind(api, r.op)
	}
	return api
}

// OpenAPI returns the document of the API as indented JSON, the same bytes at each call.
func OpenAPI() ([]byte, error) {
	huma.DefaultArrayNullable = false
	s := &server{}
	return s.register(echo.New()).OpenAPI().MarshalJSON()
}
