package main

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"entente/partnering"
)

// asProgram makes the test binary the program itself, for tests that kill one.
const asProgram = "ENTENTE_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		os.Exit(run(context.Background(), os.Args[1:], console{os.Stdin, os.Stdout, os.Stderr}))
	}
	os.Exit(m.Run())
}

// serving starts a process that serves the data and sends to the post office.
func serving(t *testing.T, data string, post *postOffice) *exec.Cmd {
	t.Helper()
	process := exec.Command(os.Args[0], "serve", "--data", data, "--addr", "127.0.0.1:0", "--tick", "1s", "--log", "warn",
		"--smtp-host", post.host, "--smtp-port", strconv.Itoa(post.port), "--smtp-security", "none")
	process.Env = append(os.Environ(), asProgram+"=1")
	process.Stderr = os.Stderr
	if err := process.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = process.Process.Kill(); _ = process.Wait() })
	return process
}

// published is a data folder with an event of thirty people who were all just
// sent their agenda: the mails stand in its outbox.
func published(t *testing.T) (data string) {
	t.Helper()
	var people, requests []string
	for i := range 30 {
		people = append(people, fmt.Sprintf(`{"id": "p%02d"}`, i))
		requests = append(requests, fmt.Sprintf(`{"id": "r%02d", "sides": [{"all": ["p%02d"]}, {"all": ["p%02d"]}]}`, i, i, (i+1)%30))
	}
	problem := `{"format": "entente/problem/1", "name": "killed", "slots": [{"id": "s1", "day": "1", "session": "a", "tables": 15},
		{"id": "s2", "day": "1", "session": "a", "tables": 15}], "participants": [` + strings.Join(people, ",") + `], "requests": [` + strings.Join(requests, ",") + `]}`
	data = filepath.Join(t.TempDir(), "data")
	first := time.Now().AddDate(0, 0, 30).Format(time.DateOnly)
	event := printed(t, "import", "--data", data, "--from", first, write(t, "p.json", problem))
	app, err := dataSettings{Data: data}.openService(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer app.close()
	s := &seeder{ctx: t.Context(), service: app.service, system: partnering.SystemActor(), event: partnering.Event{ID: event}}
	for _, phase := range []partnering.Phase{partnering.PhaseOpen, partnering.PhaseScheduling} {
		if err := s.phase(phase); err != nil {
			t.Fatal(err)
		}
	}
	draft, err := s.solve("all", false)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := app.service.Publish(t.Context(), s.system, draft, ""); err != nil {
		t.Fatal(err)
	}
	return data
}

// A process that is killed while it sends loses no mail: the next one sends
// what is left, and what was in flight again, with the same Message-ID.
func TestAProcessKilledWhileItSendsLosesNothing(t *testing.T) {
	data, post := published(t), openPostOffice(t)
	post.came = make(chan string)
	first := serving(t, data, post)
	seen := map[string]int{}
	for range 7 {
		seen[post.next(t)]++
	}
	flying := post.next(t) // handed over; its process never comes to note that
	if err := first.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = first.Wait()
	lapse(t, data)
	serving(t, data, post)
	seen[flying]++
	for len(seen) < 30 {
		seen[post.next(t)]++
	}
	again := 0
	for id, n := range seen {
		if n > 2 {
			t.Errorf("%s came %d times", id, n)
		}
		again += n - 1
	}
	if again > 2 {
		t.Errorf("%d mails came twice, want those alone that were in flight", again)
	}
	t.Logf("30 mails, %d of them twice", again)
}

// next waits for a letter.
func (p *postOffice) next(t *testing.T) string {
	t.Helper()
	select {
	case id := <-p.came:
		return id
	case <-time.After(time.Minute):
		t.Fatal("no letter came within a minute")
		return ""
	}
}

// lapse lets the time pass after which what a dead process had claimed may be
// tried by another.
func lapse(t *testing.T, data string) {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(data, databaseFile))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	changed, err := db.Exec("UPDATE outbox SET claim_until = created_at WHERE state = 'claimed'")
	if err != nil {
		t.Fatal(err)
	}
	if n, _ := changed.RowsAffected(); n == 0 {
		t.Error("the dead process had claimed nothing")
	}
}
