package store

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"

	"entente/partnering"
)

func account(t *testing.T, db *DB, id string) {
	t.Helper()
	ok(t, db.CreateAccounts(context.Background(), partnering.Account{ID: id, Email: id + "@x.example", CreatedAt: noon}))
}

func TestLoginLink(t *testing.T) {
	each(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		account(t, db, "a")
		ok(t, db.CreateLoginLink(ctx, partnering.LoginLink{Hash: "once", AccountID: "a", ExpiresAt: later(15)}))
		ok(t, db.CreateLoginLink(ctx, partnering.LoginLink{Hash: "often", AccountID: "a", ExpiresAt: later(15), Reusable: true}))
		for _, tt := range []struct {
			use  string
			hash string
			at   int
			code partnering.Code
		}{
			{"of none", "unknown", 1, partnering.CodeUnauthenticated},
			{"at the instant of its end", "once", 15, partnering.CodeUnauthenticated},
			{"the first", "once", 14, ""},
			{"the second", "once", 14, partnering.CodeUnauthenticated},
			{"the first of a reusable one", "often", 1, ""},
			{"the second of a reusable one", "often", 2, ""},
			{"too late of a reusable one", "often", 16, partnering.CodeUnauthenticated},
		} {
			t.Run(tt.use, func(t *testing.T) {
				got, err := db.UseLoginLink(ctx, tt.hash, later(tt.at))
				wantCode(t, err, tt.code)
				if err == nil {
					same(t, got.Email, "a@x.example")
				}
			})
		}
	})
}

func TestLoginLinkIsUsedOnceByMany(t *testing.T) {
	each(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		account(t, db, "a")
		ok(t, db.CreateLoginLink(ctx, partnering.LoginLink{Hash: "once", AccountID: "a", ExpiresAt: later(15)}))
		var all sync.WaitGroup
		var in atomic.Int64
		for range 50 {
			all.Go(func() {
				if _, err := db.UseLoginLink(ctx, "once", noon); err == nil {
					in.Add(1)
				}
			})
		}
		all.Wait()
		same(t, in.Load(), 1)
	})
}

// What is over is gone: for who asks at once, for good after DeleteExpired.
func TestExpiry(t *testing.T) {
	each(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		account(t, db, "a")
		ok(t, db.PutSession(ctx, "s", []byte("one"), later(5)))
		ok(t, db.PutSession(ctx, "s", []byte("two"), later(10)))
		ok(t, db.PutSession(ctx, "t", nil, later(90)))
		ok(t, db.CreateLoginLink(ctx, partnering.LoginLink{Hash: "l", AccountID: "a", ExpiresAt: later(10)}))
		ok(t, db.RememberCall(ctx, partnering.RememberedCall{AccountID: "a", Key: "k", CreatedAt: later(10).Add(-callsLast)}))
		ok(t, db.RememberCall(ctx, partnering.RememberedCall{AccountID: "a", Key: "j", CreatedAt: noon}))
		data, found, err := db.SessionByToken(ctx, "s", later(9))
		ok(t, err)
		same(t, []any{string(data), found}, []any{"two", true})
		_, found, err = db.SessionByToken(ctx, "s", later(10))
		ok(t, err)
		same(t, found, false)
		ok(t, db.DeleteExpired(ctx, later(10)))
		for table, want := range map[string]int{"sessions": 1, "login_links": 0, "remembered_calls": 1} {
			var left int
			ok(t, db.engine.read.Raw("SELECT count(*) FROM "+table).Scan(&left).Error)
			same(t, left, want)
		}
		ok(t, db.DeleteSession(ctx, "t"))
		ok(t, db.DeleteSession(ctx, "t"))
	})
}

func TestErasePerson(t *testing.T) {
	each(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		fair(t, db)
		account(t, db, "a")
		ok(t, db.CreateMessage(ctx, partnering.RequestMessage{ID: "m1", EventID: "fair", RequestID: "r1", AccountID: "a", Author: "Ada", Text: "hello", At: noon}))
		ok(t, db.CreateMessage(ctx, partnering.RequestMessage{ID: "m2", EventID: "fair", RequestID: "r1", AccountID: "b", Author: "Bea", Text: "hi", At: noon}))
		other := message("o2", partnering.OutboxSent)
		other.To = "bea@bolt.example"
		ok(t, db.CreateOutbox(ctx, message("o1", partnering.OutboxSent), other))
		ok(t, db.CreateMail(ctx, partnering.MailboxMail{ID: "1", EventID: "fair", At: noon, Mail: partnering.Mail{To: "Ada@acme.example", MessageID: "1"}}))
		ok(t, db.CreateMail(ctx, partnering.MailboxMail{ID: "2", EventID: "fair", At: noon, Mail: partnering.Mail{To: "bea@bolt.example", MessageID: "2"}}))
		ada := partnering.Subject{Kind: "delegate", ID: "ada"}
		ok(t, db.CreateAudit(ctx,
			partnering.AuditEntry{ID: "1", EventID: "fair", AccountID: "a", Who: "Ada", Action: "x", At: later(2), Before: []byte(`{"a":1}`)},
			partnering.AuditEntry{ID: "2", EventID: "fair", AccountID: "b", Who: "Bea", Action: "x", At: later(1), Subject: ada, Before: []byte(`{"a":1}`), After: []byte(`{"a":2}`)}))

		ok(t, db.ErasePerson(ctx, partnering.Erasure{AccountID: "a", Name: "erased", Addresses: []string{"ada@acme.example"}, Subjects: []partnering.Subject{ada}}))

		texts := ids(must(db.FindMessages(ctx, "r1"))(t), func(m partnering.RequestMessage) string { return m.Author + ": " + m.Text })
		same(t, texts, []string{"erased: ", "Bea: hi"})
		same(t, states(t, db), map[string]partnering.OutboxState{"o2": partnering.OutboxSent})
		same(t, ids(must(db.FindMails(ctx, "fair", partnering.Page{}))(t).Items, func(m partnering.MailboxMail) string { return m.ID }), []string{"2"})
		same(t, ids(must(db.FindAudit(ctx, "fair", partnering.Page{}))(t).Items, func(a partnering.AuditEntry) string {
			return a.Who + " " + string(a.Before) + string(a.After)
		}), []string{`erased {"a":1}`, "Bea "})
	})
}
