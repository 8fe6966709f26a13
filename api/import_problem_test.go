package api_test

import (
	"net/http"
	"testing"

	"entente/api"
	"entente/partnering"
)

// TestProblemFileBecomesAnEvent sends a problem file as a file; what is none is invalid, each fault by its place.
func TestProblemFileBecomesAnEvent(t *testing.T) {
	s := newSite(t)
	_, err := s.svc.EnsureAccount(s.ctx, partnering.SystemActor(), "otto@example.org", "Otto", "")
	s.fine(err)
	operator := s.token("otto@example.org")
	file := `{"format":"entente/problem/1","slots":[{"id":"s1","day":"1","session":"am","tables":1}],
		"participants":[{"id":"a"},{"id":"b"}],"requests":[{"id":"r","sides":[{"all":["a"]},{"all":["b"]}]}]}`

	made := s.call("POST", "/api/v1/imports/problem?name=Fair", operator, file)
	if made.status != http.StatusCreated {
		t.Fatalf("status %d of %s", made.status, made.body)
	}
	var event api.Event
	made.into(t, &event)
	if event.Name != "Fair" || event.Zone != "Europe/Paris" {
		t.Errorf("made %q in %s, want Fair in Europe/Paris", event.Name, event.Zone)
	}
	if none := s.call("POST", "/api/v1/imports/problem", operator, `[]`); none.status != http.StatusUnprocessableEntity {
		t.Errorf("status %d for what is no problem file: %s", none.status, none.body)
	}
}
