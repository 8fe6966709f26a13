package partnering

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// The most characters that texts may have.
const (
	mostName    = 200
	mostText    = 5000
	mostMessage = 2000
	mostItems   = 50
)

// faults collects everything that is wrong with an input.
type faults []Fault

func (f *faults) add(field, value, format string, args ...any) {
	*f = append(*f, Fault{Field: field, Value: value, Message: fmt.Sprintf(format, args...)})
}

// line checks a text of one line; with need it must not be empty.
func (f *faults) line(field, value string, need bool) {
	switch {
	case need && strings.TrimSpace(value) == "":
		f.add(field, value, "is missing")
	case utf8.RuneCountInString(value) > mostName:
		f.add(field, value, "has more than %d characters", mostName)
	case !printable(value, ""):
		f.add(field, value, "holds characters that cannot be shown")
	}
}

// text checks a text of several lines.
func (f *faults) text(field, value string, most int) {
	switch {
	case utf8.RuneCountInString(value) > most:
		f.add(field, "", "has more than %d characters", most)
	case !printable(value, "\n\r\t"):
		f.add(field, "", "holds characters that cannot be shown")
	}
}

// lines checks a list of short texts.
func (f *faults) lines(field string, values []string) {
	if len(values) > mostItems {
		f.add(field, "", "has %d entries; at most %d are kept", len(values), mostItems)
	}
	for i, v := range values {
		f.line(fmt.Sprintf("%s[%d]", field, i), v, true)
	}
}

// among checks that each value is one of those known.
func (f *faults) among(field string, values, known []string, what string) {
	for i, v := range values {
		if !slices.Contains(known, v) {
			f.add(fmt.Sprintf("%s[%d]", field, i), v, "is no %s of this event; known: %s", what, listed(known, 20))
		}
	}
}

func (f *faults) language(field, value string, need bool) {
	if value == "en" || value == "fr" || value == "" && !need {
		return
	}
	f.add(field, value, "must be en or fr")
}

func (f *faults) zone(field, value string, need bool) {
	if value == "" && !need {
		return
	}
	if _, err := time.LoadLocation(value); err != nil || value == "" || value == "Local" {
		f.add(field, value, "is no IANA time zone; one is Europe/Paris")
	}
}

func (f *faults) webAddress(field, value string) {
	if value == "" {
		return
	}
	u, err := url.Parse(value)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		f.add(field, value, "is no web address; one is https://example.org")
	}
}

// least checks an optional number.
func (f *faults) least(field string, value *int, least int) {
	if value != nil && *value < least {
		f.add(field, fmt.Sprint(*value), "must be %d or more", least)
	}
}

func printable(text, extra string) bool {
	if !utf8.ValidString(text) {
		return false
	}
	return !strings.ContainsFunc(text, func(r rune) bool {
		return unicode.IsControl(r) && !strings.ContainsRune(extra, r)
	})
}

// listed writes at most n of the values, separated by commas.
func listed(values []string, n int) string {
	switch {
	case len(values) == 0:
		return "none"
	case len(values) > n:
		return fmt.Sprintf("%s and %d more", strings.Join(values[:n], ", "), len(values)-n)
	default:
		return strings.Join(values, ", ")
	}
}

// distinct returns the values without surrounding space, empty ones and
// repetitions, in their order.
func distinct(values []string) []string {
	var kept []string
	for _, v := range values {
		if v = strings.TrimSpace(v); v != "" && !slices.Contains(kept, v) {
			kept = append(kept, v)
		}
	}
	return kept
}
