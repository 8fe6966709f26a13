package partnering

import (
	"context"
	"slices"
)

// meetingClash is a published meeting that stands in somebody's way.
type meetingClash struct {
	delegateID string
	requestID  string
	other      string // the other organisation's name
	slot       Slot
}

// meetingDuring returns the first published meeting of the organisation that
// one of the delegates attends during the interval, or nil.
func meetingDuring(ctx context.Context, st Store, o Organisation, delegateIDs []string, during Interval) (*meetingClash, error) {
	meetings, err := st.FindMeetings(ctx, MeetingFilter{EventID: o.EventID, OrganisationID: o.ID})
	if err != nil || len(meetings) == 0 {
		return nil, err
	}
	slots, err := st.FindSlots(ctx, o.EventID)
	if err != nil {
		return nil, err
	}
	for _, m := range meetings {
		at := slices.IndexFunc(slots, func(s Slot) bool { return s.ID == m.SlotID })
		who := slices.IndexFunc(m.Participants, func(id string) bool { return slices.Contains(delegateIDs, id) })
		if m.State == MeetingCancelled || at < 0 || who < 0 || !during.overlaps(slots[at].Start, slots[at].End) {
			continue
		}
		other, err := otherSide(ctx, st, m.RequestID, o.ID)
		return &meetingClash{delegateID: m.Participants[who], requestID: m.RequestID, other: other, slot: slots[at]}, err
	}
	return nil, nil
}

// otherSide returns the name of the organisation that meets the one given.
func otherSide(ctx context.Context, st Store, requestID, organisationID string) (string, error) {
	r, err := st.RequestByID(ctx, requestID)
	if err != nil {
		return "", err
	}
	_, other, _ := r.SideOf(organisationID)
	o, err := st.OrganisationByID(ctx, other.OrganisationID)
	return o.Name, err
}
