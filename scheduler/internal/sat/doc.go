// Package sat decides whether clauses over Boolean variables can all be true
// at once, and gives an assignment or the assumptions to blame.
//
// A [Solver] learns a clause from each conflict (conflict-driven clause
// learning: Marques-Silva and Sakallah 1996; Moskewicz et al. 2001) and ranks
// what it learns by the number of decision levels in it (Audemard and Simon
// 2009). It is incremental: clauses may be added between calls of
// [Solver.Solve], and each call may assume literals for its own duration.
//
//	s := sat.New()
//	a, b := s.NewVar(), s.NewVar()
//	s.Add(a, b)
//	s.Add(a.Not(), b)
//	s.Solve(b.Not()) // Unsat, and Core is [b.Not()]
//	s.Solve()        // Sat, and Value(b) is true
//
// The answer, the assignment and the core are a function of the calls made
// alone: no clock and no chance has a say. A solver serves one goroutine;
// only Stop may be called from another.
//
// Counting constraints are turned into clauses by [Solver.AtMost],
// [Solver.Exactly] and [Solver.Count].
package sat
