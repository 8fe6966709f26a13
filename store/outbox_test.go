package store

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"entente/partnering"
)

func states(t *testing.T, db *DB) map[string]partnering.OutboxState {
	t.Helper()
	found := map[string]partnering.OutboxState{}
	for _, row := range must(db.FindOutbox(context.Background(), partnering.OutboxFilter{}))(t).Items {
		found[row.ID] = row.State
	}
	return found
}

// Planning again leaves what stands: planned, held, claimed or sent.
func TestMessagesStandOnce(t *testing.T) {
	for _, tt := range []struct {
		state partnering.OutboxState
		again bool // may be planned once more
	}{
		{partnering.OutboxPlanned, false},
		{partnering.OutboxHeld, false},
		{partnering.OutboxClaimed, false},
		{partnering.OutboxSent, false},
		{partnering.OutboxCancelled, true},
		{partnering.OutboxDropped, true},
		{partnering.OutboxFailed, true},
	} {
		t.Run(string(tt.state), func(t *testing.T) {
			each(t, func(t *testing.T, db *DB) {
				ctx := context.Background()
				fair(t, db)
				first := message("o1", tt.state)
				first.ClaimUntil = later(1)
				ok(t, db.CreateOutbox(ctx, first))
				ok(t, db.CreateOutbox(ctx, message("o2", partnering.OutboxPlanned), message("o3", partnering.OutboxPlanned)))
				want := map[string]partnering.OutboxState{"o1": tt.state}
				if tt.again {
					want["o2"] = partnering.OutboxPlanned
				}
				same(t, states(t, db), want)
			})
		})
	}
}

// Rows differ by rule, recipient, subject, due instant and event.
func TestMessagesThatDiffer(t *testing.T) {
	each(t, func(t *testing.T, db *DB) {
		fair(t, db)
		rows := []partnering.OutboxRow{message("o1", partnering.OutboxPlanned)}
		for i, change := range []func(*partnering.OutboxRow){
			func(o *partnering.OutboxRow) { o.Rule = partnering.RuleDayBefore },
			func(o *partnering.OutboxRow) { o.To = "abe@acme.example" },
			func(o *partnering.OutboxRow) { o.Subject.Kind = "day" },
			func(o *partnering.OutboxRow) { o.Subject.ID = "r2" },
			func(o *partnering.OutboxRow) { o.Due = later(46) },
			func(o *partnering.OutboxRow) { o.EventID = "" },
		} {
			row := message(fmt.Sprint("n", i), partnering.OutboxPlanned)
			change(&row)
			rows = append(rows, row)
		}
		ok(t, db.CreateOutbox(context.Background(), rows...))
		same(t, len(states(t, db)), len(rows))
	})
}

func TestCancelOutbox(t *testing.T) {
	row := func(id string, rule partnering.RuleKind, subject, delegate string, state partnering.OutboxState) partnering.OutboxRow {
		o := message(id, state)
		o.Rule, o.Subject.ID, o.DelegateID, o.To, o.ClaimUntil = rule, subject, delegate, id, later(1)
		return o
	}
	meeting := partnering.Subject{Kind: "meeting", ID: "r1"}
	for _, tt := range []struct {
		name      string
		subject   partnering.Subject
		rules     []partnering.RuleKind
		delegates []string
		cancelled []string
	}{
		{"all about the subject", meeting, nil, nil, []string{"next-ada", "next-bea", "day-ada", "held"}},
		{"of a rule", meeting, []partnering.RuleKind{partnering.RuleDayBefore}, nil, []string{"day-ada"}},
		{"of a delegate", meeting, nil, []string{"bea"}, []string{"next-bea"}},
		{"of a rule and delegates", meeting, []partnering.RuleKind{partnering.RuleNextMeeting}, []string{"ada", "bea"}, []string{"next-ada", "next-bea", "held"}},
		{"about another kind of the same id", partnering.Subject{Kind: "booking", ID: "r1"}, nil, nil, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			each(t, func(t *testing.T, db *DB) {
				ctx := context.Background()
				fair(t, db)
				ok(t, db.CreateOutbox(ctx,
					row("next-ada", partnering.RuleNextMeeting, "r1", "ada", partnering.OutboxPlanned),
					row("next-bea", partnering.RuleNextMeeting, "r1", "bea", partnering.OutboxPlanned),
					row("day-ada", partnering.RuleDayBefore, "r1", "ada", partnering.OutboxPlanned),
					row("held", partnering.RuleNextMeeting, "r1", "ada", partnering.OutboxHeld),
					row("sent", partnering.RuleNextMeeting, "r1", "ada", partnering.OutboxSent),
					row("claimed", partnering.RuleNextMeeting, "r1", "ada", partnering.OutboxClaimed),
					row("other", partnering.RuleNextMeeting, "r2", "ada", partnering.OutboxPlanned)))
				want := states(t, db)
				for _, id := range tt.cancelled {
					want[id] = partnering.OutboxCancelled
				}
				same(t, must(db.CancelOutbox(ctx, "fair", tt.subject, tt.rules, tt.delegates))(t), len(tt.cancelled))
				same(t, states(t, db), want)
				same(t, must(db.CancelOutbox(ctx, "elsewhere", tt.subject, nil, nil))(t), 0)
			})
		})
	}
}

// Claims go oldest first, to one owner each; a claim that lapsed is made again.
func TestClaimDue(t *testing.T) {
	each(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		fair(t, db)
		for i, due := range []int{30, 10, 20, 40} {
			row := message(fmt.Sprint("due", due), partnering.OutboxPlanned)
			row.Due, row.NextAt, row.To = later(due), later(due), fmt.Sprint(i)
			ok(t, db.CreateOutbox(ctx, row))
		}
		claim := func(owner string, now, until, limit int) []string {
			return ids(must(db.ClaimDue(ctx, owner, later(now), later(until), limit))(t), func(o partnering.OutboxRow) string { return o.ID })
		}
		same(t, claim("a", 9, 100, 10), []string{})
		same(t, claim("a", 35, 100, 2), []string{"due10", "due20"})
		same(t, claim("b", 35, 100, 0), []string{})
		same(t, claim("b", 35, 50, 10), []string{"due30"})
		same(t, claim("c", 39, 100, 10), []string{})
		same(t, claim("c", 50, 100, 10), []string{"due30", "due40"})
		got := must(db.OutboxByID(ctx, "due30"))(t)
		same(t, []any{got.State, got.ClaimedBy, got.ClaimUntil}, []any{partnering.OutboxClaimed, "c", later(100)})
		got.State, got.NextAt = partnering.OutboxPlanned, later(200)
		ok(t, db.UpdateOutbox(ctx, got))
		same(t, claim("d", 150, 300, 10), []string{"due10", "due20", "due40"})
	})
}

// Many who claim at once share the rows; none goes twice.
func TestClaimsAreShared(t *testing.T) {
	each(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		fair(t, db)
		var rows []partnering.OutboxRow
		for i := range 300 {
			row := message(fmt.Sprint("o", i), partnering.OutboxPlanned)
			row.To = fmt.Sprint(i)
			rows = append(rows, row)
		}
		ok(t, db.CreateOutbox(ctx, rows...))
		var all sync.WaitGroup
		var mu sync.Mutex
		claimed := map[string]int{}
		for i := range 8 {
			all.Go(func() {
				for {
					got, err := db.ClaimDue(ctx, fmt.Sprint(i), later(60), later(90), 7)
					if err != nil {
						t.Error(err)
					}
					if len(got) == 0 {
						return
					}
					mu.Lock()
					for _, row := range got {
						claimed[row.ID]++
					}
					mu.Unlock()
				}
			})
		}
		all.Wait()
		same(t, len(claimed), 300)
		for id, times := range claimed {
			if times != 1 {
				t.Errorf("%s was claimed %d times", id, times)
			}
		}
	})
}

// A process that dies between claim and mark leaves nothing behind but its
// claim, which the next one takes over with the same Message-ID.
func TestCrashAfterClaim(t *testing.T) {
	each(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		fair(t, db)
		ok(t, db.CreateOutbox(ctx, message("o1", partnering.OutboxPlanned)))
		first := must(db.ClaimDue(ctx, "dies", later(45), later(46), 1))(t)
		second := must(db.ClaimDue(ctx, "lives", later(46), later(47), 1))(t)
		same(t, first[0].MessageID, second[0].MessageID)
		same(t, second[0].ClaimedBy, "lives")
	})
}

func TestFindOutbox(t *testing.T) {
	each(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		fair(t, db)
		other := message("o2", partnering.OutboxSent)
		other.Rule, other.To, other.DelegateID, other.EventID = partnering.NoticeSignIn, "bea@bolt.example", "bea", ""
		other.Subject = partnering.Subject{Kind: "account", ID: "bea"}
		other.Due = later(1)
		ok(t, db.CreateOutbox(ctx, message("o1", partnering.OutboxPlanned), other))
		for _, tt := range []struct {
			by     string
			filter partnering.OutboxFilter
			want   []string
		}{
			{"nothing, by due", partnering.OutboxFilter{}, []string{"o2", "o1"}},
			{"event", partnering.OutboxFilter{EventID: "fair"}, []string{"o1"}},
			{"rule", partnering.OutboxFilter{Rule: partnering.NoticeSignIn}, []string{"o2"}},
			{"states", partnering.OutboxFilter{States: []partnering.OutboxState{partnering.OutboxPlanned, partnering.OutboxFailed}}, []string{"o1"}},
			{"recipient", partnering.OutboxFilter{To: "bea@bolt.example"}, []string{"o2"}},
			{"delegate", partnering.OutboxFilter{DelegateID: "ada"}, []string{"o1"}},
			{"subject", partnering.OutboxFilter{Subject: &partnering.Subject{Kind: "account", ID: "bea"}}, []string{"o2"}},
		} {
			t.Run(tt.by, func(t *testing.T) {
				same(t, ids(must(db.FindOutbox(ctx, tt.filter))(t).Items, func(o partnering.OutboxRow) string { return o.ID }), tt.want)
			})
		}
		wantCode(t, failure(db.OutboxByID(ctx, "zz")), partnering.CodeNotFound)
		wantCode(t, db.UpdateOutbox(ctx, message("zz", partnering.OutboxSent)), partnering.CodeNotFound)
	})
}
