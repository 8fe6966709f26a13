package scheduler

import (
	"fmt"
	"math"
	"testing"
	"time"
)

// rulesKept says whether those on the seats of r keep the rules of their whole
// day, counted slot by slot.
func (st *state) rulesKept(r int32) bool {
	for _, i := range st.seats(r) {
		if i >= 0 && !st.dayKept(i, st.in.slotDay[st.slotOf[r]]) {
			return false
		}
	}
	return true
}

func (st *state) dayKept(i int32, d int16) bool {
	in := st.in
	met, run, session := int32(0), int32(0), int16(-1)
	zone, free := int32(anyZone), 0
	for s := in.dayFirst[d]; s < in.dayFirst[d+1]; s++ {
		if in.slotSession[s] != session {
			session, run = in.slotSession[s], 0
		}
		r := st.holder(i, s)
		if r < 0 {
			run, free = 0, free+1
			continue
		}
		met++
		if run++; run > in.maxRow[i] || met > in.maxDay[i] {
			return false
		}
		z := in.classZone[st.class[r]]
		if z == anyZone {
			continue
		}
		if zone != anyZone && z != zone && free < in.changeover {
			return false
		}
		zone, free = z, 0
	}
	return true
}

func placed(t *testing.T, in *instance, seed int64) *state {
	t.Helper()
	st := newState(in)
	pl := newPlacer(st, newScale(in), newRandom(seed, 1), newTimer(t.Context(), time.Time{}, 8, 2000))
	pl.start()
	pl.first(pl.order())
	pl.rescue(math.MaxInt64)
	pl.fill(pl.order(), math.MaxInt64, in.requests)
	return st
}

// What is looked at around one slot tells the same as the whole day does.
func TestRulesAroundASlotAreThoseOfTheDay(t *testing.T) {
	allowed, refused := 0, 0
	everyEvent(t, 10, func(t *testing.T, p *Problem, seed int64) {
		in := newInstance(p)
		st := placed(t, in, seed)
		for r := range int32(in.requests) {
			home, class := st.slotOf[r], st.class[r]
			if home < 0 {
				continue
			}
			st.lift(r)
			for s := range int16(in.slots) {
				if busy := func() bool {
					for _, i := range st.seats(r) {
						if i >= 0 && st.holder(i, s) >= 0 {
							return true
						}
					}
					return false
				}(); busy {
					continue
				}
				w, ok := st.fits(st.seats(r), s)
				for c := range int32(in.classes) {
					st.drop(r, s, c)
					want := st.rulesKept(r)
					st.lift(r)
					if got := ok && in.covers(w, c); got != want {
						t.Fatalf("seed %d: request %d in slot %d and class %d: %t, the day says %t", seed, r, s, c, got, want)
					} else if got {
						allowed++
					} else {
						refused++
					}
				}
			}
			st.drop(r, home, class)
		}
	})
	if allowed == 0 || refused == 0 {
		t.Errorf("%d allowed, %d refused", allowed, refused)
	}
}

// Each move of smoothing that was made leaves the books right, and the standing
// is the one counted anew.
func TestSingleMovesKeepTheStanding(t *testing.T) {
	moves := map[string]func(sm *smoother) bool{
		"reseat": func(sm *smoother) bool { return sm.tryReseat() },
		"shift": func(sm *smoother) bool {
			r, to := sm.propose()
			return r >= 0 && to >= 0 && to != sm.st.slotOf[r] && sm.in.classes > 1 && sm.in.changeover > 0 && !sm.in.linked[r] &&
				sm.loose(r, to) && sm.tryShift(r, to)
		},
		"exchange": func(sm *smoother) bool { return len(sm.left) > 0 && sm.tryExchange() },
		"home": func(sm *smoother) bool {
			if len(sm.stray) == 0 {
				return false
			}
			r, to := sm.proposeHome()
			return r >= 0 && sm.tryFlip(r, to)
		},
	}
	for name, move := range moves {
		made := 0
		everyEvent(t, 20, func(t *testing.T, p *Problem, seed int64) {
			in := newInstance(p)
			st, sc := placed(t, in, seed), newScale(in)
			ws := newWorkshop(st, sc, newSoft(in))
			sm := newSmoother(ws, st, newRandom(seed, 3))
			tm := &team{st: st, shop: ws, members: []*smoother{sm}}
			tm.refresh()
			tm.deal(0)
			sm.lookForStrays()
			sm.alone, sm.limit = true, 1000
			sm.total = st.standing()
			for range 60 {
				value := st.value(sc)
				if !move(sm) {
					continue
				}
				made++
				sm.total.excess = ws.excess()
				if want := st.standing(); want != sm.total {
					t.Fatalf("seed %d, %s: standing %+v, counted %+v", seed, name, want, sm.total)
				}
				if err := st.audit(); err != nil {
					t.Fatalf("seed %d, %s: %v", seed, name, err)
				}
				if v := st.value(sc); v < value {
					t.Fatalf("seed %d, %s: the value fell from %d to %d", seed, name, value, v)
				}
			}
			for r := range int32(in.requests) {
				if st.slotOf[r] >= 0 && !st.rulesKept(r) {
					t.Fatalf("seed %d, %s: request %d breaks a rule of the day", seed, name, r)
				}
			}
		})
		if made == 0 {
			t.Errorf("%s was never made", name)
		}
	}
}

// A mandatory request pushes out what makes the day of one of its people too
// long, what holds the last table, and what comes after that.
func TestRescueMakesRoomForWhatIsMandatory(t *testing.T) {
	table := 1
	p := &Problem{Name: "rescue"}
	for k := range 3 {
		p.Slots = append(p.Slots, Slot{ID: fmt.Sprintf("s%d", k), Day: "d", Session: "m", Tables: &table})
	}
	for k := range 6 {
		p.Participants = append(p.Participants, Participant{ID: fmt.Sprintf("p%d", k)})
	}
	p.Participants[0].MaxPerDay = 1
	pair := func(id, a, b string) Request {
		return Request{ID: id, Weight: 5, Sides: [2]Side{{All: []string{a}}, {All: []string{b}}}}
	}
	p.Requests = []Request{pair("long", "p0", "p1"), pair("first", "p2", "p3"), pair("then", "p2", "p4"), pair("needed", "p0", "p5")}
	p.Requests[2].After = []string{"first"}
	p.Requests[3].Mandatory, p.Requests[3].Weight, p.Requests[3].Slots = true, 1, []string{"s1"}
	in := newInstance(p)
	st := newState(in)
	pl := newPlacer(st, newScale(in), newRandom(1, 1), newTimer(t.Context(), time.Time{}, 8, 1000))
	for r, s := range []int16{2, 0, 1} {
		if !st.tryAt(int32(r), s) {
			t.Fatalf("request %d does not fit in slot %d", r, s)
		}
	}
	pl.rescue(math.MaxInt64)
	if err := st.audit(); err != nil {
		t.Fatal(err)
	}
	if st.missing != 0 || st.slotOf[0] >= 0 || st.slotOf[3] != 1 || st.slotOf[1] != 0 {
		t.Errorf("%d mandatory requests are missing, slots %v", st.missing, st.slotOf)
	}
}

// Whoever works on some days alone moves no meeting off its day whose order
// hangs on a day of someone else.
func TestOrdersHoldAcrossDaysOfOthers(t *testing.T) {
	two := 2
	p := &Problem{Name: "orders"}
	for k := range 4 {
		p.Slots = append(p.Slots, Slot{ID: fmt.Sprintf("s%d", k), Day: fmt.Sprint(k / 2), Session: "m", Tables: &two})
	}
	p.Slots[3].Day = "2"
	for k := range 4 {
		p.Participants = append(p.Participants, Participant{ID: fmt.Sprintf("p%d", k)})
	}
	p.Requests = []Request{
		{ID: "a", Sides: [2]Side{{All: []string{"p0"}}, {All: []string{"p1"}}}},
		{ID: "b", Sides: [2]Side{{All: []string{"p2"}}, {All: []string{"p3"}}}, After: []string{"a"}},
	}
	in := newInstance(p)
	st := newState(in)
	if !st.tryAt(0, 0) || !st.tryAt(1, 2) {
		t.Fatal("the two do not fit")
	}
	flips := func(a, b int16) bool {
		st.seed()
		st.include(0)
		return st.grow(a, b, maxComponent)
	}
	if !flips(0, 1) || flips(0, 3) {
		t.Error("alone: want a to move to slot 1 and not to slot 3")
	}
	ws := newWorkshop(st, newScale(in), newSoft(in))
	ws.noteDays(st)
	st.mine, st.dayOf = []bool{true, false, true}, ws.dayOf
	if !flips(0, 1) || flips(0, 3) {
		t.Error("with the day of b in other hands: want a to move on its day alone")
	}
	st.slotOf[1] = 3 // as if someone had moved it meanwhile: nobody looks there
	if !flips(0, 1) {
		t.Error("where b stands on its day was looked at")
	}
}

func TestTradingCountsBreaksAndStrays(t *testing.T) {
	everyEvent(t, 5, func(t *testing.T, p *Problem, seed int64) {
		in := newInstance(p)
		st := placed(t, in, seed)
		tr := newTrader(st, newScale(in), newRandom(seed, 2))
		for range 50 {
			tr.run(4, 2)
			if want := st.standing(); want.breaks != st.breaks || want.moved != int64(st.away) {
				t.Fatalf("seed %d: %d breaks and %d away, counted %d and %d", seed, want.breaks, want.moved, st.breaks, st.away)
			}
		}
	})
}
