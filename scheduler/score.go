package scheduler

// score computes the score of a state whose meetings are at these places.
func (in *instance) score(st *state, where []int32, total standing) Score {
	s := Score{
		MandatoryUnplaced: st.missing, FloorShortfall: st.short, Weight: int(st.weight), Placed: st.placed,
		Moved: in.movedFrom(st, where), Breaks: int(total.breaks), IdleSlots: int(total.idle),
	}
	tables, zones := in.changes(st, where)
	s.TableChanges = tables
	parts := map[string]int{
		ComfortIdleSlots: int(total.idle), ComfortRatherNot: int(total.rather), ComfortTableChanges: tables,
		ComfortZoneChanges: zones, ComfortSpread: in.spreadOf(st), ComfortEarliness: int(total.early),
	}
	for part, w := range in.p.comfort() {
		s.Comfort += w * parts[part]
	}
	return s
}

// movedFrom counts the published meetings that stand in another slot or place.
func (in *instance) movedFrom(st *state, where []int32) int {
	n := 0
	for r, s := range in.publishedSlot {
		if s < 0 || st.slotOf[r] < 0 {
			continue
		}
		if st.slotOf[r] != s || in.publishedPlace[r] >= 0 && where != nil && where[r] != in.publishedPlace[r] {
			n++
		}
	}
	return n
}

// changes counts the consecutive meetings of one participant on one day that
// are at different places, and those in different zones.
func (in *instance) changes(st *state, where []int32) (tables, zones int) {
	if where == nil {
		return 0, 0
	}
	h := &housing{in: in, zone: 1}
	for i := range int32(in.people) {
		for d := range in.days() {
			last := int32(-1)
			for s := in.dayFirst[d]; s < in.dayFirst[d+1]; s++ {
				r := st.holder(i, s)
				if r < 0 {
					continue
				}
				if last >= 0 && last != where[r] {
					tables++
					zones += int(h.change(last, where[r]))
				}
				last = where[r]
			}
		}
	}
	return tables, zones
}

// spreadOf is the difference of the most and the fewest breaks of any two
// participants.
func (in *instance) spreadOf(st *state) int {
	most, fewest := int64(0), int64(unlimited)
	for i := range int32(in.people) {
		n := st.breaksOfPerson(i)
		most, fewest = max(most, n), min(fewest, n)
	}
	return int(max(0, most-fewest))
}

func (st *state) breaksOfPerson(i int32) int64 {
	n := int64(0)
	for d := range int32(st.in.days()) {
		n += st.dayStanding(i, d).breaks
	}
	return n
}

// levelOf is a level of a score, less being better.
func levelOf(s Score, level Goal) int {
	switch level {
	case GoalMandatory:
		return s.MandatoryUnplaced
	case GoalFloors:
		return s.FloorShortfall
	case GoalWeight:
		return -s.Weight
	case GoalMoved:
		return s.Moved
	case GoalBreaks:
		return s.Breaks
	}
	return 0
}
