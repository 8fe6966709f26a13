package partnering

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"entente/scheduler"
)

// standardZone is where an imported problem takes place unless it is said.
const standardZone = "Europe/Paris"

// ImportProblem makes an event of a problem file; for the process itself and operators. Every
// request is accepted; a published schedule in the file becomes version 1 and the event live, else
// it is in phase scheduling. Nobody is told.
func (s *Service) ImportProblem(ctx context.Context, by Actor, p *scheduler.Problem, o ProblemImport) (Event, error) {
	if !by.System && !by.Account.Operator {
		return Event{}, Errorf(CodeForbidden, "only operators create events; ask the one who runs this server")
	}
	first, err := o.first(s.clock.Now())
	if err != nil {
		return Event{}, err
	}
	if err := readable(p); err != nil {
		return Event{}, err
	}
	i := &problemImport{ctx: ctx, service: s, by: by, problem: p, now: s.clock.Now()}
	err = s.store.Tx(ctx, func(st Store) error {
		i.st = st
		return i.bring(o, first)
	})
	return i.event, err
}

// first returns the local midnight of the first day, in its zone.
func (o ProblemImport) first(now time.Time) (time.Time, error) {
	var f faults
	zone := either(o.Zone, standardZone)
	f.zone("zone", zone, true)
	loc, err := time.LoadLocation(zone)
	if err != nil {
		return time.Time{}, Invalid("the problem cannot be imported", f...)
	}
	day := nextMonday(now.In(loc))
	if o.From != "" {
		if day, err = time.ParseInLocation(time.DateOnly, o.From, loc); err != nil {
			f.add("from", o.From, "is no date; one is 2026-12-01")
		}
	}
	return day, Invalid("the problem cannot be imported", f...)
}

func nextMonday(now time.Time) time.Time {
	ahead := (int(time.Monday)-int(now.Weekday())+6)%7 + 1
	return time.Date(now.Year(), now.Month(), now.Day()+ahead, 0, 0, 0, 0, now.Location())
}

// readable lists every fault of the problem, and of what an event needs beyond it.
func readable(p *scheduler.Problem) error {
	var f faults
	var malformed *scheduler.ProblemError
	if err := scheduler.Validate(p); errors.As(err, &malformed) {
		for _, fault := range malformed.Faults {
			f.add(fault.Path, fault.Value, "%s", fault.Message)
		}
	} else if err != nil {
		return err
	}
	timed := func(s scheduler.Slot) bool { return !s.Start.IsZero() && !s.End.IsZero() }
	timeless := func(s scheduler.Slot) bool { return s.Start.IsZero() && s.End.IsZero() }
	for n, slot := range p.Slots {
		if !timed(slot) && (!timeless(slot) || slices.ContainsFunc(p.Slots, timed)) {
			f.add(fmt.Sprintf("slots[%d]", n), slot.ID, "needs a start and an end; give them to all slots or to none")
		}
	}
	return Invalid("the problem cannot be imported", f...)
}

// problemImport carries one import: what was made, by the file's ids.
type problemImport struct {
	ctx           context.Context
	service       *Service
	st            Store
	by            Actor
	now           time.Time
	problem       *scheduler.Problem
	event         Event
	slots         map[string]string
	places        map[string]string
	tables        []Place
	organisations map[string]string
	delegates     map[string]Delegate
	requests      map[string]string
}

func (i *problemImport) bring(o ProblemImport, first time.Time) error {
	steps := []func() error{i.bringOrganisations, i.bringPlaces, i.bringDelegates, i.bringAvailability, i.bringRequests, i.bringPins, i.bringPublished}
	if err := i.bringEvent(o, first); err != nil {
		return err
	}
	if err := i.bringSlots(first); err != nil {
		return err
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return i.service.record(i.ctx, i.st, i.by, i.event.ID, "event.import", Subject{Kind: "event", ID: i.event.ID}, nil,
		map[string]int{"delegates": len(i.problem.Participants), "requests": len(i.problem.Requests), "slots": len(i.problem.Slots)})
}

func (i *problemImport) bringEvent(o ProblemImport, first time.Time) error {
	p := i.problem
	i.event = Event{
		ID: NewID(), Name: either(o.Name, either(p.Name, "Imported event")), Zone: first.Location().String(),
		Languages: []string{"en"}, Phase: PhaseScheduling, CreatedAt: i.now,
		Settings: Settings{AllMandatory: p.AllMandatory, MaxBreakSpread: p.MaxBreakSpread},
		Form:     ProblemForm{Tables: len(p.Places) == 0, Timeless: timeless(p)},
	}
	if p.Changeover > 0 {
		i.event.Settings.Changeover = &p.Changeover
	}
	if len(p.Published) > 0 {
		i.event.Phase = PhaseLive
	}
	if p.Goals != nil {
		i.event.Form.Goals, _ = json.Marshal(p.Goals)
	}
	if err := i.st.CreateEvent(i.ctx, &i.event); err != nil {
		return err
	}
	if i.by.System {
		return nil
	}
	return i.service.join(i.ctx, i.st, i.by, Membership{AccountID: i.by.Account.ID, EventID: i.event.ID, Role: RoleOrganiser})
}

func timeless(p *scheduler.Problem) bool { return len(p.Slots) > 0 && p.Slots[0].Start.IsZero() }

// risingIDs returns n new identifiers in rising order, so that what is made of
// a file comes back in the file's order.
func risingIDs(n int) []string {
	ids := make([]string, n)
	for i := range ids {
		ids[i] = NewID()
	}
	slices.Sort(ids)
	return ids
}

func (i *problemImport) bringSlots(first time.Time) error {
	starts, ids := startsOf(i.problem.Slots, first), risingIDs(len(i.problem.Slots))
	slots := make([]Slot, len(ids))
	i.slots = make(map[string]string, len(ids))
	for n, s := range i.problem.Slots {
		slots[n] = Slot{ID: ids[n], EventID: i.event.ID, ExternalID: s.ID, Day: s.Day, Session: s.Session,
			Start: starts[n].UTC(), End: starts[n].Add(halfHour).UTC(), Version: 1}
		if !s.End.IsZero() {
			slots[n].End = s.End.UTC()
		}
		i.slots[s.ID] = ids[n]
	}
	return i.st.CreateSlots(i.ctx, slots...)
}

const (
	halfHour = 30 * time.Minute
	pause    = time.Hour
)

// startsOf says when slots begin: as the file says, or half hours from 09:00,
// with a pause between sessions, on consecutive days from the first one. A day
// that runs past midnight makes the next one begin a day later.
func startsOf(slots []scheduler.Slot, first time.Time) []time.Time {
	starts := make([]time.Time, len(slots))
	day, next := first, morning(first)
	for n, s := range slots {
		if n > 0 && s.Day != slots[n-1].Day {
			for day = day.AddDate(0, 0, 1); morning(day).Before(next); {
				day = day.AddDate(0, 0, 1)
			}
			next = morning(day)
		} else if n > 0 && s.Session != slots[n-1].Session {
			next = next.Add(pause)
		}
		starts[n], next = next, next.Add(halfHour)
		if !s.Start.IsZero() {
			starts[n] = s.Start
		}
	}
	return starts
}

func morning(day time.Time) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day(), 9, 0, 0, 0, day.Location())
}

// bringOrganisations makes the organisations: those listed, those that participants
// and booths name, and one for each participant who names none.
func (i *problemImport) bringOrganisations() error {
	var made []Organisation
	i.organisations = map[string]string{}
	add := func(o Organisation) {
		if _, there := i.organisations[o.ExternalID]; !there {
			i.organisations[o.ExternalID] = ""
			o.EventID, o.Name, o.Kind, o.Version = i.event.ID, o.ExternalID, KindSME, 1
			made = append(made, o)
		}
	}
	for _, o := range i.problem.Organisations {
		add(Organisation{ExternalID: o.ID, Floor: positive(o.Floor), MaxMeetings: positive(o.MaxMeetings)})
	}
	for _, p := range i.problem.Participants {
		if p.Organisation != "" {
			add(Organisation{ExternalID: p.Organisation})
		}
	}
	for _, p := range i.problem.Participants {
		if p.Organisation == "" {
			add(Organisation{ExternalID: i.impliedName(p.ID), Implied: true})
		}
	}
	ids := risingIDs(len(made))
	for n := range made {
		made[n].ID, i.organisations[made[n].ExternalID] = ids[n], ids[n]
	}
	if err := i.st.CreateOrganisations(i.ctx, made...); err != nil {
		return err
	}
	return i.noteListed()
}

// impliedName is the participant's id, unless an organisation of the file has it.
func (i *problemImport) impliedName(participant string) string {
	name := participant
	for i.namesOrganisation(name) {
		name += " (alone)"
	}
	return name
}

func (i *problemImport) namesOrganisation(id string) bool {
	if _, there := i.organisations[id]; !there {
		return false
	}
	return slices.ContainsFunc(i.problem.Organisations, func(o scheduler.Organisation) bool { return o.ID == id }) ||
		slices.ContainsFunc(i.problem.Participants, func(p scheduler.Participant) bool { return p.Organisation == id })
}

func positive(n int) *int {
	if n <= 0 {
		return nil
	}
	return &n
}

// noteListed remembers the organisations that the file lists with their id alone.
func (i *problemImport) noteListed() error {
	for _, o := range i.problem.Organisations {
		if o.Floor == 0 && o.MaxMeetings == 0 {
			i.event.Form.Listed = append(i.event.Form.Listed, i.organisations[o.ID])
		}
	}
	if len(i.event.Form.Listed) == 0 {
		return nil
	}
	return i.st.UpdateEvent(i.ctx, &i.event)
}

// mailAddress is the participant's, with what an address cannot hold replaced.
func mailAddress(participant string) string {
	local := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || strings.ContainsRune("._-+", r) {
			return r
		}
		return '-'
	}, strings.ToLower(participant))
	return either(strings.Trim(local, "."), "participant") + "@example.invalid"
}
