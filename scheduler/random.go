package scheduler

import "math/bits"

// random is a small, fast source of choices, the same on every machine
// (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014).
type random struct{ state uint64 }

func newRandom(seed int64, stream uint64) *random {
	r := &random{state: uint64(seed)*0x9e3779b97f4a7c15 ^ stream*0xd1342543de82ef95}
	r.next()
	return r
}

func (r *random) next() uint64 {
	r.state += 0x9e3779b97f4a7c15
	z := r.state
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// below returns a number from 0 to n-1; n is at least 1.
func (r *random) below(n int) int {
	high, _ := bits.Mul64(r.next(), uint64(n))
	return int(high)
}

// unit returns a number from 0 to 1, 1 excluded.
func (r *random) unit() float64 { return float64(r.next()>>11) / (1 << 53) }

func shuffle[T any](r *random, all []T) {
	for i := len(all) - 1; i > 0; i-- {
		j := r.below(i + 1)
		all[i], all[j] = all[j], all[i]
	}
}
