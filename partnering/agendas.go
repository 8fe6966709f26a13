package partnering

import (
	"cmp"
	"context"
	"slices"
)

// Agenda returns the agenda of a delegate, organisation, place or the event, as published; each to
// those who may see it: a delegate's and an organisation's to the organisation, all of them to the
// organisers. An empty subject means the caller's own. Before the first publication it holds
// pitches and commitments only.
func (s *Service) Agenda(ctx context.Context, by Actor, eventID string, scope FeedScope, subjectID string) (Agenda, error) {
	e, reach, err := s.agendaToRead(ctx, by, eventID, scope, subjectID)
	if err != nil {
		return Agenda{}, err
	}
	t, err := s.loadTimetable(ctx, e, reach)
	if err != nil {
		return Agenda{}, err
	}
	return *t.agendas()[reach.subjectID], nil
}

// Agendas returns the agendas of all delegates, organisations or places that have entries, by
// title; for organisers.
func (s *Service) Agendas(ctx context.Context, by Actor, eventID string, scope FeedScope) ([]Agenda, error) {
	if err := mustOrganise(by, eventID); err != nil {
		return nil, err
	}
	if err := checkScope(scope); err != nil {
		return nil, err
	}
	e, err := s.store.EventByID(ctx, eventID)
	if err != nil {
		return nil, err
	}
	t, err := s.loadTimetable(ctx, e, agendaReach{scope: scope})
	if err != nil {
		return nil, err
	}
	all := []Agenda{}
	for _, a := range t.agendas() {
		if len(a.Entries) > 0 {
			all = append(all, *a)
		}
	}
	slices.SortFunc(all, func(a, b Agenda) int {
		return cmp.Or(cmp.Compare(a.Title, b.Title), cmp.Compare(a.SubjectID, b.SubjectID))
	})
	return all, nil
}

func checkScope(scope FeedScope) error {
	known := []FeedScope{ScopeDelegate, ScopeOrganisation, ScopePlace, ScopeEvent}
	if slices.Contains(known, scope) {
		return nil
	}
	return Invalid("there is no such agenda", Fault{Field: "scope", Value: string(scope), Message: "must be delegate, organisation, place or event"})
}

// agendaToRead finds whose agenda is meant and whether the caller may read it.
func (s *Service) agendaToRead(ctx context.Context, by Actor, eventID string, scope FeedScope, subjectID string) (Event, agendaReach, error) {
	if err := mustAttend(by, eventID); err != nil {
		return Event{}, agendaReach{}, err
	}
	if err := checkScope(scope); err != nil {
		return Event{}, agendaReach{}, err
	}
	e, err := s.store.EventByID(ctx, eventID)
	if err != nil {
		return Event{}, agendaReach{}, err
	}
	if subjectID == "" {
		if subjectID, err = ownSubject(by, e.ID, scope); err != nil {
			return Event{}, agendaReach{}, err
		}
	}
	reach := agendaReach{scope: scope, subjectID: subjectID}
	switch scope {
	case ScopeDelegate:
		reach.organisationID, err = s.delegateToRead(ctx, by, e.ID, subjectID)
	case ScopeOrganisation:
		reach.organisationID = subjectID
		_, _, err = participant(ctx, s.store, by, e.ID, subjectID)
	case ScopePlace:
		err = s.placeToRead(ctx, by, e.ID, subjectID)
	default:
		reach.subjectID = ""
		err = mustOrganise(by, e.ID)
	}
	return e, reach, err
}

// ownSubject is the caller's own delegate or organisation.
func ownSubject(by Actor, eventID string, scope FeedScope) (string, error) {
	own := ""
	switch scope {
	case ScopeDelegate:
		own = by.DelegateAt(eventID)
	case ScopeOrganisation:
		own = by.OrganisationAt(eventID)
	case ScopeEvent:
		return "", nil
	}
	if own == "" {
		return "", Errorf(CodeNotFound, "you have no own agenda of this kind at the event: say of which %s", scope)
	}
	return own, nil
}

// delegateToRead returns the organisation of a delegate whose agenda the caller may read.
func (s *Service) delegateToRead(ctx context.Context, by Actor, eventID, id string) (string, error) {
	d, err := ownDelegate(ctx, s.store, by, id)
	if err == nil && d.EventID != eventID {
		return "", Errorf(CodeNotFound, "there is no delegate %s at this event", id)
	}
	return d.OrganisationID, err
}

func (s *Service) placeToRead(ctx context.Context, by Actor, eventID, id string) error {
	if err := mustOrganise(by, eventID); err != nil {
		return err
	}
	place, err := s.store.PlaceByID(ctx, id)
	if err == nil && place.EventID != eventID {
		return Errorf(CodeNotFound, "there is no place %s at this event", id)
	}
	return err
}
