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
		fault := ""
		if posed.Sides[i], fault = p.side(side); fault != "" {
			p.leave(r, "%s", fault)
			return posed, false
		}
	}
	if shared, both := sharedBy(posed.Sides); both {
		p.leave(r, "%s stands on both sides: name other attendees on one of them.", p.personName(shared))
		return posed, false
	}
	for _, slot := range p.slots {
		if slices.Contains(r.SlotIDs, slot.ID) {
			posed.Slots = append(posed.Slots, slot.externalID())
		}
	}
	inSession := func(s Slot) bool { return r.Session == "" || s.Session == r.Session }
	if len(r.SlotIDs) > 0 && len(posed.Slots) == 0 || !slices.ContainsFunc(p.slots, inSession) {
		p.leave(r, "The slots or the session that it is bound to are not in the grid any more.")
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
func (n *snapshot) side(s Side) (scheduler.Side, string) {
	if len(s.Attendees.Required) == 0 && len(s.Attendees.AnyOf) == 0 {
		team := n.teams[s.OrganisationID]
		if len(team) == 0 {
			return scheduler.Side{}, n.organisationName(s.OrganisationID) + " has no delegate who takes meetings."
		}
		return scheduler.Side{Any: [][]string{n.peopleNamed(idsOf(team))}}, n.homeless(team)
	}
	var posed scheduler.Side
	for _, id := range s.Attendees.Required {
		d, ok := n.delegate(id)
		if !ok || d.NoMeetings {
			return posed, n.delegateName(id) + " takes no meetings: name another attendee."
		}
		if fault := n.homeless([]Delegate{d}); fault != "" {
			return posed, fault
		}
		posed.All = append(posed.All, d.externalID())
	}
	for _, group := range s.Attendees.AnyOf {
		able := n.able(group)
		if len(able) == 0 {
			return posed, "None of " + listed(n.delegateNames(group), 5) + " takes meetings: name another attendee."
		}
		posed.Any = append(posed.Any, n.peopleNamed(able))
	}
	return posed, ""
}

func (n *snapshot) able(group []string) []string {
	return slices.DeleteFunc(slices.Clone(group), func(id string) bool { return !n.takeMeetings([]string{id}) })
}

// homeless says which of the delegates, all of them needed, has nowhere to
// meet: from afar, at an event without a video place.
func (n *snapshot) homeless(team []Delegate) string {
	for _, d := range team {
		if _, ok := n.homeOf(d); ok || !d.Virtual {
			return ""
		}
	}
	return team[0].Name + " attends from afar and the event has no video place: add one."
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
