package partnering

import (
	"cmp"
	"slices"
)

// mostTeams is how many ways to staff a meeting an edit looks at.
const mostTeams = 6

// peopleFor lists who could attend, the fittest first: those whom the edit
// names, or those who attend now, or who are freest.
func (x *excerpt) peopleFor(e Edit) [][]string {
	if len(e.Participants) > 0 {
		return [][]string{sorted(distinct(e.Participants))}
	}
	var all [][]string
	if pin, ok := x.pinOf(x.request.ID); ok && x.staffed(x.request, pin.Participants) {
		all = append(all, sorted(pin.Participants))
	}
	if x.before != nil && x.staffed(x.request, x.before.Participants) {
		all = append(all, sorted(x.before.Participants))
	}
	for skip := range mostTeams {
		team := x.team(e.SlotID, skip)
		if !slices.ContainsFunc(all, func(known []string) bool { return slices.Equal(known, team) }) {
			all = append(all, team)
		}
	}
	return all
}

// sorted returns the ids sorted, as a meeting keeps them.
func sorted(ids []string) []string { return slices.Sorted(slices.Values(ids)) }

// team names who must attend and, of each group, one; skip passes over as many
// of the fittest of a group, going round.
func (x *excerpt) team(slotID string, skip int) []string {
	var team []string
	for _, side := range []Side{x.request.From, x.request.To} {
		named := x.named(side)
		team = append(team, named.Required...)
		for _, group := range named.AnyOf {
			if slices.ContainsFunc(group, func(id string) bool { return slices.Contains(team, id) }) {
				continue
			}
			if able := x.byFitness(x.able(group), slotID); len(able) > 0 {
				team = append(team, able[skip%len(able)])
			}
		}
	}
	return sorted(distinct(team))
}

// byFitness sorts delegates by how well the slot suits them: free ones first,
// then those with the fewest meetings.
func (x *excerpt) byFitness(ids []string, slotID string) []string {
	slot, _ := x.slot(slotID)
	price := map[string]int{}
	for _, id := range ids {
		said := Availability{Slots: x.spoken[id]}
		switch {
		case said.stateOf(x.event, slotID) == SlotClosed || x.blocked(id, slot):
			price[id] += 10_000
		case said.stateOf(x.event, slotID) == SlotRatherNot:
			price[id] += 1_000
		}
	}
	for _, m := range x.others {
		for _, id := range m.Participants {
			if _, asked := price[id]; asked && m.SlotID == slotID {
				price[id] += 100_000
			}
			price[id]++
		}
	}
	slices.SortStableFunc(ids, func(a, b string) int { return cmp.Compare(price[a], price[b]) })
	return ids
}

// placesFor lists places that have room, the most wanted first: the one that
// the edit or a pin names, the one where the meeting stands, the fixed places
// of those who attend, the booths of both sides, where somebody of it sits
// that day, and the first shared place of each zone. With none, "".
func (x *excerpt) placesFor(e Edit, people []string) []string {
	if e.PlaceID != "" {
		return []string{e.PlaceID}
	}
	if pin, ok := x.pinOf(x.request.ID); ok && pin.PlaceID != "" {
		return []string{pin.PlaceID}
	}
	var wanted []string
	if x.before != nil {
		wanted = append(wanted, x.before.PlaceID)
	}
	for _, id := range people {
		if d, _ := x.delegate(id); d.ID != "" {
			home, _ := x.homeOf(d)
			wanted = append(wanted, home.ID)
		}
	}
	wanted = append(wanted, x.booths()...)
	wanted = append(wanted, x.usual(e.SlotID, people)...)
	wanted = append(wanted, x.firstOfZones(e.SlotID)...)
	free := slices.DeleteFunc(distinct(wanted), func(id string) bool { return !x.hasRoom(id, e.SlotID) })
	if len(free) == 0 {
		return []string{""}
	}
	return free
}

func (x *excerpt) hasRoom(placeID, slotID string) bool {
	place, ok := x.place(placeID)
	return ok && x.hosts(place) && len(x.held[placeID]) < place.Capacity && !slices.Contains(place.Closed, slotID)
}

func (x *excerpt) booths() []string {
	var ids []string
	for _, place := range x.places {
		if place.OrganisationID == x.request.From.OrganisationID || place.OrganisationID == x.request.To.OrganisationID {
			ids = append(ids, place.ID)
		}
	}
	return ids
}

// usual lists where those who attend meet on the slot's day, nearest first.
func (x *excerpt) usual(slotID string, people []string) []string {
	slot, _ := x.slot(slotID)
	near := map[string]int{}
	for _, m := range x.others {
		at, ok := x.slot(m.SlotID)
		if !ok || at.Day != slot.Day || !slices.ContainsFunc(m.Participants, func(id string) bool { return slices.Contains(people, id) }) {
			continue
		}
		gap := x.slotIndex[m.SlotID] - x.slotIndex[slotID]
		gap = max(gap, -gap)
		if best, seen := near[m.PlaceID]; !seen || gap < best {
			near[m.PlaceID] = gap
		}
	}
	ids := sortedKeys(near)
	slices.SortStableFunc(ids, func(a, b string) int { return cmp.Compare(near[a], near[b]) })
	return ids
}

// firstOfZones returns of each zone the first shared place with room.
func (x *excerpt) firstOfZones(slotID string) []string {
	var ids []string
	seen := map[string]bool{}
	for _, place := range x.places {
		if place.OrganisationID != "" || place.Kind == PlaceVideo || seen[place.Zone] || !x.hasRoom(place.ID, slotID) {
			continue
		}
		seen[place.Zone] = true
		ids = append(ids, place.ID)
	}
	return ids
}
