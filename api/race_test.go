package api_test

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"entente/api"
	"entente/partnering"

	_ "modernc.org/sqlite"
)

// at sends n calls at once and returns how often each status came.
func (s *site) at(n int, call func(i int) answer) (map[int]int, []answer) {
	s.Helper()
	var gate, done sync.WaitGroup
	gate.Add(1)
	answers := make([]answer, n)
	for i := range n {
		done.Go(func() {
			gate.Wait()
			answers[i] = call(i)
		})
	}
	gate.Done()
	done.Wait()
	statuses := map[int]int{}
	for _, a := range answers {
		statuses[a.status]++
	}
	return statuses, answers
}

// count runs a query over the site's database file.
func (s *site) count(query string, args ...any) int {
	s.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(s.dir, "test.db")+"?mode=ro")
	s.fine(err)
	defer db.Close()
	var n int
	s.fine(db.QueryRow(query, args...).Scan(&n))
	return n
}

// pitches is a pitch session of ten slots, and a thousand start-ups that want one.
func (s *site) pitches() (api.PitchSession, []partnering.Organisation) {
	s.Helper()
	var startups []partnering.Organisation
	for i := range 1000 {
		id := fmt.Sprintf("startup-%03d", i)
		startups = append(startups, partnering.Organisation{ID: id, EventID: s.event.ID, ExternalID: id, Name: id, Kind: partnering.KindStartup, Version: 1})
	}
	s.fine(s.db.CreateOrganisations(s.ctx, startups...))
	start := time.Now().UTC().AddDate(0, 0, 10).Truncate(time.Hour)
	made := s.call("POST", s.of("/pitch-sessions"), s.organiser, map[string]any{"title": "Pitches", "start": start,
		"end": start.Add(150 * time.Minute), "pitch_minutes": 10, "qa_minutes": 5})
	var session api.PitchSession
	made.into(s.T, &session)
	if len(session.Slots) != 10 {
		s.Fatalf("%d slots, want 10: %s", len(session.Slots), made.body)
	}
	return session, startups
}

func TestAConflictNamesTheFreePitchSlots(t *testing.T) {
	s := newSite(t)
	session, startups := s.pitches()
	statuses, answers := s.at(50, func(i int) answer {
		return s.call("POST", s.of("/pitch-slots/"+session.Slots[3].ID+"/booking"), s.organiser, map[string]any{"organisation": startups[i].ID})
	})
	if statuses[http.StatusCreated] != 1 || statuses[http.StatusConflict] != 49 {
		t.Fatalf("statuses %v, want one 201 and 49 of 409", statuses)
	}
	for _, a := range answers {
		if a.status == http.StatusConflict && len(a.problem(t).Free) != 9 {
			t.Fatalf("a conflict does not name the nine free slots: %s", a.body)
		}
	}
}

func TestAThousandBookingsOfTenPitchSlots(t *testing.T) {
	s := newSite(t)
	session, startups := s.pitches()
	statuses, answers := s.at(1000, func(i int) answer {
		return s.call("POST", s.of("/pitch-slots/"+session.Slots[i%10].ID+"/booking"), s.organiser, map[string]any{"organisation": startups[i].ID})
	})
	if statuses[http.StatusCreated] != 10 || statuses[http.StatusConflict] != 990 {
		t.Fatalf("statuses %v, want 10 of 201 and 990 of 409", statuses)
	}
	for _, a := range answers {
		var p api.Problem
		if a.status == http.StatusConflict && (json.Unmarshal(a.body, &p) != nil || len(p.Free) == 0 && !strings.Contains(p.Detail, "no pitch slot is free")) {
			t.Fatalf("a conflict names no free slot and does not say that there is none: %s", a.body)
		}
	}
	if n := s.count("SELECT count(DISTINCT slot_id) FROM pitch_bookings WHERE state = 'booked'"); n != 10 {
		t.Errorf("%d slots booked, want 10", n)
	}
	if n := s.count("SELECT count(*) FROM pitch_bookings WHERE state = 'booked'"); n != 10 {
		t.Errorf("%d bookings, want 10", n)
	}
}

func TestAcceptDeclineAndWithdrawAtOnce(t *testing.T) {
	s := newSite(t)
	var asked api.Request
	s.call("POST", s.of("/requests"), s.acme.token, map[string]any{"to": s.bolt.organisation.ID}).into(t, &asked)
	actions := []struct{ action, token string }{{"accept", s.bolt.token}, {"decline", s.bolt.token}, {"withdraw", s.acme.token}}
	statuses, _ := s.at(30, func(i int) answer {
		a := actions[i%len(actions)]
		return s.call("POST", s.of("/requests/"+asked.ID+"/"+a.action), a.token, "{}")
	})
	if statuses[http.StatusOK]+statuses[http.StatusConflict] != 30 || statuses[http.StatusOK] == 0 {
		t.Errorf("statuses %v, want only 200 and 409", statuses)
	}
	if n := s.count("SELECT count(*) FROM requests WHERE state IN ('accepted','declined','withdrawn')"); n != 1 {
		t.Errorf("%d answered requests, want 1", n)
	}
	if n := s.count("SELECT count(*) FROM audit_entries WHERE action IN ('request.accept','request.decline','request.withdraw')"); n != 1 {
		t.Errorf("%d answers in the audit log, want 1", n)
	}
}
