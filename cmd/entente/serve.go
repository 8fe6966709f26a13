package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"golang.org/x/sync/errgroup"

	"entente/api"
	"entente/frontend"
)

type serveCommand struct {
	serverSettings
}

// Help shows an example.
func (serveCommand) Help() string {
	return "Example: entente serve --data ./entente-data --addr 127.0.0.1:8080\n\n" +
		"Every flag can be set by the environment too, such as ENTENTE_ADDR, or in a file given with --config."
}

// Run serves until it is told to stop.
func (s *serveCommand) Run(ctx context.Context, c console) error {
	app, err := s.open(ctx, c.err)
	if err != nil {
		return err
	}
	defer app.close()
	return app.serve(ctx, s.serverSettings, func(address string) {
		fmt.Fprintf(c.err, "Entente is served at %s (listening on %s). Stop it with Ctrl-C.\n", app.baseURL, address)
	})
}

func (a *application) close() {
	if err := a.db.Close(); err != nil {
		a.log.Error("close the database", "error", err)
	}
}

// grace is how long calls under way may take once the process is told to stop.
const grace = 10 * time.Second

// serve runs the HTTP server, the solver's runner and the cron table until ctx
// is done; ready is called with the address once it listens.
func (a *application) serve(ctx context.Context, s serverSettings, ready func(address string)) error {
	files, err := frontend.Files()
	if err != nil {
		return err
	}
	handler, err := api.New(api.Config{Service: a.service, Store: a.db, App: files, Log: a.log, BaseURL: a.baseURL,
		Ready: a.db.Ready, Shutdown: ctx, Version: version,
		Limits: api.Limits{AccountPerSecond: s.AccountRate, SignInPerMinute: s.SignInRate}})
	if err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", s.Addr)
	if err != nil {
		return fmt.Errorf("listen on %s: %w; choose another address with --addr", s.Addr, err)
	}
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute}
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return a.service.Run(ctx) })
	group.Go(func() error { return a.tick(ctx, s.Tick) })
	group.Go(func() error {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			return err
		}
		return nil
	})
	group.Go(func() error {
		<-ctx.Done()
		stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
		defer cancel()
		return server.Shutdown(stopping)
	})
	ready(listener.Addr().String())
	return group.Wait()
}
