package inventory

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/internal/domain/reconciliation"
)

func (o *ReconcileOptions) print(r reconciliation.Report) error {
	out := o.Factory.IO.Out
	switch o.Output {
	case cmdutil.OutputJSON, cmdutil.OutputYAML:
		return cmdutil.Encode(out, o.Output, r)
	case outputCSV:
		return writeCSV(out, r)
	}
	for _, section := range []func(io.Writer, reconciliation.Report) error{o.printLists, o.printMissing, o.printDifferences, o.printDoubts, o.printSum} {
		if err := section(out, r); err != nil {
			return err
		}
	}
	return nil
}

func (o *ReconcileOptions) say(id string, pairs ...string) string {
	return o.Factory.Texts().Say(id, pairs...)
}

func (o *ReconcileOptions) heads(ids ...string) []string {
	all := make([]string, len(ids))
	for i, id := range ids {
		all[i] = o.say("head-" + id)
	}
	return all
}

// known says in words what nobody knows.
func (o *ReconcileOptions) known(value string) string {
	if value == "" {
		return o.say("unknown")
	}
	return short(value)
}

// shownRunes is how much of a text a table shows; the other formats show all.
const shownRunes = 60

func short(s string) string {
	if runes := []rune(s); len(runes) > shownRunes {
		return string(runes[:shownRunes-1]) + "…"
	}
	return s
}

func (o *ReconcileOptions) printLists(w io.Writer, r reconciliation.Report) error {
	t := cmdutil.Table{Heads: o.heads("list", "records", "source", "date"), Right: map[int]bool{1: true}}
	for _, l := range r.Lists {
		t.Add(l.Name, strconv.Itoa(l.Records), o.known(l.Source), o.known(l.Date))
	}
	return writeSection(w, o.Factory.IO.OutColours().Bold(o.say("section-lists")), t)
}

func (o *ReconcileOptions) printMissing(w io.Writer, r reconciliation.Report) error {
	t := cmdutil.Table{Heads: o.heads("system", "missing-from", "list", "row", "name", "source", "date"), Right: map[int]bool{3: true}}
	for _, s := range r.Systems {
		if len(s.MissingFrom) == 0 {
			continue
		}
		for _, x := range s.In {
			t.Add(short(s.Name), strings.Join(s.MissingFrom, ", "), x.List, number(x.Row), short(x.Name), o.known(x.Source), o.known(x.Date))
		}
	}
	return writeSection(w, o.Factory.IO.OutColours().Bad(o.say("section-missing")), t)
}

func (o *ReconcileOptions) printDifferences(w io.Writer, r reconciliation.Report) error {
	t := cmdutil.Table{Heads: o.heads("system", "matched-by", "confidence", "field", "list", "value", "source", "date"), Right: map[int]bool{2: true}}
	for _, s := range r.Systems {
		for _, d := range s.Differences {
			for _, v := range d.Values {
				t.Add(short(s.Name), string(s.By), permille(s.Confidence), d.Field, v.List, short(v.Value), o.known(v.Source), o.known(v.Date))
			}
		}
	}
	return writeSection(w, o.Factory.IO.OutColours().Doubtful(o.say("section-differences")), t)
}

func (o *ReconcileOptions) printDoubts(w io.Writer, r reconciliation.Report) error {
	t := cmdutil.Table{Heads: o.heads("confidence", "list", "row", "name", "list", "row", "name"), Right: map[int]bool{0: true, 2: true, 5: true}}
	for _, d := range r.Doubts {
		t.Add(permille(d.Confidence), d.A.List, number(d.A.Row), short(d.A.Name), d.B.List, number(d.B.Row), short(d.B.Name))
	}
	return writeSection(w, o.Factory.IO.OutColours().Doubtful(o.say("section-doubts")), t)
}

func permille(n int) string { return fmt.Sprintf("%d ‰", n) }

// printSum counts what was matched, and by what.
func (o *ReconcileOptions) printSum(w io.Writer, r reconciliation.Report) error {
	matched, byName, missing, differing := 0, 0, 0, 0
	for _, s := range r.Systems {
		matched += count(len(s.In) > 1)
		byName += count(s.By == reconciliation.ByName)
		missing += count(len(s.MissingFrom) > 0)
		differing += count(len(s.Differences) > 0)
	}
	_, err := fmt.Fprintln(w, o.say("reconciled",
		"systems", strconv.Itoa(len(r.Systems)), "matched", strconv.Itoa(matched), "name", strconv.Itoa(byName),
		"missing", strconv.Itoa(missing), "differing", strconv.Itoa(differing), "doubts", strconv.Itoa(len(r.Doubts))))
	return err
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

// writeCSV has a row for every finding, for spreadsheets.
func writeCSV(w io.Writer, r reconciliation.Report) error {
	rows := [][]string{{"finding", "system", "matched_by", "confidence", "field", "list", "row", "value", "source", "date"}}
	for _, s := range r.Systems {
		for _, missing := range s.MissingFrom {
			for _, x := range s.In {
				rows = append(rows, []string{"missing from " + missing, s.Name, string(s.By), "", "", x.List, number(x.Row), x.Name, x.Source, x.Date})
			}
		}
		for _, d := range s.Differences {
			for _, v := range d.Values {
				rows = append(rows, []string{"differs", s.Name, string(s.By), strconv.Itoa(s.Confidence), d.Field, v.List, "", v.Value, v.Source, v.Date})
			}
		}
	}
	for _, d := range r.Doubts {
		for _, x := range []reconciliation.Sighting{d.A, d.B} {
			rows = append(rows, []string{"doubt", x.Slug, string(reconciliation.ByName), strconv.Itoa(d.Confidence), "", x.List, number(x.Row), x.Name, x.Source, x.Date})
		}
	}
	for _, row := range rows {
		for i := range row {
			row[i] = harmless(row[i])
		}
	}
	return csv.NewWriter(w).WriteAll(rows)
}

// harmless keeps a spreadsheet from running what an object's field contains.
func harmless(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}
