package export

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"time"
)

const byteOrderMark = "\uFEFF" // spreadsheets take the file for UTF-8 by it

// WriteCSV writes one sheet of the book: UTF-8 with a byte order mark, commas,
// CRLF line ends, a heading, dates as 2026-12-01 and times as 09:30 in the
// event's zone. A text that a spreadsheet would take for a formula begins with
// an apostrophe. It returns an error for a sheet that there is not.
func WriteCSV(w io.Writer, b Book, s Sheet, o Options) error {
	t, known := tables[s]
	if !known {
		return fmt.Errorf("there is no sheet %q", s)
	}
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return err
	}
	out, l := csv.NewWriter(w), In(o.Language)
	out.UseCRLF = true
	if err := out.Write(t.headings(l)); err != nil {
		return err
	}
	err := t.rows(b, l, func(cells ...any) error {
		row := make([]string, len(cells))
		for i, cell := range cells {
			row[i] = csvCell(cell)
		}
		return out.Write(row)
	})
	out.Flush()
	if err != nil {
		return err
	}
	return out.Error()
}

func (t table) headings(l Language) []string {
	row := make([]string, len(t.columns))
	for i, c := range t.columns {
		row[i] = l.heading(c.heading)
	}
	return row
}

func csvCell(cell any) string {
	switch v := cell.(type) {
	case dayCell:
		return date(time.Time(v))
	case clockCell:
		return clock(time.Time(v))
	case string:
		return guarded(v)
	}
	return fmt.Sprint(cell)
}

// guarded keeps a spreadsheet from reading a text as a formula.
func guarded(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return "'" + text
	}
	return text
}
