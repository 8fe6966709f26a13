package export

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"entente/partnering"
)

// guid is a UUID made from one of our identifiers (RFC 9562, version 5): the same in every file.
func guid(kind, id string) string {
	return uuid.NewSHA1(uuid.NameSpaceURL, []byte("entente:"+kind+":"+id)).String()
}

// conference is the pitch programme as frab's schedule files see it: days of
// rooms of talks.
type conference struct {
	version  string
	acronym  string
	title    string
	zone     string
	slot     time.Duration // the shortest talk
	language string
	days     []conferenceDay
}

type conferenceDay struct {
	start, end time.Time // of its sessions, in the event's zone
	rooms      []conferenceRoom
}

type conferenceRoom struct {
	name  string
	talks []talk
}

// talk is a booked pitch slot.
type talk struct {
	id                                           uint32 // positive, stable, once in the file
	guid                                         string
	slug, room, title, subtitle, track, abstract string
	start                                        time.Time
	duration                                     time.Duration
	speakers                                     []speaker
	website                                      string
}

type speaker struct {
	id   uint32
	name string
}

// conferenceOf turns the programme: booked slots only, each day with the rooms
// of its sessions by first use.
func conferenceOf(p partnering.Programme) conference {
	loc := p.Event.Location()
	c := conference{acronym: acronym(p.Event.Name), title: line(p.Event.Name), zone: loc.String(), language: "en", version: version(p)}
	if len(p.Event.Languages) > 0 {
		c.language = p.Event.Languages[0]
	}
	ids := identifiers{}
	sessions := slices.Clone(p.Sessions)
	slices.SortStableFunc(sessions, func(a, b partnering.ProgrammeSession) int {
		return cmp.Or(a.Start.Compare(b.Start), cmp.Compare(a.ID, b.ID))
	})
	for _, session := range sessions {
		room := c.room(session, loc)
		for _, slot := range session.Slots {
			if length := slot.End.Sub(slot.Start); c.slot == 0 || length < c.slot {
				c.slot = length
			}
			if slot.Booking != nil && slot.Booking.Holds() {
				room.talks = append(room.talks, ids.talk(session, slot, loc))
			}
		}
	}
	return c
}

// room finds or makes the session's room on its day, and widens the day to hold the session.
func (c *conference) room(session partnering.ProgrammeSession, loc *time.Location) *conferenceRoom {
	start, end := session.Start.In(loc), session.End.In(loc)
	if n := len(c.days); n == 0 || date(c.days[n-1].start) != date(start) {
		c.days = append(c.days, conferenceDay{start: start, end: end})
	}
	day := &c.days[len(c.days)-1]
	if end.After(day.end) {
		day.end = end
	}
	name := roomName(session)
	at := slices.IndexFunc(day.rooms, func(r conferenceRoom) bool { return r.name == name })
	if at < 0 {
		day.rooms = append(day.rooms, conferenceRoom{name: name})
		at = len(day.rooms) - 1
	}
	return &day.rooms[at]
}

// roomName is the session's room, or where it has none the session's title.
func roomName(session partnering.ProgrammeSession) string {
	if name := line(session.Room); name != "" {
		return name
	}
	return line(session.Title)
}

// identifiers makes the positive numbers that the format asks for, from ours.
type identifiers map[uint32]string

// of returns the same number for the same identifier, unless two meet by
// chance: then the later one takes the next that is free.
func (ids identifiers) of(id string) uint32 {
	hash := fnv.New32a()
	_, _ = hash.Write([]byte(id)) // never fails
	for n := hash.Sum32() & 0x7fffffff; ; n = (n + 1) & 0x7fffffff {
		if owner, taken := ids[n]; n > 0 && (!taken || owner == id) {
			ids[n] = id
			return n
		}
	}
}

func (ids identifiers) talk(session partnering.ProgrammeSession, slot partnering.ProgrammeSlot, loc *time.Location) talk {
	t := talk{id: ids.of(slot.Booking.ID), guid: guid("booking", slot.Booking.ID), room: roomName(session),
		title: line(slot.Booking.Title), track: joined(" – ", line(session.Title), line(session.Topic)), abstract: strings.TrimSpace(clean(slot.Booking.Abstract)),
		start: slot.Start.In(loc), duration: slot.End.Sub(slot.Start)}
	if slot.Organisation != nil {
		t.subtitle, t.website = line(slot.Organisation.Name), webLink(slot.Organisation.Website)
	}
	if t.title == "" {
		t.title = t.subtitle
	}
	t.slug = slug(fmt.Sprintf("%s-%d", t.title, t.id))
	for _, p := range slot.Presenters {
		t.speakers = append(t.speakers, speaker{id: ids.of(p.ID), name: line(p.Name)})
	}
	return t
}

// version names the state of the programme: the same content, the same name.
func version(p partnering.Programme) string {
	hash := fnv.New32a()
	for _, session := range p.Sessions {
		_, _ = fmt.Fprintf(hash, "%q%q%q%d%d", session.ID, session.Title, session.Room, session.Start.Unix(), session.Version)
		for _, slot := range session.Slots {
			_, _ = fmt.Fprintf(hash, "%q%d", slot.ID, slot.Start.Unix())
			if slot.Booking != nil {
				_, _ = fmt.Fprintf(hash, "%q%q%q%d", slot.Booking.ID, slot.Booking.Title, slot.Booking.State, slot.Booking.Version)
			}
		}
	}
	return fmt.Sprintf("%08x", hash.Sum32())
}

// slug writes a text with small letters, digits and dashes only.
func slug(text string) string {
	var out strings.Builder
	for _, r := range plain(text) {
		switch {
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
			out.WriteRune(r)
		case out.Len() > 0 && !strings.HasSuffix(out.String(), "-"):
			out.WriteByte('-')
		}
	}
	if name := strings.Trim(out.String(), "-"); name != "" {
		return name
	}
	return "event"
}

// acronym is a slug without dashes, of four characters at least, as readers of the form expect.
func acronym(name string) string {
	short := strings.ReplaceAll(slug(name), "-", "")
	if len(short) < 4 {
		short += "event"
	}
	return short
}

// hours writes a duration as HH:MM.
func hours(d time.Duration) string {
	minutes := int(d.Minutes())
	return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60)
}

// firstAndLast are the dates of the programme.
func (c conference) firstAndLast() (first, last string) {
	if len(c.days) == 0 {
		return "", ""
	}
	return date(c.days[0].start), date(c.days[len(c.days)-1].start)
}
