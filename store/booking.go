package store

import (
	"context"

	"entente/partnering"
)

type pitchBookingRow struct {
	ID             string `gorm:"primaryKey"`
	EventID        string
	SessionID      string
	SlotID         ref
	OrganisationID string
	Title          string
	Abstract       string
	Presenters     document[[]string]
	State          string
	Rank           int
	CreatedAt      instant `gorm:"autoCreateTime:false"`
	Version        int64
}

// TableName implements gorm's Tabler.
func (pitchBookingRow) TableName() string { return "pitch_bookings" }

// holding is the condition of bookings that hold their slot, the same as the
// unique index behind it has.
const holding = "state IN ('booked', 'selected')"

func bookingFromDomain(b partnering.PitchBooking) pitchBookingRow {
	return pitchBookingRow{
		ID: b.ID, EventID: b.EventID, SessionID: b.SessionID, SlotID: ref(b.SlotID), OrganisationID: b.OrganisationID,
		Title: b.Title, Abstract: b.Abstract, Presenters: asDocument(b.Presenters),
		State: string(b.State), Rank: b.Rank, CreatedAt: at(b.CreatedAt), Version: b.Version,
	}
}

func (r pitchBookingRow) toDomain() partnering.PitchBooking {
	return partnering.PitchBooking{
		ID: r.ID, EventID: r.EventID, SessionID: r.SessionID, SlotID: string(r.SlotID), OrganisationID: r.OrganisationID,
		Title: r.Title, Abstract: r.Abstract, Presenters: r.Presenters.V,
		State: partnering.BookingState(r.State), Rank: r.Rank, CreatedAt: r.CreatedAt.Time, Version: r.Version,
	}
}

// FindPitchSlots implements partnering.PitchStore.
func (t *tables) FindPitchSlots(ctx context.Context, eventID string) ([]partnering.PitchSlot, error) {
	return list[pitchSlotRow](t.from(ctx).Where("event_id = ?", eventID).Order("start_at, id"))
}

// PitchSlotByID implements partnering.PitchStore.
func (t *tables) PitchSlotByID(ctx context.Context, id string) (partnering.PitchSlot, error) {
	return one[pitchSlotRow](t.from(ctx), "pitch slot", "id", id)
}

// FindBookings implements partnering.PitchStore: the oldest first.
func (t *tables) FindBookings(ctx context.Context, eventID string) ([]partnering.PitchBooking, error) {
	return list[pitchBookingRow](t.from(ctx).Where("event_id = ?", eventID).Order("created_at, id"))
}

// BookingByID implements partnering.PitchStore.
func (t *tables) BookingByID(ctx context.Context, id string) (partnering.PitchBooking, error) {
	return one[pitchBookingRow](t.from(ctx), "pitch booking", "id", id)
}

// BookingOfSlot implements partnering.PitchStore.
func (t *tables) BookingOfSlot(ctx context.Context, slotID string) (partnering.PitchBooking, error) {
	return one[pitchBookingRow](t.from(ctx).Where(holding), "pitch booking", "slot_id", slotID)
}

// CreateBooking implements partnering.PitchStore.
func (t *tables) CreateBooking(ctx context.Context, b *partnering.PitchBooking) error {
	row := bookingFromDomain(*b)
	row.Version = 1
	err := t.change(ctx, func(c change) error { return c.Create(&row).Error })
	if err == nil {
		b.Version = row.Version
	}
	return err
}

// UpdateBooking implements partnering.PitchStore; CodeConflict when it would
// hold a slot that another holds.
func (t *tables) UpdateBooking(ctx context.Context, b *partnering.PitchBooking) error {
	row := bookingFromDomain(*b)
	row.Version++
	err := t.change(ctx, func(c change) error { return edit(c, &row, "pitch booking", b.ID, b.Version) })
	if err == nil {
		b.Version = row.Version
	}
	return err
}
