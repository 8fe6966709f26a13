package store

import (
	"context"
	"fmt"
	"testing"

	"entente/partnering"
)

// pages reads a list part by part and returns the ids, and each part's size and total.
func pages[T any](t *testing.T, limit int, id func(T) string, find func(partnering.Page) (partnering.Slice[T], error)) (all []string, sizes [][2]int) {
	t.Helper()
	page := partnering.Page{Limit: limit}
	for range 100 {
		s := must(find(page))(t)
		all = append(all, ids(s.Items, id)...)
		sizes = append(sizes, [2]int{len(s.Items), s.Total})
		if s.Next == "" {
			return all, sizes
		}
		page.Cursor = s.Next
	}
	t.Fatal("the parts of the list do not end")
	return nil, nil
}

// The parts of a list are the list, also where many share a name or an instant.
func TestPartsAreTheWhole(t *testing.T) {
	each(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		fair(t, db)
		var requests []partnering.MeetingRequest
		var delegates []partnering.Delegate
		var rows []partnering.OutboxRow
		for i := range 21 {
			id := fmt.Sprintf("n%02d", i*8%21)
			r := request(id, id, id)
			r.CreatedAt = later(i / 5)
			requests = append(requests, r)
			delegates = append(delegates, partnering.Delegate{ID: id, EventID: "fair", OrganisationID: "acme", Name: fmt.Sprintf("Same %d", i/5)})
			row := message(id, partnering.OutboxPlanned)
			row.Subject.ID, row.Due = id, later(i/5)
			rows = append(rows, row)
			ok(t, db.CreateAudit(ctx, partnering.AuditEntry{ID: id, EventID: "fair", Action: "x", At: later(i / 5)}))
			ok(t, db.CreateMail(ctx, partnering.MailboxMail{ID: id, EventID: "fair", At: later(i / 5)}))
		}
		ok(t, db.CreateRequests(ctx, requests...))
		ok(t, db.CreateDelegates(ctx, delegates...))
		ok(t, db.CreateOutbox(ctx, rows...))
		inParts(t, "requests", func(r partnering.MeetingRequest) string { return r.ID }, func(p partnering.Page) (partnering.Slice[partnering.MeetingRequest], error) {
			return db.FindRequests(ctx, partnering.RequestFilter{EventID: "fair", Page: p})
		})
		inParts(t, "delegates", func(d partnering.Delegate) string { return d.ID }, func(p partnering.Page) (partnering.Slice[partnering.Delegate], error) {
			return db.FindDelegates(ctx, partnering.DelegateFilter{EventID: "fair", OrganisationID: "acme", Text: "a", Page: p})
		})
		inParts(t, "outbox", func(o partnering.OutboxRow) string { return o.ID }, func(p partnering.Page) (partnering.Slice[partnering.OutboxRow], error) {
			return db.FindOutbox(ctx, partnering.OutboxFilter{EventID: "fair", Page: p})
		})
		inParts(t, "audit", func(a partnering.AuditEntry) string { return a.ID }, func(p partnering.Page) (partnering.Slice[partnering.AuditEntry], error) {
			return db.FindAudit(ctx, "fair", p)
		})
		inParts(t, "mails", func(m partnering.MailboxMail) string { return m.ID }, func(p partnering.Page) (partnering.Slice[partnering.MailboxMail], error) {
			return db.FindMails(ctx, "fair", p)
		})
	})
}

func inParts[T any](t *testing.T, what string, id func(T) string, find func(partnering.Page) (partnering.Slice[T], error)) {
	t.Run(what, func(t *testing.T) {
		whole, _ := pages(t, 0, id, find)
		if len(whole) < 21 {
			t.Fatalf("found %d, want all", len(whole))
		}
		for _, limit := range []int{1, 4, len(whole) - 1, len(whole), len(whole) + 1} {
			parts, sizes := pages(t, limit, id, find)
			same(t, parts, whole)
			for i, size := range sizes {
				same(t, size, [2]int{min(limit, len(whole)-i*limit), len(whole)})
			}
		}
	})
}

// A cursor that no list gave is refused.
func TestBadCursor(t *testing.T) {
	each(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		fair(t, db)
		ofNames := must(db.FindOrganisations(ctx, partnering.OrganisationFilter{EventID: "fair", Page: partnering.Page{Limit: 1}}))(t).Next
		for _, cursor := range []string{"x", "!!", "bnVsbA", "W10", "e30", ofNames} {
			wantCode(t, failure(db.FindAudit(ctx, "fair", partnering.Page{Cursor: cursor})), partnering.CodeInvalid)
		}
	})
}
