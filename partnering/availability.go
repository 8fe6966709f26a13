package partnering

import (
	"context"
)

// AvailabilityOf returns what the delegate said, with the commitments that block it; for its
// organisation and organisers.
func (s *Service) AvailabilityOf(ctx context.Context, by Actor, delegateID string) (DelegateCalendar, error) {
	return DelegateCalendar{}, Errorf(CodeInternal, "AvailabilityOf is not built yet")
}

// PutAvailability keeps the whole availability of a delegate; for its organisation and organisers.
func (s *Service) PutAvailability(ctx context.Context, by Actor, a Availability) (Availability, error) {
	return Availability{}, Errorf(CodeInternal, "PutAvailability is not built yet")
}

// AvailabilityEffect says what the availability would cost before it is kept.
func (s *Service) AvailabilityEffect(ctx context.Context, by Actor, a Availability) (AvailabilityEffect, error) {
	return AvailabilityEffect{}, Errorf(CodeInternal, "AvailabilityEffect is not built yet")
}

// AddCommitment blocks a delegate; for its organisation and organisers.
func (s *Service) AddCommitment(ctx context.Context, by Actor, c Commitment) (Commitment, error) {
	return Commitment{}, Errorf(CodeInternal, "AddCommitment is not built yet")
}

// RemoveCommitment frees a delegate of a commitment that no booking made.
func (s *Service) RemoveCommitment(ctx context.Context, by Actor, eventID, id string) error {
	return Errorf(CodeInternal, "RemoveCommitment is not built yet")
}
