package partnering

import (
	"context"
	"fmt"
	"slices"
)

// checkPresenters lists every fault of the booking's texts and presenters, and
// refuses presenters who are elsewhere at the time; it returns the presenters.
func (s *Service) checkPresenters(ctx context.Context, st Store, c claim, b PitchBooking) ([]Delegate, error) {
	team, err := teamOf(ctx, st, c.organisation)
	if err != nil {
		return nil, err
	}
	var f faults
	f.line("title", b.Title, true)
	f.text("abstract", b.Abstract, mostText)
	for i, id := range b.Presenters {
		if !slices.ContainsFunc(team, func(d Delegate) bool { return d.ID == id }) {
			f.add(fmt.Sprintf("presenters[%d]", i), id, "is no delegate of %s", c.organisation.Name)
		}
	}
	if err := Invalid("the pitch is not valid", f...); err != nil {
		return nil, err
	}
	presenters := presentersOf(b, team)
	return presenters, busyPresenters(ctx, st, c, b, presenters)
}

func teamOf(ctx context.Context, st Store, o Organisation) ([]Delegate, error) {
	found, err := st.FindDelegates(ctx, DelegateFilter{EventID: o.EventID, OrganisationID: o.ID})
	return found.Items, err
}

// presentersOf returns the delegates who present: those named, or all.
func presentersOf(b PitchBooking, team []Delegate) []Delegate {
	if len(b.Presenters) == 0 {
		return team
	}
	return slices.DeleteFunc(slices.Clone(team), func(d Delegate) bool { return !slices.Contains(b.Presenters, d.ID) })
}

// busyPresenters refuses a pitch during a presenter's published meeting or
// another commitment, naming it.
func busyPresenters(ctx context.Context, st Store, c claim, b PitchBooking, presenters []Delegate) error {
	if len(presenters) == 0 || c.slot.ID == "" {
		return nil
	}
	ids := idsOf(presenters)
	commitments, err := st.FindCommitments(ctx, b.EventID, ids...)
	if err != nil {
		return err
	}
	e, when := c.board.event, c.board.event.at(c.slot.Start)
	for _, other := range commitments {
		if other.SourceID != b.ID && other.Start.Before(c.slot.End) && c.slot.Start.Before(other.End) {
			return c.board.refuse(fmt.Sprintf("%s cannot pitch %s: %s is %s (%s); name other presenters or take another slot",
				c.organisation.Name, when, nameOf(presenters, other.DelegateID), other.Title, e.span(other.Start, other.End)))
		}
	}
	return c.meetsNobody(ctx, st, presenters)
}

// meetsNobody refuses when a presenter has a published meeting during the slot.
func (c claim) meetsNobody(ctx context.Context, st Store, presenters []Delegate) error {
	clash, err := meetingDuring(ctx, st, c.organisation, idsOf(presenters), Interval{c.slot.Start, c.slot.End})
	if err != nil || clash == nil {
		return err
	}
	return c.board.refuse(fmt.Sprintf("%s cannot pitch %s: %s meets %s %s; move that meeting or name other presenters",
		c.organisation.Name, c.board.event.at(c.slot.Start), nameOf(presenters, clash.delegateID), clash.other,
		c.board.event.span(clash.slot.Start, clash.slot.End)))
}

// present blocks the presenters during the pitch and plans their reminders.
func (s *Service) present(ctx context.Context, st Store, e Event, b PitchBooking, slot PitchSlot, presenters []Delegate) error {
	if err := commit(ctx, st, b, slot, presenters); err != nil {
		return err
	}
	return s.planPitch(ctx, st, e, b, slot, presenters)
}

// commit blocks the presenters during the pitch.
func commit(ctx context.Context, st Store, b PitchBooking, slot PitchSlot, presenters []Delegate) error {
	commitments := make([]Commitment, 0, len(presenters))
	for _, d := range presenters {
		commitments = append(commitments, Commitment{
			ID: NewID(), EventID: b.EventID, DelegateID: d.ID, Kind: CommitmentPitch, Title: b.Title,
			SourceID: b.ID, Start: slot.Start, End: slot.End,
		})
	}
	if len(commitments) == 0 {
		return nil
	}
	return st.CreateCommitments(ctx, commitments...)
}

// commitNewcomer blocks a new delegate during the pitches that all of its organisation give.
func (s *Service) commitNewcomer(ctx context.Context, st Store, e Event, d Delegate) error {
	bookings, err := st.FindBookings(ctx, d.EventID)
	if err != nil {
		return err
	}
	for _, b := range bookings {
		if !b.Holds() || b.OrganisationID != d.OrganisationID || len(b.Presenters) > 0 {
			continue
		}
		slot, err := st.PitchSlotByID(ctx, b.SlotID)
		if err != nil {
			return err
		}
		if err := s.present(ctx, st, e, b, slot, []Delegate{d}); err != nil {
			return err
		}
	}
	return nil
}

// presentAnew moves commitments and reminders of a booking to other presenters.
func (s *Service) presentAnew(ctx context.Context, st Store, c claim, b PitchBooking, presenters []Delegate) error {
	if !b.Holds() {
		return nil
	}
	if err := st.DeleteCommitmentsOf(ctx, b.ID); err != nil {
		return err
	}
	if _, err := st.CancelOutbox(ctx, b.EventID, Subject{Kind: "booking", ID: b.ID}, []RuleKind{RulePitch}, nil); err != nil {
		return err
	}
	return s.present(ctx, st, c.board.event, b, c.slot, presenters)
}
