package partnering

import (
	"cmp"
	"strings"
	"time"
)

// bringSlots creates slots of the meeting grid; one that is there must stay as it is.
func (i *importer) bringSlots(t ImportTables) error {
	seen := map[string]int{}
	var created []Slot
	for _, row := range t.Slots {
		if !i.once(seen, row.Origin, row.ID) {
			continue
		}
		start, fineStart := i.instant(row.Origin, "start", row.Day, row.Start)
		end, fineEnd := i.instant(row.Origin, "end", row.Day, row.End)
		if !fineStart || !fineEnd {
			continue
		}
		slot := Slot{ID: NewID(), EventID: i.event.ID, ExternalID: row.ID, Day: row.Day, Session: row.Session, Start: start, End: end, Version: 1}
		if !start.Before(end) {
			i.fault(row.Origin, "end", row.End, "is not after the start, "+row.Start)
			continue
		}
		was, there := i.slots[row.ID]
		if there {
			i.keepSlot(row, slot, was)
			continue
		}
		if other, overlaps := i.overlapping(slot); overlaps {
			i.fault(row.Origin, "start", row.Start, "overlaps with slot "+other+": slots of an event follow each other")
			continue
		}
		i.slots[row.ID] = slot
		i.report.Created["slots"]++
		created = append(created, slot)
	}
	if len(created) == 0 || len(i.report.Faults) > 0 {
		return nil
	}
	return i.st.CreateSlots(i.ctx, created...)
}

func (i *importer) keepSlot(row SlotRow, slot, was Slot) {
	if !slot.Start.Equal(was.Start) || !slot.End.Equal(was.End) || slot.Day != was.Day || slot.Session != was.Session {
		i.fault(row.Origin, "start", row.Start, "differs from the slot of this id, "+i.event.span(was.Start, was.End)+": give a new slot a new id")
		return
	}
	i.report.Unchanged["slots"]++
}

func (i *importer) overlapping(slot Slot) (string, bool) {
	for id, other := range i.slots {
		if other.Overlaps(slot.Start, slot.End) {
			return id, true
		}
	}
	return "", false
}

// instant reads RFC 3339, or a local time of the row's day ("14:30") or of a
// day of its own ("2026-12-01 14:30").
func (i *importer) instant(at Origin, column, day, text string) (time.Time, bool) {
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		return t.UTC(), true
	}
	date, clock, found := strings.Cut(strings.Replace(text, "T", " ", 1), " ")
	if !found {
		date, clock = day, text
	}
	w, fine := wall(date, clock)
	if !fine {
		i.fault(at, column, text, "is no time: write 14:30 with the day as 2026-12-01, or RFC 3339")
		return time.Time{}, false
	}
	instants := w.instants(i.event.Location())
	if len(instants) == 0 {
		i.fault(at, column, text, "is skipped by the clocks in "+i.event.Zone+" that night")
		return time.Time{}, false
	}
	return instants[0], true
}

// bringPlaces creates and updates places.
func (i *importer) bringPlaces(t ImportTables) error {
	seen := map[string]int{}
	var created []Place
	for _, row := range t.Places {
		if !i.once(seen, row.Origin, row.ID) {
			continue
		}
		was, there := i.places[row.ID]
		p, err := i.place(row, was, there, len(i.places))
		if err != nil {
			return err
		}
		if p == nil {
			continue
		}
		if err := upsert(i, "places", p, was, there, &created, i.st.UpdatePlace); err != nil {
			return err
		}
		i.places[row.ID] = *p
	}
	if len(created) == 0 || len(i.report.Faults) > 0 {
		return nil
	}
	return i.st.CreatePlaces(i.ctx, created...)
}

// place builds a row's place; nil when it has faults.
func (i *importer) place(row PlaceRow, was Place, there bool, position int) (*Place, error) {
	faults := len(i.report.Faults)
	p := was
	if !there {
		p = Place{ID: NewID(), EventID: i.event.ID, ExternalID: row.ID, Position: position + 1, Version: 1}
	}
	p.Name, p.Zone, p.Link = row.Name, row.Zone, row.Link
	p.Kind = PlaceKind(cmp.Or(strings.ToLower(row.Kind), string(PlaceTable)))
	p.Capacity = max(1, row.Capacity)
	p.OrganisationID = ""
	if row.Organisation != "" {
		if of := refer(i, row.Origin, "organisation", []string{row.Organisation}, i.organisations, func(o Organisation) string { return o.ID }, "organisation"); len(of) == 1 {
			p.OrganisationID = of[0]
		}
	}
	p.Closed = refer(i, row.Origin, "closed", row.Closed, i.slots, func(s Slot) string { return s.ID }, "slot")
	_, err := i.fine(row.Origin, p.checkImported())
	if err != nil || len(i.report.Faults) > faults {
		return nil, err
	}
	return &p, nil
}

// checkImported lists what is wrong with an imported place by itself.
func (p Place) checkImported() error {
	var f faults
	f.line("name", p.Name, true)
	f.line("zone", p.Zone, false)
	switch p.Kind {
	case PlaceTable, PlaceRoom, PlaceVideo:
		if p.OrganisationID != "" {
			f.add("organisation", p.OrganisationID, "is for booths only; write the kind booth")
		}
	case PlaceBooth:
		if p.OrganisationID == "" {
			f.add("organisation", "", "is missing: a booth belongs to one")
		}
	default:
		f.add("kind", string(p.Kind), "is no kind of place: write table, booth, room or video")
	}
	return Invalid("the place is not valid", f...)
}

// bringAvailability puts what the rows say over what the delegates said.
func (i *importer) bringAvailability(t ImportTables) error {
	said, err := i.st.FindAvailability(i.ctx, i.event.ID)
	if err != nil {
		return err
	}
	changed := map[string]map[string]SlotState{}
	for _, row := range t.Availability {
		who := refer(i, row.Origin, "delegate", []string{row.Delegate}, i.delegates, func(d Delegate) string { return d.ID }, "delegate")
		slot := refer(i, row.Origin, "slot", []string{row.Slot}, i.slots, func(s Slot) string { return s.ID }, "slot")
		state := SlotState(strings.ReplaceAll(strings.ToLower(row.State), " ", "_"))
		if state != SlotOpen && state != SlotClosed && state != SlotRatherNot {
			i.fault(row.Origin, "state", row.State, "is no state: write open, closed or rather_not")
			continue
		}
		if len(who) == 0 || len(slot) == 0 {
			continue
		}
		if said[who[0]][slot[0]] == state {
			i.report.Unchanged["availability"]++
			continue
		}
		i.report.Created["availability"]++
		if changed[who[0]] == nil {
			changed[who[0]] = map[string]SlotState{}
		}
		changed[who[0]][slot[0]] = state
	}
	if len(i.report.Faults) > 0 || len(changed) == 0 {
		return nil
	}
	return i.putAvailability(said, changed)
}

func (i *importer) putAvailability(said, changed map[string]map[string]SlotState) error {
	var whole []Availability
	for id, slots := range changed {
		all := map[string]SlotState{}
		for slot, state := range said[id] {
			all[slot] = state
		}
		for slot, state := range slots {
			all[slot] = state
		}
		whole = append(whole, Availability{DelegateID: id, Slots: all})
	}
	return i.st.PutAvailabilities(i.ctx, whole...)
}
