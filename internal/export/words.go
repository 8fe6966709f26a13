package export

import (
	"fmt"
	"strings"
	"time"

	"entente/partnering"
)

// Language writes dates, times and the field's words for a reader.
type Language struct {
	tag      string
	days     [7]string
	months   [12]string
	words    map[string]string
	headings map[string]string // of columns and sheets
	why      map[string]string // reasons by constraint and case; none: as they are said in English
	help     map[string]string // repairs by kind; none: as they are said in English
}

// In returns the language of a tag: French for "fr", English for every other.
func In(tag string) Language {
	if tag == "fr" {
		return french
	}
	return english
}

// Tag returns "en" or "fr".
func (l Language) Tag() string { return l.tag }

// Day writes the date as t shows it: "Tue 10 March".
func (l Language) Day(t time.Time) string {
	day := fmt.Sprint(t.Day())
	if t.Day() == 1 {
		day = l.word("1")
	}
	return l.days[t.Weekday()] + " " + day + " " + l.months[t.Month()-1]
}

// Date writes the date with its year: "Tue 10 March 2026".
func (l Language) Date(t time.Time) string { return fmt.Sprintf("%s %d", l.Day(t), t.Year()) }

// Moment writes date and time of day: "Tue 10 March, 09:30".
func (l Language) Moment(t time.Time) string { return l.Day(t) + ", " + clock(t) }

// Span writes [start, end) in the location: "Tue 10 March, 09:30–10:00". An
// end on another day is written with its date.
func (l Language) Span(start, end time.Time, loc *time.Location) string {
	start, end = start.In(loc), end.In(loc)
	if date(start) == date(end) {
		return l.Moment(start) + "–" + clock(end)
	}
	return l.Moment(start) + " – " + l.Moment(end)
}

// Place writes where an entry happens: "Table 14, zone B".
func (l Language) Place(e partnering.AgendaEntry) string {
	return joined(", ", line(e.Place), l.zone(e.Zone))
}

func (l Language) zone(name string) string {
	name = line(name)
	if name == "" || strings.HasPrefix(strings.ToLower(name), "zone") {
		return name
	}
	return l.word("zone") + " " + name
}

// Title writes what an entry is, seen by the scope's reader: "Meeting with
// Sanofi" on an agenda of one side, "Acme – Sanofi" on that of a place or the event.
func (l Language) Title(scope partnering.FeedScope, e partnering.AgendaEntry) string {
	title := line(e.Title)
	switch e.Kind {
	case partnering.EntryPitch:
		return strings.TrimSuffix(l.word("pitch")+l.word(":")+" "+pitchTitle(scope, e, title), l.word(":")+" ")
	case partnering.EntryMeeting:
		if between(scope) && len(e.Sides) == 2 {
			return l.word("meeting") + l.word(":") + " " + line(e.Sides[0].Organisation) + " – " + line(e.Sides[1].Organisation)
		}
		return l.word("meeting with") + " " + title
	}
	if title == "" {
		return l.word("commitment")
	}
	return title
}

// pitchTitle names who pitches where the agenda is not theirs.
func pitchTitle(scope partnering.FeedScope, e partnering.AgendaEntry, title string) string {
	if between(scope) && len(e.Sides) > 0 && line(e.Sides[0].Organisation) != title {
		return joined(" – ", line(e.Sides[0].Organisation), title)
	}
	return title
}

// between says whether the scope's reader is neither side.
func between(scope partnering.FeedScope) bool {
	return scope == partnering.ScopePlace || scope == partnering.ScopeEvent
}

// State writes a meeting's state where it is not simply to come.
func (l Language) State(s partnering.MeetingState) string {
	if s == "" || s == partnering.MeetingScheduled {
		return ""
	}
	return l.word(string(s))
}

// word looks a word up; a missing one shows as its key.
func (l Language) word(key string) string {
	if word, there := l.words[key]; there {
		return word
	}
	return key
}

// count writes a number with the word for one or for several.
func (l Language) count(n int, one, several string) string {
	word := several
	if n == 1 || n == 0 && l.tag == "fr" {
		word = one
	}
	return fmt.Sprintf("%d %s", n, l.word(word))
}

func clock(t time.Time) string { return t.Format("15:04") }

func date(t time.Time) string { return t.Format(time.DateOnly) }

// person writes "Ada Lovelace (Head of research)".
func person(p partnering.AgendaPerson) string {
	name := line(p.Name)
	if title := line(p.Title); title != "" {
		return name + " (" + title + ")"
	}
	return name
}

func people(all []partnering.AgendaPerson) string {
	names := make([]string, len(all))
	for i, p := range all {
		names[i] = person(p)
	}
	return strings.Join(names, ", ")
}

// own and other return the two sides as the agenda's reader sees them.
func own(e partnering.AgendaEntry) partnering.AgendaSide {
	if len(e.Sides) > 0 {
		return e.Sides[0]
	}
	return partnering.AgendaSide{}
}

func other(e partnering.AgendaEntry) partnering.AgendaSide {
	if len(e.Sides) > 1 {
		return e.Sides[1]
	}
	return partnering.AgendaSide{Organisation: e.Title}
}

// heading looks up what stands above a column or on a sheet.
func (l Language) heading(key string) string {
	if text, there := l.headings[key]; there {
		return text
	}
	return key
}
