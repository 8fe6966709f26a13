package partnering

import (
	"crypto/rand"
	"strings"
	"time"
)

// Clock tells the present instant; tests inject their own.
type Clock interface {
	Now() time.Time
}

// ClockFunc makes a function a Clock.
type ClockFunc func() time.Time

// Now calls the function.
func (f ClockFunc) Now() time.Time { return f() }

// SystemClock is the machine's clock, in UTC and whole microseconds, as instants are stored.
var SystemClock = ClockFunc(func() time.Time { return time.Now().UTC().Truncate(time.Microsecond) })

// NewID returns an opaque identifier of 130 random bits.
func NewID() string { return strings.ToLower(rand.Text()) }
