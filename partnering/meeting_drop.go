package partnering

import (
	"context"
	"fmt"
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
	return s.publishChange(ctx, st, by, Change{RequestID: r.ID, Before: &m}, why)
}

// meetWithout lets a published meeting go on without one of its participants.
func (s *Service) meetWithout(ctx context.Context, st Store, by Actor, m Meeting, delegateID, why string) error {
	after := m
	after.Participants = slices.DeleteFunc(slices.Clone(m.Participants), func(id string) bool { return id == delegateID })
	after.Sequence++
	return s.publishChange(ctx, st, by, Change{RequestID: m.RequestID, Before: &m, After: &after}, why)
}

// publishChange makes the next version out of one change, rebuilds the
// reminders of the meeting and tells those whom the change touches.
func (s *Service) publishChange(ctx context.Context, st Store, by Actor, c Change, note string) error {
	version, err := st.CurrentVersion(ctx, c.Before.EventID)
	if err != nil {
		return err
	}
	version.Number++
	version.PublishedAt, version.AccountID, version.DraftID, version.Note = s.clock.Now(), by.Account.ID, "", note
	if c.After == nil {
		version.Placed--
	}
	if err := st.Publish(ctx, version, []Change{c}); err != nil {
		return fmt.Errorf("change the meeting of request %s: %w", c.RequestID, err)
	}
	e, err := st.EventByID(ctx, version.EventID)
	if err != nil {
		return err
	}
	if err := s.rebuildReminders(ctx, st, e, []Change{c}); err != nil {
		return err
	}
	return s.tellAttending(ctx, st, version, *c.Before)
}

func (s *Service) tellAttending(ctx context.Context, st Store, v ScheduleVersion, m Meeting) error {
	attending, err := st.FindDelegates(ctx, DelegateFilter{EventID: m.EventID, IDs: m.Participants})
	if err != nil {
		return err
	}
	var to []contact
	for _, d := range attending.Items {
		to = append(to, contact{Email: d.Email, DelegateID: d.ID})
	}
	subject := Subject{Kind: "schedule", ID: fmt.Sprint(v.Number)}
	return s.tell(ctx, st, RuleAgenda, m.EventID, subject, map[string]int{"from": v.Number - 1, "to": v.Number}, to)
}
