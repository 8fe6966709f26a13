package store

import (
	"context"

	"entente/partnering"
)

type placeRow struct {
	ID             string `gorm:"primaryKey"`
	EventID        string
	ExternalID     string
	Name           string
	Kind           string
	Zone           string
	Capacity       int
	OrganisationID ref
	Link           string
	Position       int
	Version        int64
}

// TableName implements gorm's Tabler.
func (placeRow) TableName() string { return "places" }

func placeFromDomain(p partnering.Place) placeRow {
	return placeRow{
		ID: p.ID, EventID: p.EventID, ExternalID: p.ExternalID, Name: p.Name, Kind: string(p.Kind), Zone: p.Zone,
		Capacity: p.Capacity, OrganisationID: ref(p.OrganisationID), Link: p.Link, Position: p.Position, Version: p.Version,
	}
}

func (r placeRow) toDomain() partnering.Place {
	return partnering.Place{
		ID: r.ID, EventID: r.EventID, ExternalID: r.ExternalID, Name: r.Name, Kind: partnering.PlaceKind(r.Kind), Zone: r.Zone,
		Capacity: r.Capacity, OrganisationID: string(r.OrganisationID), Link: r.Link, Position: r.Position, Version: r.Version,
	}
}

// closureRow says that a place is closed in a slot.
type closureRow struct {
	PlaceID string `gorm:"primaryKey"`
	SlotID  string `gorm:"primaryKey"`
}

// TableName implements gorm's Tabler.
func (closureRow) TableName() string { return "place_closures" }

func closuresOf(p partnering.Place) []closureRow {
	return rowsOf(p.Closed, func(slotID string) closureRow { return closureRow{PlaceID: p.ID, SlotID: slotID} })
}

// FindPlaces implements partnering.GridStore.
func (t *tables) FindPlaces(ctx context.Context, eventID string) ([]partnering.Place, error) {
	places, err := list[placeRow](t.from(ctx).Where("event_id = ?", eventID).Order("position, name, id"))
	if err != nil {
		return nil, err
	}
	return t.withClosures(ctx, places, "slots.event_id = ?", eventID)
}

// PlaceByID implements partnering.GridStore.
func (t *tables) PlaceByID(ctx context.Context, id string) (partnering.Place, error) {
	place, err := one[placeRow](t.from(ctx), "place", "id", id)
	if err != nil {
		return place, err
	}
	places, err := t.withClosures(ctx, []partnering.Place{place}, "place_closures.place_id = ?", id)
	if err != nil {
		return partnering.Place{}, err
	}
	return places[0], nil
}

// withClosures fills in Closed, by one query for all places.
func (t *tables) withClosures(ctx context.Context, places []partnering.Place, where, value string) ([]partnering.Place, error) {
	var rows []closureRow
	err := t.from(ctx).Select("place_closures.place_id, place_closures.slot_id").
		Joins("JOIN slots ON slots.id = place_closures.slot_id").
		Where(where, value).Order("slots.start_at, slots.id").Find(&rows).Error
	if err != nil {
		return nil, err
	}
	closed := map[string][]string{}
	for _, row := range rows {
		closed[row.PlaceID] = append(closed[row.PlaceID], row.SlotID)
	}
	for i := range places {
		places[i].Closed = closed[places[i].ID]
	}
	return places, nil
}

// CreatePlaces implements partnering.GridStore.
func (t *tables) CreatePlaces(ctx context.Context, places ...partnering.Place) error {
	var closures []closureRow
	rows := rowsOf(places, func(p partnering.Place) placeRow {
		closures = append(closures, closuresOf(p)...)
		p.Version = 1
		return placeFromDomain(p)
	})
	return t.change(ctx, func(c change) error {
		if err := insert(c, rows); err != nil {
			return err
		}
		return insert(c, closures)
	})
}

// UpdatePlace implements partnering.GridStore. CodeConflict when it would host
// fewer meetings than it does.
func (t *tables) UpdatePlace(ctx context.Context, p *partnering.Place) error {
	row := placeFromDomain(*p)
	row.Version++
	err := t.change(ctx, func(c change) error {
		if err := c.reseat(p.ID, p.Capacity); err != nil {
			return err
		}
		if err := edit(c, &row, "place", p.ID, p.Version); err != nil {
			return err
		}
		if err := c.Where("place_id = ?", p.ID).Delete(&closureRow{}).Error; err != nil {
			return err
		}
		return insert(c, closuresOf(*p))
	})
	if err == nil {
		p.Version = row.Version
	}
	return err
}

// DeletePlace implements partnering.GridStore.
func (t *tables) DeletePlace(ctx context.Context, id string) error {
	return t.change(ctx, func(c change) error {
		return remove[placeRow](c.Where("id = ?", id), "place", "a meeting, pin or draft still uses the place: move or remove it first")
	})
}
