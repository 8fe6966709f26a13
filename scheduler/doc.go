// Package scheduler decides which of an event's accepted meeting requests take
// place, when, where and with whom. It knows nothing of databases, HTTP or
// mail: a [Problem] goes in, a [Schedule] comes out, and [Check] verifies any
// schedule without sharing code with the search.
//
// # Use
//
// [ReadProblem] and [WriteProblem], [ReadSchedule] and [WriteSchedule] turn
// files into values and back. [Validate] lists every fault of a problem;
// [ParseProblem] reads a file and leaves that to what comes next.
// [Solve] searches until its time or number of steps is used up, all is proved
// or the context is done, whichever comes first, and always returns the best
// schedule so far. [Bound] tells what no schedule can beat. [Explain] says what
// stands in the way of requests left out, and which change would let them in;
// [Suggest] ranks the places for one request; [Repair] makes a schedule fit a
// problem that has changed; [Compare] and [CompareProblems] tell two schedules
// apart; [FindBottlenecks] says what an event is short of, and what one table,
// slot or half-day more would gain.
//
// # How it searches
//
// A problem becomes an instance: everything by number, sets of slots as bits.
// A state is a schedule of it that keeps every hard constraint at every moment;
// only what is compulsory may still be missing, and the spread of breaks.
//
// The first requests go in one by one, most valuable first, each where it fits.
// For the others room is made by flipping a Kempe component: slots are the
// colours of an edge colouring, and the meetings of two slots that hang
// together by shared participants may swap their slots together (Kempe 1879;
// Vizing 1964). What is mandatory, or counts towards a floor, and still has no
// room comes first to push out whatever stands in its way: a meeting that fills
// the last table, a day or a limit. Then what else has no room pushes out what
// is worth less, in chains of ejections (Glover 1996; Nagata and Bräysy 2009),
// and two annealers (Kirkpatrick, Gelatt, Vecchi 1983) trade requests for each
// other until the bound is met or their share of the budget is spent.
//
// Where a schedule is in force, its meetings go home next. Then breaks and
// comfort are smoothed, again by annealing, with moves that leave the worth of
// the schedule as it is or raise it: flips of two-slot components, with a
// partner the other way where tables are scarce, exchanges of a placed request
// for one left out, another member of a team, and single meetings that go to
// another zone. A large schedule is shared out by days between the cores; of a
// small one each core has a copy. At the end meetings get their tables, so that
// few people change tables between two meetings; and others who are named come
// along, where that lifts a floor.
//
// # What it proves
//
// A request is an edge between two of those who attend it, and each participant
// can be in as many meetings as it has slots. The best such b-matching bounds
// the weight; its linear program is a flow of greatest gain in the bipartite
// double cover, found by the primal-dual method with Dinic's blocking flows
// (Jewell 1958; Busacker and Gowen 1960; Dinic 1970). Where more counts, the
// flow's prices are the start of a larger linear program of all who attend,
// kinds of places, limits, orders, what is mandatory and floors. Its prices are
// improved by primal-dual steps (Chambolle and Pock 2011), and prove a bound
// whatever they are, by weak duality. The bound of a level holds for schedules
// that are no worse at the levels before.
//
// The prices say more: who has one must be busy in so many of the slots that it
// may use, or the weight is lost; so closed slots in the midst of its day are
// breaks that cannot be avoided, and published meetings that can't stay must
// move.
//
// Where all requests are mandatory and the problem is small, provers turn the
// constraints into clauses and decide them by conflict-driven learning beside
// the search. One raises from below the number of breaks that no schedule goes
// under, by cores of wishes that can't all be met (Morgado, Dodaro and
// Marques-Silva 2014); the other, from above, asks for fewer than the best
// schedule has. They prove that no schedule has fewer breaks, or that there is
// none at all.
//
// Of any other small problem all that may be chosen becomes clauses: which
// requests take place, when, in which class of places and with whom. Level by
// level, what can't all be met is paid for from below (OLL: Andres, Kaufmann,
// Matheis and Schaub 2012), and less than the best schedule is asked for from
// above. A level that stays undecided is kept at what the best schedule has, and
// what is proved of the next ones holds for all that are no worse.
//
// # How it answers the other questions
//
// Suggest, Explain, Repair, Compare and FindBottlenecks hang a schedule on a
// board, which is exact to the place and the person, tolerates every violation
// and counts the score as a check does. What they say of a change was done on
// the board, looked at and undone.
//
// A repair keeps what stands, then places what fell where it fits as things
// stand, then along chains of meetings that move aside one for the other,
// deepened by the number of those that stood (ejection chains as above, in
// iterative deepening: Korf 1985). That no repair moves fewer is proved by
// counting: what fell must move, and what fits nowhere as things stand, by a
// maximum matching with the slots (Kuhn 1955), takes a slot from another; or by
// having searched everywhere with one move less.
//
// # Repeatable results
//
// With [Options.Iterations] the result depends on the problem, the seed and the
// number alone: work is dealt out in rounds of fixed length, whose parts touch
// nothing in common, and no decision looks at the time.
package scheduler
