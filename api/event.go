package api

import (
	"context"
	"time"

	"entente/partnering"
)

// Event is a partnering event.
type Event struct {
	ID        string   `json:"id"`
	Name      string   `json:"name"`
	Venue     string   `json:"venue"`
	Zone      string   `json:"zone" doc:"IANA time zone" example:"Europe/Paris"`
	Languages []string `json:"languages"`
	Phase     string   `json:"phase" enum:"setup,open,scheduling,live,closed"`
	Settings  Settings `json:"settings"`
	Version   int64    `json:"version"`
	Roles     []string `json:"roles" doc:"What the caller is at this event"`
}

// Settings are the rules that an organiser sets.
type Settings struct {
	RequestsCloseAt      *time.Time          `json:"requests_close_at,omitempty" doc:"Deadline for asking and answering"`
	RequestQuota         map[string]int      `json:"request_quota,omitempty" doc:"Most requests per organisation, by kind"`
	MayAsk               map[string][]string `json:"may_ask,omitempty" doc:"Which kinds a kind may ask; a kind that is absent may ask all"`
	Floors               map[string]int      `json:"floors,omitempty" doc:"Meetings promised to each organisation, by kind"`
	Capabilities         []Capability        `json:"capabilities,omitempty" doc:"The value chain, in order"`
	KindBonus            map[string]int      `json:"kind_bonus,omitempty"`
	UnavailableByDefault bool                `json:"unavailable_by_default,omitempty"`
	AllMandatory         bool                `json:"all_mandatory,omitempty"`
	MaxBreakSpread       *int                `json:"max_break_spread,omitempty" minimum:"0"`
	Changeover           *int                `json:"changeover,omitempty" minimum:"0"`
	PitchesPerStartup    int                 `json:"pitches_per_startup,omitempty" minimum:"0"`
	RequestsWhileLive    bool                `json:"requests_while_live,omitempty"`
	PublicOrganisations  bool                `json:"public_organisations,omitempty"`
	QuietFrom            string              `json:"quiet_from,omitempty" doc:"Local time from which no reminder leaves" example:"22:00"`
	QuietUntil           string              `json:"quiet_until,omitempty" example:"07:00"`
}

// Capability is a step of the value chain.
type Capability struct {
	Key  string `json:"key"`
	Name string `json:"name"`
}

// EventInput is what an organiser writes of an event.
type EventInput struct {
	Name      string   `json:"name" minLength:"1" maxLength:"200"`
	Venue     string   `json:"venue,omitempty" maxLength:"500"`
	Zone      string   `json:"zone" doc:"IANA time zone" example:"Europe/Paris"`
	Languages []string `json:"languages,omitempty" enum:"en,fr"`
	Settings  Settings `json:"settings,omitempty"`
}

// Overview says where an event stands.
type Overview struct {
	Requests      map[string]int `json:"requests" doc:"By state"`
	Organisations map[string]int `json:"organisations" doc:"By kind"`
	Delegates     int            `json:"delegates"`
	TableSlots    int            `json:"table_slots" doc:"Meetings that fit: open places × slots"`
	Expected      int            `json:"expected" doc:"Accepted requests and half of the pending ones"`
	Scheduled     int            `json:"scheduled"`
	Unscheduled   int            `json:"unscheduled"`
	Version       int            `json:"version" doc:"The newest published version, 0 before the first"`
	PitchSlots    int            `json:"pitch_slots"`
	PitchBooked   int            `json:"pitch_booked"`
	OutboxFailed  int            `json:"outbox_failed"`
	OutboxDue     int            `json:"outbox_due" doc:"Messages planned within a day"`
	Attention     []NextStep     `json:"attention"`
}

// NextStep is something to do.
type NextStep struct {
	Kind  string     `json:"kind"`
	Count int        `json:"count"`
	Due   *time.Time `json:"due,omitempty"`
}

// PhaseInput moves the phase.
type PhaseInput struct {
	Phase string `json:"phase" enum:"setup,open,scheduling,live,closed"`
}

func (s *server) eventRoutes() []route {
	return tagged("Events",
		get("/events", "list-events", "Events the caller has a role in", signedIn, s.listEvents),
		post("/events", "create-event", "Create an event", operators, s.createEvent).creates(),
		get("/events/{event}", "read-event", "Read an event", public, s.readEvent),
		put("/events/{event}", "change-event", "Change an event", organisers, s.changeEvent),
		post("/events/{event}/phase", "move-phase", "Move the phase one step", organisers, s.movePhase),
		get("/events/{event}/overview", "read-overview", "Where the event stands", organisers, s.readOverview),
		get("/events/{event}/next-steps", "list-next-steps", "What to do next", attendees, s.listNextSteps),
	)
}

func (s *server) listEvents(ctx context.Context, _ *struct{}) (*Reply[List[Event]], error) {
	by := actor(ctx)
	events, err := s.svc.FindEvents(ctx, by)
	if err != nil {
		return nil, err
	}
	return whole(events, func(e partnering.Event) Event { return toEvent(e, by) }), nil
}

func (s *server) createEvent(ctx context.Context, in *struct{ Body EventInput }) (*Versioned[Event], error) {
	e, err := s.svc.CreateEvent(ctx, actor(ctx), in.Body.event())
	if err != nil {
		return nil, err
	}
	// The caller became organiser with this call, after its roles were read.
	out := toEvent(e, actor(ctx))
	out.Roles = []string{string(partnering.RoleOrganiser)}
	return versioned(out, e.Version), nil
}

func (s *server) readEvent(ctx context.Context, in *EventPath) (*Versioned[Event], error) {
	e, err := s.svc.EventByID(ctx, actor(ctx), in.Event)
	if err != nil {
		return nil, err
	}
	return versioned(toEvent(e, actor(ctx)), e.Version), nil
}

func (s *server) changeEvent(ctx context.Context, in *struct {
	EventPath
	Match
	Body EventInput
}) (*Versioned[Event], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	e := in.Body.event()
	e.ID, e.Version = in.Event, version
	e, err = s.svc.UpdateEvent(ctx, actor(ctx), e)
	if err != nil {
		return nil, err
	}
	return versioned(toEvent(e, actor(ctx)), e.Version), nil
}

func (s *server) movePhase(ctx context.Context, in *struct {
	EventPath
	Body PhaseInput
}) (*Versioned[Event], error) {
	e, err := s.svc.MovePhase(ctx, actor(ctx), in.Event, partnering.Phase(in.Body.Phase))
	if err != nil {
		return nil, err
	}
	return versioned(toEvent(e, actor(ctx)), e.Version), nil
}

func (s *server) readOverview(ctx context.Context, in *EventPath) (*Reply[Overview], error) {
	o, err := s.svc.Overview(ctx, actor(ctx), in.Event)
	if err != nil {
		return nil, err
	}
	return reply(toOverview(o)), nil
}

func (s *server) listNextSteps(ctx context.Context, in *EventPath) (*Reply[List[NextStep]], error) {
	steps, err := s.svc.DoNext(ctx, actor(ctx), in.Event)
	if err != nil {
		return nil, err
	}
	return whole(steps, toNextStep), nil
}

func toEvent(e partnering.Event, by partnering.Actor) Event {
	out := Event{ID: e.ID, Name: e.Name, Venue: e.Venue, Zone: e.Zone, Languages: list(e.Languages),
		Phase: string(e.Phase), Settings: toSettings(e.Settings), Version: e.Version, Roles: []string{}}
	for _, role := range by.RolesAt(e.ID) {
		out.Roles = append(out.Roles, string(role))
	}
	return out
}

func toSettings(s partnering.Settings) Settings {
	out := Settings{
		RequestsCloseAt: instant(s.RequestsCloseAt), RequestQuota: fromKinds(s.RequestQuota), Floors: fromKinds(s.Floors),
		KindBonus: fromKinds(s.KindBonus), UnavailableByDefault: s.UnavailableByDefault, AllMandatory: s.AllMandatory,
		MaxBreakSpread: s.MaxBreakSpread, Changeover: s.Changeover, PitchesPerStartup: s.PitchesPerStartup,
		RequestsWhileLive: s.RequestsWhileLive, PublicOrganisations: s.PublicOrganisations,
		QuietFrom: s.QuietFrom, QuietUntil: s.QuietUntil,
	}
	for _, c := range s.Capabilities {
		out.Capabilities = append(out.Capabilities, Capability(c))
	}
	for kind, asked := range s.MayAsk {
		if out.MayAsk == nil {
			out.MayAsk = map[string][]string{}
		}
		out.MayAsk[string(kind)] = texts(asked)
	}
	return out
}

func (in EventInput) event() partnering.Event {
	return partnering.Event{Name: in.Name, Venue: in.Venue, Zone: in.Zone, Languages: in.Languages, Settings: in.Settings.settings()}
}

func (s Settings) settings() partnering.Settings {
	out := partnering.Settings{
		RequestsCloseAt: timeOf(s.RequestsCloseAt), RequestQuota: toKinds(s.RequestQuota), Floors: toKinds(s.Floors),
		KindBonus: toKinds(s.KindBonus), UnavailableByDefault: s.UnavailableByDefault, AllMandatory: s.AllMandatory,
		MaxBreakSpread: s.MaxBreakSpread, Changeover: s.Changeover, PitchesPerStartup: s.PitchesPerStartup,
		RequestsWhileLive: s.RequestsWhileLive, PublicOrganisations: s.PublicOrganisations,
		QuietFrom: s.QuietFrom, QuietUntil: s.QuietUntil,
	}
	for _, c := range s.Capabilities {
		out.Capabilities = append(out.Capabilities, partnering.Capability(c))
	}
	for kind, asked := range s.MayAsk {
		if out.MayAsk == nil {
			out.MayAsk = map[partnering.Kind][]partnering.Kind{}
		}
		out.MayAsk[partnering.Kind(kind)] = each(asked, func(k string) partnering.Kind { return partnering.Kind(k) })
	}
	return out
}

func toOverview(o partnering.Overview) Overview {
	out := Overview{Requests: map[string]int{}, Organisations: map[string]int{}, Delegates: o.Delegates,
		TableSlots: o.TableSlots, Expected: o.Expected, Scheduled: o.Scheduled, Unscheduled: o.Unscheduled,
		Version: o.Version, PitchSlots: o.PitchSlots, PitchBooked: o.PitchBooked, OutboxFailed: o.OutboxFailed,
		OutboxDue: o.OutboxDue, Attention: each(o.Attention, toNextStep)}
	for state, n := range o.Requests {
		out.Requests[string(state)] = n
	}
	for kind, n := range o.Organisations {
		out.Organisations[string(kind)] = n
	}
	return out
}

func toNextStep(n partnering.NextStep) NextStep {
	return NextStep{Kind: n.Kind, Count: n.Count, Due: instant(n.Due)}
}

func fromKinds(m map[partnering.Kind]int) map[string]int {
	if m == nil {
		return nil
	}
	out := make(map[string]int, len(m))
	for k, n := range m {
		out[string(k)] = n
	}
	return out
}

func toKinds(m map[string]int) map[partnering.Kind]int {
	if m == nil {
		return nil
	}
	out := make(map[partnering.Kind]int, len(m))
	for k, n := range m {
		out[partnering.Kind(k)] = n
	}
	return out
}

// texts turns a list of named strings into strings; the result is never nil.
func texts[T ~string](items []T) []string {
	return each(items, func(t T) string { return string(t) })
}
