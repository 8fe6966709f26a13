package partnering

import (
	"context"
	"fmt"
	"slices"
)

// MoveMeeting puts a request's meeting of the published schedule somewhere, or takes it out, which
// makes the next version; for organisers. A request that waits for a meeting gets one. It returns
// CodeConflict with every violation in words.
func (s *Service) MoveMeeting(ctx context.Context, by Actor, eventID string, e Edit) (Published, error) {
	var published Published
	err := s.store.Tx(ctx, func(st Store) error {
		event, err := organised(ctx, st, by, eventID, ActChangeMeetings)
		if err != nil {
			return err
		}
		request, err := acceptedRequest(ctx, st, eventID, e.RequestID)
		if err != nil {
			return err
		}
		x, to, err := s.putPublished(ctx, st, request, e)
		if err != nil {
			return err
		}
		c := Change{RequestID: request.ID, Before: x.before, After: to.meeting}
		left := Reason{Constraint: "not-planned", Case: CaseTakenOut, Text: "An organiser took it out of the schedule."}
		published, err = s.change(ctx, st, by, event, c, "moved by an organiser", left)
		return err
	})
	return published, err
}

// putPublished finds where the edit puts the request among the published meetings.
func (s *Service) putPublished(ctx context.Context, st Store, r MeetingRequest, e Edit) (*excerpt, placed, error) {
	x, err := loadExcerpt(ctx, st, r, e.SlotID, publishedAt(st, r.EventID))
	if err != nil {
		return nil, placed{}, err
	}
	to, err := x.put(e, s.clock.Now())
	return x, to, err
}

// publishedAt reads from the published schedule.
func publishedAt(st Store, eventID string) meetingsAt {
	return func(ctx context.Context, slotID string, requestIDs []string) ([]Meeting, error) {
		meetings, err := st.FindMeetings(ctx, MeetingFilter{EventID: eventID, RequestIDs: requestIDs})
		if err != nil || slotID == "" {
			return meetings, err
		}
		known := byKey(meetings, func(m Meeting) string { return m.RequestID })
		there, err := st.FindMeetings(ctx, MeetingFilter{EventID: eventID, SlotID: slotID})
		for _, m := range there {
			if _, twice := known[m.RequestID]; !twice {
				meetings = append(meetings, m)
			}
		}
		return meetings, err
	}
}

// change makes the next version out of one change; one that changes nothing makes none.
func (s *Service) change(ctx context.Context, st Store, by Actor, e Event, c Change, note string, why Reason) (Published, error) {
	version, err := st.CurrentVersion(ctx, e.ID)
	if err != nil {
		return Published{}, err
	}
	if version.Number == 0 {
		return Published{}, Errorf(CodeConflict, "no schedule is published yet: publish one first")
	}
	if (EditResult{Before: c.Before, Meeting: c.After}).unchanged() {
		return Published{Version: version}, nil
	}
	published, err := s.release(ctx, st, by, e, release{version: version, note: note, changes: []Change{c}})
	if err != nil || (c.Before == nil) == (c.After == nil) {
		return published, err
	}
	left, err := st.PublishedUnscheduled(ctx, e.ID)
	if err != nil {
		return Published{}, err
	}
	left = slices.DeleteFunc(left, func(u Unscheduled) bool { return u.RequestID == c.RequestID })
	if c.After == nil {
		left = append(left, Unscheduled{RequestID: c.RequestID, Reasons: []Reason{why}})
	}
	return published, st.PutPublishedUnscheduled(ctx, e.ID, left)
}

// CancelMeeting frees the slot and leaves the request accepted ("can't come"), waiting for another
// meeting, without its pin; for the two sides before the meeting begins, and for organisers. Those
// who were to attend are told.
func (s *Service) CancelMeeting(ctx context.Context, by Actor, requestID string, a Answer) (Published, error) {
	var published Published
	err := s.store.Tx(ctx, func(st Store) error {
		p, err := s.meetingToChange(ctx, st, by, requestID)
		if err != nil {
			return err
		}
		why, err := s.whyCancelled(ctx, st, by, p.request, a)
		if err != nil {
			return err
		}
		if err := s.unpin(ctx, st, by, p.event.ID, requestID); err != nil {
			return err
		}
		published, err = s.change(ctx, st, by, p.event, Change{RequestID: requestID, Before: &p.meeting}, why.Text, why)
		return err
	})
	return published, err
}

// meetingToChange reads a published meeting that may still be changed.
func (s *Service) meetingToChange(ctx context.Context, st Store, by Actor, requestID string) (publishedMeeting, error) {
	p, err := publishedMeetingOf(ctx, st, by, requestID)
	if err != nil {
		return p, err
	}
	if err := p.event.allow(by, ActChangeMeetings); err != nil {
		return p, err
	}
	if p.meeting.State != MeetingScheduled || passed(p.slot.Start, s.clock.Now()) {
		return p, Errorf(CodeConflict, "the meeting began %s: it cannot be changed, only its outcome recorded", p.event.at(p.slot.Start))
	}
	return p, nil
}

// whyCancelled says who cannot come, and the reason given.
func (s *Service) whyCancelled(ctx context.Context, st Store, by Actor, r MeetingRequest, a Answer) (Reason, error) {
	var f faults
	f.reason(&r, a)
	if err := Invalid("the cancellation is not valid", f...); err != nil {
		return Reason{}, err
	}
	why := Reason{Constraint: "cancelled", Case: CaseByOrganiser, Note: r.ReasonText, Text: "An organiser cancelled the meeting."}
	if side := r.sideOfActor(by); side != "" {
		o, err := st.OrganisationByID(ctx, side)
		if err != nil {
			return Reason{}, err
		}
		why.Case, why.OrganisationID, why.Organisation = CaseCannotCome, o.ID, o.Name
		why.Text = fmt.Sprintf("%s cannot come at that time.", o.Name)
	}
	if r.ReasonText != "" {
		why.Text += " " + r.ReasonText
	}
	return why, nil
}
