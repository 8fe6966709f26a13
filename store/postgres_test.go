package store

import "testing"

func onPostgres(t testing.TB) *DB {
	t.Helper()
	t.Skip("no PostgreSQL server to test with")
	return nil
}
