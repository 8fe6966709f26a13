package partnering

import (
	"sync"
	"time"
)

// Phase is where an event stands; an organiser moves it, step by step, forward or back.
type Phase string

// The phases in their order.
const (
	PhaseSetup      Phase = "setup"
	PhaseOpen       Phase = "open"
	PhaseScheduling Phase = "scheduling"
	PhaseLive       Phase = "live"
	PhaseClosed     Phase = "closed"
)

// Phases lists the phases in their order.
func Phases() []Phase {
	return []Phase{PhaseSetup, PhaseOpen, PhaseScheduling, PhaseLive, PhaseClosed}
}

// Event is one partnering event.
type Event struct {
	ID        string
	Name      string
	Venue     string
	Zone      string // IANA time zone, such as "Europe/Paris"
	Languages []string
	Phase     Phase
	Settings  Settings
	Form      ProblemForm
	Version   int64 // rises with each change; the ETag
	CreatedAt time.Time
}

// Settings are the rules an organiser sets for one event. Zero values are the defaults.
type Settings struct {
	RequestsCloseAt       time.Time       // answer and request deadline; zero: none. At the instant itself it is too late
	RequestQuota          map[Kind]int    // most requests sent (pending or accepted) per organisation of a kind; absent: no limit
	MayAsk                map[Kind][]Kind // which kinds a kind may ask; absent: all
	Floors                map[Kind]int    // the least meetings promised to each organisation of a kind
	Capabilities          []Capability    // the value chain, in order
	KindBonus             map[Kind]int    // added to a request's weight when a side is of the kind
	UnavailableByDefault  bool            // delegates are available unless they say otherwise, unless this is set
	AllMandatory          bool
	MaxBreakSpread        *int
	Changeover            *int
	PitchesPerStartup     int // most booked pitches per organisation; 0 counts as 1
	RequestsWhileLive     bool
	PublicOrganisations   bool   // the public may read the list of organisations
	QuietFrom, QuietUntil string // "22:00", "07:00" local: no reminder leaves in between; both empty: never quiet
}

// Capability is a step of the event's value chain.
type Capability struct {
	Key  string // stable, such as "clinical-validation"
	Name string
}

// ProblemForm remembers what the problem file that an event was imported from
// leaves out, so that exporting the event's problem gives the same file back.
type ProblemForm struct {
	Tables   bool     // slots carry table counts, there are no named places
	Timeless bool     // slots have no start and end
	Goals    []byte   // the file's goals as JSON, nil for the default
	Listed   []string // ids of the organisations that the file lists with nothing but their id
}

// zones keeps the time zones that were read, by name: reading one is slow, and
// every local time asks for one.
var zones sync.Map

// Location returns the event's time zone, UTC when it is unknown.
func (e Event) Location() *time.Location {
	if loc, read := zones.Load(e.Zone); read {
		return loc.(*time.Location)
	}
	loc, err := time.LoadLocation(e.Zone)
	if err != nil {
		return time.UTC
	}
	zones.Store(e.Zone, loc)
	return loc
}
