package mail_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"entente/internal/mail"
	"entente/partnering"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares with a file of testdata, or writes it with -update.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("differs from %s; look at it and run the test with -update\n%s", path, got)
	}
}

var forum = partnering.Event{ID: "forum", Name: "ICT for Health Paris", Venue: "Cité des Sciences", Zone: "Europe/Paris"}

func at(day, hour, minute int) time.Time {
	return time.Date(2027, time.March, day, hour-1, minute, 0, 0, time.UTC) // Paris is an hour ahead
}

func sanofi() partnering.AgendaEntry {
	return partnering.AgendaEntry{Kind: partnering.EntryMeeting, ID: "r1", UID: "r1@meet.example.org", Sequence: 1, State: partnering.MeetingScheduled,
		Start: at(9, 9, 30), End: at(9, 10, 0), PlaceID: "p14", Place: "Table 14", Zone: "B", Title: "Sanofi",
		Message: "We measure heart rate <b>at home</b>.\nCould we talk?",
		Sides: []partnering.AgendaSide{{OrganisationID: "o1", Organisation: "Cardio & Co"}, {OrganisationID: "o2", Organisation: "Sanofi",
			People: []partnering.AgendaPerson{{ID: "d2", Name: "Jean O'Neill", Title: "Open innovation"}}}}}
}

func hospital() partnering.AgendaEntry {
	return partnering.AgendaEntry{Kind: partnering.EntryMeeting, ID: "r2", UID: "r2@meet.example.org", Sequence: 3, State: partnering.MeetingScheduled,
		Start: at(9, 11, 0), End: at(9, 11, 30), PlaceID: "v", Place: "Video", Link: "https://video.example.org/r2", Title: "AP-HP",
		Late:  []string{"Inès Haddad"},
		Sides: []partnering.AgendaSide{{OrganisationID: "o1"}, {OrganisationID: "o3", Organisation: "AP-HP", People: []partnering.AgendaPerson{{Name: "Inès Haddad"}}}}}
}

func pitch() partnering.AgendaEntry {
	return partnering.AgendaEntry{Kind: partnering.EntryPitch, ID: "b1", UID: "b1@meet.example.org", Start: at(9, 14, 0), End: at(9, 14, 15),
		Place: "Amphithéâtre", Title: "A patch that listens"}
}

// notice is a notice of the rule with every part that a letter may show.
func notice(rule partnering.RuleKind) partnering.Notice {
	meeting, moved, gone, before := sanofi(), hospital(), sanofi(), hospital()
	before.Start, before.End, before.Place, before.PlaceID, before.Link = at(9, 16, 0), at(9, 16, 30), "Table 3", "p3", ""
	gone.ID, gone.UID, gone.Title, gone.Message = "r3", "r3@meet.example.org", "INRIA", ""
	n := partnering.Notice{Rule: rule, MessageID: "<m1@meet.example.org>", To: "anna@example.org", Name: "Anna Müller-Lefèvre", Language: "en",
		Event: forum, Link: "https://meet.example.org/events/forum/agenda", Due: at(1, 9, 0), Deadline: at(2, 18, 0), Entry: &meeting,
		Agenda:  &partnering.Agenda{Event: forum, At: at(1, 9, 0), Entries: []partnering.AgendaEntry{sanofi(), hospital(), pitch()}},
		Changes: []partnering.AgendaChange{{After: &meeting}, {Before: &before, After: &moved}, {Before: &gone}},
		Requests: []partnering.ListedRequest{
			{ID: "r1", Organisation: "Sanofi", Message: "Could we meet?\r\nWe look for sensors.", State: partnering.RequestPending},
			{ID: "r2", Organisation: "AP-HP", State: partnering.RequestPending}},
		Extra: map[string]string{"session": "Sensors & devices", "version": "3"}}
	switch rule {
	case partnering.NoticeSignIn:
		n.Link = "https://meet.example.org/auth#token"
	case partnering.NoticeRequest:
		n.Requests = n.Requests[:1]
	case partnering.NoticeAnswer:
		n.Requests = []partnering.ListedRequest{{Organisation: "Sanofi", State: partnering.RequestDeclined, Reason: string(partnering.DeclineNoTime)}}
	case partnering.NoticeCancel:
		n.Requests = []partnering.ListedRequest{{Organisation: "Sanofi", State: partnering.RequestCancelled, Reason: "Our flight is cancelled too."}}
	case partnering.NoticeLate:
		n.Entry = &moved
	case partnering.RulePitch, partnering.NoticeMoveUp:
		talk := pitch()
		n.Entry = &talk
	}
	return n
}

// rules are all that a letter is written for.
var rules = []partnering.RuleKind{
	partnering.NoticeSignIn, partnering.NoticeRequest, partnering.NoticeAnswer, partnering.NoticeCancel, partnering.NoticeMoveUp, partnering.NoticeLate,
	partnering.RuleUnanswered, partnering.RuleDeadline, partnering.RuleAvailability, partnering.RulePitch, partnering.RuleAgenda,
	partnering.RuleDayBefore, partnering.RuleNextMeeting, partnering.RuleFeedback,
}

func mailbox(t testing.TB, keeper mail.Keeper) *mail.Mailbox {
	t.Helper()
	m, err := mail.NewMailbox(keeper, "entente@example.org")
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func rendered(t testing.TB, n partnering.Notice) partnering.Mail {
	t.Helper()
	m, err := mailbox(t, nil).Render(n)
	if err != nil {
		t.Fatal(err)
	}
	return m
}
