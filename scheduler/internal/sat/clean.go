package sat

import (
	"cmp"
	"slices"
)

// clean drops the learnt clauses that promise least: those of many levels
// that did not serve of late.
func (s *Solver) clean() {
	s.cleanings++
	s.cleanAt = s.conflicts + s.cleanEvery*(s.cleanings+1)
	var weak []uint32
	for _, at := range s.learnt {
		marks := s.marks(at)
		used := marks & usedMask
		if used > 0 {
			s.setMarks(at, marks-usedOnce)
		}
		if marks&levelMask <= keepLevels || used > 0 || s.locked(at) {
			continue
		}
		weak = append(weak, at)
	}
	slices.SortFunc(weak, func(a, b uint32) int {
		if by := cmp.Compare(s.levelsOf(b), s.levelsOf(a)); by != 0 {
			return by
		}
		if by := cmp.Compare(s.arena[b], s.arena[a]); by != 0 {
			return by
		}
		return cmp.Compare(a, b)
	})
	for _, at := range weak[:len(weak)*3/4] {
		s.kill(at)
	}
	s.sharpen()
	if len(s.trail) > s.fixedBefore {
		s.killSatisfied(s.given)
		s.killSatisfied(s.learnt)
		s.fixedBefore = len(s.trail)
	}
	s.learnt = s.living(s.learnt)
	if s.wasted > len(s.arena)/5 {
		s.collect()
	} else {
		s.dropDeadWatches()
	}
}

// killSatisfied drops clauses that hold whatever is assumed.
func (s *Solver) killSatisfied(list []uint32) {
	for _, at := range list {
		if s.marks(at)&deadFlag != 0 || s.locked(at) {
			continue
		}
		for _, l := range s.lits(at) {
			if s.value[l] > 0 {
				s.kill(at)
				break
			}
		}
	}
}
