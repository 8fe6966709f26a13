package partnering

import (
	"fmt"
)

// unscheduled says of every accepted request that is not kept why: because it
// was left out at publishing, as the run said, or because it came later.
func (r review) unscheduled(known []Unscheduled) []Unscheduled {
	reasons := byKey(known, func(u Unscheduled) string { return u.RequestID })
	for _, u := range r.left {
		reasons[u.RequestID] = u
	}
	for _, v := range r.dropped {
		if len(v.RequestIDs) > 0 {
			reasons[v.RequestIDs[0]] = Unscheduled{RequestID: v.RequestIDs[0], Reasons: []Reason{r.droppedReason(v)}}
		}
	}
	return r.unplaced(r.kept, reasons)
}

// unplaced lists every accepted request without one of the meetings, by id,
// with the reason known of it; without one it came later, or was taken out.
func (n *snapshot) unplaced(meetings []Meeting, reasons map[string]Unscheduled) []Unscheduled {
	placed := byKey(meetings, func(m Meeting) string { return m.RequestID })
	var all []Unscheduled
	for _, request := range n.requests {
		if _, there := placed[request.ID]; there {
			continue
		}
		u, known := reasons[request.ID]
		if !known {
			u = Unscheduled{RequestID: request.ID, Reasons: []Reason{{Constraint: "not-planned",
				Text: "It has no meeting in this schedule: the request came later, or an organiser took it out."}}}
		}
		all = append(all, u)
	}
	return all
}

// droppedReason says why a meeting was left out without naming others' meetings.
func (r review) droppedReason(v Violation) Reason {
	reason := Reason{Constraint: v.Constraint, Case: CaseNotPublishable, Against: &v, Text: "It could not be published where it was planned: " + v.Text}
	if len(v.RequestIDs) > 1 {
		reason.Blocking, reason.Against = v.RequestIDs[1:], nil
		reason.Text = fmt.Sprintf("It could not be published where it was planned, %s: another meeting stood in its way.", r.when(v.SlotID))
	}
	if v.SlotID != "" {
		reason.SlotIDs = []string{v.SlotID}
	}
	if v.DelegateID != "" {
		reason.Delegates, reason.People = []string{v.DelegateID}, []string{r.delegateName(v.DelegateID)}
	}
	return reason
}
