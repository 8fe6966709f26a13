package partnering

import (
	"cmp"
	"strings"
	"time"
)

// pitchTurn is a row of the pitches table with its times read.
type pitchTurn struct {
	row        PitchRow
	start, end time.Time
}

// bringPitches makes a pitch session of the rows that share a title, each row
// being one of its slots, and books those that name an organisation. A session
// whose title is there already is left as it is.
func (i *importer) bringPitches(t ImportTables) error {
	sessions, err := i.st.FindPitchSessions(i.ctx, i.event.ID)
	if err != nil {
		return err
	}
	known := byKey(sessions, func(s PitchSession) string { return s.Title })
	var titles []string
	turns := map[string][]pitchTurn{}
	for _, row := range t.Pitches {
		if _, there := known[row.Session]; there {
			i.report.Unchanged["pitches"]++
			continue
		}
		start, fineStart := i.instant(row.Origin, "start", "", row.Start)
		end, fineEnd := i.instant(row.Origin, "end", "", row.End)
		if !fineStart || !fineEnd {
			continue
		}
		if len(turns[row.Session]) == 0 {
			titles = append(titles, row.Session)
		}
		turns[row.Session] = append(turns[row.Session], pitchTurn{row, start, end})
		i.report.Created["pitches"]++
	}
	for _, title := range titles {
		if err := i.bringPitchSession(turns[title]); err != nil {
			return err
		}
	}
	return nil
}

func (i *importer) bringPitchSession(turns []pitchTurn) error {
	first := turns[0].row
	session := PitchSession{ID: NewID(), EventID: i.event.ID, Title: first.Session, Topic: first.Topic, Room: first.Room,
		Mode: PitchMode(cmp.Or(strings.ToLower(first.Mode), string(PitchOpen))), Start: turns[0].start, End: turns[len(turns)-1].end,
		PitchMin: first.PitchMinutes, QAMin: first.QAMinutes, Version: 1}
	if session.Mode != PitchOpen {
		i.fault(first.Origin, "mode", first.Mode, "is no mode that can be booked: write open")
	}
	if session.PitchMin == 0 {
		session.PitchMin = int(turns[0].end.Sub(turns[0].start)/time.Minute) - session.QAMin
	}
	slots := make([]PitchSlot, len(turns))
	for n, turn := range turns {
		if !turn.start.Before(turn.end) || n > 0 && turn.start.Before(turns[n-1].end) {
			i.fault(turn.row.Origin, "start", turn.row.Start, "must end after it starts, and start after the slot before it ended")
		}
		slots[n] = PitchSlot{ID: NewID(), EventID: i.event.ID, SessionID: session.ID, Position: n + 1, Start: turn.start, End: turn.end}
	}
	bookings := i.bookings(session, turns, slots)
	if len(i.report.Faults) > 0 {
		return nil
	}
	if err := i.st.CreatePitchSession(i.ctx, &session, slots); err != nil {
		return err
	}
	for n := range bookings {
		if err := i.st.CreateBooking(i.ctx, &bookings[n]); err != nil {
			return err
		}
		if err := i.commitPresenters(bookings[n], slots); err != nil {
			return err
		}
	}
	return nil
}

// commitPresenters blocks those who present an imported pitch.
func (i *importer) commitPresenters(b PitchBooking, slots []PitchSlot) error {
	team, err := teamOf(i.ctx, i.st, Organisation{ID: b.OrganisationID, EventID: i.event.ID})
	if err != nil {
		return err
	}
	for _, slot := range slots {
		if slot.ID == b.SlotID {
			return commit(i.ctx, i.st, b, slot, presentersOf(b, team))
		}
	}
	return nil
}

// bookings builds the bookings of the rows that name an organisation.
func (i *importer) bookings(session PitchSession, turns []pitchTurn, slots []PitchSlot) []PitchBooking {
	var made []PitchBooking
	for n, turn := range turns {
		if turn.row.Organisation == "" {
			continue
		}
		of := refer(i, turn.row.Origin, "organisation", []string{turn.row.Organisation}, i.organisations, func(o Organisation) string { return o.ID }, "organisation")
		if len(of) == 0 {
			continue
		}
		made = append(made, PitchBooking{ID: NewID(), EventID: i.event.ID, SessionID: session.ID, SlotID: slots[n].ID, OrganisationID: of[0],
			Title: turn.row.Title, Abstract: turn.row.Abstract, State: BookingBooked, CreatedAt: i.service.clock.Now(), Version: 1,
			Presenters: i.team(turn.row.Origin, "presenters", turn.row.Presenters, of[0])})
	}
	return made
}
