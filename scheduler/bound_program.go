package scheduler

import (
	"cmp"
	"math"
	"slices"
)

// program is a linear program in whole numbers: columns that gain, each between
// nothing and its most, and rows that hold at most so much of them, with
// coefficients of 1 and -1. Any prices of the rows, none below zero, prove that
// no solution gains more than what the rows hold at their prices and what each
// column gains beyond the prices of its rows (weak duality). So it does not
// matter how the prices were found.
type program struct {
	gain []int64 // column → what a unit of it gains
	most []int64 // column → its most
	sure []bool  // column → it is at its most in every solution that counts
	hold []int64 // row → how much it holds; below zero, how much there must be

	entries []programEntry
	ofCol   []int32 // column → position of its first end in byCol; one more entry
	byCol   []entryEnd
	ofRow   []int32 // row → position of its first end in byRow; one more entry
	byRow   []entryEnd

	unit  int64 // the greatest gain
	parts int64 // of a unit of gain, in which prices are counted
}

type programEntry struct {
	row, col int32
	sign     int8
}

// entryEnd is the row of a column's entry, or the column of a row's.
type entryEnd struct {
	to   int32
	sign int8
}

// column adds a column and returns its number.
func (pg *program) column(gain, most int64, sure bool) int32 {
	pg.gain, pg.most, pg.sure = append(pg.gain, gain), append(pg.most, most), append(pg.sure, sure)
	return int32(len(pg.gain) - 1)
}

// row adds a row and returns its number.
func (pg *program) row(hold int64) int32 {
	pg.hold = append(pg.hold, hold)
	return int32(len(pg.hold) - 1)
}

// enter gives a column a coefficient in a row; a row below zero is none.
func (pg *program) enter(row, col int32, sign int8) {
	if row >= 0 {
		pg.entries = append(pg.entries, programEntry{row, col, sign})
	}
}

// ready lays the entries out by column and by row. Prices are counted in parts
// that many small numbers divide, so that halves and thirds are exact, unless
// gains are so great that sums would not fit.
func (pg *program) ready() {
	pg.ofCol, pg.byCol = layOut(pg.entries, len(pg.gain), func(e programEntry) (int32, int32) { return e.col, e.row })
	pg.ofRow, pg.byRow = layOut(pg.entries, len(pg.hold), func(e programEntry) (int32, int32) { return e.row, e.col })
	pg.entries = nil
	pg.unit, pg.parts = 1, 27720
	for _, gain := range pg.gain {
		pg.unit = max(pg.unit, gain)
	}
	if pg.unit > 1000 {
		pg.parts = 12
	}
}

func layOut(entries []programEntry, n int, ends func(programEntry) (at, to int32)) (first []int32, out []entryEnd) {
	first, out = make([]int32, n+1), make([]entryEnd, len(entries))
	for _, e := range entries {
		at, _ := ends(e)
		first[at+1]++
	}
	for k := range n {
		first[k+1] += first[k]
	}
	fill := slices.Clone(first)
	for _, e := range entries {
		at, to := ends(e)
		out[fill[at]] = entryEnd{to, e.sign}
		fill[at]++
	}
	return first, out
}

func (pg *program) rowsOf(col int32) []entryEnd { return pg.byCol[pg.ofCol[col]:pg.ofCol[col+1]] }

func (pg *program) colsOf(row int32) []entryEnd { return pg.byRow[pg.ofRow[row]:pg.ofRow[row+1]] }

// prices are those of a program's rows, in parts of a unit.
type prices struct {
	of   []int64 // row → its price
	over []int64 // column → what it gains beyond its prices
}

// priced rounds prices to so many steps in a unit of gain. None is greater
// than several times the greatest gain, so that sums fit.
func (pg *program) priced(of []float64, steps int64) *prices {
	pr := &prices{of: make([]int64, len(of)), over: make([]int64, len(pg.gain))}
	scale := float64(pg.unit) * float64(steps)
	for row, price := range of {
		pr.of[row] = int64(math.Round(min(price, 16)*scale)) * (pg.parts / steps)
	}
	for col := range pr.over {
		pr.over[col] = pg.gain[col] * pg.parts
		for _, e := range pg.rowsOf(int32(col)) {
			pr.over[col] -= int64(e.sign) * pr.of[e.to]
		}
	}
	return pr
}

// worth is what no solution gains more than, in parts of a unit.
func (pg *program) worth(pr *prices) int64 {
	sum := int64(0)
	for row, price := range pr.of {
		sum += pg.hold[row] * price
	}
	for col, over := range pr.over {
		if over > 0 || pg.sure[col] {
			sum += pg.most[col] * over
		}
	}
	return sum
}

// turn is the price of a row at which a column stops gaining, or starts to.
type turn struct{ at, most int64 }

// sweep gives one row after the other the price that lowers the worth most as
// the others are, and reports whether that changed any.
func (pg *program) sweep(pr *prices) bool {
	changed := false
	var turns []turn
	for row := range int32(len(pg.hold)) {
		var by int64
		if by, turns = pg.better(row, pr, turns[:0]); by == 0 {
			continue
		}
		changed = true
		pr.of[row] += by
		for _, e := range pg.colsOf(row) {
			pr.over[e.to] -= int64(e.sign) * by
		}
	}
	return changed
}

// better returns the smallest change of a row's price that makes the worth
// least. The worth is convex in a price: its slope rises at each turn.
func (pg *program) better(row int32, pr *prices, turns []turn) (int64, []turn) {
	slope := pg.hold[row]
	for _, e := range pg.colsOf(row) {
		if e.sign > 0 || pg.sure[e.to] {
			slope -= int64(e.sign) * pg.most[e.to]
		}
		if !pg.sure[e.to] {
			turns = append(turns, turn{int64(e.sign) * pr.over[e.to], pg.most[e.to]})
		}
	}
	slices.SortFunc(turns, func(a, b turn) int { return cmp.Compare(a.at, b.at) })
	low, k := -pr.of[row], 0
	for ; slope < 0; k++ {
		if k == len(turns) {
			return 0, turns // it falls for ever: what there must be can't be
		}
		low = max(low, turns[k].at)
		slope += turns[k].most
	}
	high := low
	switch {
	case slope == 0 && k < len(turns):
		high = max(low, turns[k].at)
	case slope == 0:
		high = math.MaxInt64
	}
	return min(max(0, low), high), turns
}
