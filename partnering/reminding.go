package partnering

import (
	"context"
	"errors"
	"time"
)

const (
	sendBatch  = 50
	claimLasts = 2 * time.Minute
	mostTries  = 8
	replan     = 5 * time.Minute // how often a tick plans what date rules call for
)

// Tick plans what has come near, expires overdue requests and sends what is due: the cron table's
// one line. It returns how many messages left.
func (s *Service) Tick(ctx context.Context) (int, error) {
	now := s.clock.Now()
	events, err := s.store.FindEvents(ctx)
	if err != nil {
		return 0, err
	}
	var faults []error
	for _, e := range events {
		if e.Phase == PhaseSetup || e.Phase == PhaseClosed && !s.plannedLately(e.ID, now) {
			continue
		}
		faults = append(faults, s.tickEvent(ctx, e, now))
	}
	faults = append(faults, s.store.DeleteExpired(ctx, now))
	sent, err := s.SendDue(ctx)
	return sent, errors.Join(append(faults, err)...)
}

func (s *Service) tickEvent(ctx context.Context, e Event, now time.Time) error {
	if passed(e.Settings.RequestsCloseAt, now) {
		err := s.store.Tx(ctx, func(st Store) error {
			_, err := s.expireRequests(ctx, st, e)
			return err
		})
		if err != nil {
			return err
		}
	}
	if s.plannedLately(e.ID, now) {
		return nil
	}
	// What hangs on a meeting or a pitch is planned with it; all is looked at
	// once, when the process begins, for what an older program left out.
	plan := s.planEvent
	if _, again := s.planned.Load(e.ID); again {
		plan = s.planDated
	}
	if err := s.store.Tx(ctx, func(st Store) error { return plan(ctx, st, e) }); err != nil {
		return err
	}
	s.planned.Store(e.ID, now)
	return nil
}

// plannedLately says whether a tick planned the event a short while ago.
func (s *Service) plannedLately(eventID string, now time.Time) bool {
	last, there := s.planned.Load(eventID)
	return there && now.Sub(last.(time.Time)) < replan && !now.Before(last.(time.Time))
}

// SendDue claims due messages, looks at their subjects once more, and sends them. It returns how
// many left.
func (s *Service) SendDue(ctx context.Context) (int, error) {
	if s.notifier == nil {
		return 0, nil
	}
	sent := 0
	for {
		now := s.clock.Now()
		rows, err := s.store.ClaimDue(ctx, s.owner, now, now.Add(claimLasts), sendBatch)
		if err != nil || len(rows) == 0 {
			return sent, err
		}
		for _, row := range rows {
			if err := ctx.Err(); err != nil {
				return sent, err // claimed rows are tried again when their claim lapses
			}
			left, err := s.sendRow(ctx, row)
			if err != nil {
				return sent, err
			}
			if left {
				sent++
			}
		}
	}
}

// sendRow sends one claimed row and notes what became of it; the error is one
// of the store, not of sending.
func (s *Service) sendRow(ctx context.Context, row OutboxRow) (left bool, err error) {
	now := s.clock.Now()
	notice, verdict, err := s.notice(ctx, row, now)
	switch {
	case err != nil:
		s.retry(&row, now, err)
	case verdict.drop:
		row.State, row.LastError = OutboxDropped, verdict.why
	case verdict.cancel:
		row.State, row.LastError = OutboxCancelled, verdict.why
	case !verdict.wait.IsZero():
		row.State, row.NextAt = OutboxPlanned, verdict.wait
	default:
		left = s.deliver(ctx, &row, notice, now)
	}
	row.ClaimedBy, row.ClaimUntil = "", time.Time{}
	if row.State != OutboxSent {
		s.log.Info("message not sent", "outbox", row.ID, "rule", row.Rule, "state", row.State, "why", row.LastError)
	}
	return left, s.store.UpdateOutbox(context.WithoutCancel(ctx), row)
}

// deliver renders and sends; a failure is planned again.
func (s *Service) deliver(ctx context.Context, row *OutboxRow, notice Notice, now time.Time) bool {
	mail, err := s.notifier.Render(notice)
	if err == nil {
		err = s.notifier.Send(ctx, row.EventID, mail)
	}
	if err != nil {
		s.retry(row, now, err)
		return false
	}
	row.State, row.SentAt, row.LastError = OutboxSent, now, ""
	row.Attempts++
	return true
}

// retry plans a failed message again with growing pauses, or gives it up: at
// once when the receiver refused it for good, else after the last try.
func (s *Service) retry(row *OutboxRow, now time.Time, cause error) {
	row.Attempts++
	row.LastError = cause.Error()
	if row.Attempts >= mostTries || ErrorCode(cause) == CodeInvalid {
		row.State = OutboxFailed
		return
	}
	row.State, row.NextAt = OutboxPlanned, now.Add(time.Minute<<min(row.Attempts-1, 9))
}
