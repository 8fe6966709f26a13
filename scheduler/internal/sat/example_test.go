package sat_test

import (
	"fmt"

	"entente/scheduler/internal/sat"
)

// Three people share two rooms; two of them insist on a room of their own
// choice, and the core says who can't be pleased together.
func Example() {
	s := sat.New()
	room := make([]sat.Lit, 3) // true: the large room
	for i := range room {
		room[i] = s.NewVar()
	}
	s.AtMost(room, 1)
	fmt.Println(s.Solve(room[0], room[2]) == sat.Unsat, len(s.Core()))
	fmt.Println(s.Solve(room[0]) == sat.Sat, s.Value(room[2]))
	// Output:
	// true 2
	// true false
}
