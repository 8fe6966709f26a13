package mail

import "html/template"

// letter is what a mail says, before it becomes text and HTML.
type letter struct {
	Language string
	Subject  string
	Event    string // stands above the greeting
	Greeting string
	Intro    []string // paragraphs
	Items    []item
	Action   string // words on the button
	Link     string // where it leads
	Notes    []string
	Colon    string // as the language sets it
}

// item is one meeting, pitch, request or change that a letter lists.
type item struct {
	Tag    string // such as "New": a word, so that nothing is said by colour alone
	Tone   tone
	When   string
	Title  string
	Lines  []string
	Quote  string // what somebody wrote
	Struck bool   // it is off
}

// tone is the colour of an item's tag.
type tone string

const (
	calm  tone = "#0f5c63"
	waits tone = "#8a5a00"
	off   tone = "#a3262a"
)

// Colour returns the tone as a style sheet writes it; the template may trust it.
func (t tone) Colour() template.CSS {
	if t == "" {
		t = calm
	}
	return template.CSS(t)
}
