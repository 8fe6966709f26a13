package api

import "entente/partnering"

// Unscheduled is an accepted request without a meeting.
type Unscheduled struct {
	Request string   `json:"request"`
	Reasons []Reason `json:"reasons"`
	Repairs []Repair `json:"repairs"`
}

// Reason is a constraint that stands in the way. Its text is English; the rest
// is what a sentence in another language is made from.
type Reason struct {
	Constraint       string     `json:"constraint"`
	Case             string     `json:"case,omitempty" doc:"Tells the sentences of one constraint apart"`
	Slots            []string   `json:"slots" doc:"Empty: in every slot"`
	Delegates        []string   `json:"delegates"`
	People           []string   `json:"people" doc:"The names of the delegates, in the same order"`
	Organisation     string     `json:"organisation,omitempty" doc:"Whose people, time or limit it speaks of"`
	OrganisationName string     `json:"organisation_name,omitempty"`
	OtherName        string     `json:"other_name,omitempty" doc:"The other side"`
	PlaceName        string     `json:"place_name,omitempty"`
	Count            int        `json:"count,omitempty" doc:"Slots"`
	Blocking         []string   `json:"blocking" doc:"Requests whose meetings hold the slot"`
	Note             string     `json:"note,omitempty" doc:"What a person wrote"`
	Against          *Violation `json:"against,omitempty" doc:"What stood against it where it was planned"`
	Text             string     `json:"text"`
}

// Repair is a change that gives the request a meeting; each was tried. Its text
// is English; the rest is what a sentence in another language is made from.
type Repair struct {
	Kind        string   `json:"kind" doc:"place, open-slot, add-table, open-place, move-meeting, drop-meeting or waive"`
	Slot        string   `json:"slot,omitempty"`
	Place       string   `json:"place,omitempty"`
	PlaceName   string   `json:"place_name,omitempty"`
	Delegate    string   `json:"delegate,omitempty" doc:"The first of those who open the slot"`
	Delegates   []string `json:"delegates" doc:"All who open the slot"`
	People      []string `json:"people" doc:"Their names, in the same order"`
	Request     string   `json:"request,omitempty" doc:"The meeting that moves or goes, the first if there are others"`
	Sides       []string `json:"sides" doc:"The names of its two organisations"`
	Others      int      `json:"others,omitempty" doc:"Meetings that move or go besides it"`
	ToSlot      string   `json:"to_slot,omitempty"`
	ToPlaceName string   `json:"to_place_name,omitempty"`
	Waives      []string `json:"waives" doc:"Constraints"`
	Text        string   `json:"text"`
}

// Violation is a hard constraint that a schedule breaks. Its text is English;
// the rest is what a sentence in another language is made from.
type Violation struct {
	Constraint       string         `json:"constraint"`
	Case             string         `json:"case,omitempty" doc:"Tells the sentences of one constraint apart"`
	Requests         []string       `json:"requests"`
	Sides            []RequestSides `json:"sides" doc:"Of these requests"`
	Delegate         string         `json:"delegate,omitempty"`
	People           []string       `json:"people" doc:"The delegate's name, or those of all who are meant"`
	OrganisationName string         `json:"organisation_name,omitempty" doc:"Whose limit or booth it is"`
	Slot             string         `json:"slot,omitempty"`
	Place            string         `json:"place,omitempty"`
	PlaceName        string         `json:"place_name,omitempty"`
	Limit            int            `json:"limit,omitempty" doc:"The most that is allowed"`
	Pin              *Pin           `json:"pin,omitempty" doc:"Which is not kept"`
	Text             string         `json:"text"`
}

func toUnscheduled(u partnering.Unscheduled) Unscheduled {
	return Unscheduled{Request: u.RequestID, Reasons: each(u.Reasons, toReason), Repairs: each(u.Repairs, toRepair)}
}

func toReason(r partnering.Reason) Reason {
	return Reason{Constraint: r.Constraint, Case: string(r.Case), Slots: list(r.SlotIDs), Delegates: list(r.Delegates), People: list(r.People),
		Organisation: r.OrganisationID, OrganisationName: r.Organisation, OtherName: r.Other, PlaceName: r.Place, Count: r.Count,
		Blocking: list(r.Blocking), Note: r.Note, Against: maybe(r.Against, toViolation), Text: r.Text}
}

func toRepair(r partnering.Repair) Repair {
	return Repair{Kind: r.Kind, Slot: r.SlotID, Place: r.PlaceID, PlaceName: r.Place, Delegate: r.DelegateID, Delegates: list(r.Delegates),
		People: list(r.People), Request: r.RequestID, Sides: list(r.Sides), Others: r.Others, ToSlot: r.ToSlotID, ToPlaceName: r.ToPlace,
		Waives: list(r.Waives), Text: r.Text}
}

func toViolation(v partnering.Violation) Violation {
	return Violation{Constraint: v.Constraint, Case: string(v.Case), Requests: list(v.RequestIDs), Sides: each(v.Sides, toSides), Delegate: v.DelegateID, People: list(v.People),
		OrganisationName: v.Organisation, Slot: v.SlotID, Place: v.PlaceID, PlaceName: v.Place, Limit: v.Limit, Pin: maybe(v.Pin, toPin), Text: v.Text}
}
