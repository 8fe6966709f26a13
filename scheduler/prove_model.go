package scheduler

import "entente/scheduler/internal/sat"

// proofModel is an instance in clauses.
type proofModel struct {
	in     *instance
	s      *sat.Solver
	guards *proofGuards // nil: every constraint holds without condition
	yes    sat.Lit      // always true

	chosen  []int32
	of      [][]int32     // participant → its chosen requests
	at      [][]sat.Lit   // request → slot → it stands there
	by      [][]sat.Lit   // request → slot → it stands there or earlier; nil: not needed
	class   [][]sat.Lit   // request → choice of place class; nil where there is none
	busy    [][]sat.Lit   // participant → slot → it has a meeting; nil without meetings
	running [][][]sat.Lit // participant → slot → k → it has more than k meetings before that slot
	breaks  [][]sat.Lit   // participant → k → it has more than k breaks
	later   []int16       // slots whose room is stated once it is exceeded
	windows windows
}

// newProofModel states all that the chosen requests must keep; with spread,
// the breaks too.
func newProofModel(in *instance, chosen []int32, spread bool) *proofModel {
	return buildProofModel(in, chosen, spread, nil)
}

func buildProofModel(in *instance, chosen []int32, spread bool, guards *proofGuards) *proofModel {
	m := &proofModel{
		in: in, s: sat.New(), guards: guards, chosen: chosen,
		of: make([][]int32, in.people), at: make([][]sat.Lit, in.requests), by: make([][]sat.Lit, in.requests),
		class: make([][]sat.Lit, in.requests), running: make([][][]sat.Lit, in.people), busy: make([][]sat.Lit, in.people), breaks: make([][]sat.Lit, in.people),
	}
	m.windows = in.narrow(chosen)
	m.yes = m.s.NewVar()
	m.s.Add(m.yes)
	for _, r := range chosen {
		for _, i := range in.required(r) {
			m.of[i] = append(m.of[i], r)
		}
	}
	for _, r := range chosen {
		m.request(r)
	}
	for i := range int32(in.people) {
		m.person(i)
	}
	m.organisations()
	for _, r := range chosen {
		m.precedence(r)
	}
	m.rooms()
	if spread {
		m.allBreaks()
	}
	return m
}

func (m *proofModel) no() sat.Lit { return m.yes.Not() }

// fresh returns a new variable.
func (m *proofModel) fresh() sat.Lit { return m.s.NewVar() }

// guard returns the condition under which a constraint of someone holds.
func (m *proofModel) guard(c Constraint, who int32) sat.Lit {
	if m.guards == nil {
		return m.yes
	}
	return m.guards.guard(m, c, who)
}

// open lists the literals that are not known to be false.
func (m *proofModel) open(lits []sat.Lit) []sat.Lit {
	var kept []sat.Lit
	for _, l := range lits {
		if m.s.Fixed(l) >= 0 {
			kept = append(kept, l)
		}
	}
	return kept
}

// request gives r one slot among those that it may use.
func (m *proofModel) request(r int32) {
	in := m.in
	lits := make([]sat.Lit, in.slots)
	for s := range lits {
		lits[s] = m.no()
		if m.guards != nil || in.mayUse(r, int16(s)) {
			lits[s] = m.fresh()
			m.s.Prefer(lits[s])
		}
	}
	m.at[r] = lits
	if m.guards != nil {
		m.guards.forbid(m, r)
	}
	open := m.open(lits)
	m.s.Add(open...)
	for k, a := range open {
		for _, b := range open[:k] {
			m.s.Add(a.Not(), b.Not())
		}
	}
}

// person lets a participant be in one meeting at a time, and so be busy in
// as many slots as it has meetings.
func (m *proofModel) person(i int32) {
	in := m.in
	if len(m.of[i]) == 0 {
		return
	}
	guard := m.guard(ParticipantConflict, i)
	m.busy[i] = make([]sat.Lit, in.slots)
	for t := range m.busy[i] {
		m.busy[i][t] = m.busyAt(i, t, guard)
	}
	m.count(i, guard)
	m.limits(i)
}

// count lets a participant be busy in as many slots as it has meetings, and
// keeps the running counts.
func (m *proofModel) count(i int32, guard sat.Lit) {
	counts := m.s.Exactly(m.open(m.busy[i]), len(m.of[i]), guard)
	running := make([][]sat.Lit, m.in.slots+1)
	running[0] = counts[0]
	k := 0
	for t, l := range m.busy[i] {
		if m.s.Fixed(l) >= 0 {
			k++
		}
		running[t+1] = counts[k]
	}
	m.running[i] = running
	if m.guards == nil {
		m.pace(i)
	}
}

// pace says how many meetings a participant has before each slot at least,
// those whose slots all lie so early, and at most, without those whose slots
// all lie later. Clauses with one meeting a slot don't tell the solver so.
func (m *proofModel) pace(i int32) {
	n := len(m.of[i])
	for t, by := range m.running[i] {
		early, notLate := 0, n
		for _, r := range m.of[i] {
			if m.windows.last[r] < t {
				early++
			}
			if m.windows.first[r] >= t {
				notLate--
			}
		}
		if early > 0 && early <= len(by) {
			m.s.Add(by[early-1])
		}
		if notLate < len(by) {
			m.s.Add(by[notLate].Not())
		}
	}
}

func (m *proofModel) busyAt(i int32, t int, guard sat.Lit) sat.Lit {
	var lits []sat.Lit
	for _, r := range m.of[i] {
		lits = append(lits, m.at[r][t])
	}
	lits = m.open(lits)
	switch len(lits) {
	case 0:
		return m.no()
	case 1:
		return lits[0]
	}
	busy := m.fresh()
	for k, a := range lits {
		m.s.Add(a.Not(), busy)
		for _, b := range lits[:k] {
			m.s.Add(guard.Not(), a.Not(), b.Not())
		}
	}
	m.s.Add(append(lits, busy.Not())...)
	return busy
}

// limits keeps a participant's most meetings at all, a day and in a row.
func (m *proofModel) limits(i int32) {
	in := m.in
	guard := m.guard(MeetingLimit, i)
	if len(m.of[i]) > int(in.maxAll[i]) {
		m.s.Add(guard.Not())
	}
	m.dayLimits(i, guard)
}

// dayLimits keeps a participant's most meetings a day and in a row.
func (m *proofModel) dayLimits(i int32, guard sat.Lit) {
	in := m.in
	if in.maxDay[i] != unlimited {
		for d := range in.dayFirst[:len(in.dayFirst)-1] {
			m.s.AtMost(m.open(m.busy[i][in.dayFirst[d]:in.dayFirst[d+1]]), int(in.maxDay[i]), guard)
		}
	}
	if in.maxRow[i] == unlimited {
		return
	}
	row := int(in.maxRow[i])
	for _, session := range in.sessions {
		for from := int(session.from); from+row < int(session.to); from++ {
			clause := []sat.Lit{guard.Not()}
			for _, b := range m.busy[i][from : from+row+1] {
				clause = append(clause, b.Not())
			}
			m.s.Add(clause...)
		}
	}
}

// organisations denies what an organisation has too many of in any schedule.
func (m *proofModel) organisations() {
	in := m.in
	count := make([]int32, in.orgs)
	for _, r := range m.chosen {
		list := in.required(r)
		for k, i := range list {
			if o := in.org[i]; o >= 0 && !in.represented(list[:k], o) {
				count[o]++
			}
		}
	}
	for o, n := range count {
		if n > in.orgMax[o] {
			m.s.Add(m.guard(MeetingLimit, int32(in.people+o)).Not())
		}
	}
}

// precedence places r strictly later than what it comes after.
func (m *proofModel) precedence(r int32) {
	in := m.in
	for _, x := range in.after[in.afterOff[r]:in.afterOff[r+1]] {
		if m.at[x] == nil {
			continue
		}
		guard := m.guard(Precedence, r)
		by := m.until(x)
		for t := range m.at[r] {
			before := m.no()
			if t > 0 {
				before = by[t-1]
			}
			m.s.Add(guard.Not(), m.at[r][t].Not(), before)
			m.s.Add(guard.Not(), m.until(r)[t].Not(), before)
		}
	}
}

// until returns the literals that r stands in a slot or an earlier one.
func (m *proofModel) until(r int32) []sat.Lit {
	if m.by[r] != nil {
		return m.by[r]
	}
	by := make([]sat.Lit, m.in.slots)
	for t, l := range m.at[r] {
		if t == 0 {
			by[0] = l
			continue
		}
		by[t] = m.either(by[t-1], l)
	}
	m.by[r] = by
	return by
}

// either returns a literal that is true exactly when a or b is.
func (m *proofModel) either(a, b sat.Lit) sat.Lit {
	switch {
	case m.s.Fixed(a) < 0:
		return b
	case m.s.Fixed(b) < 0:
		return a
	case m.s.Fixed(a) > 0 || m.s.Fixed(b) > 0:
		return m.yes
	}
	l := m.fresh()
	m.s.Add(a.Not(), l)
	m.s.Add(b.Not(), l)
	m.s.Add(a, b, l.Not())
	return l
}

// schedule returns slot and class by request of the solver's assignment.
func (m *proofModel) schedule() (slots []int16, classes []int32) {
	slots, classes = make([]int16, m.in.requests), make([]int32, m.in.requests)
	for r := range slots {
		slots[r] = -1
	}
	for _, r := range m.chosen {
		for t, l := range m.at[r] {
			if m.s.Value(l) {
				slots[r] = int16(t)
			}
		}
		classes[r] = m.classIn(r)
	}
	m.assignTables(slots, classes)
	return slots, classes
}
