package partnering

import (
	"fmt"
	"regexp"
	"slices"
)

var countryCode = regexp.MustCompile(`^[A-Z]{2}$`)

// check lists everything that is wrong with the profile; clusters are the ids
// of the event's clusters.
func (o Organisation) check(e Event, clusters []string) error {
	var f faults
	f.line("name", o.Name, true)
	f.kind("kind", o.Kind)
	f.text("description", o.Description, mostText)
	if o.Country != "" && !countryCode.MatchString(o.Country) {
		f.add("country", o.Country, "must be two capital letters, such as FR")
	}
	f.webAddress("website", o.Website)
	f.lines("topics", o.Topics)
	f.among("offers", o.Offers, e.capabilityKeys(), "capability")
	f.among("seeks", o.Seeks, e.capabilityKeys(), "capability")
	f.among("clusters", o.Clusters, clusters, "cluster")
	f.least("floor", o.Floor, 0)
	f.least("max_meetings", o.MaxMeetings, 1)
	f.floorUnderLimit(o.Floor, o.MaxMeetings)
	return Invalid("the organisation is not valid", f...)
}

func (f *faults) floorUnderLimit(floor, limit *int) {
	if floor != nil && limit != nil && *floor > *limit {
		f.add("floor", fmt.Sprint(*floor), "is more than max_meetings, %d", *limit)
	}
}

func (e Event) capabilityKeys() []string {
	keys := make([]string, len(e.Settings.Capabilities))
	for i, c := range e.Settings.Capabilities {
		keys[i] = c.Key
	}
	return keys
}

// clean drops empty entries and repetitions from the lists.
func (o *Organisation) clean() {
	o.Topics, o.Offers, o.Seeks = distinct(o.Topics), distinct(o.Offers), distinct(o.Seeks)
	o.Clusters = distinct(o.Clusters)
}

// check lists everything that is wrong with the delegate, puts its mail address
// into its kept form and drops empty topics; places are the event's.
func (d *Delegate) check(places []Place) error {
	var f faults
	d.Email, d.Topics = f.address("email", d.Email), distinct(d.Topics)
	f.line("name", d.Name, true)
	f.line("title", d.Title, false)
	f.lines("topics", d.Topics)
	f.zone("zone", d.Zone, false)
	f.language("language", d.Language, false)
	f.least("floor", d.Floor, 0)
	f.least("max_meetings", d.MaxMeetings, 1)
	f.least("max_per_day", d.MaxPerDay, 1)
	f.least("max_in_a_row", d.MaxInARow, 1)
	f.floorUnderLimit(d.Floor, d.MaxMeetings)
	if d.PlaceID != "" && !slices.ContainsFunc(places, func(p Place) bool { return p.ID == d.PlaceID }) {
		f.add("place", d.PlaceID, "is no place of this event")
	}
	for i, a := range d.Away {
		if !a.Start.Before(a.End) {
			f.add(fmt.Sprintf("away[%d]", i), "", "must end after it starts")
		}
	}
	return Invalid("the delegate is not valid", f...)
}
