package assessment

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/govtech-kz/ikp/internal/domain/inventory"
)

// Headings of a sheet of answers beside the ids of the questions.
const (
	colSystem      = "system"
	colFunctions   = "functions"
	colDisposition = "disposition"
)

// Lengths are those of the API.
const (
	longestWord     = 63
	longestSystem   = 128
	longestText     = 4096
	longestFunction = 512
	mostFunctions   = 64
)

// Entry is what a sheet says of one system. What it leaves empty it does not say.
type Entry struct {
	// Row of the sheet; the place in the list for other formats.
	Row int `json:"-"`
	// System as AGENCY/NAME.
	System string `json:"system"`
	// Answers by question.
	Answers map[string]string `json:"answers,omitempty"`
	// Functions of the state that the system carries.
	Functions []string `json:"functions,omitempty"`
	// Disposition is what becomes of the system.
	Disposition Disposition `json:"disposition,omitempty"`
}

// Headings of a sheet, in their order.
func Headings() []string {
	heads := []string{colSystem}
	for _, q := range questionnaire {
		heads = append(heads, q.ID)
	}
	return append(heads, colFunctions, colDisposition)
}

// ParseSheet reads a CSV table with a row per system and a column per question.
// Functions are separated by semicolons. A sheet with an error gives nothing.
func ParseSheet(f inventory.File) ([]Entry, []inventory.Problem) {
	columns := []inventory.Column{{Name: colSystem, Longest: longestSystem}}
	for _, q := range questionnaire {
		columns = append(columns, inventory.Column{Name: q.ID, Optional: true, Longest: longestWord})
	}
	columns = append(columns,
		inventory.Column{Name: colFunctions, Optional: true, Longest: longestText},
		inventory.Column{Name: colDisposition, Optional: true, Longest: longestWord})
	rows, problems := inventory.ReadTable(f, columns)
	if len(problems) > 0 {
		return nil, problems
	}
	entries := make([]Entry, 0, len(rows))
	for _, r := range rows {
		entries = append(entries, entryOf(r))
	}
	if problems := Check(f.Name, entries); len(problems) > 0 {
		return nil, problems
	}
	return entries, nil
}

func entryOf(r inventory.Row) Entry {
	e := Entry{Row: r.Number, System: r.Cells[colSystem], Disposition: Disposition(r.Cells[colDisposition]), Answers: map[string]string{}}
	for _, q := range questionnaire {
		if a := r.Cells[q.ID]; a != "" {
			e.Answers[q.ID] = a
		}
	}
	for _, f := range strings.Split(r.Cells[colFunctions], ";") {
		if f = strings.TrimSpace(f); f != "" {
			e.Functions = append(e.Functions, f)
		}
	}
	return e
}

var systemForm = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]*[a-z0-9])?/[a-z0-9]([a-z0-9-]*[a-z0-9])?$`)

// Check says what is wrong with entries, by row and column.
func Check(file string, entries []Entry) []inventory.Problem {
	c := checker{file: file, first: map[string]int{}}
	for _, e := range entries {
		c.entry(e)
	}
	return c.problems
}

type checker struct {
	file     string
	first    map[string]int
	problems []inventory.Problem
}

func (c *checker) refuse(e Entry, column, value, what, wayOut string) {
	c.problems = append(c.problems, inventory.Problem{
		File: c.file, Row: e.Row, Column: column, Value: value, What: what, WayOut: wayOut, Severity: inventory.SeverityError,
	})
}

func (c *checker) entry(e Entry) {
	if !systemForm.MatchString(e.System) {
		c.refuse(e, colSystem, e.System, "names no system", "write AGENCY/NAME, as ikpctl system list shows them")
	}
	if first, taken := c.first[e.System]; taken {
		c.refuse(e, colSystem, e.System, fmt.Sprintf("stands in row %d already", first), "keep one of the two")
	}
	c.first[e.System] = e.Row
	for _, id := range sortedKeys(e.Answers) {
		if what, wayOut := Fault(id, e.Answers[id]); what != "" {
			c.refuse(e, id, e.Answers[id], what, wayOut)
		}
	}
	if d := e.Disposition; d != "" && !slices.Contains(gravity, d) {
		c.refuse(e, colDisposition, string(d), "is no disposition", "choose Move, Rewrite, Replace, WriteOff or Stay, or leave it empty")
	}
	c.functions(e)
}

func (c *checker) functions(e Entry) {
	if n := len(e.Functions); n > mostFunctions {
		c.refuse(e, colFunctions, "", fmt.Sprintf("names %d functions, at most %d are kept", n, mostFunctions), "name the main ones")
	}
	for _, f := range e.Functions {
		if n := len([]rune(f)); n > longestFunction {
			c.refuse(e, colFunctions, string([]rune(f)[:longestWord])+"…", fmt.Sprintf("has %d characters, at most %d are kept", n, longestFunction), "shorten it")
		}
	}
}

// Fault says why an answer cannot be taken, and the way out; nothing when it can.
func Fault(question, answer string) (what, wayOut string) {
	i := slices.IndexFunc(questionnaire, func(q Question) bool { return q.ID == question })
	if i < 0 {
		return "is a question nobody asks", "see ikpctl assessment questionnaire"
	}
	q := questionnaire[i]
	if _, known := q.answer(answer); known || answer == NotKnown {
		return "", ""
	}
	ids := make([]string, 0, len(q.Answers)+1)
	for _, a := range q.Answers {
		ids = append(ids, a.ID)
	}
	return "is none of the answers", "choose of " + strings.Join(append(ids, NotKnown), ", ")
}

func sortedKeys(m map[string]string) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
