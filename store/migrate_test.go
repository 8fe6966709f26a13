package store

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/pressly/goose/v3"

	"entente/partnering"
)

// A database is empty before Migrate and ready after it; a second one changes nothing.
func TestMigrate(t *testing.T) {
	ctx := context.Background()
	db, err := Open(ctx, Config{Path: filepath.Join(t.TempDir(), "new folder", "100%? #1.db")})
	ok(t, err)
	t.Cleanup(func() { ok(t, db.Close()) })
	same(t, must(db.SchemaVersion(ctx))(t), 0)
	wantCode(t, db.Ready(ctx), partnering.CodeConflict)
	known := must(knownVersion(sqliteMigrations, goose.DialectSQLite3))(t)
	for range 2 {
		ok(t, db.Migrate(ctx))
		ok(t, db.Ready(ctx))
		same(t, must(db.SchemaVersion(ctx))(t), known)
	}
	fair(t, db)
}

// What is kept is there after the file was closed.
func TestOpenAgain(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "entente.db")
	db, err := Open(ctx, Config{Path: path})
	ok(t, err)
	ok(t, db.Migrate(ctx))
	fair(t, db)
	ok(t, db.Close())
	again := opened(t, Config{Path: path})
	same(t, must(again.EventByID(ctx, "fair"))(t).Name, "Fair")
}

// The steps for both databases have the same numbers and names.
func TestMigrationsAreTwins(t *testing.T) {
	var names [2][]string
	for i, folder := range []string{sqliteMigrations, postgresMigrations} {
		for _, file := range must(fs.ReadDir(migrationFiles, folder))(t) {
			names[i] = append(names[i], file.Name())
		}
	}
	same(t, names[0], names[1])
}

// A database that a newer program made is refused, by both versions, and its
// file stays as it is.
func TestNewerDatabaseIsRefused(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "entente.db")
	db, err := Open(ctx, Config{Path: path})
	ok(t, err)
	ok(t, db.Migrate(ctx))
	ok(t, db.engine.write.Exec("INSERT INTO goose_db_version (version_id, is_applied) VALUES (90001, 1)").Error)
	ok(t, db.Close())
	before := must(os.ReadFile(path))(t)

	_, err = Open(ctx, Config{Path: path})
	wantCode(t, err, partnering.CodeConflict)
	for _, word := range []string{"90001", "versions up to 1"} {
		if !strings.Contains(err.Error(), word) {
			t.Errorf("the error %q does not say %q", err, word)
		}
	}
	if after := must(os.ReadFile(path))(t); !bytes.Equal(before, after) {
		t.Error("the file was changed")
	}
	files := must(os.ReadDir(filepath.Dir(path)))(t)
	same(t, ids(files, func(f os.DirEntry) string { return f.Name() }), []string{"entente.db"})
}

// What is no database of this program is refused and stays as it is.
func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "notes.txt")
	ok(t, os.WriteFile(text, []byte(strings.Repeat("not a database\n", 100)), 0o600))
	for _, tt := range []struct {
		name   string
		config Config
	}{
		{"nothing", Config{}},
		{"a folder", Config{Path: dir}},
		{"a text file", Config{Path: text}},
		{"a file below a file", Config{Path: filepath.Join(text, "entente.db")}},
		{"another kind of database", Config{DSN: "mysql://root@localhost/x"}},
		{"a server that is not there", Config{DSN: "postgres://nobody:secret@127.0.0.1:1/none?connect_timeout=2"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Open(context.Background(), tt.config)
			wantCode(t, err, partnering.CodeInvalid)
			if strings.Contains(err.Error(), "secret") {
				t.Errorf("the error gives the password away: %v", err)
			}
		})
	}
	same(t, string(must(os.ReadFile(text))(t)), strings.Repeat("not a database\n", 100))
}

// A backup is a database like the one it was made of, at one instant.
func TestBackup(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	db := onSQLite(t)
	fair(t, db)
	copied := filepath.Join(dir, "it's a copy.db")
	ok(t, db.Backup(ctx, copied))
	wantCode(t, db.Backup(ctx, copied), partnering.CodeConflict)
	wantCode(t, db.Backup(ctx, dir), partnering.CodeConflict)
	wantCode(t, db.Backup(ctx, filepath.Join(dir, "none", "copy.db")), partnering.CodeInvalid)
	if mode := must(os.Stat(copied))(t).Mode(); runtime.GOOS != "windows" && mode.Perm() != 0o600 {
		t.Errorf("others may read the backup: %s", mode)
	}
	stopped, stop := context.WithCancel(ctx)
	stop()
	if err := db.Backup(stopped, filepath.Join(dir, "half.db")); err == nil {
		t.Error("a backup that was stopped is called done")
	}
	same(t, filesIn(t, dir), []string{"it's a copy.db"})
	ok(t, moveTo(ctx, db, partnering.PhaseClosed))
	again := opened(t, Config{Path: copied})
	ok(t, again.Ready(ctx))
	same(t, phaseOf(t, again), partnering.PhaseOpen)
	same(t, must(again.FindPlaces(ctx, "fair"))(t), must(db.FindPlaces(ctx, "fair"))(t))
	ok(t, moveTo(ctx, again, partnering.PhaseLive))
}

// On one SQLite file there is always just one leader.
func TestLeadOnSQLite(t *testing.T) {
	release, leads, err := onSQLite(t).TryLead(context.Background(), "cron")
	ok(t, err)
	same(t, leads, true)
	release()
}
