package scheduler

import (
	"bytes"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestReadProgrammeReadsWhatIsWritten(t *testing.T) {
	everyProgramme(t, 10, func(t *testing.T, p *Programme, seed int64) {
		var first, second bytes.Buffer
		if err := WriteProgramme(&first, p); err != nil {
			t.Fatal(err)
		}
		read, err := ReadProgramme(bytes.NewReader(first.Bytes()))
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if err := WriteProgramme(&second, read); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first.Bytes(), second.Bytes()) {
			t.Errorf("seed %d: written again it is\n%s\nnot\n%s", seed, second.Bytes(), first.Bytes())
		}
		if !reflect.DeepEqual(read.Pitches, p.Pitches) || !reflect.DeepEqual(read.Sessions, p.Sessions) {
			t.Errorf("seed %d: read %+v %+v, not %+v %+v", seed, read.Sessions, read.Pitches, p.Sessions, p.Pitches)
		}
	})
}

const faultyProgramme = `{
 "format": "entente/programme/1",
 "problem": {"slots": [
   {"id": "s1", "day": "1", "session": "am", "tables": 2, "start": "2025-11-18T09:00:00Z", "end": "2025-11-18T09:20:00Z"},
   {"id": "s2", "day": "1", "session": "am", "tables": 2}],
  "participants": [{"id": "ana"}, {"id": "bo", "unavailable": ["s9"]}],
  "requests": []},
 "sessions": [
  {"id": "a", "slots": []},
  {"id": "b", "chair": "bo", "slots": [
   {"id": "b1", "start": "2025-11-18T09:00:00Z", "end": "2025-11-18T09:15:00Z"},
   {"id": "b2", "start": "2025-11-18T09:10:00Z", "end": "2025-11-18T09:05:00Z", "overlaps": ["s1"]},
   {"id": "b1", "overlaps": ["s7"]}]}],
 "pitches": [
  {"id": "x", "presenters": [], "after": ["y"], "not_before": "soon"},
  {"id": "y", "presenters": ["ana"], "listeners": [{"participant": "ana"}, {"participant": "eve", "weight": 2}], "after": ["x", "z"], "not_after": "s2"},
  {"id": "y", "presenters": ["bo"], "sessions": ["c"], "slots": ["b9"]}]
}`

func TestReadProgrammeNamesAllFaultsAtOnce(t *testing.T) {
	_, err := ReadProgramme(strings.NewReader(faultyProgramme))
	var faulty *ProblemError
	if !errors.As(err, &faulty) {
		t.Fatalf("the error is %v", err)
	}
	var paths []string
	for _, f := range faulty.Faults {
		paths = append(paths, f.Path)
	}
	want := []string{
		"sessions[1].chair", "pitches[2].id", "sessions[1].slots[2].id", "problem.participants[1].unavailable[0]",
		"sessions[0].slots", "sessions[1].slots[0].overlaps", "sessions[1].slots[1].end", "sessions[1].slots[2].overlaps[0]",
		"sessions[1].slots[2].start", "pitches[0].presenters", "pitches[0].not_before", "pitches[1].listeners[0].participant",
		"pitches[1].listeners[1].participant", "pitches[1].after[1]", "pitches[1].not_after", "pitches[2].sessions[0]",
		"pitches[2].slots[0]", "pitches[1].after[0]",
	}
	slices.Sort(paths)
	slices.Sort(want)
	if !slices.Equal(paths, want) {
		t.Errorf("the faults are\n%v", err)
	}
}

func TestValidateProgrammeNeedsAProblem(t *testing.T) {
	if err := ValidateProgramme(&Programme{}); err == nil || err.Error() != "problem: is missing" {
		t.Errorf("the error is %v", err)
	}
}

func FuzzReadProgramme(f *testing.F) {
	f.Add(faultyProgramme)
	f.Add(`{"format": "entente/programme/1", "problem": {"slots": [], "participants": [], "requests": []}, "sessions": [{"id": "a", "slots": [{"id": "1", "overlaps": ["x"]}, {"id": "2", "overlaps": ["y"]}]}], "pitches": []}`)
	f.Add(`{"format": "entente/programme/1", "problem": {"slots": [{"id": "s", "day": "1", "session": "", "tables": 1}], "participants": [{"id": "p"}], "requests": []}, "sessions": [{"id": "a", "slots": [{"id": "1", "overlaps": ["s"]}]}], "pitches": [{"id": "k", "presenters": ["p"], "not_after": "s"}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		p, err := ReadProgramme(strings.NewReader(text))
		if err != nil {
			return
		}
		s := solvedProgramme(t, p, Options{Iterations: 100})
		if report := CheckProgramme(p, s); len(report.Violations) > 0 {
			t.Errorf("violations %v", report.Violations)
		}
	})
}
