package partnering

import (
	"context"
	"slices"

	"entente/scheduler"
)

// DraftRepair is a repair of a request without a meeting, done on a draft.
type DraftRepair struct {
	Draft   Draft
	Changes []Change // of the draft, the request's own first
	Figures Figures
	Text    string // what was done, in words
}

// ExplainDraft says why a request has no meeting in the draft as it is now, and what would help,
// each tried; for organisers.
func (s *Service) ExplainDraft(ctx context.Context, by Actor, draftID, requestID string) (Unscheduled, error) {
	draft, err := organisedDraft(ctx, s.store, by, draftID)
	if err != nil {
		return Unscheduled{}, err
	}
	x, err := s.explainDraft(ctx, s.store, draft, requestID)
	if err != nil {
		return Unscheduled{}, err
	}
	return x.explained(x.told), nil
}

// draftExplained is a request without a meeting and its repairs, as the solver
// has them.
type draftExplained struct {
	*posed
	meetings []Meeting
	request  MeetingRequest
	told     scheduler.Unscheduled
}

func (s *Service) explainDraft(ctx context.Context, st Store, draft Draft, requestID string) (draftExplained, error) {
	n, err := loadSnapshot(ctx, st, draft.EventID)
	if err != nil {
		return draftExplained{}, err
	}
	r, ok := n.request(requestID)
	if !ok {
		return draftExplained{}, Errorf(CodeNotFound, "there is no accepted request %s", requestID)
	}
	meetings, err := st.DraftMeetings(ctx, draft.ID)
	if err != nil {
		return draftExplained{}, err
	}
	if slices.ContainsFunc(meetings, func(m Meeting) bool { return m.RequestID == requestID }) {
		return draftExplained{}, Errorf(CodeConflict, "the request of %s has a meeting in this draft by now", n.pair(requestID))
	}
	p := n.poseNow(s.clock.Now())
	p.force(meetings)
	if err := p.valid(); err != nil {
		return draftExplained{}, err
	}
	if !p.poses(requestID) {
		return draftExplained{}, Errorf(CodeConflict, "the meeting of %s cannot take place: %s", p.pair(requestID), p.whyLeft(requestID))
	}
	told, err := scheduler.Explain(ctx, p.problem, p.schedule(meetings), r.externalID())
	if err != nil {
		return draftExplained{}, err
	}
	return draftExplained{posed: p, meetings: meetings, request: r, told: told[0]}, nil
}

// RepairDraft does a repair of a request without a meeting on the draft, in one step: it places the
// request, and moves or gives up the meetings that the repair names. Kinds are place, move-meeting
// and drop-meeting; what else a repair asks for is for others to do. The repair is looked for anew:
// CodeConflict says that the draft allows it no more, CodePrecondition that it was changed since.
func (s *Service) RepairDraft(ctx context.Context, by Actor, draftID string, version int64, requestID string, wanted Repair) (DraftRepair, error) {
	var done DraftRepair
	err := s.store.Tx(ctx, func(st Store) error {
		draft, err := draftAt(ctx, st, by, draftID, version)
		if err != nil {
			return err
		}
		x, err := s.explainDraft(ctx, st, draft, requestID)
		if err != nil {
			return err
		}
		remedy, err := x.remedy(wanted)
		if err != nil {
			return err
		}
		done, err = s.repairDraft(ctx, st, by, draft, x, remedy)
		return err
	})
	if err != nil {
		return DraftRepair{}, err
	}
	s.figures.put(done.Draft, done.Figures)
	return done, nil
}

// remedy returns the solver's remedy that is the wanted repair.
func (x draftExplained) remedy(wanted Repair) (scheduler.Remedy, error) {
	doable := []scheduler.RemedyKind{scheduler.RemedyPlace, scheduler.RemedyMove, scheduler.RemedyDrop}
	for _, r := range x.told.Repairs {
		told := x.repair(r)
		same := told.Kind == wanted.Kind && told.SlotID == wanted.SlotID && told.RequestID == wanted.RequestID && told.ToSlotID == wanted.ToSlotID
		if !same || wanted.PlaceID != "" && wanted.PlaceID != told.PlaceID {
			continue
		}
		if !slices.Contains(doable, r.Kind) {
			return r, Errorf(CodeConflict, "a draft cannot do this by itself: %s", told.Text)
		}
		return r, nil
	}
	return scheduler.Remedy{}, Errorf(CodeConflict, "the draft does not allow this repair any more: ask again what would help")
}

func (s *Service) repairDraft(ctx context.Context, st Store, by Actor, draft Draft, x draftExplained, r scheduler.Remedy) (DraftRepair, error) {
	done := DraftRepair{Draft: draft, Text: x.repair(r).Text}
	old := byKey(x.meetings, func(m Meeting) string { return m.RequestID })
	own := scheduler.Meeting{Request: x.request.externalID(), Slot: r.Slot, Place: r.Place, Participants: r.Participants}
	var put []Meeting
	for _, m := range append([]scheduler.Meeting{own}, r.Moves...) {
		after := x.toMeeting(m)
		change := Change{RequestID: after.RequestID, After: &after}
		if before, there := old[after.RequestID]; there {
			change.Before = &before
		}
		done.Changes, put = append(done.Changes, change), append(put, after)
	}
	dropped := x.requestsNamed(r.Drops)
	for _, id := range dropped {
		before := old[id]
		done.Changes = append(done.Changes, Change{RequestID: id, Before: &before})
	}
	if err := s.keepRepair(ctx, st, draft, x, put, dropped); err != nil {
		return DraftRepair{}, err
	}
	if err := st.UpdateDraft(ctx, &done.Draft); err != nil {
		return DraftRepair{}, err
	}
	meetings, err := st.DraftMeetings(ctx, draft.ID)
	if err != nil {
		return DraftRepair{}, err
	}
	done.Figures = figures(scheduler.Check(x.problem, x.schedule(meetings)).Score)
	return done, s.record(ctx, st, by, draft.EventID, "draft.repair", Subject{Kind: "draft", ID: draft.ID}, nil, done.Changes)
}

// keepRepair writes the draft's meetings and its list of what has none.
func (s *Service) keepRepair(ctx context.Context, st Store, draft Draft, x draftExplained, put []Meeting, dropped []string) error {
	if len(dropped) > 0 {
		if err := st.DeleteDraftMeetings(ctx, draft.ID, dropped...); err != nil {
			return err
		}
	}
	if err := st.PutDraftMeetings(ctx, draft.ID, put...); err != nil {
		return err
	}
	left, err := st.DraftUnscheduled(ctx, draft.ID)
	if err != nil {
		return err
	}
	left = slices.DeleteFunc(left, func(u Unscheduled) bool { return u.RequestID == x.request.ID })
	for _, id := range dropped {
		left = append(left, Unscheduled{RequestID: id, Reasons: []Reason{{Constraint: "not-planned",
			Text: "An organiser gave it up for another meeting."}}})
	}
	return st.PutDraftUnscheduled(ctx, draft.ID, left)
}
