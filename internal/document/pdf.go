package document

import (
	"fmt"
	"io"

	"codeberg.org/go-fonts/dejavu/dejavusans"
	"codeberg.org/go-fonts/dejavu/dejavusansbold"
	"codeberg.org/go-pdf/fpdf"
)

// Measures of a page, in millimetres, and sizes of letters, in points.
const (
	margin  = 15
	footer  = 12
	leading = 4.2
	padding = 1

	titleSize, headingSize, textSize, cellSize = 16, 12, 10, 8
)

const family = "DejaVu"

// page is a PDF in the making.
type page struct {
	*fpdf.Fpdf
	width, bottom float64
}

// PDF writes a document as PDF. It fails when the writer does.
func (d Document) PDF(w io.Writer) error {
	p := open(d)
	p.front(d)
	for _, b := range d.Blocks {
		p.block(b)
	}
	if err := p.Output(w); err != nil {
		return fmt.Errorf("writing the PDF of %q: %w", d.Title, err)
	}
	return nil
}

func open(d Document) *page {
	orientation := fpdf.OrientationPortrait
	if d.Landscape {
		orientation = fpdf.OrientationLandscape
	}
	p := &page{Fpdf: fpdf.New(orientation, "mm", "A4", "")}
	p.AddUTF8FontFromBytes(family, "", dejavusans.TTF)
	p.AddUTF8FontFromBytes(family, "B", dejavusansbold.TTF)
	p.SetCatalogSort(true)
	p.SetCreationDate(d.At)
	p.SetModificationDate(d.At)
	p.SetProducer("ikp", true)
	p.SetTitle(clean(d.Title), true)
	p.SetLang(d.Language)
	p.SetMargins(margin, margin, margin)
	p.SetAutoPageBreak(true, margin)
	p.SetFooterFunc(func() { p.foot(d) })
	p.AddPage()
	width, height := p.GetPageSize()
	p.width, p.bottom = width-2*margin, height-margin
	return p
}

func (p *page) foot(d Document) {
	p.SetFont(family, "", cellSize)
	p.SetY(-footer)
	p.CellFormat(0, leading, fmt.Sprintf("%s · %d", d.At.Format("2006-01-02"), p.PageNo()), "", 0, "R", false, 0, "")
}

func (p *page) front(d Document) {
	p.text("B", titleSize, d.Title)
	if d.Subtitle != "" {
		p.text("", textSize, d.Subtitle)
	}
	p.Ln(leading)
}

func (p *page) text(style string, size float64, text string) {
	p.SetFont(family, style, size)
	p.MultiCell(0, leading*size/cellSize, clean(text), "", "L", false)
}

func (p *page) block(b Block) {
	switch b := b.(type) {
	case Heading:
		p.Ln(leading)
		p.keep(4 * leading)
		p.text("B", headingSize, b.Text)
	case Paragraph:
		p.text("", textSize, b.Text)
		p.Ln(padding)
	case Table:
		p.table(b)
	case Picture:
		p.picture(b)
	}
}

// keep begins another page unless there is room of so many millimetres.
func (p *page) keep(height float64) {
	if p.GetY()+height > p.bottom {
		p.AddPage()
	}
}
