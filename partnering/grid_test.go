package partnering_test

import (
	"reflect"
	"testing"
	"time"

	"entente/partnering"
)

// TestSessionsAcrossDaylightSaving builds sessions of half hours on days on
// which clocks in Paris change at 01:00 UTC: forward on 29 March, back on 25 October.
func TestSessionsAcrossDaylightSaving(t *testing.T) {
	for _, test := range []struct {
		rule, date, from, until string
		want                    []string // local starts with their offsets
	}{
		{"forward: the hour that clocks skip has no slots", "2026-03-29", "01:00", "04:00",
			[]string{"01:00+01:00", "01:30+01:00", "03:00+02:00", "03:30+02:00"}},
		{"back: the hour that clocks show twice has its slots twice", "2026-10-25", "01:30", "04:00",
			[]string{"01:30+02:00", "02:00+02:00", "02:30+02:00", "02:00+01:00", "02:30+01:00", "03:00+01:00", "03:30+01:00"}},
		{"back: an end that is shown twice is the later one", "2026-10-25", "01:30", "02:30",
			[]string{"01:30+02:00", "02:00+02:00", "02:30+02:00", "02:00+01:00"}},
		{"back: a start that is shown twice is the earlier one", "2026-10-25", "02:30", "03:30",
			[]string{"02:30+02:00", "02:00+01:00", "02:30+01:00", "03:00+01:00"}},
		{"a whole day of change has 23 hours", "2026-03-29", "22:00", "24:00",
			[]string{"22:00+02:00", "22:30+02:00", "23:00+02:00", "23:30+02:00"}},
		{"an ordinary morning", "2026-12-01", "09:00", "10:15", []string{"09:00+01:00", "09:30+01:00"}},
	} {
		t.Run(test.rule, func(t *testing.T) {
			w := newWorld(t)
			slots := w.grid(test.date, "s", test.from, test.until)
			var got []string
			for i, slot := range slots {
				got = append(got, slot.Start.In(w.event.Location()).Format("15:04-07:00"))
				if slot.End.Sub(slot.Start) != 30*time.Minute {
					t.Errorf("slot %d lasts %s", i, slot.End.Sub(slot.Start))
				}
				if i > 0 && !slots[i-1].End.Equal(slot.Start) {
					t.Errorf("slot %d starts at %s, after a gap or an overlap", i, slot.Start)
				}
			}
			if !reflect.DeepEqual(got, test.want) {
				t.Errorf("slots %v, want %v", got, test.want)
			}
			if stored := must(w.service.FindSlots(w.ctx, w.organiser, w.event.ID))(w); !reflect.DeepEqual(stored, slots) {
				t.Errorf("stored %v, want %v", stored, slots)
			}
		})
	}
}

func TestWhatASessionMayNotBe(t *testing.T) {
	for _, test := range []struct {
		rule string
		plan partnering.SessionPlan
		want []string
	}{
		{"all wrong at once", partnering.SessionPlan{Date: "1.12.2026", From: "9", Until: "later", Minutes: 1}, []string{"name", "minutes", "date"}},
		{"no time of day", partnering.SessionPlan{Date: "2026-12-02", Name: "s", From: "9 o'clock", Until: "25:00", Minutes: 30}, []string{"from", "until"}},
		{"an end before its start", partnering.SessionPlan{Date: "2026-12-02", Name: "s", From: "10:00", Until: "09:00", Minutes: 30}, []string{"until"}},
		{"no room for a slot", partnering.SessionPlan{Date: "2026-12-02", Name: "s", From: "09:00", Until: "09:20", Minutes: 30}, []string{"minutes"}},
		{"a time that clocks skip", partnering.SessionPlan{Date: "2026-03-29", Name: "s", From: "02:30", Until: "05:00", Minutes: 30}, []string{"from"}},
		{"the name of another one that day", partnering.SessionPlan{Date: "2026-12-01", Name: "morning", From: "14:00", Until: "15:00", Minutes: 30}, []string{"name"}},
		{"over another one", partnering.SessionPlan{Date: "2026-12-01", Name: "late", From: "11:45", Until: "13:00", Minutes: 15}, []string{"from"}},
	} {
		t.Run(test.rule, func(t *testing.T) {
			w := newWorld(t)
			before := w.grid("2026-12-01", "morning", "09:00", "12:00")
			_, err := w.service.AddSession(w.ctx, w.organiser, w.event.ID, test.plan)
			wantCode(t, err, partnering.CodeInvalid)
			if got := faultFields(err); !sameSet(got, test.want) {
				t.Errorf("faults at %v, want %v", got, test.want)
			}
			if after := must(w.store.FindSlots(w.ctx, w.event.ID))(w); len(after) != len(before) {
				t.Errorf("%d slots, want the %d of before", len(after), len(before))
			}
		})
	}
}

func TestASessionMayTouchTheNext(t *testing.T) {
	w := newWorld(t)
	w.grid("2026-12-01", "early", "09:00", "10:00")
	w.grid("2026-12-01", "late", "10:00", "11:00")
	sessions := must(w.service.FindGridSessions(w.ctx, w.organiser, w.event.ID))(w)
	if len(sessions) != 2 || sessions[0].Session != "early" || sessions[1].Session != "late" {
		t.Errorf("sessions %+v, want early and late", sessions)
	}
}

func TestASessionThatMeetingsUseStays(t *testing.T) {
	w := newWorld(t)
	acme, big := w.team("Acme", partnering.KindStartup, 1), w.team("Big", partnering.KindLarge, 1)
	slots, tables := w.grid("2026-12-01", "morning", "09:00", "11:00"), w.tables(2)
	w.publish(w.accepted(acme, big), slots[0], tables[0], acme.Delegates[0], big.Delegates[0])

	wantCode(t, w.service.DeleteSession(w.ctx, w.organiser, w.event.ID, "2026-12-01", "morning"), partnering.CodeConflict)
	wantCode(t, w.service.DeletePlace(w.ctx, w.organiser, tables[0].ID), partnering.CodeConflict)
	closed := tables[0]
	closed.Closed = []string{slots[0].ID}
	_, err := w.service.UpdatePlace(w.ctx, w.organiser, closed)
	wantCode(t, err, partnering.CodeConflict)

	wantCode(t, w.service.DeleteSlot(w.ctx, w.organiser, w.event.ID, slots[3].ID), "")
	wantCode(t, w.service.DeletePlace(w.ctx, w.organiser, tables[1].ID), "")
	closed.Closed = []string{slots[1].ID}
	_, err = w.service.UpdatePlace(w.ctx, w.organiser, closed)
	wantCode(t, err, "")
	wantCode(t, w.service.DeleteSession(w.ctx, w.organiser, w.event.ID, "2026-12-01", "evening"), partnering.CodeNotFound)
}

func TestPlacesListEveryFault(t *testing.T) {
	w := newWorld(t)
	w.tables(1)
	_, err := w.service.CreatePlaces(w.ctx, w.organiser, w.event.ID, []partnering.Place{
		{Name: "table 1"}, {Name: "Booth", Kind: partnering.PlaceBooth}, {Name: "Roof", Kind: "roof", Capacity: -1, Closed: []string{"none"}},
	})
	wantCode(t, err, partnering.CodeInvalid)
	want := []string{"places[0].name", "places[1].organisation", "places[2].kind", "places[2].capacity", "places[2].closed[0]"}
	if got := faultFields(err); !sameSet(got, want) {
		t.Errorf("faults at %v, want %v", got, want)
	}
}
