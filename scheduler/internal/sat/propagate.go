package sat

// propagate sets what the trail implies. It returns 0, or the clause all of
// whose literals are false: the place of one in the arena, or twoLits with
// the two literals in clash.
func (s *Solver) propagate() reason {
	value := s.value
	from := s.head
	for s.head < len(s.trail) {
		p := s.trail[s.head]
		s.head++
		for _, q := range s.bins[p] {
			if v := value[q]; v == 0 {
				s.assign(q, because(p^1))
			} else if v < 0 {
				s.clash = [2]Lit{q, p ^ 1}
				s.propagations += int64(s.head - from)
				return twoLits
			}
		}
		for _, w := range s.triples[p] {
			a, b := value[w.a], value[w.b]
			if a > 0 || b > 0 || a == 0 && b == 0 {
				continue
			}
			switch {
			case a == 0:
				s.assign(w.a, reason(w.at))
			case b == 0:
				s.assign(w.b, reason(w.at))
			default:
				s.propagations += int64(s.head - from)
				return reason(w.at)
			}
		}
		if conflict := s.visit(p); conflict != 0 {
			s.propagations += int64(s.head - from)
			return conflict
		}
	}
	s.propagations += int64(s.head - from)
	return 0
}

// visit looks at the clauses that watch the negation of p.
func (s *Solver) visit(p Lit) reason {
	value, arena := s.value, s.arena
	list := s.watches[p]
	gone := p ^ 1
	i, j, n := 0, 0, len(list)
	for i < n {
		w := list[i]
		i++
		if value[w.blocker] > 0 {
			list[j] = w
			j++
			continue
		}
		at := w.at
		size := uint32(arena[at])
		lits := arena[at+headWords : at+headWords+size : at+headWords+size]
		first := lits[0] ^ lits[1] ^ gone
		if first != w.blocker && value[first] > 0 {
			list[j] = watch{at, first}
			j++
			continue
		}
		found := false
		for k := 2; k < len(lits); k++ {
			if l := lits[k]; value[l] >= 0 {
				lits[0], lits[1], lits[k] = first, l, gone
				s.watches[l^1] = append(s.watches[l^1], watch{at, first})
				found = true
				break
			}
		}
		if found {
			continue
		}
		list[j] = watch{at, first}
		j++
		if value[first] < 0 {
			j += copy(list[j:], list[i:])
			s.watches[p] = list[:j]
			return reason(at)
		}
		lits[0], lits[1] = first, gone
		s.assign(first, reason(at))
	}
	s.watches[p] = list[:j]
	return 0
}
