package partnering

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"time"
)

// The lives of links: one asked for by its owner, and one in an invitation,
// which waits in a mailbox until somebody reads it.
const (
	linkLife       = 15 * time.Minute
	invitationLife = 7 * 24 * time.Hour
)

// RequestLink plans a mail with a sign-in link for the address, when an account has it; nobody is
// told whether one has.
func (s *Service) RequestLink(ctx context.Context, email, eventID string) error {
	address, err := ParseAddress(email)
	if err != nil {
		return err
	}
	return s.store.Tx(ctx, func(st Store) error {
		account, err := st.AccountByEmail(ctx, address)
		if ErrorCode(err) == CodeNotFound {
			return nil
		}
		if err != nil {
			return err
		}
		return s.mailLink(ctx, st, account, eventID, linkLife)
	})
}

// mailLink makes a link for the account and plans the mail that brings it; it
// speaks of the event where the account has a role in it. Where there is no
// mail server, organisers read the mails of their events: so the mail belongs
// to an event only when the link opens nothing else.
func (s *Service) mailLink(ctx context.Context, st Store, account Account, eventID string, life time.Duration) error {
	by, err := actorOf(ctx, st, account)
	if err != nil {
		return err
	}
	link, err := s.makeLink(ctx, st, account.ID, false, life)
	if err != nil {
		return err
	}
	home := by.onlyEvent()
	if !by.Attends(eventID) {
		eventID = home
	}
	payload := map[string]string{"link": link, "event": eventID}
	to := []contact{{Email: account.Email, AccountID: account.ID}}
	return s.tell(ctx, st, NoticeSignIn, home, Subject{Kind: "account", ID: account.ID}, payload, to)
}

// onlyEvent returns the one event at which the account has roles; "" where
// there are several or none, and for operators, whose account opens more.
func (a Actor) onlyEvent() string {
	only := ""
	for _, m := range a.Memberships {
		if a.Account.Operator || only != "" && only != m.EventID {
			return ""
		}
		only = m.EventID
	}
	return only
}

// makeLink keeps the hash of a new token and returns the URL that holds the token.
func (s *Service) makeLink(ctx context.Context, st Store, accountID string, reusable bool, life time.Duration) (string, error) {
	token := secret()
	link := LoginLink{Hash: hashOf(token), AccountID: accountID, ExpiresAt: s.clock.Now().Add(life), Reusable: reusable}
	if err := st.CreateLoginLink(ctx, link); err != nil {
		return "", err
	}
	return s.baseURL + "/sign-in?token=" + token, nil
}

// secret returns 32 random bytes in base64url.
func secret() string {
	var b [32]byte
	rand.Read(b[:]) // never fails: crypto/rand ends the process rather
	return base64.RawURLEncoding.EncodeToString(b[:])
}

func hashOf(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// CreateLink makes a sign-in link for the account of the address and returns its URL; for the
// process itself and organisers. A reusable one is for demo events only and lives for ttl. An
// organiser makes links only for people whose every role is at events it organises.
func (s *Service) CreateLink(ctx context.Context, by Actor, email, eventID string, reusable bool, ttl time.Duration) (string, error) {
	if err := mustOrganise(by, eventID); err != nil {
		return "", err
	}
	address, err := ParseAddress(email)
	if err != nil {
		return "", err
	}
	if !by.System && (reusable || ttl <= 0 || ttl > linkLife) {
		reusable, ttl = false, linkLife
	}
	if ttl <= 0 {
		ttl = linkLife
	}
	var link string
	err = s.store.Tx(ctx, func(st Store) error {
		account, err := mayLink(ctx, st, by, address)
		if err != nil {
			return err
		}
		if link, err = s.makeLink(ctx, st, account.ID, reusable, ttl); err != nil {
			return err
		}
		return s.record(ctx, st, by, eventID, "link.create", Subject{Kind: "account", ID: account.ID}, nil, nil)
	})
	return link, err
}

func mayLink(ctx context.Context, st Store, by Actor, address string) (Account, error) {
	account, err := st.AccountByEmail(ctx, address)
	if ErrorCode(err) == CodeNotFound {
		return Account{}, Errorf(CodeNotFound, "no account has the address %s", address)
	}
	if err != nil || by.System {
		return account, err
	}
	theirs, err := st.FindMemberships(ctx, account.ID)
	if err != nil {
		return Account{}, err
	}
	for _, m := range theirs {
		if !by.Organises(m.EventID) {
			return Account{}, Errorf(CodeForbidden, "%s has roles at other events: let it ask for a mail link", address)
		}
	}
	if len(theirs) == 0 || account.Operator {
		return Account{}, Errorf(CodeForbidden, "%s is not yours to sign in: let it ask for a mail link", address)
	}
	return account, nil
}

// UseLink signs in with a link's token.
func (s *Service) UseLink(ctx context.Context, token string) (Account, error) {
	var account Account
	err := s.store.Tx(ctx, func(st Store) error {
		var err error
		if account, err = st.UseLoginLink(ctx, hashOf(token), s.clock.Now()); err != nil {
			return err
		}
		if erased(account.Email) {
			return Errorf(CodeUnauthenticated, "this account was erased")
		}
		by := Actor{Account: account}
		return s.record(ctx, st, by, "", "account.sign_in", Subject{Kind: "account", ID: account.ID}, nil, nil)
	})
	if err != nil {
		return Account{}, err
	}
	return account, nil
}

// ActorOf loads an account with its roles; CodeUnauthenticated when there is none any more.
func (s *Service) ActorOf(ctx context.Context, accountID string) (Actor, error) {
	account, err := s.store.AccountByID(ctx, accountID)
	if ErrorCode(err) == CodeNotFound || err == nil && erased(account.Email) {
		return Actor{}, Errorf(CodeUnauthenticated, "this account is gone: sign in again")
	}
	if err != nil {
		return Actor{}, err
	}
	return actorOf(ctx, s.store, account)
}

func actorOf(ctx context.Context, st Store, account Account) (Actor, error) {
	memberships, err := st.FindMemberships(ctx, account.ID)
	return Actor{Account: account, Memberships: memberships}, err
}

// ActorByToken loads the account that a bearer token belongs to.
func (s *Service) ActorByToken(ctx context.Context, token string) (Actor, error) {
	t, err := s.store.TokenByHash(ctx, hashOf(token))
	if ErrorCode(err) == CodeNotFound {
		return Actor{}, Errorf(CodeUnauthenticated, "this token is unknown or revoked")
	}
	if err != nil {
		return Actor{}, err
	}
	return s.ActorOf(ctx, t.AccountID)
}
