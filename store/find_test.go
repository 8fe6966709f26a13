package store

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"entente/partnering"
)

func organisationIDs(s partnering.Slice[partnering.Organisation]) []string {
	ids := []string{}
	for _, o := range s.Items {
		ids = append(ids, o.ID)
	}
	return ids
}

func yes() *bool { b := true; return &b }
func no() *bool  { b := false; return &b }

func TestFindOrganisations(t *testing.T) {
	each(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		fair(t, db)
		ok(t, db.CreateEvent(ctx, &partnering.Event{ID: "other", Phase: partnering.PhaseOpen, CreatedAt: noon}))
		ok(t, db.CreateOrganisations(ctx,
			partnering.Organisation{ID: "eco", EventID: "fair", Name: "École du Numérique", Kind: partnering.KindAcademia, Country: "FR", Topics: []string{"e-health"}, Seeks: []string{"funding"}},
			partnering.Organisation{ID: "dia", EventID: "fair", Name: "diagNOSTIX", Kind: partnering.KindStartup, Country: "DE", Description: "100% of_all sensors", Offers: []string{"devices", "data"}, Clusters: []string{"eco"}},
			partnering.Organisation{ID: "hid", EventID: "fair", Name: "Zed", Kind: partnering.KindSME, Hidden: true},
			partnering.Organisation{ID: "far", EventID: "other", Name: "Acme", Kind: partnering.KindStartup}))
		for _, tt := range []struct {
			by     string
			filter partnering.OrganisationFilter
			want   []string
		}{
			{"nothing, sorted without case and accents", partnering.OrganisationFilter{EventID: "fair"}, []string{"acme", "bolt", "dia", "eco", "hid"}},
			{"no event either", partnering.OrganisationFilter{}, []string{"acme", "far", "bolt", "dia", "eco", "hid"}},
			{"ids", partnering.OrganisationFilter{IDs: []string{"hid", "acme", "zz"}}, []string{"acme", "hid"}},
			{"kind", partnering.OrganisationFilter{EventID: "fair", Kind: partnering.KindStartup}, []string{"acme", "dia"}},
			{"country", partnering.OrganisationFilter{EventID: "fair", Country: "FR"}, []string{"eco"}},
			{"offers", partnering.OrganisationFilter{EventID: "fair", Offers: "data"}, []string{"dia"}},
			{"part of what it offers", partnering.OrganisationFilter{EventID: "fair", Offers: "dat"}, []string{}},
			{"seeks", partnering.OrganisationFilter{EventID: "fair", Seeks: "funding"}, []string{"eco"}},
			{"topic", partnering.OrganisationFilter{EventID: "fair", Topic: "e-health"}, []string{"eco"}},
			{"cluster", partnering.OrganisationFilter{EventID: "fair", Cluster: "eco"}, []string{"dia"}},
			{"shown", partnering.OrganisationFilter{EventID: "fair", Hidden: no()}, []string{"acme", "bolt", "dia", "eco"}},
			{"hidden", partnering.OrganisationFilter{EventID: "fair", Hidden: yes()}, []string{"hid"}},
			{"text without accents", partnering.OrganisationFilter{EventID: "fair", Text: "ecole"}, []string{"eco"}},
			{"text in capitals", partnering.OrganisationFilter{EventID: "fair", Text: " NUMÉRIQUE "}, []string{"eco"}},
			{"text in topics", partnering.OrganisationFilter{EventID: "fair", Text: "health"}, []string{"eco"}},
			{"a percent sign as it stands", partnering.OrganisationFilter{EventID: "fair", Text: "0% o"}, []string{"dia"}},
			{"an underscore as it stands", partnering.OrganisationFilter{EventID: "fair", Text: "f_a"}, []string{"dia"}},
			{"an underscore is no joker", partnering.OrganisationFilter{EventID: "fair", Text: "a_m"}, []string{}},
			{"all at once", partnering.OrganisationFilter{EventID: "fair", Kind: partnering.KindStartup, Country: "DE", Offers: "devices", Text: "sensors"}, []string{"dia"}},
		} {
			t.Run(tt.by, func(t *testing.T) {
				same(t, organisationIDs(must(db.FindOrganisations(ctx, tt.filter))(t)), tt.want)
			})
		}
	})
}

func TestFindDelegates(t *testing.T) {
	each(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		fair(t, db)
		ok(t, db.CreateOrganisations(ctx, partnering.Organisation{ID: "hid", EventID: "fair", Name: "Hidden", Kind: partnering.KindSME, Hidden: true}))
		ok(t, db.CreateDelegates(ctx, partnering.Delegate{ID: "zoe", EventID: "fair", OrganisationID: "hid", Name: "Zoé", Title: "Head of bolts", Email: "z@hidden.example"}))
		for _, tt := range []struct {
			by     string
			filter partnering.DelegateFilter
			want   []string
		}{
			{"event", partnering.DelegateFilter{EventID: "fair"}, []string{"abe", "ada", "bea", "bob", "zoe"}},
			{"ids", partnering.DelegateFilter{IDs: []string{"bob", "ada"}}, []string{"ada", "bob"}},
			{"organisation", partnering.DelegateFilter{OrganisationID: "bolt"}, []string{"bea", "bob"}},
			{"organisations", partnering.DelegateFilter{EventID: "fair", OrganisationIDs: []string{"bolt", "hid"}}, []string{"bea", "bob", "zoe"}},
			{"mail address", partnering.DelegateFilter{EventID: "fair", Email: "Bob@Bolt.example"}, []string{"bob"}},
			{"text in name", partnering.DelegateFilter{EventID: "fair", Text: "zoe"}, []string{"zoe"}},
			{"text in title or mail address", partnering.DelegateFilter{EventID: "fair", Text: "bolt"}, []string{"bea", "bob", "zoe"}},
			{"text of what is shown", partnering.DelegateFilter{EventID: "fair", Text: "bolt", Shown: true}, []string{}},
			{"shown", partnering.DelegateFilter{EventID: "fair", Shown: true}, []string{"abe", "ada", "bea", "bob"}},
		} {
			t.Run(tt.by, func(t *testing.T) {
				ids := []string{}
				for _, d := range must(db.FindDelegates(ctx, tt.filter))(t).Items {
					ids = append(ids, d.ID)
				}
				same(t, ids, tt.want)
			})
		}
	})
}

func TestFindRequests(t *testing.T) {
	each(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		fair(t, db)
		ok(t, db.CreateOrganisations(ctx, partnering.Organisation{ID: "core", EventID: "fair", Name: "Cœur Élan", Kind: partnering.KindSME}))
		back := request("r5", "bea", "ada")
		back.From.OrganisationID, back.To.OrganisationID, back.State, back.CreatedAt = "bolt", "acme", partnering.RequestDeclined, later(5)
		new := request("r6", "x", "y")
		new.From.OrganisationID, new.To.OrganisationID, new.CreatedAt, new.Message = "core", "bolt", later(6), "About Bolt's sensors"
		new.State, new.After = partnering.RequestPending, []string{"r1", "r5"}
		ok(t, db.CreateRequests(ctx, back, new))
		for _, tt := range []struct {
			by     string
			filter partnering.RequestFilter
			want   []string
		}{
			{"event, newest first", partnering.RequestFilter{EventID: "fair"}, []string{"r6", "r5", "r1", "r2", "r3", "r4"}},
			{"ids", partnering.RequestFilter{IDs: []string{"r4", "r6"}}, []string{"r6", "r4"}},
			{"states", partnering.RequestFilter{EventID: "fair", States: []partnering.RequestState{partnering.RequestPending, partnering.RequestDeclined}}, []string{"r6", "r5"}},
			{"either side", partnering.RequestFilter{EventID: "fair", OrganisationID: "acme"}, []string{"r5", "r1", "r2", "r3", "r4"}},
			{"sender", partnering.RequestFilter{EventID: "fair", FromID: "bolt"}, []string{"r5"}},
			{"asked", partnering.RequestFilter{EventID: "fair", ToID: "bolt"}, []string{"r6", "r1", "r2", "r3", "r4"}},
			{"pair", partnering.RequestFilter{EventID: "fair", PairKey: back.PairKey()}, []string{"r5", "r1"}},
			{"comes after", partnering.RequestFilter{EventID: "fair", Follows: "r5"}, []string{"r6"}},
			{"text in the message", partnering.RequestFilter{EventID: "fair", Text: "SENSORS"}, []string{"r6"}},
			{"text in either name", partnering.RequestFilter{EventID: "fair", Text: "elan"}, []string{"r6"}},
			{"text in the other side's name", partnering.RequestFilter{EventID: "fair", OrganisationID: "bolt", Text: "elan"}, []string{"r6"}},
			{"text in the own name does not count", partnering.RequestFilter{EventID: "fair", OrganisationID: "core", Text: "elan"}, []string{}},
		} {
			t.Run(tt.by, func(t *testing.T) {
				ids := []string{}
				for _, r := range must(db.FindRequests(ctx, tt.filter))(t).Items {
					ids = append(ids, r.ID)
				}
				same(t, ids, tt.want)
			})
		}
		same(t, must(db.CountRequests(ctx, "fair"))(t), map[partnering.RequestState]int{
			partnering.RequestAccepted: 4, partnering.RequestDeclined: 1, partnering.RequestPending: 1})
	})
}

// What was written at the same instant comes back in the order of writing.
func TestOrderOfWriting(t *testing.T) {
	each(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		fair(t, db)
		pitches(t, db)
		var wrote []string
		for i := 9; i > 0; i-- {
			id := fmt.Sprint(i)
			wrote = append(wrote, id)
			ok(t, db.CreateMessage(ctx, partnering.RequestMessage{ID: id, EventID: "fair", RequestID: "r1", At: noon}))
			ok(t, db.CreateAudit(ctx, partnering.AuditEntry{ID: id, EventID: "fair", Action: "x", At: noon}))
			ok(t, db.CreateMail(ctx, partnering.MailboxMail{ID: id, EventID: "fair", At: noon}))
			ok(t, db.CreateRun(ctx, &partnering.Run{ID: id, EventID: "fair", State: partnering.RunQueued, CreatedAt: noon}))
			ok(t, db.CreateDraft(ctx, &partnering.Draft{ID: id, EventID: "fair", CreatedAt: noon}, nil, nil))
		}
		ok(t, db.CreateWaiting(ctx, partnering.WaitingEntry{ID: "2", EventID: "fair", SessionID: "p", OrganisationID: "bolt", JoinedAt: noon}))
		ok(t, db.CreateWaiting(ctx, partnering.WaitingEntry{ID: "1", EventID: "fair", SessionID: "p", OrganisationID: "acme", JoinedAt: noon}))
		same(t, ids(must(db.FindMessages(ctx, "r1"))(t), func(m partnering.RequestMessage) string { return m.ID }), wrote)
		same(t, ids(must(db.FindWaiting(ctx, "p"))(t), func(w partnering.WaitingEntry) string { return w.ID }), []string{"2", "1"})
		slices.Reverse(wrote)
		same(t, ids(must(db.FindAudit(ctx, "fair", partnering.Page{}))(t).Items, func(a partnering.AuditEntry) string { return a.ID }), wrote)
		same(t, ids(must(db.FindMails(ctx, "fair", partnering.Page{}))(t).Items, func(m partnering.MailboxMail) string { return m.ID }), wrote)
		same(t, ids(must(db.FindRuns(ctx, "fair"))(t), func(r partnering.Run) string { return r.ID }), wrote)
		same(t, ids(must(db.FindDrafts(ctx, "fair"))(t), func(d partnering.Draft) string { return d.ID }), wrote)
	})
}

func ids[T any](things []T, id func(T) string) []string {
	all := []string{}
	for _, thing := range things {
		all = append(all, id(thing))
	}
	return all
}

// A list without anything is empty, not missing, and no error.
func TestNothingFound(t *testing.T) {
	each(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		same(t, must(db.FindEvents(ctx))(t), []partnering.Event{})
		same(t, must(db.FindOrganisations(ctx, partnering.OrganisationFilter{EventID: "x"}))(t), partnering.Slice[partnering.Organisation]{Items: []partnering.Organisation{}})
		same(t, must(db.FindAvailability(ctx, "x"))(t), map[string]map[string]partnering.SlotState{})
		same(t, must(db.CountRequests(ctx, "x"))(t), map[partnering.RequestState]int{})
		same(t, must(db.CurrentVersion(ctx, "x"))(t), partnering.ScheduleVersion{EventID: "x"})
		same(t, must(db.MeetingsAt(ctx, "x", 0))(t), []partnering.Meeting{})
		wantCode(t, failure(db.EventByID(ctx, "x")), partnering.CodeNotFound)
		wantCode(t, failure(db.PlaceByID(ctx, "x")), partnering.CodeNotFound)
		wantCode(t, failure(db.TokenByHash(ctx, "x")), partnering.CodeNotFound)
		_, _, err := db.RunFiles(ctx, "x")
		wantCode(t, err, partnering.CodeNotFound)
	})
}
