package mail

import (
	"bytes"
	"errors"
	netmail "net/mail"
	"slices"

	gomail "github.com/wneessen/go-mail"

	"entente/internal/export"
	"entente/partnering"
)

// senderName stands beside the sender's address.
const senderName = "Entente"

// message turns a mail into one that can be handed over: text and HTML as
// alternatives, and the calendar. An invitation stands among the alternatives
// too, where mail programs look for it.
func (r renderer) message(m partnering.Mail) (*gomail.Msg, error) {
	to, id, err := checked(m)
	if err != nil {
		return nil, err
	}
	msg := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	msg.FromMailAddress(&netmail.Address{Name: senderName, Address: string(r.from)})
	msg.ToMailAddress(&netmail.Address{Name: m.ToName, Address: string(to)})
	msg.Subject(m.Subject)
	msg.SetMessageIDWithValue(id)
	msg.SetGenHeader("Auto-Submitted", "auto-generated")
	msg.SetBodyString(gomail.TypeTextPlain, m.Text)
	if m.HTML != "" {
		msg.AddAlternativeString(gomail.TypeTextHTML, m.HTML)
	}
	if len(m.Calendar) == 0 {
		return msg, nil
	}
	return msg, attach(msg, m)
}

func attach(msg *gomail.Msg, m partnering.Mail) error {
	kind := "text/calendar; method=" + m.Method
	name := "agenda.ics"
	if m.Method != export.MethodPublish {
		name = "invite.ics"
		msg.AddAlternativeString(gomail.ContentType(kind), string(m.Calendar), gomail.WithPartEncoding(gomail.EncodingB64))
	}
	return msg.AttachReader(name, bytes.NewReader(m.Calendar), gomail.WithFileContentType(gomail.ContentType(kind+"; charset=UTF-8")))
}

// checked returns the recipient and the Message-ID, or CodeInvalid with what no header may hold.
func checked(m partnering.Mail) (to address, id string, err error) {
	to, addressErr := parseAddress(m.To)
	id, idErr := messageID(m.MessageID)
	faults := []error{addressErr, idErr, oneLine("subject", m.Subject), oneLine("to_name", m.ToName)}
	methods := []string{export.MethodPublish, export.MethodRequest, export.MethodCancel}
	if len(m.Calendar) > 0 && !slices.Contains(methods, m.Method) {
		faults = append(faults, partnering.Invalid("the mail is not valid", partnering.Fault{Field: "method", Value: m.Method,
			Message: "is none of PUBLISH, REQUEST, CANCEL"}))
	}
	if err := errors.Join(faults...); err != nil {
		return "", "", &partnering.Error{Code: partnering.CodeInvalid, Message: "the mail is not valid", Err: err}
	}
	return to, id, nil
}
