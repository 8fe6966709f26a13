package partnering

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"time"
)

// verdict is what a last look at a message's subject found; the zero verdict
// lets it go.
type verdict struct {
	cancel bool      // the subject is gone or no longer calls for it
	drop   bool      // it is too late
	wait   time.Time // not before: quiet hours
	why    string
}

func cancelled(why string) verdict { return verdict{cancel: true, why: why} }

func dropped(why string) verdict { return verdict{drop: true, why: why} }

// latest is how late a message may leave, for rules whose subject sets no end itself.
func latest(rule RuleKind) time.Duration {
	switch rule {
	case RuleUnanswered:
		return 12 * time.Hour
	case NoticeLate:
		return time.Hour
	case RuleFeedback:
		return 3 * day
	}
	return 7 * day
}

// payload reads the row's payload into v and says whether it could.
func (r OutboxRow) payload(v any) bool { return json.Unmarshal(r.Payload, v) == nil }

// urgent says whether a message ignores quiet hours: somebody waits for it.
func urgent(rule RuleKind) bool {
	return slices.Contains([]RuleKind{NoticeSignIn, RuleNextMeeting, NoticeLate, RulePitch}, rule)
}

// notice looks at a row's subject once more and says what to send, or why not.
func (s *Service) notice(ctx context.Context, row OutboxRow, now time.Time) (Notice, verdict, error) {
	n := Notice{Rule: row.Rule, MessageID: row.MessageID, To: row.To, Language: "en", Link: s.baseURL, Due: row.Due, Extra: map[string]string{}}
	if row.Rule == NoticeSignIn {
		return s.signInNotice(ctx, row, n, now)
	}
	e, err := s.store.EventByID(ctx, row.EventID)
	if err != nil {
		return n, verdict{}, err
	}
	n.Event, n.Deadline, n.Link = e, e.Settings.RequestsCloseAt, s.baseURL+"/events/"+e.ID
	rules, err := rulesOf(ctx, s.store, e.ID)
	if err != nil {
		return n, verdict{}, err
	}
	rule, ruled := rules[row.Rule]
	switch {
	case ruled && !rule.Enabled:
		return n, cancelled("the rule is switched off"), nil
	case now.Sub(row.Due) > latest(row.Rule):
		return n, dropped("overdue since " + row.Due.Format(time.RFC3339)), nil
	}
	if until, quiet := e.quietUntil(now); quiet && !urgent(row.Rule) {
		return n, verdict{wait: until, why: "quiet hours"}, nil
	}
	err = s.address(ctx, row, &n)
	switch ErrorCode(err) {
	case "":
	case CodeNotFound:
		return n, cancelled("the recipient is gone"), nil
	default:
		return n, verdict{}, err
	}
	if text, there := rule.Texts[n.Language]; there {
		n.Text = &text
	}
	look, known := s.looks()[row.Rule]
	if !known {
		return n, dropped("nobody knows the rule " + string(row.Rule)), nil
	}
	v, err := look(ctx, row, &n, now)
	if ErrorCode(err) == CodeNotFound {
		return n, cancelled("its subject is gone"), nil
	}
	return n, v, err
}

func ignoreNotFound(err error) error {
	if ErrorCode(err) == CodeNotFound {
		return nil
	}
	return err
}

// address fills in who reads the message.
func (s *Service) address(ctx context.Context, row OutboxRow, n *Notice) error {
	if len(n.Event.Languages) > 0 {
		n.Language = n.Event.Languages[0]
	}
	if row.DelegateID == "" {
		account, err := s.store.AccountByEmail(ctx, row.To)
		if err == nil {
			n.Name, n.Language = account.Name, account.Language
		}
		return ignoreNotFound(err)
	}
	d, err := s.store.DelegateByID(ctx, row.DelegateID)
	if err != nil {
		return err
	}
	n.Name = d.Name
	if d.Language != "" {
		n.Language = d.Language
	}
	if d.Virtual {
		n.Zone = d.Zone
	}
	return nil
}

// quietUntil says whether the event is in its quiet hours, and until when.
func (e Event) quietUntil(now time.Time) (time.Time, bool) {
	from, until := e.Settings.QuietFrom, e.Settings.QuietUntil
	if from == "" || until == "" || from == until {
		return time.Time{}, false
	}
	clock := now.In(e.Location()).Format("15:04")
	overnight := from > until
	if !overnight && (clock < from || clock >= until) || overnight && clock < from && clock >= until {
		return time.Time{}, false
	}
	date := e.date(now)
	if overnight && clock >= from {
		date = e.date(now.Add(day))
	}
	w, fine := wall(date, until)
	if !fine {
		return time.Time{}, false
	}
	end, fine := e.first(w)
	return end, fine && end.After(now)
}

func (s *Service) signInNotice(ctx context.Context, row OutboxRow, n Notice, now time.Time) (Notice, verdict, error) {
	var payload struct{ Link, Event string }
	if !row.payload(&payload) {
		return n, dropped("its payload is unreadable"), nil
	}
	n.Link = payload.Link
	account, err := s.store.AccountByEmail(ctx, row.To)
	if err != nil {
		return n, cancelled("the account is gone"), ignoreNotFound(err)
	}
	n.Name, n.Language = account.Name, account.Language
	if payload.Event != "" {
		n.Event, err = s.store.EventByID(ctx, payload.Event)
	}
	return n, verdict{}, ignoreNotFound(err)
}

// look takes a last look at a row's subject and fills the notice.
type look func(ctx context.Context, row OutboxRow, n *Notice, now time.Time) (verdict, error)

// looks is the table of what each rule looks at.
func (s *Service) looks() map[RuleKind]look {
	return map[RuleKind]look{
		NoticeRequest:    s.lookAtRequest(RequestPending),
		NoticeAnswer:     s.lookAtRequest(RequestAccepted, RequestDeclined),
		NoticeCancel:     s.lookAtRequest(RequestCancelled),
		NoticeMoveUp:     s.lookAtBooking,
		RulePitch:        s.lookAtBooking,
		RuleUnanswered:   s.lookAtInbox,
		RuleDeadline:     s.lookAtDeadline(RuleDeadline, s.lookAtInbox),
		RuleAvailability: s.lookAtDeadline(RuleAvailability, s.lookAtAvailability),
		RuleAgenda:       s.lookAtChanges,
		RuleDayBefore:    s.lookAtDay,
		RuleNextMeeting:  s.lookAtMeeting,
		NoticeLate:       s.lookAtMeeting,
		RuleFeedback:     s.lookBack,
	}
}

func (s *Service) lookAtRequest(wanted ...RequestState) look {
	return func(ctx context.Context, row OutboxRow, n *Notice, _ time.Time) (verdict, error) {
		r, err := s.store.RequestByID(ctx, row.Subject.ID)
		if err != nil {
			return verdict{}, err
		}
		if !slices.Contains(wanted, r.State) {
			return cancelled("the request is " + string(r.State) + " now"), nil
		}
		listed, err := s.listRequests(ctx, row, []MeetingRequest{r})
		n.Requests = listed
		n.Link += "/inbox"
		return verdict{}, err
	}
}

// listRequests writes requests as the row's reader sees them: with the other side's name.
func (s *Service) listRequests(ctx context.Context, row OutboxRow, requests []MeetingRequest) ([]ListedRequest, error) {
	own := ""
	if row.DelegateID != "" {
		d, err := s.store.DelegateByID(ctx, row.DelegateID)
		if err != nil {
			return nil, err
		}
		own = d.OrganisationID
	}
	var out []ListedRequest
	for _, r := range requests {
		other := r.From.OrganisationID
		if own == other {
			other = r.To.OrganisationID
		}
		o, err := s.store.OrganisationByID(ctx, other)
		if err != nil {
			return nil, err
		}
		reason := r.ReasonText
		if reason == "" {
			reason = string(r.Reason)
		}
		out = append(out, ListedRequest{ID: r.ID, Organisation: o.Name, Message: r.Message, State: r.State, Reason: reason})
	}
	return out, nil
}

// lookAtInbox lists what waits for an answer of the row's organisation.
func (s *Service) lookAtInbox(ctx context.Context, row OutboxRow, n *Notice, now time.Time) (verdict, error) {
	if passed(n.Deadline, now) {
		return dropped("the deadline is over"), nil
	}
	pending, err := s.store.FindRequests(ctx, RequestFilter{EventID: row.EventID, ToID: row.Subject.ID, States: []RequestState{RequestPending}})
	if err != nil {
		return verdict{}, err
	}
	if len(pending.Items) == 0 {
		return cancelled("nothing waits for an answer"), nil
	}
	n.Link += "/inbox"
	n.Requests, err = s.listRequests(ctx, row, pending.Items)
	return verdict{}, err
}

// lookAtDeadline cancels what was planned for another deadline than today's.
func (s *Service) lookAtDeadline(rule RuleKind, next look) look {
	return func(ctx context.Context, row OutboxRow, n *Notice, now time.Time) (verdict, error) {
		rules, err := rulesOf(ctx, s.store, row.EventID)
		if err != nil {
			return verdict{}, err
		}
		if passed(n.Deadline, now) {
			return dropped("the deadline is over"), nil
		}
		for _, offset := range rules[rule].Offsets {
			if n.Deadline.Add(-offset).Equal(row.Due) {
				return next(ctx, row, n, now)
			}
		}
		return cancelled("the deadline moved"), nil
	}
}

func (s *Service) lookAtAvailability(ctx context.Context, row OutboxRow, n *Notice, _ time.Time) (verdict, error) {
	delegates, err := s.store.FindDelegates(ctx, DelegateFilter{EventID: row.EventID})
	if err != nil {
		return verdict{}, err
	}
	short, err := s.shortOfSlots(ctx, s.store, n.Event, byKey(delegates.Items, func(d Delegate) string { return d.ID }))
	if err != nil {
		return verdict{}, err
	}
	if !slices.Contains(short, row.Subject.ID) {
		return cancelled("the delegate has open slots enough"), nil
	}
	n.Link += "/availability"
	return verdict{}, nil
}

func (s *Service) lookAtBooking(ctx context.Context, row OutboxRow, n *Notice, now time.Time) (verdict, error) {
	b, err := s.store.BookingByID(ctx, row.Subject.ID)
	if err != nil {
		return verdict{}, err
	}
	if !b.Holds() {
		return cancelled("the pitch slot was freed"), nil
	}
	slot, err := s.store.PitchSlotByID(ctx, b.SlotID)
	if err != nil {
		return verdict{}, err
	}
	session, err := s.store.PitchSessionByID(ctx, b.SessionID)
	if err != nil {
		return verdict{}, err
	}
	if passed(slot.Start, now) {
		return dropped("the pitch has begun"), nil
	}
	entry := pitchEntry(b, slot, session, s.entryUID(b.ID))
	n.Entry = &entry
	n.Extra["session"] = session.Title
	n.Link += "/pitch"
	return verdict{}, nil
}

// agendaOf is the reader's own agenda as it is now.
func (s *Service) agendaOf(ctx context.Context, row OutboxRow) (Agenda, error) {
	return s.Agenda(ctx, SystemActor(), row.EventID, ScopeDelegate, row.DelegateID)
}

func (s *Service) lookAtMeeting(ctx context.Context, row OutboxRow, n *Notice, now time.Time) (verdict, error) {
	agenda, err := s.agendaOf(ctx, row)
	if err != nil {
		return verdict{}, err
	}
	at := slices.IndexFunc(agenda.Entries, func(e AgendaEntry) bool { return e.Kind == EntryMeeting && e.ID == row.Subject.ID })
	switch {
	case at < 0:
		return cancelled("the meeting is gone"), nil
	case passed(agenda.Entries[at].Start, now) && row.Rule == RuleNextMeeting:
		return dropped("the meeting has begun"), nil
	}
	n.Entry = &agenda.Entries[at]
	n.Link += "/agenda"
	if extra := (map[string]string{}); row.payload(&extra) {
		n.Extra = extra
	}
	return verdict{}, nil
}

func (s *Service) lookAtDay(ctx context.Context, row OutboxRow, n *Notice, now time.Time) (verdict, error) {
	agenda, err := s.agendaOf(ctx, row)
	if err != nil {
		return verdict{}, err
	}
	agenda.Entries = slices.DeleteFunc(agenda.Entries, func(e AgendaEntry) bool { return n.Event.date(e.Start) != row.Subject.ID })
	switch {
	case len(agenda.Entries) == 0:
		return cancelled("nothing takes place that day"), nil
	case passed(agenda.Entries[0].Start, now):
		return dropped("the day has begun"), nil
	}
	agenda.Unscheduled = nil
	n.Agenda = &agenda
	n.Link += "/agenda"
	return verdict{}, nil
}

func (s *Service) lookBack(ctx context.Context, row OutboxRow, n *Notice, now time.Time) (verdict, error) {
	agenda, err := s.agendaOf(ctx, row)
	if err != nil {
		return verdict{}, err
	}
	agenda.Entries = slices.DeleteFunc(agenda.Entries, func(e AgendaEntry) bool { return e.Kind != EntryMeeting })
	switch {
	case len(agenda.Entries) == 0:
		return cancelled("no meeting took place"), nil
	case agenda.Entries[len(agenda.Entries)-1].End.After(now):
		return cancelled("a later meeting is still to come"), nil
	}
	agenda.Unscheduled = nil
	n.Agenda = &agenda
	n.Link += "/agenda"
	return verdict{}, nil
}

// lookAtChanges shows a reader what its agenda lost and gained since the
// version before: each meeting as it was then and as it is now.
func (s *Service) lookAtChanges(ctx context.Context, row OutboxRow, n *Notice, _ time.Time) (verdict, error) {
	var payload struct{ From, To int }
	if !row.payload(&payload) {
		return dropped("its payload is unreadable"), nil
	}
	changes, err := s.store.ChangesBetween(ctx, row.EventID, payload.From, payload.To)
	if err != nil {
		return verdict{}, err
	}
	agenda, err := s.agendaOf(ctx, row)
	if err != nil {
		return verdict{}, err
	}
	entries := byKey(agenda.Entries, func(e AgendaEntry) string { return string(e.Kind) + e.ID })
	for _, c := range changes {
		var change AgendaChange
		if now, there := entries[string(EntryMeeting)+c.RequestID]; there && (attends(c.After, row.DelegateID) || attends(c.Before, row.DelegateID)) {
			change.After = &now
		}
		if attends(c.Before, row.DelegateID) {
			if change.Before, err = s.formerEntry(ctx, *c.Before, row.DelegateID, agenda); err != nil {
				return verdict{}, err
			}
		}
		if change.Before != nil || change.After != nil {
			n.Changes = append(n.Changes, change)
		}
	}
	if len(n.Changes) == 0 {
		return cancelled("nothing changed for the reader"), nil
	}
	n.Agenda = &agenda
	n.Link += "/agenda"
	n.Extra["version"] = strconv.Itoa(payload.To)
	return verdict{}, nil
}

func attends(m *Meeting, delegateID string) bool {
	return m != nil && m.State != MeetingCancelled && slices.Contains(m.Participants, delegateID)
}

// formerEntry is a meeting as it stood on the reader's agenda before a change.
func (s *Service) formerEntry(ctx context.Context, m Meeting, delegateID string, agenda Agenda) (*AgendaEntry, error) {
	r, err := s.store.RequestByID(ctx, m.RequestID)
	if err != nil {
		return nil, err
	}
	d, err := s.store.DelegateByID(ctx, delegateID)
	if err != nil {
		return nil, err
	}
	_, other, _ := r.SideOf(d.OrganisationID)
	o, err := s.store.OrganisationByID(ctx, other.OrganisationID)
	if err != nil {
		return nil, err
	}
	slot, err := slotByID(ctx, s.store, m.EventID, m.SlotID)
	if err != nil {
		return nil, err
	}
	entry := &AgendaEntry{Kind: EntryMeeting, ID: m.RequestID, UID: s.meetingUID(m.RequestID), Sequence: m.Sequence + 1,
		State: MeetingCancelled, Start: slot.Start, End: slot.End, SlotID: slot.ID, PlaceID: m.PlaceID, Title: o.Name,
		Sides: []AgendaSide{{OrganisationID: d.OrganisationID}, {OrganisationID: o.ID, Organisation: o.Name, Kind: o.Kind}}}
	if m.PlaceID == "" {
		return entry, nil
	}
	place, err := s.store.PlaceByID(ctx, m.PlaceID)
	if err == nil {
		entry.Place, entry.Zone = place.Name, place.Zone
	}
	return entry, ignoreNotFound(err)
}
