package partnering

import "time"

// at writes an instant in the event's zone: "Tue 10 March 14:00".
func (e Event) at(t time.Time) string { return t.In(e.Location()).Format("Mon 2 January 15:04") }

// span writes an interval in the event's zone: "Tue 10 March 14:00–14:30".
func (e Event) span(start, end time.Time) string {
	return e.at(start) + "–" + end.In(e.Location()).Format("15:04")
}

// asKept is the instant as the store keeps it: UTC, in whole microseconds.
func asKept(t time.Time) time.Time { return t.UTC().Truncate(time.Microsecond) }

// wallTime is a time of day on a date, as a clock on the wall shows it.
type wallTime struct {
	date   time.Time // midnight UTC of the date
	minute int       // from 0 to 1440
}

// instants returns every instant at which clocks in the zone show the wall
// time, in order: none when they skip it, two when they are put back over it.
func (w wallTime) instants(loc *time.Location) []time.Time {
	wanted := w.date.Add(time.Duration(w.minute) * time.Minute)
	var found []time.Time
	for _, offset := range offsetsAround(wanted, loc) {
		instant := wanted.Add(-offset)
		if _, actual := instant.In(loc).Zone(); time.Duration(actual)*time.Second == offset {
			found = append(found, instant.UTC())
		}
	}
	if len(found) == 2 && found[1].Before(found[0]) {
		found[0], found[1] = found[1], found[0]
	}
	return found
}

// offsetsAround returns the zone's one or two offsets from UTC near the instant.
func offsetsAround(t time.Time, loc *time.Location) []time.Duration {
	var offsets []time.Duration
	for _, near := range []time.Duration{-26 * time.Hour, 26 * time.Hour} {
		_, seconds := t.Add(near).In(loc).Zone()
		offset := time.Duration(seconds) * time.Second
		if len(offsets) == 0 || offsets[0] != offset {
			offsets = append(offsets, offset)
		}
	}
	return offsets
}

// wall reads a date and a time of day; "24:00" is the end of the day.
func wall(date, clock string) (wallTime, bool) {
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return wallTime{}, false
	}
	if clock == "24:00" {
		return wallTime{date: day, minute: 24 * 60}, true
	}
	t, err := time.Parse("15:04", clock)
	return wallTime{date: day, minute: t.Hour()*60 + t.Minute()}, err == nil
}
