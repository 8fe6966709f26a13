package events

import (
	"bytes"
	"strings"
	"testing"

	"entente/scheduler"
)

// Every small event is well-formed, and a plain packing of it breaks nothing.
func TestEventsAreWellFormedAndPackable(t *testing.T) {
	for _, spec := range Known() {
		if spec.Delegates > 400 {
			continue
		}
		t.Run(spec.Name, func(t *testing.T) {
			p := New(spec)
			if err := scheduler.Validate(p); err != nil {
				t.Fatal(err)
			}
			if len(p.Participants) != spec.Delegates || len(p.Requests) != spec.Requests {
				t.Errorf("%d delegates and %d requests, want %d and %d", len(p.Participants), len(p.Requests), spec.Delegates, spec.Requests)
			}
			packed := Pack(p)
			if report := scheduler.Check(p, packed); len(report.Violations) > 0 {
				t.Errorf("%d violations, first %v", len(report.Violations), report.Violations[0])
			}
			if packed.Score.Placed < spec.Requests/2 {
				t.Errorf("only %d of %d requests are packed", packed.Score.Placed, spec.Requests)
			}
		})
	}
}

func TestTheSameSpecificationMakesTheSameEvent(t *testing.T) {
	spec := Known()[len(Known())-2]
	if !strings.HasPrefix(spec.Name, "everything") {
		t.Fatalf("%s is not the event with everything", spec.Name)
	}
	var first, second bytes.Buffer
	for _, w := range []*bytes.Buffer{&first, &second} {
		if err := scheduler.WriteProblem(w, New(spec)); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("two calls made different events")
	}
}
