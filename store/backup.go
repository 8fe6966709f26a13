package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"time"

	"entente/partnering"
)

// Backup writes a copy of the database, as it is at one instant, to a new file
// that only its owner reads. CodeConflict when the file is there already,
// CodeInvalid on PostgreSQL, whose own tools do this.
func (db *DB) Backup(ctx context.Context, path string) error {
	if db.engine.queue == nil {
		return partnering.Errorf(partnering.CodeInvalid, "a PostgreSQL database is backed up with pg_dump")
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, os.ErrExist) {
		return partnering.Errorf(partnering.CodeConflict, "%s is there already: name a new file", path)
	}
	if err != nil {
		return partnering.Errorf(partnering.CodeInvalid, "the backup cannot be written: %v", err)
	}
	err = file.Close()
	if err == nil {
		err = db.copyInto(ctx, path)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("back up to %s: %w", path, err), os.Remove(path))
	}
	return nil
}

// copyInto writes to an empty file by a connection of its own: those of the
// pool refuse to write, to any file.
func (db *DB) copyInto(ctx context.Context, path string) error {
	source, err := sql.Open("sqlite", fileURI(db.engine.file, time.Second, url.Values{"mode": {"ro"}}))
	if err != nil {
		return err
	}
	_, err = source.ExecContext(ctx, "VACUUM INTO ?", path)
	return joinClose(translate(err), source)
}
