package scheduler

import (
	"slices"
	"testing"
)

// heldMeetings is one way to hold some of the meetings.
type heldMeetings struct {
	meetings []Meeting
	score    Score
}

// allSchedules lists every schedule of a problem that breaks no rule; it gives
// up beyond most.
func allSchedules(p *Problem, most int) (all []heldMeetings, ok bool) {
	ways := make([][]Meeting, len(p.Requests))
	size := 1
	for r := range ways {
		ways[r] = allMeetings(p, r)
		if size *= len(ways[r]) + 1; size > most {
			return nil, false
		}
	}
	var meetings []Meeting
	var try func(r int)
	try = func(r int) {
		if r == len(ways) {
			s := &Schedule{Meetings: meetings}
			listTheRest(p, s)
			if report := Check(p, s); len(report.Violations) == 0 {
				all = append(all, heldMeetings{slices.Clone(meetings), report.Score})
			}
			return
		}
		try(r + 1)
		for _, m := range ways[r] {
			meetings = append(meetings, m)
			try(r + 1)
			meetings = meetings[:len(meetings)-1]
		}
	}
	try(0)
	return all, true
}

// allPitchings lists every choice of pitch slots that breaks no rule by
// itself, of those that place most pitches.
func allPitchings(p *Programme, most int) (all [][]PitchPlacement, ok bool) {
	var slots []PitchPlacement
	for _, session := range p.Sessions {
		for _, q := range session.Slots {
			slots = append(slots, PitchPlacement{Session: session.ID, Slot: q.ID})
		}
	}
	size := 1
	for range p.Pitches {
		if size *= len(slots) + 1; size > most {
			return nil, false
		}
	}
	nothing := &Schedule{}
	listTheRest(p.Problem, nothing)
	var placed []PitchPlacement
	var try func(k int)
	try = func(k int) {
		if k == len(p.Pitches) {
			s := &ProgrammeSchedule{Pitches: placed, Schedule: nothing}
			unplaceTheRest(p, s)
			if len(all) > 0 && len(placed) < len(all[0]) || len(CheckProgramme(p, s).Violations) > 0 {
				return
			}
			if len(all) > 0 && len(placed) > len(all[0]) {
				all = nil
			}
			all = append(all, slices.Clone(placed))
			return
		}
		try(k + 1)
		for _, q := range slots {
			q.Pitch = p.Pitches[k].ID
			placed = append(placed, q)
			try(k + 1)
			placed = placed[:len(placed)-1]
		}
	}
	try(0)
	return all, true
}

func unplaceTheRest(p *Programme, s *ProgrammeSchedule) {
	s.Unplaced = nil
	for _, q := range p.Pitches {
		if !slices.ContainsFunc(s.Pitches, func(at PitchPlacement) bool { return at.Pitch == q.ID }) {
			s.Unplaced = append(s.Unplaced, UnplacedPitch{Pitch: q.ID})
		}
	}
}

// programmeLevels are the values of a score that a search must reach, in their
// order, less being better.
func programmeLevels(s ProgrammeScore) []int {
	m := s.Meetings
	return []int{-s.Pitches, m.MandatoryUnplaced, m.FloorShortfall, -m.Weight, -s.Listening, m.Moved, m.Breaks}
}

// bruteProgramme returns the best score of all schedules of a programme.
func bruteProgramme(p *Programme, most int) (best ProgrammeScore, ok bool) {
	schedules, ok := allSchedules(p.Problem, most)
	if !ok {
		return best, false
	}
	pitchings, ok := allPitchings(p, most)
	if !ok {
		return best, false
	}
	found := false
	for _, placed := range pitchings {
		for _, held := range schedules {
			score := ProgrammeScore{Pitches: len(placed), Meetings: held.score}
			score.Listening = 1 << 30
			if found && slices.Compare(programmeLevels(score), programmeLevels(best)) >= 0 {
				continue
			}
			busy := busySlots(held.meetings)
			if !presentable(p, placed, busy) {
				continue
			}
			score.Listening = mostListening(p, placed, busy)
			if !found || slices.Compare(programmeLevels(score), programmeLevels(best)) < 0 {
				best, found = score, true
			}
		}
	}
	return best, found
}

// busySlots lists the meeting slots of each participant, and of each place.
func busySlots(meetings []Meeting) map[string][]string {
	busy := map[string][]string{}
	for _, m := range meetings {
		for _, id := range m.Participants {
			busy[id] = append(busy[id], m.Slot)
		}
		if m.Place != "" {
			busy["at "+m.Place] = append(busy["at "+m.Place], m.Slot)
		}
	}
	return busy
}

// blockedAt lists the meeting slots that a placement overlaps, and its times.
func blockedAt(p *Programme, at PitchPlacement) checkedSlot {
	c := &programmeChecker{programmeValidator: newProgrammeValidator(p)}
	c.readSessions()
	return c.slots[c.pitchSlot[at.Slot]]
}

func presentable(p *Programme, placed []PitchPlacement, busy map[string][]string) bool {
	for _, at := range placed {
		q := p.Pitches[slices.IndexFunc(p.Pitches, func(q Pitch) bool { return q.ID == at.Pitch })]
		slot := blockedAt(p, at)
		for _, s := range slot.over {
			if slices.Contains(busy["at "+slot.room], s) {
				return false
			}
			for _, id := range q.Presenters {
				if slices.Contains(busy[id], s) {
					return false
				}
			}
		}
	}
	return true
}

// mostListening tries every choice of hearings of every participant.
func mostListening(p *Programme, placed []PitchPlacement, busy map[string][]string) int {
	type wish struct {
		slot   checkedSlot
		weight int
	}
	sum := 0
	for _, person := range p.Problem.Participants {
		var wishes, own []wish
		for _, at := range placed {
			q := p.Pitches[slices.IndexFunc(p.Pitches, func(q Pitch) bool { return q.ID == at.Pitch })]
			slot := blockedAt(p, at)
			if slices.Contains(q.Presenters, person.ID) {
				own = append(own, wish{slot: slot})
			}
			taken := slices.ContainsFunc(slot.over, func(s string) bool {
				return slices.Contains(busy[person.ID], s) || slices.Contains(person.Unavailable, s)
			})
			for _, l := range q.Listeners {
				if l.Participant == person.ID && !taken {
					wishes = append(wishes, wish{slot, max(1, l.Weight)})
				}
			}
		}
		most := 0
		for set := range 1 << len(wishes) {
			chosen, weight := slices.Clone(own), 0
			fits := true
			for k, w := range wishes {
				if set>>k&1 == 0 {
					continue
				}
				for _, c := range chosen {
					fits = fits && (c.slot.to <= w.slot.from || w.slot.to <= c.slot.from)
				}
				chosen = append(chosen, w)
				weight += w.weight
			}
			if fits {
				most = max(most, weight)
			}
		}
		sum += most
	}
	return sum
}

func TestSolveProgrammeFindsWhatBruteForceFinds(t *testing.T) {
	tried, missed := 0, 0
	for seed := range int64(120) {
		shape := programmeShape{eventShape{slots: 3 + int(seed%3), people: 5 + int(seed%3), requests: 3 + int(seed%3)}, 2, 2, 2 + int(seed%2), seed%2 == 0}
		if seed%4 == 3 {
			shape.eventShape = eventShape{slots: 3, people: 6, requests: 3, places: 2}
		}
		p := randomProgramme(t, seed, shape)
		want, ok := bruteProgramme(p, 3000)
		if !ok {
			continue
		}
		tried++
		s := solvedProgramme(t, p, Options{Iterations: 60000, Seed: seed, SkipReasons: true})
		honestProgramme(t, p, s, seed)
		withinProgrammeBound(t, p, want, s.Bound, seed)
		if got, want := programmeLevels(s.Score), programmeLevels(want); !slices.Equal(got, want) {
			missed++
			t.Errorf("seed %d: levels %v, brute force %v", seed, got, want)
		}
	}
	if tried < 60 {
		t.Errorf("only %d programmes were small enough", tried)
	}
	t.Logf("%d programmes, %d missed", tried, missed)
}
