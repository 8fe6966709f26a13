package partnering

import (
	"context"
	"slices"

	"entente/scheduler"
)

// SuggestDraft ranks where a request's meeting could go in a draft, best first, with the price of
// each; for organisers.
func (s *Service) SuggestDraft(ctx context.Context, by Actor, draftID, requestID string) ([]Suggestion, error) {
	draft, err := organisedDraft(ctx, s.store, by, draftID)
	if err != nil {
		return nil, err
	}
	if _, err := acceptedRequest(ctx, s.store, draft.EventID, requestID); err != nil {
		return nil, err
	}
	meetings, err := s.store.DraftMeetings(ctx, draft.ID)
	if err != nil {
		return nil, err
	}
	n, err := loadSnapshot(ctx, s.store, draft.EventID)
	if err != nil {
		return nil, err
	}
	p := n.poseDraft(meetings)
	return p.suggest(meetings, requestID)
}

// SuggestPublished ranks where a request's meeting could go in the published schedule, slots that
// have begun left out; for organisers.
func (s *Service) SuggestPublished(ctx context.Context, by Actor, requestID string) ([]Suggestion, error) {
	r, err := visibleRequest(ctx, s.store, by, requestID)
	if err != nil {
		return nil, err
	}
	if err := mustOrganise(by, r.EventID); err != nil {
		return nil, err
	}
	if _, err := acceptedRequest(ctx, s.store, r.EventID, requestID); err != nil {
		return nil, err
	}
	n, err := loadSnapshot(ctx, s.store, r.EventID)
	if err != nil {
		return nil, err
	}
	now := s.clock.Now()
	if m, ok := n.publishedOf(requestID); ok && n.stays(m, now) {
		return nil, Errorf(CodeConflict, "the meeting began %s and stays as it is", n.when(m.SlotID))
	}
	p := n.poseNow(now)
	p.force(n.published)
	found, err := p.suggest(n.published, requestID)
	return slices.DeleteFunc(found, func(g Suggestion) bool {
		slot, _ := n.slot(g.SlotID)
		return n.event.Phase == PhaseLive && passed(slot.Start, now)
	}), err
}

// suggest ranks the placements of the request beside the other meetings: in
// each slot the best place of each zone and kind, and each booth.
func (p *posed) suggest(meetings []Meeting, requestID string) ([]Suggestion, error) {
	if err := p.valid(); err != nil {
		return nil, err
	}
	if !p.poses(requestID) {
		return nil, Errorf(CodeConflict, "the meeting of %s cannot take place: %s", p.pair(requestID), p.whyLeft(requestID).Text)
	}
	r, _ := p.request(requestID)
	placements, err := scheduler.Suggest(p.problem, p.schedule(meetings), r.externalID())
	if err != nil {
		return nil, err
	}
	var all []Suggestion
	seen := map[[2]string]bool{}
	for _, place := range placements {
		found, _ := p.place(p.placeID[place.Place])
		where := [2]string{place.Slot, found.surroundings()}
		if !seen[where] {
			seen[where] = true
			all = append(all, p.suggestion(place))
		}
	}
	return all, nil
}

// surroundings is the same for places of which one is as good as the other to
// choose from: shared ones of a zone.
func (p Place) surroundings() string {
	if p.OrganisationID != "" || p.Kind == PlaceVideo {
		return p.ID
	}
	return string(p.Kind) + " " + p.Zone
}

// suggestion gives a placement of the solver its identifiers and words.
func (p *posed) suggestion(place scheduler.Placement) Suggestion {
	return Suggestion{
		SlotID: p.slotID[place.Slot], PlaceID: p.placeID[place.Place], Participants: sorted(p.people(place.Participants)),
		Violations: p.violations(place.Violations), Displaces: p.requestsNamed(place.Displaces), Price: figures(place.Change),
	}
}
