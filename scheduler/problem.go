package scheduler

import "time"

// ProblemFormat is the value of "format" in a problem file.
const ProblemFormat = "entente/problem/1"

// Problem is one event to schedule: what a problem file holds. The zero value
// of an optional field means that it is absent.
type Problem struct {
	Name           string         `json:"name,omitzero"`
	Slots          []Slot         `json:"slots"`
	Places         []Place        `json:"places,omitempty"`
	Organisations  []Organisation `json:"organisations,omitempty"`
	Participants   []Participant  `json:"participants"`
	Requests       []Request      `json:"requests"`
	Pinned         []Pin          `json:"pinned,omitempty"`
	Published      []Meeting      `json:"published,omitempty"`
	AllMandatory   bool           `json:"all_mandatory,omitzero"`
	MaxBreakSpread *int           `json:"max_break_spread,omitempty"` // nil: any spread will do
	Changeover     int            `json:"changeover,omitzero"`        // free slots between zones
	Goals          *Goals         `json:"goals,omitempty"`            // nil: the usual levels and weights
}

// Slot is one timeslot of the meeting grid. Slots stand in time order; those
// of one day, and of one session of it, stand together.
type Slot struct {
	ID      string    `json:"id"`
	Day     string    `json:"day"`
	Session string    `json:"session"`
	Start   time.Time `json:"start,omitzero"`
	End     time.Time `json:"end,omitzero"`
	Tables  *int      `json:"tables,omitempty"` // how many meetings fit; only without places
}

// Place is a table, booth, room or video link.
type Place struct {
	ID           string   `json:"id"`
	Zone         string   `json:"zone,omitzero"`     // "": a zone of its own
	Capacity     int      `json:"capacity,omitzero"` // 0: one meeting per slot
	Closed       []string `json:"closed,omitempty"`  // slot ids
	Organisation string   `json:"organisation,omitzero"`
	Video        bool     `json:"video,omitzero"`
}

// Organisation carries what holds for all its participants together.
type Organisation struct {
	ID          string `json:"id"`
	Floor       int    `json:"floor,omitzero"`
	MaxMeetings int    `json:"max_meetings,omitzero"` // 0: no limit
}

// Participant is a delegate: a person.
type Participant struct {
	ID           string   `json:"id"`
	Organisation string   `json:"organisation,omitzero"`
	Unavailable  []string `json:"unavailable,omitempty"` // slot ids
	RatherNot    []string `json:"rather_not,omitempty"`  // slot ids
	Floor        int      `json:"floor,omitzero"`
	MaxMeetings  int      `json:"max_meetings,omitzero"` // 0: no limit
	MaxPerDay    int      `json:"max_per_day,omitzero"`  // 0: no limit
	MaxInARow    int      `json:"max_in_a_row,omitzero"` // 0: no limit
	Place        string   `json:"place,omitzero"`        // its fixed place
}

// Side names those of one side of a request: all of All, and at least one of
// each group of Any.
type Side struct {
	All []string   `json:"all,omitempty"`
	Any [][]string `json:"any,omitempty"`
}

// Request is an accepted meeting request.
type Request struct {
	ID        string   `json:"id"`
	Sides     [2]Side  `json:"sides"`
	Weight    int      `json:"weight,omitzero"` // 0: 1
	Mandatory bool     `json:"mandatory,omitzero"`
	Slots     []string `json:"slots,omitempty"`  // the only slots that will do
	Session   string   `json:"session,omitzero"` // the only session that will do, on any day; with Slots, both hold
	After     []string `json:"after,omitempty"`  // requests that come strictly earlier
}

// Pin holds a request's meeting in a slot and, where given, at a place and
// with these participants. Forced waives participant-unavailable and
// request-slots for it.
type Pin struct {
	Request      string   `json:"request"`
	Slot         string   `json:"slot"`
	Place        string   `json:"place,omitzero"`
	Participants []string `json:"participants,omitempty"`
	Forced       bool     `json:"forced,omitzero"`
}

// Goal names a level of the goals.
type Goal string

// The goals, in their usual order.
const (
	GoalMandatory Goal = "mandatory" // mandatory requests left out
	GoalFloors    Goal = "floors"    // what is lacking to floors
	GoalWeight    Goal = "weight"    // weight of the placed requests
	GoalMoved     Goal = "moved"     // published meetings in another slot or place
	GoalBreaks    Goal = "breaks"    // groups of idle slots between meetings
	GoalComfort   Goal = "comfort"   // a weighed sum of small nuisances
)

// The parts of comfort, as goals.comfort names them.
const (
	ComfortIdleSlots    = "idle_slots"    // slots in breaks
	ComfortRatherNot    = "rather_not"    // meetings in slots that a participant would rather not have
	ComfortTableChanges = "table_changes" // consecutive meetings at different places
	ComfortZoneChanges  = "zone_changes"  // consecutive meetings in different zones
	ComfortSpread       = "spread"        // most minus fewest breaks of any participant
	ComfortEarliness    = "earliness"     // sum of the meetings' slot positions, from 0
)

// Goals says which levels count, most important first, and how the parts of
// comfort are weighed. A level left out is not pursued; a part left out keeps
// its usual weight.
type Goals struct {
	Order   []Goal         `json:"order,omitempty"` // nil: the usual order
	Comfort map[string]int `json:"comfort,omitempty"`
}

// usualOrder returns the levels as they count when a problem names none.
func usualOrder() []Goal {
	return []Goal{GoalMandatory, GoalFloors, GoalWeight, GoalMoved, GoalBreaks, GoalComfort}
}

// usualComfort returns the weights of comfort's parts when a problem names none.
func usualComfort() map[string]int {
	return map[string]int{
		ComfortIdleSlots: 1, ComfortRatherNot: 2, ComfortTableChanges: 1,
		ComfortZoneChanges: 1, ComfortSpread: 2, ComfortEarliness: 0,
	}
}

// order returns the levels that count, most important first.
func (p *Problem) order() []Goal {
	if p.Goals == nil || p.Goals.Order == nil {
		return usualOrder()
	}
	return p.Goals.Order
}

// comfort returns the weight of each part of comfort.
func (p *Problem) comfort() map[string]int {
	weights := usualComfort()
	if p.Goals == nil {
		return weights
	}
	for part, w := range p.Goals.Comfort {
		weights[part] = w
	}
	return weights
}
