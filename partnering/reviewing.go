package partnering

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"entente/scheduler"
)

// review is what holds of a set of meetings as the event is now.
type review struct {
	*posed
	kept    []Meeting
	dropped []Violation // why meetings do not hold; what no meeting is at fault for, too
}

// review checks each meeting against the requests, availability, places and
// pins as they are, and leaves out those that no longer hold, as few as it can
// find: of two that exclude each other the lighter one goes, and a pinned or an
// unchanged one stays. While the event is live, what has begun stays as it is.
func (n *snapshot) review(meetings []Meeting, now time.Time) (review, error) {
	r := review{posed: n.poseNow(now)}
	for _, m := range n.settled(meetings, now) {
		if why, ok := r.fault(m, now); !ok {
			r.dropped = append(r.dropped, why)
			continue
		}
		r.kept = append(r.kept, m)
	}
	r.force(r.kept)
	if err := r.valid(); err != nil {
		return r, err
	}
	for r.dropSome() {
	}
	return r, nil
}

// poseNow poses the event as a schedule is checked against it.
func (n *snapshot) poseNow(now time.Time) *posed {
	how := posing{published: true}
	if n.event.Phase == PhaseLive {
		how.begun = now
	}
	return n.pose(how)
}

// settled puts the published meetings that stay in the place of whatever the
// set has for their requests.
func (n *snapshot) settled(meetings []Meeting, now time.Time) []Meeting {
	staying := map[string]bool{}
	var all []Meeting
	for _, m := range n.published {
		if n.stays(m, now) {
			staying[m.RequestID] = true
			all = append(all, m)
		}
	}
	for _, m := range meetings {
		if !staying[m.RequestID] {
			all = append(all, m)
		}
	}
	return all
}

// stays says whether the published meeting is past changing by a new schedule.
func (n *snapshot) stays(m Meeting, now time.Time) bool {
	return m.State == MeetingHeld || m.State == MeetingNoShow || n.event.Phase == PhaseLive && n.hasBegun(m, now)
}

func (n *snapshot) hasBegun(m Meeting, now time.Time) bool {
	slot, ok := n.slot(m.SlotID)
	return ok && passed(slot.Start, now)
}

// fault says why a meeting cannot stand, whatever the others are.
func (r *review) fault(m Meeting, now time.Time) (Violation, bool) {
	v := Violation{Constraint: "request-accepted", RequestIDs: []string{m.RequestID}, Sides: r.sides([]string{m.RequestID}),
		SlotID: m.SlotID, PlaceID: m.PlaceID}
	request, accepted := r.request(m.RequestID)
	switch _, posed := r.meeting(m); {
	case r.isPublished(m) && r.stays(m, now):
		return v, true
	case !accepted:
		v.Text = fmt.Sprintf("The request behind the meeting %s is not accepted any more.", r.when(m.SlotID))
	case !r.poses(m.RequestID) || !posed:
		why := r.whyLeft(request.ID)
		v.Constraint, v.Case, v.People, v.Organisation = why.Constraint, why.Case, why.People, why.Organisation
		v.Text = fmt.Sprintf("The request of %s cannot take place: %s", r.pair(request.ID), why.Text)
	case r.event.Phase == PhaseLive && r.hasBegun(m, now):
		v.Constraint, v.Case = string(scheduler.RequestSlots), CaseOver
		v.Text = r.violationText(v)
	case !r.takeMeetings(m.Participants):
		v.Constraint, v.Case = string(scheduler.Attendance), CaseTakesNone
		v.Text = r.violationText(v)
	case m.Forced && r.onStageAt(m) != "":
		v.Constraint, v.Case, v.DelegateID = string(scheduler.ParticipantUnavailable), CaseOnStage, r.onStageAt(m)
		v.People = []string{r.delegateName(v.DelegateID)}
		v.Text = r.violationText(v)
	default:
		return v, true
	}
	return v, false
}

// onStageAt returns who of the meeting gives a pitch or a talk during its slot.
func (n *snapshot) onStageAt(m Meeting) string {
	slot, _ := n.slot(m.SlotID)
	at := slices.IndexFunc(m.Participants, func(id string) bool { return n.presents(id, slot) })
	if at < 0 {
		return ""
	}
	return m.Participants[at]
}

func (n *snapshot) isPublished(m Meeting) bool {
	published, ok := n.publishedOf(m.RequestID)
	return ok && published.SamePlacement(m)
}

// whyLeft is the reason why a request does not stand in the problem.
func (p *posed) whyLeft(requestID string) Reason {
	if at, left := p.leftIndex[requestID]; left {
		return p.left[at].Reasons[0]
	}
	return Reason{Constraint: string(scheduler.Attendance), Case: CaseGridGone, Text: "its slot or place is gone."}
}

// force waives for forced meetings what an organiser may waive. A meeting that
// is pinned elsewhere is not where it should be, forced or not.
func (p *posed) force(meetings []Meeting) {
	for _, m := range meetings {
		if m.Forced {
			own, pinned := p.pinOf(m.RequestID)
			if !pinned || own.SlotID == m.SlotID {
				p.pinForced(Pin{RequestID: m.RequestID, SlotID: m.SlotID, PlaceID: own.PlaceID, Forced: true})
			}
		}
	}
}

// schedule is the meetings as a schedule of the problem.
func (p *posed) schedule(meetings []Meeting) *scheduler.Schedule {
	s := &scheduler.Schedule{Problem: p.problem.Name}
	placed := make(map[string]bool, len(meetings))
	for _, m := range meetings {
		if named, ok := p.meeting(m); ok {
			s.Meetings = append(s.Meetings, named)
			placed[named.Request] = true
		}
	}
	for _, r := range p.problem.Requests {
		if !placed[r.ID] {
			s.Unscheduled = append(s.Unscheduled, scheduler.Unscheduled{Request: r.ID})
		}
	}
	return s
}

// dropSome checks what is kept and leaves out one meeting for each violation
// that does not concern another one left out before; false when nothing more is
// to be left out.
func (r *review) dropSome() bool {
	report := scheduler.Check(r.problem, r.schedule(r.kept))
	gone := map[string]bool{}
	for _, v := range report.Violations {
		if v.Constraint == scheduler.BreakSpread || v.Constraint == scheduler.AllMandatory {
			continue
		}
		candidates := r.concerned(v)
		if slices.ContainsFunc(candidates, func(m Meeting) bool { return gone[m.RequestID] }) {
			continue
		}
		told := r.violation(v)
		if len(candidates) > 0 {
			worst := r.lightest(candidates)
			gone[worst.RequestID] = true
			told.RequestIDs = append([]string{worst.RequestID}, slices.DeleteFunc(told.RequestIDs, func(id string) bool { return id == worst.RequestID })...)
			r.dropped = append(r.dropped, told)
		} else if !slices.ContainsFunc(r.dropped, func(d Violation) bool { return d.Text == told.Text }) {
			r.dropped = append(r.dropped, told)
		}
	}
	r.kept = slices.DeleteFunc(r.kept, func(m Meeting) bool { return gone[m.RequestID] })
	return len(gone) > 0
}

// concerned lists the kept meetings that a violation speaks of and that could go.
func (r *review) concerned(v scheduler.Violation) []Meeting {
	told := r.violation(v)
	slot, dated := r.slot(told.SlotID)
	return slices.DeleteFunc(slices.Clone(r.kept), func(m Meeting) bool {
		at, _ := r.slot(m.SlotID)
		switch {
		case r.isOver(m):
			return true
		case v.Constraint == scheduler.Precedence:
			return len(told.RequestIDs) == 0 || told.RequestIDs[0] != m.RequestID
		case len(told.RequestIDs) > 0:
			return !slices.Contains(told.RequestIDs, m.RequestID)
		case told.DelegateID != "":
			return !slices.Contains(m.Participants, told.DelegateID) || dated && at.Day != slot.Day
		case v.Organisation != "":
			return !slices.ContainsFunc(m.Participants, func(id string) bool { return r.isOf(id, v.Organisation) })
		default:
			return m.SlotID != told.SlotID || told.PlaceID != "" && m.PlaceID != told.PlaceID
		}
	})
}

func (n *snapshot) isOver(m Meeting) bool {
	published, ok := n.publishedOf(m.RequestID)
	return ok && published.State != MeetingScheduled
}

func (n *snapshot) isOf(delegateID, organisation string) bool {
	d, _ := n.delegate(delegateID)
	o, ok := n.organisation(d.OrganisationID)
	return ok && o.externalID() == organisation
}

// lightest is the meeting to leave out: not a pinned one, nor one that is
// published so, if another will do, and of the rest the one that weighs least.
func (r *review) lightest(meetings []Meeting) Meeting {
	return slices.MinFunc(meetings, func(a, b Meeting) int {
		return cmp.Or(cmp.Compare(r.worth(a), r.worth(b)), strings.Compare(b.RequestID, a.RequestID))
	})
}

func (r *review) worth(m Meeting) int {
	request, _ := r.request(m.RequestID)
	worth := r.weight(request)
	if r.isPublished(m) {
		worth += 2 * mostWeight
	}
	if _, pinned := r.pinOf(m.RequestID); pinned {
		worth += 4 * mostWeight
	}
	return worth
}
