package scheduler

import (
	"slices"
	"strings"
	"testing"
)

// twoStages is a programme of two meeting slots, two rooms with two pitch slots
// each that overlap them, and three pitches.
func twoStages() *Programme {
	tables := 2
	p := &Problem{
		Slots: []Slot{{ID: "s1", Day: "1", Tables: &tables}, {ID: "s2", Day: "1", Tables: &tables}, {ID: "s3", Day: "1", Tables: &tables}},
		Participants: []Participant{
			{ID: "ana"}, {ID: "bo"}, {ID: "cy", Unavailable: []string{"s1"}}, {ID: "dee"},
		},
		Requests: []Request{{ID: "r", Sides: [2]Side{{All: []string{"ana"}}, {All: []string{"dee"}}}}},
	}
	slots := func(room string) []PitchSlot {
		return []PitchSlot{{ID: room + "1", Overlaps: []string{"s1"}}, {ID: room + "2", Overlaps: []string{"s2"}}}
	}
	return &Programme{
		Problem: p,
		Sessions: []PitchSession{
			{ID: "data", Room: "red", Topics: []string{"data"}, Slots: slots("red")},
			{ID: "open", Room: "blue", Slots: slots("blue")},
			{ID: "late", Room: "blue", Slots: []PitchSlot{{ID: "late1", Overlaps: []string{"s1", "s2"}}}},
		},
		Pitches: []Pitch{
			{ID: "x", Presenters: []string{"ana"}, Listeners: []Listener{{"bo", 2}, {"cy", 1}}, Topics: []string{"data"}},
			{ID: "y", Presenters: []string{"bo", "ana"}, Listeners: []Listener{{"dee", 3}}, Topics: []string{"devices"}, After: []string{"x"}},
			{ID: "z", Presenters: []string{"dee"}, Listeners: []Listener{{"bo", 0}}, Sessions: []string{"open", "late"}, NotAfter: "s1"},
		},
	}
}

// programmeSchedule fills in what a schedule leaves out.
func programmeSchedule(p *Programme, meetings []Meeting, pitches ...PitchPlacement) *ProgrammeSchedule {
	s := &ProgrammeSchedule{Pitches: pitches, Schedule: &Schedule{Meetings: meetings}}
	listTheRest(p.Problem, s.Schedule)
	unplaceTheRest(p, s)
	s.Score = CheckProgramme(p, s).Score
	return s
}

func TestCheckProgrammeNamesWhatIsBroken(t *testing.T) {
	at := func(pitch, session, slot string, hearers ...string) PitchPlacement {
		return PitchPlacement{Pitch: pitch, Session: session, Slot: slot, Hearers: hearers}
	}
	meets := []Meeting{{Request: "r", Slot: "s2", Participants: []string{"ana", "dee"}}}
	for name, c := range map[string]struct {
		meetings []Meeting
		pitches  []PitchPlacement
		want     []Constraint
	}{
		"all is well":                {nil, []PitchPlacement{at("x", "data", "red1", "bo"), at("y", "open", "blue2", "dee")}, nil},
		"a later hearing":            {nil, []PitchPlacement{at("x", "data", "red2", "bo", "cy")}, nil},
		"presenter in a meeting":     {meets, []PitchPlacement{at("x", "data", "red2")}, []Constraint{ParticipantConflict}},
		"within its window":          {nil, []PitchPlacement{at("z", "open", "blue1")}, nil},
		"presenter closed the slot":  {nil, []PitchPlacement{at("w", "open", "blue1")}, []Constraint{ParticipantUnavailable}},
		"wrong topic":                {nil, []PitchPlacement{at("x", "data", "red1"), at("y", "data", "red2")}, []Constraint{PitchTopics}},
		"wrong session":              {nil, []PitchPlacement{at("z", "data", "red1")}, []Constraint{PitchSessions}},
		"too late":                   {nil, []PitchPlacement{at("z", "open", "blue2")}, []Constraint{PitchWindow}},
		"before what it comes after": {nil, []PitchPlacement{at("x", "data", "red2"), at("y", "open", "blue1")}, []Constraint{PitchOrder}},
		"without what it follows":    {nil, []PitchPlacement{at("y", "open", "blue2")}, []Constraint{PitchOrder}},
		"one slot for two":           {nil, []PitchPlacement{at("x", "open", "blue1"), at("z", "open", "blue1")}, []Constraint{PitchSlotTaken}},
		"one room for two":           {nil, []PitchPlacement{at("x", "open", "blue2"), at("z", "late", "late1")}, []Constraint{PitchWindow, PitchRoom}},
		"presents two at once":       {nil, []PitchPlacement{at("x", "data", "red1"), at("y", "open", "blue1")}, []Constraint{PitchOrder, ParticipantConflict}},
		"hears while presenting":     {nil, []PitchPlacement{at("x", "data", "red1", "bo"), at("y", "open", "blue1")}, []Constraint{PitchOrder, ParticipantConflict, PitchHearing}},
		"hears two at once":          {nil, []PitchPlacement{at("x", "data", "red1", "bo"), at("z", "open", "blue1", "bo")}, []Constraint{PitchHearing}},
		"hears in a closed slot":     {nil, []PitchPlacement{at("x", "data", "red1", "cy")}, []Constraint{PitchHearing}},
		"hears without a wish":       {nil, []PitchPlacement{at("x", "data", "red1", "dee")}, []Constraint{PitchHearing}},
		"hears in a meeting":         {meets, []PitchPlacement{at("x", "data", "red1"), at("y", "open", "blue2", "dee")}, []Constraint{ParticipantConflict, PitchHearing}},
		"no such slot":               {nil, []PitchPlacement{at("x", "data", "red9")}, []Constraint{PitchFormed}},
		"another session's slot":     {nil, []PitchPlacement{at("x", "data", "blue1")}, []Constraint{PitchFormed}},
		"twice":                      {nil, []PitchPlacement{at("x", "data", "red1"), at("x", "data", "red2")}, []Constraint{PitchFormed}},
	} {
		t.Run(name, func(t *testing.T) {
			p := twoStages()
			p.Pitches = append(p.Pitches, Pitch{ID: "w", Presenters: []string{"cy"}})
			report := CheckProgramme(p, programmeSchedule(p, c.meetings, c.pitches...))
			var got []Constraint
			for _, v := range report.Violations {
				got = append(got, v.Constraint)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("violations %v, not %v", report.Violations, c.want)
			}
			if !report.ScoreRight || report.OK() != (len(c.want) == 0) {
				t.Errorf("OK is %v, the score right: %v", report.OK(), report.ScoreRight)
			}
		})
	}
}

func TestSolveProgrammeSaysWhyAPitchIsLeftOut(t *testing.T) {
	p := twoStages()
	p.Problem.Participants[3].Unavailable = []string{"s1"}
	p.Pitches[0].Slots = []string{"red2"}
	s := solvedProgramme(t, p, Options{Iterations: 2000})
	want := []UnplacedPitch{
		{"y", []PitchReason{
			{PitchTopics, []string{"red1", "red2"}, `its topics ["devices"] are none of the session's`},
			{PitchOrder, []string{"blue1", "blue2", "late1"}, `it comes after "x"`},
		}},
		{"z", []PitchReason{
			{PitchSessions, []string{"red1", "red2"}, `it takes only the sessions ["open" "late"]`},
			{ParticipantUnavailable, []string{"blue1"}, `"dee" has closed slot "s1"`},
			{PitchWindow, []string{"blue2", "late1"}, `it can't end after s1`},
		}},
	}
	if len(s.Unplaced) != 2 {
		t.Fatalf("unplaced: %v", s.Unplaced)
	}
	for k := range want {
		if s.Unplaced[k].Pitch != want[k].Pitch || !slices.EqualFunc(s.Unplaced[k].Reasons, want[k].Reasons, sameReason) {
			t.Errorf("unplaced: %v, not %v", s.Unplaced[k], want[k])
		}
	}
}

func sameReason(a, b PitchReason) bool {
	return a.Constraint == b.Constraint && a.Message == b.Message && slices.Equal(a.Slots, b.Slots)
}

func TestSolveProgrammeClosesARoomThatIsAPlace(t *testing.T) {
	p := twoStages()
	p.Problem.Places = []Place{{ID: "red"}}
	p.Problem.Requests[0].Slots = []string{"s2"}
	p.Pitches = p.Pitches[:1]
	p.Sessions = p.Sessions[:1]
	s := solvedProgramme(t, p, Options{Iterations: 2000})
	if s.Score.Pitches != 1 || s.Score.Meetings.Placed != 1 || s.Pitches[0].Slot != "red1" {
		t.Errorf("the pitch is in %v, with %+v", s.Pitches, s.Score)
	}
	p.Problem.Requests[0].Slots = nil
	p.Problem.Pinned = []Pin{{Request: "r", Slot: "s1", Place: "red"}}
	s = solvedProgramme(t, p, Options{Iterations: 2000})
	if s.Score.Pitches != 1 || s.Score.Meetings.Placed != 1 || s.Pitches[0].Slot != "red2" {
		t.Errorf("with a pin, the pitch is in %v, with %+v", s.Pitches, s.Score)
	}
}

func TestSolveProgrammeOfNothing(t *testing.T) {
	tables := 0
	p := &Programme{Problem: &Problem{Slots: []Slot{{ID: "s", Tables: &tables}}}}
	s := solvedProgramme(t, p, Options{Iterations: 2000})
	if !CheckProgramme(p, s).OK() || s.Status != StatusOptimal {
		t.Errorf("%+v", s)
	}
}

func TestSolveProgrammeExplainsMeetingsBesidePitches(t *testing.T) {
	p := twoStages()
	p.Pitches, p.Sessions = p.Pitches[:1], p.Sessions[:1]
	p.Problem.Slots = p.Problem.Slots[:1]
	p.Sessions[0].Slots = p.Sessions[0].Slots[:1]
	s := solvedProgramme(t, p, Options{Iterations: 2000})
	if len(s.Schedule.Unscheduled) != 1 {
		t.Fatalf("left out: %v", s.Schedule.Unscheduled)
	}
	u := s.Schedule.Unscheduled[0]
	if len(u.Reasons) != 1 || !strings.HasSuffix(u.Reasons[0].Message, `; in s1 it is the pitch "x"`) {
		t.Errorf("the reasons are %+v", u.Reasons)
	}
	for _, y := range u.Repairs {
		if y.Kind == RemedyOpenSlot {
			t.Errorf("%+v asks for the slot of a pitch", y)
		}
	}
}
