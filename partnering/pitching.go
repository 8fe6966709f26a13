package partnering

import (
	"context"
)

// PitchProgramme returns the sessions with their slots and bookings; past setup it is public.
func (s *Service) PitchProgramme(ctx context.Context, by Actor, eventID string) (Programme, error) {
	return Programme{}, Errorf(CodeInternal, "PitchProgramme is not built yet")
}

// CreatePitchSession adds a session and cuts it into pitch slots; for organisers.
func (s *Service) CreatePitchSession(ctx context.Context, by Actor, session PitchSession) (ProgrammeSession, error) {
	return ProgrammeSession{}, Errorf(CodeInternal, "CreatePitchSession is not built yet")
}

// UpdatePitchSession changes a session; its slots are cut anew when times change, which a held slot
// refuses; for organisers.
func (s *Service) UpdatePitchSession(ctx context.Context, by Actor, session PitchSession) (ProgrammeSession, error) {
	return ProgrammeSession{}, Errorf(CodeInternal, "UpdatePitchSession is not built yet")
}

// DeletePitchSession removes a session without bookings; for organisers.
func (s *Service) DeletePitchSession(ctx context.Context, by Actor, id string) error {
	return Errorf(CodeInternal, "DeletePitchSession is not built yet")
}

// BookPitch claims a pitch slot of a session of mode open for the booking's organisation, or
// answers CodeConflict naming the free slots in Free. Booking the same again returns the booking
// that stands.
func (s *Service) BookPitch(ctx context.Context, by Actor, slotID string, b PitchBooking) (PitchBooking, error) {
	return PitchBooking{}, Errorf(CodeInternal, "BookPitch is not built yet")
}

// UpdateBooking changes title, abstract and presenters.
func (s *Service) UpdateBooking(ctx context.Context, by Actor, b PitchBooking) (PitchBooking, error) {
	return PitchBooking{}, Errorf(CodeInternal, "UpdateBooking is not built yet")
}

// CancelBooking frees a pitch slot; the first of the waiting list moves up. Freeing a free slot
// changes nothing.
func (s *Service) CancelBooking(ctx context.Context, by Actor, slotID string) error {
	return Errorf(CodeInternal, "CancelBooking is not built yet")
}

// JoinWaitingList puts the organisation at the end of a session's waiting list.
func (s *Service) JoinWaitingList(ctx context.Context, by Actor, sessionID, organisationID string) (WaitingEntry, error) {
	return WaitingEntry{}, Errorf(CodeInternal, "JoinWaitingList is not built yet")
}

// LeaveWaitingList takes the organisation off a session's waiting list.
func (s *Service) LeaveWaitingList(ctx context.Context, by Actor, sessionID, organisationID string) error {
	return Errorf(CodeInternal, "LeaveWaitingList is not built yet")
}
