package api

import (
	"context"

	"entente/partnering"
)

// Bottlenecks says what a draft is short of, and what a little more would gain.
type Bottlenecks struct {
	Waiting  int              `json:"waiting" doc:"Accepted requests without a meeting"`
	Slots    []SlotLoad       `json:"slots" doc:"By start"`
	Places   []PlaceLoad      `json:"places" doc:"Those that requests wait for, the most awaited first"`
	People   []PersonLoad     `json:"people" doc:"Delegates who can give no more meetings and whom requests wait for, the most awaited first"`
	Floors   []MissedFloor    `json:"floors"`
	Gains    []BottleneckGain `json:"gains" doc:"The best first; each was tried without moving any other meeting"`
	Complete bool             `json:"complete" doc:"False: time was up before every gain was tried"`
}

// SlotLoad says how full a slot is.
type SlotLoad struct {
	Slot     string `json:"slot"`
	Meetings int    `json:"meetings"`
	Capacity int    `json:"capacity" doc:"Meetings that fit, at all places together"`
	Waiting  int    `json:"waiting" doc:"Requests whose delegates are free then and that find no place"`
}

// PlaceLoad says how full a place is, over all slots in which it is open.
type PlaceLoad struct {
	Place    string `json:"place"`
	Meetings int    `json:"meetings"`
	Capacity int    `json:"capacity"`
	Waiting  int    `json:"waiting" doc:"Requests that only this place could hold and that find it full"`
}

// PersonLoad says how full a delegate's agenda is.
type PersonLoad struct {
	Delegate     string `json:"delegate"`
	Name         string `json:"name"`
	Organisation string `json:"organisation"`
	Meetings     int    `json:"meetings"`
	Open         int    `json:"open" doc:"Slots that are not closed to the delegate"`
	AtLimit      bool   `json:"at_limit" doc:"By a limit of meetings; else every open slot is taken"`
	Waiting      int    `json:"waiting" doc:"Requests that need the delegate"`
	Text         string `json:"text"`
}

// MissedFloor is a floor that a delegate or an organisation does not reach.
type MissedFloor struct {
	Delegate     string `json:"delegate,omitempty"`
	Organisation string `json:"organisation,omitempty"`
	Name         string `json:"name"`
	Floor        int    `json:"floor"`
	Meetings     int    `json:"meetings"`
	AtMost       int    `json:"at_most" doc:"No schedule gives more"`
	Proved       bool   `json:"proved" doc:"The schedule gives all that any can give"`
	Requests     int    `json:"requests" doc:"Accepted requests that may count for it"`
	Cause        string `json:"cause" enum:"nobody,requests,limit,no-common-slot,open-slots,common-slots"`
	Text         string `json:"text" doc:"What bounds it"`
}

// BottleneckGain is what a little more of something would bring.
type BottleneckGain struct {
	Kind     string   `json:"kind" enum:"table,slot,half-day"`
	Slot     string   `json:"slot,omitempty" doc:"Of a table; of a new slot the one before it; empty with table: every slot"`
	Delegate string   `json:"delegate,omitempty" doc:"Who opens slots"`
	Name     string   `json:"name" doc:"Of the delegate"`
	Opens    []string `json:"opens"`
	Requests []string `json:"requests" doc:"Which fit then"`
	Price    Figures  `json:"price" doc:"The change of each goal's value"`
	Text     string   `json:"text"`
}

func (s *server) readBottlenecks(ctx context.Context, in *IDPath) (*Reply[Bottlenecks], error) {
	b, err := s.svc.Bottlenecks(ctx, actor(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return reply(Bottlenecks{
		Waiting: b.Waiting, Complete: b.Complete, Floors: each(b.Floors, toMissedFloor), Gains: each(b.Gains, toGain),
		Slots: each(b.Slots, func(l partnering.SlotLoad) SlotLoad {
			return SlotLoad{Slot: l.SlotID, Meetings: l.Meetings, Capacity: l.Capacity, Waiting: l.Waiting}
		}),
		Places: each(b.Places, func(l partnering.PlaceLoad) PlaceLoad {
			return PlaceLoad{Place: l.PlaceID, Meetings: l.Meetings, Capacity: l.Capacity, Waiting: l.Waiting}
		}),
		People: each(b.People, func(l partnering.PersonLoad) PersonLoad {
			return PersonLoad{Delegate: l.DelegateID, Name: l.Name, Organisation: l.Organisation, Meetings: l.Meetings, Open: l.Open, AtLimit: l.AtLimit, Waiting: l.Waiting, Text: l.Text}
		}),
	}), nil
}

func toMissedFloor(f partnering.MissedFloor) MissedFloor {
	return MissedFloor{Delegate: f.DelegateID, Organisation: f.OrganisationID, Name: f.Name, Floor: f.Floor, Meetings: f.Meetings,
		AtMost: f.AtMost, Proved: f.Proved, Requests: f.Requests, Cause: f.Cause, Text: f.Text}
}

func toGain(g partnering.BottleneckGain) BottleneckGain {
	return BottleneckGain{Kind: g.Kind, Slot: g.SlotID, Delegate: g.DelegateID, Name: g.Name, Opens: list(g.Opens), Requests: list(g.Requests),
		Price: Figures(g.Price), Text: g.Text}
}
