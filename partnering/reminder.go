package partnering

import "time"

// RuleKind names a reminder rule, or a notice that is sent at once.
type RuleKind string

// The reminder rules.
const (
	RuleUnanswered   RuleKind = "unanswered_requests"
	RuleDeadline     RuleKind = "answer_deadline"
	RuleAvailability RuleKind = "availability_missing"
	RulePitch        RuleKind = "pitch_slot"
	RuleAgenda       RuleKind = "agenda_changed"
	RuleDayBefore    RuleKind = "day_before"
	RuleNextMeeting  RuleKind = "next_meeting"
	RuleFeedback     RuleKind = "feedback"
)

// Notices that no rule switches off.
const (
	NoticeSignIn  RuleKind = "sign_in"
	NoticeRequest RuleKind = "request_received"
	NoticeAnswer  RuleKind = "request_answered"
	NoticeCancel  RuleKind = "request_cancelled"
	NoticeMoveUp  RuleKind = "waiting_list_moved_up"
	NoticeLate    RuleKind = "partner_late"
)

// ReminderRule is a rule of one event as the organiser set it.
type ReminderRule struct {
	EventID string
	Kind    RuleKind
	Enabled bool
	Offsets []time.Duration     // before (positive) or after (negative) the rule's anchor
	At      string              // local time of day, for the rules that keep one: "18:00"
	Texts   map[string]RuleText // by language; absent: the standard text
	Version int64
}

// RuleText is an organiser's own wording.
type RuleText struct {
	Subject string
	Intro   string
}

// OutboxState is where a message stands.
type OutboxState string

// The states of an outbox row.
const (
	OutboxPlanned   OutboxState = "planned"
	OutboxHeld      OutboxState = "held" // an organiser holds it back
	OutboxClaimed   OutboxState = "claimed"
	OutboxSent      OutboxState = "sent"
	OutboxCancelled OutboxState = "cancelled" // its subject moved or went
	OutboxDropped   OutboxState = "dropped"   // overdue beyond its rule's limit
	OutboxFailed    OutboxState = "failed"    // given up after the last try
)

// Subject says what a message is about.
type Subject struct {
	Kind string // "meeting", "booking", "request", "day", "schedule", "event", "account"
	ID   string
}

// OutboxRow is a message to send, written ahead with its due instant. One row
// stands per rule, recipient, subject and due instant among those planned,
// claimed or sent.
type OutboxRow struct {
	ID         string
	EventID    string // "" for sign-in links outside an event
	Rule       RuleKind
	To         string // mail address
	DelegateID string // "" for organisers and sign-in links
	AccountID  string
	Subject    Subject
	Payload    []byte // what the notice needs besides its subject, JSON
	Due        time.Time
	State      OutboxState
	Attempts   int
	NextAt     time.Time // when it may be tried; Due at first
	ClaimedBy  string
	ClaimUntil time.Time
	MessageID  string // the same at each try
	LastError  string
	SentAt     time.Time
	CreatedAt  time.Time
}

// Mail is a rendered message.
type Mail struct {
	MessageID string
	To        string
	ToName    string
	Subject   string
	Text      string
	HTML      string
	Calendar  []byte // an iCalendar object, or nil
	Method    string // of the calendar: PUBLISH, REQUEST or CANCEL
}

// MailboxMail is a mail that landed in the mailbox page instead of an SMTP server.
type MailboxMail struct {
	ID      string
	EventID string
	At      time.Time
	Mail    Mail
}
