package partnering

import "strings"

// ParseAddress returns the bare mail address, local@domain, in lower case. It
// takes no display name, comment, quoted local part or control character, and
// returns CodeInvalid for anything else.
func ParseAddress(text string) (string, error) {
	address := strings.ToLower(strings.TrimSpace(text))
	local, domain, found := strings.Cut(address, "@")
	if found && len(address) <= 254 && localPart(local) && domainName(domain) {
		return address, nil
	}
	return "", Invalid("the mail address is not valid", addressFault("email", text))
}

func addressFault(field, value string) Fault {
	return Fault{Field: field, Value: value, Message: "is no mail address; one is name@example.org"}
}

func (f *faults) address(field, value string) string {
	address, err := ParseAddress(value)
	if err != nil {
		*f = append(*f, addressFault(field, value))
	}
	return address
}

func localPart(text string) bool {
	if len(text) > 64 {
		return false
	}
	for atom := range strings.SplitSeq(text, ".") {
		if atom == "" || strings.ContainsFunc(atom, func(r rune) bool { return !atomRune(r) }) {
			return false
		}
	}
	return true
}

func atomRune(r rune) bool {
	return letterOrDigit(r) || strings.ContainsRune("!#$%&'*+-/=?^_`{|}~", r)
}

func domainName(text string) bool {
	for label := range strings.SplitSeq(text, ".") {
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
		if strings.ContainsFunc(label, func(r rune) bool { return !letterOrDigit(r) && r != '-' }) {
			return false
		}
	}
	return true
}

func letterOrDigit(r rune) bool {
	return 'a' <= r && r <= 'z' || '0' <= r && r <= '9'
}

// erasedDomain is where the addresses of erased people point: nowhere.
const erasedDomain = "@erased.invalid"

func erased(address string) bool { return strings.HasSuffix(address, erasedDomain) }
