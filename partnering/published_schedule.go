package partnering

import (
	"context"
	"slices"
	"strings"
)

// Schedule returns the newest published schedule, or that of a version when number is not 0, to
// organisers.
func (s *Service) Schedule(ctx context.Context, by Actor, eventID string, number int) (ScheduleView, error) {
	versions, err := s.FindVersions(ctx, by, eventID)
	if err != nil {
		return ScheduleView{}, err
	}
	view := ScheduleView{Version: ScheduleVersion{EventID: eventID}}
	if number == 0 {
		if len(versions) > 0 {
			view.Version = versions[0]
		}
		if view.Meetings, err = s.store.FindMeetings(ctx, MeetingFilter{EventID: eventID}); err != nil {
			return ScheduleView{}, err
		}
		view.Unscheduled, err = s.publishedUnplaced(ctx, eventID, view)
		return view, err
	}
	at := slices.IndexFunc(versions, func(v ScheduleVersion) bool { return v.Number == number })
	if at < 0 {
		return ScheduleView{}, Errorf(CodeNotFound, "there is no version %d of the schedule; there are %d", number, len(versions))
	}
	view.Version = versions[at]
	view.Meetings, err = s.store.MeetingsAt(ctx, eventID, number)
	return view, err
}

// publishedUnplaced lists the requests that are accepted now and have no meeting
// in the newest schedule.
func (s *Service) publishedUnplaced(ctx context.Context, eventID string, view ScheduleView) ([]Unscheduled, error) {
	if view.Version.Number == 0 {
		return nil, nil
	}
	left, err := s.store.PublishedUnscheduled(ctx, eventID)
	if err != nil {
		return nil, err
	}
	n := &snapshot{}
	if err := n.readRequests(ctx, s.store, eventID); err != nil {
		return nil, err
	}
	slices.SortFunc(n.requests, func(a, b MeetingRequest) int { return strings.Compare(a.ID, b.ID) })
	standing := slices.DeleteFunc(slices.Clone(view.Meetings), func(m Meeting) bool { return m.State == MeetingCancelled })
	return n.unplaced(standing, byKey(left, func(u Unscheduled) string { return u.RequestID })), nil
}

// FindVersions lists the published versions, newest first.
func (s *Service) FindVersions(ctx context.Context, by Actor, eventID string) ([]ScheduleVersion, error) {
	if err := mustOrganise(by, eventID); err != nil {
		return nil, err
	}
	return s.store.FindVersions(ctx, eventID)
}

// Diff compares two published versions.
func (s *Service) Diff(ctx context.Context, by Actor, eventID string, from, to int) ([]Change, error) {
	if err := mustOrganise(by, eventID); err != nil {
		return nil, err
	}
	return s.store.ChangesBetween(ctx, eventID, from, to)
}
