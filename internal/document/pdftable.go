package document

// rows draws a table row by row.
type rows struct {
	*page
	Table
	widths []float64
}

func (p *page) table(t Table) {
	r := rows{page: p, Table: t}
	sum := 0.0
	for _, c := range t.Columns {
		sum += c.share()
	}
	for _, c := range t.Columns {
		r.widths = append(r.widths, p.width*c.share()/sum)
	}
	if t.Title != "" {
		p.keep(6 * leading)
		p.text("B", textSize, t.Title)
	}
	r.head()
	for _, cells := range t.Rows {
		r.row(cells)
	}
	p.Ln(leading)
}

func (r *rows) head() {
	r.SetFont(family, "B", cellSize)
	titles := make([]string, len(r.Columns))
	for i, c := range r.Columns {
		titles[i] = c.Title
	}
	lines := r.split(titles)
	r.keep(float64(longest(lines)+1) * leading)
	r.SetFillColor(230, 230, 230)
	r.draw(lines, longest(lines), true)
	r.SetFont(family, "", cellSize)
}

// row draws the cells of a row; one that is longer than the page goes on on the next.
func (r *rows) row(cells []string) {
	lines := r.split(cells)
	for n := longest(lines); n > 0; n = longest(lines) {
		room := int((r.bottom - r.GetY() - 2*padding) / leading)
		if room < min(n, r.most()) {
			r.AddPage()
			r.head()
			room = r.most()
		}
		r.draw(lines, min(n, room), false)
		for i := range lines {
			lines[i] = lines[i][min(len(lines[i]), room):]
		}
	}
}

// most is how many lines of a row are kept together: half a page.
func (r *rows) most() int { return int((r.bottom - margin) / leading / 2) }

func (r *rows) split(cells []string) [][]string {
	lines := make([][]string, len(r.Columns))
	for i := range r.Columns {
		if i < len(cells) && cells[i] != "" {
			lines[i] = r.SplitText(clean(cells[i]), r.widths[i]-2*padding)
		}
		if len(lines[i]) == 0 {
			lines[i] = []string{""}
		}
	}
	return lines
}

// draw draws the first lines of each cell, with a frame around.
func (r *rows) draw(lines [][]string, n int, filled bool) {
	x, y := r.GetXY()
	height := float64(n)*leading + 2*padding
	for i, c := range r.Columns {
		style, align := "D", "L"
		if filled {
			style = "FD"
		}
		if c.Right {
			align = "R"
		}
		r.Rect(x, y, r.widths[i], height, style)
		for k := range min(n, len(lines[i])) {
			r.SetXY(x, y+padding+float64(k)*leading)
			r.CellFormat(r.widths[i], leading, lines[i][k], "", 0, align, false, 0, "")
		}
		x += r.widths[i]
	}
	r.SetXY(margin, y+height)
}

func longest(lines [][]string) int {
	n := 0
	for _, l := range lines {
		n = max(n, len(l))
	}
	return n
}
