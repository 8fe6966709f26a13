package export

import (
	"io"
	"time"

	"github.com/skip2/go-qrcode"

	"entente/partnering"
)

// Sign stands on a table: its place, and where its live agenda is.
type Sign struct {
	Place partnering.Place
	URL   string
}

// WriteTableSigns writes a sheet for each place, A4 across, to fold or stand:
// the place's name as large as it fits, its zone, and a QR code that leads to
// the live agenda. A sign without a URL has no code.
func WriteTableSigns(w io.Writer, event partnering.Event, signs []Sign, o Options) error {
	p := newPaper(line(event.Name), time.Time{}, true)
	if len(signs) == 0 {
		p.addPage()
		p.text(body, margin, margin, In(o.Language).word("empty"))
	}
	for _, sign := range signs {
		if err := p.sign(event, sign, In(o.Language)); err != nil {
			return err
		}
	}
	return p.writeTo(w)
}

func (p *paper) sign(event partnering.Event, sign Sign, l Language) error {
	const code = 190.0
	p.addPage()
	p.pdf.AddOutline(printable(line(sign.Place.Name)))
	head := style{18, true, accent}
	p.centre(head, p.width/2, margin+18, p.fitted(head, printable(line(event.Name)), p.width-2*margin))
	p.line(accent, 1.2, margin, margin+34, p.width-margin, margin+34)
	name := p.largest(printable(line(sign.Place.Name)), p.width-2*margin)
	below := 150.0
	if sign.URL == "" {
		below = 260
	}
	p.centre(name, p.width/2, margin+below+name.size*0.35, p.fitted(name, printable(line(sign.Place.Name)), p.width-2*margin))
	zone := style{30, false, soft}
	p.centre(zone, p.width/2, margin+below+name.size*0.35+50, p.fitted(zone, printable(l.zone(sign.Place.Zone)), p.width-2*margin))
	if sign.URL == "" {
		return p.err
	}
	top := p.height - margin - code
	caption := style{15, false, dark}
	p.text(caption, margin+code+24, top+code/2-4, l.word("scan"))
	address := style{10, false, soft}
	p.text(address, margin+code+24, top+code/2+16, p.fitted(address, printable(line(sign.URL)), p.width-2*margin-code-24))
	return p.qrCode(line(sign.URL), margin, top, code)
}

// largest is the bold style in which the text just fits the width.
func (p *paper) largest(text string, width float64) style {
	s := style{140, true, dark}
	if needed := p.measure(s, text); needed > width {
		s.size = max(s.size*width/needed, 36)
	}
	return s
}

// qrCode draws a code as rectangles, which stay sharp at any size. The white
// border that readers ask for is part of it.
func (p *paper) qrCode(text string, x, y, size float64) error {
	code, err := qrcode.New(text, qrcode.Medium)
	if err != nil {
		return err
	}
	bitmap := code.Bitmap()
	module := size / float64(len(bitmap))
	p.pdf.SetFillColor(0, 0, 0)
	for row, modules := range bitmap {
		for from := 0; from < len(modules); from++ {
			until := from
			for until < len(modules) && modules[until] {
				until++
			}
			if until > from {
				p.pdf.RectFromUpperLeftWithStyle(x+float64(from)*module, y+float64(row)*module, float64(until-from)*module, module+0.05, "F")
				from = until
			}
		}
	}
	p.set = style{} // the fill colour is the text's too
	return p.err
}
