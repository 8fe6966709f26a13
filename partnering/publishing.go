package partnering

import (
	"context"
)

// PreviewPublish says what publishing the draft would change, what no longer holds, and who would
// be told.
func (s *Service) PreviewPublish(ctx context.Context, by Actor, draftID string) (Preview, error) {
	return Preview{}, Errorf(CodeInternal, "PreviewPublish is not built yet")
}

// Publish makes the draft the next published version, in one transaction: checked against requests,
// availability and pins as they are now (what no longer holds is left out and reported), frozen,
// compared, mail planned for exactly those whom a change touches, reminders rebuilt.
func (s *Service) Publish(ctx context.Context, by Actor, draftID, note string) (Published, error) {
	return Published{}, Errorf(CodeInternal, "Publish is not built yet")
}

// Rollback publishes an older version as the next one, after the same checks.
func (s *Service) Rollback(ctx context.Context, by Actor, eventID string, number int) (Published, error) {
	return Published{}, Errorf(CodeInternal, "Rollback is not built yet")
}

// Schedule returns the newest published schedule, or that of a version when number is not 0, to
// organisers.
func (s *Service) Schedule(ctx context.Context, by Actor, eventID string, number int) (ScheduleView, error) {
	return ScheduleView{}, Errorf(CodeInternal, "Schedule is not built yet")
}

// FindVersions lists the published versions, newest first.
func (s *Service) FindVersions(ctx context.Context, by Actor, eventID string) ([]ScheduleVersion, error) {
	return nil, Errorf(CodeInternal, "FindVersions is not built yet")
}

// Diff compares two published versions.
func (s *Service) Diff(ctx context.Context, by Actor, eventID string, from, to int) ([]Change, error) {
	return nil, Errorf(CodeInternal, "Diff is not built yet")
}
