package api_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"entente/api"
)

// A proposal changes nothing, says its price, and is what is published when it
// is applied; once, and only to the version that it was made for.
func TestARepairIsWhatWasProposed(t *testing.T) {
	s := newSite(t)
	draft := s.solved(gathering())
	s.call("POST", s.of("/schedule/publish"), s.organiser, map[string]any{"draft": draft}).want(t, http.StatusOK)
	var schedule api.Schedule
	s.call("GET", s.of("/schedule"), s.organiser, nil).into(t, &schedule)
	absent := schedule.Meetings[0].Participants[0]
	what := map[string]any{"kind": "absent", "delegate": absent, "slots": []string{schedule.Meetings[0].Slot}}
	s.call("POST", s.of("/repairs"), s.acme.token, what).want(t, http.StatusForbidden)
	var proposal api.RepairProposal
	s.call("POST", s.of("/repairs"), s.organiser, what).want(t, http.StatusOK).into(t, &proposal)
	if len(proposal.Requests) != len(proposal.Diff) || proposal.Requests[0].FromName == "" {
		t.Errorf("requests %+v of %+v", proposal.Requests, proposal.Diff)
	}
	if proposal.Base != 1 || len(proposal.Diff) == 0 || proposal.Digest == "" || len(proposal.Notified) < 2 || proposal.Price.Moved == 0 {
		t.Errorf("proposal %+v", proposal)
	}
	var untouched api.Schedule
	s.call("GET", s.of("/schedule"), s.organiser, nil).into(t, &untouched)
	if untouched.Version != 1 {
		t.Errorf("version %d after a proposal", untouched.Version)
	}
	what["base"], what["digest"] = proposal.Base, proposal.Digest
	statuses, answers := s.at(8, func(int) answer { return s.call("POST", s.of("/repairs/apply"), s.organiser, what) })
	if statuses[http.StatusOK] != 1 || statuses[http.StatusConflict] != 7 {
		t.Fatalf("eight at once: %v", statuses)
	}
	for _, a := range answers {
		if a.status != http.StatusOK {
			continue
		}
		var done api.Published
		a.into(t, &done)
		if done.Version != 2 || len(done.Diff) != len(proposal.Diff) || done.Notified != len(proposal.Notified) {
			t.Errorf("published %+v, proposed %+v", done, proposal)
		}
	}
}

// A request without a meeting is explained anew, repaired on the draft in one
// step, and the draft says what it is short of.
func TestADraftIsRepaired(t *testing.T) {
	s := newSite(t)
	draft := s.solved(gathering())
	var detail api.DraftDetail
	read := s.call("GET", s.of("/drafts/"+draft), s.organiser, nil).want(t, http.StatusOK)
	read.into(t, &detail)
	request := detail.Meetings[0].Request
	meeting := s.of("/drafts/" + draft + "/meetings/" + request)
	out := s.call("PATCH", meeting, s.organiser, "{}", "If-Match: "+read.header.Get("ETag")).want(t, http.StatusOK)
	var why api.Unscheduled
	s.call("GET", meeting+"/reasons", s.organiser, nil).want(t, http.StatusOK).into(t, &why)
	if len(why.Repairs) == 0 || why.Repairs[0].Kind != "place" {
		t.Fatalf("repairs %+v, want a place first", why.Repairs)
	}
	body, err := json.Marshal(api.DraftRepairInput{Kind: "place", Slot: why.Repairs[0].Slot, Place: why.Repairs[0].Place})
	s.fine(err)
	s.call("POST", meeting+"/repair", s.organiser, string(body)).want(t, http.StatusPreconditionRequired)
	s.call("POST", meeting+"/repair", s.organiser, string(body), "If-Match: "+read.header.Get("ETag")).want(t, http.StatusPreconditionFailed)
	var done api.DraftRepaired
	s.call("POST", meeting+"/repair", s.organiser, string(body), "If-Match: "+out.header.Get("ETag")).want(t, http.StatusOK).into(t, &done)
	if len(done.Diff) != 1 || done.Diff[0].Request != request || done.Score != detail.Score {
		t.Errorf("repaired %+v, want the figures %+v again", done, detail.Score)
	}
	var short api.Bottlenecks
	s.call("GET", s.of("/drafts/"+draft+"/bottlenecks"), s.organiser, nil).want(t, http.StatusOK).into(t, &short)
	if len(short.Slots) != 10 || short.Waiting != 0 || !short.Complete {
		t.Errorf("bottlenecks %+v", short)
	}
}
