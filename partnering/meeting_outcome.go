package partnering

import (
	"context"
	"slices"
)

// MarkHeld records that a meeting took place, for the two sides and organisers; that one of them
// did not come only an organiser takes back. Marking it again changes nothing.
func (s *Service) MarkHeld(ctx context.Context, by Actor, requestID string) (AgendaEntry, error) {
	return s.markOutcome(ctx, by, requestID, "meeting.held", func(p publishedMeeting, m *Meeting) error {
		if err := p.begun(s.clock); err != nil {
			return err
		}
		if m.State == MeetingNoShow && !by.Organises(p.event.ID) {
			return Errorf(CodeConflict, "somebody is marked as not having come: an organiser can take that back")
		}
		m.State, m.NoShow = MeetingHeld, nil
		return nil
	})
}

// MarkNoShow records which organisation did not come, for the two sides and organisers; of a
// meeting that is marked as held only an organiser may say so. Saying it again changes nothing.
func (s *Service) MarkNoShow(ctx context.Context, by Actor, requestID, organisationID string) (AgendaEntry, error) {
	return s.markOutcome(ctx, by, requestID, "meeting.no_show", func(p publishedMeeting, m *Meeting) error {
		if _, _, ok := p.request.SideOf(organisationID); !ok {
			return Invalid("the outcome is not valid", Fault{Field: "organisation", Value: organisationID, Message: "is neither side of the meeting"})
		}
		if err := p.begun(s.clock); err != nil {
			return err
		}
		if m.State == MeetingHeld && !by.Organises(p.event.ID) {
			return Errorf(CodeConflict, "the meeting is marked as held: an organiser can take that back")
		}
		m.State, m.NoShow = MeetingNoShow, sorted(distinct(append(slices.Clone(m.NoShow), organisationID)))
		return nil
	})
}

// MarkLate tells the other side that the caller, who attends the meeting, comes late. Saying it
// again changes nothing.
func (s *Service) MarkLate(ctx context.Context, by Actor, requestID string) (AgendaEntry, error) {
	return s.markOutcome(ctx, by, requestID, "meeting.late", func(p publishedMeeting, m *Meeting) error {
		delegateID := by.DelegateAt(p.event.ID)
		switch {
		case delegateID == "" || !slices.Contains(m.Participants, delegateID):
			return Errorf(CodeConflict, "you do not attend this meeting: only who attends can come late")
		case p.event.Phase != PhaseLive:
			return Errorf(CodeConflict, "nobody can come late while the event is in phase %s; possible in: %s", p.event.Phase, PhaseLive)
		case m.State != MeetingScheduled || passed(p.slot.End, s.clock.Now()):
			return Errorf(CodeConflict, "the meeting of %s is over", p.event.at(p.slot.Start))
		}
		m.Late = sorted(distinct(append(slices.Clone(m.Late), delegateID)))
		return nil
	})
}

// begun refuses the outcome of a meeting that is still to come.
func (p publishedMeeting) begun(c Clock) error {
	if passed(p.slot.Start, c.Now()) {
		return nil
	}
	return Errorf(CodeConflict, "the meeting begins %s: its outcome is recorded after that", p.event.at(p.slot.Start))
}

// markOutcome changes marks of a published meeting, which makes no version.
func (s *Service) markOutcome(ctx context.Context, by Actor, requestID, action string, mark func(publishedMeeting, *Meeting) error) (AgendaEntry, error) {
	var p publishedMeeting
	err := s.store.Tx(ctx, func(st Store) error {
		var err error
		if p, err = publishedMeetingOf(ctx, st, by, requestID); err != nil {
			return err
		}
		if err := p.event.allow(by, ActOutcome); err != nil {
			return err
		}
		before := p.meeting
		if err := mark(p, &p.meeting); err != nil {
			return err
		}
		if before.sameMarks(p.meeting) {
			return nil
		}
		if err := st.UpdateMeeting(ctx, p.meeting); err != nil {
			return err
		}
		if err := s.tellLate(ctx, st, before, p); err != nil {
			return err
		}
		return s.record(ctx, st, by, p.event.ID, action, Subject{Kind: "meeting", ID: requestID}, before, p.meeting)
	})
	if err != nil {
		return AgendaEntry{}, err
	}
	return s.entryOf(ctx, s.store, by, p)
}

func (m Meeting) sameMarks(o Meeting) bool {
	return m.State == o.State && slices.Equal(m.NoShow, o.NoShow) && slices.Equal(m.Late, o.Late)
}

// tellLate tells the attendees of the other side of those who say now that
// they come late.
func (s *Service) tellLate(ctx context.Context, st Store, before Meeting, p publishedMeeting) error {
	attending, err := st.FindDelegates(ctx, DelegateFilter{EventID: p.event.ID, IDs: p.meeting.Participants})
	if err != nil {
		return err
	}
	for _, late := range attending.Items {
		if !slices.Contains(p.meeting.Late, late.ID) || slices.Contains(before.Late, late.ID) {
			continue
		}
		var to []contact
		for _, d := range attending.Items {
			if d.OrganisationID != late.OrganisationID {
				to = append(to, contact{Email: d.Email, DelegateID: d.ID})
			}
		}
		subject := Subject{Kind: "meeting", ID: p.meeting.RequestID}
		if err := s.tell(ctx, st, NoticeLate, p.event.ID, subject, map[string]string{"late": late.Name}, to); err != nil {
			return err
		}
	}
	return nil
}
