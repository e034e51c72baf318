package inventory

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/internal/domain/inventory"
)

func (r *Report) write(streams *cmdutil.IOStreams, o cmdutil.Output) error {
	if o == cmdutil.OutputJSON {
		// Consumers iterate over the lists: none is null.
		r.Kept, r.Problems = append([]Kept{}, r.Kept...), append([]inventory.Problem{}, r.Problems...)
		return cmdutil.Encode(streams.Out, o, r)
	}
	for _, section := range r.sections() {
		if err := section(streams.Out, streams.OutColours()); err != nil {
			return err
		}
	}
	return nil
}

// sections of a refused import are the reasons alone.
func (r *Report) sections() []func(io.Writer, cmdutil.Colours) error {
	if r.Refused {
		return []func(io.Writer, cmdutil.Colours) error{r.writeErrors}
	}
	return []func(io.Writer, cmdutil.Colours) error{r.writeErrors, r.writeGaps, r.writeKept, r.writeSummary}
}

func (r *Report) writeErrors(w io.Writer, paint cmdutil.Colours) error {
	t := cmdutil.Table{Heads: []string{"FILE", "ROW", "COLUMN", "VALUE", "ERROR", "WAY OUT"}, Right: map[int]bool{1: true}}
	for _, p := range r.Problems {
		if p.Severity == inventory.SeverityError {
			t.Add(p.File, number(p.Row), p.Column, p.Value, p.What, p.WayOut)
		}
	}
	return writeSection(w, paint.Bad("Errors"), t)
}

// gap is the same gap in several rows.
type gap struct{ file, column, what string }

// writeGaps tells each gap once, with its rows: a real inventory has hundreds.
func (r *Report) writeGaps(w io.Writer, paint cmdutil.Colours) error {
	rows := map[gap][]int{}
	for _, p := range r.Problems {
		if p.Severity == inventory.SeverityGap {
			g := gap{p.File, p.Column, p.What}
			rows[g] = append(rows[g], p.Row)
		}
	}
	t := cmdutil.Table{Heads: []string{"FILE", "COLUMN", "RECORDS", "GAP", "ROWS"}, Right: map[int]bool{2: true}}
	for _, g := range sorted(rows) {
		t.Add(g.file, g.column, strconv.Itoa(len(rows[g])), g.what, ranges(rows[g]))
	}
	return writeSection(w, paint.Doubtful("Gaps: the lists leave these fields open"), t)
}

func sorted(rows map[gap][]int) []gap {
	var list []gap
	for g := range rows {
		list = append(list, g)
	}
	slices.SortFunc(list, func(a, b gap) int {
		return cmp.Or(cmp.Compare(a.file, b.file), cmp.Compare(a.column, b.column), cmp.Compare(a.what, b.what))
	})
	return list
}

func (r *Report) writeKept(w io.Writer, paint cmdutil.Colours) error {
	t := cmdutil.Table{Heads: []string{"FILE", "ROW", "COLUMN", "OBJECT", "LIST SAYS", "KEPT"}, Right: map[int]bool{1: true}}
	for _, k := range r.Kept {
		t.Add(k.File, number(k.Row), k.Column, k.Object, k.Value, k.By)
	}
	return writeSection(w, paint.Bold("Kept: filled by somebody else since"), t)
}

// writeSummary comes last, where a person looks. Records that were
// refused since the check leave it out.
func (r *Report) writeSummary(w io.Writer, paint cmdutil.Colours) error {
	if r.errors() > 0 {
		return nil
	}
	t := cmdutil.Table{Heads: []string{"", "CREATED", "UPDATED", "UNCHANGED"}, Right: map[int]bool{1: true, 2: true, 3: true}}
	for _, line := range []struct {
		name string
		Count
	}{{"agencies", r.Agencies}, {"systems", r.Systems}} {
		t.Add(line.name, strconv.Itoa(line.Created), strconv.Itoa(line.Updated), strconv.Itoa(line.Unchanged))
	}
	title := "Imported"
	if r.DryRun {
		title = "Dry run: an import would come to this"
	}
	if r.ParticipationByRule > 0 {
		title += fmt.Sprintf(" (participation of %d agencies follows from their kind, C-7.6)", r.ParticipationByRule)
	}
	return writeSection(w, paint.Bold(title), t)
}

// writeSection leaves out a table without rows.
func writeSection(w io.Writer, title string, t cmdutil.Table) error {
	if len(t.Rows) == 0 {
		return nil
	}
	if _, err := fmt.Fprintln(w, title); err != nil {
		return err
	}
	if err := t.Write(w); err != nil {
		return err
	}
	_, err := fmt.Fprintln(w)
	return err
}

func number(row int) string {
	if row == 0 {
		return ""
	}
	return strconv.Itoa(row)
}

// ranges writes ascending rows shortly: 2-5, 8.
func ranges(rows []int) string {
	var parts []string
	for start := 0; start < len(rows); {
		end := start
		for end+1 < len(rows) && rows[end+1] == rows[end]+1 {
			end++
		}
		part := strconv.Itoa(rows[start])
		if end > start {
			part += "-" + strconv.Itoa(rows[end])
		}
		parts, start = append(parts, part), end+1
	}
	return strings.Join(parts, ", ")
}
