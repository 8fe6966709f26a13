package scheduler

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
)

// tinyProblem makes a problem with all requests mandatory, small enough to
// try every schedule of.
func tinyProblem(rnd *rand.Rand) *Problem {
	p := &Problem{AllMandatory: true}
	slots, tables := 3+rnd.IntN(3), 1+rnd.IntN(2)
	withPlaces := rnd.IntN(3) == 0
	for s := range slots {
		slot := Slot{ID: fmt.Sprint("s", s), Day: fmt.Sprint("d", 2*s/(slots+3*rnd.IntN(2))), Session: fmt.Sprint("x", s/2)}
		if s > 0 && p.Slots[s-1].Day > slot.Day {
			slot.Day = p.Slots[s-1].Day
		}
		if !withPlaces {
			slot.Tables = &tables
		}
		p.Slots = append(p.Slots, slot)
	}
	for i := range 4 + rnd.IntN(2) {
		q := Participant{ID: fmt.Sprint("p", i), Organisation: fmt.Sprint("o", i%3)}
		for s := range slots {
			if rnd.IntN(7) == 0 {
				q.Unavailable = append(q.Unavailable, p.Slots[s].ID)
			}
		}
		if rnd.IntN(6) == 0 {
			q.MaxInARow = 1 + rnd.IntN(2)
		}
		if rnd.IntN(6) == 0 {
			q.MaxPerDay = 1 + rnd.IntN(2)
		}
		p.Participants = append(p.Participants, q)
	}
	if withPlaces {
		tinyPlaces(rnd, p)
	}
	tinyRequests(rnd, p)
	if rnd.IntN(2) == 0 {
		spread := rnd.IntN(2)
		p.MaxBreakSpread = &spread
	}
	return p
}

func tinyPlaces(rnd *rand.Rand, p *Problem) {
	for w := range 2 {
		place := Place{ID: fmt.Sprint("t", w)}
		if rnd.IntN(3) == 0 {
			place.Closed = []string{p.Slots[rnd.IntN(len(p.Slots))].ID}
		}
		if w == 1 && rnd.IntN(2) == 0 {
			place.Organisation = "o0"
		}
		p.Places = append(p.Places, place)
	}
	if p.Places[1].Organisation == "" && rnd.IntN(2) == 0 {
		p.Participants[0].Place = "t1"
	}
}

func tinyRequests(rnd *rand.Rand, p *Problem) {
	people := len(p.Participants)
	for r := range 3 + rnd.IntN(3) {
		perm := rnd.Perm(people)
		q := Request{ID: fmt.Sprint("r", r)}
		q.Sides[0].All = []string{p.Participants[perm[0]].ID}
		q.Sides[1].All = []string{p.Participants[perm[1]].ID}
		if rnd.IntN(6) == 0 {
			q.Sides[1].All = append(q.Sides[1].All, p.Participants[perm[2]].ID)
		}
		if r > 0 && rnd.IntN(5) == 0 {
			q.After = []string{fmt.Sprint("r", rnd.IntN(r))}
		}
		if rnd.IntN(8) == 0 {
			q.Slots = []string{"s0", "s2"}
		}
		p.Requests = append(p.Requests, q)
	}
	if rnd.IntN(4) == 0 {
		p.Pinned = []Pin{{Request: "r0", Slot: p.Slots[rnd.IntN(3)].ID, Forced: rnd.IntN(2) == 0}}
	}
}

// fewestByTrying tries every slot and place for every request, nobody in two
// meetings at a time, and returns the
// fewest breaks, or -1 if nothing keeps all constraints.
func fewestByTrying(p *Problem) int {
	best := -1
	s := &Schedule{}
	places := []string{""}
	if len(p.Places) > 0 {
		places = nil
		for _, pl := range p.Places {
			places = append(places, pl.ID)
		}
	}
	busy := map[[2]string]bool{}
	taken := func(slot string, who []string) bool {
		for _, id := range who {
			if busy[[2]string{slot, id}] {
				return true
			}
		}
		return false
	}
	occupy := func(slot string, who []string, yes bool) {
		for _, id := range who {
			busy[[2]string{slot, id}] = yes
		}
	}
	var place func(r int)
	place = func(r int) {
		if r == len(p.Requests) {
			report := Check(p, s)
			if len(report.Violations)+len(report.Missing) == 0 && (best < 0 || report.Score.Breaks < best) {
				best = report.Score.Breaks
			}
			return
		}
		q := &p.Requests[r]
		who := append(append([]string(nil), q.Sides[0].All...), q.Sides[1].All...)
		for _, slot := range p.Slots {
			if taken(slot.ID, who) {
				continue
			}
			occupy(slot.ID, who, true)
			for _, where := range places {
				s.Meetings = append(s.Meetings, Meeting{q.ID, slot.ID, where, who})
				place(r + 1)
				s.Meetings = s.Meetings[:r]
			}
			occupy(slot.ID, who, false)
		}
	}
	place(0)
	return best
}

func TestProofAgreesWithBruteForce(t *testing.T) {
	rnd := rand.New(rand.NewPCG(11, 1))
	feasible, infeasible := 0, 0
	for round := range 250 {
		p := tinyProblem(rnd)
		if Validate(p) != nil {
			continue
		}
		if len(p.Places) > 0 {
			p.Requests = p.Requests[:3]
		}
		want := fewestByTrying(p)
		pr, err := newProver(newInstance(p))
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		out := pr.run(context.Background(), -1, proofHooks{})
		if !out.proved || out.infeasible != (want < 0) {
			t.Fatalf("round %d: proved %v, infeasible %v; by brute force %d breaks: %s", round, out.proved, out.infeasible, want, dump(p))
		}
		if want < 0 {
			infeasible++
			if len(out.because) == 0 {
				t.Errorf("round %d: no reason: %s", round, dump(p))
			}
			continue
		}
		feasible++
		if out.breaks != want || out.bound != want || pr.in.totalBreaks(out.slots) != want {
			t.Fatalf("round %d: %d breaks, bound %d, by brute force %d: %s", round, out.breaks, out.bound, want, dump(p))
		}
		holdsPlaces(t, pr.in, out)
	}
	if feasible < 50 || infeasible < 50 {
		t.Errorf("%d feasible and %d infeasible problems are too few to tell", feasible, infeasible)
	}
}

// holdsPlaces checks that every meeting is in a class with room that it may use.
func holdsPlaces(t *testing.T, in *instance, out proofOutcome) {
	t.Helper()
	load := make([]int32, in.slots*in.classes)
	for r, c := range out.classes {
		known := false
		for _, choice := range in.choices[in.choiceOf[r]] {
			known = known || choice == c
		}
		if !known {
			t.Fatalf("request %d is in class %d, which it may not use", r, c)
		}
		k := int(out.slots[r])*in.classes + int(c)
		if load[k]++; load[k] > in.classCap[k] {
			t.Fatalf("slot %d holds too many in class %d", out.slots[r], c)
		}
	}
}

func dump(p *Problem) string { return fmt.Sprintf("%+v", *p) }

func TestInfeasibleInWords(t *testing.T) {
	one := 1
	slots := func(n int) (all []Slot) {
		for s := range n {
			all = append(all, Slot{ID: fmt.Sprint("s", s+1), Day: "d", Session: "x", Tables: &one})
		}
		return all
	}
	pair := func(id, a, b string, after ...string) Request {
		return Request{ID: id, Sides: [2]Side{{All: []string{a}}, {All: []string{b}}}, After: after}
	}
	people := []Participant{{ID: "a"}, {ID: "b"}, {ID: "c"}, {ID: "d", Unavailable: []string{"s1", "s2"}}}
	tests := []struct {
		rule     string
		slots    int
		requests []Request
		want     string
	}{
		{"more meetings than slots", 2, []Request{pair("1", "a", "b"), pair("2", "a", "c"), pair("3", "a", "b")}, `"a" has 3 meetings and 2 open slots`},
		{"more meetings than tables", 2, []Request{pair("1", "a", "b"), pair("2", "c", "a"), pair("3", "c", "b")}, `3 meetings ("3", "2", "1") can stand only in the slots "s1", "s2", which hold 2`},
		{"no open slot", 2, []Request{pair("1", "a", "d")}, `request "1" has no slot that all in it can use: "d" has closed "s1", "s2"`},
		{"a chain too long", 3, []Request{pair("1", "a", "b"), pair("2", "a", "d", "1"), pair("3", "b", "c", "2")}, `the requests "1", "2", "3" must follow one another, "1" can't be before slot "s1" nor "3" after "s3", and the slots that each may use leave no room for that`},
	}
	for _, test := range tests {
		t.Run(test.rule, func(t *testing.T) {
			p := &Problem{AllMandatory: true, Slots: slots(test.slots), Participants: people, Requests: test.requests}
			pr, err := newProver(newInstance(p))
			if err != nil {
				t.Fatal(err)
			}
			out := pr.run(context.Background(), -1, proofHooks{})
			if !out.infeasible || out.because[0].Message != test.want {
				t.Errorf("got %v %+v, want %s", out.infeasible, out.because, test.want)
			}
		})
	}
}

func TestProofEndsWithItsBudget(t *testing.T) {
	p := tinyProblem(rand.New(rand.NewPCG(3, 1)))
	pr, err := newProver(newInstance(p))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if out := pr.run(ctx, -1, proofHooks{}); out.slots != nil {
		t.Errorf("a proof that was cancelled before it began found %v", out.slots)
	}
}

func TestProofDeclinesWhatItCannotState(t *testing.T) {
	one := 1
	p := &Problem{
		AllMandatory: true, Slots: []Slot{{ID: "s", Day: "d", Session: "x", Tables: &one}},
		Participants: []Participant{{ID: "a"}, {ID: "b"}, {ID: "c"}},
		Requests:     []Request{{ID: "r", Sides: [2]Side{{All: []string{"a"}}, {Any: [][]string{{"b", "c"}}}}}},
	}
	if _, err := newProver(newInstance(p)); err == nil {
		t.Error("it takes on a request that leaves open who attends")
	}
}

func TestExplanationNamesWhatClashes(t *testing.T) {
	rnd := rand.New(rand.NewPCG(21, 1))
	seen := 0
	for range 400 {
		p := tinyProblem(rnd)
		if len(p.Places) > 0 || Validate(p) != nil {
			continue
		}
		pr, err := newProver(newInstance(p))
		if err != nil || pr.counting() != nil {
			continue
		}
		out := pr.run(context.Background(), -1, proofHooks{})
		if !out.infeasible {
			continue
		}
		seen++
		if len(out.because) == 0 {
			t.Fatalf("no reason: %s", dump(p))
		}
		for _, reason := range out.because {
			if reason.Message == "" || reason.Constraint == "" {
				t.Errorf("an empty reason: %+v", reason)
			}
		}
	}
	if seen == 0 {
		t.Error("no problem needed more than counting")
	}
}

func TestProofFromAboveAgreesWithTheOneFromBelow(t *testing.T) {
	rnd := rand.New(rand.NewPCG(21, 4))
	proved := 0
	for range 150 {
		p := tinyProblem(rnd)
		low, err := newProver(newInstance(p))
		if err != nil {
			t.Fatal(err)
		}
		want := low.run(context.Background(), -1, proofHooks{})
		if !want.proved || want.infeasible {
			continue
		}
		high, err := newProver(newInstance(p))
		if err != nil {
			t.Fatal(err)
		}
		high.falling = true
		got := high.run(context.Background(), -1, proofHooks{})
		if !got.proved || got.breaks != want.breaks || got.bound != want.breaks {
			t.Fatalf("from above: proved %v, %d breaks, bound %d; from below %d: %s", got.proved, got.breaks, got.bound, want.breaks, dump(p))
		}
		if n := high.in.totalBreaks(got.slots); n != want.breaks {
			t.Fatalf("the schedule has %d breaks, not %d: %s", n, want.breaks, dump(p))
		}
		proved++
	}
	if proved < 50 {
		t.Fatalf("only %d problems had a proof to compare", proved)
	}
}
