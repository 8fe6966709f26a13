package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/pressly/goose/v3"

	"entente/partnering"
)

// Restore puts a copy of a backup in the place of the database at path, whose
// folder is made when it is missing: whole or not at all. The backup stays as
// it is; one that an older program made is migrated like any older database.
//
// It returns CodeInvalid when the backup is missing, damaged or no database of
// this program, and CodeConflict when a newer program made it, when path is
// there already and force is not set, or when a process has path open.
func Restore(ctx context.Context, backup, path string, force bool) error {
	if (Config{DSN: path}).postgres() {
		return partnering.Errorf(partnering.CodeInvalid, "a PostgreSQL database is restored with pg_restore")
	}
	if err := checkBackup(ctx, backup); err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	if err := checkTarget(backup, path, force); err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return partnering.Errorf(partnering.CodeInvalid, "the folder of the database cannot be made: %v", err)
	}
	fresh, err := copyOf(ctx, backup, filepath.Dir(path))
	if err != nil {
		return fmt.Errorf("restore %s: %w", backup, err)
	}
	defer os.Remove(fresh) // not there any more when all went well
	if err := replace(ctx, fresh, path); err != nil {
		return fmt.Errorf("restore to %s: %w", path, err)
	}
	return nil
}

// checkBackup refuses what is no database of this program or a newer one's.
func checkBackup(ctx context.Context, backup string) error {
	info, err := os.Stat(backup)
	if err != nil {
		return partnering.Errorf(partnering.CodeInvalid, "the backup cannot be read: %v", err)
	}
	if !info.Mode().IsRegular() {
		return partnering.Errorf(partnering.CodeInvalid, "%s is not a file: name one that entente backup wrote", backup)
	}
	pool, err := sql.Open("sqlite", looker(backup))
	if err != nil {
		return err
	}
	defer pool.Close()
	var ours int
	const some = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('events', 'requests', 'versions')"
	if err := pool.QueryRowContext(ctx, some).Scan(&ours); err != nil {
		return refusal(backup, err)
	}
	version, err := schemaVersion(ctx, pool, sqliteVersionTable)
	if err != nil {
		return refusal(backup, err)
	}
	if ours < 3 || version == 0 {
		return unreadable(backup, errors.New("its tables are missing"))
	}
	return refuseNewer(version, sqliteMigrations, goose.DialectSQLite3)
}

// refusal tells a damaged database from what is none.
func refusal(backup string, err error) error {
	if isDamage(err) {
		return damaged(err)
	}
	return unreadable(backup, err)
}

// checkTarget refuses a database that is there, unless forced, and the backup itself.
func checkTarget(backup, path string, force bool) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil
	case err != nil:
		return partnering.Errorf(partnering.CodeInvalid, "%s cannot be replaced: %v", path, err)
	case !info.Mode().IsRegular():
		return partnering.Errorf(partnering.CodeInvalid, "%s is not a file: name one, such as %s", path, filepath.Join(path, "entente.db"))
	case isFile(backup, info):
		return partnering.Errorf(partnering.CodeInvalid, "%s is the backup itself: name another file", path)
	case !force:
		return partnering.Errorf(partnering.CodeConflict, "%s is there already: move it away, or force the restore to replace it", path)
	}
	return nil
}

func isFile(file string, other os.FileInfo) bool {
	info, err := os.Stat(file)
	return err == nil && os.SameFile(info, other)
}
