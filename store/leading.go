package store

import (
	"context"
	"fmt"
)

// TryLead makes this process the only one that leads under the name, until
// release, or reports false when another one does. On SQLite, which one process
// serves, it always succeeds. On PostgreSQL the lead ends with the connection
// that holds it, so a process that dies leads no longer; one that closes the DB releases first.
func (db *DB) TryLead(ctx context.Context, name string) (release func(), ok bool, err error) {
	if db.engine.queue != nil {
		return func() {}, true, nil
	}
	conn, err := db.engine.writer.Conn(ctx)
	if err != nil {
		return nil, false, fmt.Errorf("lead %s: %w", name, err)
	}
	const lock = "SELECT pg_try_advisory_lock(hashtextextended($1, 0))"
	if err := conn.QueryRowContext(ctx, lock, name).Scan(&ok); err != nil || !ok {
		return nil, false, joinClose(err, conn)
	}
	return func() {
		const unlock = "SELECT pg_advisory_unlock(hashtextextended($1, 0))"
		_, err := conn.ExecContext(context.WithoutCancel(ctx), unlock, name)
		_ = joinClose(err, conn)
	}, true, nil
}
