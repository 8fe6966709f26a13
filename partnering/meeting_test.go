package partnering_test

import (
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"entente/partnering"
)

// newDesk is a board whose draft is published: the event is live, and it is
// 08:00 of its day.
func newDesk(t *testing.T) *board {
	t.Helper()
	b := newBoard(t)
	b.phase(partnering.PhaseLive)
	b.clock.Set(paris("2026-12-01 08:00"))
	must(b.service.Publish(b.ctx, b.organiser, b.draft.ID, "first"))(b.world)
	b.sendAll()
	return b
}

// sendAll takes every planned message about changes of agendas as sent.
func (b *board) sendAll() {
	b.Helper()
	if _, err := b.store.CancelOutbox(b.ctx, b.event.ID, partnering.Subject{Kind: "schedule", ID: b.version()}, nil, nil); err != nil {
		b.Fatal(err)
	}
}

// version is the number of the newest schedule, as a subject.
func (b *board) version() string {
	b.Helper()
	return strconv.Itoa(must(b.store.CurrentVersion(b.ctx, b.event.ID))(b.world).Number)
}

// meeting is the published meeting of a request.
func (b *board) meeting(r partnering.MeetingRequest) partnering.Meeting {
	b.Helper()
	return must(b.store.MeetingByRequest(b.ctx, r.ID))(b.world)
}

// waiting lists the accepted requests without a published meeting.
func (b *board) waiting() []string {
	b.Helper()
	ids := []string{}
	for _, u := range must(b.store.PublishedUnscheduled(b.ctx, b.event.ID))(b.world) {
		ids = append(ids, u.RequestID)
	}
	return ids
}

// reminded lists the reminders of the next meeting as "09:15 address", in Paris.
func (b *board) reminded() []string {
	b.Helper()
	rows := must(b.store.FindOutbox(b.ctx, partnering.OutboxFilter{EventID: b.event.ID, Rule: partnering.RuleNextMeeting,
		States: []partnering.OutboxState{partnering.OutboxPlanned}}))(b.world)
	all := map[string]bool{}
	for _, row := range rows.Items {
		all[row.Due.Add(time.Hour).Format("15:04")+" "+row.To] = true
	}
	return sortedIDs(all)
}

// toldOf lists the addresses told of the newest version.
func (b *board) toldOf() []string {
	b.Helper()
	all := map[string]bool{}
	for _, told := range b.told(partnering.RuleAgenda) {
		if to, subject, _ := strings.Cut(told, " "); subject == "schedule:"+b.version() {
			all[to] = true
		}
	}
	return sortedIDs(all)
}

func TestMovingAPublishedMeeting(t *testing.T) {
	b := newDesk(t)
	if got := b.reminded(); !reflect.DeepEqual(got, []string{"08:45 one@acme.example", "08:45 one@big.example", "09:15 one@big.example", "09:15 one@cure.example"}) {
		t.Fatalf("reminders at first: %v", got)
	}
	_, err := b.service.MoveMeeting(b.ctx, b.acme.admin(), b.event.ID, partnering.Edit{RequestID: b.first.ID, SlotID: b.slots[2].ID})
	wantCode(t, err, partnering.CodeForbidden)
	_, err = b.service.MoveMeeting(b.ctx, b.organiser, b.event.ID, partnering.Edit{RequestID: b.first.ID, SlotID: b.slots[1].ID})
	wantCode(t, err, partnering.CodeConflict)
	moved := must(b.service.MoveMeeting(b.ctx, b.organiser, b.event.ID, partnering.Edit{RequestID: b.first.ID, SlotID: b.slots[2].ID}))(b.world)
	if moved.Version.Number != 2 || moved.Notified != 2 || len(moved.Changes) != 1 {
		t.Errorf("moved as %+v", moved)
	}
	if got := b.meeting(b.first); got.SlotID != b.slots[2].ID || got.Sequence != 1 {
		t.Errorf("stands as %+v", got)
	}
	if got := b.toldOf(); !reflect.DeepEqual(got, []string{"one@acme.example", "one@big.example"}) {
		t.Errorf("told %v, want the two who attend it", got)
	}
	if got := b.reminded(); !reflect.DeepEqual(got, []string{"09:15 one@big.example", "09:15 one@cure.example", "09:45 one@acme.example", "09:45 one@big.example"}) {
		t.Errorf("reminders after: %v", got)
	}
	again := must(b.service.MoveMeeting(b.ctx, b.organiser, b.event.ID, partnering.Edit{RequestID: b.first.ID, SlotID: b.slots[2].ID}))(b.world)
	if again.Version.Number != 2 || again.Notified != 0 {
		t.Errorf("the same again made %+v", again)
	}
}

func TestTheDeskPlacesWhatWaits(t *testing.T) {
	b := newDesk(t)
	if got := b.waiting(); !reflect.DeepEqual(got, []string{b.third.ID}) {
		t.Fatalf("waiting %v", got)
	}
	placed := must(b.service.MoveMeeting(b.ctx, b.organiser, b.event.ID, partnering.Edit{RequestID: b.third.ID, SlotID: b.slots[0].ID}))(b.world)
	if got := b.waiting(); placed.Version.Placed != 3 || len(got) != 0 {
		t.Errorf("placed %+v, waiting %v", placed.Version, got)
	}
	if got := b.toldOf(); !reflect.DeepEqual(got, []string{"one@cure.example", "two@acme.example"}) {
		t.Errorf("told %v", got)
	}
	out := must(b.service.MoveMeeting(b.ctx, b.organiser, b.event.ID, partnering.Edit{RequestID: b.third.ID}))(b.world)
	if got := b.waiting(); out.Version.Placed != 2 || !reflect.DeepEqual(got, []string{b.third.ID}) {
		t.Errorf("taken out %+v, waiting %v", out.Version, got)
	}
}

func TestNothingMovesIntoThePast(t *testing.T) {
	b := newDesk(t)
	b.clock.Set(paris("2026-12-01 09:10"))
	_, err := b.service.MoveMeeting(b.ctx, b.organiser, b.event.ID, partnering.Edit{RequestID: b.first.ID, SlotID: b.slots[2].ID})
	wantCode(t, err, partnering.CodeConflict)
	_, err = b.service.MoveMeeting(b.ctx, b.organiser, b.event.ID, partnering.Edit{RequestID: b.second.ID, SlotID: b.slots[0].ID})
	wantCode(t, err, partnering.CodeConflict)
	_, err = b.service.CancelMeeting(b.ctx, b.acme.admin(), b.first.ID, partnering.Answer{})
	wantCode(t, err, partnering.CodeConflict)
}

func TestCannotComeLeavesTheRequestAccepted(t *testing.T) {
	b := newDesk(t)
	b.pin(partnering.Pin{RequestID: b.first.ID, SlotID: b.slots[0].ID})
	_, err := b.service.CancelMeeting(b.ctx, b.cure.admin(), b.first.ID, partnering.Answer{})
	wantCode(t, err, partnering.CodeNotFound)
	gone := must(b.service.CancelMeeting(b.ctx, b.acme.admin(), b.first.ID, partnering.Answer{Reason: partnering.DeclineNoTime, ReasonText: "Our train is late."}))(b.world)
	if gone.Version.Number != 2 || gone.Version.Placed != 1 {
		t.Errorf("cancelled as %+v", gone.Version)
	}
	if r := must(b.store.RequestByID(b.ctx, b.first.ID))(b.world); r.State != partnering.RequestAccepted {
		t.Errorf("the request is %s", r.State)
	}
	if got := b.waiting(); !reflect.DeepEqual(got, []string{b.third.ID, b.first.ID}) {
		t.Errorf("waiting %v", got)
	}
	left := must(b.store.PublishedUnscheduled(b.ctx, b.event.ID))(b.world)
	if text := left[1].Reasons[0].Text; text != "Acme cannot come at that time. Our train is late." {
		t.Errorf("the reason says %q", text)
	}
	if got := b.toldOf(); !reflect.DeepEqual(got, []string{"one@acme.example", "one@big.example"}) {
		t.Errorf("told %v", got)
	}
	if got := b.reminded(); !reflect.DeepEqual(got, []string{"09:15 one@big.example", "09:15 one@cure.example"}) {
		t.Errorf("reminders left: %v", got)
	}
	if pins := must(b.service.FindPins(b.ctx, b.organiser, b.event.ID))(b.world); len(pins) != 0 {
		t.Errorf("pins left: %+v", pins)
	}
	_, err = b.service.MeetingByRequest(b.ctx, b.acme.admin(), b.first.ID)
	wantCode(t, err, partnering.CodeNotFound)
	_, err = b.service.CancelMeeting(b.ctx, b.big.admin(), b.first.ID, partnering.Answer{})
	wantCode(t, err, partnering.CodeNotFound)
}

func TestASideSwapsWhoAttends(t *testing.T) {
	b := newDesk(t)
	named := must(b.store.RequestByID(b.ctx, b.first.ID))(b.world)
	named.From.Attendees.Required = []string{b.acme.Delegates[0].ID}
	if err := b.store.UpdateRequest(b.ctx, &named); err != nil {
		t.Fatal(err)
	}
	two := []string{b.acme.Delegates[1].ID}
	_, err := b.service.ChangeAttendees(b.ctx, b.big.admin(), b.first.ID, two)
	wantCode(t, err, partnering.CodeForbidden)
	_, err = b.service.ChangeAttendees(b.ctx, b.acme.admin(), b.first.ID, []string{b.cure.Delegates[0].ID})
	wantCode(t, err, partnering.CodeInvalid)
	swapped := must(b.service.ChangeAttendees(b.ctx, b.acme.admin(), b.first.ID, two))(b.world)
	if got := b.meeting(b.first); swapped.Version.Number != 2 || !got.SamePlacement(b.at(b.first, 0, 0, b.acme.Delegates[1], b.big.Delegates[0])) {
		t.Errorf("version %d with %+v", swapped.Version.Number, got)
	}
	if got := b.toldOf(); !reflect.DeepEqual(got, []string{"one@acme.example", "one@big.example", "two@acme.example"}) {
		t.Errorf("told %v, want who comes, who stays away and the other side", got)
	}
	if r := must(b.store.RequestByID(b.ctx, b.first.ID))(b.world); !reflect.DeepEqual(r.From.Attendees.Required, two) {
		t.Errorf("the request names %+v", r.From.Attendees)
	}
	check := must(b.service.CreateDraft(b.ctx, b.organiser, b.event.ID, "", ""))(b.world)
	if found := must(b.service.CheckDraft(b.ctx, b.organiser, check.ID))(b.world); len(found.Violations) != 0 {
		t.Errorf("the swap breaks %+v", found.Violations)
	}
}

func TestASwapRefusesWhoIsElsewhere(t *testing.T) {
	b := newDesk(t)
	must(b.service.MoveMeeting(b.ctx, b.organiser, b.event.ID, partnering.Edit{RequestID: b.third.ID, SlotID: b.slots[0].ID}))(b.world)
	_, err := b.service.ChangeAttendees(b.ctx, b.acme.admin(), b.first.ID, []string{b.acme.Delegates[1].ID})
	if got := faultsIn(err); len(got) != 1 || !strings.HasPrefix(got[0], "participant-conflict: Acme two is in two meetings") {
		t.Errorf("got %q (%v)", got, err)
	}
}

func TestOutcomes(t *testing.T) {
	b := newDesk(t)
	_, err := b.service.MarkHeld(b.ctx, b.acme.admin(), b.first.ID)
	wantCode(t, err, partnering.CodeConflict)
	b.clock.Set(paris("2026-12-01 09:00"))
	_, err = b.service.MarkNoShow(b.ctx, b.acme.admin(), b.first.ID, b.cure.ID)
	wantCode(t, err, partnering.CodeInvalid)
	gone := must(b.service.MarkNoShow(b.ctx, b.acme.admin(), b.first.ID, b.big.ID))(b.world)
	if gone.State != partnering.MeetingNoShow || !reflect.DeepEqual(b.meeting(b.first).NoShow, []string{b.big.ID}) {
		t.Errorf("no-show as %+v", gone)
	}
	_, err = b.service.MarkHeld(b.ctx, b.big.admin(), b.first.ID)
	wantCode(t, err, partnering.CodeConflict)
	b.phase(partnering.PhaseClosed)
	held := must(b.service.MarkHeld(b.ctx, b.organiser, b.first.ID))(b.world)
	if held.State != partnering.MeetingHeld || len(b.meeting(b.first).NoShow) != 0 {
		t.Errorf("held as %+v", b.meeting(b.first))
	}
	_, err = b.service.MarkHeld(b.ctx, b.cure.admin(), b.first.ID)
	wantCode(t, err, partnering.CodeNotFound)
	if got := b.version(); got != "1" {
		t.Errorf("outcomes made version %s", got)
	}
}

func TestComingLateTellsTheOtherSide(t *testing.T) {
	b := newDesk(t)
	_, err := b.service.MarkLate(b.ctx, b.acme.Actors[1], b.first.ID)
	wantCode(t, err, partnering.CodeConflict)
	for range 2 {
		late := must(b.service.MarkLate(b.ctx, b.acme.admin(), b.first.ID))(b.world)
		if !reflect.DeepEqual(late.Late, []string{"Acme one"}) {
			t.Errorf("late %v", late.Late)
		}
	}
	if got := b.told(partnering.NoticeLate); !reflect.DeepEqual(got, []string{"one@big.example meeting:" + b.first.ID}) {
		t.Errorf("told %v, want the other side once", got)
	}
	b.clock.Set(b.slots[0].End)
	_, err = b.service.MarkLate(b.ctx, b.big.admin(), b.first.ID)
	wantCode(t, err, partnering.CodeConflict)
}

func TestEachSideSeesItsMeeting(t *testing.T) {
	b := newDesk(t)
	for _, test := range []struct {
		by    partnering.Actor
		title string
		first string
	}{
		{b.acme.admin(), "Big", "Acme"}, {b.big.admin(), "Acme", "Big"}, {b.organiser, "Acme and Big", "Acme"},
	} {
		entry := must(b.service.MeetingByRequest(b.ctx, test.by, b.first.ID))(b.world)
		if entry.Title != test.title || entry.Sides[0].Organisation != test.first || entry.Place != "Table 1" || !entry.Start.Equal(b.slots[0].Start) ||
			len(entry.Sides[0].People) != 1 || len(entry.Sides[1].People) != 1 || entry.UID != b.first.ID+"@meet.example.org" {
			t.Errorf("%s sees %+v", test.by.Account.Email, entry)
		}
	}
	_, err := b.service.MeetingByRequest(b.ctx, b.cure.admin(), b.first.ID)
	wantCode(t, err, partnering.CodeNotFound)
}
