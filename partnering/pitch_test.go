package partnering_test

import (
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"entente/partnering"
)

// book books a pitch slot for the team.
func (w *world) book(t team, slot partnering.PitchSlot) partnering.PitchBooking {
	w.Helper()
	return must(w.service.BookPitch(w.ctx, t.admin(), slot.ID, partnering.PitchBooking{OrganisationID: t.ID, Title: t.Name + " pitches"}))(w)
}

// holders lists the organisations that hold the slots, "" for a free one.
func (w *world) holders(slots []partnering.PitchSlot) []string {
	w.Helper()
	holders := make([]string, len(slots))
	for _, b := range must(w.store.FindBookings(w.ctx, w.event.ID))(w) {
		for i, slot := range slots {
			if b.Holds() && b.SlotID == slot.ID {
				holders[i] = b.OrganisationID
			}
		}
	}
	return holders
}

func TestATakenPitchSlotNamesTheFreeOnes(t *testing.T) {
	w := newWorld(t)
	slots := w.pitches("2026-12-01 14:00", 3)
	w.book(w.team("Acme", partnering.KindStartup, 1), slots[1])
	late := w.team("Bolt", partnering.KindStartup, 1)
	_, err := w.service.BookPitch(w.ctx, late.admin(), slots[1].ID, partnering.PitchBooking{OrganisationID: late.ID})
	wantCode(t, err, partnering.CodeConflict)
	if got, want := freeSlots(err), []string{slots[0].ID, slots[2].ID}; !reflect.DeepEqual(got, want) {
		t.Errorf("free %v, want %v", got, want)
	}
	const want = "the pitch slot Tue 1 December 14:15 is taken; free: Tue 1 December 14:00, Tue 1 December 14:30"
	if err.Error() != want {
		t.Errorf("message %q, want %q", err, want)
	}
}

func TestBookingTheSameAgainReturnsTheBooking(t *testing.T) {
	w := newWorld(t)
	slots := w.pitches("2026-12-01 14:00", 2)
	acme := w.team("Acme", partnering.KindStartup, 1)
	first := w.book(acme, slots[0])
	if again := w.book(acme, slots[0]); !reflect.DeepEqual(again, first) {
		t.Errorf("got %+v, want %+v", again, first)
	}
}

func TestWhoMayBookAPitch(t *testing.T) {
	for _, test := range []struct {
		rule    string
		prepare func(w *world, acme team, slots []partnering.PitchSlot)
		by      string
		booking partnering.PitchBooking
		code    partnering.Code
	}{
		{"a free slot", nil, "one@acme.example", partnering.PitchBooking{}, ""},
		{"a second pitch", func(w *world, acme team, slots []partnering.PitchSlot) { w.book(acme, slots[1]) },
			"one@acme.example", partnering.PitchBooking{}, partnering.CodeConflict},
		{"a second pitch where two are allowed", func(w *world, acme team, slots []partnering.PitchSlot) {
			w.settings(func(s *partnering.Settings) { s.PitchesPerStartup = 2 })
			w.book(acme, slots[1])
		}, "one@acme.example", partnering.PitchBooking{}, ""},
		{"at its start it is too late", func(w *world, _ team, slots []partnering.PitchSlot) { w.clock.Set(slots[0].Start) },
			"one@acme.example", partnering.PitchBooking{}, partnering.CodeConflict},
		{"for another organisation", nil, "one@else.example", partnering.PitchBooking{}, partnering.CodeForbidden},
		{"a presenter of another organisation", nil, "one@acme.example",
			partnering.PitchBooking{Presenters: []string{"stranger"}}, partnering.CodeInvalid},
		{"while scheduling", func(w *world, _ team, _ []partnering.PitchSlot) { w.phase(partnering.PhaseScheduling) },
			"one@acme.example", partnering.PitchBooking{}, partnering.CodeConflict},
		{"while scheduling, by an organiser", func(w *world, _ team, _ []partnering.PitchSlot) { w.phase(partnering.PhaseScheduling) },
			"olga@example.org", partnering.PitchBooking{}, ""},
	} {
		t.Run(test.rule, func(t *testing.T) {
			w := newWorld(t)
			slots := w.pitches("2026-12-01 14:00", 3)
			acme := w.team("Acme", partnering.KindStartup, 2)
			w.team("Else", partnering.KindStartup, 1)
			if test.prepare != nil {
				test.prepare(w, acme, slots)
			}
			test.booking.OrganisationID = acme.ID
			_, err := w.service.BookPitch(w.ctx, w.actor(test.by), slots[0].ID, test.booking)
			wantCode(t, err, test.code)
			if held := w.holders(slots)[0] == acme.ID; held != (test.code == "") {
				t.Errorf("held %v", held)
			}
		})
	}
}

func TestAPitchBlocksItsPresenters(t *testing.T) {
	w := newWorld(t)
	slots := w.pitches("2026-12-01 14:00", 2)
	acme := w.team("Acme", partnering.KindStartup, 2)
	b := w.book(acme, slots[0])
	blocked := func() map[string]partnering.Interval {
		spans := map[string]partnering.Interval{}
		for _, c := range must(w.store.FindCommitments(w.ctx, w.event.ID))(w) {
			if c.Kind == partnering.CommitmentPitch && c.SourceID == b.ID {
				spans[c.DelegateID] = partnering.Interval{Start: c.Start, End: c.End}
			}
		}
		return spans
	}
	span := partnering.Interval{Start: slots[0].Start, End: slots[0].End}
	one, two := acme.Delegates[0].ID, acme.Delegates[1].ID
	if want := map[string]partnering.Interval{one: span, two: span}; !reflect.DeepEqual(blocked(), want) {
		t.Errorf("booked: blocked %v, want %v", blocked(), want)
	}
	third := must(w.service.CreateDelegate(w.ctx, acme.admin(), partnering.Delegate{OrganisationID: acme.ID, Name: "Three", Email: "three@acme.example"}))(w)
	if want := map[string]partnering.Interval{one: span, two: span, third.ID: span}; !reflect.DeepEqual(blocked(), want) {
		t.Errorf("joined: blocked %v, want %v", blocked(), want)
	}
	b.Presenters = []string{two}
	b = must(w.service.UpdateBooking(w.ctx, acme.admin(), b))(w)
	if want := map[string]partnering.Interval{two: span}; !reflect.DeepEqual(blocked(), want) {
		t.Errorf("named: blocked %v, want %v", blocked(), want)
	}
	if err := w.service.CancelBooking(w.ctx, acme.admin(), slots[0].ID); err != nil {
		t.Fatal(err)
	}
	if got := blocked(); len(got) != 0 {
		t.Errorf("freed: blocked %v, want nobody", got)
	}
}

func TestAPitchDuringAPublishedMeetingIsRefused(t *testing.T) {
	w := newWorld(t)
	acme, big := w.team("Acme", partnering.KindStartup, 2), w.team("Big", partnering.KindLarge, 1)
	grid, tables := w.grid("2026-12-01", "afternoon", "14:00", "16:00"), w.tables(1)
	r := w.accepted(acme, big)
	w.publish(r, grid[0], tables[0], acme.Delegates[0], big.Delegates[0])
	pitches := w.pitches("2026-12-01 14:15", 3)

	_, err := w.service.BookPitch(w.ctx, acme.admin(), pitches[0].ID, partnering.PitchBooking{OrganisationID: acme.ID})
	wantCode(t, err, partnering.CodeConflict)
	if text := fmt.Sprint(err); !strings.Contains(text, "Acme one meets Big Tue 1 December 14:00–14:30") {
		t.Errorf("message %q does not name the meeting", text)
	}
	other := partnering.PitchBooking{OrganisationID: acme.ID, Presenters: []string{acme.Delegates[1].ID}}
	if _, err := w.service.BookPitch(w.ctx, acme.admin(), pitches[0].ID, other); err != nil {
		t.Errorf("another presenter: %v", err)
	}
}

func TestFreeingAFreeSlotChangesNothing(t *testing.T) {
	w := newWorld(t)
	slots := w.pitches("2026-12-01 14:00", 1)
	acme, other := w.team("Acme", partnering.KindStartup, 1), w.team("Else", partnering.KindStartup, 1)
	if err := w.service.CancelBooking(w.ctx, acme.admin(), slots[0].ID); err != nil {
		t.Error(err)
	}
	w.book(acme, slots[0])
	wantCode(t, w.service.CancelBooking(w.ctx, other.admin(), slots[0].ID), partnering.CodeForbidden)
	if got := w.holders(slots); !reflect.DeepEqual(got, []string{acme.ID}) {
		t.Errorf("held by %v", got)
	}
}

func TestTheFirstInLineMovesUp(t *testing.T) {
	w := newWorld(t)
	slots := w.pitches("2026-12-01 14:00", 1)
	session := slots[0].SessionID
	other := w.pitches("2026-12-02 14:00", 1)
	acme, placed := w.team("Acme", partnering.KindStartup, 1), w.team("Bolt", partnering.KindStartup, 1)
	cure, dose := w.team("Cure", partnering.KindStartup, 1), w.team("Dose", partnering.KindStartup, 1)

	_, err := w.service.JoinWaitingList(w.ctx, cure.admin(), session, cure.ID)
	wantCode(t, err, partnering.CodeConflict) // the slot is still free
	w.book(acme, slots[0])
	for _, waiting := range []team{placed, cure, dose} {
		must(w.service.JoinWaitingList(w.ctx, waiting.admin(), session, waiting.ID))(w)
	}
	w.book(placed, other[0]) // has a pitch elsewhere by now: its turn passes
	again := must(w.service.JoinWaitingList(w.ctx, cure.admin(), session, cure.ID))(w)
	if line := must(w.store.FindWaiting(w.ctx, session))(w); len(line) != 3 || line[1].ID != again.ID {
		t.Errorf("joining twice made the line %+v", line)
	}

	if err := w.service.CancelBooking(w.ctx, acme.admin(), slots[0].ID); err != nil {
		t.Fatal(err)
	}
	if got := w.holders(slots); !reflect.DeepEqual(got, []string{cure.ID}) {
		t.Errorf("held by %v, want the first in line without a pitch, %s", got, cure.ID)
	}
	booking := must(w.store.BookingOfSlot(w.ctx, slots[0].ID))(w)
	if told := w.told(partnering.NoticeMoveUp); !reflect.DeepEqual(told, []string{"one@cure.example booking:" + booking.ID}) {
		t.Errorf("told %v", told)
	}
	if commitments := must(w.store.FindCommitments(w.ctx, w.event.ID, cure.Delegates[0].ID))(w); len(commitments) != 1 {
		t.Errorf("%d commitments of who moved up, want 1", len(commitments))
	}
	line := []string{}
	for _, entry := range must(w.store.FindWaiting(w.ctx, session))(w) {
		line = append(line, entry.OrganisationID)
	}
	if want := []string{placed.ID, dose.ID}; !reflect.DeepEqual(line, want) {
		t.Errorf("left in line %v, want %v", line, want)
	}
}

func TestManyBookAtOnceAndEachSlotHasOneWinner(t *testing.T) {
	const contenders, free = 1000, 10
	w := newWorld(t)
	slots := w.pitches("2026-12-01 09:00", free)
	teams := make([]team, contenders)
	for i := range teams {
		teams[i] = w.team(fmt.Sprintf("Startup%04d", i), partnering.KindStartup, 1)
	}
	var group sync.WaitGroup
	errs := make([]error, contenders)
	for i, own := range teams {
		group.Go(func() {
			_, errs[i] = w.service.BookPitch(w.ctx, own.admin(), slots[i%free].ID, partnering.PitchBooking{OrganisationID: own.ID})
		})
	}
	group.Wait()
	codes := map[partnering.Code]int{}
	for _, err := range errs {
		codes[partnering.ErrorCode(err)]++
	}
	if want := map[partnering.Code]int{"": free, partnering.CodeConflict: contenders - free}; !reflect.DeepEqual(codes, want) {
		t.Errorf("codes %v, want %v", codes, want)
	}
	if contains(w.holders(slots), "") {
		t.Errorf("a slot stayed free: %v", w.holders(slots))
	}
	commitments := must(w.store.FindCommitments(w.ctx, w.event.ID))(w)
	if len(commitments) != free {
		t.Errorf("%d commitments, want those of the %d winners", len(commitments), free)
	}
}

func TestPitchSessionsAreCut(t *testing.T) {
	w := newWorld(t)
	session := partnering.PitchSession{EventID: w.event.ID, Title: "Morning", Room: "Room A", Mode: partnering.PitchOpen,
		PitchMin: 10, QAMin: 5, Start: paris("2026-12-01 09:00"), End: paris("2026-12-01 09:50")}
	made := must(w.service.CreatePitchSession(w.ctx, w.organiser, session))(w)
	var starts []string
	for _, slot := range made.Slots {
		starts = append(starts, fmt.Sprint(slot.Position, " ", slot.Start.In(w.event.Location()).Format("15:04"), " ", slot.End.Sub(slot.Start)))
	}
	if want := []string{"1 09:00 15m0s", "2 09:15 15m0s", "3 09:30 15m0s"}; !reflect.DeepEqual(starts, want) {
		t.Errorf("slots %v, want %v", starts, want)
	}
	clash := session
	clash.Start, clash.PitchMin, clash.Mode = session.End.Add(-time.Minute), 0, "lottery"
	clash.End = clash.Start.Add(time.Hour)
	_, err := w.service.CreatePitchSession(w.ctx, w.organiser, clash)
	wantCode(t, err, partnering.CodeInvalid)
	if got, want := faultFields(err), []string{"mode", "pitch_minutes", "room"}; !sameSet(got, want) {
		t.Errorf("faults at %v, want %v", got, want)
	}
}

func TestAPitchSessionIsCutAnewUnlessASlotIsHeld(t *testing.T) {
	w := newWorld(t)
	slots := w.pitches("2026-12-01 09:00", 2)
	session := must(w.store.PitchSessionByID(w.ctx, slots[0].SessionID))(w)
	session.End = session.End.Add(15 * time.Minute)
	changed := must(w.service.UpdatePitchSession(w.ctx, w.organiser, session))(w)
	if len(changed.Slots) != 3 {
		t.Fatalf("%d slots, want 3", len(changed.Slots))
	}
	w.book(w.team("Acme", partnering.KindStartup, 1), changed.Slots[0].PitchSlot)
	longer := changed.PitchSession
	longer.End = longer.End.Add(15 * time.Minute)
	_, err := w.service.UpdatePitchSession(w.ctx, w.organiser, longer)
	wantCode(t, err, partnering.CodeConflict)
	if got := must(w.store.FindPitchSlots(w.ctx, w.event.ID))(w); len(got) != 3 {
		t.Errorf("%d slots after a refused change, want 3", len(got))
	}
	changed.Title = "Another title"
	if _, err := w.service.UpdatePitchSession(w.ctx, w.organiser, changed.PitchSession); err != nil {
		t.Errorf("a new title: %v", err)
	}
}

func TestWhoReadsTheProgramme(t *testing.T) {
	w := newWorld(t)
	slots := w.pitches("2026-12-01 09:00", 1)
	acme, bolt := w.team("Acme", partnering.KindStartup, 1), w.team("Bolt", partnering.KindStartup, 1)
	w.book(acme, slots[0])
	must(w.service.JoinWaitingList(w.ctx, bolt.admin(), slots[0].SessionID, bolt.ID))(w)
	for _, test := range []struct {
		who     string
		by      partnering.Actor
		waiting int
	}{
		{"the public", partnering.Actor{}, 0}, {"who waits", bolt.admin(), 1}, {"who does not", acme.admin(), 0}, {"an organiser", w.organiser, 1},
	} {
		t.Run(test.who, func(t *testing.T) {
			programme := must(w.service.PitchProgramme(w.ctx, test.by, w.event.ID))(w)
			session := programme.Sessions[0]
			if got := session.Slots[0]; got.Organisation == nil || got.Organisation.Name != "Acme" || len(got.Presenters) != 1 {
				t.Errorf("slot %+v, want Acme with its presenter", got)
			}
			if len(session.Waiting) != test.waiting {
				t.Errorf("sees %d waiting, want %d", len(session.Waiting), test.waiting)
			}
		})
	}
	w.phase(partnering.PhaseSetup)
	_, err := w.service.PitchProgramme(w.ctx, partnering.Actor{}, w.event.ID)
	wantCode(t, err, partnering.CodeNotFound)
}

func TestPitchRemindersFollowThePresenters(t *testing.T) {
	w := newWorld(t)
	slots := w.pitches("2026-12-01 14:00", 1)
	acme := w.team("Acme", partnering.KindStartup, 2)
	reminded := func() map[string]int {
		count := map[string]int{}
		for _, line := range w.told(partnering.RulePitch) {
			who, _, _ := strings.Cut(line, " ")
			count[who]++
		}
		return count
	}
	b := w.book(acme, slots[0])
	each := reminded()["one@acme.example"]
	if want := map[string]int{"one@acme.example": each, "two@acme.example": each}; each == 0 || !reflect.DeepEqual(reminded(), want) {
		t.Errorf("booked: reminders %v, want some for both", reminded())
	}
	b.Presenters = []string{acme.Delegates[1].ID}
	must(w.service.UpdateBooking(w.ctx, acme.admin(), b))(w)
	if want := map[string]int{"two@acme.example": each}; !reflect.DeepEqual(reminded(), want) {
		t.Errorf("named: reminders %v, want %v", reminded(), want)
	}
	if err := w.service.CancelBooking(w.ctx, acme.admin(), slots[0].ID); err != nil {
		t.Fatal(err)
	}
	if got := reminded(); len(got) != 0 {
		t.Errorf("freed: reminders %v, want none", got)
	}
}

func TestBookingAndFreeingRace(t *testing.T) {
	w := newWorld(t)
	slots := w.pitches("2026-12-01 14:00", 1)
	first, waiting := w.team("Acme", partnering.KindStartup, 1), w.team("Bolt", partnering.KindStartup, 1)
	w.book(first, slots[0])
	must(w.service.JoinWaitingList(w.ctx, waiting.admin(), slots[0].SessionID, waiting.ID))(w)
	others := make([]team, 10)
	for i := range others {
		others[i] = w.team(fmt.Sprint("Else", i), partnering.KindStartup, 1)
	}
	var group sync.WaitGroup
	for _, other := range others {
		group.Go(func() {
			_, err := w.service.BookPitch(w.ctx, other.admin(), slots[0].ID, partnering.PitchBooking{OrganisationID: other.ID})
			if partnering.ErrorCode(err) != partnering.CodeConflict {
				t.Errorf("%s got past the waiting list: %v", other.Name, err)
			}
		})
	}
	group.Go(func() {
		if err := w.service.CancelBooking(w.ctx, first.admin(), slots[0].ID); err != nil {
			t.Error(err)
		}
	})
	group.Wait()
	if got := w.holders(slots); !reflect.DeepEqual(got, []string{waiting.ID}) {
		t.Errorf("held by %v, want who waited, %s", got, waiting.ID)
	}
}

func TestListenersFollowTheirPitchSession(t *testing.T) {
	w := newWorld(t)
	slots := w.pitches("2026-12-01 14:00", 2)
	acme := w.team("Acme", partnering.KindStartup, 1)
	session := must(w.store.PitchSessionByID(w.ctx, slots[0].SessionID))(w)
	must(w.service.AddCommitment(w.ctx, acme.admin(), partnering.Commitment{DelegateID: acme.Delegates[0].ID,
		Kind: partnering.CommitmentAttend, SourceID: session.ID}))(w)
	session.Start, session.End = session.Start.Add(time.Hour), session.End.Add(time.Hour)
	must(w.service.UpdatePitchSession(w.ctx, w.organiser, session))(w)
	moved := must(w.store.FindCommitments(w.ctx, w.event.ID))(w)
	if len(moved) != 1 || !moved[0].Start.Equal(session.Start) || !moved[0].End.Equal(session.End) {
		t.Errorf("commitments %+v, want one at the session's new time", moved)
	}
	if err := w.service.DeletePitchSession(w.ctx, w.organiser, session.ID); err != nil {
		t.Fatal(err)
	}
	if left := must(w.store.FindCommitments(w.ctx, w.event.ID))(w); len(left) != 0 {
		t.Errorf("commitments %+v to a session that is gone", left)
	}
}

func TestAPitchSessionWithABookingStays(t *testing.T) {
	w := newWorld(t)
	slots := w.pitches("2026-12-01 14:00", 1)
	w.book(w.team("Acme", partnering.KindStartup, 1), slots[0])
	wantCode(t, w.service.DeletePitchSession(w.ctx, w.organiser, slots[0].SessionID), partnering.CodeConflict)
}

func TestLeavingTheWaitingList(t *testing.T) {
	w := newWorld(t)
	slots := w.pitches("2026-12-01 14:00", 1)
	acme, bolt := w.team("Acme", partnering.KindStartup, 1), w.team("Bolt", partnering.KindStartup, 1)
	w.book(acme, slots[0])
	session := slots[0].SessionID
	must(w.service.JoinWaitingList(w.ctx, bolt.admin(), session, bolt.ID))(w)
	wantCode(t, w.service.LeaveWaitingList(w.ctx, acme.admin(), session, bolt.ID), partnering.CodeForbidden)
	for range 2 { // the second time changes nothing
		wantCode(t, w.service.LeaveWaitingList(w.ctx, bolt.admin(), session, bolt.ID), "")
	}
	if line := must(w.store.FindWaiting(w.ctx, session))(w); len(line) != 0 {
		t.Errorf("still in line: %+v", line)
	}
}
