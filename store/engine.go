package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/pressly/goose/v3"
	"gorm.io/gorm"

	"entente/partnering"
)

// engine is one open database, whichever kind it is.
type engine struct {
	dialect
	read, write *gorm.DB
	pools       []*sql.DB     // to close, in this order
	writer      *sql.DB       // for migrations
	file        string        // of SQLite
	dsn         string        // of PostgreSQL
	queue       chan struct{} // holds the one place of SQLite's writer; nil: writers need not queue here

	folder       string // of the migrations
	goose        goose.Dialect
	gooseOptions []goose.ProviderOption
	versionTable string // counts the tables that keep the schema version
}

// tables is the Store over an engine, or within one of its transactions.
type tables struct {
	engine *engine
	tx     *gorm.DB // nil outside a transaction
}

// change is a transaction under way with the ways of its database.
type change struct {
	*gorm.DB
	dialect
}

// from returns where to read: the transaction under way, else the readers.
func (t *tables) from(ctx context.Context) *gorm.DB {
	if t.tx != nil {
		return t.tx.WithContext(ctx)
	}
	return t.engine.read.WithContext(ctx)
}

// change runs f so that all of its changes happen or none: in a transaction of
// its own, or at a savepoint of the one under way, which stays usable when f fails.
func (t *tables) change(ctx context.Context, f func(change) error) error {
	if t.tx == nil {
		return t.engine.transact(ctx, false, f)
	}
	tx := t.tx.WithContext(ctx)
	if err := tx.Exec("SAVEPOINT step").Error; err != nil {
		return err
	}
	if err := f(change{tx, t.engine.dialect}); err != nil {
		tx.Exec("ROLLBACK TO SAVEPOINT step")
		tx.Exec("RELEASE SAVEPOINT step")
		return err
	}
	return tx.Exec("RELEASE SAVEPOINT step").Error
}

// transact runs f in a transaction; a serial one waits for the other serial ones.
func (e *engine) transact(ctx context.Context, serial bool, f func(change) error) error {
	leave, err := e.enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	tx := e.write.WithContext(ctx).Begin()
	if tx.Error != nil {
		return fmt.Errorf("begin: %w", tx.Error)
	}
	defer tx.Rollback() // after a commit it does nothing
	if serial {
		if err := e.serialise(tx); err != nil {
			return err
		}
	}
	if err := f(change{tx, e.dialect}); err != nil {
		return err
	}
	if err := tx.Commit().Error; err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

// enter waits for the place of the one writer, first come first served.
func (e *engine) enter(ctx context.Context) (leave func(), err error) {
	if e.queue == nil {
		return func() {}, nil
	}
	timeout := time.NewTimer(queueTimeout)
	defer timeout.Stop()
	select {
	case e.queue <- struct{}{}:
		return func() { <-e.queue }, nil
	case <-ctx.Done():
		return nil, fmt.Errorf("wait to write: %w", context.Cause(ctx))
	case <-timeout.C:
		return nil, partnering.Errorf(partnering.CodeBusy, "the store has been busy for %s; try again in a moment", queueTimeout)
	}
}

// joinClose closes and keeps the first error.
func joinClose(err error, c io.Closer) error {
	return errors.Join(err, c.Close())
}
