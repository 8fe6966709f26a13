package exact

import (
	"fmt"
	"strings"
)

// variable is the position of a variable; none stands for a constant 0.
type variable int

const none variable = -1

type term struct {
	factor int
	of     variable
}

// sum is a linear expression.
type sum []term

// plus adds factor times a variable.
func (s sum) plus(factor int, of variable) sum {
	if of == none {
		return s
	}
	return append(s, term{factor, of})
}

// and adds factor times another sum.
func (s sum) and(factor int, other sum) sum {
	for _, t := range other {
		s = append(s, term{factor * t.factor, t.of})
	}
	return s
}

// programme is an integer programme.
type programme struct {
	upper []int  // of each variable; the lower bound is 0
	whole []bool // whether it must be a whole number
	rows  []string
	one   variable // a constant 1
}

func newProgramme() *programme {
	l := &programme{}
	l.one = l.add(1, false)
	l.require(sum{{1, l.one}}, "=", 1)
	return l
}

// add makes a variable from 0 to upper.
func (l *programme) add(upper int, whole bool) variable {
	l.upper, l.whole = append(l.upper, upper), append(l.whole, whole)
	return variable(len(l.upper) - 1)
}

func (l *programme) yesOrNo() variable { return l.add(1, true) }

// require adds a row; relation is =, <= or >=.
func (l *programme) require(s sum, relation string, value int) {
	l.rows = append(l.rows, fmt.Sprintf("%s %s %d", l.text(s), relation, value))
}

// text writes a sum; each variable stands in it once, as the format wants.
func (l *programme) text(s sum) string {
	factor, order := map[variable]int{}, []variable{}
	for _, t := range s {
		if _, known := factor[t.of]; !known {
			order = append(order, t.of)
		}
		factor[t.of] += t.factor
	}
	var b strings.Builder
	for _, of := range order {
		fmt.Fprintf(&b, " %+d %s", factor[of], of)
	}
	if len(order) == 0 {
		return fmt.Sprintf(" 0 %s", l.one)
	}
	return b.String()
}

// minimise writes the programme in CPLEX LP format.
func (l *programme) minimise(goal sum) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Minimize\n obj:%s\nSubject To\n", l.text(goal))
	for k, row := range l.rows {
		fmt.Fprintf(&b, " r%d:%s\n", k, row)
	}
	b.WriteString("Bounds\n")
	for k, most := range l.upper {
		fmt.Fprintf(&b, " 0 <= c%d <= %d\n", k, most)
	}
	b.WriteString("General\n")
	for k, whole := range l.whole {
		if whole {
			fmt.Fprintf(&b, " c%d\n", k)
		}
	}
	b.WriteString("End\n")
	return b.String()
}
