package partnering_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/url"
	"strings"
	"testing"
	"time"

	"entente/partnering"
)

// mailedLink is the sign-in link in the newest message to the address.
func (w *world) mailedLink(email string) (row partnering.OutboxRow, token string) {
	w.Helper()
	rows := must(w.store.FindOutbox(w.ctx, partnering.OutboxFilter{To: email, Rule: partnering.NoticeSignIn}))(w).Items
	if len(rows) == 0 {
		w.Fatalf("no sign-in mail to %s", email)
	}
	row = rows[len(rows)-1]
	var payload struct{ Link, Event string }
	if err := json.Unmarshal(row.Payload, &payload); err != nil {
		w.Fatal(err)
	}
	u, err := url.Parse(payload.Link)
	if err != nil || !strings.HasPrefix(payload.Link, "https://meet.example.org/sign-in?token=") {
		w.Fatalf("link %q (%v)", payload.Link, err)
	}
	return row, u.Query().Get("token")
}

func TestALinkSignsInOnce(t *testing.T) {
	w := newWorld(t)
	w.team("Acme", partnering.KindStartup, 1)
	if err := w.service.RequestLink(w.ctx, " One@Acme.Example", w.event.ID); err != nil {
		t.Fatal(err)
	}
	row, token := w.mailedLink("one@acme.example")
	if row.EventID != w.event.ID || row.MessageID != "<"+row.ID+"@meet.example.org>" || !row.Due.Equal(w.clock.Now()) {
		t.Errorf("planned %+v", row)
	}
	account := must(w.service.UseLink(w.ctx, token))(w)
	if account.Email != "one@acme.example" {
		t.Errorf("signed in as %s", account.Email)
	}
	_, err := w.service.UseLink(w.ctx, token)
	wantCode(t, err, partnering.CodeUnauthenticated)
}

func TestALinkLivesAQuarterOfAnHour(t *testing.T) {
	for _, test := range []struct {
		rule  string
		after time.Duration
		code  partnering.Code
	}{
		{"just in time", 15*time.Minute - time.Microsecond, ""},
		{"too late at the instant itself", 15 * time.Minute, partnering.CodeUnauthenticated},
	} {
		t.Run(test.rule, func(t *testing.T) {
			w := newWorld(t)
			if err := w.service.RequestLink(w.ctx, "olga@example.org", ""); err != nil {
				t.Fatal(err)
			}
			_, token := w.mailedLink("olga@example.org")
			w.clock.Set(w.clock.Now().Add(test.after))
			_, err := w.service.UseLink(w.ctx, token)
			wantCode(t, err, test.code)
		})
	}
}

func TestNobodyIsToldWhetherAnAddressIsKnown(t *testing.T) {
	w := newWorld(t)
	if err := w.service.RequestLink(w.ctx, "nobody@example.org", w.event.ID); err != nil {
		t.Errorf("an unknown address: %v", err)
	}
	rows := must(w.store.FindOutbox(w.ctx, partnering.OutboxFilter{Rule: partnering.NoticeSignIn}))(w)
	if rows.Total != 0 {
		t.Errorf("%d mails planned, want none", rows.Total)
	}
	wantCode(t, w.service.RequestLink(w.ctx, "not an address", w.event.ID), partnering.CodeInvalid)
}

// TestALinkBelongsToAnEventOnlyWhenItOpensNothingElse keeps an event's
// organiser, who reads its mails where there is no mail server, from getting
// into other events.
func TestALinkBelongsToAnEventOnlyWhenItOpensNothingElse(t *testing.T) {
	w := newWorld(t)
	w.team("Acme", partnering.KindStartup, 1)
	w.account("operator@example.org", "")
	elsewhere := must(w.service.CreateEvent(w.ctx, partnering.SystemActor(), partnering.Event{Name: "Elsewhere", Zone: "UTC"}))(w)
	w.account("both@example.org", w.event.ID)
	w.account("both@example.org", elsewhere.ID)
	for _, test := range []struct{ rule, email, asked, want string }{
		{"a delegate of this event alone", "one@acme.example", w.event.ID, w.event.ID},
		{"who names no event", "one@acme.example", "", w.event.ID},
		{"who names another event", "one@acme.example", elsewhere.ID, w.event.ID},
		{"an operator", "operator@example.org", w.event.ID, ""},
		{"who organises two events", "both@example.org", w.event.ID, ""},
	} {
		t.Run(test.rule, func(t *testing.T) {
			w.clock.Set(w.clock.Now().Add(time.Minute))
			if err := w.service.RequestLink(w.ctx, test.email, test.asked); err != nil {
				t.Fatal(err)
			}
			if row, _ := w.mailedLink(test.email); row.EventID != test.want {
				t.Errorf("the mail belongs to %q, want %q", row.EventID, test.want)
			}
		})
	}
}

func TestWhoMayMakeLinks(t *testing.T) {
	for _, test := range []struct {
		rule, by, email string
		code            partnering.Code
	}{
		{"an organiser for a delegate of its event", "olga@example.org", "one@acme.example", ""},
		{"an organiser for an operator", "olga@example.org", "operator@example.org", partnering.CodeForbidden},
		{"an organiser for who also organises elsewhere", "olga@example.org", "both@example.org", partnering.CodeForbidden},
		{"a delegate for its colleague", "one@acme.example", "one@acme.example", partnering.CodeForbidden},
		{"for nobody", "olga@example.org", "nobody@example.org", partnering.CodeNotFound},
	} {
		t.Run(test.rule, func(t *testing.T) {
			w := newWorld(t)
			w.team("Acme", partnering.KindStartup, 1)
			w.account("operator@example.org", "")
			elsewhere := must(w.service.CreateEvent(w.ctx, partnering.SystemActor(), partnering.Event{Name: "Elsewhere", Zone: "UTC"}))(w)
			w.account("both@example.org", w.event.ID)
			w.account("both@example.org", elsewhere.ID)
			link, err := w.service.CreateLink(w.ctx, w.actor(test.by), test.email, w.event.ID, true, time.Hour)
			wantCode(t, err, test.code)
			if (link != "") != (test.code == "") {
				t.Errorf("link %q", link)
			}
		})
	}
}

func TestOnlyTheProcessMakesReusableLinks(t *testing.T) {
	w := newWorld(t)
	w.team("Acme", partnering.KindStartup, 1)
	for _, test := range []struct {
		by       partnering.Actor
		reusable bool
	}{{w.organiser, false}, {partnering.SystemActor(), true}} {
		link := must(w.service.CreateLink(w.ctx, test.by, "one@acme.example", w.event.ID, true, time.Hour))(w)
		_, token, _ := strings.Cut(link, "token=")
		must(w.service.UseLink(w.ctx, token))(w)
		if _, err := w.service.UseLink(w.ctx, token); (err == nil) != test.reusable {
			t.Errorf("used again: %v, want reusable %v", err, test.reusable)
		}
	}
}

func TestTokensSignProgramsIn(t *testing.T) {
	w := newWorld(t)
	token, plain, err := w.service.CreateToken(w.ctx, w.organiser, "laptop")
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256([]byte(plain))
	if token.Hash != hex.EncodeToString(sum[:]) || strings.Contains(token.Hash, plain) {
		t.Errorf("kept %q of %q, want its hash alone", token.Hash, plain)
	}
	if by := must(w.service.ActorByToken(w.ctx, plain))(w); !by.Organises(w.event.ID) {
		t.Errorf("the token's actor has roles %v", by.Memberships)
	}
	other := w.team("Acme", partnering.KindStartup, 1).admin()
	wantCode(t, w.service.DeleteToken(w.ctx, other, token.ID), partnering.CodeNotFound)
	if err := w.service.DeleteToken(w.ctx, w.organiser, token.ID); err != nil {
		t.Fatal(err)
	}
	_, err = w.service.ActorByToken(w.ctx, plain)
	wantCode(t, err, partnering.CodeUnauthenticated)
}

func TestEnsureAccountIsForTheProcess(t *testing.T) {
	w := newWorld(t)
	_, err := w.service.EnsureAccount(w.ctx, w.organiser, "new@example.org", "New", w.event.ID)
	wantCode(t, err, partnering.CodeForbidden)
	operator := w.account("new@example.org", "")
	if again := w.account("new@example.org", ""); !operator.Operator || again != operator {
		t.Errorf("made %+v, then %+v", operator, again)
	}
}

func TestGrantingRolesListsEveryFault(t *testing.T) {
	w := newWorld(t)
	acme := w.team("Acme", partnering.KindStartup, 1)
	for _, test := range []struct {
		rule, email string
		m           partnering.Membership
		want        []string
	}{
		{"no role and no address", "nobody", partnering.Membership{Role: "king"}, []string{"email", "role"}},
		{"an admin of nothing", "a@example.org", partnering.Membership{Role: partnering.RoleAdmin}, []string{"organisation"}},
		{"a reviewer of an organisation", "a@example.org", partnering.Membership{Role: partnering.RoleReviewer, OrganisationID: acme.ID}, []string{"organisation"}},
		{"a delegate who is not there", "a@example.org", partnering.Membership{Role: partnering.RoleDelegate, OrganisationID: acme.ID, DelegateID: "none"}, []string{"delegate"}},
		{"a reviewer", "a@example.org", partnering.Membership{Role: partnering.RoleReviewer}, nil},
	} {
		t.Run(test.rule, func(t *testing.T) {
			test.m.EventID = w.event.ID
			_, err := w.service.GrantRole(w.ctx, w.organiser, test.email, "A", test.m)
			if got := faultFields(err); !sameSet(got, test.want) || (err == nil) != (test.want == nil) {
				t.Errorf("faults at %v (%v), want %v", got, err, test.want)
			}
		})
	}
}
