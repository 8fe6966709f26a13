package partnering

import (
	"context"
)

// FindRules lists the reminder rules of the event, the standard ones included; for organisers.
func (s *Service) FindRules(ctx context.Context, by Actor, eventID string) ([]ReminderRule, error) {
	return nil, Errorf(CodeInternal, "FindRules is not built yet")
}

// PutRule changes a rule and plans its rows anew; for organisers.
func (s *Service) PutRule(ctx context.Context, by Actor, r ReminderRule) (ReminderRule, error) {
	return ReminderRule{}, Errorf(CodeInternal, "PutRule is not built yet")
}

// PreviewRule renders the rule's mail for its next recipient; for organisers.
func (s *Service) PreviewRule(ctx context.Context, by Actor, eventID string, kind RuleKind, language string) (Mail, error) {
	return Mail{}, Errorf(CodeInternal, "PreviewRule is not built yet")
}

// SendTest sends the rule's mail to the caller; for organisers.
func (s *Service) SendTest(ctx context.Context, by Actor, eventID string, kind RuleKind) error {
	return Errorf(CodeInternal, "SendTest is not built yet")
}

// PlanReminders writes ahead the rows of all rules whose anchor is a date of the event; idempotent.
func (s *Service) PlanReminders(ctx context.Context, eventID string) error {
	return Errorf(CodeInternal, "PlanReminders is not built yet")
}

// Tick plans what has come near, expires overdue requests and sends what is due: the cron table's
// one line. It returns how many messages left.
func (s *Service) Tick(ctx context.Context) (int, error) {
	return 0, Errorf(CodeInternal, "Tick is not built yet")
}

// SendDue claims due messages, looks at their subjects once more, and sends them. It returns how
// many left.
func (s *Service) SendDue(ctx context.Context) (int, error) {
	return 0, Errorf(CodeInternal, "SendDue is not built yet")
}
