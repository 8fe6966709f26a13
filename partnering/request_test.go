package partnering_test

import (
	"fmt"
	"reflect"
	"sync"
	"testing"
	"time"

	"entente/partnering"
)

// allStates are the states of a request.
func allStates() []partnering.RequestState {
	return []partnering.RequestState{partnering.RequestPending, partnering.RequestAccepted, partnering.RequestDeclined,
		partnering.RequestWithdrawn, partnering.RequestExpired, partnering.RequestCancelled}
}

// requestMoves are the use cases that move a request.
func (w *world) requestMoves() map[string]func(partnering.Actor, string) (partnering.RequestDetail, error) {
	s := w.service
	return map[string]func(partnering.Actor, string) (partnering.RequestDetail, error){
		"accept": func(by partnering.Actor, id string) (partnering.RequestDetail, error) {
			return s.AcceptRequest(w.ctx, by, id, partnering.Answer{})
		},
		"decline": func(by partnering.Actor, id string) (partnering.RequestDetail, error) {
			return s.DeclineRequest(w.ctx, by, id, partnering.Answer{Reason: partnering.DeclineNoTime})
		},
		"withdraw": func(by partnering.Actor, id string) (partnering.RequestDetail, error) {
			return s.WithdrawRequest(w.ctx, by, id)
		},
		"cancel": func(by partnering.Actor, id string) (partnering.RequestDetail, error) {
			return s.CancelRequest(w.ctx, by, id, partnering.Answer{Reason: partnering.DeclineOther})
		},
		"reopen": func(by partnering.Actor, id string) (partnering.RequestDetail, error) {
			return s.ReopenRequest(w.ctx, by, id)
		},
	}
}

// TestRequestStates tries every move from every state by each side, an
// organiser and an outsider.
func TestRequestStates(t *testing.T) {
	// What each move leads to, by state; a state that is absent refuses it.
	leads := map[string]map[partnering.RequestState]partnering.RequestState{
		"accept":   {partnering.RequestPending: partnering.RequestAccepted, partnering.RequestAccepted: partnering.RequestAccepted},
		"decline":  {partnering.RequestPending: partnering.RequestDeclined, partnering.RequestDeclined: partnering.RequestDeclined},
		"withdraw": {partnering.RequestPending: partnering.RequestWithdrawn, partnering.RequestWithdrawn: partnering.RequestWithdrawn},
		"cancel":   {partnering.RequestAccepted: partnering.RequestCancelled, partnering.RequestCancelled: partnering.RequestCancelled},
		"reopen": {partnering.RequestDeclined: partnering.RequestPending, partnering.RequestExpired: partnering.RequestPending,
			partnering.RequestPending: partnering.RequestPending},
	}
	may := map[string][]string{
		"accept": {"asked", "organiser"}, "decline": {"asked", "organiser"}, "withdraw": {"asking", "organiser"},
		"cancel": {"asked", "asking", "organiser"}, "reopen": {"asked", "organiser"},
	}
	w := newWorld(t)
	asking, asked, outsider := w.team("Acme", partnering.KindStartup, 1), w.team("Big", partnering.KindLarge, 1), w.team("Else", partnering.KindSME, 1)
	actors := map[string]partnering.Actor{
		"asking": asking.admin(), "asked": asked.admin(), "organiser": w.organiser, "outsider": outsider.admin(), "public": {},
	}
	r := w.ask(asking, asked)
	for move, call := range w.requestMoves() {
		for _, state := range allStates() {
			for who, by := range actors {
				w.putState(r.ID, state)
				_, err := call(by, r.ID)
				after := must(w.store.RequestByID(w.ctx, r.ID))(w).State
				want, code := state, partnering.Code("")
				to, leadsOn := leads[move][state]
				switch {
				case who == "public":
					code = partnering.CodeUnauthenticated
				case who == "outsider":
					code = partnering.CodeNotFound
				case !contains(may[move], who), move == "reopen" && state == partnering.RequestExpired && who == "asked":
					code = partnering.CodeForbidden
				case !leadsOn:
					code = partnering.CodeConflict
				default:
					want = to
				}
				if got := partnering.ErrorCode(err); got != code || after != want {
					t.Errorf("%s of %s by %s: code %q and state %s, want %q and %s", move, state, who, got, after, code, want)
				}
			}
		}
	}
}

func contains(list []string, item string) bool {
	for _, v := range list {
		if v == item {
			return true
		}
	}
	return false
}

// putState puts a request into a state behind the rules' back.
func (w *world) putState(id string, state partnering.RequestState) {
	w.Helper()
	r := must(w.store.RequestByID(w.ctx, id))(w)
	r.State = state
	if err := w.store.UpdateRequest(w.ctx, &r); err != nil {
		w.Fatal(err)
	}
}

func TestAnsweringTheSameAgainChangesNothing(t *testing.T) {
	w := newWorld(t)
	asking, asked := w.team("Acme", partnering.KindStartup, 1), w.team("Big", partnering.KindLarge, 1)
	r := w.accepted(asking, asked)
	again := must(w.service.AcceptRequest(w.ctx, asked.admin(), r.ID, partnering.Answer{Priority: partnering.PriorityNice}))(w)
	if !reflect.DeepEqual(again.MeetingRequest, must(w.store.RequestByID(w.ctx, r.ID))(w)) || again.Version != r.Version {
		t.Errorf("the second answer changed %+v into %+v", r, again.MeetingRequest)
	}
	if told := w.told(partnering.NoticeAnswer); !reflect.DeepEqual(told, []string{"one@acme.example request:" + r.ID}) {
		t.Errorf("told %v, want the asking side once", told)
	}
}

func TestAskingAgainShowsTheStandingRequest(t *testing.T) {
	w := newWorld(t)
	asking, asked := w.team("Acme", partnering.KindStartup, 2), w.team("Big", partnering.KindLarge, 1)
	first := w.ask(asking, asked)
	again, made, err := w.service.RequestMeeting(w.ctx, asking.Actors[1], between(w.event.ID, asking, asked))
	if err != nil || made || again.ID != first.ID || again.State != partnering.RequestPending {
		t.Errorf("got %s %s made %v (%v), want the standing one, pending", again.ID, again.State, made, err)
	}
	named := between(w.event.ID, asking, asked)
	named.From.Attendees.Required = []string{asking.Delegates[1].ID}
	other, made, err := w.service.RequestMeeting(w.ctx, asking.admin(), named)
	if err != nil || !made || other.ID == first.ID {
		t.Errorf("with other attendees named: made %v (%v), want another request", made, err)
	}
}

func TestAskingBackAccepts(t *testing.T) {
	w := newWorld(t)
	asking, asked := w.team("Acme", partnering.KindStartup, 1), w.team("Big", partnering.KindLarge, 1)
	first := w.ask(asking, asked)
	back := between(w.event.ID, asked, asking)
	back.From.Priority = partnering.PriorityMust
	got, made, err := w.service.RequestMeeting(w.ctx, asked.admin(), back)
	if err != nil || made {
		t.Fatalf("made %v (%v), want the standing one", made, err)
	}
	if got.ID != first.ID || got.State != partnering.RequestAccepted || got.To.Priority != partnering.PriorityMust {
		t.Errorf("got %s %s %s, want the first one, accepted, with the asked side's priority", got.ID, got.State, got.To.Priority)
	}
}

func TestWhoMayAsk(t *testing.T) {
	for _, test := range []struct {
		rule    string
		prepare func(w *world)
		by      string
		code    partnering.Code
	}{
		{"everybody asks unless something forbids it", func(*world) {}, "one@acme.example", ""},
		{"the quota of the kind is one", func(w *world) {
			w.settings(func(s *partnering.Settings) { s.RequestQuota = map[partnering.Kind]int{partnering.KindStartup: 1} })
		}, "one@acme.example", partnering.CodeConflict},
		{"another kind's quota does not count", func(w *world) {
			w.settings(func(s *partnering.Settings) { s.RequestQuota = map[partnering.Kind]int{partnering.KindLarge: 1} })
		}, "one@acme.example", ""},
		{"an organiser may exceed a quota", func(w *world) {
			w.settings(func(s *partnering.Settings) { s.RequestQuota = map[partnering.Kind]int{partnering.KindStartup: 1} })
		}, "olga@example.org", ""},
		{"start-ups may ask investors only", func(w *world) {
			w.settings(func(s *partnering.Settings) {
				s.MayAsk = map[partnering.Kind][]partnering.Kind{partnering.KindStartup: {partnering.KindInvestor}}
			})
		}, "one@acme.example", partnering.CodeForbidden},
		{"the deadline is a microsecond away", func(w *world) {
			w.settings(func(s *partnering.Settings) { s.RequestsCloseAt = w.clock.Now().Add(time.Microsecond) })
		}, "one@acme.example", ""},
		{"at the deadline itself it is too late", func(w *world) {
			w.settings(func(s *partnering.Settings) { s.RequestsCloseAt = w.clock.Now() })
		}, "one@acme.example", partnering.CodeConflict},
		{"another organisation's delegate", func(*world) {}, "one@third.example", partnering.CodeForbidden},
	} {
		t.Run(test.rule, func(t *testing.T) {
			w := newWorld(t)
			asking, asked, third := w.team("Acme", partnering.KindStartup, 1), w.team("Big", partnering.KindLarge, 1), w.team("Third", partnering.KindSME, 1)
			w.ask(asking, third)
			test.prepare(w)
			_, made, err := w.service.RequestMeeting(w.ctx, w.actor(test.by), between(w.event.ID, asking, asked))
			wantCode(t, err, test.code)
			if made != (test.code == "") {
				t.Errorf("made %v", made)
			}
		})
	}
}

func TestWithdrawingFreesTheQuota(t *testing.T) {
	w := newWorld(t)
	w.settings(func(s *partnering.Settings) { s.RequestQuota = map[partnering.Kind]int{partnering.KindStartup: 1} })
	asking, one, two := w.team("Acme", partnering.KindStartup, 1), w.team("Big", partnering.KindLarge, 1), w.team("Other", partnering.KindLarge, 1)
	r := w.ask(asking, one)
	must(w.service.WithdrawRequest(w.ctx, asking.admin(), r.ID))(w)
	w.ask(asking, two)
	quota := must(w.service.QuotaOf(w.ctx, asking.admin(), w.event.ID, asking.ID))(w)
	if want := (partnering.Quota{Limit: 1, Used: 1}); !reflect.DeepEqual(quota, want) {
		t.Errorf("quota %+v, want %+v", quota, want)
	}
}

func TestARequestListsEveryFault(t *testing.T) {
	w := newWorld(t)
	asking, asked := w.team("Acme", partnering.KindStartup, 2), w.team("Big", partnering.KindLarge, 1)
	shy := asking.Delegates[1]
	shy.NoMeetings = true
	must(w.service.UpdateDelegate(w.ctx, asking.admin(), shy))(w)
	r := between(w.event.ID, asking, asked)
	r.Message = "bell \a"
	r.From.Priority = "urgent"
	r.From.Attendees = partnering.Attendees{Required: []string{asked.Delegates[0].ID, shy.ID}, AnyOf: [][]string{{}}}
	r.To.Attendees.Required = []string{"nobody"}
	_, _, err := w.service.RequestMeeting(w.ctx, asking.admin(), r)
	wantCode(t, err, partnering.CodeInvalid)
	want := []string{"message", "priority", "attendees.from.required[0]", "attendees.from.required[1]", "attendees.from.any_of[0]", "attendees.to.required[0]"}
	if got := faultFields(err); !sameSet(got, want) {
		t.Errorf("faults at %v, want %v", got, want)
	}
}

func sameSet(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for _, v := range a {
		if !contains(b, v) {
			return false
		}
	}
	return true
}

func TestAnswersAtTheDeadline(t *testing.T) {
	for _, test := range []struct {
		rule  string
		after time.Duration // of now behind the deadline
		code  partnering.Code
	}{
		{"a microsecond before", -time.Microsecond, ""},
		{"at the instant itself", 0, partnering.CodeConflict},
		{"after it", time.Hour, partnering.CodeConflict},
	} {
		t.Run(test.rule, func(t *testing.T) {
			w := newWorld(t)
			deadline := w.clock.Now().Add(time.Hour)
			w.settings(func(s *partnering.Settings) { s.RequestsCloseAt = deadline })
			asking, asked := w.team("Acme", partnering.KindStartup, 1), w.team("Big", partnering.KindLarge, 1)
			r := w.ask(asking, asked)
			w.clock.Set(deadline.Add(test.after))
			_, err := w.service.AcceptRequest(w.ctx, asked.admin(), r.ID, partnering.Answer{})
			wantCode(t, err, test.code)
		})
	}
}

func TestPendingRequestsExpireAtTheDeadline(t *testing.T) {
	w := newWorld(t)
	deadline := w.clock.Now().Add(time.Hour)
	w.settings(func(s *partnering.Settings) { s.RequestsCloseAt = deadline })
	asking, one, two, three := w.team("Acme", partnering.KindStartup, 1), w.team("Big", partnering.KindLarge, 1),
		w.team("Clinic", partnering.KindHospital, 1), w.team("Desk", partnering.KindSME, 1)
	pending, accepted := w.ask(asking, one), w.accepted(asking, two)

	w.clock.Set(deadline.Add(-time.Microsecond))
	if n := must(w.service.ExpireRequests(w.ctx, w.event))(w); n != 0 {
		t.Errorf("%d expired before the deadline", n)
	}
	w.clock.Set(deadline)
	late, _, err := w.service.RequestMeeting(w.ctx, w.organiser, between(w.event.ID, asking, three))
	if err != nil {
		t.Fatalf("an organiser asks after the deadline: %v", err)
	}
	if n := must(w.service.ExpireRequests(w.ctx, w.event))(w); n != 1 {
		t.Errorf("%d expired, want the pending one", n)
	}
	want := map[string]partnering.RequestState{
		pending.ID: partnering.RequestExpired, accepted.ID: partnering.RequestAccepted, late.ID: partnering.RequestPending}
	for id, state := range want {
		if got := must(w.store.RequestByID(w.ctx, id))(w).State; got != state {
			t.Errorf("request is %s, want %s", got, state)
		}
	}
	if n := must(w.service.ExpireRequests(w.ctx, w.event))(w); n != 0 {
		t.Errorf("%d expired twice", n)
	}
}

func TestWhoIsToldOfRequests(t *testing.T) {
	w := newWorld(t)
	asking, asked := w.team("Acme", partnering.KindStartup, 2), w.team("Big", partnering.KindLarge, 3)
	r := between(w.event.ID, asking, asked)
	r.To.Attendees.Required = []string{asked.Delegates[2].ID}
	made, _, err := w.service.RequestMeeting(w.ctx, asking.admin(), r)
	if err != nil {
		t.Fatal(err)
	}
	subject := " request:" + made.ID
	if told := w.told(partnering.NoticeRequest); !sameSet(told, []string{"one@big.example" + subject, "three@big.example" + subject}) {
		t.Errorf("received: told %v, want the admin and the delegate who is named", told)
	}
	must(w.service.AcceptRequest(w.ctx, asked.admin(), made.ID, partnering.Answer{}))(w)
	if told := w.told(partnering.NoticeRequest); len(told) != 0 {
		t.Errorf("%v still planned about an answered request", told)
	}
	must(w.service.CancelRequest(w.ctx, asked.admin(), made.ID, partnering.Answer{Reason: partnering.DeclineLater}))(w)
	if told := w.told(partnering.NoticeCancel); !reflect.DeepEqual(told, []string{"one@acme.example" + subject}) {
		t.Errorf("cancelled: told %v, want the other side", told)
	}
}

func TestCancellingTakesThePublishedMeetingAlong(t *testing.T) {
	w := newWorld(t)
	asking, asked := w.team("Acme", partnering.KindStartup, 1), w.team("Big", partnering.KindLarge, 1)
	slots, tables := w.grid("2026-12-01", "morning", "09:00", "12:00"), w.tables(1)
	r := w.accepted(asking, asked)
	w.publish(r, slots[0], tables[0], asking.Delegates[0], asked.Delegates[0])
	w.phase(partnering.PhaseLive)

	must(w.service.CancelRequest(w.ctx, asking.admin(), r.ID, partnering.Answer{Reason: partnering.DeclineNoTime}))(w)
	if v := must(w.store.CurrentVersion(w.ctx, w.event.ID))(w); v.Number != 2 || v.Placed != 0 {
		t.Errorf("version %d with %d meetings, want 2 with 0", v.Number, v.Placed)
	}
	changes := must(w.store.ChangesBetween(w.ctx, w.event.ID, 1, 2))(w)
	if len(changes) != 1 || changes[0].RequestID != r.ID || changes[0].Before == nil || changes[0].After != nil {
		t.Errorf("changes %+v, want the one meeting gone", changes)
	}
}

func TestAMeetingThatHasBegunIsNotCancelled(t *testing.T) {
	w := newWorld(t)
	asking, asked := w.team("Acme", partnering.KindStartup, 1), w.team("Big", partnering.KindLarge, 1)
	slots, tables := w.grid("2026-12-01", "morning", "09:00", "12:00"), w.tables(1)
	r := w.accepted(asking, asked)
	w.publish(r, slots[0], tables[0], asking.Delegates[0], asked.Delegates[0])
	w.phase(partnering.PhaseLive)
	w.clock.Set(slots[0].Start)
	_, err := w.service.CancelRequest(w.ctx, asking.admin(), r.ID, partnering.Answer{})
	wantCode(t, err, partnering.CodeConflict)
	if got := must(w.store.RequestByID(w.ctx, r.ID))(w).State; got != partnering.RequestAccepted {
		t.Errorf("the request is %s, want accepted", got)
	}
}

func TestAnsweringManyAtOnce(t *testing.T) {
	w := newWorld(t)
	asked, stranger := w.team("Big", partnering.KindLarge, 1), w.team("Else", partnering.KindSME, 1)
	one, two := w.ask(w.team("Acme", partnering.KindStartup, 1), asked), w.ask(w.team("Bolt", partnering.KindStartup, 1), asked)
	foreign := w.ask(w.team("Cure", partnering.KindStartup, 1), stranger)
	must(w.service.WithdrawRequest(w.ctx, w.actor("one@bolt.example"), two.ID))(w)

	answers := must(w.service.AnswerRequests(w.ctx, asked.admin(), w.event.ID, []string{one.ID, two.ID, foreign.ID, "none"}, true, partnering.Answer{}))(w)
	codes := []partnering.Code{}
	for _, a := range answers {
		codes = append(codes, partnering.ErrorCode(a.Err))
	}
	want := []partnering.Code{"", partnering.CodeConflict, partnering.CodeNotFound, partnering.CodeNotFound}
	if !reflect.DeepEqual(codes, want) {
		t.Errorf("codes %v, want %v", codes, want)
	}
}

func TestManyAskBothWaysAtOnceAndOneRequestStands(t *testing.T) {
	w := newWorld(t)
	a, b := w.team("Acme", partnering.KindStartup, 1), w.team("Big", partnering.KindLarge, 1)
	var group sync.WaitGroup
	errs := make([]error, 20)
	for i := range errs {
		from, to := a, b
		if i%2 == 1 {
			from, to = b, a
		}
		group.Go(func() {
			_, _, errs[i] = w.service.RequestMeeting(w.ctx, from.admin(), between(w.event.ID, from, to))
		})
	}
	group.Wait()
	for _, err := range errs {
		wantCode(t, err, "")
	}
	found := must(w.store.FindRequests(w.ctx, partnering.RequestFilter{EventID: w.event.ID}))(w)
	if len(found.Items) != 1 || found.Items[0].State != partnering.RequestAccepted {
		t.Errorf("%d requests stand, want one, accepted", len(found.Items))
	}
}

func TestAcceptAndWithdrawRace(t *testing.T) {
	w := newWorld(t)
	asking := w.team("Acme", partnering.KindStartup, 1)
	for i := range 5 {
		asked := w.team(fmt.Sprint("Big", i), partnering.KindLarge, 1)
		r := w.ask(asking, asked)
		var group sync.WaitGroup
		var accept, withdraw error
		group.Go(func() { _, accept = w.service.AcceptRequest(w.ctx, asked.admin(), r.ID, partnering.Answer{}) })
		group.Go(func() { _, withdraw = w.service.WithdrawRequest(w.ctx, asking.admin(), r.ID) })
		group.Wait()
		state := must(w.store.RequestByID(w.ctx, r.ID))(w).State
		won := map[partnering.RequestState][2]partnering.Code{
			partnering.RequestAccepted:  {"", partnering.CodeConflict},
			partnering.RequestWithdrawn: {partnering.CodeConflict, ""},
		}
		if got := [2]partnering.Code{partnering.ErrorCode(accept), partnering.ErrorCode(withdraw)}; got != won[state] {
			t.Errorf("the request is %s with codes %v", state, got)
		}
	}
}

func TestWhatEachSideMayEdit(t *testing.T) {
	for _, test := range []struct {
		rule string
		by   string
		edit func(*partnering.MeetingRequest)
		code partnering.Code
	}{
		{"own priority", "one@acme.example", func(r *partnering.MeetingRequest) { r.From.Priority = partnering.PriorityMust }, ""},
		{"the asked side's own priority", "one@big.example", func(r *partnering.MeetingRequest) { r.To.Priority = partnering.PriorityNice }, ""},
		{"the other side's priority", "one@acme.example", func(r *partnering.MeetingRequest) { r.To.Priority = partnering.PriorityMust }, partnering.CodeForbidden},
		{"mandatory by a side", "one@acme.example", func(r *partnering.MeetingRequest) { r.Mandatory = true }, partnering.CodeForbidden},
		{"mandatory by an organiser", "olga@example.org", func(r *partnering.MeetingRequest) { r.Mandatory = true }, ""},
		{"an unknown slot", "olga@example.org", func(r *partnering.MeetingRequest) { r.SlotIDs = []string{"none"} }, partnering.CodeInvalid},
		{"after itself", "olga@example.org", func(r *partnering.MeetingRequest) { r.After = []string{r.ID} }, partnering.CodeInvalid},
		{"a stale version", "one@acme.example", func(r *partnering.MeetingRequest) { r.Version-- }, partnering.CodePrecondition},
		{"an outsider", "one@else.example", func(r *partnering.MeetingRequest) { r.From.Priority = partnering.PriorityMust }, partnering.CodeNotFound},
	} {
		t.Run(test.rule, func(t *testing.T) {
			w := newWorld(t)
			w.team("Else", partnering.KindSME, 1)
			r := w.accepted(w.team("Acme", partnering.KindStartup, 1), w.team("Big", partnering.KindLarge, 1))
			edit := r
			test.edit(&edit)
			_, err := w.service.UpdateRequest(w.ctx, w.actor(test.by), edit)
			wantCode(t, err, test.code)
			after := must(w.store.RequestByID(w.ctx, r.ID))(w)
			if changed := after.Version != r.Version; changed != (test.code == "") {
				t.Errorf("changed %v: %+v", changed, after)
			}
		})
	}
}

func TestAHiddenOrganisationIsAskedBack(t *testing.T) {
	w := newWorld(t)
	hidden, acme := w.team("Hidden", partnering.KindInvestor, 1), w.team("Acme", partnering.KindStartup, 1)
	o := must(w.store.OrganisationByID(w.ctx, hidden.ID))(w)
	o.Hidden = true
	must(w.service.UpdateOrganisation(w.ctx, w.organiser, o))(w)
	_, _, err := w.service.RequestMeeting(w.ctx, acme.admin(), between(w.event.ID, acme, hidden))
	wantCode(t, err, partnering.CodeInvalid)
	w.ask(hidden, acme)
	if got := w.ask(acme, hidden); got.State != partnering.RequestAccepted {
		t.Errorf("asked back: %s, want accepted", got.State)
	}
}

func TestTheQuotaHoldsWhenManyAskAtOnce(t *testing.T) {
	const quota = 3
	w := newWorld(t)
	w.settings(func(s *partnering.Settings) { s.RequestQuota = map[partnering.Kind]int{partnering.KindStartup: quota} })
	acme := w.team("Acme", partnering.KindStartup, 1)
	errs := make([]error, 10)
	var group sync.WaitGroup
	for i := range errs {
		asked := w.team(fmt.Sprint("Big", i), partnering.KindLarge, 1)
		group.Go(func() {
			_, _, errs[i] = w.service.RequestMeeting(w.ctx, acme.admin(), between(w.event.ID, acme, asked))
		})
	}
	group.Wait()
	codes := map[partnering.Code]int{}
	for _, err := range errs {
		codes[partnering.ErrorCode(err)]++
	}
	if want := map[partnering.Code]int{"": quota, partnering.CodeConflict: len(errs) - quota}; !reflect.DeepEqual(codes, want) {
		t.Errorf("codes %v, want %v", codes, want)
	}
}

func TestAttendeesFollowThePublishedMeeting(t *testing.T) {
	for _, test := range []struct {
		rule  string
		names func(acme team) partnering.Attendees
		code  partnering.Code
	}{
		{"who attends is required", func(acme team) partnering.Attendees {
			return partnering.Attendees{Required: []string{acme.Delegates[0].ID}}
		}, ""},
		{"one of a group attends", func(acme team) partnering.Attendees {
			return partnering.Attendees{AnyOf: [][]string{{acme.Delegates[1].ID, acme.Delegates[0].ID}}}
		}, ""},
		{"who does not attend is required", func(acme team) partnering.Attendees {
			return partnering.Attendees{Required: []string{acme.Delegates[1].ID}}
		}, partnering.CodeConflict},
		{"nobody of a group attends", func(acme team) partnering.Attendees {
			return partnering.Attendees{AnyOf: [][]string{{acme.Delegates[1].ID}}}
		}, partnering.CodeConflict},
	} {
		t.Run(test.rule, func(t *testing.T) {
			w := newWorld(t)
			acme, big := w.team("Acme", partnering.KindStartup, 2), w.team("Big", partnering.KindLarge, 1)
			slots, tables := w.grid("2026-12-01", "morning", "09:00", "11:00"), w.tables(1)
			r := w.accepted(acme, big)
			w.publish(r, slots[0], tables[0], acme.Delegates[0], big.Delegates[0])
			r.From.Attendees = test.names(acme)
			_, err := w.service.UpdateRequest(w.ctx, acme.admin(), r)
			wantCode(t, err, test.code)
		})
	}
}

func TestTheSidesDoNotReadOfOthersMeetings(t *testing.T) {
	w := newWorld(t)
	acme, big := w.team("Acme", partnering.KindStartup, 1), w.team("Big", partnering.KindLarge, 1)
	slots, tables := w.grid("2026-12-01", "morning", "09:00", "11:00"), w.tables(1)
	other := w.accepted(big, w.team("Cure", partnering.KindSME, 1))
	w.publish(other, slots[0], tables[0], big.Delegates[0])
	left := w.accepted(acme, big)
	open := partnering.Repair{Kind: "open-slot", SlotID: slots[1].ID, Text: "Open 09:30"}
	reason := partnering.Reason{Constraint: "participant-conflict", Blocking: []string{other.ID}, Text: "Busy at 09:00"}
	why := partnering.Unscheduled{RequestID: left.ID, Reasons: []partnering.Reason{reason},
		Repairs: []partnering.Repair{open, {Kind: "move-meeting", RequestID: other.ID, Text: "Move the other"}}}
	if err := w.store.PutPublishedUnscheduled(w.ctx, w.event.ID, []partnering.Unscheduled{why}); err != nil {
		t.Fatal(err)
	}
	seen := must(w.service.RequestByID(w.ctx, acme.admin(), left.ID))(w).Unscheduled
	if seen == nil || seen.Reasons[0].Blocking != nil || !reflect.DeepEqual(seen.Repairs, []partnering.Repair{open}) {
		t.Errorf("a side sees %+v, want neither others' meetings nor repairs that move them", seen)
	}
	whole := must(w.service.RequestByID(w.ctx, w.organiser, left.ID))(w).Unscheduled
	if whole == nil || len(whole.Repairs) != 2 || len(whole.Reasons[0].Blocking) != 1 {
		t.Errorf("an organiser sees %+v, want all of it", whole)
	}
}
