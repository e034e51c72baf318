package plan

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/planned"
	"github.com/govtech-kz/ikp/internal/planning"
)

// report lays a proposal out for people: agencies, what binds, what was assumed,
// and who was left out.
type report struct {
	words planned.Words
	paint cmdutil.Colours
}

func (r report) write(w io.Writer, world planning.World, p planning.Proposal) error {
	if err := r.summary(w, world, p); err != nil {
		return err
	}
	for _, part := range []struct {
		title string
		table *cmdutil.Table
	}{
		{"plan-agencies", r.agencies(p)}, {"plan-binding", r.binding(p)}, {"plan-assumed", r.assumed(p)},
		{"plan-notes", r.notes(p)}, {"plan-left-out", r.leftOut(p)},
	} {
		if len(part.table.Rows) == 0 {
			continue
		}
		if _, err := fmt.Fprintf(w, "\n%s\n", r.paint.Bold(r.words.Say(part.title))); err != nil {
			return err
		}
		if err := part.table.Write(w); err != nil {
			return err
		}
	}
	return nil
}

func (r report) summary(w io.Writer, world planning.World, p planning.Proposal) error {
	b := p.Plan.Bounds
	_, err := fmt.Fprintf(w, "%s\n%s\n%s\n",
		r.paint.Bold(r.words.Say("proposal-heading", "programme", world.Programme.Name, "systems", strconv.Itoa(len(p.Plan.Systems)),
			"waves", strconv.Itoa(len(p.Plan.Waves)), "from", string(p.Plan.Start), "to", string(p.Plan.Finish))),
		r.words.Say("proposal-bounds", "days", strconv.Itoa(p.Plan.Length()), "bound", strconv.Itoa(b.Days()), "path", strconv.Itoa(b.CriticalPath),
			"work", strconv.Itoa(b.Work), "team", cmp.Or(r.words.Thing(b.BusiestTeam), "-"), "bytes", strconv.Itoa(b.Bytes), "link", cmp.Or(r.words.Thing(b.BusiestLink), "-")),
		r.words.Say("proposal-inputs", "hash", p.Hash[:12], "late", strconv.Itoa(len(p.Plan.Late)), "edition", world.Book.Edition()))
	return err
}

func (r report) heads(ids ...string) *cmdutil.Table {
	t := &cmdutil.Table{Right: map[int]bool{}}
	for _, id := range ids {
		t.Heads = append(t.Heads, r.words.Say(id))
	}
	return t
}

// agencies has a row for each agency, the one that goes live first on top.
func (r report) agencies(p planning.Proposal) *cmdutil.Table {
	type row struct {
		agency, first, last string
		systems, late       int
	}
	rows, late := map[string]*row{}, map[string]bool{}
	for _, l := range p.Plan.Late {
		late[l.System] = true
	}
	for _, s := range p.Plan.Systems {
		agency, _, _ := strings.Cut(s.System, "/")
		if rows[agency] == nil {
			rows[agency] = &row{agency: agency, first: string(s.Live)}
		}
		x := rows[agency]
		x.systems++
		x.first, x.last = min(x.first, string(s.Live)), max(x.last, string(s.Live))
		if late[s.System] {
			x.late++
		}
	}
	t := r.heads("head-agency", "head-systems", "head-first-cutover", "head-last-cutover", "head-late")
	t.Right = map[int]bool{1: true, 4: true}
	var ordered []*row
	for _, x := range rows {
		ordered = append(ordered, x)
	}
	slices.SortFunc(ordered, func(a, b *row) int { return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(a.agency, b.agency)) })
	for _, x := range ordered {
		t.Add(x.agency, strconv.Itoa(x.systems), x.first, x.last, strconv.Itoa(x.late))
	}
	return t
}

// binding counts how often each constraint binds, the most frequent first.
func (r report) binding(p planning.Proposal) *cmdutil.Table {
	times := map[string]int{}
	for _, s := range p.Plan.Systems {
		for _, c := range s.Binding.Constraints {
			times[r.words.Constraint(c)]++
		}
	}
	t := r.heads("head-binding", "head-systems")
	t.Right = map[int]bool{1: true}
	for i, text := range frequent(times) {
		if i == shown {
			break
		}
		t.Add(text, strconv.Itoa(times[text]))
	}
	return t
}

// shown is how many rows of a long list a report has.
const shown = 10

func frequent(times map[string]int) []string {
	var all []string
	for text := range times {
		all = append(all, text)
	}
	slices.SortFunc(all, func(a, b string) int { return cmp.Or(cmp.Compare(times[b], times[a]), cmp.Compare(a, b)) })
	return all
}

func (r report) assumed(p planning.Proposal) *cmdutil.Table {
	t := r.heads("head-default", "head-value", "head-used-for")
	for _, a := range p.Input.Assumptions {
		t.Add(a.Name, strconv.FormatInt(a.Value, 10)+" "+r.words.Say("unit-"+a.Unit), r.some(a.Systems, a.Count))
	}
	return t
}

func (r report) notes(p planning.Proposal) *cmdutil.Table {
	t := r.heads("head-note", "head-used-for")
	for _, n := range p.Input.Notes {
		t.Add(r.words.Say("plan-note-"+n.Code), r.some(n.Things, len(n.Things)))
	}
	return t
}

func (r report) leftOut(p planning.Proposal) *cmdutil.Table {
	t := r.heads("head-system", "head-reason", "head-details")
	for _, x := range p.Input.Excluded {
		detail := x.Detail
		if x.Why == planning.OutRefused {
			detail = r.words.Text(detail)
		}
		t.Add(x.System, r.words.Say("plan-out-"+x.Why), detail)
	}
	return t
}

// some names the first of many things.
func (r report) some(things []string, count int) string {
	const named = 3
	text := strings.Join(things[:min(len(things), named)], ", ")
	if count > named {
		text += r.words.Say("constraint-more", "n", strconv.Itoa(count-named))
	}
	return text
}
