package store

import (
	"context"
	"fmt"
	"slices"

	"entente/partnering"
)

// Publish implements partnering.ScheduleStore. The version must be the one
// after the newest, and each change's Before must be in the newest schedule
// where it says, else CodeConflict.
func (t *tables) Publish(ctx context.Context, v partnering.ScheduleVersion, changes []partnering.Change) error {
	return t.change(ctx, func(c change) error {
		inside := tables{engine: t.engine, tx: c.DB}
		if err := inside.mustFollow(ctx, v); err != nil {
			return err
		}
		version := versionFromDomain(v)
		if err := c.Create(&version).Error; err != nil {
			return err
		}
		rows := rowsOf(changes, func(d partnering.Change) changeRow { return changeFromDomain(v, d) })
		if err := insert(c, rows); err != nil {
			return err
		}
		if err := c.takeOut(v.EventID, changes); err != nil {
			return err
		}
		return c.putIn(v.EventID, changes)
	})
}

func (t *tables) mustFollow(ctx context.Context, v partnering.ScheduleVersion) error {
	current, err := t.CurrentVersion(ctx, v.EventID)
	if err != nil {
		return err
	}
	if v.Number != current.Number+1 {
		return partnering.Errorf(partnering.CodeConflict, "version %d cannot follow version %d, the newest: look at the newest and publish again", v.Number, current.Number)
	}
	return nil
}

// takeOut removes the meetings that the changes move or end, with their attendances.
func (c change) takeOut(eventID string, changes []partnering.Change) error {
	var ids []string
	for _, d := range changes {
		if d.Before != nil {
			ids = append(ids, d.RequestID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	done := in(c.Where("event_id = ?", eventID), c.dialect, "request_id", ids).Delete(&meetingRow{})
	if done.Error == nil && done.RowsAffected != int64(len(ids)) {
		return partnering.Errorf(partnering.CodeConflict, "%d of the meetings to change are not in the newest schedule: compare with it again", int64(len(ids))-done.RowsAffected)
	}
	return done.Error
}

// putIn adds the meetings as they are after the changes, each with a seat, and
// those who attend them.
func (c change) putIn(eventID string, changes []partnering.Change) error {
	var rows []meetingRow
	var ids, slotIDs []string
	for _, d := range changes {
		if d.After == nil {
			continue
		}
		rows = append(rows, meetingRow{RequestID: d.RequestID, Where: placementFromDomain(*d.After)})
		ids, slotIDs = append(ids, d.RequestID), append(slotIDs, d.After.SlotID)
	}
	if len(rows) == 0 {
		return nil
	}
	slices.Sort(slotIDs)
	seats, err := c.seatingOf(eventID, slices.Compact(slotIDs))
	if err != nil {
		return err
	}
	for i := range rows {
		rows[i].Where.EventID = eventID
		if err := seats.sit(&rows[i]); err != nil {
			return err
		}
	}
	if err := insert(c, rows); err != nil {
		return err
	}
	return c.attend(ids)
}

// attend writes who attends the meetings, by one statement for all of them.
func (c change) attend(requestIDs []string) error {
	these := fmt.Sprintf(c.inList, "m.request_id")
	people := fmt.Sprintf(c.elements, "m.participants")
	return c.Exec(`INSERT INTO attendances (delegate_id, slot_id, request_id, event_id)
		SELECT value, m.slot_id, m.request_id, m.event_id FROM meetings AS m CROSS JOIN `+people+`
		WHERE m.state <> 'cancelled' AND `+these, textList(requestIDs)).Error
}
