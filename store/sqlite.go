package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/pressly/goose/v3"
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	_ "modernc.org/sqlite" // the driver named "sqlite"

	"entente/partnering"
)

// openSQLite opens the file with one connection that writes and a pool that reads.
func openSQLite(ctx context.Context, c Config) (*engine, error) {
	if err := refuseNewerFile(ctx, c.Path); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(c.Path), 0o700); err != nil {
		return nil, partnering.Errorf(partnering.CodeInvalid, "the folder of the database cannot be made: %v", err)
	}
	e := &engine{dialect: sqliteDialect(), queue: make(chan struct{}, 1), file: c.Path,
		folder: sqliteMigrations, goose: goose.DialectSQLite3, versionTable: sqliteVersionTable}
	write, err := e.openPool(ctx, c, writerDSN(c.Path, c.BusyTimeout), 1)
	if err != nil {
		return nil, errors.Join(err, e.close())
	}
	read, err := e.openPool(ctx, c, readerDSN(c.Path, c.BusyTimeout), c.Readers)
	if err != nil {
		return nil, errors.Join(err, e.close())
	}
	e.write, e.read, e.writer = write, read, e.pools[1]
	return e, nil
}

// openPool opens connections and puts the pool in front of those to close, so
// that the writer closes last and takes the write-ahead log along.
func (e *engine) openPool(ctx context.Context, c Config, dsn string, most int) (*gorm.DB, error) {
	pool, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, err
	}
	pool.SetMaxOpenConns(most)
	pool.SetMaxIdleConns(most)
	e.pools = append([]*sql.DB{pool}, e.pools...)
	if err := pool.PingContext(ctx); err != nil {
		return nil, unreadable(c.Path, err)
	}
	config := gormConfig(c)
	config.PrepareStmt = most > 1 // a statement prepared in a transaction ends with it
	return gorm.Open(translatingSQLite{sqlite.Dialector{DriverName: "sqlite", Conn: pool}}, config)
}

func gormConfig(c Config) *gorm.Config {
	return &gorm.Config{
		SkipDefaultTransaction:   true,
		TranslateError:           true,
		DisableNestedTransaction: true,
		DisableAutomaticPing:     true,
		PrepareStmtMaxSize:       500,
		Logger:                   queryLog{log: c.Log, slow: c.SlowQuery},
		NowFunc:                  func() time.Time { return time.Now().UTC() },
	}
}

func writerDSN(path string, busy time.Duration) string {
	return fileURI(path, busy, url.Values{
		"_txlock": {"immediate"},
		"_pragma": {"journal_mode(WAL)", "foreign_keys(1)", "synchronous(FULL)", "cache_size(-65536)", "temp_store(MEMORY)"},
	})
}

func readerDSN(path string, busy time.Duration) string {
	return fileURI(path, busy, url.Values{"mode": {"ro"}, "_pragma": {"query_only(1)", "cache_size(-16384)", "temp_store(MEMORY)"}})
}

func fileURI(path string, busy time.Duration, options url.Values) string {
	options["_pragma"] = append([]string{fmt.Sprintf("busy_timeout(%d)", busy.Milliseconds())}, options["_pragma"]...)
	options.Set("_time_format", "sqlite")
	escaped := strings.ReplaceAll(url.PathEscape(filepath.ToSlash(path)), "%2F", "/")
	return "file:" + escaped + "?" + options.Encode()
}

// refuseNewerFile reads the schema version of a file that is there, through a
// connection that cannot change it.
func refuseNewerFile(ctx context.Context, path string) error {
	info, err := os.Stat(path)
	if errors.Is(err, os.ErrNotExist) || (err == nil && info.Mode().IsRegular() && info.Size() == 0) {
		return nil
	}
	if err != nil {
		return partnering.Errorf(partnering.CodeInvalid, "the database %s cannot be read: %v", path, err)
	}
	if info.IsDir() {
		return partnering.Errorf(partnering.CodeInvalid, "%s is a folder: name a file in it, such as %s", path, filepath.Join(path, "entente.db"))
	}
	pool, err := sql.Open("sqlite", looker(path))
	if err != nil {
		return err
	}
	defer pool.Close()
	pool.SetMaxOpenConns(1)
	version, err := schemaVersion(ctx, pool, sqliteVersionTable)
	if err != nil {
		return unreadable(path, err)
	}
	return refuseNewer(version, sqliteMigrations, goose.DialectSQLite3)
}

// looker names a connection that leaves no trace. A file without a write-ahead
// log is whole and nobody's; looking at it as immutable makes no log either.
func looker(path string) string {
	if _, err := os.Stat(path + "-wal"); errors.Is(err, os.ErrNotExist) {
		return fileURI(path, time.Second, url.Values{"mode": {"ro"}, "immutable": {"1"}})
	}
	return readerDSN(path, time.Second)
}

func unreadable(path string, err error) error {
	return &partnering.Error{Code: partnering.CodeInvalid, Message: fmt.Sprintf("%s is not a database of this program, or cannot be read", path), Err: err}
}
