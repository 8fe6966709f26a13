package partnering

import (
	"context"
	"time"
)

// RequestLink plans a mail with a sign-in link for the address, when an account has it; nobody is
// told whether one has.
func (s *Service) RequestLink(ctx context.Context, email, eventID string) error {
	return Errorf(CodeInternal, "RequestLink is not built yet")
}

// CreateLink makes a sign-in link for the account of the address and returns its URL; for the
// process itself and organisers. A reusable one is for demo events only and lives for ttl.
func (s *Service) CreateLink(ctx context.Context, by Actor, email, eventID string, reusable bool, ttl time.Duration) (string, error) {
	return "", Errorf(CodeInternal, "CreateLink is not built yet")
}

// UseLink signs in with a link's token.
func (s *Service) UseLink(ctx context.Context, token string) (Account, error) {
	return Account{}, Errorf(CodeInternal, "UseLink is not built yet")
}

// ActorOf loads an account with its roles.
func (s *Service) ActorOf(ctx context.Context, accountID string) (Actor, error) {
	return Actor{}, Errorf(CodeInternal, "ActorOf is not built yet")
}

// ActorByToken loads the account that a bearer token belongs to.
func (s *Service) ActorByToken(ctx context.Context, token string) (Actor, error) {
	return Actor{}, Errorf(CodeInternal, "ActorByToken is not built yet")
}

// EnsureAccount finds or makes the account of the address; for the process itself. With an eventID
// it becomes an organiser of that event, without one an operator, who may create events.
func (s *Service) EnsureAccount(ctx context.Context, by Actor, email, name, eventID string) (Account, error) {
	return Account{}, Errorf(CodeInternal, "EnsureAccount is not built yet")
}

// GrantRole gives an account, made when it is missing, a role at an event; for organisers.
func (s *Service) GrantRole(ctx context.Context, by Actor, email, name string, m Membership) (Account, error) {
	return Account{}, Errorf(CodeInternal, "GrantRole is not built yet")
}
