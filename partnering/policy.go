package partnering

import "time"

// Act is something that an event's phase allows or not.
type Act string

// The acts of the phase table.
const (
	ActAsk            Act = "ask"
	ActAnswer         Act = "answer"
	ActWithdraw       Act = "withdraw or cancel"
	ActAvailability   Act = "change availability"
	ActBookPitch      Act = "book a pitch"
	ActImport         Act = "import"
	ActPlan           Act = "run the solver and edit drafts"
	ActPublish        Act = "publish"
	ActChangeMeetings Act = "change meetings"
	ActOutcome        Act = "record outcomes"
	ActSetUp          Act = "change the set-up"
	ActProfile        Act = "change profiles and teams"
	ActEditPitch      Act = "change a pitch"
)

// permission says who may do an act in a phase.
type permission int

const (
	nobody permission = iota
	organisers
	everyone
	ifAllowed // everyone, where the event's settings allow it; organisers always
)

// phaseTable is the table of phases and acts of the domain: a column each of
// setup, open, scheduling, live, closed. The last three rows are edits that go
// on until the event is closed.
func phaseTable() map[Act][5]permission {
	return map[Act][5]permission{
		ActAsk:            {nobody, everyone, organisers, ifAllowed, nobody},
		ActAnswer:         {nobody, everyone, everyone, everyone, nobody},
		ActWithdraw:       {nobody, everyone, everyone, everyone, nobody},
		ActAvailability:   {everyone, everyone, everyone, everyone, nobody},
		ActBookPitch:      {nobody, everyone, organisers, organisers, nobody},
		ActImport:         {organisers, organisers, organisers, organisers, nobody},
		ActPlan:           {organisers, organisers, organisers, organisers, nobody},
		ActPublish:        {nobody, nobody, organisers, organisers, nobody},
		ActChangeMeetings: {nobody, nobody, nobody, everyone, nobody},
		ActOutcome:        {nobody, nobody, nobody, everyone, everyone},
		ActSetUp:          {organisers, organisers, organisers, organisers, nobody},
		ActProfile:        {everyone, everyone, everyone, everyone, nobody},
		ActEditPitch:      {nobody, everyone, everyone, everyone, nobody},
	}
}

// allow returns nil when the event's phase lets the actor do the act, else a
// conflict that names the phase and the phases that would.
func (e Event) allow(by Actor, act Act) error {
	row := phaseTable()[act]
	for i, phase := range Phases() {
		if phase == e.Phase && e.permits(by, row[i]) {
			return nil
		}
	}
	return Errorf(CodeConflict, "you cannot %s while the event is in phase %s; %s", act, e.Phase, phasesFor(row))
}

func (e Event) permits(by Actor, p permission) bool {
	switch p {
	case everyone:
		return true
	case organisers:
		return by.Organises(e.ID)
	case ifAllowed:
		return e.Settings.RequestsWhileLive || by.Organises(e.ID)
	default:
		return false
	}
}

func phasesFor(row [5]permission) string {
	words := ""
	for i, phase := range Phases() {
		switch row[i] {
		case everyone:
			words += ", " + string(phase)
		case organisers:
			words += ", " + string(phase) + " (organisers)"
		case ifAllowed:
			words += ", " + string(phase) + " (if the event allows it)"
		}
	}
	return "possible in: " + words[2:]
}

// passed says whether a deadline is over; at the instant itself it is too late.
func passed(deadline, now time.Time) bool {
	return !deadline.IsZero() && !now.Before(deadline)
}

// The checks below return CodeUnauthenticated for the public and
// CodeForbidden or CodeNotFound for the others.

func mustSignIn(by Actor) error {
	if by.SignedIn() {
		return nil
	}
	return Errorf(CodeUnauthenticated, "sign in first")
}

func mustOrganise(by Actor, eventID string) error {
	if err := mustSignIn(by); err != nil {
		return err
	}
	if by.Organises(eventID) {
		return nil
	}
	return Errorf(CodeForbidden, "only an organiser of the event may do this")
}

func mustActFor(by Actor, eventID, organisationID string) error {
	if err := mustSignIn(by); err != nil {
		return err
	}
	if by.Organises(eventID) || by.ActsFor(eventID, organisationID) {
		return nil
	}
	return Errorf(CodeForbidden, "only this organisation's delegates and the organisers may do this")
}

func mustAttend(by Actor, eventID string) error {
	if err := mustSignIn(by); err != nil {
		return err
	}
	if by.Attends(eventID) {
		return nil
	}
	return Errorf(CodeNotFound, "there is no event %s, or you have no role in it", eventID)
}
