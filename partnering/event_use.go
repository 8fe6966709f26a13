package partnering

import (
	"context"
)

// FindEvents lists the events that the caller has a role in; all for the process itself.
func (s *Service) FindEvents(ctx context.Context, by Actor) ([]Event, error) {
	return nil, Errorf(CodeInternal, "FindEvents is not built yet")
}

// EventByID returns an event to those with a role in it; the public sees one that is past setup.
func (s *Service) EventByID(ctx context.Context, by Actor, id string) (Event, error) {
	return Event{}, Errorf(CodeInternal, "EventByID is not built yet")
}

// CreateEvent makes an event whose organiser the caller becomes; for operators.
func (s *Service) CreateEvent(ctx context.Context, by Actor, e Event) (Event, error) {
	return Event{}, Errorf(CodeInternal, "CreateEvent is not built yet")
}

// UpdateEvent changes name, venue, zone, languages and settings; for organisers.
func (s *Service) UpdateEvent(ctx context.Context, by Actor, e Event) (Event, error) {
	return Event{}, Errorf(CodeInternal, "UpdateEvent is not built yet")
}

// MovePhase moves the event one phase forward or back; for organisers.
func (s *Service) MovePhase(ctx context.Context, by Actor, eventID string, to Phase) (Event, error) {
	return Event{}, Errorf(CodeInternal, "MovePhase is not built yet")
}

// Overview says where the event stands and what needs attention; for organisers.
func (s *Service) Overview(ctx context.Context, by Actor, eventID string) (Overview, error) {
	return Overview{}, Errorf(CodeInternal, "Overview is not built yet")
}

// DoNext says what the caller should do next at the event, most urgent first.
func (s *Service) DoNext(ctx context.Context, by Actor, eventID string) ([]NextStep, error) {
	return nil, Errorf(CodeInternal, "DoNext is not built yet")
}
