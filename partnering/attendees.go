package partnering

import (
	"fmt"
	"slices"
)

// attendees checks one side's attendees: they belong to its organisation and take meetings.
func (f *faults) attendees(field string, a Attendees, o Organisation, team []Delegate) {
	for i, id := range a.Required {
		f.attendee(fmt.Sprintf("%s.required[%d]", field, i), id, o, team)
	}
	for g, group := range a.AnyOf {
		if len(group) == 0 {
			f.add(fmt.Sprintf("%s.any_of[%d]", field, g), "", "is empty: name delegates or leave the group out")
		}
		for i, id := range group {
			f.attendee(fmt.Sprintf("%s.any_of[%d][%d]", field, g, i), id, o, team)
		}
	}
}

func (f *faults) attendee(field, id string, o Organisation, team []Delegate) {
	at := slices.IndexFunc(team, func(d Delegate) bool { return d.ID == id })
	switch {
	case at < 0:
		f.add(field, id, "is no delegate of %s", o.Name)
	case team[at].NoMeetings:
		f.add(field, id, "%s takes no meetings", team[at].Name)
	}
}

func (f *faults) priority(field string, p Priority) {
	if !slices.Contains([]Priority{"", PriorityMust, PriorityWant, PriorityNice}, p) {
		f.add(field, string(p), "must be must, want or nice")
	}
}

// sorted returns the attendees in the order in which they are kept, each once.
func (a Attendees) sorted() Attendees {
	kept := Attendees{Required: distinct(a.Required)}
	slices.Sort(kept.Required)
	for _, group := range a.AnyOf {
		group = distinct(group)
		slices.Sort(group)
		kept.AnyOf = append(kept.AnyOf, group)
	}
	slices.SortFunc(kept.AnyOf, slices.Compare[[]string])
	return kept
}

// metBy says whether the participants are enough for the attendees.
func (a Attendees) metBy(participants []string) bool {
	for _, id := range a.Required {
		if !slices.Contains(participants, id) {
			return false
		}
	}
	for _, group := range a.AnyOf {
		if !slices.ContainsFunc(group, func(id string) bool { return slices.Contains(participants, id) }) {
			return false
		}
	}
	return true
}
