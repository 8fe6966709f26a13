package export

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"time"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"entente/partnering"
)

// listSetter sets lists that run over pages, each with a title above and the page below.
type listSetter struct {
	*paper
	event    partnering.Event
	language Language
	loc      *time.Location
}

// WritePickUpList writes the delegates by name, each with a box to tick, how
// many meetings wait and when the first entry begins: for the desk that hands
// out the printed agendas.
func WritePickUpList(w io.Writer, event partnering.Event, agendas []partnering.Agenda, o Options) error {
	l := listSetter{paper: newPaper(line(event.Name), latest(agendas), false), event: event, language: In(o.Language), loc: event.Location()}
	sorted := slices.Clone(agendas)
	order := collate.New(language.French)
	slices.SortStableFunc(sorted, func(a, b partnering.Agenda) int {
		return cmp.Or(order.CompareString(a.Title, b.Title), order.CompareString(a.Subtitle, b.Subtitle))
	})
	var rows []block
	for _, a := range sorted {
		rows = append(rows, l.pickUp(a))
	}
	l.set(l.language.word("pick-up"), l.language.count(len(sorted), "one delegate", "delegates"), rows)
	return l.writeTo(w)
}

func (l listSetter) pickUp(a partnering.Agenda) block {
	const height = 22.0
	meetings := 0
	for _, e := range a.Entries {
		if e.Kind == partnering.EntryMeeting && e.State != partnering.MeetingCancelled {
			meetings++
		}
	}
	name, organisation := style{10.5, true, dark}, style{9.5, false, dark}
	return block{height: height, draw: func(y float64) {
		base := y + 15
		l.box(margin, base-9, 10)
		l.text(name, margin+22, base, l.fitted(name, printable(line(a.Title)), 170))
		l.text(organisation, margin+200, base, l.fitted(organisation, printable(line(a.Subtitle)), 135))
		l.right(body, margin+410, base, l.language.count(meetings, "one meeting", "meetings"))
		if len(a.Entries) > 0 {
			l.right(faint, paperWidth-margin, base, l.language.Moment(a.Entries[0].Start.In(l.loc)))
		}
		l.line(rule, 0.5, margin, y+height, paperWidth-margin, y+height)
	}}
}

func (l listSetter) box(x, y, size float64) {
	for _, side := range [][4]float64{{x, y, x + size, y}, {x + size, y, x + size, y + size}, {x + size, y + size, x, y + size}, {x, y + size, x, y}} {
		l.line(dark, 0.8, side[0], side[1], side[2], side[3])
	}
}

// WriteSlotList writes who meets where, slot by slot, each slot on a page of
// its own, from an agenda of the event. Cancelled entries are left out.
func WriteSlotList(w io.Writer, a partnering.Agenda, o Options) error {
	l := listSetter{paper: newPaper(line(a.Event.Name), a.At, false), event: a.Event, language: In(o.Language), loc: a.Event.Location()}
	slots := bySlot(a.Entries)
	if len(slots) == 0 {
		l.set(l.language.word("slots"), "", nil)
	}
	for _, entries := range slots {
		var rows []block
		for _, e := range entries {
			rows = append(rows, l.seat(e))
		}
		note := ""
		if n := meetings(entries); n > 0 {
			note = l.language.count(n, "one meeting", "meetings")
		}
		l.set(l.language.Span(entries[0].Start, entries[0].End, l.loc), note, rows)
	}
	return l.writeTo(w)
}

func meetings(entries []partnering.AgendaEntry) int {
	n := 0
	for _, e := range entries {
		if e.Kind == partnering.EntryMeeting {
			n++
		}
	}
	return n
}

// bySlot groups what takes place by its time, and sorts it by place as a reader counts: Table 2 before Table 10.
func bySlot(entries []partnering.AgendaEntry) [][]partnering.AgendaEntry {
	kept := slices.DeleteFunc(slices.Clone(entries), func(e partnering.AgendaEntry) bool { return e.State == partnering.MeetingCancelled })
	order := collate.New(language.French, collate.Numeric)
	slices.SortStableFunc(kept, func(a, b partnering.AgendaEntry) int {
		return cmp.Or(a.Start.Compare(b.Start), a.End.Compare(b.End), order.CompareString(a.Place, b.Place))
	})
	var slots [][]partnering.AgendaEntry
	for i, e := range kept {
		if i == 0 || !e.Start.Equal(kept[i-1].Start) || !e.End.Equal(kept[i-1].End) {
			slots = append(slots, nil)
		}
		slots[len(slots)-1] = append(slots[len(slots)-1], e)
	}
	return slots
}

// seat sets one place of a slot: the two sides beside each other.
func (l listSetter) seat(e partnering.AgendaEntry) block {
	const first, column, gap = margin + 112, 185.0, 12.0
	width, all := column, sidesOf(l.language, e)
	if len(all) == 1 {
		width = 2*column + gap
	}
	sides := [2][]setLines{}
	for i, side := range all {
		sides[i] = []setLines{{titleFont, l.wrap(titleFont, printable(line(side.Organisation)), width)}, {faint, l.wrap(faint, printable(people(side.People)), width)}}
	}
	place := l.wrap(titleFont, printable(line(e.Place)), 100)
	zone := l.wrap(faint, printable(l.language.zone(e.Zone)), 100)
	lines := max(len(place)+len(zone), count(sides[0]), count(sides[1]), 1)
	height := 13*float64(lines) + 8
	return block{height: height, draw: func(y float64) {
		l.stack(margin, y+13, []setLines{{titleFont, place}, {faint, zone}})
		l.stack(first, y+13, sides[0])
		l.stack(first+column+gap, y+13, sides[1])
		l.line(rule, 0.5, margin, y+height-1, paperWidth-margin, y+height-1)
	}}
}

// sidesOf are the two sides of a meeting; anything else is named by its title.
func sidesOf(l Language, e partnering.AgendaEntry) []partnering.AgendaSide {
	if e.Kind == partnering.EntryMeeting {
		return e.Sides[:min(2, len(e.Sides))]
	}
	side := partnering.AgendaSide{Organisation: l.Title(partnering.ScopeEvent, e)}
	side.People = own(e).People
	return []partnering.AgendaSide{side}
}

func count(stack []setLines) int {
	n := 0
	for _, s := range stack {
		n += len(s.lines)
	}
	return n
}

func (l listSetter) stack(x, y float64, all []setLines) {
	for _, s := range all {
		for _, text := range s.lines {
			l.text(s.font, x, y, text)
			y += 13
		}
	}
}

// set distributes the rows over pages under a title.
func (l listSetter) set(title, note string, rows []block) {
	const top = margin + 48
	if len(rows) == 0 {
		rows = []block{{height: 16, draw: func(y float64) { l.text(faint, margin, y+13, l.language.word("empty")) }}}
	}
	pages := paginated(rows, textBottom-top, textBottom-top)
	for i, page := range pages {
		l.addPage()
		if i == 0 {
			l.pdf.AddOutline(printable(title))
		}
		head := style{18, true, dark}
		l.text(style{10, true, accent}, margin, margin, l.fitted(style{10, true, accent}, printable(line(l.event.Name)), textWidth))
		l.text(head, margin, margin+26, l.fitted(head, printable(title), textWidth-110))
		l.right(smallHead, paperWidth-margin, margin+26, note)
		l.line(accent, 0.8, margin, margin+38, paperWidth-margin, margin+38)
		drawn(page, top-8)
		l.line(rule, 0.5, margin, footerLine-12, paperWidth-margin, footerLine-12)
		l.text(smallHead, margin, footerLine, l.language.word("times in")+" "+l.loc.String())
		l.right(smallHead, paperWidth-margin, footerLine, fmt.Sprintf("%s %d %s %d", l.language.word("page"), i+1, l.language.word("of"), len(pages)))
	}
}
