package partnering

import "time"

// Overview says where an event stands, for its organisers.
type Overview struct {
	Event         Event
	Requests      map[RequestState]int
	Organisations map[Kind]int
	Delegates     int
	TableSlots    int // open places × slots: how many meetings fit
	Expected      int // accepted requests, and half of the pending ones
	Scheduled     int // meetings of the newest published schedule
	Unscheduled   int
	Version       int // the newest published version, 0 before the first
	PitchSlots    int
	PitchBooked   int
	OutboxFailed  int
	OutboxDue     int // planned within the next day
	Attention     []NextStep
}

// NextStep is something to do, for a card on a page.
type NextStep struct {
	Kind  string // such as "answer-requests", "book-pitch", "publish", "import-people"
	Count int
	Due   time.Time // zero: none
}

// PersonalData is everything that is kept about one person, as plain data for an export.
type PersonalData struct {
	Account     Account
	Memberships []Membership
	Delegates   []Delegate
	Requests    []MeetingRequest
	Messages    []RequestMessage
	Agendas     []Agenda
	Mails       []OutboxRow
}

// Recommendation is a partner worth meeting, with reasons.
type Recommendation struct {
	Organisation Organisation
	Score        float64 // from 0 to 1
	Reasons      []MatchReason
	Request      *MeetingRequest // the one that stands between the two, or nil
}

// MatchReason says why two organisations fit.
type MatchReason struct {
	Kind  string   // "they-offer", "they-seek", "topics", "cluster", "country"
	Items []string // capability keys or topics
}

// DelegateCalendar is a delegate's availability with what blocks it.
type DelegateCalendar struct {
	Availability Availability
	Default      SlotState // of slots not spoken about
	Commitments  []Commitment
	Meetings     []AgendaEntry // published, when there are some
}

// AvailabilityEffect says what an availability would cost.
type AvailabilityEffect struct {
	Accepted int      // accepted requests that need the delegate
	Fits     int      // how many of them still can take place, each on its own
	Lost     []string // ids of requests that no longer fit
	Open     int      // slots left
}

// Answer is what a side says when it accepts, declines or cancels.
type Answer struct {
	Priority   Priority
	Attendees  *Attendees // of the answering side; nil leaves them
	Reason     DeclineReason
	ReasonText string
}

// BulkAnswer is the result of one of many answers.
type BulkAnswer struct {
	ID  string
	Err error // nil: done
}

// RequestDetail is a request with names, as its two sides see it.
type RequestDetail struct {
	MeetingRequest
	FromOrganisation Organisation
	ToOrganisation   Organisation
	FromPeople       []AgendaPerson // named attendees
	ToPeople         []AgendaPerson
	Meeting          *Meeting     // published, or nil
	Unscheduled      *Unscheduled // of the newest published schedule, or nil
	Messages         int
}

// Quota says how many requests an organisation may still send.
type Quota struct {
	Limit    int // 0: no limit
	Used     int
	Deadline time.Time // zero: none
	MayAsk   []Kind    // empty: all
}

// ProblemImport says how a problem file becomes an event.
type ProblemImport struct {
	Name string // "": the problem's
	From string // first day, "2026-12-01"; "": next Monday
	Zone string // "": Europe/Paris
}

// DraftView is a draft with its meetings.
type DraftView struct {
	Draft
	Meetings    []Meeting
	Unscheduled []Unscheduled
	Pins        []Pin
	Figures     Figures
}

// Edit puts a request's meeting somewhere, or takes it out of the schedule.
type Edit struct {
	RequestID    string
	SlotID       string   // "": out of the schedule
	PlaceID      string   // "": any free place
	Participants []string // empty: as they are, or as fits
	Force        bool     // waive availability and the request's own slots
}

// EditResult is a draft after an edit.
type EditResult struct {
	Draft   Draft
	Meeting *Meeting // nil: out of the schedule
	Before  *Meeting // what undo puts back
	Figures Figures
	Forced  []Violation
}

// Suggestion is a placement of one request with its price.
type Suggestion struct {
	SlotID       string
	PlaceID      string
	Participants []string
	Violations   []Violation // empty: it fits
	Displaces    []string    // request ids that would have to move
	Price        Figures     // the change of each goal's value
}

// DraftCheck is what a check of a draft found.
type DraftCheck struct {
	Violations []Violation
	Forced     []Violation
	Figures    Figures
}

// Preview says what publishing a draft would do.
type Preview struct {
	Number    int // the version it would become
	Changes   []Change
	Dropped   []Violation // meetings that no longer hold and would be left out, each with the reason
	Notified  []NotifiedDelegate
	Added     int
	Moved     int
	Removed   int
	Unchanged int
}

// NotifiedDelegate is somebody whom publishing would tell.
type NotifiedDelegate struct {
	DelegateID   string
	Name         string
	Organisation string
	Changes      int
}

// Published is the result of publishing.
type Published struct {
	Version  ScheduleVersion
	Changes  []Change
	Dropped  []Violation
	Notified int
}

// ScheduleView is a published schedule with its meetings.
type ScheduleView struct {
	Version     ScheduleVersion
	Meetings    []Meeting
	Unscheduled []Unscheduled
}
