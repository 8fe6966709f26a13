package partnering_test

import (
	"reflect"
	"strings"
	"testing"

	"entente/partnering"
)

func TestErasingLeavesNothingThatNamesThePerson(t *testing.T) {
	w := newWorld(t)
	acme, big := w.team("Acme", partnering.KindStartup, 2), w.team("Big", partnering.KindLarge, 1)
	by, d := acme.Actors[1], acme.Delegates[1]
	r := w.accepted(acme, big)
	must(w.service.WriteMessage(w.ctx, by, r.ID, "call me: 0123"))(w)
	_, token, err := w.service.CreateToken(w.ctx, by, "laptop")
	if err != nil {
		t.Fatal(err)
	}
	if err := w.service.EraseMyData(w.ctx, by); err != nil {
		t.Fatal(err)
	}
	after := must(w.store.DelegateByID(w.ctx, d.ID))(w)
	if after.Name != "Erased person" || after.Email != "erased-"+d.ID+"@erased.invalid" || !after.NoMeetings {
		t.Errorf("delegate %+v", after)
	}
	account := must(w.store.AccountByID(w.ctx, by.Account.ID))(w)
	if account.Name != "Erased person" || account.Email != "erased-"+account.ID+"@erased.invalid" {
		t.Errorf("account %+v", account)
	}
	thread := must(w.service.FindMessages(w.ctx, big.admin(), r.ID))(w)
	if len(thread) != 1 || thread[0].Text != "" || thread[0].Author != "Erased person" {
		t.Errorf("thread %+v, want one message without its words", thread)
	}
	_, err = w.service.ActorByToken(w.ctx, token)
	wantCode(t, err, partnering.CodeUnauthenticated)
	_, err = w.service.ActorOf(w.ctx, account.ID)
	wantCode(t, err, partnering.CodeUnauthenticated)
	for _, entry := range must(w.service.FindAudit(w.ctx, w.organiser, w.event.ID, partnering.Page{}))(w).Items {
		if text := entry.Who + string(entry.Before) + string(entry.After); strings.Contains(text, "two@acme.example") || strings.Contains(text, "Acme two") {
			t.Errorf("the log still names the person: %s %s", entry.Action, text)
		}
	}
}

// TestErasingEndsWhatNeedsThePerson erases Acme's second delegate.
func TestErasingEndsWhatNeedsThePerson(t *testing.T) {
	for _, test := range []struct {
		rule    string
		size    int // of Acme's team
		erased  int
		prepare func(r *partnering.MeetingRequest, acme team)
		attend  []int // Acme's delegates at the meeting
		state   partnering.RequestState
		left    []int // Acme's delegates at the meeting afterwards; nil: it is gone
		told    int   // cancellations told to the other side
	}{
		{"alone in the team", 1, 0, nil, []int{0}, partnering.RequestCancelled, nil, 1},
		{"required", 2, 1, func(r *partnering.MeetingRequest, acme team) {
			r.From.Attendees.Required = []string{acme.Delegates[1].ID}
		}, []int{1}, partnering.RequestCancelled, nil, 1},
		{"alone at the meeting, but not alone in the team", 2, 1, nil, []int{1}, partnering.RequestAccepted, nil, 0},
		{"with a colleague at the meeting", 2, 1, nil, []int{0, 1}, partnering.RequestAccepted, []int{0}, 0},
		{"not at the meeting", 2, 1, nil, []int{0}, partnering.RequestAccepted, []int{0}, 0},
	} {
		t.Run(test.rule, func(t *testing.T) {
			w := newWorld(t)
			acme, big := w.team("Acme", partnering.KindStartup, test.size), w.team("Big", partnering.KindLarge, 1)
			slots, tables := w.grid("2026-12-01", "morning", "09:00", "11:00"), w.tables(1)
			r := between(w.event.ID, acme, big)
			if test.prepare != nil {
				test.prepare(&r, acme)
			}
			made, _, err := w.service.RequestMeeting(w.ctx, acme.admin(), r)
			if err != nil {
				t.Fatal(err)
			}
			accepted := must(w.service.AcceptRequest(w.ctx, big.admin(), made.ID, partnering.Answer{}))(w)
			pick := func(indices []int) []partnering.Delegate {
				picked := []partnering.Delegate{}
				for _, i := range indices {
					picked = append(picked, acme.Delegates[i])
				}
				return append(picked, big.Delegates[0])
			}
			w.publish(accepted.MeetingRequest, slots[0], tables[0], pick(test.attend)...)
			if err := w.service.EraseMyData(w.ctx, acme.Actors[test.erased]); err != nil {
				t.Fatal(err)
			}
			if got := must(w.store.RequestByID(w.ctx, made.ID))(w).State; got != test.state {
				t.Errorf("the request is %s, want %s", got, test.state)
			}
			meetings := must(w.store.FindMeetings(w.ctx, partnering.MeetingFilter{EventID: w.event.ID}))(w)
			var left []string
			for _, m := range meetings {
				left = append(left, m.Participants...)
			}
			var want []string
			if test.left != nil {
				for _, d := range pick(test.left) {
					want = append(want, d.ID)
				}
			}
			if !sameSet(left, want) {
				t.Errorf("attending %v, want %v", left, want)
			}
			if told := w.told(partnering.NoticeCancel); len(told) != test.told {
				t.Errorf("told %v, want %d", told, test.told)
			}
		})
	}
}

func TestExportHoldsOnlyTheCallersData(t *testing.T) {
	w := newWorld(t)
	acme, big := w.team("Acme", partnering.KindStartup, 1), w.team("Big", partnering.KindLarge, 1)
	r := w.ask(acme, big)
	mine := must(w.service.WriteMessage(w.ctx, acme.admin(), r.ID, "hello"))(w)
	must(w.service.WriteMessage(w.ctx, big.admin(), r.ID, "good day"))(w)
	data := must(w.service.ExportMyData(w.ctx, acme.admin()))(w)
	if len(data.Delegates) != 1 || data.Delegates[0].Email != "one@acme.example" || len(data.Requests) != 1 {
		t.Errorf("delegates %+v, requests %+v", data.Delegates, data.Requests)
	}
	if !reflect.DeepEqual(data.Messages, []partnering.RequestMessage{mine}) {
		t.Errorf("messages %+v, want the caller's alone", data.Messages)
	}
}
