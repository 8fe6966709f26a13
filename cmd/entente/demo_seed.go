package main

import (
	"bytes"
	"context"
	"embed"
	"fmt"
	"time"

	"entente/internal/tables"
	"entente/partnering"
)

//go:embed demo/*.csv
var demoTables embed.FS

const (
	demoZone      = "Europe/Paris"
	demoOrganiser = "organiser@entente.example"
	demoReviewer  = "reviewer@entente.example"
)

// seeder makes the demo event. It lives through the weeks before the event by
// moving its own clock, so that requests, answers and mail have a past.
type seeder struct {
	ctx     context.Context
	at      time.Time // the seeder's now
	today   time.Time // the real now
	service *partnering.Service
	system  partnering.Actor
	event   partnering.Event
	first   time.Time // local midnight of the first day
}

// seedDemo makes the demo event and returns a sign-in link for each role.
func seedDemo(ctx context.Context, app *application, settings serverSettings) ([]demoLink, error) {
	now := time.Now().UTC().Truncate(time.Microsecond)
	s := &seeder{ctx: ctx, at: now, today: now, system: partnering.SystemActor()}
	notifier, err := settings.notifier(app.db)
	if err != nil {
		return nil, err
	}
	s.service = partnering.New(app.db, partnering.WithNotifier(notifier), partnering.WithBaseURL(app.baseURL),
		partnering.WithLog(app.log), partnering.WithClock(partnering.ClockFunc(func() time.Time { return s.at })))
	steps := []func() error{s.makeEvent, s.makeVenue, s.importPeople, s.makePitches, s.bookPitches, s.sayAvailability,
		s.askAndAnswer, s.publishFirst, s.changeSince}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return s.signInLinks()
}

// daysAgo moves the seeder's clock.
func (s *seeder) daysAgo(days int) { s.at = s.today.AddDate(0, 0, -days) }

// firstDay is the first Monday to Wednesday at least four days from now, so
// that the three days stay within a week.
func firstDay(now time.Time, zone *time.Location) time.Time {
	local := now.In(zone)
	day := time.Date(local.Year(), local.Month(), local.Day()+4, 0, 0, 0, 0, zone)
	for day.Weekday() == time.Sunday || day.Weekday() > time.Wednesday {
		day = day.AddDate(0, 0, 1)
	}
	return day
}

// local is an instant of the event, in UTC.
func (s *seeder) local(day, hour, minute int) time.Time {
	y, m, d := s.first.Date()
	return time.Date(y, m, d+day, hour, minute, 0, 0, s.first.Location()).UTC()
}

func (s *seeder) makeEvent() error {
	zone, err := time.LoadLocation(demoZone)
	if err != nil {
		return err
	}
	s.first = firstDay(s.today, zone)
	s.daysAgo(45)
	s.event, err = s.service.CreateEvent(s.ctx, s.system, partnering.Event{
		Name: "ICT for Health Paris", Venue: "Palais des Rencontres, Paris (a demo; people and most organisations are fictional)",
		Zone: demoZone, Languages: []string{"en", "fr"}, Settings: s.settings()})
	if err != nil {
		return err
	}
	for email, member := range map[string]partnering.Membership{
		demoOrganiser: {EventID: s.event.ID, Role: partnering.RoleOrganiser},
		demoReviewer:  {EventID: s.event.ID, Role: partnering.RoleReviewer},
	} {
		name := map[string]string{demoOrganiser: "Ada Organiser", demoReviewer: "René Reviewer"}[email]
		if _, err := s.service.GrantRole(s.ctx, s.system, email, name, member); err != nil {
			return err
		}
	}
	return nil
}

func (s *seeder) settings() partnering.Settings {
	return partnering.Settings{
		RequestsCloseAt: s.at.AddDate(0, 0, 33),
		RequestQuota:    map[partnering.Kind]int{partnering.KindStartup: 20, partnering.KindSME: 20, partnering.KindLarge: 60},
		Floors:          map[partnering.Kind]int{partnering.KindStartup: 4},
		Capabilities: []partnering.Capability{{Key: "research", Name: "Research"}, {Key: "clinical-validation", Name: "Clinical validation"},
			{Key: "devices", Name: "Devices and sensors"}, {Key: "data-ai", Name: "Data and AI"}, {Key: "software", Name: "Software"},
			{Key: "regulatory", Name: "Regulatory"}, {Key: "manufacturing", Name: "Manufacturing"},
			{Key: "market-access", Name: "Market access and reimbursement"}, {Key: "distribution", Name: "Distribution"},
			{Key: "funding", Name: "Funding"}},
		PublicOrganisations: true, QuietFrom: "21:30", QuietUntil: "07:00",
	}
}

// makeVenue builds three days of half hours, six tables in two zones, a
// booth and the video place.
func (s *seeder) makeVenue() error {
	for day := range 3 {
		date := s.first.AddDate(0, 0, day).Format(time.DateOnly)
		for _, plan := range []partnering.SessionPlan{
			{Date: date, Name: "morning", From: "09:30", Until: "12:30", Minutes: 30},
			{Date: date, Name: "afternoon", From: "14:00", Until: "17:00", Minutes: 30},
		} {
			if _, err := s.service.AddSession(s.ctx, s.system, s.event.ID, plan); err != nil {
				return err
			}
		}
	}
	var places []partnering.Place
	for n := range 6 {
		zone := "A"
		if n >= 3 {
			zone = "B"
		}
		places = append(places, partnering.Place{Name: fmt.Sprintf("Table %d", n+1), Kind: partnering.PlaceTable, Zone: zone, Capacity: 1, Position: n + 1})
	}
	places = append(places, partnering.Place{Name: "Video room", Kind: partnering.PlaceVideo, Capacity: 3, Link: "https://video.example/ict-for-health", Position: 8})
	_, err := s.service.CreatePlaces(s.ctx, s.system, s.event.ID, places)
	return err
}

// importPeople brings the organisations and delegates in, as an organiser would.
func (s *seeder) importPeople() error {
	var all partnering.ImportTables
	for _, name := range []string{"organisations", "delegates"} {
		text, err := demoTables.ReadFile("demo/" + name + ".csv")
		if err != nil {
			return err
		}
		if err := tables.ReadCSV(&all, name, bytes.NewReader(text)); err != nil {
			return err
		}
	}
	report, err := s.service.ImportTables(s.ctx, s.system, s.event.ID, all, false)
	if err != nil {
		return err
	}
	if len(report.Faults) > 0 {
		return fmt.Errorf("the demo's tables have faults: %v", report.Faults)
	}
	return s.makeBooth()
}

func (s *seeder) makeBooth() error {
	sanofi, err := s.organisation("Sanofi")
	if err != nil {
		return err
	}
	_, err = s.service.CreatePlaces(s.ctx, s.system, s.event.ID, []partnering.Place{{Name: "Sanofi booth", Kind: partnering.PlaceBooth,
		Zone: "B", Capacity: 2, OrganisationID: sanofi.ID, Position: 7}})
	return err
}

func (s *seeder) organisation(name string) (partnering.Organisation, error) {
	found, err := s.service.FindOrganisations(s.ctx, s.system, partnering.OrganisationFilter{EventID: s.event.ID, Text: name})
	if err != nil {
		return partnering.Organisation{}, err
	}
	for _, o := range found.Items {
		if o.Name == name {
			return o, nil
		}
	}
	return partnering.Organisation{}, fmt.Errorf("the demo has no organisation %s", name)
}
