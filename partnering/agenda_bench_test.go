package partnering_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"entente/partnering"
	"entente/store"
)

const (
	hallTeams = 575 // of four delegates
	hallSlots = 60
)

// hall is a large event: 2,300 delegates, 9,200 accepted requests, of which
// 6,900 have a meeting at one of 120 tables and the others a reason.
func hall(b *testing.B) *partnering.Service {
	ctx := context.Background()
	db, err := store.Open(ctx, store.Config{Path: filepath.Join(b.TempDir(), "hall.db")})
	check(b, err)
	b.Cleanup(func() { check(b, db.Close()) })
	check(b, db.Migrate(ctx))
	check(b, db.CreateEvent(ctx, &partnering.Event{ID: "hall", Name: "Hall", Zone: "Europe/Paris", Phase: partnering.PhaseLive, CreatedAt: paris("2026-11-01 08:00")}))
	furnish(b, db)
	crowd(b, db)
	match(b, db)
	return partnering.New(db)
}

func furnish(b *testing.B, db *store.DB) {
	var slots []partnering.Slot
	var places []partnering.Place
	for i := range hallSlots {
		start := paris("2026-12-01 08:00").Add(time.Duration(i) * 20 * time.Minute)
		slots = append(slots, partnering.Slot{ID: fmt.Sprint("s", i), EventID: "hall", ExternalID: fmt.Sprint("s", i), Start: start, End: start.Add(20 * time.Minute)})
	}
	for i := range 120 {
		places = append(places, partnering.Place{ID: fmt.Sprint("p", i), EventID: "hall", Name: fmt.Sprint("Table ", i), Kind: partnering.PlaceTable, Capacity: 1, Position: i})
	}
	check(b, db.CreateSlots(context.Background(), slots...))
	check(b, db.CreatePlaces(context.Background(), places...))
}

func crowd(b *testing.B, db *store.DB) {
	var organisations []partnering.Organisation
	var delegates []partnering.Delegate
	for i := range hallTeams {
		organisations = append(organisations, partnering.Organisation{ID: fmt.Sprint("o", i), EventID: "hall", Name: fmt.Sprint("Organisation ", i), Kind: partnering.KindSME})
	}
	for i := range 4 * hallTeams {
		delegates = append(delegates, partnering.Delegate{ID: fmt.Sprint("d", i), EventID: "hall", OrganisationID: fmt.Sprint("o", i/4), Name: fmt.Sprint("Delegate ", i)})
	}
	check(b, db.CreateOrganisations(context.Background(), organisations...))
	check(b, db.CreateDelegates(context.Background(), delegates...))
}

// match has every team ask the next sixteen; the first twelve get their meeting.
func match(b *testing.B, db *store.DB) {
	var requests []partnering.MeetingRequest
	var changes []partnering.Change
	var left []partnering.Unscheduled
	for n := range 16 * hallTeams {
		round, i := n/hallTeams, n%hallTeams
		id, other := fmt.Sprintf("r%d-%d", round, i), (i+1+round)%hallTeams
		requests = append(requests, partnering.MeetingRequest{ID: id, EventID: "hall", State: partnering.RequestAccepted, Imported: true, CreatedAt: paris("2026-11-01 08:00"),
			From: partnering.Side{OrganisationID: fmt.Sprint("o", i)}, To: partnering.Side{OrganisationID: fmt.Sprint("o", other)}})
		if round >= 12 {
			left = append(left, partnering.Unscheduled{RequestID: id, Reasons: []partnering.Reason{{Constraint: "place-capacity", Text: "No place is free in every slot."}}})
			continue
		}
		changes = append(changes, partnering.Change{RequestID: id, After: &partnering.Meeting{RequestID: id, EventID: "hall", State: partnering.MeetingScheduled,
			SlotID: fmt.Sprint("s", round*5+i%5), PlaceID: fmt.Sprint("p", i/5), Participants: []string{fmt.Sprint("d", 4*i+round%2), fmt.Sprint("d", 4*other+2+round%2)}}})
	}
	ctx := context.Background()
	check(b, db.CreateRequests(ctx, requests...))
	check(b, db.Publish(ctx, partnering.ScheduleVersion{EventID: "hall", Number: 1, PublishedAt: paris("2026-11-20 08:00")}, changes))
	check(b, db.PutPublishedUnscheduled(ctx, "hall", left))
}

func check(b *testing.B, err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

func BenchmarkAgenda(b *testing.B) {
	service, ctx, by := hall(b), context.Background(), partnering.SystemActor()
	b.Run("of one delegate", func(b *testing.B) {
		for b.Loop() {
			_, err := service.Agenda(ctx, by, "hall", partnering.ScopeDelegate, "d4")
			check(b, err)
		}
	})
	b.Run("of the event", func(b *testing.B) {
		for b.Loop() {
			_, err := service.Agenda(ctx, by, "hall", partnering.ScopeEvent, "")
			check(b, err)
		}
	})
	b.Run("of all delegates", func(b *testing.B) {
		for b.Loop() {
			_, err := service.Agendas(ctx, by, "hall", partnering.ScopeDelegate)
			check(b, err)
		}
	})
}
