package partnering

import (
	"context"
	"time"
)

const day = 24 * time.Hour

// standardRules are the rules of an event that an organiser has not touched.
func standardRules(eventID string) []ReminderRule {
	rules := []ReminderRule{
		{Kind: RuleUnanswered, At: "09:00"},
		{Kind: RuleDeadline, Offsets: []time.Duration{3 * day, day}},
		{Kind: RuleAvailability, Offsets: []time.Duration{7 * day, 2 * day}},
		{Kind: RulePitch, Offsets: []time.Duration{7 * day, day, 30 * time.Minute}},
		{Kind: RuleAgenda},
		{Kind: RuleDayBefore, At: "18:00"},
		{Kind: RuleNextMeeting, Offsets: []time.Duration{15 * time.Minute}},
		{Kind: RuleFeedback, Offsets: []time.Duration{-time.Hour}, At: "09:00"},
	}
	for i := range rules {
		rules[i].EventID, rules[i].Enabled = eventID, true
	}
	return rules
}

// rulesOf returns the rules of an event by kind, the organiser's over the standard ones.
func rulesOf(ctx context.Context, st Store, eventID string) (map[RuleKind]ReminderRule, error) {
	kept, err := st.FindRules(ctx, eventID)
	if err != nil {
		return nil, err
	}
	rules := byRule(standardRules(eventID))
	for _, r := range kept {
		rules[r.Kind] = r
	}
	return rules, nil
}

func byRule(rules []ReminderRule) map[RuleKind]ReminderRule {
	index := make(map[RuleKind]ReminderRule, len(rules))
	for _, r := range rules {
		index[r.Kind] = r
	}
	return index
}

// FindRules lists the reminder rules of the event, the standard ones included; for organisers.
func (s *Service) FindRules(ctx context.Context, by Actor, eventID string) ([]ReminderRule, error) {
	if err := mustOrganise(by, eventID); err != nil {
		return nil, err
	}
	rules, err := rulesOf(ctx, s.store, eventID)
	if err != nil {
		return nil, err
	}
	var all []ReminderRule
	for _, standard := range standardRules(eventID) {
		all = append(all, rules[standard.Kind])
	}
	return all, nil
}

// PutRule changes a rule and plans its rows anew; for organisers.
func (s *Service) PutRule(ctx context.Context, by Actor, r ReminderRule) (ReminderRule, error) {
	err := s.store.Tx(ctx, func(st Store) error {
		if err := mustOrganise(by, r.EventID); err != nil {
			return err
		}
		e, err := st.EventByID(ctx, r.EventID)
		if err != nil {
			return err
		}
		if err := r.check(); err != nil {
			return err
		}
		rules, err := rulesOf(ctx, st, r.EventID)
		if err != nil {
			return err
		}
		before := rules[r.Kind]
		if err := st.PutRule(ctx, &r); err != nil {
			return err
		}
		if err := cancelRule(ctx, st, r); err != nil {
			return err
		}
		if err := s.planEvent(ctx, st, e); err != nil {
			return err
		}
		return s.record(ctx, st, by, r.EventID, "reminder_rule.update", Subject{Kind: "rule", ID: string(r.Kind)}, before, r)
	})
	return r, err
}

// check lists everything that is wrong with the rule.
func (r ReminderRule) check() error {
	var f faults
	standard, known := byRule(standardRules(r.EventID))[r.Kind]
	if !known {
		return Errorf(CodeNotFound, "there is no reminder rule %s", r.Kind)
	}
	if _, fine := wall("2026-01-01", r.At); r.At != "" && !fine || standard.At != "" && r.At == "" {
		f.add("at", r.At, "is no local time; write one such as 18:00")
	}
	if len(standard.Offsets) > 0 && len(r.Offsets) == 0 && r.Enabled {
		f.add("offset_minutes", "", "is missing: say how long before, or switch the rule off")
	}
	for _, offset := range r.Offsets {
		if offset < -30*day || offset > 90*day {
			f.add("offset_minutes", offset.String(), "is more than 90 days before or 30 days after")
		}
	}
	for language, text := range r.Texts {
		f.language("texts", language, true)
		f.line("texts."+language+".subject", text.Subject, false)
		f.text("texts."+language+".intro", text.Intro, mostText)
	}
	return Invalid("the reminder rule is not valid", f...)
}

// cancelRule cancels what the rule has planned.
func cancelRule(ctx context.Context, st Store, r ReminderRule) error {
	planned, err := st.FindOutbox(ctx, OutboxFilter{EventID: r.EventID, Rule: r.Kind, States: []OutboxState{OutboxPlanned, OutboxHeld}})
	if err != nil {
		return err
	}
	for _, row := range planned.Items {
		row.State = OutboxCancelled
		if err := st.UpdateOutbox(ctx, row); err != nil {
			return err
		}
	}
	return nil
}
