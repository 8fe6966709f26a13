package scheduler

// Report is what a check of a schedule finds.
type Report struct {
	Violations []Violation
	Forced     []Violation // waived by a forced pin
	Missing    []string    // compulsory requests that are not placed
	Score      Score       // computed anew
	ScoreRight bool        // the schedule claims this score
}

// OK says whether the schedule breaks nothing, has all that is compulsory and
// claims the right score.
func (r Report) OK() bool {
	return len(r.Violations) == 0 && len(r.Missing) == 0 && r.ScoreRight
}
