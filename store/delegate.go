package store

import (
	"context"
	"strings"

	"gorm.io/gorm"

	"entente/partnering"
)

type delegateRow struct {
	ID             string `gorm:"primaryKey"`
	EventID        string
	OrganisationID string
	ExternalID     string
	Name           string
	NameKey        string // the name, folded: lists sort by it
	Search         string // name and title, folded
	Email          string
	Title          string
	Topics         document[[]string]
	NoMeetings     bool
	IsVirtual      bool
	Zone           string
	Language       string
	PlaceID        ref
	Floor          *int
	MaxMeetings    *int
	MaxPerDay      *int
	MaxInARow      *int `gorm:"column:max_in_a_row"`
	Away           document[[]partnering.Interval]
	Version        int64
}

// TableName implements gorm's Tabler.
func (delegateRow) TableName() string { return "delegates" }

func delegateFromDomain(d partnering.Delegate) delegateRow {
	return delegateRow{
		ID: d.ID, EventID: d.EventID, OrganisationID: d.OrganisationID, ExternalID: d.ExternalID,
		Name: d.Name, NameKey: fold(d.Name), Search: searchable(d.Name, d.Title),
		Email: strings.ToLower(d.Email), Title: d.Title, Topics: asDocument(d.Topics),
		NoMeetings: d.NoMeetings, IsVirtual: d.Virtual, Zone: d.Zone, Language: d.Language, PlaceID: ref(d.PlaceID),
		Floor: d.Floor, MaxMeetings: d.MaxMeetings, MaxPerDay: d.MaxPerDay, MaxInARow: d.MaxInARow,
		Away: asDocument(rowsOf(d.Away, inUTC)), Version: d.Version,
	}
}

func inUTC(i partnering.Interval) partnering.Interval {
	return partnering.Interval{Start: at(i.Start).Time, End: at(i.End).Time}
}

func (r delegateRow) toDomain() partnering.Delegate {
	return partnering.Delegate{
		ID: r.ID, EventID: r.EventID, OrganisationID: r.OrganisationID, ExternalID: r.ExternalID,
		Name: r.Name, Email: r.Email, Title: r.Title, Topics: r.Topics.V,
		NoMeetings: r.NoMeetings, Virtual: r.IsVirtual, Zone: r.Zone, Language: r.Language, PlaceID: string(r.PlaceID),
		Floor: r.Floor, MaxMeetings: r.MaxMeetings, MaxPerDay: r.MaxPerDay, MaxInARow: r.MaxInARow,
		Away: r.Away.V, Version: r.Version,
	}
}

func (r delegateRow) key() (column, unique any) { return r.NameKey, r.ID }

// DelegateByID implements partnering.PeopleStore.
func (t *tables) DelegateByID(ctx context.Context, id string) (partnering.Delegate, error) {
	return one[delegateRow](t.from(ctx), "delegate", "id", id)
}

// FindDelegates implements partnering.PeopleStore.
func (t *tables) FindDelegates(ctx context.Context, f partnering.DelegateFilter) (partnering.Slice[partnering.Delegate], error) {
	q := where(t.from(ctx), f.EventID, "event_id = ?")
	q = where(q, f.OrganisationID, "organisation_id = ?")
	q = where(q, strings.ToLower(f.Email), "email = ?")
	if len(f.IDs) > 0 {
		q = in(q, t.engine.dialect, "id", f.IDs)
	}
	if len(f.OrganisationIDs) > 0 {
		q = in(q, t.engine.dialect, "organisation_id", f.OrganisationIDs)
	}
	if f.Shown {
		shown := where(t.from(ctx).Model(&organisationRow{}).Select("id"), f.EventID, "event_id = ?")
		q = q.Where("organisation_id IN (?)", shown.Where("NOT hidden"))
	}
	if strings.TrimSpace(f.Text) != "" {
		q = q.Where(t.called(ctx, f))
	}
	return part[delegateRow](q, byName(), f.Page)
}

// called is the condition of delegates with the text in name or title, and in
// the mail address unless the filter asks only for what is shown.
func (t *tables) called(ctx context.Context, f partnering.DelegateFilter) *gorm.DB {
	found := search(t.from(ctx), "search", f.Text)
	if f.Shown {
		return found
	}
	return found.Or(`email LIKE ? ESCAPE '\'`, containing(strings.TrimSpace(f.Text)))
}

// CreateDelegates implements partnering.PeopleStore.
func (t *tables) CreateDelegates(ctx context.Context, delegates ...partnering.Delegate) error {
	rows := rowsOf(delegates, func(d partnering.Delegate) delegateRow {
		d.Version = 1
		return delegateFromDomain(d)
	})
	return t.change(ctx, func(c change) error { return insert(c, rows) })
}

// UpdateDelegate implements partnering.PeopleStore.
func (t *tables) UpdateDelegate(ctx context.Context, d *partnering.Delegate) error {
	row := delegateFromDomain(*d)
	row.Version++
	err := t.change(ctx, func(c change) error { return edit(c, &row, "delegate", d.ID, d.Version) })
	if err == nil {
		d.Version = row.Version
	}
	return err
}

// DeleteDelegate implements partnering.PeopleStore. Availability, commitments
// and roles go with it.
func (t *tables) DeleteDelegate(ctx context.Context, id string) error {
	return t.change(ctx, func(c change) error {
		delegate, err := one[delegateRow](c.DB, "delegate", "id", id)
		if err != nil {
			return err
		}
		if err := c.mustNotBeNamed(delegate); err != nil {
			return err
		}
		return remove[delegateRow](c.Where("id = ?", id), "delegate", "the delegate still attends a meeting: cancel it or name another")
	})
}

// mustNotBeNamed returns CodeConflict when a request of the delegate's
// organisation names it.
func (c change) mustNotBeNamed(d partnering.Delegate) error {
	var named int64
	err := c.Model(&requestRow{}).Where("event_id = ?", d.EventID).
		Where(`(from_organisation_id = ? AND from_attendees LIKE ? ESCAPE '\') OR (to_organisation_id = ? AND to_attendees LIKE ? ESCAPE '\')`,
			d.OrganisationID, quoted(d.ID), d.OrganisationID, quoted(d.ID)).
		Count(&named).Error
	if err != nil || named == 0 {
		return err
	}
	return partnering.Errorf(partnering.CodeConflict, "%s is named by %d meeting requests: change their attendees first", d.Name, named)
}
