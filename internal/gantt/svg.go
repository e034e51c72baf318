package gantt

import (
	"fmt"
	"html"
	"slices"
	"strings"
)

// Measures of the drawing, in pixels.
const (
	rowHeight   = 22
	barHeight   = 14
	topMargin   = 48
	labelWidth  = 220
	chartWidth  = 900
	legendSpace = 40
)

// SVG draws a chart. ErrEmpty when there is no bar.
func SVG(c Chart) (string, error) {
	s, err := of(c)
	if err != nil {
		return "", err
	}
	height := topMargin + rowHeight*len(c.Rows)
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="DejaVu Sans, sans-serif" font-size="11">`+"\n",
		labelWidth+chartWidth, height+legendSpace)
	fmt.Fprintf(&b, "<title>%s</title>\n", html.EscapeString(c.Title))
	fmt.Fprintf(&b, `<text x="4" y="16" font-size="14">%s</text>`+"\n", html.EscapeString(c.Title))
	s.grid(&b, height)
	for i, row := range c.Rows {
		s.row(&b, row, topMargin+i*rowHeight)
	}
	if n, inside := s.at(c.Today); inside {
		fmt.Fprintf(&b, `<line x1="%.1f" x2="%.1f" y1="%d" y2="%d" stroke="#CC0000"/>`+"\n", s.x(n), s.x(n), topMargin-8, height)
	}
	key(&b, c, height)
	b.WriteString("</svg>\n")
	return b.String(), nil
}

// x is where a day begins.
func (s scale) x(n int) float64 { return labelWidth + float64(n)*chartWidth/float64(s.days) }

func (s scale) grid(b *strings.Builder, height int) {
	for _, m := range s.marks() {
		fmt.Fprintf(b, `<line x1="%.1f" x2="%.1f" y1="%d" y2="%d" stroke="#DDDDDD"/>`+"\n", m.x, m.x, topMargin-12, height)
		if m.text != "" {
			fmt.Fprintf(b, `<text x="%.1f" y="%d" fill="#555555">%s</text>`+"\n", m.x+2, topMargin-16, m.text)
		}
	}
}

// mark is where a month begins; its text is empty where it would stand in the
// next one's way.
type mark struct {
	x    float64
	text string
}

// monthWidth is the room that a month's text takes.
const monthWidth = 52

func (s scale) marks() []mark {
	months, free := s.months(), 0.0
	var all []mark
	for n := range s.days {
		text, first := months[n]
		if !first {
			continue
		}
		m := mark{x: s.x(n)}
		if m.x >= free {
			m.text, free = text, m.x+monthWidth
		}
		all = append(all, m)
	}
	return all
}

func (s scale) row(b *strings.Builder, row Row, y int) {
	fmt.Fprintf(b, `<text x="4" y="%d">%s</text>`+"\n", y+barHeight-2, html.EscapeString(row.Label))
	for _, bar := range s.longestFirst(row.Bars) {
		from, _ := s.at(bar.From)
		to, _ := s.at(bar.To)
		fmt.Fprintf(b, `<rect x="%.1f" y="%d" width="%.1f" height="%d" fill="%s"><title>%s: %s – %s</title></rect>`+"\n",
			s.x(from), y, s.x(to+1)-s.x(from), barHeight, colours[bar.Kind], html.EscapeString(row.Label), bar.From, bar.To)
	}
}

func key(b *strings.Builder, c Chart, y int) {
	for i, k := range Kinds {
		x := labelWidth + i*chartWidth/len(Kinds)
		fmt.Fprintf(b, `<rect x="%d" y="%d" width="%d" height="%d" fill="%s"/>`+"\n", x, y+12, barHeight, barHeight, colours[k])
		fmt.Fprintf(b, `<text x="%d" y="%d">%s</text>`+"\n", x+barHeight+4, y+24, html.EscapeString(c.name(k)))
	}
}

// Sort puts rows in the order of their first day, then of their label.
func Sort(rows []Row) {
	begin := func(r Row) string {
		first := "9999-12-31"
		for _, bar := range r.Bars {
			first = min(first, bar.From)
		}
		return first
	}
	slices.SortStableFunc(rows, func(a, b Row) int {
		return strings.Compare(begin(a)+a.Label, begin(b)+b.Label)
	})
}
