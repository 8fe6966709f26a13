package mail

import (
	"strings"
	"unicode"

	"entente/partnering"
)

// texts are the words of a language.
type texts struct {
	rules   map[partnering.RuleKind]ruleText
	words   map[string]string
	reasons map[partnering.DeclineReason]string
	counts  [2]string // one request, several
}

// ruleText is the standard wording of a rule. Placeholders: {event}, {with},
// {title}, {when}, {place}, {session}, {requests}, {deadline}, {day}, {version}.
type ruleText struct {
	subject, intro, action string
}

// Texts that a rule has besides its usual one.
const (
	textFirstAgenda partnering.RuleKind = "agenda_first"
	textAccepted    partnering.RuleKind = "request_accepted"
	textDeclined    partnering.RuleKind = "request_declined"
	textSignInAlone partnering.RuleKind = "sign_in_alone" // outside an event
)

// oneline returns the text on one line, without control characters.
func oneline(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
}

// prose returns the text without control characters but for its line ends.
func prose(text string) string {
	text = strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\r\n", "\n")
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '\n', !unicode.IsControl(r):
			return r
		case r == '\r':
			return '\n'
		case r == '\t':
			return ' '
		}
		return -1
	}, text))
}

// paragraphs splits prose at its empty lines.
func paragraphs(text string) []string {
	var all []string
	for p := range strings.SplitSeq(prose(text), "\n\n") {
		if p = strings.TrimSpace(p); p != "" {
			all = append(all, p)
		}
	}
	return all
}
