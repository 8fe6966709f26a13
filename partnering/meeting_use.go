package partnering

import (
	"context"
)

// MeetingByRequest returns a published meeting to its two sides and organisers.
func (s *Service) MeetingByRequest(ctx context.Context, by Actor, requestID string) (AgendaEntry, error) {
	return AgendaEntry{}, Errorf(CodeInternal, "MeetingByRequest is not built yet")
}

// MoveMeeting moves a published meeting and makes the next version; for organisers.
func (s *Service) MoveMeeting(ctx context.Context, by Actor, eventID string, e Edit) (Published, error) {
	return Published{}, Errorf(CodeInternal, "MoveMeeting is not built yet")
}

// ChangeAttendees swaps who attends a published meeting for the caller's side, slot and place
// unchanged.
func (s *Service) ChangeAttendees(ctx context.Context, by Actor, requestID string, participants []string) (Published, error) {
	return Published{}, Errorf(CodeInternal, "ChangeAttendees is not built yet")
}

// CancelMeeting frees the slot and leaves the request accepted ("can't come"); for the two sides
// and organisers.
func (s *Service) CancelMeeting(ctx context.Context, by Actor, requestID string, a Answer) (Published, error) {
	return Published{}, Errorf(CodeInternal, "CancelMeeting is not built yet")
}

// MarkHeld records that a meeting took place.
func (s *Service) MarkHeld(ctx context.Context, by Actor, requestID string) (AgendaEntry, error) {
	return AgendaEntry{}, Errorf(CodeInternal, "MarkHeld is not built yet")
}

// MarkNoShow records who did not come.
func (s *Service) MarkNoShow(ctx context.Context, by Actor, requestID, organisationID string) (AgendaEntry, error) {
	return AgendaEntry{}, Errorf(CodeInternal, "MarkNoShow is not built yet")
}

// MarkLate tells the other side that the caller comes late.
func (s *Service) MarkLate(ctx context.Context, by Actor, requestID string) (AgendaEntry, error) {
	return AgendaEntry{}, Errorf(CodeInternal, "MarkLate is not built yet")
}
