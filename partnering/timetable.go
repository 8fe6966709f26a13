package partnering

import (
	"context"
	"slices"
	"time"
)

// agendaReach says how much of an event a timetable holds: what one agenda
// shows, or, without a subject, what all agendas of the scope show.
type agendaReach struct {
	scope          FeedScope
	subjectID      string // "": all
	organisationID string // of a delegate's or organisation's agenda, else ""
}

// timetable is what agendas are made of, as it is at one instant.
type timetable struct {
	reach         agendaReach
	event         Event
	at            time.Time
	version       ScheduleVersion
	slots         map[string]Slot
	places        map[string]Place
	rooms         map[string]Place // by name
	board         *pitchBoard
	pitchSlots    map[string]PitchSlot
	pitchSessions map[string]PitchSession
	meetings      []Meeting        // of the newest version, cancelled ones left out
	cancelled     map[string]bool  // requests whose meeting was cancelled
	accepted      []MeetingRequest // those that could have a meeting
	requests      map[string]MeetingRequest
	unscheduled   map[string]Unscheduled
	organisations map[string]Organisation
	delegates     map[string]Delegate
	teams         map[string][]Delegate // by organisation, by name
	commitments   []Commitment
	uid           func(id string) string
}

// loadTimetable reads what the reach calls for, with a number of queries that
// does not grow with the event. It reads again when a version is published
// meanwhile, so that no agenda mixes two.
func (s *Service) loadTimetable(ctx context.Context, e Event, reach agendaReach) (*timetable, error) {
	for range 5 {
		t := &timetable{reach: reach, event: e, at: s.clock.Now(), uid: s.entryUID}
		for _, read := range []func(context.Context, Store) error{
			t.readVersion, t.readVenue, t.readMeetings, t.readRequests, t.readUnscheduled, t.readPeople, t.readCommitments,
		} {
			if err := read(ctx, s.store); err != nil {
				return nil, err
			}
		}
		newest, err := s.store.CurrentVersion(ctx, e.ID)
		if err != nil || newest.Number == t.version.Number {
			return t, err
		}
	}
	return nil, Errorf(CodeBusy, "the schedule of %s changes too fast to be read: try again", e.Name)
}

func (t *timetable) readVersion(ctx context.Context, st Store) error {
	var err error
	t.version, err = st.CurrentVersion(ctx, t.event.ID)
	return err
}

func (t *timetable) readVenue(ctx context.Context, st Store) error {
	var err error
	if t.slots, err = slotsByID(ctx, st, t.event.ID); err != nil {
		return err
	}
	places, err := st.FindPlaces(ctx, t.event.ID)
	if err != nil {
		return err
	}
	t.places = byKey(places, func(p Place) string { return p.ID })
	t.rooms = byKey(places, func(p Place) string { return p.Name })
	if t.board, err = loadPitchBoard(ctx, st, t.event, t.at); err != nil {
		return err
	}
	t.pitchSlots = byKey(t.board.slots, func(slot PitchSlot) string { return slot.ID })
	t.pitchSessions = byKey(t.board.sessions, func(session PitchSession) string { return session.ID })
	return nil
}

func (t *timetable) readMeetings(ctx context.Context, st Store) error {
	if t.version.Number == 0 {
		return nil
	}
	filter := MeetingFilter{EventID: t.event.ID}
	switch t.reach.scope {
	case ScopeDelegate, ScopeOrganisation: // a colleague's meeting keeps its request from waiting on the delegate's agenda
		filter.OrganisationID = t.reach.organisationID
	case ScopePlace:
		filter.PlaceID = t.reach.subjectID
	}
	meetings, err := st.FindMeetings(ctx, filter)
	t.cancelled = map[string]bool{}
	t.meetings = slices.DeleteFunc(meetings, func(m Meeting) bool {
		if m.State == MeetingCancelled {
			t.cancelled[m.RequestID] = true
		}
		return m.State == MeetingCancelled
	})
	return err
}

// readRequests reads the accepted requests of the reach, and those that its
// meetings stand for besides.
func (t *timetable) readRequests(ctx context.Context, st Store) error {
	t.requests = map[string]MeetingRequest{}
	if t.version.Number == 0 {
		return nil
	}
	if t.reach.scope != ScopePlace || t.reach.subjectID == "" {
		found, err := st.FindRequests(ctx, RequestFilter{EventID: t.event.ID, OrganisationID: t.reach.organisationID, States: []RequestState{RequestAccepted}})
		if err != nil {
			return err
		}
		t.accepted = found.Items
	}
	for _, r := range t.accepted {
		t.requests[r.ID] = r
	}
	var missing []string
	for _, m := range t.meetings {
		if _, known := t.requests[m.RequestID]; !known {
			missing = append(missing, m.RequestID)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	found, err := st.FindRequests(ctx, RequestFilter{EventID: t.event.ID, IDs: missing})
	for _, r := range found.Items {
		t.requests[r.ID] = r
	}
	return err
}

// readUnscheduled keeps of the accepted requests those without a meeting, and
// reads why they have none.
func (t *timetable) readUnscheduled(ctx context.Context, st Store) error {
	placed := byKey(t.meetings, func(m Meeting) string { return m.RequestID })
	t.accepted = slices.DeleteFunc(t.accepted, func(r MeetingRequest) bool {
		_, there := placed[r.ID]
		return there || t.reach.scope == ScopePlace
	})
	if len(t.accepted) == 0 {
		return nil
	}
	var of []string // the reasons of all are read as a whole
	if t.reach.subjectID != "" {
		for _, r := range t.accepted {
			of = append(of, r.ID)
		}
	}
	all, err := st.PublishedUnscheduled(ctx, t.event.ID, of...)
	t.unscheduled = byKey(all, func(u Unscheduled) string { return u.RequestID })
	return err
}

// readPeople reads everybody for all agendas, and for one those whom it names.
func (t *timetable) readPeople(ctx context.Context, st Store) error {
	organisations, delegates := OrganisationFilter{EventID: t.event.ID}, DelegateFilter{EventID: t.event.ID}
	teams := DelegateFilter{EventID: t.event.ID}
	if t.reach.subjectID != "" {
		organisations.IDs, teams.OrganisationIDs, delegates.IDs = t.named()
	}
	t.organisations, t.delegates, t.teams = map[string]Organisation{}, map[string]Delegate{}, map[string][]Delegate{}
	whole := t.reach.subjectID == ""
	if whole || len(organisations.IDs) > 0 {
		found, err := st.FindOrganisations(ctx, organisations)
		if err != nil {
			return err
		}
		t.organisations = byKey(found.Items, func(o Organisation) string { return o.ID })
	}
	if whole || len(teams.OrganisationIDs) > 0 {
		found, err := st.FindDelegates(ctx, teams)
		if err != nil {
			return err
		}
		for _, d := range found.Items {
			t.delegates[d.ID] = d
			t.teams[d.OrganisationID] = append(t.teams[d.OrganisationID], d)
		}
	}
	if len(delegates.IDs) == 0 {
		return nil
	}
	found, err := st.FindDelegates(ctx, delegates)
	for _, d := range found.Items {
		t.delegates[d.ID] = d
	}
	return err
}

// named returns the organisations that one agenda names, those of them whose
// teams it needs, and the delegates it names.
func (t *timetable) named() (organisationIDs, teamIDs, delegateIDs []string) {
	if t.reach.organisationID != "" {
		teamIDs = append(teamIDs, t.reach.organisationID)
	}
	for _, b := range t.board.bookings {
		if b.Holds() && t.reach.scope == ScopePlace && t.roomOf(b).ID == t.reach.subjectID {
			teamIDs = append(teamIDs, b.OrganisationID)
		}
	}
	organisationIDs = append(organisationIDs, teamIDs...)
	for _, m := range t.meetings {
		delegateIDs = append(append(delegateIDs, m.Participants...), m.Late...)
		r := t.requests[m.RequestID]
		organisationIDs = append(organisationIDs, r.From.OrganisationID, r.To.OrganisationID)
	}
	for _, r := range t.accepted {
		delegateIDs = append(append(delegateIDs, r.From.Attendees.Names()...), r.To.Attendees.Names()...)
		organisationIDs = append(organisationIDs, r.From.OrganisationID, r.To.OrganisationID)
	}
	return unique(organisationIDs), unique(teamIDs), unique(delegateIDs)
}

func (t *timetable) readCommitments(ctx context.Context, st Store) error {
	var of []string
	switch {
	case t.reach.scope == ScopePlace:
		return nil
	case t.reach.scope == ScopeDelegate && t.reach.subjectID != "":
		of = []string{t.reach.subjectID}
	case t.reach.scope == ScopeOrganisation && t.reach.subjectID != "":
		if of = idsOf(t.teams[t.reach.subjectID]); len(of) == 0 {
			return nil
		}
	}
	all, err := st.FindCommitments(ctx, t.event.ID, of...)
	t.commitments = slices.DeleteFunc(all, func(c Commitment) bool { return c.Kind == CommitmentPitch }) // the booking stands for it
	return err
}

// roomOf returns the place in which the booking's session is held; the zero
// Place when no place has the room's name.
func (t *timetable) roomOf(b PitchBooking) Place {
	return t.rooms[t.pitchSessions[b.SessionID].Room]
}
