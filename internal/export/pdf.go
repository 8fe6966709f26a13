package export

import (
	"fmt"
	"io"
	"strings"
	"time"

	"entente/partnering"
)

// Where the columns of an agenda stand.
const (
	mainColumn  = margin + 84
	placeColumn = paperWidth - margin - 112
	mainWidth   = placeColumn - mainColumn - 14
	placeWidth  = paperWidth - margin - placeColumn
)

var (
	bigTitle  = style{22, true, dark}
	subtitle  = style{11, false, soft}
	smallHead = style{9, false, soft}
	dayHead   = style{12, true, accent}
	timeStyle = style{10.5, true, dark}
	titleFont = style{10.5, true, dark}
	body      = style{9, false, dark}
	faint     = style{9, false, soft}
	alarm     = style{9, true, red}
)

// WritePDF writes agendas into one document on A4, ready to print: each begins
// on a page of its own, has its own page numbers and an entry in the outline.
func WritePDF(w io.Writer, agendas []partnering.Agenda, o Options) error {
	p := newPaper(documentTitle(agendas), latest(agendas), false)
	if len(agendas) == 0 {
		p.addPage()
		p.text(body, margin, margin, In(o.Language).word("empty"))
	}
	for _, a := range agendas {
		s := agendaSetter{paper: p, agenda: a, language: In(o.Language), loc: a.Event.Location()}
		s.set()
	}
	return p.writeTo(w)
}

func documentTitle(agendas []partnering.Agenda) string {
	switch len(agendas) {
	case 0:
		return "Agenda"
	case 1:
		return joined(" – ", line(agendas[0].Title), line(agendas[0].Event.Name))
	}
	return line(agendas[0].Event.Name)
}

func latest(agendas []partnering.Agenda) time.Time {
	var at time.Time
	for _, a := range agendas {
		if a.At.After(at) {
			at = a.At
		}
	}
	return at
}

// agendaSetter sets one agenda on its pages.
type agendaSetter struct {
	*paper
	agenda   partnering.Agenda
	language Language
	loc      *time.Location
}

func (s agendaSetter) set() {
	title := s.wrap(bigTitle, printable(line(s.agenda.Title)), textWidth)
	top := margin + 34 + 26*float64(len(title)) + 18
	pages := paginated(s.blocks(), textBottom-top-14, textBottom-margin-24)
	for i, page := range pages {
		s.addPage()
		y := margin + 24
		if i == 0 {
			s.pdf.AddOutline(printable(line(s.agenda.Title)))
			s.head(title)
			y = top + 14
		} else {
			s.text(smallHead, margin, margin, s.fitted(smallHead, printable(joined(" · ", line(s.agenda.Title), line(s.agenda.Event.Name))), textWidth))
		}
		drawn(page, y)
		s.foot(i+1, len(pages))
	}
}

// head is the top of an agenda's first page.
func (s agendaSetter) head(title []string) {
	event := s.agenda.Event
	s.text(style{10, true, accent}, margin, margin, s.fitted(style{10, true, accent}, printable(line(event.Name)), textWidth-150))
	if s.agenda.Number > 0 {
		version := fmt.Sprintf("%s %d", s.language.word("version"), s.agenda.Number)
		if !s.agenda.At.IsZero() {
			version += ", " + s.language.Moment(s.agenda.At.In(s.loc))
		}
		s.right(smallHead, paperWidth-margin, margin, version)
	}
	y := margin + 34.0
	for _, line := range title {
		s.text(bigTitle, margin, y, line)
		y += 26
	}
	s.text(subtitle, margin, y-6, s.fitted(subtitle, printable(line(s.agenda.Subtitle)), textWidth))
}

// foot names event, place and time zone, and the page of this agenda.
func (s agendaSetter) foot(page, pages int) {
	s.line(rule, 0.5, margin, footerLine-12, paperWidth-margin, footerLine-12)
	event := s.agenda.Event
	number := fmt.Sprintf("%s %d %s %d", s.language.word("page"), page, s.language.word("of"), pages)
	text := joined(" · ", line(event.Name), line(event.Venue), s.language.word("times in")+" "+s.loc.String())
	s.text(smallHead, margin, footerLine, s.fitted(smallHead, printable(text), textWidth-90))
	s.right(smallHead, paperWidth-margin, footerLine, number)
}

func (s agendaSetter) blocks() []block {
	var all []block
	day := ""
	for _, e := range s.agenda.Entries {
		if start := e.Start.In(s.loc); date(start) != day {
			all = append(all, s.heading(s.language.Date(start), len(all) > 0))
			day = date(start)
		}
		all = append(all, s.entry(e))
	}
	if len(all) == 0 {
		all = append(all, s.paragraph(faint, margin, textWidth, s.language.word("empty")))
	}
	if len(s.agenda.Unscheduled) > 0 {
		all = append(all, s.heading(s.language.word("unscheduled"), true))
	}
	for _, u := range s.agenda.Unscheduled {
		all = append(all, s.unscheduled(u))
	}
	return all
}

// heading stands above a day, with some room above it unless it is the first.
func (s agendaSetter) heading(text string, spaced bool) block {
	above := 4.0
	if spaced {
		above = 18
	}
	return block{height: above + 22, keep: true, draw: func(y float64) {
		s.text(dayHead, margin, y+above+10, text)
		s.line(accent, 0.8, margin, y+above+16, paperWidth-margin, y+above+16)
	}}
}

func (s agendaSetter) paragraph(font style, x, width float64, text string) block {
	lines := s.wrap(font, printable(text), width)
	return block{height: 13*float64(len(lines)) + 4, draw: func(y float64) { s.lines(font, x, y+12, lines) }}
}

// lines sets lines below each other, 13 points apart, and returns the next baseline.
func (s agendaSetter) lines(font style, x, y float64, lines []string) float64 {
	for _, line := range lines {
		s.text(font, x, y, line)
		y += 13
	}
	return y
}

// set of lines in one style.
type setLines struct {
	font  style
	lines []string
}

// entry sets time, what and who, and where, side by side.
func (s agendaSetter) entry(e partnering.AgendaEntry) block {
	off := e.State == partnering.MeetingCancelled
	font := titleFont
	if off {
		font.ink = soft
	}
	title := s.wrap(font, printable(s.language.Title(s.agenda.Scope, e)), mainWidth)
	details := s.details(e)
	place := s.wrap(titleFont, printable(line(e.Place)), placeWidth)
	zone := s.wrap(faint, printable(s.language.zone(e.Zone)), placeWidth)
	height := 13 * float64(len(title))
	for _, d := range details {
		height += 13 * float64(len(d.lines))
	}
	height = max(height, 13*float64(len(place)+len(zone)), 13) + 10
	return block{height: height, draw: func(y float64) {
		base := y + 13
		s.text(timeStyle, margin, base, s.time(e))
		next := s.lines(font, mainColumn, base, title)
		if off {
			s.strike(font, base, title)
		}
		for _, d := range details {
			next = s.lines(d.font, mainColumn, next, d.lines)
		}
		s.lines(faint, placeColumn, s.lines(titleFont, placeColumn, base, place), zone)
		s.line(rule, 0.5, margin, y+height-1, paperWidth-margin, y+height-1)
	}}
}

func (s agendaSetter) time(e partnering.AgendaEntry) string {
	return clock(e.Start.In(s.loc)) + "–" + clock(e.End.In(s.loc))
}

func (s agendaSetter) strike(font style, y float64, lines []string) {
	for i, text := range lines {
		at := y + 13*float64(i) - font.size*0.32
		s.line(soft, 0.7, mainColumn, at, mainColumn+s.measure(font, text), at)
	}
}

// details are the lines below an entry's title.
func (s agendaSetter) details(e partnering.AgendaEntry) []setLines {
	var all []setLines
	add := func(font style, text string) {
		if text != "" {
			all = append(all, setLines{font, s.wrap(font, printable(text), mainWidth)})
		}
	}
	add(alarm, s.language.State(e.State))
	for _, text := range s.who(e) {
		add(body, text)
	}
	if len(e.Late) > 0 {
		add(alarm, s.language.word("late")+s.language.word(":")+" "+line(strings.Join(e.Late, ", ")))
	}
	add(body, line(e.Link))
	if message := shortened(strings.TrimSpace(clean(e.Message))); message != "" {
		add(faint, s.language.word("“")+message+s.language.word("”"))
	}
	return all
}

// who names the people: of the other side on a delegate's agenda, of both elsewhere.
func (s agendaSetter) who(e partnering.AgendaEntry) []string {
	colon := s.language.word(":") + " "
	switch {
	case e.Kind == partnering.EntryMeeting && s.agenda.Scope == partnering.ScopeDelegate:
		return []string{people(other(e).People)}
	case e.Kind == partnering.EntryMeeting && s.agenda.Scope == partnering.ScopeOrganisation:
		return []string{people(other(e).People), joined(colon, s.language.word("for"), people(own(e).People))}
	}
	var all []string
	for _, side := range e.Sides {
		all = append(all, joined(colon, line(side.Organisation), people(side.People)))
	}
	return all
}

// shortened keeps what fits on a printed page of a long message.
func shortened(text string) string {
	const most = 280
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	return strings.TrimSpace(string(runes[:most])) + "…"
}

// unscheduled sets an accepted request without a slot: with whom, why, what would help.
func (s agendaSetter) unscheduled(u partnering.AgendaUnscheduled) block {
	first, second := both(u.Sides)
	title := line(second.Organisation)
	if between(s.agenda.Scope) || title == "" {
		title = joined(" – ", line(first.Organisation), line(second.Organisation))
	}
	heads := s.wrap(titleFont, printable(title), textWidth)
	said := speechOf(s.language, s.agenda.Event, u)
	why := s.wrap(body, printable(said.reasons(u)), textWidth)
	help := s.wrap(faint, printable(said.repairs(u)), textWidth)
	height := 13*float64(len(heads)+len(why)+len(help)) + 10
	return block{height: height, draw: func(y float64) {
		next := s.lines(titleFont, margin, y+13, heads)
		next = s.lines(body, margin, next, why)
		s.lines(faint, margin, next, help)
		s.line(rule, 0.5, margin, y+height-1, paperWidth-margin, y+height-1)
	}}
}
