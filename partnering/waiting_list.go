package partnering

import (
	"context"
	"slices"
)

// JoinWaitingList puts the organisation at the end of a session's waiting list.
func (s *Service) JoinWaitingList(ctx context.Context, by Actor, sessionID, organisationID string) (WaitingEntry, error) {
	var entry WaitingEntry
	err := s.store.Tx(ctx, func(st Store) error {
		session, e, o, err := s.sessionFor(ctx, st, by, sessionID, organisationID)
		if err != nil {
			return err
		}
		if err := e.allow(by, ActBookPitch); err != nil {
			return err
		}
		line, err := st.FindWaiting(ctx, sessionID)
		if err != nil {
			return err
		}
		if at := slices.IndexFunc(line, func(w WaitingEntry) bool { return w.OrganisationID == o.ID }); at >= 0 {
			entry = line[at]
			return nil
		}
		if err := s.mayWait(ctx, st, e, session, o); err != nil {
			return err
		}
		entry = WaitingEntry{ID: NewID(), EventID: e.ID, SessionID: session.ID, OrganisationID: o.ID, JoinedAt: s.clock.Now()}
		if err := st.CreateWaiting(ctx, entry); err != nil {
			return err
		}
		return s.record(ctx, st, by, e.ID, "waiting_list.join", Subject{Kind: "pitch_session", ID: session.ID}, nil, entry)
	})
	return entry, err
}

func (s *Service) sessionFor(ctx context.Context, st Store, by Actor, sessionID, organisationID string) (PitchSession, Event, Organisation, error) {
	if err := mustSignIn(by); err != nil {
		return PitchSession{}, Event{}, Organisation{}, err
	}
	session, err := st.PitchSessionByID(ctx, sessionID)
	if err != nil {
		return PitchSession{}, Event{}, Organisation{}, err
	}
	e, o, err := participant(ctx, st, by, session.EventID, organisationID)
	return session, e, o, err
}

// mayWait lets wait who could not book: the session is full, and the organisation has no pitch.
func (s *Service) mayWait(ctx context.Context, st Store, e Event, session PitchSession, o Organisation) error {
	if session.Mode != PitchOpen {
		return Errorf(CodeConflict, "a committee chooses the pitches of %s: there is no waiting list", session.Title)
	}
	board, err := loadPitchBoard(ctx, st, e, s.clock.Now())
	if err != nil {
		return err
	}
	if len(board.heldBy(o.ID)) >= max(1, e.Settings.PitchesPerStartup) {
		return Errorf(CodeConflict, "%s already has its pitch", o.Name)
	}
	if len(board.free(session.ID)) > 0 {
		return board.refuse(session.Title + " has free slots: book one instead of waiting")
	}
	return nil
}

// LeaveWaitingList takes the organisation off a session's waiting list. Leaving it twice changes
// nothing.
func (s *Service) LeaveWaitingList(ctx context.Context, by Actor, sessionID, organisationID string) error {
	return s.store.Tx(ctx, func(st Store) error {
		session, e, o, err := s.sessionFor(ctx, st, by, sessionID, organisationID)
		if err != nil {
			return err
		}
		line, err := st.FindWaiting(ctx, session.ID)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(line, func(w WaitingEntry) bool { return w.OrganisationID == o.ID })
		if at < 0 {
			return nil
		}
		if err := st.DeleteWaiting(ctx, session.ID, o.ID); err != nil {
			return err
		}
		return s.record(ctx, st, by, e.ID, "waiting_list.leave", Subject{Kind: "pitch_session", ID: session.ID}, line[at], nil)
	})
}

// moveUp gives a freed slot to the first in the session's line who may hold it, and tells.
func (s *Service) moveUp(ctx context.Context, st Store, by Actor, e Event, slot PitchSlot) error {
	line, err := st.FindWaiting(ctx, slot.SessionID)
	if err != nil || len(line) == 0 {
		return err
	}
	session, err := st.PitchSessionByID(ctx, slot.SessionID)
	if err != nil {
		return err
	}
	board, err := loadPitchBoard(ctx, st, e, s.clock.Now())
	if err != nil {
		return err
	}
	for _, entry := range line {
		o, err := st.OrganisationByID(ctx, entry.OrganisationID)
		if err != nil {
			return err
		}
		b, err := s.book(ctx, st, by, claim{board: board, session: session, slot: slot, organisation: o}, PitchBooking{})
		if ErrorCode(err) == CodeConflict {
			continue // this one cannot come then; the next may
		}
		if err != nil {
			return err
		}
		return s.tellOrganisation(ctx, st, NoticeMoveUp, b)
	}
	return nil
}

func (s *Service) tellOrganisation(ctx context.Context, st Store, rule RuleKind, b PitchBooking) error {
	to, err := s.contactsOf(ctx, st, b.EventID, b.OrganisationID, b.Presenters)
	if err != nil {
		return err
	}
	return s.tell(ctx, st, rule, b.EventID, Subject{Kind: "booking", ID: b.ID}, nil, to)
}
