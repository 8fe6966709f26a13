package api

import (
	"context"
	"time"

	"entente/partnering"
)

// PitchSession is a session with its pitch slots.
type PitchSession struct {
	ID           string         `json:"id"`
	Title        string         `json:"title"`
	Topic        string         `json:"topic"`
	Room         string         `json:"room"`
	Mode         string         `json:"mode" enum:"open,curated"`
	Start        time.Time      `json:"start"`
	End          time.Time      `json:"end"`
	PitchMinutes int            `json:"pitch_minutes"`
	QAMinutes    int            `json:"qa_minutes"`
	Slots        []PitchSlot    `json:"slots"`
	Waiting      []WaitingEntry `json:"waiting" doc:"In line; organisers see all, organisations themselves"`
	Version      int64          `json:"version"`
}

// PitchSlot is one turn of a pitch session.
type PitchSlot struct {
	ID               string    `json:"id"`
	Position         int       `json:"position"`
	Start            time.Time `json:"start"`
	End              time.Time `json:"end"`
	Booking          *Booking  `json:"booking,omitempty" doc:"Absent while the slot is free"`
	OrganisationName string    `json:"organisation_name,omitempty"`
	Presenters       []Person  `json:"presenters"`
}

// Booking is an organisation's claim on a pitch slot.
type Booking struct {
	ID           string   `json:"id"`
	Slot         string   `json:"slot"`
	Organisation string   `json:"organisation"`
	State        string   `json:"state"`
	Title        string   `json:"title"`
	Abstract     string   `json:"abstract"`
	Presenters   []string `json:"presenters" doc:"Delegate ids; empty means all delegates"`
	Version      int64    `json:"version"`
}

// WaitingEntry is an organisation's place in line.
type WaitingEntry struct {
	Organisation string    `json:"organisation"`
	JoinedAt     time.Time `json:"joined_at"`
	Position     int       `json:"position"`
}

// PitchSessionInput is what an organiser writes of a session.
type PitchSessionInput struct {
	Title        string    `json:"title" minLength:"1" maxLength:"200"`
	Topic        string    `json:"topic,omitempty" maxLength:"200"`
	Room         string    `json:"room,omitempty" maxLength:"200"`
	Mode         string    `json:"mode,omitempty" enum:"open" default:"open"`
	Start        time.Time `json:"start"`
	End          time.Time `json:"end"`
	PitchMinutes int       `json:"pitch_minutes" minimum:"1" maximum:"240"`
	QAMinutes    int       `json:"qa_minutes" minimum:"0" maximum:"240"`
}

// BookingInput is what a start-up writes of its pitch.
type BookingInput struct {
	Organisation string   `json:"organisation,omitempty" doc:"The caller's own unless an organiser books"`
	Title        string   `json:"title,omitempty" maxLength:"200"`
	Abstract     string   `json:"abstract,omitempty" maxLength:"5000"`
	Presenters   []string `json:"presenters,omitempty" doc:"Delegate ids; empty means all"`
}

// WaitingInput names who joins or leaves a waiting list.
type WaitingInput struct {
	Organisation string `json:"organisation,omitempty" doc:"The caller's own unless an organiser acts"`
}

func (s *server) pitchRoutes() []route {
	return tagged("Pitches",
		get("/events/{event}/pitch-sessions", "list-pitch-sessions", "The programme", public, s.listPitchSessions),
		post("/events/{event}/pitch-sessions", "create-pitch-session", "Add a session and cut its slots", organisers, s.createPitchSession).creates(),
		put("/events/{event}/pitch-sessions/{id}", "change-pitch-session", "Change a session", organisers, s.changePitchSession),
		remove("/events/{event}/pitch-sessions/{id}", "delete-pitch-session", "Remove a session without bookings", organisers, s.deletePitchSession),
		post("/events/{event}/pitch-slots/{id}/booking", "book-pitch", "Book a pitch slot; 409 names the free ones", ownSide, s.bookPitch).creates(),
		patch("/events/{event}/pitch-slots/{id}/booking", "change-booking", "Change title, abstract and presenters", ownSide, s.changeBooking),
		remove("/events/{event}/pitch-slots/{id}/booking", "free-pitch", "Free a pitch slot", ownSide, s.freePitch),
		post("/events/{event}/pitch-sessions/{id}/waiting-list", "join-waiting-list", "Join a session's waiting list", ownSide, s.joinWaiting).creates(),
		remove("/events/{event}/pitch-sessions/{id}/waiting-list", "leave-waiting-list", "Leave a session's waiting list", ownSide, s.leaveWaiting),
	)
}

func (s *server) listPitchSessions(ctx context.Context, in *EventPath) (*Reply[List[PitchSession]], error) {
	p, err := s.svc.PitchProgramme(ctx, actor(ctx), in.Event)
	if err != nil {
		return nil, err
	}
	return whole(p.Sessions, toPitchSession), nil
}

func (s *server) createPitchSession(ctx context.Context, in *struct {
	EventPath
	Body PitchSessionInput
}) (*Versioned[PitchSession], error) {
	made, err := s.svc.CreatePitchSession(ctx, actor(ctx), in.Body.session(in.Event))
	if err != nil {
		return nil, err
	}
	return versioned(toPitchSession(made), made.Version), nil
}

func (s *server) changePitchSession(ctx context.Context, in *struct {
	IDPath
	Match
	Body PitchSessionInput
}) (*Versioned[PitchSession], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	session := in.Body.session(in.Event)
	session.ID, session.Version = in.ID, version
	changed, err := s.svc.UpdatePitchSession(ctx, actor(ctx), session)
	if err != nil {
		return nil, err
	}
	return versioned(toPitchSession(changed), changed.Version), nil
}

func (s *server) deletePitchSession(ctx context.Context, in *IDPath) (*Empty, error) {
	return &Empty{}, s.svc.DeletePitchSession(ctx, actor(ctx), in.ID)
}

func (s *server) bookPitch(ctx context.Context, in *struct {
	IDPath
	Body BookingInput
}) (*Reply[Booking], error) {
	b, err := s.svc.BookPitch(ctx, actor(ctx), in.ID, partnering.PitchBooking{EventID: in.Event,
		OrganisationID: own(ctx, in.Event, in.Body.Organisation), Title: in.Body.Title,
		Abstract: in.Body.Abstract, Presenters: in.Body.Presenters})
	if err != nil {
		return nil, err
	}
	return reply(toBooking(b)), nil
}

func (s *server) changeBooking(ctx context.Context, in *struct {
	IDPath
	Match
	Body BookingInput
}) (*Reply[Booking], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	b, err := s.svc.UpdateBooking(ctx, actor(ctx), partnering.PitchBooking{EventID: in.Event, SlotID: in.ID,
		Title: in.Body.Title, Abstract: in.Body.Abstract, Presenters: in.Body.Presenters, Version: version})
	if err != nil {
		return nil, err
	}
	return reply(toBooking(b)), nil
}

func (s *server) freePitch(ctx context.Context, in *IDPath) (*Empty, error) {
	return &Empty{}, s.svc.CancelBooking(ctx, actor(ctx), in.ID)
}

func (s *server) joinWaiting(ctx context.Context, in *struct {
	IDPath
	Body WaitingInput
}) (*Reply[WaitingEntry], error) {
	w, err := s.svc.JoinWaitingList(ctx, actor(ctx), in.ID, own(ctx, in.Event, in.Body.Organisation))
	if err != nil {
		return nil, err
	}
	return reply(WaitingEntry{Organisation: w.OrganisationID, JoinedAt: w.JoinedAt}), nil
}

func (s *server) leaveWaiting(ctx context.Context, in *struct {
	IDPath
	Organisation string `query:"organisation" doc:"The caller's own unless an organiser acts"`
}) (*Empty, error) {
	return &Empty{}, s.svc.LeaveWaitingList(ctx, actor(ctx), in.ID, own(ctx, in.Event, in.Organisation))
}

// own is the named organisation, or the caller's own when none is named.
func own(ctx context.Context, eventID, named string) string {
	if named != "" {
		return named
	}
	return actor(ctx).OrganisationAt(eventID)
}

func toPitchSession(p partnering.ProgrammeSession) PitchSession {
	out := PitchSession{ID: p.ID, Title: p.Title, Topic: p.Topic, Room: p.Room, Mode: string(p.Mode), Start: p.Start,
		End: p.End, PitchMinutes: p.PitchMin, QAMinutes: p.QAMin, Slots: each(p.Slots, toPitchSlot),
		Waiting: []WaitingEntry{}, Version: p.Version}
	for i, w := range p.Waiting {
		out.Waiting = append(out.Waiting, WaitingEntry{Organisation: w.OrganisationID, JoinedAt: w.JoinedAt, Position: i + 1})
	}
	return out
}

func toPitchSlot(p partnering.ProgrammeSlot) PitchSlot {
	out := PitchSlot{ID: p.ID, Position: p.Position, Start: p.Start, End: p.End, Presenters: each(p.Presenters, toPerson)}
	if p.Booking != nil {
		b := toBooking(*p.Booking)
		out.Booking = &b
	}
	if p.Organisation != nil {
		out.OrganisationName = p.Organisation.Name
	}
	return out
}

func toBooking(b partnering.PitchBooking) Booking {
	return Booking{ID: b.ID, Slot: b.SlotID, Organisation: b.OrganisationID, State: string(b.State), Title: b.Title,
		Abstract: b.Abstract, Presenters: list(b.Presenters), Version: b.Version}
}

func (in PitchSessionInput) session(eventID string) partnering.PitchSession {
	return partnering.PitchSession{EventID: eventID, Title: in.Title, Topic: in.Topic, Room: in.Room,
		Mode: partnering.PitchMode(in.Mode), Start: in.Start.UTC(), End: in.End.UTC(), PitchMin: in.PitchMinutes, QAMin: in.QAMinutes}
}
