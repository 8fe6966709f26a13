package partnering_test

import (
	"fmt"
	"testing"

	"entente/partnering"
)

// TestReadingMoreAsksNoMoreQueries reads with two partners and with twelve:
// the number of queries may not grow with the data.
func TestReadingMoreAsksNoMoreQueries(t *testing.T) {
	w := newWorld(t)
	slots, tables := w.grid("2026-12-01", "morning", "08:00", "18:00"), w.tables(2)
	own := w.team("Own", partnering.KindLarge, 2)
	added := 0
	grow := func(n int) {
		for range n {
			added++
			partner := w.team(fmt.Sprint("Partner", added), partnering.KindStartup, 1)
			w.book(partner, w.pitches(fmt.Sprintf("2026-12-02 %02d:00", 7+added), 1)[0])
			r := w.accepted(partner, own)
			must(w.service.WriteMessage(w.ctx, own.admin(), r.ID, "hello"))(w)
			w.publish(r, slots[added], tables[0], own.Delegates[0], partner.Delegates[0])
		}
	}
	by, event := own.admin(), w.event.ID
	reads := map[string]func() error{
		"requests": func() error {
			_, err := w.service.FindRequests(w.ctx, by, partnering.RequestFilter{EventID: event})
			return err
		},
		"overview":  func() error { _, err := w.service.Overview(w.ctx, w.organiser, event); return err },
		"do next":   func() error { _, err := w.service.DoNext(w.ctx, by, event); return err },
		"programme": func() error { _, err := w.service.PitchProgramme(w.ctx, by, event); return err },
		"partners":  func() error { _, err := w.service.Recommendations(w.ctx, by, event, own.ID, 0); return err },
		"calendar":  func() error { _, err := w.service.AvailabilityOf(w.ctx, by, own.Delegates[0].ID); return err },
		"effect": func() error {
			_, err := w.service.AvailabilityEffect(w.ctx, by, partnering.Availability{DelegateID: own.Delegates[0].ID})
			return err
		},
		"agenda": func() error {
			_, err := w.service.Agenda(w.ctx, by, event, partnering.ScopeDelegate, "")
			return err
		},
		"organisation's agenda": func() error {
			_, err := w.service.Agenda(w.ctx, by, event, partnering.ScopeOrganisation, "")
			return err
		},
		"agendas of all": func() error {
			_, err := w.service.Agendas(w.ctx, w.organiser, event, partnering.ScopeDelegate)
			return err
		},
		"organisations": func() error {
			_, err := w.service.FindOrganisations(w.ctx, by, partnering.OrganisationFilter{EventID: event})
			return err
		},
		"delegates": func() error {
			_, err := w.service.FindDelegates(w.ctx, by, partnering.DelegateFilter{EventID: event})
			return err
		},
	}
	ask := func() map[string]int64 {
		asked := map[string]int64{}
		for name, read := range reads {
			before := w.queries.Load()
			if err := read(); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			asked[name] = w.queries.Load() - before
		}
		return asked
	}
	grow(2)
	few := ask()
	grow(10)
	for name, n := range ask() {
		if few[name] == 0 || n > few[name] {
			t.Errorf("%s: %d queries with two partners, %d with twelve", name, few[name], n)
		}
		t.Logf("%s: %d queries", name, n)
	}
}
