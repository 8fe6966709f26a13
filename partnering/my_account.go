package partnering

import (
	"context"
)

// UpdateAccount changes the caller's own name, language and zone.
func (s *Service) UpdateAccount(ctx context.Context, by Actor, a Account) (Account, error) {
	if err := mustBePerson(by); err != nil {
		return Account{}, err
	}
	var f faults
	f.line("name", a.Name, true)
	f.language("language", a.Language, true)
	f.zone("zone", a.Zone, false)
	if err := Invalid("the account is not valid", f...); err != nil {
		return Account{}, err
	}
	var after Account
	err := s.store.Tx(ctx, func(st Store) error {
		before, err := st.AccountByID(ctx, by.Account.ID)
		if err != nil {
			return err
		}
		after = before
		after.Name, after.Language, after.Zone, after.Version = a.Name, a.Language, a.Zone, a.Version
		if err := st.UpdateAccount(ctx, &after); err != nil {
			return err
		}
		return s.record(ctx, st, by, "", "account.update", Subject{Kind: "account", ID: after.ID}, before, after)
	})
	return after, err
}

// mustBePerson refuses the public and the process itself.
func mustBePerson(by Actor) error {
	if by.Account.ID == "" {
		return Errorf(CodeUnauthenticated, "sign in first")
	}
	return nil
}

// CreateToken makes a token for programs and returns it with its plain text, which is shown once.
func (s *Service) CreateToken(ctx context.Context, by Actor, name string) (Token, string, error) {
	if err := mustBePerson(by); err != nil {
		return Token{}, "", err
	}
	var f faults
	f.line("name", name, true)
	if err := Invalid("the token is not valid", f...); err != nil {
		return Token{}, "", err
	}
	plain := secret()
	t := Token{ID: NewID(), AccountID: by.Account.ID, Name: name, Hash: hashOf(plain), CreatedAt: s.clock.Now()}
	err := s.store.Tx(ctx, func(st Store) error {
		if err := st.CreateToken(ctx, t); err != nil {
			return err
		}
		return s.record(ctx, st, by, "", "token.create", Subject{Kind: "account", ID: t.AccountID}, nil, map[string]string{"id": t.ID, "name": t.Name})
	})
	if err != nil {
		return Token{}, "", err
	}
	return t, plain, nil
}

// FindTokens lists the caller's tokens.
func (s *Service) FindTokens(ctx context.Context, by Actor) ([]Token, error) {
	if err := mustBePerson(by); err != nil {
		return nil, err
	}
	return s.store.FindTokens(ctx, by.Account.ID)
}

// DeleteToken revokes one of the caller's tokens.
func (s *Service) DeleteToken(ctx context.Context, by Actor, id string) error {
	if err := mustBePerson(by); err != nil {
		return err
	}
	return s.store.Tx(ctx, func(st Store) error {
		if err := st.DeleteToken(ctx, by.Account.ID, id); err != nil {
			return err
		}
		return s.record(ctx, st, by, "", "token.delete", Subject{Kind: "account", ID: by.Account.ID}, map[string]string{"id": id}, nil)
	})
}
