package store

import (
	"context"
	"log/slog"
	"time"

	"gorm.io/gorm/logger"
)

// queryLog logs slow queries with their text but never with their values. It
// logs no errors: they are returned, and who handles one logs it.
type queryLog struct {
	log  *slog.Logger
	slow time.Duration
}

func (q queryLog) LogMode(logger.LogLevel) logger.Interface { return q }

func (q queryLog) Info(context.Context, string, ...any)  {}
func (q queryLog) Warn(context.Context, string, ...any)  {}
func (q queryLog) Error(context.Context, string, ...any) {}

// Trace implements logger.Interface.
func (q queryLog) Trace(ctx context.Context, begin time.Time, query func() (string, int64), _ error) {
	took := time.Since(begin)
	if took < q.slow {
		return
	}
	text, rows := query()
	q.log.WarnContext(ctx, "slow query", "sql", shorten(text), "rows", rows, "took", took)
}

// ParamsFilter keeps values out of the log.
func (q queryLog) ParamsFilter(_ context.Context, text string, _ ...any) (string, []any) {
	return text, nil
}

func shorten(text string) string {
	const most = 2000
	if len(text) <= most {
		return text
	}
	return text[:most] + "…"
}
