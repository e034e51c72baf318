package reconciliation

import (
	"fmt"
	"regexp"

	"github.com/govtech-kz/ikp/internal/domain/inventory"
)

// Fields that are compared, in the order in which they are told. The names are
// headings of lists.
var Fields = []string{
	"register_id", "name_ru", "name_kk", "name_en", "agency_slug", "purpose", "category", "class", "segment", "personal_data",
}

// Record is what one list says of one system.
type Record struct {
	// Row of the list; 0 for what is no file.
	Row int
	// Slug of the system; empty when the list has none.
	Slug string
	// Values by field; what the list leaves open is not there.
	Values map[string]string
	// Source is the document, Date the day of the record, YYYY-MM-DD; empty: unknown.
	Source, Date string
}

// List is one of those compared.
type List struct {
	Name string
	// Source and Date hold for records that have none of their own.
	Source, Date string
	Records      []Record
}

const (
	longestWord = 128
	longestText = 4096
)

// columns of a list: those of the list of systems that is imported, and more.
func columns() []inventory.Column {
	all := []inventory.Column{{Name: "name_ru", Longest: longestText}}
	for _, c := range []inventory.Column{
		{Name: "slug", Longest: longestWord}, {Name: "register_id", Longest: longestWord},
		{Name: "name_kk", Longest: longestText}, {Name: "name_en", Longest: longestText},
		{Name: "agency_slug", Longest: longestWord}, {Name: "purpose", Longest: longestText},
		{Name: "category", Longest: longestWord}, {Name: "class", Longest: longestWord}, {Name: "segment", Longest: longestWord},
		{Name: "personal_data", Longest: longestText}, {Name: "dependencies", Longest: longestText},
		{Name: "source", Longest: longestText}, {Name: "source_url", Longest: longestText}, {Name: "date", Longest: longestWord},
	} {
		c.Optional = true
		all = append(all, c)
	}
	return all
}

// ParseList reads a CSV list. Its columns are those of the list of systems, plus
// register_id, source and date; only name_ru must be there. A list with an error
// gives nothing.
func ParseList(f inventory.File, name, source, date string) (List, []inventory.Problem) {
	list := List{Name: name, Source: source, Date: date}
	rows, problems := inventory.ReadTable(f, columns())
	if len(problems) > 0 {
		return List{}, problems
	}
	p := parser{file: f.Name, slugs: map[string]int{}, registers: map[string]int{}}
	for _, r := range rows {
		list.Records = append(list.Records, p.record(r))
	}
	if len(p.problems) > 0 {
		return List{}, p.problems
	}
	return list, nil
}

type parser struct {
	file             string
	slugs, registers map[string]int
	problems         []inventory.Problem
}

var day = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)

func (p *parser) record(r inventory.Row) Record {
	rec := Record{Row: r.Number, Slug: r.Cells["slug"], Values: map[string]string{}, Date: r.Cells["date"]}
	if rec.Source = r.Cells["source_url"]; rec.Source == "" {
		rec.Source = r.Cells["source"]
	}
	for _, f := range Fields {
		value, ok := inventory.Canonical(f, r.Cells[f])
		if !ok {
			p.refuse(r, f, r.Cells[f], "is none of the values known", "choose a value that inventory import takes, or leave the cell empty")
		}
		if value != "" && value != inventory.Unknown {
			rec.Values[f] = value
		}
	}
	p.check(r, rec)
	return rec
}

func (p *parser) check(r inventory.Row, rec Record) {
	if rec.Slug == "" && rec.Values["register_id"] == "" && rec.Values["name_ru"] == "" {
		p.refuse(r, "name_ru", "", "has neither a slug nor an id nor a name", "say which system the row is about")
	}
	if rec.Date != "" && !day.MatchString(rec.Date) {
		p.refuse(r, "date", rec.Date, "is no day", "write YYYY-MM-DD, or leave the cell empty")
	}
	p.once(r, "slug", rec.Slug, p.slugs)
	p.once(r, "register_id", rec.Values["register_id"], p.registers)
}

func (p *parser) once(r inventory.Row, column, value string, seen map[string]int) {
	if first, taken := seen[value]; taken && value != "" {
		p.refuse(r, column, value, fmt.Sprintf("stands in row %d already", first), "keep one of the two rows")
	}
	seen[value] = r.Number
}

func (p *parser) refuse(r inventory.Row, column, value, what, wayOut string) {
	p.problems = append(p.problems, inventory.Problem{
		File: p.file, Row: r.Number, Column: column, Value: value, What: what, WayOut: wayOut, Severity: inventory.SeverityError,
	})
}
