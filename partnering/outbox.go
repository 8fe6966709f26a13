package partnering

import (
	"context"
	"slices"
	"time"
)

// FindOutbox lists messages by due instant; for organisers.
func (s *Service) FindOutbox(ctx context.Context, by Actor, f OutboxFilter) (Slice[OutboxRow], error) {
	if err := mustOrganise(by, f.EventID); err != nil {
		return Slice[OutboxRow]{}, err
	}
	return s.store.FindOutbox(ctx, f)
}

// HoldMessage keeps a planned message back, or releases a held one; for organisers.
func (s *Service) HoldMessage(ctx context.Context, by Actor, id string, hold bool) (OutboxRow, error) {
	if hold {
		return s.changeMessage(ctx, by, id, "outbox.hold", OutboxHeld, OutboxPlanned)
	}
	return s.changeMessage(ctx, by, id, "outbox.release", OutboxPlanned, OutboxHeld)
}

// RetryMessage sends a failed message again; for organisers.
func (s *Service) RetryMessage(ctx context.Context, by Actor, id string) (OutboxRow, error) {
	return s.changeMessage(ctx, by, id, "outbox.retry", OutboxPlanned, OutboxFailed)
}

// CancelMessage cancels a planned or held message; for organisers.
func (s *Service) CancelMessage(ctx context.Context, by Actor, id string) (OutboxRow, error) {
	return s.changeMessage(ctx, by, id, "outbox.cancel", OutboxCancelled, OutboxPlanned, OutboxHeld, OutboxFailed)
}

// changeMessage brings a message from one of the states to another; one that
// is there already stays as it is.
func (s *Service) changeMessage(ctx context.Context, by Actor, id, action string, to OutboxState, from ...OutboxState) (OutboxRow, error) {
	var row OutboxRow
	err := s.store.Tx(ctx, func(st Store) error {
		var err error
		if row, err = st.OutboxByID(ctx, id); err != nil {
			return err
		}
		if err := mustOrganise(by, row.EventID); err != nil {
			return err
		}
		if row.State == to {
			return nil
		}
		if !slices.Contains(from, row.State) {
			return Errorf(CodeConflict, "the message is %s: only one that is %s can become %s", row.State, joinStates(from), to)
		}
		before := row
		row.State = to
		if to == OutboxPlanned {
			row.NextAt, row.Attempts = s.clock.Now(), 0
			if row.Due.After(row.NextAt) {
				row.NextAt = row.Due
			}
		}
		if err := st.UpdateOutbox(ctx, row); err != nil {
			return err
		}
		return s.record(ctx, st, by, row.EventID, action, Subject{Kind: "outbox", ID: id}, before.State, row.State)
	})
	return row, err
}

func joinStates(all []OutboxState) string {
	text := ""
	for i, state := range all {
		if i > 0 {
			text += " or "
		}
		text += string(state)
	}
	return text
}

// FindMails lists the mailbox, newest first; for organisers.
func (s *Service) FindMails(ctx context.Context, by Actor, eventID string, p Page) (Slice[MailboxMail], error) {
	if err := mustOrganise(by, eventID); err != nil {
		return Slice[MailboxMail]{}, err
	}
	return s.store.FindMails(ctx, eventID, p)
}

// MailByID returns a mail of the mailbox; for organisers.
func (s *Service) MailByID(ctx context.Context, by Actor, eventID, id string) (MailboxMail, error) {
	if err := mustOrganise(by, eventID); err != nil {
		return MailboxMail{}, err
	}
	mail, err := s.store.MailByID(ctx, id)
	if err == nil && mail.EventID != eventID {
		return MailboxMail{}, Errorf(CodeNotFound, "the mailbox has no mail %s", id)
	}
	return mail, err
}

// PreviewRule renders the rule's mail for its next recipient; for organisers.
func (s *Service) PreviewRule(ctx context.Context, by Actor, eventID string, kind RuleKind, language string) (Mail, error) {
	if err := mustOrganise(by, eventID); err != nil {
		return Mail{}, err
	}
	if s.notifier == nil {
		return Mail{}, Errorf(CodeConflict, "no mail is set up")
	}
	n, err := s.exampleNotice(ctx, eventID, kind, language)
	if err != nil {
		return Mail{}, err
	}
	return s.notifier.Render(n)
}

// SendTest sends the rule's mail to the caller; for organisers.
func (s *Service) SendTest(ctx context.Context, by Actor, eventID string, kind RuleKind) error {
	mail, err := s.PreviewRule(ctx, by, eventID, kind, by.Account.Language)
	if err != nil {
		return err
	}
	if by.Account.Email == "" {
		return Errorf(CodeConflict, "you have no mail address to send the test to")
	}
	mail.To, mail.ToName = by.Account.Email, by.Account.Name
	mail.MessageID = "<" + NewID() + "@" + s.host() + ">"
	return s.notifier.Send(ctx, eventID, mail)
}

// exampleNotice is what the rule's next planned message would say, or, with
// none planned, one made of example data.
func (s *Service) exampleNotice(ctx context.Context, eventID string, kind RuleKind, language string) (Notice, error) {
	rules, err := rulesOf(ctx, s.store, eventID)
	if err != nil {
		return Notice{}, err
	}
	rule, known := rules[kind]
	if !known {
		return Notice{}, Errorf(CodeNotFound, "there is no reminder rule %s", kind)
	}
	e, err := s.store.EventByID(ctx, eventID)
	if err != nil {
		return Notice{}, err
	}
	n := s.nextNotice(ctx, e, kind)
	n.Event, n.Text = e, nil
	if language != "" {
		n.Language = language
	}
	if text, there := rule.Texts[n.Language]; there {
		n.Text = &text
	}
	return n, nil
}

func (s *Service) nextNotice(ctx context.Context, e Event, kind RuleKind) Notice {
	planned, err := s.store.FindOutbox(ctx, OutboxFilter{EventID: e.ID, Rule: kind, States: []OutboxState{OutboxPlanned}, Page: Page{Limit: 5}})
	if err == nil {
		for _, row := range planned.Items {
			if n, v, err := s.notice(ctx, row, s.clock.Now()); err == nil && v == (verdict{}) {
				return n
			}
		}
	}
	return s.madeUpNotice(e, kind)
}

// madeUpNotice fills every part that a template may show with example data.
func (s *Service) madeUpNotice(e Event, kind RuleKind) Notice {
	const half = 30 * time.Minute
	start := s.clock.Now().Add(day).Truncate(half)
	entry := AgendaEntry{Kind: EntryMeeting, ID: "example", UID: s.meetingUID("example"), State: MeetingScheduled, Start: start,
		End: start.Add(half), Place: "Table 1", Zone: "A", Title: "Example Company",
		Sides: []AgendaSide{{Organisation: "Your organisation"}, {Organisation: "Example Company",
			People: []AgendaPerson{{Name: "Robin Example", Title: "Business development"}}}}}
	agenda := Agenda{Event: e, Scope: ScopeDelegate, Title: "Alex Example", Subtitle: "Your organisation", Number: 1, At: start, Entries: []AgendaEntry{entry}}
	return Notice{Rule: kind, MessageID: "<example@" + s.host() + ">", To: "alex@example.invalid", Name: "Alex Example", Language: "en", Event: e,
		Link: s.baseURL + "/events/" + e.ID, Due: start, Agenda: &agenda, Entry: &entry, Deadline: e.Settings.RequestsCloseAt,
		Changes:  []AgendaChange{{After: &entry}},
		Requests: []ListedRequest{{ID: "example", Organisation: "Example Company", Message: "Could we meet?", State: RequestPending}},
		Extra:    map[string]string{"session": "Example session", "version": "1"}}
}
