package store

import (
	"context"
	"errors"
	"fmt"

	"entente/partnering"
)

// DB is an open database. It is safe for concurrent use.
type DB struct {
	tables
}

var _ partnering.Store = (*DB)(nil)

// Open opens the database that the configuration names; a missing SQLite file
// is made, empty. It returns CodeInvalid when the configuration names none or
// something that is no database of this program, and CodeConflict, naming both
// versions and without a change to it, when a newer program made it.
func Open(ctx context.Context, c Config) (*DB, error) {
	c = c.withDefaults()
	open := openSQLite
	switch {
	case c.postgres():
		open = openPostgres
	case c.DSN != "":
		return nil, partnering.Errorf(partnering.CodeInvalid, "the database %q is not supported: name a file, or a PostgreSQL database as postgres://user@host/name", c.DSN)
	case c.Path == "":
		return nil, partnering.Errorf(partnering.CodeInvalid, "no database is named: give the path of a file or a postgres:// address")
	}
	e, err := open(ctx, c)
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	return &DB{tables{engine: e}}, nil
}

// Close ends every connection; what is under way fails.
func (db *DB) Close() error {
	return db.engine.close()
}

// Ready returns nil when the database answers and has the schema of this
// program, else why not.
func (db *DB) Ready(ctx context.Context) error {
	version, err := db.SchemaVersion(ctx)
	if err != nil {
		return err
	}
	known, err := db.engine.knownVersion()
	if err != nil {
		return err
	}
	if version != known {
		return partnering.Errorf(partnering.CodeConflict, "the database has schema version %d, this program needs %d: run entente migrate", version, known)
	}
	return nil
}

// Tx runs f in one write transaction, as partnering.Store says. Writers go one
// after the other: on SQLite there is one connection that writes, on PostgreSQL
// the transaction takes an advisory lock that all others of Tx wait for. A Tx
// inside a Tx joins it: an error of the inner one undoes the inner one's
// changes, and the outer function decides what becomes of the rest.
func (t *tables) Tx(ctx context.Context, f func(partnering.Store) error) error {
	if t.tx != nil {
		return t.change(ctx, func(change) error { return f(t) })
	}
	return t.engine.transact(ctx, true, func(c change) error {
		return f(&tables{engine: t.engine, tx: c.DB})
	})
}

func (e *engine) close() error {
	var faults []error
	for _, pool := range e.pools {
		faults = append(faults, pool.Close())
	}
	return errors.Join(faults...)
}
