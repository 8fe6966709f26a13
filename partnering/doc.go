// Package partnering holds the nouns and rules of partnering events and the
// use cases built on them.
//
// The nouns stand in files of their own name: event, slot, place,
// organisation, delegate, pitch, request, meeting, run, reminder. The use
// cases are methods of Service, in files named after what is done:
// requesting, pitching, running, drafting, publishing, reminding, importing.
// Each takes the Actor who calls, checks its role, the event's phase and
// deadlines, and changes the Store in one transaction, in which it also
// writes what the change causes: messages in the outbox, reminders, the audit
// log. HTTP, cron and the command line only translate.
//
// The package declares what it needs of the outside (Store, Notifier, Clock)
// and imports nothing of ours but the scheduler.
package partnering
