package partnering

import (
	"context"
	"fmt"
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
	version, err := st.CurrentVersion(ctx, r.EventID)
	if err != nil {
		return err
	}
	version = ScheduleVersion{
		EventID: r.EventID, Number: version.Number + 1, PublishedAt: s.clock.Now(), AccountID: by.Account.ID,
		Note: "cancelled: " + why, Placed: version.Placed - 1,
	}
	if err := st.Publish(ctx, version, []Change{{RequestID: r.ID, Before: &m}}); err != nil {
		return fmt.Errorf("cancel the meeting of request %s: %w", r.ID, err)
	}
	if _, err := st.CancelOutbox(ctx, r.EventID, Subject{Kind: "meeting", ID: r.ID}, nil, nil); err != nil {
		return err
	}
	return s.tellDropped(ctx, st, version, m)
}

func (s *Service) tellDropped(ctx context.Context, st Store, v ScheduleVersion, m Meeting) error {
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
