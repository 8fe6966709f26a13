package store

import (
	"context"

	"entente/partnering"
)

type eventRow struct {
	ID        string `gorm:"primaryKey"`
	Name      string
	Venue     string
	Zone      string
	Languages document[[]string]
	Phase     string
	Settings  document[partnering.Settings]
	Form      document[partnering.ProblemForm]
	CreatedAt instant `gorm:"autoCreateTime:false"`
	Version   int64
}

// TableName implements gorm's Tabler.
func (eventRow) TableName() string { return "events" }

func eventFromDomain(e partnering.Event) eventRow {
	settings := e.Settings
	settings.RequestsCloseAt = at(settings.RequestsCloseAt).Time
	return eventRow{
		ID: e.ID, Name: e.Name, Venue: e.Venue, Zone: e.Zone, Languages: asDocument(e.Languages),
		Phase: string(e.Phase), Settings: asDocument(settings), Form: asDocument(e.Form),
		CreatedAt: at(e.CreatedAt), Version: e.Version,
	}
}

func (r eventRow) toDomain() partnering.Event {
	return partnering.Event{
		ID: r.ID, Name: r.Name, Venue: r.Venue, Zone: r.Zone, Languages: r.Languages.V,
		Phase: partnering.Phase(r.Phase), Settings: r.Settings.V, Form: r.Form.V,
		CreatedAt: r.CreatedAt.Time, Version: r.Version,
	}
}

// EventByID implements partnering.EventStore.
func (t *tables) EventByID(ctx context.Context, id string) (partnering.Event, error) {
	return one[eventRow](t.from(ctx), "event", "id", id)
}

// FindEvents implements partnering.EventStore: the oldest first.
func (t *tables) FindEvents(ctx context.Context) ([]partnering.Event, error) {
	return list[eventRow](t.from(ctx).Order("created_at, id"))
}

// CreateEvent implements partnering.EventStore.
func (t *tables) CreateEvent(ctx context.Context, e *partnering.Event) error {
	row := eventFromDomain(*e)
	row.Version = 1
	err := t.change(ctx, func(c change) error { return c.Create(&row).Error })
	if err == nil {
		e.Version = row.Version
	}
	return err
}

// UpdateEvent implements partnering.EventStore.
func (t *tables) UpdateEvent(ctx context.Context, e *partnering.Event) error {
	row := eventFromDomain(*e)
	row.Version++
	err := t.change(ctx, func(c change) error { return edit(c, &row, "event", e.ID, e.Version) })
	if err == nil {
		e.Version = row.Version
	}
	return err
}
