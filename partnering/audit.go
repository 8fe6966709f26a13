package partnering

import "time"

// AuditEntry is one write by a person.
type AuditEntry struct {
	ID        string
	EventID   string
	AccountID string // "" for the process itself
	Who       string // the account's name or address, or "system"
	At        time.Time
	Action    string // such as "request.accept"
	Subject   Subject
	Before    []byte // JSON, nil when it was not there
	After     []byte // JSON, nil when it is gone
}
