package partnering

import (
	"fmt"
	"slices"
	"strconv"

	"entente/scheduler"
)

// mostTables is the most tables that an import makes.
const mostTables = 10_000

// bringPlaces makes the file's places, or, where it counts tables, "Table 1" to
// the most that a slot has, closed where a slot has fewer.
func (i *problemImport) bringPlaces() error {
	var made []Place
	if i.event.Form.Tables {
		most := 0
		for _, s := range i.problem.Slots {
			most = max(most, number(s.Tables))
		}
		if most > mostTables {
			return Invalid("the problem cannot be imported", Fault{Field: "slots", Value: strconv.Itoa(most),
				Message: fmt.Sprintf("are more tables than the %d that one event may have", mostTables)})
		}
		made = i.countedTables(most)
	} else {
		made = i.namedPlaces()
	}
	i.places, i.tables = map[string]string{}, made
	for n, id := range risingIDs(len(made)) {
		made[n].ID, made[n].EventID, made[n].Position, made[n].Version = id, i.event.ID, n+1, 1
		i.places[made[n].ExternalID] = id
	}
	return i.st.CreatePlaces(i.ctx, made...)
}

func (i *problemImport) countedTables(most int) []Place {
	tables := make([]Place, most)
	for n := range tables {
		name := fmt.Sprintf("Table %d", n+1)
		tables[n] = Place{ExternalID: name, Name: name, Kind: PlaceTable, Capacity: 1}
		for _, s := range i.problem.Slots {
			if number(s.Tables) <= n {
				tables[n].Closed = append(tables[n].Closed, i.slots[s.ID])
			}
		}
	}
	return tables
}

func (i *problemImport) namedPlaces() []Place {
	var places []Place
	for _, p := range i.problem.Places {
		place := Place{ExternalID: p.ID, Name: p.ID, Kind: PlaceTable, Zone: p.Zone, Capacity: max(p.Capacity, 1),
			OrganisationID: i.organisations[p.Organisation], Closed: i.ids(p.Closed, i.slots)}
		switch {
		case p.Video:
			place.Kind = PlaceVideo
		case p.Organisation != "":
			place.Kind = PlaceBooth
		}
		places = append(places, place)
	}
	return places
}

// ids resolves ids of the file.
func (i *problemImport) ids(names []string, known map[string]string) []string {
	var ids []string
	for _, name := range names {
		ids = append(ids, known[name])
	}
	return ids
}

// bringDelegates makes a delegate, with an account and a role, of each participant.
func (i *problemImport) bringDelegates() error {
	made := make([]Delegate, 0, len(i.problem.Participants))
	addresses := map[string]bool{}
	i.delegates = map[string]Delegate{}
	ids := risingIDs(len(i.problem.Participants))
	for n, p := range i.problem.Participants {
		d := Delegate{
			ID: ids[n], EventID: i.event.ID, OrganisationID: i.organisations[i.teamOf(p)], ExternalID: p.ID, Name: p.ID,
			Email: unused(mailAddress(p.ID), addresses), PlaceID: i.places[p.Place], Floor: positive(p.Floor),
			MaxMeetings: positive(p.MaxMeetings), MaxPerDay: positive(p.MaxPerDay), MaxInARow: positive(p.MaxInARow), Version: 1,
		}
		d.Virtual = slices.ContainsFunc(i.tables, func(p Place) bool { return p.ID == d.PlaceID && p.Kind == PlaceVideo })
		i.delegates[p.ID] = d
		made = append(made, d)
	}
	if err := i.st.CreateDelegates(i.ctx, made...); err != nil {
		return err
	}
	return i.bringAccounts(made)
}

func (i *problemImport) teamOf(p scheduler.Participant) string {
	if p.Organisation != "" {
		return p.Organisation
	}
	return i.impliedName(p.ID)
}

// unused returns the address, or the next one like it that nobody has yet.
func unused(address string, taken map[string]bool) string {
	free := address
	for n := 2; taken[free]; n++ {
		free = strconv.Itoa(n) + "-" + address
	}
	taken[free] = true
	return free
}

// bringAccounts gives each delegate an account and a role: the first of an
// organisation is its admin. Accounts of an earlier import are found again.
func (i *problemImport) bringAccounts(delegates []Delegate) error {
	var accounts []Account
	var members []Membership
	administered := map[string]bool{}
	for _, d := range delegates {
		account, err := i.st.AccountByEmail(i.ctx, d.Email)
		if ErrorCode(err) == CodeNotFound {
			account = Account{ID: NewID(), Email: d.Email, Name: d.Name, Language: "en", CreatedAt: i.now, Version: 1}
			accounts = append(accounts, account)
		} else if err != nil {
			return err
		}
		role := RoleAdmin
		if administered[d.OrganisationID] {
			role = RoleDelegate
		}
		administered[d.OrganisationID] = true
		members = append(members, Membership{AccountID: account.ID, EventID: i.event.ID, Role: role, OrganisationID: d.OrganisationID, DelegateID: d.ID})
	}
	if err := i.st.CreateAccounts(i.ctx, accounts...); err != nil {
		return err
	}
	return i.st.CreateMemberships(i.ctx, members...)
}

func (i *problemImport) bringAvailability() error {
	var said []Availability
	for _, p := range i.problem.Participants {
		if len(p.Unavailable)+len(p.RatherNot) == 0 {
			continue
		}
		a := Availability{DelegateID: i.delegates[p.ID].ID, Slots: map[string]SlotState{}, Version: 1}
		for _, slot := range p.RatherNot {
			a.Slots[i.slots[slot]] = SlotRatherNot
		}
		for _, slot := range p.Unavailable {
			a.Slots[i.slots[slot]] = SlotClosed
		}
		said = append(said, a)
	}
	return i.st.PutAvailabilities(i.ctx, said...)
}

func (i *problemImport) bringRequests() error {
	ids := risingIDs(len(i.problem.Requests))
	i.requests = make(map[string]string, len(ids))
	for n, r := range i.problem.Requests {
		i.requests[r.ID] = ids[n]
	}
	made := make([]MeetingRequest, len(ids))
	for n, r := range i.problem.Requests {
		made[n] = MeetingRequest{
			ID: ids[n], EventID: i.event.ID, ExternalID: r.ID, From: i.side(r.Sides[0]), To: i.side(r.Sides[1]),
			State: RequestAccepted, Weight: max(r.Weight, 1), Mandatory: r.Mandatory, SlotIDs: i.ids(r.Slots, i.slots),
			Session: r.Session, After: i.ids(r.After, i.requests), Imported: true, CreatedAt: i.now, AnsweredAt: i.now, Version: 1,
		}
	}
	return i.st.CreateRequests(i.ctx, made...)
}

// side keeps who attends as the file says; the side is that of the first one's organisation.
func (i *problemImport) side(s scheduler.Side) Side {
	side := Side{Priority: PriorityWant, Attendees: Attendees{Required: i.people(s.All)}}
	for _, group := range s.Any {
		side.Attendees.AnyOf = append(side.Attendees.AnyOf, i.people(group))
	}
	first := slices.Concat(append([][]string{s.All}, s.Any...)...)[0]
	side.OrganisationID = i.delegates[first].OrganisationID
	return side
}

func (i *problemImport) people(names []string) []string {
	var ids []string
	for _, name := range names {
		ids = append(ids, i.delegates[name].ID)
	}
	return ids
}

func (i *problemImport) bringPins() error {
	for _, p := range i.problem.Pinned {
		pin := Pin{EventID: i.event.ID, RequestID: i.requests[p.Request], SlotID: i.slots[p.Slot], PlaceID: i.places[p.Place],
			Participants: i.people(p.Participants), Forced: p.Forced}
		if err := i.st.PutPin(i.ctx, pin); err != nil {
			return err
		}
	}
	return nil
}

// bringPublished makes the file's published meetings version 1.
func (i *problemImport) bringPublished() error {
	if len(i.problem.Published) == 0 {
		return nil
	}
	meetings := make([]Meeting, len(i.problem.Published))
	for n, m := range i.problem.Published {
		meetings[n] = Meeting{RequestID: i.requests[m.Request], EventID: i.event.ID, SlotID: i.slots[m.Slot], PlaceID: i.places[m.Place],
			Participants: i.people(m.Participants), State: MeetingScheduled}
		slices.Sort(meetings[n].Participants)
	}
	if i.event.Form.Tables {
		n, err := loadSnapshot(i.ctx, i.st, i.event.ID)
		if err != nil {
			return err
		}
		meetings = n.seat(meetings, nil)
	}
	changes := make([]Change, len(meetings))
	for n := range meetings {
		changes[n] = Change{RequestID: meetings[n].RequestID, After: &meetings[n]}
	}
	return i.st.Publish(i.ctx, ScheduleVersion{EventID: i.event.ID, Number: 1, PublishedAt: i.now,
		AccountID: i.by.Account.ID, Note: "imported", Placed: len(meetings)}, changes)
}
