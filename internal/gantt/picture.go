package gantt

import "github.com/govtech-kz/ikp/internal/document"

// fontSize of a picture's labels, in its units.
const fontSize = 11

// Picture draws a chart for a document. ErrEmpty when there is no bar.
func Picture(c Chart) (document.Picture, error) {
	s, err := of(c)
	if err != nil {
		return document.Picture{}, err
	}
	height := float64(topMargin + rowHeight*len(c.Rows))
	p := document.Picture{Width: labelWidth + chartWidth, Height: height + legendSpace}
	for _, m := range s.marks() {
		p.Lines = append(p.Lines, document.Line{X1: m.x, X2: m.x, Y1: topMargin - 12, Y2: height, Colour: "#DDDDDD"})
		if m.text != "" {
			p.Texts = append(p.Texts, document.Text{X: m.x + 2, Y: topMargin - 16, Size: fontSize, Text: m.text})
		}
	}
	for i, row := range c.Rows {
		s.paint(&p, row, float64(topMargin+i*rowHeight))
	}
	if n, inside := s.at(c.Today); inside {
		p.Lines = append(p.Lines, document.Line{X1: s.x(n), X2: s.x(n), Y1: topMargin - 8, Y2: height, Colour: "#CC0000"})
	}
	for i, k := range Kinds {
		x := float64(labelWidth + i*chartWidth/len(Kinds))
		p.Rects = append(p.Rects, document.Rect{X: x, Y: height + 12, Width: barHeight, Height: barHeight, Colour: colours[k]})
		p.Texts = append(p.Texts, document.Text{X: x + barHeight + 4, Y: height + 24, Size: fontSize, Text: c.name(k)})
	}
	return p, nil
}

func (s scale) paint(p *document.Picture, row Row, y float64) {
	p.Texts = append(p.Texts, document.Text{X: 4, Y: y + barHeight - 2, Size: fontSize, Text: row.Label})
	for _, bar := range s.longestFirst(row.Bars) {
		from, _ := s.at(bar.From)
		to, _ := s.at(bar.To)
		p.Rects = append(p.Rects, document.Rect{X: s.x(from), Y: y, Width: s.x(to+1) - s.x(from), Height: barHeight, Colour: colours[bar.Kind]})
	}
}
