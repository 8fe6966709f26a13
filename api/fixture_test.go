package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"entente/api"
	"entente/partnering"
	"entente/store"
)

// site is the product over a real database and real HTTP, with an event in
// phase open, two organisations and an organiser.
type site struct {
	*testing.T
	ctx       context.Context
	db        *store.DB
	svc       *partnering.Service
	url       string
	dir       string
	event     partnering.Event
	organiser string // bearer tokens
	acme      member
	bolt      member
}

// member is an organisation with its one delegate and its token.
type member struct {
	organisation partnering.Organisation
	delegate     partnering.Delegate
	token        string
}

var app = fstest.MapFS{
	"index.html":       {Data: []byte("<!doctype html><title>Entente</title>")},
	"assets/app.12.js": {Data: []byte("// app")},
}

func newSite(t *testing.T, change ...func(*api.Config)) *site {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	dir := t.TempDir()
	db, err := store.Open(ctx, store.Config{Path: filepath.Join(dir, "test.db")})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Migrate(ctx); err != nil {
		t.Fatal(err)
	}
	s := &site{T: t, ctx: ctx, db: db, svc: partnering.New(db), dir: dir}
	config := api.Config{Service: s.svc, Store: db, App: app, BaseURL: "http://entente.test", Shutdown: ctx, Ready: db.Ready}
	for _, f := range change {
		f(&config)
	}
	handler, err := api.New(config)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	s.url = server.URL
	t.Cleanup(func() { stop(); server.Close(); db.Close() })
	s.furnish()
	return s
}

// furnish makes the event and its people through the use cases.
func (s *site) furnish() {
	system := partnering.SystemActor()
	var err error
	s.event, err = s.svc.CreateEvent(s.ctx, system, partnering.Event{Name: "Demo", Zone: "Europe/Paris", Languages: []string{"en"}})
	s.fine(err)
	_, err = s.svc.EnsureAccount(s.ctx, system, "olga@example.org", "Olga", s.event.ID)
	s.fine(err)
	s.event, err = s.svc.MovePhase(s.ctx, system, s.event.ID, partnering.PhaseOpen)
	s.fine(err)
	s.organiser = s.token("olga@example.org")
	s.acme = s.member("Acme", partnering.KindStartup)
	s.bolt = s.member("Bolt", partnering.KindLarge)
}

func (s *site) member(name string, kind partnering.Kind) member {
	s.Helper()
	system := partnering.SystemActor()
	o, err := s.svc.CreateOrganisation(s.ctx, system, partnering.Organisation{EventID: s.event.ID, Name: name, Kind: kind})
	s.fine(err)
	email := strings.ToLower(name) + "@example.org"
	d, err := s.svc.CreateDelegate(s.ctx, system, partnering.Delegate{OrganisationID: o.ID, Name: name + " Delegate", Email: email})
	s.fine(err)
	return member{organisation: o, delegate: d, token: s.token(email)}
}

// token makes a bearer token for the account of the address.
func (s *site) token(email string) string {
	s.Helper()
	account, err := s.db.AccountByEmail(s.ctx, email)
	s.fine(err)
	by, err := s.svc.ActorOf(s.ctx, account.ID)
	s.fine(err)
	_, plain, err := s.svc.CreateToken(s.ctx, by, "test")
	s.fine(err)
	return plain
}

func (s *site) fine(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

// answer is what a call got.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// problem reads the answer as problem details.
func (a answer) problem(t *testing.T) api.Problem {
	t.Helper()
	if got := a.header.Get("Content-Type"); got != "application/problem+json" {
		t.Fatalf("content type %q of %s, want a problem", got, a.body)
	}
	var p api.Problem
	if err := json.Unmarshal(a.body, &p); err != nil {
		t.Fatal(err)
	}
	return p
}

// into reads the answer's JSON.
func (a answer) into(t *testing.T, v any) {
	t.Helper()
	if err := json.Unmarshal(a.body, v); err != nil {
		t.Fatalf("%v in %s", err, a.body)
	}
}

// call sends body (a string as it is, else as JSON) with the token and headers "Name: value".
func (s *site) call(method, path, token string, body any, headers ...string) answer {
	s.Helper()
	var payload io.Reader
	switch b := body.(type) {
	case nil:
	case string:
		payload = strings.NewReader(b)
	default:
		text, err := json.Marshal(b)
		s.fine(err)
		payload = bytes.NewReader(text)
	}
	request, err := http.NewRequestWithContext(s.ctx, method, s.url+path, payload)
	s.fine(err)
	if payload != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	if token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	for _, header := range headers {
		name, value, _ := strings.Cut(header, ": ")
		request.Header.Set(name, value)
	}
	return s.send(http.DefaultClient, request)
}

func (s *site) send(client *http.Client, request *http.Request) answer {
	s.Helper()
	response, err := client.Do(request)
	s.fine(err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	s.fine(err)
	return answer{response.StatusCode, response.Header, text}
}

// of is a path of the event.
func (s *site) of(path string) string { return "/api/v1/events/" + s.event.ID + path }

// browser is a client with a cookie jar, signed in by a link.
func (s *site) browser(email string) *http.Client {
	s.Helper()
	jar, err := cookiejar.New(nil)
	s.fine(err)
	client := &http.Client{Jar: jar, Timeout: 30 * time.Second}
	link, err := s.svc.CreateLink(s.ctx, partnering.SystemActor(), email, s.event.ID, false, time.Hour)
	s.fine(err)
	_, token, _ := strings.Cut(link, "token=")
	request, err := http.NewRequest(http.MethodPost, s.url+"/api/v1/auth/session", strings.NewReader(`{"token":"`+token+`"}`))
	s.fine(err)
	request.Header.Set("Content-Type", "application/json")
	if got := s.send(client, request); got.status != http.StatusOK {
		s.Fatalf("sign in: %d %s", got.status, got.body)
	}
	return client
}
