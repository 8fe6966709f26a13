package export

import (
	"encoding/json"
	"io"
	"time"

	"entente/partnering"
)

type agendaJSON struct {
	Event       eventJSON         `json:"event"`
	Scope       string            `json:"scope"`
	Subject     string            `json:"subject"`
	Title       string            `json:"title"`
	Subtitle    string            `json:"subtitle"`
	Version     int               `json:"version"`
	At          time.Time         `json:"at"`
	Entries     []entryJSON       `json:"entries"`
	Unscheduled []unscheduledJSON `json:"unscheduled"`
}

type eventJSON struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Venue string `json:"venue"`
	Zone  string `json:"zone"`
}

type entryJSON struct {
	Kind    string     `json:"kind"`
	ID      string     `json:"id"`
	UID     string     `json:"uid"`
	State   string     `json:"state"`
	Start   time.Time  `json:"start"`
	End     time.Time  `json:"end"`
	Slot    string     `json:"slot"`
	Place   string     `json:"place"`
	PlaceID string     `json:"place_id"`
	Zone    string     `json:"zone"`
	Link    string     `json:"link,omitempty"`
	Title   string     `json:"title"`
	Sides   []sideJSON `json:"sides"`
	Message string     `json:"message"`
	Late    []string   `json:"late"`
}

type sideJSON struct {
	Organisation string       `json:"organisation"`
	Name         string       `json:"name"`
	Kind         string       `json:"kind"`
	People       []personJSON `json:"people"`
}

type personJSON struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Title string `json:"title"`
}

type unscheduledJSON struct {
	Request string     `json:"request"`
	Sides   []sideJSON `json:"sides"`
	Reasons []string   `json:"reasons"`
	Repairs []string   `json:"repairs"`
}

// WriteJSON writes the agenda as one JSON object with the names that the HTTP
// interface uses. Times bear the offset of the event's zone; lists are never null.
func WriteJSON(w io.Writer, a partnering.Agenda) error {
	loc := a.Event.Location()
	out := agendaJSON{Event: eventJSON{ID: a.Event.ID, Name: a.Event.Name, Venue: a.Event.Venue, Zone: a.Event.Zone}, Scope: string(a.Scope),
		Subject: a.SubjectID, Title: a.Title, Subtitle: a.Subtitle, Version: a.Number, At: a.At.In(loc)}
	out.Entries = each(a.Entries, func(e partnering.AgendaEntry) entryJSON {
		return entryJSON{Kind: string(e.Kind), ID: e.ID, UID: e.UID, State: string(e.State), Start: e.Start.In(loc), End: e.End.In(loc), Slot: e.SlotID,
			Place: e.Place, PlaceID: e.PlaceID, Zone: e.Zone, Link: e.Link, Title: e.Title, Sides: each(e.Sides, toSideJSON), Message: e.Message,
			Late: append([]string{}, e.Late...)}
	})
	out.Unscheduled = each(a.Unscheduled, func(u partnering.AgendaUnscheduled) unscheduledJSON {
		return unscheduledJSON{Request: u.RequestID, Sides: each(u.Sides, toSideJSON),
			Reasons: each(u.Reasons, func(r partnering.Reason) string { return r.Text }),
			Repairs: each(u.Repairs, func(r partnering.Repair) string { return r.Text })}
	})
	return indented(w, out)
}

func toSideJSON(s partnering.AgendaSide) sideJSON {
	return sideJSON{Organisation: s.OrganisationID, Name: s.Organisation, Kind: string(s.Kind),
		People: each(s.People, func(p partnering.AgendaPerson) personJSON { return personJSON(p) })}
}

// each turns every item; the list is never nil.
func each[A, B any](items []A, turn func(A) B) []B {
	out := make([]B, len(items))
	for i, item := range items {
		out[i] = turn(item)
	}
	return out
}

func indented(w io.Writer, v any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(v)
}
