package partnering

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// PitchProgramme returns the sessions with their slots and bookings; past setup it is public.
func (s *Service) PitchProgramme(ctx context.Context, by Actor, eventID string) (Programme, error) {
	e, err := visibleEvent(ctx, s.store, by, eventID)
	if err != nil {
		return Programme{}, err
	}
	board, err := loadPitchBoard(ctx, s.store, e, s.clock.Now())
	if err != nil {
		return Programme{}, err
	}
	people, err := s.pitchers(ctx, board)
	if err != nil {
		return Programme{}, err
	}
	waiting, err := s.waitingSeenBy(ctx, by, eventID)
	if err != nil {
		return Programme{}, err
	}
	programme := Programme{Event: e}
	for _, session := range board.sessions {
		programme.Sessions = append(programme.Sessions, ProgrammeSession{
			PitchSession: session, Slots: board.programme(session.ID, by, people), Waiting: waiting[session.ID],
		})
	}
	return programme, nil
}

// pitchers are the organisations that hold pitch slots, with their delegates.
type pitchers struct {
	organisations map[string]Organisation
	teams         map[string][]Delegate
}

func (s *Service) pitchers(ctx context.Context, board *pitchBoard) (pitchers, error) {
	p := pitchers{organisations: map[string]Organisation{}, teams: map[string][]Delegate{}}
	var ids []string
	for _, b := range board.bookings {
		if b.Holds() && !slices.Contains(ids, b.OrganisationID) {
			ids = append(ids, b.OrganisationID)
		}
	}
	if len(ids) == 0 {
		return p, nil
	}
	organisations, err := s.store.FindOrganisations(ctx, OrganisationFilter{EventID: board.event.ID, IDs: ids})
	if err != nil {
		return p, err
	}
	delegates, err := s.store.FindDelegates(ctx, DelegateFilter{EventID: board.event.ID, OrganisationIDs: ids})
	for _, o := range organisations.Items {
		p.organisations[o.ID] = o
	}
	for _, d := range delegates.Items {
		p.teams[d.OrganisationID] = append(p.teams[d.OrganisationID], d)
	}
	return p, err
}

// programme lists a session's slots with who pitches in them.
func (b *pitchBoard) programme(sessionID string, by Actor, people pitchers) []ProgrammeSlot {
	var slots []ProgrammeSlot
	for _, slot := range b.slots {
		if slot.SessionID != sessionID {
			continue
		}
		shown := ProgrammeSlot{PitchSlot: slot}
		if booking, held := b.holder(slot.ID); held {
			o := people.organisations[booking.OrganisationID].seenBy(by)
			shown.Booking, shown.Organisation = &booking, &o
			shown.Presenters = asPeople(presentersOf(booking, people.teams[o.ID]))
		}
		slots = append(slots, shown)
	}
	return slots
}

func asPeople(delegates []Delegate) []AgendaPerson {
	people := make([]AgendaPerson, len(delegates))
	for i, d := range delegates {
		people[i] = AgendaPerson{ID: d.ID, Name: d.Name, Title: d.Title}
	}
	return people
}

// waitingSeenBy returns the waiting lists by session: whole to organisers, to
// an organisation its own entries.
func (s *Service) waitingSeenBy(ctx context.Context, by Actor, eventID string) (map[string][]WaitingEntry, error) {
	if !by.Attends(eventID) {
		return nil, nil
	}
	all, err := s.store.FindWaitingAt(ctx, eventID)
	waiting := map[string][]WaitingEntry{}
	for _, w := range all {
		if by.Organises(eventID) || by.ActsFor(eventID, w.OrganisationID) {
			waiting[w.SessionID] = append(waiting[w.SessionID], w)
		}
	}
	return waiting, err
}

// CreatePitchSession adds a session and cuts it into pitch slots; for organisers.
func (s *Service) CreatePitchSession(ctx context.Context, by Actor, session PitchSession) (ProgrammeSession, error) {
	session.ID = NewID()
	session.Start, session.End = asKept(session.Start), asKept(session.End)
	var slots []PitchSlot
	err := s.store.Tx(ctx, func(st Store) error {
		e, err := organised(ctx, st, by, session.EventID, ActSetUp)
		if err != nil {
			return err
		}
		if slots, err = s.checkPitchSession(ctx, st, e, session); err != nil {
			return err
		}
		if err := st.CreatePitchSession(ctx, &session, slots); err != nil {
			return err
		}
		return s.record(ctx, st, by, e.ID, "pitch_session.create", Subject{Kind: "pitch_session", ID: session.ID}, nil, session)
	})
	return withSlots(session, slots), err
}

func withSlots(session PitchSession, slots []PitchSlot) ProgrammeSession {
	shown := ProgrammeSession{PitchSession: session}
	for _, slot := range slots {
		shown.Slots = append(shown.Slots, ProgrammeSlot{PitchSlot: slot})
	}
	return shown
}

// checkPitchSession lists everything that is wrong with the session, and cuts it.
func (s *Service) checkPitchSession(ctx context.Context, st Store, e Event, session PitchSession) ([]PitchSlot, error) {
	others, err := st.FindPitchSessions(ctx, e.ID)
	if err != nil {
		return nil, err
	}
	var f faults
	f.line("title", session.Title, true)
	f.line("topic", session.Topic, false)
	f.line("room", session.Room, false)
	if session.Mode != PitchOpen { // nobody could apply to a committee yet
		f.add("mode", string(session.Mode), "must be %s: applications to a committee can't be made yet", PitchOpen)
	}
	f.least("pitch_minutes", &session.PitchMin, 1)
	f.least("questions_minutes", &session.QAMin, 0)
	if !session.Start.Before(session.End) {
		f.add("end", session.End.Format(time.RFC3339), "must be after the start")
	}
	for _, other := range others {
		if other.ID != session.ID && other.Room != "" && other.Room == session.Room &&
			(Interval{other.Start, other.End}).overlaps(session.Start, session.End) {
			f.add("room", session.Room, "is taken by %s, %s", other.Title, e.span(other.Start, other.End))
		}
	}
	if len(f) > 0 {
		return nil, Invalid("the pitch session is not valid", f...)
	}
	slots := session.cut()
	if len(slots) == 0 || len(slots) > mostSlots {
		f.add("end", session.End.Format(time.RFC3339), "makes %d pitch slots of %d minutes; make 1 to %d",
			len(slots), session.PitchMin+session.QAMin, mostSlots)
	}
	return slots, Invalid("the pitch session is not valid", f...)
}

// cut makes the session's pitch slots; what is left at the end is not used.
func (p PitchSession) cut() []PitchSlot {
	length := time.Duration(p.PitchMin+p.QAMin) * time.Minute
	var slots []PitchSlot
	for from := p.Start; !from.Add(length).After(p.End) && len(slots) <= mostSlots; from = from.Add(length) {
		slots = append(slots, PitchSlot{
			ID: NewID(), EventID: p.EventID, SessionID: p.ID, Position: len(slots) + 1,
			Start: from, End: from.Add(length),
		})
	}
	return slots
}

// UpdatePitchSession changes a session; its slots are cut anew when times change, which a held slot
// refuses; for organisers.
func (s *Service) UpdatePitchSession(ctx context.Context, by Actor, session PitchSession) (ProgrammeSession, error) {
	var slots []PitchSlot
	err := s.store.Tx(ctx, func(st Store) error {
		before, e, err := pitchSessionToChange(ctx, st, by, session.ID)
		if err != nil {
			return err
		}
		session.EventID = before.EventID
		session.Start, session.End = asKept(session.Start), asKept(session.End)
		if slots, err = s.checkPitchSession(ctx, st, e, session); err != nil {
			return err
		}
		if err := st.UpdatePitchSession(ctx, &session); err != nil {
			return err
		}
		if slots, err = recut(ctx, st, before, session, slots); err != nil {
			return err
		}
		return s.record(ctx, st, by, e.ID, "pitch_session.update", Subject{Kind: "pitch_session", ID: session.ID}, before, session)
	})
	return withSlots(session, slots), err
}

// recut replaces the slots when times changed, and returns those that stand.
func recut(ctx context.Context, st Store, before, after PitchSession, cut []PitchSlot) ([]PitchSlot, error) {
	if !before.Start.Equal(after.Start) || !before.End.Equal(after.End) ||
		before.PitchMin != after.PitchMin || before.QAMin != after.QAMin {
		if err := st.ReplacePitchSlots(ctx, after.ID, cut); err != nil {
			return nil, err
		}
		return cut, moveListeners(ctx, st, after)
	}
	all, err := st.FindPitchSlots(ctx, after.EventID)
	return slices.DeleteFunc(all, func(slot PitchSlot) bool { return slot.SessionID != after.ID }), err
}

// moveListeners moves the commitments of those who attend the session to its new times.
func moveListeners(ctx context.Context, st Store, session PitchSession) error {
	all, err := st.FindCommitments(ctx, session.EventID)
	if err != nil {
		return err
	}
	listening := slices.DeleteFunc(all, func(c Commitment) bool { return c.SourceID != session.ID })
	if len(listening) == 0 {
		return nil
	}
	for i := range listening {
		listening[i].ID, listening[i].Start, listening[i].End = NewID(), session.Start, session.End
	}
	if err := st.DeleteCommitmentsOf(ctx, session.ID); err != nil {
		return err
	}
	return st.CreateCommitments(ctx, listening...)
}

func pitchSessionToChange(ctx context.Context, st Store, by Actor, id string) (PitchSession, Event, error) {
	if err := mustSignIn(by); err != nil {
		return PitchSession{}, Event{}, err
	}
	session, err := st.PitchSessionByID(ctx, id)
	if err != nil {
		return PitchSession{}, Event{}, err
	}
	e, err := organised(ctx, st, by, session.EventID, ActSetUp)
	return session, e, err
}

// DeletePitchSession removes a session without bookings; for organisers.
func (s *Service) DeletePitchSession(ctx context.Context, by Actor, id string) error {
	return s.store.Tx(ctx, func(st Store) error {
		session, _, err := pitchSessionToChange(ctx, st, by, id)
		if err != nil {
			return err
		}
		if err := st.DeletePitchSession(ctx, id); err != nil {
			return fmt.Errorf("delete pitch session %s: %w", session.Title, err)
		}
		if err := st.DeleteCommitmentsOf(ctx, id); err != nil {
			return err
		}
		return s.record(ctx, st, by, session.EventID, "pitch_session.delete", Subject{Kind: "pitch_session", ID: id}, session, nil)
	})
}
