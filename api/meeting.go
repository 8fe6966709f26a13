package api

import (
	"context"

	"entente/partnering"
)

// AttendeeSwap names who attends for one side.
type AttendeeSwap struct {
	Participants []string `json:"participants" minItems:"1" doc:"Delegates of the caller's side"`
}

// NoShowInput names who did not come.
type NoShowInput struct {
	Organisation string `json:"organisation" minLength:"1" doc:"Who did not come"`
}

func (s *server) meetingRoutes() []route {
	return tagged("Meetings",
		get("/events/{event}/meetings/{id}", "read-meeting", "A published meeting", bothSides, s.readMeeting),
		post("/events/{event}/meetings/{id}/move", "move-meeting", "Move a published meeting", organisers, s.moveMeeting),
		get("/events/{event}/meetings/{id}/suggestions", "suggest-meeting", "Where it could go, with the price", organisers, s.suggestMeeting),
		post("/events/{event}/meetings/{id}/attendees", "change-attendees", "Swap who attends for one side", bothSides, s.changeAttendees),
		post("/events/{event}/meetings/{id}/cancel", "cancel-meeting", "Free the slot and keep the request accepted", bothSides, s.cancelMeeting),
		post("/events/{event}/meetings/{id}/held", "mark-held", "It took place", bothSides, s.markHeld),
		post("/events/{event}/meetings/{id}/no-show", "mark-no-show", "Somebody did not come", bothSides, s.markNoShow),
		post("/events/{event}/meetings/{id}/late", "mark-late", "Tell the other side that one comes late", bothSides, s.markLate),
	)
}

func (s *server) readMeeting(ctx context.Context, in *IDPath) (*Reply[AgendaEntry], error) {
	return entry(s.svc.MeetingByRequest(ctx, actor(ctx), in.ID))
}

func (s *server) moveMeeting(ctx context.Context, in *struct {
	IDPath
	Body EditInput
}) (*Reply[Published], error) {
	return published(s.svc.MoveMeeting(ctx, actor(ctx), in.Event, in.Body.edit(in.ID)))
}

func (s *server) suggestMeeting(ctx context.Context, in *IDPath) (*Reply[List[Suggestion]], error) {
	found, err := s.svc.SuggestPublished(ctx, actor(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return whole(found, toSuggestion), nil
}

func (s *server) changeAttendees(ctx context.Context, in *struct {
	IDPath
	Body AttendeeSwap
}) (*Reply[Published], error) {
	return published(s.svc.ChangeAttendees(ctx, actor(ctx), in.ID, in.Body.Participants))
}

func (s *server) cancelMeeting(ctx context.Context, in *answering) (*Reply[Published], error) {
	return published(s.svc.CancelMeeting(ctx, actor(ctx), in.ID, in.Body.answer()))
}

func (s *server) markHeld(ctx context.Context, in *IDPath) (*Reply[AgendaEntry], error) {
	return entry(s.svc.MarkHeld(ctx, actor(ctx), in.ID))
}

func (s *server) markNoShow(ctx context.Context, in *struct {
	IDPath
	Body NoShowInput
}) (*Reply[AgendaEntry], error) {
	return entry(s.svc.MarkNoShow(ctx, actor(ctx), in.ID, in.Body.Organisation))
}

func (s *server) markLate(ctx context.Context, in *IDPath) (*Reply[AgendaEntry], error) {
	return entry(s.svc.MarkLate(ctx, actor(ctx), in.ID))
}

func entry(e partnering.AgendaEntry, err error) (*Reply[AgendaEntry], error) {
	if err != nil {
		return nil, err
	}
	return reply(toEntry(e)), nil
}
