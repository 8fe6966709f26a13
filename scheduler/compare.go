package scheduler

import "fmt"

// Comparison says how a second schedule differs from a first.
type Comparison struct {
	Added        []Meeting // in the second alone
	Removed      []Meeting // in the first alone
	Moved        []Move    // other slot or place
	Changed      []Move    // same slot and place, other participants
	People       []PersonChange
	First        Score
	Second       Score
	Change       Score // Second less First
	FirstBound   Bounds
	SecondBound  Bounds
	FirstFaults  int // meetings that break something, as they stand
	SecondFaults int
}

// PersonChange is what a participant gains or loses.
type PersonChange struct {
	Participant string
	Meetings    int // more (or fewer) meetings
	Weight      int
	Breaks      int
	IdleSlots   int
}

// Compare tells two schedules of a problem apart. Lists follow the order of
// the problem's requests and participants; only participants for whom
// something changes are listed. Scores are counted anew, as a check does;
// meetings that the problem has no request or slot for are passed over. The
// error is that of [Validate].
func Compare(p *Problem, first, second *Schedule) (Comparison, error) {
	return CompareProblems(p, first, p, second)
}

// CompareProblems tells the schedules of two problems apart, request by request
// and person by person as their ids say: what if there were one table more, a
// slot less, another limit. Lists follow the order of the second problem, then
// that of the first for what it alone has.
func CompareProblems(p *Problem, first *Schedule, q *Problem, second *Schedule) (Comparison, error) {
	if err := Validate(p); err != nil {
		return Comparison{}, fmt.Errorf("compare: first problem: %w", err)
	}
	if p != q {
		if err := Validate(q); err != nil {
			return Comparison{}, fmt.Errorf("compare: second problem: %w", err)
		}
	}
	x, _ := loadBoard(p, first)
	y, _ := loadBoard(q, second)
	c := Comparison{First: x.score(), Second: y.score(), FirstFaults: x.faulty(), SecondFaults: y.faulty()}
	c.Change = c.Second.minus(c.First)
	if first != nil {
		c.FirstBound = first.Bound
	}
	if second != nil {
		c.SecondBound = second.Bound
	}
	c.meetings(x, y)
	c.people(x, y)
	return c, nil
}

// faulty counts the meetings that break something.
func (b *board) faulty() int {
	n := 0
	for r := range int32(b.in.requests) {
		if !b.placed(r) {
			continue
		}
		if b.scratch = b.clashes(r, b.scratch[:0]); len(b.scratch) > 0 {
			n++
		}
	}
	return n
}

// meetings lists what is added, removed, moved or changed from x to y.
func (c *Comparison) meetings(x, y *board) {
	for r := range int32(y.in.requests) {
		before, known := x.v.request[y.in.p.Requests[r].ID]
		was := known && x.placed(int32(before))
		switch {
		case was && y.placed(r):
			c.pair(x.meeting(int32(before)), y.meeting(r))
		case was:
			c.Removed = append(c.Removed, x.meeting(int32(before)))
		case y.placed(r):
			c.Added = append(c.Added, y.meeting(r))
		}
	}
	for r := range int32(x.in.requests) {
		if _, known := y.v.request[x.in.p.Requests[r].ID]; !known && x.placed(r) {
			c.Removed = append(c.Removed, x.meeting(r))
		}
	}
}

func (c *Comparison) pair(before, now Meeting) {
	switch {
	case before.Slot != now.Slot || before.Place != now.Place:
		c.Moved = append(c.Moved, Move{before, now})
	case !sameSet(before.Participants, now.Participants):
		c.Changed = append(c.Changed, Move{before, now})
	}
}

// people lists for whom something changes from x to y.
func (c *Comparison) people(x, y *board) {
	first, second := x.agendas(), y.agendas()
	for i := range y.in.p.Participants {
		id := y.in.p.Participants[i].ID
		before := PersonChange{}
		if k, known := x.v.participant[id]; known {
			before = first[k]
		}
		c.person(id, before, second[i])
	}
	for k := range x.in.p.Participants {
		id := x.in.p.Participants[k].ID
		if _, known := y.v.participant[id]; !known {
			c.person(id, first[k], PersonChange{})
		}
	}
}

func (c *Comparison) person(id string, before, now PersonChange) {
	d := PersonChange{
		Participant: id, Meetings: now.Meetings - before.Meetings, Weight: now.Weight - before.Weight,
		Breaks: now.Breaks - before.Breaks, IdleSlots: now.IdleSlots - before.IdleSlots,
	}
	if d != (PersonChange{Participant: id}) {
		c.People = append(c.People, d)
	}
}

// agendas sums up what each participant has.
func (b *board) agendas() []PersonChange {
	all := make([]PersonChange, b.in.people)
	for r := range int32(b.in.requests) {
		if !b.placed(r) {
			continue
		}
		for _, i := range b.spot[r].who {
			all[i].Weight += int(b.in.weight[r])
		}
	}
	for i := range all {
		all[i].Meetings, all[i].Breaks = int(b.meets[i]), int(b.breaks[i])
		for d := range int16(len(b.in.dayFirst) - 1) {
			all[i].IdleSlots += b.dayOf(int32(i), d).idle
		}
	}
	return all
}
