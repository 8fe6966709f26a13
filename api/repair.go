package api

import (
	"context"

	"entente/partnering"
)

// Disruption is what happened to the published schedule.
type Disruption struct {
	Kind       string   `json:"kind" enum:"absent,place-closed,slot-lost,request-cancelled,now" doc:"now: what no longer holds, and room that is free by now"`
	Delegate   string   `json:"delegate,omitempty" doc:"Who is absent"`
	Place      string   `json:"place,omitempty" doc:"Which is closed"`
	Request    string   `json:"request,omitempty" doc:"Which is cancelled"`
	Slots      []string `json:"slots,omitempty" doc:"Of the absence, the closing or the loss; empty, and no day: all that have not begun"`
	Day        string   `json:"day,omitempty" doc:"All slots of this day instead"`
	InsertOnly bool     `json:"insert_only,omitempty" doc:"No meeting moves that can stay"`
}

// RepairProposal is what would become of the published schedule, and its price.
type RepairProposal struct {
	Base     int            `json:"base" doc:"The published version that it repairs"`
	Title    string         `json:"title" doc:"What happened, in words"`
	Diff     []Change       `json:"diff"`
	Requests []RequestSides `json:"requests" doc:"The sides of the requests that change"`
	Left     []Unscheduled  `json:"left" doc:"Why meetings are lost, and what would help"`
	Unpinned []string       `json:"unpinned" doc:"Requests whose pin goes, as they cannot stand there"`
	Price    Figures        `json:"price" doc:"The change of each goal's value"`
	Proved   bool           `json:"proved" doc:"As many of the meetings cannot take place with fewer moved"`
	Notified []Notified     `json:"notified" doc:"Who would be told"`
	Digest   string         `json:"digest" doc:"Tells this proposal from another"`
}

// RequestSides names the two organisations of a request.
type RequestSides struct {
	Request  string `json:"request"`
	FromName string `json:"from_name"`
	ToName   string `json:"to_name"`
}

// RepairInput applies a repair.
type RepairInput struct {
	Disruption
	Base   int    `json:"base" minimum:"1" doc:"The published version that the proposal repairs"`
	Digest string `json:"digest,omitempty" doc:"Of the proposal; empty takes whatever the repair is now"`
}

// DraftRepairInput names a repair of a request without a meeting.
type DraftRepairInput struct {
	Kind    string `json:"kind" enum:"place,move-meeting,drop-meeting"`
	Slot    string `json:"slot" minLength:"1"`
	Place   string `json:"place,omitempty"`
	Request string `json:"request,omitempty" doc:"The meeting that moves or goes"`
	ToSlot  string `json:"to_slot,omitempty"`
}

// DraftRepaired is a draft after a repair.
type DraftRepaired struct {
	Draft Draft    `json:"draft"`
	Diff  []Change `json:"diff" doc:"The request's own meeting first"`
	Score Figures  `json:"score"`
	Text  string   `json:"text" doc:"What was done"`
}

func (s *server) repairRoutes() []route {
	return tagged("Repairs",
		post("/events/{event}/repairs", "propose-repair", "What an absence, a closed table, a lost slot or a cancellation would change, and its price", organisers, s.proposeRepair),
		post("/events/{event}/repairs/apply", "apply-repair", "Write it, and publish the repaired schedule", organisers, s.applyRepair),
		get("/events/{event}/drafts/{id}/meetings/{request}/reasons", "explain-draft", "Why a request has no meeting in the draft as it is, and what would help", organisers, s.explainDraft),
		post("/events/{event}/drafts/{id}/meetings/{request}/repair", "repair-draft", "Do a repair on the draft", organisers, s.repairDraft),
		get("/events/{event}/drafts/{id}/bottlenecks", "read-bottlenecks", "What a draft is short of, and what a little more would gain", organisers, s.readBottlenecks),
	)
}

func (s *server) proposeRepair(ctx context.Context, in *struct {
	EventPath
	Body Disruption
}) (*Reply[RepairProposal], error) {
	p, err := s.svc.ProposeRepair(ctx, actor(ctx), in.Event, in.Body.toDomain())
	if err != nil {
		return nil, err
	}
	return reply(RepairProposal{Base: p.Base, Title: p.Title, Diff: each(p.Changes, toChange), Requests: each(p.Sides, toSides), Left: each(p.Left, toUnscheduled),
		Unpinned: list(p.Unpinned), Price: Figures(p.Price), Proved: p.Proved, Notified: each(p.Notified, toNotified), Digest: p.Digest}), nil
}

func (s *server) applyRepair(ctx context.Context, in *struct {
	EventPath
	Body RepairInput
}) (*Reply[Published], error) {
	return published(s.svc.ApplyRepair(ctx, actor(ctx), in.Event, in.Body.toDomain(), in.Body.Base, in.Body.Digest))
}

func (s *server) explainDraft(ctx context.Context, in *MeetingPath) (*Reply[Unscheduled], error) {
	u, err := s.svc.ExplainDraft(ctx, actor(ctx), in.ID, in.Request)
	if err != nil {
		return nil, err
	}
	return reply(toUnscheduled(u)), nil
}

func (s *server) repairDraft(ctx context.Context, in *struct {
	MeetingPath
	Match
	Body DraftRepairInput
}) (*Versioned[DraftRepaired], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	done, err := s.svc.RepairDraft(ctx, actor(ctx), in.ID, version, in.Request, in.Body.toDomain())
	if err != nil {
		return nil, err
	}
	return versioned(DraftRepaired{Draft: toDraft(done.Draft), Diff: each(done.Changes, toChange), Score: Figures(done.Figures), Text: done.Text},
		done.Draft.Version), nil
}

func (d Disruption) toDomain() partnering.Disruption {
	return partnering.Disruption{Kind: partnering.DisruptionKind(d.Kind), DelegateID: d.Delegate, PlaceID: d.Place, RequestID: d.Request,
		SlotIDs: d.Slots, Day: d.Day, InsertOnly: d.InsertOnly}
}

func (in DraftRepairInput) toDomain() partnering.Repair {
	return partnering.Repair{Kind: in.Kind, SlotID: in.Slot, PlaceID: in.Place, RequestID: in.Request, ToSlotID: in.ToSlot}
}

func toSides(r partnering.RequestSides) RequestSides {
	return RequestSides{Request: r.RequestID, FromName: r.From, ToName: r.To}
}

func toNotified(n partnering.NotifiedDelegate) Notified {
	return Notified{Delegate: n.DelegateID, Name: n.Name, Organisation: n.Organisation, Changes: n.Changes}
}
