package partnering_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"entente/partnering"
)

// postman keeps what it is handed, or fails as it is told to.
type postman struct {
	mu      sync.Mutex
	notices []partnering.Notice
	sent    []partnering.Mail
	fail    error
}

func (p *postman) Render(n partnering.Notice) (partnering.Mail, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.notices = append(p.notices, n)
	return partnering.Mail{MessageID: n.MessageID, To: n.To, Subject: string(n.Rule)}, nil
}

func (p *postman) Send(_ context.Context, _ string, m partnering.Mail) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.fail != nil {
		return p.fail
	}
	p.sent = append(p.sent, m)
	return nil
}

// letters lists what was sent as "rule address", in order.
func (p *postman) letters() []string {
	out := []string{}
	for _, m := range p.sent {
		out = append(out, m.Subject+" "+m.To)
	}
	slices.Sort(out)
	return out
}

// withPost gives the world a postman.
func (w *world) withPost() *postman {
	p := &postman{}
	w.service = partnering.New(w.store, partnering.WithClock(w.clock), partnering.WithBaseURL("https://meet.example.org"), partnering.WithNotifier(p))
	return p
}

// tick moves the clock and lets cron's line run once.
func (w *world) tick(at string) {
	w.Helper()
	w.clock.Set(paris(at))
	if _, err := w.service.Tick(w.ctx); err != nil {
		w.Fatal(err)
	}
}

func wantLetters(t *testing.T, p *postman, want ...string) {
	t.Helper()
	if got := p.letters(); !slices.Equal(got, append([]string{}, want...)) {
		t.Errorf("letters\n got %q\nwant %q", got, want)
	}
	p.sent = nil
}

func TestUnansweredRequestsAreRemindedOfEverySecondMorning(t *testing.T) {
	w := newWorld(t)
	post := w.withPost()
	acme, bolt := w.team("Acme", partnering.KindStartup, 1), w.team("Bolt", partnering.KindLarge, 1)
	r := w.ask(acme, bolt)
	w.tick("2026-11-02 10:00")
	wantLetters(t, post, "request_received one@bolt.example")

	mornings := 0
	for day := 3; day <= 8; day++ {
		at := paris("2026-11-02 09:00").AddDate(0, 0, day-2)
		w.clock.Set(at.Add(-time.Hour))
		must(w.service.Tick(w.ctx))(w)
		w.clock.Set(at.Add(time.Minute))
		must(w.service.Tick(w.ctx))(w)
		must(w.service.Tick(w.ctx))(w) // a second tick sends nothing again
		mornings += len(post.sent)
		post.sent = nil
	}
	if mornings != 3 {
		t.Errorf("%d digests in six days, want 3", mornings)
	}

	must(w.service.AcceptRequest(w.ctx, bolt.admin(), r.ID, partnering.Answer{}))(w)
	w.tick("2026-11-12 10:00")
	wantLetters(t, post, "request_answered one@acme.example")
}

func TestDeadlineIsRemindedOfAndFollowsAMove(t *testing.T) {
	w := newWorld(t)
	post := w.withPost()
	acme, bolt := w.team("Acme", partnering.KindStartup, 1), w.team("Bolt", partnering.KindLarge, 1)
	w.settings(func(s *partnering.Settings) { s.RequestsCloseAt = paris("2026-11-10 18:00") })
	w.ask(acme, bolt)
	rule := w.rule(partnering.RuleUnanswered)
	rule.Enabled = false
	must(w.service.PutRule(w.ctx, w.organiser, rule))(w)
	w.tick("2026-11-02 10:00")
	wantLetters(t, post, "request_received one@bolt.example")

	w.tick("2026-11-07 18:00")
	wantLetters(t, post, "answer_deadline one@bolt.example")

	w.settings(func(s *partnering.Settings) { s.RequestsCloseAt = paris("2026-11-12 18:00") })
	w.tick("2026-11-09 17:50") // the day before the old deadline is planned still; the new one's three days too
	w.tick("2026-11-09 18:01")
	wantLetters(t, post, "answer_deadline one@bolt.example")
	w.tick("2026-11-11 18:01")
	wantLetters(t, post, "answer_deadline one@bolt.example")
	w.tick("2026-11-12 18:01")
	wantLetters(t, post)
	requests := must(w.store.FindRequests(w.ctx, partnering.RequestFilter{EventID: w.event.ID}))(w)
	if got := requests.Items[0].State; got != partnering.RequestExpired {
		t.Errorf("at the deadline the request is %s, want expired", got)
	}
}

// rule is a reminder rule as it is now.
func (w *world) rule(kind partnering.RuleKind) partnering.ReminderRule {
	w.Helper()
	rules := must(w.service.FindRules(w.ctx, w.organiser, w.event.ID))(w)
	return rules[slices.IndexFunc(rules, func(r partnering.ReminderRule) bool { return r.Kind == kind })]
}

func TestPitchIsRemindedOfThreeTimesUnlessFreed(t *testing.T) {
	w := newWorld(t)
	post := w.withPost()
	acme := w.team("Acme", partnering.KindStartup, 2)
	slots := w.pitches("2026-11-20 11:00", 2)
	must(w.service.BookPitch(w.ctx, acme.admin(), slots[0].ID, partnering.PitchBooking{Presenters: []string{acme.Delegates[1].ID}}))(w)
	for _, at := range []string{"2026-11-13 11:00", "2026-11-19 11:00", "2026-11-20 10:30"} {
		w.tick(at)
		wantLetters(t, post, "pitch_slot two@acme.example")
	}
	w.clock.Set(paris("2026-11-03 10:00"))
	bolt := w.team("Bolt", partnering.KindStartup, 1)
	must(w.service.BookPitch(w.ctx, bolt.admin(), slots[1].ID, partnering.PitchBooking{}))(w)
	if err := w.service.CancelBooking(w.ctx, bolt.admin(), slots[1].ID); err != nil {
		t.Fatal(err)
	}
	w.tick("2026-11-13 12:00")
	wantLetters(t, post)
}

func TestQuietHoursHoldBackWhatCanWait(t *testing.T) {
	w := newWorld(t)
	post := w.withPost()
	w.settings(func(s *partnering.Settings) { s.QuietFrom, s.QuietUntil = "21:00", "07:00" })
	acme, bolt := w.team("Acme", partnering.KindStartup, 1), w.team("Bolt", partnering.KindLarge, 1)
	w.clock.Set(paris("2026-11-02 22:30"))
	w.ask(acme, bolt)
	if err := w.service.RequestLink(w.ctx, "one@acme.example", ""); err != nil {
		t.Fatal(err)
	}
	w.tick("2026-11-02 22:31")
	wantLetters(t, post, "sign_in one@acme.example")
	w.tick("2026-11-03 06:59")
	wantLetters(t, post)
	w.tick("2026-11-03 07:00")
	wantLetters(t, post, "request_received one@bolt.example")
}

func TestFailuresAreTriedAgainUnderTheSameMessageID(t *testing.T) {
	w := newWorld(t)
	post := w.withPost()
	acme, bolt := w.team("Acme", partnering.KindStartup, 1), w.team("Bolt", partnering.KindLarge, 1)
	w.ask(acme, bolt)
	post.fail = errors.New("451 try later")
	w.tick("2026-11-02 10:00")
	w.tick("2026-11-02 10:00") // not before the pause is over
	post.fail = nil
	w.tick("2026-11-02 10:01")
	wantLetters(t, post, "request_received one@bolt.example")
	if len(post.notices) != 2 || post.notices[0].MessageID != post.notices[1].MessageID {
		t.Errorf("%d tries, want 2 under one Message-ID", len(post.notices))
	}

	post.fail = partnering.Errorf(partnering.CodeInvalid, "550 no such user")
	w.ask(bolt, w.team("Corp", partnering.KindSME, 1))
	w.tick("2026-11-02 10:02")
	failed := must(w.store.FindOutbox(w.ctx, partnering.OutboxFilter{EventID: w.event.ID, States: []partnering.OutboxState{partnering.OutboxFailed}}))(w)
	if failed.Total != 1 || failed.Items[0].LastError != "550 no such user" {
		t.Fatalf("failed rows %+v, want the refused one", failed.Items)
	}
	post.fail = nil
	must(w.service.RetryMessage(w.ctx, w.organiser, failed.Items[0].ID))(w)
	w.tick("2026-11-02 10:03")
	wantLetters(t, post, "request_received one@corp.example")
}

// A process that dies between claiming and sending leaves a claim behind; when
// it lapses another process sends, under the same Message-ID.
func TestKilledInTheMiddleOfABatchLosesNothing(t *testing.T) {
	w := newWorld(t)
	post := w.withPost()
	acme := w.team("Acme", partnering.KindStartup, 1)
	for _, name := range []string{"Bolt", "Corp", "Dyne"} {
		w.ask(acme, w.team(name, partnering.KindLarge, 1))
	}
	now := w.clock.Now()
	claimed := must(w.store.ClaimDue(w.ctx, "the process that dies", now, now.Add(2*time.Minute), 2))(w)
	if len(claimed) != 2 {
		t.Fatalf("%d claimed, want 2", len(claimed))
	}
	w.tick("2026-11-02 10:01")
	if len(post.sent) != 1 {
		t.Fatalf("%d sent while two are claimed, want 1", len(post.sent))
	}
	w.tick("2026-11-02 10:03")
	ids := map[string]bool{}
	for _, m := range post.sent {
		ids[m.MessageID] = true
	}
	if len(post.sent) != 3 || !ids[claimed[0].MessageID] || !ids[claimed[1].MessageID] {
		t.Errorf("sent %v, want all three, the claimed ones under their own Message-IDs", post.sent)
	}
	w.tick("2026-11-02 10:30")
	if len(post.sent) != 3 {
		t.Errorf("%d sent in the end, want 3", len(post.sent))
	}
}

func TestOverdueIsDroppedNotSentLate(t *testing.T) {
	w := newWorld(t)
	post := w.withPost()
	acme := w.team("Acme", partnering.KindStartup, 1)
	slots := w.pitches("2026-11-20 11:00", 1)
	must(w.service.BookPitch(w.ctx, acme.admin(), slots[0].ID, partnering.PitchBooking{}))(w)
	w.tick("2026-11-20 11:00") // the process was down since the booking
	wantLetters(t, post)
	rows := must(w.store.FindOutbox(w.ctx, partnering.OutboxFilter{EventID: w.event.ID, States: []partnering.OutboxState{partnering.OutboxDropped}}))(w)
	if rows.Total != 3 {
		t.Errorf("%d dropped, want 3", rows.Total)
	}
}

func TestHeldMessagesStay(t *testing.T) {
	w := newWorld(t)
	post := w.withPost()
	acme, bolt := w.team("Acme", partnering.KindStartup, 1), w.team("Bolt", partnering.KindLarge, 1)
	w.ask(acme, bolt)
	row := must(w.store.FindOutbox(w.ctx, partnering.OutboxFilter{EventID: w.event.ID}))(w).Items[0]
	must(w.service.HoldMessage(w.ctx, w.organiser, row.ID, true))(w)
	w.tick("2026-11-02 10:01")
	wantLetters(t, post)
	must(w.service.HoldMessage(w.ctx, w.organiser, row.ID, false))(w)
	w.tick("2026-11-02 10:02")
	wantLetters(t, post, "request_received one@bolt.example")
	_, err := w.service.HoldMessage(w.ctx, w.organiser, row.ID, true)
	wantCode(t, err, partnering.CodeConflict)
}
