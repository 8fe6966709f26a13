package scheduler_test

import (
	"context"
	"fmt"

	"entente/scheduler"
)

func ExampleSolve() {
	one := 1
	problem := &scheduler.Problem{
		Name: "small talk",
		Slots: []scheduler.Slot{
			{ID: "09:00", Day: "Monday", Session: "morning", Tables: &one},
			{ID: "09:30", Day: "Monday", Session: "morning", Tables: &one},
		},
		Participants: []scheduler.Participant{
			{ID: "Ada"}, {ID: "Ben", Unavailable: []string{"09:00"}}, {ID: "Cleo"},
		},
		Requests: []scheduler.Request{
			{ID: "Ada-Ben", Sides: [2]scheduler.Side{{All: []string{"Ada"}}, {All: []string{"Ben"}}}, Weight: 3},
			{ID: "Ada-Cleo", Sides: [2]scheduler.Side{{All: []string{"Ada"}}, {All: []string{"Cleo"}}}, Weight: 2},
			{ID: "Ben-Cleo", Sides: [2]scheduler.Side{{All: []string{"Ben"}}, {All: []string{"Cleo"}}}, Weight: 1},
		},
	}
	schedule, err := scheduler.Solve(context.Background(), problem, scheduler.Options{Iterations: 1000, SkipReasons: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(schedule.Status, schedule.Score.Weight)
	for _, m := range schedule.Meetings {
		fmt.Println(m.Slot, m.Request)
	}
	// Output:
	// optimal 5
	// 09:30 Ada-Ben
	// 09:00 Ada-Cleo
}
