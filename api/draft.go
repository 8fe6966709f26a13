package api

import (
	"context"
	"time"

	"entente/partnering"
)

// Meeting is an accepted request with a slot, a place and its attendees.
type Meeting struct {
	Request      string   `json:"request"`
	Slot         string   `json:"slot"`
	Place        string   `json:"place"`
	Participants []string `json:"participants" doc:"Delegate ids"`
	State        string   `json:"state" enum:"scheduled,held,no_show,cancelled"`
	Forced       bool     `json:"forced,omitempty" doc:"Put where a delegate is closed, by an organiser"`
	Late         []string `json:"late" doc:"Delegates who come late"`
	NoShow       []string `json:"no_show" doc:"Organisations that did not come"`
}

// Draft is an editable schedule.
type Draft struct {
	ID        string    `json:"id"`
	Name      string    `json:"name"`
	Run       string    `json:"run,omitempty"`
	Base      int       `json:"base" doc:"The published version in force when it was made"`
	CreatedAt time.Time `json:"created_at"`
	Version   int64     `json:"version"`
}

// DraftDetail is a draft with its meetings.
type DraftDetail struct {
	Draft
	Meetings    []Meeting     `json:"meetings"`
	Unscheduled []Unscheduled `json:"unscheduled"`
	Pins        []Pin         `json:"pins"`
	Score       Figures       `json:"score"`
}

// Pin keeps a meeting where it is.
type Pin struct {
	Request string `json:"request"`
	Slot    string `json:"slot"`
	Place   string `json:"place,omitempty" doc:"Empty: any"`
	Forced  bool   `json:"forced,omitempty"`
}

// EditInput puts a meeting somewhere.
type EditInput struct {
	Slot         string   `json:"slot,omitempty" doc:"Empty: out of the schedule"`
	Place        string   `json:"place,omitempty" doc:"Empty: any free place"`
	Participants []string `json:"participants,omitempty"`
	Force        bool     `json:"force,omitempty" doc:"Waive availability and the request's own slots"`
}

// Edited is a draft after an edit.
type Edited struct {
	Draft   Draft       `json:"draft"`
	Meeting *Meeting    `json:"meeting,omitempty"`
	Before  *Meeting    `json:"before,omitempty" doc:"What undo puts back"`
	Score   Figures     `json:"score"`
	Forced  []Violation `json:"forced"`
}

// Suggestion is a placement with its price.
type Suggestion struct {
	Slot         string      `json:"slot"`
	Place        string      `json:"place"`
	Participants []string    `json:"participants"`
	Violations   []Violation `json:"violations" doc:"Empty: it fits"`
	Displaces    []string    `json:"displaces" doc:"Requests that would have to move"`
	Price        Figures     `json:"price" doc:"The change of each goal's value"`
}

// DraftCheck is what a check found.
type DraftCheck struct {
	Violations []Violation `json:"violations"`
	Forced     []Violation `json:"forced"`
	Score      Figures     `json:"score"`
}

// DraftInput copies a schedule.
type DraftInput struct {
	From string `json:"from,omitempty" doc:"A draft to copy; empty: the published schedule"`
	Name string `json:"name,omitempty" maxLength:"120"`
}

// PinInput pins a meeting.
type PinInput struct {
	Slot   string `json:"slot"`
	Place  string `json:"place,omitempty"`
	Forced bool   `json:"forced,omitempty"`
}

func (s *server) draftRoutes() []route {
	return tagged("Drafts",
		get("/events/{event}/drafts", "list-drafts", "Drafts, newest first", organisers, s.listDrafts),
		post("/events/{event}/drafts", "create-draft", "Copy the published schedule or another draft", organisers, s.createDraft).creates(),
		get("/events/{event}/drafts/{id}", "read-draft", "A draft with its meetings", organisers, s.readDraft),
		remove("/events/{event}/drafts/{id}", "delete-draft", "Remove a draft", organisers, s.deleteDraft),
		get("/events/{event}/drafts/{id}/check", "check-draft", "Every violation of a draft", organisers, s.checkDraft),
		get("/events/{event}/drafts/{id}/preview", "preview-publish", "What publishing would change and who is told", organisers, s.previewPublish),
		patch("/events/{event}/drafts/{id}/meetings/{request}", "edit-draft", "Move a meeting, or take it out", organisers, s.editDraft),
		get("/events/{event}/drafts/{id}/meetings/{request}/suggestions", "suggest-draft", "Where a meeting could go, with the price", organisers, s.suggestDraft),
		get("/events/{event}/pins", "list-pins", "Pinned meetings", organisers, s.listPins),
		put("/events/{event}/pins/{request}", "pin-meeting", "Pin a meeting", organisers, s.pinMeeting),
		remove("/events/{event}/pins/{request}", "unpin-meeting", "Remove a pin", organisers, s.unpinMeeting),
	)
}

func (s *server) listDrafts(ctx context.Context, in *EventPath) (*Reply[List[Draft]], error) {
	drafts, err := s.svc.FindDrafts(ctx, actor(ctx), in.Event)
	if err != nil {
		return nil, err
	}
	return whole(drafts, toDraft), nil
}

func (s *server) createDraft(ctx context.Context, in *struct {
	EventPath
	Body DraftInput
}) (*Versioned[Draft], error) {
	d, err := s.svc.CreateDraft(ctx, actor(ctx), in.Event, in.Body.From, in.Body.Name)
	if err != nil {
		return nil, err
	}
	return versioned(toDraft(d), d.Version), nil
}

func (s *server) readDraft(ctx context.Context, in *IDPath) (*Versioned[DraftDetail], error) {
	v, err := s.svc.DraftByID(ctx, actor(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return versioned(DraftDetail{Draft: toDraft(v.Draft), Meetings: each(v.Meetings, toMeeting),
		Unscheduled: each(v.Unscheduled, toUnscheduled), Pins: each(v.Pins, toPin), Score: Figures(v.Figures)}, v.Version), nil
}

func (s *server) deleteDraft(ctx context.Context, in *struct {
	IDPath
	Match
}) (*Empty, error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	return &Empty{}, s.svc.DeleteDraft(ctx, actor(ctx), in.ID, version)
}

func (s *server) checkDraft(ctx context.Context, in *IDPath) (*Reply[DraftCheck], error) {
	c, err := s.svc.CheckDraft(ctx, actor(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return reply(DraftCheck{Violations: each(c.Violations, toViolation), Forced: each(c.Forced, toViolation), Score: Figures(c.Figures)}), nil
}

// MeetingPath names a meeting of a draft.
type MeetingPath struct {
	IDPath
	Request string `path:"request" doc:"The request whose meeting it is"`
}

func (s *server) editDraft(ctx context.Context, in *struct {
	MeetingPath
	Match
	Body EditInput
}) (*Versioned[Edited], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	r, err := s.svc.EditDraft(ctx, actor(ctx), in.ID, version, in.Body.edit(in.Request))
	if err != nil {
		return nil, err
	}
	return versioned(Edited{Draft: toDraft(r.Draft), Meeting: maybe(r.Meeting, toMeeting), Before: maybe(r.Before, toMeeting),
		Score: Figures(r.Figures), Forced: each(r.Forced, toViolation)}, r.Draft.Version), nil
}

func (s *server) suggestDraft(ctx context.Context, in *MeetingPath) (*Reply[List[Suggestion]], error) {
	found, err := s.svc.SuggestDraft(ctx, actor(ctx), in.ID, in.Request)
	if err != nil {
		return nil, err
	}
	return whole(found, toSuggestion), nil
}

// PinPath names a request of an event.
type PinPath struct {
	EventPath
	Request string `path:"request"`
}

func (s *server) listPins(ctx context.Context, in *EventPath) (*Reply[List[Pin]], error) {
	pins, err := s.svc.FindPins(ctx, actor(ctx), in.Event)
	if err != nil {
		return nil, err
	}
	return whole(pins, toPin), nil
}

func (s *server) pinMeeting(ctx context.Context, in *struct {
	PinPath
	Body PinInput
}) (*Reply[Pin], error) {
	p, err := s.svc.PinMeeting(ctx, actor(ctx), partnering.Pin{EventID: in.Event, RequestID: in.Request,
		SlotID: in.Body.Slot, PlaceID: in.Body.Place, Forced: in.Body.Forced})
	if err != nil {
		return nil, err
	}
	return reply(toPin(p)), nil
}

func (s *server) unpinMeeting(ctx context.Context, in *PinPath) (*Empty, error) {
	return &Empty{}, s.svc.UnpinMeeting(ctx, actor(ctx), in.Event, in.Request)
}

func toDraft(d partnering.Draft) Draft {
	return Draft{ID: d.ID, Name: d.Name, Run: d.RunID, Base: d.Base, CreatedAt: d.CreatedAt, Version: d.Version}
}

func toMeeting(m partnering.Meeting) Meeting {
	return Meeting{Request: m.RequestID, Slot: m.SlotID, Place: m.PlaceID, Participants: list(m.Participants),
		State: string(m.State), Forced: m.Forced, Late: list(m.Late), NoShow: list(m.NoShow)}
}

func toPin(p partnering.Pin) Pin {
	return Pin{Request: p.RequestID, Slot: p.SlotID, Place: p.PlaceID, Forced: p.Forced}
}

func (in EditInput) edit(requestID string) partnering.Edit {
	return partnering.Edit{RequestID: requestID, SlotID: in.Slot, PlaceID: in.Place, Participants: in.Participants, Force: in.Force}
}

func toSuggestion(g partnering.Suggestion) Suggestion {
	return Suggestion{Slot: g.SlotID, Place: g.PlaceID, Participants: list(g.Participants),
		Violations: each(g.Violations, toViolation), Displaces: list(g.Displaces), Price: Figures(g.Price)}
}

// maybe encodes what may be absent.
func maybe[D, T any](d *D, encode func(D) T) *T {
	if d == nil {
		return nil
	}
	out := encode(*d)
	return &out
}
