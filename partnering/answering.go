package partnering

import (
	"context"
	"slices"
	"time"
)

// AcceptRequest accepts for the asked side. Accepting an accepted one changes nothing.
func (s *Service) AcceptRequest(ctx context.Context, by Actor, id string, a Answer) (RequestDetail, error) {
	return s.answer(ctx, by, id, acceptMove(), a)
}

// DeclineRequest declines for the asked side with a reason.
func (s *Service) DeclineRequest(ctx context.Context, by Actor, id string, a Answer) (RequestDetail, error) {
	return s.answer(ctx, by, id, declineMove(), a)
}

// WithdrawRequest takes back a pending request of the caller's side.
func (s *Service) WithdrawRequest(ctx context.Context, by Actor, id string) (RequestDetail, error) {
	return s.answer(ctx, by, id, withdrawMove(), Answer{})
}

// CancelRequest cancels an accepted request for either side, with its meeting; the other side is
// told.
func (s *Service) CancelRequest(ctx context.Context, by Actor, id string, a Answer) (RequestDetail, error) {
	return s.answer(ctx, by, id, cancelMove(), a)
}

// ReopenRequest makes a declined or expired request pending again.
func (s *Service) ReopenRequest(ctx context.Context, by Actor, id string) (RequestDetail, error) {
	return s.answer(ctx, by, id, reopenMove(), Answer{})
}

// AnswerRequests accepts or declines many at once; each result stands at its request's index.
func (s *Service) AnswerRequests(ctx context.Context, by Actor, eventID string, ids []string, accept bool, a Answer) ([]BulkAnswer, error) {
	if err := mustAttend(by, eventID); err != nil {
		return nil, err
	}
	move := declineMove()
	if accept {
		move = acceptMove()
	}
	answers := make([]BulkAnswer, len(ids))
	for i, id := range ids {
		_, err := s.moveByID(ctx, by, eventID, id, move, a)
		answers[i] = BulkAnswer{ID: id, Err: err}
	}
	return answers, nil
}

func (s *Service) answer(ctx context.Context, by Actor, id string, m requestMove, a Answer) (RequestDetail, error) {
	r, err := s.moveByID(ctx, by, "", id, m, a)
	if err != nil {
		return RequestDetail{}, err
	}
	return s.detail(ctx, by, r)
}

// moveByID moves a request in a transaction of its own; with an eventID it must be of that event.
func (s *Service) moveByID(ctx context.Context, by Actor, eventID, id string, m requestMove, a Answer) (MeetingRequest, error) {
	var r MeetingRequest
	err := s.store.Tx(ctx, func(st Store) error {
		var err error
		if r, err = visibleRequest(ctx, st, by, id); err != nil {
			return err
		}
		if eventID != "" && r.EventID != eventID {
			return noRequest(id)
		}
		e, err := st.EventByID(ctx, r.EventID)
		if err != nil {
			return err
		}
		r, err = s.move(ctx, st, by, e, r, m, a)
		return err
	})
	return r, err
}

// visibleRequest loads a request for its two sides and organisers; to the
// others there is none.
func visibleRequest(ctx context.Context, st Store, by Actor, id string) (MeetingRequest, error) {
	if err := mustSignIn(by); err != nil {
		return MeetingRequest{}, err
	}
	r, err := st.RequestByID(ctx, id)
	if ErrorCode(err) == CodeNotFound {
		return MeetingRequest{}, noRequest(id)
	}
	if err != nil {
		return MeetingRequest{}, err
	}
	if !r.seenBy(by) {
		return MeetingRequest{}, noRequest(id)
	}
	return r, nil
}

func noRequest(id string) error { return Errorf(CodeNotFound, "there is no request %s", id) }

func (r MeetingRequest) seenBy(by Actor) bool {
	return by.Organises(r.EventID) || by.ActsFor(r.EventID, r.From.OrganisationID) || by.ActsFor(r.EventID, r.To.OrganisationID)
}

// move carries out one move of the state machine with what follows from it.
func (s *Service) move(ctx context.Context, st Store, by Actor, e Event, r MeetingRequest, m requestMove, a Answer) (MeetingRequest, error) {
	done, err := m.allowed(e, by, r, s.clock.Now())
	if done || err != nil {
		return r, err
	}
	before := r
	if err := s.apply(ctx, st, &r, m, a); err != nil {
		return before, err
	}
	if err := st.UpdateRequest(ctx, &r); err != nil {
		return before, err
	}
	if err := s.follow(ctx, st, by, e, r); err != nil {
		return before, err
	}
	return r, s.record(ctx, st, by, r.EventID, "request."+m.verb, Subject{Kind: "request", ID: r.ID}, before, r)
}

// apply writes the move and the answer over the request, or lists what is wrong with the answer.
func (s *Service) apply(ctx context.Context, st Store, r *MeetingRequest, m requestMove, a Answer) error {
	f := faults{}
	r.State, r.Reason, r.ReasonText = m.to, "", ""
	switch m.to {
	case RequestAccepted:
		if err := f.acceptance(ctx, st, r, a); err != nil {
			return err
		}
		r.AnsweredAt = s.clock.Now()
	case RequestDeclined:
		f.reason(r, a)
		r.AnsweredAt = s.clock.Now()
	case RequestCancelled:
		f.reason(r, a)
	case RequestPending:
		r.AnsweredAt = time.Time{}
	}
	return Invalid("the answer is not valid", f...)
}

// acceptance writes what the asked side says when it accepts.
func (f *faults) acceptance(ctx context.Context, st Store, r *MeetingRequest, a Answer) error {
	f.priority("priority", a.Priority)
	r.To.Priority = a.Priority
	if a.Priority == "" {
		r.To.Priority = PriorityWant
	}
	if a.Attendees == nil {
		return nil
	}
	r.To.Attendees = a.Attendees.sorted()
	o, err := st.OrganisationByID(ctx, r.To.OrganisationID)
	if err != nil {
		return err
	}
	team, err := teamOf(ctx, st, o)
	f.attendees("attendees", r.To.Attendees, o, team)
	return err
}

// reason writes why; saying nothing means another reason.
func (f *faults) reason(r *MeetingRequest, a Answer) {
	if a.Reason == "" {
		a.Reason = DeclineOther
	}
	if !slices.Contains(DeclineReasons(), a.Reason) {
		f.add("reason", string(a.Reason), "is no reason; reasons: %v", DeclineReasons())
	}
	f.text("reason_text", a.ReasonText, mostMessage)
	r.Reason, r.ReasonText = a.Reason, a.ReasonText
}

// follow does what a request's new state causes elsewhere.
func (s *Service) follow(ctx context.Context, st Store, by Actor, e Event, r MeetingRequest) error {
	subject := Subject{Kind: "request", ID: r.ID}
	if r.State != RequestPending {
		if _, err := st.CancelOutbox(ctx, r.EventID, subject, []RuleKind{NoticeRequest}, nil); err != nil {
			return err
		}
	}
	switch r.State {
	case RequestPending:
		if by.ActsFor(r.EventID, r.To.OrganisationID) {
			return nil
		}
		return s.tellSide(ctx, st, NoticeRequest, r, r.To)
	case RequestAccepted, RequestDeclined:
		return s.tellSide(ctx, st, NoticeAnswer, r, r.From)
	case RequestCancelled:
		if err := s.dropUnheld(ctx, st, by, e, r); err != nil {
			return err
		}
		return s.tellOthers(ctx, st, by, r)
	}
	return nil
}

// dropUnheld takes the published meeting of a cancelled request out of the
// schedule; one that has begun stays.
func (s *Service) dropUnheld(ctx context.Context, st Store, by Actor, e Event, r MeetingRequest) error {
	m, err := st.MeetingByRequest(ctx, r.ID)
	if ErrorCode(err) == CodeNotFound {
		return nil
	}
	if err != nil {
		return err
	}
	slot, err := slotByID(ctx, st, e.ID, m.SlotID)
	if err != nil {
		return err
	}
	if m.State == MeetingHeld || m.State == MeetingNoShow || passed(slot.Start, s.clock.Now()) && !by.Organises(e.ID) {
		return Errorf(CodeConflict, "the meeting of %s has begun: it cannot be cancelled", e.at(slot.Start))
	}
	return s.dropMeeting(ctx, st, by, r, r.ReasonText)
}

func slotByID(ctx context.Context, st Store, eventID, id string) (Slot, error) {
	slots, err := st.FindSlots(ctx, eventID)
	if err != nil {
		return Slot{}, err
	}
	if at := slices.IndexFunc(slots, func(s Slot) bool { return s.ID == id }); at >= 0 {
		return slots[at], nil
	}
	return Slot{}, Errorf(CodeNotFound, "the grid has no slot %s", id)
}

// tellOthers tells the side that did not cancel, or both when an organiser did.
func (s *Service) tellOthers(ctx context.Context, st Store, by Actor, r MeetingRequest) error {
	for _, side := range []Side{r.From, r.To} {
		if by.ActsFor(r.EventID, side.OrganisationID) {
			continue
		}
		if err := s.tellSide(ctx, st, NoticeCancel, r, side); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) tellSide(ctx context.Context, st Store, rule RuleKind, r MeetingRequest, side Side) error {
	to, err := s.contactsOf(ctx, st, r.EventID, side.OrganisationID, side.Attendees.Names())
	if err != nil {
		return err
	}
	payload := map[string]string{"state": string(r.State), "reason": string(r.Reason), "text": r.ReasonText}
	return s.tell(ctx, st, rule, r.EventID, Subject{Kind: "request", ID: r.ID}, payload, to)
}
