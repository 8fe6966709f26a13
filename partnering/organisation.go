package partnering

// Kind is what an organisation is.
type Kind string

// The kinds of organisations.
const (
	KindStartup   Kind = "startup"
	KindSME       Kind = "sme"
	KindLarge     Kind = "large_company"
	KindAcademia  Kind = "academia"
	KindHospital  Kind = "hospital"
	KindCluster   Kind = "cluster"
	KindIncubator Kind = "incubator"
	KindInvestor  Kind = "investor"
	KindAuthority Kind = "public_authority"
	KindPayer     Kind = "payer"
	KindLivingLab Kind = "living_lab"
)

// Kinds lists all kinds.
func Kinds() []Kind {
	return []Kind{KindStartup, KindSME, KindLarge, KindAcademia, KindHospital, KindCluster,
		KindIncubator, KindInvestor, KindAuthority, KindPayer, KindLivingLab}
}

// Organisation takes part in an event with its delegates.
type Organisation struct {
	ID          string
	EventID     string
	ExternalID  string // unique within the event
	Name        string
	Kind        Kind
	Description string
	Country     string // ISO 3166-1 alpha-2
	Website     string
	Topics      []string
	Offers      []string // capability keys
	Seeks       []string // capability keys
	Clusters    []string // ids of the organisations of kind cluster that it belongs to
	Floor       *int     // nil: the event's floor for its kind
	MaxMeetings *int     // nil: no limit
	Hidden      bool     // not shown in the event's lists
	Implied     bool     // made for a participant of a problem file that names no organisation
	Version     int64
}
