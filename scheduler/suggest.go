package scheduler

import "errors"

// Placement is one way to place a request: where, who attends, what it would
// break or displace, and what the score gains or loses by it. A placement that
// displaces others counts them as left out in Change.
type Placement struct {
	Slot         string
	Place        string
	Participants []string
	Violations   []Violation // empty: it fits once Displaces are gone
	Displaces    []string    // requests that hold the persons or the place
	Change       Score
}

// Suggest ranks every slot and place for one request in a schedule, best
// first: those that break nothing before those that displace, and those before
// the ones that violate. A request that is placed is taken out first.
func Suggest(p *Problem, s *Schedule, request string) ([]Placement, error) {
	return nil, errors.ErrUnsupported
}
