package events

import (
	"slices"

	"entente/scheduler"
)

// Pack is a plain packer, as ordinary products have one: in the order of the
// requests, each takes the first slot that all of its delegates have in common,
// and stays there. Pinned requests go first. The schedule holds every hard
// constraint of a problem, save that mandatory requests may be missing; its
// score is the one that a check finds.
func Pack(p *scheduler.Problem) *scheduler.Schedule {
	k := newPacker(p)
	for _, pin := range p.Pinned {
		k.place(k.request[pin.Request], k.slot[pin.Slot], pin)
	}
	for r := range p.Requests {
		for s := 0; s < len(p.Slots) && k.at[r] < 0; s++ {
			k.place(r, s, scheduler.Pin{})
		}
	}
	schedule := &scheduler.Schedule{Problem: p.Name, Status: scheduler.StatusFeasible, Meetings: k.meetings}
	for r := range p.Requests {
		if k.at[r] < 0 {
			schedule.Unscheduled = append(schedule.Unscheduled, scheduler.Unscheduled{Request: p.Requests[r].ID})
		}
	}
	schedule.Score = scheduler.Check(p, schedule).Score
	return schedule
}

// packer is a schedule as far as it is packed.
type packer struct {
	p             *scheduler.Problem
	slot, request map[string]int
	person        map[string]int
	venue         map[string]int
	limit         map[string]int // organisation → most meetings
	closed        [][]bool       // person, slot: absent or taken
	zone          [][]string     // person, slot: where a meeting is
	shut          [][]bool       // place, slot
	tables        []int          // places open to every meeting
	first         []int          // slot → position in tables of the first that may have room
	held          [][]int        // place (the last row: tables of a slot), slot → meetings
	met           []int          // person → meetings
	orgMet        map[string]int
	at            []int // request → slot, -1
	meetings      []scheduler.Meeting
}

func newPacker(p *scheduler.Problem) *packer {
	k := &packer{p: p, slot: map[string]int{}, request: map[string]int{}, person: map[string]int{}, venue: map[string]int{},
		limit: map[string]int{}, orgMet: map[string]int{}, met: make([]int, len(p.Participants))}
	for i, s := range p.Slots {
		k.slot[s.ID] = i
	}
	for i, r := range p.Requests {
		k.request[r.ID] = i
		k.at = append(k.at, -1)
	}
	for _, o := range p.Organisations {
		k.limit[o.ID] = o.MaxMeetings
	}
	for i, d := range p.Participants {
		k.person[d.ID] = i
		k.closed = append(k.closed, k.row(d.Unavailable))
		k.zone = append(k.zone, make([]string, len(p.Slots)))
	}
	for i, place := range p.Places {
		k.venue[place.ID] = i
		k.shut = append(k.shut, k.row(place.Closed))
	}
	for at, place := range p.Places {
		if place.Organisation == "" && !place.Video {
			k.tables = append(k.tables, at)
		}
	}
	k.first = make([]int, len(p.Slots))
	for range len(p.Places) + 1 {
		k.held = append(k.held, make([]int, len(p.Slots)))
	}
	return k
}

func (k *packer) row(slots []string) []bool {
	row := make([]bool, len(k.p.Slots))
	for _, id := range slots {
		row[k.slot[id]] = true
	}
	return row
}

// place puts request r into slot s, with the people and at the place that the
// pin names or the first that fit, if all hard constraints hold.
func (k *packer) place(r, s int, pin scheduler.Pin) {
	people, ok := k.attending(r, s, pin.Participants)
	if k.at[r] >= 0 || !ok || !k.timely(r, s) || !k.within(people) {
		return
	}
	where, ok := k.room(people, s, pin.Place)
	if !ok || !k.near(people, s, where) {
		return
	}
	meeting := scheduler.Meeting{Request: k.p.Requests[r].ID, Slot: k.p.Slots[s].ID}
	zone := "-"
	if where < len(k.p.Places) {
		meeting.Place, zone = k.p.Places[where].ID, k.zoneOf(where)
	}
	k.at[r] = s
	k.held[where][s]++
	var counted []string
	for _, i := range people {
		meeting.Participants = append(meeting.Participants, k.p.Participants[i].ID)
		k.closed[i][s], k.zone[i][s] = true, zone
		k.met[i]++
		if o := k.p.Participants[i].Organisation; o != "" && !slices.Contains(counted, o) {
			counted = append(counted, o)
			k.orgMet[o]++
		}
	}
	k.meetings = append(k.meetings, meeting)
}

// attending picks who attends in the slot: all who must, and the first free one of each group.
func (k *packer) attending(r, s int, named []string) ([]int, bool) {
	var people []int
	for _, side := range append(k.p.Requests[r].Sides[:2:2], scheduler.Side{All: named}) {
		for _, id := range side.All {
			if slices.Contains(people, k.person[id]) {
				continue
			}
			if !k.free(k.person[id], s) {
				return nil, false
			}
			people = append(people, k.person[id])
		}
	}
	for _, side := range k.p.Requests[r].Sides {
		for _, group := range side.Any {
			if slices.ContainsFunc(group, func(id string) bool { return slices.Contains(people, k.person[id]) }) {
				continue
			}
			at := slices.IndexFunc(group, func(id string) bool { return k.free(k.person[id], s) })
			if at < 0 {
				return nil, false
			}
			people = append(people, k.person[group[at]])
		}
	}
	return people, true
}

// free says whether a person is there, idle and within its own limits.
func (k *packer) free(i, s int) bool {
	d := &k.p.Participants[i]
	if k.closed[i][s] || d.MaxMeetings > 0 && k.met[i] >= d.MaxMeetings {
		return false
	}
	if d.MaxPerDay > 0 {
		today := 0
		for t := range k.p.Slots {
			if k.p.Slots[t].Day == k.p.Slots[s].Day && k.zone[i][t] != "" {
				today++
			}
		}
		if today >= d.MaxPerDay {
			return false
		}
	}
	return d.MaxInARow == 0 || 1+k.run(i, s, -1)+k.run(i, s, 1) <= d.MaxInARow
}

// run counts the meetings next to slot s, in one direction, in its session.
func (k *packer) run(i, s, step int) int {
	n := 0
	for t := s + step; t >= 0 && t < len(k.p.Slots) && k.zone[i][t] != "" &&
		k.p.Slots[t].Day == k.p.Slots[s].Day && k.p.Slots[t].Session == k.p.Slots[s].Session; t += step {
		n++
	}
	return n
}

// timely says whether the request may be in the slot, and after what it follows.
func (k *packer) timely(r, s int) bool {
	request, slot := &k.p.Requests[r], &k.p.Slots[s]
	if request.Slots != nil && !slices.Contains(request.Slots, slot.ID) || request.Session != "" && request.Session != slot.Session {
		return false
	}
	return !slices.ContainsFunc(request.After, func(id string) bool { t := k.at[k.request[id]]; return t < 0 || t >= s })
}

// within says whether the organisations of those who attend may meet once more.
func (k *packer) within(people []int) bool {
	return !slices.ContainsFunc(people, func(i int) bool {
		o := k.p.Participants[i].Organisation
		return k.limit[o] > 0 && k.orgMet[o] >= k.limit[o]
	})
}

// room finds a place with room in the slot.
func (k *packer) room(people []int, s int, pinned string) (int, bool) {
	if len(k.p.Places) == 0 {
		return 0, k.held[0][s] < *k.p.Slots[s].Tables
	}
	fixed := k.fixed(people, pinned)
	for _, at := range fixed {
		if k.open(at, s) {
			return at, true
		}
	}
	for fixed == nil && k.first[s] < len(k.tables) {
		if at := k.tables[k.first[s]]; k.open(at, s) {
			return at, true
		}
		k.first[s]++
	}
	return 0, false
}

func (k *packer) open(at, s int) bool {
	return !k.shut[at][s] && k.held[at][s] < max(1, k.p.Places[at].Capacity)
}

// fixed are the only places for a meeting: the pinned one, or the fixed ones of
// those who attend, of which video wins; nil when any table will do.
func (k *packer) fixed(people []int, pinned string) []int {
	if pinned != "" {
		return []int{k.venue[pinned]}
	}
	var fixed, video []int
	for _, i := range people {
		if id := k.p.Participants[i].Place; id != "" {
			fixed = append(fixed, k.venue[id])
			if k.p.Places[k.venue[id]].Video {
				video = append(video, k.venue[id])
			}
		}
	}
	if video != nil {
		return video
	}
	return fixed
}

// zoneOf is a place's zone: its own name when it has none, any for video.
func (k *packer) zoneOf(at int) string {
	switch place := k.p.Places[at]; {
	case place.Video:
		return "any"
	case place.Zone == "":
		return "place " + place.ID
	default:
		return place.Zone
	}
}

// near says whether everybody keeps the change-over's free slots between
// meetings in different zones when a meeting comes to the place.
func (k *packer) near(people []int, s, where int) bool {
	if k.p.Changeover == 0 || len(k.p.Places) == 0 {
		return true
	}
	zone := k.zoneOf(where)
	for _, i := range people {
		before, freeBefore := k.next(i, s, -1)
		after, freeAfter := k.next(i, s, 1)
		far := func(a, b string, free int) bool {
			return a != "" && b != "" && a != b && free < k.p.Changeover
		}
		if zone == "any" && far(before, after, freeBefore+freeAfter) ||
			zone != "any" && (far(before, zone, freeBefore) || far(zone, after, freeAfter)) {
			return false
		}
	}
	return true
}

// next is the zone of the person's nearest meeting in one direction on that
// day, video aside, and how many free slots lie between; "" for none.
func (k *packer) next(i, s, step int) (zone string, free int) {
	for t := s + step; t >= 0 && t < len(k.p.Slots) && k.p.Slots[t].Day == k.p.Slots[s].Day; t += step {
		switch k.zone[i][t] {
		case "":
			free++
		case "any":
		default:
			return k.zone[i][t], free
		}
	}
	return "", free
}
