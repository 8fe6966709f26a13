// Package exact holds tests alone: they state small problems of package
// scheduler as time-indexed integer programmes, have them solved by HiGHS
// (Huangfu and Hall, "Parallelizing the dual revised simplex method",
// Mathematical Programming Computation 10, 2018), and compare every value,
// bound and proof of the scheduler with what comes out. The programmes are
// written from the definition of the problem, and share no code with it.
package exact
