package scheduler

// Constraint is the public name of a hard constraint.
type Constraint string

// The hard constraints. AllMandatory names a compulsory request that is
// missing, and ScheduleFormed a schedule that does not fit its problem: an
// unknown id, a request twice.
const (
	ParticipantConflict    Constraint = "participant-conflict"
	ParticipantUnavailable Constraint = "participant-unavailable"
	PlaceCapacity          Constraint = "place-capacity"
	RequestSlots           Constraint = "request-slots"
	Attendance             Constraint = "attendance"
	Precedence             Constraint = "precedence"
	MeetingLimit           Constraint = "meeting-limit"
	Changeover             Constraint = "changeover"
	BreakSpread            Constraint = "break-spread"
	Pinned                 Constraint = "pinned"
	AllMandatory           Constraint = "all-mandatory"
	ScheduleFormed         Constraint = "schedule-formed"
)

// Violation is one break of a hard constraint. Fields that do not apply are
// empty.
type Violation struct {
	Constraint   Constraint `json:"constraint"`
	Requests     []string   `json:"requests,omitempty"`
	Participant  string     `json:"participant,omitzero"`
	Organisation string     `json:"organisation,omitzero"`
	Slot         string     `json:"slot,omitzero"`
	Place        string     `json:"place,omitzero"`
	Message      string     `json:"message"`
}
