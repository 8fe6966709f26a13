package partnering

import (
	"bytes"
	"context"
	"fmt"

	"entente/scheduler"
)

// RunReasons says of a run that proved that there is no schedule what can't all hold; nothing of
// any other run. For organisers.
func (s *Service) RunReasons(ctx context.Context, by Actor, id string) ([]Reason, error) {
	run, err := organisedRun(ctx, s.store, by, id)
	if err != nil || run.Status != string(scheduler.StatusInfeasible) {
		return nil, err
	}
	_, file, err := s.store.RunFiles(ctx, id)
	if err != nil {
		return nil, err
	}
	schedule, err := scheduler.ReadSchedule(bytes.NewReader(file))
	if err != nil {
		return nil, fmt.Errorf("read the schedule of run %s: %w", id, err)
	}
	n, err := loadSnapshot(ctx, s.store, run.EventID)
	if err != nil {
		return nil, err
	}
	p := n.pose(posing{})
	var told []Reason
	for _, r := range schedule.Because {
		told = append(told, p.together(r))
	}
	return told, nil
}

// together gives one of the constraints that can't all hold its identifiers, names and times.
func (p *posed) together(r scheduler.Reason) Reason {
	told := Reason{Constraint: string(r.Constraint), Case: CaseTogether, Blocking: p.requestsNamed(append([]string{r.Request}, r.Meetings...))}
	for _, slot := range r.Slots {
		told.SlotIDs = append(told.SlotIDs, p.slotID[slot])
	}
	told.name(p, r)
	told.Text = p.togetherText(told)
	return told
}

func (p *posed) togetherText(r Reason) string {
	who, where, pair := p.whom(r), p.extentOf(len(r.SlotIDs), "every slot"), ""
	if len(r.Blocking) > 0 {
		pair = p.pair(r.Blocking[0])
	}
	switch scheduler.Constraint(r.Constraint) {
	case scheduler.ParticipantUnavailable:
		return fmt.Sprintf("%s is not available in %s.", who, where)
	case scheduler.ParticipantConflict:
		if len(r.Blocking) == 0 {
			return fmt.Sprintf("%s can be in one meeting at a time.", who)
		}
		return fmt.Sprintf("%s of %s fit only in %s.", meetingsInWords(len(r.Blocking)), who, where)
	case scheduler.PlaceCapacity:
		if len(r.Blocking) == 0 {
			return fmt.Sprintf("No more meetings fit in %s than there are places.", where)
		}
		return fmt.Sprintf("%s fit only in %s, which hold fewer.", meetingsInWords(len(r.Blocking)), where)
	case scheduler.MeetingLimit:
		return fmt.Sprintf("%s has a limit of meetings.", who)
	case scheduler.BreakSpread:
		return "The breaks of any two may differ only by the event's spread."
	case scheduler.Pinned:
		return fmt.Sprintf("The meeting of %s is pinned to %s.", pair, p.firstOf(r.SlotIDs))
	case scheduler.RequestSlots:
		return fmt.Sprintf("The meeting of %s takes only %s.", pair, where)
	case scheduler.Precedence:
		return fmt.Sprintf("The meeting of %s must come after others.", pair)
	}
	return r.Constraint
}

// whom names the delegate, or else the organisation, that a reason speaks of.
func (n *snapshot) whom(r Reason) string {
	if len(r.People) > 0 {
		return fmt.Sprintf("%s (%s)", r.People[0], r.Organisation)
	}
	return r.Organisation
}

func (n *snapshot) firstOf(slotIDs []string) string {
	if len(slotIDs) == 0 {
		return "a slot that is gone"
	}
	return n.when(slotIDs[0])
}
