package partnering

import (
	"context"
	"time"
)

// Notice is everything a message may say; a Notifier renders what its rule needs.
type Notice struct {
	Rule      RuleKind
	MessageID string
	To        string
	Name      string
	Language  string // "en" or "fr"
	Zone      string // the reader's own IANA zone when virtual, else ""
	Event     Event
	Text      *RuleText // the organiser's own wording, or nil
	Link      string    // where to act, absolute
	Due       time.Time
	Agenda    *Agenda         // the entries concerned
	Changes   []AgendaChange  // of a published schedule
	Requests  []ListedRequest // pending, received, answered
	Entry     *AgendaEntry    // the meeting or pitch concerned
	Deadline  time.Time
	Extra     map[string]string // rarely: a free slot's name, a reason
}

// ListedRequest is a request as a message lists it.
type ListedRequest struct {
	ID           string
	Organisation string // the other side
	Message      string
	State        RequestState
	Reason       string
}

// AgendaChange is one entry that came, moved or went, from the reader's side.
type AgendaChange struct {
	Before *AgendaEntry
	After  *AgendaEntry
}

// Notifier turns notices into mails and sends them.
type Notifier interface {
	Render(n Notice) (Mail, error)
	// Send hands the mail over for good, or returns why not. The same mail
	// sent again bears the same Message-ID.
	Send(ctx context.Context, eventID string, m Mail) error
}
