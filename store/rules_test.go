package store

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"entente/partnering"
)

// pitches adds a pitch session with two slots to the fair.
func pitches(t testing.TB, db *DB) {
	t.Helper()
	session := partnering.PitchSession{ID: "p", EventID: "fair", Mode: partnering.PitchOpen, Start: later(0), End: later(30), PitchMin: 10, QAMin: 5}
	ok(t, db.CreatePitchSession(context.Background(), &session, []partnering.PitchSlot{
		{ID: "p1", EventID: "fair", SessionID: "p", Position: 1, Start: later(0), End: later(15)},
		{ID: "p2", EventID: "fair", SessionID: "p", Position: 2, Start: later(15), End: later(30)},
	}))
}

func booking(id, slotID, organisationID string, state partnering.BookingState) *partnering.PitchBooking {
	return &partnering.PitchBooking{ID: id, EventID: "fair", SessionID: "p", SlotID: slotID, OrganisationID: organisationID, State: state, CreatedAt: noon}
}

func message(id string, state partnering.OutboxState) partnering.OutboxRow {
	return partnering.OutboxRow{
		ID: id, EventID: "fair", Rule: partnering.RuleNextMeeting, To: "ada@acme.example", DelegateID: "ada", MessageID: "<" + id + "@x>",
		Subject: partnering.Subject{Kind: "meeting", ID: "r1"}, Due: later(45), NextAt: later(45), State: state, CreatedAt: noon,
	}
}

// standing is a request that was asked, not imported, between the same two people.
func standing(id string, state partnering.RequestState) partnering.MeetingRequest {
	r := request(id, "ada", "bea")
	r.From, r.To = r.To, r.From // who asks does not matter
	r.State = state
	return r
}

// Each "only once" of the domain holds, whoever writes, and says so.
func TestOnlyOnce(t *testing.T) {
	type table struct {
		rule string
		says string
		do   func(ctx context.Context, db *DB) error
	}
	each(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		fair(t, db)
		pitches(t, db)
		ok(t, db.CreateAccounts(ctx, partnering.Account{ID: "a", Email: "ada@acme.example", CreatedAt: noon}))
		ok(t, db.CreateBooking(ctx, booking("b1", "p1", "acme", partnering.BookingBooked)))
		ok(t, db.CreateWaiting(ctx, partnering.WaitingEntry{ID: "w", EventID: "fair", SessionID: "p", OrganisationID: "acme", JoinedAt: noon}))
		ok(t, db.Publish(ctx, version(1), []partnering.Change{{RequestID: "r1", After: meeting("r1", "s1", "table", "ada", "bea")}}))
		ok(t, db.CreateFeed(ctx, partnering.Feed{Token: "f", EventID: "fair", Scope: partnering.ScopeEvent, AccountID: "a", CreatedAt: noon}))
		ok(t, db.CreateToken(ctx, partnering.Token{ID: "k", AccountID: "a", Hash: "h", CreatedAt: noon}))
		ok(t, db.RememberCall(ctx, partnering.RememberedCall{AccountID: "a", Key: "k", CreatedAt: noon}))
		ok(t, db.CreateCommitments(ctx, partnering.Commitment{ID: "c", EventID: "fair", DelegateID: "ada", Kind: partnering.CommitmentPitch, SourceID: "b1", Start: later(0), End: later(15)}))
		ok(t, db.CreateRequests(ctx, func() partnering.MeetingRequest { r := request("x1", "abe", "abe"); r.ExternalID = "7"; return r }()))
		ok(t, db.CreateOutbox(ctx, message("o1", partnering.OutboxPlanned)))
		ok(t, db.CreateDraft(ctx, &partnering.Draft{ID: "d", EventID: "fair", CreatedAt: noon}, []partnering.Meeting{*meeting("r1", "s1", "table")}, nil))
		for _, tt := range []table{
			{"a pitch slot has one booking that holds it", "the pitch slot is taken",
				func(ctx context.Context, db *DB) error {
					return db.CreateBooking(ctx, booking("b2", "p1", "bolt", partnering.BookingBooked))
				}},
			{"… also where a committee chose", "the pitch slot is taken",
				func(ctx context.Context, db *DB) error {
					return db.CreateBooking(ctx, booking("b2", "p1", "bolt", partnering.BookingSelected))
				}},
			{"one request stands for a pair, whoever asks", "stands already",
				func(ctx context.Context, db *DB) error {
					return db.CreateRequests(ctx, standing("r9", partnering.RequestPending))
				}},
			{"a delegate is in one meeting a slot", "two meetings of the same slot",
				func(ctx context.Context, db *DB) error {
					return db.Publish(ctx, version(2), []partnering.Change{{RequestID: "r3", After: meeting("r3", "s1", "room", "ada", "bob")}})
				}},
			{"a place hosts no more than its capacity", "is full in slot s1",
				func(ctx context.Context, db *DB) error {
					return db.Publish(ctx, version(2), []partnering.Change{{RequestID: "r2", After: meeting("r2", "s1", "table", "abe", "bob")}})
				}},
			{"a request has one published meeting", "has a meeting in the published schedule already",
				func(ctx context.Context, db *DB) error {
					return db.Publish(ctx, version(2), []partnering.Change{{RequestID: "r1", After: meeting("r1", "s2", "table", "ada", "bea")}})
				}},
			{"a version number is published once", "version 1 cannot follow version 1",
				func(ctx context.Context, db *DB) error { return db.Publish(ctx, version(1), nil) }},
			{"versions have no gap", "version 3 cannot follow version 1",
				func(ctx context.Context, db *DB) error { return db.Publish(ctx, version(3), nil) }},
			{"a delegate mail address is there once an event, whatever its case", "mail address already",
				func(ctx context.Context, db *DB) error {
					return db.CreateDelegates(ctx, partnering.Delegate{ID: "z", EventID: "fair", OrganisationID: "bolt", Email: "ADA@acme.example"})
				}},
			{"an account's mail address is there once", "an account has this mail address already",
				func(ctx context.Context, db *DB) error {
					return db.CreateAccounts(ctx, partnering.Account{ID: "z", Email: "Ada@acme.example", CreatedAt: noon})
				}},
			{"an external id of a slot is there once an event", "a slot of the event has this external id already",
				func(ctx context.Context, db *DB) error {
					return db.CreateSlots(ctx, partnering.Slot{ID: "z", EventID: "fair", ExternalID: "1", Start: later(90), End: later(99)})
				}},
			{"an external id of a request is there once an event", "a request of the event has this external id already",
				func(ctx context.Context, db *DB) error {
					r := request("z", "abe", "ada")
					r.ExternalID = "7"
					return db.CreateRequests(ctx, r)
				}},
			{"a place's name is there once an event", "a place of the event has this name already",
				func(ctx context.Context, db *DB) error {
					return db.CreatePlaces(ctx, partnering.Place{ID: "z", EventID: "fair", Name: "Room", Kind: partnering.PlaceRoom, Capacity: 1})
				}},
			{"an organisation waits once in a session", "on the waiting list already",
				func(ctx context.Context, db *DB) error {
					return db.CreateWaiting(ctx, partnering.WaitingEntry{ID: "z", EventID: "fair", SessionID: "p", OrganisationID: "acme", JoinedAt: noon})
				}},
			{"an account has one feed of an agenda", "has a feed of this agenda already",
				func(ctx context.Context, db *DB) error {
					return db.CreateFeed(ctx, partnering.Feed{Token: "z", EventID: "fair", Scope: partnering.ScopeEvent, AccountID: "a", CreatedAt: noon})
				}},
			{"a token's hash is there once", "this token is there already",
				func(ctx context.Context, db *DB) error {
					return db.CreateToken(ctx, partnering.Token{ID: "z", AccountID: "a", Hash: "h", CreatedAt: noon})
				}},
			{"an idempotency key is used once", "idempotency key was used already",
				func(ctx context.Context, db *DB) error {
					return db.RememberCall(ctx, partnering.RememberedCall{AccountID: "a", Key: "k", CreatedAt: noon})
				}},
			{"a booking blocks a presenter once", "has this commitment already",
				func(ctx context.Context, db *DB) error {
					return db.CreateCommitments(ctx, partnering.Commitment{ID: "z", EventID: "fair", DelegateID: "ada", Kind: partnering.CommitmentPitch, SourceID: "b1", Start: later(0), End: later(15)})
				}},
			{"a message is released once", "planned or sent already",
				func(ctx context.Context, db *DB) error {
					if err := db.CreateOutbox(ctx, message("o2", partnering.OutboxCancelled)); err != nil {
						return err
					}
					return db.UpdateOutbox(ctx, message("o2", partnering.OutboxPlanned))
				}},
			{"a thing's id is there once", "this id is there already",
				func(ctx context.Context, db *DB) error {
					return db.CreateEvent(ctx, &partnering.Event{ID: "fair", Phase: partnering.PhaseOpen, CreatedAt: noon})
				}},
		} {
			t.Run(tt.rule, func(t *testing.T) {
				err := db.Tx(ctx, func(partnering.Store) error { return nil })
				ok(t, err)
				err = tt.do(ctx, db)
				wantCode(t, err, partnering.CodeConflict)
				if said := sentence(err); !strings.Contains(said, tt.says) {
					t.Errorf("says %q, want it to say %q", said, tt.says)
				}
			})
		}
	})
}

// sentence is what a person reads.
func sentence(err error) string {
	var e *partnering.Error
	if errors.As(err, &e) {
		return e.Message
	}
	return ""
}

// What the rules do not forbid stays possible.
func TestNotOnlyOnce(t *testing.T) {
	each(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		fair(t, db)
		pitches(t, db)
		ok(t, db.CreateBooking(ctx, booking("b1", "p1", "acme", partnering.BookingCancelled)))
		ok(t, db.CreateBooking(ctx, booking("b2", "p1", "bolt", partnering.BookingBooked)))
		ok(t, db.CreateBooking(ctx, booking("b3", "p1", "bolt", partnering.BookingReserve)))
		ok(t, db.CreateRequests(ctx, standing("n1", partnering.RequestDeclined)))
		imported := standing("n2", partnering.RequestAccepted)
		imported.Imported = true
		ok(t, db.CreateRequests(ctx, imported))
		ok(t, db.CreateDelegates(ctx,
			partnering.Delegate{ID: "n1", EventID: "fair", OrganisationID: "acme"},
			partnering.Delegate{ID: "n2", EventID: "fair", OrganisationID: "acme"}))
		ok(t, db.CreateOutbox(ctx, message("o1", partnering.OutboxCancelled), message("o2", partnering.OutboxDropped), message("o3", partnering.OutboxSent)))
		ok(t, db.Publish(ctx, version(1), []partnering.Change{
			{RequestID: "r1", After: meeting("r1", "s1", "room", "ada", "bea")},
			{RequestID: "r2", After: meeting("r2", "s1", "room", "abe", "bob")},
			{RequestID: "r3", After: meeting("r3", "s2", "room", "ada", "bob")},
		}))
	})
}

// Values that no state or kind has are refused by the database itself.
func TestValuesThatAreNone(t *testing.T) {
	each(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		fair(t, db)
		pitches(t, db)
		for name, err := range map[string]error{
			"phase":                db.CreateEvent(ctx, &partnering.Event{ID: "z", Phase: "asleep", CreatedAt: noon}),
			"organisation kind":    db.CreateOrganisations(ctx, partnering.Organisation{ID: "z", EventID: "fair", Kind: "circus"}),
			"place kind":           db.CreatePlaces(ctx, partnering.Place{ID: "z", EventID: "fair", Kind: "boat", Capacity: 1}),
			"place for none":       db.CreatePlaces(ctx, partnering.Place{ID: "z", EventID: "fair", Kind: partnering.PlaceRoom}),
			"slot without time":    db.CreateSlots(ctx, partnering.Slot{ID: "z", EventID: "fair", Start: noon, End: noon}),
			"slot state":           db.PutAvailability(ctx, &partnering.Availability{DelegateID: "ada", Slots: map[string]partnering.SlotState{"s1": "maybe"}}),
			"commitment kind":      db.CreateCommitments(ctx, partnering.Commitment{ID: "z", EventID: "fair", DelegateID: "ada", Kind: "nap", Start: noon, End: later(1)}),
			"booking state":        db.CreateBooking(ctx, booking("z", "p1", "acme", "dreamt")),
			"booked nowhere":       db.CreateBooking(ctx, booking("z", "", "acme", partnering.BookingBooked)),
			"request state":        db.CreateRequests(ctx, standing("z", "wished")),
			"run state":            db.CreateRun(ctx, &partnering.Run{ID: "z", EventID: "fair", State: "walking", CreatedAt: noon}),
			"running unleased":     db.CreateRun(ctx, &partnering.Run{ID: "z", EventID: "fair", State: partnering.RunRunning, CreatedAt: noon}),
			"meeting state":        db.Publish(ctx, version(1), []partnering.Change{{RequestID: "r1", After: &partnering.Meeting{SlotID: "s1", State: "hoped"}}}),
			"outbox state":         db.CreateOutbox(ctx, message("z", "lost")),
			"no such event":        db.CreateSlots(ctx, partnering.Slot{ID: "z", EventID: "nowhere", Start: noon, End: later(1)}),
			"another's delegate":   db.CreateCommitments(ctx, partnering.Commitment{ID: "z", EventID: "other", DelegateID: "ada", Kind: partnering.CommitmentBlock, Start: noon, End: later(1)}),
			"no such place":        db.Publish(ctx, version(1), []partnering.Change{{RequestID: "r1", After: meeting("r1", "s1", "nowhere")}}),
			"no such participant":  db.Publish(ctx, version(1), []partnering.Change{{RequestID: "r1", After: meeting("r1", "s1", "room", "nobody")}}),
			"no such request":      db.Publish(ctx, version(1), []partnering.Change{{RequestID: "zz", After: meeting("zz", "s1", "room")}}),
			"no instant":           db.CreateEvent(ctx, &partnering.Event{ID: "z", Phase: partnering.PhaseOpen}),
			"no id":                db.CreateEvent(ctx, &partnering.Event{Phase: partnering.PhaseOpen, CreatedAt: noon}),
			"membership role":      db.CreateMemberships(ctx, partnering.Membership{AccountID: "a", EventID: "fair", Role: "king"}),
			"cancelled by a mark":  db.UpdateMeeting(ctx, partnering.Meeting{RequestID: "r1", State: partnering.MeetingCancelled}),
			"a mail to no account": db.CreateToken(ctx, partnering.Token{ID: "z", AccountID: "nobody", Hash: "h", CreatedAt: noon}),
		} {
			t.Run(name, func(t *testing.T) { wantCode(t, err, partnering.CodeInvalid) })
		}
		same(t, must(db.CurrentVersion(ctx, "fair"))(t), partnering.ScheduleVersion{EventID: "fair"})
	})
}

// The database refuses, even for a program that does not ask the rules first.
func TestTheIndexItselfRefuses(t *testing.T) {
	each(t, func(t *testing.T, db *DB) {
		fair(t, db)
		ok(t, db.Publish(context.Background(), version(1), []partnering.Change{
			{RequestID: "r1", After: meeting("r1", "s1", "table", "ada", "bea")},
			{RequestID: "r3", After: meeting("r3", "s2", "room", "ada", "bob")},
			{RequestID: "r4", After: meeting("r4", "s2", "room", "abe", "bea")},
		}))
		const insert = "INSERT INTO meetings (request_id, event_id, slot_id, place_id, seat, capacity, participants, state, forced, no_show, late, sequence) VALUES "
		for _, tt := range []struct {
			rule string
			sql  string
			code partnering.Code
		}{
			{"the same seat", insert + "('r2', 'fair', 's1', 'table', 1, 1, '[]', 'scheduled', FALSE, '[]', '[]', 0)", partnering.CodeConflict},
			{"a seat beyond the capacity", insert + "('r2', 'fair', 's1', 'table', 2, 1, '[]', 'scheduled', FALSE, '[]', '[]', 0)", partnering.CodeInvalid},
			{"a capacity that the place has not", insert + "('r2', 'fair', 's1', 'table', 2, 2, '[]', 'scheduled', FALSE, '[]', '[]', 0)", partnering.CodeInvalid},
			{"no seat at all", insert + "('r2', 'fair', 's1', 'table', NULL, NULL, '[]', 'scheduled', FALSE, '[]', '[]', 0)", partnering.CodeInvalid},
			{"a capacity below the seats taken", "UPDATE places SET capacity = 1 WHERE id = 'room'", partnering.CodeInvalid},
			{"a delegate twice in a slot", "INSERT INTO attendances (delegate_id, slot_id, request_id, event_id) VALUES ('ada', 's1', 'r1', 'fair')", partnering.CodeConflict},
			{"an attendance in another slot than the meeting's", "INSERT INTO attendances (delegate_id, slot_id, request_id, event_id) VALUES ('bob', 's3', 'r1', 'fair')", partnering.CodeInvalid},
			{"a second version 1", "INSERT INTO versions (event_id, number, published_at, account_id, draft_id, note, placed) VALUES ('fair', 1, 0, '', '', '', 0)", partnering.CodeConflict},
		} {
			t.Run(tt.rule, func(t *testing.T) {
				wantCode(t, db.engine.write.Exec(tt.sql).Error, tt.code)
			})
		}
	})
}

// Every unique index of the database has its sentence, unless it only keeps identifiers.
func TestEveryUniqueIndexHasASentence(t *testing.T) {
	identifiers := []string{
		"audit_entries_id", "delegates_of_event", "drafts_id", "drafts_of_event", "mailbox_mails_id", "meetings_of_slot", "organisations_of_event",
		"pitch_sessions_of_event", "places_capacity", "places_of_event", "request_messages_id", "requests_of_event", "runs_id", "slots_of_event", "waiting_entries_id",
	}
	db := onSQLite(t)
	var found []struct{ Name, Columns string }
	ok(t, db.engine.read.Raw(`SELECT i.name, CASE WHEN count(c.name) < count(*) THEN 'index ''' || i.name || ''''
			ELSE group_concat(i.tbl_name || '.' || c.name, ', ' ORDER BY c.seqno) END AS columns
		FROM sqlite_schema i, pragma_index_info(i.name) c
		WHERE i.type = 'index' AND i.sql LIKE 'CREATE UNIQUE%' GROUP BY i.name ORDER BY i.name`).Scan(&found).Error)
	var got, want []string
	for _, index := range found {
		if !slices.Contains(identifiers, index.Name) {
			got = append(got, index.Name+": "+index.Columns)
		}
	}
	for _, r := range rules() {
		if !strings.HasSuffix(r.index, "_pkey") {
			want = append(want, r.index+": "+r.columns)
		}
	}
	slices.Sort(want)
	same(t, got, want)
}
