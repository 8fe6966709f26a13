package export_test

import (
	"bytes"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"entente/internal/export"
	"entente/partnering"
)

func calendarOf(t testing.TB, a partnering.Agenda, o export.Options) []byte {
	t.Helper()
	return written(t, func(out *bytes.Buffer) error { return export.WriteICS(out, a, o) })
}

var (
	organizer = export.Contact{Name: "ICT for Health Paris", Email: "entente@example.org"}
	reader    = export.Contact{Name: `Anna "Ann" Müller, CEO`, Email: "anna@example.org"}
)

func TestCalendarsAreAsTheGoldensHaveThem(t *testing.T) {
	request := anna(t)
	request.Entries = request.Entries[:1]
	for name, file := range map[string]struct {
		agenda  partnering.Agenda
		options export.Options
	}{
		"publish.ics": {anna(t), export.Options{URL: "https://meet.example.org/agenda"}},
		"request.ics": {request, export.Options{Method: export.MethodRequest, Organizer: organizer, Attendee: reader}},
		"cancel.ics":  {request, export.Options{Language: "fr", Method: export.MethodCancel, Organizer: organizer, Attendee: reader}},
	} {
		t.Run(name, func(t *testing.T) { golden(t, name, calendarOf(t, file.agenda, file.options)) })
	}
}

// TestCalendarLines checks the form that RFC 5545 asks of every content line.
func TestCalendarLines(t *testing.T) {
	text := string(calendarOf(t, anna(t), export.Options{}))
	if strings.Count(text, "\n") != strings.Count(text, "\r\n") || !strings.HasSuffix(text, "\r\n") {
		t.Error("a line does not end in CRLF")
	}
	for line := range strings.SplitSeq(text, "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) {
			t.Errorf("%d octets, or cut within a character: %q", len(line), line)
		}
	}
}

func TestMethodsSayWhomTheyConcern(t *testing.T) {
	for _, method := range []struct {
		name                                 string
		events, cancelled, attendees, organs int
	}{
		{"", 5, 1, 0, 5},
		{export.MethodPublish, 5, 1, 0, 5},
		{export.MethodRequest, 4, 0, 4, 4},
		{export.MethodCancel, 5, 5, 5, 5},
	} {
		t.Run(method.name, func(t *testing.T) {
			text := string(calendarOf(t, anna(t), export.Options{Method: method.name, Organizer: organizer, Attendee: reader}))
			got := []int{strings.Count(text, "BEGIN:VEVENT"), strings.Count(text, "STATUS:CANCELLED"),
				strings.Count(text, "\r\nATTENDEE"), strings.Count(text, "\r\nORGANIZER")}
			if want := []int{method.events, method.cancelled, method.attendees, method.organs}; fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("events, cancelled, attendees, organizers are %v, want %v", got, want)
			}
		})
	}
}

func TestSeenFromAPlaceBothSidesAreNamed(t *testing.T) {
	a := anna(t)
	a.Scope = partnering.ScopePlace
	events := readICS(t, calendarOf(t, a, export.Options{}))
	if got := events[0]["SUMMARY"]; got != "Meeting: Cardio & Co, Sàrl – Sanofi" {
		t.Errorf("summary %q", got)
	}
}

// FuzzTextSurvivesTheCalendar writes any text and reads it back by the rules of
// RFC 5545. Only line ends and control characters may differ.
func FuzzTextSurvivesTheCalendar(f *testing.F) {
	for _, text := range []string{`a\nb`, "a\nb;c,d:e", "\r\nBEGIN:VALARM\r\n", strings.Repeat("é€🫀 ", 60), " lead and trail ", "\x00\x85\u2028", `"'<b>`, "\xff"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		a := anna(t)
		a.Entries = a.Entries[:1]
		a.Entries[0].Message, a.Entries[0].Place, a.Title = text, text, text
		events := readICS(t, calendarOf(t, a, export.Options{}))
		if len(events) != 1 {
			t.Fatalf("%d events", len(events))
		}
		want := strings.TrimSpace(export.Clean(text))
		_, got, found := strings.Cut(events[0]["DESCRIPTION"], "\nMessage: ")
		if found != (want != "") || got != want {
			t.Errorf("message is %q, want %q", got, want)
		}
		place := strings.Join(strings.Fields(export.Clean(text)), " ")
		want = "zone B"
		if place != "" {
			want = place + ", zone B"
		}
		if events[0]["LOCATION"] != want {
			t.Errorf("location is %q, want %q", events[0]["LOCATION"], want)
		}
	})
}

// readICS reads events as RFC 5545 says, line by line, with nothing of the writer's library.
func readICS(t testing.TB, file []byte) []map[string]string {
	t.Helper()
	unfolded := strings.ReplaceAll(string(file), "\r\n ", "")
	var events []map[string]string
	var event map[string]string
	for line := range strings.SplitSeq(strings.TrimSuffix(unfolded, "\r\n"), "\r\n") {
		head, value, found := strings.Cut(line, ":")
		name, _, _ := strings.Cut(head, ";")
		switch {
		case !found || strings.ContainsAny(line, "\r\n"):
			t.Fatalf("no content line: %q", line)
		case line == "BEGIN:VEVENT":
			event = map[string]string{}
		case line == "END:VEVENT":
			events, event = append(events, event), nil
		case event != nil:
			if _, twice := event[name]; twice {
				t.Fatalf("%s stands twice", name)
			}
			event[name] = unescaped(value)
		}
	}
	return events
}

func unescaped(value string) string {
	var out strings.Builder
	for i := 0; i < len(value); i++ {
		if value[i] == '\\' && i+1 < len(value) {
			i++
			if value[i] == 'n' || value[i] == 'N' {
				out.WriteByte('\n')
				continue
			}
		}
		out.WriteByte(value[i])
	}
	return out.String()
}

// pythonReads is an independent reader: for each event it prints its UID, its
// times in UTC by the file's own VTIMEZONE alone, status, sequence, summary, place.
const pythonReads = `
import sys, icalendar, datetime
calendar = icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read())
zones = {str(z['tzid']): z.to_tz() for z in calendar.walk('VTIMEZONE')}
def utc(prop):
    naive = prop.dt.replace(tzinfo=None)
    zone = zones[prop.params['TZID']] if 'TZID' in prop.params else datetime.timezone.utc
    aware = zone.localize(naive) if hasattr(zone, 'localize') else naive.replace(tzinfo=zone)
    return aware.astimezone(datetime.timezone.utc).strftime('%Y-%m-%dT%H:%M:%SZ')
out = open(sys.argv[2], 'w', encoding='utf-8')
for e in calendar.walk('VEVENT'):
    print(e['uid'], utc(e['dtstart']), utc(e['dtend']), e['status'], e['sequence'], e['summary'], e.get('location', ''), sep='|', file=out)
`

func TestPythonReadsTheSameAgenda(t *testing.T) {
	python := pythonWithICalendar(t)
	for _, zone := range []string{"Europe/Paris", "UTC", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Africa/Casablanca", "Europe/Dublin"} {
		t.Run(strings.ReplaceAll(zone, "/", "-"), func(t *testing.T) {
			a := anna(t)
			a.Event.Zone = zone
			if got, want := readByPython(t, python, calendarOf(t, a, export.Options{})), expected(a); got != want {
				t.Errorf("python read\n%swant\n%s", got, want)
			}
		})
	}
}

func TestPythonReadsEveryMonthOfTheYear(t *testing.T) {
	python := pythonWithICalendar(t)
	a := anna(t)
	first := a.Entries[0]
	a.Entries = nil
	for month := range 24 {
		e := first
		e.UID = fmt.Sprintf("m%d@meet.example.org", month)
		e.Start, e.End = e.Start.AddDate(0, month, 0), e.End.AddDate(0, month, 0)
		a.Entries = append(a.Entries, e)
	}
	if got, want := readByPython(t, python, calendarOf(t, a, export.Options{})), expected(a); got != want {
		t.Errorf("python read\n%swant\n%s", got, want)
	}
}

func expected(a partnering.Agenda) string {
	var out strings.Builder
	for _, e := range a.Entries {
		status := "CONFIRMED"
		if e.State == partnering.MeetingCancelled {
			status = "CANCELLED"
		}
		english := export.In("en")
		fmt.Fprintf(&out, "%s|%s|%s|%s|%d|%s|%s\n", e.UID, e.Start.UTC().Format(time.RFC3339), e.End.UTC().Format(time.RFC3339),
			status, e.Sequence, english.Title(a.Scope, e), english.Place(e))
	}
	return out.String()
}

func pythonWithICalendar(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"/usr/bin/python3", "python3"} {
		if exec.CommandContext(t.Context(), name, "-c", "import icalendar").Run() == nil {
			return name
		}
	}
	t.Skip("SKIPPED: python3 with icalendar is not installed; on Debian: apt-get install python3-icalendar")
	return ""
}

func readByPython(t *testing.T, python string, file []byte) string {
	t.Helper()
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.ics"), filepath.Join(dir, "out.txt")
	writeFile(t, in, file)
	complaint, err := exec.CommandContext(t.Context(), python, "-c", pythonReads, in, out).CombinedOutput()
	if err != nil {
		t.Fatalf("python: %v\n%s", err, complaint)
	}
	return string(readFile(t, out))
}
