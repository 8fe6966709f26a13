package partnering

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// bringRequests creates requests; one that is there is left as it is, since
// people may have answered it since.
func (i *importer) bringRequests(t ImportTables) error {
	seen := map[string]int{}
	var created []MeetingRequest
	var rows []RequestRow
	for _, row := range t.Requests {
		if !i.once(seen, row.Origin, row.ID) {
			continue
		}
		if _, there := i.requests[row.ID]; there {
			i.report.Unchanged["requests"]++
			continue
		}
		r := i.request(row)
		i.requests[row.ID] = r
		i.report.Created["requests"]++
		created, rows = append(created, r), append(rows, row)
	}
	// A request may follow one of a later row.
	for n, row := range rows {
		created[n].After = refer(i, row.Origin, "after", row.After, i.requests, func(r MeetingRequest) string { return r.ID }, "request")
	}
	if len(created) == 0 || len(i.report.Faults) > 0 {
		return nil
	}
	return i.st.CreateRequests(i.ctx, created...)
}

// request builds a row's request and notes its faults.
func (i *importer) request(row RequestRow) MeetingRequest {
	now := i.service.clock.Now()
	r := MeetingRequest{ID: NewID(), EventID: i.event.ID, ExternalID: row.ID, Message: row.Message, Weight: row.Weight,
		Mandatory: row.Mandatory, Session: row.Session, Imported: true, CreatedAt: now, Version: 1,
		State: RequestState(cmp.Or(strings.ToLower(row.State), string(RequestAccepted)))}
	if !slices.Contains(importedStates(), r.State) {
		i.fault(row.Origin, "state", row.State, "is no state: write one of "+states(importedStates()))
	}
	if r.State != RequestPending {
		r.AnsweredAt = now
	}
	r.From = i.side(row.Origin, "from", row.From, row.FromPriority, row.FromRequired, row.FromAny)
	r.To = i.side(row.Origin, "to", row.To, row.ToPriority, row.ToRequired, row.ToAny)
	if r.From.OrganisationID != "" && r.From.OrganisationID == r.To.OrganisationID {
		i.fault(row.Origin, "to", row.To, "is the asking organisation itself: name another")
	}
	if row.Weight > 1_000_000 {
		i.fault(row.Origin, "weight", strconv.Itoa(row.Weight), "is more than 1000000")
	}
	r.SlotIDs = refer(i, row.Origin, "slots", row.Slots, i.slots, func(s Slot) string { return s.ID }, "slot")
	if row.Session != "" && !i.hasSession(row.Session) {
		i.fault(row.Origin, "session", row.Session, "is no session of the meeting grid")
	}
	return r
}

func importedStates() []RequestState {
	return []RequestState{RequestPending, RequestAccepted, RequestDeclined, RequestWithdrawn, RequestExpired, RequestCancelled}
}

func (i *importer) hasSession(name string) bool {
	for _, slot := range i.slots {
		if slot.Session == name {
			return true
		}
	}
	return false
}

// side builds one side of a row's request.
func (i *importer) side(at Origin, column, organisation, priority string, required []string, anyOf [][]string) Side {
	var s Side
	if of := refer(i, at, column, []string{organisation}, i.organisations, func(o Organisation) string { return o.ID }, "organisation"); len(of) == 1 {
		s.OrganisationID = of[0]
	}
	s.Priority = Priority(cmp.Or(strings.ToLower(priority), string(PriorityWant)))
	if s.Priority != PriorityMust && s.Priority != PriorityWant && s.Priority != PriorityNice {
		i.fault(at, column+"_priority", priority, "is no priority: write must, want or nice")
	}
	s.Attendees.Required = i.team(at, column+"_required", required, s.OrganisationID)
	for _, group := range anyOf {
		s.Attendees.AnyOf = append(s.Attendees.AnyOf, i.team(at, column+"_any", group, s.OrganisationID))
	}
	return s
}

// team resolves delegates that must belong to the organisation.
func (i *importer) team(at Origin, column string, ids []string, organisationID string) []string {
	for _, id := range ids {
		if d, there := i.delegates[id]; there && organisationID != "" && d.OrganisationID != organisationID {
			i.fault(at, column, id, "is a delegate of another organisation")
		}
	}
	return refer(i, at, column, ids, i.delegates, func(d Delegate) string { return d.ID }, "delegate")
}
