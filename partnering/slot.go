package partnering

import "time"

// Slot is one timeslot of an event's meeting grid, half-open: [Start, End).
// Slots of one session of one day are adjacent; a pause separates sessions.
type Slot struct {
	ID         string
	EventID    string
	ExternalID string // unique within the event; the problem file's id
	Day        string // a label, such as "2026-12-01" or "day1"
	Session    string // a label, such as "morning"
	Start, End time.Time
	Version    int64
}

// Overlaps says whether the slot and [start, end) share an instant.
func (s Slot) Overlaps(start, end time.Time) bool {
	return s.Start.Before(end) && start.Before(s.End)
}

// GridSession is a run of adjacent slots of one day.
type GridSession struct {
	Day     string
	Session string
	Start   time.Time
	End     time.Time
	Slots   []Slot
}

// SessionPlan asks for a session of the meeting grid: slots of equal length from
// a local start to a local end of one day, in the event's zone.
type SessionPlan struct {
	Date        string // "2026-12-01"
	Name        string
	From, Until string // "09:00", "12:30"
	Minutes     int
}
