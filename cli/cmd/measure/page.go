package measure

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmd/approval"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/internal/text"
)

// page lays measures out for people.
type page struct {
	texts    *text.Catalogue
	language text.Language
	paint    cmdutil.Colours
}

func pageOf(f *cmdutil.Factory) page {
	return page{f.Texts(), f.Language(), f.IO.OutColours()}
}

// title in the language asked for.
func (p page) title(n tenancy.Names) string {
	return map[text.Language]string{text.English: n.EN, text.Russian: n.RU, text.Kazakh: n.KK}[p.language]
}

// list has a row per measure.
func (p page) list(w io.Writer, all []Measure) error {
	t := &cmdutil.Table{Right: map[int]bool{0: true}, Heads: []string{
		p.texts.Say("head-number"), p.texts.Say("head-measure"), p.texts.Say("head-parties"), p.texts.Say("head-gate"),
		p.texts.Say("head-state"), p.texts.Say("head-since"), p.texts.Say("head-documents"), p.texts.Say("head-rule"),
	}}
	for _, m := range all {
		t.Rows = append(t.Rows, []cmdutil.Cell{
			{Text: strconv.Itoa(m.Number)}, {Text: m.Title}, {Text: strings.Join(m.Parties, ", ")}, {Text: m.Gate},
			{Text: p.state(m), Paint: p.colour(m)}, {Text: m.Since}, {Text: strconv.Itoa(documents(m))}, {Text: m.Rule},
		})
	}
	return t.Write(w)
}

func (p page) colour(m Measure) func(string) string {
	if m.Closed {
		return p.paint.Good
	}
	return p.paint.Doubtful
}

// state of a measure in words.
func (p page) state(m Measure) string {
	switch {
	case m.Closed:
		return p.texts.Say("measure-closed")
	case len(m.RejectedBy) > 0:
		return p.texts.Say("measure-rejected", "parties", strings.Join(m.RejectedBy, ", "))
	case len(m.WaitingFor) > 0:
		return p.texts.Say("measure-waits", "parties", strings.Join(m.WaitingFor, ", "))
	}
	before := make([]string, len(m.After))
	for i, n := range m.After {
		before[i] = strconv.Itoa(n)
	}
	return p.texts.Say("measure-after", "measures", strings.Join(before, ", "))
}

// documents counts the evidence of the words that count.
func documents(m Measure) int {
	n := 0
	for _, w := range m.Words {
		if w.Counts {
			n += len(w.Evidence)
		}
	}
	return n
}

// show has all that is known of one measure.
func (p page) show(w io.Writer, name string, m Measure) error {
	heading := p.texts.Say("measure-heading", "number", strconv.Itoa(m.Number), "object", name, "title", m.Title)
	if _, err := fmt.Fprintf(w, "%s\n\n", p.paint.Bold(heading)); err != nil {
		return err
	}
	facts := &cmdutil.Table{Heads: []string{"", ""}, Bare: true}
	for _, fact := range [][2]string{
		{"head-state", p.state(m)}, {"head-parties", strings.Join(m.Parties, ", ")}, {"head-gate", m.Gate},
		{"head-since", m.Since}, {"head-rule", m.Rule},
	} {
		if fact[1] != "" {
			facts.Add(p.texts.Say(fact[0]), fact[1])
		}
	}
	if err := facts.Write(w); err != nil || len(m.Words) == 0 {
		return err
	}
	if _, err := fmt.Fprintln(w); err != nil {
		return err
	}
	return p.words(m.Words).Write(w)
}

func (p page) words(all []Word) *cmdutil.Table {
	t := &cmdutil.Table{Heads: []string{
		p.texts.Say("head-party"), p.texts.Say("head-decision"), p.texts.Say("head-by"), p.texts.Say("head-when"),
		p.texts.Say("head-counts"), p.texts.Say("head-documents"), p.texts.Say("head-comment"),
	}}
	for _, w := range all {
		counts := p.texts.Say("counts-no")
		if w.Counts {
			counts = p.texts.Say("counts-yes")
		}
		t.Add(w.Party, p.decision(w), w.By, cmdutil.Moment(w.At), counts, approval.Evidence(w.Evidence), w.Comment)
	}
	return t
}

func (p page) decision(w Word) string {
	if w.Decision == "Approved" {
		return p.texts.Say("decision-approved")
	}
	return p.texts.Say("decision-rejected")
}
