package export_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"entente/internal/export"
	"entente/partnering"
)

// fullBook has something on every sheet.
func fullBook(t testing.TB) export.Book {
	t.Helper()
	person := anna(t)
	organisation, place := person, person
	organisation.Scope, organisation.Title, organisation.Subtitle = partnering.ScopeOrganisation, "Cardio & Co, Sàrl", ""
	place.Scope, place.Title, place.Subtitle = partnering.ScopePlace, "Table 14", "B"
	place.Entries = []partnering.AgendaEntry{person.Entries[0], person.Entries[3]}
	return export.Book{Event: forum, People: []partnering.Agenda{person}, Organisations: []partnering.Agenda{organisation}, Places: []partnering.Agenda{place},
		Unscheduled: person.Unscheduled, Programme: programme(t)}
}

func TestSheetsAsCSV(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		for _, sheet := range export.Sheets() {
			name := strings.ReplaceAll(strings.TrimSuffix(string(sheet), " sheet"), " ", "-") + "." + language + ".csv"
			t.Run(name, func(t *testing.T) {
				golden(t, name, written(t, func(out *bytes.Buffer) error {
					return export.WriteCSV(out, fullBook(t), sheet, export.Options{Language: language})
				}))
			})
		}
	}
}

func TestAnUnknownSheetIsAnError(t *testing.T) {
	if err := export.WriteCSV(&bytes.Buffer{}, fullBook(t), "weather", export.Options{}); err == nil {
		t.Error("no error")
	}
}

func TestNoTextBecomesAFormula(t *testing.T) {
	for _, text := range []string{"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "a=1"} {
		a := anna(t)
		a.Entries = a.Entries[:1]
		a.Entries[0].Message, a.Entries[0].Title = text, text
		book, sheet := export.BookOf(a)
		file := written(t, func(out *bytes.Buffer) error { return export.WriteCSV(out, book, sheet, export.Options{}) })
		rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(file, []byte("\uFEFF")))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, cell := range rows[1] {
			if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
				t.Errorf("%q is written as %q", text, cell)
			}
		}
	}
}

func TestTheWorkbookHoldsWhatTheTablesHold(t *testing.T) {
	book := open(t, written(t, func(out *bytes.Buffer) error { return export.WriteXLSX(out, fullBook(t), export.Options{}) }))
	if got := fmt.Sprint(book.GetSheetList()); got != "[By person By organisation By place Unscheduled Pitches]" {
		t.Fatalf("sheets %s", got)
	}
	for i, sheet := range export.Sheets() {
		name := book.GetSheetList()[i]
		file := written(t, func(out *bytes.Buffer) error { return export.WriteCSV(out, fullBook(t), sheet, export.Options{}) })
		want, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(file, []byte("\uFEFF")))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for r, row := range want {
			for c, text := range row {
				checkCell(t, book, name, c+1, r+1, strings.TrimPrefix(text, "'"))
			}
		}
	}
}

// checkCell compares a cell with the text of the table, dates and times by their value.
func checkCell(t *testing.T, book *excelize.File, sheet string, column, row int, want string) {
	t.Helper()
	name, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		t.Fatal(err)
	}
	formula, err := book.GetCellFormula(sheet, name)
	if err != nil || formula != "" {
		t.Errorf("%s %s is the formula %q: %v", sheet, name, formula, err)
	}
	got, err := book.GetCellValue(sheet, name, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	if kind, err := book.GetCellType(sheet, name); err != nil || kind == excelize.CellTypeUnset || kind == excelize.CellTypeNumber {
		got = moment(t, got, want)
	}
	if got != want {
		t.Errorf("%s %s is %q, want %q", sheet, name, got, want)
	}
}

// moment writes a cell's number the way that the table writes it.
func moment(t *testing.T, raw, like string) string {
	t.Helper()
	var days float64
	if _, err := fmt.Sscan(raw, &days); err != nil {
		return raw
	}
	at, err := excelize.ExcelDateToTime(days, false)
	if err != nil {
		t.Fatal(err)
	}
	if len(like) == len("09:30") {
		return at.Round(time.Minute).Format("15:04")
	}
	return at.Format(time.DateOnly)
}

func open(t testing.TB, file []byte) *excelize.File {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := book.Close(); err != nil {
			t.Error(err)
		}
	})
	return book
}

func TestNumbersInTextStayText(t *testing.T) {
	a := anna(t)
	a.Entries = a.Entries[:1]
	for _, text := range []string{"007", "1e5", "TRUE", "  padded", "=1+1", strings.Repeat("ü", 40000), "a\x01b\u0000"} {
		a.Entries[0].Message = text
		book, _ := export.BookOf(a)
		read := open(t, written(t, func(out *bytes.Buffer) error { return export.WriteXLSX(out, book, export.Options{}) }))
		got, err := read.GetCellValue("By person", "N2")
		if err != nil {
			t.Fatal(err)
		}
		want := []rune(strings.TrimSpace(export.Clean(text)))
		if string(want[:min(len(want), 32767)]) != got {
			t.Errorf("%.20q came back as %.20q (%d runes)", text, got, len([]rune(got)))
		}
	}
}

func TestAnEmptyBookIsAWorkbookStill(t *testing.T) {
	book := open(t, written(t, func(out *bytes.Buffer) error {
		return export.WriteXLSX(out, export.Book{Event: forum}, export.Options{Language: "fr"})
	}))
	rows, err := book.GetRows("Par personne")
	if err != nil || len(rows) != 1 {
		t.Errorf("%d rows: %v", len(rows), err)
	}
}

func TestTheHeadingStaysInSightAndFilters(t *testing.T) {
	file := written(t, func(out *bytes.Buffer) error { return export.WriteXLSX(out, fullBook(t), export.Options{}) })
	book := open(t, file)
	if got, want := len(regexp.MustCompile(`<autoFilter[^>]* ref="\$A\$1:`).FindAllString(parts(t, file), -1)), len(export.Sheets()); got != want {
		t.Errorf("%d of %d sheets can filter", got, want)
	}
	for _, name := range book.GetSheetList() {
		panes, err := book.GetPanes(name)
		if err != nil || !panes.Freeze || panes.YSplit != 1 {
			t.Errorf("%s: panes %+v: %v", name, panes, err)
		}
	}
}

// parts is all XML of a workbook.
func parts(t *testing.T, file []byte) string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, f := range archive.File {
		part, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&all, part); err != nil {
			t.Fatal(err)
		}
		if err := part.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return all.String()
}

func TestAgendasAsJSON(t *testing.T) {
	file := written(t, func(out *bytes.Buffer) error { return export.WriteJSON(out, anna(t)) })
	golden(t, "agenda.json", file)
	if empty := written(t, func(out *bytes.Buffer) error { return export.WriteJSON(out, partnering.Agenda{Event: forum}) }); bytes.Contains(empty, []byte("null")) {
		t.Errorf("a list is null:\n%s", empty)
	}
	if !json.Valid(file) {
		t.Error("no JSON")
	}
}

func BenchmarkWorkbookOf2300Agendas(b *testing.B) {
	book := export.Book{Event: forum, People: crowd(b, 2300)}
	for b.Loop() {
		var out bytes.Buffer
		if err := export.WriteXLSX(&out, book, export.Options{}); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(out.Len()), "bytes")
	}
}
