package partnering

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// PreviewPublish says what publishing the draft would change, what no longer holds, and who would
// be told.
func (s *Service) PreviewPublish(ctx context.Context, by Actor, draftID string) (Preview, error) {
	draft, err := organisedDraft(ctx, s.store, by, draftID)
	if err != nil {
		return Preview{}, err
	}
	meetings, err := s.store.DraftMeetings(ctx, draft.ID)
	if err != nil {
		return Preview{}, err
	}
	n, err := loadSnapshot(ctx, s.store, draft.EventID)
	if err != nil {
		return Preview{}, err
	}
	r, err := n.review(meetings, s.clock.Now())
	if err != nil {
		return Preview{}, err
	}
	return r.preview(difference(n.published, r.kept)), nil
}

func (r review) preview(changes []Change) Preview {
	p := Preview{Number: r.version.Number + 1, Changes: changes, Dropped: r.dropped, Notified: r.notified(changes)}
	for _, c := range changes {
		switch {
		case c.Before == nil:
			p.Added++
		case c.After == nil:
			p.Removed++
		default:
			p.Moved++
		}
	}
	p.Unchanged = len(r.published) - p.Moved - p.Removed
	return p
}

// notified lists who is told of the changes, by name.
func (n *snapshot) notified(changes []Change) []NotifiedDelegate {
	var all []NotifiedDelegate
	for id, requests := range touched(changes) {
		if d, ok := n.delegate(id); ok {
			all = append(all, NotifiedDelegate{DelegateID: id, Name: d.Name,
				Organisation: n.organisationName(d.OrganisationID), Changes: len(requests)})
		}
	}
	slices.SortFunc(all, func(a, b NotifiedDelegate) int { return strings.Compare(a.Name+a.DelegateID, b.Name+b.DelegateID) })
	return all
}

// touched returns the delegates whose meetings change, with the requests of
// these meetings: all who attended one before or attend it after.
func touched(changes []Change) map[string][]string {
	requests := map[string][]string{}
	for _, c := range changes {
		var people []string
		for _, m := range []*Meeting{c.Before, c.After} {
			if m != nil {
				people = append(people, m.Participants...)
			}
		}
		for _, id := range unique(people) {
			requests[id] = append(requests[id], c.RequestID)
		}
	}
	return requests
}

// difference compares two schedules by request. What stands at the same slot
// and place with the same people has not changed.
func difference(before, after []Meeting) []Change {
	changes := map[string]*Change{}
	for _, m := range before {
		changes[m.RequestID] = &Change{RequestID: m.RequestID, Before: &m}
	}
	for _, m := range after {
		if c := changes[m.RequestID]; c == nil {
			changes[m.RequestID] = &Change{RequestID: m.RequestID, After: &m}
		} else if c.Before.SamePlacement(m) {
			delete(changes, m.RequestID)
		} else {
			c.After = &m
		}
	}
	all := make([]Change, 0, len(changes))
	for _, id := range sortedKeys(changes) {
		all = append(all, *changes[id])
	}
	return all
}

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

// unscheduled says of every accepted request that is not kept why: because it
// was left out at publishing, as the run said, or because it came later.
func (r review) unscheduled(known []Unscheduled) []Unscheduled {
	reasons := byKey(known, func(u Unscheduled) string { return u.RequestID })
	for _, u := range r.left {
		reasons[u.RequestID] = u
	}
	for _, v := range r.dropped {
		if len(v.RequestIDs) > 0 {
			reasons[v.RequestIDs[0]] = Unscheduled{RequestID: v.RequestIDs[0], Reasons: []Reason{r.droppedReason(v)}}
		}
	}
	return r.unplaced(r.kept, reasons)
}

// unplaced lists every accepted request without one of the meetings, by id,
// with the reason known of it; without one it came later, or was taken out.
func (n *snapshot) unplaced(meetings []Meeting, reasons map[string]Unscheduled) []Unscheduled {
	placed := byKey(meetings, func(m Meeting) string { return m.RequestID })
	var all []Unscheduled
	for _, request := range n.requests {
		if _, there := placed[request.ID]; there {
			continue
		}
		u, known := reasons[request.ID]
		if !known {
			u = Unscheduled{RequestID: request.ID, Reasons: []Reason{{Constraint: "not-planned",
				Text: "It has no meeting in this schedule: the request came later, or an organiser took it out."}}}
		}
		all = append(all, u)
	}
	return all
}

// droppedReason says why a meeting was left out without naming others' meetings.
func (r review) droppedReason(v Violation) Reason {
	reason := Reason{Constraint: v.Constraint, Text: "It could not be published where it was planned: " + v.Text}
	if len(v.RequestIDs) > 1 {
		reason.Blocking = v.RequestIDs[1:]
		reason.Text = fmt.Sprintf("It could not be published where it was planned, %s: another meeting stood in its way.", r.when(v.SlotID))
	}
	if v.SlotID != "" {
		reason.SlotIDs = []string{v.SlotID}
	}
	if v.DelegateID != "" {
		reason.Delegates = []string{v.DelegateID}
	}
	return reason
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
