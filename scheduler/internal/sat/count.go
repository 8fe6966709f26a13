package sat

// Count returns literals of which the k-th, from 0, is true exactly when more
// than k of the given ones are. No more than most are returned: the last of
// them speaks of any greater number too. It is a totalizer (Bailleux and
// Boufkhad 2003), cut off at most.
func (s *Solver) Count(lits []Lit, most int) []Lit { return s.count(lits, most, true) }

// AtLeast is like Count, but its literals may be true without cause: the k-th
// is true if more than k of the given ones are. That is all that an upper
// limit needs, and half the clauses.
func (s *Solver) AtLeast(lits []Lit, most int) []Lit { return s.count(lits, most, false) }

func (s *Solver) count(lits []Lit, most int, both bool) []Lit {
	if most <= 0 || len(lits) == 0 {
		return nil
	}
	if len(lits) == 1 {
		return lits[:1:1]
	}
	half := len(lits) / 2
	a, b := s.count(lits[:half], most, both), s.count(lits[half:], most, both)
	sum := make([]Lit, min(len(a)+len(b), most))
	for k := range sum {
		sum[k] = s.NewVar()
	}
	for i := 0; i <= len(a); i++ {
		for j := 0; j <= len(b) && i+j <= len(sum); j++ {
			s.atLeast(a, b, sum, i, j)
			if both && i+j < len(sum) {
				s.noMore(a, b, sum, i, j)
			}
		}
	}
	return sum
}

// atLeast says that i of a and j of b make i+j of the sum.
func (s *Solver) atLeast(a, b, sum []Lit, i, j int) {
	if i+j == 0 {
		return
	}
	c := [3]Lit{sum[i+j-1]}
	n := 1
	if i > 0 {
		c[n] = a[i-1].Not()
		n++
	}
	if j > 0 {
		c[n] = b[j-1].Not()
		n++
	}
	s.Add(c[:n]...)
}

// noMore says that no more than i of a and j of b make no more than i+j.
func (s *Solver) noMore(a, b, sum []Lit, i, j int) {
	c := [3]Lit{sum[i+j].Not()}
	n := 1
	if i < len(a) {
		c[n] = a[i]
		n++
	}
	if j < len(b) {
		c[n] = b[j]
		n++
	}
	s.Add(c[:n]...)
}

// AtMost allows no more than most of the literals to be true, as long as all
// the guards are.
func (s *Solver) AtMost(lits []Lit, most int, guards ...Lit) {
	switch {
	case most >= len(lits):
		return
	case most <= 0:
		for _, l := range lits {
			s.guarded(guards, l.Not())
		}
	case most == 1 && len(lits) <= 32:
		for i, a := range lits {
			for _, b := range lits[:i] {
				s.guarded(guards, a.Not(), b.Not())
			}
		}
	default:
		s.guarded(guards, s.AtLeast(lits, most+1)[most].Not())
	}
}

func (s *Solver) guarded(guards []Lit, lits ...Lit) {
	c := make([]Lit, 0, len(guards)+len(lits))
	for _, g := range guards {
		c = append(c, g.Not())
	}
	s.Add(append(c, lits...)...)
}

// Exactly wants just so many of the literals to be true, as long as all the
// guards are, and returns the running counts: entry i of the result has
// literals of which the k-th is true exactly when more than k of the first i
// literals are. It is a sequential counter (Sinz 2005) in both directions.
func (s *Solver) Exactly(lits []Lit, number int, guards ...Lit) [][]Lit {
	running := s.Running(lits, number+1)
	all := running[len(lits)]
	if number > len(lits) {
		s.guarded(guards)
		return running
	}
	if number > 0 {
		s.guarded(guards, all[number-1])
	}
	if number < len(all) {
		s.guarded(guards, all[number].Not())
	}
	return running
}

// Running counts the first i of the literals for every i, each count cut off
// at most.
func (s *Solver) Running(lits []Lit, most int) [][]Lit {
	running := make([][]Lit, len(lits)+1)
	for i, l := range lits {
		before := running[i]
		now := make([]Lit, min(i+1, most))
		for k := range now {
			if i == 0 {
				now[k] = l
				continue
			}
			now[k] = s.NewVar()
			s.advance(now, before, l, k)
		}
		running[i+1] = now
	}
	return running
}

// advance defines the k-th running count after one more literal.
func (s *Solver) advance(now, before []Lit, l Lit, k int) {
	if k < len(before) {
		s.Add(before[k].Not(), now[k])
		s.Add(before[k], l, now[k].Not())
	} else {
		s.Add(l, now[k].Not())
	}
	if k == 0 {
		s.Add(l.Not(), now[0])
		return
	}
	s.Add(before[k-1].Not(), l.Not(), now[k])
	s.Add(before[k-1], now[k].Not())
}
