package store

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"gorm.io/gorm"
)

// fold returns the text as lists sort and search it: lower case, without
// accents, so that "École" stands by "ecole" on every database.
func fold(text string) string {
	plain := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(text))
	return norm.NFC.String(plain)
}

// searchable joins what a search looks at.
func searchable(texts ...string) string { return fold(strings.Join(texts, "\n")) }

// containing is the LIKE pattern of texts that contain the words as they stand.
func containing(text string) string {
	return "%" + strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(fold(text)) + "%"
}

// search narrows the query to rows whose column contains the text; an empty
// text does not narrow.
func search(q *gorm.DB, column, text string) *gorm.DB {
	if strings.TrimSpace(text) == "" {
		return q
	}
	return q.Where(column+` LIKE ? ESCAPE '\'`, containing(strings.TrimSpace(text)))
}

// quoted is the LIKE pattern of JSON texts that have the string as a value.
func quoted(value string) string {
	return `%"` + strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(value) + `"%`
}
