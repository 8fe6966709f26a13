package store

import (
	"cmp"
	"context"
	"slices"
	"time"

	"gorm.io/gorm/clause"

	"entente/partnering"
)

type outboxRow struct {
	ID          string `gorm:"primaryKey"`
	EventID     ref
	Rule        string
	Recipient   string
	DelegateID  string
	AccountID   string
	SubjectKind string
	SubjectID   string
	Payload     ref
	DueAt       instant
	State       string
	Attempts    int
	NextAt      instant
	ClaimedBy   string
	ClaimUntil  instant
	MessageID   string
	LastError   string
	SentAt      instant
	CreatedAt   instant `gorm:"autoCreateTime:false"`
}

// TableName implements gorm's Tabler.
func (outboxRow) TableName() string { return "outbox" }

func outboxFromDomain(o partnering.OutboxRow) outboxRow {
	return outboxRow{
		ID: o.ID, EventID: ref(o.EventID), Rule: string(o.Rule), Recipient: o.To, DelegateID: o.DelegateID, AccountID: o.AccountID,
		SubjectKind: o.Subject.Kind, SubjectID: o.Subject.ID, Payload: ref(o.Payload), DueAt: at(o.Due), State: string(o.State),
		Attempts: o.Attempts, NextAt: at(o.NextAt), ClaimedBy: o.ClaimedBy, ClaimUntil: at(o.ClaimUntil),
		MessageID: o.MessageID, LastError: o.LastError, SentAt: at(o.SentAt), CreatedAt: at(o.CreatedAt),
	}
}

func (r outboxRow) toDomain() partnering.OutboxRow {
	return partnering.OutboxRow{
		ID: r.ID, EventID: string(r.EventID), Rule: partnering.RuleKind(r.Rule), To: r.Recipient, DelegateID: r.DelegateID, AccountID: r.AccountID,
		Subject: partnering.Subject{Kind: r.SubjectKind, ID: r.SubjectID}, Payload: r.Payload.bytes(), Due: r.DueAt.Time,
		State: partnering.OutboxState(r.State), Attempts: r.Attempts, NextAt: r.NextAt.Time,
		ClaimedBy: r.ClaimedBy, ClaimUntil: r.ClaimUntil.Time, MessageID: r.MessageID, LastError: r.LastError,
		SentAt: r.SentAt.Time, CreatedAt: r.CreatedAt.Time,
	}
}

func (r outboxRow) key() (column, unique any) { return r.DueAt.UnixMicro(), r.ID }

// CreateOutbox implements partnering.OutboxStore. A held row is there too: an
// organiser's hold is not got round by planning again.
func (t *tables) CreateOutbox(ctx context.Context, rows ...partnering.OutboxRow) error {
	planned := rowsOf(rows, func(o partnering.OutboxRow) outboxRow {
		if o.NextAt.IsZero() {
			o.NextAt = o.Due
		}
		return outboxFromDomain(o)
	})
	return t.change(ctx, func(c change) error {
		return insert(change{c.Clauses(clause.OnConflict{DoNothing: true}), c.dialect}, planned)
	})
}

// FindOutbox implements partnering.OutboxStore.
func (t *tables) FindOutbox(ctx context.Context, f partnering.OutboxFilter) (partnering.Slice[partnering.OutboxRow], error) {
	q := where(t.from(ctx), f.EventID, "event_id = ?")
	q = where(q, string(f.Rule), "rule = ?")
	q = where(q, f.To, "recipient = ?")
	q = where(q, f.DelegateID, "delegate_id = ?")
	if len(f.States) > 0 {
		q = in(q, t.engine.dialect, "state", f.States)
	}
	if f.Subject != nil {
		q = q.Where("subject_kind = ? AND subject_id = ?", f.Subject.Kind, f.Subject.ID)
	}
	return part[outboxRow](q, order{column: "due_at", unique: "id", columnNum: true}, f.Page)
}

// OutboxByID implements partnering.OutboxStore.
func (t *tables) OutboxByID(ctx context.Context, id string) (partnering.OutboxRow, error) {
	return one[outboxRow](t.from(ctx), "message", "id", id)
}

// UpdateOutbox implements partnering.OutboxStore; CodeConflict when the row
// would stand a second time.
func (t *tables) UpdateOutbox(ctx context.Context, o partnering.OutboxRow) error {
	row := outboxFromDomain(o)
	return t.change(ctx, func(c change) error {
		done := c.Select("*").Omit("id", "event_id", "created_at").Updates(&row)
		if done.Error == nil && done.RowsAffected == 0 {
			return partnering.Errorf(partnering.CodeNotFound, "there is no such message")
		}
		return done.Error
	})
}

// CancelOutbox implements partnering.OutboxStore.
func (t *tables) CancelOutbox(ctx context.Context, eventID string, s partnering.Subject, rules []partnering.RuleKind, delegateIDs []string) (int, error) {
	var cancelled int
	err := t.change(ctx, func(c change) error {
		q := ofEvent(c.Model(&outboxRow{}), eventID).
			Where("subject_kind = ? AND subject_id = ? AND state IN ('planned', 'held')", s.Kind, s.ID)
		if len(rules) > 0 {
			q = in(q, c.dialect, "rule", rules)
		}
		if len(delegateIDs) > 0 {
			q = in(q, c.dialect, "delegate_id", delegateIDs)
		}
		done := q.UpdateColumn("state", string(partnering.OutboxCancelled))
		cancelled = int(done.RowsAffected)
		return done.Error
	})
	return cancelled, err
}

// ClaimDue implements partnering.OutboxStore. Two owners that claim at once get
// different rows.
func (t *tables) ClaimDue(ctx context.Context, owner string, now, until time.Time, limit int) ([]partnering.OutboxRow, error) {
	if limit <= 0 {
		return []partnering.OutboxRow{}, nil
	}
	var rows []outboxRow
	err := t.change(ctx, func(c change) error {
		return c.Raw(`UPDATE outbox SET state = 'claimed', claimed_by = ?, claim_until = ?
			WHERE id IN (SELECT id FROM outbox
				WHERE (state = 'planned' AND next_at <= ?) OR (state = 'claimed' AND claim_until <= ?)
				ORDER BY due_at, id LIMIT ?`+c.skipLocked+`)
			RETURNING *`, owner, at(until), at(now), at(now), limit).Scan(&rows).Error
	})
	slices.SortFunc(rows, func(a, b outboxRow) int {
		return cmp.Or(a.DueAt.Compare(b.DueAt.Time), cmp.Compare(a.ID, b.ID))
	})
	return domains[outboxRow](rows), err
}
