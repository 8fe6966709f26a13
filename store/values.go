package store

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"reflect"
	"time"
)

// instant keeps a time as microseconds since 1970; the zero time is NULL.
type instant struct{ time.Time }

func at(t time.Time) instant { return instant{t.UTC().Truncate(time.Microsecond)} }

// Value implements driver.Valuer.
func (i instant) Value() (driver.Value, error) {
	if i.IsZero() {
		return nil, nil
	}
	return i.UnixMicro(), nil
}

// Scan implements sql.Scanner.
func (i *instant) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		i.Time = time.Time{}
	case int64:
		i.Time = time.UnixMicro(v).UTC()
	default:
		return fmt.Errorf("read instant: got %T, want whole microseconds", src)
	}
	return nil
}

// GormDataType names the column's type.
func (instant) GormDataType() string { return "bigint" }

// ref is text that is NULL when it is empty, for references.
type ref string

// Value implements driver.Valuer.
func (r ref) Value() (driver.Value, error) {
	if r == "" {
		return nil, nil
	}
	return string(r), nil
}

// Scan implements sql.Scanner.
func (r *ref) Scan(src any) error {
	text, err := scanText(src)
	*r = ref(text)
	return err
}

// GormDataType names the column's type.
func (ref) GormDataType() string { return "text" }

// document keeps a list, map or struct as JSON text. Empty and nil lists and
// maps are both kept as empty and come back as nil.
type document[T any] struct{ V T }

func asDocument[T any](v T) document[T] { return document[T]{v} }

// Value implements driver.Valuer.
func (d document[T]) Value() (driver.Value, error) {
	switch v := reflect.ValueOf(d.V); {
	case v.Kind() == reflect.Slice && v.Len() == 0:
		return "[]", nil
	case v.Kind() == reflect.Map && v.Len() == 0:
		return "{}", nil
	}
	text, err := json.Marshal(d.V)
	return string(text), err
}

// Scan implements sql.Scanner.
func (d *document[T]) Scan(src any) error {
	var fresh T
	text, err := scanText(src)
	if err != nil {
		return err
	}
	if text == "" || text == "[]" || text == "{}" {
		d.V = fresh
		return nil
	}
	if err := json.Unmarshal([]byte(text), &fresh); err != nil {
		return fmt.Errorf("read stored JSON: %w", err)
	}
	d.V = fresh
	return nil
}

// GormDataType names the column's type.
func (document[T]) GormDataType() string { return "text" }

func scanText(src any) (string, error) {
	switch v := src.(type) {
	case nil:
		return "", nil
	case string:
		return v, nil
	case []byte:
		return string(v), nil
	}
	return "", fmt.Errorf("read text: got %T", src)
}

// bytes returns the JSON of a text that may be missing, nil when it is.
func (r ref) bytes() []byte {
	if r == "" {
		return nil
	}
	return []byte(r)
}
