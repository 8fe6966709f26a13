package partnering

import (
	"context"
	"slices"
	"time"
)

// requestSide says who may make a move.
type requestSide int

const (
	askedSide requestSide = iota
	askingSide
	eitherSide
)

// requestMove is one way of a request from a state to another.
type requestMove struct {
	verb     string // as in "decline a request"
	from     []RequestState
	to       RequestState
	by       requestSide
	act      Act
	deadline bool // too late at the event's deadline
}

// The moves of a request's state machine; a request is moved in no other way
// but by expiring.
func acceptMove() requestMove {
	return requestMove{"accept", []RequestState{RequestPending}, RequestAccepted, askedSide, ActAnswer, true}
}

func declineMove() requestMove {
	return requestMove{"decline", []RequestState{RequestPending}, RequestDeclined, askedSide, ActAnswer, true}
}

func withdrawMove() requestMove {
	return requestMove{"withdraw", []RequestState{RequestPending}, RequestWithdrawn, askingSide, ActWithdraw, false}
}

func cancelMove() requestMove {
	return requestMove{"cancel", []RequestState{RequestAccepted}, RequestCancelled, eitherSide, ActWithdraw, false}
}

func reopenMove() requestMove {
	return requestMove{"reopen", []RequestState{RequestDeclined, RequestExpired}, RequestPending, askedSide, ActAsk, true}
}

// allowed checks role, phase, deadline and state; done is true where the
// request is already there.
func (m requestMove) allowed(e Event, by Actor, r MeetingRequest, now time.Time) (done bool, err error) {
	if err := m.mayMove(e, by, r); err != nil {
		return false, err
	}
	if r.State == m.to {
		return true, nil
	}
	if err := e.allow(by, m.act); err != nil {
		return false, err
	}
	if !slices.Contains(m.from, r.State) {
		return false, Errorf(CodeConflict, "the request is %s: one can %s only what is %s", r.State, m.verb, states(m.from))
	}
	if m.deadline && r.overdue(e, now) {
		return false, Errorf(CodeConflict, "it is too late to %s: requests closed at %s", m.verb, e.at(e.Settings.RequestsCloseAt))
	}
	return false, nil
}

func (m requestMove) mayMove(e Event, by Actor, r MeetingRequest) error {
	asking, asked := by.ActsFor(e.ID, r.From.OrganisationID), by.ActsFor(e.ID, r.To.OrganisationID)
	switch {
	case by.Organises(e.ID), m.by == eitherSide && (asking || asked):
		return nil
	case m.to == RequestPending && r.State == RequestExpired:
		return Errorf(CodeForbidden, "nobody declined this request, it expired: ask an organiser to reopen it")
	case m.by == askedSide && asked, m.by == askingSide && asking:
		return nil
	case m.by == askedSide:
		return Errorf(CodeForbidden, "only the side that was asked can %s this request", m.verb)
	default:
		return Errorf(CodeForbidden, "only the side that asked can %s this request", m.verb)
	}
}

func states(all []RequestState) string {
	text := string(all[0])
	for _, s := range all[1:] {
		text += " or " + string(s)
	}
	return text
}

// overdue says whether the event's deadline has ended the request. A request
// that was made after it, by an organiser or on the spot, is not bound by it.
func (r MeetingRequest) overdue(e Event, now time.Time) bool {
	deadline := e.Settings.RequestsCloseAt
	return passed(deadline, now) && r.CreatedAt.Before(deadline)
}

// mayAskNow checks phase and deadline. An organiser may ask after the deadline,
// and so may everybody on the spot where the event takes requests while live.
func (e Event) mayAskNow(by Actor, now time.Time) error {
	if err := e.allow(by, ActAsk); err != nil {
		return err
	}
	if by.Organises(e.ID) || e.Phase == PhaseLive || !passed(e.Settings.RequestsCloseAt, now) {
		return nil
	}
	return Errorf(CodeConflict, "it is too late to ask: requests closed at %s", e.at(e.Settings.RequestsCloseAt))
}

// mayAsk says whether organisations of one kind may ask those of another.
func (e Event) mayAsk(from, to Kind) bool {
	kinds, limited := e.Settings.MayAsk[from]
	return !limited || slices.Contains(kinds, to)
}

// underQuota refuses one request more than the organisation's kind may send.
func underQuota(ctx context.Context, st Store, e Event, o Organisation) error {
	limit := e.Settings.RequestQuota[o.Kind]
	if limit <= 0 {
		return nil
	}
	used, err := sent(ctx, st, o)
	if err != nil || used < limit {
		return err
	}
	return Errorf(CodeConflict, "%s has sent %d of its %d requests: withdraw one first", o.Name, used, limit)
}

// sent counts the organisation's requests that stand.
func sent(ctx context.Context, st Store, o Organisation) (int, error) {
	found, err := st.FindRequests(ctx, RequestFilter{EventID: o.EventID, FromID: o.ID,
		States: []RequestState{RequestPending, RequestAccepted}, Page: Page{Limit: 1}})
	return found.Total, err
}
