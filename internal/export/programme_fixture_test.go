package export_test

import (
	"testing"
	"time"

	"entente/partnering"
)

// programme has a session with a taken and a free slot, and one on the next day.
func programme(t testing.TB) partnering.Programme {
	t.Helper()
	loc := paris(t)
	at := func(day, hour, minute int) time.Time {
		return time.Date(2027, time.March, day, hour, minute, 0, 0, loc).UTC()
	}
	slot := func(id, session string, start time.Time) partnering.PitchSlot {
		return partnering.PitchSlot{ID: id, EventID: "forum", SessionID: session, Start: start, End: start.Add(15 * time.Minute)}
	}
	sensors := partnering.PitchSession{ID: "ps1", Title: "Sensors & devices", Topic: "Devices", Room: "Amphithéâtre", Start: at(27, 11, 0), End: at(27, 11, 30)}
	data := partnering.PitchSession{ID: "ps2", Title: "Data <and> AI", Room: "Salle 2", Start: at(28, 9, 0), End: at(28, 9, 15)}
	cardio := &partnering.Organisation{ID: "o1", Name: "Cardio & Co, Sàrl", Website: "https://cardio.example.org"}
	return partnering.Programme{Event: forum, Sessions: []partnering.ProgrammeSession{
		{PitchSession: sensors, Slots: []partnering.ProgrammeSlot{
			{PitchSlot: slot("s1", "ps1", at(27, 11, 0)), Organisation: cardio, Presenters: []partnering.AgendaPerson{{ID: "d1", Name: "Anna Müller-Lefèvre", Title: "CEO"}},
				Booking: &partnering.PitchBooking{ID: "b1", SessionID: "ps1", SlotID: "s1", OrganisationID: "o1", State: partnering.BookingBooked, Title: "A patch that listens", Abstract: "Heart <rate> at home & away."}},
			{PitchSlot: slot("s2", "ps1", at(27, 11, 15))}}},
		{PitchSession: data, Slots: []partnering.ProgrammeSlot{
			{PitchSlot: slot("s3", "ps2", at(28, 9, 0)), Organisation: &partnering.Organisation{ID: "o4", Name: "Éclair Santé"},
				Booking: &partnering.PitchBooking{ID: "b2", SessionID: "ps2", SlotID: "s3", OrganisationID: "o4", State: partnering.BookingSelected}}}},
	}}
}
