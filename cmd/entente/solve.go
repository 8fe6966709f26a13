package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"entente/scheduler"
)

type solveCommand struct {
	Problem    string  `arg:"" help:"Problem file; - is standard input." placeholder:"PROBLEM.json"`
	Out        string  `help:"Schedule file to write; - is standard output." default:"-" placeholder:"SCHEDULE.json"`
	Seconds    float64 `help:"Wall time from start to file written; 10 unless --iterations is given." placeholder:"S" xor:"budget"`
	Iterations int64   `help:"Steps of search instead of time, for a result that can be repeated." placeholder:"N" xor:"budget"`
	Seed       int64   `help:"Chooses among equals." default:"1"`
	Threads    int     `help:"Cores to use; all unless given." default:"0"`
}

// Help shows an example.
func (solveCommand) Help() string {
	return "Example: entente solve problem.json --out schedule.json --seconds 10\n\n" +
		"Exit status 1 when the problem is malformed, or when time ran out before something compulsory had its place."
}

// Run reads the problem, solves it and writes the schedule.
func (s *solveCommand) Run(ctx context.Context, c console) error {
	started := time.Now()
	if s.Seconds < 0 || s.Iterations < 0 || s.Seed < 0 || s.Threads < 0 {
		return usageError{"--seconds, --iterations, --seed and --threads are numbers from 0 up"}
	}
	problem, err := readWithin(ctx, s.Problem, c.in, scheduler.ParseProblem)
	if err != nil {
		return err
	}
	options := scheduler.Options{Started: started, Limit: time.Duration(s.Seconds * float64(time.Second)),
		Iterations: s.Iterations, Seed: s.Seed, Threads: s.Threads, Progress: progressLine(c.err)}
	schedule, err := scheduler.Solve(ctx, problem, options)
	if err != nil {
		return named(s.Problem, err)
	}
	if err := writeSchedule(s.Out, c.out, schedule); err != nil {
		return err
	}
	fmt.Fprintf(c.err, "%s: %d of %d requests placed, weight %d (bound %d), %d breaks\n", schedule.Status,
		schedule.Score.Placed, len(problem.Requests), schedule.Score.Weight, value(schedule.Bound.Weight), schedule.Score.Breaks)
	if schedule.Status == scheduler.StatusUnknown {
		return errQuiet
	}
	return nil
}

// value is what n points to, 0 for nothing.
func value(n *int) int {
	if n == nil {
		return 0
	}
	return *n
}

// progressLine tells how the search goes, once a second, when a person watches.
func progressLine(w io.Writer) func(scheduler.Progress) {
	file, isFile := w.(*os.File)
	if !isFile {
		return nil
	}
	if info, err := file.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return nil
	}
	var last time.Duration
	return func(p scheduler.Progress) {
		if p.Elapsed-last < time.Second {
			return
		}
		last = p.Elapsed
		fmt.Fprintf(w, "%4.0f s  %-10s placed %d, weight %d, breaks %d\n", p.Elapsed.Seconds(), p.Phase, p.Score.Placed, p.Score.Weight, p.Score.Breaks)
	}
}

func readProblem(ctx context.Context, name string, in io.Reader) (*scheduler.Problem, error) {
	return readWithin(ctx, name, in, scheduler.ReadProblem)
}

// readWithin reads as readFile does, and waits no longer than until ctx is done.
func readWithin[T any](ctx context.Context, name string, in io.Reader, read func(io.Reader) (T, error)) (T, error) {
	var got T
	failed := make(chan error, 1)
	go func() {
		all, err := readFile(name, in, read)
		got = all
		failed <- err
	}()
	select {
	case err := <-failed:
		return got, err
	case <-ctx.Done():
		var none T
		return none, named(name, ctx.Err())
	}
}

// readFile reads a file, or standard input for "-".
func readFile[T any](name string, in io.Reader, read func(io.Reader) (T, error)) (T, error) {
	var none T
	if name != "-" {
		file, err := os.Open(name)
		if err != nil {
			return none, err
		}
		defer file.Close()
		in = file
	}
	got, err := read(in)
	if err != nil {
		return none, named(name, err)
	}
	return got, nil
}

// named puts the file's name before its faults, one a line.
func named(name string, err error) error {
	var faults *scheduler.ProblemError
	if !errors.As(err, &faults) {
		return fmt.Errorf("%s: %w", name, err)
	}
	return fmt.Errorf("%s has %s:\n%w", name, faultCount(len(faults.Faults)), faults)
}

func faultCount(n int) string {
	if n == 1 {
		return "1 fault"
	}
	return fmt.Sprintf("%d faults", n)
}

// writeSchedule writes whole files only: a file that a crash cut short never
// stands under the name.
func writeSchedule(name string, out io.Writer, s *scheduler.Schedule) (err error) {
	if name == "-" {
		return scheduler.WriteSchedule(out, s)
	}
	file, err := os.CreateTemp(folderOf(name), ".entente-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(file.Name())
		}
	}()
	if err = errors.Join(scheduler.WriteSchedule(file, s), file.Chmod(0o644), file.Close()); err != nil {
		return err
	}
	return os.Rename(file.Name(), name)
}
