package partnering

import (
	"encoding/json"
	"slices"
	"time"

	"entente/scheduler"
)

// posing says how an event is posed to the solver.
type posing struct {
	count     bool      // tables are counted, not named, where the event was imported so
	published bool      // the published schedule stands in the problem
	begun     time.Time // what began by then stays, and nothing is put there; zero: nothing did
}

// posed is an event posed to the solver. Identifiers of the problem are the
// external ones.
type posed struct {
	*snapshot
	problem     *scheduler.Problem
	left        []Unscheduled  // accepted requests that cannot stand in the problem, with the reason
	leftIndex   map[string]int // by request
	pinnedIndex map[string]int // by the problem's request
	counted     bool           // tables are counted: meetings get their tables afterwards
	requestID   map[string]string
	slotID      map[string]string
	placeID     map[string]string
	personID    map[string]string
}

// pose makes the problem of the event. An accepted request that cannot stand
// in it (its organisation has nobody who takes meetings, say) is left out and
// explained; a request that comes after one that is left out, or after one that
// is not accepted, comes after nothing.
func (n *snapshot) pose(how posing) *posed {
	p := &posed{snapshot: n, problem: &scheduler.Problem{Name: n.event.Name}, leftIndex: map[string]int{}, pinnedIndex: map[string]int{}}
	p.counted = how.count && n.countsTables()
	p.nameAll()
	p.poseSettings()
	p.poseSlots()
	p.posePlaces()
	p.poseOrganisations()
	p.poseParticipants(how)
	p.poseRequests()
	p.posePins()
	if how.published || n.event.Phase == PhaseLive {
		p.posePublished()
	}
	p.poseBegun(how)
	return p
}

// nameAll makes external identifiers findable.
func (p *posed) nameAll() {
	p.requestID, p.slotID = map[string]string{}, map[string]string{}
	p.placeID, p.personID = map[string]string{}, map[string]string{}
	for _, r := range p.requests {
		p.requestID[r.externalID()] = r.ID
	}
	for _, s := range p.slots {
		p.slotID[s.externalID()] = s.ID
	}
	for _, place := range p.places {
		p.placeID[place.externalID()] = place.ID
	}
	for _, d := range p.delegates {
		p.personID[d.externalID()] = d.ID
	}
}

// countsTables says whether the event came with table counts and its places
// still are nothing but tables, one like the other.
func (n *snapshot) countsTables() bool {
	plain := func(p Place) bool {
		return p.Kind == PlaceTable && p.OrganisationID == "" && p.Zone == ""
	}
	homeless := func(d Delegate) bool { return d.PlaceID == "" && !d.Virtual }
	return n.event.Form.Tables &&
		!slices.ContainsFunc(n.places, func(p Place) bool { return !plain(p) }) &&
		!slices.ContainsFunc(n.delegates, func(d Delegate) bool { return !homeless(d) })
}

func (p *posed) poseSettings() {
	settings := p.event.Settings
	p.problem.AllMandatory = settings.AllMandatory
	p.problem.MaxBreakSpread = settings.MaxBreakSpread
	if settings.Changeover != nil {
		p.problem.Changeover = *settings.Changeover
	}
	if goals := (scheduler.Goals{}); len(p.event.Form.Goals) > 0 && json.Unmarshal(p.event.Form.Goals, &goals) == nil {
		p.problem.Goals = &goals
	}
}

func (p *posed) poseSlots() {
	for _, s := range p.slots {
		slot := scheduler.Slot{ID: s.externalID(), Day: s.Day, Session: s.Session}
		if !p.event.Form.Timeless {
			slot.Start, slot.End = s.Start.In(p.event.Location()), s.End.In(p.event.Location())
		}
		if p.counted || len(p.places) == 0 {
			tables := p.roomIn(s.ID)
			slot.Tables = &tables
		}
		p.problem.Slots = append(p.problem.Slots, slot)
	}
}

// roomIn counts the meetings that the places hold in the slot.
func (n *snapshot) roomIn(slotID string) int {
	room := 0
	for _, place := range n.places {
		if !slices.Contains(place.Closed, slotID) {
			room += place.Capacity
		}
	}
	return room
}

func (p *posed) posePlaces() {
	if p.counted {
		return
	}
	for _, place := range p.places {
		if !p.hosts(place) {
			continue
		}
		posed := scheduler.Place{ID: place.externalID(), Zone: place.Zone, Video: place.Kind == PlaceVideo}
		if place.Capacity > 1 {
			posed.Capacity = place.Capacity
		}
		for _, slot := range p.slots {
			if slices.Contains(place.Closed, slot.ID) {
				posed.Closed = append(posed.Closed, slot.externalID())
			}
		}
		if o, ok := p.organisation(place.OrganisationID); ok {
			posed.Organisation = o.externalID()
		}
		p.problem.Places = append(p.problem.Places, posed)
	}
}

// hosts says whether meetings could take place there: a booth of an organisation
// that nobody meets for stands empty, and is not posed.
func (n *snapshot) hosts(place Place) bool {
	return place.OrganisationID == "" || len(n.teams[place.OrganisationID]) > 0
}

func (p *posed) poseOrganisations() {
	for _, o := range p.organisations {
		if posed := p.limits(o); posed.Floor > 0 || posed.MaxMeetings > 0 || slices.Contains(p.event.Form.Listed, o.ID) {
			p.problem.Organisations = append(p.problem.Organisations, posed)
		}
	}
}

// limits are the organisation's floor, its own or its kind's, and its most meetings.
func (n *snapshot) limits(o Organisation) scheduler.Organisation {
	posed := scheduler.Organisation{ID: o.externalID(), Floor: n.event.Settings.Floors[o.Kind], MaxMeetings: number(o.MaxMeetings)}
	if o.Floor != nil {
		posed.Floor = *o.Floor
	}
	return posed
}

func number(n *int) int {
	if n == nil {
		return 0
	}
	return *n
}

// poseParticipants poses everybody who takes meetings.
func (p *posed) poseParticipants(how posing) {
	for _, d := range p.delegates {
		if d.NoMeetings {
			continue
		}
		posed := scheduler.Participant{
			ID: d.externalID(), Organisation: p.organisationOf(d), Floor: number(d.Floor),
			MaxMeetings: number(d.MaxMeetings), MaxPerDay: number(d.MaxPerDay), MaxInARow: number(d.MaxInARow),
		}
		posed.Unavailable, posed.RatherNot = p.slotsOf(d, how.begun)
		if home, ok := p.homeOf(d); ok && p.hosts(home) {
			posed.Place = home.externalID()
		}
		p.problem.Participants = append(p.problem.Participants, posed)
	}
}

// organisationOf returns the delegate's organisation as a file names it: none
// where it stands for the delegate alone and carries nothing of its own.
func (n *snapshot) organisationOf(d Delegate) string {
	o, ok := n.organisation(d.OrganisationID)
	limits := n.limits(o)
	hasBooth := func(p Place) bool { return p.OrganisationID == d.OrganisationID }
	if !ok || o.Implied && limits.Floor == 0 && limits.MaxMeetings == 0 && !slices.ContainsFunc(n.places, hasBooth) {
		return ""
	}
	return o.externalID()
}

// homeOf returns the place where the delegate meets: its fixed place, or, when
// it attends from afar, the first video place.
func (n *snapshot) homeOf(d Delegate) (Place, bool) {
	fixed, ok := n.place(d.PlaceID)
	if !d.Virtual || ok && fixed.Kind == PlaceVideo {
		return fixed, ok
	}
	at := slices.IndexFunc(n.places, func(p Place) bool { return p.Kind == PlaceVideo })
	if at < 0 {
		return Place{}, false
	}
	return n.places[at], true
}

func (p *posed) posePins() {
	for _, pin := range p.pins {
		if posed, ok := p.pin(pin); ok {
			p.addPin(posed)
		}
	}
}

func (p *posed) addPin(pin scheduler.Pin) {
	p.pinnedIndex[pin.Request] = len(p.problem.Pinned)
	p.problem.Pinned = append(p.problem.Pinned, pin)
}

// pin poses a pin; one whose request is left out, or whose slot is gone, holds nothing.
func (p *posed) pin(pin Pin) (scheduler.Pin, bool) {
	slot, ok := p.slot(pin.SlotID)
	if !ok || !p.poses(pin.RequestID) {
		return scheduler.Pin{}, false
	}
	r, _ := p.request(pin.RequestID)
	posed := scheduler.Pin{Request: r.externalID(), Slot: slot.externalID(), Forced: pin.Forced}
	if len(pin.Participants) > 0 && p.staffed(r, pin.Participants) {
		posed.Participants = p.peopleNamed(pin.Participants)
	}
	if place, ok := p.place(pin.PlaceID); ok && !p.counted && p.hosts(place) {
		posed.Place = place.externalID()
	}
	return posed, true
}

// poses says whether the request stands in the problem.
func (p *posed) poses(requestID string) bool {
	r, ok := p.request(requestID)
	_, left := p.leftIndex[r.ID]
	return ok && !left
}

func (n *snapshot) peopleNamed(ids []string) []string {
	var names []string
	for _, id := range ids {
		if d, ok := n.delegate(id); ok {
			names = append(names, d.externalID())
		}
	}
	return names
}

func (p *posed) posePublished() {
	for _, m := range p.published {
		if posed, ok := p.meeting(m); ok && p.poses(m.RequestID) && p.takeMeetings(m.Participants) {
			p.problem.Published = append(p.problem.Published, posed)
		}
	}
}

func (n *snapshot) takeMeetings(delegateIDs []string) bool {
	return !slices.ContainsFunc(delegateIDs, func(id string) bool {
		d, ok := n.delegate(id)
		return !ok || d.NoMeetings
	})
}

// meeting names a meeting as the files do; false where something of it is gone.
func (p *posed) meeting(m Meeting) (scheduler.Meeting, bool) {
	r, known := p.request(m.RequestID)
	slot, there := p.slot(m.SlotID)
	if !known || !there {
		return scheduler.Meeting{}, false
	}
	named := scheduler.Meeting{Request: r.externalID(), Slot: slot.externalID(), Participants: p.peopleNamed(m.Participants)}
	place, seated := p.place(m.PlaceID)
	if seated && !p.counted && p.hosts(place) {
		named.Place = place.externalID()
	}
	return named, true
}

// poseBegun pins the published meetings that have begun where they are.
func (p *posed) poseBegun(how posing) {
	for _, m := range p.published {
		slot, ok := p.slot(m.SlotID)
		if !ok || !passed(slot.Start, how.begun) {
			continue
		}
		if r, ok := p.request(m.RequestID); ok && p.staffed(r, m.Participants) {
			p.pinForced(Pin{RequestID: m.RequestID, SlotID: m.SlotID, PlaceID: m.PlaceID, Participants: m.Participants, Forced: true})
		}
	}
}

// staffed says whether the participants are whom the request asks for: all who
// must be there, and nobody else.
func (n *snapshot) staffed(r MeetingRequest, participants []string) bool {
	from, to := n.named(r.From), n.named(r.To)
	stranger := func(id string) bool {
		return !slices.Contains(from.Names(), id) && !slices.Contains(to.Names(), id)
	}
	return n.takeMeetings(participants) && from.metBy(participants) && to.metBy(participants) &&
		!slices.ContainsFunc(participants, stranger)
}

// named writes out a side that names nobody: any one of the team.
func (n *snapshot) named(s Side) Attendees {
	if len(s.Attendees.Required) == 0 && len(s.Attendees.AnyOf) == 0 {
		return Attendees{AnyOf: [][]string{idsOf(n.teams[s.OrganisationID])}}
	}
	return s.Attendees
}

// pinForced puts a pin in the place of the request's own.
func (p *posed) pinForced(pin Pin) {
	posed, ok := p.pin(pin)
	if !ok {
		return
	}
	if at, there := p.pinnedIndex[posed.Request]; there {
		p.problem.Pinned[at] = posed
		return
	}
	p.addPin(posed)
}

// leave notes a request that cannot stand in the problem.
func (p *posed) leave(r MeetingRequest, reason Reason) {
	p.leftIndex[r.ID] = len(p.left)
	p.left = append(p.left, Unscheduled{RequestID: r.ID, Reasons: []Reason{reason}})
}
