package api

import (
	"context"
	"time"

	"entente/partnering"
)

// Agenda is all meetings, pitches and commitments of somebody or something.
type Agenda struct {
	Scope       string              `json:"scope" enum:"delegate,organisation,place,event"`
	Subject     string              `json:"subject"`
	Title       string              `json:"title"`
	Subtitle    string              `json:"subtitle"`
	Version     int                 `json:"version" doc:"The published version, 0 before the first"`
	Zone        string              `json:"zone"`
	Entries     []AgendaEntry       `json:"entries"`
	Unscheduled []AgendaUnscheduled `json:"unscheduled"`
}

// AgendaEntry is one line of an agenda.
type AgendaEntry struct {
	Kind    string       `json:"kind" enum:"meeting,pitch,commitment"`
	ID      string       `json:"id" doc:"The request's, booking's or commitment's"`
	State   string       `json:"state"`
	Start   time.Time    `json:"start"`
	End     time.Time    `json:"end"`
	Slot    string       `json:"slot"`
	Place   string       `json:"place" doc:"Its name"`
	PlaceID string       `json:"place_id"`
	Zone    string       `json:"zone"`
	Link    string       `json:"link,omitempty"`
	Title   string       `json:"title"`
	Sides   []AgendaSide `json:"sides"`
	Message string       `json:"message"`
	Late    []string     `json:"late" doc:"Names of those who come late"`
	NoShow  []string     `json:"no_show" doc:"Organisations that did not come"`
}

// AgendaSide is one organisation at an entry.
type AgendaSide struct {
	Organisation string   `json:"organisation"`
	Name         string   `json:"name"`
	Kind         string   `json:"kind"`
	People       []Person `json:"people"`
}

// Person is a delegate by name.
type Person struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Title string `json:"title"`
}

// AgendaUnscheduled is an accepted request without a meeting.
type AgendaUnscheduled struct {
	Unscheduled
	Sides []AgendaSide `json:"sides"`
}

// Feed is a calendar subscription.
type Feed struct {
	Token string `json:"token"`
	URL   string `json:"url"`
	Scope string `json:"scope"`
	Event string `json:"event"`
}

// AgendaQuery says whose agenda; none of the three means the caller's own.
type AgendaQuery struct {
	EventPath
	Delegate     string `query:"delegate"`
	Organisation string `query:"organisation"`
	Place        string `query:"place"`
	All          bool   `query:"all" doc:"The whole event's, for organisers"`
}

// scope returns whose agenda the query asks for.
func (q AgendaQuery) scope() (partnering.FeedScope, string) {
	switch {
	case q.All:
		return partnering.ScopeEvent, ""
	case q.Delegate != "":
		return partnering.ScopeDelegate, q.Delegate
	case q.Organisation != "":
		return partnering.ScopeOrganisation, q.Organisation
	case q.Place != "":
		return partnering.ScopePlace, q.Place
	}
	return partnering.ScopeDelegate, ""
}

// FeedInput subscribes to an agenda.
type FeedInput struct {
	Scope   string `json:"scope,omitempty" enum:"delegate,organisation,place,event" default:"delegate"`
	Subject string `json:"subject,omitempty" doc:"Empty: the caller's own"`
}

func (s *server) agendaRoutes() []route {
	return tagged("Agenda",
		get("/events/{event}/agenda", "read-agenda", "Mine, or another for those who may", attendees, s.readAgenda),
		get("/events/{event}/agenda.{format}", "export-agenda", "The agenda as ics, xlsx, csv, pdf or json", attendees, s.exportAgenda),
		get("/me/feeds", "list-feeds", "My calendar subscriptions", signedIn, s.listFeeds),
		post("/events/{event}/feeds", "create-feed", "Subscribe to an agenda", attendees, s.createFeed).creates(),
		remove("/me/feeds/{token}", "delete-feed", "Revoke a subscription", signedIn, s.deleteFeed),
	)
}

func (s *server) readAgenda(ctx context.Context, in *AgendaQuery) (*Reply[Agenda], error) {
	scope, subject := in.scope()
	a, err := s.svc.Agenda(ctx, actor(ctx), in.Event, scope, subject)
	if err != nil {
		return nil, err
	}
	return reply(toAgenda(a)), nil
}

func (s *server) listFeeds(ctx context.Context, _ *struct{}) (*Reply[List[Feed]], error) {
	feeds, err := s.svc.FindFeeds(ctx, actor(ctx))
	if err != nil {
		return nil, err
	}
	return whole(feeds, s.toFeed), nil
}

func (s *server) createFeed(ctx context.Context, in *struct {
	EventPath
	Body FeedInput
}) (*Reply[Feed], error) {
	f, err := s.svc.CreateFeed(ctx, actor(ctx), in.Event, partnering.FeedScope(in.Body.Scope), in.Body.Subject)
	if err != nil {
		return nil, err
	}
	return reply(s.toFeed(f)), nil
}

func (s *server) deleteFeed(ctx context.Context, in *struct {
	Token string `path:"token"`
}) (*Empty, error) {
	return &Empty{}, s.svc.DeleteFeed(ctx, actor(ctx), in.Token)
}

func toAgenda(a partnering.Agenda) Agenda {
	return Agenda{Scope: string(a.Scope), Subject: a.SubjectID, Title: a.Title, Subtitle: a.Subtitle, Version: a.Number,
		Zone: a.Event.Zone, Entries: each(a.Entries, toEntry), Unscheduled: each(a.Unscheduled, toAgendaUnscheduled)}
}

func toEntry(e partnering.AgendaEntry) AgendaEntry {
	return AgendaEntry{Kind: string(e.Kind), ID: e.ID, State: string(e.State), Start: e.Start, End: e.End, Slot: e.SlotID,
		Place: e.Place, PlaceID: e.PlaceID, Zone: e.Zone, Link: e.Link, Title: e.Title, Sides: each(e.Sides, toSide),
		Message: e.Message, Late: list(e.Late), NoShow: list(e.NoShow)}
}

func toSide(a partnering.AgendaSide) AgendaSide {
	return AgendaSide{Organisation: a.OrganisationID, Name: a.Organisation, Kind: string(a.Kind), People: each(a.People, toPerson)}
}

func toPerson(p partnering.AgendaPerson) Person { return Person(p) }

func toAgendaUnscheduled(u partnering.AgendaUnscheduled) AgendaUnscheduled {
	return AgendaUnscheduled{Unscheduled: toUnscheduled(u.Unscheduled), Sides: each(u.Sides, toSide)}
}

func (s *server) toFeed(f partnering.Feed) Feed {
	return Feed{Token: f.Token, URL: s.baseURL + "/feeds/" + f.Token + ".ics", Scope: string(f.Scope), Event: f.EventID}
}
