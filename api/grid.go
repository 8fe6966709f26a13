package api

import (
	"context"
	"time"

	"entente/partnering"
)

// Slot is one timeslot of the meeting grid.
type Slot struct {
	ID      string    `json:"id"`
	Day     string    `json:"day"`
	Session string    `json:"session"`
	Start   time.Time `json:"start"`
	End     time.Time `json:"end"`
}

// GridSession is a run of adjacent slots.
type GridSession struct {
	Day     string    `json:"day"`
	Session string    `json:"session"`
	Start   time.Time `json:"start"`
	End     time.Time `json:"end"`
	Slots   []Slot    `json:"slots"`
}

// SessionPlan asks for a session of the meeting grid.
type SessionPlan struct {
	Date    string `json:"date" format:"date" doc:"Local day" example:"2026-12-01"`
	Name    string `json:"name" minLength:"1" maxLength:"80" example:"morning"`
	From    string `json:"from" pattern:"^\\d{2}:\\d{2}$" doc:"Local time" example:"09:00"`
	Until   string `json:"until" pattern:"^\\d{2}:\\d{2}$" example:"12:30"`
	Minutes int    `json:"minutes" minimum:"5" maximum:"240" doc:"Length of a slot" example:"30"`
}

// Place is where meetings happen.
type Place struct {
	ID           string   `json:"id"`
	Name         string   `json:"name"`
	Kind         string   `json:"kind" enum:"table,booth,room,video"`
	Zone         string   `json:"zone"`
	Capacity     int      `json:"capacity"`
	Organisation string   `json:"organisation,omitempty" doc:"Of a booth"`
	Link         string   `json:"link,omitempty" doc:"Of a video place"`
	Position     int      `json:"position"`
	Closed       []string `json:"closed" doc:"Ids of the slots in which it is closed"`
	Version      int64    `json:"version"`
}

// PlaceInput is what an organiser writes of a place.
type PlaceInput struct {
	Name         string   `json:"name" minLength:"1" maxLength:"120"`
	Kind         string   `json:"kind" enum:"table,booth,room,video"`
	Zone         string   `json:"zone,omitempty" maxLength:"80"`
	Capacity     int      `json:"capacity,omitempty" minimum:"1" maximum:"10000" default:"1"`
	Organisation string   `json:"organisation,omitempty"`
	Link         string   `json:"link,omitempty" maxLength:"1000"`
	Position     int      `json:"position,omitempty"`
	Closed       []string `json:"closed,omitempty"`
}

// PlacesInput adds places.
type PlacesInput struct {
	Places []PlaceInput `json:"places" minItems:"1" maxItems:"2000"`
}

func (s *server) gridRoutes() []route {
	return tagged("Grid and venue",
		get("/events/{event}/slots", "list-slots", "Slots by start", public, s.listSlots),
		remove("/events/{event}/slots/{id}", "delete-slot", "Remove a slot", organisers, s.deleteSlot),
		get("/events/{event}/sessions", "list-sessions", "Sessions of the meeting grid by start", public, s.listSessions),
		post("/events/{event}/sessions", "add-session", "Build a session of slots", organisers, s.addSession).creates(),
		remove("/events/{event}/sessions", "delete-session", "Remove a session of slots", organisers, s.deleteSession),
		get("/events/{event}/places", "list-places", "Places by position", attendees, s.listPlaces),
		post("/events/{event}/places", "create-places", "Add places", organisers, s.createPlaces).creates(),
		put("/events/{event}/places/{id}", "change-place", "Change a place", organisers, s.changePlace),
		remove("/events/{event}/places/{id}", "delete-place", "Remove a place", organisers, s.deletePlace),
	)
}

func (s *server) listSlots(ctx context.Context, in *EventPath) (*Reply[List[Slot]], error) {
	slots, err := s.svc.FindSlots(ctx, actor(ctx), in.Event)
	if err != nil {
		return nil, err
	}
	return whole(slots, toSlot), nil
}

func (s *server) deleteSlot(ctx context.Context, in *IDPath) (*Empty, error) {
	return &Empty{}, s.svc.DeleteSlot(ctx, actor(ctx), in.Event, in.ID)
}

func (s *server) listSessions(ctx context.Context, in *EventPath) (*Reply[List[GridSession]], error) {
	sessions, err := s.svc.FindGridSessions(ctx, actor(ctx), in.Event)
	if err != nil {
		return nil, err
	}
	return whole(sessions, toGridSession), nil
}

func (s *server) addSession(ctx context.Context, in *struct {
	EventPath
	Body SessionPlan
}) (*Reply[GridSession], error) {
	session, err := s.svc.AddSession(ctx, actor(ctx), in.Event, partnering.SessionPlan(in.Body))
	if err != nil {
		return nil, err
	}
	return reply(toGridSession(session)), nil
}

func (s *server) deleteSession(ctx context.Context, in *struct {
	EventPath
	Day     string `query:"day" required:"true"`
	Session string `query:"session" required:"true"`
}) (*Empty, error) {
	return &Empty{}, s.svc.DeleteSession(ctx, actor(ctx), in.Event, in.Day, in.Session)
}

func (s *server) listPlaces(ctx context.Context, in *EventPath) (*Reply[List[Place]], error) {
	places, err := s.svc.FindPlaces(ctx, actor(ctx), in.Event)
	if err != nil {
		return nil, err
	}
	return whole(places, toPlace), nil
}

func (s *server) createPlaces(ctx context.Context, in *struct {
	EventPath
	Body PlacesInput
}) (*Reply[List[Place]], error) {
	places := each(in.Body.Places, func(p PlaceInput) partnering.Place { return p.place(in.Event) })
	made, err := s.svc.CreatePlaces(ctx, actor(ctx), in.Event, places)
	if err != nil {
		return nil, err
	}
	return whole(made, toPlace), nil
}

func (s *server) changePlace(ctx context.Context, in *struct {
	IDPath
	Match
	Body PlaceInput
}) (*Versioned[Place], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	place := in.Body.place(in.Event)
	place.ID, place.Version = in.ID, version
	place, err = s.svc.UpdatePlace(ctx, actor(ctx), place)
	if err != nil {
		return nil, err
	}
	return versioned(toPlace(place), place.Version), nil
}

func (s *server) deletePlace(ctx context.Context, in *IDPath) (*Empty, error) {
	return &Empty{}, s.svc.DeletePlace(ctx, actor(ctx), in.ID)
}

func toSlot(s partnering.Slot) Slot {
	return Slot{ID: s.ID, Day: s.Day, Session: s.Session, Start: s.Start, End: s.End}
}

func toGridSession(g partnering.GridSession) GridSession {
	return GridSession{Day: g.Day, Session: g.Session, Start: g.Start, End: g.End, Slots: each(g.Slots, toSlot)}
}

func toPlace(p partnering.Place) Place {
	return Place{ID: p.ID, Name: p.Name, Kind: string(p.Kind), Zone: p.Zone, Capacity: p.Capacity,
		Organisation: p.OrganisationID, Link: p.Link, Position: p.Position, Closed: list(p.Closed), Version: p.Version}
}

func (in PlaceInput) place(eventID string) partnering.Place {
	return partnering.Place{EventID: eventID, Name: in.Name, Kind: partnering.PlaceKind(in.Kind), Zone: in.Zone,
		Capacity: in.Capacity, OrganisationID: in.Organisation, Link: in.Link, Position: in.Position, Closed: in.Closed}
}
