package store

import (
	"context"
	"testing"

	"entente/partnering"
)

// What others still use cannot be removed.
func TestInUse(t *testing.T) {
	each(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		fair(t, db)
		pitches(t, db)
		ok(t, db.CreateOrganisations(ctx, partnering.Organisation{ID: "core", EventID: "fair", Name: "Core", Kind: partnering.KindSME}))
		ok(t, db.CreateBooking(ctx, booking("b", "p1", "core", partnering.BookingBooked)))
		ok(t, db.CreateDelegates(ctx, partnering.Delegate{ID: "cy", EventID: "fair", OrganisationID: "acme", Name: "Cy"}))
		ok(t, db.CreateSlots(ctx,
			partnering.Slot{ID: "drafted", EventID: "fair", Start: later(60), End: later(80)},
			partnering.Slot{ID: "pinned", EventID: "fair", Start: later(80), End: later(90)}))
		ok(t, db.CreateDraft(ctx, &partnering.Draft{ID: "d", EventID: "fair", CreatedAt: noon}, []partnering.Meeting{*meeting("r2", "drafted", "table")}, nil))
		ok(t, db.PutPin(ctx, partnering.Pin{EventID: "fair", RequestID: "r3", SlotID: "pinned"}))
		ok(t, db.Publish(ctx, version(1), []partnering.Change{moved(nil, meeting("r1", "s1", "room", "cy", "bea"))}))
		for what, err := range map[string]error{
			"a slot of a meeting":                 db.DeleteSlots(ctx, "fair", "s1"),
			"a slot of a draft":                   db.DeleteSlots(ctx, "fair", "s2", "drafted"),
			"a slot of a pin":                     db.DeleteSlots(ctx, "fair", "pinned"),
			"a place of a meeting":                db.DeletePlace(ctx, "room"),
			"a place of a draft":                  db.DeletePlace(ctx, "table"),
			"an organisation with requests":       db.DeleteOrganisation(ctx, "acme"),
			"an organisation with bookings":       db.DeleteOrganisation(ctx, "core"),
			"a delegate whom a request names":     db.DeleteDelegate(ctx, "ada"),
			"a delegate who is asked for":         db.DeleteDelegate(ctx, "bob"),
			"a delegate who attends":              db.DeleteDelegate(ctx, "cy"),
			"a pitch session with a booking":      db.DeletePitchSession(ctx, "p"),
			"the slots of a session with booking": db.ReplacePitchSlots(ctx, "p", nil),
		} {
			t.Run(what, func(t *testing.T) { wantCode(t, err, partnering.CodeConflict) })
		}
		same(t, len(must(db.FindSlots(ctx, "fair"))(t)), 5)
		for what, err := range map[string]error{
			"place":         db.DeletePlace(ctx, "zz"),
			"organisation":  db.DeleteOrganisation(ctx, "zz"),
			"delegate":      db.DeleteDelegate(ctx, "zz"),
			"draft":         db.DeleteDraft(ctx, "zz"),
			"pitch session": db.DeletePitchSession(ctx, "zz"),
			"waiting entry": db.DeleteWaiting(ctx, "p", "zz"),
		} {
			t.Run("no such "+what, func(t *testing.T) { wantCode(t, err, partnering.CodeNotFound) })
		}
	})
}

// What belongs to a thing goes with it.
func TestGoesAlong(t *testing.T) {
	each(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		fair(t, db)
		pitches(t, db)
		account(t, db, "a")
		ok(t, db.CreateOrganisations(ctx, partnering.Organisation{ID: "core", EventID: "fair", Name: "Core", Kind: partnering.KindSME}))
		ok(t, db.CreateDelegates(ctx, partnering.Delegate{ID: "cy", EventID: "fair", OrganisationID: "core", Name: "Cy", PlaceID: "room"}))
		ok(t, db.PutAvailability(ctx, &partnering.Availability{DelegateID: "cy", Slots: map[string]partnering.SlotState{"s1": partnering.SlotClosed, "s2": partnering.SlotOpen}}))
		ok(t, db.CreateCommitments(ctx, partnering.Commitment{ID: "c", EventID: "fair", DelegateID: "cy", Kind: partnering.CommitmentBlock, Start: noon, End: later(5)}))
		ok(t, db.CreateMemberships(ctx, partnering.Membership{AccountID: "a", EventID: "fair", Role: partnering.RoleDelegate, OrganisationID: "core", DelegateID: "cy"}))
		ok(t, db.CreateWaiting(ctx, partnering.WaitingEntry{ID: "w", EventID: "fair", SessionID: "p", OrganisationID: "core", JoinedAt: noon}))
		ok(t, db.CreateBooking(ctx, booking("b", "p1", "acme", partnering.BookingCancelled)))

		t.Run("what was said of a slot", func(t *testing.T) {
			ok(t, db.DeleteSlots(ctx, "fair", "s1", "s3"))
			same(t, must(db.AvailabilityOf(ctx, "cy"))(t).Slots, map[string]partnering.SlotState{"s2": partnering.SlotOpen})
			same(t, must(db.PlaceByID(ctx, "room"))(t).Closed, []string(nil))
			ok(t, db.DeleteSlots(ctx, "another event", "s2"))
			same(t, len(must(db.FindSlots(ctx, "fair"))(t)), 1)
		})
		t.Run("a delegate's fixed place", func(t *testing.T) {
			ok(t, db.DeletePlace(ctx, "room"))
			same(t, must(db.DelegateByID(ctx, "cy"))(t).PlaceID, "")
		})
		t.Run("an organisation's people and their word", func(t *testing.T) {
			ok(t, db.DeleteOrganisation(ctx, "core"))
			wantCode(t, failure(db.DelegateByID(ctx, "cy")), partnering.CodeNotFound)
			same(t, must(db.FindCommitments(ctx, "fair"))(t), []partnering.Commitment{})
			same(t, must(db.FindMemberships(ctx, "a"))(t), []partnering.Membership{})
			same(t, must(db.FindWaiting(ctx, "p"))(t), []partnering.WaitingEntry{})
			same(t, must(db.AvailabilityOf(ctx, "cy"))(t), partnering.Availability{DelegateID: "cy"})
		})
		t.Run("a replaced pitch slot leaves a cancelled booking without one", func(t *testing.T) {
			ok(t, db.ReplacePitchSlots(ctx, "p", []partnering.PitchSlot{{ID: "p9", EventID: "fair", SessionID: "p", Position: 1, Start: later(0), End: later(9)}}))
			same(t, must(db.BookingByID(ctx, "b"))(t).SlotID, "")
			same(t, ids(must(db.FindPitchSlots(ctx, "fair"))(t), func(s partnering.PitchSlot) string { return s.ID }), []string{"p9"})
		})
		t.Run("a pitch session's slots and bookings", func(t *testing.T) {
			ok(t, db.DeletePitchSession(ctx, "p"))
			same(t, must(db.FindBookings(ctx, "fair"))(t), []partnering.PitchBooking{})
			same(t, must(db.FindPitchSlots(ctx, "fair"))(t), []partnering.PitchSlot{})
		})
		t.Run("a run's draft leaves the run", func(t *testing.T) {
			queued(t, db, "run")
			ok(t, db.CreateDraft(ctx, &partnering.Draft{ID: "d", EventID: "fair", RunID: "run", CreatedAt: noon}, nil, nil))
			run := must(db.RunByID(ctx, "run"))(t)
			run.DraftID = "d"
			ok(t, db.UpdateRun(ctx, &run))
			ok(t, db.DeleteDraft(ctx, "d"))
			same(t, must(db.RunByID(ctx, "run"))(t).DraftID, "")
		})
	})
}
