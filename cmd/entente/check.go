package main

import (
	"context"
	"fmt"
	"path/filepath"

	"entente/scheduler"
)

type checkCommand struct {
	Problem  string `arg:"" help:"Problem file; - is standard input." placeholder:"PROBLEM.json"`
	Schedule string `arg:"" help:"Schedule file; - is standard input." placeholder:"SCHEDULE.json"`
}

// Help shows an example.
func (checkCommand) Help() string {
	return "Example: entente check problem.json schedule.json\n\n" +
		"Exit status 0 only when nothing is violated, nothing compulsory is unplaced, and the score is the one that the file claims."
}

// Run lists what is wrong with a schedule.
func (k *checkCommand) Run(ctx context.Context, c console) error {
	if k.Problem == "-" && k.Schedule == "-" {
		return usageError{"only one of the two files can be standard input"}
	}
	problem, err := readProblem(ctx, k.Problem, c.in)
	if err != nil {
		return err
	}
	schedule, err := readWithin(ctx, k.Schedule, c.in, scheduler.ReadSchedule)
	if err != nil {
		return err
	}
	report := scheduler.Check(problem, schedule)
	for _, v := range report.Violations {
		fmt.Fprintf(c.out, "violation\t%s\t%s\n", v.Constraint, v.Message)
	}
	for _, v := range report.Forced {
		fmt.Fprintf(c.out, "forced\t%s\t%s\n", v.Constraint, v.Message)
	}
	for _, id := range report.Missing {
		fmt.Fprintf(c.out, "missing\trequest %s is compulsory and has no meeting\n", id)
	}
	if !report.ScoreRight {
		fmt.Fprintf(c.out, "score\tthe file claims %+v; it is %+v\n", schedule.Score, report.Score)
	}
	fmt.Fprintf(c.out, "weight %d, placed %d of %d, breaks %d\n", report.Score.Weight, report.Score.Placed, len(problem.Requests), report.Score.Breaks)
	if !report.OK() {
		return errQuiet
	}
	return nil
}

func folderOf(name string) string { return filepath.Dir(name) }
