package mail

import (
	"context"
	"errors"
	"slices"

	gomail "github.com/wneessen/go-mail"

	"entente/partnering"
)

// SMTP is a partnering.Notifier that hands mail to a server, one conversation for each.
type SMTP struct {
	renderer
	client *gomail.Client
}

// NewSMTP makes an SMTP, or returns CodeInvalid with every fault of the
// configuration. It does not call the server.
func NewSMTP(c Config) (*SMTP, error) {
	r, err := newRenderer(c.From)
	if err != nil {
		return nil, err
	}
	options, err := c.options()
	if err != nil {
		return nil, err
	}
	client, err := gomail.NewClient(c.Host, options...)
	if err != nil {
		return nil, partnering.Invalid("the mail server is not set up", partnering.Fault{Field: "host", Value: c.Host, Message: err.Error()})
	}
	return &SMTP{renderer: r, client: client}, nil
}

// Send hands the mail to the server. Nil means that the server took it.
// CodeInvalid means that this mail will never be taken; CodeBusy that another
// try may help: the server was out of reach, busy or refused us as a whole, or
// the connection broke. After a break the server may have taken the mail all
// the same; the next try bears the same Message-ID.
func (s *SMTP) Send(ctx context.Context, _ string, m partnering.Mail) error {
	message, err := s.message(m)
	if err != nil {
		return err
	}
	err = s.converse(ctx, message)
	if err == nil || message.IsDelivered() { // what fails after the server took it, such as saying goodbye, is no loss
		return nil
	}
	return sendingError(err)
}

// converse has one conversation with the server. It hangs up at its end in any
// case, and at once when the context ends.
func (s *SMTP) converse(ctx context.Context, message *gomail.Msg) error {
	server, err := s.client.DialToSMTPClientWithContext(ctx)
	if err != nil {
		return err
	}
	defer context.AfterFunc(ctx, func() { _ = server.Close() })()
	defer func() { _ = server.Close() }()
	if err := s.client.SendWithSMTPClient(server, message); err != nil {
		return err
	}
	return s.client.CloseWithSMTPClient(server)
}

// sendingError says whether another try may help.
func sendingError(err error) error {
	var failed *gomail.SendError
	if errors.As(err, &failed) && (forGood(failed.ErrorCode()) || isAddress(failed)) {
		return &partnering.Error{Code: partnering.CodeInvalid, Message: "the mail server refused the mail for good", Err: err}
	}
	return &partnering.Error{Code: partnering.CodeBusy, Message: "the mail could not be handed over now", Err: err}
}

// forGood says whether a reply to one mail is about that mail and final. A
// demand to sign in is about us: the cure is in the configuration.
func forGood(code int) bool {
	return code >= 500 && code < 600 && !slices.Contains([]int{530, 534, 535, 538}, code)
}

func isAddress(failed *gomail.SendError) bool {
	return failed.Reason == gomail.ErrGetSender || failed.Reason == gomail.ErrGetRcpts
}
