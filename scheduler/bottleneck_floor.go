package scheduler

import (
	"fmt"
	"slices"
)

// MissedFloor is a floor that a participant or an organisation does not reach,
// and how many meetings it could have at most, whatever the others do.
type MissedFloor struct {
	Participant  string
	Organisation string
	Floor        int
	Meetings     int
	AtMost       int        // no schedule gives it more
	Proved       bool       // it has all that any schedule can give it
	Requests     int        // accepted requests that may count for it
	Cause        FloorCause // what bounds it
	Message      string     // the same in words
}

// FloorCause says what bounds the meetings that somebody can have.
type FloorCause string

// The causes of a missed floor.
const (
	FloorNobody   FloorCause = "nobody"         // the organisation has no participant
	FloorRequests FloorCause = "requests"       // its requests, if it is in any
	FloorLimit    FloorCause = "limit"          // its own limit of meetings
	FloorAlone    FloorCause = "no-common-slot" // it has no slot in common with any whom it would meet
	FloorSlots    FloorCause = "open-slots"     // its open slots
	FloorShared   FloorCause = "common-slots"   // the slots in common with those whom it would meet
)

// floors lists the floors that are missed.
func (n *narrows) floors() []MissedFloor {
	b, p := n.b, n.b.in.p
	var missed []MissedFloor
	var named [][]int32
	for i := range int32(b.in.people) {
		if n.ctx.Err() != nil {
			return missed
		}
		if b.meets[i] >= b.in.floor[i] {
			continue
		}
		if named == nil {
			named = b.naming()
		}
		f := MissedFloor{Participant: p.Participants[i].ID, Floor: int(b.in.floor[i]), Meetings: int(b.meets[i])}
		f.Requests = len(named[i])
		f.AtMost, f.Cause, f.Message = b.mostOf(i, named[i])
		f.Proved = f.AtMost <= f.Meetings
		missed = append(missed, f)
	}
	for k := range p.Organisations {
		if n.ctx.Err() != nil {
			return missed
		}
		if f := b.organisationFloor(&p.Organisations[k]); f.Floor > f.Meetings {
			missed = append(missed, f)
		}
	}
	return missed
}

// naming lists for each participant the requests that it must or may attend.
func (b *board) naming() [][]int32 {
	in := b.in
	named := make([][]int32, in.people)
	for r := range int32(in.requests) {
		for _, i := range b.invited(r) {
			named[i] = append(named[i], r)
		}
	}
	return named
}

// invited lists those who must or may attend r's meeting, each once.
func (b *board) invited(r int32) []int32 {
	in := b.in
	all := slices.Clone(in.required(r))
	for g := in.groupOff[r]; g < in.groupOff[r+1]; g++ {
		for _, i := range in.members(g) {
			if !contains(all, i) {
				all = append(all, i)
			}
		}
	}
	return all
}

// mostOf returns how many of its requests a participant could attend at most,
// and what bounds that: the requests, its limit, or the slots that it has in
// common with those whom it would meet, by a maximum matching.
func (b *board) mostOf(i int32, requests []int32) (int, FloorCause, string) {
	id := b.in.p.Participants[i].ID
	var slots [][]int16
	lonely := 0
	for _, r := range requests {
		common := b.commonSlots(i, r)
		slots = append(slots, common)
		if len(common) == 0 {
			lonely++
		}
	}
	most := matching(slots, b.in.slots)
	switch limit := int(b.in.maxAll[i]); {
	case len(requests) == 0:
		return 0, FloorRequests, fmt.Sprintf("%q is in no accepted request", id)
	case limit < most:
		return limit, FloorLimit, fmt.Sprintf("%q has %d meetings at most by its own limit", id, limit)
	case lonely == len(requests):
		return 0, FloorAlone, fmt.Sprintf("%q has no slot in common with any of those whom its %d accepted requests name", id, lonely)
	case most == len(requests):
		return most, FloorRequests, fmt.Sprintf("%q is in %s in all", id, countedRequests(most))
	case most == b.openSlots(i):
		return most, FloorSlots, fmt.Sprintf("%q has %d open slots in all", id, most)
	}
	return most, FloorShared, fmt.Sprintf("%q is in %s, and only %d of them can have a slot in common with those whom they name, each another", id, countedRequests(len(requests)), most)
}

func countedRequests(n int) string {
	if n == 1 {
		return "one accepted request"
	}
	return fmt.Sprintf("%d accepted requests", n)
}

// commonSlots lists the slots in which i could attend r's meeting as far as
// its slots and everybody's availability say.
func (b *board) commonSlots(i, r int32) []int16 {
	in := b.in
	var list []int16
	for s := range int16(in.slots) {
		if !in.mayUse(r, s) || !in.forced[r] && !in.isOpen(i, s) {
			continue
		}
		if in.forced[r] || b.groupsOpen(r, s) {
			list = append(list, s)
		}
	}
	return list
}

// groupsOpen says whether each "any one of" group of r has somebody available.
func (b *board) groupsOpen(r int32, s int16) bool {
	in := b.in
	for g := in.groupOff[r]; g < in.groupOff[r+1]; g++ {
		if !slices.ContainsFunc(in.members(g), func(i int32) bool { return in.isOpen(i, s) }) {
			return false
		}
	}
	return true
}

// matching returns how many can have a slot each, no two the same.
func matching(options [][]int16, slots int) int {
	taken := make([]int, slots)
	for s := range taken {
		taken[s] = -1
	}
	n := 0
	for k := range options {
		if augment(k, options, taken, make([]bool, slots)) {
			n++
		}
	}
	return n
}

func augment(k int, options [][]int16, taken []int, seen []bool) bool {
	for _, s := range options[k] {
		if seen[s] {
			continue
		}
		seen[s] = true
		if taken[s] < 0 || augment(taken[s], options, taken, seen) {
			taken[s] = k
			return true
		}
	}
	return false
}

// organisationFloor measures an organisation against its floor.
func (b *board) organisationFloor(org *Organisation) MissedFloor {
	f := MissedFloor{Organisation: org.ID, Floor: org.Floor}
	o := int32(slices.Index(b.orgName, org.ID))
	if o < 0 {
		f.Cause, f.Message, f.Proved = FloorNobody, fmt.Sprintf("%q has no participant", org.ID), true
		return f
	}
	f.Meetings = int(b.orgMet[o])
	if f.Meetings >= f.Floor {
		return f
	}
	able, named := 0, 0
	for r := range int32(b.in.requests) {
		if !b.in.represented(b.invited(r), o) {
			continue
		}
		named++
		if b.anySlot(r) {
			able++
		}
	}
	f.AtMost = min(able, int(b.in.orgMax[o]))
	f.Proved, f.Requests, f.Cause = f.AtMost <= f.Meetings, named, FloorRequests
	switch {
	case f.AtMost < able:
		f.Cause = FloorLimit
		f.Message = fmt.Sprintf("%q has %d meetings at most by its own limit", org.ID, f.AtMost)
	case able < named:
		f.Cause = FloorShared
		f.Message = fmt.Sprintf("%q is in %s, and %d of them have a slot in which all are open", org.ID, countedRequests(named), able)
	case named == 0:
		f.Message = fmt.Sprintf("%q is in no accepted request", org.ID)
	default:
		f.Message = fmt.Sprintf("%q is in %s in all", org.ID, countedRequests(named))
	}
	return f
}

// anySlot says whether r has a slot as far as availability says.
func (b *board) anySlot(r int32) bool {
	for s := range int16(b.in.slots) {
		if b.in.mayUse(r, s) && (b.in.forced[r] || b.groupsOpen(r, s)) {
			return true
		}
	}
	return false
}
