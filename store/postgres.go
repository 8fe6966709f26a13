package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver named "pgx"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"

	"entente/partnering"
)

// openPostgres opens a pool of connections to the database of the DSN.
func openPostgres(ctx context.Context, c Config) (*engine, error) {
	locker, err := lock.NewPostgresSessionLocker()
	if err != nil {
		return nil, err
	}
	pool, err := sql.Open("pgx", c.DSN)
	if err != nil {
		return nil, unreachable(err)
	}
	pool.SetMaxOpenConns(c.Readers + 4)
	pool.SetMaxIdleConns(c.Readers)
	e := &engine{dialect: postgresDialect(), dsn: c.DSN, pools: []*sql.DB{pool}, writer: pool,
		folder: postgresMigrations, goose: goose.DialectPostgres, versionTable: postgresVersionTable,
		gooseOptions: []goose.ProviderOption{goose.WithSessionLocker(locker)}}
	version, err := schemaVersion(ctx, pool, postgresVersionTable)
	if err != nil {
		return nil, errors.Join(unreachable(err), e.close())
	}
	if err := refuseNewer(version, e.folder, e.goose); err != nil {
		return nil, errors.Join(err, e.close())
	}
	e.read, err = gorm.Open(translatingPostgres{postgres.Dialector{Config: &postgres.Config{Conn: pool}}}, gormConfig(c))
	if err != nil {
		return nil, errors.Join(err, e.close())
	}
	e.write = e.read
	return e, nil
}

// unreachable hides the DSN, which may carry a password, but keeps the cause.
func unreachable(err error) error {
	return &partnering.Error{Code: partnering.CodeInvalid, Message: fmt.Sprintf("the PostgreSQL database cannot be reached: %v", err)}
}
