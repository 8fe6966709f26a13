package scheduler

import (
	"errors"
	"fmt"
	"testing"
	"time"
)

// audit says where the books of a state differ from its meetings.
func (st *state) audit() error {
	return errors.Join(st.auditLists(), st.auditAgendas(), st.auditLoads(), st.auditCounts())
}

func (st *state) auditLists() error {
	n := 0
	for s := range st.list {
		for k, r := range st.list[s] {
			n++
			if int(st.slotOf[r]) != s || int(st.pos[r]) != k {
				return fmt.Errorf("request %d is listed in slot %d at %d, and stands in %d at %d", r, s, k, st.slotOf[r], st.pos[r])
			}
			for _, i := range st.seats(r) {
				if i >= 0 && st.holder(i, int16(s)) != r {
					return fmt.Errorf("participant %d attends request %d and is not held by it", i, r)
				}
			}
		}
	}
	if n != st.placed {
		return fmt.Errorf("%d are listed and %d counted", n, st.placed)
	}
	return nil
}

func (st *state) auditAgendas() error {
	for i := range int32(st.in.people) {
		for s := range int16(st.in.slots) {
			r := st.holder(i, s)
			if (r >= 0) != st.isBusy(i, s) || r >= 0 && st.slotOf[r] != s {
				return fmt.Errorf("participant %d in slot %d: request %d", i, s, r)
			}
		}
	}
	return nil
}

func (st *state) auditLoads() error {
	in := st.in
	load := make([]int32, len(st.load))
	for r, s := range st.slotOf {
		if s >= 0 {
			load[int(s)*in.classes+int(st.class[r])]++
		}
	}
	for k := range st.hall {
		for at, r := range st.hall[k] {
			if int(st.slotOf[r])*in.classes+int(st.class[r]) != k || int(st.hallAt[r]) != at {
				return fmt.Errorf("request %d is listed in class %d of slot %d at %d", r, k%in.classes, k/in.classes, at)
			}
		}
		if len(st.hall[k]) != int(load[k]) {
			return fmt.Errorf("class %d of slot %d holds %d, listed %d", k%in.classes, k/in.classes, load[k], len(st.hall[k]))
		}
	}
	for k := range load {
		if load[k] != st.load[k] || load[k] > in.classCap[k] {
			return fmt.Errorf("class %d of slot %d holds %d, counted %d, at most %d", k%in.classes, k/in.classes, load[k], st.load[k], in.classCap[k])
		}
	}
	return nil
}

func (st *state) auditCounts() error {
	fresh := newState(st.in)
	for r, s := range st.slotOf {
		if s >= 0 {
			copy(fresh.seats(int32(r)), st.seats(int32(r)))
			fresh.put(int32(r), s, st.class[r])
		}
	}
	if fresh.weight != st.weight || fresh.short != st.short || fresh.missing != st.missing || fresh.absent != st.absent {
		return fmt.Errorf("weight %d, short %d, missing %d, absent %d; counted anew %d, %d, %d, %d",
			st.weight, st.short, st.missing, st.absent, fresh.weight, fresh.short, fresh.missing, fresh.absent)
	}
	return nil
}

func TestMovesKeepTheBooks(t *testing.T) {
	everyEvent(t, 10, func(t *testing.T, p *Problem, seed int64) {
		in := newInstance(p)
		st, sc := newState(in), newScale(in)
		check := func(move string, n int) {
			if err := st.audit(); err != nil {
				t.Fatalf("seed %d, %s %d: %v", seed, move, n, err)
			}
		}
		pl := newPlacer(st, sc, newRandom(seed, 1), newTimer(t.Context(), time.Time{}, 8, 2000))
		pl.start()
		check("start", 0)
		pl.first(pl.order())
		check("first", 0)
		pl.fill(pl.order(), 1<<60, in.requests)
		check("fill", 0)
		pl.improve(1<<60, 500)
		check("improve", 0)
		tr := newTrader(st, sc, newRandom(seed, 2))
		for n := range 300 {
			tr.run(2, float64(sc.weight))
			check("trade", n)
		}
		ws := newWorkshop(st, sc, newSoft(in))
		sm := newSmoother(ws, st, newRandom(seed, 3))
		tm := &team{st: st, shop: ws, members: []*smoother{sm}}
		tm.refresh()
		for n := range 200 {
			before := tm.total
			tm.round(5, 8, int64(n), 1)
			check("smooth", n)
			if want := st.standing(); want != tm.total {
				t.Fatalf("seed %d, round %d: standing %+v, counted %+v from %+v", seed, n, want, tm.total, before)
			}
		}
	})
}
