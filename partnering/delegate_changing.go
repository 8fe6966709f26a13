package partnering

import (
	"context"
	"fmt"
	"slices"
)

// UpdateDelegate changes a delegate; for itself, the admins of its organisation and organisers. The
// mail address, which signs in, is changed by admins and organisers alone.
func (s *Service) UpdateDelegate(ctx context.Context, by Actor, d Delegate) (Delegate, error) {
	err := s.store.Tx(ctx, func(st Store) error {
		before, err := visibleDelegate(ctx, st, by, d.ID)
		if err != nil {
			return err
		}
		d.EventID, d.OrganisationID = before.EventID, before.OrganisationID
		if d.ExternalID == "" {
			d.ExternalID = before.ExternalID
		}
		e, err := s.delegateToChange(ctx, st, by, before)
		if err != nil {
			return err
		}
		if err := checkDelegate(ctx, st, by, &d, before); err != nil {
			return err
		}
		if err := st.UpdateDelegate(ctx, &d); err != nil {
			return err
		}
		if err := s.changeAddress(ctx, st, by, e, before, d); err != nil {
			return err
		}
		return s.record(ctx, st, by, e.ID, "delegate.update", Subject{Kind: "delegate", ID: d.ID}, before, d)
	})
	return d, err
}

func (s *Service) delegateToChange(ctx context.Context, st Store, by Actor, d Delegate) (Event, error) {
	if !by.Is(d.EventID, d.ID) {
		return s.teamToChange(ctx, st, by, d.OrganisationID)
	}
	e, err := st.EventByID(ctx, d.EventID)
	if err != nil {
		return Event{}, err
	}
	return e, e.allow(by, ActProfile)
}

// changeAddress moves the delegate's role to the account of its new address.
func (s *Service) changeAddress(ctx context.Context, st Store, by Actor, e Event, before, after Delegate) error {
	if before.Email == after.Email {
		return nil
	}
	if !by.Organises(e.ID) && !by.Administers(e.ID, after.OrganisationID) {
		return Errorf(CodeForbidden, "only an admin of your organisation or an organiser changes your mail address")
	}
	if err := s.dismiss(ctx, st, before); err != nil {
		return err
	}
	return s.admit(ctx, st, by, e, after)
}

// dismiss takes the roles that hang on the delegate.
func (s *Service) dismiss(ctx context.Context, st Store, d Delegate) error {
	members, err := st.FindMembersOf(ctx, d.EventID, d.OrganisationID)
	if err != nil {
		return err
	}
	for _, m := range members {
		if m.DelegateID != d.ID {
			continue
		}
		if err := st.DeleteMembership(ctx, m); err != nil {
			return err
		}
	}
	return nil
}

// DeleteDelegate removes a delegate whom no request names and no meeting holds; for organisers and
// admins.
func (s *Service) DeleteDelegate(ctx context.Context, by Actor, id string) error {
	return s.store.Tx(ctx, func(st Store) error {
		d, err := visibleDelegate(ctx, st, by, id)
		if err != nil {
			return err
		}
		if _, err := s.teamToChange(ctx, st, by, d.OrganisationID); err != nil {
			return err
		}
		if err := presentsNowhere(ctx, st, d); err != nil {
			return err
		}
		if err := s.dismiss(ctx, st, d); err != nil {
			return err
		}
		if err := st.DeleteDelegate(ctx, id); err != nil {
			return fmt.Errorf("delete %s: %w", d.Name, err)
		}
		return s.record(ctx, st, by, d.EventID, "delegate.delete", Subject{Kind: "delegate", ID: id}, d, nil)
	})
}

// presentsNowhere refuses to lose a delegate whom a booking names as presenter.
func presentsNowhere(ctx context.Context, st Store, d Delegate) error {
	bookings, err := st.FindBookings(ctx, d.EventID)
	if err != nil {
		return err
	}
	for _, b := range bookings {
		if b.Holds() && slices.Contains(b.Presenters, d.ID) {
			return Errorf(CodeConflict, "%s presents the pitch %q: name other presenters first", d.Name, b.Title)
		}
	}
	return nil
}
