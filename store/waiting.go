package store

import (
	"context"

	"entente/partnering"
)

type waitingRow struct {
	Seq            int64  `gorm:"->"`
	ID             string `gorm:"primaryKey"`
	EventID        string
	SessionID      string
	OrganisationID string
	JoinedAt       instant
}

// TableName implements gorm's Tabler.
func (waitingRow) TableName() string { return "waiting_entries" }

func (r waitingRow) toDomain() partnering.WaitingEntry {
	return partnering.WaitingEntry{ID: r.ID, EventID: r.EventID, SessionID: r.SessionID, OrganisationID: r.OrganisationID, JoinedAt: r.JoinedAt.Time}
}

// FindWaiting implements partnering.PitchStore. Who joined at the same instant
// stands in the order of joining.
func (t *tables) FindWaiting(ctx context.Context, sessionID string) ([]partnering.WaitingEntry, error) {
	return list[waitingRow](t.from(ctx).Where("session_id = ?", sessionID).Order("joined_at, seq"))
}

// FindWaitingAt implements partnering.PitchStore.
func (t *tables) FindWaitingAt(ctx context.Context, eventID string) ([]partnering.WaitingEntry, error) {
	return list[waitingRow](t.from(ctx).Where("event_id = ?", eventID).Order("session_id, joined_at, seq"))
}

// CreateWaiting implements partnering.PitchStore.
func (t *tables) CreateWaiting(ctx context.Context, w partnering.WaitingEntry) error {
	row := waitingRow{ID: w.ID, EventID: w.EventID, SessionID: w.SessionID, OrganisationID: w.OrganisationID, JoinedAt: at(w.JoinedAt)}
	return t.change(ctx, func(c change) error { return c.Create(&row).Error })
}

// DeleteWaiting implements partnering.PitchStore.
func (t *tables) DeleteWaiting(ctx context.Context, sessionID, organisationID string) error {
	return t.change(ctx, func(c change) error {
		return remove[waitingRow](c.Where("session_id = ? AND organisation_id = ?", sessionID, organisationID),
			"entry on the waiting list", "the entry is in use")
	})
}
