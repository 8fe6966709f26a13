package store

import (
	"context"
	"testing"

	"entente/partnering"
)

// moved is a change from one meeting to another; nil is none.
func moved(before, after *partnering.Meeting) partnering.Change {
	c := partnering.Change{Before: before, After: after}
	for _, m := range []*partnering.Meeting{before, after} {
		if m != nil {
			c.RequestID = m.RequestID
		}
	}
	return c
}

func placed(meetings []partnering.Meeting) []string {
	var words []string
	for _, m := range meetings {
		words = append(words, m.SlotID+" "+m.PlaceID+" "+m.RequestID)
	}
	return words
}

// Each version can be read as it was, and any two compared.
func TestVersions(t *testing.T) {
	each(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		fair(t, db)
		one, two := meeting("r1", "s1", "table", "ada", "bea"), meeting("r2", "s1", "room", "abe", "bob")
		oneLater, three := meeting("r1", "s2", "table", "ada", "bea"), meeting("r3", "s3", "table", "ada", "bob")
		oneLater.Sequence = 1
		oneAgain := *one
		oneAgain.Sequence = 2
		for n, changes := range [][]partnering.Change{
			{moved(nil, one), moved(nil, two)},
			{moved(one, oneLater), moved(two, nil)},
			{moved(oneLater, &oneAgain), moved(nil, three)},
			nil,
		} {
			ok(t, db.Publish(ctx, version(n+1), changes))
		}
		for n, want := range [][]string{
			nil,
			{"s1 table r1", "s1 room r2"},
			{"s2 table r1"},
			{"s1 table r1", "s3 table r3"},
			{"s1 table r1", "s3 table r3"},
		} {
			same(t, placed(must(db.MeetingsAt(ctx, "fair", n))(t)), want)
		}
		same(t, must(db.FindMeetings(ctx, partnering.MeetingFilter{EventID: "fair"}))(t), must(db.MeetingsAt(ctx, "fair", 4))(t))
		for _, tt := range []struct {
			from, to int
			want     []partnering.Change
		}{
			{0, 1, []partnering.Change{moved(nil, one), moved(nil, two)}},
			{1, 2, []partnering.Change{moved(one, oneLater), moved(two, nil)}},
			{1, 3, []partnering.Change{moved(two, nil), moved(nil, three)}},
			{3, 1, []partnering.Change{moved(nil, two), moved(three, nil)}},
			{3, 4, []partnering.Change{}},
			{2, 2, []partnering.Change{}},
		} {
			same(t, must(db.ChangesBetween(ctx, "fair", tt.from, tt.to))(t), tt.want)
		}
		wantCode(t, failure(db.MeetingsAt(ctx, "fair", 5)), partnering.CodeNotFound)
		wantCode(t, failure(db.ChangesBetween(ctx, "fair", 5, 1)), partnering.CodeNotFound)
		wantCode(t, failure(db.ChangesBetween(ctx, "fair", -1, 1)), partnering.CodeNotFound)
		numbers := []int{}
		for _, v := range must(db.FindVersions(ctx, "fair"))(t) {
			numbers = append(numbers, v.Number)
		}
		same(t, numbers, []int{4, 3, 2, 1})
	})
}

// A version that breaks a rule, or was made against another schedule, leaves
// the one before untouched.
func TestPublishIsAllOrNothing(t *testing.T) {
	each(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		fair(t, db)
		one := meeting("r1", "s1", "table", "ada", "bea")
		ok(t, db.Publish(ctx, version(1), []partnering.Change{moved(nil, one)}))
		for rule, changes := range map[string][]partnering.Change{
			"two meetings of a delegate":       {moved(one, nil), moved(nil, meeting("r3", "s1", "room", "ada", "bob")), moved(nil, meeting("r4", "s1", "room", "bob", "bea"))},
			"a full place":                     {moved(nil, meeting("r2", "s2", "table", "abe", "bob")), moved(nil, meeting("r3", "s2", "table", "ada"))},
			"what was there is not there":      {moved(one, nil), moved(meeting("r2", "s1", "room", "abe", "bob"), nil)},
			"what was not there is there":      {moved(nil, meeting("r1", "s2", "table", "ada", "bea"))},
			"a delegate twice in one meeting":  {moved(nil, meeting("r3", "s2", "room", "bob", "bob"))},
			"one request twice in one version": {moved(one, meeting("r1", "s2", "room", "ada", "bea")), moved(one, meeting("r1", "s3", "room", "ada", "bea"))},
		} {
			t.Run(rule, func(t *testing.T) {
				wantCode(t, db.Publish(ctx, version(2), changes), partnering.CodeConflict)
				same(t, must(db.CurrentVersion(ctx, "fair"))(t), version(1))
				same(t, must(db.FindMeetings(ctx, partnering.MeetingFilter{}))(t), []partnering.Meeting{*one})
			})
		}
	})
}

// Meetings that swap their slots, places and people in one version do not stand
// in each other's way.
func TestSwap(t *testing.T) {
	each(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		fair(t, db)
		one, four := meeting("r1", "s1", "table", "ada", "bea"), meeting("r4", "s2", "table", "abe", "bea")
		ok(t, db.Publish(ctx, version(1), []partnering.Change{moved(nil, one), moved(nil, four)}))
		ok(t, db.Publish(ctx, version(2), []partnering.Change{
			moved(one, meeting("r1", "s2", "table", "ada", "bea")), moved(four, meeting("r4", "s1", "table", "abe", "bea"))}))
		same(t, placed(must(db.FindMeetings(ctx, partnering.MeetingFilter{}))(t)), []string{"s1 table r4", "s2 table r1"})
	})
}

// A cancelled meeting stays to be seen, and frees its people and its seat.
func TestCancelledMeetingFreesItsSeat(t *testing.T) {
	each(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		fair(t, db)
		one := meeting("r1", "s1", "table", "ada", "bea")
		cancelled := *one
		cancelled.State = partnering.MeetingCancelled
		ok(t, db.Publish(ctx, version(1), []partnering.Change{moved(nil, one)}))
		ok(t, db.Publish(ctx, version(2), []partnering.Change{moved(one, &cancelled)}))
		ok(t, db.Publish(ctx, version(3), []partnering.Change{moved(nil, meeting("r3", "s1", "table", "ada", "bob"))}))
		same(t, placed(must(db.FindMeetings(ctx, partnering.MeetingFilter{DelegateID: "ada"}))(t)), []string{"s1 table r1", "s1 table r3"})
	})
}

// A place's seats are filled from the first; it shrinks to what it hosts, not below.
func TestPlaceShrinks(t *testing.T) {
	each(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		fair(t, db)
		one, two := meeting("r1", "s1", "room", "ada", "bea"), meeting("r2", "s1", "room", "abe", "bob")
		ok(t, db.Publish(ctx, version(1), []partnering.Change{moved(nil, one), moved(nil, two)}))
		room := must(db.PlaceByID(ctx, "room"))(t)
		room.Capacity = 1
		wantCode(t, db.UpdatePlace(ctx, &room), partnering.CodeConflict)
		ok(t, db.Publish(ctx, version(2), []partnering.Change{moved(one, nil)}))
		ok(t, db.UpdatePlace(ctx, &room)) // the one that stays sat in the second seat
		wantCode(t, db.Publish(ctx, version(3), []partnering.Change{moved(nil, one)}), partnering.CodeConflict)
		room.Capacity = 3
		ok(t, db.UpdatePlace(ctx, &room))
		ok(t, db.Publish(ctx, version(3), []partnering.Change{moved(nil, one)}))
	})
}

func TestFindMeetings(t *testing.T) {
	each(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		fair(t, db)
		ok(t, db.CreateOrganisations(ctx, partnering.Organisation{ID: "core", EventID: "fair", Name: "Core", Kind: partnering.KindSME}))
		own := request("r5", "bea", "nobody")
		own.From.OrganisationID, own.To.OrganisationID = "bolt", "core"
		ok(t, db.CreateRequests(ctx, own))
		ok(t, db.Publish(ctx, version(1), []partnering.Change{
			moved(nil, meeting("r1", "s2", "room", "ada", "bea")),
			moved(nil, meeting("r2", "s1", "room", "abe", "bob")),
			moved(nil, meeting("r5", "s1", "table", "bea")),
			moved(nil, meeting("r3", "s3", "", "ada", "bob")),
		}))
		for _, tt := range []struct {
			by     string
			filter partnering.MeetingFilter
			want   []string
		}{
			{"event", partnering.MeetingFilter{EventID: "fair"}, []string{"r5", "r2", "r1", "r3"}},
			{"another event", partnering.MeetingFilter{EventID: "other"}, []string{}},
			{"requests", partnering.MeetingFilter{RequestIDs: []string{"r1", "r5", "zz"}}, []string{"r5", "r1"}},
			{"delegate", partnering.MeetingFilter{EventID: "fair", DelegateID: "ada"}, []string{"r1", "r3"}},
			{"organisation", partnering.MeetingFilter{EventID: "fair", OrganisationID: "core"}, []string{"r5"}},
			{"place", partnering.MeetingFilter{EventID: "fair", PlaceID: "room"}, []string{"r2", "r1"}},
			{"slot", partnering.MeetingFilter{EventID: "fair", SlotID: "s1"}, []string{"r5", "r2"}},
			{"slot and delegate", partnering.MeetingFilter{SlotID: "s1", DelegateID: "bob"}, []string{"r2"}},
		} {
			t.Run(tt.by, func(t *testing.T) {
				ids := []string{}
				for _, m := range must(db.FindMeetings(ctx, tt.filter))(t) {
					ids = append(ids, m.RequestID)
				}
				same(t, ids, tt.want)
			})
		}
		wantCode(t, failure(db.MeetingByRequest(ctx, "r4")), partnering.CodeNotFound)
		wantCode(t, db.UpdateMeeting(ctx, *meeting("r4", "s1", "")), partnering.CodeNotFound)
		same(t, must(db.MeetingsAt(ctx, "fair", 1))(t), must(db.FindMeetings(ctx, partnering.MeetingFilter{}))(t))
	})
}
