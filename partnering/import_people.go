package partnering

import (
	"cmp"
	"context"
	"reflect"
	"strings"
)

// bringOrganisations creates and updates organisations. A cluster may stand in
// a later row than its members, so all rows get their ids first.
func (i *importer) bringOrganisations(t ImportTables) error {
	seen := map[string]int{}
	wanted := make([]Organisation, 0, len(t.Organisations))
	rows := make([]OrganisationRow, 0, len(t.Organisations))
	before := map[string]Organisation{}
	for _, row := range t.Organisations {
		if !i.once(seen, row.Origin, row.ID) {
			continue
		}
		o, there := i.organisations[row.ID]
		if !there {
			o = Organisation{ID: NewID(), EventID: i.event.ID, ExternalID: row.ID, Version: 1}
		} else {
			before[o.ID] = o
		}
		row.fill(&o)
		i.organisations[row.ID] = o
		wanted, rows = append(wanted, o), append(rows, row)
	}
	clusters := i.clusterIDs()
	var created []Organisation
	for n := range wanted {
		o := &wanted[n]
		o.Clusters = refer(i, rows[n].Origin, "clusters", rows[n].Clusters, i.organisations, func(c Organisation) string { return c.ID }, "organisation")
		fine, err := i.fine(rows[n].Origin, o.check(i.event, clusters))
		if err != nil {
			return err
		}
		if !fine {
			continue
		}
		was, there := before[o.ID]
		if err := upsert(i, "organisations", o, was, there, &created, i.st.UpdateOrganisation); err != nil {
			return err
		}
		i.organisations[o.ExternalID] = *o
	}
	if len(created) == 0 || len(i.report.Faults) > 0 {
		return nil
	}
	return i.st.CreateOrganisations(i.ctx, created...)
}

func (i *importer) clusterIDs() []string {
	var ids []string
	for _, o := range i.organisations {
		if o.Kind == KindCluster {
			ids = append(ids, o.ID)
		}
	}
	return ids
}

func (row OrganisationRow) fill(o *Organisation) {
	o.Name, o.Description, o.Country, o.Website = row.Name, row.Description, strings.ToUpper(row.Country), row.Website
	o.Kind = Kind(cmp.Or(strings.ReplaceAll(strings.ToLower(row.Kind), " ", "_"), string(KindSME)))
	o.Topics, o.Offers, o.Seeks = row.Topics, row.Offers, row.Seeks
	o.Floor, o.MaxMeetings = row.Floor, row.MaxMeetings
	o.clean()
}

// bringDelegates creates and updates delegates, with accounts and roles for the new ones.
func (i *importer) bringDelegates(t ImportTables) error {
	places, err := i.st.FindPlaces(i.ctx, i.event.ID)
	if err != nil {
		return err
	}
	seen := map[string]int{}
	var created []Delegate
	for _, row := range t.Delegates {
		if !i.once(seen, row.Origin, row.ID) {
			continue
		}
		was, there := i.delegates[row.ID]
		d, fine, err := i.delegate(row, was, there, places)
		if err != nil {
			return err
		}
		if !fine {
			continue
		}
		if there && was.Email != d.Email {
			i.fault(row.Origin, "email", row.Email, "differs from "+was.Email+", which signs in already: change it on the people page")
			continue
		}
		if err := upsert(i, "delegates", &d, was, there, &created, i.st.UpdateDelegate); err != nil {
			return err
		}
		i.delegates[row.ID] = d
	}
	if len(created) == 0 || len(i.report.Faults) > 0 {
		return nil
	}
	if err := i.st.CreateDelegates(i.ctx, created...); err != nil {
		return err
	}
	return i.admitAll(created)
}

func (i *importer) admitAll(newcomers []Delegate) error {
	for _, d := range newcomers {
		if err := i.service.admit(i.ctx, i.st, i.by, i.event, d); err != nil {
			return err
		}
		if err := i.service.commitNewcomer(i.ctx, i.st, i.event, d); err != nil {
			return err
		}
	}
	return nil
}

// delegate builds a row's delegate and notes its faults.
func (i *importer) delegate(row DelegateRow, was Delegate, there bool, places []Place) (Delegate, bool, error) {
	d := was
	if !there {
		d = Delegate{ID: NewID(), EventID: i.event.ID, ExternalID: row.ID, Version: 1}
	}
	d.Name, d.Email, d.Title, d.Topics = row.Name, row.Email, row.Title, row.Topics
	d.Zone, d.Language, d.Virtual, d.NoMeetings = row.Zone, row.Language, row.Virtual, row.NoMeetings
	d.Floor, d.MaxMeetings, d.MaxPerDay, d.MaxInARow = row.Floor, row.MaxMeetings, row.MaxPerDay, row.MaxInARow
	team := refer(i, row.Origin, "organisation", []string{row.Organisation}, i.organisations, func(o Organisation) string { return o.ID }, "organisation")
	if len(team) == 1 && there && was.OrganisationID != team[0] {
		i.fault(row.Origin, "organisation", row.Organisation, "is another organisation than before: a delegate stays with its own; give this row a new id")
		team = nil
	}
	if len(team) == 1 {
		d.OrganisationID = team[0]
	}
	d.PlaceID = ""
	if row.Place != "" {
		if at := refer(i, row.Origin, "place", []string{row.Place}, i.places, func(p Place) string { return p.ID }, "place"); len(at) == 1 {
			d.PlaceID = at[0]
		}
	}
	fine, err := i.fine(row.Origin, d.check(places))
	if fine {
		if other, taken := i.emails[d.Email]; taken && other != row.ID {
			i.fault(row.Origin, "email", row.Email, "is the address of delegate "+other+" already: give each delegate an address of its own")
			fine = false
		}
		i.emails[d.Email] = row.ID
	}
	return d, fine && len(team) == 1, err
}

// upsert counts a thing as created, updated or unchanged, updates a changed
// one, and adds a new one to those created.
func upsert[T any](i *importer, sheet string, now *T, was T, there bool, created *[]T, update func(context.Context, *T) error) error {
	switch {
	case !there:
		i.report.Created[sheet]++
		*created = append(*created, *now)
	case same(*now, was):
		i.report.Unchanged[sheet]++
	default:
		i.report.Updated[sheet]++
		if len(i.report.Faults) == 0 {
			return update(i.ctx, now)
		}
	}
	return nil
}

// same compares two things as they are kept: an empty list is none.
func same(a, b any) bool {
	return reflect.DeepEqual(a, b) || string(asJSON(withoutNil(a))) == string(asJSON(withoutNil(b)))
}

// withoutNil returns a copy of a struct whose nil slices are empty ones.
func withoutNil(v any) any {
	from := reflect.ValueOf(v)
	to := reflect.New(from.Type()).Elem()
	to.Set(from)
	for n := range to.NumField() {
		if f := to.Field(n); f.Kind() == reflect.Slice && f.IsNil() {
			f.Set(reflect.MakeSlice(f.Type(), 0, 0))
		}
	}
	return to.Interface()
}
