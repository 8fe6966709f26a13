package scheduler

import (
	"context"
	"errors"
)

// Bound returns values that no schedule of the problem can beat, level by
// level. It searches for no schedule.
func Bound(ctx context.Context, p *Problem) (Bounds, error) {
	return Bounds{}, errors.ErrUnsupported
}
