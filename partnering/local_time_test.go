package partnering

import (
	"slices"
	"testing"
	"time"
)

// TestWallTimesFindTheirInstants goes through a year by quarters of an hour:
// every instant is among those at which clocks show its own local time, and
// there are never more than two.
func TestWallTimesFindTheirInstants(t *testing.T) {
	for _, zone := range []string{"Europe/Paris", "UTC", "Asia/Kolkata", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Chatham", "Africa/Casablanca"} {
		t.Run(zone, func(t *testing.T) {
			loc, err := time.LoadLocation(zone)
			if err != nil {
				t.Fatal(err)
			}
			for at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC); at.Year() == 2026; at = at.Add(15 * time.Minute) {
				local := at.In(loc)
				w, ok := wall(local.Format(time.DateOnly), local.Format("15:04"))
				found := w.instants(loc)
				if !ok || !slices.ContainsFunc(found, at.Equal) || len(found) > 2 || !slices.IsSortedFunc(found, time.Time.Compare) {
					t.Fatalf("%s is not found by its local time %s: %v", at, local, found)
				}
			}
		})
	}
}

func TestWallTimesThatClocksSkip(t *testing.T) {
	for _, test := range []struct{ zone, date, clock string }{
		{"Europe/Paris", "2026-03-29", "02:30"},
		{"Australia/Lord_Howe", "2026-10-04", "02:15"},
		{"Pacific/Apia", "2011-12-30", "10:00"}, // a day that Samoa left out
	} {
		t.Run(test.zone, func(t *testing.T) {
			loc, err := time.LoadLocation(test.zone)
			if err != nil {
				t.Fatal(err)
			}
			w, _ := wall(test.date, test.clock)
			if found := w.instants(loc); len(found) != 0 {
				t.Errorf("found %v", found)
			}
		})
	}
}
