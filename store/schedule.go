package store

import (
	"cmp"
	"context"
	"slices"

	"entente/partnering"
)

type versionRow struct {
	EventID     string `gorm:"primaryKey"`
	Number      int    `gorm:"primaryKey;autoIncrement:false"`
	PublishedAt instant
	AccountID   string
	DraftID     string
	Note        string
	Placed      int
}

// TableName implements gorm's Tabler.
func (versionRow) TableName() string { return "versions" }

func versionFromDomain(v partnering.ScheduleVersion) versionRow {
	return versionRow{
		EventID: v.EventID, Number: v.Number, PublishedAt: at(v.PublishedAt), AccountID: v.AccountID,
		DraftID: v.DraftID, Note: v.Note, Placed: v.Placed,
	}
}

func (r versionRow) toDomain() partnering.ScheduleVersion {
	return partnering.ScheduleVersion{
		EventID: r.EventID, Number: r.Number, PublishedAt: r.PublishedAt.Time, AccountID: r.AccountID,
		DraftID: r.DraftID, Note: r.Note, Placed: r.Placed,
	}
}

// changeRow is what a version changes of one meeting.
type changeRow struct {
	EventID   string `gorm:"primaryKey"`
	RequestID string `gorm:"primaryKey"`
	Number    int    `gorm:"primaryKey;autoIncrement:false"`
	BeforeDoc *document[partnering.Meeting]
	AfterDoc  *document[partnering.Meeting]
}

// TableName implements gorm's Tabler.
func (changeRow) TableName() string { return "version_changes" }

func changeFromDomain(v partnering.ScheduleVersion, c partnering.Change) changeRow {
	return changeRow{
		EventID: v.EventID, RequestID: c.RequestID, Number: v.Number,
		BeforeDoc: meetingDocument(c.Before), AfterDoc: meetingDocument(c.After),
	}
}

func meetingDocument(m *partnering.Meeting) *document[partnering.Meeting] {
	if m == nil {
		return nil
	}
	return &document[partnering.Meeting]{*m}
}

func (r changeRow) toDomain() partnering.Change {
	return partnering.Change{RequestID: r.RequestID, Before: meetingOf(r.BeforeDoc), After: meetingOf(r.AfterDoc)}
}

func meetingOf(d *document[partnering.Meeting]) *partnering.Meeting {
	if d == nil {
		return nil
	}
	m := d.V
	return &m
}

// CurrentVersion implements partnering.ScheduleStore.
func (t *tables) CurrentVersion(ctx context.Context, eventID string) (partnering.ScheduleVersion, error) {
	newest, err := list[versionRow](t.from(ctx).Where("event_id = ?", eventID).Order("number DESC").Limit(1))
	if err != nil || len(newest) == 0 {
		return partnering.ScheduleVersion{EventID: eventID}, err
	}
	return newest[0], nil
}

// FindVersions implements partnering.ScheduleStore.
func (t *tables) FindVersions(ctx context.Context, eventID string) ([]partnering.ScheduleVersion, error) {
	return list[versionRow](t.from(ctx).Where("event_id = ?", eventID).Order("number DESC"))
}

// MeetingsAt implements partnering.ScheduleStore: by slot's start, place and
// request, those whose slot is gone first. CodeNotFound for a version that
// was not published.
func (t *tables) MeetingsAt(ctx context.Context, eventID string, number int) ([]partnering.Meeting, error) {
	if err := t.mustBePublished(ctx, eventID, number); err != nil {
		return nil, err
	}
	changes, err := t.netChanges(ctx, eventID, 0, number)
	if err != nil {
		return nil, err
	}
	meetings := []partnering.Meeting{}
	for _, c := range changes {
		if c.After != nil {
			meetings = append(meetings, *c.After)
		}
	}
	return meetings, t.sortMeetings(ctx, eventID, meetings)
}

func (t *tables) mustBePublished(ctx context.Context, eventID string, number int) error {
	current, err := t.CurrentVersion(ctx, eventID)
	if err != nil {
		return err
	}
	if number < 0 || number > current.Number {
		return partnering.Errorf(partnering.CodeNotFound, "there is no version %d of the schedule; the newest is %d", number, current.Number)
	}
	return nil
}

// sortMeetings sorts as the lists of the newest schedule are sorted.
func (t *tables) sortMeetings(ctx context.Context, eventID string, meetings []partnering.Meeting) error {
	slots, err := t.FindSlots(ctx, eventID)
	if err != nil {
		return err
	}
	places, err := list[placeRow](t.from(ctx).Where("event_id = ?", eventID).Order("position, name, id"))
	if err != nil {
		return err
	}
	start, position := map[string]int64{}, map[string]int{}
	for _, s := range slots {
		start[s.ID] = s.Start.UnixMicro()
	}
	for i, p := range places {
		position[p.ID] = i + 1
	}
	slices.SortFunc(meetings, func(a, b partnering.Meeting) int {
		return cmp.Or(
			cmp.Compare(start[a.SlotID], start[b.SlotID]), cmp.Compare(a.SlotID, b.SlotID),
			cmp.Compare(position[a.PlaceID], position[b.PlaceID]), cmp.Compare(a.RequestID, b.RequestID))
	})
	return nil
}

// ChangesBetween implements partnering.ScheduleStore: by request, what is
// different in the end; a meeting that went back to where it was is not.
// CodeNotFound for a version that was not published.
func (t *tables) ChangesBetween(ctx context.Context, eventID string, from, to int) ([]partnering.Change, error) {
	if err := t.mustBePublished(ctx, eventID, max(from, to)); err != nil {
		return nil, err
	}
	if err := t.mustBePublished(ctx, eventID, min(from, to)); err != nil {
		return nil, err
	}
	changes, err := t.netChanges(ctx, eventID, min(from, to), max(from, to))
	if err != nil {
		return nil, err
	}
	if from > to {
		for i, c := range changes {
			changes[i].Before, changes[i].After = c.After, c.Before
		}
	}
	return slices.DeleteFunc(changes, unchanged), nil
}

// netChanges joins the changes of the versions after from, up to to, into one
// per request, by request.
func (t *tables) netChanges(ctx context.Context, eventID string, from, to int) ([]partnering.Change, error) {
	each, err := list[changeRow](t.from(ctx).
		Where("event_id = ? AND number > ? AND number <= ?", eventID, from, to).Order("request_id, number"))
	if err != nil {
		return nil, err
	}
	net := each[:0]
	for _, c := range each {
		if last := len(net) - 1; last >= 0 && net[last].RequestID == c.RequestID {
			net[last].After = c.After
			continue
		}
		net = append(net, c)
	}
	return net, nil
}

func unchanged(c partnering.Change) bool {
	if c.Before == nil || c.After == nil {
		return c.Before == c.After
	}
	return c.Before.SamePlacement(*c.After) && c.Before.State == c.After.State && c.Before.Forced == c.After.Forced
}
