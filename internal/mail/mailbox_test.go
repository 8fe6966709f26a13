package mail_test

import (
	"context"
	"reflect"
	"testing"
	"time"

	"entente/internal/mail"
	"entente/partnering"
)

// keeper keeps mails as the store would.
type keeper []partnering.MailboxMail

func (k *keeper) CreateMail(_ context.Context, m partnering.MailboxMail) error {
	*k = append(*k, m)
	return nil
}

func TestTheMailboxKeepsTheMailWhole(t *testing.T) {
	now := time.Date(2027, time.March, 1, 9, 0, 0, 0, time.UTC)
	box := keeper{}
	m, err := mail.NewMailbox(&box, "entente@example.org", mail.WithClock(partnering.ClockFunc(func() time.Time { return now })))
	if err != nil {
		t.Fatal(err)
	}
	sent := rendered(t, notice(partnering.RuleAgenda))
	if err := m.Send(t.Context(), "forum", sent); err != nil {
		t.Fatal(err)
	}
	want := keeper{{ID: box[0].ID, EventID: "forum", At: now, Mail: sent}}
	if !reflect.DeepEqual(box, want) || box[0].ID == "" {
		t.Errorf("kept %+v, want %+v", box, want)
	}
}

func TestTheMailboxRefusesWhatNoServerIsHanded(t *testing.T) {
	for name, spoil := range spoiled() {
		t.Run(name, func(t *testing.T) {
			box := keeper{}
			m := rendered(t, notice(partnering.RuleAgenda))
			spoil(&m)
			err := mailbox(t, &box).Send(t.Context(), "forum", m)
			if partnering.ErrorCode(err) != partnering.CodeInvalid || len(box) != 0 {
				t.Errorf("error %v, %d kept", err, len(box))
			}
		})
	}
}

// spoiled are the ways in which a mail can hold what no header may.
func spoiled() map[string]func(*partnering.Mail) {
	return map[string]func(*partnering.Mail){
		"a name before the address": func(m *partnering.Mail) { m.To = "Evil <a@b.cd>" },
		"two addresses":             func(m *partnering.Mail) { m.To = "a@b.cd,e@f.gh" },
		"a line after the address":  func(m *partnering.Mail) { m.To = "a@b.cd\r\nBcc: e@f.gh" },
		"a line in the subject":     func(m *partnering.Mail) { m.Subject = "Hello\r\nBcc: e@f.gh" },
		"a line in the name":        func(m *partnering.Mail) { m.ToName = "Ann\nBcc: e@f.gh" },
		"a line in the Message-ID":  func(m *partnering.Mail) { m.MessageID = "<a@b\r\nBcc: e@f.gh>" },
		"no Message-ID":             func(m *partnering.Mail) { m.MessageID = "" },
		"a method of its own":       func(m *partnering.Mail) { m.Method = "PUBLISH\r\nBcc: e@f.gh" },
		"no address":                func(m *partnering.Mail) { m.To = "" },
	}
}

func TestSendersAreBareAddresses(t *testing.T) {
	for _, from := range []string{"", "Evil <a@b.cd>", "a@b.cd, e@f.gh", "a@b.cd\r\nBcc: e@f.gh", "a b@c.de"} {
		if _, err := mail.NewMailbox(&keeper{}, from); partnering.ErrorCode(err) != partnering.CodeInvalid {
			t.Errorf("%q: error is %v", from, err)
		}
	}
}
