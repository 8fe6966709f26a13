package store

import (
	"context"
	"fmt"
	"testing"

	"entente/partnering"
)

// The size of the largest events: 20,000 delegates, 78,000 requests, of which
// 34,000 become meetings in 60 slots.
const (
	manyDelegates = 20_000
	manyRequests  = 78_000
	manyMeetings  = 34_000
	manySlots     = 60
	manyPlaces    = 600
)

func delegateID(i int) string { return fmt.Sprintf("delegate-%016d", i) }

func manyPeople() (organisations []partnering.Organisation, delegates []partnering.Delegate) {
	for i := range manyDelegates / 4 {
		organisations = append(organisations, partnering.Organisation{
			ID: fmt.Sprintf("org-%d", i), EventID: "fair", ExternalID: fmt.Sprint("o", i), Name: fmt.Sprint("Organisation ", i), Kind: partnering.KindSME,
			Description: "makes devices and sensors for hospitals", Topics: []string{"diagnostics", "wearables"},
		})
	}
	for i := range manyDelegates {
		delegates = append(delegates, partnering.Delegate{
			ID: delegateID(i), EventID: "fair", OrganisationID: fmt.Sprintf("org-%d", i/4), ExternalID: fmt.Sprint("d", i),
			Name: fmt.Sprint("Delegate ", i), Email: fmt.Sprintf("d%d@example.invalid", i),
		})
	}
	return organisations, delegates
}

func manyAsks() []partnering.MeetingRequest {
	requests := make([]partnering.MeetingRequest, manyRequests)
	for i := range requests {
		from := i % manyDelegates
		to := (from + 4*(1+i/manyDelegates)) % manyDelegates
		requests[i] = partnering.MeetingRequest{
			ID: fmt.Sprintf("request-%018d", i), EventID: "fair", ExternalID: fmt.Sprint("r", i), State: partnering.RequestAccepted,
			From:     partnering.Side{OrganisationID: fmt.Sprintf("org-%d", from/4), Attendees: partnering.Attendees{Required: []string{delegateID(from)}}},
			To:       partnering.Side{OrganisationID: fmt.Sprintf("org-%d", to/4), Attendees: partnering.Attendees{Required: []string{delegateID(to)}}},
			Imported: true, CreatedAt: noon,
		}
	}
	return requests
}

func largeFair(b *testing.B, db *DB) []partnering.MeetingRequest {
	ctx := context.Background()
	organisations, delegates := manyPeople()
	requests := manyAsks()
	var slots []partnering.Slot
	var places []partnering.Place
	for i := range manySlots {
		slots = append(slots, partnering.Slot{ID: fmt.Sprint("slot-", i), EventID: "fair", ExternalID: fmt.Sprint(i), Start: later(20 * i), End: later(20*i + 20)})
	}
	for i := range manyPlaces {
		places = append(places, partnering.Place{ID: fmt.Sprint("place-", i), EventID: "fair", Name: fmt.Sprint("Table ", i), Kind: partnering.PlaceTable, Capacity: 1, Position: i})
	}
	b.ResetTimer()
	ok(b, db.Tx(ctx, func(s partnering.Store) error {
		ok(b, s.CreateEvent(ctx, &partnering.Event{ID: "fair", Phase: partnering.PhaseOpen, CreatedAt: noon}))
		ok(b, s.CreateSlots(ctx, slots...))
		ok(b, s.CreatePlaces(ctx, places...))
		ok(b, s.CreateOrganisations(ctx, organisations...))
		ok(b, s.CreateDelegates(ctx, delegates...))
		return s.CreateRequests(ctx, requests...)
	}))
	b.StopTimer()
	return requests
}

// firstVersion gives the first requests a place each: in slot n the n-th share of them.
func firstVersion(requests []partnering.MeetingRequest) []partnering.Change {
	var changes []partnering.Change
	busy := map[[2]string]bool{}
	for _, r := range requests {
		from, to := r.From.Attendees.Required[0], r.To.Attendees.Required[0]
		for k := range manySlots {
			n := (len(changes) + k) % manySlots
			slot := fmt.Sprint("slot-", n)
			if busy[[2]string{from, slot}] || busy[[2]string{to, slot}] {
				continue
			}
			busy[[2]string{from, slot}], busy[[2]string{to, slot}] = true, true
			m := partnering.Meeting{
				RequestID: r.ID, EventID: "fair", SlotID: slot, PlaceID: "", State: partnering.MeetingScheduled,
				Participants: []string{from, to},
			}
			changes = append(changes, partnering.Change{RequestID: r.ID, After: &m})
			break
		}
		if len(changes) == manyMeetings {
			break
		}
	}
	next := map[string]int{}
	for _, c := range changes {
		c.After.PlaceID = fmt.Sprint("place-", next[c.After.SlotID])
		next[c.After.SlotID]++
	}
	return changes
}

func onBoth(b *testing.B, f func(b *testing.B, db *DB)) {
	b.Run("sqlite", func(b *testing.B) {
		for range b.N {
			f(b, onSQLite(b))
		}
	})
	b.Run("postgres", func(b *testing.B) {
		for range b.N {
			f(b, onPostgres(b))
		}
	})
}

func BenchmarkImportLargeEvent(b *testing.B) {
	onBoth(b, func(b *testing.B, db *DB) { largeFair(b, db) })
}

func BenchmarkPublishLargeEvent(b *testing.B) {
	onBoth(b, func(b *testing.B, db *DB) {
		changes := firstVersion(largeFair(b, db))
		b.ResetTimer()
		b.StartTimer()
		ok(b, db.Publish(context.Background(), version(1), changes))
		b.StopTimer()
		b.ReportMetric(float64(len(changes)), "meetings")
	})
}

// What a solver run and a publication read: everything of the event.
func BenchmarkReadLargeEvent(b *testing.B) {
	onBoth(b, func(b *testing.B, db *DB) {
		ctx := context.Background()
		ok(b, db.Publish(ctx, version(1), firstVersion(largeFair(b, db))))
		b.ResetTimer()
		b.StartTimer()
		ok(b, failure(db.FindDelegates(ctx, partnering.DelegateFilter{EventID: "fair"})))
		ok(b, failure(db.FindRequests(ctx, partnering.RequestFilter{EventID: "fair"})))
		ok(b, failure(db.FindMeetings(ctx, partnering.MeetingFilter{EventID: "fair"})))
		b.StopTimer()
	})
}

// What a page asks: a part of the requests of one organisation, one person's meetings.
func BenchmarkPageOfLargeEvent(b *testing.B) {
	ctx := context.Background()
	db := onSQLite(b)
	ok(b, db.Publish(ctx, version(1), firstVersion(largeFair(b, db))))
	b.ResetTimer()
	b.StartTimer()
	for range b.N {
		ok(b, failure(db.FindRequests(ctx, partnering.RequestFilter{EventID: "fair", Page: partnering.Page{Limit: 50}})))
		ok(b, failure(db.FindRequests(ctx, partnering.RequestFilter{EventID: "fair", OrganisationID: "org-7", Page: partnering.Page{Limit: 50}})))
		ok(b, failure(db.FindMeetings(ctx, partnering.MeetingFilter{EventID: "fair", OrganisationID: "org-7"})))
		ok(b, failure(db.FindMeetings(ctx, partnering.MeetingFilter{EventID: "fair", DelegateID: delegateID(30)})))
	}
}
