package store

import (
	"context"
	"fmt"
	"strings"

	"gorm.io/gorm"

	"entente/partnering"
)

type organisationRow struct {
	ID          string `gorm:"primaryKey"`
	EventID     string
	ExternalID  string
	Name        string
	NameKey     string // the name, folded: lists sort by it
	Search      string // what Text is looked for in, folded
	Kind        string
	Description string
	Country     string
	Website     string
	Topics      document[[]string]
	Offers      document[[]string]
	Seeks       document[[]string]
	Clusters    document[[]string]
	Floor       *int
	MaxMeetings *int
	Hidden      bool
	Implied     bool
	Version     int64
}

// TableName implements gorm's Tabler.
func (organisationRow) TableName() string { return "organisations" }

func organisationFromDomain(o partnering.Organisation) organisationRow {
	return organisationRow{
		ID: o.ID, EventID: o.EventID, ExternalID: o.ExternalID, Name: o.Name, NameKey: fold(o.Name),
		Search: searchable(o.Name, o.Description, strings.Join(o.Topics, "\n")),
		Kind:   string(o.Kind), Description: o.Description, Country: o.Country, Website: o.Website,
		Topics: asDocument(o.Topics), Offers: asDocument(o.Offers), Seeks: asDocument(o.Seeks), Clusters: asDocument(o.Clusters),
		Floor: o.Floor, MaxMeetings: o.MaxMeetings, Hidden: o.Hidden, Implied: o.Implied, Version: o.Version,
	}
}

func (r organisationRow) toDomain() partnering.Organisation {
	return partnering.Organisation{
		ID: r.ID, EventID: r.EventID, ExternalID: r.ExternalID, Name: r.Name, Kind: partnering.Kind(r.Kind),
		Description: r.Description, Country: r.Country, Website: r.Website,
		Topics: r.Topics.V, Offers: r.Offers.V, Seeks: r.Seeks.V, Clusters: r.Clusters.V,
		Floor: r.Floor, MaxMeetings: r.MaxMeetings, Hidden: r.Hidden, Implied: r.Implied, Version: r.Version,
	}
}

func (r organisationRow) key() (column, unique any) { return r.NameKey, r.ID }

func byName() order { return order{column: "name_key", unique: "id"} }

// OrganisationByID implements partnering.PeopleStore.
func (t *tables) OrganisationByID(ctx context.Context, id string) (partnering.Organisation, error) {
	return one[organisationRow](t.from(ctx), "organisation", "id", id)
}

// FindOrganisations implements partnering.PeopleStore.
func (t *tables) FindOrganisations(ctx context.Context, f partnering.OrganisationFilter) (partnering.Slice[partnering.Organisation], error) {
	q := where(t.from(ctx), f.EventID, "event_id = ?")
	q = where(q, string(f.Kind), "kind = ?")
	q = where(q, f.Country, "country = ?")
	q = where(q, f.Offers, fmt.Sprintf(t.engine.hasElement, "offers"))
	q = where(q, f.Seeks, fmt.Sprintf(t.engine.hasElement, "seeks"))
	q = where(q, f.Topic, fmt.Sprintf(t.engine.hasElement, "topics"))
	q = where(q, f.Cluster, fmt.Sprintf(t.engine.hasElement, "clusters"))
	if len(f.IDs) > 0 {
		q = in(q, t.engine.dialect, "id", f.IDs)
	}
	if f.Hidden != nil {
		q = q.Where("hidden = ?", *f.Hidden)
	}
	return part[organisationRow](search(q, "search", f.Text), byName(), f.Page)
}

// where narrows the query when the value is not empty.
func where(q *gorm.DB, value, condition string) *gorm.DB {
	if value == "" {
		return q
	}
	return q.Where(condition, value)
}

// CreateOrganisations implements partnering.PeopleStore.
func (t *tables) CreateOrganisations(ctx context.Context, organisations ...partnering.Organisation) error {
	rows := rowsOf(organisations, func(o partnering.Organisation) organisationRow {
		o.Version = 1
		return organisationFromDomain(o)
	})
	return t.change(ctx, func(c change) error { return insert(c, rows) })
}

// UpdateOrganisation implements partnering.PeopleStore.
func (t *tables) UpdateOrganisation(ctx context.Context, o *partnering.Organisation) error {
	row := organisationFromDomain(*o)
	row.Version++
	err := t.change(ctx, func(c change) error { return edit(c, &row, "organisation", o.ID, o.Version) })
	if err == nil {
		o.Version = row.Version
	}
	return err
}

// DeleteOrganisation implements partnering.PeopleStore. Its delegates go with it.
func (t *tables) DeleteOrganisation(ctx context.Context, id string) error {
	return t.change(ctx, func(c change) error {
		return remove[organisationRow](c.Where("id = ?", id), "organisation",
			"the organisation still has meeting requests, pitch bookings or a booth: remove those first")
	})
}
