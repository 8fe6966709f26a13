package store

import (
	"context"

	"entente/partnering"
)

// explanation is what the rows of drafts and of the published schedule share.
type explanation struct {
	RequestID string `gorm:"primaryKey"`
	Position  int    // in the list as it was handed in
	Reasons   document[[]partnering.Reason]
	Repairs   document[[]partnering.Repair]
}

func explanationFromDomain(u partnering.Unscheduled, position int) explanation {
	return explanation{RequestID: u.RequestID, Position: position, Reasons: asDocument(u.Reasons), Repairs: asDocument(u.Repairs)}
}

func (e explanation) toDomain() partnering.Unscheduled {
	return partnering.Unscheduled{RequestID: e.RequestID, Reasons: e.Reasons.V, Repairs: e.Repairs.V}
}

type draftUnscheduledRow struct {
	DraftID string      `gorm:"primaryKey"`
	Why     explanation `gorm:"embedded"`
}

// TableName implements gorm's Tabler.
func (draftUnscheduledRow) TableName() string { return "draft_unscheduled" }

func (r draftUnscheduledRow) toDomain() partnering.Unscheduled { return r.Why.toDomain() }

func draftUnscheduled(draftID string, all []partnering.Unscheduled) []draftUnscheduledRow {
	rows := make([]draftUnscheduledRow, len(all))
	for i, u := range all {
		rows[i] = draftUnscheduledRow{draftID, explanationFromDomain(u, i)}
	}
	return rows
}

type publishedUnscheduledRow struct {
	EventID string      `gorm:"primaryKey"`
	Why     explanation `gorm:"embedded"`
}

// TableName implements gorm's Tabler.
func (publishedUnscheduledRow) TableName() string { return "published_unscheduled" }

func (r publishedUnscheduledRow) toDomain() partnering.Unscheduled { return r.Why.toDomain() }

func publishedUnscheduled(eventID string, all []partnering.Unscheduled) []publishedUnscheduledRow {
	rows := make([]publishedUnscheduledRow, len(all))
	for i, u := range all {
		rows[i] = publishedUnscheduledRow{eventID, explanationFromDomain(u, i)}
	}
	return rows
}

// DraftUnscheduled implements partnering.DraftStore, in the order in which they were put.
func (t *tables) DraftUnscheduled(ctx context.Context, draftID string) ([]partnering.Unscheduled, error) {
	return list[draftUnscheduledRow](t.from(ctx).Where("draft_id = ?", draftID).Order("position, request_id"))
}

// PutDraftUnscheduled implements partnering.DraftStore: all of them, instead of those before.
func (t *tables) PutDraftUnscheduled(ctx context.Context, draftID string, all []partnering.Unscheduled) error {
	return t.change(ctx, func(c change) error {
		if err := c.Where("draft_id = ?", draftID).Delete(&draftUnscheduledRow{}).Error; err != nil {
			return err
		}
		return insert(c, draftUnscheduled(draftID, all))
	})
}

// PublishedUnscheduled implements partnering.ScheduleStore, in the order in which they were put.
func (t *tables) PublishedUnscheduled(ctx context.Context, eventID string, requestIDs ...string) ([]partnering.Unscheduled, error) {
	q := t.from(ctx).Where("event_id = ?", eventID)
	if len(requestIDs) > 0 {
		q = in(q, t.engine.dialect, "request_id", requestIDs)
	}
	return list[publishedUnscheduledRow](q.Order("position, request_id"))
}

// PutPublishedUnscheduled implements partnering.ScheduleStore: all of them, instead of those before.
func (t *tables) PutPublishedUnscheduled(ctx context.Context, eventID string, all []partnering.Unscheduled) error {
	return t.change(ctx, func(c change) error {
		if err := c.Where("event_id = ?", eventID).Delete(&publishedUnscheduledRow{}).Error; err != nil {
			return err
		}
		return insert(c, publishedUnscheduled(eventID, all))
	})
}
