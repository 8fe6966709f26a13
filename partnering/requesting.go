package partnering

import (
	"context"
)

// RequestMeeting asks for a meeting. One that stands for the pair is returned instead of a second
// one (made is false); asking back accepts it.
func (s *Service) RequestMeeting(ctx context.Context, by Actor, r MeetingRequest) (RequestDetail, bool, error) {
	return RequestDetail{}, false, Errorf(CodeInternal, "RequestMeeting is not built yet")
}

// FindRequests lists the requests that the caller may see.
func (s *Service) FindRequests(ctx context.Context, by Actor, f RequestFilter) (Slice[RequestDetail], error) {
	return Slice[RequestDetail]{}, Errorf(CodeInternal, "FindRequests is not built yet")
}

// RequestByID returns a request to its two sides and organisers.
func (s *Service) RequestByID(ctx context.Context, by Actor, id string) (RequestDetail, error) {
	return RequestDetail{}, Errorf(CodeInternal, "RequestByID is not built yet")
}

// UpdateRequest changes priority and attendees of the caller's side and, for organisers, mandatory,
// slots, session and order.
func (s *Service) UpdateRequest(ctx context.Context, by Actor, r MeetingRequest) (RequestDetail, error) {
	return RequestDetail{}, Errorf(CodeInternal, "UpdateRequest is not built yet")
}

// AcceptRequest accepts for the asked side. Accepting an accepted one changes nothing.
func (s *Service) AcceptRequest(ctx context.Context, by Actor, id string, a Answer) (RequestDetail, error) {
	return RequestDetail{}, Errorf(CodeInternal, "AcceptRequest is not built yet")
}

// DeclineRequest declines for the asked side with a reason.
func (s *Service) DeclineRequest(ctx context.Context, by Actor, id string, a Answer) (RequestDetail, error) {
	return RequestDetail{}, Errorf(CodeInternal, "DeclineRequest is not built yet")
}

// WithdrawRequest takes back a pending request of the caller's side.
func (s *Service) WithdrawRequest(ctx context.Context, by Actor, id string) (RequestDetail, error) {
	return RequestDetail{}, Errorf(CodeInternal, "WithdrawRequest is not built yet")
}

// CancelRequest cancels an accepted request for either side, with its meeting; the other side is
// told.
func (s *Service) CancelRequest(ctx context.Context, by Actor, id string, a Answer) (RequestDetail, error) {
	return RequestDetail{}, Errorf(CodeInternal, "CancelRequest is not built yet")
}

// ReopenRequest makes a declined or expired request pending again.
func (s *Service) ReopenRequest(ctx context.Context, by Actor, id string) (RequestDetail, error) {
	return RequestDetail{}, Errorf(CodeInternal, "ReopenRequest is not built yet")
}

// AnswerRequests accepts or declines many at once; each result stands at its request's index.
func (s *Service) AnswerRequests(ctx context.Context, by Actor, eventID string, ids []string, accept bool, a Answer) ([]BulkAnswer, error) {
	return nil, Errorf(CodeInternal, "AnswerRequests is not built yet")
}

// WriteMessage adds to the request's thread.
func (s *Service) WriteMessage(ctx context.Context, by Actor, requestID, text string) (RequestMessage, error) {
	return RequestMessage{}, Errorf(CodeInternal, "WriteMessage is not built yet")
}

// FindMessages lists the request's thread, oldest first.
func (s *Service) FindMessages(ctx context.Context, by Actor, requestID string) ([]RequestMessage, error) {
	return nil, Errorf(CodeInternal, "FindMessages is not built yet")
}

// QuotaOf says how many requests the organisation may still send and until when.
func (s *Service) QuotaOf(ctx context.Context, by Actor, eventID, organisationID string) (Quota, error) {
	return Quota{}, Errorf(CodeInternal, "QuotaOf is not built yet")
}
