package partnering

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// mostSlots is the most slots that one session may have.
const mostSlots = 200

// FindSlots lists the slots of the meeting grid by start.
func (s *Service) FindSlots(ctx context.Context, by Actor, eventID string) ([]Slot, error) {
	if err := mustAttend(by, eventID); err != nil {
		return nil, err
	}
	return s.store.FindSlots(ctx, eventID)
}

// FindGridSessions lists the sessions of the meeting grid by start.
func (s *Service) FindGridSessions(ctx context.Context, by Actor, eventID string) ([]GridSession, error) {
	slots, err := s.FindSlots(ctx, by, eventID)
	return gridSessions(slots), err
}

// gridSessions groups slots, given by start, into their sessions.
func gridSessions(slots []Slot) []GridSession {
	type key struct{ day, session string }
	index := map[key]int{}
	var sessions []GridSession
	for _, slot := range slots {
		k := key{slot.Day, slot.Session}
		i, known := index[k]
		if !known {
			i = len(sessions)
			index[k] = i
			sessions = append(sessions, GridSession{Day: slot.Day, Session: slot.Session, Start: slot.Start})
		}
		sessions[i].Slots = append(sessions[i].Slots, slot)
		sessions[i].End = slot.End
	}
	return sessions
}

// AddSession builds a session of the grid from local times; for organisers. A daylight-saving
// change inside it neither loses nor doubles a slot. What is left at the end and is shorter than
// a slot is not used.
func (s *Service) AddSession(ctx context.Context, by Actor, eventID string, plan SessionPlan) (GridSession, error) {
	var session GridSession
	err := s.store.Tx(ctx, func(st Store) error {
		e, err := organised(ctx, st, by, eventID, ActSetUp)
		if err != nil {
			return err
		}
		standing, err := st.FindSlots(ctx, eventID)
		if err != nil {
			return err
		}
		slots, err := plan.build(e, standing)
		if err != nil {
			return err
		}
		if err := st.CreateSlots(ctx, slots...); err != nil {
			return err
		}
		session = gridSessions(slots)[0]
		return s.record(ctx, st, by, eventID, "session.create", Subject{Kind: "event", ID: eventID}, nil, plan)
	})
	return session, err
}

// build cuts the session into slots, or lists everything that is wrong with the plan.
func (p SessionPlan) build(e Event, standing []Slot) ([]Slot, error) {
	var f faults
	f.line("name", p.Name, true)
	if p.Minutes < 5 || p.Minutes > 480 {
		f.add("minutes", fmt.Sprint(p.Minutes), "must be from 5 to 480")
	}
	start, end := f.bounds(p, e.Location())
	if len(f) > 0 {
		return nil, Invalid("the session cannot be added", f...)
	}
	slots := p.cut(e, start, end)
	if len(slots) == 0 || len(slots) > mostSlots {
		f.add("minutes", fmt.Sprint(p.Minutes), "makes %d slots from %s to %s; make 1 to %d", len(slots), p.From, p.Until, mostSlots)
	}
	f.collisions(p, e, slots, standing)
	return slots, Invalid("the session cannot be added", f...)
}

// bounds finds the instants of the plan's ends. A start that clocks show twice
// is the earlier one, an end the later one.
func (f *faults) bounds(p SessionPlan, loc *time.Location) (start, end time.Time) {
	if _, err := time.Parse(time.DateOnly, p.Date); err != nil {
		f.add("date", p.Date, "is no date; one is 2026-12-01")
		return
	}
	starts := f.instants("from", p.Date, p.From, loc)
	ends := f.instants("until", p.Date, p.Until, loc)
	if len(starts) == 0 || len(ends) == 0 {
		return
	}
	start, end = starts[0], ends[len(ends)-1]
	if !start.Before(end) {
		f.add("until", p.Until, "must be after %s", p.From)
	}
	return
}

func (f *faults) instants(field, date, clock string, loc *time.Location) []time.Time {
	w, ok := wall(date, clock)
	if !ok {
		f.add(field, clock, "is no time of day; one is 09:30")
		return nil
	}
	found := w.instants(loc)
	if len(found) == 0 {
		f.add(field, clock, "does not exist on %s: clocks in %s skip it", date, loc)
	}
	return found
}

func (p SessionPlan) cut(e Event, start, end time.Time) []Slot {
	length := time.Duration(p.Minutes) * time.Minute
	var slots []Slot
	for from := start; !from.Add(length).After(end); from = from.Add(length) {
		slots = append(slots, Slot{
			ID: NewID(), EventID: e.ID, ExternalID: from.In(e.Location()).Format("2006-01-02T15:04Z07:00"),
			Day: p.Date, Session: p.Name, Start: from, End: from.Add(length), Version: 1,
		})
	}
	return slots
}

func (f *faults) collisions(p SessionPlan, e Event, slots, standing []Slot) {
	if len(slots) == 0 {
		return
	}
	start, end := slots[0].Start, slots[len(slots)-1].End
	for _, session := range gridSessions(standing) {
		if session.Day == p.Date && session.Session == p.Name {
			f.add("name", p.Name, "is there already on %s; choose another name", p.Date)
		}
		if slices.ContainsFunc(session.Slots, func(s Slot) bool { return s.Overlaps(start, end) }) {
			f.add("from", p.From, "the session overlaps %s, %s", session.Session, e.span(session.Start, session.End))
		}
	}
}

// DeleteSession removes a session of the grid that no meeting, pin or draft uses; for organisers.
func (s *Service) DeleteSession(ctx context.Context, by Actor, eventID, day, session string) error {
	return s.deleteSlots(ctx, by, eventID, fmt.Sprintf("session %s of %s", session, day), func(slot Slot) bool {
		return slot.Day == day && slot.Session == session
	})
}

// DeleteSlot removes one slot that no meeting, pin or draft uses; for organisers.
func (s *Service) DeleteSlot(ctx context.Context, by Actor, eventID, slotID string) error {
	return s.deleteSlots(ctx, by, eventID, "slot "+slotID, func(slot Slot) bool { return slot.ID == slotID })
}

func (s *Service) deleteSlots(ctx context.Context, by Actor, eventID, what string, match func(Slot) bool) error {
	return s.store.Tx(ctx, func(st Store) error {
		if _, err := organised(ctx, st, by, eventID, ActSetUp); err != nil {
			return err
		}
		all, err := st.FindSlots(ctx, eventID)
		if err != nil {
			return err
		}
		gone := slices.DeleteFunc(all, func(slot Slot) bool { return !match(slot) })
		if len(gone) == 0 {
			return Errorf(CodeNotFound, "the grid has no %s", what)
		}
		ids := make([]string, len(gone))
		for i, slot := range gone {
			ids[i] = slot.ID
		}
		if err := st.DeleteSlots(ctx, eventID, ids...); err != nil {
			return fmt.Errorf("delete %s: %w", what, err)
		}
		return s.record(ctx, st, by, eventID, "slots.delete", Subject{Kind: "event", ID: eventID}, gone, nil)
	})
}
