package export_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"entente/partnering"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares with a file of testdata, or writes it with -update.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("differs from %s; look at it and run the test with -update\n%s", path, got)
	}
}

// written returns what a function writes.
func written(t testing.TB, write func(*bytes.Buffer) error) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func paris(t testing.TB) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

var forum = partnering.Event{ID: "forum", Name: "ICT for Health Paris", Venue: "Cité des Sciences", Zone: "Europe/Paris", Languages: []string{"en", "fr"}}

// anna is the agenda of a delegate whose days lie on both sides of the night
// in which clocks go forward, with every kind of entry.
func anna(t testing.TB) partnering.Agenda {
	t.Helper()
	loc := paris(t)
	at := func(day, hour, minute int) time.Time {
		return time.Date(2027, time.March, day, hour, minute, 0, 0, loc).UTC()
	}
	mine := partnering.AgendaSide{OrganisationID: "o1", Organisation: "Cardio & Co, Sàrl", Kind: partnering.KindStartup,
		People: []partnering.AgendaPerson{{ID: "d1", Name: "Anna Müller-Lefèvre", Title: "CEO"}}}
	theirs := partnering.AgendaSide{OrganisationID: "o2", Organisation: "Sanofi", Kind: partnering.KindLarge,
		People: []partnering.AgendaPerson{{ID: "d2", Name: "Jean O'Neill", Title: "Open innovation; digital"}, {ID: "d3", Name: "Łucja Żak"}}}
	clinic := partnering.AgendaSide{OrganisationID: "o3", Organisation: "AP-HP", Kind: partnering.KindHospital,
		People: []partnering.AgendaPerson{{ID: "d4", Name: "Inès Haddad", Title: "Chief physician"}}}
	return partnering.Agenda{
		Event: forum, Scope: partnering.ScopeDelegate, SubjectID: "d1", Title: "Anna Müller-Lefèvre", Subtitle: "Cardio & Co, Sàrl",
		Number: 3, At: time.Date(2027, time.March, 1, 8, 0, 0, 0, time.UTC),
		Entries: []partnering.AgendaEntry{
			{Kind: partnering.EntryMeeting, ID: "r1", UID: "r1@meet.example.org", Sequence: 2, State: partnering.MeetingScheduled, Start: at(27, 9, 30), End: at(27, 10, 0),
				SlotID: "s1", PlaceID: "p14", Place: "Table 14", Zone: "B", Title: "Sanofi", Sides: []partnering.AgendaSide{mine, theirs},
				Message: "We measure heart rate; could we talk about trials, pricing\nand \"reimbursement\"? C:\\new"},
			{Kind: partnering.EntryPitch, ID: "b1", UID: "b1@meet.example.org", Start: at(27, 11, 0), End: at(27, 11, 15), Place: "Amphithéâtre", Title: "A patch that listens",
				Sides: []partnering.AgendaSide{mine}},
			{Kind: partnering.EntryMeeting, ID: "r2", UID: "r2@meet.example.org", Sequence: 1, State: partnering.MeetingScheduled, Start: at(28, 9, 0), End: at(28, 9, 30),
				SlotID: "s2", PlaceID: "p99", Place: "Video", Link: "https://video.example.org/r2", Title: "AP-HP", Sides: []partnering.AgendaSide{mine, clinic}, Late: []string{"Inès Haddad"}},
			{Kind: partnering.EntryMeeting, ID: "r3", UID: "r3@meet.example.org", Sequence: 4, State: partnering.MeetingCancelled, Start: at(28, 10, 0), End: at(28, 10, 30),
				SlotID: "s3", PlaceID: "p14", Place: "Table 14", Zone: "B", Title: "Sanofi", Sides: []partnering.AgendaSide{mine, theirs}},
			{Kind: partnering.EntryCommitment, ID: "c1", UID: "c1@meet.example.org", Start: at(28, 12, 0), End: at(28, 13, 30), Title: "Round table: =SUM(A1)"},
		},
		Unscheduled: []partnering.AgendaUnscheduled{{
			Unscheduled: partnering.Unscheduled{RequestID: "r9",
				Reasons: []partnering.Reason{{Constraint: "participant-conflict", Text: "Anna Müller-Lefèvre is free in 4 slots, Jean O'Neill in none of these."}},
				Repairs: []partnering.Repair{{Kind: "open-slot", Text: "If Jean O'Neill opens Sat 27 March 14:00, it fits."}}},
			Sides: []partnering.AgendaSide{mine, {OrganisationID: "o5", Organisation: "+Plus Pharma"}},
		}},
	}
}

// crowd returns n agendas with 12 meetings each.
func crowd(t testing.TB, n int) []partnering.Agenda {
	t.Helper()
	template := anna(t)
	all := make([]partnering.Agenda, n)
	for i := range all {
		a := template
		a.SubjectID, a.Title = fmt.Sprintf("d%d", i), fmt.Sprintf("Delegate %d", i)
		a.Entries = nil
		for k := range 12 {
			e := template.Entries[0]
			e.ID, e.UID = fmt.Sprintf("r%d-%d", i, k), fmt.Sprintf("r%d-%d@meet.example.org", i, k)
			e.Start, e.End = e.Start.Add(time.Duration(k)*30*time.Minute), e.End.Add(time.Duration(k)*30*time.Minute)
			a.Entries = append(a.Entries, e)
		}
		all[i] = a
	}
	return all
}

func writeFile(t testing.TB, path string, content []byte) {
	t.Helper()
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

func readFile(t testing.TB, path string) []byte {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}
