package scheduler

import (
	"slices"

	"entente/scheduler/internal/sat"
)

// wanting are literals that had better be false, each at a cost: after each come
// those that cost as much more once it is true.
type wanting struct {
	m     *wholeModel
	cost  map[sat.Lit]int64
	list  []sat.Lit // those with a cost, in the order in which they came
	after map[sat.Lit]sat.Lit
	bound int64 // what is paid in any case
	least int64 // wishes that cost less are left aside for now
	units []unit
}

// unit is a literal as it was wished for at first.
type unit struct {
	lit  sat.Lit
	cost int64
}

func newWanting(m *wholeModel) *wanting {
	return &wanting{m: m, cost: map[sat.Lit]int64{}, after: map[sat.Lit]sat.Lit{}}
}

// wish adds to what a literal costs.
func (w *wanting) wish(l sat.Lit, cost int64) {
	switch w.m.s.Fixed(l) {
	case -1:
	case 1:
		w.bound += cost
		if next, more := w.after[l]; more {
			w.wish(next, cost)
		}
	default:
		if w.cost[l] == 0 {
			w.list = append(w.list, l)
		}
		w.cost[l] += cost
	}
}

// ladder wishes for the first of a count's literals to be false, and for each
// next one once that before it is true.
func (w *wanting) ladder(more []sat.Lit, cost int64) {
	if len(more) == 0 {
		return
	}
	for k, l := range more[1:] {
		w.after[more[k]] = l
	}
	w.wish(more[0], cost)
}

// pay lowers the costs of a core's literals, one of which must be true, by the
// least of them, and from then on wishes that no more of them are (OLL: Andres,
// Kaufmann, Matheis and Schaub 2012).
func (w *wanting) pay(core []sat.Lit) {
	least := w.cost[core[0]]
	for _, l := range core {
		least = min(least, w.cost[l])
	}
	w.bound += least
	w.m.s.Add(core...)
	for _, l := range core {
		if w.cost[l] -= least; w.cost[l] == 0 {
			w.list = slices.Delete(w.list, slices.Index(w.list, l), slices.Index(w.list, l)+1)
		}
		if next, more := w.after[l]; more {
			w.wish(next, least)
		}
	}
	if len(core) > 1 {
		w.ladder(w.m.s.AtLeast(core, len(core))[1:], least)
	}
}

// assumed denies all that is not left aside.
func (w *wanting) assumed() []sat.Lit {
	var lits []sat.Lit
	for _, l := range w.list {
		if w.cost[l] >= w.least {
			lits = append(lits, l.Not())
		}
	}
	return lits
}

// cheaper takes up the dearest of what was left aside, and reports whether there
// was any.
func (w *wanting) cheaper() bool {
	next := int64(0)
	for _, l := range w.list {
		if c := w.cost[l]; c < w.least {
			next = max(next, c)
		}
	}
	if next > 0 {
		w.least = next
	}
	return next > 0
}

// wanted lists what a level lowers.
func (m *wholeModel) wanted(g Goal) *wanting {
	w := newWanting(m)
	m.wishFor(g, w)
	for _, l := range w.list {
		w.units = append(w.units, unit{l, w.cost[l]})
		for next, more := w.after[l]; more; next, more = w.after[next] {
			w.units = append(w.units, unit{next, w.cost[l]})
		}
		w.least = max(w.least, w.cost[l])
	}
	return w
}

func (m *wholeModel) wishFor(g Goal, w *wanting) {
	in := m.in
	for r, placed := range m.placed {
		switch {
		case g == GoalMandatory && in.mandatory[r]:
			w.wish(placed.Not(), 1)
		case g == GoalWeight:
			w.wish(placed.Not(), int64(in.weight[r]))
		case g == GoalMoved && in.publishedSlot[r] >= 0:
			w.wish(m.both(placed, m.stays(int32(r)).Not()), 1)
		}
	}
	if g == GoalFloors {
		w.bound = int64(in.orphans)
		for i, floor := range in.floor {
			m.lacking(w, m.meets[i], floor)
		}
		for o, floor := range in.orgFloor {
			if floor > 0 {
				m.lacking(w, m.sendings(int32(o)), floor)
			}
		}
	}
	for _, more := range m.breaks {
		if g == GoalBreaks {
			w.ladder(more, 1)
		}
	}
}

// lacking wishes that at least so many of the meetings take place.
func (m *wholeModel) lacking(w *wanting, meetings []sat.Lit, floor int32) {
	more := m.s.Count(meetings, int(floor))
	w.bound += int64(int(floor) - len(more))
	for _, l := range more {
		w.wish(l.Not(), 1)
	}
}

// stays returns the literal that r is where it is published, as far as classes
// tell.
func (m *wholeModel) stays(r int32) sat.Lit {
	at := m.at[r][m.in.publishedSlot[r]]
	if place := m.in.publishedPlace[r]; place >= 0 && m.there != nil {
		return m.both(at, m.there[r][m.in.classOf[place]])
	}
	return at
}

// total counts what a level costs in all.
type total struct {
	w     *wanting
	units []unit
	paid  int64 // on top of what the units cost
	step  int   // the costs' greatest common divisor
	more  []sat.Lit
}

// mostUnits is how many steps of cost are counted at most.
const mostUnits = 400

// state makes the literals that speak of costs up to this one; it reports
// whether it could.
func (t *total) state(at int) bool {
	if t.step == 0 {
		t.step = t.divisor()
	}
	steps, sum := (at-int(t.paid))/t.step, int64(0)
	for _, u := range t.units {
		sum += u.cost
	}
	if sum > mostUnits*int64(t.step) {
		return false
	}
	if t.more != nil || steps < 0 {
		return steps < len(t.more)
	}
	var lits []sat.Lit
	for _, u := range t.units {
		for range int(u.cost) / t.step {
			lits = append(lits, u.lit)
		}
	}
	t.more = append(t.w.m.s.AtLeast(lits, steps+1), t.w.m.no())
	return true
}

func (t *total) divisor() int {
	d := 0
	for _, u := range t.units {
		for a := int(u.cost); a > 0; {
			d, a = a, d%a
		}
	}
	return max(1, d)
}

// less denies that the cost is at or more.
func (t *total) less(at int) sat.Lit {
	return t.more[min((at-int(t.paid))/t.step-1, len(t.more)-1)].Not()
}
