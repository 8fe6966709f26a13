package store

import (
	"context"

	"entente/partnering"
)

type pitchSessionRow struct {
	ID       string `gorm:"primaryKey"`
	EventID  string
	Title    string
	Topic    string
	Room     string
	Mode     string
	StartAt  instant
	EndAt    instant
	PitchMin int
	QAMin    int `gorm:"column:qa_min"`
	Version  int64
}

// TableName implements gorm's Tabler.
func (pitchSessionRow) TableName() string { return "pitch_sessions" }

func pitchSessionFromDomain(s partnering.PitchSession) pitchSessionRow {
	return pitchSessionRow{
		ID: s.ID, EventID: s.EventID, Title: s.Title, Topic: s.Topic, Room: s.Room, Mode: string(s.Mode),
		StartAt: at(s.Start), EndAt: at(s.End), PitchMin: s.PitchMin, QAMin: s.QAMin, Version: s.Version,
	}
}

func (r pitchSessionRow) toDomain() partnering.PitchSession {
	return partnering.PitchSession{
		ID: r.ID, EventID: r.EventID, Title: r.Title, Topic: r.Topic, Room: r.Room, Mode: partnering.PitchMode(r.Mode),
		Start: r.StartAt.Time, End: r.EndAt.Time, PitchMin: r.PitchMin, QAMin: r.QAMin, Version: r.Version,
	}
}

type pitchSlotRow struct {
	ID        string `gorm:"primaryKey"`
	EventID   string
	SessionID string
	Position  int
	StartAt   instant
	EndAt     instant
}

// TableName implements gorm's Tabler.
func (pitchSlotRow) TableName() string { return "pitch_slots" }

func pitchSlotFromDomain(s partnering.PitchSlot) pitchSlotRow {
	return pitchSlotRow{ID: s.ID, EventID: s.EventID, SessionID: s.SessionID, Position: s.Position, StartAt: at(s.Start), EndAt: at(s.End)}
}

func (r pitchSlotRow) toDomain() partnering.PitchSlot {
	return partnering.PitchSlot{ID: r.ID, EventID: r.EventID, SessionID: r.SessionID, Position: r.Position, Start: r.StartAt.Time, End: r.EndAt.Time}
}

// FindPitchSessions implements partnering.PitchStore.
func (t *tables) FindPitchSessions(ctx context.Context, eventID string) ([]partnering.PitchSession, error) {
	return list[pitchSessionRow](t.from(ctx).Where("event_id = ?", eventID).Order("start_at, id"))
}

// PitchSessionByID implements partnering.PitchStore.
func (t *tables) PitchSessionByID(ctx context.Context, id string) (partnering.PitchSession, error) {
	return one[pitchSessionRow](t.from(ctx), "pitch session", "id", id)
}

// CreatePitchSession implements partnering.PitchStore.
func (t *tables) CreatePitchSession(ctx context.Context, s *partnering.PitchSession, slots []partnering.PitchSlot) error {
	row := pitchSessionFromDomain(*s)
	row.Version = 1
	err := t.change(ctx, func(c change) error {
		if err := c.Create(&row).Error; err != nil {
			return err
		}
		return insert(c, rowsOf(slots, pitchSlotFromDomain))
	})
	if err == nil {
		s.Version = row.Version
	}
	return err
}

// UpdatePitchSession implements partnering.PitchStore.
func (t *tables) UpdatePitchSession(ctx context.Context, s *partnering.PitchSession) error {
	row := pitchSessionFromDomain(*s)
	row.Version++
	err := t.change(ctx, func(c change) error { return edit(c, &row, "pitch session", s.ID, s.Version) })
	if err == nil {
		s.Version = row.Version
	}
	return err
}

// ReplacePitchSlots implements partnering.PitchStore.
func (t *tables) ReplacePitchSlots(ctx context.Context, sessionID string, slots []partnering.PitchSlot) error {
	return t.change(ctx, func(c change) error {
		if err := c.mustNotBeHeld(sessionID); err != nil {
			return err
		}
		if err := c.Where("session_id = ?", sessionID).Delete(&pitchSlotRow{}).Error; err != nil {
			return err
		}
		return insert(c, rowsOf(slots, pitchSlotFromDomain))
	})
}

// DeletePitchSession implements partnering.PitchStore. Bookings that hold no
// slot, and the waiting list, go with it.
func (t *tables) DeletePitchSession(ctx context.Context, id string) error {
	return t.change(ctx, func(c change) error {
		if err := c.mustNotBeHeld(id); err != nil {
			return err
		}
		return remove[pitchSessionRow](c.Where("id = ?", id), "pitch session", "the pitch session is in use")
	})
}

// mustNotBeHeld returns CodeConflict while a booking holds a slot of the session.
func (c change) mustNotBeHeld(sessionID string) error {
	var held int64
	slots := c.Model(&pitchSlotRow{}).Select("id").Where("session_id = ?", sessionID)
	err := c.Model(&pitchBookingRow{}).Where("slot_id IN (?)", slots).Where(holding).Count(&held).Error
	if err != nil || held == 0 {
		return err
	}
	return partnering.Errorf(partnering.CodeConflict, "%d pitch slots of the session are booked: free them first", held)
}
