package tables

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"entente/partnering"
)

func TestReadCSVNamesEveryFault(t *testing.T) {
	tests := []struct {
		name, table, text string
		faults            []partnering.ImportFault
	}{
		{"comma and LF", "organisations", "id,name\na,Acme\n", nil},
		{"semicolon, CRLF and byte order mark", "organisations", "\uFEFFid;name\r\na;Acme\r\n", nil},
		{"headings in any case", "organisations", "ID,Name,Max Meetings\na,Acme,3\n", nil},
		{"a required column is missing", "availability", "delegate,slot\nd,s\n", []partnering.ImportFault{
			{Origin: origin{Sheet: "availability", Row: 1}, Column: "state",
				Reason: "the column is missing: the table needs delegate (required), slot (required), state (required)"}}},
		{"an unknown column", "availability", "delegate,slot,state,colour\nd,s,open,red\n", []partnering.ImportFault{
			{Origin: origin{Sheet: "availability", Row: 1}, Column: "colour", Value: "colour",
				Reason: "is no column of this table: it may have delegate (required), slot (required), state (required)"}}},
		{"two cells at fault in two rows", "organisations", "id,name,floor\na,,2\nb,Bolt,many\n", []partnering.ImportFault{
			{Origin: origin{Sheet: "organisations", Row: 2}, Column: "name", Reason: "is empty: fill it in"},
			{Origin: origin{Sheet: "organisations", Row: 3}, Column: "floor", Value: "many",
				Reason: "is no whole number from 0 up: write digits only, such as 3"}}},
		{"rows keep their numbers behind a blank line", "organisations", "id,name\n\na,\n", []partnering.ImportFault{
			{Origin: origin{Sheet: "organisations", Row: 3}, Column: "name", Reason: "is empty: fill it in"}}},
		{"cut short inside quotation marks", "organisations", "id,name\na,Acme\nb,\"Bo", []partnering.ImportFault{
			{Origin: origin{Sheet: "organisations", Row: 3}, Column: "character 6",
				Reason: "the line is malformed: check its quotation marks, a quotation mark inside a cell is written twice"}}},
		{"not UTF-8", "organisations", "id,name\na,Soci\xe9t\xe9\n", []partnering.ImportFault{
			{Origin: origin{Sheet: "organisations", Row: 2}, Reason: "the file is not UTF-8 from here on: save it as CSV UTF-8"}}},
		{"an empty file", "slots", "", []partnering.ImportFault{{Origin: origin{Sheet: "slots", Row: 1},
			Reason: "the table is empty: its first row must name the columns id (required), day (required), session, start (required), end (required)"}}},
		{"a table of another name", "people", "id\n", []partnering.ImportFault{{Origin: origin{Sheet: "people"}, Value: "people",
			Reason: "is no table: name it one of organisations, delegates, places, slots, availability, requests, pitches"}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got partnering.ImportTables
			if err := ReadCSV(&got, test.table+".csv", strings.NewReader(test.text)); err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got.Faults, test.faults) {
				t.Errorf("faults\n got %+v\nwant %+v", got.Faults, test.faults)
			}
		})
	}
}

// requestRows draws rows of the table with the most kinds of columns.
func requestRows() *rapid.Generator[[]request] {
	cell := rapid.StringMatching(`[a-zé="'@+\-][a-z ,;"=é]{0,8}[a-z]`)
	name := rapid.StringMatching(`[a-z0-9]{1,6}`)
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) request {
		return request{ID: name.Draw(t, "id"), From: name.Draw(t, "from"), To: name.Draw(t, "to"), Message: cell.Draw(t, "message"),
			FromRequired: nonEmpty(rapid.SliceOfN(name, 0, 3).Draw(t, "required")),
			ToAny:        nonEmpty(rapid.SliceOfN(rapid.SliceOfN(name, 1, 3), 0, 2).Draw(t, "any")),
			Weight:       rapid.IntRange(0, 99).Draw(t, "weight"), Mandatory: rapid.Bool().Draw(t, "mandatory")}
	}), 1, 5)
}

func nonEmpty[T any](items []T) []T {
	if len(items) == 0 {
		return nil
	}
	return items
}

func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := partnering.ImportTables{Requests: requestRows().Draw(t, "rows")}
		for i := range want.Requests {
			want.Requests[i].Origin = origin{Sheet: "requests", Row: i + 2}
		}
		var csv, xlsx bytes.Buffer
		if err := WriteCSV(&csv, "requests", want); err != nil {
			t.Fatal(err)
		}
		if err := WriteXLSX(&xlsx, want); err != nil {
			t.Fatal(err)
		}
		var fromCSV, fromXLSX partnering.ImportTables
		if err := ReadCSV(&fromCSV, "requests", &csv); err != nil {
			t.Fatal(err)
		}
		if err := ReadXLSX(&fromXLSX, "tables.xlsx", &xlsx); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(fromCSV, want) {
			t.Errorf("CSV\n got %+v\nwant %+v", fromCSV, want)
		}
		if !reflect.DeepEqual(fromXLSX, want) {
			t.Errorf("XLSX\n got %+v\nwant %+v", fromXLSX, want)
		}
	})
}

func TestReadXLSXRefusesWhatIsNone(t *testing.T) {
	var got partnering.ImportTables
	if err := ReadXLSX(&got, "tables.xlsx", strings.NewReader("PK\x03\x04 cut short")); err != nil {
		t.Fatal(err)
	}
	if len(got.Faults) != 1 {
		t.Errorf("faults = %+v, want one", got.Faults)
	}
}

func FuzzReadCSV(f *testing.F) {
	f.Add("organisations", "id,name\na,\"b\"\n")
	f.Add("requests", "id;from;to;from_any\n1;a;b;x|y;z\n")
	f.Fuzz(func(t *testing.T, name, text string) {
		var got partnering.ImportTables
		if err := ReadCSV(&got, name, strings.NewReader(text)); err != nil {
			t.Errorf("an error instead of a fault: %v", err)
		}
	})
}
