package scheduler

import (
	"math"
	"sync"
	"time"
)

// The temperatures of trading, in parts of what a request is worth on average.
const (
	hotTrade  = 0.3
	warmTrade = 0.12 // for a large schedule, which has no time to settle again
	coldTrade = 0.06
)

// tradeRound is how many moves a trader makes between two looks around.
const tradeRound = 2048

// trading lets two traders search side by side, in cycles of growing length;
// each cycle cools down from the best schedule so far.
type trading struct {
	se      *search
	goal    int64
	traders [2]*trader
	best    *state
	value   int64
	budget  budget
	cycles  int
}

// trade goes on from the search's state until the goal is reached or the
// budget is spent.
func (se *search) trade(goal int64, b budget) {
	if se.st.value(se.sc) >= goal || b.share() >= 1 {
		return
	}
	td := &trading{se: se, goal: goal, best: newState(se.in), budget: b}
	td.best.copyFrom(se.st)
	td.value = se.st.value(se.sc)
	for k := range td.traders {
		st := se.st
		if k > 0 {
			st = newState(se.in)
		}
		td.traders[k] = newTrader(st, se.sc, newRandom(se.o.Seed, uint64(2+k)))
		if se.in.requests <= se.large {
			td.traders[k].gap = 0 // there is time to mend breaks later
		}
	}
	length := int64(200 * se.in.requests)
	for !td.over() {
		td.cycle(td.fit(length))
		if td.cycles++; td.cycles%2 == 0 {
			length *= 4
		}
	}
	se.st.copyFrom(td.best)
	se.st.watched = false
	se.steps += td.budget.used
}

func (td *trading) over() bool {
	return td.value >= td.goal || td.se.ctx.Err() != nil || td.budget.share() >= 1 || td.se.hopeless()
}

// fit shortens a cycle to what the budget still holds, and lengthens the last
// but one to the end.
func (td *trading) fit(length int64) int64 {
	b := &td.budget
	left := b.steps - b.used
	if !b.end.IsZero() {
		if b.used == 0 {
			return length
		}
		left = int64(float64(b.used) / b.share() * (1 - b.share()))
	}
	if left < 3*length {
		return max(1, left)
	}
	return length
}

// cycle makes about so many moves, cooling down, in the end of the budget too.
func (td *trading) cycle(length int64) {
	for _, tr := range td.traders {
		tr.st.copyFrom(td.best)
		tr.recount()
	}
	begun, hot := td.budget.share(), hotTrade
	if td.se.in.requests > td.se.large {
		hot = warmTrade
	}
	for done := int64(0); done < length && !td.over(); done += 2 * tradeRound {
		cooled := max(float64(done)/float64(length), (td.budget.share()-begun)/(1-begun))
		td.round(hot * math.Pow(coldTrade/hot, cooled))
		td.adopt()
		td.se.tell("placing", td.best, standing{}, td.budget.used)
	}
}

func (td *trading) round(temp float64) {
	large := td.se.in.requests > td.se.large
	if td.se.o.Threads == 1 {
		for _, tr := range td.traders {
			tr.run(tradeRound, temp*tr.unit(td.goal, td.cycles, large))
		}
	} else {
		var wait sync.WaitGroup
		for _, tr := range td.traders {
			wait.Go(func() { tr.run(tradeRound, temp*tr.unit(td.goal, td.cycles, large)) })
		}
		wait.Wait()
	}
	for _, tr := range td.traders {
		if v := tr.st.value(td.se.sc); v > td.value {
			td.value = v
			td.best.copyFrom(tr.st)
		}
	}
	td.budget.used += int64(len(td.traders)) * tradeRound
}

// adopt takes over a complete schedule that the prover has found.
func (td *trading) adopt() {
	slots, classes := td.se.proof.take()
	if slots == nil {
		return
	}
	st := newState(td.se.in)
	if st.adopt(slots, classes) && st.value(td.se.sc) > td.value {
		td.best.copyFrom(st)
		td.value = st.value(td.se.sc)
	}
}

// part returns a share of what is left of the time or the steps.
func (se *search) part(share float64) budget {
	now := time.Now()
	b := budget{begun: now}
	if se.o.Iterations > 0 {
		b.steps = int64(float64(max(0, se.o.Iterations-se.steps)) * share)
		return b
	}
	b.end = now.Add(time.Duration(float64(se.deadline.Sub(now)) * share))
	return b
}
