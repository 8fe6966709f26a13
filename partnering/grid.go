package partnering

import (
	"context"
)

// FindSlots lists the slots of the meeting grid by start.
func (s *Service) FindSlots(ctx context.Context, by Actor, eventID string) ([]Slot, error) {
	return nil, Errorf(CodeInternal, "FindSlots is not built yet")
}

// FindGridSessions lists the sessions of the meeting grid by start.
func (s *Service) FindGridSessions(ctx context.Context, by Actor, eventID string) ([]GridSession, error) {
	return nil, Errorf(CodeInternal, "FindGridSessions is not built yet")
}

// AddSession builds a session of the grid from local times; for organisers. A daylight-saving
// change inside it neither loses nor doubles a slot.
func (s *Service) AddSession(ctx context.Context, by Actor, eventID string, plan SessionPlan) (GridSession, error) {
	return GridSession{}, Errorf(CodeInternal, "AddSession is not built yet")
}

// DeleteSession removes a session of the grid that no meeting, pin or draft uses; for organisers.
func (s *Service) DeleteSession(ctx context.Context, by Actor, eventID, day, session string) error {
	return Errorf(CodeInternal, "DeleteSession is not built yet")
}

// DeleteSlot removes one slot that no meeting, pin or draft uses; for organisers.
func (s *Service) DeleteSlot(ctx context.Context, by Actor, eventID, slotID string) error {
	return Errorf(CodeInternal, "DeleteSlot is not built yet")
}
