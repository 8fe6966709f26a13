package partnering

import (
	"context"
	"fmt"
	"strconv"
)

// Publish makes the draft the next published version, in one transaction: checked against requests,
// availability and pins as they are now (what no longer holds is left out and reported), frozen,
// compared, mail planned for exactly those whom a change touches, reminders rebuilt. A draft that
// changes nothing makes no version.
func (s *Service) Publish(ctx context.Context, by Actor, draftID, note string) (Published, error) {
	var published Published
	err := s.store.Tx(ctx, func(st Store) error {
		draft, err := organisedDraft(ctx, st, by, draftID)
		if err != nil {
			return err
		}
		meetings, err := st.DraftMeetings(ctx, draft.ID)
		if err != nil {
			return err
		}
		left, err := st.DraftUnscheduled(ctx, draft.ID)
		if err != nil {
			return err
		}
		published, err = s.publishMeetings(ctx, st, by, edition{eventID: draft.EventID, draftID: draft.ID, note: note, meetings: meetings, left: left})
		return err
	})
	return published, err
}

// Rollback publishes an older version as the next one, after the same checks.
func (s *Service) Rollback(ctx context.Context, by Actor, eventID string, number int) (Published, error) {
	var published Published
	err := s.store.Tx(ctx, func(st Store) error {
		if err := mustOrganise(by, eventID); err != nil {
			return err
		}
		meetings, err := st.MeetingsAt(ctx, eventID, number)
		if err != nil {
			return err
		}
		published, err = s.publishMeetings(ctx, st, by, edition{eventID: eventID, note: fmt.Sprintf("rolled back to %d", number), meetings: meetings})
		return err
	})
	return published, err
}

// edition is a whole schedule to publish.
type edition struct {
	eventID  string
	draftID  string
	note     string
	meetings []Meeting
	left     []Unscheduled // reasons known for what it leaves out
}

func (s *Service) publishMeetings(ctx context.Context, st Store, by Actor, e edition) (Published, error) {
	if _, err := organised(ctx, st, by, e.eventID, ActPublish); err != nil {
		return Published{}, err
	}
	n, err := loadSnapshot(ctx, st, e.eventID)
	if err != nil {
		return Published{}, err
	}
	r, err := n.review(e.meetings, s.clock.Now())
	if err != nil {
		return Published{}, err
	}
	published := Published{Version: n.version, Changes: difference(n.published, r.kept), Dropped: r.dropped}
	if len(published.Changes) > 0 || n.version.Number == 0 {
		published, err = s.release(ctx, st, by, n.event, release{version: n.version, draftID: e.draftID, note: e.note, changes: published.Changes})
		published.Dropped = r.dropped
		if err != nil {
			return Published{}, err
		}
	}
	return published, st.PutPublishedUnscheduled(ctx, e.eventID, r.unscheduled(e.left))
}

// release is a new version of the published schedule, as the changes against
// the one in force.
type release struct {
	version ScheduleVersion // in force
	draftID string
	note    string
	changes []Change
}

// release makes the version: rules are held by the database, the reminders of
// what changed are rebuilt, and exactly those whom it touches are told.
func (s *Service) release(ctx context.Context, st Store, by Actor, e Event, r release) (Published, error) {
	v := r.next(e.ID)
	v.PublishedAt, v.AccountID = s.clock.Now(), by.Account.ID
	if err := st.Publish(ctx, v, r.changes); err != nil {
		return Published{}, fmt.Errorf("publish version %d: %w", v.Number, err)
	}
	if err := s.rebuildReminders(ctx, st, e, r.changes); err != nil {
		return Published{}, err
	}
	told, err := s.tellTouched(ctx, st, v, r.changes)
	if err != nil {
		return Published{}, err
	}
	subject := Subject{Kind: "schedule", ID: strconv.Itoa(v.Number)}
	err = s.record(ctx, st, by, e.ID, "schedule.publish", subject, r.version, map[string]any{"version": v, "changes": len(r.changes), "told": told})
	return Published{Version: v, Changes: r.changes, Notified: told}, err
}

// next is the record of the version. Sequences rise with the number, so that
// they rise for a meeting that comes back, too.
func (r release) next(eventID string) ScheduleVersion {
	v := ScheduleVersion{EventID: eventID, Number: r.version.Number + 1, DraftID: r.draftID, Note: r.note, Placed: r.version.Placed}
	for i, c := range r.changes {
		if c.Before != nil && c.Before.State != MeetingCancelled {
			v.Placed--
		}
		if c.After != nil {
			after := *c.After
			after.EventID, after.State, after.Sequence = eventID, MeetingScheduled, v.Number-1
			after.NoShow, after.Late = nil, nil
			r.changes[i].After = &after
			v.Placed++
		}
	}
	return v
}

// tellTouched plans one message to each delegate whom the changes touch and
// returns how many.
func (s *Service) tellTouched(ctx context.Context, st Store, v ScheduleVersion, changes []Change) (int, error) {
	requests := touched(changes)
	if len(requests) == 0 {
		return 0, nil
	}
	delegates, err := st.FindDelegates(ctx, DelegateFilter{EventID: v.EventID, IDs: sortedKeys(requests)})
	if err != nil {
		return 0, err
	}
	var rows []OutboxRow
	for _, d := range delegates.Items {
		payload := map[string]any{"requests": requests[d.ID], "from": v.Number - 1, "to": v.Number}
		rows = append(rows, OutboxRow{EventID: v.EventID, Rule: RuleAgenda, To: d.Email, DelegateID: d.ID,
			Subject: Subject{Kind: "schedule", ID: strconv.Itoa(v.Number)}, Payload: asJSON(payload)})
	}
	return len(rows), s.plan(ctx, st, rows...)
}
