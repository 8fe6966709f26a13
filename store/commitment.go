package store

import (
	"context"

	"entente/partnering"
)

type commitmentRow struct {
	ID         string `gorm:"primaryKey"`
	EventID    string
	DelegateID string
	Kind       string
	Title      string
	SourceID   string
	StartAt    instant
	EndAt      instant
}

// TableName implements gorm's Tabler.
func (commitmentRow) TableName() string { return "commitments" }

func commitmentFromDomain(c partnering.Commitment) commitmentRow {
	return commitmentRow{
		ID: c.ID, EventID: c.EventID, DelegateID: c.DelegateID, Kind: string(c.Kind), Title: c.Title,
		SourceID: c.SourceID, StartAt: at(c.Start), EndAt: at(c.End),
	}
}

func (r commitmentRow) toDomain() partnering.Commitment {
	return partnering.Commitment{
		ID: r.ID, EventID: r.EventID, DelegateID: r.DelegateID, Kind: partnering.CommitmentKind(r.Kind), Title: r.Title,
		SourceID: r.SourceID, Start: r.StartAt.Time, End: r.EndAt.Time,
	}
}

// FindCommitments implements partnering.PeopleStore.
func (t *tables) FindCommitments(ctx context.Context, eventID string, delegateIDs ...string) ([]partnering.Commitment, error) {
	q := t.from(ctx).Where("event_id = ?", eventID)
	if len(delegateIDs) > 0 {
		q = in(q, t.engine.dialect, "delegate_id", delegateIDs)
	}
	return list[commitmentRow](q.Order("start_at, id"))
}

// CreateCommitments implements partnering.PeopleStore.
func (t *tables) CreateCommitments(ctx context.Context, commitments ...partnering.Commitment) error {
	rows := rowsOf(commitments, commitmentFromDomain)
	return t.change(ctx, func(c change) error { return insert(c, rows) })
}

// DeleteCommitment implements partnering.PeopleStore.
func (t *tables) DeleteCommitment(ctx context.Context, id string) error {
	return t.change(ctx, func(c change) error {
		return remove[commitmentRow](c.Where("id = ?", id), "commitment", "the commitment is in use")
	})
}

// DeleteCommitmentsOf implements partnering.PeopleStore.
func (t *tables) DeleteCommitmentsOf(ctx context.Context, sourceID string) error {
	if sourceID == "" {
		return nil
	}
	return t.change(ctx, func(c change) error {
		return c.Where("source_id = ?", sourceID).Delete(&commitmentRow{}).Error
	})
}
