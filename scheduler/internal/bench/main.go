// Command bench runs the solver on the events of this project, beside a plain
// packer in the same run, and prints one table. With -b2bsp it also runs the
// files of the Business-to-Business Meeting Scheduling benchmark against the
// values that are known for them.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"regexp"
	"time"

	"entente/scheduler"
	"entente/scheduler/internal/events"
)

// settings are what the command line says.
type settings struct {
	only     *regexp.Regexp
	seconds  float64 // 0: by size
	b2bsp    string
	pictures string
	one      string // a child's problem file
	out      io.Writer
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	s := settings{out: os.Stdout}
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	only := flags.String("only", "", "events whose `name` matches")
	flags.Float64Var(&s.seconds, "seconds", 0, "time for each; by its size unless given")
	flags.StringVar(&s.b2bsp, "b2bsp", os.Getenv("B2BSP"), "`folder` with the files of the B2BSP benchmark and known.tsv")
	flags.StringVar(&s.pictures, "pictures", "", "`folder` that the pictures go into")
	flags.StringVar(&s.one, "one", "", "solve this problem `file` and print its result as JSON")
	if err := flags.Parse(args); err != nil {
		return err
	}
	var err error
	if s.only, err = regexp.Compile(*only); err != nil {
		return err
	}
	if s.one != "" {
		return solveOne(ctx, s.one, s.seconds)
	}
	if err := s.runEvents(ctx); err != nil {
		return err
	}
	if s.b2bsp == "" {
		fmt.Fprintln(s.out, "\nSkipped: the B2BSP benchmark; name its folder with B2BSP=dir.")
		return nil
	}
	return s.runB2BSP(ctx)
}

// runEvents runs the generated events and draws the pictures.
func (s settings) runEvents(ctx context.Context) error {
	dir, err := os.MkdirTemp("", "entente-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	var rows []row
	fmt.Fprintln(s.out, heading)
	for _, spec := range events.Known() {
		if !s.only.MatchString(spec.Name) {
			continue
		}
		r, err := s.runEvent(ctx, dir, spec)
		if err != nil {
			return fmt.Errorf("%s: %w", spec.Name, err)
		}
		fmt.Fprintln(s.out, r)
		rows = append(rows, r)
	}
	if s.pictures == "" {
		return nil
	}
	return draw(s.pictures, rows)
}

func (s settings) runEvent(ctx context.Context, dir string, spec events.Spec) (row, error) {
	problem := events.New(spec)
	file := filepath.Join(dir, spec.Name+".json")
	if err := writeProblem(file, problem); err != nil {
		return row{}, err
	}
	started := time.Now()
	plain := events.Pack(problem)
	took := time.Since(started)
	got, err := child(ctx, file, s.limit(spec.Delegates))
	if err != nil {
		return row{}, err
	}
	if report := scheduler.Check(problem, got.Schedule); len(report.Violations) > 0 || !report.ScoreRight {
		return row{}, fmt.Errorf("the schedule does not hold: %d violations, score right: %t", len(report.Violations), report.ScoreRight)
	}
	return row{spec: spec, plain: plain.Score, plainSeconds: took.Seconds(), result: got, perPerson: breaksOf(problem, got.Schedule)}, nil
}

// limit is how many seconds an event of a size gets.
func (s settings) limit(delegates int) float64 {
	switch {
	case s.seconds > 0:
		return s.seconds
	case delegates <= 500:
		return 10
	case delegates <= 3000:
		return 30
	default:
		return 60
	}
}

func writeProblem(name string, p *scheduler.Problem) error {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	if err := scheduler.WriteProblem(file, p); err != nil {
		return err
	}
	return file.Close()
}
