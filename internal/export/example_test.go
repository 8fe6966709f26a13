package export_test

import (
	"fmt"
	"time"

	"entente/internal/export"
	"entente/partnering"
)

func ExampleIn() {
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		panic(err)
	}
	start := time.Date(2027, time.March, 9, 8, 30, 0, 0, time.UTC)
	entry := partnering.AgendaEntry{Kind: partnering.EntryMeeting, Title: "Sanofi", Place: "Table 14", Zone: "B"}
	for _, tag := range []string{"en", "fr"} {
		l := export.In(tag)
		fmt.Printf("%s: %s, %s\n", l.Span(start, start.Add(30*time.Minute), paris), l.Title(partnering.ScopeDelegate, entry), l.Place(entry))
	}
	// Output:
	// Tue 9 March, 09:30–10:00: Meeting with Sanofi, Table 14, zone B
	// mar. 9 mars, 09:30–10:00: Rendez-vous avec Sanofi, Table 14, zone B
}
