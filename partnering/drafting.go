package partnering

import (
	"context"

	"entente/scheduler"
)

// organisedDraft reads a draft for an organiser of its event; to the others there is none.
func organisedDraft(ctx context.Context, st Store, by Actor, id string) (Draft, error) {
	if err := mustSignIn(by); err != nil {
		return Draft{}, err
	}
	draft, err := st.DraftByID(ctx, id)
	if ErrorCode(err) == CodeNotFound || err == nil && !by.Organises(draft.EventID) {
		return Draft{}, Errorf(CodeNotFound, "there is no draft %s", id)
	}
	return draft, err
}

// FindDrafts lists the drafts, newest first; for organisers.
func (s *Service) FindDrafts(ctx context.Context, by Actor, eventID string) ([]Draft, error) {
	if err := mustOrganise(by, eventID); err != nil {
		return nil, err
	}
	return s.store.FindDrafts(ctx, eventID)
}

// DraftByID returns a draft with its meetings and, of the requests that are accepted now, those that
// have none in it; for organisers.
func (s *Service) DraftByID(ctx context.Context, by Actor, id string) (DraftView, error) {
	draft, err := organisedDraft(ctx, s.store, by, id)
	if err != nil {
		return DraftView{}, err
	}
	view := DraftView{Draft: draft}
	if view.Meetings, err = s.store.DraftMeetings(ctx, id); err != nil {
		return DraftView{}, err
	}
	left, err := s.store.DraftUnscheduled(ctx, id)
	if err != nil {
		return DraftView{}, err
	}
	n, err := loadSnapshot(ctx, s.store, draft.EventID)
	if err != nil {
		return DraftView{}, err
	}
	view.Pins = n.pins
	view.Unscheduled = n.unplaced(view.Meetings, byKey(left, func(u Unscheduled) string { return u.RequestID }))
	p := n.poseDraft(view.Meetings)
	if p.valid() == nil {
		view.Figures = figures(scheduler.Check(p.problem, p.schedule(view.Meetings)).Score)
		s.figures.put(draft, view.Figures)
	}
	return view, nil
}

// poseDraft poses the event as a draft is looked at: places by name, what is
// forced waived.
func (n *snapshot) poseDraft(meetings []Meeting) *posed {
	p := n.pose(posing{published: true})
	p.force(meetings)
	return p
}

// CreateDraft copies the published schedule, or another draft when from names one, into a new
// draft.
func (s *Service) CreateDraft(ctx context.Context, by Actor, eventID, from, name string) (Draft, error) {
	var f faults
	f.line("name", name, false)
	if err := Invalid("the draft cannot be made", f...); err != nil {
		return Draft{}, err
	}
	draft := Draft{ID: NewID(), EventID: eventID, Name: name, CreatedAt: s.clock.Now()}
	err := s.store.Tx(ctx, func(st Store) error {
		if _, err := organised(ctx, st, by, eventID, ActPlan); err != nil {
			return err
		}
		meetings, left, err := copied(ctx, st, by, &draft, from)
		if err != nil {
			return err
		}
		if err := st.CreateDraft(ctx, &draft, meetings, left); err != nil {
			return err
		}
		return s.record(ctx, st, by, eventID, "draft.create", Subject{Kind: "draft", ID: draft.ID}, nil, draft)
	})
	return draft, err
}

// copied reads what the draft is a copy of, and names it where it has no name.
func copied(ctx context.Context, st Store, by Actor, draft *Draft, from string) ([]Meeting, []Unscheduled, error) {
	current, err := st.CurrentVersion(ctx, draft.EventID)
	if err != nil {
		return nil, nil, err
	}
	draft.Base = current.Number
	if from == "" {
		draft.Name = either(draft.Name, "Copy of the published schedule")
		meetings, err := st.FindMeetings(ctx, MeetingFilter{EventID: draft.EventID})
		if err != nil {
			return nil, nil, err
		}
		left, err := st.PublishedUnscheduled(ctx, draft.EventID)
		return meetings, left, err
	}
	source, err := organisedDraft(ctx, st, by, from)
	if err != nil {
		return nil, nil, err
	}
	if source.EventID != draft.EventID {
		return nil, nil, Errorf(CodeNotFound, "there is no draft %s in this event", from)
	}
	draft.Name = either(draft.Name, "Copy of "+source.Name)
	meetings, err := st.DraftMeetings(ctx, source.ID)
	if err != nil {
		return nil, nil, err
	}
	left, err := st.DraftUnscheduled(ctx, source.ID)
	return meetings, left, err
}

// DeleteDraft removes a draft.
func (s *Service) DeleteDraft(ctx context.Context, by Actor, id string, version int64) error {
	return s.store.Tx(ctx, func(st Store) error {
		draft, err := draftAt(ctx, st, by, id, version)
		if err != nil {
			return err
		}
		if err := st.DeleteDraft(ctx, id); err != nil {
			return err
		}
		return s.record(ctx, st, by, draft.EventID, "draft.delete", Subject{Kind: "draft", ID: id}, draft, nil)
	})
}

// draftAt reads a draft for a change of the version that the caller has seen.
func draftAt(ctx context.Context, st Store, by Actor, id string, version int64) (Draft, error) {
	draft, err := organisedDraft(ctx, st, by, id)
	if err != nil {
		return Draft{}, err
	}
	if _, err := organised(ctx, st, by, draft.EventID, ActPlan); err != nil {
		return Draft{}, err
	}
	if draft.Version != version {
		return Draft{}, Errorf(CodePrecondition, "draft %s was changed since: read it again", draft.Name)
	}
	return draft, nil
}

// CheckDraft lists every violation of a draft against the event as it is now.
func (s *Service) CheckDraft(ctx context.Context, by Actor, draftID string) (DraftCheck, error) {
	draft, err := organisedDraft(ctx, s.store, by, draftID)
	if err != nil {
		return DraftCheck{}, err
	}
	meetings, err := s.store.DraftMeetings(ctx, draft.ID)
	if err != nil {
		return DraftCheck{}, err
	}
	n, err := loadSnapshot(ctx, s.store, draft.EventID)
	if err != nil {
		return DraftCheck{}, err
	}
	p := n.poseDraft(meetings)
	if err := p.valid(); err != nil {
		return DraftCheck{}, err
	}
	report := scheduler.Check(p.problem, p.schedule(meetings))
	check := DraftCheck{Violations: p.violations(report.Violations), Forced: p.violations(report.Forced), Figures: figures(report.Score)}
	r := review{posed: p}
	for _, m := range meetings {
		if v, ok := r.fault(m, s.clock.Now()); !ok {
			check.Violations = append(check.Violations, v)
		}
	}
	return check, nil
}
