package partnering

import "context"

// EditDraft moves a meeting of a draft.
func (s *Service) EditDraft(ctx context.Context, by Actor, draftID string, version int64, e Edit) (EditResult, error) {
	return EditResult{}, Errorf(CodeInternal, "EditDraft is not built yet")
}

// SuggestDraft ranks where a request's meeting could go in a draft.
func (s *Service) SuggestDraft(ctx context.Context, by Actor, draftID, requestID string) ([]Suggestion, error) {
	return nil, Errorf(CodeInternal, "SuggestDraft is not built yet")
}

// FindPins lists the pins of an event.
func (s *Service) FindPins(ctx context.Context, by Actor, eventID string) ([]Pin, error) {
	return nil, Errorf(CodeInternal, "FindPins is not built yet")
}

// PinMeeting keeps a meeting where it is.
func (s *Service) PinMeeting(ctx context.Context, by Actor, p Pin) (Pin, error) {
	return Pin{}, Errorf(CodeInternal, "PinMeeting is not built yet")
}

// UnpinMeeting frees a meeting.
func (s *Service) UnpinMeeting(ctx context.Context, by Actor, eventID, requestID string) error {
	return Errorf(CodeInternal, "UnpinMeeting is not built yet")
}
