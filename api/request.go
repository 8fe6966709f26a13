package api

import (
	"context"
	"time"

	"entente/partnering"
)

// Request is a meeting request.
type Request struct {
	ID          string       `json:"id"`
	From        string       `json:"from" doc:"The asking organisation's id"`
	To          string       `json:"to" doc:"The asked organisation's id"`
	FromName    string       `json:"from_name"`
	ToName      string       `json:"to_name"`
	FromKind    string       `json:"from_kind"`
	ToKind      string       `json:"to_kind"`
	FromCountry string       `json:"from_country"`
	ToCountry   string       `json:"to_country"`
	State       string       `json:"state" enum:"pending,accepted,declined,withdrawn,expired,cancelled"`
	Priority    string       `json:"priority" enum:"must,want,nice" doc:"The asking side's"`
	ToPriority  string       `json:"to_priority,omitempty" doc:"The asked side's, once accepted"`
	Message     string       `json:"message"`
	Attendees   Sides        `json:"attendees"`
	Mandatory   bool         `json:"mandatory"`
	Slots       []string     `json:"slots" doc:"May only take place in these; empty: any"`
	Session     string       `json:"session,omitempty"`
	After       []string     `json:"after" doc:"Ids of requests whose meetings come before"`
	Reason      string       `json:"reason,omitempty" doc:"Why it was declined or cancelled"`
	ReasonText  string       `json:"reason_text,omitempty"`
	Meeting     *Meeting     `json:"meeting,omitempty" doc:"As published"`
	Unscheduled *Unscheduled `json:"unscheduled,omitempty" doc:"Why the published schedule has no meeting for it"`
	Messages    int          `json:"messages" doc:"Length of the thread"`
	People      []Person     `json:"people" doc:"The attendees by name"`
	CreatedAt   time.Time    `json:"created_at"`
	AnsweredAt  *time.Time   `json:"answered_at,omitempty"`
	Version     int64        `json:"version"`
}

// Sides are the attendees of both sides.
type Sides struct {
	From Attendees `json:"from"`
	To   Attendees `json:"to"`
}

// Attendees says who should attend for one side; nobody named means any one
// of the organisation's delegates who take meetings.
type Attendees struct {
	Required []string   `json:"required" doc:"Delegate ids"`
	AnyOf    [][]string `json:"any_of" doc:"Of each group at least one"`
}

// AttendeesInput is what one writes of attendees.
type AttendeesInput struct {
	Required []string   `json:"required,omitempty" maxItems:"20"`
	AnyOf    [][]string `json:"any_of,omitempty" maxItems:"10"`
}

// RequestInput asks for a meeting.
type RequestInput struct {
	From        string          `json:"from,omitempty" doc:"The caller's own organisation unless an organiser asks"`
	To          string          `json:"to" minLength:"1"`
	Message     string          `json:"message,omitempty" maxLength:"2000"`
	Priority    string          `json:"priority,omitempty" enum:"must,want,nice" default:"want"`
	Attendees   *AttendeesInput `json:"attendees,omitempty" doc:"Of the asking side"`
	ToAttendees *AttendeesInput `json:"to_attendees,omitempty" doc:"Of the asked side"`
}

// RequestChange changes a request; what is absent stays.
type RequestChange struct {
	Priority  *string         `json:"priority,omitempty" enum:"must,want,nice" doc:"Of the caller's side"`
	Attendees *AttendeesInput `json:"attendees,omitempty" doc:"Of the caller's side"`
	Mandatory *bool           `json:"mandatory,omitempty" doc:"Organisers only, like what follows"`
	Slots     *[]string       `json:"slots,omitempty"`
	Session   *string         `json:"session,omitempty"`
	After     *[]string       `json:"after,omitempty"`
	Side      string          `json:"side,omitempty" enum:"from,to" doc:"Which side an organiser means by priority and attendees"`
}

// AnswerInput accepts, declines or cancels.
type AnswerInput struct {
	Priority   string          `json:"priority,omitempty" enum:"must,want,nice"`
	Attendees  *AttendeesInput `json:"attendees,omitempty" doc:"Of the answering side"`
	Reason     string          `json:"reason,omitempty" enum:"no_fit,no_time,already_in_contact,later,other"`
	ReasonText string          `json:"reason_text,omitempty" maxLength:"1000"`
}

// BulkInput answers many requests at once.
type BulkInput struct {
	Requests   []string `json:"requests" minItems:"1" maxItems:"1000"`
	Answer     string   `json:"answer" enum:"accept,decline"`
	Priority   string   `json:"priority,omitempty" enum:"must,want,nice"`
	Reason     string   `json:"reason,omitempty" enum:"no_fit,no_time,already_in_contact,later,other"`
	ReasonText string   `json:"reason_text,omitempty" maxLength:"1000"`
}

// BulkResult is the outcome for one of many requests.
type BulkResult struct {
	ID      string   `json:"id"`
	Problem *Problem `json:"problem,omitempty" doc:"Absent when it was done"`
}

// Message is one message in a request's thread.
type Message struct {
	ID           string    `json:"id"`
	Organisation string    `json:"organisation" doc:"The writer's side; empty for an organiser"`
	Author       string    `json:"author"`
	Text         string    `json:"text"`
	At           time.Time `json:"at"`
}

// Quota says how many requests may still be sent.
type Quota struct {
	Limit    int        `json:"limit" doc:"0: no limit"`
	Used     int        `json:"used"`
	Deadline *time.Time `json:"deadline,omitempty"`
	MayAsk   []string   `json:"may_ask" doc:"Kinds that may be asked; empty: all"`
}

// MessageInput writes to a thread.
type MessageInput struct {
	Text string `json:"text" minLength:"1" maxLength:"4000"`
}

func (s *server) requestRoutes() []route {
	return tagged("Requests",
		get("/events/{event}/requests", "list-requests", "Requests that the caller may see, newest first", attendees, s.listRequests),
		post("/events/{event}/requests", "create-request", "Ask for a meeting; 200 with the standing one if there is one", ownSide, s.createRequest).creates(),
		post("/events/{event}/requests/answers", "answer-requests", "Accept or decline many", bothSides, s.answerRequests),
		get("/events/{event}/requests/{id}", "read-request", "Read a request", bothSides, s.readRequest),
		patch("/events/{event}/requests/{id}", "change-request", "Change priority and attendees", bothSides, s.changeRequest),
		post("/events/{event}/requests/{id}/accept", "accept-request", "Accept", bothSides, s.acceptRequest),
		post("/events/{event}/requests/{id}/decline", "decline-request", "Decline with a reason", bothSides, s.declineRequest),
		post("/events/{event}/requests/{id}/withdraw", "withdraw-request", "Take back a pending request", bothSides, s.withdrawRequest),
		post("/events/{event}/requests/{id}/cancel", "cancel-request", "Cancel an accepted request with its meeting", bothSides, s.cancelRequest),
		post("/events/{event}/requests/{id}/reopen", "reopen-request", "Make a declined or expired request pending again", bothSides, s.reopenRequest),
		get("/events/{event}/requests/{id}/messages", "list-messages", "The thread, oldest first", bothSides, s.listMessages),
		post("/events/{event}/requests/{id}/messages", "write-message", "Write to the thread", bothSides, s.writeMessage).creates(),
	)
}

func (s *server) listRequests(ctx context.Context, in *struct {
	EventPath
	Paging
	Box          string `query:"box" enum:"received,sent," doc:"Of the caller's organisation"`
	State        string `query:"state" enum:"pending,accepted,declined,withdrawn,expired,cancelled,"`
	Organisation string `query:"organisation" doc:"On either side"`
	Text         string `query:"q"`
}) (*Reply[List[Request]], error) {
	filter := partnering.RequestFilter{EventID: in.Event, OrganisationID: in.Organisation, Text: in.Text, Page: in.page()}
	if in.State != "" {
		filter.States = []partnering.RequestState{partnering.RequestState(in.State)}
	}
	switch in.Box {
	case "received":
		filter.ToID = own(ctx, in.Event, in.Organisation)
	case "sent":
		filter.FromID = own(ctx, in.Event, in.Organisation)
	}
	found, err := s.svc.FindRequests(ctx, actor(ctx), filter)
	if err != nil {
		return nil, err
	}
	return listed(found, toRequest), nil
}

// Asked is the answer to a new request.
type Asked struct {
	Status int
	ETag   string `header:"ETag"`
	Body   Request
}

func (s *server) createRequest(ctx context.Context, in *struct {
	EventPath
	Body RequestInput
}) (*Asked, error) {
	r := partnering.MeetingRequest{EventID: in.Event, Message: in.Body.Message,
		From: partnering.Side{OrganisationID: own(ctx, in.Event, in.Body.From), Priority: partnering.Priority(in.Body.Priority),
			Attendees: in.Body.Attendees.attendees()},
		To: partnering.Side{OrganisationID: in.Body.To, Attendees: in.Body.ToAttendees.attendees()}}
	detail, made, err := s.svc.RequestMeeting(ctx, actor(ctx), r)
	if err != nil {
		return nil, err
	}
	out := &Asked{Status: 200, ETag: etag(detail.Version), Body: toRequest(detail)}
	if made {
		out.Status = 201
	}
	return out, nil
}

func (s *server) answerRequests(ctx context.Context, in *struct {
	EventPath
	Body BulkInput
}) (*Reply[List[BulkResult]], error) {
	answer := partnering.Answer{Priority: partnering.Priority(in.Body.Priority),
		Reason: partnering.DeclineReason(in.Body.Reason), ReasonText: in.Body.ReasonText}
	done, err := s.svc.AnswerRequests(ctx, actor(ctx), in.Event, in.Body.Requests, in.Body.Answer == "accept", answer)
	if err != nil {
		return nil, err
	}
	return whole(done, func(b partnering.BulkAnswer) BulkResult {
		out := BulkResult{ID: b.ID}
		if b.Err != nil {
			out.Problem = problemOf(ctx, b.Err)
		}
		return out
	}), nil
}

func (s *server) readRequest(ctx context.Context, in *IDPath) (*Versioned[Request], error) {
	return detail(s.svc.RequestByID(ctx, actor(ctx), in.ID))
}

func (s *server) changeRequest(ctx context.Context, in *struct {
	IDPath
	Match
	Body RequestChange
}) (*Versioned[Request], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	current, err := s.svc.RequestByID(ctx, actor(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	changed := in.Body.apply(current.MeetingRequest, actor(ctx).OrganisationAt(in.Event))
	changed.Version = version
	return detail(s.svc.UpdateRequest(ctx, actor(ctx), changed))
}

// answering is the input of the actions that answer a request.
type answering struct {
	IDPath
	Body AnswerInput `required:"false"`
}

func (s *server) acceptRequest(ctx context.Context, in *answering) (*Versioned[Request], error) {
	return detail(s.svc.AcceptRequest(ctx, actor(ctx), in.ID, in.Body.answer()))
}

func (s *server) declineRequest(ctx context.Context, in *answering) (*Versioned[Request], error) {
	return detail(s.svc.DeclineRequest(ctx, actor(ctx), in.ID, in.Body.answer()))
}

func (s *server) withdrawRequest(ctx context.Context, in *IDPath) (*Versioned[Request], error) {
	return detail(s.svc.WithdrawRequest(ctx, actor(ctx), in.ID))
}

func (s *server) cancelRequest(ctx context.Context, in *answering) (*Versioned[Request], error) {
	return detail(s.svc.CancelRequest(ctx, actor(ctx), in.ID, in.Body.answer()))
}

func (s *server) reopenRequest(ctx context.Context, in *IDPath) (*Versioned[Request], error) {
	return detail(s.svc.ReopenRequest(ctx, actor(ctx), in.ID))
}

func (s *server) listMessages(ctx context.Context, in *IDPath) (*Reply[List[Message]], error) {
	messages, err := s.svc.FindMessages(ctx, actor(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return whole(messages, toMessage), nil
}

func (s *server) writeMessage(ctx context.Context, in *struct {
	IDPath
	Body MessageInput
}) (*Reply[Message], error) {
	m, err := s.svc.WriteMessage(ctx, actor(ctx), in.ID, in.Body.Text)
	if err != nil {
		return nil, err
	}
	return reply(toMessage(m)), nil
}

func (s *server) readQuota(ctx context.Context, in *IDPath) (*Reply[Quota], error) {
	q, err := s.svc.QuotaOf(ctx, actor(ctx), in.Event, in.ID)
	if err != nil {
		return nil, err
	}
	return reply(Quota{Limit: q.Limit, Used: q.Used, Deadline: instant(q.Deadline), MayAsk: texts(q.MayAsk)}), nil
}

func detail(d partnering.RequestDetail, err error) (*Versioned[Request], error) {
	if err != nil {
		return nil, err
	}
	return versioned(toRequest(d), d.Version), nil
}

func toRequest(d partnering.RequestDetail) Request {
	out := Request{ID: d.ID, From: d.From.OrganisationID, To: d.To.OrganisationID,
		FromName: d.FromOrganisation.Name, ToName: d.ToOrganisation.Name,
		FromKind: string(d.FromOrganisation.Kind), ToKind: string(d.ToOrganisation.Kind),
		FromCountry: d.FromOrganisation.Country, ToCountry: d.ToOrganisation.Country,
		State: string(d.State), Priority: string(d.From.Priority), ToPriority: string(d.To.Priority), Message: d.Message,
		Attendees: Sides{From: toAttendees(d.From.Attendees), To: toAttendees(d.To.Attendees)},
		Mandatory: d.Mandatory, Slots: list(d.SlotIDs), Session: d.Session, After: list(d.After),
		Reason: string(d.Reason), ReasonText: d.ReasonText, Messages: d.Messages,
		People:    append(each(d.FromPeople, toPerson), each(d.ToPeople, toPerson)...),
		CreatedAt: d.CreatedAt, AnsweredAt: instant(d.AnsweredAt), Version: d.Version}
	if d.Meeting != nil {
		m := toMeeting(*d.Meeting)
		out.Meeting = &m
	}
	if d.Unscheduled != nil {
		u := toUnscheduled(*d.Unscheduled)
		out.Unscheduled = &u
	}
	return out
}

func toAttendees(a partnering.Attendees) Attendees {
	return Attendees{Required: list(a.Required), AnyOf: each(a.AnyOf, list[string])}
}

func (in *AttendeesInput) attendees() partnering.Attendees {
	if in == nil {
		return partnering.Attendees{}
	}
	return partnering.Attendees{Required: in.Required, AnyOf: in.AnyOf}
}

func (in AnswerInput) answer() partnering.Answer {
	out := partnering.Answer{Priority: partnering.Priority(in.Priority),
		Reason: partnering.DeclineReason(in.Reason), ReasonText: in.ReasonText}
	if in.Attendees != nil {
		a := in.Attendees.attendees()
		out.Attendees = &a
	}
	return out
}

// apply writes the change over the request; organisationID is the caller's own.
func (in RequestChange) apply(r partnering.MeetingRequest, organisationID string) partnering.MeetingRequest {
	side := &r.From
	if in.Side == "to" || (in.Side == "" && organisationID == r.To.OrganisationID) {
		side = &r.To
	}
	if in.Priority != nil {
		side.Priority = partnering.Priority(*in.Priority)
	}
	if in.Attendees != nil {
		side.Attendees = in.Attendees.attendees()
	}
	replace(&r.Mandatory, in.Mandatory)
	replace(&r.SlotIDs, in.Slots)
	replace(&r.Session, in.Session)
	replace(&r.After, in.After)
	return r
}

// replace overwrites the target when there is a value.
func replace[T any](target *T, value *T) {
	if value != nil {
		*target = *value
	}
}

func toMessage(m partnering.RequestMessage) Message {
	return Message{ID: m.ID, Organisation: m.OrganisationID, Author: m.Author, Text: m.Text, At: m.At}
}
