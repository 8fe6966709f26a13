package partnering

// Case tells the sentences that one constraint has apart; the plain one has none.
type Case string

// The cases of reasons and violations.
const (
	CaseNoSlot         Case = "no-slot"         // unavailable: the organisation could come in no slot at all
	CaseNoCommonSlot   Case = "no-common-slot"  // unavailable: it could in Count slots, the other side in none of these
	CaseOnStage        Case = "on-stage"        // unavailable: the delegate gives a pitch or a talk
	CaseNoPlace        Case = "no-place"        // place-capacity: no place is free
	CasePlaceClosed    Case = "closed"          // place-capacity: the place is closed
	CasePlaceFull      Case = "full"            // place-capacity: the place holds Limit meetings at once
	CaseBooth          Case = "booth"           // place-capacity: the place is the booth of another organisation
	CaseFixedPlace     Case = "fixed-place"     // place-capacity: somebody of the meeting has another fixed place
	CaseBegan          Case = "began"           // request-slots: the published meeting has begun and stays
	CaseOver           Case = "over"            // request-slots: the slot is over
	CaseNoDelegates    Case = "no-delegates"    // attendance: the organisation has nobody who takes meetings
	CaseTakesNone      Case = "takes-none"      // attendance: none of the people, or somebody not named, takes meetings
	CaseNoVideo        Case = "no-video"        // attendance: the person attends from afar and there is no video place
	CaseBothSides      Case = "both-sides"      // attendance: the person stands on both sides
	CaseGridGone       Case = "grid-gone"       // attendance: the slots or the session that it is bound to are gone
	CaseGroupMissing   Case = "group-missing"   // attendance: nobody of a group that must be represented attends
	CaseMissing        Case = "missing"         // attendance: the delegate must attend and does not
	CaseStranger       Case = "stranger"        // attendance: the delegate attends and the request does not name them
	CaseOrganisation   Case = "organisation"    // meeting-limit: the organisation's
	CaseOfDay          Case = "day"             // meeting-limit: the delegate's Limit of the slot's day
	CaseOfDayOrRow     Case = "day-or-row"      // meeting-limit: the delegate's of the slot's day, or in a row
	CaseTakenOut       Case = "taken-out"       // not-planned: an organiser took it out of the schedule
	CaseGivenUp        Case = "given-up"        // not-planned: an organiser gave it up for another meeting
	CaseAccepted       Case = "accepted-later"  // not-planned: it was accepted after the schedule was made
	CaseByOrganiser    Case = "by-organiser"    // cancelled: an organiser cancelled the meeting
	CaseCannotCome     Case = "cannot-come"     // cancelled: the organisation cannot come at that time
	CaseTogether       Case = "together"        // any: one of those that can't all hold, so that there is no schedule; Blocking has its meetings
	CaseNotPublishable Case = "not-publishable" // any: it could not be published where it was planned; Against says why, where it may
)

// Reason is a constraint that stands in the way in some slots. Text says it in
// English; the rest, names included, is all that a sentence in another language
// is made from.
type Reason struct {
	Constraint     string // the solver's public name, such as "participant-conflict"
	Case           Case
	SlotIDs        []string // empty: in every slot
	Delegates      []string // the delegates concerned
	People         []string // their names, in the same order
	OrganisationID string   // whose people, time or limit it speaks of
	Organisation   string   // its name
	Other          string   // the name of the other side, where it matters
	Place          string   // the place's name
	Count          int      // slots
	Blocking       []string // request ids of the meetings that hold the slot
	Note           string   // what a person wrote
	Against        *Violation
	Text           string // one sentence in English, made from the names
}

// Repair is a change that gives the request a meeting; each was tried. Text
// says it in English, and the rest is what other languages' sentences are made from.
type Repair struct {
	Kind       string // place, open-slot, add-table, open-place, move-meeting, drop-meeting, waive
	SlotID     string
	PlaceID    string
	Place      string   // its name
	DelegateID string   // the first of those who open the slot
	Delegates  []string // all of them
	People     []string // their names, in the same order
	RequestID  string   // the meeting to move or drop, the first if there are others
	Sides      []string // the names of its two organisations
	Others     int      // meetings that move or go besides it
	ToSlotID   string   // where it goes
	ToPlace    string   // the name of the place
	Waives     []string // constraints
	Text       string
}

// Violation is a hard constraint that a schedule breaks. Text says it in
// English, and the rest is what other languages' sentences are made from.
type Violation struct {
	Constraint   string
	Case         Case
	RequestIDs   []string
	Sides        []RequestSides // of these requests, in their order
	DelegateID   string
	People       []string // the delegate's name; with an attendance that cannot be, those of all who are meant
	Organisation string   // the name of the one whose limit or booth it is
	SlotID       string
	PlaceID      string
	Place        string // its name
	Limit        int    // the most that is allowed, 0 where it is not named
	Pin          *Pin   // which is not kept
	Text         string
}
