package api_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"entente/api"
)

func TestAnswersInThisShape(t *testing.T) {
	s := newSite(t)
	tests := []struct {
		name, method, path, token string
		body                      any
		headers                   []string
		status                    int
		detail                    string // part of the problem's detail or of one of its faults
	}{
		{name: "the public reads an open event", method: "GET", path: s.of(""), status: 200},
		{name: "nobody is signed in", method: "GET", path: "/api/v1/me", status: 401, detail: "sign in"},
		{name: "a token that nobody has", method: "GET", path: "/api/v1/me", token: "nonsense", status: 401},
		{name: "not an organiser", method: "GET", path: s.of("/outbox"), token: s.acme.token, status: 403, detail: "organiser"},
		{name: "no such event", method: "GET", path: "/api/v1/events/none", token: s.acme.token, status: 404},
		{name: "no such route", method: "GET", path: "/api/v1/nothing", status: 404},
		{name: "a method that the route has not", method: "DELETE", path: "/api/v1/me", token: s.acme.token, status: 405},
		{name: "malformed JSON", method: "POST", path: s.of("/requests"), token: s.acme.token, body: `{"to":`, status: 400},
		{name: "an unknown field is named", method: "POST", path: s.of("/requests"), token: s.acme.token,
			body: map[string]any{"to": s.bolt.organisation.ID, "colour": "red"}, status: 422, detail: "colour"},
		{name: "a wrong type is named", method: "POST", path: s.of("/requests"), token: s.acme.token,
			body: map[string]any{"to": 7}, status: 422, detail: "body.to"},
		{name: "a change without a version", method: "PUT", path: s.of(""), token: s.organiser,
			body: map[string]any{"name": "X", "zone": "Europe/Paris"}, status: 428, detail: "If-Match"},
		{name: "a change of a stale version", method: "PUT", path: s.of(""), token: s.organiser, headers: []string{`If-Match: "v0"`},
			body: map[string]any{"name": "X", "zone": "Europe/Paris", "languages": []string{"en"}}, status: 412},
		{name: "a decline of what is not there", method: "POST", path: s.of("/requests/none/decline"), token: s.acme.token, body: "{}", status: 404},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := s.call(test.method, test.path, test.token, test.body, test.headers...)
			if got.status != test.status {
				t.Fatalf("status %d, want %d: %s", got.status, test.status, got.body)
			}
			if test.status < 400 {
				return
			}
			p := got.problem(t)
			text, _ := json.Marshal(p)
			if p.Status != test.status || !strings.Contains(string(text), test.detail) {
				t.Errorf("problem %s does not say %q", text, test.detail)
			}
		})
	}
}

func TestEveryFaultAtOnce(t *testing.T) {
	s := newSite(t)
	got := s.call("POST", s.of("/sessions"), s.organiser, map[string]any{"date": "never", "name": "", "from": "9", "until": "12:00", "minutes": 1})
	p := got.problem(t)
	var at []string
	for _, fault := range p.Errors {
		at = append(at, fault.Location)
	}
	if got.status != 422 || strings.Join(at, " ") != "body.date body.from body.minutes body.name" {
		t.Errorf("%d with faults at %v", got.status, at)
	}
}

func TestSignInSetsACookieThatSignsIn(t *testing.T) {
	s := newSite(t)
	client := s.browser("acme@example.org")
	request, _ := http.NewRequest(http.MethodGet, s.url+"/api/v1/me", nil)
	got := s.send(client, request)
	var me api.Me
	got.into(t, &me)
	if me.Email != "acme@example.org" || len(me.Memberships) != 1 || me.Memberships[0].Role != "organisation_admin" {
		t.Errorf("me = %+v", me)
	}
	request, _ = http.NewRequest(http.MethodDelete, s.url+"/api/v1/auth/session", nil)
	if got := s.send(client, request); got.status != http.StatusNoContent {
		t.Fatalf("sign out: %d %s", got.status, got.body)
	}
	request, _ = http.NewRequest(http.MethodGet, s.url+"/api/v1/me", nil)
	if got := s.send(client, request); got.status != http.StatusUnauthorized {
		t.Errorf("after signing out: %d", got.status)
	}
}

func TestAnotherSitesPageCannotWrite(t *testing.T) {
	s := newSite(t)
	client := s.browser("olga@example.org")
	request, _ := http.NewRequest(http.MethodPost, s.url+s.of("/phase"), strings.NewReader(`{"phase":"scheduling"}`))
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Origin", "https://elsewhere.example")
	request.Header.Set("Sec-Fetch-Site", "cross-site")
	if got := s.send(client, request); got.status != http.StatusForbidden {
		t.Errorf("status %d, want 403: %s", got.status, got.body)
	}
}

func TestIdempotencyKeyAnswersTheSameAgain(t *testing.T) {
	s := newSite(t)
	body := map[string]any{"name": "laptop"}
	first := s.call("POST", "/api/v1/me/tokens", s.acme.token, body, "Idempotency-Key: k1")
	again := s.call("POST", "/api/v1/me/tokens", s.acme.token, body, "Idempotency-Key: k1")
	if first.status != 201 || again.status != 201 || string(first.body) != string(again.body) {
		t.Fatalf("first %d %s, again %d %s", first.status, first.body, again.status, again.body)
	}
	other := s.call("POST", "/api/v1/me/tokens", s.acme.token, map[string]any{"name": "phone"}, "Idempotency-Key: k1")
	if other.status != 422 {
		t.Errorf("another call under the same key: %d, want 422", other.status)
	}
	var tokens api.List[api.Token]
	s.call("GET", "/api/v1/me/tokens", s.acme.token, nil).into(t, &tokens)
	if tokens.Total != 2 { // the test's own, and one
		t.Errorf("%d tokens, want 2", tokens.Total)
	}
}

func TestSignInIsLimited(t *testing.T) {
	s := newSite(t, func(c *api.Config) { c.Limits = api.Limits{SignInPerMinute: 0.001, SignInBurst: 3} })
	var statuses []int
	for range 4 {
		statuses = append(statuses, s.call("POST", "/api/v1/auth/link", "", map[string]any{"email": "x@example.org"}).status)
	}
	if statuses[2] != 202 && statuses[2] != 204 || statuses[3] != http.StatusTooManyRequests {
		t.Errorf("statuses %v, want the fourth to be 429", statuses)
	}
}

func TestRootServesAppDocumentAndHealth(t *testing.T) {
	s := newSite(t)
	tests := []struct {
		path, contains string
		status         int
	}{
		{"/", "<title>Entente", 200},
		{"/events/x/inbox", "<title>Entente", 200},
		{"/assets/app.12.js", "// app", 200},
		{"/assets/none.js", "no file", 404},
		{"/openapi.json", `"openapi": "3.1.0"`, 200},
		{"/docs", "create-request", 200},
		{"/livez", "ok", 200},
		{"/readyz", "ok", 200},
		{"/metrics", "go_goroutines", 200},
	}
	for _, test := range tests {
		t.Run(test.path, func(t *testing.T) {
			got := s.call("GET", test.path, "", nil)
			if got.status != test.status || !strings.Contains(string(got.body), test.contains) {
				t.Errorf("%d %.200s", got.status, got.body)
			}
			if got.header.Get("Content-Security-Policy") == "" {
				t.Error("no content security policy")
			}
		})
	}
}
