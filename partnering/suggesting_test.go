package partnering_test

import (
	"testing"

	"entente/partnering"
)

// TestSuggestionsCanBeCarriedOut: what is said to fit does, at the price named.
func TestSuggestionsCanBeCarriedOut(t *testing.T) {
	b := newBoard(t)
	before := must(b.service.DraftByID(b.ctx, b.organiser, b.draft.ID))(b.world).Figures
	found := must(b.service.SuggestDraft(b.ctx, b.organiser, b.draft.ID, b.third.ID))(b.world)
	if len(found) != len(b.slots) {
		t.Fatalf("%d suggestions, want the best of each slot: %+v", len(found), found)
	}
	best := found[0]
	if len(best.Violations)+len(best.Displaces) != 0 || best.Price.Placed != 1 || len(best.Participants) != 2 {
		t.Errorf("the best is %+v", best)
	}
	done := must(b.edit(partnering.Edit{RequestID: b.third.ID, SlotID: best.SlotID, PlaceID: best.PlaceID, Participants: best.Participants}))(b.world)
	if done.Figures.Placed != before.Placed+best.Price.Placed || done.Figures.Weight != before.Weight+best.Price.Weight || done.Figures.Breaks != before.Breaks+best.Price.Breaks {
		t.Errorf("from %+v to %+v, the price said %+v", before, done.Figures, best.Price)
	}
}

func TestSuggestionsNameWhatStandsInTheWay(t *testing.T) {
	b := newBoard(t)
	b.close(b.big.Delegates[0], b.slots[3])
	for _, g := range must(b.service.SuggestDraft(b.ctx, b.organiser, b.draft.ID, b.first.ID))(b.world) {
		switch g.SlotID {
		case b.slots[1].ID:
			if len(g.Displaces) != 1 || g.Displaces[0] != b.second.ID {
				t.Errorf("in the slot where Big meets Cure: %+v", g)
			}
		case b.slots[3].ID:
			if len(g.Violations) != 1 || g.Violations[0].Text != "Big one is not available Tue 1 December 10:30." {
				t.Errorf("in the slot that Big closed: %+v", g.Violations)
			}
		}
	}
	_, err := b.service.SuggestDraft(b.ctx, b.acme.admin(), b.draft.ID, b.first.ID)
	wantCode(t, err, partnering.CodeNotFound)
}

func TestSuggestionsForThePublishedSchedule(t *testing.T) {
	b := newDesk(t)
	b.clock.Set(paris("2026-12-01 09:10"))
	found := must(b.service.SuggestPublished(b.ctx, b.organiser, b.third.ID))(b.world)
	for _, g := range found {
		if g.SlotID == b.slots[0].ID {
			t.Errorf("a slot that has begun is suggested: %+v", g)
		}
	}
	if len(found) != 3 {
		t.Errorf("%d suggestions, want one for each slot to come", len(found))
	}
	_, err := b.service.SuggestPublished(b.ctx, b.organiser, b.first.ID)
	wantCode(t, err, partnering.CodeConflict)
	_, err = b.service.SuggestPublished(b.ctx, b.acme.admin(), b.third.ID)
	wantCode(t, err, partnering.CodeForbidden)
}
