package burndown

import (
	"fmt"
	"html"
	"strings"
)

// Measures of the drawing, in pixels.
const (
	left, top    = 60, 40
	wide, high   = 840, 320
	bottom       = 70
	labelWidth   = 56
	legendWidth  = 220
	scaleSteps   = 4
	legendOffset = 50
)

// SVG draws the chart.
func SVG(c Chart) (string, error) {
	if len(c.Points) == 0 {
		return "", ErrEmpty
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="DejaVu Sans, sans-serif" font-size="11">`+"\n", left+wide+left, top+high+bottom)
	fmt.Fprintf(&b, "<title>%s</title>\n", html.EscapeString(c.Title))
	fmt.Fprintf(&b, `<text x="4" y="16" font-size="14">%s</text>`+"\n", html.EscapeString(c.Title))
	c.scale(&b)
	for i, s := range c.Series {
		c.line(&b, s)
		x := left + i*legendWidth
		fmt.Fprintf(&b, `<line x1="%d" x2="%d" y1="%d" y2="%d" stroke="%s" stroke-width="2"/>`+"\n", x, x+20, top+high+legendOffset, top+high+legendOffset, s.Colour)
		fmt.Fprintf(&b, `<text x="%d" y="%d">%s</text>`+"\n", x+26, top+high+legendOffset+4, html.EscapeString(s.Name))
	}
	b.WriteString("</svg>\n")
	return b.String(), nil
}

func (c Chart) x(i int) float64 { return left + float64(i)*wide/float64(max(1, len(c.Points)-1)) }
func (c Chart) y(v int) float64 { return top + high - float64(v)*high/float64(c.most()) }

func (c Chart) scale(b *strings.Builder) {
	for i := range scaleSteps + 1 {
		v := c.most() * i / scaleSteps
		fmt.Fprintf(b, `<line x1="%d" x2="%d" y1="%.1f" y2="%.1f" stroke="#DDDDDD"/>`+"\n", left, left+wide, c.y(v), c.y(v))
		fmt.Fprintf(b, `<text x="4" y="%.1f">%d</text>`+"\n", c.y(v)+4, v)
	}
	free := 0.0
	for i, text := range c.Points {
		if c.x(i) >= free {
			fmt.Fprintf(b, `<text x="%.1f" y="%d" fill="#555555">%s</text>`+"\n", c.x(i), top+high+16, html.EscapeString(text))
			free = c.x(i) + labelWidth
		}
	}
}

// line goes through the points that are known.
func (c Chart) line(b *strings.Builder, s Series) {
	var points []string
	for i, v := range s.Values {
		if v >= 0 {
			points = append(points, fmt.Sprintf("%.1f,%.1f", c.x(i), c.y(v)))
		}
	}
	fmt.Fprintf(b, `<polyline points="%s" fill="none" stroke="%s" stroke-width="2"/>`+"\n", strings.Join(points, " "), s.Colour)
}
