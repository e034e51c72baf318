package document

import "fmt"

// pointsPerMM is how many points a millimetre has.
const pointsPerMM = 72 / 25.4

// picture draws a picture in the page's width, smaller when it is too high.
func (p *page) picture(d Picture) {
	if d.Width <= 0 || d.Height <= 0 {
		return
	}
	scale := min(p.width/d.Width, (p.bottom-margin)/d.Height)
	p.keep(d.Height * scale)
	x, y := p.GetXY()
	for _, r := range d.Rects {
		p.SetFillColor(rgb(r.Colour))
		p.Rect(x+r.X*scale, y+r.Y*scale, r.Width*scale, r.Height*scale, "F")
	}
	for _, l := range d.Lines {
		p.SetDrawColor(rgb(l.Colour))
		p.Line(x+l.X1*scale, y+l.Y1*scale, x+l.X2*scale, y+l.Y2*scale)
	}
	p.SetDrawColor(0, 0, 0)
	for _, t := range d.Texts {
		p.SetFont(family, "", t.Size*scale*pointsPerMM)
		p.Text(x+t.X*scale, y+t.Y*scale, clean(t.Text))
	}
	p.SetXY(margin, y+d.Height*scale)
	p.Ln(leading)
}

// rgb reads #RRGGBB; what is no colour is black.
func rgb(colour string) (r, g, b int) {
	if _, err := fmt.Sscanf(colour, "#%02x%02x%02x", &r, &g, &b); err != nil {
		return 0, 0, 0
	}
	return r, g, b
}
