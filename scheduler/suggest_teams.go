package scheduler

import "slices"

const (
	maxTeams  = 12 // choices of attendees that are tried in one slot
	maxChoice = 6  // members of one group among them
)

// teams lists who may attend r's meeting in a slot, the likeliest choice
// first: those who are open, free and have met least. There is at least one.
func (b *board) teams(r int32, s int16) [][]int32 {
	in := b.in
	teams := [][]int32{slices.Clone(in.required(r))}
	for g := in.groupOff[r]; g < in.groupOff[r+1]; g++ {
		members := b.likeliest(r, s, in.members(g))
		var wider [][]int32
		for _, i := range members {
			for _, who := range teams {
				if len(wider) < maxTeams {
					wider = append(wider, joined(who, i, in.members(g)))
				}
			}
		}
		teams = wider
	}
	return distinctTeams(teams)
}

// joined returns who with i, or who as it is where it satisfies the group.
func joined(who []int32, i int32, group []int32) []int32 {
	for _, x := range who {
		if contains(group, x) {
			return who
		}
	}
	return append(slices.Clone(who), i)
}

func distinctTeams(teams [][]int32) [][]int32 {
	var kept [][]int32
	for _, who := range teams {
		if !slices.ContainsFunc(kept, func(k []int32) bool { return slices.Equal(k, who) }) {
			kept = append(kept, who)
		}
	}
	return kept
}

// likeliest returns the first few members of a group: open before closed, free
// before busy, below a limit before at it, few meetings before many.
func (b *board) likeliest(r int32, s int16, members []int32) []int32 {
	in := b.in
	order := slices.Clone(members)
	hurdles := func(i int32) int32 {
		n := b.meets[i]
		if !in.forced[r] && !in.isOpen(i, s) {
			n += 1 << 26
		}
		if b.isBusy(i, s) {
			n += 1 << 24
		}
		if b.meets[i] >= in.maxAll[i] {
			n += 1 << 25
		}
		return n
	}
	slices.SortStableFunc(order, func(x, y int32) int { return int(hurdles(x) - hurdles(y)) })
	return order[:min(len(order), maxChoice)]
}
