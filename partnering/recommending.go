package partnering

import (
	"context"
)

// Recommendations ranks partners for the organisation, best first, each with reasons; at most limit
// (0: 50).
func (s *Service) Recommendations(ctx context.Context, by Actor, eventID, organisationID string, limit int) ([]Recommendation, error) {
	return nil, Errorf(CodeInternal, "Recommendations is not built yet")
}
