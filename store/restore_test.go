package store

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/partnering"
)

// backedUp returns a backup of a fair in phase open, and a folder to restore into.
func backedUp(t *testing.T) (backup, folder string) {
	t.Helper()
	db := onSQLite(t)
	fair(t, db)
	folder = t.TempDir()
	backup = filepath.Join(folder, "it's a copy.db")
	ok(t, db.Backup(context.Background(), backup))
	return backup, folder
}

func filesIn(t *testing.T, folder string) []string {
	t.Helper()
	return ids(must(os.ReadDir(folder))(t), func(f os.DirEntry) string { return f.Name() })
}

// phaseAt opens the database once and returns its fair's phase.
func phaseAt(t *testing.T, path string) partnering.Phase {
	t.Helper()
	db, err := Open(context.Background(), Config{Path: path})
	ok(t, err)
	ok(t, db.Ready(context.Background()))
	phase := phaseOf(t, db)
	ok(t, db.Close())
	return phase
}

// A backup is put where no database is, and stays as it is.
func TestRestore(t *testing.T) {
	ctx := context.Background()
	backup, folder := backedUp(t)
	before := must(os.ReadFile(backup))(t)
	path := filepath.Join(folder, "new", "entente.db")
	ok(t, Restore(ctx, backup, path, false))
	same(t, filesIn(t, filepath.Dir(path)), []string{"entente.db"})
	same(t, phaseAt(t, path), partnering.PhaseOpen)
	same(t, filesIn(t, folder), []string{"it's a copy.db", "new"})
	if after := must(os.ReadFile(backup))(t); !bytes.Equal(before, after) {
		t.Error("the backup was changed")
	}
	restored := opened(t, Config{Path: path})
	ok(t, moveTo(ctx, restored, partnering.PhaseLive))
}

// A database that is there is replaced only when forced, and its log does not
// come back in the new one.
func TestRestoreReplacesWhenForced(t *testing.T) {
	ctx := context.Background()
	backup, folder := backedUp(t)
	path := filepath.Join(folder, "entente.db")
	ok(t, Restore(ctx, backup, path, false))
	db, err := Open(ctx, Config{Path: path})
	ok(t, err)
	ok(t, moveTo(ctx, db, partnering.PhaseClosed))
	crashed := map[string][]byte{} // what a process leaves behind that dies with its log unfinished
	for _, suffix := range []string{"", "-wal"} {
		crashed[suffix] = must(os.ReadFile(path + suffix))(t)
	}
	ok(t, db.Close())
	for suffix, content := range crashed {
		ok(t, os.WriteFile(path+suffix, content, 0o600))
	}

	wantCode(t, Restore(ctx, backup, path, false), partnering.CodeConflict)
	same(t, phaseAt(t, path), partnering.PhaseClosed)
	for suffix, content := range crashed {
		ok(t, os.WriteFile(path+suffix, content, 0o600))
	}
	ok(t, Restore(ctx, backup, path, true))
	same(t, filesIn(t, folder), []string{"entente.db", "it's a copy.db"})
	same(t, phaseAt(t, path), partnering.PhaseOpen)
}

// A database that a server has open is not replaced under it, even when forced.
func TestRestoreLeavesWhatIsInUse(t *testing.T) {
	ctx := context.Background()
	backup, folder := backedUp(t)
	path := filepath.Join(folder, "data", "entente.db")
	db := opened(t, Config{Path: path})
	fair(t, db)
	ok(t, moveTo(ctx, db, partnering.PhaseClosed))
	err := Restore(ctx, backup, path, true)
	wantCode(t, err, partnering.CodeConflict)
	if !strings.Contains(err.Error(), "stop the server") {
		t.Errorf("the error %q does not say what to do", err)
	}
	same(t, phaseOf(t, db), partnering.PhaseClosed)
	ok(t, moveTo(ctx, db, partnering.PhaseLive))
}

// A log that lies where no database is belongs to none, and is not taken for the new one's.
func TestRestoreClearsALogThatIsLeft(t *testing.T) {
	ctx := context.Background()
	backup, folder := backedUp(t)
	path := filepath.Join(folder, "entente.db")
	ok(t, os.WriteFile(path+"-wal", []byte("left behind"), 0o600))
	ok(t, Restore(ctx, backup, path, false))
	same(t, filesIn(t, folder), []string{"entente.db", "it's a copy.db"})
	same(t, phaseAt(t, path), partnering.PhaseOpen)
}

// What cannot be restored says why, and leaves the database that is there as it is.
func TestRestoreRefuses(t *testing.T) {
	ctx := context.Background()
	good, folder := backedUp(t)
	path := filepath.Join(folder, "entente.db")
	ok(t, os.WriteFile(path, []byte("the database that is there"), 0o600))
	change := func(name, statement string) string {
		file := filepath.Join(folder, name)
		ok(t, Restore(ctx, good, file, false))
		db, err := Open(ctx, Config{Path: file})
		ok(t, err)
		ok(t, db.engine.write.Exec("PRAGMA foreign_keys = 0").Error)
		ok(t, db.engine.write.Exec(statement).Error)
		ok(t, db.Close())
		return file
	}
	write := func(name string, content []byte) string {
		file := filepath.Join(folder, name)
		ok(t, os.WriteFile(file, content, 0o600))
		return file
	}
	whole := must(os.ReadFile(good))(t)
	broken := bytes.Clone(whole)
	copy(broken[len(broken)/2:], bytes.Repeat([]byte("damage"), 2000))
	for _, tt := range []struct {
		name, backup, path string
		says               string
		want               partnering.Code
	}{
		{"no file", filepath.Join(folder, "none.db"), path, "cannot be read", partnering.CodeInvalid},
		{"a folder", folder, path, "is not a file", partnering.CodeInvalid},
		{"an empty file", write("empty.db", nil), path, "not a database of this program", partnering.CodeInvalid},
		{"a text", write("notes.txt", bytes.Repeat([]byte("not a database\n"), 100)), path, "not a database of this program", partnering.CodeInvalid},
		{"half a file", write("half.db", whole[:len(whole)/2]), path, "damaged", partnering.CodeInvalid},
		{"a damaged file", write("broken.db", broken), path, "damaged", partnering.CodeInvalid},
		{"rows that refer to none", change("orphans.db", "DELETE FROM organisations"), path, "damaged", partnering.CodeInvalid},
		{"another program's database", change("other.db", "DROP TABLE versions"), path, "not a database of this program", partnering.CodeInvalid},
		{"a newer program's", change("newer.db", "INSERT INTO goose_db_version (version_id, is_applied) VALUES (90001, 1)"), path, "90001", partnering.CodeConflict},
		{"onto itself", good, good, "the backup itself", partnering.CodeInvalid},
		{"onto a folder", good, folder, "is not a file", partnering.CodeInvalid},
		{"below a file", good, filepath.Join(path, "entente.db"), "", partnering.CodeInvalid},
		{"onto PostgreSQL", good, "postgres://localhost/entente", "pg_restore", partnering.CodeInvalid},
	} {
		t.Run(tt.name, func(t *testing.T) {
			before := filesIn(t, folder)
			err := Restore(ctx, tt.backup, tt.path, true)
			wantCode(t, err, tt.want)
			if !strings.Contains(err.Error(), tt.says) {
				t.Errorf("says %q, want it to say %q", err, tt.says)
			}
			same(t, filesIn(t, folder), before)
			same(t, string(must(os.ReadFile(path))(t)), "the database that is there")
		})
	}
	same(t, must(os.ReadFile(good))(t), whole)
}

// What is no database is replaced when forced: a damaged one is why one restores.
func TestRestoreReplacesWhatIsDamaged(t *testing.T) {
	backup, folder := backedUp(t)
	path := filepath.Join(folder, "entente.db")
	ok(t, os.WriteFile(path, bytes.Repeat([]byte("damage"), 3000), 0o600))
	ok(t, Restore(context.Background(), backup, path, true))
	same(t, phaseAt(t, path), partnering.PhaseOpen)
}
