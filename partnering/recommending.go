package partnering

import (
	"context"

	"entente/scheduler/matchmaking"
)

// mostRecommended is how many partners are recommended unless the caller says otherwise.
const mostRecommended = 50

// Recommendations ranks partners for the organisation, best first, each with reasons; at most limit
// (0: 50). Hidden organisations and those that it may not ask are left out.
func (s *Service) Recommendations(ctx context.Context, by Actor, eventID, organisationID string, limit int) ([]Recommendation, error) {
	e, own, err := participant(ctx, s.store, by, eventID, organisationID)
	if err != nil {
		return nil, err
	}
	all, err := s.store.FindOrganisations(ctx, OrganisationFilter{EventID: eventID})
	if err != nil {
		return nil, err
	}
	standing, err := s.requestsByPartner(ctx, own)
	if err != nil {
		return nil, err
	}
	if limit <= 0 {
		limit = mostRecommended
	}
	partners, index := partnersOf(e, own, all.Items)
	var ranked []Recommendation
	for _, m := range index.Rank(own.ID) {
		o, ok := partners[m.ID]
		if !ok {
			continue
		}
		ranked = append(ranked, Recommendation{
			Organisation: o.seenBy(by), Score: m.Score, Reasons: matchReasons(m.Reasons), Request: standing[o.ID],
		})
		if len(ranked) == limit {
			break
		}
	}
	return ranked, nil
}

// partnersOf returns the organisations that may be recommended to own, and the
// index of all profiles.
func partnersOf(e Event, own Organisation, all []Organisation) (map[string]Organisation, *matchmaking.Index) {
	partners := map[string]Organisation{}
	profiles := make([]matchmaking.Profile, 0, len(all))
	for _, o := range all {
		if !o.Hidden && o.ID != own.ID && e.mayAsk(own.Kind, o.Kind) {
			partners[o.ID] = o
		}
		profiles = append(profiles, matchmaking.Profile{
			ID: o.ID, Offers: o.Offers, Seeks: o.Seeks, Topics: o.Topics, Clusters: o.Clusters, Country: o.Country,
		})
	}
	return partners, matchmaking.New(profiles)
}

// requestsByPartner returns the request that stands between the organisation and each other one.
func (s *Service) requestsByPartner(ctx context.Context, own Organisation) (map[string]*MeetingRequest, error) {
	found, err := s.store.FindRequests(ctx, RequestFilter{EventID: own.EventID, OrganisationID: own.ID,
		States: []RequestState{RequestPending, RequestAccepted}})
	byPartner := make(map[string]*MeetingRequest, len(found.Items))
	for i := range found.Items {
		_, other, _ := found.Items[i].SideOf(own.ID)
		byPartner[other.OrganisationID] = &found.Items[i]
	}
	return byPartner, err
}

func matchReasons(reasons []matchmaking.Reason) []MatchReason {
	out := make([]MatchReason, len(reasons))
	for i, r := range reasons {
		out[i] = MatchReason{Kind: string(r.Kind), Items: r.Items}
	}
	return out
}
