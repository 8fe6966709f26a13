package mail

import "strings"

// text writes the letter as plain text, one paragraph a line.
func (l letter) text() string {
	var out strings.Builder
	paragraph := func(lines ...string) {
		for _, line := range lines {
			if line != "" {
				out.WriteString(line + "\n")
			}
		}
		out.WriteString("\n")
	}
	paragraph(l.Greeting)
	for _, p := range l.Intro {
		paragraph(p)
	}
	for _, i := range l.Items {
		paragraph(i.text(l.Colon)...)
	}
	if l.Link != "" {
		paragraph(l.Action+l.Colon, l.Link)
	}
	if len(l.Notes) > 0 {
		paragraph("-- ", strings.Join(l.Notes, "\n"))
	}
	return strings.TrimRight(out.String(), "\n") + "\n"
}

func (i item) text(colon string) []string {
	head := i.Title
	if i.Tag != "" {
		head = i.Tag + colon + " " + i.Title
	}
	lines := []string{"* " + head}
	for _, line := range append([]string{i.When}, i.Lines...) {
		if line != "" {
			lines = append(lines, "  "+line)
		}
	}
	if i.Quote != "" {
		lines = append(lines, "  > "+strings.ReplaceAll(i.Quote, "\n", "\n  > "))
	}
	return lines
}
