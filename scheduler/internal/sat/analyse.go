package sat

// The marks of a variable while a conflict is analysed.
const (
	unseen  = 0
	inStack = 1 // in the clause being learnt, or resolved away
	implied = 2 // follows from the clause being learnt
	needed  = 3 // does not
)

// analyse turns a conflict into a clause in s.learning, whose first literal
// is the one that the clause implies after going back to the returned level.
// The levels in the clause are the second result.
func (s *Solver) analyse(conflict reason) (back int, levels uint32) {
	s.learning = append(s.learning[:0], 0)
	s.clear = s.clear[:0]
	open, index := 0, len(s.trail)
	p := Lit(1 << 31)
	why := conflict
	for {
		open += s.resolve(why, p)
		for index--; s.seen[s.trail[index]>>1] == unseen; index-- {
		}
		p = s.trail[index]
		why = s.why[p>>1]
		if open--; open == 0 {
			break
		}
	}
	s.learning[0] = p ^ 1
	s.minimise()
	levels = s.countLevels(s.learning)
	if levels <= 6 && len(s.learning) <= 30 {
		s.minimiseBinary()
	}
	for _, l := range s.clear {
		s.seen[l>>1] = unseen
	}
	return s.backLevel(), levels
}

// resolve adds the literals of a clause, p aside, to the clause being learnt
// and returns how many are of the present level.
func (s *Solver) resolve(why reason, p Lit) (open int) {
	if why.binary() {
		if p == 1<<31 {
			return s.meet(s.clash[0]) + s.meet(s.clash[1])
		}
		return s.meet(why.other())
	}
	at := uint32(why)
	if s.marks(at)&learntFlag != 0 {
		s.use(at)
	}
	for _, l := range s.lits(at) {
		if l != p {
			open += s.meet(l)
		}
	}
	return open
}

func (s *Solver) meet(l Lit) int {
	v := l >> 1
	if s.seen[v] != unseen || s.level[v] == 0 {
		return 0
	}
	s.seen[v] = inStack
	s.clear = append(s.clear, l)
	s.order.raise(int32(v), 1, &s.step)
	if int(s.level[v]) == s.decisionLevel() {
		return 1
	}
	s.learning = append(s.learning, l)
	return 0
}

// use notes that a learnt clause served, and how many levels it has now.
func (s *Solver) use(at uint32) {
	marks := s.marks(at)
	levels := marks & levelMask
	if levels > 2 {
		if now := s.countLevels(s.lits(at)); now < levels {
			marks = marks&^(levelMask|triedFlag) | now
			levels = now
		}
	}
	used := uint32(usedOnce)
	if levels <= s.midLevels {
		used = 2 * usedOnce
	}
	s.setMarks(at, marks&^usedMask|used)
}

func (s *Solver) countLevels(lits []Lit) uint32 {
	s.stampNow++
	n := uint32(0)
	for _, l := range lits {
		d := s.level[l>>1]
		if d > 0 && s.stamp[d] != s.stampNow {
			s.stamp[d] = s.stampNow
			n++
		}
	}
	return n
}

// minimise drops literals that follow from the others (Sörensson and Biere
// 2009).
func (s *Solver) minimise() {
	s.stampNow++
	for _, l := range s.learning[1:] {
		s.stamp[s.level[l>>1]] = s.stampNow
	}
	kept := s.learning[:1]
	for _, l := range s.learning[1:] {
		if s.why[l>>1] == 0 || !s.follows(l, 0) {
			kept = append(kept, l)
		}
	}
	s.learning = kept
}

// follows says whether a false literal is implied by those of the clause
// being learnt alone.
func (s *Solver) follows(l Lit, depth int) bool {
	why := s.why[l>>1]
	if why.binary() {
		return s.harmless(why.other(), depth)
	}
	for _, q := range s.lits(uint32(why)) {
		if q>>1 != l>>1 && !s.harmless(q, depth) {
			return false
		}
	}
	return true
}

func (s *Solver) harmless(q Lit, depth int) bool {
	v := q >> 1
	if s.level[v] == 0 || s.seen[v] == inStack || s.seen[v] == implied {
		return true
	}
	if s.why[v] == 0 || s.seen[v] == needed || s.stamp[s.level[v]] != s.stampNow || depth > 500 {
		return false
	}
	yes := s.follows(q, depth+1)
	s.seen[v] = needed
	if yes {
		s.seen[v] = implied
	}
	s.clear = append(s.clear, q)
	return yes
}

// minimiseBinary drops literals that a two-literal clause with the first one
// makes needless.
func (s *Solver) minimiseBinary() {
	first := s.learning[0]
	dropped := 0
	for _, q := range s.bins[first^1] {
		// first ∨ q is a clause; a literal ¬q in the learnt one can go.
		if s.value[q] > 0 && s.seen[q>>1] == inStack {
			s.seen[q>>1] = needed
			dropped++
		}
	}
	if dropped == 0 {
		return
	}
	kept := s.learning[:1]
	for _, l := range s.learning[1:] {
		if s.seen[l>>1] != needed {
			kept = append(kept, l)
		}
	}
	s.learning = kept
}

// backLevel moves the literal of the second highest level to second place.
func (s *Solver) backLevel() int {
	c := s.learning
	if len(c) == 1 {
		return 0
	}
	top := 1
	for i := 2; i < len(c); i++ {
		if s.level[c[i]>>1] > s.level[c[top]>>1] {
			top = i
		}
	}
	c[1], c[top] = c[top], c[1]
	return int(s.level[c[1]>>1])
}

// blame sets the core: the assumptions that make an assumption false.
func (s *Solver) blame(failed Lit) {
	s.core = append(s.core[:0], failed)
	if s.level[failed>>1] == 0 {
		return
	}
	s.seen[failed>>1] = inStack
	for _, denied := range s.culprits() {
		if l := denied ^ 1; l != failed {
			s.core = append(s.core, l)
		}
	}
	s.seen[failed>>1] = unseen
}

func (s *Solver) suspect(l Lit) {
	if s.level[l>>1] > 0 {
		s.seen[l>>1] = inStack
	}
}
