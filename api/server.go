package api

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"net/http"
	"net/url"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"
	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"entente/partnering"
)

// Config is what the border needs.
type Config struct {
	Service  *partnering.Service
	Store    partnering.AccountStore     // sessions and remembered calls
	App      fs.FS                       // the web app's build, index.html at its root
	Log      *slog.Logger                // ids only; nil discards
	BaseURL  string                      // where the app is reached; https makes cookies secure
	Limits   Limits                      // zero fields take the defaults
	Ready    func(context.Context) error // whether the process can serve; nil: always
	Shutdown context.Context             // done when the process shuts down; nil: never
	Version  string
}

// server holds what the handlers need.
type server struct {
	Config
	svc     *partnering.Service
	baseURL string
	limits  *limiter
	session *sessions
	stop    context.Context
}

// New returns the handler of everything that is served.
func New(c Config) (http.Handler, error) {
	base, err := url.Parse(c.BaseURL)
	if err != nil || base.Host == "" {
		return nil, partnering.Errorf(partnering.CodeInvalid, "base URL %q is no absolute address, such as https://event.example", c.BaseURL)
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Shutdown == nil {
		c.Shutdown = context.Background()
	}
	s := &server{Config: c, svc: c.Service, baseURL: c.BaseURL, stop: c.Shutdown,
		limits: newLimiter(c.Limits), session: newSessions(c.Store, base.Scheme == "https")}
	e := newEcho()
	// The remembered answers stand inside the compression, so that they are kept as they are.
	e.Use(middleware.BodyLimit("64M"), compressed(), echo.WrapMiddleware(s.remember))
	api := s.register(e)
	if err := s.mountRoot(e, api); err != nil {
		return nil, err
	}
	return s.chain(e), nil
}

// newEcho returns an echo that answers its own errors as problems.
func newEcho() *echo.Echo {
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.IPExtractor = echo.ExtractIPDirect()
	e.HTTPErrorHandler = func(err error, c echo.Context) {
		if !c.Response().Committed {
			writeError(c.Response(), c.Request(), err)
		}
	}
	return e
}

// compressed compresses every answer but streams, which it would hold back.
func compressed() echo.MiddlewareFunc {
	return middleware.GzipWithConfig(middleware.GzipConfig{MinLength: 1024, Skipper: func(c echo.Context) bool {
		return strings.HasSuffix(c.Request().URL.Path, "/progress")
	}})
}

// register binds every route of the table.
func (s *server) register(e *echo.Echo) huma.API {
	// Both are the library's only settings that are not part of its Config.
	huma.DefaultArrayNullable = false
	huma.NewError = newHumaError
	config := huma.DefaultConfig("Entente", "1")
	config.Info.Description = "Schedules partnering events: pitch slots, meeting requests, the solver's runs, the published agenda."
	config.CreateHooks = nil
	config.DocsPath, config.SchemasPath, config.OpenAPIPath = "", "", ""
	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"token":   {Type: "http", Scheme: "bearer"},
		"session": {Type: "apiKey", In: "cookie", Name: cookieName},
	}
	api := humaecho.New(e, config)
	for _, r := range s.routes() {
		if r.who != public {
			r.op.Middlewares = append(r.op.Middlewares, signInFirst(api))
		}
		r.bind(api, r.op)
	}
	return api
}

// OpenAPI returns the document of the API as JSON, the same bytes at each call.
func OpenAPI() ([]byte, error) {
	s := &server{}
	return s.register(echo.New()).OpenAPI().MarshalJSON()
}

// untilShutdown ends the context with the process.
func (s *server) untilShutdown(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(ctx)
	unhook := context.AfterFunc(s.stop, cancel)
	return ctx, func() { unhook(); cancel() }
}

// signInFirst refuses whoever is not signed in before the input is looked at.
func signInFirst(api huma.API) func(huma.Context, func(huma.Context)) {
	return func(c huma.Context, next func(huma.Context)) {
		if !actor(c.Context()).SignedIn() {
			writeProblem(api, c, partnering.Errorf(partnering.CodeUnauthenticated, "sign in first"))
			return
		}
		next(c)
	}
}

// writeProblem answers an error before a handler runs.
func writeProblem(api huma.API, c huma.Context, err error) {
	problem := problemOf(c.Context(), err)
	c.SetHeader("Content-Type", problem.ContentType(""))
	c.SetStatus(problem.Status)
	_ = api.Marshal(c.BodyWriter(), "application/json", problem)
}

// problemOf makes a problem of any error, echo's own included.
func problemOf(ctx context.Context, err error) *Problem {
	var own *echo.HTTPError
	if errors.As(err, &own) {
		return newProblem(own.Code, http.StatusText(own.Code))
	}
	var problem *Problem
	errors.As(translate(ctx, err), &problem)
	return problem
}
