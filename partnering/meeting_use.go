package partnering

import (
	"context"
	"slices"
)

// publishedMeeting is a meeting of the newest published schedule with what it hangs on.
type publishedMeeting struct {
	event   Event
	request MeetingRequest
	meeting Meeting
	slot    Slot
}

// publishedMeetingOf reads a meeting for its two sides and organisers.
func publishedMeetingOf(ctx context.Context, st Store, by Actor, requestID string) (publishedMeeting, error) {
	var p publishedMeeting
	var err error
	if p.request, err = visibleRequest(ctx, st, by, requestID); err != nil {
		return p, err
	}
	if p.event, err = st.EventByID(ctx, p.request.EventID); err != nil {
		return p, err
	}
	p.meeting, err = st.MeetingByRequest(ctx, requestID)
	if ErrorCode(err) == CodeNotFound || err == nil && p.meeting.State == MeetingCancelled {
		return p, Errorf(CodeNotFound, "the request has no meeting in the published schedule")
	}
	if err != nil {
		return p, err
	}
	p.slot, err = slotByID(ctx, st, p.event.ID, p.meeting.SlotID)
	return p, err
}

// MeetingByRequest returns a published meeting to its two sides and organisers; the caller's side
// stands first.
func (s *Service) MeetingByRequest(ctx context.Context, by Actor, requestID string) (AgendaEntry, error) {
	p, err := publishedMeetingOf(ctx, s.store, by, requestID)
	if err != nil {
		return AgendaEntry{}, err
	}
	return s.entryOf(ctx, s.store, by, p)
}

// entryOf writes a meeting as the actor sees it.
func (s *Service) entryOf(ctx context.Context, st Store, by Actor, p publishedMeeting) (AgendaEntry, error) {
	m, first, second := p.meeting, p.request.From, p.request.To
	if by.ActsFor(p.event.ID, second.OrganisationID) && !by.ActsFor(p.event.ID, first.OrganisationID) {
		first, second = second, first
	}
	organisations, err := organisationsByID(ctx, st, p.event.ID, []string{first.OrganisationID, second.OrganisationID})
	if err != nil {
		return AgendaEntry{}, err
	}
	people, err := st.FindDelegates(ctx, DelegateFilter{EventID: p.event.ID, IDs: unique(slices.Concat(m.Participants, m.Late))})
	if err != nil {
		return AgendaEntry{}, err
	}
	entry := AgendaEntry{
		Kind: EntryMeeting, ID: m.RequestID, UID: s.meetingUID(m.RequestID), Sequence: m.Sequence, State: m.State,
		Start: p.slot.Start, End: p.slot.End, SlotID: p.slot.ID, PlaceID: m.PlaceID, Title: organisations[second.OrganisationID].Name,
		Message: p.request.Message, Version: p.request.Version,
	}
	if p.request.sideOfActor(by) == "" {
		entry.Title = organisations[first.OrganisationID].Name + " and " + entry.Title
	}
	for _, side := range []Side{first, second} {
		o := organisations[side.OrganisationID]
		entry.Sides = append(entry.Sides, AgendaSide{OrganisationID: o.ID, Organisation: o.Name, Kind: o.Kind, People: attendingOf(o.ID, m, people.Items)})
	}
	for _, d := range people.Items {
		if slices.Contains(m.Late, d.ID) {
			entry.Late = append(entry.Late, d.Name)
		}
	}
	if m.PlaceID == "" {
		return entry, nil
	}
	place, err := st.PlaceByID(ctx, m.PlaceID)
	entry.Place, entry.Zone, entry.Link = place.Name, place.Zone, place.Link
	return entry, ignoreNotFound(err)
}

func attendingOf(organisationID string, m Meeting, people []Delegate) []AgendaPerson {
	var attending []AgendaPerson
	for _, d := range people {
		if d.OrganisationID == organisationID && slices.Contains(m.Participants, d.ID) {
			attending = append(attending, AgendaPerson{ID: d.ID, Name: d.Name, Title: d.Title})
		}
	}
	return attending
}
