package partnering

import (
	"context"
	"slices"
	"time"
)

// erasedName stands instead of the names of people who erased their data.
const erasedName = "Erased person"

// EraseMyData removes what identifies the caller and keeps what others need without it: meetings to
// come that the caller alone attends for its side are cancelled, and the others told.
func (s *Service) EraseMyData(ctx context.Context, by Actor) error {
	if err := mustBePerson(by); err != nil {
		return err
	}
	return s.store.Tx(ctx, func(st Store) error {
		account, err := st.AccountByID(ctx, by.Account.ID)
		if err != nil {
			return err
		}
		roles, err := st.FindMemberships(ctx, account.ID)
		if err != nil {
			return err
		}
		gone := Erasure{AccountID: account.ID, Name: erasedName, Addresses: []string{account.Email},
			Subjects: []Subject{{Kind: "account", ID: account.ID}}}
		for _, m := range roles {
			if err := s.eraseRole(ctx, st, by, m, &gone); err != nil {
				return err
			}
		}
		if err := s.eraseAccount(ctx, st, account); err != nil {
			return err
		}
		if err := st.ErasePerson(ctx, gone); err != nil {
			return err
		}
		by.Account.Name, by.Account.Email = erasedName, ""
		return s.record(ctx, st, by, "", "account.erase", Subject{Kind: "account", ID: account.ID}, nil, nil)
	})
}

// eraseAccount takes name, address, tokens and feeds of the account.
func (s *Service) eraseAccount(ctx context.Context, st Store, a Account) error {
	tokens, err := st.FindTokens(ctx, a.ID)
	if err != nil {
		return err
	}
	for _, t := range tokens {
		if err := st.DeleteToken(ctx, a.ID, t.ID); err != nil {
			return err
		}
	}
	feeds, err := st.FindFeeds(ctx, a.ID)
	if err != nil {
		return err
	}
	for _, f := range feeds {
		if err := st.DeleteFeed(ctx, a.ID, f.Token); err != nil {
			return err
		}
	}
	a.Name, a.Email, a.Language, a.Zone, a.Operator = erasedName, "erased-"+a.ID+erasedDomain, "en", "", false
	return st.UpdateAccount(ctx, &a)
}

// eraseRole takes the role and what identifies its delegate.
func (s *Service) eraseRole(ctx context.Context, st Store, by Actor, m Membership, gone *Erasure) error {
	if m.DelegateID != "" {
		d, err := st.DelegateByID(ctx, m.DelegateID)
		if err != nil {
			return err
		}
		if err := s.leave(ctx, st, by, d); err != nil {
			return err
		}
		gone.Addresses = append(gone.Addresses, d.Email)
		gone.Subjects = append(gone.Subjects, Subject{Kind: "delegate", ID: d.ID})
		if err := s.eraseDelegate(ctx, st, d); err != nil {
			return err
		}
	}
	return st.DeleteMembership(ctx, m)
}

// eraseDelegate leaves of a delegate only that somebody was there; it is away from now on.
func (s *Service) eraseDelegate(ctx context.Context, st Store, d Delegate) error {
	now := s.clock.Now()
	d.Name, d.Email, d.Title, d.Topics = erasedName, "erased-"+d.ID+erasedDomain, "", nil
	d.Zone, d.Language, d.NoMeetings = "", "", true
	d.Away = append(d.Away, Interval{Start: now, End: now.AddDate(100, 0, 0)})
	return st.UpdateDelegate(ctx, &d)
}

// leave ends the requests that cannot go on without the delegate, with their meetings.
func (s *Service) leave(ctx context.Context, st Store, by Actor, d Delegate) error {
	e, err := st.EventByID(ctx, d.EventID)
	if err != nil || e.Phase == PhaseClosed {
		return err
	}
	team, err := teamOf(ctx, st, Organisation{ID: d.OrganisationID, EventID: d.EventID})
	if err != nil {
		return err
	}
	others := slices.DeleteFunc(team, func(o Delegate) bool { return o.ID == d.ID || o.NoMeetings })
	requests, err := st.FindRequests(ctx, RequestFilter{EventID: e.ID, OrganisationID: d.OrganisationID,
		States: []RequestState{RequestPending, RequestAccepted}})
	if err != nil {
		return err
	}
	starts, err := s.meetingStarts(ctx, st, d)
	if err != nil {
		return err
	}
	for _, r := range requests.Items {
		own, _, _ := r.SideOf(d.OrganisationID)
		start, meets := starts[r.ID]
		if meets && passed(start, s.clock.Now()) || !own.needs(d.ID, idsOf(others)) {
			continue
		}
		if err := s.end(ctx, st, by, r, d.OrganisationID); err != nil {
			return err
		}
	}
	return s.meetingsWithout(ctx, st, by, d, idsOf(others))
}

// meetingStarts returns when the organisation's published meetings begin, by request.
func (s *Service) meetingStarts(ctx context.Context, st Store, d Delegate) (map[string]time.Time, error) {
	meetings, err := st.FindMeetings(ctx, MeetingFilter{EventID: d.EventID, OrganisationID: d.OrganisationID})
	if err != nil {
		return nil, err
	}
	slots, err := slotsByID(ctx, st, d.EventID)
	starts := make(map[string]time.Time, len(meetings))
	for _, m := range meetings {
		starts[m.RequestID] = slots[m.SlotID].Start
	}
	return starts, err
}

// needs says whether the side cannot meet without the delegate: it is required,
// or alone in a group, or alone in the team.
func (s Side) needs(delegateID string, others []string) bool {
	if slices.Contains(s.Attendees.Required, delegateID) || len(others) == 0 {
		return true
	}
	return slices.ContainsFunc(s.Attendees.AnyOf, func(group []string) bool {
		return !slices.ContainsFunc(group, func(id string) bool { return slices.Contains(others, id) })
	})
}

// end takes a request out of the world for one of its sides, whatever the phase.
func (s *Service) end(ctx context.Context, st Store, by Actor, r MeetingRequest, organisationID string) error {
	before := r
	rule := NoticeCancel
	switch {
	case r.State == RequestAccepted:
		r.State = RequestCancelled
	case r.From.OrganisationID == organisationID:
		r.State, rule = RequestWithdrawn, ""
	default:
		r.State, rule = RequestDeclined, NoticeAnswer
	}
	r.Reason, r.ReasonText = DeclineOther, ""
	if err := st.UpdateRequest(ctx, &r); err != nil {
		return err
	}
	if err := s.dropMeeting(ctx, st, by, r, "a person left"); err != nil {
		return err
	}
	subject := Subject{Kind: "request", ID: r.ID}
	if _, err := st.CancelOutbox(ctx, r.EventID, subject, []RuleKind{NoticeRequest}, nil); err != nil {
		return err
	}
	if rule != "" {
		_, other, _ := r.SideOf(organisationID)
		if err := s.tellSide(ctx, st, rule, r, other); err != nil {
			return err
		}
	}
	return s.record(ctx, st, by, r.EventID, "request.end", subject, before, r)
}

// meetingsWithout lets the meetings to come go on where another of the team
// attends, and drops those that the delegate alone attends for its side; their
// requests stay, for another of the team.
func (s *Service) meetingsWithout(ctx context.Context, st Store, by Actor, d Delegate, others []string) error {
	meetings, err := st.FindMeetings(ctx, MeetingFilter{EventID: d.EventID, DelegateID: d.ID})
	if err != nil {
		return err
	}
	starts, err := s.meetingStarts(ctx, st, d)
	if err != nil {
		return err
	}
	for _, m := range meetings {
		if passed(starts[m.RequestID], s.clock.Now()) || m.State != MeetingScheduled {
			continue
		}
		if err := s.withoutDelegate(ctx, st, by, m, d, others); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) withoutDelegate(ctx context.Context, st Store, by Actor, m Meeting, d Delegate, others []string) error {
	const why = "a person left"
	r, err := st.RequestByID(ctx, m.RequestID)
	if err != nil {
		return err
	}
	own, _, _ := r.SideOf(d.OrganisationID)
	attending := slices.DeleteFunc(slices.Clone(others), func(id string) bool { return !slices.Contains(m.Participants, id) })
	if len(attending) > 0 && own.Attendees.metBy(attending) {
		return s.meetWithout(ctx, st, by, m, d.ID, why)
	}
	return s.dropMeeting(ctx, st, by, r, why)
}
