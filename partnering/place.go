package partnering

// PlaceKind says what a place is.
type PlaceKind string

// The kinds of places.
const (
	PlaceTable PlaceKind = "table"
	PlaceBooth PlaceKind = "booth"
	PlaceRoom  PlaceKind = "room"
	PlaceVideo PlaceKind = "video"
)

// Place is where meetings happen.
type Place struct {
	ID             string
	EventID        string
	ExternalID     string // unique within the event
	Name           string // such as "Table 14"; unique within the event
	Kind           PlaceKind
	Zone           string
	Capacity       int      // meetings at once, from 1
	OrganisationID string   // a booth's organisation, else ""
	Link           string   // a video place's address
	Position       int      // order in lists and on the board
	Closed         []string // slot ids in which it is closed, in slot order
	Version        int64
}
