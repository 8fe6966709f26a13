package partnering

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"entente/scheduler"
)

// measureFor is how long bottlenecks are looked for.
const measureFor = 20 * time.Second

// mostNarrow bounds how many delegates and places a report lists.
const mostNarrow = 50

// BottleneckReport says what a draft is short of, and what a little more would gain.
type BottleneckReport struct {
	Waiting  int              // accepted requests without a meeting
	Slots    []SlotLoad       // by start
	Places   []PlaceLoad      // those that requests wait for, the most awaited first
	People   []PersonLoad     // the most awaited first
	Floors   []MissedFloor    // participants first
	Gains    []BottleneckGain // the best first
	Complete bool             // false: time was up before every gain was tried
}

// SlotLoad says how full a slot is.
type SlotLoad struct {
	SlotID   string
	Meetings int
	Capacity int // meetings that fit, at all places together
	Waiting  int // requests whose delegates are free then and that find no place
}

// PlaceLoad says how full a place is, over all slots in which it is open.
type PlaceLoad struct {
	PlaceID  string
	Meetings int
	Capacity int
	Waiting  int // requests that only this place could hold and that find it full
}

// PersonLoad says how full a delegate's agenda is.
type PersonLoad struct {
	DelegateID   string
	Name         string
	Organisation string
	Meetings     int
	Open         int  // slots that are not closed to the delegate
	AtLimit      bool // by a limit of meetings; else every open slot is taken
	Waiting      int  // requests that need the delegate
	Text         string
}

// MissedFloor is a floor that a delegate or an organisation does not reach.
type MissedFloor struct {
	DelegateID     string // "": an organisation's
	OrganisationID string
	Name           string
	Floor          int
	Meetings       int
	AtMost         int    // no schedule gives more
	Proved         bool   // the schedule gives all that any can give
	Requests       int    // accepted requests that may count for it
	Cause          string // what bounds it: nobody, requests, limit, no-common-slot, open-slots, common-slots
	Text           string
}

// BottleneckGain is what a little more of something would bring, tried without
// moving any other meeting.
type BottleneckGain struct {
	Kind       string // table, slot, half-day
	SlotID     string // of a table; of a new slot the one before it; "" with table: every slot
	DelegateID string // who opens slots
	Name       string // of the delegate
	Opens      []string
	Requests   []string // which fit then
	Price      Figures  // the change of each goal's value
	Text       string
}

// Bottlenecks says what a draft is short of: slots, places and delegates that requests wait for,
// floors that are missed and why, and what one more table, one more slot or a delegate's further
// half day would gain; for organisers.
func (s *Service) Bottlenecks(ctx context.Context, by Actor, draftID string) (BottleneckReport, error) {
	draft, err := organisedDraft(ctx, s.store, by, draftID)
	if err != nil {
		return BottleneckReport{}, err
	}
	meetings, err := s.store.DraftMeetings(ctx, draft.ID)
	if err != nil {
		return BottleneckReport{}, err
	}
	n, err := loadSnapshot(ctx, s.store, draft.EventID)
	if err != nil {
		return BottleneckReport{}, err
	}
	p := n.poseDraft(meetings)
	if err := p.valid(); err != nil {
		return BottleneckReport{}, err
	}
	limited, enough := context.WithTimeout(ctx, measureFor)
	defer enough()
	found, err := scheduler.FindBottlenecks(limited, p.problem, p.schedule(meetings))
	if err != nil && (ctx.Err() != nil || !errors.Is(err, context.DeadlineExceeded)) {
		return BottleneckReport{}, err
	}
	report := p.bottlenecks(found)
	report.Complete = err == nil
	return report, nil
}

// bottlenecks gives what the solver found its identifiers and words.
func (p *posed) bottlenecks(found *scheduler.Bottlenecks) BottleneckReport {
	report := BottleneckReport{Waiting: found.Waiting + len(p.left)}
	for _, l := range found.Slots {
		report.Slots = append(report.Slots, SlotLoad{SlotID: p.slotID[l.Slot], Meetings: l.Meetings, Capacity: l.Capacity, Waiting: l.Waiting})
	}
	for _, l := range found.Places {
		if l.Waiting > 0 {
			report.Places = append(report.Places, PlaceLoad{PlaceID: p.placeID[l.Place], Meetings: l.Meetings, Capacity: l.Capacity, Waiting: l.Waiting})
		}
	}
	slices.SortStableFunc(report.Places, func(a, b PlaceLoad) int { return cmp.Compare(b.Waiting, a.Waiting) })
	report.Places = report.Places[:min(len(report.Places), mostNarrow)]
	for _, l := range found.People[:min(len(found.People), mostNarrow)] {
		report.People = append(report.People, p.personLoad(l))
	}
	for _, f := range found.Floors {
		report.Floors = append(report.Floors, p.missedFloor(f))
	}
	for _, g := range found.Gains {
		report.Gains = append(report.Gains, p.gain(g))
	}
	return report
}

func (p *posed) personLoad(l scheduler.PersonLoad) PersonLoad {
	d, _ := p.delegate(p.personID[l.Participant])
	told := PersonLoad{DelegateID: d.ID, Name: d.Name, Organisation: p.organisationName(d.OrganisationID), Meetings: l.Meetings, Open: l.Open, AtLimit: l.AtLimit, Waiting: l.Waiting}
	why := fmt.Sprintf("has a meeting in every open slot, %s in all", meetingsInWords(l.Meetings))
	if l.AtLimit {
		why = fmt.Sprintf("has %s, the most that are allowed", meetingsInWords(l.Meetings))
	} else if l.Open == 0 {
		why = "has no open slot"
	}
	told.Text = fmt.Sprintf("%s %s; %s more cannot do without.", p.subject("", l.Participant, ""), why, requestsInWords(l.Waiting))
	return told
}

func (p *posed) missedFloor(f scheduler.MissedFloor) MissedFloor {
	told := MissedFloor{DelegateID: p.personID[f.Participant], Floor: f.Floor, Meetings: f.Meetings, AtMost: f.AtMost, Proved: f.Proved,
		Requests: f.Requests, Cause: string(f.Cause)}
	told.Name = p.subject("", f.Participant, f.Organisation)
	if o, ok := p.organisationNamed(f.Organisation); ok {
		told.OrganisationID = o.ID
	}
	told.Text = strings.Replace(f.Message, strconv.Quote(either(f.Participant, f.Organisation)), told.Name, 1) + "."
	return told
}

func (p *posed) gain(g scheduler.Gain) BottleneckGain {
	told := BottleneckGain{Kind: string(g.Kind), SlotID: p.slotID[g.Slot], DelegateID: p.personID[g.Participant], Price: figures(g.Change)}
	for _, slot := range g.Opens {
		told.Opens = append(told.Opens, p.slotID[slot])
	}
	for _, m := range g.Meetings {
		told.Requests = append(told.Requests, p.requestID[m.Request])
	}
	fits := fitsInWords(len(told.Requests))
	switch {
	case g.Kind == scheduler.GainTable && g.Slot == "":
		told.Text = "With one more table in every slot, " + fits
	case g.Kind == scheduler.GainTable:
		told.Text = fmt.Sprintf("With one more table %s, %s", p.when(told.SlotID), fits)
	case g.Kind == scheduler.GainSlot:
		told.Text = fmt.Sprintf("With one more slot after that of %s, %s", p.when(told.SlotID), fits)
	default:
		told.Name = p.subject("", g.Participant, "")
		told.Text = fmt.Sprintf("If %s opens %s from %s on, %s", told.Name, moreSlotsInWords(len(told.Opens)), p.when(told.Opens[0]), fits)
	}
	return told
}

func fitsInWords(n int) string {
	if n == 1 {
		return "one request more fits."
	}
	return fmt.Sprintf("%d requests more fit.", n)
}

func requestsInWords(n int) string {
	if n == 1 {
		return "one request"
	}
	return fmt.Sprintf("%d requests", n)
}

func meetingsInWords(n int) string {
	if n == 1 {
		return "one meeting"
	}
	return fmt.Sprintf("%d meetings", n)
}

func moreSlotsInWords(n int) string {
	if n == 1 {
		return "one slot more"
	}
	return fmt.Sprintf("%d slots more", n)
}
