package partnering

import (
	"context"
	"encoding/json"
)

// record writes who did what into the audit log; before and after may be nil.
func (s *Service) record(ctx context.Context, st Store, by Actor, eventID, action string, subject Subject, before, after any) error {
	entry := AuditEntry{
		ID: NewID(), EventID: eventID, AccountID: by.Account.ID, Who: by.name(), At: s.clock.Now(),
		Action: action, Subject: subject, Before: asJSON(before), After: asJSON(after),
	}
	return st.CreateAudit(ctx, entry)
}

func (a Actor) name() string {
	if a.Account.Name != "" {
		return a.Account.Name
	}
	return a.Account.Email
}

func asJSON(v any) []byte {
	if v == nil {
		return nil
	}
	text, err := json.Marshal(v)
	if err != nil {
		return nil
	}
	return text
}

// FindAudit lists the audit log, newest first; for organisers.
func (s *Service) FindAudit(ctx context.Context, by Actor, eventID string, p Page) (Slice[AuditEntry], error) {
	if err := mustOrganise(by, eventID); err != nil {
		return Slice[AuditEntry]{}, err
	}
	return s.store.FindAudit(ctx, eventID, p)
}
