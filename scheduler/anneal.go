package scheduler

import (
	"math"
	"sync"
	"time"
)

// annealing runs smoothers in rounds until the budget is spent. Each round has
// a fixed number of proposals at one temperature, and at its end all wait for
// each other; so the result does not depend on how many threads there are.
type annealing struct {
	se     *search
	teams  []*team
	hot    float64
	cold   float64
	best   *state
	stand  standing // of best
	target int64    // what the placed requests should be worth
	budget budget
	rounds int64
}

// team is one schedule with the smoothers that work on it.
type team struct {
	st      *state
	shop    *workshop
	members []*smoother
	total   standing
}

// roundLength is how many proposals a smoother makes between two looks around.
const roundLength = 8192

func (se *search) newTeam(st *state, stream uint64, size int) *team {
	tm := &team{st: st, shop: newWorkshop(st, se.sc, se.soft)}
	for k := range size {
		view := st
		if k > 0 {
			view = st.fork()
		}
		tm.members = append(tm.members, newSmoother(tm.shop, view, newRandom(se.o.Seed, stream+uint64(k))))
	}
	tm.refresh()
	return tm
}

// refresh takes all that the smoothers keep from the state as it is.
func (tm *team) refresh() {
	tm.shop.recount(tm.st)
	tm.shop.fillPools(tm.st, tm.members)
	tm.total = tm.st.standing()
}

// deal gives each member its days for a round; it returns how many have some.
// With two members, one has a pair of days and the other the rest, in turn, or
// one has them all while the other rests.
func (tm *team) deal(round int64) []*smoother {
	in := tm.st.in
	days := in.days()
	together := len(tm.members) == 1 || days < 2 || days == 2 && round%3 == 0 || days > 2 && round%8 == 0
	if together {
		all := make([]int32, days)
		for d := range all {
			all[d] = int32(d)
		}
		tm.members[0].own(all)
		tm.st.mine = nil
		return tm.members[:1]
	}
	var sets [2][]int32
	// Days at even and odd places of a rotation that changes each round.
	stride, turn := 1+int(round)%max(1, days-1), int(round)%days
	for k := range days {
		d := int32((turn + k) % days)
		side := k * 2 / days
		if stride%2 == 0 {
			side = k % 2
		}
		sets[side] = append(sets[side], d)
	}
	tm.shop.noteDays(tm.st)
	for k, sm := range tm.members {
		sm.own(sets[k])
		sm.st.mine, sm.st.dayOf = sm.mine, tm.shop.dayOf
	}
	return tm.members
}

// round lets the members make their proposals at one temperature.
func (tm *team) round(n int64, temp float64, round int64, threads int) int64 {
	active := tm.deal(round)
	for _, sm := range active {
		sm.lookForStrays()
		sm.alone = len(active) == 1
		sm.total = standing{}
	}
	if threads == 1 || len(active) == 1 {
		for _, sm := range active {
			sm.run(n, temp)
		}
	} else {
		var wait sync.WaitGroup
		for _, sm := range active {
			wait.Go(func() { sm.run(n, temp) })
		}
		wait.Wait()
	}
	for _, sm := range active {
		tm.total = tm.total.plus(sm.total, 1)
		tm.st.weight, tm.st.placed = tm.st.weight+sm.weight, tm.st.placed+sm.placed
		sm.weight, sm.placed = 0, 0
	}
	tm.st.mine = nil
	tm.total.excess = tm.shop.excess()
	return n * int64(len(active))
}

// budget is how much of a search there is for annealing.
type budget struct {
	begun, end time.Time
	steps      int64 // without a limit of time
	used       int64
}

// late says whether a limit of time is over.
func (b *budget) late() bool { return !b.end.IsZero() && !time.Now().Before(b.end) }

func (b *budget) share() float64 {
	if b.end.IsZero() {
		return min(1, float64(b.used)/float64(max(1, b.steps)))
	}
	return min(1, float64(time.Since(b.begun))/float64(max(1, b.end.Sub(b.begun))))
}

// anneal smooths the search's state until the budget is spent or all is proved.
func (se *search) anneal(b budget, hot, cold float64) {
	if b.late() {
		return
	}
	an := &annealing{se: se, hot: hot, cold: cold, budget: b, best: newState(se.in)}
	an.best.copyFrom(se.st)
	an.stand = se.st.standing()
	se.proof.publish(an.best, an.stand)
	an.form()
	an.target = se.st.value(se.sc)
	an.weigh()
	for !an.over() {
		an.round()
	}
	if an.stand != an.lead().total {
		an.keep(an.lead())
	}
	se.st.copyFrom(an.best)
	se.st.recountMeetings()
	se.steps += an.budget.used
}

// firstTurn is how long annealing goes on before a second prover may have its
// core.
const firstTurn = 2 * time.Second

// inTurns anneals, and leaves its core to a second prover for as long, in ever
// longer turns, until all is proved or the time is up.
func (se *search) inTurns() {
	turn := min(firstTurn, time.Until(se.deadline)/4)
	for {
		now := time.Now()
		until := now.Add(turn)
		last := !until.Before(se.deadline)
		if last {
			until = se.deadline
		}
		se.anneal(budget{begun: now, end: until}, hotTemp, coldTemp)
		if last || se.ctx.Err() != nil || se.hopeless() || se.proved(se.st, se.st.standing()) {
			return
		}
		se.proof.descend(se.in)
		se.proof.await(min(turn, time.Until(se.deadline)))
		turn += turn / 2
	}
}

// form makes the teams: two for a small schedule or one that can't be shared
// out by days, else one of two members.
func (an *annealing) form() {
	se := an.se
	if se.in.requests > se.large && se.in.days() > 1 && se.in.spreadMax == unlimited {
		an.teams = []*team{se.newTeam(se.st, 10, 2)}
		return
	}
	if (se.proof != nil && se.proof.live || se.optimum.working()) && se.o.Threads < 3 {
		an.teams = []*team{se.newTeam(se.st, 10, 1)}
		return
	}
	second := newState(se.in)
	second.copyFrom(se.st)
	an.teams = []*team{se.newTeam(se.st, 10, 1), se.newTeam(second, 20, 1)}
}

func (an *annealing) over() bool {
	se := an.se
	if se.ctx.Err() != nil || an.budget.share() >= 1 {
		return true
	}
	return se.enough(an.best, an.stand)
}

// round is one round of all teams.
func (an *annealing) round() {
	n := int64(roundLength)
	if an.budget.end.IsZero() {
		n = max(1, min(n, (an.budget.steps-an.budget.used)/2))
	}
	temp := an.temperature()
	an.rounds++
	used := make([]int64, len(an.teams))
	if len(an.teams) == 1 || an.se.o.Threads == 1 {
		for k, tm := range an.teams {
			used[k] = tm.round(n, temp, an.rounds, an.se.o.Threads)
		}
	} else {
		var wait sync.WaitGroup
		for k, tm := range an.teams {
			wait.Go(func() { used[k] = tm.round(n, temp, an.rounds, 1) })
		}
		wait.Wait()
	}
	an.weigh()
	for k, tm := range an.teams {
		an.budget.used += used[k]
		if an.worthKeeping() && tm.shop.soft.better(tm.total, an.stand) {
			an.keep(tm)
		}
	}
	if len(an.teams) > 1 && an.rounds%64 == 0 {
		an.share()
	}
	an.adopt()
	an.se.tell("smoothing", an.best, an.stand, an.budget.used)
}

// temperature falls evenly from hot to cold, and in the last part of the budget
// to where nothing is made worse any more.
func (an *annealing) temperature() float64 {
	share := an.budget.share()
	if share < slow {
		return an.hot * math.Pow(an.cold/an.hot, share/slow)
	}
	return an.cold * math.Pow(frozen/an.cold, (share-slow)/(1-slow))
}

// weigh notes what the schedules are worth less than they should. One that is
// worth more sets the mark anew.
func (an *annealing) weigh() {
	sc, target := an.se.sc, an.target
	for _, tm := range an.teams {
		target = max(target, tm.st.value(sc))
	}
	an.stand.lack += target - an.target
	an.target = target
	for _, tm := range an.teams {
		tm.shop.target, tm.total.lack = target, target-tm.st.value(sc)
		tm.shop.strict = an.se.in.requests > an.se.large
	}
}

// worthKeeping says whether a copy of an improvement is worth its time: for a
// large schedule towards the end only.
func (an *annealing) worthKeeping() bool {
	return an.se.in.requests <= an.se.large || an.rounds%32 == 0
}

func (an *annealing) keep(tm *team) {
	if !tm.shop.soft.better(tm.total, an.stand) {
		return
	}
	an.best.copyFrom(tm.st)
	an.stand = tm.total
	an.se.proof.publish(an.best, an.stand)
}

// adopt takes over a better schedule that the prover has found.
func (an *annealing) adopt() {
	if slots, classes := an.se.proof.take(); slots != nil {
		if st := newState(an.se.in); st.adopt(slots, classes) {
			an.adoptState(st)
		}
	}
	if st := an.se.in.planned(an.se.optimum.take()); st != nil {
		an.adoptState(st)
	}
}

// adoptState goes on from a state if it is better than the best.
func (an *annealing) adoptState(st *state) {
	total := st.standing()
	total.lack = an.target - st.value(an.se.sc)
	if !an.se.soft.better(total, an.stand) {
		return
	}
	an.best.copyFrom(st)
	an.stand = total
	an.teams[0].st.copyFrom(st)
	an.teams[0].refresh()
	an.weigh()
}

// lead is the team with the best schedule at hand.
func (an *annealing) lead() *team {
	best := an.teams[0]
	for _, tm := range an.teams[1:] {
		if tm.shop.soft.better(tm.total, best.total) {
			best = tm
		}
	}
	return best
}

// share gives the worse team the better one's schedule.
func (an *annealing) share() {
	lead := an.lead()
	for _, tm := range an.teams {
		if tm != lead && tm.shop.soft.cost(tm.total) > tm.shop.soft.cost(lead.total)+60 {
			tm.st.copyFrom(lead.st)
			tm.refresh()
		}
	}
}
