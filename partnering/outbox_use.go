package partnering

import (
	"context"
)

// FindOutbox lists messages by due instant; for organisers.
func (s *Service) FindOutbox(ctx context.Context, by Actor, f OutboxFilter) (Slice[OutboxRow], error) {
	return Slice[OutboxRow]{}, Errorf(CodeInternal, "FindOutbox is not built yet")
}

// HoldMessage keeps a planned message back, or releases a held one; for organisers.
func (s *Service) HoldMessage(ctx context.Context, by Actor, id string, hold bool) (OutboxRow, error) {
	return OutboxRow{}, Errorf(CodeInternal, "HoldMessage is not built yet")
}

// RetryMessage sends a failed message again; for organisers.
func (s *Service) RetryMessage(ctx context.Context, by Actor, id string) (OutboxRow, error) {
	return OutboxRow{}, Errorf(CodeInternal, "RetryMessage is not built yet")
}

// CancelMessage cancels a planned or held message; for organisers.
func (s *Service) CancelMessage(ctx context.Context, by Actor, id string) (OutboxRow, error) {
	return OutboxRow{}, Errorf(CodeInternal, "CancelMessage is not built yet")
}

// FindMails lists the mailbox, newest first; for organisers.
func (s *Service) FindMails(ctx context.Context, by Actor, eventID string, p Page) (Slice[MailboxMail], error) {
	return Slice[MailboxMail]{}, Errorf(CodeInternal, "FindMails is not built yet")
}

// MailByID returns a mail of the mailbox; for organisers.
func (s *Service) MailByID(ctx context.Context, by Actor, eventID, id string) (MailboxMail, error) {
	return MailboxMail{}, Errorf(CodeInternal, "MailByID is not built yet")
}
