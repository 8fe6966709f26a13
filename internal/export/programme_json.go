package export

import (
	"io"
	"time"

	"entente/partnering"
)

type scheduleJSON struct {
	Schedule struct {
		Version    string         `json:"version"`
		BaseURL    string         `json:"base_url,omitempty"`
		Conference conferenceJSON `json:"conference"`
	} `json:"schedule"`
}

type conferenceJSON struct {
	Acronym      string     `json:"acronym"`
	Title        string     `json:"title"`
	Start        string     `json:"start"`
	End          string     `json:"end"`
	DaysCount    int        `json:"daysCount"`
	SlotDuration string     `json:"timeslot_duration"`
	Zone         string     `json:"time_zone_name"`
	Rooms        []roomJSON `json:"rooms"`
	Days         []dayJSON  `json:"days"`
}

type roomJSON struct {
	Name string `json:"name"`
	GUID string `json:"guid"`
}

type dayJSON struct {
	Index int                   `json:"index"`
	Date  string                `json:"date"`
	Start string                `json:"day_start"`
	End   string                `json:"day_end"`
	Rooms map[string][]talkJSON `json:"rooms"`
}

type talkJSON struct {
	ID          uint32        `json:"id"`
	GUID        string        `json:"guid"`
	Date        string        `json:"date"`
	Start       string        `json:"start"`
	Duration    string        `json:"duration"`
	Room        string        `json:"room"`
	Slug        string        `json:"slug"`
	URL         string        `json:"url"`
	Title       string        `json:"title"`
	Subtitle    string        `json:"subtitle"`
	Track       string        `json:"track"`
	Type        string        `json:"type"`
	Language    string        `json:"language"`
	Abstract    string        `json:"abstract"`
	Description string        `json:"description"`
	Persons     []speakerJSON `json:"persons"`
	Links       []linkJSON    `json:"links"`
	Attachments []string      `json:"attachments"`
}

type speakerJSON struct {
	ID         uint32 `json:"id"`
	PublicName string `json:"public_name"`
}

type linkJSON struct {
	URL   string `json:"url"`
	Title string `json:"title"`
}

// WriteScheduleJSON writes what WriteScheduleXML writes in the form's JSON.
// Options.URL is where the programme can be read.
func WriteScheduleJSON(w io.Writer, p partnering.Programme, o Options) error {
	c := conferenceOf(p)
	var out scheduleJSON
	out.Schedule.Version, out.Schedule.BaseURL = c.version, webLink(o.URL)
	conference := &out.Schedule.Conference
	*conference = conferenceJSON{Acronym: c.acronym, Title: c.title, DaysCount: len(c.days), SlotDuration: hours(c.slot), Zone: c.zone,
		Rooms: c.roomNames(), Days: []dayJSON{}}
	conference.Start, conference.End = c.firstAndLast()
	for i, day := range c.days {
		rooms := map[string][]talkJSON{}
		for _, r := range day.rooms {
			rooms[r.name] = each(r.talks, func(t talk) talkJSON { return t.json(c.language, webLink(o.URL)) })
		}
		conference.Days = append(conference.Days, dayJSON{Index: i + 1, Date: date(day.start), Start: day.start.Format(time.RFC3339),
			End: day.end.Format(time.RFC3339), Rooms: rooms})
	}
	return indented(w, out)
}

// roomNames lists every room once, by first use.
func (c conference) roomNames() []roomJSON {
	all, seen := []roomJSON{}, map[string]bool{}
	for _, day := range c.days {
		for _, r := range day.rooms {
			if !seen[r.name] {
				seen[r.name] = true
				all = append(all, roomJSON{Name: r.name, GUID: guid("room", r.name)})
			}
		}
	}
	return all
}

func (t talk) json(language, url string) talkJSON {
	out := talkJSON{ID: t.id, GUID: t.guid, Date: t.start.Format(time.RFC3339), Start: clock(t.start), Duration: hours(t.duration), Room: t.room, Slug: t.slug,
		URL: url, Title: t.title, Subtitle: t.subtitle, Track: t.track, Type: "pitch", Language: language, Abstract: t.abstract,
		Persons: each(t.speakers, func(s speaker) speakerJSON { return speakerJSON{ID: s.id, PublicName: s.name} }), Links: []linkJSON{}, Attachments: []string{}}
	if t.website != "" {
		out.Links = []linkJSON{{URL: t.website, Title: t.subtitle}}
	}
	return out
}
