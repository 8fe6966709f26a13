package partnering

import (
	"context"
	"fmt"
	"slices"
)

// FindPins lists the pins of an event, by request; for organisers.
func (s *Service) FindPins(ctx context.Context, by Actor, eventID string) ([]Pin, error) {
	if err := mustOrganise(by, eventID); err != nil {
		return nil, err
	}
	return s.store.FindPins(ctx, eventID)
}

// PinMeeting keeps a request's meeting in a slot, and at a place when one is given, in every run
// and draft, instead of its pin before; for organisers. Pinning the same again changes nothing. It
// returns CodeConflict when somebody is pinned to another meeting in that slot.
func (s *Service) PinMeeting(ctx context.Context, by Actor, p Pin) (Pin, error) {
	p.Participants = sorted(distinct(p.Participants))
	err := s.store.Tx(ctx, func(st Store) error {
		if _, err := organised(ctx, st, by, p.EventID, ActPlan); err != nil {
			return err
		}
		r, err := acceptedRequest(ctx, st, p.EventID, p.RequestID)
		if err != nil {
			return err
		}
		before, pinned, err := pinOf(ctx, st, p.EventID, p.RequestID)
		if err != nil || pinned && before.same(p) {
			return err
		}
		if err := checkPin(ctx, st, r, p); err != nil {
			return err
		}
		if err := st.PutPin(ctx, p); err != nil {
			return err
		}
		if err := agrees(ctx, st, r, p.SlotID); err != nil {
			return err
		}
		var was any
		if pinned {
			was = before
		}
		return s.record(ctx, st, by, p.EventID, "meeting.pin", Subject{Kind: "request", ID: r.ID}, was, p)
	})
	if err != nil {
		return Pin{}, err
	}
	return p, nil
}

// UnpinMeeting lets runs and edits move a request's meeting again; for organisers. Without a pin it
// does nothing.
func (s *Service) UnpinMeeting(ctx context.Context, by Actor, eventID, requestID string) error {
	return s.store.Tx(ctx, func(st Store) error {
		if _, err := organised(ctx, st, by, eventID, ActPlan); err != nil {
			return err
		}
		return s.unpin(ctx, st, by, eventID, requestID)
	})
}

// unpin removes the request's pin, if it has one.
func (s *Service) unpin(ctx context.Context, st Store, by Actor, eventID, requestID string) error {
	before, pinned, err := pinOf(ctx, st, eventID, requestID)
	if err != nil || !pinned {
		return err
	}
	if err := st.DeletePin(ctx, eventID, requestID); err != nil {
		return err
	}
	return s.record(ctx, st, by, eventID, "meeting.unpin", Subject{Kind: "request", ID: requestID}, before, nil)
}

// agrees refuses a pin that no schedule can keep beside the other pins.
func agrees(ctx context.Context, st Store, r MeetingRequest, slotID string) error {
	_, err := loadExcerpt(ctx, st, r, slotID, func(context.Context, string, []string) ([]Meeting, error) { return nil, nil })
	return err
}

func pinOf(ctx context.Context, st Store, eventID, requestID string) (Pin, bool, error) {
	pins, err := st.FindPins(ctx, eventID)
	if err != nil {
		return Pin{}, false, err
	}
	at := slices.IndexFunc(pins, func(p Pin) bool { return p.RequestID == requestID })
	if at < 0 {
		return Pin{}, false, nil
	}
	return pins[at], true, nil
}

func (p Pin) same(o Pin) bool {
	return p.RequestID == o.RequestID && p.SlotID == o.SlotID && p.PlaceID == o.PlaceID && p.Forced == o.Forced &&
		slices.Equal(sorted(p.Participants), sorted(o.Participants))
}

// checkPin lists what the pin names and the event has not.
func checkPin(ctx context.Context, st Store, r MeetingRequest, p Pin) error {
	var f faults
	if _, err := slotByID(ctx, st, p.EventID, p.SlotID); ErrorCode(err) == CodeNotFound {
		f.add("slot", p.SlotID, "is no slot of this event")
	} else if err != nil {
		return err
	}
	if p.PlaceID != "" {
		place, err := st.PlaceByID(ctx, p.PlaceID)
		switch {
		case ErrorCode(err) == CodeNotFound || err == nil && place.EventID != p.EventID:
			f.add("place", p.PlaceID, "is no place of this event")
		case err != nil:
			return err
		case slices.Contains(place.Closed, p.SlotID):
			f.add("place", p.PlaceID, "%s is closed in this slot: open it, or pin the meeting elsewhere", place.Name)
		case place.OrganisationID != "" && place.OrganisationID != r.From.OrganisationID && place.OrganisationID != r.To.OrganisationID:
			f.add("place", p.PlaceID, "%s is the booth of another organisation", place.Name)
		}
	}
	team, err := st.FindDelegates(ctx, DelegateFilter{EventID: p.EventID, OrganisationIDs: []string{r.From.OrganisationID, r.To.OrganisationID}})
	if err != nil {
		return err
	}
	for i, id := range p.Participants {
		if !slices.Contains(idsOf(team.Items), id) {
			f.add(fmt.Sprintf("participants[%d]", i), id, "is no delegate of either side")
		}
	}
	return Invalid("the pin is not valid", f...)
}
