package scheduler

import (
	"slices"

	"entente/scheduler/internal/sat"
)

// wholeModel is a small problem in clauses, with all that may be chosen: which
// requests take place, when, where, and who attends.
type wholeModel struct {
	*proofModel
	placed []sat.Lit           // request → it takes place
	who    [][]int32           // request → all who may attend
	comes  [][]sat.Lit         // and of each of them, whether it does
	holds  [][][]sat.Lit       // participant → slot → it attends this or that request then
	meets  [][]sat.Lit         // participant → it attends this or that request
	sent   []map[int32]sat.Lit // request → organisation → one of its participants attends
	there  [][]sat.Lit         // request → class → it is at such a place; nil where only how many meet counts
}

// What is looked at as a whole: so many pairs of request and slot, of request and
// who may attend, and classes of places.
const (
	wholeCells   = 4000
	wholeSides   = 4000
	wholeClasses = 40
)

// newWholeModel states all of a problem; nil when it is too large.
func newWholeModel(in *instance) *wholeModel {
	if in.requests*in.slots > wholeCells || len(in.all)+len(in.member) > wholeSides || in.classes > wholeClasses {
		return nil
	}
	m := &wholeModel{
		proofModel: &proofModel{
			in: in, s: sat.New(), of: make([][]int32, in.people), at: make([][]sat.Lit, in.requests), by: make([][]sat.Lit, in.requests),
			running: make([][][]sat.Lit, in.people), busy: make([][]sat.Lit, in.people), breaks: make([][]sat.Lit, in.people),
		},
		who: make([][]int32, in.requests), comes: make([][]sat.Lit, in.requests), holds: make([][][]sat.Lit, in.people),
		meets: make([][]sat.Lit, in.people), sent: make([]map[int32]sat.Lit, in.requests),
	}
	m.yes = m.s.NewVar()
	m.s.Add(m.yes)
	for i := range m.holds {
		m.holds[i] = make([][]sat.Lit, in.slots)
	}
	others := in.others()
	for r := range int32(in.requests) {
		m.chosen = append(m.chosen, r)
		m.stand(r)
		m.company(r, others)
	}
	for i := range int32(in.people) {
		m.person(i)
	}
	m.organisations()
	for r := range int32(in.requests) {
		m.follow(r)
	}
	m.places()
	m.allBreaks()
	return m
}

// stand gives r at most one slot; one if it is compulsory.
func (m *wholeModel) stand(r int32) {
	in := m.in
	m.at[r] = make([]sat.Lit, in.slots)
	for t := range m.at[r] {
		if m.at[r][t] = m.no(); in.mayUse(r, int16(t)) {
			m.at[r][t] = m.fresh()
		}
	}
	open := m.open(m.at[r])
	m.s.AtMost(open, 1)
	placed := m.any(open)
	m.placed = append(m.placed, placed)
	if in.must[r] {
		m.s.Add(placed)
	}
}

// any returns a literal that is true exactly when one of these is.
func (m *wholeModel) any(lits []sat.Lit) sat.Lit {
	switch lits = m.open(lits); len(lits) {
	case 0:
		return m.no()
	case 1:
		return lits[0]
	}
	some := m.fresh()
	for _, l := range lits {
		m.s.Add(l.Not(), some)
	}
	m.s.Add(append(slices.Clone(lits), some.Not())...)
	return some
}

// both returns a literal that is true exactly when two are.
func (m *wholeModel) both(a, b sat.Lit) sat.Lit {
	switch {
	case a == b || m.s.Fixed(b) > 0:
		return a
	case m.s.Fixed(a) > 0:
		return b
	case m.s.Fixed(a) < 0 || m.s.Fixed(b) < 0:
		return m.no()
	}
	l := m.fresh()
	m.s.Add(a, l.Not())
	m.s.Add(b, l.Not())
	m.s.Add(a.Not(), b.Not(), l)
	return l
}

// company lets all attend who must, one or more of each group, and others who
// are named if they like.
func (m *wholeModel) company(r int32, others [][]int32) {
	in := m.in
	for _, i := range in.required(r) {
		m.join(r, i, m.placed[r])
	}
	for g := in.groupOff[r]; g < in.groupOff[r+1]; g++ {
		clause := []sat.Lit{m.placed[r].Not()}
		for _, i := range in.members(g) {
			clause = append(clause, m.mayJoin(r, i))
		}
		m.s.Add(clause...)
	}
	if others != nil {
		for _, i := range others[r] {
			m.mayJoin(r, i)
		}
	}
	for k, i := range m.who[r] {
		for t, at := range m.at[r] {
			if m.s.Fixed(at) < 0 {
				continue
			}
			if m.comes[r][k] != m.placed[r] {
				at = m.both(at, m.comes[r][k])
			}
			m.holds[i][t] = append(m.holds[i][t], at)
		}
	}
}

func (m *wholeModel) join(r, i int32, comes sat.Lit) {
	m.who[r], m.comes[r] = append(m.who[r], i), append(m.comes[r], comes)
	m.of[i], m.meets[i] = append(m.of[i], r), append(m.meets[i], comes)
}

// mayJoin returns the literal that i attends r, which it need not.
func (m *wholeModel) mayJoin(r, i int32) sat.Lit {
	if k := slices.Index(m.who[r], i); k >= 0 {
		return m.comes[r][k]
	}
	comes := m.fresh()
	m.s.Add(comes.Not(), m.placed[r])
	for t, at := range m.at[r] {
		if !m.in.forced[r] && !m.in.isOpen(i, int16(t)) {
			m.s.Add(comes.Not(), at.Not())
		}
	}
	m.join(r, i, comes)
	return comes
}

// person lets a participant be in one meeting at a time, within its limits.
func (m *wholeModel) person(i int32) {
	in := m.in
	if len(m.of[i]) == 0 {
		return
	}
	m.busy[i] = make([]sat.Lit, in.slots)
	for t, lits := range m.holds[i] {
		m.s.AtMost(m.open(lits), 1)
		m.busy[i][t] = m.any(lits)
	}
	if int(in.maxAll[i]) < len(m.meets[i]) {
		m.s.AtMost(m.meets[i], int(in.maxAll[i]))
	}
	m.dayLimits(i, m.yes)
}

// organisations keeps the most meetings of each.
func (m *wholeModel) organisations() {
	in := m.in
	for o := range int32(in.orgs) {
		if lits := m.sendings(o); int(in.orgMax[o]) < len(lits) {
			m.s.AtMost(lits, int(in.orgMax[o]))
		}
	}
}

// sendings returns for each request that may be one of an organisation's
// meetings whether it is.
func (m *wholeModel) sendings(o int32) []sat.Lit {
	var lits []sat.Lit
	for r := range m.chosen {
		if l := m.sends(int32(r), o); m.s.Fixed(l) >= 0 {
			lits = append(lits, l)
		}
	}
	return lits
}

// sends returns the literal that someone of an organisation attends r.
func (m *wholeModel) sends(r, o int32) sat.Lit {
	if l, known := m.sent[r][o]; known {
		return l
	}
	var lits []sat.Lit
	for k, i := range m.who[r] {
		if m.in.org[i] != o {
			continue
		}
		if m.comes[r][k] == m.placed[r] {
			lits = []sat.Lit{m.placed[r]}
			break
		}
		lits = append(lits, m.comes[r][k])
	}
	if m.sent[r] == nil {
		m.sent[r] = map[int32]sat.Lit{}
	}
	m.sent[r][o] = m.any(lits)
	return m.sent[r][o]
}

// follow places r strictly later than what it comes after, and only with it.
func (m *wholeModel) follow(r int32) {
	in := m.in
	for _, x := range in.after[in.afterOff[r]:in.afterOff[r+1]] {
		m.s.Add(m.placed[r].Not(), m.placed[x])
		before := m.no()
		for t, at := range m.at[r] {
			m.s.Add(at.Not(), before)
			before = m.until(x)[t]
		}
	}
}
