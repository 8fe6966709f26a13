package partnering

import (
	"context"
	"fmt"
)

// FindOrganisations lists organisations: all to organisers, those shown to the event to the others.
func (s *Service) FindOrganisations(ctx context.Context, by Actor, f OrganisationFilter) (Slice[Organisation], error) {
	if err := s.mayBrowse(ctx, by, f.EventID); err != nil {
		return Slice[Organisation]{}, err
	}
	if !by.Organises(f.EventID) {
		shown := false
		f.Hidden = &shown
	}
	found, err := s.store.FindOrganisations(ctx, f)
	for i, o := range found.Items {
		found.Items[i] = o.seenBy(by)
	}
	return found, err
}

// mayBrowse lets those with a role in the event read its organisations, and
// the public where the event shows them.
func (s *Service) mayBrowse(ctx context.Context, by Actor, eventID string) error {
	if by.Attends(eventID) {
		return nil
	}
	e, err := visibleEvent(ctx, s.store, by, eventID)
	if err != nil || e.Settings.PublicOrganisations {
		return err
	}
	return mustAttend(by, eventID)
}

// seenBy returns the profile without what only its own people and organisers see.
func (o Organisation) seenBy(by Actor) Organisation {
	if by.Organises(o.EventID) || by.ActsFor(o.EventID, o.ID) {
		return o
	}
	o.ExternalID, o.Floor, o.MaxMeetings = "", nil, nil
	return o
}

// OrganisationByID returns an organisation that the caller may see.
func (s *Service) OrganisationByID(ctx context.Context, by Actor, id string) (Organisation, error) {
	o, err := s.store.OrganisationByID(ctx, id)
	if err != nil {
		return Organisation{}, err
	}
	if err := s.mayBrowse(ctx, by, o.EventID); err != nil {
		return Organisation{}, err
	}
	if o.hiddenFrom(by) {
		return Organisation{}, noOrganisation(id)
	}
	return o.seenBy(by), nil
}

func (o Organisation) hiddenFrom(by Actor) bool {
	return o.Hidden && !by.Organises(o.EventID) && !by.ActsFor(o.EventID, o.ID)
}

func noOrganisation(id string) error { return Errorf(CodeNotFound, "there is no organisation %s", id) }

// CreateOrganisation adds an organisation; for organisers.
func (s *Service) CreateOrganisation(ctx context.Context, by Actor, o Organisation) (Organisation, error) {
	o.ID, o.Version = NewID(), 1
	if o.ExternalID == "" {
		o.ExternalID = o.ID
	}
	o.clean()
	err := s.store.Tx(ctx, func(st Store) error {
		e, err := organised(ctx, st, by, o.EventID, ActSetUp)
		if err != nil {
			return err
		}
		if err := checkOrganisation(ctx, st, e, o); err != nil {
			return err
		}
		if err := st.CreateOrganisations(ctx, o); err != nil {
			return err
		}
		return s.record(ctx, st, by, e.ID, "organisation.create", Subject{Kind: "organisation", ID: o.ID}, nil, o)
	})
	return o, err
}

func checkOrganisation(ctx context.Context, st Store, e Event, o Organisation) error {
	var clusters []string
	if len(o.Clusters) > 0 {
		found, err := st.FindOrganisations(ctx, OrganisationFilter{EventID: e.ID, Kind: KindCluster})
		if err != nil {
			return err
		}
		for _, cluster := range found.Items {
			clusters = append(clusters, cluster.ID)
		}
	}
	return o.check(e, clusters)
}

// UpdateOrganisation changes a profile; for its admins, its delegates and organisers. Floor, limit,
// kind and visibility are the organisers'.
func (s *Service) UpdateOrganisation(ctx context.Context, by Actor, o Organisation) (Organisation, error) {
	o.clean()
	err := s.store.Tx(ctx, func(st Store) error {
		before, err := s.organisationToChange(ctx, st, by, o.ID)
		if err != nil {
			return err
		}
		if err := o.keep(before, by.Organises(before.EventID)); err != nil {
			return err
		}
		e, err := st.EventByID(ctx, o.EventID)
		if err != nil {
			return err
		}
		if err := e.allow(by, ActProfile); err != nil {
			return err
		}
		if err := checkOrganisation(ctx, st, e, o); err != nil {
			return err
		}
		if err := st.UpdateOrganisation(ctx, &o); err != nil {
			return err
		}
		return s.record(ctx, st, by, o.EventID, "organisation.update", Subject{Kind: "organisation", ID: o.ID}, before, o)
	})
	return o, err
}

func (s *Service) organisationToChange(ctx context.Context, st Store, by Actor, id string) (Organisation, error) {
	if err := mustSignIn(by); err != nil {
		return Organisation{}, err
	}
	o, err := st.OrganisationByID(ctx, id)
	if err != nil {
		return Organisation{}, err
	}
	if o.hiddenFrom(by) || !by.Attends(o.EventID) {
		return Organisation{}, noOrganisation(id)
	}
	return o, mustActFor(by, o.EventID, o.ID)
}

// keep takes over what a change leaves as it was. What only organisers set
// stays when the change names nothing, and is refused when it names another.
func (o *Organisation) keep(before Organisation, organiser bool) error {
	o.EventID, o.Implied = before.EventID, before.Implied
	if organiser {
		if o.ExternalID == "" {
			o.ExternalID = before.ExternalID
		}
		return nil
	}
	asked := *o
	o.ExternalID, o.Kind, o.Hidden = before.ExternalID, before.Kind, before.Hidden
	o.Floor, o.MaxMeetings = before.Floor, before.MaxMeetings
	if asked.Kind != "" && asked.Kind != o.Kind || asked.Hidden && !o.Hidden ||
		differs(asked.Floor, o.Floor) || differs(asked.MaxMeetings, o.MaxMeetings) {
		return Errorf(CodeForbidden, "kind, visibility, floor and limit of %s are set by the organisers", before.Name)
	}
	return nil
}

// differs says whether a number is given that is not the one in force.
func differs(asked, inForce *int) bool {
	return asked != nil && (inForce == nil || *asked != *inForce)
}

// DeleteOrganisation removes an organisation without requests and bookings; for organisers.
func (s *Service) DeleteOrganisation(ctx context.Context, by Actor, id string) error {
	return s.store.Tx(ctx, func(st Store) error {
		o, err := s.organisationToChange(ctx, st, by, id)
		if err != nil {
			return err
		}
		if _, err := organised(ctx, st, by, o.EventID, ActSetUp); err != nil {
			return err
		}
		if err := st.DeleteOrganisation(ctx, id); err != nil {
			return fmt.Errorf("delete %s: %w", o.Name, err)
		}
		return s.record(ctx, st, by, o.EventID, "organisation.delete", Subject{Kind: "organisation", ID: id}, o, nil)
	})
}
