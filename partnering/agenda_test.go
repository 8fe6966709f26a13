package partnering_test

import (
	"cmp"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"entente/partnering"
)

// fair is an event whose schedule may be published: Acme meets Big at 14:30,
// Cure waits for Big, Acme pitches at 09:00, one of Big gives a talk, and one
// of Acme has a personal block.
type fair struct {
	*world
	acme, big, cure team
	slots           []partnering.Slot
	tables          []partnering.Place
	meeting         partnering.MeetingRequest // Acme's one and two with Big's one, 14:30 at Table 1
	waiting         partnering.MeetingRequest // Cure with Big's two, published without a meeting
	pitch           partnering.PitchBooking
}

func newFair(t *testing.T) fair {
	w := newWorld(t)
	f := fair{world: w, acme: w.team("Acme", partnering.KindStartup, 2), big: w.team("Big", partnering.KindLarge, 2), cure: w.team("Cure", partnering.KindSME, 1)}
	f.slots = w.grid("2026-12-01", "afternoon", "14:00", "16:00")
	f.tables = must(w.service.CreatePlaces(w.ctx, w.organiser, w.event.ID, []partnering.Place{
		{Name: "Table 1", Kind: partnering.PlaceTable, Zone: "B"}, {Name: "Online", Kind: partnering.PlaceVideo, Link: "https://video.example.org/1"},
	}))(w)
	f.pitch = w.book(f.acme, w.pitches("2026-12-01 09:00", 1)[0])
	f.commit(f.big.Delegates[1], partnering.CommitmentTalk, "Keynote", "2026-12-01 10:00")
	f.commit(f.acme.Delegates[1], partnering.CommitmentBlock, "Call home", "2026-12-01 12:00")
	f.meeting = w.accepted(f.acme, f.big)
	ask := between(w.event.ID, f.cure, f.big)
	ask.To.Attendees.Required = []string{f.big.Delegates[1].ID}
	asked, _, err := w.service.RequestMeeting(w.ctx, f.cure.admin(), ask)
	f.waiting = must(w.service.AcceptRequest(w.ctx, f.big.admin(), must(asked, err)(w).ID, partnering.Answer{}))(w).MeetingRequest
	return f
}

func (f fair) commit(d partnering.Delegate, kind partnering.CommitmentKind, title, start string) {
	f.Helper()
	must(f.service.AddCommitment(f.ctx, partnering.SystemActor(), partnering.Commitment{
		DelegateID: d.ID, Kind: kind, Title: title, Start: paris(start), End: paris(start).Add(time.Hour)}))(f.world)
}

// published publishes the meeting, and says of the waiting request why it has none.
func (f fair) published() fair {
	f.Helper()
	f.publish(f.meeting, f.slots[1], f.tables[0], f.acme.Delegates[0], f.acme.Delegates[1], f.big.Delegates[0])
	err := f.store.PutPublishedUnscheduled(f.ctx, f.event.ID, []partnering.Unscheduled{{
		RequestID: f.waiting.ID,
		Reasons:   []partnering.Reason{{Constraint: "participant-conflict", Text: "Big two is in other meetings.", Blocking: []string{f.meeting.ID}}},
		Repairs: []partnering.Repair{{Kind: "open-slot", Text: "If Big two opens 15:00, it fits.", DelegateID: f.big.Delegates[1].ID},
			{Kind: "drop-meeting", Text: "If Acme and Big give theirs up, it fits.", RequestID: f.meeting.ID}},
	}})
	if err != nil {
		f.Fatal(err)
	}
	return f
}

func (f fair) agenda(by partnering.Actor, scope partnering.FeedScope, subjectID string) partnering.Agenda {
	f.Helper()
	return must(f.service.Agenda(f.ctx, by, f.event.ID, scope, subjectID))(f.world)
}

// entries writes an agenda's entries as "14:30 meeting Big, Table 1 (B): Acme one + Acme two | Big one".
func entries(a partnering.Agenda) []string {
	lines := []string{}
	for _, e := range a.Entries {
		var sides []string
		for _, side := range e.Sides {
			var names []string
			for _, p := range side.People {
				names = append(names, p.Name)
			}
			sides = append(sides, strings.Join(names, " + "))
		}
		where := ""
		if e.Place != "" {
			where = ", " + e.Place + " (" + e.Zone + ")"
		}
		lines = append(lines, e.Start.In(a.Event.Location()).Format("15:04 ")+string(e.Kind)+" "+e.Title+where+": "+strings.Join(sides, " | "))
	}
	return lines
}

// waits writes the requests without a meeting as "Big: reason; repair".
func waits(a partnering.Agenda) []string {
	lines := []string{}
	for _, u := range a.Unscheduled {
		line := u.Sides[1].Organisation + ":"
		for _, r := range u.Reasons {
			line += " " + r.Text
		}
		for _, r := range u.Repairs {
			line += " " + r.Text
		}
		lines = append(lines, line)
	}
	return lines
}

func TestAnAgendaHoldsWhatItsSubjectDoes(t *testing.T) {
	f := newFair(t).published()
	meets := "14:30 meeting Big, Table 1 (B): Acme one + Acme two | Big one"
	pitches := "09:00 pitch Acme pitches: Acme one + Acme two"
	block := "12:00 commitment Call home: Acme two"
	talk := "10:00 commitment Keynote: Big two"
	met := "14:30 meeting Acme, Table 1 (B): Big one | Acme one + Acme two"
	why := " Big two is in other meetings. If Big two opens 15:00, it fits."
	for _, test := range []struct {
		of              string
		scope           partnering.FeedScope
		id              string
		title, subtitle string
		entries, waits  []string
	}{
		{"a delegate", partnering.ScopeDelegate, f.acme.Delegates[0].ID, "Acme one", "Acme", []string{pitches, meets}, nil},
		{"its colleague", partnering.ScopeDelegate, f.acme.Delegates[1].ID, "Acme two", "Acme", []string{pitches, block, meets}, nil},
		{"the other side", partnering.ScopeDelegate, f.big.Delegates[0].ID, "Big one", "Big", []string{met}, nil},
		{"one who waits", partnering.ScopeDelegate, f.big.Delegates[1].ID, "Big two", "Big", []string{talk}, []string{"Cure:" + why}},
		{"an organisation", partnering.ScopeOrganisation, f.acme.ID, "Acme", "", []string{pitches, block, meets}, nil},
		{"the other organisation", partnering.ScopeOrganisation, f.big.ID, "Big", "", []string{talk, met}, []string{"Cure:" + why}},
		{"an organisation without a meeting", partnering.ScopeOrganisation, f.cure.ID, "Cure", "", nil, []string{"Big:" + why}},
		{"a place", partnering.ScopePlace, f.tables[0].ID, "Table 1", "B", []string{"14:30 meeting Acme – Big, Table 1 (B): Acme one + Acme two | Big one"}, nil},
		{"an empty place", partnering.ScopePlace, f.tables[1].ID, "Online", "", nil, nil},
		{"the event", partnering.ScopeEvent, "", "ICT for Health", "",
			[]string{pitches, talk, "14:30 meeting Acme – Big, Table 1 (B): Acme one + Acme two | Big one"},
			[]string{"Big:" + why + " If Acme and Big give theirs up, it fits."}},
	} {
		t.Run(test.of, func(t *testing.T) {
			a := f.agenda(f.organiser, test.scope, test.id)
			if a.Title != test.title || a.Subtitle != test.subtitle || a.Number != 1 || a.SubjectID != test.id || !a.At.Equal(f.clock.Now()) {
				t.Errorf("agenda of %q, %q, version %d, %q, at %s", a.Title, a.Subtitle, a.Number, a.SubjectID, a.At)
			}
			if got := entries(a); !slices.Equal(got, test.entries) {
				t.Errorf("entries\n got %q\nwant %q", got, test.entries)
			}
			if got := waits(a); !slices.Equal(got, test.waits) {
				t.Errorf("waiting\n got %q\nwant %q", got, test.waits)
			}
		})
	}
}

func TestAMeetingOnAnAgendaIsWhole(t *testing.T) {
	f := newFair(t).published()
	m := must(f.store.MeetingByRequest(f.ctx, f.meeting.ID))(f.world)
	m.Late = []string{f.big.Delegates[0].ID}
	if err := f.store.UpdateMeeting(f.ctx, m); err != nil {
		t.Fatal(err)
	}
	want := partnering.AgendaEntry{
		Kind: partnering.EntryMeeting, ID: f.meeting.ID, UID: f.meeting.ID + "@meet.example.org", State: partnering.MeetingScheduled,
		Start: paris("2026-12-01 14:30"), End: paris("2026-12-01 15:00"), SlotID: f.slots[1].ID,
		PlaceID: f.tables[0].ID, Place: "Table 1", Zone: "B", Title: "Acme", Message: "Let us meet", Late: []string{"Big one"}, Version: f.meeting.Version,
		Sides: []partnering.AgendaSide{
			{OrganisationID: f.big.ID, Organisation: "Big", Kind: partnering.KindLarge, People: []partnering.AgendaPerson{{ID: f.big.Delegates[0].ID, Name: "Big one"}}},
			{OrganisationID: f.acme.ID, Organisation: "Acme", Kind: partnering.KindStartup, People: []partnering.AgendaPerson{
				{ID: f.acme.Delegates[0].ID, Name: "Acme one"}, {ID: f.acme.Delegates[1].ID, Name: "Acme two"}}},
		},
	}
	if got := f.agenda(f.big.admin(), partnering.ScopeDelegate, "").Entries; !reflect.DeepEqual(got, []partnering.AgendaEntry{want}) {
		t.Errorf("entries\n got %+v\nwant %+v", got, want)
	}
}

func TestBeforePublicationAnAgendaHoldsPitchesAndCommitmentsOnly(t *testing.T) {
	f := newFair(t)
	a := f.agenda(f.acme.Actors[1], partnering.ScopeDelegate, "")
	want := []string{"09:00 pitch Acme pitches: Acme one + Acme two", "12:00 commitment Call home: Acme two"}
	if got := entries(a); !slices.Equal(got, want) || len(a.Unscheduled) != 0 || a.Number != 0 {
		t.Errorf("version %d: %q, waiting %q", a.Number, got, waits(a))
	}
}

func TestWhoReadsWhichAgenda(t *testing.T) {
	f := newFair(t).published()
	stranger := f.actor(f.account("stranger@example.org", "").Email)
	const read, forbidden, missing, anonymous = partnering.Code(""), partnering.CodeForbidden, partnering.CodeNotFound, partnering.CodeUnauthenticated
	for _, test := range []struct {
		who                              string
		by                               partnering.Actor
		own, delegate, organisation      partnering.Code // its own; those of Acme's first delegate and of Acme
		place, event, unknown, elsewhere partnering.Code
	}{
		{"the delegate", f.acme.admin(), read, read, read, forbidden, forbidden, missing, missing},
		{"a colleague", f.acme.Actors[1], read, read, read, forbidden, forbidden, missing, missing},
		{"the other side", f.big.admin(), read, forbidden, forbidden, forbidden, forbidden, missing, missing},
		{"an outsider", f.cure.admin(), read, forbidden, forbidden, forbidden, forbidden, missing, missing},
		{"an organiser", f.organiser, missing, read, read, read, read, missing, missing},
		{"a stranger", stranger, missing, missing, missing, missing, missing, missing, missing},
		{"the public", partnering.Actor{}, anonymous, anonymous, anonymous, anonymous, anonymous, anonymous, anonymous},
	} {
		t.Run(test.who, func(t *testing.T) {
			for _, c := range []struct {
				event string
				scope partnering.FeedScope
				id    string
				want  partnering.Code
			}{
				{f.event.ID, partnering.ScopeDelegate, "", test.own},
				{f.event.ID, partnering.ScopeOrganisation, "", test.own},
				{f.event.ID, partnering.ScopeDelegate, f.acme.Delegates[0].ID, test.delegate},
				{f.event.ID, partnering.ScopeOrganisation, f.acme.ID, test.organisation},
				{f.event.ID, partnering.ScopePlace, f.tables[0].ID, test.place},
				{f.event.ID, partnering.ScopeEvent, "", test.event},
				{f.event.ID, partnering.ScopeDelegate, "nobody", test.unknown},
				{"elsewhere", partnering.ScopeDelegate, f.acme.Delegates[0].ID, test.elsewhere},
			} {
				_, err := f.service.Agenda(f.ctx, test.by, c.event, c.scope, c.id)
				if got := partnering.ErrorCode(err); got != c.want {
					t.Errorf("%s %q at %s: %v, want %q", c.scope, c.id, c.event, err, c.want)
				}
			}
		})
	}
	_, err := f.service.Agenda(f.ctx, f.organiser, f.event.ID, "table", "")
	wantCode(t, err, partnering.CodeInvalid)
	_, err = f.service.Agendas(f.ctx, f.acme.admin(), f.event.ID, partnering.ScopeDelegate)
	wantCode(t, err, partnering.CodeForbidden)
}

// TestNobodyLearnsOfOthersMeetings looks for the two names of a meeting in what
// somebody waiting is shown, also by an organiser, who may hand it on.
func TestNobodyLearnsOfOthersMeetings(t *testing.T) {
	f := newFair(t).published()
	for who, by := range map[string]partnering.Actor{"its own": f.cure.admin(), "an organiser": f.organiser, "the process": partnering.SystemActor()} {
		a := f.agenda(by, partnering.ScopeDelegate, f.cure.Delegates[0].ID)
		if len(a.Unscheduled) != 1 {
			t.Fatalf("%s: waiting %+v", who, a.Unscheduled)
		}
		u := a.Unscheduled[0]
		if len(u.Reasons[0].Blocking) != 0 || len(u.Repairs) != 1 || strings.Contains(strings.Join(waits(a), " "), "Acme") {
			t.Errorf("%s reads %+v", who, u)
		}
	}
}

func TestACancelledMeetingLeavesTheAgendaAndWaits(t *testing.T) {
	f := newFair(t).published()
	before := must(f.store.MeetingByRequest(f.ctx, f.meeting.ID))(f.world)
	after := before
	after.State = partnering.MeetingCancelled
	v := partnering.ScheduleVersion{EventID: f.event.ID, Number: 2, PublishedAt: f.clock.Now()}
	if err := f.store.Publish(f.ctx, v, []partnering.Change{{RequestID: f.meeting.ID, Before: &before, After: &after}}); err != nil {
		t.Fatal(err)
	}
	a := f.agenda(f.acme.admin(), partnering.ScopeDelegate, "")
	if got, want := entries(a), []string{"09:00 pitch Acme pitches: Acme one + Acme two"}; !slices.Equal(got, want) {
		t.Errorf("entries %q, want %q", got, want)
	}
	if got, want := waits(a), []string{"Big: Its meeting was cancelled: it waits for another slot."}; !slices.Equal(got, want) {
		t.Errorf("waiting %q, want %q", got, want)
	}
}

func TestWhatWasAcceptedAfterPublicationWaits(t *testing.T) {
	f := newFair(t).published()
	f.accepted(f.acme, f.cure)
	a := f.agenda(f.acme.admin(), partnering.ScopeOrganisation, "")
	if got, want := waits(a), []string{"Cure: It was accepted after the schedule was made: it waits for the next version."}; !slices.Equal(got, want) {
		t.Errorf("waiting %q, want %q", got, want)
	}
}

// TestAnEntryKeepsItsIdentity moves the meeting and asks the other calendars
// that a person may have: each has the same UID, and the sequence rises.
func TestAnEntryKeepsItsIdentity(t *testing.T) {
	f := newFair(t).published()
	post := f.withPost()
	f.tick("2026-12-01 08:30")
	uidOf := func(kind partnering.EntryKind, a partnering.Agenda) (string, int) {
		at := slices.IndexFunc(a.Entries, func(e partnering.AgendaEntry) bool { return e.Kind == kind })
		return a.Entries[at].UID, a.Entries[at].Sequence
	}
	own := f.agenda(f.acme.admin(), partnering.ScopeDelegate, "")
	uid, sequence := uidOf(partnering.EntryMeeting, own)
	for name, a := range map[string]partnering.Agenda{
		"the other side": f.agenda(f.big.admin(), partnering.ScopeDelegate, ""), "the organisation": f.agenda(f.acme.admin(), partnering.ScopeOrganisation, ""),
		"the place": f.agenda(f.organiser, partnering.ScopePlace, f.tables[0].ID), "the event": f.agenda(f.organiser, partnering.ScopeEvent, ""),
	} {
		if got, n := uidOf(partnering.EntryMeeting, a); got != uid || n != sequence {
			t.Errorf("%s: %s %d, want %s %d", name, got, n, uid, sequence)
		}
	}
	before := must(f.store.MeetingByRequest(f.ctx, f.meeting.ID))(f.world)
	after := before
	after.SlotID, after.Sequence = f.slots[3].ID, 1
	v := partnering.ScheduleVersion{EventID: f.event.ID, Number: 2, PublishedAt: f.clock.Now(), Placed: 1}
	if err := f.store.Publish(f.ctx, v, []partnering.Change{{RequestID: f.meeting.ID, Before: &before, After: &after}}); err != nil {
		t.Fatal(err)
	}
	if got, n := uidOf(partnering.EntryMeeting, f.agenda(f.acme.admin(), partnering.ScopeDelegate, "")); got != uid || n <= sequence {
		t.Errorf("moved: %s %d, want %s after %d", got, n, uid, sequence)
	}
	at := slices.IndexFunc(post.notices, func(n partnering.Notice) bool { return n.Rule == partnering.RulePitch })
	if at < 0 {
		t.Fatal("nobody was reminded of the pitch")
	}
	uid, sequence = uidOf(partnering.EntryPitch, own)
	if e := post.notices[at].Entry; e.UID != uid || e.Sequence != sequence {
		t.Errorf("the reminder of the pitch: %s %d, want %s %d", e.UID, e.Sequence, uid, sequence)
	}
}

// TestAgendasFollowTheClocks has meetings on both sides of the change to summer
// time: 01:30 and 03:00 are half an hour apart.
func TestAgendasFollowTheClocks(t *testing.T) {
	w := newWorld(t)
	acme, big, cure := w.team("Acme", partnering.KindStartup, 1), w.team("Big", partnering.KindLarge, 1), w.team("Cure", partnering.KindSME, 1)
	slots, tables := w.grid("2027-03-28", "night", "01:00", "04:00"), w.tables(1)
	w.publish(w.accepted(acme, cure), slots[2], tables[0], acme.Delegates[0], cure.Delegates[0])
	w.publish(w.accepted(acme, big), slots[1], tables[0], acme.Delegates[0], big.Delegates[0])
	a := must(w.service.Agenda(w.ctx, acme.admin(), w.event.ID, partnering.ScopeDelegate, ""))(w)
	want := []string{"01:30 meeting Big, Table 1 (): Acme one | Big one", "03:00 meeting Cure, Table 1 (): Acme one | Cure one"}
	if got := entries(a); !slices.Equal(got, want) {
		t.Fatalf("entries %q, want %q", got, want)
	}
	if !a.Entries[0].End.Equal(a.Entries[1].Start) || a.Entries[1].Start.Sub(a.Entries[0].Start) != 30*time.Minute {
		t.Errorf("%s–%s, then %s", a.Entries[0].Start, a.Entries[0].End, a.Entries[1].Start)
	}
}

// TestAgendasAreThoseThatOneReadsAlone compares all agendas of a scope with each alone.
func TestAgendasAreThoseThatOneReadsAlone(t *testing.T) {
	f := newFair(t).published()
	hall := must(f.service.CreatePlaces(f.ctx, f.organiser, f.event.ID, []partnering.Place{{Name: "Hall", Kind: partnering.PlaceRoom, Zone: "C"}}))(f.world)[0]
	session := must(f.store.PitchSessionByID(f.ctx, f.pitch.SessionID))(f.world)
	session.Room = "Hall"
	must(f.service.UpdatePitchSession(f.ctx, f.organiser, session))(f.world)
	for scope, want := range map[partnering.FeedScope][]string{
		partnering.ScopeDelegate:     {"Acme one", "Acme two", "Big one", "Big two"},
		partnering.ScopeOrganisation: {"Acme", "Big"},
		partnering.ScopePlace:        {"Hall", "Table 1"},
		partnering.ScopeEvent:        {"ICT for Health"},
	} {
		titles := []string{}
		for _, a := range must(f.service.Agendas(f.ctx, f.organiser, f.event.ID, scope))(f.world) {
			titles = append(titles, a.Title)
			if alone := f.agenda(f.organiser, scope, a.SubjectID); !reflect.DeepEqual(alone, a) {
				t.Errorf("%s alone\n got %+v\nwant %+v", a.Title, alone, a)
			}
			ordered := slices.IsSortedFunc(a.Entries, func(x, y partnering.AgendaEntry) int {
				return cmp.Or(x.Start.Compare(y.Start), strings.Compare(x.Place, y.Place), strings.Compare(x.ID, y.ID))
			})
			if !ordered {
				t.Errorf("%s is out of order: %q", a.Title, entries(a))
			}
		}
		if !slices.Equal(titles, want) {
			t.Errorf("%s: %q, want %q", scope, titles, want)
		}
	}
	if got, want := entries(f.agenda(f.organiser, partnering.ScopePlace, hall.ID)), []string{"09:00 pitch Acme pitches, Hall (C): Acme one + Acme two"}; !slices.Equal(got, want) {
		t.Errorf("the room's agenda %q, want %q", got, want)
	}
}
