package scheduler

import "errors"

// Comparison says how a second schedule differs from a first.
type Comparison struct {
	Added   []Meeting
	Removed []Meeting
	Moved   []Move // other slot or place
	Changed []Move // same slot and place, other participants
	People  []PersonChange
	First   Score
	Second  Score
	Change  Score // Second less First
}

// PersonChange is what a participant gains or loses.
type PersonChange struct {
	Participant string
	Meetings    int // more (or fewer) meetings
	Weight      int
	Breaks      int
	IdleSlots   int
}

// Compare tells two schedules of a problem apart. Lists follow the order of
// the problem's requests and participants; only participants for whom
// something changes are listed.
func Compare(p *Problem, first, second *Schedule) (Comparison, error) {
	return Comparison{}, errors.ErrUnsupported
}
