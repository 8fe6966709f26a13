package partnering

import (
	"context"
)

// FindPlaces lists the places by position.
func (s *Service) FindPlaces(ctx context.Context, by Actor, eventID string) ([]Place, error) {
	return nil, Errorf(CodeInternal, "FindPlaces is not built yet")
}

// CreatePlaces adds places; for organisers.
func (s *Service) CreatePlaces(ctx context.Context, by Actor, eventID string, places []Place) ([]Place, error) {
	return nil, Errorf(CodeInternal, "CreatePlaces is not built yet")
}

// UpdatePlace changes a place, its closed slots included; for organisers.
func (s *Service) UpdatePlace(ctx context.Context, by Actor, p Place) (Place, error) {
	return Place{}, Errorf(CodeInternal, "UpdatePlace is not built yet")
}

// DeletePlace removes a place that no meeting uses; for organisers.
func (s *Service) DeletePlace(ctx context.Context, by Actor, id string) error {
	return Errorf(CodeInternal, "DeletePlace is not built yet")
}
