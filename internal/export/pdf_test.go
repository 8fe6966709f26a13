package export_test

import (
	"bytes"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"entente/internal/export"
	"entente/partnering"
)

func TestDocumentsSayWhatTheyHold(t *testing.T) {
	for name, document := range documents(t) {
		t.Run(name, func(t *testing.T) {
			text := readPDF(t, document.file, "-layout")
			for _, words := range document.says {
				if !strings.Contains(text, words) {
					t.Errorf("%q is missing from\n%s", words, text)
				}
			}
			if got := strings.Count(text, "\f"); got != document.pages {
				t.Errorf("%d pages, want %d", got, document.pages)
			}
		})
	}
}

type document struct {
	file  []byte
	pages int
	says  []string
}

func documents(t *testing.T) map[string]document {
	t.Helper()
	pdf := func(write func(*bytes.Buffer) error) []byte { return written(t, write) }
	event := anna(t)
	event.Scope = partnering.ScopeEvent
	signs := []export.Sign{{Place: partnering.Place{Name: "Table 14", Zone: "B"}, URL: "https://meet.example.org/places/p14"}, {Place: partnering.Place{Name: "Salle des conférences Élisabeth"}}}
	return map[string]document{
		"agenda": {pdf(func(out *bytes.Buffer) error {
			return export.WritePDF(out, []partnering.Agenda{anna(t)}, export.Options{})
		}), 1,
			[]string{"Anna Müller-Lefèvre", "Sat 27 March 2027", "09:30–10:00", "Meeting with Sanofi", "Table 14", "zone B", "Łucja Żak", "cancelled", "version 3",
				"Accepted, but without a slot", "is free in 4 slots", "page 1 of 1", "times in Europe/Paris"}},
		"agendas": {pdf(func(out *bytes.Buffer) error {
			return export.WritePDF(out, []partnering.Agenda{anna(t), long(t), anna(t)}, export.Options{Language: "fr"})
		}), 5,
			[]string{"Rendez-vous avec Sanofi", "page 1 sur 1", "page 3 sur 3", "sam. 27 mars 2027"}},
		"none":  {pdf(func(out *bytes.Buffer) error { return export.WritePDF(out, nil, export.Options{}) }), 1, []string{"Nothing is scheduled."}},
		"signs": {pdf(func(out *bytes.Buffer) error { return export.WriteTableSigns(out, forum, signs, export.Options{}) }), 2, []string{"Table 14", "zone B", "Élisabeth", "https://meet.example.org/places/p14"}},
		"pick-up": {pdf(func(out *bytes.Buffer) error {
			return export.WritePickUpList(out, forum, crowd(t, 60), export.Options{})
		}), 2,
			[]string{"Delegate 59", "60 delegates", "12 meetings", "Sat 27 March, 09:30"}},
		"slots": {pdf(func(out *bytes.Buffer) error { return export.WriteSlotList(out, event, export.Options{}) }), 4,
			[]string{"Sat 27 March, 09:30–10:00", "1 meeting", "Cardio & Co, Sàrl", "Sanofi", "Pitch: Cardio & Co, Sàrl – A patch that listens"}},
	}
}

// long is an agenda that fills several pages.
func long(t *testing.T) partnering.Agenda {
	a := crowd(t, 1)[0]
	for len(a.Entries) < 30 {
		a.Entries = append(a.Entries, a.Entries[0])
	}
	return a
}

func TestPickUpListsAreInAlphabeticalOrder(t *testing.T) {
	var agendas []partnering.Agenda
	for _, name := range []string{"Zoé", "Étienne", "Emma", "adam"} {
		agendas = append(agendas, partnering.Agenda{Title: name})
	}
	text := readPDF(t, written(t, func(out *bytes.Buffer) error { return export.WritePickUpList(out, forum, agendas, export.Options{}) }))
	var at []int
	for _, name := range []string{"adam", "Emma", "Étienne", "Zoé"} {
		at = append(at, strings.Index(text, name))
	}
	for i := range at {
		if at[i] < 0 || i > 0 && at[i] < at[i-1] {
			t.Fatalf("positions %v in\n%s", at, text)
		}
	}
}

func TestCharactersThatTheFontLacksAreBoxes(t *testing.T) {
	a := anna(t)
	a.Entries = nil
	a.Title = "Ștefan Nguyễn Ørsted Ωμέγα Юрий e\u0301 漢字 🫀 عربي \xff\x00"
	text := readPDF(t, written(t, func(out *bytes.Buffer) error { return export.WritePDF(out, []partnering.Agenda{a}, export.Options{}) }))
	for _, words := range []string{"Ștefan Nguyễn Ørsted Ωμέγα Юрий é", "□□ □\n□□□□ □"} {
		if !strings.Contains(text, words) {
			t.Errorf("%q is missing from\n%s", words, text)
		}
	}
}

func FuzzNoTextBreaksAPage(f *testing.F) {
	f.Add("plain", "")
	f.Add(strings.Repeat("W", 5000), "\x00\u202e🫀")
	f.Add("a b\nc", strings.Repeat("\n", 400))
	f.Fuzz(func(t *testing.T, title, message string) {
		a := anna(t)
		a.Title, a.Entries[0].Title, a.Entries[0].Place, a.Entries[0].Message = title, message, title, message
		a.Event.Name = title
		var out bytes.Buffer
		if err := export.WritePDF(&out, []partnering.Agenda{a}, export.Options{}); err != nil {
			t.Fatal(err)
		}
		if !bytes.HasPrefix(out.Bytes(), []byte("%PDF-")) {
			t.Errorf("begins with %.10q", out.Bytes())
		}
	})
}

// readPDF has poppler, an independent reader, tell the text of a document.
func readPDF(t *testing.T, file []byte, options ...string) string {
	t.Helper()
	program, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("SKIPPED: pdftotext is not installed; on Debian: apt-get install poppler-utils")
	}
	dir := t.TempDir()
	in := filepath.Join(dir, "in.pdf")
	writeFile(t, in, file)
	out, err := exec.CommandContext(t.Context(), program, append(options, in, "-")...).CombinedOutput()
	if err != nil {
		t.Fatalf("pdftotext: %v\n%s", err, out)
	}
	return string(out)
}

func BenchmarkPDFOf2300Agendas(b *testing.B) {
	agendas := crowd(b, 2300)
	for b.Loop() {
		var out bytes.Buffer
		if err := export.WritePDF(&out, agendas, export.Options{}); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(out.Len()), "bytes")
	}
}

func TestTheSameAgendaGivesTheSameBytes(t *testing.T) {
	a := anna(t)
	for name, write := range map[string]func(*bytes.Buffer) error{
		"ics":  func(out *bytes.Buffer) error { return export.WriteICS(out, a, export.Options{}) },
		"json": func(out *bytes.Buffer) error { return export.WriteJSON(out, a) },
		"pdf":  func(out *bytes.Buffer) error { return export.WritePDF(out, []partnering.Agenda{a}, export.Options{}) },
	} {
		if !bytes.Equal(written(t, write), written(t, write)) {
			t.Errorf("%s differs from one time to the next", name)
		}
	}
}
