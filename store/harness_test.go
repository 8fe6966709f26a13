package store

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"entente/partnering"
)

// noon is an instant that tests count from.
var noon = time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC)

func later(minutes int) time.Time { return noon.Add(time.Duration(minutes) * time.Minute) }

// each runs the test on every kind of database, each on a new one.
func each(t *testing.T, f func(t *testing.T, db *DB)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { f(t, onSQLite(t)) })
	t.Run("postgres", func(t *testing.T) { f(t, onPostgres(t)) })
}

func onSQLite(t testing.TB) *DB {
	t.Helper()
	return opened(t, Config{Path: filepath.Join(t.TempDir(), "data", "entente.db")})
}

// opened opens and migrates a database that the test closes.
func opened(t testing.TB, c Config) *DB {
	t.Helper()
	db, err := Open(context.Background(), c)
	ok(t, err)
	t.Cleanup(func() { ok(t, db.Close()) })
	ok(t, db.Migrate(context.Background()))
	return db
}

func ok(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("unexpected error: %v", err)
	}
}

func wantCode(t testing.TB, err error, want partnering.Code) {
	t.Helper()
	if got := partnering.ErrorCode(err); got != want {
		t.Fatalf("error code %q, want %q; error: %v", got, want, err)
	}
}

// must returns the value of a call that may not fail.
func must[T any](v T, err error) func(t testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		ok(t, err)
		return v
	}
}

// fair is an event with two organisations of two delegates each, three slots,
// a table for one meeting and a room for two.
func fair(t testing.TB, db *DB) {
	t.Helper()
	ctx := context.Background()
	ok(t, db.CreateEvent(ctx, &partnering.Event{ID: "fair", Name: "Fair", Zone: "Europe/Paris", Phase: partnering.PhaseOpen, CreatedAt: noon}))
	ok(t, db.CreateSlots(ctx,
		partnering.Slot{ID: "s1", EventID: "fair", ExternalID: "1", Start: later(0), End: later(20)},
		partnering.Slot{ID: "s2", EventID: "fair", ExternalID: "2", Start: later(20), End: later(40)},
		partnering.Slot{ID: "s3", EventID: "fair", ExternalID: "3", Start: later(40), End: later(60)}))
	ok(t, db.CreatePlaces(ctx,
		partnering.Place{ID: "table", EventID: "fair", Name: "Table 1", Kind: partnering.PlaceTable, Capacity: 1, Position: 1},
		partnering.Place{ID: "room", EventID: "fair", Name: "Room", Kind: partnering.PlaceRoom, Capacity: 2, Position: 2, Closed: []string{"s3"}}))
	ok(t, db.CreateOrganisations(ctx,
		partnering.Organisation{ID: "acme", EventID: "fair", Name: "Acme", Kind: partnering.KindStartup},
		partnering.Organisation{ID: "bolt", EventID: "fair", Name: "Bolt", Kind: partnering.KindLarge}))
	ok(t, db.CreateDelegates(ctx,
		partnering.Delegate{ID: "ada", EventID: "fair", OrganisationID: "acme", Name: "Ada", Email: "ada@acme.example"},
		partnering.Delegate{ID: "abe", EventID: "fair", OrganisationID: "acme", Name: "Abe", Email: "abe@acme.example"},
		partnering.Delegate{ID: "bea", EventID: "fair", OrganisationID: "bolt", Name: "Bea", Email: "bea@bolt.example"},
		partnering.Delegate{ID: "bob", EventID: "fair", OrganisationID: "bolt", Name: "Bob", Email: "bob@bolt.example"}))
	ok(t, db.CreateRequests(ctx, request("r1", "ada", "bea"), request("r2", "abe", "bob"), request("r3", "ada", "bob"), request("r4", "abe", "bea")))
}

// request is an accepted request of Acme's delegate to Bolt's.
func request(id, from, to string) partnering.MeetingRequest {
	return partnering.MeetingRequest{
		ID: id, EventID: "fair", State: partnering.RequestAccepted, CreatedAt: noon,
		From: partnering.Side{OrganisationID: "acme", Attendees: partnering.Attendees{Required: []string{from}}},
		To:   partnering.Side{OrganisationID: "bolt", Attendees: partnering.Attendees{Required: []string{to}}},
	}
}

// meeting is the request's meeting in a slot and a place.
func meeting(requestID, slotID, placeID string, people ...string) *partnering.Meeting {
	return &partnering.Meeting{
		RequestID: requestID, EventID: "fair", SlotID: slotID, PlaceID: placeID,
		Participants: people, State: partnering.MeetingScheduled,
	}
}

func version(number int) partnering.ScheduleVersion {
	return partnering.ScheduleVersion{EventID: "fair", Number: number, PublishedAt: later(number), AccountID: "someone"}
}

// failure returns the error of a call whose value does not matter.
func failure[T any](_ T, err error) error { return err }
