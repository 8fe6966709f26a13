package partnering

import "time"

// PitchMode says how a session's pitch slots are given out.
type PitchMode string

// The modes: first come first served with a waiting list, or chosen by a committee.
const (
	PitchOpen    PitchMode = "open"
	PitchCurated PitchMode = "curated"
)

// PitchSession is a block in a room with a topic and pitch slots.
type PitchSession struct {
	ID       string
	EventID  string
	Title    string
	Topic    string
	Room     string
	Mode     PitchMode
	Start    time.Time
	End      time.Time
	PitchMin int // minutes of pitch in each slot
	QAMin    int // minutes of questions in each slot
	Version  int64
}

// PitchSlot is one turn of a pitch session, [Start, End).
type PitchSlot struct {
	ID        string
	EventID   string
	SessionID string
	Position  int // from 1
	Start     time.Time
	End       time.Time
}

// BookingState is where a pitch booking stands.
type BookingState string

// The states of a booking: the first two in mode open, the others where a committee chooses.
const (
	BookingBooked    BookingState = "booked"
	BookingCancelled BookingState = "cancelled"
	BookingDraft     BookingState = "draft"
	BookingSubmitted BookingState = "submitted"
	BookingSelected  BookingState = "selected"
	BookingReserve   BookingState = "reserve"
	BookingDeclined  BookingState = "declined"
)

// PitchBooking is an organisation's claim on a pitch slot, or its application for one.
type PitchBooking struct {
	ID             string
	EventID        string
	SessionID      string
	SlotID         string // "" while an application has none
	OrganisationID string
	Title          string
	Abstract       string
	Presenters     []string // delegate ids; empty means all delegates of the organisation
	State          BookingState
	Rank           int // of a reserve, from 1
	CreatedAt      time.Time
	Version        int64
}

// Holds says whether the booking holds its pitch slot.
func (b PitchBooking) Holds() bool {
	return b.SlotID != "" && (b.State == BookingBooked || b.State == BookingSelected)
}

// WaitingEntry is an organisation's place on a session's waiting list.
type WaitingEntry struct {
	ID             string
	EventID        string
	SessionID      string
	OrganisationID string
	JoinedAt       time.Time
}
