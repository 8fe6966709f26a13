package mail_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	netmail "net/mail"
	"strings"
	"testing"

	"github.com/emersion/go-smtp"

	"entente/internal/mail"
	"entente/partnering"
)

func send(t *testing.T, c mail.Config, m partnering.Mail) error {
	t.Helper()
	s, err := mail.NewSMTP(c)
	if err != nil {
		t.Fatal(err)
	}
	return s.Send(t.Context(), "forum", m)
}

func TestEveryRuleReachesAServer(t *testing.T) {
	o := openOffice(t, mail.SecurityNone)
	for _, rule := range rules {
		for _, language := range []string{"en", "fr"} {
			t.Run(string(rule)+" "+language, func(t *testing.T) {
				n := notice(rule)
				n.Language = language
				m := rendered(t, n)
				if err := send(t, o.config(mail.SecurityNone), m); err != nil {
					t.Fatal(err)
				}
				taken := o.taken()
				got := read(t, taken[len(taken)-1])
				want := letter{from: "entente@example.org", to: "anna@example.org", toName: n.Name, subject: m.Subject, id: n.MessageID,
					parts: []part{{"text/plain", m.Text}, {"text/html", m.HTML}}}
				if rule == partnering.RuleAgenda {
					want.parts = append(want.parts, part{"text/calendar; method=PUBLISH", string(m.Calendar)})
				}
				if fmt.Sprint(got) != fmt.Sprint(want) {
					t.Errorf("the server read\n%v\nwant\n%v", got, want)
				}
			})
		}
	}
}

func TestInvitationsStandAmongTheAlternatives(t *testing.T) {
	o := openOffice(t, mail.SecurityNone)
	for i, method := range []string{"REQUEST", "CANCEL"} {
		n := notice(partnering.RuleAgenda)
		n.Changes = n.Changes[2*i : 2*i+1]
		m := rendered(t, n)
		if err := send(t, o.config(mail.SecurityNone), m); err != nil {
			t.Fatal(err)
		}
		kind := "text/calendar; method=" + method
		got := read(t, o.taken()[i])
		want := []part{{"text/plain", m.Text}, {"text/html", m.HTML}, {kind, string(m.Calendar)}, {kind, string(m.Calendar)}}
		if fmt.Sprint(got.parts) != fmt.Sprint(want) {
			t.Errorf("%s: parts are\n%v\nwant\n%v", method, got.parts, want)
		}
	}
}

func TestAResendBearsTheSameMessageID(t *testing.T) {
	o := openOffice(t, mail.SecurityNone)
	m := rendered(t, notice(partnering.RuleDayBefore))
	for range 2 {
		if err := send(t, o.config(mail.SecurityNone), m); err != nil {
			t.Fatal(err)
		}
	}
	taken := o.taken()
	if first, second := read(t, taken[0]), read(t, taken[1]); first.id != "<m1@meet.example.org>" || second.id != first.id {
		t.Errorf("Message-IDs %q and %q", first.id, second.id)
	}
}

func TestWaysToSecureTheConversation(t *testing.T) {
	for _, way := range []struct {
		name, server, client, user, password string
		code                                 partnering.Code
		secure                               bool
	}{
		{"in the clear", "none", "none", "", "", "", false},
		{"starttls", "starttls", "starttls", "", "", "", true},
		{"starttls by default", "starttls", "", "", "", "", true},
		{"tls from the first byte", "tls", "tls", "", "", "", true},
		{"signed in", "starttls", "starttls", "ann", "secret", "", true},
		{"wrong password", "starttls", "starttls", "ann", "guess", partnering.CodeBusy, false},
		{"no TLS to be had", "none", "starttls", "", "", partnering.CodeBusy, false},
		{"no password in the clear", "none", "starttls", "ann", "secret", partnering.CodeBusy, false},
	} {
		t.Run(way.name, func(t *testing.T) {
			o := openOffice(t, way.server)
			c := o.config(way.client)
			c.User, c.Password = way.user, way.password
			err := send(t, c, rendered(t, notice(partnering.RuleDayBefore)))
			taken := o.taken()
			switch {
			case partnering.ErrorCode(err) != way.code:
				t.Errorf("error is %v, want code %q", err, way.code)
			case err != nil && len(taken) != 0, err == nil && len(taken) != 1:
				t.Errorf("%d letters taken", len(taken))
			case err == nil && (taken[0].secure != way.secure || taken[0].user != way.user):
				t.Errorf("secure %t as %q", taken[0].secure, taken[0].user)
			}
		})
	}
}

func TestAStrangersCertificateIsRefused(t *testing.T) {
	o := openOffice(t, mail.SecurityTLS)
	c := o.config(mail.SecurityTLS)
	c.TLS = nil
	if err := send(t, c, rendered(t, notice(partnering.RuleDayBefore))); partnering.ErrorCode(err) != partnering.CodeBusy || len(o.taken()) != 0 {
		t.Errorf("error is %v, %d taken", err, len(o.taken()))
	}
}

func TestRefusals(t *testing.T) {
	for _, refusal := range []struct {
		command string
		reply   int
		code    partnering.Code
	}{
		{"MAIL", 451, partnering.CodeBusy},
		{"MAIL", 552, partnering.CodeInvalid},
		{"MAIL", 530, partnering.CodeBusy}, // sign in first: a fault of the settings
		{"RCPT", 450, partnering.CodeBusy},
		{"RCPT", 550, partnering.CodeInvalid},
		{"DATA", 452, partnering.CodeBusy},
		{"DATA", 554, partnering.CodeInvalid},
	} {
		t.Run(fmt.Sprint(refusal.command, refusal.reply), func(t *testing.T) {
			o := openOffice(t, mail.SecurityNone)
			o.refuse[refusal.command] = &smtp.SMTPError{Code: refusal.reply, Message: "no"}
			err := send(t, o.config(mail.SecurityNone), rendered(t, notice(partnering.RuleDayBefore)))
			if partnering.ErrorCode(err) != refusal.code || !strings.Contains(err.Error(), fmt.Sprint(refusal.reply)) {
				t.Errorf("error is %v", err)
			}
		})
	}
}

func TestBrokenConversations(t *testing.T) {
	m := rendered(t, notice(partnering.RuleDayBefore))
	heard := []string{"220 hello", "250 localhost", "250 still here", "250 sender", "250 recipient", "354 go on", "250 taken"}
	for _, talk := range []struct {
		name    string
		replies []string
		code    partnering.Code
	}{
		{"hung up at once", nil, partnering.CodeBusy},
		{"turned away", []string{"554 no service"}, partnering.CodeBusy},
		{"cut before the recipient", heard[:4], partnering.CodeBusy},
		{"cut within the letter", heard[:6], partnering.CodeBusy},
		{"cut after the letter was taken", heard, ""},
	} {
		t.Run(talk.name, func(t *testing.T) {
			if err := send(t, script(t, talk.replies...), m); partnering.ErrorCode(err) != talk.code {
				t.Errorf("error is %v, want code %q", err, talk.code)
			}
		})
	}
}

func TestNobodyThere(t *testing.T) {
	c := script(t)
	c.Port = 1
	if err := send(t, c, rendered(t, notice(partnering.RuleDayBefore))); partnering.ErrorCode(err) != partnering.CodeBusy {
		t.Errorf("error is %v", err)
	}
}

func TestSendingEndsWithItsContext(t *testing.T) {
	o := openOffice(t, mail.SecurityNone)
	s, err := mail.NewSMTP(o.config(mail.SecurityNone))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Send(ctx, "forum", rendered(t, notice(partnering.RuleDayBefore))); partnering.ErrorCode(err) != partnering.CodeBusy {
		t.Errorf("error is %v", err)
	}
}

func TestWhatNoHeaderMayHoldIsNotSent(t *testing.T) {
	o := openOffice(t, mail.SecurityNone)
	for name, spoil := range spoiled() {
		t.Run(name, func(t *testing.T) {
			m := rendered(t, notice(partnering.RuleAgenda))
			spoil(&m)
			err := send(t, o.config(mail.SecurityNone), m)
			if partnering.ErrorCode(err) != partnering.CodeInvalid || len(o.taken()) != 0 {
				t.Errorf("error is %v, %d taken", err, len(o.taken()))
			}
		})
	}
}

func TestConfigurationsAreChecked(t *testing.T) {
	good := mail.Config{Host: "smtp.example.org", From: "entente@example.org"}
	for name, spoil := range map[string]func(*mail.Config){
		"no host":     func(c *mail.Config) { c.Host = "" },
		"a URL":       func(c *mail.Config) { c.Host = "smtp://smtp.example.org" },
		"port":        func(c *mail.Config) { c.Port = 70000 },
		"security":    func(c *mail.Config) { c.Security = "maybe" },
		"no sender":   func(c *mail.Config) { c.From = "" },
		"evil sender": func(c *mail.Config) { c.From = "Evil <a@b.cd>" },
	} {
		t.Run(name, func(t *testing.T) {
			c := good
			spoil(&c)
			if _, err := mail.NewSMTP(c); partnering.ErrorCode(err) != partnering.CodeInvalid {
				t.Errorf("error is %v", err)
			}
		})
	}
	if _, err := mail.NewSMTP(good); err != nil {
		t.Error(err)
	}
}

// letter is a message as a reader of mail takes it apart.
type letter struct {
	from, to, toName, subject, id string
	parts                         []part
}

type part struct{ kind, text string }

func read(t *testing.T, d delivered) letter {
	t.Helper()
	message, err := netmail.ReadMessage(strings.NewReader(d.data))
	if err != nil {
		t.Fatal(err)
	}
	to, err := message.Header.AddressList("To")
	if err != nil || len(to) != 1 || to[0].Address != d.to {
		t.Fatalf("To is %v for the recipient %s: %v", to, d.to, err)
	}
	from, err := message.Header.AddressList("From")
	if err != nil || len(from) != 1 || from[0].Address != d.from {
		t.Fatalf("From is %v for the sender %s: %v", from, d.from, err)
	}
	if _, err := message.Header.Date(); err != nil {
		t.Error(err)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(message.Header.Get("Subject"))
	if err != nil {
		t.Fatal(err)
	}
	l := letter{from: from[0].Address, to: to[0].Address, toName: to[0].Name, subject: subject, id: message.Header.Get("Message-Id")}
	l.parts = readParts(t, message.Header.Get("Content-Type"), "", message.Body)
	return l
}

// readParts takes multiparts apart down to their leaves.
func readParts(t *testing.T, contentType, encoding string, body io.Reader) []part {
	t.Helper()
	kind, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		t.Fatalf("%q: %v", contentType, err)
	}
	if !strings.HasPrefix(kind, "multipart/") {
		if method := params["method"]; method != "" {
			kind += "; method=" + method
		}
		return []part{{kind, decoded(t, encoding, body)}}
	}
	var all []part
	for reader := multipart.NewReader(body, params["boundary"]); ; {
		p, err := reader.NextRawPart()
		if err == io.EOF {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, readParts(t, p.Header.Get("Content-Type"), p.Header.Get("Content-Transfer-Encoding"), p)...)
	}
}

func decoded(t *testing.T, encoding string, body io.Reader) string {
	t.Helper()
	switch encoding {
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	}
	text, err := io.ReadAll(body)
	if err != nil {
		t.Fatal(err)
	}
	if encoding == "base64" {
		return string(text)
	}
	return strings.ReplaceAll(string(text), "\r\n", "\n")
}

// follow says the replies, the letter counting as one line of the other side.
func follow(conn net.Conn, replies []string) {
	reader := bufio.NewReader(conn)
	for i, reply := range replies {
		if _, err := fmt.Fprint(conn, reply, "\r\n"); err != nil {
			return
		}
		if i == len(replies)-1 && !strings.HasPrefix(reply, "354") {
			return
		}
		for {
			line, err := reader.ReadBytes('\n')
			if err != nil {
				return
			}
			if !strings.HasPrefix(reply, "354") || bytes.Equal(line, []byte(".\r\n")) {
				break
			}
			if i == len(replies)-1 {
				return // cut within the letter
			}
		}
	}
}
