package scheduler

import (
	"fmt"
	"slices"
	"time"
)

// pitchGrid is a valid programme by positions. Pitch slots are numbered over
// all sessions, in their order.
type pitchGrid struct {
	p        *Programme
	v        *programmeValidator
	in       *instance
	slot     []*PitchSlot
	session  []int32 // pitch slot → session
	from, to []int64 // pitch slot → when it begins and ends: half-open
	over     [][]int16
	rooms    []int32 // pitch slot → place that it closes, -1
	rival    [][]int32
	present  [][]int32 // pitch → participants
	after    [][]int32 // pitch → pitches that are over before it begins
	before   [][]int32 // pitch → pitches that begin when it is over
	hearings []hearing
	firstOf  []int32   // pitch → the hearing of its first listener
	wanted   [][]int32 // pitch → its hearings, heaviest first
	asks     [][]int32 // participant → its hearings
	presents [][]int32 // participant → its pitches
	open     []uint64  // row per participant: slots that it has not closed
	held     []uint64  // row per participant: slots of pinned meetings that may need it
	eligible [][]int32 // pitch → pitch slots that nothing but other pitches keeps it from
	can      [][]bool  // pitch → pitch slot → eligible
}

// hearing is one listener's wish.
type hearing struct {
	person, pitch int32
	weight        int64
}

func newPitchGrid(p *Programme, in *instance) *pitchGrid {
	g := &pitchGrid{p: p, v: newProgrammeValidator(p), in: in, open: slices.Clone(in.open)}
	g.readSlots()
	g.readPitches()
	g.readPins()
	g.rivals()
	g.eligibility()
	return g
}

func (g *pitchGrid) readSlots() {
	for k := range g.p.Sessions {
		session := &g.p.Sessions[k]
		room := int32(-1)
		if place, known := g.v.place[session.Room]; known {
			room = int32(place)
		}
		for i := range session.Slots {
			s := &session.Slots[i]
			from, to := g.span(s)
			g.slot, g.session, g.rooms = append(g.slot, s), append(g.session, int32(k)), append(g.rooms, room)
			g.from, g.to = append(g.from, from), append(g.to, to)
			g.over = append(g.over, g.overlapped(s))
		}
	}
}

// span is when a pitch slot begins and ends: by times, or by positions of
// meeting slots.
func (g *pitchGrid) span(s *PitchSlot) (from, to int64) {
	if g.v.timed {
		return s.Start.UnixNano(), s.End.UnixNano()
	}
	first, last := g.v.positions(s.Overlaps)
	return int64(first), int64(last)
}

// overlapped lists the meeting slots that a pitch slot takes, in time order.
func (g *pitchGrid) overlapped(s *PitchSlot) []int16 {
	var list []int16
	for k := range g.p.Problem.Slots {
		t := &g.p.Problem.Slots[k]
		meets := slices.Contains(s.Overlaps, t.ID)
		if g.v.timed && !t.Start.IsZero() && !t.End.IsZero() {
			meets = meets || t.Start.Before(s.End) && s.Start.Before(t.End)
		}
		if meets {
			list = append(list, int16(k))
		}
	}
	return list
}

func (g *pitchGrid) readPitches() {
	n := len(g.p.Pitches)
	g.present, g.after, g.before, g.wanted = make([][]int32, n), make([][]int32, n), make([][]int32, n), make([][]int32, n)
	g.asks, g.presents = make([][]int32, g.in.people), make([][]int32, g.in.people)
	for k := range g.p.Pitches {
		q := &g.p.Pitches[k]
		for _, id := range q.Presenters {
			i := int32(g.v.participant[id])
			g.present[k] = append(g.present[k], i)
			g.presents[i] = append(g.presents[i], int32(k))
		}
		for _, id := range q.After {
			x := g.v.pitch[id]
			g.after[k] = append(g.after[k], int32(x))
			g.before[x] = append(g.before[x], int32(k))
		}
		g.firstOf = append(g.firstOf, int32(len(g.hearings)))
		for _, l := range q.Listeners {
			h := hearing{int32(g.v.participant[l.Participant]), int32(k), int64(max(1, l.Weight))}
			g.wanted[k] = append(g.wanted[k], int32(len(g.hearings)))
			g.asks[h.person] = append(g.asks[h.person], int32(len(g.hearings)))
			g.hearings = append(g.hearings, h)
		}
		slices.SortStableFunc(g.wanted[k], func(a, b int32) int {
			return int(g.hearings[b].weight - g.hearings[a].weight)
		})
	}
}

// readPins notes who is needed in pinned meetings: all that must attend, and
// for a forced pin, to which availability means nothing, all who may.
func (g *pitchGrid) readPins() {
	in := g.in
	g.held = make([]uint64, in.people*in.words)
	hold := func(i int32, s int) { g.held[int(i)*in.words+int(in.slotWord[s])] |= in.slotBit[s] }
	for k := range g.p.Problem.Pinned {
		pin := &g.p.Problem.Pinned[k]
		r, s := int32(g.v.request[pin.Request]), g.v.slot[pin.Slot]
		for _, i := range in.required(r) {
			hold(i, s)
		}
		if !pin.Forced {
			continue
		}
		for group := in.groupOff[r]; group < in.groupOff[r+1]; group++ {
			for _, i := range in.members(group) {
				hold(i, s)
			}
		}
	}
}

// rivals lists for each pitch slot those that can't be used beside it: in its
// room at the same time.
func (g *pitchGrid) rivals() {
	g.rival = make([][]int32, len(g.slot))
	for a := range int32(len(g.slot)) {
		room := g.p.Sessions[g.session[a]].Room
		for b := range int32(len(g.slot)) {
			same := g.session[a] == g.session[b] || room != "" && room == g.p.Sessions[g.session[b]].Room
			if a != b && same && g.together(a, b) {
				g.rival[a] = append(g.rival[a], b)
			}
		}
	}
}

// together says whether two pitch slots overlap in time.
func (g *pitchGrid) together(a, b int32) bool { return g.from[a] < g.to[b] && g.from[b] < g.to[a] }

func (g *pitchGrid) isHeld(i int32, s int16) bool { return g.in.has(g.held, i, s) }

func (g *pitchGrid) isOpen(i int32, s int16) bool { return g.in.has(g.open, i, s) }

// has says whether a participant's row of some rows has a slot.
func (in *instance) has(rows []uint64, i int32, s int16) bool {
	return rows[int(i)*in.words+int(in.slotWord[s])]&in.slotBit[s] != 0
}

// eligibility lists for each pitch the pitch slots that suit it by itself, and
// drops those that are too early for what must come before it.
func (g *pitchGrid) eligibility() {
	n := len(g.p.Pitches)
	g.eligible, g.can = make([][]int32, n), make([][]bool, n)
	ready := make([]int64, n)
	for _, k := range g.topological() {
		g.can[k] = make([]bool, len(g.slot))
		begin, possible := int64(-1<<63), true
		for _, x := range g.after[k] {
			possible = possible && len(g.eligible[x]) > 0
			begin = max(begin, ready[x])
		}
		ready[k] = 1<<63 - 1
		for q := range int32(len(g.slot)) {
			if c, _ := g.obstacle(k, q); c != "" || !possible || g.from[q] < begin {
				continue
			}
			g.eligible[k] = append(g.eligible[k], q)
			g.can[k][q] = true
			ready[k] = min(ready[k], g.to[q])
		}
	}
}

// topological lists the pitches so that each stands after those that it
// comes after.
func (g *pitchGrid) topological() []int32 {
	n := len(g.p.Pitches)
	left, list := make([]int, n), make([]int32, 0, n)
	for k := range int32(n) {
		if left[k] = len(g.after[k]); left[k] == 0 {
			list = append(list, k)
		}
	}
	for at := 0; at < len(list); at++ {
		for _, y := range g.before[list[at]] {
			if left[y]--; left[y] == 0 {
				list = append(list, y)
			}
		}
	}
	return list
}

// obstacle says what keeps a pitch out of a pitch slot, other pitches aside;
// no constraint when nothing does.
func (g *pitchGrid) obstacle(k, q int32) (Constraint, string) {
	pitch, session := &g.p.Pitches[k], &g.p.Sessions[g.session[q]]
	switch {
	case len(pitch.Sessions) > 0 && !slices.Contains(pitch.Sessions, session.ID):
		return PitchSessions, fmt.Sprintf("it takes only the sessions %q", pitch.Sessions)
	case len(pitch.Slots) > 0 && !slices.Contains(pitch.Slots, g.slot[q].ID):
		return PitchSessions, fmt.Sprintf("it takes only the pitch slots %q", pitch.Slots)
	case !sharesTopic(pitch.Topics, session.Topics):
		return PitchTopics, fmt.Sprintf("its topics %q are none of the session's", pitch.Topics)
	}
	if from, _, given := g.moment(pitch.NotBefore); given && g.from[q] < from {
		return PitchWindow, fmt.Sprintf("it can't begin before %s", pitch.NotBefore)
	}
	if _, to, given := g.moment(pitch.NotAfter); given && g.to[q] > to {
		return PitchWindow, fmt.Sprintf("it can't end after %s", pitch.NotAfter)
	}
	return g.absence(k, q)
}

// absence names a presenter who is not there in a pitch slot, or a pinned
// meeting that the pitch can't stand beside.
func (g *pitchGrid) absence(k, q int32) (Constraint, string) {
	for _, s := range g.over[q] {
		for _, i := range g.present[k] {
			name, slot := g.p.Problem.Participants[i].ID, g.p.Problem.Slots[s].ID
			if !g.isOpen(i, s) {
				return ParticipantUnavailable, fmt.Sprintf("%q has closed slot %q", name, slot)
			}
			if g.isHeld(i, s) {
				return ParticipantConflict, fmt.Sprintf("a pinned meeting may need %q in slot %q", name, slot)
			}
		}
		if g.rooms[q] < 0 {
			continue
		}
		for j := range g.p.Problem.Pinned {
			pin := &g.p.Problem.Pinned[j]
			if pin.Slot == g.p.Problem.Slots[s].ID && pin.Place == g.p.Problem.Places[g.rooms[q]].ID {
				return PlaceCapacity, fmt.Sprintf("the meeting of %q is pinned to the room in slot %q", pin.Request, pin.Slot)
			}
		}
	}
	return "", ""
}

func sharesTopic(pitch, session []string) bool {
	if len(pitch) == 0 || len(session) == 0 {
		return true
	}
	return slices.ContainsFunc(pitch, func(topic string) bool { return slices.Contains(session, topic) })
}

// moment reads the text of a window.
func (g *pitchGrid) moment(text string) (from, to int64, given bool) {
	if text == "" {
		return 0, 0, false
	}
	if q, known := g.v.pitchSlot[text]; known {
		return g.from[q], g.to[q], true
	}
	if s, known := g.v.slot[text]; known {
		if t := &g.p.Problem.Slots[s]; g.v.timed {
			return t.Start.UnixNano(), t.End.UnixNano(), true
		}
		return int64(s), int64(s) + 1, true
	}
	at, err := time.Parse(time.RFC3339, text)
	return at.UnixNano(), at.UnixNano(), err == nil
}

// hearable says whether a listener could be free in a pitch slot, if no
// meeting were in the way that may go elsewhere.
func (g *pitchGrid) hearable(i, q int32) bool {
	for _, s := range g.over[q] {
		if g.isHeld(i, s) || !g.isOpen(i, s) {
			return false
		}
	}
	return true
}
