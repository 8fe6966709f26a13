package store

import (
	"entente/partnering"
)

// table is a place in a slot.
type table struct{ placeID, slotID string }

// seating gives meetings the seats of their places.
type seating struct {
	capacity map[string]int // of the places
	taken    map[table]map[int]bool
}

// seatingOf reads the capacities of the event's places and the seats that are
// taken in the slots.
func (c change) seatingOf(eventID string, slotIDs []string) (seating, error) {
	s := seating{capacity: map[string]int{}, taken: map[table]map[int]bool{}}
	var places []placeRow
	if err := c.Select("id", "capacity").Where("event_id = ?", eventID).Find(&places).Error; err != nil {
		return s, err
	}
	for _, p := range places {
		s.capacity[p.ID] = p.Capacity
	}
	var meetings []meetingRow
	seated := c.Select("place_id", "slot_id", "seat").Where("event_id = ? AND seat IS NOT NULL", eventID)
	if err := in(seated, c.dialect, "slot_id", slotIDs).Find(&meetings).Error; err != nil {
		return s, err
	}
	for _, m := range meetings {
		s.take(table{string(m.Where.PlaceID), m.Where.SlotID}, *m.Seat)
	}
	return s, nil
}

func (s seating) take(t table, seat int) {
	if s.taken[t] == nil {
		s.taken[t] = map[int]bool{}
	}
	s.taken[t][seat] = true
}

// sit gives the meeting the first free seat of its place; CodeConflict when
// there is none. A cancelled meeting, and one without a place, takes none.
func (s seating) sit(row *meetingRow) error {
	if row.Where.PlaceID == "" || row.Where.State == string(partnering.MeetingCancelled) {
		return nil
	}
	capacity, known := s.capacity[string(row.Where.PlaceID)]
	if !known {
		return partnering.Errorf(partnering.CodeInvalid, "the meeting of request %s names a place that the event does not have: %s", row.RequestID, row.Where.PlaceID)
	}
	at := table{string(row.Where.PlaceID), row.Where.SlotID}
	seat := 1
	for s.taken[at][seat] {
		seat++
	}
	if seat > capacity {
		return partnering.Errorf(partnering.CodeConflict, "place %s is full in slot %s: it hosts at most %d meetings at once", row.Where.PlaceID, row.Where.SlotID, capacity)
	}
	s.take(at, seat)
	row.Seat, row.Capacity = &seat, &capacity
	return nil
}

// reseat moves the place's meetings to its first seats, so that a smaller
// capacity stands where they are few enough; CodeConflict where they are not.
func (c change) reseat(placeID string, capacity int) error {
	var rows []meetingRow
	beyond := c.Model(&meetingRow{}).Select("slot_id").Where("place_id = ? AND seat > ?", placeID, capacity)
	err := c.Where("place_id = ? AND seat IS NOT NULL AND slot_id IN (?)", placeID, beyond).
		Order("slot_id, seat").Find(&rows).Error
	if err != nil {
		return err
	}
	next := map[string]int{}
	for _, row := range rows {
		next[row.Where.SlotID]++
		seat := next[row.Where.SlotID]
		if seat > capacity {
			return partnering.Errorf(partnering.CodeConflict, "the place hosts more than %d meetings in slot %s: move some first", capacity, row.Where.SlotID)
		}
		err := c.Model(&meetingRow{}).Where("request_id = ?", row.RequestID).UpdateColumn("seat", seat).Error
		if err != nil {
			return err
		}
	}
	return nil
}
