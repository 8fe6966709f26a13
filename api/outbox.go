package api

import (
	"context"
	"time"

	"entente/partnering"
)

// OutboxRow is a message to send.
type OutboxRow struct {
	ID        string     `json:"id"`
	Rule      string     `json:"rule"`
	To        string     `json:"to"`
	Delegate  string     `json:"delegate,omitempty"`
	Subject   string     `json:"subject" doc:"What it is about: kind and id"`
	Due       time.Time  `json:"due"`
	State     string     `json:"state" enum:"planned,held,claimed,sent,cancelled,dropped,failed"`
	Attempts  int        `json:"attempts"`
	LastError string     `json:"last_error,omitempty"`
	SentAt    *time.Time `json:"sent_at,omitempty"`
	MessageID string     `json:"message_id"`
}

// ReminderRule says who is told what, when.
type ReminderRule struct {
	Rule    string              `json:"rule"`
	Enabled bool                `json:"enabled"`
	Offsets []int               `json:"offset_minutes" doc:"Minutes before the rule's anchor; negative: after"`
	At      string              `json:"at,omitempty" doc:"Local time of day, for the rules that keep one"`
	Texts   map[string]RuleText `json:"texts" doc:"The organiser's own wording by language"`
	Version int64               `json:"version"`
}

// RuleText is an organiser's own wording.
type RuleText struct {
	Subject string `json:"subject" maxLength:"200"`
	Intro   string `json:"intro" maxLength:"4000"`
}

// RuleInput is what an organiser writes of a rule.
type RuleInput struct {
	Enabled bool                `json:"enabled"`
	Offsets []int               `json:"offset_minutes,omitempty" maxItems:"10"`
	At      string              `json:"at,omitempty" pattern:"^(\\d{2}:\\d{2})?$"`
	Texts   map[string]RuleText `json:"texts,omitempty"`
}

// Mail is a rendered message.
type Mail struct {
	ID        string     `json:"id"`
	At        *time.Time `json:"at,omitempty"`
	To        string     `json:"to"`
	Subject   string     `json:"subject"`
	Text      string     `json:"text"`
	HTML      string     `json:"html"`
	Calendar  bool       `json:"calendar" doc:"Whether a calendar file is attached"`
	MessageID string     `json:"message_id"`
}

// AuditEntry is one write by a person.
type AuditEntry struct {
	ID      string    `json:"id"`
	Who     string    `json:"who"`
	At      time.Time `json:"at"`
	Action  string    `json:"action"`
	Subject string    `json:"subject"`
	Before  string    `json:"before" doc:"JSON, empty when it was not there"`
	After   string    `json:"after" doc:"JSON, empty when it is gone"`
}

// RulePath names a rule of an event.
type RulePath struct {
	EventPath
	Rule string `path:"rule"`
}

func (s *server) outboxRoutes() []route {
	return tagged("Reminders and mail",
		get("/events/{event}/outbox", "list-outbox", "Messages by due instant", organisers, s.listOutbox),
		post("/events/{event}/outbox/{id}/hold", "hold-message", "Keep a planned message back", organisers, s.holdMessage),
		post("/events/{event}/outbox/{id}/release", "release-message", "Let a held message go", organisers, s.releaseMessage),
		post("/events/{event}/outbox/{id}/retry", "retry-message", "Send a failed message again", organisers, s.retryMessage),
		post("/events/{event}/outbox/{id}/cancel", "cancel-message", "Cancel a message", organisers, s.cancelMessage),
		get("/events/{event}/reminder-rules", "list-reminder-rules", "The rules", organisers, s.listRules),
		put("/events/{event}/reminder-rules/{rule}", "change-reminder-rule", "Change a rule", organisers, s.changeRule),
		get("/events/{event}/reminder-rules/{rule}/preview", "preview-reminder-rule", "The rule's mail", organisers, s.previewRule),
		post("/events/{event}/reminder-rules/{rule}/test", "test-reminder-rule", "Send the rule's mail to myself", organisers, s.testRule),
		get("/events/{event}/mailbox", "list-mails", "Mails that no SMTP server took, newest first", organisers, s.listMails),
		get("/events/{event}/mailbox/{id}", "read-mail", "A mail", organisers, s.readMail),
		get("/events/{event}/audit", "list-audit", "Who did what, newest first", organisers, s.listAudit),
	)
}

func (s *server) listOutbox(ctx context.Context, in *struct {
	EventPath
	Paging
	State string `query:"state" enum:"planned,held,claimed,sent,cancelled,dropped,failed,"`
	Rule  string `query:"rule"`
	To    string `query:"to"`
}) (*Reply[List[OutboxRow]], error) {
	f := partnering.OutboxFilter{EventID: in.Event, Rule: partnering.RuleKind(in.Rule), To: in.To, Page: in.page()}
	if in.State != "" {
		f.States = []partnering.OutboxState{partnering.OutboxState(in.State)}
	}
	found, err := s.svc.FindOutbox(ctx, actor(ctx), f)
	if err != nil {
		return nil, err
	}
	return listed(found, toOutboxRow), nil
}

func (s *server) holdMessage(ctx context.Context, in *IDPath) (*Reply[OutboxRow], error) {
	return outboxRow(s.svc.HoldMessage(ctx, actor(ctx), in.ID, true))
}

func (s *server) releaseMessage(ctx context.Context, in *IDPath) (*Reply[OutboxRow], error) {
	return outboxRow(s.svc.HoldMessage(ctx, actor(ctx), in.ID, false))
}

func (s *server) retryMessage(ctx context.Context, in *IDPath) (*Reply[OutboxRow], error) {
	return outboxRow(s.svc.RetryMessage(ctx, actor(ctx), in.ID))
}

func (s *server) cancelMessage(ctx context.Context, in *IDPath) (*Reply[OutboxRow], error) {
	return outboxRow(s.svc.CancelMessage(ctx, actor(ctx), in.ID))
}

func (s *server) listRules(ctx context.Context, in *EventPath) (*Reply[List[ReminderRule]], error) {
	rules, err := s.svc.FindRules(ctx, actor(ctx), in.Event)
	if err != nil {
		return nil, err
	}
	return whole(rules, toRule), nil
}

func (s *server) changeRule(ctx context.Context, in *struct {
	RulePath
	Match
	Body RuleInput
}) (*Versioned[ReminderRule], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	r, err := s.svc.PutRule(ctx, actor(ctx), in.Body.rule(in.Event, in.Rule, version))
	if err != nil {
		return nil, err
	}
	return versioned(toRule(r), r.Version), nil
}

func (s *server) previewRule(ctx context.Context, in *struct {
	RulePath
	Language string `query:"language" enum:"en,fr" default:"en"`
}) (*Reply[Mail], error) {
	m, err := s.svc.PreviewRule(ctx, actor(ctx), in.Event, partnering.RuleKind(in.Rule), in.Language)
	if err != nil {
		return nil, err
	}
	return reply(toMail(partnering.MailboxMail{Mail: m})), nil
}

func (s *server) testRule(ctx context.Context, in *RulePath) (*Empty, error) {
	return &Empty{}, s.svc.SendTest(ctx, actor(ctx), in.Event, partnering.RuleKind(in.Rule))
}

func (s *server) listMails(ctx context.Context, in *struct {
	EventPath
	Paging
}) (*Reply[List[Mail]], error) {
	found, err := s.svc.FindMails(ctx, actor(ctx), in.Event, in.page())
	if err != nil {
		return nil, err
	}
	return listed(found, toMail), nil
}

func (s *server) readMail(ctx context.Context, in *IDPath) (*Reply[Mail], error) {
	m, err := s.svc.MailByID(ctx, actor(ctx), in.Event, in.ID)
	if err != nil {
		return nil, err
	}
	return reply(toMail(m)), nil
}

func (s *server) listAudit(ctx context.Context, in *struct {
	EventPath
	Paging
}) (*Reply[List[AuditEntry]], error) {
	found, err := s.svc.FindAudit(ctx, actor(ctx), in.Event, in.page())
	if err != nil {
		return nil, err
	}
	return listed(found, func(a partnering.AuditEntry) AuditEntry {
		return AuditEntry{ID: a.ID, Who: a.Who, At: a.At, Action: a.Action, Subject: subject(a.Subject),
			Before: string(a.Before), After: string(a.After)}
	}), nil
}

func outboxRow(row partnering.OutboxRow, err error) (*Reply[OutboxRow], error) {
	if err != nil {
		return nil, err
	}
	return reply(toOutboxRow(row)), nil
}

func toOutboxRow(r partnering.OutboxRow) OutboxRow {
	return OutboxRow{ID: r.ID, Rule: string(r.Rule), To: r.To, Delegate: r.DelegateID, Subject: subject(r.Subject), Due: r.Due,
		State: string(r.State), Attempts: r.Attempts, LastError: r.LastError, SentAt: instant(r.SentAt), MessageID: r.MessageID}
}

func subject(s partnering.Subject) string { return s.Kind + ":" + s.ID }

func toRule(r partnering.ReminderRule) ReminderRule {
	out := ReminderRule{Rule: string(r.Kind), Enabled: r.Enabled, At: r.At, Texts: map[string]RuleText{}, Version: r.Version,
		Offsets: each(r.Offsets, func(d time.Duration) int { return int(d / time.Minute) })}
	for language, text := range r.Texts {
		out.Texts[language] = RuleText(text)
	}
	return out
}

func (in RuleInput) rule(eventID, kind string, version int64) partnering.ReminderRule {
	out := partnering.ReminderRule{EventID: eventID, Kind: partnering.RuleKind(kind), Enabled: in.Enabled, At: in.At,
		Texts: map[string]partnering.RuleText{}, Version: version,
		Offsets: each(in.Offsets, func(minutes int) time.Duration { return time.Duration(minutes) * time.Minute })}
	for language, text := range in.Texts {
		out.Texts[language] = partnering.RuleText(text)
	}
	return out
}

func toMail(m partnering.MailboxMail) Mail {
	return Mail{ID: m.ID, At: instant(m.At), To: m.Mail.To, Subject: m.Mail.Subject, Text: m.Mail.Text, HTML: m.Mail.HTML,
		Calendar: len(m.Mail.Calendar) > 0, MessageID: m.Mail.MessageID}
}
