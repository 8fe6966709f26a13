package tables

import (
	"fmt"
	"strconv"
	"strings"

	"entente/partnering"
)

// column is one column of a table whose rows are T.
type column[T any] struct {
	name     string
	required bool // the column must be there and its cells filled
	read     func(row *T, cell string) error
	write    func(row T) string
}

// table is one table of an event's data.
type table[T any] struct {
	name    string
	columns []column[T]
	origin  func(*T) *partnering.Origin
	rows    func(*partnering.ImportTables) *[]T
}

func (c column[T]) must() column[T] { c.required = true; return c }

func text[T any](name string, field func(*T) *string) column[T] {
	return column[T]{name: name,
		read:  func(row *T, cell string) error { *field(row) = cell; return nil },
		write: func(row T) string { return *field(&row) }}
}

func several[T any](name string, field func(*T) *[]string) column[T] {
	return column[T]{name: name,
		read:  func(row *T, cell string) error { *field(row) = split(cell, "|"); return nil },
		write: func(row T) string { return strings.Join(*field(&row), "|") }}
}

func groups[T any](name string, field func(*T) *[][]string) column[T] {
	return column[T]{name: name,
		read: func(row *T, cell string) error {
			for _, group := range split(cell, ";") {
				*field(row) = append(*field(row), split(group, "|"))
			}
			return nil
		},
		write: func(row T) string {
			var all []string
			for _, group := range *field(&row) {
				all = append(all, strings.Join(group, "|"))
			}
			return strings.Join(all, ";")
		}}
}

func number[T any](name string, field func(*T) *int) column[T] {
	return column[T]{name: name,
		read: func(row *T, cell string) error {
			n, err := whole(cell)
			*field(row) = n
			return err
		},
		write: func(row T) string { return unlessZero(*field(&row)) }}
}

func limit[T any](name string, field func(*T) **int) column[T] {
	return column[T]{name: name,
		read: func(row *T, cell string) error {
			n, err := whole(cell)
			*field(row) = &n
			return err
		},
		write: func(row T) string {
			if n := *field(&row); n != nil {
				return strconv.Itoa(*n)
			}
			return ""
		}}
}

func yesNo[T any](name string, field func(*T) *bool) column[T] {
	return column[T]{name: name,
		read: func(row *T, cell string) error {
			switch strings.ToLower(cell) {
			case "yes", "y", "true", "1", "oui", "x":
				*field(row) = true
			case "no", "n", "false", "0", "non":
			default:
				return fmt.Errorf("is neither yes nor no: write yes or no")
			}
			return nil
		},
		write: func(row T) string {
			if *field(&row) {
				return "yes"
			}
			return ""
		}}
}

// whole reads a whole number from 0 up; a spreadsheet may show it as "3.0".
func whole(cell string) (int, error) {
	n, err := strconv.Atoi(strings.TrimSuffix(cell, ".0"))
	if err != nil || n < 0 {
		return 0, fmt.Errorf("is no whole number from 0 up: write digits only, such as 3")
	}
	return n, nil
}

func unlessZero(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// split cuts a cell at the separator, without empty parts and outer spaces.
func split(cell, separator string) []string {
	var parts []string
	for part := range strings.SplitSeq(cell, separator) {
		if part = strings.TrimSpace(part); part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}
