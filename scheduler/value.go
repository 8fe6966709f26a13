package scheduler

// scale turns the levels on which requests are chosen, what is compulsory,
// mandatory, floors and weight, into one number of the same order: a unit of a
// level outweighs all of the later ones.
type scale struct {
	absent, missing, short, weight int64
}

func newScale(in *instance) scale {
	var sc scale
	unit := int64(1)
	order := in.p.order()
	for k := len(order) - 1; k >= 0; k-- {
		switch order[k] {
		case GoalWeight:
			sc.weight = unit
			unit = raise(unit, in.totalWeight())
		case GoalFloors:
			sc.short = unit
			unit = raise(unit, in.totalFloor())
		case GoalMandatory:
			sc.missing = unit
			unit = raise(unit, int64(in.requests))
		}
	}
	sc.absent = unit
	return sc
}

// raise returns a unit that outweighs most units of the level below. Beyond
// what 64 bits hold it stays put, which only blurs levels of absurd size.
func raise(unit, most int64) int64 {
	const top = 1 << 44
	if unit > top/(most+1) {
		return top
	}
	return unit * (most + 1)
}

func (in *instance) totalWeight() int64 {
	sum := int64(0)
	for _, w := range in.weight {
		sum += int64(w)
	}
	return sum
}

func (in *instance) totalFloor() int64 {
	sum := int64(in.orphans)
	for _, f := range in.floor {
		sum += int64(f)
	}
	for _, f := range in.orgFloor {
		sum += int64(f)
	}
	return sum
}

// value is what the placed requests are worth.
func (st *state) value(sc scale) int64 {
	return sc.weight*st.weight - sc.short*int64(st.short) - sc.missing*int64(st.missing) - sc.absent*int64(st.absent)
}

// goal is the value that no schedule beats.
func (sc scale) goal(b Bounds) int64 {
	return sc.weight*int64(*b.Weight) - sc.short*int64(*b.FloorShortfall) - sc.missing*int64(*b.MandatoryUnplaced)
}

// worth is what r is worth by itself, floors aside.
func (st *state) worth(sc scale, r int32) int64 {
	in := st.in
	v := sc.weight * int64(in.weight[r])
	if in.mandatory[r] {
		v += sc.missing
	}
	if in.must[r] {
		v += sc.absent
	}
	return v
}
