package export

import (
	"fmt"
	"time"

	ics "github.com/arran4/golang-ical"
)

// timezone describes the zone over the whole years that [from, until] touches:
// one observance per span between two changes of its clocks, as Go's time zone
// data has them. A rule for ever is not written, because nobody knows it.
func timezone(loc *time.Location, from, until time.Time) *ics.VTimezone {
	zone := ics.NewTimezone(loc.String())
	zone.Properties = []ics.IANAProperty{property("TZID", loc.String())}
	end := time.Date(until.In(loc).Year()+1, time.January, 1, 0, 0, 0, 0, loc)
	for t := time.Date(from.In(loc).Year(), time.January, 1, 0, 0, 0, 0, loc); t.Before(end); {
		zone.Components = append(zone.Components, observance(t))
		_, next := t.ZoneBounds()
		if next.IsZero() {
			break
		}
		t = next
	}
	return zone
}

// observance describes the span of t's zone that holds t.
func observance(t time.Time) ics.Component {
	name, offset := t.Zone()
	before, local := offset, "19700101T000000"
	if start, _ := t.ZoneBounds(); !start.IsZero() {
		_, before = start.Add(-time.Second).Zone()
		// DTSTART is the instant as clocks showed it before they changed.
		local = start.UTC().Add(time.Duration(before) * time.Second).Format(localFormat)
	}
	base := ics.ComponentBase{Properties: []ics.IANAProperty{
		property("DTSTART", local),
		property("TZOFFSETFROM", utcOffset(before)),
		property("TZOFFSETTO", utcOffset(offset)),
		property("TZNAME", name),
	}}
	if t.IsDST() {
		return &ics.Daylight{ComponentBase: base}
	}
	return &ics.Standard{ComponentBase: base}
}

func property(name, value string) ics.IANAProperty {
	return ics.IANAProperty{BaseProperty: ics.BaseProperty{IANAToken: name, Value: value}}
}

// utcOffset writes "+0100", with seconds only where there are some.
func utcOffset(seconds int) string {
	sign := '+'
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	text := fmt.Sprintf("%c%02d%02d", sign, seconds/3600, seconds/60%60)
	if rest := seconds % 60; rest != 0 {
		text += fmt.Sprintf("%02d", rest)
	}
	return text
}
