package events

// Spec says what event to make.
type Spec struct {
	Name      string
	Seed      uint64
	Delegates int
	Requests  int // as far as so many different pairs can be found
	Days      int
	Slots     int // a day's slots, the same number in two sessions
	Tables    int // meetings that fit in a slot
	Away      float64
	Broken    bool // absences are single slots, not blocks
	With      Feature
}

// Feature is a part of the model that an event uses.
type Feature uint

// The features; they can be joined.
const (
	Teams      Feature = 1 << iota // several required delegates, and "any one of" groups
	Venue                          // tables in zones, booths, rooms for several, video, closed and fixed places
	Limits                         // most meetings per event, day and in a row, of delegates and organisations
	Changeover                     // a free slot between zones
	Compulsory                     // mandatory requests
	Floors                         // least meetings of delegates and organisations
	Orders                         // requests after others, own slots and sessions
	Pins                           // pinned meetings, some forced
	Wishes                         // slots that delegates would rather not have
	Changed                        // a schedule in force, and absences since
)

// Known are the events that the benchmark runs: five sizes, then each feature
// at a small and at a large size, then everything at once.
func Known() []Spec {
	all := []Spec{
		{Name: "showcase-50", Seed: 50, Delegates: 50, Requests: 170, Days: 2, Slots: 8, Tables: 9, Away: 0.12},
		{Name: "brokerage-150", Seed: 150, Delegates: 150, Requests: 1050, Days: 2, Slots: 10, Tables: 50, Away: 0.11},
		{Name: "brokerage-150-broken", Seed: 151, Delegates: 150, Requests: 900, Days: 2, Slots: 10, Tables: 60, Away: 0.45, Broken: true},
		{Name: "regional-2500", Seed: 2500, Delegates: 2500, Requests: 17500, Days: 3, Slots: 16, Tables: 340, Away: 0.09},
		{Name: "continental-5500", Seed: 5500, Delegates: 5500, Requests: 37000, Days: 3, Slots: 16, Tables: 780, Away: 0.09},
		{Name: "convention-20000", Seed: 20000, Delegates: 20000, Requests: 78000, Days: 4, Slots: 18, Tables: 1000, Away: 0.06},
	}
	features := []struct {
		name string
		with Feature
	}{
		{"teams", Teams}, {"venue", Venue}, {"limits", Limits}, {"changeover", Venue | Changeover}, {"compulsory", Compulsory},
		{"floors", Floors}, {"orders", Orders}, {"pins", Pins}, {"wishes", Wishes}, {"changed", Changed},
		{"everything", Teams | Venue | Limits | Compulsory | Floors | Orders | Pins | Wishes | Changed},
	}
	for i, f := range features {
		all = append(all,
			Spec{Name: f.name + "-400", Seed: uint64(400 + i), Delegates: 400, Requests: 2600, Days: 2, Slots: 12, Tables: 110, Away: 0.1, With: f.with},
			Spec{Name: f.name + "-20000", Seed: uint64(20100 + i), Delegates: 20000, Requests: 78000, Days: 4, Slots: 18, Tables: 1000, Away: 0.06, With: f.with})
	}
	return all
}
