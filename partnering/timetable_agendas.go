package partnering

import (
	"cmp"
	"slices"
	"strings"
)

// agendas makes the agendas of the reach by subject: the one that was asked
// for, even when it is empty, or all that hold something.
func (t *timetable) agendas() map[string]*Agenda {
	all := map[string]*Agenda{}
	if t.reach.subjectID != "" || t.reach.scope == ScopeEvent {
		t.agendaOf(all, t.reach.subjectID)
	}
	for _, m := range t.meetings {
		t.enter(all, t.whoMeets(m), func(viewer string) AgendaEntry { return t.meetingEntry(m, viewer) })
	}
	for _, b := range t.board.bookings {
		if b.Holds() {
			t.enter(all, t.whoPitches(b), func(string) AgendaEntry { return t.pitchEntry(b) })
		}
	}
	for _, c := range t.commitments {
		t.enter(all, t.whoIsBound(c), func(string) AgendaEntry { return t.commitmentEntry(c) })
	}
	for _, r := range t.accepted {
		for _, id := range t.whoWaits(r) {
			a := t.agendaOf(all, id)
			a.Unscheduled = append(a.Unscheduled, t.unscheduledEntry(r, t.viewer(id)))
		}
	}
	for _, a := range all {
		t.sort(a)
	}
	return all
}

// enter adds an entry to the agendas of the subjects, as each of them sees it.
func (t *timetable) enter(all map[string]*Agenda, subjects []string, entry func(viewer string) AgendaEntry) {
	for _, id := range subjects {
		if t.reach.subjectID == "" || t.reach.subjectID == id {
			a := t.agendaOf(all, id)
			a.Entries = append(a.Entries, entry(t.viewer(id)))
		}
	}
}

func (t *timetable) agendaOf(all map[string]*Agenda, id string) *Agenda {
	if a, there := all[id]; there {
		return a
	}
	a := &Agenda{Event: t.event, Scope: t.reach.scope, SubjectID: id, Number: t.version.Number, At: t.at, Entries: []AgendaEntry{}}
	switch t.reach.scope {
	case ScopeDelegate:
		a.Title, a.Subtitle = t.delegates[id].Name, t.organisations[t.delegates[id].OrganisationID].Name
	case ScopeOrganisation:
		a.Title = t.organisations[id].Name
	case ScopePlace:
		a.Title, a.Subtitle = t.places[id].Name, t.places[id].Zone
	default:
		a.Title = t.event.Name
	}
	all[id] = a
	return a
}

// viewer is the organisation whose side of a meeting the subject sees as its own.
func (t *timetable) viewer(id string) string {
	switch t.reach.scope {
	case ScopeDelegate:
		return t.delegates[id].OrganisationID
	case ScopeOrganisation:
		return id
	}
	return ""
}

// The subjects of the scope on whose agenda something stands.

func (t *timetable) whoMeets(m Meeting) []string {
	r := t.requests[m.RequestID]
	switch t.reach.scope {
	case ScopeDelegate:
		return m.Participants
	case ScopeOrganisation:
		return []string{r.From.OrganisationID, r.To.OrganisationID}
	case ScopePlace:
		return known(m.PlaceID)
	}
	return []string{""}
}

func (t *timetable) whoPitches(b PitchBooking) []string {
	switch t.reach.scope {
	case ScopeDelegate:
		return idsOf(presentersOf(b, t.teams[b.OrganisationID]))
	case ScopeOrganisation:
		return []string{b.OrganisationID}
	case ScopePlace:
		return known(t.roomOf(b).ID)
	}
	return []string{""}
}

// whoIsBound leaves to the event's agenda only talks: what else takes a
// delegate away concerns nobody but its organisation.
func (t *timetable) whoIsBound(c Commitment) []string {
	switch {
	case t.reach.scope == ScopeDelegate:
		return []string{c.DelegateID}
	case t.reach.scope == ScopeOrganisation:
		return []string{t.delegates[c.DelegateID].OrganisationID}
	case c.Kind == CommitmentTalk:
		return []string{""}
	}
	return nil
}

// whoWaits returns who would meet if the request had a meeting.
func (t *timetable) whoWaits(r MeetingRequest) []string {
	var waiting []string
	switch t.reach.scope {
	case ScopeOrganisation:
		waiting = []string{r.From.OrganisationID, r.To.OrganisationID}
	case ScopeEvent:
		waiting = []string{""}
	case ScopeDelegate:
		for _, side := range []Side{r.From, r.To} {
			for _, d := range t.teams[side.OrganisationID] {
				if side.mayInclude(d) {
					waiting = append(waiting, d.ID)
				}
			}
		}
	}
	return slices.DeleteFunc(waiting, func(id string) bool { return t.reach.subjectID != "" && id != t.reach.subjectID })
}

// mayInclude says whether the side's attendees are, or may be, the delegate.
func (s Side) mayInclude(d Delegate) bool {
	names := s.Attendees.Names()
	return slices.Contains(names, d.ID) || len(names) == 0 && !d.NoMeetings
}

func known(id string) []string {
	if id == "" {
		return nil
	}
	return []string{id}
}

// sort puts the entries by start, then place in the venue's order, then id,
// and the requests without a meeting by the other side's name.
func (t *timetable) sort(a *Agenda) {
	slices.SortFunc(a.Entries, func(x, y AgendaEntry) int {
		return cmp.Or(x.Start.Compare(y.Start), cmp.Compare(t.places[x.PlaceID].Position, t.places[y.PlaceID].Position),
			strings.Compare(x.Place, y.Place), strings.Compare(x.ID, y.ID))
	})
	slices.SortFunc(a.Unscheduled, func(x, y AgendaUnscheduled) int {
		return cmp.Or(strings.Compare(x.Sides[1].Organisation, y.Sides[1].Organisation), strings.Compare(x.RequestID, y.RequestID))
	})
}
