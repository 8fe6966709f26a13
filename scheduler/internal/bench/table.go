package main

import (
	"fmt"

	"entente/scheduler"
	"entente/scheduler/internal/events"
)

const heading = "| event | delegates | requests | left out: mandatory, floors | weight | bound | gap | to bound | moved | breaks | their bound | seconds | peak MB | plain: weight | breaks |\n" +
	"| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"

// row is one event of the table.
type row struct {
	spec         events.Spec
	plain        scheduler.Score
	plainSeconds float64
	result       result
	perPerson    []int // breaks of each delegate
}

func (r row) String() string {
	s, b := r.result.Schedule.Score, r.result.Schedule.Bound
	return fmt.Sprintf("| %s | %d | %d | %d, %d | %d | %s | %s | %s | %d | %d | %s | %.1f | %.0f | %d | %d |",
		r.spec.Name, r.spec.Delegates, r.spec.Requests, s.MandatoryUnplaced, s.FloorShortfall, s.Weight, shown(b.Weight), r.gap(),
		r.toBound(), s.Moved, s.Breaks, shown(b.Breaks), r.result.Seconds, r.result.PeakMB, r.plain.Weight, r.plain.Breaks)
}

func shown(n *int) string {
	if n == nil {
		return "–"
	}
	return fmt.Sprint(*n)
}

// share is the part of the bound that is missing, from 0 to 1.
func (r row) share() float64 {
	bound := r.result.Schedule.Bound.Weight
	if bound == nil || *bound == 0 {
		return 0
	}
	return float64(*bound-r.result.Schedule.Score.Weight) / float64(*bound)
}

func (r row) gap() string { return fmt.Sprintf("%.2f %%", 100*r.share()) }

// toBound is when the weight reached the bound.
func (r row) toBound() string {
	bound := r.result.Schedule.Bound.Weight
	for _, p := range r.result.Curve {
		if bound != nil && p.Weight >= *bound {
			return fmt.Sprintf("%.2f s", p.Seconds)
		}
	}
	return "–"
}

// breaksOf counts each participant's breaks: groups of idle slots between the
// first and the last meeting of a day.
func breaksOf(p *scheduler.Problem, s *scheduler.Schedule) []int {
	slot := map[string]int{}
	for i := range p.Slots {
		slot[p.Slots[i].ID] = i
	}
	busy := map[string][]bool{}
	for _, m := range s.Meetings {
		for _, id := range m.Participants {
			if busy[id] == nil {
				busy[id] = make([]bool, len(p.Slots))
			}
			busy[id][slot[m.Slot]] = true
		}
	}
	counts := make([]int, 0, len(p.Participants))
	for _, d := range p.Participants {
		counts = append(counts, breaks(p, busy[d.ID]))
	}
	return counts
}

func breaks(p *scheduler.Problem, busy []bool) int {
	n, last := 0, -1
	for s, met := range busy {
		if !met {
			continue
		}
		if last >= 0 && p.Slots[last].Day == p.Slots[s].Day && s > last+1 {
			n++
		}
		last = s
	}
	return n
}
