// Package mail renders notices and sends them: by SMTP, or into the mailbox
// page of an installation without a mail server.
//
// NewSMTP and NewMailbox each make a partnering.Notifier. Both render the same
// letters: a notice becomes a letter of paragraphs and items, in English or
// French, and the letter becomes plain text and HTML. Times are those of the
// event's zone, which the letter names; a reader who attends from afar sees the
// own time beside it. A change of the agenda brings the calendar entries along.
//
// To add a notice: its texts stand in texts_en.go and texts_fr.go, and what it
// lists in the table of composing.go.
//
// Mail cannot promise to arrive once. What is promised: a message that fails is
// reported, with CodeBusy when another try may help and CodeInvalid when none
// will, and the same message bears the same Message-ID at each try.
package mail
