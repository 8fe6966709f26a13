package scheduler

// ScheduleFormat is the value of "format" in a schedule file.
const ScheduleFormat = "entente/schedule/1"

// Status says what is known of a schedule.
type Status string

// The statuses of a schedule.
const (
	StatusOptimal    Status = "optimal"    // every level but comfort is proved
	StatusFeasible   Status = "feasible"   // all that is compulsory is there
	StatusInfeasible Status = "infeasible" // proved: something compulsory cannot be
	StatusUnknown    Status = "unknown"    // something compulsory is missing, and may be possible
)

// Schedule is the answer to a problem: what a schedule file holds. Each
// request stands in Meetings or in Unscheduled, once.
type Schedule struct {
	Problem     string        `json:"problem,omitzero"` // the problem's name
	Status      Status        `json:"status"`
	Score       Score         `json:"score"`
	Bound       Bounds        `json:"bound"`
	Seconds     float64       `json:"seconds,omitzero"` // absent with an iteration budget
	Seed        int64         `json:"seed"`
	Iterations  int64         `json:"iterations"`
	Meetings    []Meeting     `json:"meetings"`
	Unscheduled []Unscheduled `json:"unscheduled"`
	Because     []Reason      `json:"because,omitempty"` // with infeasible: constraints that can't all hold
}

// Meeting is a placed request. Participants are all who attend.
type Meeting struct {
	Request      string   `json:"request"`
	Slot         string   `json:"slot"`
	Place        string   `json:"place,omitzero"`
	Participants []string `json:"participants"`
}

// Score holds the value of each level and some of their parts. Less is
// better, save for Weight and Placed.
type Score struct {
	MandatoryUnplaced int `json:"mandatory_unplaced"`
	FloorShortfall    int `json:"floor_shortfall"`
	Weight            int `json:"weight"`
	Placed            int `json:"placed"`
	Moved             int `json:"moved"`
	Breaks            int `json:"breaks"`
	IdleSlots         int `json:"idle_slots"`
	TableChanges      int `json:"table_changes"`
	Comfort           int `json:"comfort"`
}

// Bounds holds for each value of a score one that no schedule can beat which
// is no worse at every earlier level; nil where none is known.
type Bounds struct {
	MandatoryUnplaced *int `json:"mandatory_unplaced"`
	FloorShortfall    *int `json:"floor_shortfall"`
	Weight            *int `json:"weight"`
	Placed            *int `json:"placed"`
	Moved             *int `json:"moved"`
	Breaks            *int `json:"breaks"`
	IdleSlots         *int `json:"idle_slots"`
	TableChanges      *int `json:"table_changes"`
	Comfort           *int `json:"comfort"`
}

// Unscheduled is a request left out: what stands in its way, and the cheapest
// ways to have it, each tried.
type Unscheduled struct {
	Request string   `json:"request"`
	Reasons []Reason `json:"reasons"`
	Repairs []Remedy `json:"repairs"`
}

// Reason is one constraint that stands in the way in the named slots. Where
// meetings hold a participant, Meetings has the request that holds it in the
// slot of the same index.
type Reason struct {
	Constraint   Constraint `json:"constraint"`
	Participant  string     `json:"participant,omitzero"`
	Organisation string     `json:"organisation,omitzero"`
	Place        string     `json:"place,omitzero"`
	Request      string     `json:"request,omitzero"` // the other request of a precedence
	Slots        []string   `json:"slots,omitempty"`
	Meetings     []string   `json:"meetings,omitempty"`
	Message      string     `json:"message"`
}

// RemedyKind says what a remedy asks for.
type RemedyKind string

// The kinds of remedies.
const (
	RemedyPlace    RemedyKind = "place"     // there is room as it stands
	RemedyMove     RemedyKind = "move"      // other meetings move
	RemedyOpenSlot RemedyKind = "open-slot" // a participant opens a slot
	RemedyAddTable RemedyKind = "add-table" // one more table in the slot
	RemedyDrop     RemedyKind = "drop"      // another request is left out instead
	RemedyWaive    RemedyKind = "waive"     // the request's own slots, a limit or an order is waived
)

// Remedy is a change that makes room for a request: after it, the meeting
// stands in Slot. Change is what the score gains or loses by it.
type Remedy struct {
	Kind         RemedyKind   `json:"kind"`
	Slot         string       `json:"slot"`
	Place        string       `json:"place,omitzero"`
	Participants []string     `json:"participants,omitempty"` // those who attend
	Opens        []string     `json:"opens,omitempty"`        // participants who open the slot
	Moves        []Meeting    `json:"moves,omitempty"`        // other meetings, where they go
	Drops        []string     `json:"drops,omitempty"`        // requests left out
	Waives       []Constraint `json:"waives,omitempty"`       // with waive: what does not hold then, each once
	Change       Score        `json:"change"`
	Message      string       `json:"message"`
}
