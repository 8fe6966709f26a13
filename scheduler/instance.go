package scheduler

import "context"

// instance is a valid problem by positions: compact, read-only once built, and
// shared by all that search. Lists of lists lie end to end in one slice: the
// list of i is xs[off[i]:off[i+1]].
//
// Sets of slots are rows of `words` 64-bit words. Each day begins a new word,
// so that a day of at most 64 slots is one word; slotWord and slotBit say where
// a slot's bit is.
type instance struct {
	p *Problem

	slots       int      // number of slots, in time order
	slotDay     []int16  // slot → day
	dayFirst    []int16  // day → its first slot; one more entry ends the last day
	slotWord    []int32  // slot → word of a row
	slotBit     []uint64 // slot → bit in that word
	dayWord     []int32  // day → its first word of a row; one more entry
	wordSlot    []int16  // word of a row → the slot of its first bit
	slotSession []int16  // slot → its run in sessions
	sessions    []span   // runs of adjacent slots of one session of one day
	words       int      // words of a row

	people   int
	open     []uint64 // row per participant: slots it did not close
	rather   []uint64 // row per participant: slots it would rather not have; nil when nobody said so
	org      []int32  // participant → organisation, -1
	fixed    []int32  // participant → place, -1
	floor    []int32  // participant → least meetings wanted
	maxAll   []int32  // participant → most meetings; `unlimited` when free
	maxDay   []int32  // participant → most meetings a day
	maxRow   []int32  // participant → most meetings in a row
	strict   bool     // some participant has maxDay or maxRow, or changeover holds
	orgs     int
	orgFloor []int32
	orgMax   []int32
	orphans  int // floors of organisations without participants, which nothing meets

	requests  int
	allOff    []int32 // request → those who must attend (a pin's participants included)
	all       []int32
	groupOff  []int32 // request → its "any one of" groups that allOff does not satisfy
	memberOff []int32 // group → members
	member    []int32
	seatOff   []int32 // request → its seats: those of all, then one per group
	weight    []int32
	mandatory []bool   // by the request or by all_mandatory
	must      []bool   // compulsory: by all_mandatory or a pin
	allowed   []uint64 // row per request: its own slots and session, its pin; closed slots of all taken out unless forced; none when no place may hold it
	forced    []bool   // a forced pin: availability does not hold
	pinned    []bool
	afterOff  []int32 // request → requests that come strictly earlier
	after     []int32
	beforeOff []int32 // request → requests that come strictly later
	before    []int32
	linked    []bool  // has after or before
	window    []span  // request in an order → slots in which it leaves room for all of these; nil without orders
	head      []int16 // request → the longest row of those that come before it
	tail      []int16 // request → and after it, of those that have a slot

	publishedSlot  []int16 // request → slot in the schedule in force, -1
	publishedPlace []int32 // request → place in force, -1
	publishedFor   []int32 // group → who attends for it in force, -1; nil when nothing is in force

	classes    int     // classes of places that are alike for the search
	classCap   []int32 // slot*classes+class → meetings that fit
	slotCap    []int32 // slot → meetings that fit at most
	classZone  []int32 // class → zone; anyZone for video
	classVideo []bool  // class → it is a video place
	classOf    []int32 // place → class
	choices    [][]int32
	choiceOf   []int32 // request → index of choices: classes it may use; -1: depends on who attends
	pinPlace   []int32 // request → place that a pin names, -1
	changeover int
	spreadMax  int // max_break_spread, or unlimited
	anyBooth   bool
	booths     [][]int32 // organisation → classes of its booths
	plain      []int32   // classes open to every meeting
}

// span is a half-open range of slots.
type span struct{ from, to int16 }

const (
	unlimited = 1 << 30
	anyZone   = -1
)

// newInstance builds the instance of a valid problem.
func newInstance(p *Problem) *instance { return instanceOf(newValidator(p)) }

// builtWithin builds the instance of a problem; nil when ctx is done before. The
// error is that of Validate.
func builtWithin(ctx context.Context, p *Problem) (*instance, error) {
	v, err := validated(ctx, p)
	switch {
	case v.faults.err() != nil:
		return nil, err
	case v.halted:
		return nil, nil
	}
	return instanceOf(v), nil
}

// instanceOf builds the instance of the problem that a validator knows; nil
// when its context is done before.
func instanceOf(v *validator) *instance {
	p := v.p
	in := &instance{p: p}
	b := &builder{instance: in, v: v, seen: make([]int32, len(p.Participants))}
	for _, part := range []func(){b.grid, b.persons, b.places, b.asked, b.precedences, b.placeChoices, b.windows, b.inForce} {
		if part(); v.halt(0) {
			return nil
		}
	}
	in.slotCap = make([]int32, in.slots)
	for k, n := range in.classCap {
		in.slotCap[k/in.classes] += max(0, n)
	}
	in.changeover = p.Changeover
	in.spreadMax = unlimited
	if p.MaxBreakSpread != nil {
		in.spreadMax = *p.MaxBreakSpread
	}
	in.strict = in.strict || in.changeover > 0
	return in
}

// builder fills an instance.
type builder struct {
	*instance
	v     *validator
	orgAt map[string]int32
	seen  []int32 // participant → 1 + the last request that it must attend
}

func (b *builder) grid() {
	p := b.p
	b.slots = len(p.Slots)
	bit := 0
	for i := range p.Slots {
		newDay := i == 0 || p.Slots[i-1].Day != p.Slots[i].Day
		if newDay {
			b.dayFirst = append(b.dayFirst, int16(i))
			b.dayWord = append(b.dayWord, int32(b.words))
			bit = 0
		}
		if bit%64 == 0 {
			b.words++
			b.wordSlot = append(b.wordSlot, int16(i))
		}
		b.slotDay = append(b.slotDay, int16(len(b.dayFirst)-1))
		b.slotWord = append(b.slotWord, int32(b.words-1))
		b.slotBit = append(b.slotBit, 1<<(bit%64))
		bit++
		if newDay || p.Slots[i-1].Session != p.Slots[i].Session {
			b.sessions = append(b.sessions, span{from: int16(i)})
		}
		b.sessions[len(b.sessions)-1].to = int16(i + 1)
		b.slotSession = append(b.slotSession, int16(len(b.sessions)-1))
	}
	b.dayFirst = append(b.dayFirst, int16(b.slots))
	b.dayWord = append(b.dayWord, int32(b.words))
}

func (b *builder) full() []uint64 {
	row := make([]uint64, b.words)
	for s := range b.slots {
		row[b.slotWord[s]] |= b.slotBit[s]
	}
	return row
}

func (b *builder) set(row []uint64, slots []string, to bool) {
	for _, id := range slots {
		s := b.v.slot[id]
		if to {
			row[b.slotWord[s]] |= b.slotBit[s]
		} else {
			row[b.slotWord[s]] &^= b.slotBit[s]
		}
	}
}

func limit(n int) int32 {
	if n <= 0 {
		return unlimited
	}
	return int32(n)
}

func (b *builder) persons() {
	p := b.p
	b.people = len(p.Participants)
	b.orgAt = map[string]int32{}
	b.open = make([]uint64, b.people*b.words)
	full := b.full()
	for i := range p.Participants {
		if b.v.halt(i + 1) {
			return
		}
		q := &p.Participants[i]
		row := b.open[i*b.words : (i+1)*b.words]
		copy(row, full)
		b.set(row, q.Unavailable, false)
		b.ratherNot(i, q)
		b.org = append(b.org, b.organisation(q.Organisation))
		b.floor = append(b.floor, int32(q.Floor))
		b.maxAll = append(b.maxAll, limit(q.MaxMeetings))
		b.maxDay = append(b.maxDay, limit(q.MaxPerDay))
		b.maxRow = append(b.maxRow, limit(q.MaxInARow))
		b.strict = b.strict || q.MaxPerDay > 0 || q.MaxInARow > 0
		place := int32(-1)
		if q.Place != "" {
			place = int32(b.v.place[q.Place])
		}
		b.fixed = append(b.fixed, place)
	}
	b.orgs = len(b.orgAt)
	b.orgFloor, b.orgMax = make([]int32, b.orgs), make([]int32, b.orgs)
	for o := range b.orgs {
		b.orgMax[o] = unlimited
	}
	for i := range p.Organisations {
		if o, there := b.orgAt[p.Organisations[i].ID]; there {
			b.orgFloor[o], b.orgMax[o] = int32(p.Organisations[i].Floor), limit(p.Organisations[i].MaxMeetings)
		} else {
			b.orphans += p.Organisations[i].Floor
		}
	}
}

func (b *builder) ratherNot(i int, q *Participant) {
	if len(q.RatherNot) == 0 {
		return
	}
	if b.rather == nil {
		b.rather = make([]uint64, b.people*b.words)
	}
	b.set(b.rather[i*b.words:(i+1)*b.words], q.RatherNot, true)
}

func (b *builder) organisation(id string) int32 {
	if id == "" {
		return -1
	}
	o, known := b.orgAt[id]
	if !known {
		o = int32(len(b.orgAt))
		b.orgAt[id] = o
	}
	return o
}

// slotAt returns the slot of a bit of a word of a row.
func (in *instance) slotAt(word, bit int) int16 { return in.wordSlot[word] + int16(bit) }
