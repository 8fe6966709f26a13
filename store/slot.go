package store

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"entente/partnering"
)

type slotRow struct {
	ID         string `gorm:"primaryKey"`
	EventID    string
	ExternalID string
	Day        string
	Session    string
	StartAt    instant
	EndAt      instant
	Version    int64
}

// TableName implements gorm's Tabler.
func (slotRow) TableName() string { return "slots" }

func slotFromDomain(s partnering.Slot) slotRow {
	return slotRow{
		ID: s.ID, EventID: s.EventID, ExternalID: s.ExternalID, Day: s.Day, Session: s.Session,
		StartAt: at(s.Start), EndAt: at(s.End), Version: s.Version,
	}
}

func (r slotRow) toDomain() partnering.Slot {
	return partnering.Slot{
		ID: r.ID, EventID: r.EventID, ExternalID: r.ExternalID, Day: r.Day, Session: r.Session,
		Start: r.StartAt.Time, End: r.EndAt.Time, Version: r.Version,
	}
}

// FindSlots implements partnering.GridStore.
func (t *tables) FindSlots(ctx context.Context, eventID string) ([]partnering.Slot, error) {
	return list[slotRow](t.from(ctx).Where("event_id = ?", eventID).Order("start_at, end_at, id"))
}

// CreateSlots implements partnering.GridStore.
func (t *tables) CreateSlots(ctx context.Context, slots ...partnering.Slot) error {
	rows := rowsOf(slots, func(s partnering.Slot) slotRow {
		s.Version = 1
		return slotFromDomain(s)
	})
	return t.change(ctx, func(c change) error { return insert(c, rows) })
}

// UpdateSlot implements partnering.GridStore.
func (t *tables) UpdateSlot(ctx context.Context, s *partnering.Slot) error {
	row := slotFromDomain(*s)
	row.Version++
	err := t.change(ctx, func(c change) error { return edit(c, &row, "slot", s.ID, s.Version) })
	if err == nil {
		s.Version = row.Version
	}
	return err
}

// DeleteSlots implements partnering.GridStore. What delegates said of the slots goes with them.
func (t *tables) DeleteSlots(ctx context.Context, eventID string, ids ...string) error {
	return t.change(ctx, func(c change) error {
		for _, id := range ids {
			if err := c.forgetSlot(eventID, id); err != nil {
				return err
			}
		}
		these := in(c.Where("event_id = ?", eventID), c.dialect, "id", ids)
		return refused(these.Delete(&slotRow{}).Error, "a meeting, pin or draft still uses one of the slots: move or remove it first")
	})
}

// forgetSlot takes a slot out of every availability of the event.
func (c change) forgetSlot(eventID, id string) error {
	return c.Model(&availabilityRow{}).
		Where("delegate_id IN (?)", c.Model(&delegateRow{}).Select("id").Where("event_id = ?", eventID)).
		Where(`slots LIKE ? ESCAPE '\'`, quoted(id)).
		UpdateColumn("slots", gorm.Expr(fmt.Sprintf(c.without, "slots"), id)).Error
}
