package store

import (
	"context"
	"reflect"
	"testing"
	"time"

	"entente/partnering"
)

// fill sets every field of the value to something that is not its zero.
func fill(v reflect.Value, seed *int) {
	*seed++
	switch v.Interface().(type) {
	case time.Time:
		v.Set(reflect.ValueOf(later(*seed)))
		return
	case []byte:
		v.Set(reflect.ValueOf([]byte(`{"n":1}`)))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString("text " + string(rune('a'+*seed%26)))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(*seed))
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), seed)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0), seed)
		fill(v.Index(1), seed)
	case reflect.Map:
		key, element := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fill(key, seed)
		fill(element, seed)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(key, element)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), seed)
		}
	}
}

// filled is a thing with every field set, then put right by f.
func filled[T any](f func(*T)) T {
	var thing T
	seed := 0
	fill(reflect.ValueOf(&thing).Elem(), &seed)
	f(&thing)
	return thing
}

func same[T any](t *testing.T, got, want T) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("came back as\n%+v\nwant\n%+v", got, want)
	}
}

// Every field of every thing that is put in comes back.
func TestThingsComeBackWhole(t *testing.T) {
	each(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		fair(t, db)
		t.Run("event", func(t *testing.T) {
			e := filled(func(e *partnering.Event) { e.ID, e.Phase = "other", partnering.PhaseLive })
			ok(t, db.CreateEvent(ctx, &e))
			same(t, must(db.EventByID(ctx, "other"))(t), e)
			e.Name, e.Settings.PublicOrganisations = "changed", false
			ok(t, db.UpdateEvent(ctx, &e))
			same(t, must(db.EventByID(ctx, "other"))(t), e)
			same(t, e.Version, 2)
		})
		t.Run("slot", func(t *testing.T) {
			s := filled(func(s *partnering.Slot) { s.ID, s.EventID, s.Version = "s4", "fair", 1; s.End = s.Start.Add(time.Hour) })
			ok(t, db.CreateSlots(ctx, s))
			s.Day = "changed"
			ok(t, db.UpdateSlot(ctx, &s))
			same(t, must(db.FindSlots(ctx, "fair"))(t)[1], s)
		})
		t.Run("place", func(t *testing.T) {
			p := filled(func(p *partnering.Place) {
				p.ID, p.EventID, p.OrganisationID, p.Kind, p.Closed, p.Version = "booth", "fair", "acme", partnering.PlaceBooth, []string{"s1", "s2"}, 1
			})
			ok(t, db.CreatePlaces(ctx, p))
			p.Closed, p.Capacity = []string{"s3"}, 9
			ok(t, db.UpdatePlace(ctx, &p))
			same(t, must(db.PlaceByID(ctx, "booth"))(t), p)
			same(t, must(db.FindPlaces(ctx, "fair"))(t)[2], p)
		})
		t.Run("organisation", func(t *testing.T) {
			o := filled(func(o *partnering.Organisation) {
				o.ID, o.EventID, o.Kind, o.Version = "core", "fair", partnering.KindPayer, 1
			})
			ok(t, db.CreateOrganisations(ctx, o))
			o.Floor, o.Topics = nil, nil
			ok(t, db.UpdateOrganisation(ctx, &o))
			same(t, must(db.OrganisationByID(ctx, "core"))(t), o)
		})
		t.Run("delegate", func(t *testing.T) {
			d := filled(func(d *partnering.Delegate) {
				d.ID, d.EventID, d.OrganisationID, d.PlaceID, d.Email, d.Version = "cy", "fair", "acme", "table", "cy@acme.example", 1
			})
			ok(t, db.CreateDelegates(ctx, d))
			d.PlaceID, d.MaxInARow, d.Virtual = "", nil, false
			ok(t, db.UpdateDelegate(ctx, &d))
			same(t, must(db.DelegateByID(ctx, "cy"))(t), d)
		})
		t.Run("availability", func(t *testing.T) {
			a := partnering.Availability{DelegateID: "ada", Slots: map[string]partnering.SlotState{"s1": partnering.SlotClosed, "s2": partnering.SlotRatherNot}}
			same(t, must(db.AvailabilityOf(ctx, "ada"))(t), partnering.Availability{DelegateID: "ada"})
			ok(t, db.PutAvailability(ctx, &a))
			a.Slots["s3"] = partnering.SlotOpen
			ok(t, db.PutAvailability(ctx, &a))
			same(t, must(db.AvailabilityOf(ctx, "ada"))(t), a)
			b := partnering.Availability{DelegateID: "bea", Slots: map[string]partnering.SlotState{"s1": partnering.SlotOpen}}
			a.Slots = map[string]partnering.SlotState{"s2": partnering.SlotOpen}
			ok(t, db.PutAvailabilities(ctx, a, b))
			same(t, must(db.FindAvailability(ctx, "fair"))(t), map[string]map[string]partnering.SlotState{"ada": a.Slots, "bea": b.Slots})
			same(t, must(db.FindAvailability(ctx, "fair", "bea"))(t), map[string]map[string]partnering.SlotState{"bea": b.Slots})
			a.Version = 3
			same(t, must(db.AvailabilityOf(ctx, "ada"))(t), a)
		})
		t.Run("commitment", func(t *testing.T) {
			c := filled(func(c *partnering.Commitment) {
				c.ID, c.EventID, c.DelegateID, c.Kind = "c1", "fair", "ada", partnering.CommitmentTalk
				c.End = c.Start.Add(time.Hour)
			})
			ok(t, db.CreateCommitments(ctx, c))
			same(t, must(db.FindCommitments(ctx, "fair"))(t), []partnering.Commitment{c})
			same(t, must(db.FindCommitments(ctx, "fair", "bea"))(t), []partnering.Commitment{})
			ok(t, db.DeleteCommitmentsOf(ctx, c.SourceID))
			wantCode(t, db.DeleteCommitment(ctx, "c1"), partnering.CodeNotFound)
		})
		t.Run("run", func(t *testing.T) {
			r := filled(func(r *partnering.Run) {
				r.ID, r.EventID, r.State, r.DraftID = "run", "fair", partnering.RunRunning, ""
			})
			ok(t, db.CreateRun(ctx, &r))
			problem, schedule := r.Problem, r.Schedule
			r.Problem, r.Schedule, r.Status = nil, nil, "feasible"
			ok(t, db.UpdateRun(ctx, &r))
			same(t, must(db.RunByID(ctx, "run"))(t), r)
			same(t, must(db.FindRuns(ctx, "fair"))(t), []partnering.Run{r})
			gotProblem, gotSchedule, err := db.RunFiles(ctx, "run")
			ok(t, err)
			same(t, [][]byte{gotProblem, gotSchedule}, [][]byte{problem, schedule})
		})
		t.Run("request", func(t *testing.T) {
			r := filled(func(r *partnering.MeetingRequest) {
				r.ID, r.EventID, r.State, r.Reason = "r9", "fair", partnering.RequestDeclined, partnering.DeclineLater
				r.From.OrganisationID, r.To.OrganisationID = "bolt", "acme"
				r.From.Priority, r.To.Priority = partnering.PriorityMust, partnering.PriorityNice
			})
			r.Version = 1
			ok(t, db.CreateRequests(ctx, r))
			same(t, must(db.RequestByID(ctx, "r9"))(t), r)
			r.AnsweredAt, r.Message = time.Time{}, "changed"
			ok(t, db.UpdateRequest(ctx, &r))
			same(t, must(db.RequestByID(ctx, "r9"))(t), r)
			m := filled(func(m *partnering.RequestMessage) { m.EventID, m.RequestID = "fair", "r9" })
			ok(t, db.CreateMessage(ctx, m))
			same(t, must(db.FindMessages(ctx, "r9"))(t), []partnering.RequestMessage{m})
			same(t, must(db.CountMessages(ctx, "r9", "r1"))(t), map[string]int{"r9": 1})
		})
		t.Run("draft", func(t *testing.T) {
			d := filled(func(d *partnering.Draft) { d.ID, d.EventID, d.RunID = "draft", "fair", "run" })
			m := filled(func(m *partnering.Meeting) {
				m.RequestID, m.EventID, m.SlotID, m.PlaceID, m.State = "r1", "fair", "s1", "table", partnering.MeetingHeld
			})
			u := filled(func(u *partnering.Unscheduled) { u.RequestID = "r2" })
			v := partnering.Unscheduled{RequestID: "r3"}
			ok(t, db.CreateDraft(ctx, &d, []partnering.Meeting{m}, []partnering.Unscheduled{v, u}))
			d.Name = "changed"
			ok(t, db.UpdateDraft(ctx, &d))
			same(t, must(db.DraftByID(ctx, "draft"))(t), d)
			same(t, must(db.FindDrafts(ctx, "fair"))(t), []partnering.Draft{d})
			same(t, must(db.DraftMeetings(ctx, "draft"))(t), []partnering.Meeting{m})
			same(t, must(db.DraftUnscheduled(ctx, "draft"))(t), []partnering.Unscheduled{v, u})
			n := *meeting("r2", "s1", "", "ada")
			m.SlotID = "s2"
			ok(t, db.PutDraftMeetings(ctx, "draft", m, n))
			same(t, must(db.DraftMeetings(ctx, "draft"))(t), []partnering.Meeting{n, m})
			same(t, must(db.DraftMeetingsAt(ctx, "draft", "s1"))(t), []partnering.Meeting{n})
			same(t, must(db.DraftMeetingsAt(ctx, "draft", "s1", "r1", "r2"))(t), []partnering.Meeting{n, m})
			same(t, must(db.DraftMeetingsAt(ctx, "draft", "", "r1"))(t), []partnering.Meeting{m})
			ok(t, db.DeleteDraftMeetings(ctx, "draft", "r1"))
			same(t, must(db.DraftMeetings(ctx, "draft"))(t), []partnering.Meeting{n})
			ok(t, db.PutDraftUnscheduled(ctx, "draft", []partnering.Unscheduled{u}))
			same(t, must(db.DraftUnscheduled(ctx, "draft"))(t), []partnering.Unscheduled{u})
			ok(t, db.DeleteDraft(ctx, "draft"))
			same(t, must(db.DraftMeetings(ctx, "draft"))(t), []partnering.Meeting{})
		})
		t.Run("pin", func(t *testing.T) {
			p := filled(func(p *partnering.Pin) { p.EventID, p.RequestID, p.SlotID, p.PlaceID = "fair", "r1", "s1", "room" })
			ok(t, db.PutPin(ctx, p))
			p.PlaceID, p.Forced = "", false
			ok(t, db.PutPin(ctx, p))
			same(t, must(db.FindPins(ctx, "fair"))(t), []partnering.Pin{p})
			ok(t, db.DeletePin(ctx, "fair", "r1"))
			same(t, must(db.FindPins(ctx, "fair"))(t), []partnering.Pin{})
		})
		t.Run("schedule", func(t *testing.T) {
			v := filled(func(v *partnering.ScheduleVersion) { v.EventID, v.Number = "fair", 1 })
			m := filled(func(m *partnering.Meeting) {
				m.RequestID, m.EventID, m.SlotID, m.PlaceID, m.State = "r1", "fair", "s1", "room", partnering.MeetingNoShow
				m.Participants = []string{"ada", "bea"}
			})
			ok(t, db.Publish(ctx, v, []partnering.Change{{RequestID: "r1", After: &m}}))
			same(t, must(db.CurrentVersion(ctx, "fair"))(t), v)
			same(t, must(db.FindMeetings(ctx, partnering.MeetingFilter{EventID: "fair"}))(t), []partnering.Meeting{m})
			same(t, must(db.MeetingsAt(ctx, "fair", 1))(t), []partnering.Meeting{m})
			m.State, m.NoShow, m.Late = partnering.MeetingHeld, nil, []string{"bea"}
			ok(t, db.UpdateMeeting(ctx, m))
			same(t, must(db.MeetingByRequest(ctx, "r1"))(t), m)
			u := filled(func(u *partnering.Unscheduled) { u.RequestID = "r2" })
			ok(t, db.PutPublishedUnscheduled(ctx, "fair", []partnering.Unscheduled{u}))
			same(t, must(db.PublishedUnscheduled(ctx, "fair"))(t), []partnering.Unscheduled{u})
			same(t, must(db.PublishedUnscheduled(ctx, "fair", "someone else's", u.RequestID))(t), []partnering.Unscheduled{u})
			same(t, len(must(db.PublishedUnscheduled(ctx, "fair", "someone else's"))(t)), 0)
		})
		t.Run("reminder rule", func(t *testing.T) {
			r := filled(func(r *partnering.ReminderRule) { r.EventID, r.Version = "fair", 0 })
			ok(t, db.PutRule(ctx, &r))
			r.Enabled, r.Texts = false, nil
			ok(t, db.PutRule(ctx, &r))
			same(t, r.Version, 2)
			same(t, must(db.FindRules(ctx, "fair"))(t), []partnering.ReminderRule{r})
		})
		t.Run("mail", func(t *testing.T) {
			m := filled(func(m *partnering.MailboxMail) { m.ID, m.EventID = "m1", "fair" })
			again := m
			again.ID = "m2"
			ok(t, db.CreateMail(ctx, m))
			ok(t, db.CreateMail(ctx, again))
			same(t, must(db.MailByID(ctx, "m1"))(t), m)
			same(t, must(db.FindMails(ctx, "fair", partnering.Page{}))(t), partnering.Slice[partnering.MailboxMail]{Items: []partnering.MailboxMail{m}, Total: 1})
		})
		t.Run("outbox", func(t *testing.T) {
			o := filled(func(o *partnering.OutboxRow) { o.ID, o.EventID, o.State = "o1", "fair", partnering.OutboxFailed })
			ok(t, db.CreateOutbox(ctx, o))
			same(t, must(db.OutboxByID(ctx, "o1"))(t), o)
			o.Payload, o.SentAt, o.State = nil, time.Time{}, partnering.OutboxHeld
			ok(t, db.UpdateOutbox(ctx, o))
			same(t, must(db.OutboxByID(ctx, "o1"))(t), o)
		})
		t.Run("audit entry", func(t *testing.T) {
			a := filled(func(a *partnering.AuditEntry) { a.EventID = "fair" })
			ok(t, db.CreateAudit(ctx, a))
			same(t, must(db.FindAudit(ctx, "fair", partnering.Page{}))(t).Items, []partnering.AuditEntry{a})
		})
	})
}

// Accounts and what they hold come back whole, too.
func TestAccountsComeBackWhole(t *testing.T) {
	each(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		fair(t, db)
		a := filled(func(a *partnering.Account) { a.ID, a.Email, a.Version = "acc", "Ada@Acme.Example", 1 })
		ok(t, db.CreateAccounts(ctx, a))
		a.Email = "ada@acme.example"
		a.Operator = false
		ok(t, db.UpdateAccount(ctx, &a))
		same(t, must(db.AccountByID(ctx, "acc"))(t), a)
		same(t, must(db.AccountByEmail(ctx, "ADA@acme.example"))(t), a)
		same(t, must(db.FindAccounts(ctx, "acc", "nobody"))(t), []partnering.Account{a})
		same(t, must(db.FindAccounts(ctx))(t), []partnering.Account{})

		m := partnering.Membership{AccountID: "acc", EventID: "fair", Role: partnering.RoleDelegate, OrganisationID: "acme", DelegateID: "ada"}
		boss := partnering.Membership{AccountID: "acc", EventID: "fair", Role: partnering.RoleOrganiser}
		ok(t, db.CreateMemberships(ctx, m, boss, m))
		ok(t, db.CreateMemberships(ctx, boss))
		same(t, must(db.FindMemberships(ctx, "acc"))(t), []partnering.Membership{m, boss})
		same(t, must(db.FindMembers(ctx, "fair", partnering.RoleOrganiser))(t), []partnering.Membership{boss})
		same(t, must(db.FindMembersOf(ctx, "fair", "acme"))(t), []partnering.Membership{m})
		ok(t, db.DeleteMembership(ctx, boss))
		same(t, must(db.FindMembers(ctx, "fair", ""))(t), []partnering.Membership{m})

		k := filled(func(k *partnering.Token) { k.AccountID = "acc" })
		ok(t, db.CreateToken(ctx, k))
		k.LastUsed = later(99)
		ok(t, db.TouchToken(ctx, k.ID, later(99)))
		same(t, must(db.TokenByHash(ctx, k.Hash))(t), k)
		same(t, must(db.FindTokens(ctx, "acc"))(t), []partnering.Token{k})
		wantCode(t, db.DeleteToken(ctx, "someone else", k.ID), partnering.CodeNotFound)
		ok(t, db.DeleteToken(ctx, "acc", k.ID))

		f := filled(func(f *partnering.Feed) { f.EventID, f.AccountID, f.Scope = "fair", "acc", partnering.ScopePlace })
		ok(t, db.CreateFeed(ctx, f))
		same(t, must(db.FeedByToken(ctx, f.Token))(t), f)
		same(t, must(db.FindFeeds(ctx, "acc"))(t), []partnering.Feed{f})
		ok(t, db.DeleteFeed(ctx, "acc", f.Token))

		c := filled(func(c *partnering.RememberedCall) { c.AccountID = "acc" })
		ok(t, db.RememberCall(ctx, c))
		got, found, err := db.CallByKey(ctx, "acc", c.Key)
		ok(t, err)
		same(t, found, true)
		same(t, got, c)
	})
}

// Pitch sessions, their slots, bookings and waiting lists come back whole.
func TestPitchesComeBackWhole(t *testing.T) {
	each(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		fair(t, db)
		s := filled(func(s *partnering.PitchSession) {
			s.ID, s.EventID, s.Mode = "p", "fair", partnering.PitchCurated
			s.End = s.Start.Add(time.Hour)
		})
		slot := filled(func(x *partnering.PitchSlot) {
			x.ID, x.EventID, x.SessionID = "p1", "fair", "p"
			x.End = x.Start.Add(time.Hour)
		})
		ok(t, db.CreatePitchSession(ctx, &s, []partnering.PitchSlot{slot}))
		s.Title = "changed"
		ok(t, db.UpdatePitchSession(ctx, &s))
		same(t, must(db.PitchSessionByID(ctx, "p"))(t), s)
		same(t, must(db.FindPitchSessions(ctx, "fair"))(t), []partnering.PitchSession{s})
		same(t, must(db.PitchSlotByID(ctx, "p1"))(t), slot)
		same(t, must(db.FindPitchSlots(ctx, "fair"))(t), []partnering.PitchSlot{slot})

		b := filled(func(b *partnering.PitchBooking) {
			b.EventID, b.SessionID, b.SlotID, b.OrganisationID, b.State = "fair", "p", "", "acme", partnering.BookingSubmitted
		})
		ok(t, db.CreateBooking(ctx, &b))
		wantCode(t, failure(db.BookingOfSlot(ctx, "p1")), partnering.CodeNotFound)
		b.SlotID, b.State = "p1", partnering.BookingSelected
		ok(t, db.UpdateBooking(ctx, &b))
		same(t, must(db.BookingByID(ctx, b.ID))(t), b)
		same(t, must(db.BookingOfSlot(ctx, "p1"))(t), b)
		same(t, must(db.FindBookings(ctx, "fair"))(t), []partnering.PitchBooking{b})

		w := filled(func(w *partnering.WaitingEntry) { w.EventID, w.SessionID, w.OrganisationID = "fair", "p", "acme" })
		ok(t, db.CreateWaiting(ctx, w))
		same(t, must(db.FindWaiting(ctx, "p"))(t), []partnering.WaitingEntry{w})
		same(t, must(db.FindWaitingAt(ctx, "fair"))(t), []partnering.WaitingEntry{w})
		ok(t, db.DeleteWaiting(ctx, "p", "acme"))
		same(t, must(db.FindWaiting(ctx, "p"))(t), []partnering.WaitingEntry{})
	})
}
