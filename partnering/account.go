package partnering

import "time"

// Role is what an account may be at an event.
type Role string

// The roles.
const (
	RoleOrganiser      Role = "organiser"
	RoleReviewer       Role = "reviewer"
	RoleClusterManager Role = "cluster_manager"
	RoleAdmin          Role = "organisation_admin"
	RoleDelegate       Role = "delegate"
)

// Account is a person who can sign in.
type Account struct {
	ID        string
	Email     string // unique, lower case
	Name      string
	Language  string // "en" or "fr"
	Zone      string // IANA; "" shows the event's zone only
	Operator  bool   // may create events
	CreatedAt time.Time
	Version   int64
}

// Membership gives an account a role at an event.
type Membership struct {
	AccountID      string
	EventID        string
	Role           Role
	OrganisationID string // of an organisation admin, delegate or cluster manager, else ""
	DelegateID     string // of an organisation admin or delegate who attends, else ""
}

// Actor is who calls a use case: an account with its memberships. The zero
// Actor is the public.
type Actor struct {
	Account     Account
	Memberships []Membership
	System      bool // the process itself: cron, the command line
}

// LoginLink signs an account in once, or as often as wished until it expires when Reusable.
type LoginLink struct {
	Hash      string // SHA-256 of the token, hex
	AccountID string
	ExpiresAt time.Time
	UsedAt    time.Time // zero: not yet
	Reusable  bool      // of demo events only
}

// Token is an account's key for programs; only its hash is stored.
type Token struct {
	ID        string
	AccountID string
	Name      string
	Hash      string // SHA-256, hex
	CreatedAt time.Time
	LastUsed  time.Time // zero: never
}

// FeedScope says whose agenda a feed carries.
type FeedScope string

// The scopes of feeds and agendas.
const (
	ScopeDelegate     FeedScope = "delegate"
	ScopeOrganisation FeedScope = "organisation"
	ScopePlace        FeedScope = "place"
	ScopeEvent        FeedScope = "event"
)

// Feed is a calendar subscription that its secret token alone opens.
type Feed struct {
	Token     string
	EventID   string
	Scope     FeedScope
	SubjectID string // the delegate, organisation or place; "" for the event
	AccountID string // who made it
	CreatedAt time.Time
}
