package store

import (
	"context"

	"entente/partnering"
)

type messageRow struct {
	Seq            int64  `gorm:"->"`
	ID             string `gorm:"primaryKey"`
	EventID        string
	RequestID      string
	OrganisationID string
	AccountID      string
	Author         string
	Body           string
	WrittenAt      instant
}

// TableName implements gorm's Tabler.
func (messageRow) TableName() string { return "request_messages" }

func (r messageRow) toDomain() partnering.RequestMessage {
	return partnering.RequestMessage{
		ID: r.ID, EventID: r.EventID, RequestID: r.RequestID, OrganisationID: r.OrganisationID,
		AccountID: r.AccountID, Author: r.Author, Text: r.Body, At: r.WrittenAt.Time,
	}
}

// FindMessages implements partnering.RequestStore.
func (t *tables) FindMessages(ctx context.Context, requestID string) ([]partnering.RequestMessage, error) {
	return list[messageRow](t.from(ctx).Where("request_id = ?", requestID).Order("written_at, seq"))
}

// CountMessages implements partnering.RequestStore.
func (t *tables) CountMessages(ctx context.Context, requestIDs ...string) (map[string]int, error) {
	var rows []struct {
		RequestID string
		Count     int
	}
	err := in(t.from(ctx).Model(&messageRow{}), t.engine.dialect, "request_id", requestIDs).
		Select("request_id, count(*) AS count").Group("request_id").Find(&rows).Error
	counts := make(map[string]int, len(rows))
	for _, row := range rows {
		counts[row.RequestID] = row.Count
	}
	return counts, err
}

// CreateMessage implements partnering.RequestStore.
func (t *tables) CreateMessage(ctx context.Context, m partnering.RequestMessage) error {
	row := messageRow{
		ID: m.ID, EventID: m.EventID, RequestID: m.RequestID, OrganisationID: m.OrganisationID,
		AccountID: m.AccountID, Author: m.Author, Body: m.Text, WrittenAt: at(m.At),
	}
	return t.change(ctx, func(c change) error { return c.Create(&row).Error })
}
