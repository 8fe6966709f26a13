package mail

import (
	"fmt"
	"slices"
	"strings"

	"entente/partnering"
)

// content is what a composer gathers from a notice for its letter.
type content struct {
	variant partnering.RuleKind     // of the rule's text, "" for the usual one
	with    string                  // the other side
	entry   *partnering.AgendaEntry // the one that the letter is about
	items   []item
	timed   bool // a time is written somewhere
}

func (c content) text(rule partnering.RuleKind) partnering.RuleKind {
	if c.variant != "" {
		return c.variant
	}
	return rule
}

// composers says for each rule what its letter lists.
var composers = map[partnering.RuleKind]func(*writer) content{
	partnering.NoticeSignIn:     signIn,
	partnering.NoticeRequest:    request,
	partnering.NoticeAnswer:     answer,
	partnering.NoticeCancel:     request,
	partnering.NoticeMoveUp:     entry,
	partnering.NoticeLate:       entry,
	partnering.RuleUnanswered:   requests,
	partnering.RuleDeadline:     requests,
	partnering.RuleAvailability: func(w *writer) content { return content{timed: !w.Deadline.IsZero()} },
	partnering.RulePitch:        entry,
	partnering.RuleAgenda:       changes,
	partnering.RuleDayBefore:    agenda,
	partnering.RuleNextMeeting:  entry,
	partnering.RuleFeedback:     agenda,
}

func signIn(w *writer) content {
	if oneline(w.Event.Name) == "" {
		return content{variant: textSignInAlone}
	}
	return content{}
}

// request tells of one request, or of several at once.
func request(w *writer) content {
	c := requests(w)
	if len(w.Requests) > 0 {
		c.with = w.Requests[0].Organisation
	}
	return c
}

func answer(w *writer) content {
	c := request(w)
	if len(w.Requests) != 1 {
		return c
	}
	switch w.Requests[0].State {
	case partnering.RequestAccepted:
		c.variant = textAccepted
	case partnering.RequestDeclined:
		c.variant = textDeclined
	}
	return c
}

func requests(w *writer) content {
	c := content{timed: w.Rule == partnering.RuleDeadline}
	for _, r := range w.Requests {
		c.items = append(c.items, w.request(r))
	}
	return c
}

func (w *writer) request(r partnering.ListedRequest) item {
	i := item{Title: oneline(r.Organisation), Quote: prose(r.Message)}
	switch r.State {
	case partnering.RequestAccepted:
		i.Tag, i.Tone = w.texts.words["accepted"], calm
	case partnering.RequestDeclined:
		i.Tag, i.Tone = w.texts.words["declined"], off
	case partnering.RequestCancelled:
		i.Tag, i.Tone = w.texts.words["cancelled"], off
	}
	reason := oneline(r.Reason)
	if known, there := w.texts.reasons[partnering.DeclineReason(r.Reason)]; there {
		reason = known
	}
	if reason != "" && r.State != partnering.RequestPending && r.State != partnering.RequestAccepted {
		i.Lines = append(i.Lines, w.texts.words["reason"]+reason)
	}
	return i
}

// entry tells of one meeting or pitch.
func entry(w *writer) content {
	if w.Entry == nil {
		return content{}
	}
	return content{entry: w.Entry, with: w.Entry.Title, items: []item{w.item(*w.Entry)}, timed: true}
}

func agenda(w *writer) content {
	c := content{timed: true}
	if w.Agenda == nil {
		return c
	}
	for i, e := range w.Agenda.Entries {
		if i == 0 {
			c.entry = &w.Agenda.Entries[0]
		}
		c.items = append(c.items, w.item(e))
	}
	return c
}

// item lists an entry with the other side's people and the message.
func (w *writer) item(e partnering.AgendaEntry) item {
	i := item{When: w.when(e.Start, e.End), Title: w.Title(partnering.ScopeDelegate, e), Quote: prose(e.Message)}
	if place := w.Place(e); place != "" {
		i.Lines = append(i.Lines, place)
	}
	if e.Kind == partnering.EntryMeeting && len(e.Sides) > 1 {
		if names := names(e.Sides[1].People); names != "" {
			i.Lines = append(i.Lines, names)
		}
	}
	if session := oneline(w.Extra["session"]); session != "" && e.Kind == partnering.EntryPitch {
		i.Lines = append(i.Lines, session)
	}
	if late := oneline(strings.Join(e.Late, ", ")); late != "" {
		i.Tone = waits
		i.Lines = append(i.Lines, w.texts.words["late"]+late)
	}
	if link := oneline(e.Link); link != "" {
		i.Lines = append(i.Lines, w.texts.words["join"]+link)
	}
	if e.State == partnering.MeetingCancelled {
		i.Tag, i.Tone, i.Struck = w.texts.words["off"], off, true
	}
	return i
}

func names(people []partnering.AgendaPerson) string {
	var all []string
	for _, p := range people {
		name := oneline(p.Name)
		if title := oneline(p.Title); title != "" {
			name += " (" + title + ")"
		}
		all = append(all, name)
	}
	return strings.Join(all, ", ")
}

// changes tells what came, moved and went; the first schedule is told as such.
func changes(w *writer) content {
	c := content{timed: true}
	isNew := func(change partnering.AgendaChange) bool { return change.Before == nil }
	if w.Extra["version"] == "1" && !slices.ContainsFunc(w.Changes, func(change partnering.AgendaChange) bool { return !isNew(change) }) {
		c.variant = textFirstAgenda
	}
	for _, change := range w.Changes {
		now := changed(change)
		if now == nil {
			continue
		}
		i := w.item(*now)
		if c.variant == "" {
			w.mark(&i, change, *now)
		}
		c.items = append(c.items, i)
	}
	return c
}

// mark says what happened to an entry.
func (w *writer) mark(i *item, change partnering.AgendaChange, now partnering.AgendaEntry) {
	switch {
	case now.State == partnering.MeetingCancelled:
		i.Tag, i.Tone, i.Struck = w.texts.words["off"], off, true
	case change.Before == nil:
		i.Tag, i.Tone = w.texts.words["new"], calm
	case !change.Before.Start.Equal(now.Start) || !change.Before.End.Equal(now.End) || change.Before.PlaceID != now.PlaceID:
		i.Tag, i.Tone = w.texts.words["moved"], waits
		was := w.when(change.Before.Start, change.Before.End)
		if place := w.Place(*change.Before); place != "" {
			was += ", " + place
		}
		i.Lines = append(i.Lines, w.texts.words["was"]+was)
	default:
		i.Tag, i.Tone = w.texts.words["changed"], waits
	}
}

// filler replaces the placeholders; what is replaced is not looked at again.
func (c content) filler(w *writer) *strings.Replacer {
	words := w.texts.words
	fills := map[string]string{
		"event": or(w.Event.Name, words["the event"]), "with": or(c.with, words["somebody"]), "session": or(w.Extra["session"], words["a session"]),
		"version": w.Extra["version"], "requests": w.count(len(w.Requests)), "deadline": words["deadline"],
		"title": "", "when": "", "place": "", "day": "",
	}
	if !w.Deadline.IsZero() {
		fills["deadline"] = words["on"] + w.at(w.Deadline)
	}
	if c.entry != nil {
		fills["title"] = w.Title(partnering.ScopeDelegate, *c.entry)
		fills["when"] = w.when(c.entry.Start, c.entry.End)
		fills["place"] = or(w.Place(*c.entry), words["the place"])
		fills["day"] = w.Day(c.entry.Start.In(w.loc))
	}
	var pairs []string
	for key, value := range fills {
		pairs = append(pairs, "{"+key+"}", oneline(value))
	}
	return strings.NewReplacer(pairs...)
}

func or(text, otherwise string) string {
	if oneline(text) == "" {
		return otherwise
	}
	return text
}

func (w *writer) count(n int) string {
	word := w.texts.counts[1]
	if n == 1 || n == 0 && w.Tag() == "fr" {
		word = w.texts.counts[0]
	}
	return fmt.Sprintf("%d %s", n, word)
}
