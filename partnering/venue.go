package partnering

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// FindPlaces lists the places by position.
func (s *Service) FindPlaces(ctx context.Context, by Actor, eventID string) ([]Place, error) {
	if err := mustAttend(by, eventID); err != nil {
		return nil, err
	}
	return s.store.FindPlaces(ctx, eventID)
}

// CreatePlaces adds places; for organisers.
func (s *Service) CreatePlaces(ctx context.Context, by Actor, eventID string, places []Place) ([]Place, error) {
	made := slices.Clone(places)
	err := s.store.Tx(ctx, func(st Store) error {
		if _, err := organised(ctx, st, by, eventID, ActSetUp); err != nil {
			return err
		}
		venue, err := loadVenue(ctx, st, eventID)
		if err != nil {
			return err
		}
		for i := range made {
			venue.prepare(&made[i], eventID)
		}
		if err := venue.check("places[%d].", made); err != nil {
			return err
		}
		if err := st.CreatePlaces(ctx, made...); err != nil {
			return err
		}
		return s.record(ctx, st, by, eventID, "places.create", Subject{Kind: "event", ID: eventID}, nil, made)
	})
	return made, err
}

// venue is what a place is checked against.
type venue struct {
	places        []Place
	slots         []string
	organisations map[string]bool
	last          int // highest position
}

func loadVenue(ctx context.Context, st Store, eventID string) (*venue, error) {
	places, err := st.FindPlaces(ctx, eventID)
	if err != nil {
		return nil, err
	}
	slots, err := st.FindSlots(ctx, eventID)
	if err != nil {
		return nil, err
	}
	organisations, err := st.FindOrganisations(ctx, OrganisationFilter{EventID: eventID})
	if err != nil {
		return nil, err
	}
	v := &venue{places: places, organisations: map[string]bool{}}
	for _, slot := range slots {
		v.slots = append(v.slots, slot.ID)
	}
	for _, o := range organisations.Items {
		v.organisations[o.ID] = true
	}
	for _, p := range places {
		v.last = max(v.last, p.Position)
	}
	return v, nil
}

// prepare fills in what a new place may leave out.
func (v *venue) prepare(p *Place, eventID string) {
	p.ID, p.EventID, p.Version = NewID(), eventID, 1
	p.Name = strings.TrimSpace(p.Name)
	if p.ExternalID == "" {
		p.ExternalID = p.ID
	}
	if p.Kind == "" {
		p.Kind = PlaceTable
	}
	if p.Capacity == 0 {
		p.Capacity = 1
	}
	if p.Position == 0 {
		v.last++
		p.Position = v.last
	}
}

// check lists everything that is wrong with the places; field is the format of
// a place's path, with its index.
func (v *venue) check(field string, places []Place) error {
	var f faults
	taken := map[string]string{}
	for _, p := range v.places {
		taken[strings.ToLower(p.Name)] = p.ID
	}
	for i, p := range places {
		at := field
		if strings.Contains(field, "%") {
			at = fmt.Sprintf(field, i)
		}
		v.checkPlace(&f, at, p)
		if id, known := taken[strings.ToLower(p.Name)]; known && id != p.ID {
			f.add(at+"name", p.Name, "is the name of another place; choose another one")
		}
		taken[strings.ToLower(p.Name)] = p.ID
	}
	return Invalid("the places are not valid", f...)
}

func (v *venue) checkPlace(f *faults, at string, p Place) {
	kinds := []PlaceKind{PlaceTable, PlaceBooth, PlaceRoom, PlaceVideo}
	f.line(at+"name", p.Name, true)
	f.line(at+"zone", p.Zone, false)
	f.webAddress(at+"link", p.Link)
	f.least(at+"capacity", &p.Capacity, 1)
	if !slices.Contains(kinds, p.Kind) {
		f.add(at+"kind", string(p.Kind), "is no kind of place; kinds: %v", kinds)
	}
	switch {
	case p.Kind == PlaceBooth && p.OrganisationID == "":
		f.add(at+"organisation", "", "is missing: a booth belongs to one")
	case p.Kind != PlaceBooth && p.OrganisationID != "":
		f.add(at+"organisation", p.OrganisationID, "must be empty: only a booth belongs to one")
	case p.OrganisationID != "" && !v.organisations[p.OrganisationID]:
		f.add(at+"organisation", p.OrganisationID, "is no organisation of this event")
	}
	for i, id := range p.Closed {
		if !slices.Contains(v.slots, id) {
			f.add(fmt.Sprintf("%sclosed[%d]", at, i), id, "is no slot of this event")
		}
	}
}

// UpdatePlace changes a place, its closed slots included; for organisers. What published meetings
// need stays open.
func (s *Service) UpdatePlace(ctx context.Context, by Actor, p Place) (Place, error) {
	err := s.store.Tx(ctx, func(st Store) error {
		before, err := placeToChange(ctx, st, by, p.ID)
		if err != nil {
			return err
		}
		p.EventID = before.EventID
		if p.ExternalID == "" {
			p.ExternalID = before.ExternalID
		}
		venue, err := loadVenue(ctx, st, p.EventID)
		if err != nil {
			return err
		}
		if err := venue.check("", []Place{p}); err != nil {
			return err
		}
		if err := stillHosts(ctx, st, p); err != nil {
			return err
		}
		if err := st.UpdatePlace(ctx, &p); err != nil {
			return err
		}
		return s.record(ctx, st, by, p.EventID, "place.update", Subject{Kind: "place", ID: p.ID}, before, p)
	})
	return p, err
}

func placeToChange(ctx context.Context, st Store, by Actor, id string) (Place, error) {
	if err := mustSignIn(by); err != nil {
		return Place{}, err
	}
	p, err := st.PlaceByID(ctx, id)
	if err != nil {
		return Place{}, err
	}
	_, err = organised(ctx, st, by, p.EventID, ActSetUp)
	return p, err
}

// stillHosts refuses a place that could no longer host its published meetings.
func stillHosts(ctx context.Context, st Store, p Place) error {
	meetings, err := st.FindMeetings(ctx, MeetingFilter{EventID: p.EventID, PlaceID: p.ID})
	if err != nil {
		return err
	}
	hosted := map[string]int{}
	stuck := 0
	for _, m := range meetings {
		hosted[m.SlotID]++
		if slices.Contains(p.Closed, m.SlotID) || hosted[m.SlotID] > p.Capacity {
			stuck++
		}
	}
	if stuck == 0 {
		return nil
	}
	return Errorf(CodeConflict, "%s hosts %d published meetings that would have no place: move them first", p.Name, stuck)
}

// DeletePlace removes a place that no meeting uses; for organisers.
func (s *Service) DeletePlace(ctx context.Context, by Actor, id string) error {
	return s.store.Tx(ctx, func(st Store) error {
		p, err := placeToChange(ctx, st, by, id)
		if err != nil {
			return err
		}
		meetings, err := st.FindMeetings(ctx, MeetingFilter{EventID: p.EventID, PlaceID: id})
		if err != nil {
			return err
		}
		if len(meetings) > 0 {
			return Errorf(CodeConflict, "%s hosts %d published meetings: move them first", p.Name, len(meetings))
		}
		if err := st.DeletePlace(ctx, id); err != nil {
			return fmt.Errorf("delete %s: %w", p.Name, err)
		}
		return s.record(ctx, st, by, p.EventID, "place.delete", Subject{Kind: "place", ID: id}, p, nil)
	})
}
