package api

import (
	"context"

	"entente/partnering"
)

// Organisation takes part in an event.
type Organisation struct {
	ID          string   `json:"id"`
	Name        string   `json:"name"`
	Kind        string   `json:"kind"`
	Description string   `json:"description"`
	Country     string   `json:"country" doc:"ISO 3166-1 alpha-2"`
	Website     string   `json:"website"`
	Topics      []string `json:"topics"`
	Offers      []string `json:"offers" doc:"Capability keys"`
	Seeks       []string `json:"seeks" doc:"Capability keys"`
	Clusters    []string `json:"clusters" doc:"Ids of its clusters"`
	Floor       *int     `json:"floor,omitempty"`
	MaxMeetings *int     `json:"max_meetings,omitempty"`
	Hidden      bool     `json:"hidden"`
	Version     int64    `json:"version"`
}

// OrganisationInput is what one writes of an organisation.
type OrganisationInput struct {
	Name        string   `json:"name" minLength:"1" maxLength:"200"`
	Kind        string   `json:"kind" enum:"startup,sme,large_company,academia,hospital,cluster,incubator,investor,public_authority,payer,living_lab"`
	Description string   `json:"description,omitempty" maxLength:"5000"`
	Country     string   `json:"country,omitempty" maxLength:"2"`
	Website     string   `json:"website,omitempty" maxLength:"500"`
	Topics      []string `json:"topics,omitempty" maxItems:"40"`
	Offers      []string `json:"offers,omitempty" maxItems:"40"`
	Seeks       []string `json:"seeks,omitempty" maxItems:"40"`
	Clusters    []string `json:"clusters,omitempty" maxItems:"20"`
	Floor       *int     `json:"floor,omitempty" minimum:"0"`
	MaxMeetings *int     `json:"max_meetings,omitempty" minimum:"1"`
	Hidden      bool     `json:"hidden,omitempty"`
}

// Delegate is a person who attends.
type Delegate struct {
	ID           string   `json:"id"`
	Organisation string   `json:"organisation"`
	Name         string   `json:"name"`
	Email        string   `json:"email,omitempty" doc:"Only for organisers and the own organisation"`
	Title        string   `json:"title"`
	Topics       []string `json:"topics"`
	NoMeetings   bool     `json:"no_meetings"`
	Virtual      bool     `json:"virtual"`
	Zone         string   `json:"zone,omitempty"`
	Language     string   `json:"language,omitempty"`
	Place        string   `json:"place,omitempty" doc:"Fixed place"`
	Floor        *int     `json:"floor,omitempty"`
	MaxMeetings  *int     `json:"max_meetings,omitempty"`
	MaxPerDay    *int     `json:"max_per_day,omitempty"`
	MaxInARow    *int     `json:"max_in_a_row,omitempty"`
	Version      int64    `json:"version"`
}

// DelegateInput is what one writes of a delegate.
type DelegateInput struct {
	Organisation string   `json:"organisation"`
	Name         string   `json:"name" minLength:"1" maxLength:"200"`
	Email        string   `json:"email" maxLength:"254"`
	Title        string   `json:"title,omitempty" maxLength:"200"`
	Topics       []string `json:"topics,omitempty" maxItems:"40"`
	NoMeetings   bool     `json:"no_meetings,omitempty"`
	Virtual      bool     `json:"virtual,omitempty"`
	Zone         string   `json:"zone,omitempty"`
	Language     string   `json:"language,omitempty" enum:"en,fr,"`
	Place        string   `json:"place,omitempty"`
	Floor        *int     `json:"floor,omitempty" minimum:"0"`
	MaxMeetings  *int     `json:"max_meetings,omitempty" minimum:"1"`
	MaxPerDay    *int     `json:"max_per_day,omitempty" minimum:"1"`
	MaxInARow    *int     `json:"max_in_a_row,omitempty" minimum:"1"`
}

// Recommendation is a partner worth meeting.
type Recommendation struct {
	Organisation Organisation  `json:"organisation"`
	Score        float64       `json:"score" doc:"From 0 to 1"`
	Reasons      []MatchReason `json:"reasons"`
	Request      string        `json:"request,omitempty" doc:"Id of the request that stands between the two"`
	RequestState string        `json:"request_state,omitempty"`
}

// MatchReason says why two organisations fit.
type MatchReason struct {
	Kind  string   `json:"kind"`
	Items []string `json:"items"`
}

// InviteInput names who gets a sign-in link.
type InviteInput struct {
	Delegates []string `json:"delegates" minItems:"1" maxItems:"5000"`
}

// Invited says how many were invited.
type Invited struct {
	Invited int `json:"invited"`
}

func (s *server) peopleRoutes() []route {
	return tagged("People",
		get("/events/{event}/organisations", "list-organisations", "Organisations by name", public, s.listOrganisations),
		post("/events/{event}/organisations", "create-organisation", "Add an organisation", organisers, s.createOrganisation).creates(),
		get("/events/{event}/organisations/{id}", "read-organisation", "Read a profile", public, s.readOrganisation),
		put("/events/{event}/organisations/{id}", "change-organisation", "Change a profile", ownSide, s.changeOrganisation),
		remove("/events/{event}/organisations/{id}", "delete-organisation", "Remove an organisation", organisers, s.deleteOrganisation),
		get("/events/{event}/organisations/{id}/quota", "read-quota", "How many requests it may still send", ownSide, s.readQuota),
		get("/events/{event}/delegates", "list-delegates", "Delegates by name", attendees, s.listDelegates),
		post("/events/{event}/delegates", "create-delegate", "Add a delegate", ownSide, s.createDelegate).creates(),
		post("/events/{event}/delegates/invite", "invite-delegates", "Send sign-in links", organisers, s.inviteDelegates),
		get("/events/{event}/delegates/{id}", "read-delegate", "Read a delegate", attendees, s.readDelegate),
		put("/events/{event}/delegates/{id}", "change-delegate", "Change a delegate", ownSide, s.changeDelegate),
		remove("/events/{event}/delegates/{id}", "delete-delegate", "Remove a delegate", ownSide, s.deleteDelegate),
		get("/events/{event}/recommendations", "list-recommendations", "Ranked partners with reasons", ownSide, s.listRecommendations),
	)
}

func (s *server) listOrganisations(ctx context.Context, in *struct {
	EventPath
	Paging
	Kind    string `query:"kind"`
	Country string `query:"country"`
	Offers  string `query:"offers"`
	Seeks   string `query:"seeks"`
	Topic   string `query:"topic"`
	Cluster string `query:"cluster"`
	Text    string `query:"q" doc:"In name, description or topics"`
}) (*Reply[List[Organisation]], error) {
	found, err := s.svc.FindOrganisations(ctx, actor(ctx), partnering.OrganisationFilter{
		EventID: in.Event, Kind: partnering.Kind(in.Kind), Country: in.Country, Offers: in.Offers, Seeks: in.Seeks,
		Topic: in.Topic, Cluster: in.Cluster, Text: in.Text, Page: in.page()})
	if err != nil {
		return nil, err
	}
	return listed(found, toOrganisation), nil
}

func (s *server) createOrganisation(ctx context.Context, in *struct {
	EventPath
	Body OrganisationInput
}) (*Versioned[Organisation], error) {
	o, err := s.svc.CreateOrganisation(ctx, actor(ctx), in.Body.organisation(in.Event))
	if err != nil {
		return nil, err
	}
	return versioned(toOrganisation(o), o.Version), nil
}

func (s *server) readOrganisation(ctx context.Context, in *IDPath) (*Versioned[Organisation], error) {
	o, err := s.svc.OrganisationByID(ctx, actor(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return versioned(toOrganisation(o), o.Version), nil
}

func (s *server) changeOrganisation(ctx context.Context, in *struct {
	IDPath
	Match
	Body OrganisationInput
}) (*Versioned[Organisation], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	o := in.Body.organisation(in.Event)
	o.ID, o.Version = in.ID, version
	o, err = s.svc.UpdateOrganisation(ctx, actor(ctx), o)
	if err != nil {
		return nil, err
	}
	return versioned(toOrganisation(o), o.Version), nil
}

func (s *server) deleteOrganisation(ctx context.Context, in *IDPath) (*Empty, error) {
	return &Empty{}, s.svc.DeleteOrganisation(ctx, actor(ctx), in.ID)
}

func (s *server) listDelegates(ctx context.Context, in *struct {
	EventPath
	Paging
	Organisation string `query:"organisation"`
	Text         string `query:"q" doc:"In name, mail address or title"`
}) (*Reply[List[Delegate]], error) {
	found, err := s.svc.FindDelegates(ctx, actor(ctx), partnering.DelegateFilter{
		EventID: in.Event, OrganisationID: in.Organisation, Text: in.Text, Page: in.page()})
	if err != nil {
		return nil, err
	}
	return listed(found, toDelegate), nil
}

func (s *server) createDelegate(ctx context.Context, in *struct {
	EventPath
	Body DelegateInput
}) (*Versioned[Delegate], error) {
	d, err := s.svc.CreateDelegate(ctx, actor(ctx), in.Body.delegate(in.Event))
	if err != nil {
		return nil, err
	}
	return versioned(toDelegate(d), d.Version), nil
}

func (s *server) inviteDelegates(ctx context.Context, in *struct {
	EventPath
	Body InviteInput
}) (*Reply[Invited], error) {
	n, err := s.svc.InviteDelegates(ctx, actor(ctx), in.Event, in.Body.Delegates)
	if err != nil {
		return nil, err
	}
	return reply(Invited{n}), nil
}

func (s *server) readDelegate(ctx context.Context, in *IDPath) (*Versioned[Delegate], error) {
	d, err := s.svc.DelegateByID(ctx, actor(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return versioned(toDelegate(d), d.Version), nil
}

func (s *server) changeDelegate(ctx context.Context, in *struct {
	IDPath
	Match
	Body DelegateInput
}) (*Versioned[Delegate], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	d := in.Body.delegate(in.Event)
	d.ID, d.Version = in.ID, version
	d, err = s.svc.UpdateDelegate(ctx, actor(ctx), d)
	if err != nil {
		return nil, err
	}
	return versioned(toDelegate(d), d.Version), nil
}

func (s *server) deleteDelegate(ctx context.Context, in *IDPath) (*Empty, error) {
	return &Empty{}, s.svc.DeleteDelegate(ctx, actor(ctx), in.ID)
}

func (s *server) listRecommendations(ctx context.Context, in *struct {
	EventPath
	Organisation string `query:"organisation" doc:"Another organisation than the caller's own, for organisers"`
	Limit        int    `query:"limit" minimum:"1" maximum:"500" default:"50"`
}) (*Reply[List[Recommendation]], error) {
	organisation := in.Organisation
	if organisation == "" {
		organisation = actor(ctx).OrganisationAt(in.Event)
	}
	found, err := s.svc.Recommendations(ctx, actor(ctx), in.Event, organisation, in.Limit)
	if err != nil {
		return nil, err
	}
	return whole(found, toRecommendation), nil
}

func toOrganisation(o partnering.Organisation) Organisation {
	return Organisation{ID: o.ID, Name: o.Name, Kind: string(o.Kind), Description: o.Description, Country: o.Country,
		Website: o.Website, Topics: list(o.Topics), Offers: list(o.Offers), Seeks: list(o.Seeks), Clusters: list(o.Clusters),
		Floor: o.Floor, MaxMeetings: o.MaxMeetings, Hidden: o.Hidden, Version: o.Version}
}

func (in OrganisationInput) organisation(eventID string) partnering.Organisation {
	return partnering.Organisation{EventID: eventID, Name: in.Name, Kind: partnering.Kind(in.Kind), Description: in.Description,
		Country: in.Country, Website: in.Website, Topics: in.Topics, Offers: in.Offers, Seeks: in.Seeks, Clusters: in.Clusters,
		Floor: in.Floor, MaxMeetings: in.MaxMeetings, Hidden: in.Hidden}
}

func toDelegate(d partnering.Delegate) Delegate {
	return Delegate{ID: d.ID, Organisation: d.OrganisationID, Name: d.Name, Email: d.Email, Title: d.Title,
		Topics: list(d.Topics), NoMeetings: d.NoMeetings, Virtual: d.Virtual, Zone: d.Zone, Language: d.Language,
		Place: d.PlaceID, Floor: d.Floor, MaxMeetings: d.MaxMeetings, MaxPerDay: d.MaxPerDay, MaxInARow: d.MaxInARow,
		Version: d.Version}
}

func (in DelegateInput) delegate(eventID string) partnering.Delegate {
	return partnering.Delegate{EventID: eventID, OrganisationID: in.Organisation, Name: in.Name, Email: in.Email,
		Title: in.Title, Topics: in.Topics, NoMeetings: in.NoMeetings, Virtual: in.Virtual, Zone: in.Zone,
		Language: in.Language, PlaceID: in.Place, Floor: in.Floor, MaxMeetings: in.MaxMeetings, MaxPerDay: in.MaxPerDay,
		MaxInARow: in.MaxInARow}
}

func toRecommendation(r partnering.Recommendation) Recommendation {
	out := Recommendation{Organisation: toOrganisation(r.Organisation), Score: r.Score,
		Reasons: each(r.Reasons, func(m partnering.MatchReason) MatchReason {
			return MatchReason{Kind: m.Kind, Items: list(m.Items)}
		})}
	if r.Request != nil {
		out.Request, out.RequestState = r.Request.ID, string(r.Request.State)
	}
	return out
}
