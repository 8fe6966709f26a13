package store

import (
	"context"
	"testing"

	"entente/partnering"
)

// Of several processes on one PostgreSQL database, one leads under a name until
// it lets go or its connections end.
func TestLeadOnPostgres(t *testing.T) {
	ctx := context.Background()
	a := onPostgres(t)
	b, err := Open(ctx, Config{DSN: a.engine.dsn})
	ok(t, err)
	try := func(db *DB, name string) (func(), bool) {
		t.Helper()
		release, leads, err := db.TryLead(ctx, name)
		ok(t, err)
		return release, leads
	}
	release, leads := try(b, "cron")
	same(t, leads, true)
	_, leads = try(a, "cron")
	same(t, leads, false)
	other, leads := try(a, "something else")
	same(t, leads, true)
	other()
	release()
	release, leads = try(a, "cron")
	same(t, leads, true)
	_, leads = try(b, "cron")
	same(t, leads, false)
	release()
	ok(t, b.Close())
}

// A leader whose connections end leads no longer.
func TestLeadEndsWithItsProcess(t *testing.T) {
	ctx := context.Background()
	a := onPostgres(t)
	b, err := Open(ctx, Config{DSN: a.engine.dsn})
	ok(t, err)
	_, leads, err := b.TryLead(ctx, "cron")
	ok(t, err)
	same(t, leads, true)
	var ended int
	ok(t, a.engine.write.Raw(`SELECT count(pg_terminate_backend(l.pid, 5000)) FROM pg_locks l
		WHERE l.locktype = 'advisory' AND l.pid <> pg_backend_pid()`).Scan(&ended).Error)
	same(t, ended, 1)
	release, leads, err := a.TryLead(ctx, "cron")
	ok(t, err)
	same(t, leads, true)
	release()
	_ = b.Close()
}

// A PostgreSQL database that a newer program made is refused by both versions.
func TestNewerPostgresIsRefused(t *testing.T) {
	db := onPostgres(t)
	ok(t, db.Ready(context.Background()))
	ok(t, db.engine.write.Exec("INSERT INTO goose_db_version (version_id, is_applied) VALUES (90001, TRUE)").Error)
	_, err := Open(context.Background(), Config{DSN: db.engine.dsn})
	wantCode(t, err, partnering.CodeConflict)
	wantCode(t, db.Ready(context.Background()), partnering.CodeConflict)
	wantCode(t, db.Backup(context.Background(), "x"), partnering.CodeInvalid)
}
