package export

import (
	"encoding/xml"
	"io"
	"time"

	"entente/partnering"
)

type scheduleXML struct {
	XMLName    xml.Name      `xml:"schedule"`
	Version    string        `xml:"version"`
	Conference conferenceXML `xml:"conference"`
	Days       []dayXML      `xml:"day"`
}

type conferenceXML struct {
	Acronym      string `xml:"acronym"`
	Title        string `xml:"title"`
	Start        string `xml:"start,omitempty"`
	End          string `xml:"end,omitempty"`
	Days         int    `xml:"days"`
	SlotDuration string `xml:"timeslot_duration"`
}

type dayXML struct {
	Index int       `xml:"index,attr"`
	Date  string    `xml:"date,attr"`
	Start string    `xml:"start,attr"`
	End   string    `xml:"end,attr"`
	Rooms []roomXML `xml:"room"`
}

type roomXML struct {
	Name   string    `xml:"name,attr"`
	Events []talkXML `xml:"event"`
}

type talkXML struct {
	ID          uint32     `xml:"id,attr"`
	GUID        string     `xml:"guid,attr"`
	Date        string     `xml:"date"`
	Start       string     `xml:"start"`
	Duration    string     `xml:"duration"`
	Room        string     `xml:"room"`
	Slug        string     `xml:"slug"`
	Title       string     `xml:"title"`
	Subtitle    string     `xml:"subtitle"`
	Track       string     `xml:"track"`
	Type        string     `xml:"type"`
	Language    string     `xml:"language"`
	Abstract    string     `xml:"abstract"`
	Description string     `xml:"description"`
	Persons     personsXML `xml:"persons"`
	Links       []linkXML  `xml:"links>link"`
}

type personsXML struct {
	Persons []speakerXML `xml:"person"`
}

type speakerXML struct {
	ID   uint32 `xml:"id,attr"`
	Name string `xml:",chardata"`
}

type linkXML struct {
	Href string `xml:"href,attr"`
	Text string `xml:",chardata"`
}

// WriteScheduleXML writes the pitch programme as schedule.xml in frab's form,
// which conference apps and displays read: days of rooms of booked pitches.
// Identifiers follow the bookings and stay the same in every file; dates bear
// the offset of the event's zone. A programme without sessions has no day,
// which strict readers refuse.
func WriteScheduleXML(w io.Writer, p partnering.Programme) error {
	c := conferenceOf(p)
	out := scheduleXML{Version: c.version, Conference: conferenceXML{Acronym: c.acronym, Title: c.title, Days: len(c.days), SlotDuration: hours(c.slot)}}
	out.Conference.Start, out.Conference.End = c.firstAndLast()
	for i, day := range c.days {
		out.Days = append(out.Days, dayXML{Index: i + 1, Date: date(day.start), Start: day.start.Format(time.RFC3339), End: day.end.Format(time.RFC3339),
			Rooms: each(day.rooms, func(r conferenceRoom) roomXML {
				return roomXML{Name: r.name, Events: each(r.talks, func(t talk) talkXML { return t.xml(c.language) })}
			})})
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	encoder := xml.NewEncoder(w)
	encoder.Indent("", "  ")
	if err := encoder.Encode(out); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

func (t talk) xml(language string) talkXML {
	out := talkXML{ID: t.id, GUID: t.guid, Date: t.start.Format(time.RFC3339), Start: clock(t.start), Duration: hours(t.duration), Room: t.room, Slug: t.slug,
		Title: t.title, Subtitle: t.subtitle, Track: t.track, Type: "pitch", Language: language, Abstract: t.abstract,
		Persons: personsXML{each(t.speakers, func(s speaker) speakerXML { return speakerXML{ID: s.id, Name: s.name} })}}
	if t.website != "" {
		out.Links = []linkXML{{Href: t.website, Text: t.subtitle}}
	}
	return out
}
