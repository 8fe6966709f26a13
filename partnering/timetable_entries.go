package partnering

import (
	"cmp"
	"slices"
	"strings"
)

// meetingEntry is a meeting as the organisation sees it, its own side first,
// or, for "", with the side that asked first.
func (t *timetable) meetingEntry(m Meeting, viewer string) AgendaEntry {
	r, slot, place := t.requests[m.RequestID], t.slots[m.SlotID], t.places[m.PlaceID]
	first, second := r.sidesFor(viewer)
	entry := AgendaEntry{
		Kind: EntryMeeting, ID: m.RequestID, UID: t.uid(m.RequestID), Sequence: m.Sequence, State: m.State,
		Start: slot.Start, End: slot.End, SlotID: m.SlotID,
		PlaceID: m.PlaceID, Place: place.Name, Zone: place.Zone, Link: place.Link,
		Sides:   []AgendaSide{t.side(first.OrganisationID, m.Participants), t.side(second.OrganisationID, m.Participants)},
		Message: r.Message, NoShow: m.NoShow, Version: r.Version,
	}
	entry.Title = entry.Sides[1].Organisation
	if viewer == "" {
		entry.Title = entry.Sides[0].Organisation + " – " + entry.Title
	}
	for _, d := range t.people(m.Late) {
		entry.Late = append(entry.Late, d.Name)
	}
	return entry
}

// sidesFor returns the viewer's side first, else the side that asked.
func (r MeetingRequest) sidesFor(viewer string) (first, second Side) {
	if own, other, ok := r.SideOf(viewer); ok {
		return own, other
	}
	return r.From, r.To
}

// side is an organisation with those of the delegates who are its own, by name.
func (t *timetable) side(organisationID string, delegateIDs []string) AgendaSide {
	o := t.organisations[organisationID]
	own := slices.DeleteFunc(t.people(delegateIDs), func(d Delegate) bool { return d.OrganisationID != organisationID })
	return AgendaSide{OrganisationID: organisationID, Organisation: o.Name, Kind: o.Kind, People: asPeople(own)}
}

// people returns the delegates by name.
func (t *timetable) people(ids []string) []Delegate {
	var found []Delegate
	for _, id := range ids {
		if d, there := t.delegates[id]; there {
			found = append(found, d)
		}
	}
	slices.SortFunc(found, func(a, b Delegate) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.ID, b.ID))
	})
	return found
}

func (t *timetable) pitchEntry(b PitchBooking) AgendaEntry {
	entry := pitchEntry(b, t.pitchSlots[b.SlotID], t.pitchSessions[b.SessionID], t.uid(b.ID))
	room := t.roomOf(b)
	entry.PlaceID, entry.Zone, entry.Link = room.ID, room.Zone, room.Link
	entry.Sides = []AgendaSide{t.side(b.OrganisationID, idsOf(presentersOf(b, t.teams[b.OrganisationID])))}
	return entry
}

func (t *timetable) commitmentEntry(c Commitment) AgendaEntry {
	d := t.delegates[c.DelegateID]
	return AgendaEntry{
		Kind: EntryCommitment, ID: c.ID, UID: t.uid(c.ID), Start: c.Start, End: c.End, Title: c.Title,
		Place: t.pitchSessions[c.SourceID].Room, Sides: []AgendaSide{t.side(d.OrganisationID, []string{d.ID})},
	}
}

// unscheduledEntry says why an accepted request has no meeting. An agenda of
// one side is handed on, so it never tells of others' meetings, whoever reads it.
func (t *timetable) unscheduledEntry(r MeetingRequest, viewer string) AgendaUnscheduled {
	u, told := t.unscheduled[r.ID]
	switch {
	case told:
	case t.cancelled[r.ID]:
		u = notScheduled(r.ID, "cancelled", "", "Its meeting was cancelled: it waits for another slot.")
	default:
		u = notScheduled(r.ID, "not-planned", CaseAccepted, "It was accepted after the schedule was made: it waits for the next version.")
	}
	if viewer != "" {
		u = u.seenBy(Actor{}, t.event.ID)
	}
	first, second := r.sidesFor(viewer)
	return AgendaUnscheduled{Unscheduled: u, Slots: t.slots, Sides: []AgendaSide{
		t.side(first.OrganisationID, first.Attendees.Names()), t.side(second.OrganisationID, second.Attendees.Names()),
	}}
}

func notScheduled(requestID, constraint string, is Case, text string) Unscheduled {
	return Unscheduled{RequestID: requestID, Reasons: []Reason{{Constraint: constraint, Case: is, Text: text}}}
}
