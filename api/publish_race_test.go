package api_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"entente/api"
	"entente/partnering"
	"entente/scheduler"
)

// gathering is an event of sixteen who all asked to meet their eight nearest.
func gathering() *scheduler.Problem {
	p := &scheduler.Problem{Name: "gathering"}
	for i := range 10 {
		p.Slots = append(p.Slots, scheduler.Slot{ID: fmt.Sprintf("s%02d", i), Day: "1", Session: "1", Tables: new(8)})
	}
	for i := range 16 {
		p.Participants = append(p.Participants, scheduler.Participant{ID: fmt.Sprintf("p%02d", i)})
		for ahead := 1; ahead <= 4; ahead++ {
			p.Requests = append(p.Requests, scheduler.Request{ID: fmt.Sprintf("r%02d-%d", i, ahead),
				Sides: [2]scheduler.Side{{All: []string{fmt.Sprintf("p%02d", i)}}, {All: []string{fmt.Sprintf("p%02d", (i+ahead)%16)}}}})
		}
	}
	return p
}

// solved starts the runner, makes an event of the problem, solves it and returns its draft.
func (s *site) solved(p *scheduler.Problem) (draft string) {
	s.Helper()
	var err error
	s.event, err = s.svc.ImportProblem(s.ctx, partnering.SystemActor(), p, partnering.ProblemImport{From: time.Now().AddDate(0, 0, 7).Format(time.DateOnly)})
	s.fine(err)
	_, err = s.svc.EnsureAccount(s.ctx, partnering.SystemActor(), "olga@example.org", "Olga", s.event.ID)
	s.fine(err)
	ctx, stop := context.WithCancel(s.ctx)
	ended := make(chan error, 1)
	go func() { ended <- s.svc.Run(ctx) }()
	s.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			s.Errorf("the runner ended with: %v", err)
		}
	})
	for _, phase := range []string{"open", "scheduling"} {
		s.call("POST", s.of("/phase"), s.organiser, map[string]any{"phase": phase}).want(s.T, http.StatusOK)
	}
	var run api.Run
	s.call("POST", s.of("/runs"), s.organiser, map[string]any{"iterations": 20000}).want(s.T, http.StatusAccepted).into(s.T, &run)
	s.call("GET", s.of("/runs/"+run.ID+"/progress"), s.organiser, nil).want(s.T, http.StatusOK)
	s.call("GET", s.of("/runs/"+run.ID), s.organiser, nil).into(s.T, &run)
	if run.State != "done" || run.Draft == "" {
		s.Fatalf("the run ended %s, draft %q: %s", run.State, run.Draft, run.Error)
	}
	return run.Draft
}

func (a answer) want(t *testing.T, status int) answer {
	t.Helper()
	if a.status != status {
		t.Fatalf("status %d, want %d: %s", a.status, status, a.body)
	}
	return a
}

// Whoever publishes, cancels, or accepts at the same time, the rules
// hold in the end: no meeting without an accepted request, nobody and no place
// twice in a slot, versions without a gap, and each change told.
func TestPublishingCancellingAndAcceptingAtOnce(t *testing.T) {
	s := newSite(t)
	draft := s.solved(gathering())
	var requests api.List[api.Request]
	s.call("GET", s.of("/requests?limit=500"), s.organiser, nil).into(t, &requests)
	if requests.Total != 64 {
		t.Fatalf("%d requests, want 64", requests.Total)
	}
	statuses, answers := s.at(60, func(i int) answer {
		r := requests.Items[i%20]
		switch i % 3 {
		case 0:
			return s.call("POST", s.of("/schedule/publish"), s.organiser, map[string]any{"draft": draft})
		case 1:
			return s.call("POST", s.of("/requests/"+r.ID+"/cancel"), s.organiser, map[string]any{"reason": "other", "reason_text": "ill"})
		default:
			return s.call("POST", s.of("/requests/"+r.ID+"/accept"), s.organiser, "{}")
		}
	})
	for _, a := range answers {
		if a.status != http.StatusOK && a.status != http.StatusConflict {
			t.Fatalf("status %d: %s", a.status, a.body)
		}
	}
	t.Logf("statuses %v", statuses)
	s.call("POST", s.of("/schedule/publish"), s.organiser, map[string]any{"draft": draft}).want(t, http.StatusOK)
	s.none("meetings of requests that are not accepted", `SELECT count(*) FROM meetings JOIN requests ON requests.id = request_id
		WHERE meetings.state = 'scheduled' AND requests.state <> 'accepted'`)
	s.none("delegates at two meetings of a slot", `SELECT count(*) FROM (SELECT 1 FROM meetings, json_each(participants)
		WHERE meetings.state = 'scheduled' GROUP BY slot_id, json_each.value HAVING count(*) > 1)`)
	s.none("places over their capacity", `SELECT count(*) FROM (SELECT 1 FROM meetings JOIN places ON places.id = place_id
		WHERE meetings.state = 'scheduled' GROUP BY place_id, slot_id HAVING count(*) > max(places.capacity))`)
	s.none("versions that lack", `SELECT max(number) - count(*) FROM versions`)
	s.none("meetings that the changes do not add up to", `SELECT abs((SELECT count(*) FROM meetings WHERE state = 'scheduled') -
		(SELECT sum((after_doc IS NOT NULL) - (before_doc IS NOT NULL)) FROM version_changes))`)
	s.none("versions that nobody was told of", `SELECT count(*) FROM (SELECT DISTINCT number FROM version_changes) v
		WHERE NOT EXISTS (SELECT 1 FROM outbox WHERE subject_kind = 'schedule' AND subject_id = v.number)`)
	if n := s.count(`SELECT count(*) FROM requests WHERE state = 'cancelled'`); n == 0 || n > 20 {
		t.Errorf("%d cancelled requests, want some of those that were cancelled", n)
	}
	if n := s.count(`SELECT count(*) FROM meetings WHERE state = 'scheduled'`); n < 40 {
		t.Errorf("%d meetings stand, want those of the requests that nobody cancelled", n)
	}
}

func (s *site) none(what, query string) {
	s.Helper()
	if n := s.count(strings.TrimSpace(query)); n != 0 {
		s.Errorf("%d %s", n, what)
	}
}
