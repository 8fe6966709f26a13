package partnering

import (
	"context"
	"slices"
)

// FindDelegates lists delegates; without mail addresses to those who are neither organisers nor of
// their organisation.
func (s *Service) FindDelegates(ctx context.Context, by Actor, f DelegateFilter) (Slice[Delegate], error) {
	if err := mustAttend(by, f.EventID); err != nil {
		return Slice[Delegate]{}, err
	}
	own := by.Organises(f.EventID) || f.OrganisationID != "" && by.ActsFor(f.EventID, f.OrganisationID)
	if f.Email != "" && !own {
		return Slice[Delegate]{}, Errorf(CodeForbidden, "only organisers look people up by mail address")
	}
	f.Shown = !own
	found, err := s.store.FindDelegates(ctx, f)
	for i, d := range found.Items {
		found.Items[i] = d.seenBy(by)
	}
	return found, err
}

// seenBy returns the delegate without what only its own organisation and organisers see.
func (d Delegate) seenBy(by Actor) Delegate {
	if by.Organises(d.EventID) || by.ActsFor(d.EventID, d.OrganisationID) {
		return d
	}
	return Delegate{
		ID: d.ID, EventID: d.EventID, OrganisationID: d.OrganisationID, Name: d.Name, Title: d.Title,
		Topics: d.Topics, NoMeetings: d.NoMeetings, Virtual: d.Virtual, Version: d.Version,
	}
}

// DelegateByID returns a delegate that the caller may see.
func (s *Service) DelegateByID(ctx context.Context, by Actor, id string) (Delegate, error) {
	d, err := visibleDelegate(ctx, s.store, by, id)
	return d.seenBy(by), err
}

func visibleDelegate(ctx context.Context, st Store, by Actor, id string) (Delegate, error) {
	if err := mustSignIn(by); err != nil {
		return Delegate{}, err
	}
	d, err := st.DelegateByID(ctx, id)
	if err != nil {
		return Delegate{}, err
	}
	o, err := st.OrganisationByID(ctx, d.OrganisationID)
	if err != nil {
		return Delegate{}, err
	}
	if !by.Attends(d.EventID) || o.hiddenFrom(by) {
		return Delegate{}, Errorf(CodeNotFound, "there is no delegate %s", id)
	}
	return d, nil
}

// teamToChange checks that the caller may change the organisation's team.
func (s *Service) teamToChange(ctx context.Context, st Store, by Actor, organisationID string) (Event, error) {
	o, err := s.organisationToChange(ctx, st, by, organisationID)
	if err != nil {
		return Event{}, err
	}
	if !by.Organises(o.EventID) && !by.Administers(o.EventID, o.ID) {
		return Event{}, Errorf(CodeForbidden, "only an admin of %s or an organiser changes its team", o.Name)
	}
	e, err := st.EventByID(ctx, o.EventID)
	if err != nil {
		return Event{}, err
	}
	return e, e.allow(by, ActProfile)
}

// CreateDelegate adds a delegate with an account and a role; for organisers and admins of the
// organisation. The first of an organisation becomes its admin.
func (s *Service) CreateDelegate(ctx context.Context, by Actor, d Delegate) (Delegate, error) {
	err := s.store.Tx(ctx, func(st Store) error {
		e, err := s.teamToChange(ctx, st, by, d.OrganisationID)
		if err != nil {
			return err
		}
		d.ID, d.EventID, d.Version = NewID(), e.ID, 1
		if d.ExternalID == "" {
			d.ExternalID = d.ID
		}
		if err := checkDelegate(ctx, st, by, &d, Delegate{}); err != nil {
			return err
		}
		if err := st.CreateDelegates(ctx, d); err != nil {
			return err
		}
		if err := s.admit(ctx, st, by, e, d); err != nil {
			return err
		}
		if err := s.commitNewcomer(ctx, st, e, d); err != nil {
			return err
		}
		return s.record(ctx, st, by, e.ID, "delegate.create", Subject{Kind: "delegate", ID: d.ID}, nil, d)
	})
	return d, err
}

// checkDelegate lists every fault, refuses a change of what only organisers
// set, and a mail address that another delegate of the event has.
func checkDelegate(ctx context.Context, st Store, by Actor, d *Delegate, before Delegate) error {
	places, err := st.FindPlaces(ctx, d.EventID)
	if err != nil {
		return err
	}
	if !by.Organises(d.EventID) {
		if err := d.keepOrganisersFields(before); err != nil {
			return err
		}
	}
	if err := d.check(places); err != nil {
		return err
	}
	same, err := st.FindDelegates(ctx, DelegateFilter{EventID: d.EventID, Email: d.Email})
	if err != nil {
		return err
	}
	if slices.ContainsFunc(same.Items, func(other Delegate) bool { return other.ID != d.ID }) {
		return Errorf(CodeConflict, "%s is the address of another delegate of this event; give another one", d.Email)
	}
	return nil
}

// keepOrganisersFields takes over floor, fixed place and absences; naming other ones is refused.
func (d *Delegate) keepOrganisersFields(before Delegate) error {
	if differs(d.Floor, before.Floor) || d.PlaceID != "" && d.PlaceID != before.PlaceID ||
		len(d.Away) > 0 && !slices.Equal(d.Away, before.Away) {
		return Errorf(CodeForbidden, "floor, fixed place and absences of a delegate are set by the organisers")
	}
	d.Floor, d.PlaceID, d.Away = before.Floor, before.PlaceID, before.Away
	if before.ID != "" {
		d.ExternalID = before.ExternalID
	}
	return nil
}

// admit gives the delegate's account its role at the event.
func (s *Service) admit(ctx context.Context, st Store, by Actor, e Event, d Delegate) error {
	language := d.Language
	if language == "" && len(e.Languages) > 0 {
		language = e.Languages[0]
	}
	account, err := s.ensureAccount(ctx, st, by, Account{Email: d.Email, Name: d.Name, Language: language, Zone: d.Zone})
	if err != nil {
		return err
	}
	members, err := st.FindMembersOf(ctx, e.ID, d.OrganisationID)
	if err != nil {
		return err
	}
	role := RoleAdmin
	if slices.ContainsFunc(members, func(m Membership) bool { return m.Role == RoleAdmin }) {
		role = RoleDelegate
	}
	return st.CreateMemberships(ctx, Membership{
		AccountID: account.ID, EventID: e.ID, Role: role, OrganisationID: d.OrganisationID, DelegateID: d.ID,
	})
}
