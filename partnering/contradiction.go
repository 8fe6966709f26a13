package partnering

import (
	"errors"
	"regexp"
	"strconv"
	"strings"

	"entente/scheduler"
)

// valid turns what the solver finds malformed in the event into a conflict
// whose faults speak of names and times.
func (p *posed) valid() error {
	var malformed *scheduler.ProblemError
	err := scheduler.Validate(p.problem)
	if !errors.As(err, &malformed) {
		return err
	}
	conflict := Errorf(CodeConflict, "the event contradicts itself; repair its pins, order or places first")
	for _, f := range malformed.Faults {
		words := p.inWords(f.Message)
		if value := strings.Trim(f.Value, `"`); p.nameOf(value) != "" {
			words = p.nameOf(value) + " " + words
		}
		conflict.Faults = append(conflict.Faults, Fault{Field: f.Path, Value: f.Value, Message: words})
	}
	return conflict
}

var (
	quotedID  = regexp.MustCompile(`"[^"]*"`)
	pinNumber = regexp.MustCompile(`pinned\[(\d+)\]`)
)

// inWords writes names and times in place of a problem's identifiers.
func (p *posed) inWords(text string) string {
	text = quotedID.ReplaceAllStringFunc(text, func(quoted string) string {
		return either(p.nameOf(strings.Trim(quoted, `"`)), quoted)
	})
	return pinNumber.ReplaceAllStringFunc(text, func(numbered string) string {
		n, err := strconv.Atoi(pinNumber.FindStringSubmatch(numbered)[1])
		if err != nil || n >= len(p.problem.Pinned) {
			return numbered
		}
		return "the pinned " + p.nameOf(p.problem.Pinned[n].Request)
	})
}

// nameOf is what stands behind an identifier of the problem, "" when nothing does.
func (p *posed) nameOf(externalID string) string {
	switch {
	case p.requestID[externalID] != "":
		return "meeting of " + p.pair(p.requestID[externalID])
	case p.personID[externalID] != "":
		return p.personName(externalID)
	case p.slotID[externalID] != "":
		return p.when(p.slotID[externalID])
	case p.placeID[externalID] != "":
		return p.placeName(p.placeID[externalID])
	}
	for _, o := range p.organisations {
		if o.externalID() == externalID {
			return o.Name
		}
	}
	return ""
}
