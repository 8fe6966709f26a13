package store

import (
	"context"

	"gorm.io/gorm/clause"

	"entente/partnering"
)

type availabilityRow struct {
	DelegateID string `gorm:"primaryKey"`
	Slots      document[map[string]partnering.SlotState]
	Version    int64
}

// TableName implements gorm's Tabler.
func (availabilityRow) TableName() string { return "availabilities" }

func availabilityFromDomain(a partnering.Availability) availabilityRow {
	return availabilityRow{DelegateID: a.DelegateID, Slots: asDocument(a.Slots), Version: a.Version}
}

func (r availabilityRow) toDomain() partnering.Availability {
	return partnering.Availability{DelegateID: r.DelegateID, Slots: r.Slots.V, Version: r.Version}
}

// checkStates refuses a state that is none, as a CHECK would.
func checkStates(a partnering.Availability) error {
	for slot, state := range a.Slots {
		switch state {
		case partnering.SlotOpen, partnering.SlotClosed, partnering.SlotRatherNot:
		default:
			return partnering.Errorf(partnering.CodeInvalid, "slot %s cannot be %q: say open, closed or rather_not", slot, state)
		}
	}
	return nil
}

// AvailabilityOf implements partnering.PeopleStore.
func (t *tables) AvailabilityOf(ctx context.Context, delegateID string) (partnering.Availability, error) {
	found, err := list[availabilityRow](t.from(ctx).Where("delegate_id = ?", delegateID))
	if err != nil || len(found) == 0 {
		return partnering.Availability{DelegateID: delegateID}, err
	}
	return found[0], nil
}

// FindAvailability implements partnering.PeopleStore.
func (t *tables) FindAvailability(ctx context.Context, eventID string, delegateIDs ...string) (map[string]map[string]partnering.SlotState, error) {
	delegates := t.from(ctx).Model(&delegateRow{}).Select("id").Where("event_id = ?", eventID)
	if len(delegateIDs) > 0 {
		delegates = in(delegates, t.engine.dialect, "id", delegateIDs)
	}
	found, err := list[availabilityRow](t.from(ctx).Where("delegate_id IN (?)", delegates))
	if err != nil {
		return nil, err
	}
	said := make(map[string]map[string]partnering.SlotState, len(found))
	for _, a := range found {
		said[a.DelegateID] = a.Slots
	}
	return said, nil
}

// PutAvailability implements partnering.PeopleStore.
func (t *tables) PutAvailability(ctx context.Context, a *partnering.Availability) error {
	if err := checkStates(*a); err != nil {
		return err
	}
	row := availabilityFromDomain(*a)
	row.Version++
	err := t.change(ctx, func(c change) error { return c.putAvailability(row, a.Version) })
	if err == nil {
		a.Version = row.Version
	}
	return err
}

func (c change) putAvailability(row availabilityRow, before int64) error {
	if before == 0 {
		done := c.Clauses(clause.OnConflict{DoNothing: true}).Create(&row)
		if done.Error != nil || done.RowsAffected == 1 {
			return done.Error
		}
	} else {
		done := c.Select("slots", "version").Where("version = ?", before).Updates(&row)
		if done.Error != nil || done.RowsAffected == 1 {
			return done.Error
		}
	}
	var now []int64
	if err := c.Model(&availabilityRow{}).Where("delegate_id = ?", row.DelegateID).Pluck("version", &now).Error; err != nil {
		return err
	}
	return staleVersion("availability", before, append(now, 0)[0])
}

// PutAvailabilities implements partnering.PeopleStore.
func (t *tables) PutAvailabilities(ctx context.Context, all ...partnering.Availability) error {
	rows := make([]availabilityRow, len(all))
	for i, a := range all {
		if err := checkStates(a); err != nil {
			return err
		}
		a.Version = 1
		rows[i] = availabilityFromDomain(a)
	}
	return t.change(ctx, func(c change) error {
		raised := clause.Assignments(map[string]any{"version": clause.Expr{SQL: "availabilities.version + 1"}})
		whole := clause.AssignmentColumns([]string{"slots"})
		conflict := clause.OnConflict{Columns: []clause.Column{{Name: "delegate_id"}}, DoUpdates: append(whole, raised...)}
		return insert(change{c.Clauses(conflict), c.dialect}, rows)
	})
}
