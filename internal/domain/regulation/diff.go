package regulation

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// Difference is one thing in which two editions differ.
type Difference struct {
	// Rule that differs.
	Rule string
	// Field of it: enforcement; "rule" when one of the editions has no such rule.
	Field string
	// Before and After are what the two say; empty: nothing.
	Before, After string
}

// FieldRule is the field of a rule that came or went.
const FieldRule = "rule"

// Diff is in what the rules of two editions differ, by rule.
func Diff(a, b Profile) []Difference {
	before, after := byID(a.Rules), byID(b.Rules)
	ids := slices.Sorted(maps.Keys(before))
	for id := range after {
		if _, both := before[id]; !both {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	var all []Difference
	for _, id := range ids {
		was, hadIt := before[id]
		is, hasIt := after[id]
		if hadIt && hasIt {
			all = append(all, fields(was, is)...)
			continue
		}
		all = append(all, Difference{Rule: id, Field: FieldRule, Before: said(was, hadIt), After: said(is, hasIt)})
	}
	return all
}

func byID(rules []Rule) map[string]Rule {
	all := make(map[string]Rule, len(rules))
	for _, r := range rules {
		all[r.ID] = r
	}
	return all
}

func said(r Rule, has bool) string {
	if !has {
		return ""
	}
	return string(r.Enforcement) + ": " + cmp.Or(r.Titles["en"], r.ID)
}

func fields(was, is Rule) []Difference {
	var all []Difference
	for _, f := range []struct{ name, before, after string }{
		{"enforcement", string(was.Enforcement), string(is.Enforcement)},
		{"severity", was.Severity, is.Severity},
		{"moments", moments(was), moments(is)},
		{"parameters", was.Parameters.String(), is.Parameters.String()},
		{"check", was.Check, is.Check},
		{"source", was.Source, is.Source},
		{"verification", was.Verification, is.Verification},
		{"title-en", was.Titles["en"], is.Titles["en"]},
		{"title-ru", was.Titles["ru"], is.Titles["ru"]},
		{"title-kk", was.Titles["kk"], is.Titles["kk"]},
	} {
		if f.before != f.after {
			all = append(all, Difference{Rule: was.ID, Field: f.name, Before: f.before, After: f.after})
		}
	}
	return all
}

func moments(r Rule) string {
	all := make([]string, len(r.Moments))
	for i, m := range r.Moments {
		all[i] = string(m)
	}
	return strings.Join(all, ",")
}

// String is the parameters as name=value, by name.
func (p Parameters) String() string {
	all := make([]string, 0, len(p))
	for _, name := range slices.Sorted(maps.Keys(p)) {
		all = append(all, name+"="+p[name])
	}
	return strings.Join(all, ",")
}
