package partnering

import (
	"fmt"
	"slices"
	"strings"

	"entente/scheduler"
)

// repairKind is a kind of remedies as the product names it.
func (p *posed) repairKind(r scheduler.Remedy) string {
	switch r.Kind {
	case scheduler.RemedyMove:
		return "move-meeting"
	case scheduler.RemedyDrop:
		return "drop-meeting"
	case scheduler.RemedyAddTable:
		if place, _ := p.place(p.placeID[r.Place]); slices.Contains(place.Closed, p.slotID[r.Slot]) {
			return "open-place"
		}
	}
	return string(r.Kind)
}

// repair gives one remedy of the solver its identifiers, names and times.
func (p *posed) repair(r scheduler.Remedy) Repair {
	told := Repair{Kind: p.repairKind(r), SlotID: p.slotID[r.Slot], PlaceID: p.placeID[r.Place]}
	if told.PlaceID != "" {
		told.Place = p.placeName(told.PlaceID)
	}
	switch {
	case len(r.Moves) > 0:
		first := r.Moves[0]
		told.RequestID, told.ToSlotID, told.Others = p.requestID[first.Request], p.slotID[first.Slot], len(r.Moves)-1
		if first.Place != "" {
			told.ToPlace = p.placeName(p.placeID[first.Place])
		}
	case len(r.Drops) > 0:
		told.RequestID, told.Others = p.requestID[r.Drops[0]], len(r.Drops)-1
	case len(r.Opens) > 0:
		told.Delegates = p.people(r.Opens)
		told.DelegateID, told.People = told.Delegates[0], p.delegateNames(told.Delegates)
	}
	if request, ok := p.request(told.RequestID); ok {
		told.Sides = []string{p.organisationName(request.From.OrganisationID), p.organisationName(request.To.OrganisationID)}
	}
	for _, c := range r.Waives {
		told.Waives = append(told.Waives, string(c))
	}
	told.Text = p.repairText(told)
	return told
}

func (p *posed) repairText(r Repair) string {
	at := p.when(r.SlotID)
	switch r.Kind {
	case "move-meeting":
		if r.Others > 0 {
			return fmt.Sprintf("If %d other meetings move, that of %s among them, it fits %s.", r.Others+1, p.pair(r.RequestID), at)
		}
		to := p.when(r.ToSlotID)
		if r.ToSlotID == r.SlotID && r.ToPlace != "" {
			to = r.ToPlace
		}
		return fmt.Sprintf("If the meeting of %s moves to %s, it fits %s.", p.pair(r.RequestID), to, at)
	case "drop-meeting":
		if r.Others > 0 {
			return fmt.Sprintf("If %d other meetings are given up, that of %s among them, it fits %s.", r.Others+1, p.pair(r.RequestID), at)
		}
		return fmt.Sprintf("If the meeting of %s is given up, it fits %s.", p.pair(r.RequestID), at)
	case "open-slot":
		return fmt.Sprintf("If %s opens %s, it fits.", listed(r.People, 5), at)
	case "add-table":
		return fmt.Sprintf("With one more table %s, it fits.", at)
	case "open-place":
		return fmt.Sprintf("If %s is open %s, it fits.", r.Place, at)
	case "place":
		return fmt.Sprintf("It fits %s as the schedule stands.", at)
	}
	return fmt.Sprintf("If %s is waived, it fits %s.", strings.Join(waivedInWords(r.Waives), " and "), at)
}

func waivedInWords(constraints []string) []string {
	words := map[string]string{
		string(scheduler.RequestSlots): "what the request says of its slots",
		string(scheduler.MeetingLimit): "a limit of meetings",
		string(scheduler.Precedence):   "the order of meetings",
	}
	var all []string
	for _, c := range constraints {
		all = append(all, either(words[c], c))
	}
	return all
}
