package mail

import (
	"bytes"
	_ "embed" // the letter's HTML
	"fmt"
	"html/template"
	"strings"
	"time"

	"entente/internal/export"
	"entente/partnering"
)

//go:embed letter.html
var letterHTML string

// renderer turns notices into mails.
type renderer struct {
	from address
	page *template.Template
}

func newRenderer(from string) (renderer, error) {
	sender, err := parseAddress(from)
	if err != nil {
		return renderer{}, fmt.Errorf("sender: %w", err)
	}
	page, err := template.New("letter").Parse(letterHTML)
	return renderer{from: sender, page: page}, err
}

// Render writes the mail of a notice: the standard text of its rule, or the
// organiser's own subject and introduction with the standard rest. The own
// words may hold the placeholders of texts.go. It returns CodeInvalid for a
// rule that it does not know.
func (r renderer) Render(n partnering.Notice) (partnering.Mail, error) {
	compose, known := composers[n.Rule]
	if !known {
		return partnering.Mail{}, partnering.Errorf(partnering.CodeInvalid, "there is no text for the rule %s", n.Rule)
	}
	w := newWriter(n)
	l := w.letter(compose(w))
	var html bytes.Buffer
	if err := r.page.Execute(&html, l); err != nil {
		return partnering.Mail{}, fmt.Errorf("render %s: %w", n.Rule, err)
	}
	m := partnering.Mail{MessageID: n.MessageID, To: n.To, ToName: oneline(n.Name), Subject: l.Subject, Text: l.text(), HTML: html.String()}
	if n.Rule != partnering.RuleAgenda {
		return m, nil
	}
	var err error
	m.Calendar, m.Method, err = r.calendar(n)
	return m, err
}

// writer composes the letter of one notice.
type writer struct {
	partnering.Notice
	export.Language
	texts texts
	loc   *time.Location
	own   *time.Location // the reader's, nil where it is the event's
}

func newWriter(n partnering.Notice) *writer {
	w := &writer{Notice: n, Language: export.In(n.Language), texts: english, loc: n.Event.Location()}
	if w.Tag() == "fr" {
		w.texts = french
	}
	if own, err := time.LoadLocation(n.Zone); n.Zone != "" && n.Zone != n.Event.Zone && err == nil {
		w.own = own
	}
	return w
}

// letter puts the texts of the rule around what its composer gathered.
func (w *writer) letter(c content) letter {
	text := w.texts.rules[c.text(w.Rule)]
	subject, intro := text.subject, text.intro
	if w.Text != nil && strings.TrimSpace(w.Text.Subject) != "" {
		subject = w.Text.Subject
	}
	if w.Text != nil && strings.TrimSpace(w.Text.Intro) != "" {
		intro = w.Text.Intro
	}
	fill := c.filler(w)
	return letter{Language: w.Tag(), Subject: oneline(fill.Replace(subject)), Event: oneline(w.Event.Name), Greeting: w.greeting(),
		Intro: paragraphs(fill.Replace(intro)), Items: c.items, Action: text.action, Link: w.Link, Notes: w.notes(c), Colon: w.texts.words["colon"]}
}

func (w *writer) greeting() string {
	if name := oneline(w.Name); name != "" {
		return w.texts.words["hello"] + " " + name + ","
	}
	return w.texts.words["hello"] + ","
}

// notes name the zone of the times, and say why the letter came.
func (w *writer) notes(c content) []string {
	if w.Rule == partnering.NoticeSignIn {
		return []string{w.texts.words["not you"]}
	}
	fill := strings.NewReplacer("{event}", oneline(w.Event.Name), "{zone}", w.loc.String(), "{own}", w.Zone)
	var notes []string
	switch {
	case c.timed && w.own != nil:
		notes = append(notes, fill.Replace(w.texts.words["both zones"]))
	case c.timed:
		notes = append(notes, fill.Replace(w.texts.words["zone"]))
	}
	return append(notes, fill.Replace(w.texts.words["why"]))
}

// when writes an interval in the event's zone, and in the reader's own beside it.
func (w *writer) when(start, end time.Time) string {
	text := w.Span(start, end, w.loc)
	if w.own == nil {
		return text
	}
	return text + " (" + w.texts.words["your time"] + w.Span(start, end, w.own) + ")"
}

// at writes an instant likewise.
func (w *writer) at(t time.Time) string {
	if w.own == nil {
		return w.Moment(t.In(w.loc))
	}
	return w.Moment(t.In(w.loc)) + " (" + w.texts.words["your time"] + w.Moment(t.In(w.own)) + ")"
}

// calendar is what a change of the agenda does to the reader's calendar. RFC
// 5546 lets an invitation or its cancellation hold one entry; several at once
// are published, those that are off with the status to say so.
func (r renderer) calendar(n partnering.Notice) (file []byte, method string, err error) {
	agenda := partnering.Agenda{Event: n.Event, Scope: partnering.ScopeDelegate, Title: n.Name, At: n.Due}
	if n.Agenda != nil && !n.Agenda.At.IsZero() {
		agenda.At = n.Agenda.At
	}
	for _, change := range n.Changes {
		if e := changed(change); e != nil {
			agenda.Entries = append(agenda.Entries, *e)
		}
	}
	if len(agenda.Entries) == 0 {
		return nil, "", nil
	}
	method = methodFor(agenda.Entries)
	var out bytes.Buffer
	err = export.WriteICS(&out, agenda, export.Options{Language: n.Language, URL: n.Link, Method: method,
		Organizer: export.Contact{Name: n.Event.Name, Email: string(r.from)}, Attendee: export.Contact{Name: n.Name, Email: n.To}})
	return out.Bytes(), method, err
}

// changed is the entry as it is now, or as it was and is no more.
func changed(c partnering.AgendaChange) *partnering.AgendaEntry {
	if c.After != nil {
		return c.After
	}
	if c.Before == nil {
		return nil
	}
	gone := *c.Before
	gone.State = partnering.MeetingCancelled
	return &gone
}

func methodFor(entries []partnering.AgendaEntry) string {
	switch {
	case len(entries) > 1:
		return export.MethodPublish
	case entries[0].State == partnering.MeetingCancelled:
		return export.MethodCancel
	}
	return export.MethodRequest
}
