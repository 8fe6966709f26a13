package partnering

import (
	"fmt"
	"slices"
	"time"

	"entente/scheduler"
)

// mostWays is how many ways to place a request an edit looks at.
const mostWays = 24

// placed is a request where an edit puts it, with what that breaks.
type placed struct {
	meeting *Meeting         // nil: out of the schedule
	was     scheduler.Report // the excerpt before
	report  scheduler.Report // and after
	faults  []Violation      // empty: it stands
	forced  []Violation      // waived by force or by a forced pin
}

// put puts the request where the edit says, choosing what it leaves open so
// that nothing breaks if that can be. It returns CodeInvalid for what is not
// of the event, and CodeConflict with every violation in words.
func (x *excerpt) put(e Edit, now time.Time) (placed, error) {
	if err := x.known(e); err != nil {
		return placed{}, err
	}
	if err := x.changeable(e, now); err != nil {
		return placed{}, err
	}
	was := x.check(x.posed, x.before)
	if e.SlotID == "" {
		out := x.judge(was, nil)
		return out, refused("the meeting cannot be taken out of the schedule", out.faults)
	}
	if x.before != nil && x.before.Forced && x.before.SlotID == e.SlotID && len(e.Participants) == 0 {
		e.Force = true
	}
	best := x.best(was, e)
	if e.Force {
		x.waive(&best)
	}
	if len(best.forced) > 0 {
		best.meeting.Forced = true
	}
	return best, refused("the meeting cannot stand there", best.faults)
}

// known lists what the edit names and the event has not.
func (x *excerpt) known(e Edit) error {
	var f faults
	if _, ok := x.slot(e.SlotID); !ok && e.SlotID != "" {
		f.add("slot", e.SlotID, "is no slot of this event")
	}
	if _, ok := x.place(e.PlaceID); !ok && e.PlaceID != "" {
		f.add("place", e.PlaceID, "is no place of this event")
	}
	for i, id := range e.Participants {
		if d, ok := x.delegate(id); !ok || d.OrganisationID != x.request.From.OrganisationID && d.OrganisationID != x.request.To.OrganisationID {
			f.add(fmt.Sprintf("participants[%d]", i), id, "is no delegate of either side")
		}
	}
	return Invalid("the edit is not valid", f...)
}

// changeable refuses to move what is pinned elsewhere or, while the event is
// live, what has begun, and to put a meeting into the past.
func (x *excerpt) changeable(e Edit, now time.Time) error {
	v := Violation{RequestIDs: []string{x.request.ID}, Sides: x.sides([]string{x.request.ID}), SlotID: e.SlotID, PlaceID: e.PlaceID}
	if pin, pinned := x.pinOf(x.request.ID); pinned && !pin.allows(e) {
		v.Constraint, v.Pin = string(scheduler.Pinned), &pin
		v.Text = x.violationText(v) + " Unpin it first."
		return refused("the meeting is pinned elsewhere", []Violation{v})
	}
	v.Constraint = string(scheduler.RequestSlots)
	if published, ok := x.publishedOf(x.request.ID); ok && x.stays(published, now) {
		v.Case, v.SlotID, v.PlaceID = CaseBegan, published.SlotID, published.PlaceID
		v.Text = x.violationText(v)
		return refused("the meeting has begun", []Violation{v})
	}
	if slot, ok := x.slot(e.SlotID); ok && x.event.Phase == PhaseLive && passed(slot.Start, now) {
		v.Case = CaseOver
		v.Text = x.violationText(v)
		return refused("the slot is over", []Violation{v})
	}
	return nil
}

// allows says whether the edit leaves the meeting where it is pinned.
func (p Pin) allows(e Edit) bool {
	samePeople := len(p.Participants) == 0 || len(e.Participants) == 0 || slices.Equal(sorted(p.Participants), sorted(e.Participants))
	return e.SlotID == p.SlotID && samePeople && (p.PlaceID == "" || e.PlaceID == "" || e.PlaceID == p.PlaceID)
}

// refused makes a conflict that lists each violation under its constraint, or nil.
func refused(what string, all []Violation) error {
	if len(all) == 0 {
		return nil
	}
	err := Errorf(CodeConflict, "%s", what)
	err.Violations = all
	for _, v := range all {
		err.Faults = append(err.Faults, Fault{Field: v.Constraint, Value: either(v.DelegateID, either(v.PlaceID, v.SlotID)), Message: v.Text})
	}
	return err
}

// best tries ways to do the edit and returns the first that breaks nothing,
// else, where force may help, the first that breaks only what it waives, else
// the one that breaks least.
func (x *excerpt) best(was scheduler.Report, e Edit) placed {
	var best placed
	tries := 0
	for _, people := range x.peopleFor(e) {
		for _, place := range x.placesFor(e, people) {
			tried := x.judge(was, &Meeting{RequestID: x.request.ID, EventID: x.event.ID, SlotID: e.SlotID,
				PlaceID: place, Participants: people, State: MeetingScheduled})
			if len(tried.faults) == 0 {
				return tried
			}
			if best.meeting == nil || x.badness(tried, e.Force) < x.badness(best, e.Force) {
				best = tried
			}
			if tries++; tries == mostWays {
				return best
			}
		}
	}
	return best
}

// badness counts violations; those that force waives only beyond the others.
func (x *excerpt) badness(p placed, force bool) int {
	n := 0
	for _, v := range p.faults {
		if n += 1000; force && x.waives(v) {
			n -= 999
		}
	}
	return n
}

// waives says whether an organiser may force the meeting against the
// violation: not where somebody gives a pitch or a talk.
func (x *excerpt) waives(v Violation) bool {
	slot, _ := x.slot(v.SlotID)
	return v.Constraint == string(scheduler.RequestSlots) ||
		v.Constraint == string(scheduler.ParticipantUnavailable) && !x.presents(v.DelegateID, slot)
}

// waive turns what force waives into remarks.
func (x *excerpt) waive(p *placed) {
	for _, v := range p.faults {
		if x.waives(v) {
			p.forced = append(p.forced, v)
		}
	}
	p.faults = slices.DeleteFunc(p.faults, x.waives)
}

// judge checks the excerpt with the request at m, or nowhere, and keeps of the
// violations those that were not there before or concern the meeting itself.
func (x *excerpt) judge(was scheduler.Report, m *Meeting) placed {
	out := placed{meeting: m, was: was, report: x.check(x.posed, m)}
	known := map[string]bool{}
	for _, v := range was.Violations {
		known[v.Message] = true
	}
	own := x.request.externalID()
	for _, v := range out.report.Violations {
		concerned := m != nil && slices.Contains(v.Requests, own)
		crowded := v.Constraint == scheduler.PlaceCapacity && len(v.Requests) == 0 && v.Place != ""
		if (concerned || !known[v.Message]) && !crowded && v.Constraint != scheduler.ScheduleFormed {
			out.faults = append(out.faults, x.violation(v))
		}
	}
	for _, v := range out.report.Forced {
		if m != nil && slices.Contains(v.Requests, own) {
			out.forced = append(out.forced, x.violation(v))
		}
	}
	if m != nil {
		out.faults = append(out.faults, x.placeFaults(*m)...)
	}
	return out
}

// placeFaults says whether the place is another organisation's or full.
func (x *excerpt) placeFaults(m Meeting) []Violation {
	place, ok := x.place(m.PlaceID)
	v := Violation{Constraint: string(scheduler.PlaceCapacity), RequestIDs: x.held[m.PlaceID], Sides: x.sides(x.held[m.PlaceID]),
		SlotID: m.SlotID, PlaceID: m.PlaceID, Place: place.Name}
	switch {
	case !ok:
		return nil
	case !x.hosts(place):
		v.Case, v.Organisation = CaseBooth, x.organisationName(place.OrganisationID)
		v.Text = fmt.Sprintf("%s is the booth of %s.", place.Name, v.Organisation)
	case len(x.held[m.PlaceID]) >= place.Capacity:
		v.Case, v.Limit = CasePlaceFull, place.Capacity
		v.Text = x.violationText(v)
	default:
		return nil
	}
	return []Violation{v}
}
