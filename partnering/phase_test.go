package partnering_test

import (
	"testing"

	"entente/partnering"
)

// TestPhases tries each act in each phase, as a participant and as an
// organiser. A row's five letters are the phases in their order: y for
// everybody, o for organisers, - for nobody.
func TestPhases(t *testing.T) {
	for _, row := range []struct {
		act    string
		phases string
		try    func(w *world, by partnering.Actor, s stage) error
	}{
		{"ask", "-yoo-", func(w *world, by partnering.Actor, s stage) error {
			_, _, err := w.service.RequestMeeting(w.ctx, by, between(w.event.ID, s.own, s.third))
			return err
		}},
		{"answer", "-yyy-", func(w *world, by partnering.Actor, s stage) error {
			_, err := w.service.AcceptRequest(w.ctx, by, s.received.ID, partnering.Answer{})
			return err
		}},
		{"withdraw", "-yyy-", func(w *world, by partnering.Actor, s stage) error {
			_, err := w.service.WithdrawRequest(w.ctx, by, s.sent.ID)
			return err
		}},
		{"cancel", "-yyy-", func(w *world, by partnering.Actor, s stage) error {
			_, err := w.service.CancelRequest(w.ctx, by, s.accepted.ID, partnering.Answer{})
			return err
		}},
		{"availability", "yyyy-", func(w *world, by partnering.Actor, s stage) error {
			_, err := w.service.PutAvailability(w.ctx, by, partnering.Availability{DelegateID: s.own.Delegates[0].ID})
			return err
		}},
		{"book a pitch", "-yoo-", func(w *world, by partnering.Actor, s stage) error {
			_, err := w.service.BookPitch(w.ctx, by, s.pitches[1].ID, partnering.PitchBooking{OrganisationID: s.own.ID})
			return err
		}},
		{"change a pitch", "-yyy-", func(w *world, by partnering.Actor, s stage) error {
			b := s.booking
			b.Title = "Another title"
			_, err := w.service.UpdateBooking(w.ctx, by, b)
			return err
		}},
		{"free a pitch", "-yyy-", func(w *world, by partnering.Actor, s stage) error {
			return w.service.CancelBooking(w.ctx, by, s.pitches[0].ID)
		}},
		{"change a profile", "yyyy-", func(w *world, by partnering.Actor, s stage) error {
			o := must(w.store.OrganisationByID(w.ctx, s.own.ID))(w)
			o.Description = "We build things"
			_, err := w.service.UpdateOrganisation(w.ctx, by, o)
			return err
		}},
		{"change the set-up", "oooo-", func(w *world, by partnering.Actor, s stage) error {
			_, err := w.service.CreatePlaces(w.ctx, by, w.event.ID, []partnering.Place{{Name: "Table"}})
			return err
		}},
	} {
		for i, phase := range partnering.Phases() {
			for _, who := range []string{"participant", "organiser"} {
				t.Run(row.act+" in "+string(phase)+" by "+who, func(t *testing.T) {
					w := newWorld(t)
					s := w.stage()
					by, may := s.own.admin(), row.phases[i] == 'y'
					if who == "organiser" {
						by, may = w.organiser, row.phases[i] != '-'
					}
					w.phase(phase)
					err := row.try(w, by, s)
					code := partnering.ErrorCode(err)
					if may && code != "" {
						t.Errorf("refused: %v", err)
					}
					if !may && code != partnering.CodeConflict && code != partnering.CodeForbidden {
						t.Errorf("code %q, want a refusal", code)
					}
				})
			}
		}
	}
}

// stage is an event on which each act of the phase table can be tried.
type stage struct {
	own, other, third        team
	sent, received, accepted partnering.MeetingRequest
	pitches                  []partnering.PitchSlot
	booking                  partnering.PitchBooking
}

// stage sets up requests in each state; the start-up may hold two pitches and holds one.
func (w *world) stage() stage {
	w.Helper()
	w.settings(func(s *partnering.Settings) { s.PitchesPerStartup = 2 })
	s := stage{own: w.team("Acme", partnering.KindStartup, 1), other: w.team("Big", partnering.KindLarge, 2), third: w.team("Cure", partnering.KindSME, 1)}
	s.sent = w.ask(s.own, s.other)
	named := between(w.event.ID, s.other, s.own)
	named.From.Attendees.Required = []string{s.other.Delegates[0].ID}
	received, _, err := w.service.RequestMeeting(w.ctx, s.other.admin(), named)
	if err != nil {
		w.Fatal(err)
	}
	s.received = received.MeetingRequest
	s.accepted = w.accepted(s.own, w.team("Dose", partnering.KindSME, 1))
	s.pitches = w.pitches("2026-12-01 14:00", 2)
	s.booking = w.book(s.own, s.pitches[0])
	return s
}

func TestAskingWhileLiveWhereTheEventAllowsIt(t *testing.T) {
	w := newWorld(t)
	w.settings(func(s *partnering.Settings) { s.RequestsWhileLive, s.RequestsCloseAt = true, w.clock.Now() })
	asking, asked := w.team("Acme", partnering.KindStartup, 1), w.team("Big", partnering.KindLarge, 1)
	w.phase(partnering.PhaseLive)
	r := w.ask(asking, asked) // the deadline of the open phase does not bind those on the spot
	if _, err := w.service.AcceptRequest(w.ctx, asked.admin(), r.ID, partnering.Answer{}); err != nil {
		t.Errorf("answering it: %v", err)
	}
}

func TestMovePhase(t *testing.T) {
	allowed := map[[2]partnering.Phase]bool{}
	phases := partnering.Phases()
	for i := range phases {
		allowed[[2]partnering.Phase{phases[i], phases[i]}] = true // changes nothing
		if i > 0 {
			allowed[[2]partnering.Phase{phases[i-1], phases[i]}] = true
			allowed[[2]partnering.Phase{phases[i], phases[i-1]}] = true
		}
	}
	w := newWorld(t)
	delegate := w.team("Acme", partnering.KindStartup, 1).admin()
	for _, from := range phases {
		for _, to := range phases {
			w.phase(from)
			before := w.event.Version
			e, err := w.service.MovePhase(w.ctx, w.organiser, w.event.ID, to)
			may := allowed[[2]partnering.Phase{from, to}]
			if may && (err != nil || e.Phase != to || (e.Version != before) != (from != to)) {
				t.Errorf("%s to %s: phase %s, version %d after %d (%v)", from, to, e.Phase, e.Version, before, err)
			}
			if !may {
				wantCode(t, err, partnering.CodeConflict)
			}
		}
	}
	_, err := w.service.MovePhase(w.ctx, w.organiser, w.event.ID, "party")
	wantCode(t, err, partnering.CodeInvalid)
	_, err = w.service.MovePhase(w.ctx, delegate, w.event.ID, partnering.PhaseOpen)
	wantCode(t, err, partnering.CodeForbidden)
}

func TestMovingThePhaseIsLogged(t *testing.T) {
	w := newWorld(t)
	must(w.service.MovePhase(w.ctx, w.organiser, w.event.ID, partnering.PhaseScheduling))(w)
	log := must(w.service.FindAudit(w.ctx, w.organiser, w.event.ID, partnering.Page{Limit: 1}))(w)
	entry := log.Items[0]
	if entry.Action != "event.phase" || entry.Who != "olga" || string(entry.Before) != `"open"` || string(entry.After) != `"scheduling"` {
		t.Errorf("logged %+v (%s → %s)", entry, entry.Before, entry.After)
	}
}
