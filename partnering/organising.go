package partnering

import (
	"context"
	"fmt"
	"slices"
)

// FindEvents lists the events that the caller has a role in; all for the process itself.
func (s *Service) FindEvents(ctx context.Context, by Actor) ([]Event, error) {
	if err := mustSignIn(by); err != nil {
		return nil, err
	}
	all, err := s.store.FindEvents(ctx)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(e Event) bool { return !by.Attends(e.ID) }), nil
}

// EventByID returns an event to those with a role in it; the public sees one that is past setup.
func (s *Service) EventByID(ctx context.Context, by Actor, id string) (Event, error) {
	return visibleEvent(ctx, s.store, by, id)
}

func visibleEvent(ctx context.Context, st Store, by Actor, id string) (Event, error) {
	e, err := st.EventByID(ctx, id)
	if err != nil {
		return Event{}, err
	}
	if e.Phase == PhaseSetup && !by.Attends(id) {
		return Event{}, Errorf(CodeNotFound, "there is no event %s, or you have no role in it", id)
	}
	return e, nil
}

// organised loads the event for a change by one of its organisers.
func organised(ctx context.Context, st Store, by Actor, eventID string, act Act) (Event, error) {
	if err := mustOrganise(by, eventID); err != nil {
		return Event{}, err
	}
	e, err := st.EventByID(ctx, eventID)
	if err != nil {
		return Event{}, err
	}
	return e, e.allow(by, act)
}

// CreateEvent makes an event whose organiser the caller becomes; for operators.
func (s *Service) CreateEvent(ctx context.Context, by Actor, e Event) (Event, error) {
	if err := mustSignIn(by); err != nil {
		return Event{}, err
	}
	if !by.System && !by.Account.Operator {
		return Event{}, Errorf(CodeForbidden, "only operators create events; ask the one who runs this server")
	}
	e.ID, e.Phase, e.CreatedAt = NewID(), PhaseSetup, s.clock.Now()
	if len(e.Languages) == 0 {
		e.Languages = []string{"en"}
	}
	if err := e.check(); err != nil {
		return Event{}, err
	}
	err := s.store.Tx(ctx, func(st Store) error {
		if err := st.CreateEvent(ctx, &e); err != nil {
			return err
		}
		if err := s.record(ctx, st, by, e.ID, "event.create", Subject{Kind: "event", ID: e.ID}, nil, e); err != nil {
			return err
		}
		if by.System {
			return nil
		}
		return s.join(ctx, st, by, Membership{AccountID: by.Account.ID, EventID: e.ID, Role: RoleOrganiser})
	})
	return e, err
}

// UpdateEvent changes name, venue, zone, languages and settings; for organisers.
func (s *Service) UpdateEvent(ctx context.Context, by Actor, e Event) (Event, error) {
	err := s.store.Tx(ctx, func(st Store) error {
		before, err := organised(ctx, st, by, e.ID, ActSetUp)
		if err != nil {
			return err
		}
		e.Phase, e.Form, e.CreatedAt = before.Phase, before.Form, before.CreatedAt
		if err := e.check(); err != nil {
			return err
		}
		if err := mayMoveZone(ctx, st, before, e); err != nil {
			return err
		}
		if err := st.UpdateEvent(ctx, &e); err != nil {
			return err
		}
		return s.record(ctx, st, by, e.ID, "event.update", Subject{Kind: "event", ID: e.ID}, before, e)
	})
	return e, err
}

// mayMoveZone refuses another zone once the grid stands: its slots are
// instants, and would move against the clock on the wall.
func mayMoveZone(ctx context.Context, st Store, before, after Event) error {
	if before.Zone == after.Zone {
		return nil
	}
	slots, err := st.FindSlots(ctx, after.ID)
	if err != nil || len(slots) == 0 {
		return err
	}
	return Errorf(CodeConflict, "the grid's %d slots are built in %s: delete its sessions before changing the zone to %s",
		len(slots), before.Zone, after.Zone)
}

// MovePhase moves the event one phase forward or back; for organisers. Moving to the phase that it
// is in changes nothing.
func (s *Service) MovePhase(ctx context.Context, by Actor, eventID string, to Phase) (Event, error) {
	var e Event
	err := s.store.Tx(ctx, func(st Store) error {
		err := mustOrganise(by, eventID)
		if err != nil {
			return err
		}
		if e, err = st.EventByID(ctx, eventID); err != nil || e.Phase == to {
			return err
		}
		if err := e.mayMoveTo(to); err != nil {
			return err
		}
		from := e.Phase
		e.Phase = to
		if err := st.UpdateEvent(ctx, &e); err != nil {
			return err
		}
		return s.record(ctx, st, by, e.ID, "event.phase", Subject{Kind: "event", ID: e.ID}, from, to)
	})
	return e, err
}

func (e Event) mayMoveTo(to Phase) error {
	here, there := slices.Index(Phases(), e.Phase), slices.Index(Phases(), to)
	if there < 0 {
		return Invalid("the phase cannot be moved", Fault{Field: "phase", Value: string(to),
			Message: fmt.Sprintf("is no phase; phases: %v", Phases())})
	}
	if there == here+1 || there == here-1 {
		return nil
	}
	return Errorf(CodeConflict, "the event is in phase %s and moves one phase at a time: %s is too far", e.Phase, to)
}
