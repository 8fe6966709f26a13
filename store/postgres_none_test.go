//go:build !unix

package store

import "testing"

func onPostgres(t testing.TB) *DB {
	t.Helper()
	t.Skip("a private PostgreSQL server is started on Unix only: its half of the tests is left out")
	return nil
}

func onEmptyPostgres(t testing.TB) Config {
	t.Helper()
	onPostgres(t)
	return Config{}
}
