package partnering_test

import (
	"reflect"
	"testing"

	"entente/partnering"
)

func TestWhoSeesMailAddresses(t *testing.T) {
	w := newWorld(t)
	acme, big := w.team("Acme", partnering.KindStartup, 2), w.team("Big", partnering.KindLarge, 1)
	for _, test := range []struct {
		who  string
		by   partnering.Actor
		want map[string]string // delegate's name to the address that is seen
	}{
		{"a colleague", acme.Actors[1], map[string]string{"Acme one": "one@acme.example", "Acme two": "two@acme.example", "Big one": ""}},
		{"the other side", big.admin(), map[string]string{"Acme one": "", "Acme two": "", "Big one": "one@big.example"}},
		{"an organiser", w.organiser, map[string]string{"Acme one": "one@acme.example", "Acme two": "two@acme.example", "Big one": "one@big.example"}},
	} {
		t.Run(test.who, func(t *testing.T) {
			seen := map[string]string{}
			for _, d := range must(w.service.FindDelegates(w.ctx, test.by, partnering.DelegateFilter{EventID: w.event.ID}))(w).Items {
				seen[d.Name] = d.Email
				single := must(w.service.DelegateByID(w.ctx, test.by, d.ID))(w)
				if !reflect.DeepEqual(single, d) {
					t.Errorf("alone %+v, in the list %+v", single, d)
				}
			}
			if !reflect.DeepEqual(seen, test.want) {
				t.Errorf("sees %v, want %v", seen, test.want)
			}
		})
	}
}

func TestMailAddressesAreNotFoundByOthers(t *testing.T) {
	w := newWorld(t)
	acme, big := w.team("Acme", partnering.KindStartup, 1), w.team("Big", partnering.KindLarge, 1)
	find := func(by partnering.Actor, text string) int {
		return must(w.service.FindDelegates(w.ctx, by, partnering.DelegateFilter{EventID: w.event.ID, Text: text}))(w).Total
	}
	if n := find(big.admin(), "acme.example"); n != 0 {
		t.Errorf("another organisation finds %d by a part of the address", n)
	}
	if n := find(big.admin(), "acme one"); n != 1 {
		t.Errorf("another organisation finds %d by the name, want 1", n)
	}
	if n := find(w.organiser, "acme.example"); n != 1 {
		t.Errorf("an organiser finds %d by a part of the address, want 1", n)
	}
	_, err := w.service.FindDelegates(w.ctx, acme.admin(), partnering.DelegateFilter{EventID: w.event.ID, Email: "one@big.example"})
	wantCode(t, err, partnering.CodeForbidden)
}

func TestWhoSeesHiddenOrganisations(t *testing.T) {
	w := newWorld(t)
	acme, big := w.team("Acme", partnering.KindStartup, 1), w.team("Big", partnering.KindLarge, 1)
	hidden := must(w.store.OrganisationByID(w.ctx, big.ID))(w)
	hidden.Hidden = true
	must(w.service.UpdateOrganisation(w.ctx, w.organiser, hidden))(w)
	for _, test := range []struct {
		who    string
		by     partnering.Actor
		code   partnering.Code // of reading the hidden one
		listed []string
	}{
		{"an outsider", acme.admin(), partnering.CodeNotFound, []string{"Acme"}},
		{"its own delegate", big.admin(), "", []string{"Acme"}},
		{"an organiser", w.organiser, "", []string{"Acme", "Big"}},
	} {
		t.Run(test.who, func(t *testing.T) {
			_, err := w.service.OrganisationByID(w.ctx, test.by, big.ID)
			wantCode(t, err, test.code)
			_, err = w.service.DelegateByID(w.ctx, test.by, big.Delegates[0].ID)
			wantCode(t, err, test.code)
			listed := []string{}
			for _, o := range must(w.service.FindOrganisations(w.ctx, test.by, partnering.OrganisationFilter{EventID: w.event.ID}))(w).Items {
				listed = append(listed, o.Name)
			}
			if !reflect.DeepEqual(listed, test.listed) {
				t.Errorf("listed %v, want %v", listed, test.listed)
			}
		})
	}
	_, _, err := w.service.RequestMeeting(w.ctx, acme.admin(), between(w.event.ID, acme, big))
	wantCode(t, err, partnering.CodeInvalid)
}

func TestThePublicReadsOrganisationsWhereTheEventShowsThem(t *testing.T) {
	w := newWorld(t)
	w.team("Acme", partnering.KindStartup, 1)
	filter := partnering.OrganisationFilter{EventID: w.event.ID}
	_, err := w.service.FindOrganisations(w.ctx, partnering.Actor{}, filter)
	wantCode(t, err, partnering.CodeUnauthenticated)
	w.settings(func(s *partnering.Settings) { s.PublicOrganisations = true })
	found := must(w.service.FindOrganisations(w.ctx, partnering.Actor{}, filter))(w)
	if len(found.Items) != 1 || found.Items[0].ExternalID != "" {
		t.Errorf("the public sees %+v, want Acme without its inner marks", found.Items)
	}
	w.phase(partnering.PhaseSetup)
	_, err = w.service.FindOrganisations(w.ctx, partnering.Actor{}, filter)
	wantCode(t, err, partnering.CodeNotFound)
}

// TestRequestsAreSeenByTheirSides reads and writes a request as an outsider: it is not there.
func TestRequestsAreSeenByTheirSides(t *testing.T) {
	w := newWorld(t)
	asking, asked, outsider := w.team("Acme", partnering.KindStartup, 1), w.team("Big", partnering.KindLarge, 1), w.team("Else", partnering.KindSME, 1)
	r := w.ask(asking, asked)
	list := func(by partnering.Actor, f partnering.RequestFilter) []string {
		f.EventID = w.event.ID
		ids := []string{}
		for _, d := range must(w.service.FindRequests(w.ctx, by, f))(w).Items {
			ids = append(ids, d.ID)
		}
		return ids
	}
	for who, by := range map[string]partnering.Actor{"asking": asking.admin(), "asked": asked.admin(), "organiser": w.organiser} {
		if got := list(by, partnering.RequestFilter{}); !reflect.DeepEqual(got, []string{r.ID}) {
			t.Errorf("%s lists %v, want the request", who, got)
		}
		if _, err := w.service.RequestByID(w.ctx, by, r.ID); err != nil {
			t.Errorf("%s: %v", who, err)
		}
	}
	by := outsider.admin()
	for name, filter := range map[string]partnering.RequestFilter{
		"everything": {}, "of another organisation": {OrganisationID: asking.ID}, "sent by it": {FromID: asking.ID},
		"received by it": {ToID: asked.ID}, "by id": {IDs: []string{r.ID}},
	} {
		if got := list(by, filter); len(got) != 0 {
			t.Errorf("an outsider lists %s: %v", name, got)
		}
	}
	_, read := w.service.RequestByID(w.ctx, by, r.ID)
	_, write := w.service.WriteMessage(w.ctx, by, r.ID, "hello")
	_, thread := w.service.FindMessages(w.ctx, by, r.ID)
	for name, err := range map[string]error{"read": read, "write": write, "thread": thread} {
		if partnering.ErrorCode(err) != partnering.CodeNotFound {
			t.Errorf("%s: %v, want not found", name, err)
		}
	}
}

func TestListingWhatStandsBetweenTwoOrganisations(t *testing.T) {
	w := newWorld(t)
	own, other := w.team("Acme", partnering.KindStartup, 1), w.team("Big", partnering.KindLarge, 1)
	between := w.ask(own, other)
	w.ask(own, w.team("Cure", partnering.KindSME, 1))
	found := must(w.service.FindRequests(w.ctx, own.admin(), partnering.RequestFilter{EventID: w.event.ID, OrganisationID: other.ID}))(w)
	if found.Total != 1 || found.Items[0].ID != between.ID {
		t.Errorf("found %+v, want the one between the two", found)
	}
}

func TestEventsInSetupAreNotThereForOthers(t *testing.T) {
	w := newWorld(t)
	stranger := w.account("stranger@example.org", "")
	by := w.actor(stranger.Email)
	read := func(by partnering.Actor) error {
		_, err := w.service.EventByID(w.ctx, by, w.event.ID)
		return err
	}
	wantCode(t, read(partnering.Actor{}), "")
	w.phase(partnering.PhaseSetup)
	wantCode(t, read(partnering.Actor{}), partnering.CodeNotFound)
	wantCode(t, read(by), partnering.CodeNotFound)
	wantCode(t, read(w.organiser), "")
	if events := must(w.service.FindEvents(w.ctx, by))(w); len(events) != 0 {
		t.Errorf("a stranger lists %v", events)
	}
}
