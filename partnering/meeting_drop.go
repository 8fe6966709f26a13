package partnering

import (
	"context"
	"slices"
)

// dropMeeting takes the published meeting of a request out of the schedule,
// which makes the next version, and tells those who were to attend. Without
// such a meeting it does nothing.
func (s *Service) dropMeeting(ctx context.Context, st Store, by Actor, r MeetingRequest, why string) error {
	m, err := st.MeetingByRequest(ctx, r.ID)
	if ErrorCode(err) == CodeNotFound || err == nil && m.State == MeetingCancelled {
		return nil
	}
	if err != nil {
		return err
	}
	return s.republish(ctx, st, by, Change{RequestID: r.ID, Before: &m}, why)
}

// meetWithout lets a published meeting go on without one of its participants.
func (s *Service) meetWithout(ctx context.Context, st Store, by Actor, m Meeting, delegateID, why string) error {
	after := m
	after.Participants = slices.DeleteFunc(slices.Clone(m.Participants), func(id string) bool { return id == delegateID })
	return s.republish(ctx, st, by, Change{RequestID: m.RequestID, Before: &m, After: &after}, why)
}

// republish makes the next version out of one change, whatever the phase.
func (s *Service) republish(ctx context.Context, st Store, by Actor, c Change, note string) error {
	version, err := st.CurrentVersion(ctx, c.Before.EventID)
	if err != nil {
		return err
	}
	e, err := st.EventByID(ctx, c.Before.EventID)
	if err != nil {
		return err
	}
	_, err = s.release(ctx, st, by, e, release{version: version, note: note, changes: []Change{c}})
	return err
}
