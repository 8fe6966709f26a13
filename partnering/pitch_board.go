package partnering

import (
	"context"
	"slices"
	"time"
)

// pitchBoard is all pitch sessions of an event with their slots and bookings.
type pitchBoard struct {
	event    Event
	now      time.Time
	sessions []PitchSession // by start
	slots    []PitchSlot    // by start
	bookings []PitchBooking
}

func loadPitchBoard(ctx context.Context, st Store, e Event, now time.Time) (*pitchBoard, error) {
	sessions, err := st.FindPitchSessions(ctx, e.ID)
	if err != nil {
		return nil, err
	}
	slots, err := st.FindPitchSlots(ctx, e.ID)
	if err != nil {
		return nil, err
	}
	bookings, err := st.FindBookings(ctx, e.ID)
	return &pitchBoard{event: e, now: now, sessions: sessions, slots: slots, bookings: bookings}, err
}

// free returns the slots that can be booked, by start: of sessions of mode
// open, or of the one session when it is named.
func (b *pitchBoard) free(sessionID string) []PitchSlot {
	open := map[string]bool{}
	for _, session := range b.sessions {
		open[session.ID] = session.Mode == PitchOpen && (sessionID == "" || session.ID == sessionID)
	}
	held := b.held()
	return slices.DeleteFunc(slices.Clone(b.slots), func(slot PitchSlot) bool {
		return !open[slot.SessionID] || held[slot.ID] || passed(slot.Start, b.now)
	})
}

func (b *pitchBoard) held() map[string]bool {
	held := map[string]bool{}
	for _, booking := range b.bookings {
		if booking.Holds() {
			held[booking.SlotID] = true
		}
	}
	return held
}

// holder returns the booking that holds the slot.
func (b *pitchBoard) holder(slotID string) (PitchBooking, bool) {
	for _, booking := range b.bookings {
		if booking.Holds() && booking.SlotID == slotID {
			return booking, true
		}
	}
	return PitchBooking{}, false
}

// heldBy returns the bookings with which the organisation holds slots.
func (b *pitchBoard) heldBy(organisationID string) []PitchBooking {
	return slices.DeleteFunc(slices.Clone(b.bookings), func(booking PitchBooking) bool {
		return !booking.Holds() || booking.OrganisationID != organisationID
	})
}

// slot returns a pitch slot of the event.
func (b *pitchBoard) slot(id string) (PitchSlot, bool) {
	for _, slot := range b.slots {
		if slot.ID == id {
			return slot, true
		}
	}
	return PitchSlot{}, false
}

// refuse makes a conflict that says why and names the free slots.
func (b *pitchBoard) refuse(why string) error {
	free := b.free("")
	if len(free) == 0 {
		return Errorf(CodeConflict, "%s; no pitch slot is free: join a waiting list", why)
	}
	names, ids := make([]string, len(free)), make([]string, len(free))
	for i, slot := range free {
		names[i], ids[i] = b.event.at(slot.Start), slot.ID
	}
	err := Errorf(CodeConflict, "%s; free: %s", why, listed(names, 8))
	err.Free = ids
	return err
}
