package partnering

import (
	"fmt"
	"slices"

	"entente/scheduler"
)

// violation gives a violation of the solver its identifiers, names and times.
func (p *posed) violation(v scheduler.Violation) Violation {
	told := Violation{
		Constraint: string(v.Constraint), RequestIDs: p.requestsNamed(v.Requests), DelegateID: p.personID[v.Participant],
		SlotID: p.slotID[v.Slot], PlaceID: p.placeID[v.Place],
	}
	told.Sides = p.sides(told.RequestIDs)
	if told.DelegateID != "" {
		told.People = []string{p.delegateName(told.DelegateID)}
	}
	if o, ok := p.organisationNamed(v.Organisation); ok {
		told.Organisation = o.Name
	}
	if told.PlaceID != "" {
		told.Place = p.placeName(told.PlaceID)
	}
	p.specify(&told)
	told.Text = either(p.violationText(told), p.inWords(v.Message))
	return told
}

// sides names the two organisations of each request.
func (n *snapshot) sides(requestIDs []string) []RequestSides {
	var all []RequestSides
	for _, id := range requestIDs {
		if r, ok := n.request(id); ok {
			all = append(all, RequestSides{RequestID: id, From: n.organisationName(r.From.OrganisationID), To: n.organisationName(r.To.OrganisationID)})
		}
	}
	return all
}

func (p *posed) violations(all []scheduler.Violation) []Violation {
	told := make([]Violation, 0, len(all))
	for _, v := range all {
		told = append(told, p.violation(v))
	}
	return told
}

// specify finds the case of a violation, and what that case speaks of.
func (p *posed) specify(v *Violation) {
	switch scheduler.Constraint(v.Constraint) {
	case scheduler.ParticipantUnavailable:
		if slot, _ := p.slot(v.SlotID); p.presents(v.DelegateID, slot) {
			v.Case = CaseOnStage
		}
	case scheduler.PlaceCapacity:
		p.specifyPlace(v)
	case scheduler.Attendance:
		v.Case = p.attendanceCase(*v)
	case scheduler.MeetingLimit:
		p.specifyLimit(v)
	case scheduler.Pinned:
		at := slices.IndexFunc(p.pins, func(pin Pin) bool { return slices.Contains(v.RequestIDs, pin.RequestID) })
		if at >= 0 {
			v.Pin = &p.pins[at]
		}
	}
}

func (p *posed) specifyPlace(v *Violation) {
	place, ok := p.place(v.PlaceID)
	switch {
	case !ok && v.SlotID != "":
		v.Case = CaseNoPlace
	case slices.Contains(place.Closed, v.SlotID):
		v.Case = CasePlaceClosed
	case len(v.RequestIDs) == 0:
		v.Case, v.Limit = CasePlaceFull, place.Capacity
	case place.OrganisationID != "":
		v.Case, v.Organisation = CaseBooth, p.organisationName(place.OrganisationID)
	default:
		v.Case = CaseFixedPlace
	}
}

func (p *posed) attendanceCase(v Violation) Case {
	if v.DelegateID == "" {
		return CaseGroupMissing
	}
	r, ok := p.request(v.RequestIDs[0])
	if ok && slices.Contains(append(p.named(r.From).Names(), p.named(r.To).Names()...), v.DelegateID) {
		return CaseMissing
	}
	return CaseStranger
}

func (p *posed) specifyLimit(v *Violation) {
	d, isPerson := p.delegate(v.DelegateID)
	_, dated := p.slot(v.SlotID)
	switch {
	case !isPerson:
		v.Case = CaseOrganisation
	case dated && d.MaxPerDay != nil && d.MaxInARow == nil:
		v.Case, v.Limit = CaseOfDay, *d.MaxPerDay
	case dated:
		v.Case = CaseOfDayOrRow
	default:
		v.Limit = number(d.MaxMeetings)
	}
}

// violationText says a violation in English; "" where only the solver has words.
func (n *snapshot) violationText(v Violation) string {
	at, pair := n.when(v.SlotID), ""
	if len(v.RequestIDs) > 0 {
		pair = n.pair(v.RequestIDs[0])
	}
	switch scheduler.Constraint(v.Constraint) {
	case scheduler.ParticipantConflict:
		return n.conflictText(v, at)
	case scheduler.ParticipantUnavailable:
		if v.Case == CaseOnStage {
			return fmt.Sprintf("%s gives a pitch or a talk %s.", v.who(), at)
		}
		return fmt.Sprintf("%s is not available %s.", v.who(), at)
	case scheduler.PlaceCapacity:
		return placeText(v, at, pair)
	case scheduler.RequestSlots:
		return slotsText(v, at, pair)
	case scheduler.Attendance:
		return attendanceText(v, pair)
	case scheduler.Precedence:
		return fmt.Sprintf("The meeting of %s must come after another one that does not come before it.", pair)
	case scheduler.MeetingLimit:
		return n.limitText(v)
	case scheduler.Changeover:
		return fmt.Sprintf("%s has too little time to change zones before %s.", v.who(), at)
	case scheduler.Pinned:
		return n.pinText(v, pair)
	case scheduler.BreakSpread:
		return fmt.Sprintf("%s has more breaks than the event's spread allows.", v.who())
	}
	return ""
}

// who names the delegate that a violation speaks of.
func (v Violation) who() string {
	if len(v.People) == 0 {
		return "Somebody"
	}
	return v.People[0]
}

// conflictText names whom the delegate meets: in an edit the other one of the two.
func (n *snapshot) conflictText(v Violation, at string) string {
	if len(v.RequestIDs) < 2 {
		return fmt.Sprintf("%s is in two meetings %s.", v.who(), at)
	}
	return fmt.Sprintf("%s is in two meetings %s: that of %s and that of %s.", v.who(), at, n.pair(v.RequestIDs[0]), n.pair(v.RequestIDs[1]))
}

func placeText(v Violation, at, pair string) string {
	switch v.Case {
	case CaseNoPlace:
		return fmt.Sprintf("There is no free place %s.", at)
	case CasePlaceClosed:
		return fmt.Sprintf("%s is closed %s.", v.Place, at)
	case CasePlaceFull:
		return fmt.Sprintf("%s is full %s: it holds %d at once.", v.Place, at, v.Limit)
	case CaseBooth:
		return fmt.Sprintf("%s is the booth of %s, and the meeting of %s may not take place there.", v.Place, v.Organisation, pair)
	}
	return fmt.Sprintf("The meeting of %s may not take place at %s: somebody of it has another fixed place.", pair, v.Place)
}

func slotsText(v Violation, at, pair string) string {
	switch v.Case {
	case CaseBegan:
		return fmt.Sprintf("The published meeting of %s began %s and stays as it is.", pair, at)
	case CaseOver:
		return fmt.Sprintf("The meeting of %s cannot be put %s: that is over.", pair, at)
	}
	return fmt.Sprintf("The meeting of %s is bound to other slots than %s.", pair, at)
}

func attendanceText(v Violation, pair string) string {
	switch v.Case {
	case CaseTakesNone:
		return fmt.Sprintf("Somebody of the meeting of %s takes no meetings any more.", pair)
	case CaseMissing:
		return fmt.Sprintf("The meeting of %s needs %s.", pair, v.who())
	case CaseStranger:
		return fmt.Sprintf("%s is not named in the request of %s.", v.who(), pair)
	}
	return fmt.Sprintf("Nobody of a group that the meeting of %s needs attends it.", pair)
}

func (n *snapshot) limitText(v Violation) string {
	slot, _ := n.slot(v.SlotID)
	day := slot.Start.In(n.event.Location()).Format("Mon 2 January")
	switch v.Case {
	case CaseOrganisation:
		return fmt.Sprintf("%s has more meetings than its limit.", v.Organisation)
	case CaseOfDay:
		return fmt.Sprintf("%s has more than %d meetings on %s.", v.who(), v.Limit, day)
	case CaseOfDayOrRow:
		return fmt.Sprintf("%s has more meetings on %s, or in a row, than its limit.", v.who(), day)
	}
	return fmt.Sprintf("%s has more than %d meetings.", v.who(), v.Limit)
}

func (n *snapshot) pinText(v Violation, pair string) string {
	if v.Pin == nil {
		return fmt.Sprintf("The meeting of %s is pinned elsewhere.", pair)
	}
	where := n.when(v.Pin.SlotID)
	if v.Pin.PlaceID != "" {
		where += ", " + n.placeName(v.Pin.PlaceID)
	}
	return fmt.Sprintf("The meeting of %s is pinned to %s.", n.pair(v.Pin.RequestID), where)
}
