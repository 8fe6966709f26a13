package scheduler

import "slices"

// list reads a list of objects, each by member.
func list[T any](s *scanner, to *[]T, member func(*T, string) bool) bool {
	var all []T
	from := s.pos
	s.array(func(i int) {
		if i == cap(all) {
			all = slices.Grow(all, 8+min(15*i, s.left(i, from)))
		}
		all = all[:i+1]
		s.object(func(key string) bool { return member(&all[i], key) })
	})
	*to = all
	return true
}

// left is how many more of the elements read so far, from there on, the rest of
// the text may hold.
func (s *scanner) left(n, from int) int {
	each := (s.pos - from) / max(1, n)
	return (len(s.data) - s.pos) / max(1, each)
}
