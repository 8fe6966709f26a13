package store

import (
	"context"
	"path/filepath"
	"testing"

	"entente/partnering"
)

// Every step runs on an empty database of either kind, on PostgreSQL in the
// schema that the DSN names.
func TestMigrateFromNothing(t *testing.T) {
	for name, empty := range map[string]func(testing.TB) Config{
		"sqlite":   func(t testing.TB) Config { return Config{Path: filepath.Join(t.TempDir(), "new.db")} },
		"postgres": onEmptyPostgres,
	} {
		t.Run(name, func(t *testing.T) {
			ctx := context.Background()
			db, err := Open(ctx, empty(t))
			ok(t, err)
			t.Cleanup(func() { ok(t, db.Close()) })
			same(t, must(db.SchemaVersion(ctx))(t), 0)
			wantCode(t, db.Ready(ctx), partnering.CodeConflict)
			for range 2 {
				ok(t, db.Migrate(ctx))
				ok(t, db.Ready(ctx))
			}
			fair(t, db)
			same(t, must(db.EventByID(ctx, "fair"))(t).Name, "Fair")
		})
	}
}
