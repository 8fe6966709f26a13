package export

import (
	"testing"
	"time"

	"entente/partnering"
)

// TestReasonsSpeakTheReadersLanguage: French is made from the data, English is as it was said, and
// what has no French yet stays in English rather than going missing.
func TestReasonsSpeakTheReadersLanguage(t *testing.T) {
	event := partnering.Event{Zone: "Europe/Paris"}
	nine := time.Date(2027, time.March, 27, 8, 0, 0, 0, time.UTC)
	u := partnering.AgendaUnscheduled{Slots: map[string]partnering.Slot{"s1": {ID: "s1", Start: nine}, "s2": {ID: "s2", Start: nine.Add(time.Hour)}}}
	ada := partnering.Reason{People: []string{"Ada"}, Organisation: "Acme", Text: "as it was said"}
	reason := func(constraint string, is partnering.Case, how func(*partnering.Reason)) partnering.Reason {
		r := ada
		r.Constraint, r.Case = constraint, is
		if how != nil {
			how(&r)
		}
		return r
	}
	reasons := map[string]struct {
		reason partnering.Reason
		want   string
	}{
		"some of the slots": {reason("participant-conflict", "", func(r *partnering.Reason) { r.SlotIDs = []string{"s1"} }),
			"Ada (Acme) a d’autres rendez-vous à 1 des 2 créneaux."},
		"all of them": {reason("participant-unavailable", "", nil), "Ada (Acme) est indisponible à tous les créneaux."},
		"the two sides": {reason("participant-unavailable", partnering.CaseNoCommonSlot, func(r *partnering.Reason) { r.Other, r.Count = "Bolt", 4 }),
			"Créneaux possibles pour Acme : 4 ; pour Bolt, aucun de ceux-là."},
		"what a person wrote": {reason("cancelled", partnering.CaseCannotCome, func(r *partnering.Reason) { r.Note = "Our train is late." }),
			"Acme ne peut pas venir à cette heure-là. Our train is late."},
		"a name that lacks": {reason("participant-conflict", "", func(r *partnering.Reason) { r.People, r.Organisation = nil, "" }), "as it was said"},
		"no words for it":   {reason("weather", "", nil), "as it was said"},
	}
	for name, test := range reasons {
		t.Run(name, func(t *testing.T) {
			u := u
			u.Reasons = []partnering.Reason{test.reason}
			if got := speechOf(In("fr"), event, u).reasons(u); got != test.want {
				t.Errorf("in French %q, want %q", got, test.want)
			}
			if got := speechOf(In("en"), event, u).reasons(u); got != "as it was said" {
				t.Errorf("in English %q", got)
			}
		})
	}
	repairs := map[string]struct {
		repair partnering.Repair
		want   string
	}{
		"a slot is opened": {partnering.Repair{Kind: "open-slot", SlotID: "s1", People: []string{"Ada"}}, "Avec sam. 27 mars, 09:00 ouvert par Ada, ce rendez-vous tient."},
		"a meeting moves": {partnering.Repair{Kind: "move-meeting", SlotID: "s1", ToSlotID: "s2", Sides: []string{"Acme", "Bolt"}},
			"Si le rendez-vous Acme – Bolt passe à sam. 27 mars, 10:00, ce rendez-vous tient sam. 27 mars, 09:00."},
		"a rule is waived": {partnering.Repair{Kind: "waive", SlotID: "s1", Waives: []string{"precedence"}}, "Si l’on renonce à ceci : l’ordre des rendez-vous, ce rendez-vous tient sam. 27 mars, 09:00."},
		"a slot is gone":   {partnering.Repair{Kind: "place", SlotID: "s9", Text: "as it was said"}, "as it was said"},
	}
	for name, test := range repairs {
		t.Run(name, func(t *testing.T) {
			u := u
			u.Repairs = []partnering.Repair{test.repair}
			if got := speechOf(In("fr"), event, u).repairs(u); got != test.want {
				t.Errorf("in French %q, want %q", got, test.want)
			}
		})
	}
}
