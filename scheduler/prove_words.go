package scheduler

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// slotIDs returns the ids of slots by position.
func (pr *prover) slotIDs(slots []int) []string {
	ids := make([]string, len(slots))
	for k, s := range slots {
		ids[k] = pr.in.p.Slots[s].ID
	}
	return ids
}

// spans writes slots by position as runs: "1" to "8", "12".
func (pr *prover) spans(slots []int) string {
	slices.Sort(slots)
	var parts []string
	for from := 0; from < len(slots); {
		to := from
		for to+1 < len(slots) && slots[to+1] == slots[to]+1 {
			to++
		}
		part := strconv.Quote(pr.in.p.Slots[slots[from]].ID)
		switch {
		case to == from+1:
			part += ", " + strconv.Quote(pr.in.p.Slots[slots[to]].ID)
		case to > from:
			part += " to " + strconv.Quote(pr.in.p.Slots[slots[to]].ID)
		}
		parts = append(parts, part)
		from = to + 1
	}
	return strings.Join(parts, ", ")
}

// some writes a few ids and how many more there are.
func some(ids []string) string {
	const most = 8
	var parts []string
	for _, id := range ids[:min(most, len(ids))] {
		parts = append(parts, strconv.Quote(id))
	}
	text := strings.Join(parts, ", ")
	if more := len(ids) - most; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}

func (pr *prover) requestIDs(list []int32) []string {
	ids := make([]string, len(list))
	for k, r := range list {
		ids[k] = pr.in.p.Requests[r].ID
	}
	return ids
}

// shutOut says why no slot is open to a request.
func (pr *prover) shutOut(r int32) []Reason {
	in := pr.in
	q := &in.p.Requests[r]
	if k := in.choiceOf[r]; k >= 0 && len(in.choices[k]) == 0 {
		return []Reason{{Constraint: PlaceCapacity, Request: q.ID, Message: fmt.Sprintf("no place may hold those who attend request %q", q.ID)}}
	}
	var reasons []Reason
	if asked := in.askedSlots(r); len(asked) < in.slots {
		reasons = append(reasons, Reason{Constraint: RequestSlots, Request: q.ID, Slots: pr.slotIDs(asked),
			Message: fmt.Sprintf("request %q takes only the slots %s", q.ID, pr.spans(asked))})
	}
	if s := in.pinSlot(r); s >= 0 {
		reasons = append(reasons, Reason{Constraint: Pinned, Request: q.ID, Slots: pr.slotIDs([]int{s}),
			Message: fmt.Sprintf("request %q is pinned to slot %q", q.ID, in.p.Slots[s].ID)})
	}
	for _, i := range in.required(r) {
		if closed := in.closedSlots(i); len(closed) > 0 {
			reasons = append(reasons, pr.closed(i, closed))
		}
	}
	reasons[0].Message = fmt.Sprintf("request %q has no slot that all in it can use: %s", q.ID, reasons[0].Message)
	return reasons
}

func (pr *prover) closed(i int32, slots []int) Reason {
	id := pr.in.p.Participants[i].ID
	return Reason{Constraint: ParticipantUnavailable, Participant: id, Slots: pr.slotIDs(slots),
		Message: fmt.Sprintf("%q has closed %s", id, pr.spans(slots))}
}

// outOfOrder says that those before and after a request leave it no slot: it
// names the chain that does.
func (pr *prover) outOfOrder(r int32, w *windows) []Reason {
	in := pr.in
	chain := []int32{r}
	for x := r; in.afterOff[x] < in.afterOff[x+1]; {
		x = slices.MaxFunc(in.after[in.afterOff[x]:in.afterOff[x+1]], func(a, b int32) int { return w.first[a] - w.first[b] })
		chain = append([]int32{x}, chain...)
	}
	for next := pr.later(r); len(next) > 0; {
		x := slices.MinFunc(next, func(a, b int32) int { return w.last[a] - w.last[b] })
		chain = append(chain, x)
		next = pr.later(x)
	}
	var reasons []Reason
	for k, x := range chain[1:] {
		reasons = append(reasons, Reason{Constraint: Precedence, Request: in.p.Requests[x].ID,
			Message: fmt.Sprintf("request %q comes after %q", in.p.Requests[x].ID, in.p.Requests[chain[k]].ID)})
	}
	head, tail := chain[0], chain[len(chain)-1]
	from, _ := in.ownWindow(head)
	_, to := in.ownWindow(tail)
	reasons[0].Message = fmt.Sprintf("the requests %s must follow one another, %q can't be before slot %q nor %q after %q, and the slots that each may use leave no room for that",
		some(pr.requestIDs(chain)), in.p.Requests[head].ID, in.p.Slots[from].ID, in.p.Requests[tail].ID, in.p.Slots[to].ID)
	return reasons
}

// later lists the chosen requests that come after r.
func (pr *prover) later(r int32) []int32 {
	in := pr.in
	var list []int32
	for _, x := range in.before[in.beforeOff[r]:in.beforeOff[r+1]] {
		if _, chosen := slices.BinarySearch(pr.chosen, x); chosen {
			list = append(list, x)
		}
	}
	return list
}

func (pr *prover) tooMany(participant, organisation string, n, most int) []Reason {
	return []Reason{{Constraint: MeetingLimit, Participant: participant, Organisation: organisation,
		Message: fmt.Sprintf("%q has %d meetings and takes at most %d", participant+organisation, n, most)}}
}

// crowdedPerson says that some of a participant's meetings have too few slots.
func (pr *prover) crowdedPerson(i int32, all int, tight []int32, slots []int) []Reason {
	in := pr.in
	id := in.p.Participants[i].ID
	open := 0
	for s := range int16(in.slots) {
		if in.isOpen(i, s) {
			open++
		}
	}
	reason := Reason{Constraint: ParticipantConflict, Participant: id, Slots: pr.slotIDs(slots), Meetings: pr.requestIDs(tight)}
	if all > open {
		reason.Message = fmt.Sprintf("%q has %d meetings and %d open slots", id, all, open)
	} else {
		reason.Message = fmt.Sprintf("%d meetings of %q (%s) can stand only in %d slots (%s)",
			len(tight), id, some(reason.Meetings), len(slots), pr.spans(slots))
	}
	return []Reason{reason}
}

// crowdedSlots says that some meetings have too few tables.
func (pr *prover) crowdedSlots(tight []int32, slots []int, room []int) []Reason {
	total := 0
	for _, s := range slots {
		total += room[s]
	}
	reason := Reason{Constraint: PlaceCapacity, Slots: pr.slotIDs(slots), Meetings: pr.requestIDs(tight)}
	reason.Message = fmt.Sprintf("%d meetings (%s) can stand only in the slots %s, which hold %d",
		len(tight), some(reason.Meetings), pr.spans(slots), total)
	return []Reason{reason}
}

// askedSlots returns the positions of the slots that a request's own slots
// and session allow.
func (in *instance) askedSlots(r int32) []int {
	q := &in.p.Requests[r]
	var slots []int
	for s := range in.p.Slots {
		slot := &in.p.Slots[s]
		if q.Session != "" && slot.Session != q.Session || len(q.Slots) > 0 && !slices.Contains(q.Slots, slot.ID) {
			continue
		}
		slots = append(slots, s)
	}
	return slots
}

// pinSlot returns the position of the slot that a request is pinned to, or -1.
func (in *instance) pinSlot(r int32) int {
	for k := range in.p.Pinned {
		if pin := &in.p.Pinned[k]; pin.Request == in.p.Requests[r].ID {
			return slices.IndexFunc(in.p.Slots, func(s Slot) bool { return s.ID == pin.Slot })
		}
	}
	return -1
}

// closedSlots returns the positions of the slots that a participant closed.
func (in *instance) closedSlots(i int32) []int {
	var slots []int
	for s := range in.slots {
		if !in.isOpen(i, int16(s)) {
			slots = append(slots, s)
		}
	}
	return slots
}
