package store

import (
	"context"

	"gorm.io/gorm/clause"

	"entente/partnering"
)

type pinRow struct {
	EventID      string `gorm:"primaryKey"`
	RequestID    string `gorm:"primaryKey"`
	SlotID       string
	PlaceID      ref
	Participants document[[]string]
	Forced       bool
}

// TableName implements gorm's Tabler.
func (pinRow) TableName() string { return "pins" }

func (r pinRow) toDomain() partnering.Pin {
	return partnering.Pin{
		EventID: r.EventID, RequestID: r.RequestID, SlotID: r.SlotID, PlaceID: string(r.PlaceID),
		Participants: r.Participants.V, Forced: r.Forced,
	}
}

// FindPins implements partnering.DraftStore: by request.
func (t *tables) FindPins(ctx context.Context, eventID string) ([]partnering.Pin, error) {
	return list[pinRow](t.from(ctx).Where("event_id = ?", eventID).Order("request_id"))
}

// PutPin implements partnering.DraftStore: the request's one pin, instead of the one before.
func (t *tables) PutPin(ctx context.Context, p partnering.Pin) error {
	row := pinRow{
		EventID: p.EventID, RequestID: p.RequestID, SlotID: p.SlotID, PlaceID: ref(p.PlaceID),
		Participants: asDocument(p.Participants), Forced: p.Forced,
	}
	return t.change(ctx, func(c change) error {
		instead := clause.OnConflict{Columns: []clause.Column{{Name: "event_id"}, {Name: "request_id"}}, UpdateAll: true}
		return c.Clauses(instead).Create(&row).Error
	})
}

// DeletePin implements partnering.DraftStore. A pin that is not there holds nothing.
func (t *tables) DeletePin(ctx context.Context, eventID, requestID string) error {
	return t.change(ctx, func(c change) error {
		return c.Where("event_id = ? AND request_id = ?", eventID, requestID).Delete(&pinRow{}).Error
	})
}
