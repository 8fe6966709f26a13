package store

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"time"

	"entente/partnering"
)

// Backup writes a copy of the database, as it is at one instant, to a new file.
// CodeConflict when the file is there already, CodeInvalid on PostgreSQL, whose
// own tools do this.
func (db *DB) Backup(ctx context.Context, path string) error {
	if db.engine.queue == nil {
		return partnering.Errorf(partnering.CodeInvalid, "a PostgreSQL database is backed up with pg_dump")
	}
	if _, err := os.Stat(path); err == nil {
		return partnering.Errorf(partnering.CodeConflict, "%s is there already: name a new file", path)
	}
	// A connection of its own: those of the pool refuse to write, to any file.
	source, err := sql.Open("sqlite", fileURI(db.engine.file, time.Second, url.Values{"mode": {"ro"}}))
	if err != nil {
		return err
	}
	if _, err := source.ExecContext(ctx, "VACUUM INTO ?", path); err != nil {
		return joinClose(fmt.Errorf("back up to %s: %w", path, translate(err)), source)
	}
	return source.Close()
}
