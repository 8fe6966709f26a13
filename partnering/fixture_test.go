package partnering_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"entente/partnering"
	"entente/store"
)

// world is an event in a real database, with a clock that tests move.
type world struct {
	testing.TB
	ctx       context.Context
	store     *store.DB
	queries   *queries
	service   *partnering.Service
	clock     *clock
	event     partnering.Event
	organiser partnering.Actor
}

// clock shows the instant at which it was set.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = t
}

// paris is the instant of a local time in Paris, such as "2026-12-01 09:00".
func paris(text string) time.Time {
	loc, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		panic(err)
	}
	t, err := time.ParseInLocation("2006-01-02 15:04", text, loc)
	if err != nil {
		panic(err)
	}
	return t.UTC()
}

// queries counts what the database is asked: with a slow limit of a
// nanosecond its log gets a line for each query.
type queries struct{ atomic.Int64 }

func (q *queries) Enabled(context.Context, slog.Level) bool { return true }

func (q *queries) Handle(context.Context, slog.Record) error {
	q.Add(1)
	return nil
}

func (q *queries) WithAttrs([]slog.Attr) slog.Handler { return q }

func (q *queries) WithGroup(string) slog.Handler { return q }

// newWorld returns an event in phase open in Paris with an organiser, three
// capabilities and no deadline. It is 2 November 2026, 10:00 there.
func newWorld(t testing.TB) *world {
	t.Helper()
	ctx := context.Background()
	asked := &queries{}
	db, err := store.Open(ctx, store.Config{Path: filepath.Join(t.TempDir(), "test.db"), Log: slog.New(asked), SlowQuery: time.Nanosecond})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	if err := db.Migrate(ctx); err != nil {
		t.Fatal(err)
	}
	w := &world{TB: t, ctx: ctx, store: db, queries: asked, clock: &clock{now: paris("2026-11-02 10:00")}}
	w.service = partnering.New(db, partnering.WithClock(w.clock), partnering.WithBaseURL("https://meet.example.org"))
	w.event = must(w.service.CreateEvent(ctx, partnering.SystemActor(), partnering.Event{
		Name: "ICT for Health", Zone: "Europe/Paris", Languages: []string{"en", "fr"},
		Settings: partnering.Settings{Capabilities: []partnering.Capability{
			{Key: "research", Name: "Research"}, {Key: "devices", Name: "Devices and sensors"}, {Key: "funding", Name: "Funding"},
		}},
	}))(w)
	w.account("olga@example.org", w.event.ID)
	w.organiser = w.actor("olga@example.org")
	w.phase(partnering.PhaseOpen)
	return w
}

// must fails the test at an error: must(f())(w).
func must[V any](v V, err error) func(*world) V {
	return func(w *world) V {
		w.Helper()
		if err != nil {
			w.Fatal(err)
		}
		return v
	}
}

// account makes an account: an organiser of the event, or an operator without one.
func (w *world) account(email, eventID string) partnering.Account {
	w.Helper()
	name, _, _ := strings.Cut(email, "@")
	return must(w.service.EnsureAccount(w.ctx, partnering.SystemActor(), email, name, eventID))(w)
}

// actor is the account of the address with its roles as they are now.
func (w *world) actor(email string) partnering.Actor {
	w.Helper()
	account := must(w.store.AccountByEmail(w.ctx, email))(w)
	return must(w.service.ActorOf(w.ctx, account.ID))(w)
}

// phase puts the event into a phase, however far away.
func (w *world) phase(p partnering.Phase) {
	w.Helper()
	w.update(func(e *partnering.Event) { e.Phase = p })
}

// settings changes the event's settings.
func (w *world) settings(change func(*partnering.Settings)) {
	w.Helper()
	w.update(func(e *partnering.Event) { change(&e.Settings) })
}

func (w *world) update(change func(*partnering.Event)) {
	w.Helper()
	w.event = must(w.store.EventByID(w.ctx, w.event.ID))(w)
	change(&w.event)
	if err := w.store.UpdateEvent(w.ctx, &w.event); err != nil {
		w.Fatal(err)
	}
}

// team is an organisation with its delegates, who are called after it:
// the first, its admin, is one@acme.example for "Acme".
type team struct {
	partnering.Organisation
	Delegates []partnering.Delegate
	Actors    []partnering.Actor
}

// admin is the actor of the first delegate.
func (t team) admin() partnering.Actor { return t.Actors[0] }

// team makes an organisation with so many delegates.
func (w *world) team(name string, kind partnering.Kind, size int) team {
	w.Helper()
	t := team{Organisation: must(w.service.CreateOrganisation(w.ctx, partnering.SystemActor(),
		partnering.Organisation{EventID: w.event.ID, Name: name, Kind: kind}))(w)}
	for i := range size {
		who := []string{"one", "two", "three", "four", "five"}[i]
		email := fmt.Sprintf("%s@%s.example", who, strings.ToLower(strings.ReplaceAll(name, " ", "")))
		d := must(w.service.CreateDelegate(w.ctx, partnering.SystemActor(),
			partnering.Delegate{OrganisationID: t.ID, Name: name + " " + who, Email: email}))(w)
		t.Delegates = append(t.Delegates, d)
		t.Actors = append(t.Actors, w.actor(email))
	}
	return t
}

// grid adds a session of half hours: grid("2026-12-01", "morning", "09:00", "12:00").
func (w *world) grid(date, name, from, until string) []partnering.Slot {
	w.Helper()
	session := must(w.service.AddSession(w.ctx, partnering.SystemActor(), w.event.ID,
		partnering.SessionPlan{Date: date, Name: name, From: from, Until: until, Minutes: 30}))(w)
	return session.Slots
}

// tables adds places "Table 1" to "Table n".
func (w *world) tables(n int) []partnering.Place {
	w.Helper()
	var places []partnering.Place
	for i := range n {
		places = append(places, partnering.Place{Name: fmt.Sprintf("Table %d", i+1), Kind: partnering.PlaceTable})
	}
	return must(w.service.CreatePlaces(w.ctx, partnering.SystemActor(), w.event.ID, places))(w)
}

// pitches adds a pitch session of mode open with n slots of a quarter of an hour.
func (w *world) pitches(start string, n int) []partnering.PitchSlot {
	w.Helper()
	made := must(w.service.CreatePitchSession(w.ctx, partnering.SystemActor(), partnering.PitchSession{
		EventID: w.event.ID, Title: "Pitches " + start, Mode: partnering.PitchOpen, PitchMin: 10, QAMin: 5,
		Start: paris(start), End: paris(start).Add(time.Duration(n) * 15 * time.Minute),
	}))(w)
	var slots []partnering.PitchSlot
	for _, slot := range made.Slots {
		slots = append(slots, slot.PitchSlot)
	}
	return slots
}

// ask sends a request from the one team's admin to the other team.
func (w *world) ask(from, to team) partnering.MeetingRequest {
	w.Helper()
	detail, _, err := w.service.RequestMeeting(w.ctx, from.admin(), between(w.event.ID, from, to))
	if err != nil {
		w.Fatal(err)
	}
	return detail.MeetingRequest
}

func between(eventID string, from, to team) partnering.MeetingRequest {
	return partnering.MeetingRequest{EventID: eventID, Message: "Let us meet",
		From: partnering.Side{OrganisationID: from.ID}, To: partnering.Side{OrganisationID: to.ID}}
}

// accepted is a request that the other team has accepted.
func (w *world) accepted(from, to team) partnering.MeetingRequest {
	w.Helper()
	r := w.ask(from, to)
	return must(w.service.AcceptRequest(w.ctx, to.admin(), r.ID, partnering.Answer{}))(w).MeetingRequest
}

// publish adds a meeting to the published schedule, as the next version.
func (w *world) publish(r partnering.MeetingRequest, slot partnering.Slot, place partnering.Place, delegates ...partnering.Delegate) {
	w.Helper()
	m := partnering.Meeting{RequestID: r.ID, EventID: w.event.ID, SlotID: slot.ID, PlaceID: place.ID, State: partnering.MeetingScheduled}
	for _, d := range delegates {
		m.Participants = append(m.Participants, d.ID)
	}
	v := must(w.store.CurrentVersion(w.ctx, w.event.ID))(w)
	v.EventID, v.Number, v.PublishedAt, v.Placed = w.event.ID, v.Number+1, w.clock.Now(), v.Placed+1
	if err := w.store.Publish(w.ctx, v, []partnering.Change{{RequestID: r.ID, After: &m}}); err != nil {
		w.Fatal(err)
	}
}

// told lists the messages planned or sent under a rule, as "address subject", by due and id.
func (w *world) told(rule partnering.RuleKind) []string {
	w.Helper()
	rows := must(w.store.FindOutbox(w.ctx, partnering.OutboxFilter{EventID: w.event.ID, Rule: rule,
		States: []partnering.OutboxState{partnering.OutboxPlanned, partnering.OutboxSent}}))(w)
	told := []string{}
	for _, row := range rows.Items {
		told = append(told, row.To+" "+row.Subject.Kind+":"+row.Subject.ID)
	}
	return told
}

// wantCode fails unless err has the code.
func wantCode(t testing.TB, err error, code partnering.Code) {
	t.Helper()
	if got := partnering.ErrorCode(err); got != code {
		t.Errorf("code %q, want %q (%v)", got, code, err)
	}
}

// faultFields lists the fields of an invalid input's faults.
func faultFields(err error) []string {
	var e *partnering.Error
	if !errors.As(err, &e) {
		return nil
	}
	fields := []string{}
	for _, f := range e.Faults {
		fields = append(fields, f.Field)
	}
	return fields
}

// freeSlots lists the free slots that a conflict names.
func freeSlots(err error) []string {
	var e *partnering.Error
	if !errors.As(err, &e) {
		return nil
	}
	return e.Free
}
