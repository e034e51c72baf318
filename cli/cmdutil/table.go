package cmdutil

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// columnGap separates the columns of a table.
const columnGap = 3

// Cell is one field of a table.
type Cell struct {
	// Text is what stands there.
	Text string
	// Paint colours it after its width was measured; nil leaves it plain.
	Paint func(string) string
}

// Table is written with columns as wide as their widest cell.
type Table struct {
	// Heads are the headings; they also say how many columns there are.
	Heads []string
	// Right marks columns that hold numbers.
	Right map[int]bool
	// Bare leaves the headings out.
	Bare bool
	// Rows of as many cells as there are headings.
	Rows [][]Cell
}

// printable keeps what an object's fields contain from steering the terminal.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
}

// Add appends a row of plain cells.
func (t *Table) Add(texts ...string) {
	row := make([]Cell, len(texts))
	for i, s := range texts {
		row[i] = Cell{Text: s}
	}
	t.Rows = append(t.Rows, row)
}

// Write prints the table.
func (t *Table) Write(w io.Writer) error {
	for _, row := range t.Rows {
		for i := range row {
			row[i].Text = printable(row[i].Text)
		}
	}
	widths := t.widths()
	head := make([]Cell, len(t.Heads))
	for i, h := range t.Heads {
		head[i] = Cell{Text: h}
	}
	rows := t.Rows
	if !t.Bare {
		rows = append([][]Cell{head}, rows...)
	}
	for _, row := range rows {
		if _, err := fmt.Fprintln(w, t.line(row, widths)); err != nil {
			return err
		}
	}
	return nil
}

func (t *Table) widths() []int {
	widths := make([]int, len(t.Heads))
	for i, h := range t.Heads {
		widths[i] = utf8.RuneCountInString(h)
	}
	for _, row := range t.Rows {
		for i, c := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(c.Text))
		}
	}
	return widths
}

func (t *Table) line(row []Cell, widths []int) string {
	var b strings.Builder
	for i, c := range row {
		pad := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(c.Text))
		shown := c.Text
		if c.Paint != nil {
			shown = c.Paint(shown)
		}
		if t.Right[i] {
			shown = pad + shown
		} else {
			shown += pad
		}
		b.WriteString(shown)
		b.WriteString(strings.Repeat(" ", columnGap))
	}
	return strings.TrimRight(b.String(), " ")
}
