package export

import (
	"io"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"entente/partnering"
)

const (
	product     = "-//Entente//Entente//EN"
	refresh     = "PT15M" // how often a subscribed calendar may ask again
	localFormat = "20060102T150405"
	utcFormat   = localFormat + "Z"
)

// WriteICS writes the agenda as one iCalendar object (RFC 5545) with CRLF line
// ends. A PUBLISH, for feeds and downloads, names no attendee; a REQUEST or
// CANCEL, by mail, names o.Attendee alone, as having accepted. A REQUEST
// leaves cancelled entries out, and everything that a CANCEL holds is
// cancelled. RFC 5546 lets a REQUEST or CANCEL hold one entry only; several at
// once are best published. DTSTAMP is the agenda's instant, or now when it has
// none.
func WriteICS(w io.Writer, a partnering.Agenda, o Options) error {
	if o.Method == "" {
		o.Method = MethodPublish
	}
	if a.At.IsZero() {
		a.At = time.Now()
	}
	c := calendar{agenda: a, options: o, language: In(o.Language), loc: a.Event.Location()}
	return c.build().SerializeTo(w, ics.WithNewLineWindows)
}

// calendar is an agenda on its way to an iCalendar object.
type calendar struct {
	agenda   partnering.Agenda
	options  Options
	language Language
	loc      *time.Location
}

func (c calendar) build() *ics.Calendar {
	object := ics.NewCalendar()
	object.SetProductId(product)
	object.SetMethod(ics.Method(c.options.Method))
	if c.options.Method == MethodPublish {
		object.SetName(joined(" – ", line(c.agenda.Title), line(c.agenda.Event.Name)))
		object.SetXWRTimezone(c.loc.String())
		object.SetRefreshInterval(refresh)
		object.SetXPublishedTTL(refresh)
	}
	entries := c.entries()
	if len(entries) > 0 && c.loc != time.UTC {
		object.AddVTimezone(timezone(c.loc, entries[0].Start, entries[len(entries)-1].End))
	}
	for _, e := range entries {
		object.AddVEvent(c.event(e))
	}
	return object
}

func (c calendar) entries() []partnering.AgendaEntry {
	var kept []partnering.AgendaEntry
	for _, e := range c.agenda.Entries {
		if c.options.Method != MethodRequest || e.State != partnering.MeetingCancelled {
			kept = append(kept, e)
		}
	}
	return kept
}

func (c calendar) event(e partnering.AgendaEntry) *ics.VEvent {
	v := ics.NewEvent(uid(e))
	v.SetDtStampTime(c.agenda.At)
	c.setTime(v, ics.ComponentPropertyDtStart, e.Start)
	c.setTime(v, ics.ComponentPropertyDtEnd, e.End)
	v.SetSequence(e.Sequence)
	v.SetSummary(c.language.Title(c.agenda.Scope, e))
	if place := c.language.Place(e); place != "" {
		v.SetLocation(place)
	}
	if text := c.description(e); text != "" {
		v.SetDescription(text)
	}
	v.SetStatus(c.status(e))
	if link := webLink(e.Link, c.options.URL); link != "" {
		v.SetURL(link)
	}
	c.setPeople(v)
	return v
}

// uid is the entry's identity in calendars; entries that were given none have that of their kind.
func uid(e partnering.AgendaEntry) string {
	if e.UID != "" {
		return line(e.UID)
	}
	return string(e.Kind) + "-" + line(e.ID) + "@entente.invalid"
}

func (c calendar) setTime(v *ics.VEvent, property ics.ComponentProperty, t time.Time) {
	if c.loc == time.UTC {
		v.SetProperty(property, t.UTC().Format(utcFormat))
		return
	}
	v.SetProperty(property, t.In(c.loc).Format(localFormat), ics.WithTZID(c.loc.String()))
}

func (c calendar) status(e partnering.AgendaEntry) ics.ObjectStatus {
	if c.options.Method == MethodCancel || e.State == partnering.MeetingCancelled {
		return ics.ObjectStatusCancelled
	}
	return ics.ObjectStatusConfirmed
}

// description says who comes for each side, what was written, and where to look.
func (c calendar) description(e partnering.AgendaEntry) string {
	l := c.language
	sides := e.Sides
	if e.Kind == partnering.EntryMeeting && !between(c.agenda.Scope) && len(sides) == 2 {
		sides = []partnering.AgendaSide{sides[1], sides[0]} // the other side first
	}
	var lines []string
	for i, side := range sides {
		names := joined(l.word(":")+" ", line(side.Organisation), people(side.People))
		if i == 0 && names != "" && len(sides) == 2 && !between(c.agenda.Scope) {
			names = l.word("with") + " " + names
		}
		lines = append(lines, names)
	}
	lines = append(lines, c.labelled("late", line(strings.Join(e.Late, ", "))), c.labelled("join", line(e.Link)),
		c.labelled("message", strings.TrimSpace(clean(e.Message))), c.labelled("agenda", line(c.options.URL)))
	return joined("\n", lines...)
}

func (c calendar) labelled(key, text string) string {
	if text == "" {
		return ""
	}
	return c.language.word(key) + c.language.word(":") + " " + text
}

// setPeople names the organizer and, by mail, the reader. The parameter is
// written here because the library escapes it as a text, which RFC 5545 does
// not know for parameters.
func (c calendar) setPeople(v *ics.VEvent) {
	if o := c.options.Organizer; o.Email != "" {
		v.AddProperty(ics.ComponentProperty("ORGANIZER"+commonName(o.Name)), "mailto:"+line(o.Email))
	}
	if a := c.options.Attendee; a.Email != "" && c.options.Method != MethodPublish {
		v.AddProperty(ics.ComponentProperty("ATTENDEE"+commonName(a.Name)+";PARTSTAT=ACCEPTED;ROLE=REQ-PARTICIPANT;RSVP=FALSE"),
			"mailto:"+line(a.Email))
	}
}

func commonName(name string) string {
	name = strings.ReplaceAll(line(name), `"`, "'")
	if name == "" {
		return ""
	}
	return `;CN="` + name + `"`
}

// webLink returns the first link that a calendar can follow.
func webLink(links ...string) string {
	for _, link := range links {
		if link = line(link); strings.HasPrefix(link, "https://") || strings.HasPrefix(link, "http://") {
			return strings.ReplaceAll(link, " ", "%20")
		}
	}
	return ""
}
