package partnering

import (
	"fmt"
	"slices"

	"entente/scheduler"
)

// violation writes a violation with names and times.
func (p *posed) violation(v scheduler.Violation) Violation {
	told := Violation{
		Constraint: string(v.Constraint), RequestIDs: p.requestsNamed(v.Requests), DelegateID: p.personID[v.Participant],
		SlotID: p.slotID[v.Slot], PlaceID: p.placeID[v.Place],
	}
	told.Text = p.violationText(v, told)
	return told
}

func (p *posed) violations(all []scheduler.Violation) []Violation {
	told := make([]Violation, 0, len(all))
	for _, v := range all {
		told = append(told, p.violation(v))
	}
	return told
}

func (p *posed) violationText(v scheduler.Violation, told Violation) string {
	who, at := p.delegateName(told.DelegateID), p.when(told.SlotID)
	pair := ""
	if len(told.RequestIDs) > 0 {
		pair = p.pair(told.RequestIDs[0])
	}
	switch v.Constraint {
	case scheduler.ParticipantConflict:
		return p.conflictText(who, at, told.RequestIDs)
	case scheduler.ParticipantUnavailable:
		if slot, _ := p.slot(told.SlotID); p.presents(told.DelegateID, slot) {
			return fmt.Sprintf("%s gives a pitch or a talk %s.", who, at)
		}
		return fmt.Sprintf("%s is not available %s.", who, at)
	case scheduler.PlaceCapacity:
		return p.placeText(told, at)
	case scheduler.RequestSlots:
		return fmt.Sprintf("The meeting of %s is bound to other slots than %s.", pair, at)
	case scheduler.Attendance:
		return p.attendanceText(told, pair)
	case scheduler.Precedence:
		return fmt.Sprintf("The meeting of %s must come after another one that does not come before it.", pair)
	case scheduler.MeetingLimit:
		return p.limitText(v, told, who)
	case scheduler.Changeover:
		return fmt.Sprintf("%s has too little time to change zones before %s.", who, at)
	case scheduler.Pinned:
		return p.pinText(told.RequestIDs, pair)
	case scheduler.BreakSpread:
		return fmt.Sprintf("%s has more breaks than the event's spread allows.", who)
	}
	return v.Message
}

// conflictText names whom the delegate meets: in an edit the other one of the two.
func (p *posed) conflictText(who, at string, requestIDs []string) string {
	if len(requestIDs) < 2 {
		return fmt.Sprintf("%s is in two meetings %s.", who, at)
	}
	return fmt.Sprintf("%s is in two meetings %s: that of %s and that of %s.", who, at, p.pair(requestIDs[0]), p.pair(requestIDs[1]))
}

func (p *posed) placeText(v Violation, at string) string {
	place, ok := p.place(v.PlaceID)
	switch {
	case !ok && v.SlotID != "":
		return fmt.Sprintf("There is no free place %s.", at)
	case slices.Contains(place.Closed, v.SlotID):
		return fmt.Sprintf("%s is closed %s.", place.Name, at)
	case len(v.RequestIDs) == 0:
		return fmt.Sprintf("%s is full %s: it holds %d at once.", place.Name, at, place.Capacity)
	case place.OrganisationID != "":
		return fmt.Sprintf("%s is the booth of %s, and the meeting of %s may not take place there.",
			place.Name, p.organisationName(place.OrganisationID), p.pair(v.RequestIDs[0]))
	default:
		return fmt.Sprintf("The meeting of %s may not take place at %s: somebody of it has another fixed place.",
			p.pair(v.RequestIDs[0]), place.Name)
	}
}

func (p *posed) attendanceText(v Violation, pair string) string {
	if v.DelegateID == "" {
		return fmt.Sprintf("Nobody of a group that the meeting of %s needs attends it.", pair)
	}
	r, ok := p.request(v.RequestIDs[0])
	named := ok && slices.Contains(append(p.named(r.From).Names(), p.named(r.To).Names()...), v.DelegateID)
	if named {
		return fmt.Sprintf("The meeting of %s needs %s.", pair, p.delegateName(v.DelegateID))
	}
	return fmt.Sprintf("%s is not named in the request of %s.", p.delegateName(v.DelegateID), pair)
}

func (p *posed) limitText(v scheduler.Violation, told Violation, who string) string {
	d, isPerson := p.delegate(told.DelegateID)
	slot, dated := p.slot(told.SlotID)
	switch {
	case !isPerson:
		return fmt.Sprintf("%s has more meetings than its limit.", p.subject("", "", v.Organisation))
	case dated && d.MaxPerDay != nil && d.MaxInARow == nil:
		return fmt.Sprintf("%s has more than %d meetings on %s.", who, *d.MaxPerDay, slot.Start.In(p.event.Location()).Format("Mon 2 January"))
	case dated:
		return fmt.Sprintf("%s has more meetings on %s, or in a row, than its limit.", who, slot.Start.In(p.event.Location()).Format("Mon 2 January"))
	default:
		return fmt.Sprintf("%s has more than %d meetings.", who, number(d.MaxMeetings))
	}
}

func (p *posed) pinText(requestIDs []string, pair string) string {
	for _, pin := range p.pins {
		if !slices.Contains(requestIDs, pin.RequestID) {
			continue
		}
		if pin.PlaceID != "" {
			return fmt.Sprintf("The meeting of %s is pinned to %s, %s.", pair, p.when(pin.SlotID), p.placeName(pin.PlaceID))
		}
		return fmt.Sprintf("The meeting of %s is pinned to %s.", pair, p.when(pin.SlotID))
	}
	return fmt.Sprintf("The meeting of %s is pinned elsewhere.", pair)
}
