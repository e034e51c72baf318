package inventory

import "strings"

// Column is a heading of a table that is none of the two lists.
type Column struct {
	Name string
	// Optional columns may be left out altogether.
	Optional bool
	// Longest is how many characters a cell may have.
	Longest int
}

// Row is a record of such a table.
type Row struct {
	// Number as a spreadsheet counts: the headings are row 1.
	Number int
	// Cells by heading, trimmed; a column left out is empty.
	Cells map[string]string
}

// ReadTable reads a table as strictly as the lists are read. A table with an
// error gives no rows.
func ReadTable(f File, columns []Column) ([]Row, []Problem) {
	own := make([]column, len(columns))
	for i, c := range columns {
		own[i] = column{name: c.Name, optional: c.Optional, longest: c.Longest}
	}
	j := &journal{file: f.Name}
	var rows []Row
	for _, r := range readTable(f.Content, own, j) {
		rows = append(rows, Row{Number: r.number, Cells: r.cells})
	}
	if j.refused() {
		return nil, j.problems
	}
	return rows, nil
}

// Canonical is the platform's word for what a list may say in a column of closed
// vocabulary; any other column says what it says. False: nobody knows the word.
func Canonical(column, cell string) (string, bool) {
	vocabulary := map[string]words{colCategory: categories, colClass: classes, colSegment: segments, colPersonalData: answers}[column]
	if vocabulary == nil || cell == "" {
		return cell, true
	}
	if column == colPersonalData {
		cell, _, _ = strings.Cut(cell, ":")
	}
	word, ok := vocabulary[strings.ToLower(strings.TrimSpace(cell))]
	return word, ok
}
