package partnering

import (
	"context"
)

// expireRequests ends the pending requests of an event whose deadline is over;
// it returns how many.
func (s *Service) expireRequests(ctx context.Context, st Store, e Event) (int, error) {
	now, n := s.clock.Now(), 0
	if !passed(e.Settings.RequestsCloseAt, now) {
		return 0, nil
	}
	pending, err := st.FindRequests(ctx, RequestFilter{EventID: e.ID, States: []RequestState{RequestPending}})
	if err != nil {
		return 0, err
	}
	for _, r := range pending.Items {
		if !r.overdue(e, now) {
			continue
		}
		if err := s.expire(ctx, st, r); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

func (s *Service) expire(ctx context.Context, st Store, r MeetingRequest) error {
	before, subject := r, Subject{Kind: "request", ID: r.ID}
	r.State = RequestExpired
	if err := st.UpdateRequest(ctx, &r); err != nil {
		return err
	}
	if _, err := st.CancelOutbox(ctx, r.EventID, subject, nil, nil); err != nil {
		return err
	}
	return s.record(ctx, st, SystemActor(), r.EventID, "request.expire", subject, before, r)
}
