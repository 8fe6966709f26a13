package store

import (
	"context"
	"fmt"
	"os"

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
	if err := db.engine.read.WithContext(ctx).Exec("VACUUM INTO ?", path).Error; err != nil {
		return fmt.Errorf("back up to %s: %w", path, err)
	}
	return nil
}
