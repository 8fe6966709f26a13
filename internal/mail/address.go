package mail

import (
	"strings"
	"unicode"

	"entente/partnering"
)

// address is a bare mail address, local@domain, that went through parseAddress.
type address string

// parseAddress takes a bare address and nothing around it: no display name, no
// second address, no control character. It returns CodeInvalid for anything else.
func parseAddress(text string) (address, error) {
	if err := oneLine("address", text); err != nil {
		return "", err
	}
	bare, err := partnering.ParseAddress(text)
	return address(bare), err
}

// oneLine refuses what could end a header line and begin another.
func oneLine(field, text string) error {
	if !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' }) {
		return nil
	}
	return partnering.Invalid("the mail is not valid", partnering.Fault{Field: field, Value: text,
		Message: "holds a line end or another control character; remove it"})
}

// messageID takes "<left@right>" or the same without its brackets, and returns it without.
func messageID(text string) (string, error) {
	id := strings.TrimSuffix(strings.TrimPrefix(text, "<"), ">")
	left, right, found := strings.Cut(id, "@")
	bad := strings.ContainsFunc(id, func(r rune) bool { return r <= ' ' || r >= 0x7f || strings.ContainsRune("<>()[],;:\\\"", r) })
	if !found || left == "" || right == "" || bad || strings.Contains(right, "@") {
		return "", partnering.Invalid("the mail is not valid", partnering.Fault{Field: "message_id", Value: text,
			Message: "is no Message-ID; one is <something@host>"})
	}
	return id, nil
}
