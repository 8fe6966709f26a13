package mail

import (
	"context"

	"entente/partnering"
)

// Keeper keeps mails that nobody sends; partnering.ReminderStore is one.
type Keeper interface {
	CreateMail(ctx context.Context, m partnering.MailboxMail) error
}

// Mailbox is a partnering.Notifier that keeps each mail for the mailbox page.
type Mailbox struct {
	renderer
	keeper Keeper
	clock  partnering.Clock
}

// MailboxOption changes a Mailbox that NewMailbox makes.
type MailboxOption func(*Mailbox)

// WithClock sets what tells the instant at which a mail is kept, else partnering.SystemClock.
func WithClock(c partnering.Clock) MailboxOption { return func(m *Mailbox) { m.clock = c } }

// NewMailbox makes a Mailbox whose mail comes from the bare address, or returns
// CodeInvalid when it is none.
func NewMailbox(keeper Keeper, from string, options ...MailboxOption) (*Mailbox, error) {
	r, err := newRenderer(from)
	if err != nil {
		return nil, err
	}
	m := &Mailbox{renderer: r, keeper: keeper, clock: partnering.SystemClock}
	for _, option := range options {
		option(m)
	}
	return m, nil
}

// Send keeps the mail. It refuses what an SMTP server would not be handed
// either, so that the mailbox shows what sending would do.
func (m *Mailbox) Send(ctx context.Context, eventID string, mail partnering.Mail) error {
	if _, err := m.message(mail); err != nil {
		return err
	}
	return m.keeper.CreateMail(ctx, partnering.MailboxMail{ID: partnering.NewID(), EventID: eventID, At: m.clock.Now(), Mail: mail})
}
