package scheduler

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// changes are what happens to an event after its schedule was made.
func changes() map[string]func(rnd *random, p *Problem) {
	return map[string]func(rnd *random, p *Problem){
		"a delegate leaves for a day": func(rnd *random, p *Problem) {
			q := &p.Participants[rnd.below(len(p.Participants))]
			day := p.Slots[rnd.below(len(p.Slots))].Day
			for _, s := range p.Slots {
				if s.Day == day && !slices.Contains(q.Unavailable, s.ID) {
					q.Unavailable = append(q.Unavailable, s.ID)
				}
			}
		},
		"tables close": func(rnd *random, p *Problem) {
			if len(p.Places) == 0 {
				s := &p.Slots[rnd.below(len(p.Slots))]
				*s.Tables /= 2
				return
			}
			pl := &p.Places[rnd.below(len(p.Places))]
			pl.Closed = nil
			for _, s := range p.Slots {
				pl.Closed = append(pl.Closed, s.ID)
			}
		},
		"a slot is lost":         func(rnd *random, p *Problem) { loseSlot(p, rnd.below(len(p.Slots))) },
		"a request is cancelled": func(rnd *random, p *Problem) { cancelRequest(p, rnd.below(len(p.Requests))) },
		"a place is gone": func(rnd *random, p *Problem) {
			if len(p.Places) > 1 {
				losePlace(p, rnd.below(len(p.Places)))
			}
		},
		"somebody walks in": func(rnd *random, p *Problem) {
			host := p.Participants[rnd.below(len(p.Participants))].ID
			p.Participants = append(p.Participants, Participant{ID: "walk-in"})
			p.Requests = append(p.Requests, Request{ID: "new", Weight: 2, Sides: [2]Side{{All: []string{"walk-in"}}, {All: []string{host}}}})
		},
		"a delegate is gone": func(rnd *random, p *Problem) {
			loseDelegate(p, rnd.below(len(p.Participants)))
		},
	}
}

func loseSlot(p *Problem, k int) {
	id := p.Slots[k].ID
	p.Slots = slices.Delete(p.Slots, k, k+1)
	gone := func(s string) bool { return s == id }
	for i := range p.Participants {
		q := &p.Participants[i]
		q.Unavailable, q.RatherNot = slices.DeleteFunc(q.Unavailable, gone), slices.DeleteFunc(q.RatherNot, gone)
	}
	for i := range p.Places {
		p.Places[i].Closed = slices.DeleteFunc(p.Places[i].Closed, gone)
	}
	for i := range p.Requests {
		q := &p.Requests[i]
		q.Slots = slices.DeleteFunc(q.Slots, gone)
		if !slices.ContainsFunc(p.Slots, func(s Slot) bool { return s.Session == q.Session }) {
			q.Session = ""
		}
	}
	p.Pinned = slices.DeleteFunc(p.Pinned, func(pin Pin) bool { return pin.Slot == id })
	p.Published = slices.DeleteFunc(p.Published, func(m Meeting) bool { return m.Slot == id })
}

func losePlace(p *Problem, k int) {
	id := p.Places[k].ID
	p.Places = slices.Delete(p.Places, k, k+1)
	for i := range p.Participants {
		if q := &p.Participants[i]; q.Place == id {
			q.Place = ""
		}
	}
	p.Published = slices.DeleteFunc(p.Published, func(m Meeting) bool { return m.Place == id })
}

func cancelRequest(p *Problem, k int) {
	id := p.Requests[k].ID
	p.Requests = slices.Delete(p.Requests, k, k+1)
	for i := range p.Requests {
		p.Requests[i].After = slices.DeleteFunc(p.Requests[i].After, func(s string) bool { return s == id })
	}
	p.Pinned = slices.DeleteFunc(p.Pinned, func(pin Pin) bool { return pin.Request == id })
	p.Published = slices.DeleteFunc(p.Published, func(m Meeting) bool { return m.Request == id })
}

// loseDelegate takes a participant out of the problem, and with it the requests
// that cannot do without.
func loseDelegate(p *Problem, k int) {
	id := p.Participants[k].ID
	p.Participants = slices.Delete(p.Participants, k, k+1)
	for i := len(p.Requests) - 1; i >= 0; i-- {
		needed := false
		for side := range p.Requests[i].Sides {
			s := &p.Requests[i].Sides[side]
			needed = needed || slices.Contains(s.All, id)
			for g := range s.Any {
				s.Any[g] = slices.DeleteFunc(s.Any[g], func(x string) bool { return x == id })
			}
		}
		if needed {
			cancelRequest(p, i)
		}
	}
	p.Published = slices.DeleteFunc(p.Published, func(m Meeting) bool { return slices.Contains(m.Participants, id) })
}

// everyChange calls test with an event, its schedule and the event after a change.
func everyChange(t *testing.T, rounds int, test func(t *testing.T, then *Problem, s *Schedule, seed int64)) {
	t.Helper()
	for name, change := range changes() {
		t.Run(name, func(t *testing.T) {
			everyEvent(t, rounds, func(t *testing.T, p *Problem, seed int64) {
				s := greedy(t, p, seed, 80)
				then := copied(t, p)
				change(newRandom(seed, 21), then)
				if Validate(then) == nil && len(s.Meetings) > 0 {
					test(t, then, s, seed)
				}
			})
		})
	}
}

// sound fails unless a check accepts the repaired schedule, what is compulsory
// and missing apart, and each list says what happened.
func sound(t *testing.T, p *Problem, s *Schedule, out *Repaired, seed int64) {
	t.Helper()
	found := Check(p, out.Schedule)
	for _, v := range found.Violations {
		if v.Constraint != BreakSpread || out.Schedule.Status == StatusFeasible {
			t.Fatalf("seed %d: after the repair %+v", seed, v)
		}
	}
	if !found.ScoreRight {
		t.Fatalf("seed %d: claims %+v, check counts %+v", seed, out.Schedule.Score, found.Score)
	}
	before, now := byRequest(s), byRequest(out.Schedule)
	gained := 0
	for _, offer := range out.Offers {
		gained += offer.Change.Weight
		if m := now[offer.Meeting.Request]; m.Slot != offer.Meeting.Slot || !slices.Contains(out.Added, m.Request) {
			t.Fatalf("seed %d: offered %+v, added %v", seed, offer, out.Added)
		}
	}
	if len(out.Offers) != len(out.Added) || gained > found.Score.Weight {
		t.Fatalf("seed %d: %d offers for %d added", seed, len(out.Offers), len(out.Added))
	}
	moved, known := 0, 0
	for _, r := range p.Requests {
		m, there := before[r.ID]
		after, still := now[r.ID]
		if there {
			known++
		}
		if there && still && (m.Slot != after.Slot || m.Place != after.Place) {
			moved++
		}
		if dropped := slices.Contains(out.Dropped, r.ID); dropped != (there && !still) {
			t.Fatalf("seed %d: %s dropped: %v", seed, r.ID, dropped)
		}
		if added := slices.Contains(out.Added, r.ID); added != (!there && still) {
			t.Fatalf("seed %d: %s added: %v", seed, r.ID, added)
		}
	}
	if moved != len(out.Moved) || known == 0 && moved > 0 {
		t.Fatalf("seed %d: %d moved, listed %+v", seed, moved, out.Moved)
	}
}

func byRequest(s *Schedule) map[string]Meeting {
	by := map[string]Meeting{}
	for _, m := range s.Meetings {
		by[m.Request] = m
	}
	return by
}

func TestRepairHolds(t *testing.T) {
	everyChange(t, 7, func(t *testing.T, then *Problem, s *Schedule, seed int64) {
		out, err := Repair(t.Context(), then, s, RepairOptions{Iterations: 20_000})
		if err != nil {
			t.Fatal(err)
		}
		sound(t, then, s, out, seed)
	})
}

// Nothing moves in, to or from frozen slots, nor is anything added there.
func TestRepairKeepsWhatIsFrozen(t *testing.T) {
	everyChange(t, 5, func(t *testing.T, then *Problem, s *Schedule, seed int64) {
		k := len(then.Slots) / 2
		frozen := []string{then.Slots[len(then.Slots)-1].ID}
		for _, slot := range then.Slots[:k+1] {
			frozen = append(frozen, slot.ID)
		}
		out, err := Repair(t.Context(), then, s, RepairOptions{Before: then.Slots[k].ID, Frozen: frozen[:1], Iterations: 20_000})
		if err != nil {
			t.Fatal(err)
		}
		sound(t, then, s, out, seed)
		for _, m := range out.Moved {
			if slices.Contains(frozen, m.From.Slot) || slices.Contains(frozen, m.To.Slot) {
				t.Fatalf("seed %d: %+v moved, frozen are %v", seed, m, frozen)
			}
		}
		now := byRequest(out.Schedule)
		for _, id := range out.Added {
			if slices.Contains(frozen, now[id].Slot) {
				t.Fatalf("seed %d: %s was added in a frozen slot", seed, id)
			}
		}
	})
}

// With insert only, every meeting that breaks nothing in the new problem stays.
func TestRepairByInsertionMovesNothingThatCanStay(t *testing.T) {
	everyChange(t, 5, func(t *testing.T, then *Problem, s *Schedule, seed int64) {
		out, err := Repair(t.Context(), then, s, RepairOptions{InsertOnly: true, Iterations: 20_000})
		if err != nil {
			t.Fatal(err)
		}
		sound(t, then, s, out, seed)
		m, err := newMender(t.Context(), newValidator(then), RepairOptions{})
		if err != nil {
			t.Fatal(err)
		}
		m.hangOld(s)
		m.letFall()
		if len(out.Moved)+len(out.Dropped) > len(m.fell) {
			t.Fatalf("seed %d: %d moved and %d dropped, and %d could not stand", seed, len(out.Moved), len(out.Dropped), len(m.fell))
		}
	})
}

// A sound schedule of an unchanged problem stays as it is, and so does what a
// repair has made.
func TestRepairLeavesASoundScheduleAlone(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		shape := eventShape{
			slots: rapid.IntRange(2, 12).Draw(rt, "slots"), people: rapid.IntRange(2, 12).Draw(rt, "people"),
			requests: rapid.IntRange(1, 25).Draw(rt, "requests"), places: rapid.IntRange(0, 5).Draw(rt, "places"),
			rules: rapid.Bool().Draw(rt, "rules"),
		}
		seed := rapid.Int64Range(1, 1<<40).Draw(rt, "seed")
		p := randomEvent(t, seed, shape)
		p.Published = nil // or it would stand for a schedule without meetings
		s := greedy(t, p, seed, rapid.IntRange(0, 100).Draw(rt, "percent"))
		for range 2 {
			out, err := Repair(t.Context(), p, s, RepairOptions{Iterations: 1_000})
			if err != nil {
				rt.Fatal(err)
			}
			if len(out.Moved)+len(out.Changed)+len(out.Dropped) > 0 || !out.Proved {
				rt.Fatalf("moved %v, changed %v, dropped %v, proved %v", out.Moved, out.Changed, out.Dropped, out.Proved)
			}
			s = out.Schedule
		}
	})
}

// A hand-edited schedule becomes sound, and what breaks nothing stays.
func TestRepairOfHandEdited(t *testing.T) {
	everyEvent(t, 6, func(t *testing.T, p *Problem, seed int64) {
		s := handEdited(p, seed, 50)
		out, err := Repair(t.Context(), p, s, RepairOptions{Iterations: 3_000})
		if err != nil {
			t.Fatal(err)
		}
		sound(t, p, s, out, seed)
	})
}

// On tiny events an exhaustive search finds nothing that moves fewer where the
// repair says that it is proved.
func TestRepairMovesFewest(t *testing.T) {
	proved, best, all := 0, 0, 0
	for seed := range int64(150) {
		shape := eventShape{slots: 4, people: 5, requests: 7, places: int(seed % 3), rules: seed%2 == 0}
		p := randomEvent(t, seed, shape)
		s := greedy(t, p, seed, 100)
		then := copied(t, p)
		names := []string{"a delegate leaves for a day", "tables close", "a slot is lost"}
		changes()[names[seed%int64(len(names))]](newRandom(seed, 21), then)
		if Validate(then) != nil || len(s.Meetings) == 0 {
			continue
		}
		out, err := Repair(t.Context(), then, s, RepairOptions{Iterations: 20_000})
		if err != nil {
			t.Fatal(err)
		}
		sound(t, then, s, out, seed)
		fewest, most := exhaustive(then, s, out)
		all++
		if out.Proved {
			proved++
			if fewest < len(out.Moved) {
				t.Fatalf("seed %d: %d moved, proved, and %d are enough", seed, len(out.Moved), fewest)
			}
		}
		if fewest == len(out.Moved) && most == kept(then, s, out) {
			best++
		}
	}
	t.Logf("of %d repairs %d are best, %d proved", all, best, proved)
	if best < all*9/10 || proved < all*9/10 {
		t.Errorf("of %d repairs only %d are best, %d proved", all, best, proved)
	}
}

// kept counts the old meetings that take place.
func kept(p *Problem, s *Schedule, out *Repaired) int {
	now, n := byRequest(out.Schedule), 0
	old := byRequest(s)
	for _, r := range p.Requests {
		_, was := old[r.ID]
		_, is := now[r.ID]
		if was && is {
			n++
		}
	}
	return n
}

// exhaustive returns the fewest moves with which as many old meetings take
// place as in a repair, and how many could take place at most.
func exhaustive(p *Problem, s *Schedule, out *Repaired) (fewest, most int) {
	b, _ := loadBoard(p, nil)
	old := byRequest(s)
	need := kept(p, s, out)
	fewest = 1 << 20
	var try func(k, moved, placed int)
	order := inOrder(p)
	try = func(k, moved, placed int) {
		if k == len(order) {
			for r := range int32(b.in.requests) {
				if b.placed(r) && len(b.clashes(r, nil)) > 0 {
					return
				}
			}
			most = max(most, placed)
			if placed >= need {
				fewest = min(fewest, moved)
			}
			return
		}
		r := order[k]
		m, was := old[p.Requests[r].ID]
		try(k+1, moved, placed)
		if !was {
			return
		}
		for slot := range int16(len(p.Slots)) {
			for _, who := range b.teams(r, slot) {
				b.places(func(place int32) {
					b.put(r, spot{slot, place, who})
					bad := slices.ContainsFunc(b.clashes(r, nil), func(c clash) bool { return c.constraint != BreakSpread })
					if !bad {
						now := b.meeting(r)
						step := 1
						if now.Slot == m.Slot && now.Place == m.Place {
							step = 0
						}
						try(k+1, moved+step, placed+1)
					}
					b.take(r)
				})
			}
		}
	}
	try(0, 0, 0)
	return fewest, most
}

// inOrder lists the requests so that each comes after those that it follows.
func inOrder(p *Problem) []int32 {
	at := map[string]int32{}
	for k := range p.Requests {
		at[p.Requests[k].ID] = int32(k)
	}
	var order []int32
	seen := map[int32]bool{}
	var visit func(r int32)
	visit = func(r int32) {
		if seen[r] {
			return
		}
		seen[r] = true
		for _, id := range p.Requests[r].After {
			visit(at[id])
		}
		order = append(order, r)
	}
	for r := range p.Requests {
		visit(int32(r))
	}
	return order
}

// A waiting request takes the room that a cancelled one leaves, unless it is to
// wait.
func TestRepairOffersFreedRoom(t *testing.T) {
	one := 1
	p := &Problem{
		Slots:        []Slot{{ID: "14:00", Tables: &one}},
		Participants: []Participant{{ID: "ada"}, {ID: "bob"}},
		Requests:     []Request{{ID: "waiting", Weight: 3, Sides: [2]Side{{All: []string{"ada"}}, {All: []string{"bob"}}}}},
	}
	s := &Schedule{Meetings: []Meeting{{Request: "cancelled", Slot: "14:00", Participants: []string{"ada", "cyd"}}}}
	for keep, want := range map[bool][]Offer{
		false: {{Meeting{"waiting", "14:00", "", []string{"ada", "bob"}}, Score{Weight: 3, Placed: 1}}},
		true:  nil,
	} {
		out, err := Repair(t.Context(), p, s, RepairOptions{KeepOut: keep})
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(out.Offers, want) || len(out.Dropped) > 0 {
			t.Fatalf("keep out %v: offers %+v, want %+v; dropped %v", keep, out.Offers, want, out.Dropped)
		}
	}
}

func TestRepairNamesUnknownSlots(t *testing.T) {
	p := randomEvent(t, 1, shapes()[0])
	_, err := Repair(t.Context(), p, &Schedule{}, RepairOptions{Before: "noon"})
	if want := `repair: "noon" is no slot of the problem, so nothing can be kept before it`; err == nil || err.Error() != want {
		t.Fatalf("got %v, want %s", err, want)
	}
}

func BenchmarkRepair(b *testing.B) {
	for _, name := range []string{"spring-2500.json", "europe-5500.json"} {
		b.Run(name, func(b *testing.B) {
			p, s := bigEvent(b, name)
			var moved, others, possible, dropped, added, proved, longest float64
			n := 0
			for ; b.Loop(); n++ {
				then, fell := leaveForADay(p, s, n*37)
				started := time.Now()
				out, err := Repair(context.Background(), then, s, RepairOptions{})
				if err != nil {
					b.Fatal(err)
				}
				longest = max(longest, time.Since(started).Seconds())
				moved += float64(len(out.Moved))
				others += float64(len(out.Moved) + len(out.Dropped) - fell)
				dropped += float64(len(out.Dropped))
				possible += float64(perhapsPossible(then, out))
				added += float64(len(out.Added))
				if out.Proved {
					proved++
				}
			}
			for what, sum := range map[string]float64{"moved": moved, "others": others, "dropped": dropped, "dropped-unproved": possible, "added": added, "proved": proved} {
				b.ReportMetric(sum/float64(n), what)
			}
			b.ReportMetric(longest, "s-longest")
		})
	}
}

// perhapsPossible counts the dropped meetings of which nobody who must attend
// has a meeting in each open slot.
func perhapsPossible(p *Problem, out *Repaired) int {
	b, _ := loadBoard(p, out.Schedule)
	n := 0
	for _, id := range out.Dropped {
		if !b.hopeless(int32(b.v.request[id])) {
			n++
		}
	}
	return n
}

// leaveForADay has one participant close all slots of the first day, and says
// how many meetings fall by it.
func leaveForADay(p *Problem, s *Schedule, k int) (*Problem, int) {
	then := *p
	then.Participants = slices.Clone(p.Participants)
	q := &then.Participants[k%len(p.Participants)]
	q.Unavailable = slices.Clone(q.Unavailable)
	gone := map[string]bool{}
	for _, slot := range p.Slots {
		if slot.Day == p.Slots[0].Day && !slices.Contains(q.Unavailable, slot.ID) {
			q.Unavailable = append(q.Unavailable, slot.ID)
			gone[slot.ID] = true
		}
	}
	fell := 0
	for _, m := range s.Meetings {
		if gone[m.Slot] && slices.Contains(m.Participants, q.ID) {
			fell++
		}
	}
	return &then, fell
}

func ExampleRepair() {
	one := 1
	p := &Problem{
		Slots:        []Slot{{ID: "14:00", Tables: &one}, {ID: "14:20", Tables: &one}},
		Participants: []Participant{{ID: "ada"}, {ID: "bob", Unavailable: []string{"14:00"}}},
		Requests:     []Request{{ID: "ada-bob", Sides: [2]Side{{All: []string{"ada"}}, {All: []string{"bob"}}}}},
	}
	before := &Schedule{Meetings: []Meeting{{Request: "ada-bob", Slot: "14:00", Participants: []string{"ada", "bob"}}}}
	out, _ := Repair(context.Background(), p, before, RepairOptions{})
	for _, m := range out.Moved {
		fmt.Println(m.From.Request, "moves from", m.From.Slot, "to", m.To.Slot, "proved:", out.Proved)
	}
	// Output: ada-bob moves from 14:00 to 14:20 proved: true
}
