package store

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"gorm.io/gorm/schema"

	"entente/partnering"
)

// columnsOf lists the columns of a table that a writer sets.
func columnsOf(t *testing.T, table string) []string {
	t.Helper()
	cache := &sync.Map{}
	for _, row := range everyRow() {
		parsed, err := schema.Parse(row, cache, schema.NamingStrategy{})
		ok(t, err)
		if parsed.Table != table {
			continue
		}
		var columns []string
		for _, f := range parsed.Fields {
			if f.DBName != "seq" { // the database counts it
				columns = append(columns, f.DBName)
			}
		}
		return columns
	}
	t.Fatalf("there is no table %s", table)
	return nil
}

// oneOfEach puts a row into every table that holds something only once.
func oneOfEach(t *testing.T, db *DB) {
	t.Helper()
	ctx := context.Background()
	fair(t, db)
	pitches(t, db)
	ok(t, db.CreateAccounts(ctx, partnering.Account{ID: "a", Email: "ada@acme.example", CreatedAt: noon}))
	ok(t, db.CreateMemberships(ctx, partnering.Membership{AccountID: "a", EventID: "fair", Role: partnering.RoleAdmin, OrganisationID: "acme", DelegateID: "ada"}))
	ok(t, db.CreateToken(ctx, partnering.Token{ID: "k", AccountID: "a", Hash: "h", CreatedAt: noon}))
	ok(t, db.CreateFeed(ctx, partnering.Feed{Token: "f", EventID: "fair", Scope: partnering.ScopeEvent, AccountID: "a", CreatedAt: noon}))
	ok(t, db.RememberCall(ctx, partnering.RememberedCall{AccountID: "a", Key: "k", CreatedAt: noon}))
	ok(t, db.CreateBooking(ctx, booking("b1", "p1", "acme", partnering.BookingBooked)))
	ok(t, db.CreateCommitments(ctx, partnering.Commitment{ID: "c", EventID: "fair", DelegateID: "ada", Kind: partnering.CommitmentPitch, SourceID: "b1", Start: later(0), End: later(15)}))
	ok(t, db.CreateWaiting(ctx, partnering.WaitingEntry{ID: "w", EventID: "fair", SessionID: "p", OrganisationID: "acme", JoinedAt: noon}))
	ok(t, db.CreateDraft(ctx, &partnering.Draft{ID: "d", EventID: "fair", CreatedAt: noon}, []partnering.Meeting{*meeting("r1", "s1", "table")}, nil))
	ok(t, db.Publish(ctx, version(1), []partnering.Change{
		{RequestID: "r1", After: meeting("r1", "s1", "room", "ada", "bea")}, {RequestID: "r2", After: meeting("r2", "s1", "room", "abe", "bob")}}))
	ok(t, db.PutRule(ctx, &partnering.ReminderRule{EventID: "fair", Kind: partnering.RuleDayBefore}))
	ok(t, db.CreateMail(ctx, partnering.MailboxMail{ID: "m", EventID: "fair", At: noon, Mail: partnering.Mail{MessageID: "<m@x>"}}))
	ok(t, db.CreateOutbox(ctx, message("o1", partnering.OutboxPlanned)))
	for _, table := range []string{"slots", "organisations", "places", "delegates", "requests"} {
		ok(t, db.engine.write.Exec("UPDATE "+table+" SET external_id = id").Error)
	}
}

// The database refuses a copy of a row that differs in everything but what may
// be there only once, and a person reads why. The copy is made by SQL, past
// every rule of the program.
func TestACopyIsRefused(t *testing.T) {
	but := map[string]map[string]string{ // index → column → what the copy has instead
		"slots_external_id":           {"id": "'z'"},
		"organisations_external_id":   {"id": "'z'"},
		"places_external_id":          {"id": "'z'", "name": "'z'"},
		"places_name":                 {"id": "'z'", "external_id": "'z'"},
		"delegates_external_id":       {"id": "'z'", "email": "'z'"},
		"delegates_email":             {"id": "'z'", "external_id": "'z'"},
		"commitments_of_source":       {"id": "'z'"},
		"accounts_email":              {"id": "'z'"},
		"memberships_once":            {},
		"tokens_hash":                 {"id": "'z'"},
		"feeds_once":                  {"token": "'z'"},
		"remembered_calls_pkey":       {"hash": "'z'"},
		"pitch_slots_position":        {"id": "'z'"},
		"pitch_bookings_one_per_slot": {"id": "'z'", "organisation_id": "'bolt'"},
		"waiting_entries_once":        {"id": "'z'"},
		"requests_external_id":        {"id": "'z'", "pair_key": "'z'"},
		"requests_one_per_pair":       {"id": "'z'", "external_id": "'z'"},
		"draft_meetings_pkey":         {"slot_id": "'s2'"},
		"versions_pkey":               {"note": "'z'"},
		"meetings_pkey":               {"slot_id": "'s2'"},
		"meetings_one_per_seat":       {"request_id": "'r3'"},
		"attendances_pkey":            {"request_id": "CASE request_id WHEN 'r1' THEN 'r2' ELSE 'r1' END"},
		"reminder_rules_pkey":         {"at_local": "'z'"},
		"mailbox_mails_message_id":    {"id": "'z'"},
		"outbox_once":                 {"id": "'z'", "message_id": "'z'"},
		"outbox_message_id":           {"id": "'z'", "due_at": "due_at + 1"},
	}
	each(t, func(t *testing.T, db *DB) {
		oneOfEach(t, db)
		for _, r := range rules() {
			t.Run(r.index, func(t *testing.T) {
				instead, known := but[r.index]
				if !known {
					t.Fatal("no copy is made for this rule: say which columns may differ")
				}
				table := tableOf(r)
				columns := columnsOf(t, table)
				values := make([]string, len(columns))
				for i, column := range columns {
					values[i] = column
					if other, differs := instead[column]; differs {
						values[i] = other
					}
				}
				err := db.engine.write.Exec(fmt.Sprintf("INSERT INTO %s (%s) SELECT %s FROM %[1]s LIMIT 1",
					table, strings.Join(columns, ", "), strings.Join(values, ", "))).Error
				wantCode(t, err, partnering.CodeConflict)
				if said := sentence(err); !strings.Contains(said, r.says) {
					t.Errorf("says %q, want %q", said, r.says)
				}
			})
		}
	})
}

// tableOf is the table of a rule's index.
func tableOf(r rule) string {
	if table, _, named := strings.Cut(r.columns, "."); named {
		return table
	}
	return strings.TrimSuffix(r.index, "_once")
}
