package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"time"

	driver "modernc.org/sqlite"

	"entente/partnering"
)

// copyOf writes the backup to a new file in the folder and looks it over.
func copyOf(ctx context.Context, backup, folder string) (string, error) {
	file, err := os.CreateTemp(folder, "restore-*.db")
	if err != nil {
		return "", err
	}
	name := file.Name()
	err = file.Close()
	if err == nil {
		err = vacuumInto(ctx, backup, name)
	}
	if err == nil {
		err = soundness(ctx, name)
	}
	if err == nil {
		err = syncFile(name)
	}
	if err != nil {
		return "", errors.Join(err, os.Remove(name))
	}
	return name, nil
}

func vacuumInto(ctx context.Context, from, to string) error {
	options := url.Values{"mode": {"ro"}}
	if _, err := os.Stat(from + "-wal"); errors.Is(err, os.ErrNotExist) {
		options.Set("immutable", "1")
	}
	source, err := sql.Open("sqlite", fileURI(from, time.Second, options))
	if err != nil {
		return err
	}
	if _, err := source.ExecContext(ctx, "VACUUM INTO ?", to); err != nil {
		return joinClose(readFailure(err), source)
	}
	return source.Close()
}

// soundness has the database look for damaged pages and for rows that refer to none.
func soundness(ctx context.Context, path string) error {
	pool, err := sql.Open("sqlite", looker(path))
	if err != nil {
		return err
	}
	defer pool.Close()
	var found string
	if err := pool.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&found); err != nil {
		return readFailure(err)
	}
	if found != "ok" {
		return damaged(errors.New(found))
	}
	var orphans int
	if err := pool.QueryRowContext(ctx, "SELECT count(*) FROM pragma_foreign_key_check").Scan(&orphans); err != nil {
		return readFailure(err)
	}
	if orphans > 0 {
		return damaged(fmt.Errorf("%d rows refer to rows that are not there", orphans))
	}
	return nil
}

// readFailure tells damage from a disk that is full or busy.
func readFailure(err error) error {
	if isDamage(err) {
		return damaged(err)
	}
	return translate(err)
}

func isDamage(err error) bool {
	var lite *driver.Error
	return errors.As(err, &lite) && lite.Code()&0xff == sqliteCorrupt
}

func damaged(err error) error {
	return &partnering.Error{Code: partnering.CodeInvalid, Message: "the backup is damaged: restore an older one", Err: err}
}

// replace moves the new file to path in one step. The write-ahead log of the
// database that it replaces has to go first: it would be taken for the new one's.
func replace(ctx context.Context, fresh, path string) error {
	if err := closeLog(ctx, path); err != nil {
		return err
	}
	for _, suffix := range []string{"-wal", "-shm", "-journal"} {
		if err := os.Remove(path + suffix); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	if err := os.Rename(fresh, path); err != nil {
		return err
	}
	syncFolder(filepath.Dir(path))
	return nil
}

// closeLog writes the log of a database that nobody has open into it and ends
// the log. What is no database has none.
func closeLog(ctx context.Context, path string) error {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	options := url.Values{"mode": {"rw"}, "_pragma": {"locking_mode(EXCLUSIVE)"}}
	pool, err := sql.Open("sqlite", fileURI(path, time.Second, options))
	if err != nil {
		return err
	}
	pool.SetMaxOpenConns(1)
	var mode string
	err = pool.QueryRowContext(ctx, "PRAGMA journal_mode = DELETE").Scan(&mode)
	busy := partnering.ErrorCode(translate(err)) == partnering.CodeBusy || (err == nil && mode != "delete")
	if err := pool.Close(); err != nil {
		return err
	}
	if busy {
		return partnering.Errorf(partnering.CodeConflict, "%s is in use: stop the server first", path)
	}
	return ctx.Err()
}

// syncFile has the system write the file to the disk.
func syncFile(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return joinClose(file.Sync(), file)
}

// syncFolder has the system write a file's new name to the disk, where it can.
func syncFolder(path string) {
	folder, err := os.Open(path)
	if err != nil {
		return
	}
	_ = joinClose(folder.Sync(), folder)
}
