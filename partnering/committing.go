package partnering

import (
	"context"
	"fmt"
	"slices"
)

// AddCommitment blocks a delegate; for its organisation and organisers. A pitch blocks by its
// booking, and a published meeting is not blocked over.
func (s *Service) AddCommitment(ctx context.Context, by Actor, c Commitment) (Commitment, error) {
	err := s.store.Tx(ctx, func(st Store) error {
		d, err := ownDelegate(ctx, st, by, c.DelegateID)
		if err != nil {
			return err
		}
		e, err := st.EventByID(ctx, d.EventID)
		if err != nil {
			return err
		}
		if err := e.allow(by, ActAvailability); err != nil {
			return err
		}
		c.ID, c.EventID, c.Start, c.End = NewID(), e.ID, asKept(c.Start), asKept(c.End)
		if err := checkCommitment(ctx, st, &c); err != nil {
			return err
		}
		if err := blocksNoMeeting(ctx, st, e, d, c); err != nil {
			return err
		}
		if err := st.CreateCommitments(ctx, c); err != nil {
			return err
		}
		return s.record(ctx, st, by, e.ID, "commitment.add", Subject{Kind: "delegate", ID: d.ID}, nil, c)
	})
	return c, err
}

// checkCommitment lists every fault; to attend a pitch session takes over its title and times.
func checkCommitment(ctx context.Context, st Store, c *Commitment) error {
	var f faults
	switch c.Kind {
	case CommitmentTalk, CommitmentBlock:
		c.SourceID = ""
	case CommitmentAttend:
		if err := f.attendance(ctx, st, c); err != nil {
			return err
		}
	default:
		f.add("kind", string(c.Kind), "must be %s, %s or %s", CommitmentTalk, CommitmentAttend, CommitmentBlock)
	}
	if c.Title == "" {
		c.Title = string(c.Kind)
	}
	f.line("title", c.Title, true)
	if !c.Start.Before(c.End) {
		f.add("end", "", "must be after the start")
	}
	return Invalid("the commitment is not valid", f...)
}

func (f *faults) attendance(ctx context.Context, st Store, c *Commitment) error {
	if c.SourceID == "" {
		return nil
	}
	session, err := st.PitchSessionByID(ctx, c.SourceID)
	if ErrorCode(err) == CodeNotFound || err == nil && session.EventID != c.EventID {
		f.add("source", c.SourceID, "is no pitch session of this event")
		return nil
	}
	if err != nil {
		return err
	}
	c.Start, c.End = session.Start, session.End
	if c.Title == "" {
		c.Title = session.Title
	}
	return nil
}

func blocksNoMeeting(ctx context.Context, st Store, e Event, d Delegate, c Commitment) error {
	own := Organisation{ID: d.OrganisationID, EventID: e.ID}
	clash, err := meetingDuring(ctx, st, own, []string{d.ID}, Interval{c.Start, c.End})
	if err != nil || clash == nil {
		return err
	}
	return Errorf(CodeConflict, "%s meets %s %s: cancel or move that meeting first",
		d.Name, clash.other, e.span(clash.slot.Start, clash.slot.End))
}

// RemoveCommitment frees a delegate of a commitment that no booking made.
func (s *Service) RemoveCommitment(ctx context.Context, by Actor, eventID, id string) error {
	return s.store.Tx(ctx, func(st Store) error {
		c, err := commitmentToRemove(ctx, st, by, eventID, id)
		if err != nil {
			return err
		}
		e, err := st.EventByID(ctx, eventID)
		if err != nil {
			return err
		}
		if err := e.allow(by, ActAvailability); err != nil {
			return err
		}
		if c.Kind == CommitmentPitch {
			return Errorf(CodeConflict, "%q is an own pitch: free its pitch slot or name other presenters", c.Title)
		}
		if err := st.DeleteCommitment(ctx, id); err != nil {
			return fmt.Errorf("remove commitment %s: %w", id, err)
		}
		return s.record(ctx, st, by, eventID, "commitment.remove", Subject{Kind: "delegate", ID: c.DelegateID}, c, nil)
	})
}

func commitmentToRemove(ctx context.Context, st Store, by Actor, eventID, id string) (Commitment, error) {
	missing := Errorf(CodeNotFound, "there is no commitment %s", id)
	if err := mustAttend(by, eventID); err != nil {
		return Commitment{}, err
	}
	mine, err := teamIDs(ctx, st, by, eventID)
	if err != nil {
		return Commitment{}, err
	}
	if len(mine) == 0 && !by.Organises(eventID) {
		return Commitment{}, missing
	}
	found, err := st.FindCommitments(ctx, eventID, mine...)
	if err != nil {
		return Commitment{}, err
	}
	if at := slices.IndexFunc(found, func(c Commitment) bool { return c.ID == id }); at >= 0 {
		return found[at], nil
	}
	return Commitment{}, missing
}

// teamIDs returns the delegates of the actor's organisation; none for organisers, who may do all.
func teamIDs(ctx context.Context, st Store, by Actor, eventID string) ([]string, error) {
	if by.Organises(eventID) || by.OrganisationAt(eventID) == "" {
		return nil, nil
	}
	team, err := teamOf(ctx, st, Organisation{ID: by.OrganisationAt(eventID), EventID: eventID})
	return idsOf(team), err
}
