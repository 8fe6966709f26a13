package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"entente/api"
	"entente/frontend"
	"entente/internal/mail"
	"entente/partnering"
)

// brokerageFile is an event that took place: 78 participants with 302 agreed
// meetings. It is not ours to ship; the test skips where it is not at hand.
const brokerageFile = "../../../shared/instances/b2bsp/forum-14.original.json"

// brokerage is a brokerage event on its way through the whole product.
type brokerage struct {
	*testing.T
	ctx   context.Context
	clock *movedClock
	svc   *partnering.Service
	url   string
	token string
	event string
	post  *postOffice
}

// movedClock shows the instant at which it was set.
type movedClock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *movedClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *movedClock) set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = t.UTC()
}

func TestABrokerageEventThroughTheWholeProduct(t *testing.T) {
	if _, err := os.Stat(brokerageFile); err != nil {
		t.Skipf("SKIPPED: the event's file is not beside the checkout: %v", err)
	}
	b := openBrokerage(t)
	run := b.solve()
	if run.Score.Placed != 302 {
		t.Fatalf("run ended %s with %d of 302 meetings placed", run.Status, run.Score.Placed)
	}
	b.phase("open")
	b.phase("scheduling")
	var published api.Published
	b.post1("/schedule/publish", map[string]any{"draft": run.Draft}, &published)
	if published.Version != 1 || len(published.Diff) != 302 || len(published.Dropped) != 0 {
		t.Fatalf("published version %d with %d changes, %d dropped", published.Version, len(published.Diff), len(published.Dropped))
	}
	agendas := b.agendas()
	b.calendars(agendas)
	b.documents(agendas)
	b.reminders(agendas)
}

// openBrokerage imports the event by the command line, as an organiser would,
// and serves it with a clock of the test's and a real SMTP server.
func openBrokerage(t *testing.T) *brokerage {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	b := &brokerage{T: t, ctx: ctx, clock: &movedClock{}, post: openPostOffice(t)}
	b.clock.set(time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC))
	data := t.TempDir()
	b.event = printed(t, "import", "--data", data, "--from", "2027-03-09", brokerageFile)
	b.token = printed(t, "token", "--data", data, "--email", "ada@example.org", "--event", b.event)
	settings := serverSettings{dataSettings: dataSettings{Data: data}, Log: "error", MailFrom: "entente@example.org"}
	db, err := settings.openStore(ctx, nil)
	b.fine(err)
	notifier, err := mail.NewSMTP(b.post.config())
	b.fine(err)
	b.svc = partnering.New(db, partnering.WithClock(b.clock), partnering.WithNotifier(notifier), partnering.WithBaseURL("https://meet.example.org"))
	files, err := frontend.Files()
	b.fine(err)
	handler, err := api.New(api.Config{Service: b.svc, Store: db, App: files, BaseURL: "https://meet.example.org", Shutdown: ctx})
	b.fine(err)
	server := httptest.NewServer(handler)
	b.url = server.URL
	worked := make(chan error, 1)
	go func() { worked <- b.svc.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := <-worked; err != nil {
			t.Error(err)
		}
		server.Close()
		b.fine(db.Close())
	})
	return b
}

func (b *brokerage) fine(err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

// call sends a call about the event and returns the body of its good answer.
func (b *brokerage) call(method, path string, body any) []byte {
	b.Helper()
	var payload io.Reader
	if body != nil {
		text, err := json.Marshal(body)
		b.fine(err)
		payload = bytes.NewReader(text)
	}
	request, err := http.NewRequestWithContext(b.ctx, method, b.url+"/api/v1/events/"+b.event+path, payload)
	b.fine(err)
	request.Header.Set("Authorization", "Bearer "+b.token)
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	b.fine(err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	b.fine(err)
	if response.StatusCode >= http.StatusMultipleChoices {
		b.Fatalf("%s %s: %d %s", method, path, response.StatusCode, text)
	}
	return text
}

func (b *brokerage) get(path string, into any) {
	b.Helper()
	b.fine(json.Unmarshal(b.call(http.MethodGet, path, nil), into))
}

func (b *brokerage) post1(path string, body, into any) {
	b.Helper()
	b.fine(json.Unmarshal(b.call(http.MethodPost, path, body), into))
}

func (b *brokerage) phase(to string) {
	b.Helper()
	b.call(http.MethodPost, "/phase", map[string]any{"phase": to})
}

// solve starts a run and follows its progress to the end.
func (b *brokerage) solve() api.Run {
	b.Helper()
	var run api.Run
	b.post1("/runs", map[string]any{"seconds": 8, "seed": 1}, &run)
	stream := string(b.call(http.MethodGet, "/runs/"+run.ID+"/progress", nil))
	if !strings.Contains(stream, "event: run") && !strings.Contains(stream, "data: {") {
		b.Fatalf("no progress in the stream: %.300s", stream)
	}
	b.get("/runs/"+run.ID, &run)
	return run
}

// agendas reads the 78 delegates' agendas and counts what they hold.
func (b *brokerage) agendas() map[string]api.Agenda {
	b.Helper()
	var delegates api.List[api.Delegate]
	b.get("/delegates?limit=500", &delegates)
	if delegates.Total != 78 {
		b.Fatalf("%d delegates, want 78", delegates.Total)
	}
	agendas, entries := map[string]api.Agenda{}, 0
	for _, d := range delegates.Items {
		var agenda api.Agenda
		b.get("/agenda?delegate="+d.ID, &agenda)
		agendas[d.Email] = agenda
		entries += len(agenda.Entries)
	}
	if entries != 604 {
		b.Fatalf("%d entries in all agendas, want 302 meetings twice", entries)
	}
	return agendas
}

// readCalendars is an independent reader of iCalendar: it prints, for each file
// of its arguments, the number of events and of distinct UIDs, and the starts.
const readCalendars = `
import sys, icalendar
for name in sys.argv[1:]:
    calendar = icalendar.Calendar.from_ical(open(name, 'rb').read())
    events = [e for e in calendar.walk('VEVENT')]
    starts = sorted(e.decoded('dtstart').astimezone(__import__('datetime').timezone.utc).strftime('%Y-%m-%dT%H:%M:%SZ') for e in events)
    print(len(events), len({str(e['uid']) for e in events}), ' '.join(starts))
`

// calendars exports every agenda as iCalendar and reads it back.
func (b *brokerage) calendars(agendas map[string]api.Agenda) {
	b.Helper()
	python, err := findPython()
	if err != nil {
		b.Logf("SKIPPED: reading the calendars back: %v", err)
		return
	}
	dir := b.TempDir()
	var files []string
	var want []string
	for email, agenda := range agendas {
		name := filepath.Join(dir, strings.ReplaceAll(email, "@", "_")+".ics")
		b.fine(os.WriteFile(name, b.call(http.MethodGet, "/agenda.ics?delegate="+agenda.Subject, nil), 0o600))
		files = append(files, name)
		var starts []string
		for _, e := range agenda.Entries {
			starts = append(starts, e.Start.UTC().Format(time.RFC3339))
		}
		want = append(want, strings.TrimSpace(fmt.Sprintf("%d %d %s", len(starts), len(starts), strings.Join(starts, " "))))
	}
	out, err := exec.CommandContext(b.ctx, python, append([]string{"-c", readCalendars}, files...)...).CombinedOutput()
	if err != nil {
		b.Fatalf("read the calendars: %v: %s", err, out)
	}
	for i, line := range strings.Split(strings.TrimRight(string(out), "\n"), "\n") {
		if strings.TrimSpace(line) != want[i] {
			b.Errorf("%s holds %q, want %q", filepath.Base(files[i]), line, want[i])
		}
	}
}

func findPython() (string, error) {
	for _, name := range []string{"/usr/bin/python3", "python3"} {
		if exec.Command(name, "-c", "import icalendar").Run() == nil {
			return name, nil
		}
	}
	return "", fmt.Errorf("python3 with icalendar is not installed; on Debian: apt-get install python3-icalendar")
}

// documents exports one PDF and one workbook of everything.
func (b *brokerage) documents(agendas map[string]api.Agenda) {
	b.Helper()
	pdf := b.call(http.MethodGet, "/exports/agendas.pdf", nil)
	if !bytes.HasPrefix(pdf, []byte("%PDF-")) || !bytes.Contains(pdf[len(pdf)-32:], []byte("%%EOF")) {
		b.Errorf("agendas.pdf is no PDF: %.20q", pdf)
	}
	book, err := excelize.OpenReader(bytes.NewReader(b.call(http.MethodGet, "/exports/agendas.xlsx", nil)))
	b.fine(err)
	defer book.Close()
	rows, err := book.GetRows(book.GetSheetList()[0])
	b.fine(err)
	if len(rows) < 605 {
		b.Errorf("the first sheet has %d rows, want a heading and 604 entries", len(rows))
	}
}

// reminders lives through the event and counts the mail that arrives.
func (b *brokerage) reminders(agendas map[string]api.Agenda) {
	b.Helper()
	want := map[string]int{}
	for _, agenda := range agendas {
		mine := map[string]bool{}
		for _, e := range agenda.Entries {
			mine[e.Start.Format(time.DateOnly)] = true
		}
		want["day_before"] += len(mine)
		want["next_meeting"] += len(agenda.Entries)
		if len(agenda.Entries) > 0 {
			want["agenda_changed"]++
			want["feedback"] += 2
		}
	}
	// Every quarter of an hour from now to two days after the event.
	end := time.Date(2027, 3, 12, 12, 0, 0, 0, time.UTC)
	for at := b.clock.Now(); at.Before(end); at = at.Add(15 * time.Minute) {
		b.clock.set(at)
		_, err := b.svc.Tick(b.ctx)
		b.fine(err)
	}
	got, once := b.letters()
	for rule, n := range want {
		if got[rule] != n {
			b.Errorf("%d letters of %s reached the server, want %d", got[rule], rule, n)
		}
	}
	if !once {
		b.Error("a letter came twice")
	}
	b.Logf("letters that reached the server: %v", got)
}

// letters counts by rule what reached the server, and says whether each came once.
func (b *brokerage) letters() (byRule map[string]int, once bool) {
	b.Helper()
	rows, err := b.svc.FindOutbox(b.ctx, partnering.SystemActor(), partnering.OutboxFilter{EventID: b.event})
	b.fine(err)
	byRule, once = map[string]int{}, true
	b.post.mu.Lock()
	defer b.post.mu.Unlock()
	for _, row := range rows.Items {
		if n := b.post.ids[row.MessageID]; n > 0 {
			byRule[string(row.Rule)]++
			once = once && n == 1
		}
	}
	return byRule, once
}
