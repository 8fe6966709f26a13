package partnering

import (
	"fmt"
	"slices"

	"entente/scheduler"
)

// toMeeting gives a meeting of a schedule file its identifiers.
func (p *posed) toMeeting(m scheduler.Meeting) Meeting {
	meeting := Meeting{
		RequestID: p.requestID[m.Request], EventID: p.event.ID, SlotID: p.slotID[m.Slot], PlaceID: p.placeID[m.Place],
		Participants: p.people(m.Participants), State: MeetingScheduled, Forced: p.forced(m),
	}
	slices.Sort(meeting.Participants)
	return meeting
}

// forced says whether a forced pin put the meeting where it is.
func (p *posed) forced(m scheduler.Meeting) bool {
	at, pinned := p.pinnedIndex[m.Request]
	return pinned && p.problem.Pinned[at].Forced && p.problem.Pinned[at].Slot == m.Slot
}

func (p *posed) people(names []string) []string {
	ids := make([]string, 0, len(names))
	for _, name := range names {
		ids = append(ids, p.personID[name])
	}
	return ids
}

// pair names a request by its two sides: "Acme and Bolt".
func (n *snapshot) pair(requestID string) string {
	r, ok := n.request(requestID)
	if !ok {
		return "a request that is not accepted"
	}
	return n.organisationName(r.From.OrganisationID) + " and " + n.organisationName(r.To.OrganisationID)
}

// when writes a slot in the event's zone: "Tue 10 March 14:00".
func (n *snapshot) when(slotID string) string {
	slot, ok := n.slot(slotID)
	if !ok {
		return "a slot that is gone"
	}
	return n.event.at(slot.Start)
}

func (n *snapshot) placeName(id string) string {
	place, _ := n.place(id)
	return either(place.Name, "the place")
}

// explain says of every accepted request that the result leaves out why, in
// sentences that either side may read: they name nobody else's meetings.
func (s solved) explain() []Unscheduled {
	all := slices.Clone(s.posed.left)
	for _, u := range s.schedule.Unscheduled {
		all = append(all, s.posed.explained(u))
	}
	return all
}

func (p *posed) explained(u scheduler.Unscheduled) Unscheduled {
	told := Unscheduled{RequestID: p.requestID[u.Request]}
	if r, ok := p.request(told.RequestID); ok {
		told.Reasons = p.noCommonSlot(r)
	}
	for _, reason := range u.Reasons {
		told.Reasons = append(told.Reasons, p.reason(told.RequestID, reason))
	}
	for _, remedy := range u.Repairs {
		repair := p.repair(remedy)
		if !slices.ContainsFunc(told.Repairs, func(r Repair) bool { return r.Kind == repair.Kind && r.Text == repair.Text }) {
			told.Repairs = append(told.Repairs, repair)
		}
	}
	return told
}

// noCommonSlot says so where the two sides have no open slot in common.
func (p *posed) noCommonSlot(r MeetingRequest) []Reason {
	from, common := 0, 0
	for _, slot := range p.slots {
		if !r.takes(slot) || !p.open(r.From, slot) {
			continue
		}
		from++
		if p.open(r.To, slot) {
			common++
		}
	}
	if common > 0 {
		return nil
	}
	told := Reason{Constraint: string(scheduler.ParticipantUnavailable), Case: CaseNoCommonSlot, OrganisationID: r.From.OrganisationID,
		Organisation: p.organisationName(r.From.OrganisationID), Other: p.organisationName(r.To.OrganisationID), Count: from}
	told.Text = fmt.Sprintf("%s could come in %s, %s in none of these.", told.Organisation, slotsInWords(from), told.Other)
	if from == 0 {
		told.Case, told.Text = CaseNoSlot, told.Organisation+" could come in no slot."
	}
	return []Reason{told}
}

// open says whether enough of the side is available in the slot, other meetings apart.
func (n *snapshot) open(s Side, slot Slot) bool {
	closed := func(id string) bool {
		said := Availability{Slots: n.spoken[id]}
		return said.stateOf(n.event, slot.ID) == SlotClosed || n.blocked(id, slot)
	}
	side := n.named(s)
	if slices.ContainsFunc(side.Required, closed) {
		return false
	}
	return !slices.ContainsFunc(side.AnyOf, func(group []string) bool {
		return !slices.ContainsFunc(group, func(id string) bool { return !closed(id) })
	})
}

func slotsInWords(n int) string {
	if n == 1 {
		return "one slot"
	}
	return fmt.Sprintf("%d slots", n)
}

// reason writes one reason of the solver with names and times.
func (p *posed) reason(requestID string, r scheduler.Reason) Reason {
	told := Reason{Constraint: string(r.Constraint), Blocking: p.requestsNamed(r.Meetings)}
	for _, slot := range r.Slots {
		told.SlotIDs = append(told.SlotIDs, p.slotID[slot])
	}
	told.name(p, r)
	told.Text = p.reasonText(requestID, r, len(told.SlotIDs))
	return told
}

// name notes whom and what a reason of the solver speaks of.
func (told *Reason) name(p *posed, r scheduler.Reason) {
	if r.Participant != "" {
		d, _ := p.delegate(p.personID[r.Participant])
		told.Delegates, told.People, told.OrganisationID = []string{d.ID}, []string{d.Name}, d.OrganisationID
	}
	if o, ok := p.organisationNamed(r.Organisation); ok {
		told.OrganisationID = o.ID
	}
	if told.OrganisationID != "" {
		told.Organisation = p.organisationName(told.OrganisationID)
	}
	if r.Place != "" {
		told.Place = p.placeName(p.placeID[r.Place])
	}
}

// organisationNamed finds an organisation of the problem, "" finding none.
func (n *snapshot) organisationNamed(externalID string) (Organisation, bool) {
	at := slices.IndexFunc(n.organisations, func(o Organisation) bool { return externalID != "" && o.externalID() == externalID })
	if at < 0 {
		return Organisation{}, false
	}
	return n.organisations[at], true
}

func (p *posed) requestsNamed(names []string) []string {
	var ids []string
	for _, name := range names {
		if id := p.requestID[name]; id != "" && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

func (p *posed) reasonText(requestID string, r scheduler.Reason, slots int) string {
	who := p.subject(requestID, r.Participant, r.Organisation)
	where := p.extent(slots)
	switch r.Constraint {
	case scheduler.ParticipantUnavailable:
		return fmt.Sprintf("%s is not available in %s.", who, p.extentOf(slots, "any slot"))
	case scheduler.ParticipantConflict:
		return fmt.Sprintf("%s is in other meetings in %s.", who, where)
	case scheduler.PlaceCapacity:
		if r.Place != "" {
			return fmt.Sprintf("%s is taken or closed in %s.", p.placeName(p.placeID[r.Place]), where)
		}
		return fmt.Sprintf("No place is free in %s.", p.extentOf(slots, "any slot"))
	case scheduler.RequestSlots:
		return fmt.Sprintf("The request is bound to other slots than %s.", where)
	case scheduler.Precedence:
		return fmt.Sprintf("The order of this meeting and another one rules out %s.", where)
	case scheduler.MeetingLimit:
		return fmt.Sprintf("%s has as many meetings as it may have in %s.", who, where)
	case scheduler.Changeover:
		return fmt.Sprintf("%s could not change zones in time in %s.", who, where)
	case scheduler.Pinned:
		return "It is pinned where it cannot take place."
	case scheduler.BreakSpread:
		return fmt.Sprintf("%s would have more breaks than the event's spread allows in %s.", who, where)
	}
	return p.inWords(r.Message)
}

// subject names the delegate, or else the organisation, that a reason speaks of.
func (p *posed) subject(requestID, participant, organisation string) string {
	if participant != "" {
		d, _ := p.delegate(p.personID[participant])
		return fmt.Sprintf("%s (%s)", d.Name, p.organisationName(d.OrganisationID))
	}
	if o, ok := p.organisationNamed(organisation); ok {
		return o.Name
	}
	return "One of " + p.pair(requestID)
}

func (p *posed) extent(slots int) string { return p.extentOf(slots, "every slot") }

// extentOf says in how many of the slots something holds; all is the word for
// each of them.
func (p *posed) extentOf(slots int, all string) string {
	if slots == 0 || slots == len(p.slots) {
		return all
	}
	return fmt.Sprintf("%d of the %d slots", slots, len(p.slots))
}
