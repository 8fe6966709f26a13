package store

import (
	"context"

	"gorm.io/gorm/clause"

	"entente/partnering"
)

type draftRow struct {
	Seq       int64  `gorm:"->"`
	ID        string `gorm:"primaryKey"`
	EventID   string
	Name      string
	RunID     ref
	Base      int
	CreatedAt instant `gorm:"autoCreateTime:false"`
	Version   int64
}

// TableName implements gorm's Tabler.
func (draftRow) TableName() string { return "drafts" }

func draftFromDomain(d partnering.Draft) draftRow {
	return draftRow{ID: d.ID, EventID: d.EventID, Name: d.Name, RunID: ref(d.RunID), Base: d.Base, CreatedAt: at(d.CreatedAt), Version: d.Version}
}

func (r draftRow) toDomain() partnering.Draft {
	return partnering.Draft{ID: r.ID, EventID: r.EventID, Name: r.Name, RunID: string(r.RunID), Base: r.Base, CreatedAt: r.CreatedAt.Time, Version: r.Version}
}

type draftMeetingRow struct {
	DraftID   string    `gorm:"primaryKey"`
	RequestID string    `gorm:"primaryKey"`
	Where     placement `gorm:"embedded"`
}

// TableName implements gorm's Tabler.
func (draftMeetingRow) TableName() string { return "draft_meetings" }

func (r draftMeetingRow) toDomain() partnering.Meeting { return r.Where.toMeeting(r.RequestID) }

func draftMeetings(draftID string, meetings []partnering.Meeting) []draftMeetingRow {
	return rowsOf(meetings, func(m partnering.Meeting) draftMeetingRow {
		return draftMeetingRow{DraftID: draftID, RequestID: m.RequestID, Where: placementFromDomain(m)}
	})
}

// FindDrafts implements partnering.DraftStore.
func (t *tables) FindDrafts(ctx context.Context, eventID string) ([]partnering.Draft, error) {
	return list[draftRow](t.from(ctx).Where("event_id = ?", eventID).Order("created_at DESC, seq DESC"))
}

// DraftByID implements partnering.DraftStore.
func (t *tables) DraftByID(ctx context.Context, id string) (partnering.Draft, error) {
	return one[draftRow](t.from(ctx), "draft", "id", id)
}

// CreateDraft implements partnering.DraftStore.
func (t *tables) CreateDraft(ctx context.Context, d *partnering.Draft, meetings []partnering.Meeting, unscheduled []partnering.Unscheduled) error {
	row := draftFromDomain(*d)
	row.Version = 1
	err := t.change(ctx, func(c change) error {
		if err := c.Create(&row).Error; err != nil {
			return err
		}
		if err := insert(c, draftMeetings(d.ID, meetings)); err != nil {
			return err
		}
		return insert(c, draftUnscheduled(d.ID, unscheduled))
	})
	if err == nil {
		d.Version = row.Version
	}
	return err
}

// UpdateDraft implements partnering.DraftStore.
func (t *tables) UpdateDraft(ctx context.Context, d *partnering.Draft) error {
	row := draftFromDomain(*d)
	row.Version++
	err := t.change(ctx, func(c change) error { return edit(c, &row, "draft", d.ID, d.Version) })
	if err == nil {
		d.Version = row.Version
	}
	return err
}

// DeleteDraft implements partnering.DraftStore.
func (t *tables) DeleteDraft(ctx context.Context, id string) error {
	return t.change(ctx, func(c change) error {
		return remove[draftRow](c.Where("id = ?", id), "draft", "the draft is in use")
	})
}

// DraftMeetings implements partnering.DraftStore.
func (t *tables) DraftMeetings(ctx context.Context, draftID string) ([]partnering.Meeting, error) {
	return list[draftMeetingRow](byPlacement(t.from(ctx).Where("draft_id = ?", draftID), "draft_meetings"))
}

// DraftMeetingsAt implements partnering.DraftStore: two queries, each by an
// index, where one with an OR would look at the whole draft.
func (t *tables) DraftMeetingsAt(ctx context.Context, draftID, slotID string, requestIDs ...string) ([]partnering.Meeting, error) {
	event := t.from(ctx).Model(&draftRow{}).Select("event_id").Where("id = ?", draftID)
	there := t.from(ctx).Where("draft_id = ? AND draft_meetings.event_id = (?) AND draft_meetings.slot_id = ?", draftID, event, slotID)
	inSlot, err := list[draftMeetingRow](byPlacement(there, "draft_meetings"))
	if err != nil || len(requestIDs) == 0 {
		return inSlot, err
	}
	others := in(t.from(ctx).Where("draft_id = ? AND draft_meetings.slot_id <> ?", draftID, slotID), t.engine.dialect, "draft_meetings.request_id", requestIDs)
	elsewhere, err := list[draftMeetingRow](byPlacement(others, "draft_meetings"))
	return append(inSlot, elsewhere...), err
}

// PutDraftMeetings implements partnering.DraftStore.
func (t *tables) PutDraftMeetings(ctx context.Context, draftID string, meetings ...partnering.Meeting) error {
	return t.change(ctx, func(c change) error {
		whole := c.Clauses(clause.OnConflict{Columns: []clause.Column{{Name: "draft_id"}, {Name: "request_id"}}, UpdateAll: true})
		return insert(change{whole, c.dialect}, draftMeetings(draftID, meetings))
	})
}

// DeleteDraftMeetings implements partnering.DraftStore.
func (t *tables) DeleteDraftMeetings(ctx context.Context, draftID string, requestIDs ...string) error {
	return t.change(ctx, func(c change) error {
		these := in(c.Where("draft_id = ?", draftID), c.dialect, "request_id", requestIDs)
		return these.Delete(&draftMeetingRow{}).Error
	})
}
