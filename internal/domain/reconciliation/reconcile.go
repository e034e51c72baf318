package reconciliation

import (
	"cmp"
	"slices"
	"strings"
)

// Report is what a comparison has found, in an order that does not depend on that
// of the rows.
type Report struct {
	Lists   []Summary `json:"lists"`
	Systems []System  `json:"systems"`
	Doubts  []Doubt   `json:"doubts"`
}

// Summary of a list.
type Summary struct {
	Name    string `json:"name"`
	Source  string `json:"source,omitempty"`
	Date    string `json:"date,omitempty"`
	Records int    `json:"records"`
}

// System is what the lists say of one system.
type System struct {
	// Name to call it by: its slug, else its first name.
	Name string `json:"name"`
	// By and Confidence, in thousandths, say why its records are taken for one.
	By         By  `json:"by,omitempty"`
	Confidence int `json:"confidence,omitempty"`
	// In are the records, MissingFrom the lists that have none.
	In          []Sighting `json:"in"`
	MissingFrom []string   `json:"missingFrom"`
	// Differences are fields to which two lists give different values.
	Differences []Difference `json:"differences"`
}

// Sighting is one list's record of a system.
type Sighting struct {
	List   string `json:"list"`
	Row    int    `json:"row,omitempty"`
	Slug   string `json:"slug,omitempty"`
	Owner  string `json:"owner,omitempty"`
	Name   string `json:"name,omitempty"`
	Source string `json:"source,omitempty"`
	Date   string `json:"date,omitempty"`
}

// Difference is a field on which lists disagree. A list that leaves it open does
// not: unknown is not no.
type Difference struct {
	Field  string  `json:"field"`
	Values []Value `json:"values"`
}

// Value is what one list says.
type Value struct {
	List   string `json:"list"`
	Value  string `json:"value"`
	Source string `json:"source,omitempty"`
	Date   string `json:"date,omitempty"`
}

// Doubt is a pair of records that may speak of one system; people decide.
type Doubt struct {
	Confidence int      `json:"confidence"`
	A          Sighting `json:"a"`
	B          Sighting `json:"b"`
}

// Agree reports whether the lists say the same: every system stands in all of
// them, and no field differs.
func (r Report) Agree() bool {
	return !slices.ContainsFunc(r.Systems, func(s System) bool { return len(s.MissingFrom)+len(s.Differences) > 0 })
}

// Reconcile compares lists.
func Reconcile(lists []List) Report {
	report := Report{Systems: []System{}, Doubts: []Doubt{}}
	var entities []entity
	for i, l := range lists {
		report.Lists = append(report.Lists, Summary{Name: l.Name, Source: l.Source, Date: l.Date, Records: len(l.Records)})
		next := sightingsOf(i, l.Records)
		var doubts []candidate
		before := slices.Clone(entities)
		entities, doubts = merge(entities, next)
		for _, d := range doubts {
			report.Doubts = append(report.Doubts, Doubt{
				Confidence: d.confidence, A: shown(lists, before[d.entity].sightings[0]), B: shown(lists, next[d.sighting]),
			})
		}
	}
	for _, e := range entities {
		report.Systems = append(report.Systems, systemOf(lists, e))
	}
	slices.SortStableFunc(report.Systems, func(a, b System) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.In[0].List, b.In[0].List), cmp.Compare(a.In[0].Row, b.In[0].Row))
	})
	return report
}

func systemOf(lists []List, e entity) System {
	s := System{Name: e.call(), By: e.by, Confidence: e.confidence, MissingFrom: []string{}, Differences: []Difference{}}
	present := map[int]bool{}
	for _, x := range e.sightings {
		present[x.list] = true
		s.In = append(s.In, shown(lists, x))
	}
	for i, l := range lists {
		if !present[i] {
			s.MissingFrom = append(s.MissingFrom, l.Name)
		}
	}
	for _, f := range Fields {
		if d := e.differ(lists, f); d != nil {
			s.Differences = append(s.Differences, *d)
		}
	}
	return s
}

// call is the first slug, else the first name, else the first id.
func (e entity) call() string {
	for _, of := range []func(*Record) string{
		func(r *Record) string { return r.Slug },
		func(r *Record) string { return r.Values["name_ru"] },
		func(r *Record) string { return r.Values["register_id"] },
	} {
		for _, s := range e.sightings {
			if called := of(s.record); called != "" {
				return called
			}
		}
	}
	return ""
}

func (e entity) differ(lists []List, field string) *Difference {
	d := Difference{Field: field}
	var known []string
	for _, s := range e.sightings {
		value := s.record.Values[field]
		if value == "" {
			continue
		}
		at := shown(lists, s)
		known = append(known, value)
		d.Values = append(d.Values, Value{List: at.List, Value: value, Source: at.Source, Date: at.Date})
	}
	if !slices.ContainsFunc(known, func(v string) bool { return !alike(field, known[0], v) }) {
		return nil
	}
	return &d
}

// alike reports whether two values say the same: texts without case, quotes and
// signs, names without what one of them adds in brackets.
func alike(field, a, b string) bool {
	switch {
	case strings.HasPrefix(field, "name_"):
		x, y := nameOf(a), nameOf(b)
		return x.same(&y)
	case field == "purpose":
		return nameOf(a).folded == nameOf(b).folded
	default:
		return a == b
	}
}

func shown(lists []List, s sighting) Sighting {
	l, r := lists[s.list], s.record
	return Sighting{
		List: l.Name, Row: r.Row, Slug: r.Slug, Owner: r.Values["agency_slug"], Name: r.Values["name_ru"],
		Source: cmp.Or(r.Source, l.Source), Date: cmp.Or(r.Date, l.Date),
	}
}
