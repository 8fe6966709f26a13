package partnering

import (
	"context"
	"time"
)

// Store keeps everything. Methods named Find list in a stable order and
// return an empty list, never an error, when nothing matches; methods named
// ByX return CodeNotFound. Create refuses a duplicate with CodeConflict and
// sets Version to 1; Update changes the row only at the Version that it is
// handed (else CodePrecondition) and raises it in place. Times come back in UTC.
type Store interface {
	// Tx runs f in one write transaction: all of its changes or none. Writers
	// go one after the other. Within f only the Store handed to f is used; a
	// Tx inside a Tx joins it.
	Tx(ctx context.Context, f func(Store) error) error

	EventStore
	GridStore
	PeopleStore
	AccountStore
	PitchStore
	RequestStore
	RunStore
	DraftStore
	ScheduleStore
	ReminderStore
	OutboxStore
	AuditStore
}

// Page asks for a part of a list: at most Limit rows (0: all) after Cursor
// ("" from the start), a token that an earlier answer gave as Next.
type Page struct {
	Limit  int
	Cursor string
}

// Slice is a part of a list, with the count of all that match.
type Slice[T any] struct {
	Items []T
	Total int
	Next  string // cursor of the following part, "" at the end
}

// EventStore keeps events.
type EventStore interface {
	EventByID(ctx context.Context, id string) (Event, error)
	FindEvents(ctx context.Context) ([]Event, error)
	CreateEvent(ctx context.Context, e *Event) error
	UpdateEvent(ctx context.Context, e *Event) error
}

// GridStore keeps the slots and places of events.
type GridStore interface {
	FindSlots(ctx context.Context, eventID string) ([]Slot, error) // by start
	CreateSlots(ctx context.Context, slots ...Slot) error
	UpdateSlot(ctx context.Context, s *Slot) error
	DeleteSlots(ctx context.Context, eventID string, ids ...string) error // CodeConflict while a meeting, pin or draft uses one

	FindPlaces(ctx context.Context, eventID string) ([]Place, error) // by position, with Closed
	PlaceByID(ctx context.Context, id string) (Place, error)
	CreatePlaces(ctx context.Context, places ...Place) error
	UpdatePlace(ctx context.Context, p *Place) error // Closed is kept whole
	DeletePlace(ctx context.Context, id string) error
}

// OrganisationFilter narrows a list of organisations; zero fields do not.
type OrganisationFilter struct {
	EventID string
	IDs     []string
	Kind    Kind
	Country string
	Offers  string // a capability key
	Seeks   string
	Topic   string
	Cluster string
	Text    string // in name, description or topics, case-insensitive
	Hidden  *bool
	Page
}

// DelegateFilter narrows a list of delegates; zero fields do not.
type DelegateFilter struct {
	EventID         string
	IDs             []string
	OrganisationID  string
	OrganisationIDs []string // of any of them
	Email           string
	Text            string // in name, mail address or title
	Shown           bool   // only of organisations that are not hidden; Text then looks in name and title only
	Page
}

// PeopleStore keeps organisations, delegates, availability and commitments.
type PeopleStore interface {
	OrganisationByID(ctx context.Context, id string) (Organisation, error)
	FindOrganisations(ctx context.Context, f OrganisationFilter) (Slice[Organisation], error) // by name, then id
	CreateOrganisations(ctx context.Context, organisations ...Organisation) error
	UpdateOrganisation(ctx context.Context, o *Organisation) error
	DeleteOrganisation(ctx context.Context, id string) error // CodeConflict while it has requests or bookings

	DelegateByID(ctx context.Context, id string) (Delegate, error)
	FindDelegates(ctx context.Context, f DelegateFilter) (Slice[Delegate], error) // by name, then id
	CreateDelegates(ctx context.Context, delegates ...Delegate) error
	UpdateDelegate(ctx context.Context, d *Delegate) error
	DeleteDelegate(ctx context.Context, id string) error // CodeConflict while it attends a meeting or is named by a request

	AvailabilityOf(ctx context.Context, delegateID string) (Availability, error) // empty at Version 0 when nothing was said
	// FindAvailability returns delegate id → slot id → state, of all delegates without ids.
	FindAvailability(ctx context.Context, eventID string, delegateIDs ...string) (map[string]map[string]SlotState, error)
	PutAvailability(ctx context.Context, a *Availability) error       // whole; Version as with Update, 0 for the first
	PutAvailabilities(ctx context.Context, all ...Availability) error // of an import: whatever the version

	FindCommitments(ctx context.Context, eventID string, delegateIDs ...string) ([]Commitment, error) // of all without ids; by start
	CreateCommitments(ctx context.Context, commitments ...Commitment) error
	DeleteCommitment(ctx context.Context, id string) error
	DeleteCommitmentsOf(ctx context.Context, sourceID string) error
}

// AccountStore keeps accounts, their roles, keys, sessions and feeds.
type AccountStore interface {
	AccountByID(ctx context.Context, id string) (Account, error)
	AccountByEmail(ctx context.Context, email string) (Account, error)
	FindAccounts(ctx context.Context, ids ...string) ([]Account, error)
	CreateAccounts(ctx context.Context, accounts ...Account) error
	UpdateAccount(ctx context.Context, a *Account) error

	FindMemberships(ctx context.Context, accountID string) ([]Membership, error)
	FindMembers(ctx context.Context, eventID string, role Role) ([]Membership, error) // role "" is all
	// FindMembersOf returns the memberships that name one of the organisations.
	FindMembersOf(ctx context.Context, eventID string, organisationIDs ...string) ([]Membership, error)
	CreateMemberships(ctx context.Context, memberships ...Membership) error // an existing one is kept
	DeleteMembership(ctx context.Context, m Membership) error

	CreateLoginLink(ctx context.Context, l LoginLink) error
	UseLoginLink(ctx context.Context, hash string, now time.Time) (Account, error) // CodeUnauthenticated when unknown, expired or used
	CreateToken(ctx context.Context, t Token) error
	TokenByHash(ctx context.Context, hash string) (Token, error)
	TouchToken(ctx context.Context, id string, now time.Time) error // keeps LastUsed
	FindTokens(ctx context.Context, accountID string) ([]Token, error)
	DeleteToken(ctx context.Context, accountID, id string) error

	FeedByToken(ctx context.Context, token string) (Feed, error)
	FindFeeds(ctx context.Context, accountID string) ([]Feed, error)
	CreateFeed(ctx context.Context, f Feed) error
	DeleteFeed(ctx context.Context, accountID, token string) error

	PutSession(ctx context.Context, tokenHash string, data []byte, expires time.Time) error
	SessionByToken(ctx context.Context, tokenHash string, now time.Time) ([]byte, bool, error)
	DeleteSession(ctx context.Context, tokenHash string) error

	// RememberCall keeps the answer to a creating post under the account's
	// idempotency key; CallByKey finds it.
	RememberCall(ctx context.Context, c RememberedCall) error
	CallByKey(ctx context.Context, accountID, key string) (RememberedCall, bool, error)
	// ErasePerson forgets what the account wrote and got: it empties the text of
	// its messages and calls their author name, deletes outbox rows and mailbox
	// mails to the addresses, and in the audit log calls it name and empties
	// before and after of the subjects.
	ErasePerson(ctx context.Context, e Erasure) error
	// DeleteExpired removes links, sessions and remembered calls that are over.
	DeleteExpired(ctx context.Context, now time.Time) error
}

// Erasure says whom ErasePerson forgets.
type Erasure struct {
	AccountID string
	Name      string    // what stands instead of the person's name
	Addresses []string  // mail addresses, lower case
	Subjects  []Subject // such as the account and its delegates
}

// RememberedCall is the answer that was given to a creating post.
type RememberedCall struct {
	AccountID string
	Key       string
	Hash      string // of method, path and body
	Status    int
	Header    []byte
	Body      []byte
	CreatedAt time.Time
}

// PitchStore keeps pitch sessions, slots, bookings and waiting lists.
type PitchStore interface {
	FindPitchSessions(ctx context.Context, eventID string) ([]PitchSession, error) // by start
	PitchSessionByID(ctx context.Context, id string) (PitchSession, error)
	CreatePitchSession(ctx context.Context, s *PitchSession, slots []PitchSlot) error
	UpdatePitchSession(ctx context.Context, s *PitchSession) error
	ReplacePitchSlots(ctx context.Context, sessionID string, slots []PitchSlot) error // CodeConflict while one is held
	DeletePitchSession(ctx context.Context, id string) error                          // CodeConflict while a booking holds one of its slots

	FindPitchSlots(ctx context.Context, eventID string) ([]PitchSlot, error) // by start
	PitchSlotByID(ctx context.Context, id string) (PitchSlot, error)

	FindBookings(ctx context.Context, eventID string) ([]PitchBooking, error)
	BookingByID(ctx context.Context, id string) (PitchBooking, error)
	BookingOfSlot(ctx context.Context, slotID string) (PitchBooking, error) // the one that holds it
	CreateBooking(ctx context.Context, b *PitchBooking) error               // CodeConflict when the slot is held
	UpdateBooking(ctx context.Context, b *PitchBooking) error

	FindWaiting(ctx context.Context, sessionID string) ([]WaitingEntry, error) // in line
	FindWaitingAt(ctx context.Context, eventID string) ([]WaitingEntry, error) // of all sessions, by session, in line
	CreateWaiting(ctx context.Context, w WaitingEntry) error
	DeleteWaiting(ctx context.Context, sessionID, organisationID string) error
}

// RequestFilter narrows a list of requests; zero fields do not.
type RequestFilter struct {
	EventID        string
	IDs            []string
	States         []RequestState
	OrganisationID string // on either side
	FromID, ToID   string // of that side
	PairKey        string
	Follows        string // an id that stands in After
	Text           string // in the message or the other side's name
	Page
}

// RequestStore keeps meeting requests with their messages.
type RequestStore interface {
	RequestByID(ctx context.Context, id string) (MeetingRequest, error)
	FindRequests(ctx context.Context, f RequestFilter) (Slice[MeetingRequest], error) // newest first, then id
	CountRequests(ctx context.Context, eventID string) (map[RequestState]int, error)
	CreateRequests(ctx context.Context, requests ...MeetingRequest) error // CodeConflict when one stands for the pair, unless Imported
	UpdateRequest(ctx context.Context, r *MeetingRequest) error

	FindMessages(ctx context.Context, requestID string) ([]RequestMessage, error)    // oldest first
	CountMessages(ctx context.Context, requestIDs ...string) (map[string]int, error) // by request id; those without are absent
	CreateMessage(ctx context.Context, m RequestMessage) error
}

// RunStore keeps solver runs.
type RunStore interface {
	FindRuns(ctx context.Context, eventID string) ([]Run, error) // newest first, without Problem and Schedule
	RunByID(ctx context.Context, id string) (Run, error)         // without Problem and Schedule
	RunFiles(ctx context.Context, id string) (problem, schedule []byte, err error)
	CreateRun(ctx context.Context, r *Run) error
	UpdateRun(ctx context.Context, r *Run) error // nil Problem or Schedule are left as they are
	// NextRun leases the oldest queued run of any event to owner, or reports false.
	NextRun(ctx context.Context, owner string, now, until time.Time) (Run, bool, error)
	RenewLease(ctx context.Context, runID, owner string, until time.Time) error
	// FailLapsed marks running runs whose lease is over as failed and returns them.
	FailLapsed(ctx context.Context, now time.Time) ([]Run, error)
}

// DraftStore keeps draft schedules and pins.
type DraftStore interface {
	FindDrafts(ctx context.Context, eventID string) ([]Draft, error) // newest first
	DraftByID(ctx context.Context, id string) (Draft, error)
	CreateDraft(ctx context.Context, d *Draft, meetings []Meeting, unscheduled []Unscheduled) error
	UpdateDraft(ctx context.Context, d *Draft) error
	DeleteDraft(ctx context.Context, id string) error
	DraftMeetings(ctx context.Context, draftID string) ([]Meeting, error) // by slot's start, place, request
	// DraftMeetingsAt returns the draft's meetings in the slot, then those of the requests elsewhere, each in that order.
	DraftMeetingsAt(ctx context.Context, draftID, slotID string, requestIDs ...string) ([]Meeting, error)
	PutDraftMeetings(ctx context.Context, draftID string, meetings ...Meeting) error
	DeleteDraftMeetings(ctx context.Context, draftID string, requestIDs ...string) error
	DraftUnscheduled(ctx context.Context, draftID string) ([]Unscheduled, error)
	PutDraftUnscheduled(ctx context.Context, draftID string, all []Unscheduled) error

	FindPins(ctx context.Context, eventID string) ([]Pin, error)
	PutPin(ctx context.Context, p Pin) error
	DeletePin(ctx context.Context, eventID, requestID string) error
}

// MeetingFilter narrows the meetings of the published schedule; zero fields do not.
type MeetingFilter struct {
	EventID        string
	RequestIDs     []string
	DelegateID     string
	OrganisationID string
	PlaceID        string
	SlotID         string
}

// ScheduleStore keeps the published schedule: each version as its changes
// against the one before, and the newest whole, in which the database itself
// holds that a delegate is in one meeting a slot and a place within capacity.
type ScheduleStore interface {
	CurrentVersion(ctx context.Context, eventID string) (ScheduleVersion, error) // Number 0 before the first
	FindVersions(ctx context.Context, eventID string) ([]ScheduleVersion, error) // newest first
	// Publish records the version with its changes and applies them to the
	// newest schedule; CodeConflict names the rule when they break one.
	Publish(ctx context.Context, v ScheduleVersion, changes []Change) error
	FindMeetings(ctx context.Context, f MeetingFilter) ([]Meeting, error) // of the newest version, by slot's start, place, request
	MeetingByRequest(ctx context.Context, requestID string) (Meeting, error)
	// UpdateMeeting keeps state, late and no-show marks, which are no new version.
	UpdateMeeting(ctx context.Context, m Meeting) error
	MeetingsAt(ctx context.Context, eventID string, number int) ([]Meeting, error) // as of a version
	ChangesBetween(ctx context.Context, eventID string, from, to int) ([]Change, error)
	PublishedUnscheduled(ctx context.Context, eventID string, requestIDs ...string) ([]Unscheduled, error) // of all without ids
	PutPublishedUnscheduled(ctx context.Context, eventID string, all []Unscheduled) error
}

// ReminderStore keeps reminder rules and the mailbox.
type ReminderStore interface {
	FindRules(ctx context.Context, eventID string) ([]ReminderRule, error)
	PutRule(ctx context.Context, r *ReminderRule) error                                // Version as with Update, 0 for the first
	CreateMail(ctx context.Context, m MailboxMail) error                               // a Message-ID that is there is kept once
	FindMails(ctx context.Context, eventID string, p Page) (Slice[MailboxMail], error) // newest first
	MailByID(ctx context.Context, id string) (MailboxMail, error)
}

// OutboxFilter narrows the outbox; zero fields do not.
type OutboxFilter struct {
	EventID    string
	Rule       RuleKind
	States     []OutboxState
	To         string
	DelegateID string
	Subject    *Subject
	Page
}

// OutboxStore keeps messages to send.
type OutboxStore interface {
	// CreateOutbox plans rows; one that is there already (rule, recipient,
	// subject, due among planned, claimed, sent) is left as it is.
	CreateOutbox(ctx context.Context, rows ...OutboxRow) error
	FindOutbox(ctx context.Context, f OutboxFilter) (Slice[OutboxRow], error) // by due, then id
	OutboxByID(ctx context.Context, id string) (OutboxRow, error)
	UpdateOutbox(ctx context.Context, row OutboxRow) error
	// CancelOutbox cancels planned and held rows of the rules (all when empty)
	// about the subject, for the delegates (all when empty); returns how many.
	CancelOutbox(ctx context.Context, eventID string, s Subject, rules []RuleKind, delegateIDs []string) (int, error)
	// ClaimDue claims up to limit rows that may be tried now, oldest first,
	// those whose claim lapsed included.
	ClaimDue(ctx context.Context, owner string, now, until time.Time, limit int) ([]OutboxRow, error)
}

// AuditStore keeps the audit log.
type AuditStore interface {
	CreateAudit(ctx context.Context, entries ...AuditEntry) error
	FindAudit(ctx context.Context, eventID string, p Page) (Slice[AuditEntry], error) // newest first
}
