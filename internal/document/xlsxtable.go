package document

import (
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// table puts a table on a sheet of its own: the header stays in sight and filters.
func (b *book) table(t Table) error {
	sheet := b.sheetName(t.Title)
	if _, err := b.NewSheet(sheet); err != nil {
		return err
	}
	if err := b.columns(sheet, t); err != nil {
		return err
	}
	for r, cells := range t.Rows {
		for c := range min(len(cells), len(t.Columns)) {
			if err := b.value(sheet, c+1, r+2, cells[c], t.Columns[c]); err != nil {
				return err
			}
		}
	}
	return nil
}

func (b *book) columns(sheet string, t Table) error {
	for c, column := range t.Columns {
		letter, err := excelize.ColumnNumberToName(c + 1)
		if err != nil {
			return err
		}
		if err := b.SetColWidth(sheet, letter, letter, columnWidth*column.share()); err != nil {
			return err
		}
		if err := b.cell(sheet, c+1, 1, column.Title, b.bold); err != nil {
			return err
		}
	}
	if len(t.Columns) == 0 {
		return nil
	}
	last, err := excelize.CoordinatesToCellName(len(t.Columns), len(t.Rows)+1)
	if err != nil {
		return err
	}
	if err := b.AutoFilter(sheet, "A1:"+last, nil); err != nil {
		return err
	}
	return b.SetPanes(sheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
}

// value writes whole numbers of a column at the right edge as numbers, all else as text.
func (b *book) value(sheet string, column, row int, text string, of Column) error {
	n, err := strconv.ParseInt(text, 10, 64)
	if !of.Right || err != nil {
		return b.cell(sheet, column, row, text, b.wrap)
	}
	at, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return err
	}
	return b.SetCellInt(sheet, at, n)
}

// sheetName is a title as the format allows it, and different from all others.
func (b *book) sheetName(title string) string {
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]'`, r) {
			return ' '
		}
		return r
	}, clean(strings.ReplaceAll(title, "\n", " ")))
	if name = short(name, sheetLimit); name == "" {
		name = "1"
	}
	for n := 2; b.taken(name); n++ {
		suffix := " " + strconv.Itoa(n)
		name = short(name, sheetLimit-len(suffix)) + suffix
	}
	return name
}

func (b *book) taken(name string) bool {
	for _, other := range b.GetSheetList() {
		if strings.EqualFold(other, name) {
			return true
		}
	}
	return false
}

// short is a text of at most so many letters.
func short(text string, most int) string {
	letters := []rune(strings.TrimSpace(text))
	return strings.TrimSpace(string(letters[:min(len(letters), most)]))
}
