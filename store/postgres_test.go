//go:build unix

package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
)

// server is a private PostgreSQL server, started by the first test that asks.
var server = sync.OnceValues(startPostgres)

// started says that there is a server to stop, given counts the databases given out.
var (
	started atomic.Bool
	given   atomic.Int64
)

var errNoServer = errors.New("no PostgreSQL server is installed below /usr/lib/postgresql: its half of the tests is left out")

func TestMain(m *testing.M) {
	code := m.Run()
	if started.Load() {
		if s, err := server(); err == nil {
			s.stop()
		}
	}
	os.Exit(code)
}

// onPostgres gives the test a migrated database of its own: a copy, which is
// made faster than the steps run.
func onPostgres(t testing.TB) *DB {
	t.Helper()
	s := serverFor(t)
	name := fmt.Sprint("test", given.Add(1))
	ok(t, s.exec("CREATE DATABASE "+name+" TEMPLATE "+migrated))
	return opened(t, Config{DSN: s.dsn(name, "public")})
}

// onEmptyPostgres gives the test a DSN that names an empty schema besides public.
func onEmptyPostgres(t testing.TB) Config {
	t.Helper()
	s := serverFor(t)
	schema := fmt.Sprint("schema", given.Add(1))
	ok(t, s.exec("CREATE SCHEMA "+schema))
	return Config{DSN: s.dsn("postgres", schema)}
}

func serverFor(t testing.TB) *postgresServer {
	t.Helper()
	s, err := server()
	if errors.Is(err, errNoServer) {
		t.Skip(err)
	}
	ok(t, err)
	return s
}

type postgresServer struct {
	bin, dir string
	as       *syscall.SysProcAttr
}

func startPostgres() (*postgresServer, error) {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil || len(found) == 0 {
		return nil, errNoServer
	}
	dir, err := os.MkdirTemp("", "pg")
	if err != nil {
		return nil, err
	}
	s := &postgresServer{bin: filepath.Dir(found[len(found)-1]), dir: dir}
	if err := s.leaveRoot(); err != nil {
		return nil, err
	}
	if err := s.run("initdb", "-D", s.data(), "-U", "entente", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"); err != nil {
		return nil, err
	}
	options := fmt.Sprintf("-k %s -c listen_addresses='' -c fsync=off -c max_connections=60", dir)
	if err := s.run("pg_ctl", "start", "-w", "-D", s.data(), "-o", options, "-l", filepath.Join(dir, "log")); err != nil {
		return nil, err
	}
	started.Store(true)
	return s, s.migrate()
}

// migrated is the database that those of the tests are copies of.
const migrated = "migrated"

func (s *postgresServer) migrate() error {
	if err := s.exec("CREATE DATABASE " + migrated); err != nil {
		return err
	}
	db, err := Open(context.Background(), Config{DSN: s.dsn(migrated, "public")})
	if err != nil {
		return err
	}
	return errors.Join(db.Migrate(context.Background()), db.Close())
}

func (s *postgresServer) data() string { return filepath.Join(s.dir, "data") }

// leaveRoot makes the server's programs run as the user postgres, since they refuse to run as root.
func (s *postgresServer) leaveRoot() error {
	if os.Getuid() != 0 {
		return nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return errNoServer
	}
	uid, err := strconv.Atoi(u.Uid)
	if err != nil {
		return err
	}
	gid, err := strconv.Atoi(u.Gid)
	if err != nil {
		return err
	}
	s.as = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}
	return os.Chown(s.dir, uid, gid)
}

func (s *postgresServer) run(program string, args ...string) error {
	command := exec.Command(filepath.Join(s.bin, program), args...)
	command.Dir, command.SysProcAttr = s.dir, s.as
	var said lastWords
	command.Stdout, command.Stderr = nil, &said
	if err := command.Run(); err != nil {
		return fmt.Errorf("%s: %w: %s", program, err, said)
	}
	return nil
}

// lastWords keeps what a program says. It is no pipe to the server that the
// program leaves behind, which would be waited for.
type lastWords []byte

func (w *lastWords) Write(p []byte) (int, error) {
	*w = append(*w, p...)
	return len(p), nil
}

func (s *postgresServer) stop() {
	if err := s.run("pg_ctl", "stop", "-m", "immediate", "-w", "-D", s.data()); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	if err := os.RemoveAll(s.dir); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
}

func (s *postgresServer) dsn(database, schema string) string {
	return "postgres://entente@/" + database + "?" + url.Values{"host": {s.dir}, "search_path": {schema}}.Encode()
}

func (s *postgresServer) exec(statement string) error {
	pool, err := sql.Open("pgx", s.dsn("postgres", "public"))
	if err != nil {
		return err
	}
	_, err = pool.ExecContext(context.Background(), statement)
	return joinClose(err, pool)
}
