package tables

import "entente/partnering"

type (
	organisation = partnering.OrganisationRow
	delegate     = partnering.DelegateRow
	availability = partnering.AvailabilityRow
	place        = partnering.PlaceRow
	slot         = partnering.SlotRow
	request      = partnering.RequestRow
	pitch        = partnering.PitchRow
	all          = partnering.ImportTables
	origin       = partnering.Origin
)

func organisations() table[organisation] {
	return table[organisation]{name: "organisations",
		origin: func(r *organisation) *origin { return &r.Origin }, rows: func(t *all) *[]organisation { return &t.Organisations },
		columns: []column[organisation]{
			text("id", func(r *organisation) *string { return &r.ID }).must(),
			text("name", func(r *organisation) *string { return &r.Name }).must(),
			text("kind", func(r *organisation) *string { return &r.Kind }),
			text("description", func(r *organisation) *string { return &r.Description }),
			text("country", func(r *organisation) *string { return &r.Country }),
			text("website", func(r *organisation) *string { return &r.Website }),
			several("topics", func(r *organisation) *[]string { return &r.Topics }),
			several("offers", func(r *organisation) *[]string { return &r.Offers }),
			several("seeks", func(r *organisation) *[]string { return &r.Seeks }),
			several("clusters", func(r *organisation) *[]string { return &r.Clusters }),
			limit("floor", func(r *organisation) **int { return &r.Floor }),
			limit("max_meetings", func(r *organisation) **int { return &r.MaxMeetings }),
		}}
}

func delegates() table[delegate] {
	return table[delegate]{name: "delegates",
		origin: func(r *delegate) *origin { return &r.Origin }, rows: func(t *all) *[]delegate { return &t.Delegates },
		columns: []column[delegate]{
			text("id", func(r *delegate) *string { return &r.ID }).must(),
			text("organisation", func(r *delegate) *string { return &r.Organisation }).must(),
			text("name", func(r *delegate) *string { return &r.Name }).must(),
			text("email", func(r *delegate) *string { return &r.Email }).must(),
			text("title", func(r *delegate) *string { return &r.Title }),
			several("topics", func(r *delegate) *[]string { return &r.Topics }),
			text("language", func(r *delegate) *string { return &r.Language }),
			yesNo("virtual", func(r *delegate) *bool { return &r.Virtual }),
			text("zone", func(r *delegate) *string { return &r.Zone }),
			yesNo("no_meetings", func(r *delegate) *bool { return &r.NoMeetings }),
			text("place", func(r *delegate) *string { return &r.Place }),
			limit("floor", func(r *delegate) **int { return &r.Floor }),
			limit("max_meetings", func(r *delegate) **int { return &r.MaxMeetings }),
			limit("max_per_day", func(r *delegate) **int { return &r.MaxPerDay }),
			limit("max_in_a_row", func(r *delegate) **int { return &r.MaxInARow }),
		}}
}

func availabilities() table[availability] {
	return table[availability]{name: "availability",
		origin: func(r *availability) *origin { return &r.Origin }, rows: func(t *all) *[]availability { return &t.Availability },
		columns: []column[availability]{
			text("delegate", func(r *availability) *string { return &r.Delegate }).must(),
			text("slot", func(r *availability) *string { return &r.Slot }).must(),
			text("state", func(r *availability) *string { return &r.State }).must(),
		}}
}

func places() table[place] {
	return table[place]{name: "places",
		origin: func(r *place) *origin { return &r.Origin }, rows: func(t *all) *[]place { return &t.Places },
		columns: []column[place]{
			text("id", func(r *place) *string { return &r.ID }).must(),
			text("name", func(r *place) *string { return &r.Name }).must(),
			text("kind", func(r *place) *string { return &r.Kind }),
			text("zone", func(r *place) *string { return &r.Zone }),
			number("capacity", func(r *place) *int { return &r.Capacity }),
			text("organisation", func(r *place) *string { return &r.Organisation }),
			text("link", func(r *place) *string { return &r.Link }),
			several("closed", func(r *place) *[]string { return &r.Closed }),
		}}
}

func slots() table[slot] {
	return table[slot]{name: "slots",
		origin: func(r *slot) *origin { return &r.Origin }, rows: func(t *all) *[]slot { return &t.Slots },
		columns: []column[slot]{
			text("id", func(r *slot) *string { return &r.ID }).must(),
			text("day", func(r *slot) *string { return &r.Day }).must(),
			text("session", func(r *slot) *string { return &r.Session }),
			text("start", func(r *slot) *string { return &r.Start }).must(),
			text("end", func(r *slot) *string { return &r.End }).must(),
		}}
}

func requests() table[request] {
	return table[request]{name: "requests",
		origin: func(r *request) *origin { return &r.Origin }, rows: func(t *all) *[]request { return &t.Requests },
		columns: []column[request]{
			text("id", func(r *request) *string { return &r.ID }).must(),
			text("from", func(r *request) *string { return &r.From }).must(),
			text("to", func(r *request) *string { return &r.To }).must(),
			text("state", func(r *request) *string { return &r.State }),
			text("message", func(r *request) *string { return &r.Message }),
			text("from_priority", func(r *request) *string { return &r.FromPriority }),
			text("to_priority", func(r *request) *string { return &r.ToPriority }),
			several("from_required", func(r *request) *[]string { return &r.FromRequired }),
			several("to_required", func(r *request) *[]string { return &r.ToRequired }),
			groups("from_any", func(r *request) *[][]string { return &r.FromAny }),
			groups("to_any", func(r *request) *[][]string { return &r.ToAny }),
			number("weight", func(r *request) *int { return &r.Weight }),
			yesNo("mandatory", func(r *request) *bool { return &r.Mandatory }),
			several("slots", func(r *request) *[]string { return &r.Slots }),
			text("session", func(r *request) *string { return &r.Session }),
			several("after", func(r *request) *[]string { return &r.After }),
		}}
}

func pitches() table[pitch] {
	return table[pitch]{name: "pitches",
		origin: func(r *pitch) *origin { return &r.Origin }, rows: func(t *all) *[]pitch { return &t.Pitches },
		columns: []column[pitch]{
			text("session", func(r *pitch) *string { return &r.Session }).must(),
			text("topic", func(r *pitch) *string { return &r.Topic }),
			text("room", func(r *pitch) *string { return &r.Room }),
			text("mode", func(r *pitch) *string { return &r.Mode }),
			text("start", func(r *pitch) *string { return &r.Start }).must(),
			text("end", func(r *pitch) *string { return &r.End }).must(),
			number("pitch_minutes", func(r *pitch) *int { return &r.PitchMinutes }),
			number("qa_minutes", func(r *pitch) *int { return &r.QAMinutes }),
			text("organisation", func(r *pitch) *string { return &r.Organisation }),
			text("title", func(r *pitch) *string { return &r.Title }),
			text("abstract", func(r *pitch) *string { return &r.Abstract }),
			several("presenters", func(r *pitch) *[]string { return &r.Presenters }),
		}}
}
