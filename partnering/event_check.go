package partnering

import (
	"fmt"
	"slices"
	"time"
)

// check lists everything that is wrong with the event.
func (e Event) check() error {
	var f faults
	f.line("name", e.Name, true)
	f.line("venue", e.Venue, false)
	f.zone("zone", e.Zone, true)
	if len(e.Languages) == 0 {
		f.add("languages", "", "is empty; give en, fr or both")
	}
	for i, l := range e.Languages {
		f.language(fmt.Sprintf("languages[%d]", i), l, true)
	}
	f.settings(e.Settings)
	return Invalid("the event is not valid", f...)
}

func (f *faults) settings(s Settings) {
	f.kindNumbers("settings.request_quota", s.RequestQuota, 1)
	f.kindNumbers("settings.floors", s.Floors, 0)
	f.kindNumbers("settings.kind_bonus", s.KindBonus, 0)
	for _, kind := range sortedKeys(s.MayAsk) {
		f.kind("settings.may_ask", kind)
		for _, other := range s.MayAsk[kind] {
			f.kind("settings.may_ask."+string(kind), other)
		}
	}
	f.capabilities(s.Capabilities)
	f.least("settings.max_break_spread", s.MaxBreakSpread, 0)
	f.least("settings.changeover", s.Changeover, 0)
	f.least("settings.pitches_per_startup", &s.PitchesPerStartup, 0)
	f.quietHours(s)
}

func (f *faults) kindNumbers(field string, numbers map[Kind]int, least int) {
	for _, kind := range sortedKeys(numbers) {
		n := numbers[kind]
		f.kind(field, kind)
		f.least(field+"."+string(kind), &n, least)
	}
}

func (f *faults) kind(field string, kind Kind) {
	if !slices.Contains(Kinds(), kind) {
		f.add(field, string(kind), "is no kind of organisation; kinds: %v", Kinds())
	}
}

func (f *faults) capabilities(all []Capability) {
	seen := map[string]bool{}
	for i, c := range all {
		field := fmt.Sprintf("settings.capabilities[%d]", i)
		f.line(field+".key", c.Key, true)
		f.line(field+".name", c.Name, true)
		if seen[c.Key] {
			f.add(field+".key", c.Key, "stands twice")
		}
		seen[c.Key] = true
	}
}

func (f *faults) quietHours(s Settings) {
	if (s.QuietFrom == "") != (s.QuietUntil == "") {
		f.add("settings.quiet_from", s.QuietFrom, "quiet hours need both ends, or neither")
		return
	}
	f.timeOfDay("settings.quiet_from", s.QuietFrom)
	f.timeOfDay("settings.quiet_until", s.QuietUntil)
}

// timeOfDay takes five characters only, so that times compare as texts.
func (f *faults) timeOfDay(field, value string) {
	if t, err := time.Parse("15:04", value); value != "" && (err != nil || t.Format("15:04") != value) {
		f.add(field, value, "is no time of day; one is 07:00")
	}
}

func sortedKeys[K ~string, V any](m map[K]V) []K {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
