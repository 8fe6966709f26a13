package scheduler

import (
	"context"
	"slices"
	"time"
)

// bounds returns values that no schedule of the programme beats: of the
// pitches, a matching of pitches and pitch slots; of the listening, one that
// gains whoever may be free in the slot; of the meetings, those of the problem
// in which presenters lack the slots that they are sure to lose, where all
// pitches are placed.
func (g *pitchGrid) bounds(ctx context.Context, deadline time.Time, ceiling int, whole bool) ProgrammeBounds {
	if !deadline.IsZero() {
		limited, cancel := context.WithDeadline(ctx, deadline)
		defer cancel()
		ctx = limited
	}
	p := g.p.Problem
	if whole {
		p = g.strained()
	}
	listening := g.mostListening(ctx)
	return ProgrammeBounds{Pitches: &ceiling, Listening: &listening, Meetings: newInstance(p).bounds(ctx)}
}

// manyUses is from how many pairs of pitch and pitch slot on the matching
// takes too long for the listening.
const manyUses = 40_000

func (g *pitchGrid) mostListening(ctx context.Context) int {
	gain := make([]map[int32]int64, len(g.p.Pitches))
	top, sum, uses := int64(0), int64(0), 0
	for k := range gain {
		gain[k] = map[int32]int64{}
		most := int64(0)
		for _, q := range g.eligible[k] {
			n := g.audience(int32(k), q)
			gain[k][q] = n
			most = max(most, n)
			uses++
		}
		top, sum = max(top, most), sum+most
	}
	if uses > manyUses {
		return int(sum)
	}
	return int(g.mostGain(ctx, top, func(k, q int32) int64 { return gain[k][q] }, nil))
}

// audience is the weight of the listeners who may be free for a pitch in a
// pitch slot.
func (g *pitchGrid) audience(k, q int32) int64 {
	sum := int64(0)
	for _, h := range g.wanted[k] {
		if g.hearable(g.hearings[h].person, q) {
			sum += g.hearings[h].weight
		}
	}
	return sum
}

// strained returns the problem without what presenters lose wherever their
// pitches are: the slots that each pitch slot of one overlaps, and as many
// further ones as the shortest takes. Those with pinned meetings are left as
// they are.
func (g *pitchGrid) strained() *Problem {
	p := *g.p.Problem
	p.Participants = slices.Clone(p.Participants)
	for i := range int32(g.in.people) {
		if len(g.presents[i]) == 0 || slices.ContainsFunc(g.held[int(i)*g.in.words:int(i+1)*g.in.words], func(w uint64) bool { return w != 0 }) {
			continue
		}
		sure, least := g.sureLoss(i)
		q := &p.Participants[i]
		open := 0
		for s := range int16(g.in.slots) {
			if g.isOpen(i, s) {
				open++
			}
		}
		left := open - max(least, len(sure))
		if left <= 0 {
			sure = nil
			for s := range int16(g.in.slots) {
				sure = append(sure, s)
			}
		} else if least > len(sure) && (q.MaxMeetings == 0 || q.MaxMeetings > left) {
			q.MaxMeetings = left
		}
		q.Unavailable = p.closing(q.Unavailable, sure)
	}
	return &p
}

// sureLoss returns the slots that a presenter loses wherever its pitches are,
// and how many it loses at least.
func (g *pitchGrid) sureLoss(i int32) (sure []int16, least int) {
	for _, k := range g.presents[i] {
		var common []int16
		fewest := g.in.slots
		for n, q := range g.eligible[k] {
			fewest = min(fewest, len(g.over[q]))
			if n == 0 {
				common = slices.Clone(g.over[q])
				continue
			}
			common = slices.DeleteFunc(common, func(s int16) bool { return !slices.Contains(g.over[q], s) })
		}
		if len(g.eligible[k]) == 0 {
			continue
		}
		least = max(least, fewest)
		for _, s := range common {
			if !slices.Contains(sure, s) {
				sure = append(sure, s)
			}
		}
	}
	return sure, least
}

// closing returns a list of slot ids with further ones.
func (p *Problem) closing(ids []string, more []int16) []string {
	ids = slices.Clone(ids)
	for _, s := range more {
		if id := p.Slots[s].ID; !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// besides returns the problem that is left for the meetings when the pitches
// are in these pitch slots, -1 for none: their presenters and rooms lack the
// slots that they overlap.
func (g *pitchGrid) besides(at []int32) *Problem {
	p := *g.p.Problem
	p.Participants, p.Places = slices.Clone(p.Participants), slices.Clone(p.Places)
	for k, q := range at {
		if q < 0 {
			continue
		}
		for _, i := range g.present[k] {
			p.Participants[i].Unavailable = p.closing(p.Participants[i].Unavailable, g.over[q])
		}
		if room := g.rooms[q]; room >= 0 {
			p.Places[room].Closed = p.closing(p.Places[room].Closed, g.over[q])
		}
	}
	return &p
}
