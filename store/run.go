package store

import (
	"context"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"entente/partnering"
)

type runRow struct {
	Seq        int64  `gorm:"->"`
	ID         string `gorm:"primaryKey"`
	EventID    string
	State      string
	Options    document[partnering.RunOptions]
	Status     string
	Score      document[partnering.Figures]
	Bound      document[partnering.Bounds]
	Progress   document[[]partnering.RunPoint]
	DraftID    ref
	Error      string
	AccountID  string
	CreatedAt  instant `gorm:"autoCreateTime:false"`
	StartedAt  instant
	EndedAt    instant
	LeaseOwner string
	LeaseUntil instant
	Version    int64
}

// TableName implements gorm's Tabler.
func (runRow) TableName() string { return "runs" }

func runFromDomain(r partnering.Run) runRow {
	return runRow{
		ID: r.ID, EventID: r.EventID, State: string(r.State), Options: asDocument(r.Options), Status: r.Status,
		Score: asDocument(r.Score), Bound: asDocument(r.Bound), Progress: asDocument(r.Progress),
		DraftID: ref(r.DraftID), Error: r.Error, AccountID: r.AccountID,
		CreatedAt: at(r.CreatedAt), StartedAt: at(r.StartedAt), EndedAt: at(r.EndedAt),
		LeaseOwner: r.LeaseOwner, LeaseUntil: at(r.LeaseUntil), Version: r.Version,
	}
}

func (r runRow) toDomain() partnering.Run {
	return partnering.Run{
		ID: r.ID, EventID: r.EventID, State: partnering.RunState(r.State), Options: r.Options.V, Status: r.Status,
		Score: r.Score.V, Bound: r.Bound.V, Progress: r.Progress.V,
		DraftID: string(r.DraftID), Error: r.Error, AccountID: r.AccountID,
		CreatedAt: r.CreatedAt.Time, StartedAt: r.StartedAt.Time, EndedAt: r.EndedAt.Time,
		LeaseOwner: r.LeaseOwner, LeaseUntil: r.LeaseUntil.Time, Version: r.Version,
	}
}

// runFilesRow keeps a run's files apart, so that lists do not read them.
type runFilesRow struct {
	RunID    string `gorm:"primaryKey"`
	Problem  []byte
	Schedule []byte
}

// TableName implements gorm's Tabler.
func (runFilesRow) TableName() string { return "run_files" }

// putFiles keeps the run's files; a nil one is left as it is.
func (c change) putFiles(r partnering.Run) error {
	if r.Problem == nil && r.Schedule == nil {
		return nil
	}
	kept := clause.OnConflict{
		Columns: []clause.Column{{Name: "run_id"}},
		DoUpdates: clause.Assignments(map[string]any{
			"problem":  gorm.Expr("coalesce(excluded.problem, run_files.problem)"),
			"schedule": gorm.Expr("coalesce(excluded.schedule, run_files.schedule)"),
		}),
	}
	return c.Clauses(kept).Create(&runFilesRow{RunID: r.ID, Problem: r.Problem, Schedule: r.Schedule}).Error
}

// FindRuns implements partnering.RunStore.
func (t *tables) FindRuns(ctx context.Context, eventID string) ([]partnering.Run, error) {
	return list[runRow](t.from(ctx).Where("event_id = ?", eventID).Order("created_at DESC, seq DESC"))
}

// RunByID implements partnering.RunStore.
func (t *tables) RunByID(ctx context.Context, id string) (partnering.Run, error) {
	return one[runRow](t.from(ctx), "run", "id", id)
}

// RunFiles implements partnering.RunStore.
func (t *tables) RunFiles(ctx context.Context, id string) (problem, schedule []byte, err error) {
	if _, err := t.RunByID(ctx, id); err != nil {
		return nil, nil, err
	}
	var rows []runFilesRow
	if err := t.from(ctx).Where("run_id = ?", id).Find(&rows).Error; err != nil || len(rows) == 0 {
		return nil, nil, err
	}
	return rows[0].Problem, rows[0].Schedule, nil
}

// CreateRun implements partnering.RunStore.
func (t *tables) CreateRun(ctx context.Context, r *partnering.Run) error {
	row := runFromDomain(*r)
	row.Version = 1
	err := t.change(ctx, func(c change) error {
		if err := c.Create(&row).Error; err != nil {
			return err
		}
		return c.putFiles(*r)
	})
	if err == nil {
		r.Version = row.Version
	}
	return err
}

// UpdateRun implements partnering.RunStore. The lease is NextRun's and
// RenewLease's to write; a run that has ended gives it back here.
func (t *tables) UpdateRun(ctx context.Context, r *partnering.Run) error {
	row := runFromDomain(*r)
	row.Version++
	fixed := []string{"lease_owner", "lease_until"}
	if r.Ended() {
		row.LeaseOwner, row.LeaseUntil, fixed = "", instant{}, nil
	}
	err := t.change(ctx, func(c change) error {
		if err := edit(c, &row, "run", r.ID, r.Version, fixed...); err != nil {
			return err
		}
		return c.putFiles(*r)
	})
	if err == nil {
		r.Version = row.Version
	}
	return err
}

// NextRun implements partnering.RunStore. Of two owners that ask at once, each
// gets another run.
func (t *tables) NextRun(ctx context.Context, owner string, now, until time.Time) (partnering.Run, bool, error) {
	var rows []runRow
	err := t.change(ctx, func(c change) error {
		return c.Raw(`UPDATE runs
			SET state = 'running', started_at = ?, lease_owner = ?, lease_until = ?, version = version + 1
			WHERE id = (SELECT id FROM runs WHERE state = 'queued' ORDER BY created_at, seq LIMIT 1`+c.skipLocked+`)
			RETURNING *`, at(now), owner, at(until)).Scan(&rows).Error
	})
	if err != nil || len(rows) == 0 {
		return partnering.Run{}, false, err
	}
	return rows[0].toDomain(), true, nil
}

// RenewLease implements partnering.RunStore; CodeConflict when the run is no
// longer the owner's. The run's version stays.
func (t *tables) RenewLease(ctx context.Context, runID, owner string, until time.Time) error {
	return t.change(ctx, func(c change) error {
		done := c.Model(&runRow{}).Where("id = ? AND lease_owner = ? AND state = 'running'", runID, owner).
			UpdateColumn("lease_until", at(until))
		if done.Error == nil && done.RowsAffected == 0 {
			return partnering.Errorf(partnering.CodeConflict, "the run is over, or another process has it")
		}
		return done.Error
	})
}

// FailLapsed implements partnering.RunStore.
func (t *tables) FailLapsed(ctx context.Context, now time.Time) ([]partnering.Run, error) {
	const why = "the process that ran it stopped before it was done"
	var rows []runRow
	err := t.change(ctx, func(c change) error {
		return c.Raw(`UPDATE runs
			SET state = 'failed', error = ?, ended_at = ?, lease_owner = '', lease_until = NULL, version = version + 1
			WHERE state = 'running' AND lease_until <= ?
			RETURNING *`, why, at(now), at(now)).Scan(&rows).Error
	})
	return domains[runRow](rows), err
}
