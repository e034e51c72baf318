package inventory

// Severity says what a problem means for the import.
type Severity string

const (
	// SeverityError refuses both lists as a whole.
	SeverityError Severity = "error"
	// SeverityGap leaves a field unknown; the record is taken over.
	SeverityGap Severity = "gap"
)

// Problem is one thing that is wrong with, or missing from, a list.
type Problem struct {
	File string `json:"file"`
	// Row as a spreadsheet counts: the headings are row 1. 0 for the whole file.
	Row int `json:"row,omitempty"`
	// Column is the heading; empty when the row or the file is meant.
	Column string `json:"column,omitempty"`
	// Value is the beginning of the cell.
	Value string `json:"value,omitempty"`
	// What is wrong.
	What string `json:"what"`
	// WayOut is what to do about it.
	WayOut   string   `json:"wayOut"`
	Severity Severity `json:"severity"`
}

const (
	// mostErrors is how many errors of one list are told: a file of another kind
	// would give one for every cell.
	mostErrors = 200
	// shownRunes is how much of a cell a problem repeats.
	shownRunes = 60
)

// journal collects the problems of one list.
type journal struct {
	file     string
	problems []Problem
	errors   int
}

// refuse records an error. After the last that is told it only counts.
func (j *journal) refuse(row int, column, value, what, wayOut string) {
	j.errors++
	if j.errors <= mostErrors {
		j.add(row, column, value, what, wayOut, SeverityError)
	}
	if j.errors == mostErrors+1 {
		j.add(0, "", "", "has more errors than are listed", "mend these first and try again", SeverityError)
	}
}

// gap records a field that nobody has filled.
func (j *journal) gap(row int, column, what, wayOut string) {
	j.add(row, column, "", what, wayOut, SeverityGap)
}

func (j *journal) add(row int, column, value, what, wayOut string, s Severity) {
	j.problems = append(j.problems, Problem{
		File: j.file, Row: row, Column: column, Value: beginning(value), What: what, WayOut: wayOut, Severity: s,
	})
}

func (j *journal) refused() bool { return j.errors > 0 }

func beginning(value string) string {
	runes := []rune(value)
	if len(runes) <= shownRunes {
		return value
	}
	return string(runes[:shownRunes]) + "…"
}
