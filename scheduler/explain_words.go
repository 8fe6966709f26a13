package scheduler

import (
	"fmt"
	"slices"
	"strings"
)

// remedyWritten writes a remedy for r with ids and words.
func (b *board) remedyWritten(r int32, y *remedy) Remedy {
	m := b.meetingAt(r, y.at)
	out := Remedy{Kind: y.kind, Slot: m.Slot, Place: m.Place, Participants: m.Participants, Change: y.change}
	if y.kind == RemedyOpenSlot {
		for _, c := range y.lifts {
			out.Opens = append(out.Opens, b.in.p.Participants[c.person].ID)
		}
	}
	for k, x := range y.moves {
		out.Moves = append(out.Moves, b.meetingAt(x, y.to[k]))
	}
	for _, x := range y.drops {
		out.Drops = append(out.Drops, b.in.p.Requests[x].ID)
	}
	if y.kind == RemedyWaive {
		for _, c := range y.lifts {
			if !slices.Contains(out.Waives, c.constraint) {
				out.Waives = append(out.Waives, c.constraint)
			}
		}
	}
	out.Message = b.remedySentence(r, y, &out)
	return out
}

func (b *board) remedySentence(r int32, y *remedy, out *Remedy) string {
	spot := fmt.Sprintf("slot %q", out.Slot)
	if out.Place != "" {
		spot = fmt.Sprintf("slot %q at %q", out.Slot, out.Place)
	}
	switch y.kind {
	case RemedyPlace:
		return "it fits in " + spot + " as the schedule stands"
	case RemedyMove:
		var moves []string
		for k, m := range out.Moves {
			moves = append(moves, b.moveSentence(y.moves[k], &y.to[k], m))
		}
		return listing(moves) + ", and it fits in " + spot
	case RemedyOpenSlot:
		return fmt.Sprintf("if %s opens slot %q, it fits in %s", listing(quoted(out.Opens)), out.Slot, spot)
	case RemedyAddTable:
		if b.tables() {
			return fmt.Sprintf("with one more table in slot %q, it fits", out.Slot)
		}
		if y.lifts[0].kind == closedPlace {
			return fmt.Sprintf("if %q is open in slot %q, it fits there", out.Place, out.Slot)
		}
		return fmt.Sprintf("with one more table beside %q in slot %q, it fits", out.Place, out.Slot)
	case RemedyDrop:
		return "without the meeting of " + listing(quoted(out.Drops)) + ", it fits in " + spot
	}
	var waived []string
	for _, c := range y.lifts {
		waived = append(waived, b.sentence(r, y.at.slot, c))
	}
	return "it fits in " + spot + " if this is waived: " + strings.Join(waived, "; ")
}

// moveSentence says what x, which stands where it did, is to do.
func (b *board) moveSentence(x int32, to *spot, m Meeting) string {
	from := &b.spot[x]
	switch {
	case from.slot != to.slot:
		return fmt.Sprintf("move %q to slot %q", m.Request, m.Slot)
	case from.place != to.place:
		return fmt.Sprintf("move %q to %q", m.Request, m.Place)
	}
	return fmt.Sprintf("have %s attend %q", listing(quoted(m.Participants)), m.Request)
}

func quoted(ids []string) []string {
	out := make([]string, len(ids))
	for k, id := range ids {
		out[k] = fmt.Sprintf("%q", id)
	}
	return out
}

// listing joins words as a sentence does.
func listing(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}
