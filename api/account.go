package api

import (
	"context"
	"encoding/json"
	"time"

	"entente/partnering"
)

// Me is who is signed in.
type Me struct {
	ID          string       `json:"id"`
	Email       string       `json:"email"`
	Name        string       `json:"name"`
	Language    string       `json:"language"`
	Zone        string       `json:"zone"`
	Operator    bool         `json:"operator" doc:"May create events"`
	Memberships []Membership `json:"memberships"`
	Version     int64        `json:"version"`
}

// Membership is a role at an event.
type Membership struct {
	Event        string `json:"event"`
	Role         string `json:"role" enum:"organiser,reviewer,cluster_manager,organisation_admin,delegate"`
	Organisation string `json:"organisation,omitempty"`
	Delegate     string `json:"delegate,omitempty"`
}

// MeInput is what one writes of oneself.
type MeInput struct {
	Name     string `json:"name" minLength:"1" maxLength:"200"`
	Language string `json:"language" enum:"en,fr"`
	Zone     string `json:"zone,omitempty" doc:"IANA; empty shows the event's only"`
}

// Token is a key for programs.
type Token struct {
	ID        string     `json:"id"`
	Name      string     `json:"name"`
	Token     string     `json:"token,omitempty" doc:"Shown once, when it is made"`
	CreatedAt time.Time  `json:"created_at"`
	LastUsed  *time.Time `json:"last_used,omitempty"`
}

// TokenInput names a token.
type TokenInput struct {
	Name string `json:"name" minLength:"1" maxLength:"120"`
}

// LinkInput asks for a sign-in link.
type LinkInput struct {
	Email string `json:"email" minLength:"3" maxLength:"254"`
	Event string `json:"event,omitempty"`
}

// SignInInput carries the token of a sign-in link.
type SignInInput struct {
	Token string `json:"token" minLength:"1" maxLength:"200"`
}

func (s *server) accountRoutes() []route {
	return tagged("Account",
		post("/auth/link", "request-link", "Send a sign-in link, if the address has an account", public, s.requestLink).accepts(),
		get("/auth/session", "read-session", "Who is signed in", public, s.readSession),
		post("/auth/session", "sign-in", "Sign in with a link's token", public, s.signIn),
		remove("/auth/session", "sign-out", "Sign out", public, s.signOut),
		get("/me", "read-me", "My account", signedIn, s.readMe),
		put("/me", "change-me", "Change name, language and zone", signedIn, s.changeMe),
		get("/me/export", "export-me", "Everything kept about me", signedIn, s.exportMe),
		post("/me/erase", "erase-me", "Erase my data", signedIn, s.eraseMe),
		get("/me/tokens", "list-tokens", "My tokens for programs", signedIn, s.listTokens),
		post("/me/tokens", "create-token", "Make a token", signedIn, s.createToken).creates(),
		remove("/me/tokens/{id}", "delete-token", "Revoke a token", signedIn, s.deleteToken),
	)
}

func (s *server) requestLink(ctx context.Context, in *struct {
	Body LinkInput
}) (*Empty, error) {
	if err := s.limits.allowMail(in.Body.Email); err != nil {
		return nil, err
	}
	return &Empty{}, s.svc.RequestLink(ctx, in.Body.Email, in.Body.Event)
}

// Session says who is signed in; Account is absent for the public.
type Session struct {
	Account *Me `json:"account,omitempty"`
}

func (s *server) readSession(ctx context.Context, _ *struct{}) (*Reply[Session], error) {
	by := actor(ctx)
	if !by.SignedIn() {
		return reply(Session{}), nil
	}
	me := toMe(by)
	return reply(Session{Account: &me}), nil
}

func (s *server) signIn(ctx context.Context, in *struct {
	Body SignInInput
}) (*Reply[Session], error) {
	account, err := s.svc.UseLink(ctx, in.Body.Token)
	if err != nil {
		return nil, err
	}
	if err := s.startSession(ctx, account.ID); err != nil {
		return nil, err
	}
	by, err := s.svc.ActorOf(ctx, account.ID)
	if err != nil {
		return nil, err
	}
	me := toMe(by)
	return reply(Session{Account: &me}), nil
}

func (s *server) signOut(ctx context.Context, _ *struct{}) (*Empty, error) {
	return &Empty{}, s.endSession(ctx)
}

func (s *server) readMe(ctx context.Context, _ *struct{}) (*Versioned[Me], error) {
	by := actor(ctx)
	if !by.SignedIn() {
		return nil, partnering.Errorf(partnering.CodeUnauthenticated, "sign in first")
	}
	return versioned(toMe(by), by.Account.Version), nil
}

func (s *server) changeMe(ctx context.Context, in *struct {
	Match
	Body MeInput
}) (*Versioned[Me], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	by := actor(ctx)
	account := by.Account
	account.Name, account.Language, account.Zone, account.Version = in.Body.Name, in.Body.Language, in.Body.Zone, version
	by.Account, err = s.svc.UpdateAccount(ctx, by, account)
	if err != nil {
		return nil, err
	}
	return versioned(toMe(by), by.Account.Version), nil
}

func (s *server) exportMe(ctx context.Context, _ *struct{}) (*File, error) {
	data, err := s.svc.ExportMyData(ctx, actor(ctx))
	if err != nil {
		return nil, err
	}
	body, err := json.MarshalIndent(data, "", "  ")
	if err != nil {
		return nil, err
	}
	return &File{ContentType: "application/json", Disposition: `attachment; filename="my-data.json"`, Body: body}, nil
}

func (s *server) eraseMe(ctx context.Context, _ *struct{}) (*Empty, error) {
	if err := s.svc.EraseMyData(ctx, actor(ctx)); err != nil {
		return nil, err
	}
	return &Empty{}, s.endSession(ctx)
}

func (s *server) listTokens(ctx context.Context, _ *struct{}) (*Reply[List[Token]], error) {
	tokens, err := s.svc.FindTokens(ctx, actor(ctx))
	if err != nil {
		return nil, err
	}
	return whole(tokens, toToken), nil
}

func (s *server) createToken(ctx context.Context, in *struct {
	Body TokenInput
}) (*Reply[Token], error) {
	token, plain, err := s.svc.CreateToken(ctx, actor(ctx), in.Body.Name)
	if err != nil {
		return nil, err
	}
	out := toToken(token)
	out.Token = plain
	return reply(out), nil
}

func (s *server) deleteToken(ctx context.Context, in *struct {
	ID string `path:"id"`
}) (*Empty, error) {
	return &Empty{}, s.svc.DeleteToken(ctx, actor(ctx), in.ID)
}

func toMe(by partnering.Actor) Me {
	a := by.Account
	return Me{ID: a.ID, Email: a.Email, Name: a.Name, Language: a.Language, Zone: a.Zone, Operator: a.Operator, Version: a.Version,
		Memberships: each(by.Memberships, func(m partnering.Membership) Membership {
			return Membership{Event: m.EventID, Role: string(m.Role), Organisation: m.OrganisationID, Delegate: m.DelegateID}
		})}
}

func toToken(t partnering.Token) Token {
	return Token{ID: t.ID, Name: t.Name, CreatedAt: t.CreatedAt, LastUsed: instant(t.LastUsed)}
}
