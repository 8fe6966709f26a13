package partnering

import (
	"slices"

	"entente/scheduler"
)

// mostWeight is the most that a request weighs in a problem.
const mostWeight = 1_000_000

func (p *posed) poseRequests() {
	standing := map[string]bool{}
	for _, r := range p.requests {
		posed, ok := p.poseRequest(r)
		if ok {
			p.problem.Requests = append(p.problem.Requests, posed)
			standing[posed.ID] = true
		}
	}
	for i := range p.problem.Requests {
		after := p.problem.Requests[i].After
		p.problem.Requests[i].After = slices.DeleteFunc(after, func(id string) bool { return !standing[id] })
	}
}

// poseRequest poses an accepted request, or leaves it with the reason.
func (p *posed) poseRequest(r MeetingRequest) (scheduler.Request, bool) {
	posed := scheduler.Request{ID: r.externalID(), Weight: p.weight(r), Mandatory: r.Mandatory, Session: r.Session}
	for i, side := range []Side{r.From, r.To} {
		var fault *Reason
		if posed.Sides[i], fault = p.side(side); fault != nil {
			p.leave(r, *fault)
			return posed, false
		}
	}
	if shared, both := sharedBy(posed.Sides); both {
		d, _ := p.delegate(p.personID[shared])
		p.leave(r, *unable(CaseBothSides, d.OrganisationID, []Delegate{d}, d.Name+" stands on both sides: name other attendees on one of them."))
		return posed, false
	}
	for _, slot := range p.slots {
		if slices.Contains(r.SlotIDs, slot.ID) {
			posed.Slots = append(posed.Slots, slot.externalID())
		}
	}
	inSession := func(s Slot) bool { return r.Session == "" || s.Session == r.Session }
	if len(r.SlotIDs) > 0 && len(posed.Slots) == 0 || !slices.ContainsFunc(p.slots, inSession) {
		p.leave(r, *unable(CaseGridGone, "", nil, "The slots or the session that it is bound to are not in the grid any more."))
		return posed, false
	}
	for _, id := range r.After {
		if before, ok := p.request(id); ok {
			posed.After = append(posed.After, before.externalID())
		}
	}
	return posed, true
}

// weight is the product of the two sides' points and the bonus of each kind
// that takes part, or what an import set.
func (n *snapshot) weight(r MeetingRequest) int {
	if r.Weight > 0 {
		return r.Weight
	}
	from, _ := n.organisation(r.From.OrganisationID)
	to, _ := n.organisation(r.To.OrganisationID)
	weight := r.From.Priority.Points()*r.To.Priority.Points() + n.event.Settings.KindBonus[from.Kind]
	if to.Kind != from.Kind {
		weight += n.event.Settings.KindBonus[to.Kind]
	}
	return min(max(weight, 1), mostWeight)
}

// side poses one side, or says why it cannot be. One that names nobody is any
// one of the organisation's delegates who take meetings.
func (n *snapshot) side(s Side) (scheduler.Side, *Reason) {
	if len(s.Attendees.Required) == 0 && len(s.Attendees.AnyOf) == 0 {
		team := n.teams[s.OrganisationID]
		if len(team) == 0 {
			name := n.organisationName(s.OrganisationID)
			fault := unable(CaseNoDelegates, s.OrganisationID, nil, name+" has no delegate who takes meetings.")
			fault.Organisation = name
			return scheduler.Side{}, fault
		}
		return scheduler.Side{Any: [][]string{n.peopleNamed(idsOf(team))}}, n.homeless(team)
	}
	var posed scheduler.Side
	for _, id := range s.Attendees.Required {
		d, ok := n.delegate(id)
		if !ok || d.NoMeetings {
			text := n.delegateName(id) + " takes no meetings: name another attendee."
			return posed, unable(CaseTakesNone, s.OrganisationID, n.delegatesNamed([]string{id}), text)
		}
		if fault := n.homeless([]Delegate{d}); fault != nil {
			return posed, fault
		}
		posed.All = append(posed.All, d.externalID())
	}
	for _, group := range s.Attendees.AnyOf {
		able := n.able(group)
		if len(able) == 0 {
			text := "None of " + listed(n.delegateNames(group), 5) + " takes meetings: name another attendee."
			return posed, unable(CaseTakesNone, s.OrganisationID, n.delegatesNamed(group), text)
		}
		posed.Any = append(posed.Any, n.peopleNamed(able))
	}
	return posed, nil
}

// unable is the reason why a request stands in no schedule: because of these people.
func unable(is Case, organisationID string, people []Delegate, text string) *Reason {
	reason := Reason{Constraint: string(scheduler.Attendance), Case: is, OrganisationID: organisationID, Text: text}
	for _, d := range people {
		reason.Delegates, reason.People = append(reason.Delegates, d.ID), append(reason.People, d.Name)
	}
	return &reason
}

// delegatesNamed are the delegates, one who is gone with the id for a name.
func (n *snapshot) delegatesNamed(ids []string) []Delegate {
	all := make([]Delegate, len(ids))
	for i, id := range ids {
		all[i] = Delegate{ID: id, Name: n.delegateName(id)}
	}
	return all
}

func (n *snapshot) able(group []string) []string {
	return slices.DeleteFunc(slices.Clone(group), func(id string) bool { return !n.takeMeetings([]string{id}) })
}

// homeless says which of the delegates, all of them needed, has nowhere to
// meet: from afar, at an event without a video place.
func (n *snapshot) homeless(team []Delegate) *Reason {
	for _, d := range team {
		if _, ok := n.homeOf(d); ok || !d.Virtual {
			return nil
		}
	}
	d := team[0]
	return unable(CaseNoVideo, d.OrganisationID, []Delegate{d}, d.Name+" attends from afar and the event has no video place: add one.")
}

// sharedBy returns somebody who stands on both sides.
func sharedBy(sides [2]scheduler.Side) (string, bool) {
	first := slices.Concat(append(slices.Clone(sides[0].Any), sides[0].All)...)
	second := slices.Concat(append(slices.Clone(sides[1].Any), sides[1].All)...)
	for _, id := range first {
		if slices.Contains(second, id) {
			return id, true
		}
	}
	return "", false
}

func (n *snapshot) organisationName(id string) string {
	o, _ := n.organisation(id)
	return either(o.Name, id)
}

func (n *snapshot) delegateName(id string) string {
	d, _ := n.delegate(id)
	return either(d.Name, id)
}

func (n *snapshot) delegateNames(ids []string) []string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = n.delegateName(id)
	}
	return names
}

// personName is the name behind a problem's participant.
func (p *posed) personName(externalID string) string { return p.delegateName(p.personID[externalID]) }
