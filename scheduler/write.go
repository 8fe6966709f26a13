package scheduler

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"runtime"
	"slices"
	"sync"
)

// WriteProblem writes a problem file: the same problem gives the same bytes.
func WriteProblem(w io.Writer, p *Problem) error {
	f := newFileWriter(w, ProblemFormat)
	f.value("name", p.Name, p.Name != "")
	fileList(f, "slots", p.Slots, true)
	fileList(f, "places", p.Places, false)
	fileList(f, "organisations", p.Organisations, false)
	fileList(f, "participants", p.Participants, true)
	fileList(f, "requests", p.Requests, true)
	fileList(f, "pinned", p.Pinned, false)
	fileList(f, "published", p.Published, false)
	f.value("all_mandatory", true, p.AllMandatory)
	f.value("max_break_spread", p.MaxBreakSpread, p.MaxBreakSpread != nil)
	f.value("changeover", p.Changeover, p.Changeover != 0)
	f.value("goals", p.Goals, p.Goals != nil)
	return f.close("write problem")
}

// WriteSchedule writes a schedule file: the same schedule gives the same bytes.
func WriteSchedule(w io.Writer, s *Schedule) error {
	f := newFileWriter(w, ScheduleFormat)
	f.value("problem", s.Problem, true)
	f.value("status", s.Status, true)
	f.value("score", s.Score, true)
	f.value("bound", s.Bound, true)
	f.value("seconds", s.Seconds, s.Seconds != 0)
	f.value("seed", s.Seed, true)
	f.value("iterations", s.Iterations, true)
	fileList(f, "meetings", s.Meetings, true)
	fileList(f, "unscheduled", s.Unscheduled, true)
	fileList(f, "because", s.Because, false)
	return f.close("write schedule")
}

// fileWriter writes one object with one line per key or list element, so that
// two files compare well line by line.
type fileWriter struct {
	out *bufio.Writer
	err error
}

func newFileWriter(w io.Writer, format string) *fileWriter {
	f := &fileWriter{out: bufio.NewWriterSize(w, 1<<16)}
	f.print("{\n \"format\": %q", format)
	return f
}

func (f *fileWriter) print(format string, args ...any) {
	if f.err == nil {
		_, f.err = fmt.Fprintf(f.out, format, args...)
	}
}

func (f *fileWriter) value(key string, v any, present bool) {
	if present {
		f.print(",\n %q: ", key)
		f.lines(encoded([]any{v}, ""))
	}
}

// lines writes lines that were encoded.
func (f *fileWriter) lines(lines []byte, err error) {
	if f.err == nil {
		f.err = err
	}
	if f.err == nil {
		_, f.err = f.out.Write(lines)
	}
}

// encoded is JSON of each element, after a text before it.
func encoded[T any](all []T, before string) ([]byte, error) {
	var lines bytes.Buffer
	enc := json.NewEncoder(&lines)
	enc.SetEscapeHTML(false)
	for i := range all {
		lines.WriteString(before)
		if err := enc.Encode(&all[i]); err != nil {
			return nil, err
		}
		lines.Truncate(lines.Len() - 1) // its end of line
	}
	return lines.Bytes(), nil
}

// fileList writes a list with one line per element, encoded on all cores.
func fileList[T any](f *fileWriter, key string, all []T, always bool) {
	if len(all) == 0 {
		f.value(key, []T{}, always)
		return
	}
	f.print(",\n %q: [", key)
	f.lines(encoded(all[:1], "\n  "))
	for chunk := range slices.Chunk(all[1:], 2048*runtime.GOMAXPROCS(0)) {
		var wait sync.WaitGroup
		parts := slices.Collect(slices.Chunk(chunk, 2048))
		lines, errs := make([][]byte, len(parts)), make([]error, len(parts))
		for k, part := range parts {
			wait.Go(func() { lines[k], errs[k] = encoded(part, ",\n  ") })
		}
		wait.Wait()
		for k := range parts {
			f.lines(lines[k], errs[k])
		}
	}
	f.print("\n ]")
}

func (f *fileWriter) close(doing string) error {
	f.print("\n}\n")
	if f.err == nil {
		f.err = f.out.Flush()
	}
	if f.err != nil {
		return fmt.Errorf("%s: %w", doing, f.err)
	}
	return nil
}
