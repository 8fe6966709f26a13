package api

import (
	"context"
	"time"

	"entente/partnering"
)

// Schedule is a published schedule with its meetings.
type Schedule struct {
	Version     int           `json:"version" doc:"0 before the first"`
	PublishedAt *time.Time    `json:"published_at,omitempty"`
	Meetings    []Meeting     `json:"meetings"`
	Unscheduled []Unscheduled `json:"unscheduled"`
}

// ScheduleVersion is a published version's record.
type ScheduleVersion struct {
	Version     int       `json:"version"`
	PublishedAt time.Time `json:"published_at"`
	Draft       string    `json:"draft,omitempty"`
	Note        string    `json:"note"`
	Placed      int       `json:"placed"`
}

// Change is one meeting's difference between two schedules.
type Change struct {
	Request string   `json:"request"`
	Before  *Meeting `json:"before,omitempty" doc:"Absent when the meeting is new"`
	After   *Meeting `json:"after,omitempty" doc:"Absent when the meeting is gone"`
}

// Preview says what publishing would do.
type Preview struct {
	Version   int         `json:"version"`
	Diff      []Change    `json:"diff"`
	Dropped   []Violation `json:"dropped" doc:"Meetings that no longer hold and would be left out"`
	Notified  []Notified  `json:"notified"`
	Added     int         `json:"added"`
	Moved     int         `json:"moved"`
	Removed   int         `json:"removed"`
	Unchanged int         `json:"unchanged"`
}

// Notified is somebody whom publishing would tell.
type Notified struct {
	Delegate     string `json:"delegate"`
	Name         string `json:"name"`
	Organisation string `json:"organisation"`
	Changes      int    `json:"changes"`
}

// Published is the result of publishing.
type Published struct {
	Version  int         `json:"version"`
	Diff     []Change    `json:"diff"`
	Dropped  []Violation `json:"dropped"`
	Notified int         `json:"notified"`
}

// PublishInput publishes a draft.
type PublishInput struct {
	Draft string `json:"draft" minLength:"1"`
	Note  string `json:"note,omitempty" maxLength:"500"`
}

// RollbackInput publishes an older version again.
type RollbackInput struct {
	Version int `json:"version" minimum:"1"`
}

func (s *server) scheduleRoutes() []route {
	return tagged("Schedule",
		get("/events/{event}/schedule", "read-schedule", "The published schedule", organisers, s.readSchedule),
		post("/events/{event}/schedule/publish", "publish", "Publish a draft as the next version", organisers, s.publish),
		post("/events/{event}/schedule/rollback", "rollback", "Publish an older version again", organisers, s.rollback),
		get("/events/{event}/schedule/versions", "list-versions", "Published versions, newest first", organisers, s.listVersions),
		get("/events/{event}/schedule/versions/{n}", "read-version", "The schedule of a version", organisers, s.readVersion),
		get("/events/{event}/schedule/diff", "diff-versions", "Compare two versions", organisers, s.diffVersions),
	)
}

func (s *server) readSchedule(ctx context.Context, in *EventPath) (*Reply[Schedule], error) {
	return s.scheduleOf(ctx, in.Event, 0)
}

func (s *server) readVersion(ctx context.Context, in *struct {
	EventPath
	N int `path:"n" minimum:"1"`
}) (*Reply[Schedule], error) {
	return s.scheduleOf(ctx, in.Event, in.N)
}

func (s *server) scheduleOf(ctx context.Context, eventID string, number int) (*Reply[Schedule], error) {
	v, err := s.svc.Schedule(ctx, actor(ctx), eventID, number)
	if err != nil {
		return nil, err
	}
	return reply(Schedule{Version: v.Version.Number, PublishedAt: instant(v.Version.PublishedAt),
		Meetings: each(v.Meetings, toMeeting), Unscheduled: each(v.Unscheduled, toUnscheduled)}), nil
}

func (s *server) previewPublish(ctx context.Context, in *IDPath) (*Reply[Preview], error) {
	p, err := s.svc.PreviewPublish(ctx, actor(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return reply(Preview{Version: p.Number, Diff: each(p.Changes, toChange), Dropped: each(p.Dropped, toViolation),
		Notified: each(p.Notified, toNotified), Added: p.Added, Moved: p.Moved, Removed: p.Removed, Unchanged: p.Unchanged}), nil
}

func (s *server) publish(ctx context.Context, in *struct {
	EventPath
	Body PublishInput
}) (*Reply[Published], error) {
	return published(s.svc.Publish(ctx, actor(ctx), in.Body.Draft, in.Body.Note))
}

func (s *server) rollback(ctx context.Context, in *struct {
	EventPath
	Body RollbackInput
}) (*Reply[Published], error) {
	return published(s.svc.Rollback(ctx, actor(ctx), in.Event, in.Body.Version))
}

func (s *server) listVersions(ctx context.Context, in *EventPath) (*Reply[List[ScheduleVersion]], error) {
	versions, err := s.svc.FindVersions(ctx, actor(ctx), in.Event)
	if err != nil {
		return nil, err
	}
	return whole(versions, func(v partnering.ScheduleVersion) ScheduleVersion {
		return ScheduleVersion{Version: v.Number, PublishedAt: v.PublishedAt, Draft: v.DraftID, Note: v.Note, Placed: v.Placed}
	}), nil
}

func (s *server) diffVersions(ctx context.Context, in *struct {
	EventPath
	From int `query:"from" minimum:"0" required:"true"`
	To   int `query:"to" minimum:"0" required:"true"`
}) (*Reply[List[Change]], error) {
	changes, err := s.svc.Diff(ctx, actor(ctx), in.Event, in.From, in.To)
	if err != nil {
		return nil, err
	}
	return whole(changes, toChange), nil
}

func published(p partnering.Published, err error) (*Reply[Published], error) {
	if err != nil {
		return nil, err
	}
	return reply(Published{Version: p.Version.Number, Diff: each(p.Changes, toChange),
		Dropped: each(p.Dropped, toViolation), Notified: p.Notified}), nil
}

func toChange(c partnering.Change) Change {
	return Change{Request: c.RequestID, Before: maybe(c.Before, toMeeting), After: maybe(c.After, toMeeting)}
}
