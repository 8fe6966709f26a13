package partnering

import (
	"context"
	"slices"
	"time"
)

// ExportTables returns an event as the tables that ImportTables takes; for organisers.
func (s *Service) ExportTables(ctx context.Context, by Actor, eventID string) (ImportTables, error) {
	if err := mustOrganise(by, eventID); err != nil {
		return ImportTables{}, err
	}
	e, err := s.store.EventByID(ctx, eventID)
	if err != nil {
		return ImportTables{}, err
	}
	i, err := s.newImporter(ctx, s.store, by, e)
	if err != nil {
		return ImportTables{}, err
	}
	x := exporter{importer: i, external: i.externalIDs()}
	t := ImportTables{Organisations: x.organisationRows(), Delegates: x.delegateRows(), Places: x.placeRows(),
		Slots: x.slotRows(), Requests: x.requestRows()}
	if t.Availability, err = x.availabilityRows(); err != nil {
		return ImportTables{}, err
	}
	t.Pitches, err = x.pitchRows()
	return t, err
}

// exporter writes what an importer reads: the same things with external ids.
type exporter struct {
	*importer
	external map[string]string // id → external id, of everything that rows refer to
}

func (i *importer) externalIDs() map[string]string {
	ids := map[string]string{}
	for external, o := range i.organisations {
		ids[o.ID] = external
	}
	for external, d := range i.delegates {
		ids[d.ID] = external
	}
	for external, p := range i.places {
		ids[p.ID] = external
	}
	for external, s := range i.slots {
		ids[s.ID] = external
	}
	for external, r := range i.requests {
		ids[r.ID] = external
	}
	return ids
}

func (x exporter) all(ids []string) []string {
	var out []string
	for _, id := range ids {
		out = append(out, x.external[id])
	}
	return out
}

// inOrder returns the things of an index by their key.
func inOrder[T any](index map[string]T) []T {
	out := make([]T, 0, len(index))
	for _, key := range sortedKeys(index) {
		out = append(out, index[key])
	}
	return out
}

func (x exporter) organisationRows() []OrganisationRow {
	var rows []OrganisationRow
	for _, o := range inOrder(x.organisations) {
		rows = append(rows, OrganisationRow{ID: o.ExternalID, Name: o.Name, Kind: string(o.Kind), Description: o.Description,
			Country: o.Country, Website: o.Website, Topics: o.Topics, Offers: o.Offers, Seeks: o.Seeks,
			Clusters: x.all(o.Clusters), Floor: o.Floor, MaxMeetings: o.MaxMeetings})
	}
	return rows
}

func (x exporter) delegateRows() []DelegateRow {
	var rows []DelegateRow
	for _, d := range inOrder(x.delegates) {
		rows = append(rows, DelegateRow{ID: d.ExternalID, Organisation: x.external[d.OrganisationID], Name: d.Name, Email: d.Email,
			Title: d.Title, Zone: d.Zone, Language: d.Language, Place: x.external[d.PlaceID], Topics: d.Topics, Virtual: d.Virtual,
			NoMeetings: d.NoMeetings, Floor: d.Floor, MaxMeetings: d.MaxMeetings, MaxPerDay: d.MaxPerDay, MaxInARow: d.MaxInARow})
	}
	return rows
}

func (x exporter) placeRows() []PlaceRow {
	places := inOrder(x.places)
	slices.SortStableFunc(places, func(a, b Place) int { return a.Position - b.Position })
	var rows []PlaceRow
	for _, p := range places {
		rows = append(rows, PlaceRow{ID: p.ExternalID, Name: p.Name, Kind: string(p.Kind), Zone: p.Zone, Capacity: p.Capacity,
			Organisation: x.external[p.OrganisationID], Link: p.Link, Closed: x.all(p.Closed)})
	}
	return rows
}

// local writes an instant in the event's zone with its offset, so that it reads back as the same one.
func (x exporter) local(t time.Time) string { return t.In(x.event.Location()).Format(time.RFC3339) }

func (x exporter) slotRows() []SlotRow {
	slots := inOrder(x.slots)
	slices.SortStableFunc(slots, func(a, b Slot) int { return a.Start.Compare(b.Start) })
	var rows []SlotRow
	for _, s := range slots {
		rows = append(rows, SlotRow{ID: s.ExternalID, Day: s.Day, Session: s.Session, Start: x.local(s.Start), End: x.local(s.End)})
	}
	return rows
}

func (x exporter) requestRows() []RequestRow {
	var rows []RequestRow
	for _, r := range inOrder(x.requests) {
		rows = append(rows, RequestRow{ID: r.ExternalID, From: x.external[r.From.OrganisationID], To: x.external[r.To.OrganisationID],
			State: string(r.State), Message: r.Message, FromPriority: string(r.From.Priority), ToPriority: string(r.To.Priority),
			FromRequired: x.all(r.From.Attendees.Required), ToRequired: x.all(r.To.Attendees.Required),
			FromAny: x.groups(r.From.Attendees.AnyOf), ToAny: x.groups(r.To.Attendees.AnyOf), Weight: r.Weight,
			Mandatory: r.Mandatory, Slots: x.all(r.SlotIDs), Session: r.Session, After: x.all(r.After)})
	}
	return rows
}

func (x exporter) groups(groups [][]string) [][]string {
	var out [][]string
	for _, group := range groups {
		out = append(out, x.all(group))
	}
	return out
}

func (x exporter) availabilityRows() ([]AvailabilityRow, error) {
	said, err := x.st.FindAvailability(x.ctx, x.event.ID)
	if err != nil {
		return nil, err
	}
	var rows []AvailabilityRow
	for _, d := range inOrder(x.delegates) {
		for _, s := range inOrder(x.slots) {
			if state, spoken := said[d.ID][s.ID]; spoken {
				rows = append(rows, AvailabilityRow{Delegate: d.ExternalID, Slot: s.ExternalID, State: string(state)})
			}
		}
	}
	return rows, nil
}

func (x exporter) pitchRows() ([]PitchRow, error) {
	sessions, err := x.st.FindPitchSessions(x.ctx, x.event.ID)
	if err != nil {
		return nil, err
	}
	slots, err := x.st.FindPitchSlots(x.ctx, x.event.ID)
	if err != nil {
		return nil, err
	}
	bookings, err := x.st.FindBookings(x.ctx, x.event.ID)
	if err != nil {
		return nil, err
	}
	byID := byKey(sessions, func(s PitchSession) string { return s.ID })
	holders := map[string]PitchBooking{}
	for _, b := range bookings {
		if b.Holds() {
			holders[b.SlotID] = b
		}
	}
	var rows []PitchRow
	for _, slot := range slots {
		session, b := byID[slot.SessionID], holders[slot.ID]
		rows = append(rows, PitchRow{Session: session.Title, Topic: session.Topic, Room: session.Room, Mode: string(session.Mode),
			Start: x.local(slot.Start), End: x.local(slot.End), PitchMinutes: session.PitchMin, QAMinutes: session.QAMin,
			Organisation: x.external[b.OrganisationID], Title: b.Title, Abstract: b.Abstract, Presenters: x.all(b.Presenters)})
	}
	return rows, nil
}
