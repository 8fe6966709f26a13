package scheduler

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// knownProblem is a published problem of the benchmark with its proved answer.
type knownProblem struct {
	name       string
	infeasible bool
	breaks     int
}

// benchmarkFolder returns where the published problems are, if they are
// beside the checkout.
func benchmarkFolder(t testing.TB) string {
	t.Helper()
	folder := os.Getenv("ENTENTE_B2BSP")
	if folder == "" {
		folder = filepath.Join("..", "..", "shared", "instances", "b2bsp")
	}
	if _, err := os.Stat(filepath.Join(folder, "known.tsv")); err != nil {
		t.Skipf("the published problems are not at %s", folder)
	}
	return folder
}

func knownProblems(t testing.TB, folder string) []knownProblem {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(folder, "known.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	var all []knownProblem
	for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n")[1:] {
		cells := strings.Split(line, "\t")
		breaks, _ := strconv.Atoi(cells[6])
		all = append(all, knownProblem{cells[0], cells[5] == "infeasible", breaks})
	}
	return all
}

func readKnown(t testing.TB, folder, name string) *Problem {
	t.Helper()
	file, err := os.Open(filepath.Join(folder, name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	p, err := ReadProblem(file)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// proveKnown runs a proof and says how it differs from what is known.
func proveKnown(t testing.TB, p *Problem, want knownProblem, limit time.Duration) proofOutcome {
	t.Helper()
	pr, err := newProver(newInstance(p))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	out := pr.run(ctx, -1, proofHooks{})
	switch {
	case !out.proved:
		t.Errorf("%s: not proved: bound %d, breaks %d (schedule: %v), want %d", want.name, out.bound, out.breaks, out.slots != nil, want.breaks)
	case out.infeasible != want.infeasible:
		t.Errorf("%s: infeasible is %v", want.name, out.infeasible)
	case !out.infeasible && out.breaks != want.breaks:
		t.Errorf("%s: %d breaks, want %d", want.name, out.breaks, want.breaks)
	}
	return out
}

func TestProvesKnown(t *testing.T) {
	folder := benchmarkFolder(t)
	quick := map[string]bool{"tic-12.original": true, "tic-12.forb0003": true, "tic-13.fixed020": true}
	for _, known := range knownProblems(t, folder) {
		if quick[known.name] {
			t.Run(known.name, func(t *testing.T) { proveKnown(t, readKnown(t, folder, known.name), known, time.Minute) })
		}
	}
}

func BenchmarkProveKnown(b *testing.B) {
	folder := benchmarkFolder(b)
	for _, known := range knownProblems(b, folder) {
		b.Run(known.name, func(b *testing.B) {
			p := readKnown(b, folder, known.name)
			before := processorTime()
			for b.Loop() {
				out := proveKnown(b, p, known, time.Minute)
				b.ReportMetric(float64(out.conflicts), "conflicts")
				b.ReportMetric(float64(out.breaks), "breaks")
			}
			b.ReportMetric((processorTime()-before).Seconds()/float64(b.N), "cpu-s/op")
		})
	}
}

// processorTime returns what this process has used of the processors, which
// other processes disturb less than the clock.
func processorTime() time.Duration {
	var used syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &used) != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
