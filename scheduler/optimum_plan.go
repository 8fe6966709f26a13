package scheduler

import "slices"

// wholePlan is a schedule of the model.
type wholePlan struct {
	slots   []int16   // request → slot, -1
	classes []int32   // request → class; nil where only how many meet counts
	who     [][]int32 // request → who attends
}

// plan reads the solver's assignment.
func (m *wholeModel) plan() *wholePlan {
	in := m.in
	p := &wholePlan{slots: slices.Repeat([]int16{-1}, in.requests), who: make([][]int32, in.requests)}
	if m.there != nil {
		p.classes = make([]int32, in.requests)
	}
	for r, at := range m.at {
		t := slices.IndexFunc(at, m.s.Value)
		if t < 0 {
			continue
		}
		p.slots[r] = int16(t)
		for k, i := range m.who[r] {
			if m.s.Value(m.comes[r][k]) {
				p.who[r] = append(p.who[r], i)
			}
		}
		if m.there != nil {
			p.classes[r] = int32(slices.IndexFunc(m.there[r], m.s.Value))
		}
	}
	return p
}

// plan returns the plan of a state.
func (st *state) plan() *wholePlan {
	p := &wholePlan{slots: slices.Clone(st.slotOf), classes: slices.Clone(st.class), who: make([][]int32, st.in.requests)}
	for r := range p.who {
		for _, i := range st.seats(int32(r)) {
			if i >= 0 && p.slots[r] >= 0 {
				p.who[r] = append(p.who[r], i)
			}
		}
	}
	return p
}

// valueOf returns what a plan has at a level, less being better: of the weight
// what is left out.
func (in *instance) valueOf(p *wholePlan, g Goal) int {
	n := 0
	for r, s := range p.slots {
		switch {
		case g == GoalMandatory && s < 0 && in.mandatory[r]:
			n++
		case g == GoalWeight && s < 0:
			n += int(in.weight[r])
		case g == GoalMoved && s >= 0 && in.strayed(p, int32(r)):
			n++
		}
	}
	switch g {
	case GoalFloors:
		return in.shortOf(p)
	case GoalBreaks:
		return in.breaksIn(p)
	}
	return n
}

// strayed says whether a meeting of a plan is not where it is published, as far
// as classes tell.
func (in *instance) strayed(p *wholePlan, r int32) bool {
	was, place := in.publishedSlot[r], in.publishedPlace[r]
	return was >= 0 && (was != p.slots[r] || place >= 0 && p.classes != nil && p.classes[r] != in.classOf[place])
}

// shortOf is what lacks to floors.
func (in *instance) shortOf(p *wholePlan) int {
	meets, orgMet, org1st := make([]int32, in.people), make([]int32, in.orgs), newOnce(in.orgs)
	for _, who := range p.who {
		org1st.begin()
		for _, i := range who {
			meets[i]++
			if o := in.org[i]; org1st.new(o) {
				orgMet[o]++
			}
		}
	}
	short := in.orphans
	for i, n := range meets {
		short += lacking(in.floor[i], n)
	}
	for o, n := range orgMet {
		short += lacking(in.orgFloor[o], n)
	}
	return short
}

// breaksIn counts everyone's breaks.
func (in *instance) breaksIn(p *wholePlan) int {
	busy := make([]uint64, in.people*in.words)
	for r, s := range p.slots {
		for _, i := range p.who[r] {
			busy[int(i)*in.words+int(in.slotWord[s])] |= in.slotBit[s]
		}
	}
	total := 0
	for i := range in.people {
		for d := range in.days() {
			n, _ := breaksOf(busy[i*in.words+int(in.dayWord[d]) : i*in.words+int(in.dayWord[d+1])])
			total += n
		}
	}
	return total
}

// planned returns the state of a plan; nil if there is none, or it does not fit
// without those who attend and need not.
func (in *instance) planned(plan *wholePlan) *state {
	if plan == nil {
		return nil
	}
	if st := newState(in); st.adoptPlan(plan) {
		return st
	}
	return nil
}

// adoptPlan fills an empty state with a plan, save those who attend and need not. It
// reports whether they fit.
func (st *state) adoptPlan(plan *wholePlan) bool {
	in := st.in
	for r := range int32(in.requests) {
		s := plan.slots[r]
		if s < 0 {
			continue
		}
		seats := st.seats(r)
		n := copy(seats, in.required(r))
		for g := in.groupOff[r]; g < in.groupOff[r+1]; g++ {
			if seats[n] = -1; !st.satisfied(g, seats[:n]) {
				k := slices.IndexFunc(plan.who[r], func(i int32) bool { return slices.Contains(in.members(g), i) })
				if k < 0 {
					return false
				}
				seats[n] = plan.who[r][k]
			}
			n++
		}
		for _, i := range seats {
			if i >= 0 && st.holder(i, s) >= 0 {
				return false
			}
		}
		if plan.classes != nil && st.room(s, plan.classes[r]) && slices.Contains(st.choices(r), plan.classes[r]) {
			st.put(r, s, plan.classes[r])
			continue
		}
		if plan.classes != nil && in.changeover > 0 || !st.settle(r, s) {
			return false
		}
		st.count(r, 1)
	}
	return true
}
