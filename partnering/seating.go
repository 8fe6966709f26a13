package partnering

import (
	"cmp"
	"slices"
)

// seat gives each meeting that has none a place of those that host meetings
// of any organisation: the pinned one, that of the same request in the schedule
// before, the one where somebody of it sat last on that day, or the first free
// one, in this order. A meeting for which a slot has no room keeps no place.
func (n *snapshot) seat(meetings, before []Meeting) []Meeting {
	s := &seating{snapshot: n, taken: map[seatKey]int{}, last: map[string]string{},
		wish: map[string]Meeting{}, pinned: map[string]string{}}
	for _, m := range before {
		s.wish[m.RequestID] = m
	}
	for _, pin := range n.pins {
		s.pinned[pin.RequestID] = pin.PlaceID
	}
	seated := slices.Clone(meetings)
	slices.SortStableFunc(seated, func(a, b Meeting) int {
		return cmp.Or(cmp.Compare(n.slotIndex[a.SlotID], n.slotIndex[b.SlotID]), cmp.Compare(a.RequestID, b.RequestID))
	})
	for from := 0; from < len(seated); {
		to := from
		for to < len(seated) && seated[to].SlotID == seated[from].SlotID {
			to++
		}
		s.seatSlot(seated[from:to])
		from = to
	}
	return seated
}

type seatKey struct{ placeID, slotID string }

// seating is how full the places are, and who sat where last.
type seating struct {
	*snapshot
	taken  map[seatKey]int
	last   map[string]string // delegate → place, of the day
	day    string
	wish   map[string]Meeting // by request
	pinned map[string]string  // by request
}

// seatSlot seats the meetings of one slot, the most wanted seats first.
func (s *seating) seatSlot(meetings []Meeting) {
	if slot, _ := s.slot(meetings[0].SlotID); slot.Day != s.day {
		s.day, s.last = slot.Day, map[string]string{}
	}
	for _, m := range meetings {
		s.taken[seatKey{m.PlaceID, m.SlotID}]++
	}
	for _, wanted := range []func(Meeting) []string{s.pinnedPlace, s.formerPlace, s.lastPlaces} {
		for i := range meetings {
			s.sit(&meetings[i], wanted(meetings[i]))
		}
	}
	s.fill(meetings)
	for _, m := range meetings {
		for _, id := range m.Participants {
			s.last[id] = m.PlaceID
		}
	}
}

// sit takes the first of the places that is free, where the meeting has none.
func (s *seating) sit(m *Meeting, placeIDs []string) bool {
	for _, id := range placeIDs {
		place, ok := s.place(id)
		at := seatKey{id, m.SlotID}
		if m.PlaceID != "" || !ok || s.taken[at] >= place.Capacity || slices.Contains(place.Closed, m.SlotID) {
			continue
		}
		m.PlaceID = id
		s.taken[at]++
	}
	return m.PlaceID != ""
}

// fill seats the others at the first free places.
func (s *seating) fill(meetings []Meeting) {
	next := 0
	for i := range meetings {
		for next < len(s.places) && meetings[i].PlaceID == "" {
			if place := s.places[next]; place.OrganisationID != "" || place.Kind == PlaceVideo || !s.sit(&meetings[i], []string{place.ID}) {
				next++
			}
		}
	}
}

func (s *seating) pinnedPlace(m Meeting) []string { return []string{s.pinned[m.RequestID]} }

func (s *seating) formerPlace(m Meeting) []string {
	if s.wish[m.RequestID].SlotID != m.SlotID {
		return nil
	}
	return []string{s.wish[m.RequestID].PlaceID}
}

func (s *seating) lastPlaces(m Meeting) []string {
	var places []string
	for _, id := range m.Participants {
		places = append(places, s.last[id])
	}
	return places
}
