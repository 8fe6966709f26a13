package main

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/robfig/cron/v3"
)

// tick is the cron table: one line, which lets the service send what is due.
// Cron is a metronome only; when something is due is written in the outbox.
// Of several processes on one database the leader alone ticks.
func (a *application) tick(ctx context.Context, every time.Duration) error {
	log := cronLog{a.log}
	table := cron.New(cron.WithLocation(time.UTC), cron.WithLogger(log),
		cron.WithChain(cron.SkipIfStillRunning(log), cron.Recover(log)))
	_, err := table.AddFunc("@every "+every.String(), func() { a.tickOnce(ctx) })
	if err != nil {
		return fmt.Errorf("tick every %s: %w", every, err)
	}
	table.Start()
	<-ctx.Done()
	<-table.Stop().Done()
	return nil
}

func (a *application) tickOnce(ctx context.Context) {
	release, leads, err := a.db.TryLead(ctx, "tick")
	if err != nil || !leads {
		if err != nil && ctx.Err() == nil {
			a.log.Error("lead the cron table", "error", err)
		}
		return
	}
	defer release()
	if _, err := a.service.Tick(ctx); err != nil && ctx.Err() == nil {
		a.log.Error("tick", "error", err)
	}
}

// cronLog writes cron's words into the process's log.
type cronLog struct{ log *slog.Logger }

func (l cronLog) Info(message string, pairs ...any) { l.log.Debug("cron: "+message, pairs...) }

func (l cronLog) Error(err error, message string, pairs ...any) {
	l.log.Error("cron: "+message, append(pairs, "error", err)...)
}
