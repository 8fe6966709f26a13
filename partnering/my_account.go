package partnering

import (
	"context"
)

// UpdateAccount changes the caller's own name, language and zone.
func (s *Service) UpdateAccount(ctx context.Context, by Actor, a Account) (Account, error) {
	return Account{}, Errorf(CodeInternal, "UpdateAccount is not built yet")
}

// CreateToken makes a token for programs and returns it with its plain text, which is shown once.
func (s *Service) CreateToken(ctx context.Context, by Actor, name string) (Token, string, error) {
	return Token{}, "", Errorf(CodeInternal, "CreateToken is not built yet")
}

// FindTokens lists the caller's tokens.
func (s *Service) FindTokens(ctx context.Context, by Actor) ([]Token, error) {
	return nil, Errorf(CodeInternal, "FindTokens is not built yet")
}

// DeleteToken revokes one of the caller's tokens.
func (s *Service) DeleteToken(ctx context.Context, by Actor, id string) error {
	return Errorf(CodeInternal, "DeleteToken is not built yet")
}

// ExportMyData returns everything that is kept about the caller.
func (s *Service) ExportMyData(ctx context.Context, by Actor) (PersonalData, error) {
	return PersonalData{}, Errorf(CodeInternal, "ExportMyData is not built yet")
}

// EraseMyData removes what identifies the caller and keeps what others need without it.
func (s *Service) EraseMyData(ctx context.Context, by Actor) error {
	return Errorf(CodeInternal, "EraseMyData is not built yet")
}
