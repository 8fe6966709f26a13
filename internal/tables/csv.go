package tables

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"entente/partnering"
)

var byteOrderMark = []byte{0xEF, 0xBB, 0xBF}

// ReadCSV adds a CSV file of the named table to the import; name may end in
// ".csv". Faults of the content are kept in the import; the error is one of
// reading. After a fault of the file's form the rows before it are kept.
func ReadCSV(into *partnering.ImportTables, name string, r io.Reader) error {
	text, err := io.ReadAll(r)
	if err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	name = strings.TrimSuffix(strings.ToLower(name), ".csv")
	text = bytes.TrimPrefix(text, byteOrderMark)
	if !utf8.Valid(text) {
		into.Faults = append(into.Faults, partnering.ImportFault{Origin: origin{Sheet: name, Row: 1 + bytes.Count(text[:firstInvalid(text)], []byte("\n"))},
			Reason: "the file is not UTF-8 from here on: save it as CSV UTF-8"})
		return nil
	}
	lines := csv.NewReader(bytes.NewReader(text))
	lines.Comma, lines.FieldsPerRecord = separator(text), -1
	var found [][]string
	for {
		record, err := lines.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			into.Faults = append(into.Faults, malformed(name, err))
			break
		}
		// Blank lines are left out by the reader; keep their numbers.
		line, _ := lines.FieldPos(0)
		for len(found) < line-1 && len(found) > 0 {
			found = append(found, nil)
		}
		for i := range record {
			record[i] = unguarded(record[i])
		}
		found = append(found, record)
	}
	read(into, name, found)
	return nil
}

func malformed(name string, err error) partnering.ImportFault {
	fault := partnering.ImportFault{Origin: origin{Sheet: name}, Reason: "is malformed: " + err.Error()}
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		fault.Row, fault.Column = parse.Line, fmt.Sprintf("character %d", parse.Column)
		fault.Reason = "the line is malformed: check its quotation marks, a quotation mark inside a cell is written twice"
	}
	return fault
}

func firstInvalid(text []byte) int {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && size <= 1 {
			return i
		}
		i += size
	}
	return len(text)
}

// separator is the one of comma and semicolon that stands more often in the heading.
func separator(text []byte) rune {
	heading, _ := bufio.NewReader(bytes.NewReader(text)).ReadBytes('\n')
	if bytes.Count(heading, []byte(";")) > bytes.Count(heading, []byte(",")) {
		return ';'
	}
	return ','
}

// WriteCSV writes the named table as CSV with a byte order mark, which
// spreadsheets need to see that it is UTF-8.
func WriteCSV(w io.Writer, name string, from partnering.ImportTables) error {
	rows, err := records(&from, name)
	if err != nil {
		return err
	}
	if _, err := w.Write(byteOrderMark); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	for i, row := range rows {
		if i > 0 {
			for j := range row {
				row[j] = guarded(row[j])
			}
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// A cell that a spreadsheet would take for a formula is written with a
// leading apostrophe, which reading takes off again.

func guarded(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r'", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}

func unguarded(cell string) string {
	if len(cell) > 1 && cell[0] == '\'' && strings.ContainsRune("=+-@\t\r'", rune(cell[1])) {
		return cell[1:]
	}
	return cell
}
