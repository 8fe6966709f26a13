package mail_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"entente/partnering"
)

func TestLettersOfEveryRule(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		t.Run(language, func(t *testing.T) {
			var out bytes.Buffer
			for _, rule := range rules {
				n := notice(rule)
				n.Language = language
				m := rendered(t, n)
				fmt.Fprintf(&out, "=== %s\nSubject: %s\n\n%s\n", rule, m.Subject, m.Text)
			}
			golden(t, "letters."+language+".txt", out.Bytes())
		})
	}
}

func TestLettersAsHTML(t *testing.T) {
	for _, rule := range []partnering.RuleKind{partnering.RuleAgenda, partnering.NoticeSignIn} {
		n := notice(rule)
		n.Zone = "America/New_York"
		golden(t, string(rule)+".html", []byte(rendered(t, n).HTML))
	}
}

func TestNothingIsLeftToFillIn(t *testing.T) {
	for _, rule := range rules {
		for _, language := range []string{"en", "fr", ""} {
			for name, n := range map[string]partnering.Notice{"full": notice(rule), "bare": {Rule: rule, Event: forum}} {
				t.Run(fmt.Sprintf("%s %s %s", rule, language, name), func(t *testing.T) {
					n.Language = language
					m := rendered(t, n)
					for part, text := range map[string]string{"subject": m.Subject, "text": m.Text} {
						if text == "" || strings.ContainsAny(text, "{}") || strings.Contains(text, "%!") || strings.Contains(text, "0001") {
							t.Errorf("%s: %q", part, text)
						}
					}
					if strings.ContainsAny(m.Subject, "\r\n") {
						t.Errorf("subject has several lines: %q", m.Subject)
					}
				})
			}
		}
	}
}

func TestTextAndHTMLSayTheSame(t *testing.T) {
	m := rendered(t, notice(partnering.RuleAgenda))
	for _, words := range []string{"Cancelled", "Moved", "New", "INRIA", "It was: Tue 9 March, 16:00–16:30, Table 3", "Tue 9 March, 11:00–11:30", "Times are those of Europe/Paris."} {
		if !strings.Contains(m.Text, words) || !strings.Contains(m.HTML, words) {
			t.Errorf("%q is missing from text or HTML", words)
		}
	}
	if strings.Contains(m.HTML, "<b>at home</b>") {
		t.Error("somebody's words became HTML")
	}
}

func TestAReaderFromAfarSeesTheOwnTime(t *testing.T) {
	n := notice(partnering.RuleNextMeeting)
	n.Zone = "America/New_York"
	text := rendered(t, n).Text
	for _, words := range []string{"Tue 9 March, 09:30–10:00 (your time: Tue 9 March, 03:30–04:00)", "your time is that of America/New_York"} {
		if !strings.Contains(text, words) {
			t.Errorf("%q is missing:\n%s", words, text)
		}
	}
	n.Zone = forum.Zone
	if text := rendered(t, n).Text; strings.Contains(text, "your time") {
		t.Errorf("two times in one zone:\n%s", text)
	}
}

func TestTheOrganisersWordsStandInstead(t *testing.T) {
	n := notice(partnering.RuleDayBefore)
	n.Text = &partnering.RuleText{Subject: "See you on {day} at {event}\r\nBcc: all@example.org", Intro: "Doors open at eight.\n\nBring your {badge}."}
	m := rendered(t, n)
	if m.Subject != "See you on Tue 9 March at ICT for Health Paris Bcc: all@example.org" {
		t.Errorf("subject %q", m.Subject)
	}
	if !strings.Contains(m.Text, "Doors open at eight.\n\nBring your {badge}.\n\n* Meeting with Sanofi") {
		t.Errorf("text:\n%s", m.Text)
	}
	n.Text = &partnering.RuleText{Intro: "Doors open at eight."}
	if m := rendered(t, n); m.Subject != "Tue 9 March at ICT for Health Paris: your agenda" {
		t.Errorf("without an own subject it is %q", m.Subject)
	}
}

func TestAPlaceholderInSomebodysNameIsJustText(t *testing.T) {
	n := notice(partnering.NoticeRequest)
	n.Requests[0].Organisation = "{event} {with} Ltd"
	if m := rendered(t, n); m.Subject != "{event} {with} Ltd asks you for a meeting" {
		t.Errorf("subject %q", m.Subject)
	}
}

func TestTheFirstScheduleIsNoChange(t *testing.T) {
	n := notice(partnering.RuleAgenda)
	n.Changes, n.Extra["version"] = n.Changes[:1], "1"
	if m := rendered(t, n); m.Subject != "Your agenda for ICT for Health Paris" || strings.Contains(m.Text, "New:") {
		t.Errorf("%s\n%s", m.Subject, m.Text)
	}
}

func TestWhatChangedComesAsACalendar(t *testing.T) {
	all := notice(partnering.RuleAgenda).Changes
	for _, change := range []struct {
		name    string
		changes []partnering.AgendaChange
		method  string
		holds   []string
	}{
		{"one new", all[:1], "REQUEST", []string{"UID:r1@", "ATTENDEE", "ORGANIZER", "STATUS:CONFIRMED"}},
		{"one gone", all[2:], "CANCEL", []string{"UID:r3@", "STATUS:CANCELLED", "ATTENDEE"}},
		{"several", all, "PUBLISH", []string{"UID:r1@", "UID:r2@", "UID:r3@", "SEQUENCE:3", "STATUS:CANCELLED"}},
	} {
		t.Run(change.name, func(t *testing.T) {
			n := notice(partnering.RuleAgenda)
			n.Changes = change.changes
			m := rendered(t, n)
			text := string(m.Calendar)
			if m.Method != change.method || !strings.Contains(text, "METHOD:"+change.method+"\r\n") {
				t.Fatalf("method %q in\n%s", m.Method, text)
			}
			for _, words := range change.holds {
				if !strings.Contains(text, words) {
					t.Errorf("%s is missing from\n%s", words, text)
				}
			}
			if change.method == "PUBLISH" && strings.Contains(text, "ATTENDEE") {
				t.Error("a published calendar names an attendee")
			}
		})
	}
}

func TestAnUnknownRuleIsRefused(t *testing.T) {
	_, err := mailbox(t, nil).Render(partnering.Notice{Rule: "weather"})
	if partnering.ErrorCode(err) != partnering.CodeInvalid {
		t.Errorf("error is %v", err)
	}
}

// FuzzNoTextBreaksALetter lets people write anything anywhere.
func FuzzNoTextBreaksALetter(f *testing.F) {
	f.Add("Ann\r\nBcc: x@y.zz", "</style><script>")
	f.Add("{when}{{.}}", "\x00\xff\u2028")
	f.Fuzz(func(t *testing.T, name, text string) {
		for _, rule := range rules {
			n := notice(rule)
			n.Name, n.Event.Name, n.Extra["session"], n.Zone = name, name, text, text
			n.Text = &partnering.RuleText{Subject: text, Intro: name}
			n.Entry.Title, n.Entry.Message = text, text
			n.Requests[0].Message, n.Requests[0].Organisation = text, text
			m := rendered(t, n)
			box := keeper{}
			if err := mailbox(t, &box).Send(t.Context(), "forum", m); err != nil {
				t.Fatalf("%s: %v", rule, err)
			}
			if strings.Contains(m.HTML, "<script") || len(box) != 1 || box[0].At.After(time.Now().Add(time.Minute)) {
				t.Errorf("%s: %d kept, HTML %s", rule, len(box), m.HTML)
			}
		}
	})
}
