package inventory

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// maxRows is how many records a list may have.
const maxRows = 20_000

// column is one heading of a list.
type column struct {
	name string
	// optional columns may be left out altogether.
	optional bool
	// longest is how many characters a cell may have.
	longest int
}

// row is one record: cells by heading, trimmed; a column left out is empty.
type row struct {
	number int
	cells  map[string]string
}

// readTable reads a list whose headings are those given, in any order. Every
// cell has been checked; what cannot be taken over is refused.
func readTable(content []byte, columns []column, j *journal) []row {
	text, ok := decode(content, j)
	if !ok {
		return nil
	}
	r := csv.NewReader(bytes.NewReader(text))
	r.FieldsPerRecord = -1
	heads, err := r.Read()
	if err != nil {
		refuseRecord(1, err, j)
		return nil
	}
	if !checkHeads(heads, columns, j) {
		return nil
	}
	return readRows(r, heads, columns, j)
}

func readRows(r *csv.Reader, heads []string, columns []column, j *journal) []row {
	var rows []row
	for number := 2; ; number++ {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			refuseRecord(number, err, j)
			return nil
		}
		if len(rows) == maxRows {
			j.refuse(number, "", "", fmt.Sprintf("is one row more than the %d that are read", maxRows), "split the list")
			return nil
		}
		if len(record) != len(heads) {
			j.refuse(number, "", "", fmt.Sprintf("has %d cells, the headings are %d", len(record), len(heads)),
				"give every row a cell for every heading; put a cell with a comma in quotes")
			continue
		}
		rows = append(rows, makeRow(number, heads, record, columns, j))
	}
	if len(rows) == 0 && !j.refused() {
		j.refuse(0, "", "", "has headings and no rows", "choose the file that has the records")
	}
	return rows
}

func makeRow(number int, heads, record []string, columns []column, j *journal) row {
	cells := make(map[string]string, len(heads))
	for i, cell := range record {
		c := columns[slices.IndexFunc(columns, named(heads[i]))]
		if what, wayOut := cellFault(cell, c.longest); what != "" {
			j.refuse(number, c.name, cell, what, wayOut)
		}
		cells[c.name] = strings.TrimSpace(cell)
	}
	return row{number: number, cells: cells}
}

func named(name string) func(column) bool {
	return func(c column) bool { return c.name == name }
}

// checkHeads refuses headings that are missing, doubled or not known.
func checkHeads(heads []string, columns []column, j *journal) bool {
	if len(heads) == 1 && strings.Contains(heads[0], ";") {
		j.refuse(1, "", heads[0], "separates cells by semicolons, not commas", saveAsUTF8)
		return false
	}
	seen := map[string]bool{}
	for _, h := range heads {
		if !slices.ContainsFunc(columns, named(h)) {
			j.refuse(1, "", h, "is a heading nobody knows", "use only the headings "+names(columns))
		}
		if seen[h] {
			j.refuse(1, h, "", "stands twice among the headings", "leave one of the two columns")
		}
		seen[h] = true
	}
	for _, c := range columns {
		if !c.optional && !seen[c.name] {
			j.refuse(1, c.name, "", "is missing from the headings", "add the column; its cells may stay empty where nothing is known")
		}
	}
	return !j.refused()
}

func names(columns []column) string {
	list := make([]string, len(columns))
	for i, c := range columns {
		list[i] = c.name
	}
	return strings.Join(list, ", ")
}

func refuseRecord(number int, err error, j *journal) {
	var broken *csv.ParseError
	switch {
	case errors.Is(err, io.EOF):
		j.refuse(0, "", "", "is empty", "choose the file that has the records")
	case errors.As(err, &broken):
		j.refuse(number, "", "", fmt.Sprintf("is broken CSV in line %d: %s", broken.Line, broken.Err),
			`put a cell that has quotes, commas or line breaks in quotes, and write a quote inside as ""`)
	default:
		j.refuse(number, "", "", err.Error(), "save the table as CSV again")
	}
}
