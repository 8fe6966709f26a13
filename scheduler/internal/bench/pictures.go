package main

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
)

// A picture's size and the frame around what it plots, in pixels.
const (
	width, height = 720, 320
	left, right   = 76, 20
	top, bottom   = 40, 44
)

// draw writes the pictures: value and bound, and breaks, over time of the
// largest event without features; gap by size; breaks per participant.
func draw(dir string, rows []row) error {
	if len(rows) == 0 {
		return fmt.Errorf("no event was run, so there is nothing to draw")
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	largest := rows[0]
	for _, r := range rows {
		if r.spec.With == 0 && r.spec.Delegates > largest.spec.Delegates {
			largest = r
		}
	}
	for name, picture := range map[string]string{
		"value-and-bound.svg": overTime(largest), "breaks-over-time.svg": breaksOverTime(largest),
		"gap-by-size.svg": gapBySize(rows), "breaks-per-participant.svg": perParticipant(largest),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(picture), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// plot maps values to pixels.
type plot struct {
	b                 strings.Builder
	x0, x1, y0, y1    float64
	title, xaxis, yax string
}

func newPlot(title, xaxis, yaxis string, x0, x1, y0, y1 float64) *plot {
	if x1 <= x0 {
		x1 = x0 + 1
	}
	if y1 <= y0 {
		y1 = y0 + 1
	}
	p := &plot{x0: x0, x1: x1, y0: y0, y1: y1, title: title, xaxis: xaxis, yax: yaxis}
	fmt.Fprintf(&p.b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="12">`+"\n", width, height)
	fmt.Fprintf(&p.b, `<rect width="%d" height="%d" fill="#fbf9f4"/><text x="%d" y="22" font-size="15">%s</text>`+"\n", width, height, left, title)
	for i := range 5 {
		f := float64(i) / 4
		x, y := x0+f*(x1-x0), y0+f*(y1-y0)
		fmt.Fprintf(&p.b, `<text x="%.0f" y="%d" text-anchor="middle">%s</text>`, p.x(x), height-bottom+16, short(x))
		fmt.Fprintf(&p.b, `<line x1="%d" x2="%d" y1="%.1f" y2="%.1f" stroke="#ddd6c8"/>`, left, width-right, p.y(y), p.y(y))
		fmt.Fprintf(&p.b, `<text x="%d" y="%.0f" text-anchor="end">%s</text>`+"\n", left-6, p.y(y)+4, short(y))
	}
	fmt.Fprintf(&p.b, `<text x="%d" y="%d" text-anchor="middle">%s</text><text x="%d" y="%d" text-anchor="end">%s</text>`+"\n", (left+width-right)/2, height-8, xaxis, width-right, 22, yaxis)
	return p
}

func (p *plot) x(v float64) float64 {
	return left + (v-p.x0)/(p.x1-p.x0)*(width-left-right)
}

func (p *plot) y(v float64) float64 {
	return height - bottom - (v-p.y0)/(p.y1-p.y0)*(height-top-bottom)
}

// line draws a polyline through points of values, with its name at the end.
func (p *plot) line(points [][2]float64, colour, name string) {
	var at []string
	for _, v := range points {
		at = append(at, fmt.Sprintf("%.1f,%.1f", p.x(v[0]), p.y(v[1])))
	}
	fmt.Fprintf(&p.b, `<polyline points="%s" fill="none" stroke="%s" stroke-width="2"/>`, strings.Join(at, " "), colour)
	end := points[len(points)-1]
	fmt.Fprintf(&p.b, `<text x="%.0f" y="%.0f" text-anchor="end" fill="%s">%s</text>`+"\n", p.x(end[0]), p.y(end[1])-6, colour, name)
}

func (p *plot) done() string { return p.b.String() + "</svg>\n" }

func short(v float64) string {
	switch {
	case v == math.Trunc(v) || math.Abs(v) >= 1000:
		return fmt.Sprintf("%.0f", v)
	case math.Abs(v) >= 10:
		return fmt.Sprintf("%.1f", v)
	default:
		return fmt.Sprintf("%.2f", v)
	}
}

// overTime plots the weight and its bound as the search went, above what the
// plain packer reaches.
func overTime(r row) string {
	plain, end := float64(r.plain.Weight), r.result.Seconds
	value := [][2]float64{{0, plain}}
	var bound [][2]float64
	high := float64(r.result.Schedule.Score.Weight)
	for _, c := range r.result.Curve {
		if c.Weight > 0 {
			value = append(value, [2]float64{c.Seconds, math.Max(plain, float64(c.Weight))})
		}
		if c.Bound != nil {
			bound = append(bound, [2]float64{c.Seconds, float64(*c.Bound)})
			high = math.Max(high, float64(*c.Bound))
		}
	}
	value = append(value, [2]float64{end, float64(r.result.Schedule.Score.Weight)})
	p := newPlot(r.spec.Name+": weight and bound over time", "seconds", "weight", 0, end, plain-(high-plain)/4, high)
	p.line([][2]float64{{0, plain}, {end, plain}}, "#9a8f7c", "plain packer")
	if len(bound) > 0 {
		p.line(append(bound, [2]float64{end, bound[len(bound)-1][1]}), "#b3472f", "bound")
	}
	p.line(value, "#0b6b6f", "")
	return p.done()
}

// breaksOverTime plots the breaks since they were first counted.
func breaksOverTime(r row) string {
	var breaks [][2]float64
	most := 1
	for _, c := range r.result.Curve {
		if c.Breaks > 0 || len(breaks) > 0 {
			breaks = append(breaks, [2]float64{c.Seconds, float64(c.Breaks)})
			most = max(most, c.Breaks)
		}
	}
	breaks = append(breaks, [2]float64{r.result.Seconds, float64(r.result.Schedule.Score.Breaks)})
	p := newPlot(r.spec.Name+": breaks over time", "seconds", "breaks", 0, r.result.Seconds, 0, float64(most))
	p.line(breaks, "#0b6b6f", fmt.Sprint(r.result.Schedule.Score.Breaks))
	return p.done()
}

// gapBySize plots what is missing to the bound, ours and the plain packer's.
func gapBySize(rows []row) string {
	var ours, plain [][2]float64
	most := 0.0
	for _, r := range rows {
		if r.spec.With != 0 || r.result.Schedule.Bound.Weight == nil {
			continue
		}
		bound := float64(*r.result.Schedule.Bound.Weight)
		x := math.Log10(float64(r.spec.Requests))
		ours = append(ours, [2]float64{x, 100 * r.share()})
		plain = append(plain, [2]float64{x, 100 * (bound - float64(r.plain.Weight)) / bound})
		most = math.Max(most, plain[len(plain)-1][1])
	}
	if len(ours) == 0 {
		return newPlot("Gap by size", "requests, as a power of ten", "%", 0, 1, 0, 1).done()
	}
	p := newPlot("Gap to the bound by size", "requests, as a power of ten", "%", ours[0][0], ours[len(ours)-1][0], 0, most)
	p.line(plain, "#9a8f7c", "plain packer")
	p.line(ours, "#0b6b6f", "Entente")
	return p.done()
}

// perParticipant plots how many participants have how many breaks.
func perParticipant(r row) string {
	counts := map[int]int{}
	most, tallest := 0, 0
	for _, n := range r.perPerson {
		counts[n]++
		most, tallest = max(most, n), max(tallest, counts[n])
	}
	p := newPlot(fmt.Sprintf("%s: breaks per participant", r.spec.Name), "breaks", "participants", 0, float64(most+1), 0, float64(tallest))
	for n := range most + 1 {
		x, y := p.x(float64(n)), p.y(float64(counts[n]))
		fmt.Fprintf(&p.b, `<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" fill="#0b6b6f"/>`, x+4, y, p.x(float64(n+1))-x-8, float64(height-bottom)-y)
		fmt.Fprintf(&p.b, `<text x="%.0f" y="%.0f" text-anchor="middle">%d: %d</text>`+"\n", (x+p.x(float64(n+1)))/2, y-4, n, counts[n])
	}
	return p.done()
}
