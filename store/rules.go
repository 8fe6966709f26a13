package store

// rule is an "only once" that a unique index keeps, and what a person reads
// when the index refuses.
type rule struct {
	index   string
	columns string // as SQLite names them when it refuses
	says    string
}

// rules lists every unique index with its sentence.
func rules() []rule {
	return []rule{
		{"slots_external_id", "slots.event_id, slots.external_id", "a slot of the event has this external id already"},
		{"organisations_external_id", "organisations.event_id, organisations.external_id", "an organisation of the event has this external id already"},
		{"places_external_id", "places.event_id, places.external_id", "a place of the event has this external id already"},
		{"places_name", "places.event_id, places.name", "a place of the event has this name already"},
		{"delegates_external_id", "delegates.event_id, delegates.external_id", "a delegate of the event has this external id already"},
		{"delegates_email", "delegates.event_id, delegates.email", "a delegate of the event has this mail address already"},
		{"commitments_of_source", "commitments.source_id, commitments.delegate_id, commitments.start_at", "the delegate has this commitment already"},
		{"accounts_email", "accounts.email", "an account has this mail address already"},
		{"memberships_once", "index 'memberships_once'", "the account has this role at the event already"},
		{"tokens_hash", "tokens.hash", "this token is there already"},
		{"feeds_once", "feeds.account_id, feeds.event_id, feeds.scope, feeds.subject_id", "the account has a feed of this agenda already"},
		{"remembered_calls_pkey", "remembered_calls.account_id, remembered_calls.call_key", "this idempotency key was used already"},
		{"pitch_slots_position", "pitch_slots.session_id, pitch_slots.position", "the pitch session has a slot at this position already"},
		{"pitch_bookings_one_per_slot", "pitch_bookings.slot_id", "the pitch slot is taken"},
		{"waiting_entries_once", "waiting_entries.session_id, waiting_entries.organisation_id", "the organisation is on the waiting list already"},
		{"requests_external_id", "requests.event_id, requests.external_id", "a request of the event has this external id already"},
		{"requests_one_per_pair", "requests.event_id, requests.pair_key", "a request between the two organisations stands already, pending or accepted"},
		{"draft_meetings_pkey", "draft_meetings.draft_id, draft_meetings.request_id", "the request has a meeting in the draft already"},
		{"versions_pkey", "versions.event_id, versions.number", "this version of the schedule was published already"},
		{"meetings_pkey", "meetings.request_id", "the request has a meeting in the published schedule already"},
		{"meetings_one_per_seat", "meetings.place_id, meetings.slot_id, meetings.seat", "a place would host more meetings in a slot than it has room for"},
		{"attendances_pkey", "attendances.delegate_id, attendances.slot_id", "a delegate would be in two meetings of the same slot"},
		{"reminder_rules_pkey", "reminder_rules.event_id, reminder_rules.kind", "the event has this reminder rule already"},
		{"mailbox_mails_message_id", "mailbox_mails.message_id", "a mail with this Message-ID is in the mailbox already"},
		{"outbox_once", "index 'outbox_once'", "this message is planned or sent already"},
		{"outbox_message_id", "outbox.message_id", "a message with this Message-ID is there already"},
	}
}

// sameID is what any other unique index keeps: identifiers.
func sameID(index string) rule {
	return rule{index: index, says: "something with this id is there already"}
}

func ruleOfColumns(columns string) rule {
	for _, r := range rules() {
		if r.columns == columns {
			return r
		}
	}
	return sameID(columns)
}

func ruleOfIndex(index string) rule {
	for _, r := range rules() {
		if r.index == index {
			return r
		}
	}
	return sameID(index)
}
