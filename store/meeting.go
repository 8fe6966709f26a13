package store

import (
	"context"

	"gorm.io/gorm"

	"entente/partnering"
)

// placement is what the rows of drafts and of the published schedule share.
type placement struct {
	EventID      string
	SlotID       string
	PlaceID      ref
	Participants document[[]string]
	State        string
	Forced       bool
	NoShow       document[[]string]
	Late         document[[]string]
	Sequence     int
}

func placementFromDomain(m partnering.Meeting) placement {
	return placement{
		EventID: m.EventID, SlotID: m.SlotID, PlaceID: ref(m.PlaceID), Participants: asDocument(m.Participants),
		State: string(m.State), Forced: m.Forced, NoShow: asDocument(m.NoShow), Late: asDocument(m.Late), Sequence: m.Sequence,
	}
}

func (p placement) toMeeting(requestID string) partnering.Meeting {
	return partnering.Meeting{
		RequestID: requestID, EventID: p.EventID, SlotID: p.SlotID, PlaceID: string(p.PlaceID), Participants: p.Participants.V,
		State: partnering.MeetingState(p.State), Forced: p.Forced, NoShow: p.NoShow.V, Late: p.Late.V, Sequence: p.Sequence,
	}
}

// meetingRow is a meeting of the newest published schedule. One that stands
// has a seat of its place, from 1 to the place's capacity.
type meetingRow struct {
	RequestID string    `gorm:"primaryKey"`
	Where     placement `gorm:"embedded"`
	Seat      *int
	Capacity  *int
}

// TableName implements gorm's Tabler.
func (meetingRow) TableName() string { return "meetings" }

func (r meetingRow) toDomain() partnering.Meeting { return r.Where.toMeeting(r.RequestID) }

// byPlacement sorts meetings by their slot's start, their place and their request.
func byPlacement(q *gorm.DB, table string) *gorm.DB {
	return q.Select(table + ".*").
		Joins("JOIN slots ON slots.id = " + table + ".slot_id").
		Joins("LEFT JOIN places ON places.id = " + table + ".place_id").
		Order("slots.start_at, " + table + ".slot_id, places.position, places.name, " + table + ".place_id, " + table + ".request_id")
}

// attending is the condition of meetings that a delegate attends, or would have
// attended: one that is cancelled has no attendances any more.
const attending = `meetings.request_id IN (
	SELECT request_id FROM attendances WHERE delegate_id = ? UNION ALL
	SELECT request_id FROM meetings AS gone WHERE gone.state = 'cancelled' AND gone.participants LIKE ? ESCAPE '\')`

// FindMeetings implements partnering.ScheduleStore.
func (t *tables) FindMeetings(ctx context.Context, f partnering.MeetingFilter) ([]partnering.Meeting, error) {
	q := where(t.from(ctx), f.EventID, "meetings.event_id = ?")
	q = where(q, f.PlaceID, "meetings.place_id = ?")
	q = where(q, f.SlotID, "meetings.slot_id = ?")
	if len(f.RequestIDs) > 0 {
		q = in(q, t.engine.dialect, "meetings.request_id", f.RequestIDs)
	}
	if f.DelegateID != "" {
		q = q.Where(attending, f.DelegateID, quoted(f.DelegateID))
	}
	if f.OrganisationID != "" {
		q = q.Where("meetings.request_id IN (?)", t.requestsOf(ctx, f.EventID, f.OrganisationID))
	}
	return list[meetingRow](byPlacement(q, "meetings"))
}

// MeetingByRequest implements partnering.ScheduleStore.
func (t *tables) MeetingByRequest(ctx context.Context, requestID string) (partnering.Meeting, error) {
	return one[meetingRow](t.from(ctx), "meeting in the published schedule", "request_id", requestID)
}

// UpdateMeeting implements partnering.ScheduleStore. A cancellation is a new
// version and goes through Publish, here it is CodeInvalid.
func (t *tables) UpdateMeeting(ctx context.Context, m partnering.Meeting) error {
	if m.State == partnering.MeetingCancelled {
		return partnering.Errorf(partnering.CodeInvalid, "cancelling a meeting changes the schedule: publish it as a version")
	}
	marks := map[string]any{"state": string(m.State), "no_show": asDocument(m.NoShow), "late": asDocument(m.Late)}
	return t.change(ctx, func(c change) error {
		done := c.Model(&meetingRow{}).Where("request_id = ?", m.RequestID).UpdateColumns(marks)
		if done.Error == nil && done.RowsAffected == 0 {
			return partnering.Errorf(partnering.CodeNotFound, "there is no such meeting in the published schedule")
		}
		return done.Error
	})
}

// attendanceRow says that a delegate attends a meeting in a slot.
type attendanceRow struct {
	DelegateID string `gorm:"primaryKey"`
	SlotID     string `gorm:"primaryKey"`
	RequestID  string
	EventID    string
}

// TableName implements gorm's Tabler.
func (attendanceRow) TableName() string { return "attendances" }
