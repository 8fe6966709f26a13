package api

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/alexedwards/scs/v2"

	"entente/partnering"
)

const (
	cookieName  = "entente_session"
	accountKey  = "account"
	sessionLife = 30 * 24 * time.Hour
	idleLife    = 7 * 24 * time.Hour
)

// sessions are the app's signed-in browsers.
type sessions struct {
	*scs.SessionManager
}

func newSessions(store partnering.AccountStore, secure bool) *sessions {
	m := scs.New()
	m.Store = sessionStore{store}
	m.HashTokenInStore = true
	m.Lifetime, m.IdleTimeout = sessionLife, idleLife
	m.Cookie.Name, m.Cookie.HttpOnly, m.Cookie.SameSite, m.Cookie.Secure = cookieName, true, http.SameSiteLaxMode, secure
	m.ErrorFunc = writeError
	return &sessions{m}
}

func (s *server) startSession(ctx context.Context, accountID string) error {
	// A new token at sign-in keeps a planted one from being signed in with.
	if err := s.session.RenewToken(ctx); err != nil {
		return err
	}
	s.session.Put(ctx, accountKey, accountID)
	return nil
}

func (s *server) endSession(ctx context.Context) error { return s.session.Destroy(ctx) }

type actorKey struct{}

// actor is who calls, put into the context by identify.
func actor(ctx context.Context) partnering.Actor {
	by, _ := ctx.Value(actorKey{}).(partnering.Actor)
	return by
}

// identify finds out who calls, by bearer token or by session.
func (s *server) identify(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		by, err := s.caller(r)
		if err == nil {
			err = s.limits.allowAccount(by.Account.ID)
		}
		if err != nil {
			writeError(w, r, err)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), actorKey{}, by)))
	})
}

func (s *server) caller(r *http.Request) (partnering.Actor, error) {
	if header := r.Header.Get("Authorization"); header != "" {
		token, found := strings.CutPrefix(header, "Bearer ")
		if !found {
			return partnering.Actor{}, partnering.Errorf(partnering.CodeUnauthenticated, "send the token as Authorization: Bearer TOKEN")
		}
		return s.svc.ActorByToken(r.Context(), strings.TrimSpace(token))
	}
	id := s.session.GetString(r.Context(), accountKey)
	if id == "" {
		return partnering.Actor{}, nil
	}
	by, err := s.svc.ActorOf(r.Context(), id)
	if partnering.ErrorCode(err) == partnering.CodeNotFound {
		return partnering.Actor{}, s.session.Destroy(r.Context()) // the account is gone
	}
	return by, err
}

// sessionStore keeps sessions in the product's store.
type sessionStore struct{ store partnering.AccountStore }

var _ scs.CtxStore = sessionStore{}

func (s sessionStore) DeleteCtx(ctx context.Context, token string) error {
	return s.store.DeleteSession(ctx, token)
}

func (s sessionStore) FindCtx(ctx context.Context, token string) ([]byte, bool, error) {
	return s.store.SessionByToken(ctx, token, time.Now())
}

func (s sessionStore) CommitCtx(ctx context.Context, token string, data []byte, expiry time.Time) error {
	return s.store.PutSession(ctx, token, data, expiry)
}

// The three below are asked for by the library's type but never called,
// since the ones with a context are there.

func (s sessionStore) Delete(token string) error { return s.DeleteCtx(context.Background(), token) }

func (s sessionStore) Find(token string) ([]byte, bool, error) {
	return s.FindCtx(context.Background(), token)
}

func (s sessionStore) Commit(token string, data []byte, expiry time.Time) error {
	return s.CommitCtx(context.Background(), token, data, expiry)
}
