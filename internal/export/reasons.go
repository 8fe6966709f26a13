package export

import (
	"fmt"
	"slices"
	"strings"

	"entente/partnering"
)

// speech is what sentences on one request without a meeting are made with.
type speech struct {
	Language
	event partnering.Event
	slots map[string]partnering.Slot
}

func speechOf(l Language, e partnering.Event, u partnering.AgendaUnscheduled) speech {
	return speech{l, e, u.Slots}
}

// reasons says why a request has no meeting.
func (s speech) reasons(u partnering.AgendaUnscheduled) string {
	var texts []string
	for _, r := range u.Reasons {
		texts = append(texts, line(s.reason(r)))
	}
	return joined(" ", texts...)
}

// repairs says what would give it one.
func (s speech) repairs(u partnering.AgendaUnscheduled) string {
	var texts []string
	for _, r := range u.Repairs {
		texts = append(texts, line(s.repair(r)))
	}
	return joined(" ", texts...)
}

// reason says one reason; in English where the language has no words for it.
func (s speech) reason(r partnering.Reason) string {
	template, there := s.why[r.Constraint+" "+string(r.Case)]
	who := s.who(r)
	if !there || strings.Contains(template, "{who}") && who == "" {
		return r.Text
	}
	said := strings.NewReplacer("{who}", who, "{organisation}", r.Organisation, "{other}", r.Other, "{place}", r.Place,
		"{slots}", s.extent(r.SlotIDs), "{count}", fmt.Sprint(r.Count), "{people}", strings.Join(r.People, ", ")).Replace(template)
	return joined(" ", said, r.Note)
}

// who names the delegate with the organisation, or the organisation alone.
func (s speech) who(r partnering.Reason) string {
	if len(r.People) == 0 {
		return r.Organisation
	}
	if r.Organisation == "" {
		return r.People[0]
	}
	return r.People[0] + " (" + r.Organisation + ")"
}

// extent says which of the slots are ruled out: all, or how many.
func (s speech) extent(ids []string) string {
	if len(ids) == 0 || len(ids) == len(s.slots) {
		return s.word("every slot")
	}
	return fmt.Sprintf(s.word("of the slots"), len(ids), len(s.slots))
}

// repair says one repair; in English where the language has no words for it.
func (s speech) repair(r partnering.Repair) string {
	key := r.Kind
	if r.Others > 0 {
		key += " and others"
	}
	template, there := s.help[key]
	if _, dated := s.slots[r.SlotID]; !there || !dated || r.Kind == "open-slot" && len(r.People) == 0 {
		return r.Text
	}
	to := s.at(r.ToSlotID)
	if r.ToSlotID == r.SlotID && r.ToPlace != "" {
		to = r.ToPlace
	}
	return strings.NewReplacer("{at}", s.at(r.SlotID), "{to}", to, "{place}", r.Place, "{pair}", strings.Join(r.Sides, " – "),
		"{people}", strings.Join(r.People, ", "), "{count}", fmt.Sprint(r.Others+1), "{waived}", s.waived(r.Waives)).Replace(template)
}

func (s speech) at(slotID string) string {
	slot, there := s.slots[slotID]
	if !there {
		return ""
	}
	return s.Moment(slot.Start.In(s.event.Location()))
}

func (s speech) waived(constraints []string) string {
	words := slices.Clone(constraints)
	for i, c := range words {
		words[i] = s.word("waived " + c)
	}
	return strings.Join(words, ", ")
}
