package main

import (
	"context"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
	"time"

	"entente/partnering"
)

// makePitches adds two pitch sessions on each of the first two days.
func (s *seeder) makePitches() error {
	for _, p := range []struct {
		day, hour    int
		title, topic string
	}{
		{0, 11, "Sensing at home", "Devices, sensors and what they tell"},
		{0, 16, "Data that decides", "Data, models and trials"},
		{1, 11, "Living with it", "Adherence, ageing, daily life"},
	} {
		_, err := s.service.CreatePitchSession(s.ctx, s.system, partnering.PitchSession{EventID: s.event.ID, Title: p.title,
			Topic: p.topic, Room: "Auditorium", Mode: partnering.PitchOpen, Start: s.local(p.day, p.hour, 0),
			End: s.local(p.day, p.hour+1, 0), PitchMin: 10, QAMin: 5})
		if err != nil {
			return err
		}
	}
	return nil
}

// bookPitches lets nine of the ten start-ups book; the tenth is the visitor's to try.
func (s *seeder) bookPitches() error {
	s.daysAgo(40)
	if err := s.phase(partnering.PhaseOpen); err != nil {
		return err
	}
	programme, err := s.service.PitchProgramme(s.ctx, s.system, s.event.ID)
	if err != nil {
		return err
	}
	var slots []partnering.ProgrammeSlot
	for _, session := range programme.Sessions {
		slots = append(slots, session.Slots...)
	}
	startups, err := s.ofKind(partnering.KindStartup)
	if err != nil {
		return err
	}
	for i, startup := range startups {
		if startup.Name == demoStartup {
			continue
		}
		_, err := s.service.BookPitch(s.ctx, s.system, slots[i].ID, partnering.PitchBooking{EventID: s.event.ID,
			OrganisationID: startup.ID, Title: startup.Name, Abstract: startup.Description})
		if err != nil {
			return err
		}
	}
	return nil
}

// demoStartup is the start-up that the demo's visitor plays, and the one that
// has not booked its pitch yet.
const (
	demoStartup       = "Cardiolume"
	demoStartupDomain = "@cardiolume.example"
)

// demoHurried are those who have too little time for all whom they are to meet.
const demoHurried = "@kaneda.example"

func (s *seeder) phase(to partnering.Phase) error {
	event, err := s.service.MovePhase(s.ctx, s.system, s.event.ID, to)
	s.event = event
	return err
}

func (s *seeder) ofKind(kind partnering.Kind) ([]partnering.Organisation, error) {
	found, err := s.service.FindOrganisations(s.ctx, s.system, partnering.OrganisationFilter{EventID: s.event.ID, Kind: kind})
	return found.Items, err
}

// sayAvailability lets some delegates arrive late or leave early.
func (s *seeder) sayAvailability() error {
	slots, err := s.service.FindSlots(s.ctx, s.system, s.event.ID)
	if err != nil {
		return err
	}
	delegates, err := s.service.FindDelegates(s.ctx, s.system, partnering.DelegateFilter{EventID: s.event.ID})
	if err != nil {
		return err
	}
	for _, d := range delegates.Items {
		said := saidOf(d, slots)
		if strings.HasSuffix(d.Email, demoStartupDomain) {
			said = s.freeToPitch(slots)
		}
		if len(said) == 0 {
			continue
		}
		if _, err := s.service.PutAvailability(s.ctx, s.system, partnering.Availability{DelegateID: d.ID, Slots: said}); err != nil {
			return err
		}
	}
	return nil
}

// saidOf closes the first morning or the last afternoon of one delegate in
// three; the team of one large company comes for an hour.
func saidOf(d partnering.Delegate, slots []partnering.Slot) map[string]partnering.SlotState {
	said := map[string]partnering.SlotState{}
	perDay := len(slots) / 3
	if strings.HasSuffix(d.Email, demoHurried) {
		for i, slot := range slots {
			if i < perDay || i >= perDay+2 {
				said[slot.ID] = partnering.SlotClosed
			}
		}
		return said
	}
	switch choice(d.Email, 6) {
	case 0:
		for _, slot := range slots[:perDay/2] {
			said[slot.ID] = partnering.SlotClosed
		}
	case 1:
		for _, slot := range slots[len(slots)-perDay/2:] {
			said[slot.ID] = partnering.SlotClosed
		}
	case 2:
		said[slots[0].ID] = partnering.SlotRatherNot
	}
	return said
}

// freeToPitch closes the slots during which pitch slots stay free, so that the
// visitor's start-up can book any of them.
func (s *seeder) freeToPitch(slots []partnering.Slot) map[string]partnering.SlotState {
	said := map[string]partnering.SlotState{}
	for _, slot := range slots {
		if slot.Start.Equal(s.local(0, 11, 0)) || slot.Start.Equal(s.local(1, 11, 30)) {
			said[slot.ID] = partnering.SlotClosed
		}
	}
	return said
}

// choice is a number below n that is the same for the same text in every demo.
func choice(text string, n uint32) int {
	h := fnv.New32a()
	_, _ = h.Write([]byte(text))
	return int(h.Sum32() % n)
}

// askAndAnswer lets every organisation ask its best partners, over three
// weeks, and the asked ones answer.
func (s *seeder) askAndAnswer() error {
	s.daysAgo(35)
	all, err := s.service.FindOrganisations(s.ctx, s.system, partnering.OrganisationFilter{EventID: s.event.ID})
	if err != nil {
		return err
	}
	for _, o := range all.Items {
		if err := s.ask(o); err != nil {
			return err
		}
	}
	s.daysAgo(20)
	if err := s.answer(); err != nil {
		return err
	}
	// The first deadline passes: what was not answered expires. The organiser
	// then gives everybody more time.
	s.daysAgo(11)
	if _, err := s.service.Tick(s.ctx); err != nil {
		return err
	}
	event, err := s.service.EventByID(s.ctx, s.system, s.event.ID)
	if err != nil {
		return err
	}
	event.Settings.RequestsCloseAt = s.local(-1, 18, 0)
	s.event, err = s.service.UpdateEvent(s.ctx, s.system, event)
	return err
}

// asks is how many requests an organisation of a kind sends.
func asks(kind partnering.Kind) int {
	switch kind {
	case partnering.KindLarge:
		return 9
	case partnering.KindStartup, partnering.KindInvestor:
		return 5
	}
	return 3
}

func (s *seeder) ask(from partnering.Organisation) error {
	partners, err := s.service.Recommendations(s.ctx, s.system, s.event.ID, from.ID, asks(from.Kind))
	if err != nil {
		return err
	}
	for i, partner := range partners {
		priority := []partnering.Priority{partnering.PriorityMust, partnering.PriorityWant, partnering.PriorityNice}[min(i/2, 2)]
		_, _, err := s.service.RequestMeeting(s.ctx, s.system, partnering.MeetingRequest{EventID: s.event.ID,
			From:    partnering.Side{OrganisationID: from.ID, Priority: priority},
			To:      partnering.Side{OrganisationID: partner.Organisation.ID},
			Message: openingLine(from, partner)})
		if err != nil {
			return err
		}
	}
	return nil
}

func openingLine(from partnering.Organisation, to partnering.Recommendation) string {
	lines := []string{
		"We read your profile and see a fit with what we do. Half an hour to compare notes?",
		"We are looking for a partner for a first pilot this year and would like to hear where you stand.",
		"Your offer is the step that we miss. Could we meet?",
		"A short exchange on how our two teams could work together, with a concrete case in mind.",
	}
	return lines[choice(from.Name+to.Organisation.Name, uint32(len(lines)))]
}

// answer accepts most requests, declines, withdraws and cancels some, and
// leaves a few without an answer.
func (s *seeder) answer() error {
	pending, err := s.service.FindRequests(s.ctx, s.system, partnering.RequestFilter{EventID: s.event.ID,
		States: []partnering.RequestState{partnering.RequestPending}})
	if err != nil {
		return err
	}
	slices.Reverse(pending.Items) // oldest first, as people answer
	for _, r := range pending.Items {
		if err := s.answerOne(r); err != nil {
			return err
		}
	}
	return nil
}

func (s *seeder) answerOne(r partnering.RequestDetail) error {
	var err error
	switch n := choice(r.FromOrganisation.Name+" "+r.ToOrganisation.Name, 20); {
	case n == 0:
		_, err = s.service.WithdrawRequest(s.ctx, s.system, r.ID)
	case n <= 2:
		_, err = s.service.DeclineRequest(s.ctx, s.system, r.ID, partnering.Answer{Reason: partnering.DeclineNoTime})
	case n == 3:
		_, err = s.service.DeclineRequest(s.ctx, s.system, r.ID, partnering.Answer{Reason: partnering.DeclineNoFit,
			ReasonText: "Not our field this year."})
	case n == 4:
		return nil // expires
	default:
		_, err = s.service.AcceptRequest(s.ctx, s.system, r.ID, partnering.Answer{Priority: partnering.PriorityWant})
		if err == nil && n == 5 {
			_, err = s.service.CancelRequest(s.ctx, s.system, r.ID, partnering.Answer{Reason: partnering.DeclineOther, ReasonText: "We had to shorten our stay."})
		}
	}
	return err
}

// publishFirst solves what was accepted and publishes version 1, then goes
// back to taking requests.
func (s *seeder) publishFirst() error {
	s.daysAgo(3)
	if err := s.phase(partnering.PhaseScheduling); err != nil {
		return err
	}
	draft, err := s.solve("First schedule", false)
	if err != nil {
		return err
	}
	if _, err := s.service.Publish(s.ctx, s.system, draft, "first schedule"); err != nil {
		return err
	}
	if _, err := s.service.Tick(s.ctx); err != nil {
		return err
	}
	return s.phase(partnering.PhaseOpen)
}

// demoIterations is enough for a good schedule of the demo within a second.
const demoIterations = 20_000

// solve starts a run, waits for it and returns its draft.
func (s *seeder) solve(name string, keep bool) (string, error) {
	ctx, stop := context.WithCancel(s.ctx)
	defer stop()
	worked := make(chan error, 1)
	go func() { worked <- s.service.Run(ctx) }()
	run, err := s.service.StartRun(ctx, s.system, s.event.ID, partnering.RunOptions{Name: name, Iterations: demoIterations, Seed: 1, KeepPublished: keep})
	if err != nil {
		return "", err
	}
	progress, err := s.service.WatchRun(ctx, s.system, run.ID)
	if err != nil {
		return "", err
	}
	for run = range progress {
	}
	stop()
	if err := <-worked; err != nil {
		return "", err
	}
	if run.DraftID == "" {
		return "", fmt.Errorf("run %s ended %s without a draft: %s", run.ID, run.State, run.Error)
	}
	return run.DraftID, nil
}

// changeSince is what happened after the first schedule: new requests in every
// inbox, some accepted, and a second draft that waits to be published.
func (s *seeder) changeSince() error {
	s.daysAgo(1)
	for _, pair := range [][2]string{{"Sanofi", demoStartup}, {"Aurore Ventures", demoStartup}, {"CHU de la Loire Haute", demoStartup},
		{"Orbitel", "Veille Douce"}, {demoStartup, "Sanofi"}, {"Glucosage", "Sanofi"}, {"Ophtalis", "Sanofi"}, {"Trialweave", "Sanofi"},
		{"Neurocadre", "Sanofi"}, {"Doseclair", "Sanofi"}, {"Datawarft", "Sanofi"}, {"Living Lab du Nord", "Sanofi"}} {
		if err := s.askBetween(pair[0], pair[1]); err != nil {
			return err
		}
	}
	for _, name := range []string{"Orbitel", "Glucosage", "Aurore Ventures", "INRIA", "Cap Digital"} {
		if err := s.agree(name); err != nil {
			return err
		}
	}
	if err := s.callOff("AP-HP"); err != nil {
		return err
	}
	_, err := s.solve("With the new requests", true)
	s.at = time.Now().UTC().Truncate(time.Microsecond)
	return err
}

func (s *seeder) askBetween(from, to string) error {
	a, err := s.organisation(from)
	if err != nil {
		return err
	}
	b, err := s.organisation(to)
	if err != nil {
		return err
	}
	_, _, err = s.service.RequestMeeting(s.ctx, s.system, partnering.MeetingRequest{EventID: s.event.ID, Message: "We met the new deadline just in time: could we meet?",
		From: partnering.Side{OrganisationID: a.ID, Priority: partnering.PriorityWant}, To: partnering.Side{OrganisationID: b.ID}})
	return err
}

// agree lets an organisation ask the best partner with whom it has no request
// yet, who accepts at once.
func (s *seeder) agree(name string) error {
	from, err := s.organisation(name)
	if err != nil {
		return err
	}
	partners, err := s.service.Recommendations(s.ctx, s.system, s.event.ID, from.ID, 50)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(partners, func(p partnering.Recommendation) bool { return p.Request == nil && p.Organisation.Name != demoStartup })
	if at < 0 {
		return fmt.Errorf("%s has asked everybody", name)
	}
	asked, _, err := s.service.RequestMeeting(s.ctx, s.system, partnering.MeetingRequest{EventID: s.event.ID,
		From: partnering.Side{OrganisationID: from.ID, Priority: partnering.PriorityMust},
		To:   partnering.Side{OrganisationID: partners[at].Organisation.ID}, Message: openingLine(from, partners[at])})
	if err != nil {
		return err
	}
	_, err = s.service.AcceptRequest(s.ctx, s.system, asked.ID, partnering.Answer{Priority: partnering.PriorityMust})
	return err
}

// callOff cancels the newest accepted request of an organisation whose
// meeting was published: those who were to attend are told.
func (s *seeder) callOff(name string) error {
	o, err := s.organisation(name)
	if err != nil {
		return err
	}
	accepted, err := s.service.FindRequests(s.ctx, s.system, partnering.RequestFilter{EventID: s.event.ID, OrganisationID: o.ID,
		States: []partnering.RequestState{partnering.RequestAccepted}})
	if err != nil {
		return err
	}
	at := slices.IndexFunc(accepted.Items, func(r partnering.RequestDetail) bool { return r.Meeting != nil })
	if at < 0 {
		return fmt.Errorf("%s has no published meeting", name)
	}
	_, err = s.service.CancelRequest(s.ctx, s.system, accepted.Items[at].ID,
		partnering.Answer{Reason: partnering.DeclineOther, ReasonText: "Our colleague leaves a day early."})
	return err
}

// signInLinks makes the links that the demo prints; they are reusable.
func (s *seeder) signInLinks() ([]demoLink, error) {
	people := []demoLink{{Who: "Organiser of the event", URL: demoOrganiser}, {Who: "Reviewer", URL: demoReviewer}}
	for _, name := range []string{demoStartup, "Sanofi", "Medicen Paris Region"} {
		who, err := s.firstDelegate(name)
		if err != nil {
			return nil, err
		}
		people = append(people, demoLink{Who: who.Name + ", " + name, URL: who.Email})
	}
	for i, person := range people {
		link, err := s.service.CreateLink(s.ctx, s.system, person.URL, s.event.ID, true, 365*24*time.Hour)
		if err != nil {
			return nil, err
		}
		people[i].URL = link
	}
	return people, nil
}

func (s *seeder) firstDelegate(organisation string) (partnering.Delegate, error) {
	o, err := s.organisation(organisation)
	if err != nil {
		return partnering.Delegate{}, err
	}
	team, err := s.service.FindDelegates(s.ctx, s.system, partnering.DelegateFilter{EventID: s.event.ID, OrganisationID: o.ID})
	if err != nil || len(team.Items) == 0 {
		return partnering.Delegate{}, fmt.Errorf("%s has no delegate: %w", organisation, err)
	}
	return team.Items[0], nil
}
