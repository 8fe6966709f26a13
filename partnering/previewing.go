package partnering

import (
	"context"
	"slices"
	"strings"
)

// PreviewPublish says what publishing the draft would change, what no longer holds, and who would
// be told.
func (s *Service) PreviewPublish(ctx context.Context, by Actor, draftID string) (Preview, error) {
	draft, err := organisedDraft(ctx, s.store, by, draftID)
	if err != nil {
		return Preview{}, err
	}
	meetings, err := s.store.DraftMeetings(ctx, draft.ID)
	if err != nil {
		return Preview{}, err
	}
	n, err := loadSnapshot(ctx, s.store, draft.EventID)
	if err != nil {
		return Preview{}, err
	}
	r, err := n.review(meetings, s.clock.Now())
	if err != nil {
		return Preview{}, err
	}
	return r.preview(difference(n.published, r.kept)), nil
}

func (r review) preview(changes []Change) Preview {
	p := Preview{Number: r.version.Number + 1, Changes: changes, Dropped: r.dropped, Notified: r.notified(changes)}
	for _, c := range changes {
		switch {
		case c.Before == nil:
			p.Added++
		case c.After == nil:
			p.Removed++
		default:
			p.Moved++
		}
	}
	p.Unchanged = len(r.published) - p.Moved - p.Removed
	return p
}

// notified lists who is told of the changes, by name.
func (n *snapshot) notified(changes []Change) []NotifiedDelegate {
	var all []NotifiedDelegate
	for id, requests := range touched(changes) {
		if d, ok := n.delegate(id); ok {
			all = append(all, NotifiedDelegate{DelegateID: id, Name: d.Name,
				Organisation: n.organisationName(d.OrganisationID), Changes: len(requests)})
		}
	}
	slices.SortFunc(all, func(a, b NotifiedDelegate) int { return strings.Compare(a.Name+a.DelegateID, b.Name+b.DelegateID) })
	return all
}

// touched returns the delegates whose meetings change, with the requests of
// these meetings: all who attended one before or attend it after.
func touched(changes []Change) map[string][]string {
	requests := map[string][]string{}
	for _, c := range changes {
		var people []string
		for _, m := range []*Meeting{c.Before, c.After} {
			if m != nil {
				people = append(people, m.Participants...)
			}
		}
		for _, id := range unique(people) {
			requests[id] = append(requests[id], c.RequestID)
		}
	}
	return requests
}

// difference compares two schedules by request. What stands at the same slot
// and place with the same people has not changed.
func difference(before, after []Meeting) []Change {
	changes := map[string]*Change{}
	for _, m := range before {
		changes[m.RequestID] = &Change{RequestID: m.RequestID, Before: &m}
	}
	for _, m := range after {
		if c := changes[m.RequestID]; c == nil {
			changes[m.RequestID] = &Change{RequestID: m.RequestID, After: &m}
		} else if c.Before.SamePlacement(m) {
			delete(changes, m.RequestID)
		} else {
			c.After = &m
		}
	}
	all := make([]Change, 0, len(changes))
	for _, id := range sortedKeys(changes) {
		all = append(all, *changes[id])
	}
	return all
}
