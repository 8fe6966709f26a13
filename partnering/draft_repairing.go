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
		return draftExplained{}, Errorf(CodeConflict, "the meeting of %s cannot take place: %s", p.pair(requestID), p.whyLeft(requestID).Text)
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
	draft, err := draftAt(ctx, s.store, by, draftID, version)
	if err != nil {
		return DraftRepair{}, err
	}
	x, err := s.explainDraft(ctx, s.store, draft, requestID)
	if err != nil {
		return DraftRepair{}, err
	}
	remedy, err := x.remedy(wanted)
	if err != nil {
		return DraftRepair{}, err
	}
	done := x.repaired(remedy)
	err = s.store.Tx(ctx, func(st Store) error {
		if done.Draft, err = draftAt(ctx, st, by, draftID, version); err != nil {
			return err
		}
		return s.keepRepair(ctx, st, by, &done)
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

// repaired does the remedy in memory: the request's own meeting, those that
// move, those that are given up.
func (x draftExplained) repaired(r scheduler.Remedy) DraftRepair {
	done := DraftRepair{Text: x.repair(r).Text}
	after := byKey(x.meetings, func(m Meeting) string { return m.RequestID })
	change := func(id string, to *Meeting) {
		c := Change{RequestID: id, After: to}
		if before, there := after[id]; there {
			c.Before = &before
		}
		if delete(after, id); to != nil {
			after[id] = *to
		}
		done.Changes = append(done.Changes, c)
	}
	own := scheduler.Meeting{Request: x.request.externalID(), Slot: r.Slot, Place: r.Place, Participants: r.Participants}
	for _, m := range append([]scheduler.Meeting{own}, r.Moves...) {
		to := x.toMeeting(m)
		change(to.RequestID, &to)
	}
	for _, id := range x.requestsNamed(r.Drops) {
		change(id, nil)
	}
	meetings := make([]Meeting, 0, len(after))
	for _, id := range sortedKeys(after) {
		meetings = append(meetings, after[id])
	}
	done.Figures = figures(scheduler.Check(x.problem, x.schedule(meetings)).Score)
	return done
}

// keepRepair writes the draft's meetings and its list of what has none, and
// raises its version.
func (s *Service) keepRepair(ctx context.Context, st Store, by Actor, done *DraftRepair) error {
	left, err := st.DraftUnscheduled(ctx, done.Draft.ID)
	if err != nil {
		return err
	}
	for _, c := range done.Changes {
		if c.After != nil {
			err = st.PutDraftMeetings(ctx, done.Draft.ID, *c.After)
			left = slices.DeleteFunc(left, func(u Unscheduled) bool { return u.RequestID == c.RequestID })
		} else {
			err = st.DeleteDraftMeetings(ctx, done.Draft.ID, c.RequestID)
			left = append(left, Unscheduled{RequestID: c.RequestID, Reasons: []Reason{{Constraint: "not-planned", Case: CaseGivenUp,
				Text: "An organiser gave it up for another meeting."}}})
		}
		if err != nil {
			return err
		}
	}
	if err := st.PutDraftUnscheduled(ctx, done.Draft.ID, left); err != nil {
		return err
	}
	if err := st.UpdateDraft(ctx, &done.Draft); err != nil {
		return err
	}
	return s.record(ctx, st, by, done.Draft.EventID, "draft.repair", Subject{Kind: "draft", ID: done.Draft.ID}, nil, done.Changes)
}
