package document

import (
	"fmt"
	"io"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// Limits of a workbook's format.
const (
	cellLimit  = 32767
	sheetLimit = 31
)

// columnWidth is how many letters one share of a column's width is.
const columnWidth = 12

// book is a workbook in the making: a first sheet with the text, and a sheet for
// each table.
type book struct {
	*excelize.File
	front string
	line  int // the next free one of the first sheet
	bold  int
	wrap  int
}

// XLSX writes a document as a workbook: what is text on the first sheet, each
// table on a sheet of its own, no pictures. Cells that a spreadsheet could take
// for a formula are made plain text.
func (d Document) XLSX(w io.Writer) error {
	b, err := newBook(d)
	if err != nil {
		return fmt.Errorf("making the workbook of %q: %w", d.Title, err)
	}
	for _, block := range d.Blocks {
		if err := b.block(block); err != nil {
			return fmt.Errorf("filling the workbook of %q: %w", d.Title, err)
		}
	}
	if _, err := b.WriteTo(w); err != nil {
		return fmt.Errorf("writing the workbook of %q: %w", d.Title, err)
	}
	return b.Close()
}

func newBook(d Document) (*book, error) {
	b := &book{File: excelize.NewFile(), line: 1}
	b.front = b.sheetName(d.Title)
	if err := b.SetSheetName("Sheet1", b.front); err != nil {
		return nil, err
	}
	at := d.At.UTC().Format(time.RFC3339)
	if err := b.SetDocProps(&excelize.DocProperties{
		Title: clean(d.Title), Creator: "ikp", LastModifiedBy: "ikp", Created: at, Modified: at, Language: d.Language,
	}); err != nil {
		return nil, err
	}
	var err error
	if b.bold, err = b.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}}); err != nil {
		return nil, err
	}
	if b.wrap, err = b.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}}); err != nil {
		return nil, err
	}
	if err := b.SetColWidth(b.front, "A", "A", 8*columnWidth); err != nil {
		return nil, err
	}
	if err := b.write(d.Title, b.bold); err != nil || d.Subtitle == "" {
		return b, err
	}
	return b, b.write(d.Subtitle, b.wrap)
}

func (b *book) block(block Block) error {
	switch block := block.(type) {
	case Heading:
		return b.write(block.Text, b.bold)
	case Paragraph:
		return b.write(block.Text, b.wrap)
	case Table:
		return b.table(block)
	}
	return nil
}

// write puts a line of text on the first sheet.
func (b *book) write(text string, style int) error {
	err := b.cell(b.front, 1, b.line, text, style)
	b.line++
	return err
}

func (b *book) cell(sheet string, column, row int, text string, style int) error {
	at, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return err
	}
	text = inert(text)
	if utf8.RuneCountInString(text) > cellLimit {
		text = string([]rune(text)[:cellLimit-1]) + "…"
	}
	if err := b.SetCellStr(sheet, at, text); err != nil {
		return err
	}
	return b.SetCellStyle(sheet, at, at, style)
}
