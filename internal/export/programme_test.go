package export_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"regexp"
	"testing"

	"entente/internal/export"
	"entente/partnering"
)

func TestProgrammesAsTheGoldensHaveThem(t *testing.T) {
	golden(t, "schedule.xml", scheduleXML(t, programme(t)))
	golden(t, "schedule.json", scheduleJSON(t, programme(t)))
}

func scheduleXML(t testing.TB, p partnering.Programme) []byte {
	return written(t, func(out *bytes.Buffer) error { return export.WriteScheduleXML(out, p) })
}

func scheduleJSON(t testing.TB, p partnering.Programme) []byte {
	return written(t, func(out *bytes.Buffer) error {
		return export.WriteScheduleJSON(out, p, export.Options{URL: "https://meet.example.org/events/forum/pitches"})
	})
}

// conference reads schedule.xml as a conference app does.
type conference struct {
	Days []struct {
		Date  string `xml:"date,attr"`
		Rooms []struct {
			Name   string `xml:"name,attr"`
			Events []struct {
				ID       int    `xml:"id,attr"`
				GUID     string `xml:"guid,attr"`
				Date     string `xml:"date"`
				Start    string `xml:"start"`
				Duration string `xml:"duration"`
				Slug     string `xml:"slug"`
				Title    string `xml:"title"`
				Abstract string `xml:"abstract"`
			} `xml:"event"`
		} `xml:"room"`
	} `xml:"day"`
}

func read(t testing.TB, file []byte) conference {
	t.Helper()
	var c conference
	if err := xml.Unmarshal(file, &c); err != nil {
		t.Fatal(err)
	}
	return c
}

func TestTalksBearTheEventsTimes(t *testing.T) {
	c := read(t, scheduleXML(t, programme(t)))
	got := fmt.Sprintln(len(c.Days), c.Days[0].Rooms[0].Events[0].Date, c.Days[0].Rooms[0].Events[0].Start, c.Days[0].Rooms[0].Events[0].Duration,
		c.Days[1].Date, c.Days[1].Rooms[0].Events[0].Date)
	if want := "2 2027-03-27T11:00:00+01:00 11:00 00:15 2027-03-28 2027-03-28T09:00:00+02:00\n"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestATalkStaysTheSameWhenItMoves(t *testing.T) {
	before, moved := programme(t), programme(t)
	slots := moved.Sessions[0].Slots
	slots[1].Booking, slots[1].Organisation, slots[0].Booking, slots[0].Organisation = slots[0].Booking, slots[0].Organisation, nil, nil
	moved.Sessions[0].Slots[1].Booking.SlotID = "s2"
	a, b := read(t, scheduleXML(t, before)).Days[0].Rooms[0].Events[0], read(t, scheduleXML(t, moved)).Days[0].Rooms[0].Events[0]
	if a.GUID != b.GUID || a.ID != b.ID || a.Slug != b.Slug || a.Start == b.Start {
		t.Errorf("before %+v, after %+v", a, b)
	}
}

func TestIdentifiersStandOnceAndHaveTheirForm(t *testing.T) {
	p := programme(t)
	template := p.Sessions[0].Slots[0]
	p.Sessions[0].Slots = nil
	for i := range 500 {
		slot, booking := template, *template.Booking
		booking.ID = fmt.Sprint("b", i)
		slot.Booking = &booking
		p.Sessions[0].Slots = append(p.Sessions[0].Slots, slot)
	}
	uuid := regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	slug := regexp.MustCompile(`^[a-z0-9_-]+[a-z0-9]$`)
	seen := map[string]bool{}
	for _, e := range read(t, scheduleXML(t, p)).Days[0].Rooms[0].Events {
		if e.ID <= 0 || !uuid.MatchString(e.GUID) || !slug.MatchString(e.Slug) {
			t.Errorf("identifiers %d %s %s", e.ID, e.GUID, e.Slug)
		}
		for _, id := range []string{fmt.Sprint(e.ID), e.GUID, e.Slug} {
			if seen[id] {
				t.Errorf("%s stands twice", id)
			}
			seen[id] = true
		}
	}
	if len(seen) != 1500 {
		t.Errorf("%d identifiers, want three for each of 500", len(seen))
	}
}

func TestFreeAndCancelledSlotsAreNoTalks(t *testing.T) {
	p := programme(t)
	p.Sessions[0].Slots[0].Booking.State = partnering.BookingCancelled
	c := read(t, scheduleXML(t, p))
	if n := len(c.Days[0].Rooms[0].Events); n != 0 {
		t.Errorf("%d talks", n)
	}
}

func TestAnEmptyProgrammeIsAFileStill(t *testing.T) {
	if c := read(t, scheduleXML(t, partnering.Programme{Event: forum})); len(c.Days) != 0 {
		t.Errorf("%d days", len(c.Days))
	}
	if file := scheduleJSON(t, partnering.Programme{Event: forum}); !json.Valid(file) || bytes.Contains(file, []byte("null")) {
		t.Errorf("JSON is\n%s", file)
	}
}

func FuzzTextSurvivesTheProgramme(f *testing.F) {
	f.Add("A <b> & ]]> \"'", "\x00\x0b\ufffe\xff")
	f.Fuzz(func(t *testing.T, title, abstract string) {
		p := programme(t)
		booking := p.Sessions[0].Slots[0].Booking
		booking.Title, booking.Abstract, p.Event.Name = "t"+title, "a"+abstract+"a", title
		e := read(t, scheduleXML(t, p)).Days[0].Rooms[0].Events[0]
		if want := export.Clean(booking.Abstract); e.Abstract != want {
			t.Errorf("abstract is %q, want %q", e.Abstract, want)
		}
		if !json.Valid(scheduleJSON(t, p)) {
			t.Error("no JSON")
		}
	})
}
