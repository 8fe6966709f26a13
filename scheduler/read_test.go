package scheduler

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"
)

func TestReadingIsTheSameFromEverySource(t *testing.T) {
	p := randomEvent(t, 5, eventShape{slots: 12, people: 60, requests: 300, places: 20, rules: true})
	var text strings.Builder
	if err := WriteProblem(&text, p); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "problem.json")
	if err := os.WriteFile(name, []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	whole, err := ReadProblem(strings.NewReader(text.String()))
	if err != nil {
		t.Fatal(err)
	}
	for _, from := range []struct {
		what string
		read func() (*Problem, error)
	}{
		{"a file", func() (*Problem, error) { return ReadProblem(file) }},
		{"byte by byte", func() (*Problem, error) { return ReadProblem(iotest.OneByteReader(strings.NewReader(text.String()))) }},
		{"unvalidated", func() (*Problem, error) { return ParseProblem(strings.NewReader(text.String())) }},
	} {
		q, err := from.read()
		if err != nil || !reflect.DeepEqual(q, whole) {
			t.Errorf("%s: another problem, or %v", from.what, err)
		}
	}
	if len(whole.Requests) != len(p.Requests) || len(whole.Participants) != len(p.Participants) {
		t.Errorf("%d requests and %d participants were read", len(whole.Requests), len(whole.Participants))
	}
}

func TestParsingLeavesValidatingToOthers(t *testing.T) {
	const good = `{"format":"entente/problem/1","slots":[{"id":"s","day":"d","session":"m","tables":1}],"participants":[{"id":"p"}],` +
		`"requests":[{"id":"r","sides":[{"all":["p"]},{"all":["q"]}]}]`
	p, err := ParseProblem(strings.NewReader(good + "}"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Solve(t.Context(), p, Options{Iterations: 1}); !faulty(err, "requests[0].sides[1].all[0]") {
		t.Errorf("solving it says %v", err)
	}
	if _, err := ReadProblem(strings.NewReader(good + "}")); !faulty(err, "requests[0].sides[1].all[0]") {
		t.Errorf("reading it says %v", err)
	}
	if _, err := ParseProblem(strings.NewReader(good + `,"tables":3}`)); !faulty(err, "tables", "requests[0].sides[1].all[0]") {
		t.Errorf("with a fault of writing, parsing says %v", err)
	}
}

// faulty says whether an error names these paths and no others.
func faulty(err error, paths ...string) bool {
	var faults *ProblemError
	if !errors.As(err, &faults) || len(faults.Faults) != len(paths) {
		return false
	}
	for k, f := range faults.Faults {
		if f.Path != paths[k] {
			return false
		}
	}
	return true
}
