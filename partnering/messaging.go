package partnering

import (
	"context"
	"strings"
)

// mostThread is the most characters of a message in a request's thread.
const mostThread = 4000

// WriteMessage adds to the request's thread.
func (s *Service) WriteMessage(ctx context.Context, by Actor, requestID, text string) (RequestMessage, error) {
	var m RequestMessage
	err := s.store.Tx(ctx, func(st Store) error {
		r, err := visibleRequest(ctx, st, by, requestID)
		if err != nil {
			return err
		}
		e, err := st.EventByID(ctx, r.EventID)
		if err != nil {
			return err
		}
		if err := e.allow(by, ActAnswer); err != nil {
			return err
		}
		if err := checkMessage(text); err != nil {
			return err
		}
		m = RequestMessage{
			ID: NewID(), EventID: e.ID, RequestID: r.ID, OrganisationID: r.sideOfActor(by), AccountID: by.Account.ID,
			Author: by.name(), Text: text, At: s.clock.Now(),
		}
		if err := st.CreateMessage(ctx, m); err != nil {
			return err
		}
		return s.record(ctx, st, by, e.ID, "request.message", Subject{Kind: "request", ID: r.ID}, nil, map[string]string{"message": m.ID})
	})
	return m, err
}

func checkMessage(text string) error {
	var f faults
	if strings.TrimSpace(text) == "" {
		f.add("text", "", "is missing")
	}
	f.text("text", text, mostThread)
	return Invalid("the message is not valid", f...)
}

// sideOfActor returns the organisation for which the actor takes part, "" for an organiser.
func (r MeetingRequest) sideOfActor(by Actor) string {
	for _, side := range []Side{r.From, r.To} {
		if by.ActsFor(r.EventID, side.OrganisationID) {
			return side.OrganisationID
		}
	}
	return ""
}

// FindMessages lists the request's thread, oldest first.
func (s *Service) FindMessages(ctx context.Context, by Actor, requestID string) ([]RequestMessage, error) {
	if _, err := visibleRequest(ctx, s.store, by, requestID); err != nil {
		return nil, err
	}
	return s.store.FindMessages(ctx, requestID)
}
