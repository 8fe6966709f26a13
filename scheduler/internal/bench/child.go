package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"time"

	"entente/scheduler"
)

// result is what one solve in a process of its own gave.
type result struct {
	Schedule *scheduler.Schedule
	Seconds  float64
	Curve    []point
	PeakMB   float64 // of the whole process, reading included; 0 where the system does not tell
}

// point is one moment of a search.
type point struct {
	Seconds float64
	Weight  int
	Bound   *int
	Breaks  int
}

// solveOne solves a problem file and prints the result.
func solveOne(ctx context.Context, name string, seconds float64) error {
	started := time.Now()
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	problem, err := scheduler.ReadProblem(file)
	if err != nil {
		return err
	}
	var r result
	var mu sync.Mutex
	r.Schedule, err = scheduler.Solve(ctx, problem, scheduler.Options{Started: started, SkipReasons: true,
		Limit: time.Duration(seconds * float64(time.Second)), Progress: func(p scheduler.Progress) {
			mu.Lock()
			defer mu.Unlock()
			r.Curve = append(r.Curve, point{p.Elapsed.Seconds(), p.Score.Weight, p.Bound.Weight, p.Score.Breaks})
		}})
	if err != nil {
		return err
	}
	r.Seconds = time.Since(started).Seconds()
	r.PeakMB = peak()
	r.Schedule.Unscheduled = bare(r.Schedule.Unscheduled)
	return json.NewEncoder(os.Stdout).Encode(r)
}

// bare leaves the reasons out, which the parent does not read.
func bare(all []scheduler.Unscheduled) []scheduler.Unscheduled {
	for i := range all {
		all[i].Reasons, all[i].Repairs = nil, nil
	}
	return all
}

// child solves the file in a process of its own, whose memory is measured.
func child(ctx context.Context, file string, seconds float64) (result, error) {
	own, err := os.Executable()
	if err != nil {
		return result{}, err
	}
	var out, errs bytes.Buffer
	command := exec.CommandContext(ctx, own, "-one", file, "-seconds", strconv.FormatFloat(seconds, 'f', -1, 64))
	command.Stdout, command.Stderr = &out, &errs
	if err := command.Run(); err != nil {
		return result{}, fmt.Errorf("%w: %s", err, errs.String())
	}
	var r result
	if err := json.Unmarshal(out.Bytes(), &r); err != nil {
		return result{}, err
	}
	return r, nil
}

// peak is the most memory that this process has held, in megabytes, as Linux
// tells it: what a parent is told of its child counts the parent's own.
func peak() float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		var kilobytes float64
		if n, _ := fmt.Sscanf(line, "VmHWM: %f kB", &kilobytes); n == 1 {
			return kilobytes / 1024
		}
	}
	return 0
}
