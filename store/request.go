package store

import (
	"context"
	"strings"

	"gorm.io/gorm"

	"entente/partnering"
)

type requestRow struct {
	ID                 string `gorm:"primaryKey"`
	EventID            string
	ExternalID         string
	FromOrganisationID string
	FromAttendees      document[partnering.Attendees]
	FromPriority       string
	ToOrganisationID   string
	ToAttendees        document[partnering.Attendees]
	ToPriority         string
	State              string
	Message            string
	Search             string // the message, folded
	Weight             int
	Mandatory          bool
	SlotIDs            document[[]string] `gorm:"column:slot_ids"`
	Session            string
	AfterIDs           document[[]string] `gorm:"column:after_ids"`
	Reason             string
	ReasonText         string
	Imported           bool
	PairKey            string
	CreatedAt          instant `gorm:"autoCreateTime:false"`
	AnsweredAt         instant
	Version            int64
}

// TableName implements gorm's Tabler.
func (requestRow) TableName() string { return "requests" }

func requestFromDomain(r partnering.MeetingRequest) requestRow {
	return requestRow{
		ID: r.ID, EventID: r.EventID, ExternalID: r.ExternalID,
		FromOrganisationID: r.From.OrganisationID, FromAttendees: asDocument(r.From.Attendees), FromPriority: string(r.From.Priority),
		ToOrganisationID: r.To.OrganisationID, ToAttendees: asDocument(r.To.Attendees), ToPriority: string(r.To.Priority),
		State: string(r.State), Message: r.Message, Search: fold(r.Message), Weight: r.Weight, Mandatory: r.Mandatory,
		SlotIDs: asDocument(r.SlotIDs), Session: r.Session, AfterIDs: asDocument(r.After),
		Reason: string(r.Reason), ReasonText: r.ReasonText, Imported: r.Imported, PairKey: r.PairKey(),
		CreatedAt: at(r.CreatedAt), AnsweredAt: at(r.AnsweredAt), Version: r.Version,
	}
}

func (r requestRow) toDomain() partnering.MeetingRequest {
	return partnering.MeetingRequest{
		ID: r.ID, EventID: r.EventID, ExternalID: r.ExternalID,
		From:  side(r.FromOrganisationID, r.FromAttendees, r.FromPriority),
		To:    side(r.ToOrganisationID, r.ToAttendees, r.ToPriority),
		State: partnering.RequestState(r.State), Message: r.Message, Weight: r.Weight, Mandatory: r.Mandatory,
		SlotIDs: r.SlotIDs.V, Session: r.Session, After: r.AfterIDs.V,
		Reason: partnering.DeclineReason(r.Reason), ReasonText: r.ReasonText, Imported: r.Imported,
		CreatedAt: r.CreatedAt.Time, AnsweredAt: r.AnsweredAt.Time, Version: r.Version,
	}
}

func side(organisationID string, attendees document[partnering.Attendees], priority string) partnering.Side {
	return partnering.Side{OrganisationID: organisationID, Attendees: attendees.V, Priority: partnering.Priority(priority)}
}

func (r requestRow) key() (column, unique any) { return r.CreatedAt.UnixMicro(), r.ID }

func newestRequests() order {
	return order{column: "created_at", unique: "id", columnNum: true, columnDesc: true}
}

// RequestByID implements partnering.RequestStore.
func (t *tables) RequestByID(ctx context.Context, id string) (partnering.MeetingRequest, error) {
	return one[requestRow](t.from(ctx), "meeting request", "id", id)
}

// FindRequests implements partnering.RequestStore.
func (t *tables) FindRequests(ctx context.Context, f partnering.RequestFilter) (partnering.Slice[partnering.MeetingRequest], error) {
	q := where(t.from(ctx), f.EventID, "event_id = ?")
	q = where(q, f.FromID, "from_organisation_id = ?")
	q = where(q, f.ToID, "to_organisation_id = ?")
	q = where(q, f.PairKey, "pair_key = ?")
	if f.Follows != "" {
		q = q.Where(`after_ids LIKE ? ESCAPE '\'`, quoted(f.Follows))
	}
	if f.OrganisationID != "" {
		q = q.Where("id IN (?)", t.requestsOf(ctx, f.EventID, f.OrganisationID))
	}
	if len(f.IDs) > 0 {
		q = in(q, t.engine.dialect, "id", f.IDs)
	}
	if len(f.States) > 0 {
		q = in(q, t.engine.dialect, "state", f.States)
	}
	if strings.TrimSpace(f.Text) != "" {
		q = q.Where(t.mentions(ctx, f))
	}
	return part[requestRow](q, newestRequests(), f.Page)
}

// requestsOf selects the ids of the requests with the organisation on either
// side: each side by its index, which an OR of the two would not use.
func (t *tables) requestsOf(ctx context.Context, eventID, organisationID string) *gorm.DB {
	ids := func(side string) *gorm.DB {
		return where(t.from(ctx).Model(&requestRow{}).Select("id").Where(side+" = ?", organisationID), eventID, "event_id = ?")
	}
	return t.from(ctx).Raw("? UNION ALL ?", ids("from_organisation_id"), ids("to_organisation_id"))
}

// mentions is the condition of requests with the text in the message or in the
// name of the other side; of either side when the filter names none.
func (t *tables) mentions(ctx context.Context, f partnering.RequestFilter) *gorm.DB {
	plain := t.from(ctx)
	named := search(where(plain.Model(&organisationRow{}).Select("id"), f.EventID, "event_id = ?"), "name_key", f.Text)
	return search(plain, "search", f.Text).
		Or("(from_organisation_id IN (?) AND from_organisation_id <> ?)", named, f.OrganisationID).
		Or("(to_organisation_id IN (?) AND to_organisation_id <> ?)", named, f.OrganisationID)
}

// CountRequests implements partnering.RequestStore.
func (t *tables) CountRequests(ctx context.Context, eventID string) (map[partnering.RequestState]int, error) {
	var rows []struct {
		State partnering.RequestState
		Count int
	}
	err := t.from(ctx).Model(&requestRow{}).Select("state, count(*) AS count").
		Where("event_id = ?", eventID).Group("state").Find(&rows).Error
	counts := map[partnering.RequestState]int{}
	for _, row := range rows {
		counts[row.State] = row.Count
	}
	return counts, err
}

// CreateRequests implements partnering.RequestStore.
func (t *tables) CreateRequests(ctx context.Context, requests ...partnering.MeetingRequest) error {
	rows := rowsOf(requests, func(r partnering.MeetingRequest) requestRow {
		r.Version = 1
		return requestFromDomain(r)
	})
	return t.change(ctx, func(c change) error { return insert(c, rows) })
}

// UpdateRequest implements partnering.RequestStore.
func (t *tables) UpdateRequest(ctx context.Context, r *partnering.MeetingRequest) error {
	row := requestFromDomain(*r)
	row.Version++
	err := t.change(ctx, func(c change) error { return edit(c, &row, "meeting request", r.ID, r.Version) })
	if err == nil {
		r.Version = row.Version
	}
	return err
}
