package scheduler_test

import (
	"context"
	"fmt"
	"strings"

	"entente/scheduler"
)

func ExampleSolveProgramme() {
	programme, err := scheduler.ReadProgramme(strings.NewReader(`{
		"format": "entente/programme/1",
		"problem": {
			"format": "entente/problem/1",
			"slots": [
				{"id": "9:00", "day": "Tuesday", "session": "morning", "tables": 2},
				{"id": "9:20", "day": "Tuesday", "session": "morning", "tables": 2},
				{"id": "9:40", "day": "Tuesday", "session": "morning", "tables": 2},
				{"id": "10:00", "day": "Tuesday", "session": "morning", "tables": 2}],
			"participants": [{"id": "ana"}, {"id": "bo"}, {"id": "cy", "unavailable": ["9:40"]}],
			"requests": [
				{"id": "ana-bo", "sides": [{"all": ["ana"]}, {"all": ["bo"]}], "weight": 9},
				{"id": "ana-cy", "sides": [{"all": ["ana"]}, {"all": ["cy"]}], "weight": 4}]},
		"sessions": [{"id": "health", "room": "stage", "slots": [
			{"id": "first", "overlaps": ["9:00"]},
			{"id": "second", "overlaps": ["9:20"]},
			{"id": "third", "overlaps": ["9:40"]}]}],
		"pitches": [
			{"id": "scan", "presenters": ["ana"], "listeners": [{"participant": "cy", "weight": 3}], "not_before": "9:20"},
			{"id": "gait", "presenters": ["bo"], "after": ["scan"]}]
	}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	s, err := scheduler.SolveProgramme(context.Background(), programme, scheduler.Options{Iterations: 4000})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, at := range s.Pitches {
		fmt.Println(at.Pitch, at.Slot, at.Hearers)
	}
	fmt.Println(s.Score.Pitches, "pitches,", s.Score.Meetings.Placed, "meetings of weight", s.Score.Meetings.Weight)
	fmt.Println(s.Status, scheduler.CheckProgramme(programme, s).OK())
	// Output:
	// scan second [cy]
	// gait third []
	// 2 pitches, 2 meetings of weight 13
	// feasible true
}
