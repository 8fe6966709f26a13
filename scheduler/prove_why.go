package scheduler

import (
	"cmp"
	"fmt"
	"slices"

	"entente/scheduler/internal/sat"
)

// proofGuards are the conditions of a model's constraints, one for each
// constraint and whom it concerns.
type proofGuards struct {
	lits []sat.Lit
	of   map[sat.Lit]guardKey
	by   map[guardKey]sat.Lit
}

// guardKey names a group of clauses: a constraint and a participant, request
// or slot; an organisation counts on from the participants.
type guardKey struct {
	constraint Constraint
	who        int32
}

func newProofGuards() *proofGuards {
	return &proofGuards{of: map[sat.Lit]guardKey{}, by: map[guardKey]sat.Lit{}}
}

func (g *proofGuards) guard(m *proofModel, c Constraint, who int32) sat.Lit {
	key := guardKey{c, who}
	if l, known := g.by[key]; known {
		return l
	}
	l := m.fresh()
	g.lits = append(g.lits, l)
	g.of[l], g.by[key] = key, l
	return l
}

// forbid keeps r out of the slots that it, its people or its pin rule out,
// each for its own reason.
func (g *proofGuards) forbid(m *proofModel, r int32) {
	in := m.in
	deny := func(s int, c Constraint, who int32) {
		m.s.Add(g.guard(m, c, who).Not(), m.at[r][s].Not())
	}
	pinned := in.pinSlot(r)
	asked := in.askedSlots(r)
	for s := range in.slots {
		if pinned >= 0 && s != pinned {
			deny(s, Pinned, r)
		}
		if in.forced[r] {
			continue
		}
		if !slices.Contains(asked, s) {
			deny(s, RequestSlots, r)
		}
		for _, i := range in.required(r) {
			if !in.isOpen(i, int16(s)) {
				deny(s, ParticipantUnavailable, i)
			}
		}
	}
}

const (
	explainConflicts = 20_000 // to find constraints that can't all hold
	shrinkConflicts  = 500    // to try to do without one of them
)

// explain looks for a few constraints that can't all hold. It returns nil if
// it takes too long to tell.
func (pr *prover) explain() []Reason {
	pr.trace("explain", 0)
	guards := newProofGuards()
	m := buildProofModel(pr.in, pr.chosen, pr.whole, guards)
	defer pr.watch(m.s)()
	left := int64(explainConflicts)
	if pr.left >= 0 {
		left = min(left, pr.left)
	}
	core, ok := pr.contradiction(m, guards.lits, &left)
	if !ok {
		return nil
	}
	core = pr.fewer(m, core, &left)
	keys := make([]guardKey, len(core))
	for k, l := range core {
		keys[k] = guards.of[l]
	}
	return pr.say(keys)
}

// contradiction returns those of the guards that can't all hold.
func (pr *prover) contradiction(m *proofModel, guards []sat.Lit, left *int64) ([]sat.Lit, bool) {
	for !pr.stopped() && *left > 0 {
		before := m.s.Conflicts()
		m.s.Budget(min(*left, shrinkConflicts))
		result := m.s.Solve(guards...)
		*left -= max(1, m.s.Conflicts()-before)
		if result != sat.Unknown {
			return slices.Clone(m.s.Core()), result == sat.Unsat
		}
	}
	return nil, false
}

// fewer drops what the contradiction can do without, one by one.
func (pr *prover) fewer(m *proofModel, core []sat.Lit, left *int64) []sat.Lit {
	for k := len(core) - 1; k >= 0; k-- {
		share := min(*left, shrinkConflicts)
		smaller, ok := pr.contradiction(m, slices.Delete(slices.Clone(core), k, k+1), &share)
		*left -= shrinkConflicts - share
		if ok {
			core = smaller
			k = min(k, len(core))
		}
	}
	return core
}

// say puts constraints that can't all hold into words, one reason for each
// constraint and whom it concerns, in a fixed order.
func (pr *prover) say(keys []guardKey) []Reason {
	slices.SortFunc(keys, func(a, b guardKey) int {
		return cmp.Or(cmp.Compare(a.constraint, b.constraint), cmp.Compare(a.who, b.who))
	})
	var reasons []Reason
	var full []int
	for _, key := range keys {
		if key.constraint == PlaceCapacity {
			full = append(full, int(key.who))
			continue
		}
		reasons = append(reasons, pr.sayOne(key))
	}
	if full != nil {
		reasons = append(reasons, Reason{Constraint: PlaceCapacity, Slots: pr.slotIDs(full),
			Message: fmt.Sprintf("no more meetings fit into the slots %s than there are tables", pr.spans(full))})
	}
	if len(reasons) > 1 {
		reasons[0].Message = "these can't all hold: " + reasons[0].Message
	}
	return reasons
}

func (pr *prover) sayOne(key guardKey) Reason {
	in := pr.in
	reason := Reason{Constraint: key.constraint}
	switch key.constraint {
	case ParticipantConflict, ParticipantUnavailable, MeetingLimit:
		if int(key.who) >= in.people {
			reason.Organisation = in.organisationID(key.who - int32(in.people))
			reason.Message = fmt.Sprintf("organisation %q has a limit of meetings", reason.Organisation)
			return reason
		}
		return pr.sayPerson(reason, key.who)
	case BreakSpread:
		reason.Message = fmt.Sprintf("the breaks of any two differ by at most %d", in.spreadMax)
		return reason
	}
	reason.Request = in.p.Requests[key.who].ID
	switch key.constraint {
	case Pinned:
		s := in.pinSlot(key.who)
		reason.Slots = pr.slotIDs([]int{s})
		reason.Message = fmt.Sprintf("request %q is pinned to slot %q", reason.Request, in.p.Slots[s].ID)
	case RequestSlots:
		asked := in.askedSlots(key.who)
		reason.Slots = pr.slotIDs(asked)
		reason.Message = fmt.Sprintf("request %q takes only the slots %s", reason.Request, pr.spans(asked))
	case Precedence:
		reason.Message = fmt.Sprintf("request %q comes after %s", reason.Request, some(in.p.Requests[key.who].After))
	}
	return reason
}

func (pr *prover) sayPerson(reason Reason, i int32) Reason {
	id := pr.in.p.Participants[i].ID
	reason.Participant = id
	switch reason.Constraint {
	case ParticipantUnavailable:
		return pr.closed(i, pr.in.closedSlots(i))
	case ParticipantConflict:
		n := 0
		for _, r := range pr.chosen {
			if slices.Contains(pr.in.required(r), i) {
				n++
			}
		}
		reason.Message = fmt.Sprintf("%q has %d meetings, one at a time", id, n)
	default:
		reason.Message = fmt.Sprintf("%q has a limit of meetings", id)
	}
	return reason
}
