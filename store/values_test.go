package store

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"entente/partnering"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestInstant(t *testing.T) {
	paris := time.FixedZone("Paris", 2*60*60)
	for _, tt := range []struct {
		name   string
		time   time.Time
		stored any
		back   time.Time
	}{
		{"zero", time.Time{}, nil, time.Time{}},
		{"1970", time.Unix(0, 0), int64(0), time.Unix(0, 0).UTC()},
		{"before 1970", time.UnixMicro(-1), int64(-1), time.UnixMicro(-1).UTC()},
		{"another zone", time.Date(2026, 7, 1, 12, 0, 0, 0, paris), int64(1782900000000000), time.Date(2026, 7, 1, 10, 0, 0, 0, time.UTC)},
		{"finer than stored", noon.Add(1999), noon.Add(1000).UnixMicro(), noon.Add(1000)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			stored, err := at(tt.time).Value()
			ok(t, err)
			same(t, stored, tt.stored)
			var back instant
			ok(t, back.Scan(stored))
			same(t, back.Time, tt.back)
		})
	}
	if err := new(instant).Scan("2026-07-01"); err == nil {
		t.Error("text was taken for an instant")
	}
}

func TestFold(t *testing.T) {
	for text, want := range map[string]string{
		"École du Numérique": "ecole du numerique",
		"ÅNGSTRÖM":           "angstrom",
		"Straße 7":           "straße 7",
		"日本 ΑΒΓ":             "日本 αβγ",
	} {
		same(t, fold(text), want)
	}
}

// The documents that an older program stored are read by this one: a field may
// be added, but one that is renamed or gone needs a migration of what is stored.
func TestStoredDocumentsAreRead(t *testing.T) {
	golden := filepath.Join("testdata", "documents.golden")
	if *update {
		var lines []string
		for column, document := range documents() {
			seed := 0
			fill(reflect.ValueOf(document).Elem(), &seed)
			lines = append(lines, column+" "+string(must(json.Marshal(document))(t))+"\n")
		}
		slices.Sort(lines)
		ok(t, os.WriteFile(golden, []byte(strings.Join(lines, "")), 0o644))
	}
	lines := strings.Split(strings.TrimSpace(string(must(os.ReadFile(golden))(t))), "\n")
	same(t, len(lines), len(documents()))
	for _, line := range lines {
		column, stored, _ := strings.Cut(line, " ")
		t.Run(column, func(t *testing.T) {
			read := json.NewDecoder(strings.NewReader(stored))
			read.DisallowUnknownFields()
			ok(t, read.Decode(documents()[column]))
		})
	}
}

// documents has an empty one of each document, by its column.
func documents() map[string]any {
	return map[string]any{
		"events.settings":           &partnering.Settings{},
		"events.form":               &partnering.ProblemForm{},
		"delegates.away":            &[]partnering.Interval{},
		"requests.from_attendees":   &partnering.Attendees{},
		"runs.options":              &partnering.RunOptions{},
		"runs.score":                &partnering.Figures{},
		"runs.bound":                &partnering.Bounds{},
		"runs.progress":             &[]partnering.RunPoint{},
		"draft_unscheduled.reasons": &[]partnering.Reason{},
		"draft_unscheduled.repairs": &[]partnering.Repair{},
		"version_changes.after_doc": &partnering.Meeting{},
		"reminder_rules.texts":      &map[string]partnering.RuleText{},
	}
}
