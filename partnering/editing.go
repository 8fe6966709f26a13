package partnering

import (
	"context"
	"slices"

	"entente/scheduler"
)

// EditDraft puts a request's meeting somewhere in a draft, or takes it out. What the edit leaves
// open (place, participants) is chosen so that nothing breaks. It returns CodePrecondition when the
// draft was changed since, and CodeConflict with every violation in words; Force waives
// availability and the request's own slots, and marks the meeting. An edit that changes nothing
// makes no new version. The figures leave the spread of breaks, a part of comfort, as it was when the
// draft was last read.
func (s *Service) EditDraft(ctx context.Context, by Actor, draftID string, version int64, e Edit) (EditResult, error) {
	var result EditResult
	err := s.store.Tx(ctx, func(st Store) error {
		draft, err := draftAt(ctx, st, by, draftID, version)
		if err != nil {
			return err
		}
		result, err = s.editDraft(ctx, st, by, draft, e)
		return err
	})
	if err != nil {
		return EditResult{}, err
	}
	s.figures.put(result.Draft, result.Figures)
	return result, nil
}

func (s *Service) editDraft(ctx context.Context, st Store, by Actor, draft Draft, e Edit) (EditResult, error) {
	request, err := acceptedRequest(ctx, st, draft.EventID, e.RequestID)
	if request.ID != "" && e.SlotID == "" {
		err = nil // whatever became of the request, its meeting can be taken out
	}
	if err != nil {
		return EditResult{}, err
	}
	x, err := loadExcerpt(ctx, st, request, e.SlotID, func(ctx context.Context, slotID string, ids []string) ([]Meeting, error) {
		return st.DraftMeetingsAt(ctx, draft.ID, slotID, ids...)
	})
	if err != nil {
		return EditResult{}, err
	}
	to, err := x.put(e, s.clock.Now())
	if err != nil {
		return EditResult{}, err
	}
	known, err := s.figuresOf(ctx, st, draft)
	if err != nil {
		return EditResult{}, err
	}
	result := EditResult{Draft: draft, Meeting: to.meeting, Before: x.before, Forced: to.forced}
	result.Figures = known.plus(figures(to.was.Score), figures(to.report.Score))
	if result.unchanged() {
		return result, nil
	}
	return s.keepEdit(ctx, st, by, request, result)
}

// acceptedRequest reads a request of the event that can have a meeting. With
// the conflict about one that is not accepted it returns the request, too.
func acceptedRequest(ctx context.Context, st Store, eventID, id string) (MeetingRequest, error) {
	r, err := st.RequestByID(ctx, id)
	if ErrorCode(err) == CodeNotFound || err == nil && r.EventID != eventID {
		return MeetingRequest{}, noRequest(id)
	}
	if err == nil && r.State != RequestAccepted {
		return r, Errorf(CodeConflict, "the request is %s: only an accepted one has a meeting", r.State)
	}
	return r, err
}

// figuresOf returns the draft's figures, remembered or counted anew.
func (s *Service) figuresOf(ctx context.Context, st Store, draft Draft) (Figures, error) {
	if known, ok := s.figures.find(draft); ok {
		return known, nil
	}
	meetings, err := st.DraftMeetings(ctx, draft.ID)
	if err != nil {
		return Figures{}, err
	}
	n, err := loadSnapshot(ctx, st, draft.EventID)
	if err != nil {
		return Figures{}, err
	}
	p := n.poseDraft(meetings)
	if err := p.valid(); err != nil {
		return Figures{}, err
	}
	return figures(scheduler.Check(p.problem, p.schedule(meetings)).Score), nil
}

func (r EditResult) unchanged() bool {
	if r.Meeting == nil || r.Before == nil {
		return r.Meeting == nil && r.Before == nil
	}
	return r.Before.SamePlacement(*r.Meeting) && r.Before.Forced == r.Meeting.Forced
}

// keepEdit writes the draft's meeting, keeps its list of what has none, and
// raises its version.
func (s *Service) keepEdit(ctx context.Context, st Store, by Actor, r MeetingRequest, result EditResult) (EditResult, error) {
	draft := result.Draft
	var err error
	if result.Meeting != nil {
		err = st.PutDraftMeetings(ctx, draft.ID, *result.Meeting)
	} else {
		err = st.DeleteDraftMeetings(ctx, draft.ID, r.ID)
	}
	if err != nil {
		return EditResult{}, err
	}
	if (result.Meeting == nil) != (result.Before == nil) {
		left, err := st.DraftUnscheduled(ctx, draft.ID)
		if err != nil {
			return EditResult{}, err
		}
		if err := st.PutDraftUnscheduled(ctx, draft.ID, relisted(left, r, result.Meeting == nil)); err != nil {
			return EditResult{}, err
		}
	}
	if err := st.UpdateDraft(ctx, &draft); err != nil {
		return EditResult{}, err
	}
	result.Draft = draft
	return result, s.record(ctx, st, by, draft.EventID, "draft.edit", Subject{Kind: "draft", ID: draft.ID}, result.Before, result.Meeting)
}

// relisted takes the request off the list of what has no meeting, or puts it
// there because an organiser took its meeting out.
func relisted(left []Unscheduled, r MeetingRequest, out bool) []Unscheduled {
	left = slices.DeleteFunc(left, func(u Unscheduled) bool { return u.RequestID == r.ID })
	if out && r.State == RequestAccepted {
		left = append(left, Unscheduled{RequestID: r.ID, Reasons: []Reason{{Constraint: "not-planned", Case: CaseTakenOut,
			Text: "An organiser took it out of the schedule."}}})
	}
	return left
}
