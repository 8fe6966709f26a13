package partnering

import (
	"context"
)

// Agenda returns the agenda of a delegate, organisation, place or the event, as published; each to
// those who may see it. An empty subject means the caller's own.
func (s *Service) Agenda(ctx context.Context, by Actor, eventID string, scope FeedScope, subjectID string) (Agenda, error) {
	return Agenda{}, Errorf(CodeInternal, "Agenda is not built yet")
}

// Agendas returns the agendas of all delegates, organisations or places that have entries, by
// title; for organisers.
func (s *Service) Agendas(ctx context.Context, by Actor, eventID string, scope FeedScope) ([]Agenda, error) {
	return nil, Errorf(CodeInternal, "Agendas is not built yet")
}

// CreateFeed makes a calendar subscription, or returns the caller's own for the same agenda.
func (s *Service) CreateFeed(ctx context.Context, by Actor, eventID string, scope FeedScope, subjectID string) (Feed, error) {
	return Feed{}, Errorf(CodeInternal, "CreateFeed is not built yet")
}

// FindFeeds lists the caller's calendar subscriptions.
func (s *Service) FindFeeds(ctx context.Context, by Actor) ([]Feed, error) {
	return nil, Errorf(CodeInternal, "FindFeeds is not built yet")
}

// DeleteFeed revokes one of the caller's calendar subscriptions.
func (s *Service) DeleteFeed(ctx context.Context, by Actor, token string) error {
	return Errorf(CodeInternal, "DeleteFeed is not built yet")
}

// FeedAgenda returns the agenda behind a feed's token.
func (s *Service) FeedAgenda(ctx context.Context, token string) (Agenda, error) {
	return Agenda{}, Errorf(CodeInternal, "FeedAgenda is not built yet")
}
