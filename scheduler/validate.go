package scheduler

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
)

// Validate says what is malformed in a problem: a *[ProblemError] with every
// fault, or nil. Whether the problem can be solved is another question.
func Validate(p *Problem) error {
	_, err := validated(context.Background(), p)
	return err
}

// validated returns what a validator knows of a problem, and the error of
// Validate. When ctx is done before all was looked at, the error has the faults
// seen so far, or is that of ctx when there are none.
func validated(ctx context.Context, p *Problem) (*validator, error) {
	v := newValidatorWithin(ctx, p)
	if !v.halted {
		v.beside(
			func(v *validator) { v.slots(); v.places(); v.organisations(); v.participants() },
			func(v *validator) { v.requests(); v.order() },
			func(v *validator) { v.pins(); v.published(); v.goals() },
		)
	}
	if err := v.faults.err(); err != nil || !v.halted {
		return v, err
	}
	return v, ctx.Err()
}

// validator knows where each id stands.
type validator struct {
	p            *Problem
	ctx          context.Context
	halted       bool // ctx was done before all was looked at
	faults       faultList
	slot         map[string]int
	place        map[string]int
	participant  map[string]int
	request      map[string]int
	session      map[string]bool
	organisation map[string]bool // those that have a participant
	seen         *once           // positions in the list at hand
}

func newValidator(p *Problem) *validator { return newValidatorWithin(context.Background(), p) }

func newValidatorWithin(ctx context.Context, p *Problem) *validator {
	v := &validator{p: p, ctx: ctx, session: map[string]bool{}, organisation: map[string]bool{}}
	v.beside(
		func(part *validator) {
			v.slot = part.index("slots", len(p.Slots), func(i int) string { return p.Slots[i].ID })
			v.place = part.index("places", len(p.Places), func(i int) string { return p.Places[i].ID })
			v.participant = part.index("participants", len(p.Participants), func(i int) string { return p.Participants[i].ID })
		},
		func(part *validator) {
			v.request = part.index("requests", len(p.Requests), func(i int) string { return p.Requests[i].ID })
		},
		func(part *validator) {
			part.index("organisations", len(p.Organisations), func(i int) string { return p.Organisations[i].ID })
		},
	)
	for i := range p.Slots {
		v.session[p.Slots[i].Session] = true
	}
	for i := range p.Participants {
		v.organisation[p.Participants[i].Organisation] = true
	}
	return v
}

func quote(s string) string { return strconv.Quote(s) }

// within notes a number out of its range; 0 stands for an absent one.
func (v *validator) within(n, most int, path string, args ...any) {
	if n < 0 || n > most {
		v.faults.add(fmt.Sprintf(path, args...), strconv.Itoa(n), "must be a whole number from 0 to %d", most)
	}
}

// mostCells is how many pairs of participant and slot a search holds at most.
const mostCells = 250_000_000

func (v *validator) slots() {
	p := v.p
	if len(p.Slots) == 0 {
		v.faults.add("slots", "", "needs at least one slot")
	}
	if n := len(p.Slots) * len(p.Participants); n > mostCells {
		v.faults.add("participants", strconv.Itoa(len(p.Participants)), "times %d slots must be at most %d", len(p.Slots), mostCells)
	}
	if len(p.Slots) > maxSlots {
		v.faults.add("slots", strconv.Itoa(len(p.Slots)), "has more than %d slots", maxSlots)
	}
	days, sessions := map[string]bool{}, map[[2]string]bool{}
	for i := range p.Slots {
		s := &p.Slots[i]
		here := fmt.Sprintf("slots[%d]", i)
		v.slotTimes(i, here)
		newDay := i == 0 || p.Slots[i-1].Day != s.Day
		if newDay && days[s.Day] {
			v.faults.add(here+".day", quote(s.Day), "stands apart from its other slots; put the slots of a day together")
		}
		session := [2]string{s.Day, s.Session}
		if (newDay || p.Slots[i-1].Session != s.Session) && sessions[session] {
			v.faults.add(here+".session", quote(s.Session), "stands apart from its other slots; put the slots of a session together")
		}
		days[s.Day], sessions[session] = true, true
		if s.Tables == nil && len(p.Places) == 0 {
			v.faults.add(here+".tables", "", "is missing; a problem without places needs it")
		}
		if s.Tables != nil {
			v.within(*s.Tables, maxNumber, "%s.tables", here)
		}
	}
}

func (v *validator) slotTimes(i int, here string) {
	s := &v.p.Slots[i]
	if !s.Start.IsZero() && !s.End.IsZero() && !s.Start.Before(s.End) {
		v.faults.add(here+".end", s.End.Format("2006-01-02T15:04:05Z07:00"), "must be after the start")
	}
	if i == 0 || s.Start.IsZero() {
		return
	}
	if before := v.p.Slots[i-1].Start; s.Start.Before(before) {
		v.faults.add(here+".start", s.Start.Format("2006-01-02T15:04:05Z07:00"), "is before the slot above; put the slots in time order")
	}
}

func (v *validator) places() {
	for i := range v.p.Places {
		pl := &v.p.Places[i]
		v.within(pl.Capacity, maxNumber, "places[%d].capacity", i)
		if len(pl.Closed) > 0 {
			v.known(fmt.Sprintf("places[%d].closed", i), "slot", pl.Closed, v.slot)
		}
		if pl.Organisation != "" && !v.organisation[pl.Organisation] {
			v.faults.add(fmt.Sprintf("places[%d].organisation", i), quote(pl.Organisation), "is an organisation that no participant belongs to")
		}
	}
}

func (v *validator) organisations() {
	for i := range v.p.Organisations {
		o := &v.p.Organisations[i]
		v.within(o.Floor, maxNumber, "organisations[%d].floor", i)
		v.within(o.MaxMeetings, maxNumber, "organisations[%d].max_meetings", i)
	}
}

func (v *validator) participants() {
	for i := range v.p.Participants {
		if v.halt(i + 1) {
			return
		}
		q := &v.p.Participants[i]
		if len(q.Unavailable) > 0 {
			v.known(fmt.Sprintf("participants[%d].unavailable", i), "slot", q.Unavailable, v.slot)
		}
		if len(q.RatherNot) > 0 {
			v.known(fmt.Sprintf("participants[%d].rather_not", i), "slot", q.RatherNot, v.slot)
		}
		v.within(q.Floor, maxNumber, "participants[%d].floor", i)
		v.within(q.MaxMeetings, maxNumber, "participants[%d].max_meetings", i)
		v.within(q.MaxPerDay, maxNumber, "participants[%d].max_per_day", i)
		v.within(q.MaxInARow, maxNumber, "participants[%d].max_in_a_row", i)
		if q.Place != "" {
			v.knownOne(fmt.Sprintf("participants[%d].place", i), "place", q.Place, v.place)
		}
	}
	v.within(v.p.Changeover, maxNumber, "changeover")
	if v.p.MaxBreakSpread != nil {
		v.within(*v.p.MaxBreakSpread, maxNumber, "max_break_spread")
	}
}

func (v *validator) requests() {
	for i := range v.p.Requests {
		if v.halt(i + 1) {
			return
		}
		r := &v.p.Requests[i]
		v.within(r.Weight, maxWeight, "requests[%d].weight", i)
		for k := range r.Sides {
			v.side(i, k, &r.Sides[k])
		}
		v.apart(i, r)
		if len(r.Slots) > 0 {
			v.known(fmt.Sprintf("requests[%d].slots", i), "slot", r.Slots, v.slot)
		}
		if r.Session != "" && !v.session[r.Session] {
			v.faults.add(fmt.Sprintf("requests[%d].session", i), quote(r.Session), "is no session of this problem")
		}
		if len(r.After) > 0 {
			v.known(fmt.Sprintf("requests[%d].after", i), "request", r.After, v.request)
		}
	}
}

func (v *validator) side(i, k int, side *Side) {
	here := func() string { return fmt.Sprintf("requests[%d].sides[%d]", i, k) }
	if len(side.All) == 0 && len(side.Any) == 0 {
		v.faults.add(here(), "", "names nobody; give participants in all or any")
		return
	}
	if !v.fine(side.All, v.participant) {
		v.known(here()+".all", "participant", side.All, v.participant)
	}
	for g, group := range side.Any {
		if len(group) > 0 && v.fine(group, v.participant) {
			continue
		}
		path := fmt.Sprintf("%s.any[%d]", here(), g)
		if len(group) == 0 {
			v.faults.add(path, "[]", "is empty; name who may attend")
		}
		v.known(path, "participant", group, v.participant)
	}
}

// named lists all that a side names.
func (s *Side) named() []string { return slices.Concat(append([][]string{s.All}, s.Any...)...) }

// apart notes a person who stands on both sides.
func (v *validator) apart(i int, r *Request) {
	a, b := &r.Sides[0], &r.Sides[1]
	if len(a.All) == 1 && len(b.All) == 1 && len(a.Any)+len(b.Any) == 0 && a.All[0] != b.All[0] {
		return
	}
	few, many := a.named(), b.named()
	if len(few) > len(many) {
		few, many = many, few
	}
	first := map[string]bool{}
	for _, id := range few {
		first[id] = true
	}
	for _, id := range many {
		if first[id] {
			v.faults.add(fmt.Sprintf("requests[%d].sides", i), quote(id), "stands on both sides")
		}
	}
}

// order notes the requests of a precedence cycle.
func (v *validator) order() {
	const (
		fresh = iota
		open
		done
	)
	state := make([]byte, len(v.p.Requests))
	type visit struct{ request, next int }
	for i := range v.p.Requests {
		if state[i] != fresh || len(v.p.Requests[i].After) == 0 {
			continue
		}
		stack := []visit{{i, 0}}
		state[i] = open
		for len(stack) > 0 {
			top := &stack[len(stack)-1]
			after := v.p.Requests[top.request].After
			if top.next == len(after) {
				state[top.request] = done
				stack = stack[:len(stack)-1]
				continue
			}
			id := after[top.next]
			before, ok := v.request[id]
			top.next++
			if ok && state[before] == open {
				v.faults.add(fmt.Sprintf("requests[%d].after[%d]", top.request, top.next-1), quote(id), "closes a cycle of precedences")
			}
			if ok && state[before] == fresh {
				state[before] = open
				stack = append(stack, visit{before, 0})
			}
		}
	}
}

func (v *validator) goals() {
	if v.p.Goals == nil {
		return
	}
	known := map[Goal]bool{}
	for _, g := range usualOrder() {
		known[g] = true
	}
	for i, g := range v.p.Goals.Order {
		path := fmt.Sprintf("goals.order[%d]", i)
		if !known[g] {
			v.faults.add(path, quote(string(g)), "is no goal, or stands twice; goals: mandatory floors weight moved breaks comfort")
		}
		delete(known, g)
	}
	usual := usualComfort()
	for _, part := range slices.Sorted(maps.Keys(v.p.Goals.Comfort)) {
		w, path := v.p.Goals.Comfort[part], "goals.comfort."+part
		if _, ok := usual[part]; !ok {
			v.faults.add(path, strconv.Itoa(w), "is no part of comfort; parts: idle_slots rather_not table_changes zone_changes spread earliness")
		}
		v.within(w, maxNumber, "%s", path)
	}
}

// maxSlots keeps positions in 16 bits.
const maxSlots = 10_000
