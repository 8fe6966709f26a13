package partnering_test

import (
	"strings"
	"testing"

	"entente/partnering"
)

func TestParseAddress(t *testing.T) {
	for _, test := range []struct {
		rule, text, want string // want "" is refused
	}{
		{"plain", "ada@example.org", "ada@example.org"},
		{"lower case", "Ada.Lovelace+pitch@Example.ORG", "ada.lovelace+pitch@example.org"},
		{"surrounding space", " ada@example.org\n", "ada@example.org"},
		{"one label", "ada@localhost", "ada@localhost"},
		{"display name", "Ada <ada@example.org>", ""},
		{"angle brackets", "<ada@example.org>", ""},
		{"comment", "ada(x)@example.org", ""},
		{"quoted", `"ada x"@example.org`, ""},
		{"no at", "ada.example.org", ""},
		{"two ats", "ada@x@example.org", ""},
		{"nothing before", "@example.org", ""},
		{"nothing behind", "ada@", ""},
		{"dots in a row", "ada..l@example.org", ""},
		{"empty label", "ada@example..org", ""},
		{"label with a dash at its end", "ada@example-.org", ""},
		{"new line inside", "ada@example.org\r\nBcc: eve@example.org", ""},
		{"zero byte", "ada\x00@example.org", ""},
		{"two addresses", "ada@example.org,eve@example.org", ""},
		{"too long before", strings.Repeat("a", 65) + "@example.org", ""},
	} {
		t.Run(test.rule, func(t *testing.T) {
			got, err := partnering.ParseAddress(test.text)
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
			if test.want == "" {
				wantCode(t, err, partnering.CodeInvalid)
			}
		})
	}
}

func FuzzParseAddress(f *testing.F) {
	f.Add("Ada@example.org")
	f.Add("a@b\r\n")
	f.Fuzz(func(t *testing.T, text string) {
		address, err := partnering.ParseAddress(text)
		if err != nil {
			return
		}
		if strings.ContainsAny(address, " <>,;:\"()\r\n\t\x00") || strings.Count(address, "@") != 1 || address != strings.ToLower(address) {
			t.Errorf("%q became %q", text, address)
		}
		if again, err := partnering.ParseAddress(address); err != nil || again != address {
			t.Errorf("%q became %q (%v) the second time", address, again, err)
		}
	})
}
