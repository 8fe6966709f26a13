package partnering

import (
	"context"
	"strings"
	"time"
)

// BookPitch claims a pitch slot of a session of mode open for the booking's organisation, or
// answers CodeConflict naming the free slots in Free. Booking the same again returns the booking
// that stands. A booking without a title bears its organisation's name.
func (s *Service) BookPitch(ctx context.Context, by Actor, slotID string, b PitchBooking) (PitchBooking, error) {
	var made PitchBooking
	err := s.store.Tx(ctx, func(st Store) error {
		c, err := s.claim(ctx, st, by, slotID, b.OrganisationID)
		if err != nil {
			return err
		}
		if standing, ok := c.board.holder(slotID); ok && standing.OrganisationID == c.organisation.ID {
			made = standing
			return nil
		}
		made, err = s.book(ctx, st, by, c, b)
		return err
	})
	return made, err
}

// claim is an organisation that wants a pitch slot.
type claim struct {
	board        *pitchBoard
	session      PitchSession
	slot         PitchSlot
	organisation Organisation
}

// claim loads what a booking concerns and checks role and phase.
func (s *Service) claim(ctx context.Context, st Store, by Actor, slotID, organisationID string) (claim, error) {
	if err := mustSignIn(by); err != nil {
		return claim{}, err
	}
	slot, err := st.PitchSlotByID(ctx, slotID)
	if err != nil {
		return claim{}, err
	}
	session, err := st.PitchSessionByID(ctx, slot.SessionID)
	if err != nil {
		return claim{}, err
	}
	e, o, err := participant(ctx, st, by, slot.EventID, organisationID)
	if err != nil {
		return claim{}, err
	}
	if err := e.allow(by, ActBookPitch); err != nil {
		return claim{}, err
	}
	board, err := loadPitchBoard(ctx, st, e, s.clock.Now())
	return claim{board: board, session: session, slot: slot, organisation: o}, err
}

// participant loads the event and an organisation that the caller acts for;
// without an id, its own.
func participant(ctx context.Context, st Store, by Actor, eventID, organisationID string) (Event, Organisation, error) {
	if err := mustAttend(by, eventID); err != nil {
		return Event{}, Organisation{}, err
	}
	if organisationID == "" {
		organisationID = by.OrganisationAt(eventID)
	}
	if organisationID == "" {
		return Event{}, Organisation{}, Invalid("an organisation is needed",
			Fault{Field: "organisation", Message: "is missing: say for which one"})
	}
	o, err := st.OrganisationByID(ctx, organisationID)
	if err != nil {
		return Event{}, Organisation{}, err
	}
	if o.EventID != eventID || o.hiddenFrom(by) {
		return Event{}, Organisation{}, noOrganisation(organisationID)
	}
	if err := mustActFor(by, eventID, organisationID); err != nil {
		return Event{}, Organisation{}, err
	}
	e, err := st.EventByID(ctx, eventID)
	return e, o, err
}

// book makes the booking with its commitments, after every rule.
func (s *Service) book(ctx context.Context, st Store, by Actor, c claim, b PitchBooking) (PitchBooking, error) {
	if err := c.mayHold(); err != nil {
		return PitchBooking{}, err
	}
	b = PitchBooking{
		ID: NewID(), EventID: c.slot.EventID, SessionID: c.session.ID, SlotID: c.slot.ID,
		OrganisationID: c.organisation.ID, Title: strings.TrimSpace(b.Title), Abstract: b.Abstract,
		Presenters: distinct(b.Presenters), State: BookingBooked, CreatedAt: s.clock.Now(),
	}
	if b.Title == "" {
		b.Title = c.organisation.Name
	}
	presenters, err := s.checkPresenters(ctx, st, c, b)
	if err != nil {
		return PitchBooking{}, err
	}
	if err := st.CreateBooking(ctx, &b); err != nil {
		return PitchBooking{}, err
	}
	if err := s.present(ctx, st, c.board.event, b, c.slot, presenters); err != nil {
		return PitchBooking{}, err
	}
	if err := st.DeleteWaiting(ctx, b.SessionID, b.OrganisationID); ErrorCode(err) != "" && ErrorCode(err) != CodeNotFound {
		return PitchBooking{}, err
	}
	return b, s.record(ctx, st, by, b.EventID, "pitch.book", Subject{Kind: "booking", ID: b.ID}, nil, b)
}

// mayHold says whether the slot can be booked by the organisation.
func (c claim) mayHold() error {
	e := c.board.event
	when := e.at(c.slot.Start)
	if c.session.Mode != PitchOpen {
		return Errorf(CodeConflict, "a committee chooses the pitches of %s: apply instead of booking", c.session.Title)
	}
	if passed(c.slot.Start, c.board.now) {
		return c.board.refuse("the pitch slot " + when + " is over")
	}
	if _, taken := c.board.holder(c.slot.ID); taken {
		return c.board.refuse("the pitch slot " + when + " is taken")
	}
	held := c.board.heldBy(c.organisation.ID)
	if len(held) < max(1, e.Settings.PitchesPerStartup) {
		return nil
	}
	own, _ := c.board.slot(held[0].SlotID)
	return Errorf(CodeConflict, "%s already pitches %s: free that slot first", c.organisation.Name, e.at(own.Start))
}

// UpdateBooking changes title, abstract and presenters of the booking named by
// its id or, without one, by the slot that it holds.
func (s *Service) UpdateBooking(ctx context.Context, by Actor, b PitchBooking) (PitchBooking, error) {
	err := s.store.Tx(ctx, func(st Store) error {
		before, c, err := s.bookingToChange(ctx, st, by, b)
		if err != nil {
			return err
		}
		changed := before
		changed.Title, changed.Abstract, changed.Presenters = strings.TrimSpace(b.Title), b.Abstract, distinct(b.Presenters)
		changed.Version = b.Version
		b = changed
		presenters, err := s.checkPresenters(ctx, st, c, b)
		if err != nil {
			return err
		}
		if err := st.UpdateBooking(ctx, &b); err != nil {
			return err
		}
		if err := s.presentAnew(ctx, st, c, b, presenters); err != nil {
			return err
		}
		return s.record(ctx, st, by, b.EventID, "pitch.update", Subject{Kind: "booking", ID: b.ID}, before, b)
	})
	return b, err
}

func (s *Service) bookingToChange(ctx context.Context, st Store, by Actor, named PitchBooking) (PitchBooking, claim, error) {
	if err := mustSignIn(by); err != nil {
		return PitchBooking{}, claim{}, err
	}
	b, err := bookingNamed(ctx, st, named)
	if err != nil {
		return PitchBooking{}, claim{}, err
	}
	e, o, err := participant(ctx, st, by, b.EventID, b.OrganisationID)
	if err != nil {
		return PitchBooking{}, claim{}, err
	}
	if err := e.allow(by, ActEditPitch); err != nil {
		return PitchBooking{}, claim{}, err
	}
	if b.State == BookingCancelled {
		return PitchBooking{}, claim{}, Errorf(CodeConflict, "the booking %q is cancelled: book again", b.Title)
	}
	board, err := loadPitchBoard(ctx, st, e, s.clock.Now())
	c := claim{board: board, organisation: o}
	if err == nil {
		c.slot, _ = board.slot(b.SlotID)
	}
	return b, c, err
}

func bookingNamed(ctx context.Context, st Store, b PitchBooking) (PitchBooking, error) {
	if b.ID == "" {
		return st.BookingOfSlot(ctx, b.SlotID)
	}
	return st.BookingByID(ctx, b.ID)
}

// CancelBooking frees a pitch slot; the first of the waiting list moves up. Freeing a free slot
// changes nothing.
func (s *Service) CancelBooking(ctx context.Context, by Actor, slotID string) error {
	return s.store.Tx(ctx, func(st Store) error {
		if err := mustSignIn(by); err != nil {
			return err
		}
		slot, err := st.PitchSlotByID(ctx, slotID)
		if err != nil {
			return err
		}
		if err := mustAttend(by, slot.EventID); err != nil {
			return err
		}
		b, err := st.BookingOfSlot(ctx, slotID)
		if ErrorCode(err) == CodeNotFound {
			return nil
		}
		if err != nil {
			return err
		}
		e, _, err := participant(ctx, st, by, b.EventID, b.OrganisationID)
		if err != nil {
			return err
		}
		if err := s.mayFree(e, by, slot); err != nil {
			return err
		}
		if err := s.free(ctx, st, by, b); err != nil {
			return err
		}
		return s.moveUp(ctx, st, by, e, slot)
	})
}

func (s *Service) mayFree(e Event, by Actor, slot PitchSlot) error {
	if err := e.allow(by, ActWithdraw); err != nil {
		return err
	}
	if passed(slot.Start, s.clock.Now()) && !by.Organises(e.ID) {
		return Errorf(CodeConflict, "the pitch of %s has begun: ask an organiser", e.at(slot.Start))
	}
	return nil
}

// free cancels the booking and what hangs on it.
func (s *Service) free(ctx context.Context, st Store, by Actor, b PitchBooking) error {
	before := b
	b.State = BookingCancelled
	if err := st.UpdateBooking(ctx, &b); err != nil {
		return err
	}
	if err := st.DeleteCommitmentsOf(ctx, b.ID); err != nil {
		return err
	}
	subject := Subject{Kind: "booking", ID: b.ID}
	if _, err := st.CancelOutbox(ctx, b.EventID, subject, nil, nil); err != nil {
		return err
	}
	return s.record(ctx, st, by, b.EventID, "pitch.cancel", subject, before, b)
}

func idsOf(delegates []Delegate) []string {
	ids := make([]string, len(delegates))
	for i, d := range delegates {
		ids[i] = d.ID
	}
	return ids
}

func nameOf(delegates []Delegate, id string) string {
	for _, d := range delegates {
		if d.ID == id {
			return d.Name
		}
	}
	return id
}

// overlaps says whether the slot has an instant of the interval.
func (i Interval) overlaps(start, end time.Time) bool {
	return i.Start.Before(end) && start.Before(i.End)
}
