package store

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"entente/partnering"
)

func queued(t *testing.T, db *DB, ids ...string) {
	t.Helper()
	for i, id := range ids {
		r := partnering.Run{ID: id, EventID: "fair", State: partnering.RunQueued, CreatedAt: later(i), Problem: []byte(id)}
		ok(t, db.CreateRun(context.Background(), &r))
	}
}

// A run is one owner's until its lease lapses; then it has failed, and stays so.
func TestRunLease(t *testing.T) {
	each(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		fair(t, db)
		queued(t, db, "first", "second")
		run, found, err := db.NextRun(ctx, "me", later(10), later(11))
		ok(t, err)
		same(t, found, true)
		same(t, []any{run.ID, run.State, run.StartedAt, run.LeaseOwner, run.LeaseUntil}, []any{"first", partnering.RunRunning, later(10), "me", later(11)})

		ok(t, db.RenewLease(ctx, "first", "me", later(20)))
		wantCode(t, db.RenewLease(ctx, "first", "another", later(30)), partnering.CodeConflict)
		wantCode(t, db.RenewLease(ctx, "second", "me", later(30)), partnering.CodeConflict)

		run.Progress = []partnering.RunPoint{{Placed: 3}}
		ok(t, db.UpdateRun(ctx, &run)) // with the lease as it was when the run was read
		same(t, must(db.RunByID(ctx, "first"))(t).LeaseUntil, later(20))

		same(t, must(db.FailLapsed(ctx, later(20).Add(-time.Microsecond)))(t), []partnering.Run{})
		failed := must(db.FailLapsed(ctx, later(20)))(t)
		same(t, ids(failed, func(r partnering.Run) string { return r.ID }), []string{"first"})
		same(t, []any{failed[0].State, failed[0].EndedAt, failed[0].LeaseOwner}, []any{partnering.RunFailed, later(20), ""})
		wantCode(t, db.RenewLease(ctx, "first", "me", later(30)), partnering.CodeConflict)
		wantCode(t, db.UpdateRun(ctx, &run), partnering.CodePrecondition)

		done, _, err := db.NextRun(ctx, "me", later(30), later(40))
		ok(t, err)
		same(t, done.ID, "second")
		done.State, done.EndedAt, done.Schedule = partnering.RunDone, later(31), []byte("schedule")
		ok(t, db.UpdateRun(ctx, &done))
		same(t, must(db.RunByID(ctx, "second"))(t).LeaseOwner, "")
		problem, schedule, err := db.RunFiles(ctx, "second")
		ok(t, err)
		same(t, []string{string(problem), string(schedule)}, []string{"second", "schedule"})
		_, found, err = db.NextRun(ctx, "me", later(50), later(60))
		ok(t, err)
		same(t, found, false)
	})
}

// Many who ask for the next run at once get another one each.
func TestNextRunIsOneOwners(t *testing.T) {
	each(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		fair(t, db)
		var names []string
		for i := range 20 {
			names = append(names, fmt.Sprint("run", i))
		}
		queued(t, db, names...)
		var all sync.WaitGroup
		owners := make([]string, 30)
		for i := range owners {
			all.Go(func() {
				run, _, err := db.NextRun(ctx, fmt.Sprint("owner", i), later(60), later(61))
				if err != nil {
					t.Error(err)
				}
				owners[i] = run.ID
			})
		}
		all.Wait()
		got := map[string]int{}
		for _, id := range owners {
			got[id]++
		}
		want := map[string]int{"": 10}
		for _, name := range names {
			want[name] = 1
		}
		same(t, got, want)
	})
}
