package scheduler

import (
	"fmt"
	"slices"
)

// hearers says for each hearing whether the listener hears the pitch: of the
// pitches that it asked for and is free for, those of most weight that don't
// overlap.
func (j *joint) hearers() []bool {
	heard := make([]bool, len(j.given))
	for i := range int32(len(j.g.asks)) {
		var free []int32
		for _, h := range j.g.asks[i] {
			if j.couldHear(h) {
				free = append(free, h)
			}
		}
		for _, h := range j.g.heaviestApart(free, j.a.at) {
			heard[h] = true
		}
	}
	return heard
}

// couldHear says whether the listener of h has neither a meeting nor a pitch
// of its own then.
func (j *joint) couldHear(h int32) bool {
	w := j.g.hearings[h]
	q := j.a.at[w.pitch]
	if q < 0 || !j.g.hearable(w.person, q) || j.presenting(w.person, q) {
		return false
	}
	return !slices.ContainsFunc(j.g.over[q], func(s int16) bool { return j.st.holder(w.person, s) >= 0 })
}

// heaviestApart returns those of a listener's hearings that weigh most
// together, no two at once: weighted interval scheduling, by the end of the
// pitches.
func (g *pitchGrid) heaviestApart(list []int32, at []int32) []int32 {
	q := func(h int32) int32 { return at[g.hearings[h].pitch] }
	slices.SortStableFunc(list, func(a, b int32) int {
		switch x, y := g.to[q(a)], g.to[q(b)]; {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return int(a - b)
	})
	best, before := make([]int64, len(list)+1), make([]int, len(list))
	for k, h := range list {
		n := k
		for n > 0 && g.to[q(list[n-1])] > g.from[q(h)] {
			n--
		}
		before[k] = n
		best[k+1] = max(best[k], best[n]+g.hearings[h].weight)
	}
	var chosen []int32
	for k := len(list); k > 0; {
		if best[k] == best[k-1] {
			k--
			continue
		}
		chosen = append(chosen, list[k-1])
		k = before[k-1]
	}
	return chosen
}

// unplaced says what keeps pitch k out of each pitch slot.
func (j *joint) unplaced(k int32) UnplacedPitch {
	out := UnplacedPitch{Pitch: j.g.p.Pitches[k].ID, Reasons: []PitchReason{}}
	for q := range int32(len(j.g.slot)) {
		constraint, message := j.hindrance(k, q)
		if constraint == "" {
			continue
		}
		id := j.g.slot[q].ID
		at := slices.IndexFunc(out.Reasons, func(r PitchReason) bool { return r.Constraint == constraint && r.Message == message })
		if at < 0 {
			out.Reasons = append(out.Reasons, PitchReason{Constraint: constraint, Slots: []string{id}, Message: message})
			continue
		}
		out.Reasons[at].Slots = append(out.Reasons[at].Slots, id)
	}
	return out
}

// hindrance says what keeps pitch k out of a pitch slot as things stand.
func (j *joint) hindrance(k, q int32) (Constraint, string) {
	g := j.g
	if c, message := g.obstacle(k, q); c != "" {
		return c, message
	}
	for _, x := range g.after[k] {
		if j.a.at[x] < 0 {
			return PitchOrder, fmt.Sprintf("it comes after %q, which is left out", g.p.Pitches[x].ID)
		}
	}
	if others := j.a.inTheWay(k, q, nil); len(others) > 0 {
		x := others[0]
		id, there := g.p.Pitches[x].ID, j.a.at[x]
		switch {
		case there == q:
			return PitchSlotTaken, fmt.Sprintf("%q has it", id)
		case slices.Contains(g.after[k], x):
			return PitchOrder, fmt.Sprintf("it comes after %q", id)
		case slices.Contains(g.before[k], x):
			return PitchOrder, fmt.Sprintf("%q comes after it", id)
		case slices.Contains(g.rival[q], there):
			return PitchRoom, fmt.Sprintf("%q is in the room then", id)
		}
		return ParticipantConflict, fmt.Sprintf("a presenter presents %q then", id)
	}
	return "", ""
}
