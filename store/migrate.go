package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"

	"entente/partnering"
)

//go:embed migrations/sqlite/*.sql migrations/postgres/*.sql
var migrationFiles embed.FS

const (
	sqliteMigrations   = "migrations/sqlite"
	postgresMigrations = "migrations/postgres"

	sqliteVersionTable   = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'goose_db_version'"
	postgresVersionTable = "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'goose_db_version'"
)

// Migrate brings the schema up to this program's, step by step, each whole or
// not at all. A database that is up to date stays as it is.
func (db *DB) Migrate(ctx context.Context) error {
	leave, err := db.engine.enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	steps, err := db.engine.provider()
	if err != nil {
		return err
	}
	if _, err := steps.Up(ctx); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	return nil
}

// SchemaVersion returns the number of the last migration that the database has
// seen, 0 when it is empty.
func (db *DB) SchemaVersion(ctx context.Context) (int64, error) {
	pool, err := db.engine.read.DB()
	if err != nil {
		return 0, err
	}
	return schemaVersion(ctx, pool, db.engine.versionTable)
}

// schemaVersion reads the version without making the table that keeps it.
func schemaVersion(ctx context.Context, pool *sql.DB, table string) (int64, error) {
	var tables, version int64
	if err := pool.QueryRowContext(ctx, table).Scan(&tables); err != nil || tables == 0 {
		return 0, err
	}
	err := pool.QueryRowContext(ctx, "SELECT coalesce(max(version_id), 0) FROM goose_db_version").Scan(&version)
	return version, err
}

// knownVersion returns the number of this program's last migration.
func (e *engine) knownVersion() (int64, error) {
	return knownVersion(e.folder, e.goose)
}

func (e *engine) provider() (*goose.Provider, error) {
	return newProvider(e.folder, e.goose, e.writer, e.gooseOptions...)
}

func newProvider(folder string, d goose.Dialect, pool *sql.DB, options ...goose.ProviderOption) (*goose.Provider, error) {
	files, err := fs.Sub(migrationFiles, folder)
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(d, pool, files, append(options, goose.WithDisableGlobalRegistry(true))...)
}

func knownVersion(folder string, d goose.Dialect) (int64, error) {
	// The provider wants a pool and never uses it to list its sources.
	steps, err := newProvider(folder, d, new(sql.DB))
	if err != nil {
		return 0, err
	}
	sources := steps.ListSources()
	return sources[len(sources)-1].Version, nil
}

func refuseNewer(version int64, folder string, d goose.Dialect) error {
	known, err := knownVersion(folder, d)
	if err != nil || version <= known {
		return err
	}
	return partnering.Errorf(partnering.CodeConflict,
		"the database has schema version %d, this program knows versions up to %d: use the newer program that made it", version, known)
}
