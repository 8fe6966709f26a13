package export

import (
	"strings"
	"time"

	"entente/partnering"
)

// Book is what a workbook holds; a part that is empty makes no sheet.
type Book struct {
	Event         partnering.Event
	People        []partnering.Agenda // of delegates
	Organisations []partnering.Agenda
	Places        []partnering.Agenda // of places, or the event's
	Unscheduled   []partnering.AgendaUnscheduled
	Programme     partnering.Programme
}

// BookOf returns a book with one agenda and what it leaves unscheduled, and
// the sheet on which the agenda stands.
func BookOf(a partnering.Agenda) (Book, Sheet) {
	b := Book{Event: a.Event, Unscheduled: a.Unscheduled}
	switch a.Scope {
	case partnering.ScopeDelegate:
		b.People = []partnering.Agenda{a}
		return b, SheetPeople
	case partnering.ScopeOrganisation:
		b.Organisations = []partnering.Agenda{a}
		return b, SheetOrganisations
	}
	b.Places = []partnering.Agenda{a}
	return b, SheetPlaces
}

// Sheet names a part of a book.
type Sheet string

// The sheets in their order.
const (
	SheetPeople        Sheet = "by person"
	SheetOrganisations Sheet = "by organisation"
	SheetPlaces        Sheet = "by place"
	SheetUnscheduled   Sheet = "unscheduled sheet"
	SheetPitches       Sheet = "pitches"
)

// Sheets lists the sheets in their order.
func Sheets() []Sheet {
	return []Sheet{SheetPeople, SheetOrganisations, SheetPlaces, SheetUnscheduled, SheetPitches}
}

// The kinds of cells besides string and int.
type (
	dayCell   time.Time // a date, in the event's zone
	clockCell time.Time // a time of day, in the event's zone
)

// column is a sheet's column: the key of its heading and its width in characters.
type column struct {
	heading string
	width   float64
}

// table is a sheet with its rows still to come.
type table struct {
	columns []column
	rows    func(b Book, l Language, emit func(...any) error) error
}

// tables says what each sheet holds.
var tables = map[Sheet]table{
	SheetPeople: {columns: []column{{"delegate", 24}, {"organisation", 26}, {"date", 16}, {"start", 8}, {"end", 8}, {"kind", 12}, {"with or title", 30},
		{"their people", 36}, {"place", 16}, {"zone", 10}, {"state", 12}, {"late", 20}, {"link", 30}, {"message", 50}}, rows: personRows},
	SheetOrganisations: {columns: []column{{"organisation", 26}, {"date", 16}, {"start", 8}, {"end", 8}, {"kind", 12}, {"with or title", 30},
		{"own people", 36}, {"their people", 36}, {"place", 16}, {"zone", 10}, {"state", 12}, {"late", 20}, {"link", 30}}, rows: organisationRows},
	SheetPlaces: {columns: []column{{"place", 16}, {"zone", 10}, {"date", 16}, {"start", 8}, {"end", 8}, {"kind", 12}, {"title", 24}, {"first side", 26},
		{"first people", 36}, {"second side", 26}, {"second people", 36}, {"state", 12}}, rows: placeRows},
	SheetUnscheduled: {columns: []column{{"first side", 26}, {"first people", 30}, {"second side", 26}, {"second people", 30}, {"why", 60}, {"repair", 60},
		{"request", 28}}, rows: unscheduledRows},
	SheetPitches: {columns: []column{{"session", 26}, {"topic", 24}, {"room", 18}, {"date", 16}, {"start", 8}, {"end", 8}, {"organisation", 26},
		{"title", 36}, {"presenters", 36}, {"state", 12}}, rows: pitchRows},
}

func personRows(b Book, l Language, emit func(...any) error) error {
	return eachEntry(b.Event, b.People, func(a partnering.Agenda, e partnering.AgendaEntry, start, end time.Time) error {
		return emit(line(a.Title), line(a.Subtitle), dayCell(start), clockCell(start), clockCell(end), l.word(string(e.Kind)), line(e.Title), people(other(e).People),
			line(e.Place), line(e.Zone), l.State(e.State), line(strings.Join(e.Late, ", ")), line(e.Link), strings.TrimSpace(clean(e.Message)))
	})
}

func organisationRows(b Book, l Language, emit func(...any) error) error {
	return eachEntry(b.Event, b.Organisations, func(a partnering.Agenda, e partnering.AgendaEntry, start, end time.Time) error {
		return emit(line(a.Title), dayCell(start), clockCell(start), clockCell(end), l.word(string(e.Kind)), line(e.Title), people(own(e).People),
			people(other(e).People), line(e.Place), line(e.Zone), l.State(e.State), line(strings.Join(e.Late, ", ")), line(e.Link))
	})
}

func placeRows(b Book, l Language, emit func(...any) error) error {
	return eachEntry(b.Event, b.Places, func(_ partnering.Agenda, e partnering.AgendaEntry, start, end time.Time) error {
		first, second := both(e.Sides)
		title := line(e.Title)
		if e.Kind == partnering.EntryMeeting {
			title = ""
		}
		return emit(line(e.Place), line(e.Zone), dayCell(start), clockCell(start), clockCell(end), l.word(string(e.Kind)), title, line(first.Organisation),
			people(first.People), line(second.Organisation), people(second.People), l.State(e.State))
	})
}

func unscheduledRows(b Book, l Language, emit func(...any) error) error {
	for _, u := range b.Unscheduled {
		first, second := both(u.Sides)
		said := speechOf(l, b.Event, u)
		err := emit(line(first.Organisation), people(first.People), line(second.Organisation), people(second.People),
			said.reasons(u), said.repairs(u), line(u.RequestID))
		if err != nil {
			return err
		}
	}
	return nil
}

func pitchRows(b Book, l Language, emit func(...any) error) error {
	loc := b.Programme.Event.Location()
	for _, session := range b.Programme.Sessions {
		for _, slot := range session.Slots {
			start, end := slot.Start.In(loc), slot.End.In(loc)
			organisation, title, state := "", "", l.word("free")
			if slot.Booking != nil {
				title, state = line(slot.Booking.Title), l.word("booked")
			}
			if slot.Organisation != nil {
				organisation = line(slot.Organisation.Name)
			}
			err := emit(line(session.Title), line(session.Topic), line(session.Room), dayCell(start), clockCell(start), clockCell(end),
				organisation, title, people(slot.Presenters), state)
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func eachEntry(event partnering.Event, all []partnering.Agenda, row func(partnering.Agenda, partnering.AgendaEntry, time.Time, time.Time) error) error {
	loc := event.Location()
	for _, a := range all {
		for _, e := range a.Entries {
			if err := row(a, e, e.Start.In(loc), e.End.In(loc)); err != nil {
				return err
			}
		}
	}
	return nil
}

func both(sides []partnering.AgendaSide) (first, second partnering.AgendaSide) {
	if len(sides) > 0 {
		first = sides[0]
	}
	if len(sides) > 1 {
		second = sides[1]
	}
	return first, second
}
