package export

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode"

	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
	"github.com/signintech/gopdf"
	"golang.org/x/text/unicode/norm"
)

// A4 and what is left free around the text, in points.
const (
	paperWidth  = 595.28
	paperHeight = 841.89
	margin      = 48.0
	textWidth   = paperWidth - 2*margin
	footerLine  = paperHeight - 30
	textBottom  = paperHeight - 52
	missing     = '□' // stands for a character that the font lacks
)

// ink is a colour of text or line.
type ink [3]uint8

var (
	dark   = ink{34, 32, 27}
	soft   = ink{106, 101, 88}
	accent = ink{15, 92, 99}
	rule   = ink{214, 208, 194}
	red    = ink{163, 38, 42}
)

// style is how a text is set.
type style struct {
	size float64
	bold bool
	ink  ink
}

// paper is a PDF that is drawn on, with the first error of all that was drawn.
type paper struct {
	pdf    gopdf.GoPdf
	err    error
	width  float64
	height float64
	set    style           // as the PDF has it now
	widths [2]map[rune]int // in thousandths of the size, by regular and bold
}

// newPaper begins a document; landscape turns the sheet.
func newPaper(title string, at time.Time, landscape bool) *paper {
	p := &paper{width: paperWidth, height: paperHeight, widths: [2]map[rune]int{{}, {}}}
	if landscape {
		p.width, p.height = p.height, p.width
	}
	p.pdf.Start(gopdf.Config{PageSize: gopdf.Rect{W: p.width, H: p.height}})
	if at.IsZero() {
		at = time.Now()
	}
	p.pdf.SetInfo(gopdf.PdfInfo{Title: printable(title), Creator: "Entente", Producer: "Entente", CreationDate: at.UTC()})
	box := gopdf.TtfOption{OnGlyphNotFoundSubstitute: func(rune) rune { return missing }}
	p.fail(p.pdf.AddTTFFontDataWithOption(fontName(false), liberationsansregular.TTF, box))
	p.fail(p.pdf.AddTTFFontDataWithOption(fontName(true), liberationsansbold.TTF, box))
	return p
}

func (p *paper) fail(err error) {
	if p.err == nil && err != nil {
		p.err = fmt.Errorf("set a page: %w", err)
	}
}

// writeTo ends the document.
func (p *paper) writeTo(w io.Writer) error {
	if p.err != nil {
		return p.err
	}
	_, err := p.pdf.WriteTo(w)
	return err
}

func (p *paper) addPage() {
	p.pdf.AddPage()
	p.set = style{}
}

// use makes the style the present one.
func (p *paper) use(s style) {
	if p.set == s || p.err != nil {
		return
	}
	p.set = s
	p.fail(p.pdf.SetFont(fontName(s.bold), "", s.size))
	p.pdf.SetTextColor(s.ink[0], s.ink[1], s.ink[2])
}

func fontName(bold bool) string {
	if bold {
		return "bold"
	}
	return "regular"
}

// text sets one line with its baseline at y.
func (p *paper) text(s style, x, y float64, text string) {
	if text == "" || p.err != nil {
		return
	}
	p.use(s)
	p.pdf.SetXY(x, y)
	p.fail(p.pdf.Text(text))
}

func (p *paper) right(s style, x, y float64, text string) { p.text(s, x-p.measure(s, text), y, text) }

func (p *paper) centre(s style, x, y float64, text string) {
	p.text(s, x-p.measure(s, text)/2, y, text)
}

// line draws a hairline.
func (p *paper) line(i ink, width, x1, y1, x2, y2 float64) {
	p.pdf.SetStrokeColor(i[0], i[1], i[2])
	p.pdf.SetLineWidth(width)
	p.pdf.Line(x1, y1, x2, y2)
}

// measure returns the width of a text in points. Nothing is kerned, so it is
// the sum of its characters, each of which the font is asked for once.
func (p *paper) measure(s style, text string) float64 {
	known := p.widths[0]
	if s.bold {
		known = p.widths[1]
	}
	sum := 0
	for _, r := range text {
		width, there := known[r]
		if !there {
			width = p.ask(s.bold, r)
			known[r] = width
		}
		sum += width
	}
	return float64(sum) * s.size / 1000
}

func (p *paper) ask(bold bool, r rune) int {
	p.use(style{size: 1000, bold: bold})
	if p.err != nil {
		return 0
	}
	width, err := p.pdf.MeasureTextWidth(string(r))
	p.fail(err)
	return int(width)
}

// wrap breaks a printable text into lines that fit, at spaces where there are some.
func (p *paper) wrap(s style, text string, width float64) []string {
	var lines []string
	for paragraph := range strings.SplitSeq(text, "\n") {
		line := ""
		for word := range strings.FieldsSeq(paragraph) {
			if line != "" && p.measure(s, line+" "+word) <= width {
				line += " " + word
				continue
			}
			if line != "" {
				lines = append(lines, line)
			}
			pieces := p.broken(s, word, width)
			lines = append(lines, pieces[:len(pieces)-1]...)
			line = pieces[len(pieces)-1]
		}
		if line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// broken cuts a word that is wider than a line.
func (p *paper) broken(s style, word string, width float64) []string {
	if p.measure(s, word) <= width {
		return []string{word}
	}
	var pieces []string
	piece := ""
	for _, r := range word {
		if piece != "" && p.measure(s, piece+string(r)) > width {
			pieces, piece = append(pieces, piece), ""
		}
		piece += string(r)
	}
	return append(pieces, piece)
}

// fitted shortens a text with an ellipsis to what fits on a line.
func (p *paper) fitted(s style, text string, width float64) string {
	if p.measure(s, text) <= width {
		return text
	}
	runes := []rune(text)
	for len(runes) > 0 && p.measure(s, string(runes)+"…") > width {
		runes = runes[:len(runes)-1]
	}
	return strings.TrimRight(string(runes), " ") + "…"
}

// printable returns what the page can show of a text: composed characters, and
// a box for each one of a script that has to be shaped or runs the other way.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case unicode.In(r, unicode.Cf, unicode.Variation_Selector):
			return -1
		case unicode.In(r, unicode.Hebrew, unicode.Arabic):
			return missing
		}
		return r
	}, norm.NFC.String(clean(text)))
}
