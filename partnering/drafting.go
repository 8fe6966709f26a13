package partnering

import (
	"context"
)

// FindDrafts lists the drafts, newest first; for organisers.
func (s *Service) FindDrafts(ctx context.Context, by Actor, eventID string) ([]Draft, error) {
	return nil, Errorf(CodeInternal, "FindDrafts is not built yet")
}

// DraftByID returns a draft with its meetings and unscheduled requests; for organisers.
func (s *Service) DraftByID(ctx context.Context, by Actor, id string) (DraftView, error) {
	return DraftView{}, Errorf(CodeInternal, "DraftByID is not built yet")
}

// CreateDraft copies the published schedule, or another draft when from names one, into a new
// draft.
func (s *Service) CreateDraft(ctx context.Context, by Actor, eventID, from, name string) (Draft, error) {
	return Draft{}, Errorf(CodeInternal, "CreateDraft is not built yet")
}

// DeleteDraft removes a draft.
func (s *Service) DeleteDraft(ctx context.Context, by Actor, id string, version int64) error {
	return Errorf(CodeInternal, "DeleteDraft is not built yet")
}

// EditDraft puts a request's meeting somewhere, or takes it out when the edit names no slot. What
// it would break is refused with CodeConflict and the violations as faults, unless Force waives
// what an organiser may waive.
func (s *Service) EditDraft(ctx context.Context, by Actor, draftID string, version int64, e Edit) (EditResult, error) {
	return EditResult{}, Errorf(CodeInternal, "EditDraft is not built yet")
}

// SuggestDraft ranks where a request's meeting could go in a draft, each with what it breaks or
// displaces and its price.
func (s *Service) SuggestDraft(ctx context.Context, by Actor, draftID, requestID string) ([]Suggestion, error) {
	return nil, Errorf(CodeInternal, "SuggestDraft is not built yet")
}

// CheckDraft lists every violation of a draft against the event as it is now.
func (s *Service) CheckDraft(ctx context.Context, by Actor, draftID string) (DraftCheck, error) {
	return DraftCheck{}, Errorf(CodeInternal, "CheckDraft is not built yet")
}

// FindPins lists the pins; for organisers.
func (s *Service) FindPins(ctx context.Context, by Actor, eventID string) ([]Pin, error) {
	return nil, Errorf(CodeInternal, "FindPins is not built yet")
}

// PinMeeting pins a request to a slot, and place if given, in every run and draft.
func (s *Service) PinMeeting(ctx context.Context, by Actor, p Pin) (Pin, error) {
	return Pin{}, Errorf(CodeInternal, "PinMeeting is not built yet")
}

// UnpinMeeting removes a pin; a missing one changes nothing.
func (s *Service) UnpinMeeting(ctx context.Context, by Actor, eventID, requestID string) error {
	return Errorf(CodeInternal, "UnpinMeeting is not built yet")
}
