package partnering_test

import (
	"reflect"
	"testing"

	"entente/partnering"
)

func TestTheFirstDelegateIsTheAdmin(t *testing.T) {
	w := newWorld(t)
	acme := w.team("Acme", partnering.KindStartup, 2)
	roles := [][]partnering.Role{}
	for _, by := range acme.Actors {
		roles = append(roles, by.RolesAt(w.event.ID))
	}
	if want := [][]partnering.Role{{partnering.RoleAdmin}, {partnering.RoleDelegate}}; !reflect.DeepEqual(roles, want) {
		t.Errorf("roles %v, want %v", roles, want)
	}
}

func TestWhoChangesAnOrganisation(t *testing.T) {
	one := 1
	for _, test := range []struct {
		rule, by string
		edit     func(*partnering.Organisation)
		code     partnering.Code
	}{
		{"a delegate its description", "two@acme.example", func(o *partnering.Organisation) { o.Description = "We measure" }, ""},
		{"a delegate its kind", "one@acme.example", func(o *partnering.Organisation) { o.Kind = partnering.KindInvestor }, partnering.CodeForbidden},
		{"a delegate its limit", "one@acme.example", func(o *partnering.Organisation) { o.MaxMeetings = &one }, partnering.CodeForbidden},
		{"a delegate its visibility", "one@acme.example", func(o *partnering.Organisation) { o.Hidden = true }, partnering.CodeForbidden},
		{"an organiser its kind", "olga@example.org", func(o *partnering.Organisation) { o.Kind = partnering.KindInvestor }, ""},
		{"another organisation", "one@big.example", func(o *partnering.Organisation) { o.Name = "Ours" }, partnering.CodeForbidden},
		{"from a stale version", "one@acme.example", func(o *partnering.Organisation) { o.Version-- }, partnering.CodePrecondition},
		{"an unknown capability", "one@acme.example", func(o *partnering.Organisation) { o.Offers = []string{"magic"} }, partnering.CodeInvalid},
	} {
		t.Run(test.rule, func(t *testing.T) {
			w := newWorld(t)
			acme := w.team("Acme", partnering.KindStartup, 2)
			w.team("Big", partnering.KindLarge, 1)
			before := must(w.store.OrganisationByID(w.ctx, acme.ID))(w)
			edit := before
			test.edit(&edit)
			_, err := w.service.UpdateOrganisation(w.ctx, w.actor(test.by), edit)
			wantCode(t, err, test.code)
			after := must(w.store.OrganisationByID(w.ctx, acme.ID))(w)
			if changed := !reflect.DeepEqual(before, after); changed != (test.code == "") {
				t.Errorf("changed %v: %+v", changed, after)
			}
		})
	}
}

func TestAnOrganisationListsEveryFault(t *testing.T) {
	w := newWorld(t)
	two, one := 2, 1
	_, err := w.service.CreateOrganisation(w.ctx, w.organiser, partnering.Organisation{EventID: w.event.ID, Kind: "circus",
		Country: "France", Website: "javascript:alert(1)", Seeks: []string{"devices", "magic"}, Clusters: []string{"none"}, Floor: &two, MaxMeetings: &one})
	want := []string{"name", "kind", "country", "website", "seeks[1]", "clusters[0]", "floor"}
	if got := faultFields(err); !sameSet(got, want) {
		t.Errorf("faults at %v, want %v", got, want)
	}
}

func TestWhoChangesATeam(t *testing.T) {
	w := newWorld(t)
	acme := w.team("Acme", partnering.KindStartup, 2)
	add := func(by partnering.Actor, email string) error {
		_, err := w.service.CreateDelegate(w.ctx, by, partnering.Delegate{OrganisationID: acme.ID, Name: "New", Email: email})
		return err
	}
	wantCode(t, add(acme.Actors[1], "new@acme.example"), partnering.CodeForbidden)
	wantCode(t, add(acme.admin(), "two@acme.example"), partnering.CodeConflict)
	wantCode(t, add(acme.admin(), "New <new@acme.example>"), partnering.CodeInvalid)
	wantCode(t, add(acme.admin(), "new@acme.example"), "")

	self := acme.Delegates[1]
	self.Title = "Doctor"
	self = must(w.service.UpdateDelegate(w.ctx, acme.Actors[1], self))(w)
	self.Email = "elsewhere@acme.example"
	_, err := w.service.UpdateDelegate(w.ctx, acme.Actors[1], self)
	wantCode(t, err, partnering.CodeForbidden)
	must(w.service.UpdateDelegate(w.ctx, acme.admin(), self))(w)
	if !w.actor("elsewhere@acme.example").Is(w.event.ID, self.ID) || w.actor("two@acme.example").Attends(w.event.ID) {
		t.Error("the role did not move to the account of the new address")
	}
	floor := 1
	self.Version, self.Floor = self.Version+1, &floor
	_, err = w.service.UpdateDelegate(w.ctx, acme.admin(), self)
	wantCode(t, err, partnering.CodeForbidden)
}

func TestADelegateWhoIsNeededStays(t *testing.T) {
	w := newWorld(t)
	acme, big := w.team("Acme", partnering.KindStartup, 4), w.team("Big", partnering.KindLarge, 1)
	r := between(w.event.ID, acme, big)
	r.From.Attendees.Required = []string{acme.Delegates[1].ID}
	if _, _, err := w.service.RequestMeeting(w.ctx, acme.admin(), r); err != nil {
		t.Fatal(err)
	}
	slots := w.pitches("2026-12-01 14:00", 1)
	must(w.service.BookPitch(w.ctx, acme.admin(), slots[0].ID, partnering.PitchBooking{OrganisationID: acme.ID, Presenters: []string{acme.Delegates[2].ID}}))(w)
	codes := []partnering.Code{}
	for _, d := range acme.Delegates[1:] {
		codes = append(codes, partnering.ErrorCode(w.service.DeleteDelegate(w.ctx, acme.admin(), d.ID)))
	}
	if want := []partnering.Code{partnering.CodeConflict, partnering.CodeConflict, ""}; !reflect.DeepEqual(codes, want) {
		t.Errorf("named by a request, presenting, free: codes %v, want %v", codes, want)
	}
	if w.actor("four@acme.example").Attends(w.event.ID) {
		t.Error("who is deleted keeps the role")
	}
}

func TestInviting(t *testing.T) {
	w := newWorld(t)
	acme := w.team("Acme", partnering.KindStartup, 2)
	_, err := w.service.InviteDelegates(w.ctx, w.organiser, w.event.ID, []string{acme.Delegates[0].ID, "none"})
	wantCode(t, err, partnering.CodeInvalid)
	if told := w.told(partnering.NoticeSignIn); len(told) != 0 {
		t.Errorf("told %v although one is unknown", told)
	}
	n := must(w.service.InviteDelegates(w.ctx, w.organiser, w.event.ID, []string{acme.Delegates[0].ID, acme.Delegates[1].ID}))(w)
	if told := w.told(partnering.NoticeSignIn); n != 2 || len(told) != 2 {
		t.Errorf("%d invited, told %v", n, told)
	}
	w.clock.Set(w.clock.Now().AddDate(0, 0, 6))
	_, token := w.mailedLink("two@acme.example")
	if account := must(w.service.UseLink(w.ctx, token))(w); account.Email != "two@acme.example" {
		t.Errorf("an invitation read six days later signs %s in", account.Email)
	}
}

func TestRecommendations(t *testing.T) {
	w := newWorld(t)
	own, fit, other, hidden := w.team("Own", partnering.KindStartup, 1), w.team("Fit", partnering.KindLarge, 1),
		w.team("Other", partnering.KindInvestor, 1), w.team("Hidden", partnering.KindLarge, 1)
	profile := func(t team, change func(*partnering.Organisation)) {
		o := must(w.store.OrganisationByID(w.ctx, t.ID))(w)
		change(&o)
		must(w.service.UpdateOrganisation(w.ctx, w.organiser, o))(w)
	}
	profile(own, func(o *partnering.Organisation) {
		o.Seeks, o.Offers, o.Topics = []string{"research"}, []string{"devices"}, []string{"Cardiology"}
	})
	profile(fit, func(o *partnering.Organisation) { o.Seeks, o.Offers = []string{"devices"}, []string{"research"} })
	profile(other, func(o *partnering.Organisation) { o.Topics = []string{"cardiology"} })
	profile(hidden, func(o *partnering.Organisation) { o.Hidden, o.Offers = true, []string{"research"} })
	r := w.ask(own, fit)

	ranked := must(w.service.Recommendations(w.ctx, own.admin(), w.event.ID, own.ID, 0))(w)
	names, reasons := []string{}, [][]partnering.MatchReason{}
	for _, m := range ranked {
		names, reasons = append(names, m.Organisation.Name), append(reasons, m.Reasons)
	}
	wantReasons := [][]partnering.MatchReason{
		{{Kind: "they-offer", Items: []string{"research"}}, {Kind: "they-seek", Items: []string{"devices"}}},
		{{Kind: "topics", Items: []string{"Cardiology"}}},
	}
	if want := []string{"Fit", "Other"}; !reflect.DeepEqual(names, want) || !reflect.DeepEqual(reasons, wantReasons) {
		t.Errorf("ranked %v with %v, want %v with %v", names, reasons, want, wantReasons)
	}
	if ranked[0].Request == nil || ranked[0].Request.ID != r.ID || ranked[1].Request != nil {
		t.Error("the standing request is not shown with its partner")
	}
	_, err := w.service.Recommendations(w.ctx, fit.admin(), w.event.ID, own.ID, 0)
	wantCode(t, err, partnering.CodeForbidden)
}

func TestUpdateAccount(t *testing.T) {
	w := newWorld(t)
	by := w.team("Acme", partnering.KindStartup, 1).admin()
	a := by.Account
	a.Name, a.Language, a.Zone, a.Operator, a.Email = "Ada", "fr", "America/New_York", true, "other@example.org"
	after := must(w.service.UpdateAccount(w.ctx, by, a))(w)
	if after.Name != "Ada" || after.Language != "fr" || after.Zone != "America/New_York" || after.Operator || after.Email != by.Account.Email {
		t.Errorf("account %+v, want name, language and zone changed, the rest as it was", after)
	}
	_, err := w.service.UpdateAccount(w.ctx, by, partnering.Account{Language: "de", Zone: "Mars/Base"})
	if got, want := faultFields(err), []string{"name", "language", "zone"}; !sameSet(got, want) {
		t.Errorf("faults at %v, want %v", got, want)
	}
}

func TestAnOrganisationWithRequestsStays(t *testing.T) {
	w := newWorld(t)
	acme, big, free := w.team("Acme", partnering.KindStartup, 1), w.team("Big", partnering.KindLarge, 1), w.team("Free", partnering.KindSME, 1)
	w.ask(acme, big)
	wantCode(t, w.service.DeleteOrganisation(w.ctx, w.organiser, big.ID), partnering.CodeConflict)
	wantCode(t, w.service.DeleteOrganisation(w.ctx, free.admin(), free.ID), partnering.CodeForbidden)
	wantCode(t, w.service.DeleteOrganisation(w.ctx, w.organiser, free.ID), "")
	if w.actor("one@free.example").Attends(w.event.ID) {
		t.Error("its delegate keeps the role")
	}
}

func TestAnAdminWhoStaysAwayIsTold(t *testing.T) {
	w := newWorld(t)
	acme, big := w.team("Acme", partnering.KindStartup, 1), w.team("Big", partnering.KindLarge, 2)
	must(w.service.GrantRole(w.ctx, w.organiser, "office@big.example", "Office",
		partnering.Membership{EventID: w.event.ID, Role: partnering.RoleAdmin, OrganisationID: big.ID}))(w)
	r := w.ask(acme, big)
	subject := " request:" + r.ID
	if told := w.told(partnering.NoticeRequest); !sameSet(told, []string{"office@big.example" + subject, "one@big.example" + subject}) {
		t.Errorf("told %v, want both admins", told)
	}
}
