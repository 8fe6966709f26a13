package store

import (
	"io"
	"log/slog"
	"runtime"
	"strings"
	"time"
)

// Config says which database to open. The zero value of every field but Path
// and DSN is a sensible default.
type Config struct {
	Path        string        // of the SQLite file; its folder is made when it is missing
	DSN         string        // "postgres://…" for PostgreSQL instead
	Log         *slog.Logger  // slow queries go here, without their values; nil: nowhere
	Readers     int           // connections that read at once; 0: four, or more on a bigger machine
	BusyTimeout time.Duration // how long to wait for a lock that another process holds; 0: five seconds
	SlowQuery   time.Duration // a query that takes longer is logged; 0: a second
}

// queueTimeout is how long a writer waits for the writers of its own process
// before it is told that the store is busy.
const queueTimeout = 30 * time.Second

func (c Config) withDefaults() Config {
	if c.Log == nil {
		c.Log = slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	if c.Readers <= 0 {
		c.Readers = max(4, runtime.NumCPU())
	}
	if c.BusyTimeout <= 0 {
		c.BusyTimeout = 5 * time.Second
	}
	if c.SlowQuery <= 0 {
		c.SlowQuery = time.Second
	}
	return c
}

// postgres says whether the configuration names a PostgreSQL database.
func (c Config) postgres() bool {
	return strings.HasPrefix(c.DSN, "postgres://") || strings.HasPrefix(c.DSN, "postgresql://")
}
