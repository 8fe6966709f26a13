package scheduler

import (
	"fmt"
	"slices"
	"sync"
)

// beside does several things at once, each with a validator of its own that
// shares what is known, and puts their faults together in the order of the
// things.
func (v *validator) beside(things ...func(*validator)) {
	parts := make([]validator, len(things))
	var wait sync.WaitGroup
	for k, do := range things {
		parts[k] = *v
		parts[k].faults, parts[k].seen = faultList{}, nil
		wait.Go(func() { do(&parts[k]) })
	}
	wait.Wait()
	for k := range parts {
		v.halted = v.halted || parts[k].halted
		for _, f := range parts[k].faults.faults {
			v.faults.add(f.Path, f.Value, "%s", f.Message)
		}
	}
}

// halt says whether to stop before element i, because the context is done.
func (v *validator) halt(i int) bool {
	if i%64 == 0 && v.ctx.Err() != nil {
		v.halted = true
	}
	return v.halted
}

// index maps ids to positions, and notes missing and double ones.
func (v *validator) index(list string, n int, id func(int) string) map[string]int {
	at := make(map[string]int, n)
	for i := range n {
		if v.halt(i + 1) {
			return at
		}
		name := id(i)
		if name == "" {
			v.faults.add(fmt.Sprintf("%s[%d].id", list, i), "", "is missing")
			continue
		}
		if first, double := at[name]; double {
			v.faults.add(fmt.Sprintf("%s[%d].id", list, i), quote(name), "stands twice, first at %s[%d]", list, first)
			continue
		}
		at[name] = i
	}
	return at
}

// known notes ids that stand nowhere, and double ones.
func (v *validator) known(path, what string, ids []string, at map[string]int) {
	if v.seen == nil {
		v.seen = newOnce(max(len(v.slot), len(v.place), len(v.participant), len(v.request)))
	}
	v.seen.begin()
	for i, id := range ids {
		switch n, ok := at[id]; {
		case !ok:
			v.faults.add(fmt.Sprintf("%s[%d]", path, i), quote(id), "is no %s of this problem", what)
		case !v.seen.new(int32(n)):
			v.faults.add(fmt.Sprintf("%s[%d]", path, i), quote(id), "stands twice in its list")
		}
	}
}

// fine says of a short list, at once, that known would note nothing.
func (v *validator) fine(ids []string, at map[string]int) bool {
	if len(ids) > 16 {
		return false
	}
	for i, id := range ids {
		if _, ok := at[id]; !ok || slices.Contains(ids[:i], id) {
			return false
		}
	}
	return true
}

func (v *validator) knownOne(path, what, id string, at map[string]int) bool {
	_, ok := at[id]
	switch {
	case ok:
	case id == "":
		v.faults.add(path, "", "is missing")
	default:
		v.faults.add(path, quote(id), "is no %s of this problem", what)
	}
	return ok
}
