package partnering

import (
	"context"

	"entente/scheduler"
)

// Problem returns the event as a solver problem; for organisers. Identifiers are the external ones.
// Only accepted requests stand in it, and of these only those that can: one whose side has nobody
// who takes meetings, say, is left out. The published schedule stands in it while the event is live.
func (s *Service) Problem(ctx context.Context, by Actor, eventID string) (*scheduler.Problem, error) {
	if err := mustOrganise(by, eventID); err != nil {
		return nil, err
	}
	n, err := loadSnapshot(ctx, s.store, eventID)
	if err != nil {
		return nil, err
	}
	return n.pose(posing{count: true}).problem, nil
}
