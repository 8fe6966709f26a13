package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"runtime/debug"
	"strings"
	"time"
)

// chain puts around the routes what each call goes through, outermost first:
// recovery, log, security headers, cross-origin check, session, caller, limits.
func (s *server) chain(routes http.Handler) http.Handler {
	called := s.session.LoadAndSave(s.identify(s.limitSignIn(routes)))
	split := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/api/") {
			called.ServeHTTP(w, r)
			return
		}
		routes.ServeHTTP(w, r)
	})
	origin := http.NewCrossOriginProtection()
	origin.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		writeError(w, r, newProblem(http.StatusForbidden, "this call comes from another site's page; use the app itself, or a token"))
	}))
	return s.recovered(s.logged(secured(origin.Handler(split))))
}

// writeError answers an error as a problem.
func writeError(w http.ResponseWriter, r *http.Request, err error) {
	problem := problemOf(r.Context(), err)
	for name, values := range problem.GetHeaders() {
		w.Header()[name] = values
	}
	w.Header().Set("Content-Type", problem.ContentType(""))
	w.WriteHeader(problem.Status)
	_ = json.NewEncoder(w).Encode(problem)
}

func (s *server) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			fault := recover()
			if err, is := fault.(error); fault == nil || is && errors.Is(err, http.ErrAbortHandler) {
				return
			}
			s.Log.ErrorContext(r.Context(), "panic", "path", r.URL.Path, "fault", fault, "stack", string(debug.Stack()))
			writeError(w, r, newProblem(http.StatusInternalServerError, "a fault on our side; it was logged, try again later"))
		}()
		next.ServeHTTP(w, r)
	})
}

// statusWriter remembers the status for the log.
type statusWriter struct {
	http.ResponseWriter
	status int
}

func (w *statusWriter) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

// Unwrap lets http.ResponseController reach the connection, for streams.
func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func (s *server) logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		started := time.Now()
		watched := &statusWriter{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(watched, r)
		if strings.HasPrefix(r.URL.Path, "/api/") {
			s.Log.InfoContext(context.WithoutCancel(r.Context()), "call", "method", r.Method, "path", r.URL.Path,
				"status", watched.status, "ms", time.Since(started).Milliseconds())
		}
	})
}

// policy lets the app load nothing but its own; styles may be inline, as the
// board places its cards by them.
const policy = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
	"connect-src 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'"

func secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		if strings.HasPrefix(r.URL.Path, "/api/") {
			h.Set("Cache-Control", "no-store")
		}
		next.ServeHTTP(w, r)
	})
}

// limitSignIn counts the calls that need no account, by network address.
func (s *server) limitSignIn(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost && strings.HasPrefix(r.URL.Path, prefix+"/auth/") {
			if err := s.limits.allowNetwork(r); err != nil {
				writeError(w, r, err)
				return
			}
		}
		next.ServeHTTP(w, r)
	})
}
