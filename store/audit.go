package store

import (
	"context"

	"gorm.io/gorm"

	"entente/partnering"
)

type auditRow struct {
	Seq         int64  `gorm:"->"`
	ID          string `gorm:"primaryKey"`
	EventID     ref
	AccountID   string
	Who         string
	DoneAt      instant
	Action      string
	SubjectKind string
	SubjectID   string
	BeforeDoc   ref
	AfterDoc    ref
}

// TableName implements gorm's Tabler.
func (auditRow) TableName() string { return "audit_entries" }

func auditFromDomain(a partnering.AuditEntry) auditRow {
	return auditRow{
		ID: a.ID, EventID: ref(a.EventID), AccountID: a.AccountID, Who: a.Who, DoneAt: at(a.At), Action: a.Action,
		SubjectKind: a.Subject.Kind, SubjectID: a.Subject.ID, BeforeDoc: ref(a.Before), AfterDoc: ref(a.After),
	}
}

func (r auditRow) toDomain() partnering.AuditEntry {
	return partnering.AuditEntry{
		ID: r.ID, EventID: string(r.EventID), AccountID: r.AccountID, Who: r.Who, At: r.DoneAt.Time, Action: r.Action,
		Subject: partnering.Subject{Kind: r.SubjectKind, ID: r.SubjectID}, Before: r.BeforeDoc.bytes(), After: r.AfterDoc.bytes(),
	}
}

func (r auditRow) key() (column, unique any) { return r.DoneAt.UnixMicro(), r.Seq }

// ofEvent narrows the query to an event, or to what belongs to none.
func ofEvent(q *gorm.DB, eventID string) *gorm.DB {
	if eventID == "" {
		return q.Where("event_id IS NULL")
	}
	return q.Where("event_id = ?", eventID)
}

// CreateAudit implements partnering.AuditStore.
func (t *tables) CreateAudit(ctx context.Context, entries ...partnering.AuditEntry) error {
	rows := rowsOf(entries, auditFromDomain)
	return t.change(ctx, func(c change) error { return insert(c, rows) })
}

// FindAudit implements partnering.AuditStore; without an event what belongs to none.
func (t *tables) FindAudit(ctx context.Context, eventID string, p partnering.Page) (partnering.Slice[partnering.AuditEntry], error) {
	return part[auditRow](ofEvent(t.from(ctx), eventID), newest("done_at"), p)
}
