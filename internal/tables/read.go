package tables

import (
	"fmt"
	"slices"
	"strings"

	"entente/partnering"
)

// Names lists the tables in the order in which one builds on another.
func Names() []string {
	return []string{"organisations", "delegates", "places", "slots", "availability", "requests", "pitches"}
}

// read adds the rows of the named table to the import; a name that no table
// has is a fault.
func read(into *all, name string, records [][]string) {
	switch name {
	case "organisations":
		organisations().read(into, records)
	case "delegates":
		delegates().read(into, records)
	case "availability":
		availabilities().read(into, records)
	case "places":
		places().read(into, records)
	case "slots":
		slots().read(into, records)
	case "requests":
		requests().read(into, records)
	case "pitches":
		pitches().read(into, records)
	default:
		into.Faults = append(into.Faults, partnering.ImportFault{Origin: origin{Sheet: name},
			Value: name, Reason: "is no table: name it one of " + strings.Join(Names(), ", ")})
	}
}

// read turns records, the heading first, into rows.
func (t table[T]) read(into *all, records [][]string) {
	if len(records) == 0 {
		t.fault(into, 1, "", "", "the table is empty: its first row must name the columns "+t.heading())
		return
	}
	at, fine := t.match(into, records[0])
	if !fine {
		return
	}
	for i, record := range records[1:] {
		if blank(record) {
			continue
		}
		*t.rows(into) = append(*t.rows(into), t.row(into, i+2, record, at))
	}
}

// match finds each column's place in the heading; -1 where it is missing.
func (t table[T]) match(into *all, heading []string) (at []int, fine bool) {
	fine = true
	names := make([]string, len(heading))
	for i, cell := range heading {
		names[i] = strings.ReplaceAll(strings.ToLower(strings.TrimSpace(cell)), " ", "_")
		if names[i] != "" && slices.Contains(names[:i], names[i]) {
			t.fault(into, 1, names[i], cell, "the column stands twice: keep one")
			fine = false
		}
	}
	for _, c := range t.columns {
		i := slices.Index(names, c.name)
		if i < 0 && c.required {
			t.fault(into, 1, c.name, "", "the column is missing: the table needs "+t.heading())
			fine = false
		}
		at = append(at, i)
	}
	for i, name := range names {
		if name != "" && !slices.Contains(at, i) && !slices.Contains(names[:i], name) {
			t.fault(into, 1, name, heading[i], "is no column of this table: it may have "+t.heading())
			fine = false
		}
	}
	return at, fine
}

// row reads one record; number is its line, the heading's included.
func (t table[T]) row(into *all, number int, record []string, at []int) T {
	var row T
	*t.origin(&row) = origin{Sheet: t.name, Row: number}
	for i, c := range t.columns {
		cell := ""
		if at[i] >= 0 && at[i] < len(record) {
			cell = strings.TrimSpace(record[at[i]])
		}
		if cell == "" {
			if c.required {
				t.fault(into, number, c.name, "", "is empty: fill it in")
			}
			continue
		}
		if err := c.read(&row, cell); err != nil {
			t.fault(into, number, c.name, cell, err.Error())
		}
	}
	return row
}

func (t table[T]) fault(into *all, row int, column, value, reason string) {
	into.Faults = append(into.Faults, partnering.ImportFault{Origin: origin{Sheet: t.name, Row: row},
		Column: column, Value: value, Reason: reason})
}

// heading lists the columns, required ones marked.
func (t table[T]) heading() string {
	var names []string
	for _, c := range t.columns {
		name := c.name
		if c.required {
			name += " (required)"
		}
		names = append(names, name)
	}
	return strings.Join(names, ", ")
}

func blank(record []string) bool {
	return !slices.ContainsFunc(record, func(cell string) bool { return strings.TrimSpace(cell) != "" })
}

// records writes rows back, the heading first.
func (t table[T]) records(from *all) [][]string {
	out := [][]string{make([]string, len(t.columns))}
	for i, c := range t.columns {
		out[0][i] = c.name
	}
	for _, row := range *t.rows(from) {
		record := make([]string, len(t.columns))
		for i, c := range t.columns {
			record[i] = c.write(row)
		}
		out = append(out, record)
	}
	return out
}

// records returns the named table, the heading first.
func records(from *all, name string) ([][]string, error) {
	switch name {
	case "organisations":
		return organisations().records(from), nil
	case "delegates":
		return delegates().records(from), nil
	case "availability":
		return availabilities().records(from), nil
	case "places":
		return places().records(from), nil
	case "slots":
		return slots().records(from), nil
	case "requests":
		return requests().records(from), nil
	case "pitches":
		return pitches().records(from), nil
	}
	return nil, fmt.Errorf("%s is no table: name one of %s", name, strings.Join(Names(), ", "))
}
