package scheduler

import (
	"context"
	"fmt"
	"time"
)

// RepairOptions says what a repair may touch.
type RepairOptions struct {
	Before     string        // nothing in or before this slot moves or is added
	Frozen     []string      // nothing moves in, to or from these slots
	InsertOnly bool          // no meeting moves that can stay; left-out requests fill free room
	KeepOut    bool          // requests that had no meeting get none
	Limit      time.Duration // 0: ten seconds, unless Iterations is given
	Iterations int64         // bounds the search by steps instead of time
	Seed       int64         // a repair makes no choice by chance: every seed gives the same
	Threads    int           // a repair uses one
}

// Repaired is a schedule after a repair and its price.
type Repaired struct {
	Schedule *Schedule
	Moved    []Move   // meetings that stand in another slot or place than before
	Changed  []Move   // meetings that stand where they were, with other participants
	Dropped  []string // requests that no longer take place
	Added    []string // requests that take place now
	Offers   []Offer  // their meetings, each with what it alone gains, in the order in which they were placed
	Change   Score    // what the score gains or loses against the meetings that can still stand
	Proved   bool     // no repair in which as many of the meetings take place moves fewer
}

// Move is a meeting that stands elsewhere in one schedule than in another.
type Move struct {
	From Meeting
	To   Meeting
}

// Offer is a waiting request that free room would take, and its price.
type Offer struct {
	Meeting Meeting
	Change  Score // what the score gains or loses by it, the offers before it being taken
}

// Repair makes a schedule fit a problem that has changed since: a delegate
// gone, a table closed, a slot lost, a request cancelled or added. Meetings
// that can stay do, if need be with somebody else of an "any one of" group;
// those that can't are placed anew, at first where nothing else moves, then
// with the fewest others moved; freed room goes to waiting requests. Lists
// follow the order of the problem's requests.
//
// The schedule may name slots, places and people that the problem lacks by
// now, and may break rules. Without meetings in it, the problem's published
// ones are repaired. A meeting in a frozen slot that can't stand is dropped,
// unless a forced pin holds it. When the time is up or ctx is done the best so
// far comes back. The error names a slot of the options that the problem lacks,
// is that of [Validate], or that of ctx when it is done before the repair began.
func Repair(ctx context.Context, p *Problem, s *Schedule, o RepairOptions) (*Repaired, error) {
	v, err := validated(ctx, p)
	if err != nil {
		return nil, err
	}
	m, err := newMender(ctx, v, o)
	if err != nil {
		return nil, err
	}
	if s == nil || len(s.Meetings) == 0 {
		s = &Schedule{Meetings: p.Published}
	}
	m.hangOld(s)
	m.letFall()
	stood := m.b.score()
	m.placeFallen()
	m.smooth()
	if !o.KeepOut {
		m.fill()
	}
	return m.repaired(stood), nil
}

// mender repairs a schedule on a board.
type mender struct {
	b        *board
	clock    *timer     // of the searches
	end      *timer     // of all
	before   []*Meeting // request → its meeting in the old schedule
	home     []spot     // request → where that was; slot -1 when there is no such spot any more
	locked   []bool     // request → placed by the search that runs
	failed   []int8     // request → 1 + the budget with which the search that runs could not place it
	tried    []int32    // requests with failed set
	frozen   []bool     // by slot
	movable  []uint64   // row of the slots that are not frozen
	only     bool       // nothing that stands may move
	able     int        // old meetings that could stand by themselves
	mustGo   int        // of these, how many can't stand beside each other at least
	fell     []int32
	offers   []Offer
	capacity int       // of all slots that are not frozen
	jointly  int       // steps that are left for it
	cut      bool      // it has not looked at all meetings of a full slot
	shifted  []int32   // meetings that searches moved from where they stood
	left     int       // fallen meetings that it may leave out
	least    int       // fallen meetings that can't take place at least
	joint    bool      // the search that runs is for all fallen meetings together
	base     []spot    // where meetings stood before any was placed anew
	proven   int       // moves that are needed at least when all old meetings take place
	stood    int       // old meetings that stay where they were at first
	gaps     [][]int16 // fallen meeting → slots where it fits as things stand
	room     []int32   // slot → fallen meetings that fit there at once
}

func newMender(ctx context.Context, v *validator, o RepairOptions) (*mender, error) {
	in := instanceOf(v)
	if in == nil {
		return nil, ctx.Err()
	}
	b := newBoard(in, v)
	n := b.in.requests
	m := &mender{
		b: b, before: make([]*Meeting, n), home: make([]spot, n), locked: make([]bool, n),
		failed: make([]int8, n), frozen: make([]bool, b.in.slots), only: o.InsertOnly,
		movable: make([]uint64, b.in.words),
	}
	for r := range m.home {
		m.home[r] = spot{slot: -1, place: -1}
	}
	for w := range m.movable {
		m.movable[w] = ^uint64(0)
	}
	if o.Before != "" {
		last, ok := v.slot[o.Before]
		if !ok {
			return nil, fmt.Errorf("repair: %q is no slot of the problem, so nothing can be kept before it", o.Before)
		}
		for s := range int16(last + 1) {
			m.freeze(s)
		}
	}
	for _, id := range o.Frozen {
		s, ok := v.slot[id]
		if !ok {
			return nil, fmt.Errorf("repair: %q is no slot of the problem, so it can't be frozen", id)
		}
		m.freeze(int16(s))
	}
	m.clock, m.end = repairClocks(ctx, o)
	return m, nil
}

func (m *mender) freeze(s int16) {
	m.frozen[s] = true
	m.movable[m.b.in.slotWord[s]] &^= m.b.in.slotBit[s]
}

// repairClocks shares the time out: the searches stop early enough for what
// comes after them.
func repairClocks(ctx context.Context, o RepairOptions) (searches, all *timer) {
	if o.Iterations > 0 {
		return newTimer(ctx, time.Time{}, 16, o.Iterations), newTimer(ctx, time.Time{}, 16, -1)
	}
	limit := o.Limit
	if limit <= 0 {
		limit = 10 * time.Second
	}
	now := time.Now()
	return newTimer(ctx, now.Add(limit*3/4), 16, -1), newTimer(ctx, now.Add(limit), 16, -1)
}

// endless returns a clock that never stops a search.
func endless() *timer { return newTimer(context.Background(), time.Time{}, 1<<62, -1) }

// repaired writes what has become of the schedule.
func (m *mender) repaired(stood Score) *Repaired {
	b := m.b
	out := &Repaired{Schedule: b.schedule(), Offers: m.offers, Change: b.score().minus(stood)}
	out.Schedule.Status = b.status()
	next := 0 // meeting of the schedule
	for r := range int32(b.in.requests) {
		before, now := m.before[r], Meeting{}
		if b.placed(r) {
			now = out.Schedule.Meetings[next]
			next++
		}
		switch {
		case before == nil && b.placed(r):
			out.Added = append(out.Added, b.in.p.Requests[r].ID)
		case before == nil:
		case !b.placed(r):
			out.Dropped = append(out.Dropped, b.in.p.Requests[r].ID)
		default:
			if !m.atHome(r) {
				out.Moved = append(out.Moved, Move{*before, now})
			} else if !sameSet(before.Participants, now.Participants) {
				out.Changed = append(out.Changed, Move{*before, now})
			}
		}
	}
	out.Proved = len(out.Moved) <= m.leastMoves()
	return out
}

// status returns feasible when all that is compulsory is there and holds.
func (b *board) status() Status {
	for r := range int32(b.in.requests) {
		if b.in.must[r] && !b.placed(r) {
			return StatusUnknown
		}
	}
	if b.spread() > b.in.spreadMax {
		return StatusUnknown
	}
	return StatusFeasible
}
