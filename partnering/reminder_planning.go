package partnering

import (
	"context"
	"time"
)

// planner writes an event's reminders ahead. Every method may be called again:
// a row that stands already is left as it is, and none is planned for the past.
type planner struct {
	ctx       context.Context
	service   *Service
	st        Store
	event     Event
	now       time.Time
	rules     map[RuleKind]ReminderRule
	slots     map[string]Slot
	delegates map[string]Delegate
	rows      []OutboxRow
}

func (s *Service) newPlanner(ctx context.Context, st Store, e Event) (*planner, error) {
	rules, err := rulesOf(ctx, st, e.ID)
	if err != nil {
		return nil, err
	}
	slots, err := st.FindSlots(ctx, e.ID)
	if err != nil {
		return nil, err
	}
	delegates, err := st.FindDelegates(ctx, DelegateFilter{EventID: e.ID})
	if err != nil {
		return nil, err
	}
	return &planner{ctx: ctx, service: s, st: st, event: e, now: s.clock.Now(), rules: rules,
		slots:     byKey(slots, func(s Slot) string { return s.ID }),
		delegates: byKey(delegates.Items, func(d Delegate) string { return d.ID })}, nil
}

// PlanReminders writes ahead the rows of all rules of the event; idempotent.
func (s *Service) PlanReminders(ctx context.Context, eventID string) error {
	return s.store.Tx(ctx, func(st Store) error {
		e, err := st.EventByID(ctx, eventID)
		if err != nil {
			return err
		}
		return s.planEvent(ctx, st, e)
	})
}

// planEvent plans everything that the event's state calls for.
func (s *Service) planEvent(ctx context.Context, st Store, e Event) error {
	p, err := s.newPlanner(ctx, st, e)
	if err != nil {
		return err
	}
	meetings, err := st.FindMeetings(ctx, MeetingFilter{EventID: e.ID})
	if err != nil {
		return err
	}
	p.nextMeetings(meetings)
	p.agendas(meetings, nil)
	return p.writeAfter(p.pitches, p.unanswered, p.availability)
}

// planDated plans what the calendar calls for, whoever changed nothing.
func (s *Service) planDated(ctx context.Context, st Store, e Event) error {
	p, err := s.newPlanner(ctx, st, e)
	if err != nil {
		return err
	}
	return p.writeAfter(p.unanswered, p.availability)
}

// rebuildReminders follows a new version of the schedule: what was planned for
// a changed meeting is cancelled, and planned anew where it stands now.
func (s *Service) rebuildReminders(ctx context.Context, st Store, e Event, changes []Change) error {
	if len(changes) == 0 {
		return nil
	}
	p, err := s.newPlanner(ctx, st, e)
	if err != nil {
		return err
	}
	touched := map[string]bool{}
	var stand []Meeting
	for _, c := range changes {
		if c.Before != nil {
			if _, err := st.CancelOutbox(ctx, e.ID, Subject{Kind: "meeting", ID: c.RequestID}, nil, nil); err != nil {
				return err
			}
			mark(touched, c.Before.Participants)
		}
		if c.After != nil {
			stand = append(stand, *c.After)
			mark(touched, c.After.Participants)
		}
	}
	feedback := Subject{Kind: "event", ID: e.ID}
	if _, err := st.CancelOutbox(ctx, e.ID, feedback, []RuleKind{RuleFeedback}, sortedKeys(touched)); err != nil {
		return err
	}
	meetings, err := st.FindMeetings(ctx, MeetingFilter{EventID: e.ID})
	if err != nil {
		return err
	}
	p.nextMeetings(stand)
	p.agendas(meetings, touched)
	return p.write()
}

func mark(set map[string]bool, ids []string) {
	for _, id := range ids {
		set[id] = true
	}
}

// writeAfter keeps the planned rows and those of the steps.
func (p *planner) writeAfter(steps ...func() error) error {
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return p.write()
}

// write keeps the planned rows.
func (p *planner) write() error { return p.service.plan(p.ctx, p.st, p.rows...) }

// add plans a row unless its rule is off or its instant over.
func (p *planner) add(rule RuleKind, d Delegate, subject Subject, due time.Time) {
	if d.Email == "" || !p.rules[rule].Enabled || !due.After(p.now) {
		return
	}
	p.rows = append(p.rows, OutboxRow{EventID: p.event.ID, Rule: rule, To: d.Email, DelegateID: d.ID, Subject: subject, Due: due})
}

// nextMeetings plans who, where and when shortly before each meeting.
func (p *planner) nextMeetings(meetings []Meeting) {
	for _, m := range meetings {
		slot, there := p.slots[m.SlotID]
		if !there || m.State != MeetingScheduled {
			continue
		}
		for _, offset := range p.rules[RuleNextMeeting].Offsets {
			for _, id := range m.Participants {
				p.add(RuleNextMeeting, p.delegates[id], Subject{Kind: "meeting", ID: m.RequestID}, slot.Start.Add(-offset))
			}
		}
	}
}

// agendas plans the evening before each day of a delegate's meetings and the
// feedback after the last of them; only of those touched, unless that is nil.
func (p *planner) agendas(meetings []Meeting, touched map[string]bool) {
	days := map[string]map[string]bool{}
	last := map[string]time.Time{}
	for _, m := range meetings {
		slot := p.slots[m.SlotID]
		if m.State == MeetingCancelled || slot.ID == "" {
			continue
		}
		date := p.event.date(slot.Start)
		for _, id := range m.Participants {
			if touched != nil && !touched[id] {
				continue
			}
			if days[id] == nil {
				days[id] = map[string]bool{}
			}
			days[id][date] = true
			if slot.End.After(last[id]) {
				last[id] = slot.End
			}
		}
	}
	for _, id := range sortedKeys(days) {
		for _, date := range sortedKeys(days[id]) {
			p.dayBefore(p.delegates[id], date)
		}
		p.feedback(p.delegates[id], last[id])
	}
}

func (p *planner) dayBefore(d Delegate, date string) {
	evening, fine := wall(date, p.rules[RuleDayBefore].At)
	if !fine {
		return
	}
	evening.date = evening.date.AddDate(0, 0, -1)
	if due, fine := p.event.first(evening); fine {
		p.add(RuleDayBefore, d, Subject{Kind: "day", ID: date}, due)
	}
}

func (p *planner) feedback(d Delegate, end time.Time) {
	subject := Subject{Kind: "event", ID: p.event.ID}
	for _, offset := range p.rules[RuleFeedback].Offsets {
		p.add(RuleFeedback, d, subject, end.Add(-offset))
	}
	morning, fine := wall(p.event.date(end.Add(day)), p.rules[RuleFeedback].At)
	if !fine {
		return
	}
	if due, fine := p.event.first(morning); fine {
		p.add(RuleFeedback, d, subject, due)
	}
}

// pitches plans the reminders of those who present.
func (p *planner) pitches() error {
	bookings, err := p.st.FindBookings(p.ctx, p.event.ID)
	if err != nil {
		return err
	}
	slots, err := p.st.FindPitchSlots(p.ctx, p.event.ID)
	if err != nil {
		return err
	}
	bySlot := byKey(slots, func(s PitchSlot) string { return s.ID })
	teams := p.teams()
	for _, b := range bookings {
		if b.Holds() {
			p.pitch(b, bySlot[b.SlotID], presentersOf(b, teams[b.OrganisationID]))
		}
	}
	return nil
}

func (p *planner) pitch(b PitchBooking, slot PitchSlot, presenters []Delegate) {
	for _, offset := range p.rules[RulePitch].Offsets {
		for _, d := range presenters {
			p.add(RulePitch, d, Subject{Kind: "booking", ID: b.ID}, slot.Start.Add(-offset))
		}
	}
}

// planPitch writes a new booking's reminders ahead.
func (s *Service) planPitch(ctx context.Context, st Store, e Event, b PitchBooking, slot PitchSlot, presenters []Delegate) error {
	rules, err := rulesOf(ctx, st, e.ID)
	if err != nil {
		return err
	}
	p := &planner{ctx: ctx, service: s, st: st, event: e, now: s.clock.Now(), rules: rules}
	p.pitch(b, slot, presenters)
	return p.write()
}

// teams returns the delegates of each organisation, by name.
func (p *planner) teams() map[string][]Delegate {
	teams := map[string][]Delegate{}
	for _, id := range sortedKeys(p.delegates) {
		d := p.delegates[id]
		teams[d.OrganisationID] = append(teams[d.OrganisationID], d)
	}
	return teams
}

// unanswered plans, for organisations with pending requests, the digest every
// second morning and the last calls before the deadline.
func (p *planner) unanswered() error {
	if p.event.Phase != PhaseOpen && p.event.Phase != PhaseScheduling {
		return nil
	}
	pending, err := p.st.FindRequests(p.ctx, RequestFilter{EventID: p.event.ID, States: []RequestState{RequestPending}})
	if err != nil {
		return err
	}
	asked := map[string]bool{}
	for _, r := range pending.Items {
		asked[r.To.OrganisationID] = true
	}
	teams := p.teams()
	for _, id := range sortedKeys(asked) {
		subject := Subject{Kind: "organisation", ID: id}
		for _, d := range teams[id] {
			if digest, fine := p.nextDigest(); fine {
				p.add(RuleUnanswered, d, subject, digest)
			}
			p.beforeDeadline(RuleDeadline, d, subject)
		}
	}
	return nil
}

// nextDigest is the next of every second morning, counted by the calendar so
// that it does not depend on when it is asked.
func (p *planner) nextDigest() (time.Time, bool) {
	for ahead := range 3 {
		date := p.event.date(p.now.Add(time.Duration(ahead) * day))
		morning, fine := wall(date, p.rules[RuleUnanswered].At)
		if !fine {
			return time.Time{}, false
		}
		if morning.date.Unix()/int64(day/time.Second)%2 != 0 {
			continue
		}
		for _, due := range morning.instants(p.event.Location()) {
			if due.After(p.now) {
				return due, p.event.Settings.RequestsCloseAt.IsZero() || due.Before(p.event.Settings.RequestsCloseAt)
			}
		}
	}
	return time.Time{}, false
}

func (p *planner) beforeDeadline(rule RuleKind, d Delegate, subject Subject) {
	deadline := p.event.Settings.RequestsCloseAt
	if deadline.IsZero() {
		return
	}
	for _, offset := range p.rules[rule].Offsets {
		p.add(rule, d, subject, deadline.Add(-offset))
	}
}

// availability plans to ask those with accepted requests and few open slots.
func (p *planner) availability() error {
	if p.event.Settings.RequestsCloseAt.IsZero() || p.event.Phase != PhaseOpen {
		return nil
	}
	short, err := p.service.shortOfSlots(p.ctx, p.st, p.event, p.delegates)
	if err != nil {
		return err
	}
	for _, id := range short {
		p.beforeDeadline(RuleAvailability, p.delegates[id], Subject{Kind: "delegate", ID: id})
	}
	return nil
}

// shortOfSlots returns the delegates whom accepted requests name as required
// more often than they have open slots, in order of id.
func (s *Service) shortOfSlots(ctx context.Context, st Store, e Event, delegates map[string]Delegate) ([]string, error) {
	accepted, err := st.FindRequests(ctx, RequestFilter{EventID: e.ID, States: []RequestState{RequestAccepted}})
	if err != nil {
		return nil, err
	}
	said, err := st.FindAvailability(ctx, e.ID)
	if err != nil {
		return nil, err
	}
	slots, err := st.FindSlots(ctx, e.ID)
	if err != nil {
		return nil, err
	}
	alone := aloneInTeam(delegates)
	needed := map[string]int{}
	for _, r := range accepted.Items {
		for _, side := range []Side{r.From, r.To} {
			named := side.Attendees.Required
			if len(side.Attendees.Names()) == 0 {
				named = alone[side.OrganisationID]
			}
			for _, id := range named {
				needed[id]++
			}
		}
	}
	var short []string
	for _, id := range sortedKeys(needed) {
		if open := openSlots(e, slots, said[id]); open < needed[id] {
			short = append(short, id)
		}
	}
	return short, nil
}

// aloneInTeam returns, for organisations with one delegate who takes meetings, that one.
func aloneInTeam(delegates map[string]Delegate) map[string][]string {
	teams := map[string][]string{}
	for id, d := range delegates {
		if !d.NoMeetings {
			teams[d.OrganisationID] = append(teams[d.OrganisationID], id)
		}
	}
	for o, team := range teams {
		if len(team) > 1 {
			delete(teams, o)
		}
	}
	return teams
}

func openSlots(e Event, slots []Slot, said map[string]SlotState) int {
	open := 0
	for _, slot := range slots {
		state, spoken := said[slot.ID]
		if spoken && state != SlotClosed || !spoken && !e.Settings.UnavailableByDefault {
			open++
		}
	}
	return open
}

// first is the first instant at which clocks show the wall time, if any does.
func (e Event) first(w wallTime) (time.Time, bool) {
	instants := w.instants(e.Location())
	if len(instants) == 0 {
		return time.Time{}, false
	}
	return instants[0], true
}

// date is the local day of an instant.
func (e Event) date(t time.Time) string { return t.In(e.Location()).Format(time.DateOnly) }
