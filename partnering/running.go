package partnering

import (
	"context"
)

// StartRun queues a solver run; for organisers.
func (s *Service) StartRun(ctx context.Context, by Actor, eventID string, o RunOptions) (Run, error) {
	return Run{}, Errorf(CodeInternal, "StartRun is not built yet")
}

// FindRuns lists the runs, newest first; for organisers.
func (s *Service) FindRuns(ctx context.Context, by Actor, eventID string) ([]Run, error) {
	return nil, Errorf(CodeInternal, "FindRuns is not built yet")
}

// RunByID returns a run with its progress; for organisers.
func (s *Service) RunByID(ctx context.Context, by Actor, id string) (Run, error) {
	return Run{}, Errorf(CodeInternal, "RunByID is not built yet")
}

// StopRun stops a run and keeps its best as a draft. Stopping one that is over changes nothing.
func (s *Service) StopRun(ctx context.Context, by Actor, id string) (Run, error) {
	return Run{}, Errorf(CodeInternal, "StopRun is not built yet")
}

// RunFiles returns the problem and schedule files of a run as they went in and came out.
func (s *Service) RunFiles(ctx context.Context, by Actor, id string) ([]byte, []byte, error) {
	return nil, nil, Errorf(CodeInternal, "RunFiles is not built yet")
}

// WatchRun returns a channel that gets the run at once and at each progress; it closes when the run
// is over or ctx is done.
func (s *Service) WatchRun(ctx context.Context, by Actor, id string) (<-chan Run, error) {
	return nil, Errorf(CodeInternal, "WatchRun is not built yet")
}
