package partnering

import "strconv"

// ImportTables are the rows of an import, each with where it stood.
type ImportTables struct {
	Organisations []OrganisationRow
	Delegates     []DelegateRow
	Availability  []AvailabilityRow
	Places        []PlaceRow
	Slots         []SlotRow
	Requests      []RequestRow
	Pitches       []PitchRow
	Faults        []ImportFault // found while reading
}

// Origin is where a row stood.
type Origin struct {
	Sheet string // the workbook's sheet or the file's name
	Row   int    // from 1, the heading's row included
}

// ImportFault is one thing wrong with an import.
type ImportFault struct {
	Origin
	Column string
	Value  string
	Reason string // what is wrong and the cure
}

// Where says where the fault stands: "delegates, row 3, column email".
func (f ImportFault) Where() string {
	where := f.Sheet
	if f.Row > 0 {
		where += ", row " + strconv.Itoa(f.Row)
	}
	if f.Column != "" {
		where += ", column " + f.Column
	}
	return where
}

// ImportReport is what an import did, or would do.
type ImportReport struct {
	DryRun    bool
	Faults    []ImportFault
	Created   map[string]int // by sheet
	Updated   map[string]int
	Unchanged map[string]int
}

// OrganisationRow is a row of the organisations table.
type OrganisationRow struct {
	Origin
	ID, Name, Kind, Description, Country, Website string
	Topics, Offers, Seeks, Clusters               []string
	Floor, MaxMeetings                            *int
}

// DelegateRow is a row of the delegates table.
type DelegateRow struct {
	Origin
	ID, Organisation, Name, Email, Title, Zone, Language, Place string
	Topics                                                      []string
	Virtual, NoMeetings                                         bool
	Floor, MaxMeetings, MaxPerDay, MaxInARow                    *int
}

// AvailabilityRow is a row of the availability table.
type AvailabilityRow struct {
	Origin
	Delegate, Slot, State string
}

// PlaceRow is a row of the places table.
type PlaceRow struct {
	Origin
	ID, Name, Kind, Zone, Organisation, Link string
	Capacity                                 int
	Closed                                   []string
}

// SlotRow is a row of the slots table.
type SlotRow struct {
	Origin
	ID, Day, Session, Start, End string // local times of the event's zone, or RFC 3339
}

// RequestRow is a row of the requests table.
type RequestRow struct {
	Origin
	ID, From, To, State, Message string
	FromPriority, ToPriority     string
	FromRequired, ToRequired     []string
	FromAny, ToAny               [][]string
	Weight                       int
	Mandatory                    bool
	Slots                        []string
	Session                      string
	After                        []string
}

// PitchRow is a row of the pitches table: a pitch slot of a session, with who pitches in it.
type PitchRow struct {
	Origin
	Session, Topic, Room, Mode, Start, End string
	PitchMinutes, QAMinutes                int
	Organisation, Title, Abstract          string // of the booking; Organisation "" is a free slot
	Presenters                             []string
}
