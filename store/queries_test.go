package store

import (
	"context"
	"fmt"
	"testing"
	"time"

	"gorm.io/gorm/logger"

	"entente/partnering"
)

// counter counts the queries that gorm runs.
type counter struct {
	queryLog
	count *int
}

func (c counter) LogMode(logger.LogLevel) logger.Interface { return c }

func (c counter) Trace(context.Context, time.Time, func() (string, int64), error) { *c.count++ }

// Reading a list takes as many queries for a hundred things as for one.
func TestQueriesDoNotGrow(t *testing.T) {
	each(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		fair(t, db)
		pitches(t, db)
		var places []partnering.Place
		var asked, standing []string
		var changes []partnering.Change
		for i := range 100 {
			id := fmt.Sprint("q", i)
			places = append(places, partnering.Place{ID: id, EventID: "fair", Name: id, Kind: partnering.PlaceTable, Capacity: 1, Closed: []string{"s1", "s2"}})
			r := request(id, id, id)
			ok(t, db.CreateRequests(ctx, r))
			ok(t, db.CreateMessage(ctx, partnering.RequestMessage{ID: id, EventID: "fair", RequestID: id, At: noon}))
			asked = append(asked, id)
			changes = append(changes, moved(nil, meeting(id, "s3", id)))
			standing = append(standing, id)
		}
		ok(t, db.CreatePlaces(ctx, places...))
		ok(t, db.Publish(ctx, version(1), changes))
		queries := 0
		db.engine.read.Logger = counter{count: &queries}
		for _, tt := range []struct {
			read string
			want int
			do   func() error
		}{
			{"places with closed slots", 2, func() error { return failure(db.FindPlaces(ctx, "fair")) }},
			{"a place with closed slots", 2, func() error { return failure(db.PlaceByID(ctx, "q1")) }},
			{"requests, all", 1, func() error { return failure(db.FindRequests(ctx, partnering.RequestFilter{EventID: "fair"})) }},
			{"requests, a part and the count", 2, func() error {
				return failure(db.FindRequests(ctx, partnering.RequestFilter{EventID: "fair", Page: partnering.Page{Limit: 10}}))
			}},
			{"requests with a text", 1, func() error {
				return failure(db.FindRequests(ctx, partnering.RequestFilter{EventID: "fair", Text: "bolt"}))
			}},
			{"messages of many requests", 1, func() error { return failure(db.CountMessages(ctx, asked...)) }},
			{"organisations", 1, func() error {
				return failure(db.FindOrganisations(ctx, partnering.OrganisationFilter{EventID: "fair"}))
			}},
			{"delegates shown", 1, func() error {
				return failure(db.FindDelegates(ctx, partnering.DelegateFilter{EventID: "fair", Shown: true}))
			}},
			{"availability of all", 1, func() error { return failure(db.FindAvailability(ctx, "fair")) }},
			{"meetings of many requests", 1, func() error { return failure(db.FindMeetings(ctx, partnering.MeetingFilter{RequestIDs: standing})) }},
			{"meetings of a version", 4, func() error { return failure(db.MeetingsAt(ctx, "fair", 1)) }},
			{"changes between versions", 3, func() error { return failure(db.ChangesBetween(ctx, "fair", 0, 1)) }},
			{"runs without their files", 1, func() error { return failure(db.FindRuns(ctx, "fair")) }},
			{"pitch slots", 1, func() error { return failure(db.FindPitchSlots(ctx, "fair")) }},
			{"waiting lists", 1, func() error { return failure(db.FindWaitingAt(ctx, "fair")) }},
		} {
			t.Run(tt.read, func(t *testing.T) {
				queries = 0
				ok(t, tt.do())
				same(t, queries, tt.want)
			})
		}
	})
}
