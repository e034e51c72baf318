package document

import "time"

// Document is what is rendered.
type Document struct {
	// Title and Subtitle stand on top of the first page.
	Title, Subtitle string
	// Language of the text: en, ru or kk.
	Language string
	// At is the moment that the file says it was made at: nothing else in it
	// depends on the clock.
	At time.Time
	// Landscape turns the pages of the PDF on their side, for wide tables.
	Landscape bool
	// Blocks from top to bottom.
	Blocks []Block
}

// Block is a Heading, a Paragraph, a Table or a Picture.
type Block interface{ isBlock() }

// Heading begins a section.
type Heading struct{ Text string }

// Paragraph is running text.
type Paragraph struct{ Text string }

// Table is a table whose header is repeated on each page.
type Table struct {
	// Title stands above the table and names its sheet in a workbook.
	Title   string
	Columns []Column
	Rows    [][]string
}

// Column of a table.
type Column struct {
	Title string
	// Share is the column's part of the width, against those of the others; 0
	// counts as 1.
	Share int
	// Right puts the text at the right edge, as numbers want it.
	Right bool
}

// Picture is a drawing in units of its own; a PDF scales it to the width of the
// page, a workbook leaves it out.
type Picture struct {
	Width, Height float64
	Rects         []Rect
	Lines         []Line
	Texts         []Text
}

// Rect is a filled rectangle; Colour is written #RRGGBB.
type Rect struct {
	X, Y, Width, Height float64
	Colour              string
}

// Line from one point to another.
type Line struct {
	X1, Y1, X2, Y2 float64
	Colour         string
}

// Text whose baseline begins at a point; Size is in the picture's units.
type Text struct {
	X, Y, Size float64
	Text       string
}

func (Heading) isBlock()   {}
func (Paragraph) isBlock() {}
func (Table) isBlock()     {}
func (Picture) isBlock()   {}

func (c Column) share() float64 { return float64(max(1, c.Share)) }
