package partnering

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"time"

	"entente/scheduler"
)

const (
	// mendFor is how long a repair is looked for.
	mendFor = 8 * time.Second
	// mostExplained is of how many lost meetings a proposal says why.
	mostExplained = 50
)

// ProposeRepair says what would become of the published schedule if the disruption happened: which
// meetings move, which are lost and why, which fit by then, what that costs and who would be told.
// It writes nothing. For organisers, while the event's phase allows to publish.
func (s *Service) ProposeRepair(ctx context.Context, by Actor, eventID string, d Disruption) (RepairProposal, error) {
	m, err := s.mended(ctx, by, eventID, d)
	if err != nil {
		return RepairProposal{}, err
	}
	return RepairProposal{Base: m.base, Title: m.title, Changes: m.changes, Sides: m.sides, Left: m.left, Unpinned: m.unpinned, Price: m.price,
		Proved: m.proved, Notified: m.notified, Digest: m.digest}, nil
}

// ApplyRepair writes the disruption (availability, closed places, a cancelled request) and
// publishes the repaired schedule as the next version, in one transaction. It returns CodeConflict
// when base is no longer the published version, or when the repair comes out otherwise than the
// proposal with the digest; an empty digest takes any. Where nothing changes there is no new version.
func (s *Service) ApplyRepair(ctx context.Context, by Actor, eventID string, d Disruption, base int, digest string) (Published, error) {
	m, err := s.mended(ctx, by, eventID, d)
	if err != nil {
		return Published{}, err
	}
	if err := m.stands(base, digest); err != nil {
		return Published{}, err
	}
	var published Published
	err = s.store.Tx(ctx, func(st Store) error {
		n, err := loadSnapshot(ctx, st, eventID)
		if err != nil {
			return err
		}
		if err := (mended{base: n.version.Number}).stands(base, ""); err != nil {
			return err
		}
		if err := s.happen(ctx, st, by, n, m.what); err != nil {
			return fmt.Errorf("repair: %s: %w", m.title, err)
		}
		for _, id := range m.unpinned {
			if err := s.unpin(ctx, st, by, eventID, id); err != nil {
				return err
			}
		}
		known, err := st.PublishedUnscheduled(ctx, eventID)
		if err != nil {
			return err
		}
		published, err = s.publishMeetings(ctx, st, by, edition{eventID: eventID, note: m.title, meetings: m.meetings, left: append(known, m.left...)})
		if err != nil {
			return err
		}
		return m.stands(base, digestOf(base, published.Changes))
	})
	return published, err
}

// mended is the published schedule after a repair.
type mended struct {
	base     int
	what     disruption
	title    string
	meetings []Meeting
	changes  []Change
	all      []MeetingRequest // accepted before anything happened
	sides    []RequestSides
	left     []Unscheduled
	unpinned []string
	price    Figures
	proved   bool
	notified []NotifiedDelegate
	digest   string
}

// stands refuses a repair of another version, or another repair than the one
// with the digest.
func (m mended) stands(base int, digest string) error {
	if m.base != base {
		return Errorf(CodeConflict, "version %d is published by now, and the repair was made for version %d: look at it again", m.base, base)
	}
	if digest != "" && digest != m.digest {
		return Errorf(CodeConflict, "the event changed since the repair was proposed, and it comes out otherwise now: look at it again")
	}
	return nil
}

// mended repairs the published schedule as if the disruption had happened.
func (s *Service) mended(ctx context.Context, by Actor, eventID string, d Disruption) (mended, error) {
	if _, err := organised(ctx, s.store, by, eventID, ActPublish); err != nil {
		return mended{}, err
	}
	n, err := loadSnapshot(ctx, s.store, eventID)
	if err != nil {
		return mended{}, err
	}
	if n.version.Number == 0 {
		return mended{}, Errorf(CodeConflict, "no schedule is published yet: publish one first")
	}
	now := s.clock.Now()
	what, err := n.disruptionOf(d, now)
	if err != nil {
		return mended{}, err
	}
	m := mended{base: n.version.Number, what: what, title: n.title(what), all: slices.Clone(n.requests)}
	before, err := n.scoreNow(now)
	if err != nil {
		return mended{}, err
	}
	m.unpinned = n.suffer(what)
	if err := m.repair(ctx, n, now); err != nil {
		return mended{}, err
	}
	return m, m.judge(ctx, n, before, now)
}

// scoreNow counts the goals of the published schedule.
func (n *snapshot) scoreNow(now time.Time) (Figures, error) {
	p := n.poseNow(now)
	p.force(n.published)
	if err := p.valid(); err != nil {
		return Figures{}, err
	}
	return figures(scheduler.Check(p.problem, p.schedule(n.published)).Score), nil
}

// repair has the solver repair the published schedule.
func (m *mended) repair(ctx context.Context, n *snapshot, now time.Time) error {
	p := n.poseNow(now)
	p.force(slices.DeleteFunc(slices.Clone(n.published), m.what.frees))
	if err := p.valid(); err != nil {
		return err
	}
	options := scheduler.RepairOptions{Before: n.lastBegun(now), InsertOnly: m.what.InsertOnly, Limit: mendFor, Seed: 1, Threads: 1}
	repaired, err := scheduler.Repair(ctx, p.problem, p.schedule(n.published), options)
	if err != nil {
		return fmt.Errorf("repair the published schedule: %w", err)
	}
	m.proved = repaired.Proved
	for _, meeting := range repaired.Schedule.Meetings {
		m.meetings = append(m.meetings, p.toMeeting(meeting))
	}
	return ctx.Err()
}

// lastBegun names the last slot that has begun, while the event is live.
func (n *snapshot) lastBegun(now time.Time) string {
	last := ""
	for _, slot := range n.slots {
		if n.event.Phase == PhaseLive && passed(slot.Start, now) {
			last = slot.externalID()
		}
	}
	return last
}

// judge checks the repaired schedule as publishing does, compares it, counts
// its price and says why meetings are lost.
func (m *mended) judge(ctx context.Context, n *snapshot, before Figures, now time.Time) error {
	r, err := n.review(m.meetings, now)
	if err != nil {
		return err
	}
	m.changes = difference(n.published, r.kept)
	m.notified = r.notified(m.changes)
	m.sides = n.sidesOf(m.all, m.changes)
	m.digest = digestOf(m.base, m.changes)
	schedule := r.schedule(r.kept)
	m.price = Figures{}.plus(before, figures(scheduler.Check(r.problem, schedule).Score))
	m.left, err = r.explainLost(ctx, schedule, m.changes)
	return err
}

// sidesOf names the sides of the requests that change.
func (n *snapshot) sidesOf(all []MeetingRequest, changes []Change) []RequestSides {
	known := byKey(all, func(r MeetingRequest) string { return r.ID })
	sides := make([]RequestSides, 0, len(changes))
	for _, c := range changes {
		r := known[c.RequestID]
		sides = append(sides, RequestSides{RequestID: c.RequestID,
			From: n.organisationName(r.From.OrganisationID), To: n.organisationName(r.To.OrganisationID)})
	}
	return sides
}

// explainLost says of the meetings that are lost why, and what would help.
func (r review) explainLost(ctx context.Context, schedule *scheduler.Schedule, changes []Change) ([]Unscheduled, error) {
	var lost []string
	for _, c := range changes {
		request, accepted := r.request(c.RequestID)
		if c.After == nil && accepted && r.poses(c.RequestID) && len(lost) < mostExplained {
			lost = append(lost, request.externalID())
		}
	}
	if len(lost) == 0 {
		return nil, nil
	}
	explained, err := scheduler.Explain(ctx, r.problem, schedule, lost...)
	var all []Unscheduled
	for _, u := range explained {
		all = append(all, r.explained(u))
	}
	return all, err
}

// digestOf tells the changes against a version from others.
func digestOf(base int, changes []Change) string {
	h := sha256.New()
	fmt.Fprintln(h, base)
	for _, c := range changes {
		fmt.Fprintf(h, "%q", c.RequestID)
		if c.After != nil {
			fmt.Fprintf(h, " %q %q %q %v", c.After.SlotID, c.After.PlaceID, c.After.Participants, c.After.Forced)
		}
		fmt.Fprintln(h)
	}
	return hex.EncodeToString(h.Sum(nil)[:12])
}
