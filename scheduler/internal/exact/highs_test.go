package exact

import (
	"bufio"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
)

// mostSeconds is how long HiGHS tries to decide one programme.
const mostSeconds = 2

// highs is HiGHS in a process of its own.
type highs struct {
	in  io.Writer
	out *bufio.Reader
}

// The statuses of HiGHS that decide a programme; others say why it stopped.
const (
	optimal    = 7
	infeasible = 8
)

// solution is what HiGHS says of a programme.
type solution struct {
	Status    int
	Objective float64
	Values    map[string]float64 // of the variables that are not 0
}

// startHighs starts HiGHS, or skips the test where Node or the package is
// missing.
func startHighs(t *testing.T) *highs {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("needs Node, which is not installed")
	}
	if _, err := os.Stat(filepath.Join("testdata", "node_modules", "highs")); err != nil {
		t.Skip("needs HiGHS: npm ci --prefix scheduler/internal/exact/testdata")
	}
	run := exec.Command(node, filepath.Join("testdata", "serve.mjs"), strconv.Itoa(mostSeconds))
	run.Stderr = os.Stderr
	in, err := run.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := run.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = in.Close()
		if err := run.Wait(); err != nil {
			t.Errorf("HiGHS: %v", err)
		}
	})
	return &highs{in, bufio.NewReader(out)}
}

// solve solves a programme in CPLEX LP format, from a solution on if there is one.
func (h *highs) solve(t *testing.T, programme string, start map[string]int) solution {
	t.Helper()
	question := struct {
		Text  string         `json:"text"`
		Start map[string]int `json:"start,omitempty"`
	}{programme, start}
	if err := json.NewEncoder(h.in).Encode(question); err != nil {
		t.Fatal(err)
	}
	line, err := h.out.ReadBytes('\n')
	if err != nil {
		t.Fatalf("HiGHS: %v", err)
	}
	var s solution
	if err := json.Unmarshal(line, &s); err != nil {
		t.Fatalf("HiGHS: %v in %s", err, line)
	}
	return s
}
