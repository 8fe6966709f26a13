package scheduler

import "context"

// descent looks for the prices of a program's rows that make its worth least,
// by the primal-dual hybrid gradient method (Chambolle and Pock 2011) with
// steps by row and by column (Pock and Chambolle 2011). Gains are counted in
// the greatest. No product is added to without being rounded first, so that
// the numbers are the same on every machine.
type descent struct {
	pg     *program
	x      []float64 // column → how much of it
	y      []float64 // row → its price
	gain   []float64
	pace   []float64 // column → length of its steps
	stride []float64 // row → length of its steps
	slack  []float64 // row → how much more than it holds is in it
}

// newDescent starts from prices, in units of gain.
func newDescent(pg *program, from []float64) *descent {
	cols, rows := len(pg.gain), len(pg.hold)
	d := &descent{
		pg: pg, x: make([]float64, cols), gain: make([]float64, cols), pace: make([]float64, cols),
		y: make([]float64, rows), stride: make([]float64, rows), slack: make([]float64, rows),
	}
	for col := range d.x {
		d.gain[col] = float64(pg.gain[col]) / float64(pg.unit)
		d.pace[col] = 1 / float64(max(1, len(pg.rowsOf(int32(col)))))
		if pg.sure[col] {
			d.x[col] = float64(pg.most[col])
		}
	}
	for row := range d.y {
		d.y[row] = from[row] / float64(pg.unit)
		d.stride[row] = 1 / float64(max(1, len(pg.colsOf(int32(row)))))
	}
	return d
}

// step moves every column by what it gains beyond its prices, and every row's
// price by what is in it too much, the columns taken one step ahead.
func (d *descent) step() {
	pg := d.pg
	for row, hold := range pg.hold {
		d.slack[row] = -float64(hold)
	}
	for col, was := range d.x {
		ends := pg.rowsOf(int32(col))
		if !pg.sure[col] {
			over := d.gain[col]
			for _, e := range ends {
				over -= float64(e.sign) * d.y[e.to]
			}
			d.x[col] = min(max(0, was+float64(d.pace[col]*over)), float64(pg.most[col]))
		}
		ahead := 2*d.x[col] - was
		if ahead == 0 {
			continue
		}
		for _, e := range ends {
			d.slack[e.to] += float64(float64(e.sign) * ahead)
		}
	}
	for row, slack := range d.slack {
		d.y[row] = max(0, d.y[row]+float64(d.stride[row]*slack))
	}
}

// tightened returns prices under which a program is worth little. It starts
// from some, in units of gain, and stops when a few rounds have brought
// nothing, when ctx is done or its work is.
func (pg *program) tightened(ctx context.Context, from []float64, work int) *prices {
	const (
		round    = 20 // steps
		patience = 4  // rounds
		sweeps   = 4
	)
	grids := []int64{2, 12} // steps in a unit that prices are rounded to
	if work == 0 {
		grids = grids[:1]
	}
	d := newDescent(pg, from)
	var best *prices
	for idle := 0; ; idle++ {
		for _, steps := range grids {
			pr := pg.priced(d.y, steps)
			for k := 0; k < sweeps && ctx.Err() == nil && pg.sweep(pr); k++ {
			}
			if best == nil || pg.worth(pr) < pg.worth(best) {
				best, idle = pr, 0
			}
		}
		if work -= round * len(pg.byCol); work < 0 || idle == patience || ctx.Err() != nil {
			return best
		}
		for k := 0; k < round && ctx.Err() == nil; k++ {
			d.step()
		}
	}
}
