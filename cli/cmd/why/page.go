package why

import (
	"fmt"
	"io"

	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/internal/text"
)

// page lays an answer out for people.
type page struct {
	texts *text.Catalogue
	paint cmdutil.Colours
	group string
}

func (p page) write(w io.Writer, a Answer) error {
	if _, err := fmt.Fprintln(w, p.heading(a)); err != nil {
		return err
	}
	if err := p.about(w, a); err != nil || a.Move == nil {
		return err
	}
	return p.move(w, a.Move)
}

// about says what the conditions say.
func (p page) about(w io.Writer, a Answer) error {
	if a.Condition == "" {
		return nil
	}
	for _, found := range append([]Finding{a.Finding}, a.Others...) {
		if _, err := fmt.Fprintln(w); err != nil {
			return err
		}
		if err := p.facts(found).Write(w); err != nil {
			return err
		}
	}
	if _, err := fmt.Fprintln(w); err != nil {
		return err
	}
	return p.conditions(a).Write(w)
}

func (p page) heading(a Answer) string {
	switch {
	case a.Condition == "":
		return p.paint.Good(p.texts.Say("why-exists", "object", a.Object))
	case a.Ready:
		return p.paint.Good(p.texts.Say("why-ready", "object", a.Object))
	case a.InPlace:
		return p.paint.Doubtful(p.texts.Say("why-unmet", "object", a.Object))
	}
	return p.paint.Doubtful(p.texts.Say("why-waits", "object", a.Object))
}

func (p page) facts(a Finding) *cmdutil.Table {
	t := &cmdutil.Table{Heads: []string{"", ""}, Bare: true}
	for _, fact := range [][2]string{
		{"label-waits-for", p.texts.Condition(p.group, a.Condition) + " (" + a.Condition + "=" + string(a.Status) + ")"},
		{"label-since", p.texts.Say("since", "time", cmdutil.Moment(a.Since), "for", a.For)},
		{"label-reason", a.Reason + ": " + a.Title},
		{"label-explanation", a.Explanation},
		{"label-text", a.Message},
		{"label-rule", a.Rule},
		{"label-who", a.Who},
		{"label-action", a.Action},
	} {
		if fact[1] != "" {
			t.Rows = append(t.Rows, []cmdutil.Cell{{Text: p.texts.Say(fact[0]), Paint: p.paint.Bold}, {Text: fact[1]}})
		}
	}
	return t
}

func (p page) conditions(a Answer) *cmdutil.Table {
	t := &cmdutil.Table{Heads: []string{
		p.texts.Say("head-condition"), p.texts.Say("head-status"), p.texts.Say("head-reason"), p.texts.Say("head-meaning"),
	}}
	for _, c := range a.Conditions {
		entry, _ := p.texts.Reason(p.group, c.Reason)
		t.Rows = append(t.Rows, []cmdutil.Cell{
			{Text: c.Type}, {Text: string(c.Status), Paint: p.paint.Status}, {Text: c.Reason}, {Text: entry.Title},
		})
	}
	return t
}
