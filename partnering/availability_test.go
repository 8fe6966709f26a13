package partnering_test

import (
	"reflect"
	"testing"
	"time"

	"entente/partnering"
)

// says is an availability of the delegate: the slots by their index.
func says(d partnering.Delegate, slots []partnering.Slot, states map[int]partnering.SlotState) partnering.Availability {
	a := partnering.Availability{DelegateID: d.ID, Slots: map[string]partnering.SlotState{}}
	for i, state := range states {
		a.Slots[slots[i].ID] = state
	}
	return a
}

// closing closes the slots with these indices.
func closing(indices ...int) map[int]partnering.SlotState {
	states := map[int]partnering.SlotState{}
	for _, i := range indices {
		states[i] = partnering.SlotClosed
	}
	return states
}

// TestAvailabilityEffect closes slots of Acme's first delegate, on a grid of
// four half hours from 09:00, and looks at one accepted request with Big.
func TestAvailabilityEffect(t *testing.T) {
	type setting struct {
		w         *world
		acme, big team
		slots     []partnering.Slot
	}
	for _, test := range []struct {
		rule    string
		sizeOwn int
		prepare func(s setting, r *partnering.MeetingRequest)
		closed  []int
		want    partnering.AvailabilityEffect // Lost is counted by Accepted and Fits
	}{
		{"all open", 1, nil, nil, partnering.AvailabilityEffect{Accepted: 1, Fits: 1, Open: 4}},
		{"one slot left", 1, nil, []int{0, 1, 2}, partnering.AvailabilityEffect{Accepted: 1, Fits: 1, Open: 1}},
		{"all closed", 1, nil, []int{0, 1, 2, 3}, partnering.AvailabilityEffect{Accepted: 1, Fits: 0, Open: 0}},
		{"a colleague can go instead", 2, nil, []int{0, 1, 2, 3}, partnering.AvailabilityEffect{Accepted: 1, Fits: 1, Open: 0}},
		{"a required delegate cannot be replaced", 2, func(s setting, r *partnering.MeetingRequest) {
			r.From.Attendees.Required = []string{s.acme.Delegates[0].ID}
		}, []int{0, 1, 2, 3}, partnering.AvailabilityEffect{Accepted: 1, Fits: 0, Open: 0}},
		{"one of a group can", 2, func(s setting, r *partnering.MeetingRequest) {
			r.From.Attendees.AnyOf = [][]string{{s.acme.Delegates[0].ID, s.acme.Delegates[1].ID}}
		}, []int{0, 1, 2, 3}, partnering.AvailabilityEffect{Accepted: 1, Fits: 1, Open: 0}},
		{"a request that names a colleague is not the delegate's", 2, func(s setting, r *partnering.MeetingRequest) {
			r.From.Attendees.Required = []string{s.acme.Delegates[1].ID}
		}, []int{0, 1, 2, 3}, partnering.AvailabilityEffect{Accepted: 0, Fits: 0, Open: 0}},
		{"the other side is open when this one is not", 1, func(s setting, _ *partnering.MeetingRequest) {
			must(s.w.service.PutAvailability(s.w.ctx, s.big.admin(), says(s.big.Delegates[0], s.slots, closing(2, 3))))(s.w)
		}, []int{0, 1}, partnering.AvailabilityEffect{Accepted: 1, Fits: 0, Open: 2}},
		{"the other side is committed", 1, func(s setting, _ *partnering.MeetingRequest) {
			must(s.w.service.AddCommitment(s.w.ctx, s.big.admin(), partnering.Commitment{DelegateID: s.big.Delegates[0].ID,
				Kind: partnering.CommitmentTalk, Start: s.slots[2].Start.Add(5 * time.Minute), End: s.slots[3].End}))(s.w)
		}, []int{0, 1}, partnering.AvailabilityEffect{Accepted: 1, Fits: 0, Open: 2}},
		{"an own pitch counts as closed", 1, func(s setting, _ *partnering.MeetingRequest) {
			s.w.book(s.acme, s.w.pitches("2026-12-01 10:45", 1)[0])
		}, []int{0, 1, 2}, partnering.AvailabilityEffect{Accepted: 1, Fits: 0, Open: 0}},
		{"the request's own slots", 1, func(s setting, r *partnering.MeetingRequest) { r.SlotIDs = []string{s.slots[0].ID} },
			[]int{0}, partnering.AvailabilityEffect{Accepted: 1, Fits: 0, Open: 3}},
		{"the request's own session", 1, func(s setting, r *partnering.MeetingRequest) {
			s.w.grid("2026-12-02", "elsewhere", "09:00", "09:30")
			r.Session = "elsewhere"
		}, []int{0, 1, 2, 3}, partnering.AvailabilityEffect{Accepted: 1, Fits: 1, Open: 1}},
		{"rather not is open", 1, nil, nil, partnering.AvailabilityEffect{Accepted: 1, Fits: 1, Open: 4}},
	} {
		t.Run(test.rule, func(t *testing.T) {
			w := newWorld(t)
			s := setting{w: w, acme: w.team("Acme", partnering.KindStartup, test.sizeOwn), big: w.team("Big", partnering.KindLarge, 1),
				slots: w.grid("2026-12-01", "morning", "09:00", "11:00")}
			r := between(w.event.ID, s.acme, s.big)
			if test.prepare != nil {
				test.prepare(s, &r)
			}
			made, _, err := w.service.RequestMeeting(w.ctx, w.organiser, r)
			if err != nil {
				t.Fatal(err)
			}
			must(w.service.AcceptRequest(w.ctx, s.big.admin(), made.ID, partnering.Answer{}))(w)
			got := must(w.service.AvailabilityEffect(w.ctx, s.acme.admin(), says(s.acme.Delegates[0], s.slots, closing(test.closed...))))(w)
			if test.want.Fits < test.want.Accepted {
				test.want.Lost = []string{made.ID}
			}
			if !reflect.DeepEqual(got, test.want) {
				t.Errorf("effect %+v, want %+v", got, test.want)
			}
		})
	}
}

func TestDelegatesMayBeUnavailableByDefault(t *testing.T) {
	w := newWorld(t)
	w.settings(func(s *partnering.Settings) { s.UnavailableByDefault = true })
	acme := w.team("Acme", partnering.KindStartup, 1)
	slots := w.grid("2026-12-01", "morning", "09:00", "11:00")
	a := says(acme.Delegates[0], slots, map[int]partnering.SlotState{1: partnering.SlotOpen, 2: partnering.SlotRatherNot})
	if got := must(w.service.AvailabilityEffect(w.ctx, acme.admin(), a))(w); got.Open != 2 {
		t.Errorf("%d slots open, want the two that were said", got.Open)
	}
	if calendar := must(w.service.AvailabilityOf(w.ctx, acme.admin(), acme.Delegates[0].ID))(w); calendar.Default != partnering.SlotClosed {
		t.Errorf("default %s, want closed", calendar.Default)
	}
}

func TestPutAvailability(t *testing.T) {
	w := newWorld(t)
	acme, big := w.team("Acme", partnering.KindStartup, 2), w.team("Big", partnering.KindLarge, 1)
	slots := w.grid("2026-12-01", "morning", "09:00", "11:00")
	d := acme.Delegates[0]
	kept := must(w.service.PutAvailability(w.ctx, acme.Actors[1], says(d, slots, closing(0))))(w)
	if calendar := must(w.service.AvailabilityOf(w.ctx, w.organiser, d.ID))(w); !reflect.DeepEqual(calendar.Availability, kept) {
		t.Errorf("kept %+v, reads %+v", kept, calendar.Availability)
	}

	_, err := w.service.PutAvailability(w.ctx, acme.admin(), says(d, slots, closing(1)))
	wantCode(t, err, partnering.CodePrecondition) // made from version 0, which is over
	_, err = w.service.PutAvailability(w.ctx, big.admin(), says(d, slots, nil))
	wantCode(t, err, partnering.CodeForbidden)
	_, err = w.service.AvailabilityOf(w.ctx, big.admin(), d.ID)
	wantCode(t, err, partnering.CodeForbidden)

	kept.Slots = map[string]partnering.SlotState{"none": partnering.SlotOpen, slots[0].ID: "maybe"}
	_, err = w.service.PutAvailability(w.ctx, acme.admin(), kept)
	if got, want := faultFields(err), []string{"slots.none", "slots." + slots[0].ID}; !sameSet(got, want) {
		t.Errorf("faults at %v, want %v", got, want)
	}
}

func TestASlotWithAPublishedMeetingStaysOpen(t *testing.T) {
	w := newWorld(t)
	acme, big := w.team("Acme", partnering.KindStartup, 1), w.team("Big", partnering.KindLarge, 1)
	slots, tables := w.grid("2026-12-01", "morning", "09:00", "11:00"), w.tables(1)
	d := acme.Delegates[0]
	w.publish(w.accepted(acme, big), slots[1], tables[0], d, big.Delegates[0])

	_, err := w.service.PutAvailability(w.ctx, acme.admin(), says(d, slots, closing(1)))
	wantCode(t, err, partnering.CodeConflict)
	_, err = w.service.AddCommitment(w.ctx, acme.admin(), partnering.Commitment{DelegateID: d.ID, Kind: partnering.CommitmentBlock,
		Start: slots[1].Start, End: slots[1].End})
	wantCode(t, err, partnering.CodeConflict)
	must(w.service.PutAvailability(w.ctx, acme.admin(), says(d, slots, closing(0, 2, 3))))(w)

	calendar := must(w.service.AvailabilityOf(w.ctx, acme.admin(), d.ID))(w)
	if len(calendar.Meetings) != 1 || calendar.Meetings[0].Title != "Big" || calendar.Meetings[0].Place != "Table 1" || !calendar.Meetings[0].Start.Equal(slots[1].Start) {
		t.Errorf("meetings %+v, want the one with Big at Table 1", calendar.Meetings)
	}
}

func TestCommitments(t *testing.T) {
	w := newWorld(t)
	acme, big := w.team("Acme", partnering.KindStartup, 1), w.team("Big", partnering.KindLarge, 1)
	pitches := w.pitches("2026-12-01 14:00", 2)
	w.book(acme, pitches[0])
	d := acme.Delegates[0]

	own := must(w.store.FindCommitments(w.ctx, w.event.ID, d.ID))(w)[0]
	wantCode(t, w.service.RemoveCommitment(w.ctx, acme.admin(), w.event.ID, own.ID), partnering.CodeConflict)
	wantCode(t, w.service.RemoveCommitment(w.ctx, big.admin(), w.event.ID, own.ID), partnering.CodeNotFound)

	attends := must(w.service.AddCommitment(w.ctx, big.admin(), partnering.Commitment{DelegateID: big.Delegates[0].ID,
		Kind: partnering.CommitmentAttend, SourceID: pitches[0].SessionID}))(w)
	if !attends.Start.Equal(pitches[0].Start) || !attends.End.Equal(pitches[1].End) || attends.Title != "Pitches 2026-12-01 14:00" {
		t.Errorf("attends %+v, want the whole session", attends)
	}
	wantCode(t, w.service.RemoveCommitment(w.ctx, big.admin(), w.event.ID, attends.ID), "")

	_, err := w.service.AddCommitment(w.ctx, big.admin(), partnering.Commitment{DelegateID: big.Delegates[0].ID, Kind: "nap"})
	if got, want := faultFields(err), []string{"kind", "end"}; !sameSet(got, want) {
		t.Errorf("faults at %v (%v), want %v", got, err, want)
	}
}
