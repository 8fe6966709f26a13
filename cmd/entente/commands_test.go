package main

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"entente/scheduler"
)

// outcome is how a command ended.
type outcome struct {
	status   int
	out, err string
}

// command runs the program as a shell would.
func command(t *testing.T, stdin string, args ...string) outcome {
	t.Helper()
	var out, errs bytes.Buffer
	status := run(t.Context(), args, console{in: strings.NewReader(stdin), out: &out, err: &errs})
	return outcome{status, out.String(), errs.String()}
}

// printed is what a command that has to do well prints, such as an id.
func printed(t *testing.T, args ...string) string {
	t.Helper()
	return strings.TrimSpace(command(t, "", args...).must(t).out)
}

// must fails the test unless the command did what it should.
func (o outcome) must(t *testing.T) outcome {
	t.Helper()
	if o.status != exitDone {
		t.Fatalf("status %d\n%s%s", o.status, o.out, o.err)
	}
	return o
}

// wants checks the status and that standard error speaks of each word.
func (o outcome) wants(t *testing.T, status int, words ...string) {
	t.Helper()
	if o.status != status {
		t.Errorf("status %d, want %d\n%s%s", o.status, status, o.out, o.err)
	}
	for _, word := range words {
		if !strings.Contains(o.err, word) {
			t.Errorf("standard error lacks %q:\n%s", word, o.err)
		}
	}
}

func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

const smallProblem = `{"format": "entente/problem/1", "name": "three by two",
 "slots": [{"id": "s1", "day": "1", "session": "a", "tables": 1}, {"id": "s2", "day": "1", "session": "a", "tables": 1}],
 "participants": [{"id": "ada"}, {"id": "bob", "unavailable": ["s1"]}, {"id": "cyd"}],
 "requests": [{"id": "r1", "sides": [{"all": ["ada"]}, {"all": ["bob"]}]},
  {"id": "r2", "sides": [{"all": ["bob"]}, {"all": ["cyd"]}]},
  {"id": "r3", "sides": [{"all": ["ada"]}, {"all": ["cyd"]}], "weight": 3}]}`

func TestEveryCommandHasHelpWithAnExample(t *testing.T) {
	for _, name := range []string{"serve", "demo", "solve", "check", "import", "export", "token", "migrate", "backup", "restore", "openapi", "version"} {
		help := command(t, "", name, "--help").must(t)
		if !strings.Contains(help.out, "Example") {
			t.Errorf("%s --help shows no example:\n%s", name, help.out)
		}
	}
}

func TestWrongUseEndsWithTwo(t *testing.T) {
	problem := write(t, "p.json", smallProblem)
	uses := map[string][]string{
		"unexpected argument frobnicate": {"frobnicate"},
		"unknown flag --sped":            {"solve", problem, "--sped", "3"},
		"--seconds":                      {"solve", problem, "--seconds", "soon"},
		"numbers from 0 up":              {"solve", problem, "--seconds=-1"},
		"can't be used together":         {"solve", problem, "--seconds", "1", "--iterations", "5"},
		"only one of the two":            {"check", "-", "-"},
		"--event ID":                     {"import", write(t, "delegates.csv", "id\n")},
		"leave --event out":              {"import", problem, "--event", "e1"},
		"--format docx":                  {"export", "--event", "e1", "--format", "docx", "--data", t.TempDir()},
		"--smtp-security":                {"serve", "--smtp-security", "hope"},
	}
	for word, args := range uses {
		command(t, "", args...).wants(t, exitUsage, word)
	}
}

func TestSolveAndCheckAgree(t *testing.T) {
	problem, schedule := write(t, "p.json", smallProblem), filepath.Join(t.TempDir(), "s.json")
	command(t, "", "solve", problem, "--iterations", "2000", "--out", schedule).must(t)
	checked := command(t, "", "check", problem, schedule).must(t)
	if !strings.Contains(checked.out, "weight 4, placed 2 of 3") {
		t.Errorf("check says %s", checked.out)
	}
}

func TestSolveReadsStandardInputAndRepeatsItself(t *testing.T) {
	first := command(t, smallProblem, "solve", "-", "--iterations", "2000", "--threads", "1").must(t)
	second := command(t, smallProblem, "solve", "-", "--iterations", "2000", "--threads", "2").must(t)
	if first.out != second.out {
		t.Errorf("the same iterations and seed gave\n%s\nand\n%s", first.out, second.out)
	}
	var schedule scheduler.Schedule
	if err := json.Unmarshal([]byte(first.out), &schedule); err != nil || len(schedule.Meetings) != 2 {
		t.Errorf("standard output is no schedule: %v", err)
	}
}

func TestNoCommandWaitsForAFileOnceItIsInterrupted(t *testing.T) {
	in, _ := io.Pipe() // nobody writes to it
	ctx, interrupt := context.WithCancel(t.Context())
	interrupt()
	for _, args := range [][]string{{"solve", "-"}, {"check", "-", write(t, "s.json", "{}")}} {
		var out, faults bytes.Buffer
		if status := run(ctx, args, console{in, &out, &faults}); status != exitFault || !strings.Contains(faults.String(), "canceled") || out.Len() > 0 {
			t.Errorf("%v: status %d, %q, %q", args, status, out.String(), faults.String())
		}
	}
}

func TestEveryFaultOfAProblemIsListedAndNoFileIsWritten(t *testing.T) {
	faulty := strings.NewReplacer(`"unavailable": ["s1"]`, `"unavailable": ["s9"]`, `"id": "cyd"`, `"id": "ada"`,
		`"weight": 3`, `"weight": 0`, `["bob"]}, {"all": ["cyd"]`, `["bob"]}, {"all": ["bob"]`, `"session": "a", "tables": 1}]`, `"session": "a"}]`).Replace(smallProblem)
	out := filepath.Join(t.TempDir(), "s.json")
	command(t, "", "solve", write(t, "p.json", faulty), "--out", out).wants(t, exitFault,
		"slots[1].tables", `participants[1].unavailable[0]: "s9"`, `participants[2].id: "ada"`, "requests[1].sides", "requests[2].weight: 0")
	if _, err := os.Stat(out); err == nil {
		t.Error("a file was written for a malformed problem")
	}
}

func TestFilesThatCannotBeReadAreNamed(t *testing.T) {
	absent := filepath.Join(t.TempDir(), "absent.json")
	command(t, "", "solve", absent).wants(t, exitFault, absent)
	cut := write(t, "cut.json", smallProblem[:200])
	command(t, "", "solve", cut).wants(t, exitFault, "cut.json has 1 fault", "closing quote")
	command(t, "", "check", write(t, "p.json", smallProblem), cut).wants(t, exitFault, "cut.json")
}

func TestCheckRefusesWhatDoesNotHold(t *testing.T) {
	problem := write(t, "p.json", smallProblem)
	solved := command(t, smallProblem, "solve", "-", "--iterations", "2000").must(t).out
	for what, schedule := range map[string]string{
		"score": regexp.MustCompile(`"weight": *4`).ReplaceAllString(solved, `"weight": 7`),
		"violation\tparticipant-unavailable": `{"format": "entente/schedule/1", "status": "feasible", "score": {"weight": 1, "placed": 1}, "bound": {},
			"meetings": [{"request": "r1", "slot": "s1", "participants": ["ada", "bob"]}], "unscheduled": [{"request": "r2", "reasons": [], "repairs": []}, {"request": "r3", "reasons": [], "repairs": []}]}`,
	} {
		checked := command(t, "", "check", problem, write(t, "s.json", schedule))
		if checked.status != exitFault || !strings.Contains(checked.out, what) {
			t.Errorf("check ends with %d and says %s%s, want %s", checked.status, checked.out, checked.err, what)
		}
	}
}

// imported is a data folder with the event of the small problem.
func imported(t *testing.T) (data, event string) {
	t.Helper()
	data = filepath.Join(t.TempDir(), "data")
	event = printed(t, "import", "--data", data, "--from", "2026-12-01", write(t, "p.json", smallProblem))
	return data, event
}

// exported is the event as a problem file.
func exported(t *testing.T, data, event string) string {
	t.Helper()
	path := printed(t, "export", "--data", data, "--event", event, "--format", "problem.json", "--out", t.TempDir())
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestAProblemFileComesBackAsItWas(t *testing.T) {
	data, event := imported(t)
	was, err := scheduler.ReadProblem(strings.NewReader(smallProblem))
	if err != nil {
		t.Fatal(err)
	}
	is, err := scheduler.ReadProblem(strings.NewReader(exported(t, data, event)))
	if err != nil {
		t.Fatal(err)
	}
	var a, b bytes.Buffer
	if err := scheduler.WriteProblem(&a, was); err != nil {
		t.Fatal(err)
	}
	if err := scheduler.WriteProblem(&b, is); err != nil {
		t.Fatal(err)
	}
	if a.String() != strings.ReplaceAll(b.String(), `,"weight":1}`, "}") { // 1 is what no weight means
		t.Errorf("went in as\n%s\ncame out as\n%s", a.String(), b.String())
	}
}

func TestABrokenImportNamesRowAndColumnAndChangesNothing(t *testing.T) {
	data, event := imported(t)
	before := exported(t, data, event)
	broken := write(t, "delegates.csv", "id,organisation,name,email\nd1,nowhere,Dora,dora@example.org\nd2,ada,Emil,not an address\n")
	command(t, "", "import", "--data", data, "--event", event, broken).wants(t, exitFault,
		"row 2, column organisation", "nowhere", "row 3, column email", "not an address", "nothing was written")
	unknown := write(t, "organisations.csv", "id,name,colour\no1,Acme,red\n")
	command(t, "", "import", "--data", data, "--event", event, unknown).wants(t, exitFault, "colour", "nothing was written")
	quoted := write(t, "organisations.csv", "id,name\no1,\"Acme\no2,Bolt\n")
	command(t, "", "import", "--data", data, "--event", event, quoted).wants(t, exitFault, "nothing was written")
	if after := exported(t, data, event); after != before {
		t.Errorf("the event was\n%s\nand is\n%s", before, after)
	}
}

func TestAnImportCutShortChangesNothing(t *testing.T) {
	data, event := imported(t)
	before := exported(t, data, event)
	book := printed(t, "export", "--data", data, "--event", event, "--format", "tables.xlsx", "--out", t.TempDir())
	whole, err := os.ReadFile(book)
	if err != nil {
		t.Fatal(err)
	}
	cut := write(t, "tables.xlsx", string(whole[:len(whole)/2]))
	command(t, "", "import", "--data", data, "--event", event, cut).wants(t, exitFault, "tables.xlsx")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out, errs bytes.Buffer
	if status := run(ctx, []string{"import", "--data", data, "--event", event, book}, console{strings.NewReader(""), &out, &errs}); status != exitFault {
		t.Errorf("an import that is stopped ends with %d: %s", status, errs.String())
	}
	if after := exported(t, data, event); after != before {
		t.Errorf("the event was\n%s\nand is\n%s", before, after)
	}
	again := command(t, "", "import", "--data", data, "--event", event, book).must(t)
	if !strings.Contains(again.err, "created map[]") {
		t.Errorf("importing what was exported changes something: %s", again.err)
	}
}

func TestUnknownEventsAreNamed(t *testing.T) {
	data, _ := imported(t)
	command(t, "", "export", "--data", data, "--event", "none", "--format", "ics", "--out", t.TempDir()).wants(t, exitFault, "none")
	command(t, "", "import", "--data", data, "--event", "none", write(t, "organisations.csv", "id,name\n")).wants(t, exitFault, "none")
	command(t, "", "token", "--data", data, "--event", "none", "--email", "ada@example.org").wants(t, exitFault, "none")
	command(t, "", "token", "--data", data, "--email", "ada at home").wants(t, exitFault, "ada at home")
}

func TestExportWritesEveryFile(t *testing.T) {
	data, event := imported(t)
	out := t.TempDir()
	written := strings.Fields(command(t, "", "export", "--data", data, "--event", event, "--out", out).must(t).out)
	if len(written) < 19 {
		t.Errorf("wrote %d files: %v", len(written), written)
	}
	for _, path := range written {
		if info, err := os.Stat(path); err != nil || info.Size() == 0 {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestBackupRestoresWhatWas(t *testing.T) {
	data, event := imported(t)
	copied := filepath.Join(t.TempDir(), "copy.db")
	command(t, "", "backup", "--data", data, copied).must(t)
	command(t, "", "backup", "--data", data, copied).wants(t, exitFault, "exists already")
	fresh := filepath.Join(t.TempDir(), "fresh")
	command(t, "", "restore", "--data", fresh, copied).must(t)
	if exported(t, fresh, event) != exported(t, data, event) {
		t.Error("the restored event differs")
	}
	command(t, "", "restore", "--data", fresh, copied).wants(t, exitFault, "force the restore")
	command(t, "", "restore", "--data", t.TempDir(), write(t, "notes.txt", "no database")).wants(t, exitFault, "notes.txt")
}

func TestFlagsWinOverEnvironmentOverFileOverDefaults(t *testing.T) {
	settings := write(t, "settings.yaml", "addr: 127.0.0.1:7001\ntick: 7s\nlog: debug\n")
	t.Setenv("ENTENTE_TICK", "8s")
	t.Setenv("ENTENTE_LOG", "error")
	var cli commands
	parser, exited := newParser(t.Context(), &cli, console{strings.NewReader(""), &bytes.Buffer{}, &bytes.Buffer{}})
	if _, err := parser.Parse([]string{"serve", "--config", settings, "--log", "warn"}); err != nil || *exited >= 0 {
		t.Fatal(err)
	}
	got := cli.Serve.serverSettings
	if got.Log != "warn" || got.Tick != 8*time.Second || got.Addr != "127.0.0.1:7001" || got.SMTPPort != 587 {
		t.Errorf("log %s from the flag, tick %s from the environment, addr %s from the file, port %d by default", got.Log, got.Tick, got.Addr, got.SMTPPort)
	}
}

func TestADatabaseOfANewerVersionIsRefusedAndLeftAsItIs(t *testing.T) {
	data, event := imported(t)
	path := filepath.Join(data, databaseFile)
	newer(t, path)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"serve", "--addr", "127.0.0.1:0"}, {"demo", "--addr", "127.0.0.1:0"}, {"migrate"}, {"token", "--email", "ada@example.org"},
		{"export", "--event", event, "--out", t.TempDir()}, {"import", write(t, "p.json", smallProblem)},
		{"backup", filepath.Join(t.TempDir(), "copy.db")},
	} {
		command(t, "", append(args, "--data", data)...).wants(t, exitFault, "newer")
	}
	after, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(before, after) {
		t.Errorf("the database was changed: %v", err)
	}
}

// newer makes the database one of a program to come.
func newer(t *testing.T, path string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, statement := range []string{"INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, TRUE)", "PRAGMA wal_checkpoint(TRUNCATE)"} {
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
}
