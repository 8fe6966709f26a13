package partnering

import (
	"errors"
	"fmt"
	"strings"
)

// Code says what kind of error an Error is; each border translates it once.
type Code string

// The codes of all errors that use cases return.
const (
	CodeConflict        Code = "conflict"        // the present state does not allow it
	CodeInvalid         Code = "invalid"         // the input breaks a rule
	CodeNotFound        Code = "not_found"       // there is no such thing, or none that the caller may see
	CodeForbidden       Code = "forbidden"       // the caller may not
	CodeUnauthenticated Code = "unauthenticated" // nobody is signed in
	CodePrecondition    Code = "precondition"    // the version named by the caller is stale
	CodeBusy            Code = "busy"            // the store is busy or full; the same call may succeed later
	CodeInternal        Code = "internal"        // a fault of ours
)

// Fault is one thing wrong with an input: where, with which value, and what to do.
type Fault struct {
	Field   string // path of the field, such as "slots[2].start"
	Value   string // the value at fault, as it came
	Message string // what is wrong and the cure
}

// String says the fault in one line: "email: ada at home: is no mail address".
func (f Fault) String() string {
	var parts []string
	for _, part := range []string{f.Field, f.Value, f.Message} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ": ")
}

// Error is the one error type of the use cases.
type Error struct {
	Code    Code
	Message string   // for a person: the value and the cure
	Faults  []Fault  // every fault of an invalid input
	Free    []string // for a slot that is taken: the identifiers that are free instead
	Err     error    // the cause, never shown to a person

	Violations []Violation // of a placement that cannot be: what the faults say, as data
}

func (e *Error) Error() string {
	parts := []string{e.Message}
	for _, f := range e.Faults {
		parts = append(parts, f.String())
	}
	text := strings.Join(parts, "; ")
	if e.Err != nil {
		return text + ": " + e.Err.Error()
	}
	return text
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Errorf makes an Error with the code and a formatted message.
func Errorf(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...)}
}

// Invalid makes an Error that lists every fault, or returns nil when there is none.
func Invalid(what string, faults ...Fault) error {
	if len(faults) == 0 {
		return nil
	}
	return &Error{Code: CodeInvalid, Message: what, Faults: faults}
}

// ErrorCode returns the code of err: that of the first Error in its chain,
// CodeInternal for any other error, and "" for nil.
func ErrorCode(err error) Code {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return CodeInternal
}
