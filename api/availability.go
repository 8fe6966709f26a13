package api

import (
	"context"
	"time"

	"entente/partnering"
)

// Availability is what a delegate says of the slots.
type Availability struct {
	Slots       map[string]string `json:"slots" doc:"open, closed or rather_not by slot id; a slot that is absent has the default"`
	Default     string            `json:"default" enum:"open,closed"`
	Commitments []Commitment      `json:"commitments"`
	Meetings    []AgendaEntry     `json:"meetings" doc:"Published meetings"`
	Version     int64             `json:"version"`
}

// AvailabilityInput is the whole availability of a delegate.
type AvailabilityInput struct {
	Slots map[string]string `json:"slots" doc:"open, closed or rather_not by slot id"`
}

// AvailabilityEffect says what an availability would cost.
type AvailabilityEffect struct {
	Accepted int      `json:"accepted" doc:"Accepted requests that need the delegate"`
	Fits     int      `json:"fits" doc:"How many of them still can take place, each on its own"`
	Lost     []string `json:"lost" doc:"Ids of the requests that no longer fit"`
	Open     int      `json:"open" doc:"Slots left"`
}

// Commitment blocks a delegate.
type Commitment struct {
	ID       string    `json:"id"`
	Delegate string    `json:"delegate"`
	Kind     string    `json:"kind" enum:"pitch,talk,attend,block"`
	Title    string    `json:"title"`
	Start    time.Time `json:"start"`
	End      time.Time `json:"end"`
}

// CommitmentInput is what one writes of a commitment.
type CommitmentInput struct {
	Kind   string    `json:"kind" enum:"talk,attend,block"`
	Title  string    `json:"title" maxLength:"200"`
	Source string    `json:"source,omitempty" doc:"The pitch session that is attended"`
	Start  time.Time `json:"start"`
	End    time.Time `json:"end"`
}

func (s *server) availabilityRoutes() []route {
	return tagged("Availability",
		get("/events/{event}/delegates/{id}/availability", "read-availability", "What the delegate said, and what blocks it", ownSide, s.readAvailability),
		put("/events/{event}/delegates/{id}/availability", "put-availability", "Put the whole availability", ownSide, s.putAvailability),
		post("/events/{event}/delegates/{id}/availability/effect", "check-availability", "What an availability would cost", ownSide, s.checkAvailability),
		post("/events/{event}/delegates/{id}/commitments", "add-commitment", "Block the delegate", ownSide, s.addCommitment).creates(),
		remove("/events/{event}/commitments/{id}", "remove-commitment", "Free the delegate", ownSide, s.removeCommitment),
	)
}

func (s *server) readAvailability(ctx context.Context, in *IDPath) (*Versioned[Availability], error) {
	c, err := s.svc.AvailabilityOf(ctx, actor(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return versioned(toAvailability(c), c.Availability.Version), nil
}

func (s *server) putAvailability(ctx context.Context, in *struct {
	IDPath
	Match
	Body AvailabilityInput
}) (*Versioned[Availability], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	wanted := in.Body.availability(in.ID)
	wanted.Version = version
	if _, err := s.svc.PutAvailability(ctx, actor(ctx), wanted); err != nil {
		return nil, err
	}
	return s.readAvailability(ctx, &in.IDPath)
}

func (s *server) checkAvailability(ctx context.Context, in *struct {
	IDPath
	Body AvailabilityInput
}) (*Reply[AvailabilityEffect], error) {
	e, err := s.svc.AvailabilityEffect(ctx, actor(ctx), in.Body.availability(in.ID))
	if err != nil {
		return nil, err
	}
	return reply(AvailabilityEffect{Accepted: e.Accepted, Fits: e.Fits, Lost: list(e.Lost), Open: e.Open}), nil
}

func (s *server) addCommitment(ctx context.Context, in *struct {
	IDPath
	Body CommitmentInput
}) (*Reply[Commitment], error) {
	c, err := s.svc.AddCommitment(ctx, actor(ctx), partnering.Commitment{EventID: in.Event, DelegateID: in.ID,
		Kind: partnering.CommitmentKind(in.Body.Kind), Title: in.Body.Title, SourceID: in.Body.Source,
		Start: in.Body.Start.UTC(), End: in.Body.End.UTC()})
	if err != nil {
		return nil, err
	}
	return reply(toCommitment(c)), nil
}

func (s *server) removeCommitment(ctx context.Context, in *IDPath) (*Empty, error) {
	return &Empty{}, s.svc.RemoveCommitment(ctx, actor(ctx), in.Event, in.ID)
}

func toAvailability(c partnering.DelegateCalendar) Availability {
	out := Availability{Slots: map[string]string{}, Default: string(c.Default), Version: c.Availability.Version,
		Commitments: each(c.Commitments, toCommitment), Meetings: each(c.Meetings, toEntry)}
	for slot, state := range c.Availability.Slots {
		out.Slots[slot] = string(state)
	}
	return out
}

func (in AvailabilityInput) availability(delegateID string) partnering.Availability {
	out := partnering.Availability{DelegateID: delegateID, Slots: map[string]partnering.SlotState{}}
	for slot, state := range in.Slots {
		out.Slots[slot] = partnering.SlotState(state)
	}
	return out
}

func toCommitment(c partnering.Commitment) Commitment {
	return Commitment{ID: c.ID, Delegate: c.DelegateID, Kind: string(c.Kind), Title: c.Title, Start: c.Start, End: c.End}
}
