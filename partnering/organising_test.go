package partnering_test

import (
	"reflect"
	"testing"

	"entente/partnering"
)

func TestWhoCreatesEvents(t *testing.T) {
	w := newWorld(t)
	create := func(by partnering.Actor) (partnering.Event, error) {
		return w.service.CreateEvent(w.ctx, by, partnering.Event{Name: "Next", Zone: "Europe/Lisbon"})
	}
	_, err := create(partnering.Actor{})
	wantCode(t, err, partnering.CodeUnauthenticated)
	_, err = create(w.organiser)
	wantCode(t, err, partnering.CodeForbidden)
	w.account("operator@example.org", "")
	e, err := create(w.actor("operator@example.org"))
	wantCode(t, err, "")
	if !w.actor("operator@example.org").Organises(e.ID) || e.Phase != partnering.PhaseSetup {
		t.Errorf("event %+v: its maker does not organise it, or it is not in setup", e)
	}
}

func TestAnEventListsEveryFault(t *testing.T) {
	w := newWorld(t)
	e := w.event
	minus := -1
	e.Name, e.Zone, e.Languages = "", "Mars/Base", []string{"tlh"}
	e.Settings = partnering.Settings{
		RequestQuota: map[partnering.Kind]int{"circus": 3, partnering.KindStartup: 0}, QuietFrom: "22:00", MaxBreakSpread: &minus,
		Capabilities: []partnering.Capability{{Key: "a", Name: "A"}, {Key: "a"}},
	}
	_, err := w.service.UpdateEvent(w.ctx, w.organiser, e)
	want := []string{"name", "zone", "languages[0]", "settings.request_quota", "settings.request_quota.startup", "settings.max_break_spread",
		"settings.capabilities[1].name", "settings.capabilities[1].key", "settings.quiet_from"}
	if got := faultFields(err); !sameSet(got, want) {
		t.Errorf("faults at %v, want %v", got, want)
	}
}

func TestQuietHoursAreTimesOfDay(t *testing.T) {
	for _, test := range []struct {
		from, until string
		want        []string
	}{
		{"22:00", "07:00", nil}, {"", "", nil}, {"22:00", "7:00", []string{"settings.quiet_until"}},
		{"24:00", "late", []string{"settings.quiet_from", "settings.quiet_until"}}, {"", "07:00", []string{"settings.quiet_from"}},
	} {
		t.Run(test.from+" to "+test.until, func(t *testing.T) {
			w := newWorld(t)
			e := w.event
			e.Settings.QuietFrom, e.Settings.QuietUntil = test.from, test.until
			_, err := w.service.UpdateEvent(w.ctx, w.organiser, e)
			if got := faultFields(err); !sameSet(got, test.want) || (err == nil) != (test.want == nil) {
				t.Errorf("faults at %v (%v), want %v", got, err, test.want)
			}
		})
	}
}

func TestTheZoneStaysOnceTheGridStands(t *testing.T) {
	w := newWorld(t)
	e := w.event
	e.Zone = "Europe/Lisbon"
	e = must(w.service.UpdateEvent(w.ctx, w.organiser, e))(w)
	w.event = e
	w.grid("2026-12-01", "morning", "09:00", "10:00")
	e.Zone = "Europe/Paris"
	_, err := w.service.UpdateEvent(w.ctx, w.organiser, e)
	wantCode(t, err, partnering.CodeConflict)
}

func TestUpdateEventKeepsThePhase(t *testing.T) {
	w := newWorld(t)
	e := w.event
	e.Phase, e.Name = partnering.PhaseLive, "Another name"
	if got := must(w.service.UpdateEvent(w.ctx, w.organiser, e))(w); got.Phase != partnering.PhaseOpen || got.Name != "Another name" {
		t.Errorf("phase %s, name %q", got.Phase, got.Name)
	}
}

func TestOverview(t *testing.T) {
	w := newWorld(t)
	acme, big, cure := w.team("Acme", partnering.KindStartup, 2), w.team("Big", partnering.KindLarge, 1), w.team("Cure", partnering.KindStartup, 1)
	slots, tables := w.grid("2026-12-01", "morning", "09:00", "11:00"), w.tables(2)
	closed := tables[1]
	closed.Closed = []string{slots[0].ID}
	must(w.service.UpdatePlace(w.ctx, w.organiser, closed))(w)
	w.accepted(acme, big)
	w.ask(cure, big)
	w.ask(cure, acme)
	pitches := w.pitches("2026-12-01 14:00", 3)
	w.book(acme, pitches[0])

	got := must(w.service.Overview(w.ctx, w.organiser, w.event.ID))(w)
	got.Event = partnering.Event{}
	want := partnering.Overview{
		Requests:      map[partnering.RequestState]int{partnering.RequestAccepted: 1, partnering.RequestPending: 2},
		Organisations: map[partnering.Kind]int{partnering.KindStartup: 2, partnering.KindLarge: 1},
		Delegates:     4, TableSlots: 7, Expected: 2, PitchSlots: 3, PitchBooked: 1, OutboxDue: 3,
		Attention: []partnering.NextStep{{Kind: "pending-requests", Count: 2}, {Kind: "free-pitch-slots", Count: 2}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("overview %+v\nwant %+v", got, want)
	}
	_, err := w.service.Overview(w.ctx, acme.admin(), w.event.ID)
	wantCode(t, err, partnering.CodeForbidden)
}

func TestDoNext(t *testing.T) {
	w := newWorld(t)
	acme, big := w.team("Acme", partnering.KindStartup, 1), w.team("Big", partnering.KindLarge, 1)
	slots := w.pitches("2026-12-01 14:00", 2)
	steps := func(by partnering.Actor) []string {
		kinds := []string{}
		for _, step := range must(w.service.DoNext(w.ctx, by, w.event.ID))(w) {
			kinds = append(kinds, step.Kind)
		}
		return kinds
	}
	check := func(when string, by partnering.Actor, want ...string) {
		t.Helper()
		if got := steps(by); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v, want %v", when, got, want)
		}
	}
	check("at first", acme.admin(), "book-pitch", "complete-profile", "find-partners")
	w.book(acme, slots[0])
	w.ask(acme, big)
	check("booked and asked", acme.admin(), "complete-profile")
	check("was asked", big.admin(), "answer-requests", "complete-profile", "find-partners")
	found := must(w.service.FindRequests(w.ctx, big.admin(), partnering.RequestFilter{EventID: w.event.ID}))(w)
	must(w.service.AcceptRequest(w.ctx, big.admin(), found.Items[0].ID, partnering.Answer{}))(w)
	check("accepted", acme.admin(), "complete-profile", "set-availability")
}
