package partnering_test

import (
	"reflect"
	"strings"
	"testing"

	"entente/partnering"
)

func TestAFeedOpensTheAgendaOfItsMaker(t *testing.T) {
	f := newFair(t).published()
	by := f.acme.admin()
	for _, test := range []struct {
		what    string
		by      partnering.Actor
		scope   partnering.FeedScope
		subject string
		kept    string // the subject that the feed names
	}{
		{"one's own", by, partnering.ScopeDelegate, "", f.acme.Delegates[0].ID},
		{"a colleague's", by, partnering.ScopeDelegate, f.acme.Delegates[1].ID, f.acme.Delegates[1].ID},
		{"the organisation's", by, partnering.ScopeOrganisation, "", f.acme.ID},
		{"a place's", f.organiser, partnering.ScopePlace, f.tables[0].ID, f.tables[0].ID},
		{"the event's", f.organiser, partnering.ScopeEvent, "", ""},
	} {
		t.Run(test.what, func(t *testing.T) {
			feed := must(f.service.CreateFeed(f.ctx, test.by, f.event.ID, test.scope, test.subject))(f.world)
			if feed.SubjectID != test.kept || feed.AccountID != test.by.Account.ID || len(feed.Token) < 43 {
				t.Errorf("feed %+v", feed)
			}
			again := must(f.service.CreateFeed(f.ctx, test.by, f.event.ID, test.scope, test.kept))(f.world)
			if !reflect.DeepEqual(again, feed) {
				t.Errorf("asked again %+v, want the same %+v", again, feed)
			}
			got := must(f.service.FeedAgenda(f.ctx, feed.Token))(f.world)
			if want := f.agenda(test.by, test.scope, test.subject); !reflect.DeepEqual(got, want) {
				t.Errorf("the feed shows\n got %+v\nwant %+v", got, want)
			}
		})
	}
}

func TestTwoAccountsHaveTwoFeedsOfOneAgenda(t *testing.T) {
	f := newFair(t)
	one := must(f.service.CreateFeed(f.ctx, f.acme.Actors[0], f.event.ID, partnering.ScopeOrganisation, ""))(f.world)
	two := must(f.service.CreateFeed(f.ctx, f.acme.Actors[1], f.event.ID, partnering.ScopeOrganisation, ""))(f.world)
	if one.Token == two.Token {
		t.Error("both have the same token")
	}
	if err := f.service.DeleteFeed(f.ctx, f.acme.Actors[0], one.Token); err != nil {
		t.Fatal(err)
	}
	must(f.service.FeedAgenda(f.ctx, two.Token))(f.world)
	if left := must(f.service.FindFeeds(f.ctx, f.acme.Actors[1]))(f.world); !reflect.DeepEqual(left, []partnering.Feed{two}) {
		t.Errorf("left %+v, want %+v", left, two)
	}
}

func TestAFeedIsMadeByThoseWhoMayRead(t *testing.T) {
	f := newFair(t)
	create := func(by partnering.Actor, scope partnering.FeedScope, subject string) error {
		_, err := f.service.CreateFeed(f.ctx, by, f.event.ID, scope, subject)
		return err
	}
	wantCode(t, create(f.big.admin(), partnering.ScopeOrganisation, f.acme.ID), partnering.CodeForbidden)
	wantCode(t, create(f.big.admin(), partnering.ScopeDelegate, f.acme.Delegates[0].ID), partnering.CodeForbidden)
	wantCode(t, create(f.big.admin(), partnering.ScopePlace, f.tables[0].ID), partnering.CodeForbidden)
	wantCode(t, create(f.big.admin(), partnering.ScopeEvent, ""), partnering.CodeForbidden)
	wantCode(t, create(f.organiser, partnering.ScopeDelegate, ""), partnering.CodeNotFound)
	wantCode(t, create(partnering.Actor{}, partnering.ScopeEvent, ""), partnering.CodeUnauthenticated)
}

func TestAFeedClosesWhenItsMakerMayReadNoMore(t *testing.T) {
	for _, test := range []struct {
		when  string
		close func(f fair, by partnering.Actor, feed partnering.Feed) error
	}{
		{"revoked", func(f fair, by partnering.Actor, feed partnering.Feed) error {
			return f.service.DeleteFeed(f.ctx, by, feed.Token)
		}},
		{"the role is lost", func(f fair, by partnering.Actor, _ partnering.Feed) error {
			return f.store.DeleteMembership(f.ctx, by.Memberships[0])
		}},
		{"the maker is erased", func(f fair, by partnering.Actor, _ partnering.Feed) error { return f.service.EraseMyData(f.ctx, by) }},
	} {
		t.Run(test.when, func(t *testing.T) {
			f := newFair(t)
			by := f.acme.Actors[1]
			feed := must(f.service.CreateFeed(f.ctx, by, f.event.ID, partnering.ScopeDelegate, ""))(f.world)
			must(f.service.FeedAgenda(f.ctx, feed.Token))(f.world)
			if err := test.close(f, by, feed); err != nil {
				t.Fatal(err)
			}
			_, err := f.service.FeedAgenda(f.ctx, feed.Token)
			wantCode(t, err, partnering.CodeNotFound)
		})
	}
}

func TestOnesFeedsAreRevokedByOneself(t *testing.T) {
	f := newFair(t)
	feed := must(f.service.CreateFeed(f.ctx, f.acme.admin(), f.event.ID, partnering.ScopeDelegate, ""))(f.world)
	wantCode(t, f.service.DeleteFeed(f.ctx, f.big.admin(), feed.Token), partnering.CodeNotFound)
	wantCode(t, f.service.DeleteFeed(f.ctx, f.organiser, feed.Token), partnering.CodeNotFound)
	wantCode(t, f.service.DeleteFeed(f.ctx, f.acme.admin(), "unknown"), partnering.CodeNotFound)
	must(f.service.FeedAgenda(f.ctx, feed.Token))(f.world)
	for _, entry := range must(f.service.FindAudit(f.ctx, f.organiser, f.event.ID, partnering.Page{}))(f.world).Items {
		if strings.Contains(string(entry.Before)+string(entry.After), feed.Token) {
			t.Errorf("the log keeps the token: %s", entry.Action)
		}
	}
}
